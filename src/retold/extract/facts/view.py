"""What facts and statuses share: referents, clauses, bearers, and who an unnamed person turns out to be.

In: a Parse, the Language, what is found so far. Out: a `View`, made once for an article and kept on its Parse, since
both extractors need the whole of it.
"""

from dataclasses import dataclass

from retold.extract.facts.age import ages as find_ages
from retold.extract.facts.placed import Placed
from retold.extract.facts.roles import Described, descriptions
from retold.extract.facts.roles import roles as find_roles
from retold.languages import Language
from retold.languages.people import PeopleLexicon, lexicon
from retold.model import Analysis, Fact
from retold.parse import Parse
from retold.resolve.bearers import read
from retold.resolve.casualties import BorneTrigger, Casualties
from retold.resolve.identified import Naming, identified
from retold.resolve.participants import Participants
from retold.resolve.referents import Referents
from retold.resolve.speech import SpeechIndex
from retold.resolve.triggers import Triggers
from retold.resolve.unnamed import link

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
