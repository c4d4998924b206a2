"""What is thought of an event that several accounts tell: how probable it is that they part over it, and how.

The passages of an event that several accounts tell are read as those of a happening are (`probability.TOLD`), with what
is known of the event beside it. Logistic lines of `weights.json` read them: `event real` (the accounts give two answers
of what a reader wants to see side by side), `event contested`, `event useful` and `event matters`. Learned by
`eval/rows/train.py`, cross-validated by story.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retold.compare import probability
from retold.compare.happenings import Happenings, WeighedTelling
from retold.compare.questions import HappeningTelling, pins_of, tellings
from retold.match.events import EventGroup
from retold.match.groups import MOST, PassageGroup, mean_match
from retold.match.passages import Passage
from retold.match.score import lines
from retold.model import Story

# the learned lines: is the row real, contested, useful, and how much it matters
LINES = ("event real", "event contested", "event useful", "event matters")


@dataclass(frozen=True, slots=True, eq=False)
class EventRow:
    """An event that several accounts tell. `passages` are the places of the passages it is reported in, `place` the
    happening in which most of them stand."""

    group: EventGroup
    passages: tuple[int, ...]
    place: int | None
    found: Happenings


def joined(row: EventRow) -> float:
    """How surely its tellings are one event."""
    return row.group.probability


def times_told(row: EventRow) -> float:
    """How often it is reported."""
    return float(min(len(row.group.members), 20))


def words_for_it(row: EventRow) -> float:
    """With how many verbs and nouns."""
    return float(min(len({told.event.lemma for told in row.group.members}), 5))


def finite(row: EventRow) -> float:
    """The share of tellings by a finite verb."""
    return sum(told.event.tense is not None for told in row.group.members) / len(row.group.members)


def in_happening(row: EventRow) -> float:
    """Its passages are in one happening."""
    return float(row.place is not None)


def _of_happening(name: str) -> tuple[str, Callable[[EventRow], float]]:
    def feature(row: EventRow) -> float:
        return float(getattr(row.found.told[row.place], name)) if row.place is not None else 0.0

    return f"happening {name}", feature


EVENT: tuple[tuple[str, Callable[[EventRow], float]], ...] = (
    *((function.__name__, function) for function in (joined, times_told, words_for_it, finite, in_happening)),
    *(_of_happening(name) for name in ("real", "contested", "useful", "matters")),
)  # fmt: skip
# the features, in the order of their weights
NAMES: tuple[str, ...] = (*probability.TOLD_NAMES, *(name for name, _ in EVENT))


def weigh(rows: Sequence[EventRow], story: Story) -> list[WeighedTelling]:
    """Each row's passages as a telling with what is thought of it. Accounts whose passages are alike, with no slot that
    parts them, are one answer."""
    learned = lines(__package__, NAMES, names_of=LINES[0])
    features = table(rows, story)
    values = [learned[name].probability(features).tolist() for name in LINES]
    told = [telling for row in rows for telling in tellings([_group(row)], row.found.matches, row.found.pinned)]
    return list(map(WeighedTelling, told, *values))


def table(rows: Sequence[EventRow], story: Story) -> NDArray[np.float64]:
    """One row an event, one column a name of `NAMES`; each account is an answer of its own."""
    if not rows:
        return np.zeros((0, len(NAMES)))
    told = probability.told_table([_apart(row) for row in rows], rows[0].found.matches, story)
    own = np.array([[feature(row) for _, feature in EVENT] for row in rows], dtype=np.float64)
    return np.hstack([told, own])


def _group(row: EventRow) -> PassageGroup:
    members = row.passages[:MOST]
    return PassageGroup(members, mean_match(members, row.found.matches.passages, row.found.matches.meet))


def _apart(row: EventRow) -> HappeningTelling:
    matches, group = row.found.matches, _group(row)
    answers: dict[int, list[Passage]] = defaultdict(list)
    for member in group.members:
        answers[matches.passages[member].account].append(matches.passages[member])
    return HappeningTelling(group, tuple(map(tuple, answers.values())), pins_of(group.members, row.found.pinned))
