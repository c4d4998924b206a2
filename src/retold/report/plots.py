"""Geometry of the two pictures, the timeline and the descent of the accounts: numbers for the SVG templates.

Along the time axis places are per cent of the width, so a picture fits any screen without stretching its marks; heights
are pixels.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from retold.report import phrases
from retold.report.records import AccountView, Dated, Link, OriginView, TimeLine

LANE = 20
LINE = 38
LEFT, RIGHT = 3.0, 97.0
MOST_LINES = 40
MOST_LANES = 12
STRETCH = 12.0  # the axis is drawn to scale unless its longest gap is so many times its middle one
BREAK = 0.1  # the share of the axis that a shortened gap keeps
LABEL = 26  # characters of a label, and half as many more as there is room in per cent


@dataclass(frozen=True, slots=True)
class Tick:
    x: float
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A bar or a mark with its label. `account` is the account or the line that it leads to."""

    x: float
    width: float
    y: float
    at: float
    dx: int
    anchor: str
    text: str
    full: str
    account: int
    differs: bool = False
    others: tuple[float, ...] = ()
    short: str = ""


@dataclass(frozen=True, slots=True)
class TimePlot:
    height: int
    top: int
    breaks: tuple[float, ...]
    ticks: tuple[Tick, ...]
    published: tuple[Mark, ...]
    lines: tuple[Mark, ...]


