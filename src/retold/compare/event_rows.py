"""How probable it is that the row of an event belongs on the page, and that the accounts part over it.

The passages of an event that several accounts tell are read as those of a happening are (`probability.TOLD`), with what
is known of the event beside it. Two logistic lines of `weights.json` read them: `event useful` (two accounts' passages
belong together) and `event parts` (the accounts give two answers of what a reader wants to see side by side). Learned
by `eval/rows/train.py`, cross-validated by story.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retold.compare import probability
from retold.compare.happenings import Happenings
from retold.compare.pairing import SlotPair
from retold.compare.questions import HappeningTelling
from retold.match.events import EventGroup
from retold.match.groups import MOST, PassageGroup, mean_match
from retold.match.score import lines
from retold.model import Story

USEFUL, PARTS = "event useful", "event parts"


@dataclass(frozen=True, slots=True, eq=False)
class EventRow:
    """An event that several accounts tell. `passages` are the places of the passages it is told in, `place` the
    happening in which most of them stand."""

    group: EventGroup
    passages: tuple[int, ...]
    place: int | None
    found: Happenings


def joined(row: EventRow) -> float:
    """How surely its tellings are one event."""
    return row.group.probability


def times_told(row: EventRow) -> float:
    """How often it is told."""
    return float(min(len(row.group.members), 20))


def words_for_it(row: EventRow) -> float:
    """With how many verbs and nouns."""
    return float(min(len({told.event.lemma for told in row.group.members}), 5))


def finite(row: EventRow) -> float:
    """The share of tellings by a finite verb."""
    return sum(told.event.tense is not None for told in row.group.members) / len(row.group.members)


def in_happening(row: EventRow) -> float:
    """Its passages stand in one happening."""
    return float(row.place is not None)


def _of_happening(name: str) -> tuple[str, Callable[[EventRow], float]]:
    def feature(row: EventRow) -> float:
        values: tuple[float, ...] = getattr(row.found, name)
        return values[row.place] if row.place is not None else 0.0

    return f"happening {name}", feature


EVENT: tuple[tuple[str, Callable[[EventRow], float]], ...] = (
    *((function.__name__, function) for function in (joined, times_told, words_for_it, finite, in_happening)),
    *(_of_happening(name) for name in ("real", "contested", "useful", "matters")),
)  # fmt: skip
NAMES: tuple[str, ...] = (*probability.TOLD_NAMES, *(name for name, _ in EVENT))


def weigh(rows: Sequence[EventRow], story: Story) -> list[tuple[float, float]]:
    """For each row the probabilities that it is useful and that its accounts part."""
    learned = lines(__package__, NAMES, names_of=USEFUL)
    features = table(rows, story)
    useful, parts = (learned[name].probability(features).tolist() for name in (USEFUL, PARTS))
    return list(zip(useful, parts, strict=True))


def table(rows: Sequence[EventRow], story: Story) -> NDArray[np.float64]:
    """One row an event, one column a name of `NAMES`."""
    if not rows:
        return np.zeros((0, len(NAMES)))
    found = rows[0].found
    pins: dict[tuple[int, int], list[tuple[float, SlotPair]]] = defaultdict(list)
    for weight, pair in found.pins:
        pins[pair.left.passage, pair.right.passage].append((weight, pair))
    told = probability.told_table([_telling(row, pins) for row in rows], found.matches, story)
    own = np.array([[feature(row) for _, feature in EVENT] for row in rows], dtype=np.float64)
    return np.hstack([told, own])


def _telling(row: EventRow, pins: dict[tuple[int, int], list[tuple[float, SlotPair]]]) -> HappeningTelling:
    """The passages of an event as a happening in which each account is an answer of its own."""
    matches = row.found.matches
    members = row.passages[:MOST]
    answers: dict[int, list[int]] = defaultdict(list)
    for member in members:
        answers[matches.passages[member].account].append(member)
    parted = [
        pin for place, one in enumerate(members) for two in members[place + 1 :] for pin in pins.get((one, two), ())
    ]
    return HappeningTelling(
        PassageGroup(members, mean_match(members, matches.passages, matches.meet)),
        tuple(tuple(matches.passages[member] for member in found) for found in answers.values()),
        tuple(sorted(parted, key=lambda pin: (-pin[0], pin[1].left.span, pin[1].right.span))),
    )
