"""Properties of people and others: age, nationality, role, occupation, employer, family, residence, alias.

In: a Parse, the Article, the Language, and what is found so far (mentions, entities, quotes, times). Out: Fact records
in text order, ids k1, k2 ... Each stands on the words that say it; the lexicon is the `people` tables of the language.
What facts and statuses share is a `View`, made once for an article and kept on its Parse.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from retold.extract.facts.age import ages as find_ages
from retold.extract.facts.placed import Placed
from retold.extract.facts.relations import relations
from retold.extract.facts.roles import Described, descriptions
from retold.extract.facts.roles import roles as find_roles
from retold.languages import Language
from retold.languages.people import PeopleLexicon, lexicon
from retold.model import Analysis, Article, Fact, Span
from retold.parse import Parse
from retold.resolve.bearers import read
from retold.resolve.casualties import BorneTrigger, Casualties
from retold.resolve.identified import Naming, identified
from retold.resolve.participants import Participants
from retold.resolve.referents import BY_FATE, Referents
from retold.resolve.speech import SpeechIndex
from retold.resolve.triggers import Triggers
from retold.resolve.unnamed import link


def extract(doc: Parse, article: Article, language: Language, found: Analysis) -> Iterator[Fact]:
    """The Fact records of one article, in text order."""
    seen = view(doc, language, found)
    if seen is None:
        return
    ages = []
    for fact in seen.ages:
        entity = seen.people.lead(fact.entity) or fact.entity
        ages.append(fact if entity == fact.entity else replace(fact, entity=entity, method=BY_FATE))
    drafts = [*ages, *seen.roles, *relations(doc, seen.words, seen.clauses, seen.described)]
    for number, fact in enumerate(_distinct(drafts), 1):
        yield replace(fact, id=f"k{number}", quote=seen.placed.quote(fact.span))


def _distinct(drafts: Iterable[Fact]) -> list[Fact]:
    """Facts in text order, each (entity, property, value) once a place."""
    kept: dict[tuple[str, str, str, str | None, Span], Fact] = {}
    for fact in sorted(drafts, key=lambda item: (item.span, item.property, item.value, item.entity)):
        kept.setdefault((fact.entity, fact.property, fact.value, fact.target, fact.span), fact)
    return list(kept.values())


KEY = "people"  # its place on the shelf of a Parse


@dataclass(frozen=True, slots=True)
class View:
    """`ages` and `roles` are Facts without ids; `told` are all triggers with their bearers, one a referent; `named` are
    the fates of people named after their fate."""

    words: PeopleLexicon
    people: Referents
    clauses: Participants
    placed: Placed
    described: list[Described]
    roles: tuple[Fact, ...]
    ages: tuple[Fact, ...]
    told: list[BorneTrigger]
    named: list[BorneTrigger]


def view(doc: Parse, language: Language, found: Analysis) -> View | None:
    """The View of an article, None where the language has no people tables."""
    words = lexicon(language)
    if not words.rules:
        return None
    kept = doc.shelf.get(KEY)
    if kept is not None and kept[0] is words and kept[1] is found.mentions and kept[2] is found.quotes:
        return kept[3]  # type: ignore[no-any-return]  # the shelf holds what its users put there
    made = _view(doc, words, found)
    doc.shelf[KEY] = (words, found.mentions, found.quotes, made)
    return made


def _view(doc: Parse, words: PeopleLexicon, found: Analysis) -> View:
    people = Referents(doc, found, words)
    clauses = Participants(doc, words, people)
    naming = tuple(identified(doc, words, clauses))
    placed = Placed(doc, found, clauses)
    described = descriptions(doc, words, clauses)
    roles = tuple(find_roles(doc, words, clauses, described, placed))
    said = SpeechIndex(found.quotes, roles)
    triggers = list(Triggers(doc, words, clauses).find())
    told = read(triggers, clauses, said, found)
    ages = tuple(find_ages(doc, words, clauses))
    fates = _fates(naming, Casualties(triggers, told, clauses))
    link(found, people, words, (told, fates), ages)
    return View(words, people, clauses, placed, described, roles, ages, told, fates)


def _fates(naming: tuple[Naming, ...], fates: Casualties) -> list[BorneTrigger]:
    """What became of people whom a sentence identifies with people mentioned before."""
    found = ((names, fates.of(nominal, len(names))) for nominal, names in naming)
    return [BorneTrigger(fate, name, "positive", "asserted") for names, fate in found if fate for name in names]
