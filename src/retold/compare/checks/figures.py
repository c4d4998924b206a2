"""Two numbers that answer one question."""

from typing import Literal

from retold.compare.slots import COUNT, Slot
from retold.grammar.quantities.bounds import Interval, compatible, widened
from retold.grammar.quantities.units import factor
from retold.model import Figure, Story

ROUNDED = 0.05  # how far a measure told in another unit may lie off: 230 miles are written as 370 km
ABOUT = 0.1  # how far "about" reaches on both sides: a tenth, the step to which news rounds


def stand(one: Slot, two: Slot, story: Story) -> Literal["same", "compatible", "differ"] | None:
    """Equal numbers are the same; numbers whose bounds overlap can both hold; others differ. A number of a part, of an
    addition or under negation is not held against one of the whole, and measures are brought to one unit."""
    left, right = one.value, two.value
    if not isinstance(left, Figure) or not isinstance(right, Figure) or left.polarity != right.polarity:
        return None
    if (left.part or "total") != (right.part or "total") and "so_far" not in (left.part, right.part):
        return None
    if one.key == COUNT and _other_question(left, right):
        return None
    first, second = interval(left), interval(right)
    if left.kind == "measure" and left.unit != right.unit:
        times = factor(left.unit or "", right.unit or "")
        if times is None:
            return None
        first = widened((_times(first[0], times), _times(first[1], times)), ROUNDED)
        return "same" if compatible(first, second) else "differ"
    if (left.low, left.high) == (right.low, right.high):
        return "same"
    return "compatible" if compatible(first, second) else "differ"


def _other_question(left: Figure, right: Figure) -> bool:
    """Whether two counts of anything have a question of their own (one noun, one class), or two classes."""
    heads = [figure.counted.head if figure.counted else None for figure in (left, right)]
    classes = {figure.predicate_class for figure in (left, right) if figure.predicate_class}
    return (
        heads[0] == heads[1]
        or len(classes) > 1
        or bool(left.predicate_class and len(classes) == 1 and right.predicate_class)
    )


def _times(end: float | None, by: float) -> float | None:
    return None if end is None else end * by


def interval(figure: Figure) -> Interval:
    """The numbers that a figure allows."""
    found: Interval = (figure.low, figure.high)
    return widened(found, ABOUT) if figure.approximate else found
