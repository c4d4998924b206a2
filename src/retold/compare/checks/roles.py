"""Two answers to what somebody is: age, office, work, descent."""

from typing import Literal

from retold.compare.slots import Slot
from retold.match.passages import WORD
from retold.model import Fact, Story

ONE = frozenset({"age"})  # a person has one of these at a time


def stand(one: Slot, two: Slot, story: Story) -> Literal["same", "compatible", "differ"] | None:
    """Equal values are the same, and so is one that only says more ("captain of the Northern Star" of "captain"); two
    ages differ, other words can both hold."""
    left, right = one.value, two.value
    if not isinstance(left, Fact) or not isinstance(right, Fact) or left.property != right.property:
        return None
    if not other(left, right):
        return "same"
    return "differ" if left.property in ONE else "compatible"


def other(one: Fact, two: Fact) -> bool:
    """Whether two facts give two answers: neither only says more than the other."""
    first, second = (frozenset(WORD.findall(fact.value.lower())) for fact in (one, two))
    return not (first <= second or second <= first)
