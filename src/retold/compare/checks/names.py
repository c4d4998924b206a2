"""Two answers to who did it or to whom."""

from typing import Literal

from retold.compare.slots import Slot
from retold.model import Participant, Story


def stand(one: Slot, two: Slot, story: Story) -> Literal["same", "compatible", "differ"] | None:
    """One entity or one head word is the same; two that are called by a name differ; a name beside a description, or
    two
    descriptions, can both hold."""
    left, right = one.value, two.value
    if not isinstance(left, Participant) or not isinstance(right, Participant):
        return None
    who = [_entity(slot, story) for slot in (one, two)]
    if who[0] and who[0] == who[1]:
        return "same"
    heads = [_head(slot, story) for slot in (one, two)]
    if heads[0] == heads[1]:
        return "same"
    named = [_named(slot, story) for slot in (one, two)]
    return "differ" if all(named) and all(who) else "compatible"


def _entity(slot: Slot, story: Story) -> str | None:
    part = slot.value
    assert isinstance(part, Participant)  # noqa: S101
    return story.entity_of.get((story.analyses[slot.account].article.id, part.entity)) if part.entity else None


def _head(slot: Slot, story: Story) -> str:
    part = slot.value
    assert isinstance(part, Participant)  # noqa: S101
    span = part.head or part.span
    return story.analyses[slot.account].article.text[span[0] : span[1]].lower().rstrip("s")


def _named(slot: Slot, story: Story) -> bool:
    return slot.text[:1].isupper() or any(word[:1].isupper() for word in slot.text.split()[1:])
