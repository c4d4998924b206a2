"""Which of two accounts took from the other. In: two accounts and what they share. Out: a verdict with its reason, or
none.

In this order: one credits the other; one was out before the other; one is a cut of the other, which goes on where
it stops; one reports a later day than the other knows. Where nothing speaks, the edge has no direction.
"""

from collections.abc import Collection
from dataclasses import dataclass

from retold.lineage.reading import AccountReading
from retold.lineage.reuse import Shared
from retold.model import Moment

NEARLY_ALL = 0.9  # share of the shorter text found in the longer one: all but a byline or a last line
MUCH_MORE = 0.8  # share under which the longer text has paragraphs of its own
HALF = 0.5  # more than half in common: the texts are one text, and its dateline speaks for both


@dataclass(frozen=True, slots=True)
class Direction:
    """`taker` took from `giver`; both None when nothing tells."""

    taker: str | None
    giver: str | None
    why: str


@dataclass(frozen=True, slots=True)
class Sides:
    """Two accounts, when each was published, and which pairs (taker, giver) a credit names."""

    left: AccountReading
    right: AccountReading
    published: dict[str, Moment]
    credited: Collection[tuple[str, str]]


def direction(sides: Sides, found: Shared | None) -> Direction:
    """Who took from whom, by the first sign that tells."""
    left, right = sides.left.account, sides.right.account
    for taker, giver in ((left, right), (right, left)):
        if (taker, giver) in sides.credited and (giver, taker) not in sides.credited:
            return Direction(taker, giver, "it credits the other")
    first = _earlier(sides.published.get(left), sides.published.get(right))
    if first is not None:
        taker, giver = (right, left) if first == 0 else (left, right)
        return Direction(taker, giver, "it was published later")
    if found is not None:
        cut = _cut(sides, found)
        if cut is not None:
            return cut
        if max(found.left, found.right) > HALF:
            return Direction(None, None, "nothing tells which came first")
    return _fresher(sides)


def _earlier(left: Moment | None, right: Moment | None) -> int | None:
    """0 when all of `left` lies before all of `right`, 1 the other way, None when the two may meet."""
    if left is None or right is None:
        return None
    spans = [(_instant(item.earliest), _instant(item.latest)) for item in (left, right)]
    (left_from, left_to), (right_from, right_to) = spans
    if not all((left_from, left_to, right_from, right_to)):
        return None
    if _before(left_to, right_from):
        return 0
    return 1 if _before(right_to, left_from) else None


def _instant(value: str | None) -> str:
    return (value or "").replace("Z", "+00:00")


def _before(left: str, right: str) -> bool:
    """Whether one ISO moment precedes another, as far as both are precise: two equal days precede neither way."""
    size = min(len(left), len(right), 19)
    return left[:size] < right[:size]


def _cut(sides: Sides, found: Shared) -> Direction | None:
    """The direction where one account is nearly whole at the head of the other, which goes on."""
    if not found.passages or not found.ordered:
        return None
    left, right, first = sides.left.account, sides.right.account, found.passages[0]
    ways = ((left, right, found.left, found.right, first.right), (right, left, found.right, found.left, first.left))
    for taker, giver, cut, whole, place in ways:
        if cut >= NEARLY_ALL and whole <= MUCH_MORE and place[0] <= 8:
            return Direction(taker, giver, "the other holds all of it and goes on")
    return None


def _fresher(sides: Sides) -> Direction:
    """An account that reports a later day than the other's last was written later."""
    left, right = _last_day(sides.left), _last_day(sides.right)
    dated = sides.published.get(sides.left.account) and sides.published.get(sides.right.account)
    if left and right and left != right and not dated:
        taker, giver = (sides.left, sides.right) if left > right else (sides.right, sides.left)
        return Direction(taker.account, giver.account, "it tells of a later day")
    return Direction(None, None, "nothing tells which came first")


def _last_day(reading: AccountReading) -> str:
    """The last day among the account's past-tense dates that are written out in full."""
    days = [
        time.value[:10]
        for time in reading.analysis.times
        if time.type == "DATE" and len(time.value) >= 10 and time.value[:4].isdecimal() and time.method != "future"
    ]
    return max(days, default="")
