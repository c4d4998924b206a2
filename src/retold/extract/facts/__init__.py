"""Properties of people and others: age, nationality, role, occupation, employer, family, residence, alias.

In: a Parse, the Article, the Language, and what is found so far (mentions, entities, quotes, times). Out: Fact records
in text order, ids k1, k2 ... Each stands on the words that say it; the lexicon is the `people` tables of the language.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from retold.extract.facts.relations import relations
from retold.extract.facts.view import view
from retold.languages import Language
from retold.model import Analysis, Article, Fact, Span
from retold.parse import Parse
from retold.resolve.referents import BY_FATE


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