class Axis:
    """Days to per cent. Long empty gaps are shortened where they would press all else together."""

    def __init__(self, days: Sequence[float]) -> None:
        self.days = sorted(set(days))
        gaps = [right - left for left, right in zip(self.days, self.days[1:], strict=False)]
        middle = sorted(gaps)[len(gaps) // 2] if gaps else 1.0
        bound = STRETCH * max(middle, 0.25)
        wide = [gap > bound for gap in gaps] if len(gaps) > 2 else [False] * len(gaps)
        near = sum(gap for gap, long in zip(gaps, wide, strict=True) if not long) or 1.0
        share = min(BREAK, 0.5 / max(sum(wide), 1))  # of the near gaps together
        sizes = [share * near if long else gap for gap, long in zip(gaps, wide, strict=True)]
        total = sum(sizes) or 1.0
        self.breaks = [place for place, long in enumerate(wide) if long]
        self.places = [LEFT]
        for size in sizes:
            self.places.append(self.places[-1] + (RIGHT - LEFT) * size / total)

    def place(self, day: float) -> float:
        """The place of a day in per cent, between the two nearest known days."""
        if day <= self.days[0]:
            return self.places[0]
        for index in range(1, len(self.days)):
            if day <= self.days[index]:
                before, after = self.days[index - 1], self.days[index]
                share = (day - before) / (after - before)
                return round(self.places[index - 1] + share * (self.places[index] - self.places[index - 1]), 2)
        return self.places[-1]


def timeline(lines: Sequence[TimeLine], published: Sequence[Dated]) -> TimePlot | None:
    """The picture of the timeline; None where fewer than two days are known."""
    dated = [
        (place, line) for place, line in enumerate(lines) if line.what.start is not None or line.what.end is not None
    ]
    dated = dated[:MOST_LINES]
    known = [item for item in published if item.start is not None or item.end is not None]
    moments = [line.what for _, line in dated] + [time for _, line in dated for time in line.times] + known
    days = [day for item in moments for day in (item.start, item.end) if day is not None]
    if len(set(days)) < 2:
        return None
    axis = Axis(days)
    lanes = len(known) if len(known) <= MOST_LANES else 1
    top = 8 + LANE * lanes
    height = top + LINE * len(dated) + 44
    return TimePlot(
        height,
        4,
        tuple(round((axis.places[place] + axis.places[place + 1]) / 2, 2) for place in axis.breaks),
        tuple(_ticks(axis)),
        tuple(_published(item, 14 + LANE * place * (lanes > 1), axis, lanes) for place, item in enumerate(known)),
        tuple(_bar(line, place, top + 22 + LINE * number, axis) for number, (place, line) in enumerate(dated)),
    )


def _known(item: Dated) -> bool:
    return item.start is not None or item.end is not None


def _extent(item: Dated, axis: Axis) -> tuple[float, float]:
    start = axis.place(item.start) if item.start is not None else axis.places[0]
    end = axis.place(item.end) if item.end is not None else axis.places[-1]
    return start, max(end - start, 0.0)


def _published(item: Dated, y: float, axis: Axis, lanes: int) -> Mark:
    x, width = _extent(item, axis)
    late = x > 55
    text = phrases.clip(item.text, 30) if lanes > 1 else ""
    full = f"{item.text}: published {item.when}"
    return Mark(x, round(width, 2), y, x, -7 if late else 7, "end" if late else "start", text, full, item.account or 0)


def _bar(line: TimeLine, place: int, y: float, axis: Axis) -> Mark:
    x, width = _extent(line.what, axis)
    late = x > 50
    at = min(x + width, RIGHT) if late else x
    room = at - LEFT if late else RIGHT - at
    others = tuple(sorted({axis.place(time.start) for time in line.times if time.start is not None} - {x}))
    full = f"{line.what.when}: {line.what.text}"
    return Mark(
        x, round(max(width, 0.4), 2), y, at, 0, "end" if late else "start",
        phrases.clip(line.what.text, LABEL + int(room / 2)), full, place,
        line.differs, others if line.differs else (), phrases.clip(line.what.text, LABEL),
    )  # fmt: skip


def _ticks(axis: Axis) -> list[Tick]:
    """Days that label the axis, at least a label's width apart, the year given where it changes."""
    found: list[Tick] = []
    last, year = -100.0, None
    for day in axis.days:
        moment = date.fromordinal(int(day))
        x = axis.place(float(int(day)))
        if x - last < 14 or (day != int(day) and x < axis.places[0]):
            continue
        text = f"{moment.day} {phrases.MONTHS[moment.month - 1][:3]}"
        if moment.year != year:
            text = str(moment.year) if (moment.day, moment.month) == (1, 1) else f"{text} {moment.year}"
        found.append(Tick(x, text, "start" if x < 8 else "end" if x > 92 else "middle"))
        last, year = x, moment.year
    return found


# --- descent ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Node:
    account: int
    y: int
    text: str
    when: str
    below: str


@dataclass(frozen=True, slots=True)
class Curve:
    link: int
    kind: str
    text: str
    width: float
    path: str
    tip: str
    directed: bool


@dataclass(frozen=True, slots=True)
class Descent:
    height: int
    x: int
    nodes: tuple[Node, ...]
    edges: tuple[Curve, ...]


def descent(accounts: Sequence[AccountView], links: Sequence[Link], origins: Sequence[OriginView]) -> Descent | None:
    """Accounts from the first down, with a curve for each edge on their left; None for one account."""
    if len(accounts) < 2:
        return None
    step = 46 if len(accounts) <= MOST_LANES else 26
    order = sorted(accounts, key=lambda item: (item.sort, item.index))
    height = {item.index: 22 + step * place for place, item in enumerate(order)}
    named: dict[int, list[str]] = {}
    for origin in (item for item in origins if item.kind != phrases.word("origin", "picture")):
        for index in origin.accounts:
            if origin.name not in (accounts[index].name, accounts[index].outlet):
                named.setdefault(index, []).append(origin.name)
    far = max((abs(height[link.source] - height[link.target]) for link in links), default=0)
    room = 16 + int(min(120, 18 + far * 0.3)) if links else 16
    nodes = tuple(
        Node(
            item.index, height[item.index], phrases.clip(item.name, 34), item.published, _below(named, item.index, step)
        )
        for item in order
    )
    curves = tuple(
        _curve(place, link, (height[link.source], height[link.target]), room) for place, link in enumerate(links)
    )
    return Descent(22 + step * len(order), room, nodes, curves)


def _below(named: dict[int, list[str]], index: int, step: int) -> str:
    sources = named.get(index, [])
    return phrases.clip(f"names {phrases.listed(sources, 3)}", 60) if sources and step > 30 else ""


def _curve(place: int, link: Link, ends: tuple[int, int], room: int) -> Curve:
    """From the account that took, round on the left, to the one it took from; the tip points at the latter."""
    source, target = ends
    x = room - 8
    bend = x - min(room - 12, 18 + abs(source - target) * 0.3) * 1.25
    path = f"M{x} {source}C{bend:.0f} {source} {bend:.0f} {target} {x} {target}"
    tip = f"M{x + 2} {target}l-9 -4.5v9z"
    return Curve(place, link.kind, link.sentence, round(1 + 3 * link.strength, 1), path, tip, link.directed)
