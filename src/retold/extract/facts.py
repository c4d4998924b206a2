"""Properties of people and others: age, nationality, role, occupation, employer, family, residence, alias.

In: a Parse, the Article, the Language, and what is found so far (mentions, entities, quotes, times). Out: Fact records
in text order, ids k1, k2 ... Each stands on the words that say it; the lexicon is the `people` tables of the language.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from retold.extract import facts_age, facts_relations, facts_roles
from retold.extract.people_grammar import Clauses
from retold.extract.people_lexicon import lexicon
from retold.extract.placed import Placed
from retold.extract.referents import Referents
from retold.extract.status_names import identified
from retold.languages import Language
from retold.model import Analysis, Article, Fact, Span
from retold.parse import Parse


def extract(doc: Parse, article: Article, language: Language, found: Analysis) -> Iterator[Fact]:
    """The Fact records of one article, in text order."""
    words = lexicon(language)
    if not words.rules:
        return
    people = Referents(doc, found, words)
    clauses = Clauses(doc, words, people)
    for _ in identified(doc, words, clauses):
        pass  # notes in `people` which nominals stand for which names
    placed = Placed(doc, found, clauses)
    said = facts_roles.descriptions(doc, words, clauses)
    drafts = [
        *facts_age.ages(doc, words, clauses),
        *facts_roles.roles(doc, words, clauses, said, placed),
        *facts_relations.relations(doc, words, clauses, said),
    ]
    for number, fact in enumerate(_distinct(drafts), 1):
        yield replace(fact, id=f"k{number}", quote=placed.quote(fact.span))


def _distinct(drafts: Iterable[Fact]) -> list[Fact]:
    """Facts in text order, each (entity, property, value) once a place."""
    kept: dict[tuple[str, str, str, str | None, Span], Fact] = {}
    for fact in sorted(drafts, key=lambda item: (item.span, item.property, item.value, item.entity)):
        kept.setdefault((fact.entity, fact.property, fact.value, fact.target, fact.span), fact)
    return list(kept.values())
