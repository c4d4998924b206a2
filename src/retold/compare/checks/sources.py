"""Two answers to who said it."""

from typing import Literal

from retold.compare.slots import SOURCE, Slot, Unrecorded
from retold.model import Quote, Story


def stand(one: Slot, two: Slot, story: Story) -> Literal["same", "compatible", "differ"] | None:
    """One speaker is the same; two that both have a name differ; a name beside a description can both hold, and so can
    a source beside none."""
    left, right = one.value, two.value
    if one.key == SOURCE:
        return "compatible" if isinstance(left, Unrecorded) != isinstance(right, Unrecorded) else None
    if not isinstance(left, Quote) or not isinstance(right, Quote):
        return None
    who = [
        story.entity_of.get((story.analyses[slot.account].article.id, quote.speaker.entity or ""))
        for slot, quote in ((one, left), (two, right))
    ]
    if not all(who):
        return None
    if who[0] == who[1]:
        return "same"
    return "differ" if left.speaker.name and right.speaker.name else "compatible"
