"""Tolls and other counts over time: what each account counted when it was published, and the picture of it.

In: the Comparison's statements on figures. Out: one CountPlot for each count that accounts give at different times and
not all alike. A bound is drawn as a bar that stays open at the side where the account leaves it open.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from retold.model import Comparison, Moment, Statement, Value
from retold.report import phrases
from retold.report.axis import Axis, Tick, apart
from retold.report.pages import Desk
from retold.report.records import AccountView, Count, CountStory

MOST = 6  # pictures; counts that matter less stay in their rows
MOST_ACCOUNTS = 12  # of one picture: more lines than that cannot be told apart
HEIGHT = 132
TOP, GROUND = 14.0, 118.0
LEFT, RIGHT = 17.0, 98.0  # per cent: the numbers stand on the left
HOLD = 8.0  # per cent that the line of the last account takes
DOT = 20.0
LINE = 3.0  # pixels between two lines of one height
LEVEL = 13.0  # pixels between two numbers on the left
PAD = 0.25  # of the range of the counts, left free above and below them


@dataclass(frozen=True, slots=True)
class Level:
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """What one account counts: a dot, with the bar of its bounds, and the line that holds it to `until`."""

    count: Count
    x: float
    y: float
    dx: float
    line: float
    until: float
    top: float
    bottom: float
    rises: float | None


@dataclass(frozen=True, slots=True)
class StatedCount:
    """One number with its accounts and the days on which they were published."""

    text: str
    when: str
    accounts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CountPlot:
    story: CountStory
    told: tuple[StatedCount, ...]
    height: int
    ticks: tuple[Tick, ...]
    breaks: tuple[float, ...]
    levels: tuple[Level, ...]
    marks: tuple[Mark, ...]


# --- what was counted when ----------------------------------------------------------------------------------------


def stories(comparison: Comparison, desk: Desk, accounts: Sequence[AccountView]) -> Iterator[CountStory]:
    """Counts that at least two accounts give, not all alike, the heaviest first."""
    published = {item.id: item.published for item in comparison.accounts}
    for statement in sorted(comparison.statements, key=lambda item: -item.weight):
        if statement.kind != "figure" or len(statement.values) < 2:
            continue
        found = [item for value in statement.values for item in _counts(value, desk, published)]
        dated = sorted((item for item in found if item.day is not None), key=lambda item: (item.day, item.account))
        if len({(item.low, item.high) for item in dated}) > 1 and len({item.day for item in dated}) > 1:
            undated = tuple(item for item in found if item.day is None)
            yield CountStory(statement.id, _question(statement), tuple(dated), undated)


def _question(statement: Statement) -> str:
    return phrases.clip(phrases.sentence(statement.topic), 120)


def _counts(value: Value, desk: Desk, published: Mapping[str, Moment | None]) -> Iterator[Count]:
    low, high = value.low, value.high
    if low is high is None and isinstance(value.value, int | float):
        low = high = value.value
    if low is None and high is None:
        return
    for name in value.support.accounts:
        if desk.known(name):
            day, when = _stated(published.get(name))
            yield Count(desk.index[name], phrases.clip(value.text, 60), low, high, day, when)


def _stated(moment: Moment | None) -> tuple[float | None, str]:
    """The time of publication where it is stated: one that was inferred, or is only bounded, places no count."""
    start, end = phrases.interval(moment)
    stated = moment is not None and moment.method != "inferred" and end is not None
    return (start if stated else None), phrases.when(moment)


# --- the picture --------------------------------------------------------------------------------------------------


def plots(found: Sequence[CountStory]) -> tuple[CountPlot, ...]:
    """The pictures of the heaviest counts."""
    return tuple(_plot(item) for item in found[:MOST])


def _plot(story: CountStory) -> CountPlot:
    dated = story.counts[:MOST_ACCOUNTS]
    days = [item.day for item in dated if item.day is not None]
    axis = Axis(days, LEFT, RIGHT - HOLD)
    scale = Scale([bound for item in dated for bound in (item.low, item.high) if bound is not None])
    heights = [scale.height(_dotted(item)) for item in dated]
    places = [axis.place(item.day or 0.0) for item in dated]
    moves = apart(list(zip(places, heights, strict=True)), DOT)
    marks = []
    for place, item in enumerate(dated):
        same = [other for other, height in enumerate(heights) if height == heights[place]]
        line = heights[place] + LINE * (same.index(place) - (len(same) - 1) / 2)
        at = (places[place], heights[place], moves[place], round(line, 1))
        marks.append(_mark(item, at, dated[place + 1 :], axis, scale))
    return CountPlot(story, _told(story), HEIGHT, axis.ticks(), axis.breaks, _levels(dated, scale), tuple(marks))


def _told(story: CountStory) -> tuple[StatedCount, ...]:
    """The numbers in the order in which they were first given, then those without a date."""
    given: dict[str, list[Count]] = {}
    for item in (*story.counts, *story.undated):
        given.setdefault(item.text, []).append(item)
    found = []
    for text, items in given.items():
        days = [date.fromordinal(int(item.day)) for item in items if item.day is not None]
        when = phrases.days(min(days), max(days)) if days else items[0].when
        found.append(StatedCount(text, when, tuple(dict.fromkeys(item.account for item in items))))
    return tuple(found)


def _mark(
    item: Count, at: tuple[float, float, float, float], later: Sequence[Count], axis: Axis, scale: "Scale"
) -> Mark:
    """The account's count holds until its own next one, else to the end."""
    x, y, dx, line = at
    after = next((other for other in later if other.account == item.account and other.day != item.day), None)
    until = axis.place(after.day) if after and after.day is not None else RIGHT
    top = scale.height(item.high) if item.high is not None else 2.0
    bottom = scale.height(item.low) if item.low is not None else GROUND
    return Mark(item, x, y, dx, line, until, top, bottom, scale.height(_dotted(after)) if after else None)


def _dotted(item: Count) -> float:
    """The number at which an account's dot stands: the bound it states, the middle between two."""
    if item.low is None or item.high is None:
        return item.low if item.low is not None else item.high or 0.0
    return (item.low + item.high) / 2


def _levels(counts: Sequence[Count], scale: "Scale") -> tuple[Level, ...]:
    """The numbers that accounts state, the highest first, each where there is room for it; "dozens" states none."""
    found: list[Level] = []
    stated = {_dotted(item) for item in counts if item.low is None or item.high is None or item.low == item.high}
    for number in sorted(stated, reverse=True):
        y = scale.height(number)
        if not found or y - found[-1].y >= LEVEL:
            found.append(Level(y, _number(number)))
    return tuple(found)


def _number(number: float) -> str:
    return f"{number:,.0f}" if number == int(number) else f"{number:,.1f}"


class Scale:
    """Numbers to pixels, from their least to their greatest; from nought where the least is near it."""

    def __init__(self, numbers: Sequence[float]) -> None:
        least, most = min(numbers), max(numbers)
        pad = PAD * (most - least)
        self.least = 0.0 if 0 <= least <= most / 2 else least - pad
        self.span = (most + pad - self.least) or 1.0

    def height(self, number: float) -> float:
        """Pixels from the top."""
        return round(GROUND - (GROUND - TOP) * (number - self.least) / self.span, 1)
