"""Which facts of several accounts answer one question: by story entity and property, for relations also by target.

In: a Story. Out: `Answers`, the facts of one entity that answer one question, grouped by equal value.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from retold.model import Analysis, Fact, Story
from retold.resolve.referents import BY_FATE, UNSURE


@dataclass(frozen=True, slots=True)
class AccountFact:
    """One account's fact; `target` is the story entity of its target."""

    analysis: Analysis
    record: Fact
    target: str | None


@dataclass(frozen=True, slots=True)
class Answers:
    """The facts on one question, grouped: (normal form, facts with it), in order of first appearance."""

    entity: str
    property: str
    target: str | None
    groups: tuple[tuple[str, tuple[AccountFact, ...]], ...]


def told(story: Story) -> Iterator[tuple[str, AccountFact]]:
    """Every fact of a story entity, in the order of accounts and text."""
    for analysis in story.analyses:
        account = analysis.article.id
        for record in analysis.facts:
            entity = story.entity_of.get((account, record.entity))
            if entity is not None:
                target = story.entity_of.get((account, record.target)) if record.target else None
                yield entity, AccountFact(analysis, record, target)


def normal(value: str) -> str:
    """The value with case, spacing and a leading article's weight taken off, for comparing values."""
    return " ".join(value.casefold().replace("’", "'").split())


def answers(story: Story) -> Iterator[Answers]:
    """The questions of the story, entities in the order of the story, questions by first appearance."""
    found: dict[str, dict[tuple[str, str | None], dict[str, list[AccountFact]]]] = {}
    for entity, item in told(story):
        key = (item.record.property, item.target if item.record.property == "relation" else None)
        found.setdefault(entity, {}).setdefault(key, {}).setdefault(normal(item.record.value), []).append(item)
    for entity_ in story.entities:
        for (property_, target), groups in found.get(entity_.id, {}).items():
            kept = _direct(groups)
            yield Answers(entity_.id, property_, target, tuple((value, tuple(kept[value])) for value in kept))


def _direct(groups: dict[str, list[AccountFact]]) -> dict[str, list[AccountFact]]:
    """Where some fact has the name itself as its mention, facts of a nominal or pronominal mention are left out."""
    for unsure in (UNSURE, frozenset({BY_FATE})):
        sure = {
            value: items for value, items in groups.items() if any(item.record.method not in unsure for item in items)
        }
        groups = sure or groups
    return groups


def named(story: Story) -> frozenset[str]:
    """Story entities that some account calls by a name, and not only by a description, of whatever type; found once a
    story."""
    return story.once(_named)


def _named(story: Story) -> frozenset[str]:
    return frozenset(entity.id for entity in story.entities if entity.names)


def people_named(story: Story) -> set[str]:
    """Story entities of people whom some account names."""
    return {entity.id for entity in story.entities if entity.type == "person" and entity.names}
