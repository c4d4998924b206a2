"""Two times that answer one question."""

from typing import Literal

from retold.compare.slots import Slot
from retold.model import Story, Time


def stand(one: Slot, two: Slot, story: Story) -> Literal["same", "compatible", "differ"] | None:
    """Times of one stretch are the same, one within the other can both hold, and stretches apart differ. Lengths of
    time
    are compared by their value."""
    left, right = one.value, two.value
    if not isinstance(left, Time) or not isinstance(right, Time):
        return None
    if left.type == "DURATION":
        return "same" if left.value == right.value else "compatible" if left.mod or right.mod else "differ"
    first, second = _ends(left), _ends(right)
    if first is None or second is None:
        return None
    if first == second:
        return "same"
    if first[0] <= second[1] and second[0] <= first[1]:
        return "compatible"
    return "differ"


def _ends(time: Time) -> tuple[str, str] | None:
    if not time.earliest or not time.latest:
        return None
    wide = len(time.earliest) <= 10 or len(time.latest) <= 10
    return (time.earliest[:10] if wide else time.earliest, time.latest[:10] if wide else time.latest)
