"""Two answers to who did it or to whom."""

from bisect import bisect_left
from typing import Literal

from retold.compare.slots import Slot
from retold.model import Participant, Span, Story


def stand(one: Slot, two: Slot, story: Story) -> Literal["same", "compatible", "differ"] | None:
    """One entity or one head word is the same; two names of one kind (two people, two places) differ; a name beside a
    description, or two descriptions, can both hold; a person and a thing answer two questions."""
    left, right = one.value, two.value
    if not isinstance(left, Participant) or not isinstance(right, Participant):
        return None
    who = [_entity(slot, story) for slot in (one, two)]
    if who[0] and who[0] == who[1]:
        return "same"
    heads = [_head(slot, story) for slot in (one, two)]
    if not _lemmas(one, story).isdisjoint(_lemmas(two, story)):
        return "same"
    types = [story.once(_types).get(name or "") for name in who]
    if not all(head[:1].isupper() for head in heads) or not all(who):
        return "compatible"
    return "differ" if types[0] == types[1] else "compatible"


def _entity(slot: Slot, story: Story) -> str | None:
    part = slot.value
    assert isinstance(part, Participant)  # noqa: S101
    return story.entity_of.get((story.analyses[slot.account].article.id, part.entity)) if part.entity else None


def _types(story: Story) -> dict[str, str]:
    """The kind of each story entity."""
    return {entity.id: entity.type for entity in story.entities}


def _lemmas(slot: Slot, story: Story) -> frozenset[str]:
    """The head word in small letters, and its lemma where it is a content word."""
    analysis, span = story.analyses[slot.account], _span(slot)
    place = bisect_left(analysis.terms, span, key=lambda term: term.span)
    term = analysis.terms[place : place + 1]
    return frozenset({_head(slot, story).lower(), *(item.lemma for item in term if item.span == span)})


def _span(slot: Slot) -> Span:
    part = slot.value
    assert isinstance(part, Participant)  # noqa: S101
    return part.head or part.span


def _head(slot: Slot, story: Story) -> str:
    span = _span(slot)
    return story.analyses[slot.account].article.text[span[0] : span[1]]
