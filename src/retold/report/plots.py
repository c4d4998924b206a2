"""Geometry of two pictures, the timeline and the descent of the accounts: numbers for the templates.

The timeline is a list: each line has its words as text, so that they fit any screen, and a strip beside them on the
axis that all lines share, with one numbered dot for each account at the time it gives. Heights are pixels.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from retold.report import phrases
from retold.report.axis import Axis, Tick, apart
from retold.report.records import AccountView, Dated, EdgeView, OriginView, TimeLine

MOST_LINES = 40
MOST_LANES = 12
DOT = 20.0  # pixels that a numbered dot takes


@dataclass(frozen=True, slots=True)
class Dot:
    """An account at a time: `dx` moves it aside by pixels, `width` is the stretch of time it can mean."""

    account: int
    x: float
    dx: float
    width: float
    tip: str


@dataclass(frozen=True, slots=True)
class PlotStrip:
    """The time of one line, as the accounts give it together, and each account's own."""

    x: float
    width: float
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class TimePlot:
    """`strips` has one entry a line of the timeline, None where it has no known time."""

    ticks: tuple[Tick, ...]
    breaks: tuple[float, ...]
    published: tuple[Dot, ...]
    strips: tuple[PlotStrip | None, ...]


def timeline(lines: Sequence[TimeLine], published: Sequence[Dated]) -> TimePlot | None:
    """The picture of the timeline; None where fewer than two days are known."""
    shown = [line for line in lines if _known(line.what)][:MOST_LINES]
    known = [item for item in published if item.start is not None and item.end is not None]
    moments = [line.what for line in shown] + [time for line in shown for time in line.times] + known
    days = [day for item in moments for day in (item.start, item.end) if day is not None]
    if len(set(days)) < 2:
        return None
    axis = Axis(days)
    strips = tuple(_strip(line, axis) if line in shown else None for line in lines)
    return TimePlot(axis.ticks(), axis.breaks, _dots(known, axis), strips)


def given(line: TimeLine) -> list[tuple[str, list[int]]]:
    """The times that the accounts give, in words and in order, each with its accounts."""
    found: dict[str, list[int]] = {}
    for time in sorted(line.times, key=lambda item: (item.start or item.end or 0.0, item.end or 0.0)):
        if time.account is not None and time.account not in found.setdefault(time.when, []):
            found[time.when].append(time.account)
    return list(found.items())


def _known(item: Dated) -> bool:
    return item.start is not None or item.end is not None


def _extent(item: Dated, axis: Axis) -> tuple[float, float]:
    start = axis.place(item.start) if item.start is not None else axis.places[0]
    end = axis.place(item.end) if item.end is not None else axis.places[-1]
    return start, round(max(end - start, 0.0), 2)


def _strip(line: TimeLine, axis: Axis) -> PlotStrip:
    x, width = _extent(line.what, axis)
    return PlotStrip(x, width, _dots([time for time in line.times if _known(time)], axis))


def _dots(times: Sequence[Dated], axis: Axis) -> tuple[Dot, ...]:
    told = [(time, *_extent(time, axis)) for time in times if time.account is not None]
    moves = apart([(x, 0.0) for _, x, _ in told], DOT)
    return tuple(
        Dot(time.account or 0, x, dx, width, time.when) for (time, x, width), dx in zip(told, moves, strict=True)
    )


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
class DescentPlot:
    height: int
    x: int
    nodes: tuple[Node, ...]
    edges: tuple[Curve, ...]


def descent(
    accounts: Sequence[AccountView], links: Sequence[EdgeView], origins: Sequence[OriginView]
) -> DescentPlot | None:
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
    return DescentPlot(22 + step * len(order), room, nodes, curves)


def _below(named: dict[int, list[str]], index: int, step: int) -> str:
    sources = named.get(index, [])
    return phrases.clip(f"names {phrases.listed(sources, 3)}", 60) if sources and step > 30 else ""


def _curve(place: int, link: EdgeView, ends: tuple[int, int], room: int) -> Curve:
    """From the account that took, round on the left, to the one it took from; the tip points at the latter."""
    source, target = ends
    x = room - 8
    bend = x - min(room - 12, 18 + abs(source - target) * 0.3) * 1.25
    path = f"M{x} {source}C{bend:.0f} {source} {bend:.0f} {target} {x} {target}"
    tip = f"M{x + 2} {target}l-9 -4.5v9z"
    return Curve(place, link.kind, link.sentence, round(1 + 3 * link.strength, 1), path, tip, link.directed)
