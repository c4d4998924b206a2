"""Two times that answer one question."""

from datetime import datetime
from typing import Literal

from retold.compare.slots import Slot
from retold.model import Story, Time

ROUNDED = 15  # minutes by which a whole or half hour may be off: "just after noon" of 12:10
HALF = 30  # minutes of half an hour
MINUTE = 16  # characters of an ISO time to the minute


def stand(one: Slot, two: Slot, story: Story) -> Literal["same", "compatible", "differ"] | None:
    """Times of one stretch are the same, one within the other can both hold, and stretches apart differ; a clock time
    on the whole or half hour may be a rounded one. Lengths of time are compared by their value."""
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
    if (first[0] <= second[1] and second[0] <= first[1]) or _rounded(left, right):
        return "compatible"
    return "differ"


def _rounded(left: Time, right: Time) -> bool:
    """Whether two times to the minute may be one, of which an account gives the nearest half hour."""
    if left.precision != "minute" or right.precision != "minute":
        return False
    try:
        one, two = (datetime.fromisoformat((time.earliest or "")[:MINUTE]) for time in (left, right))
    except ValueError:  # a clock time of no day
        return False
    return 0 in (one.minute % HALF, two.minute % HALF) and abs((one - two).total_seconds()) <= ROUNDED * 60


def _ends(time: Time) -> tuple[str, str] | None:
    if not time.earliest or not time.latest:
        return None
    wide = len(time.earliest) <= 10 or len(time.latest) <= 10
    return (time.earliest[:10] if wide else time.earliest, time.latest[:10] if wide else time.latest)
