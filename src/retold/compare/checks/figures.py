"""Two numbers that answer one question."""

from typing import Literal

from retold.compare.slots import Slot
from retold.grammar.quantities.bounds import Interval, compatible, widened
from retold.model import Figure, Story

ABOUT = 0.1  # how far "about" reaches on both sides: a tenth, the step to which news rounds


def stand(one: Slot, two: Slot, story: Story) -> Literal["same", "compatible", "differ"] | None:
    """Equal numbers are the same; numbers whose bounds overlap can both hold; others differ. A number of a part, of an
    addition or under negation is not held against one of the whole."""
    left, right = one.value, two.value
    if not isinstance(left, Figure) or not isinstance(right, Figure) or left.polarity != right.polarity:
        return None
    if (left.part or "total") != (right.part or "total") and "so_far" not in (left.part, right.part):
        return None
    if (left.low, left.high) == (right.low, right.high):
        return "same"
    return "compatible" if compatible(interval(left), interval(right)) else "differ"


def interval(figure: Figure) -> Interval:
    """The numbers that a figure allows."""
    found: Interval = (figure.low, figure.high)
    return widened(found, ABOUT) if figure.approximate else found
