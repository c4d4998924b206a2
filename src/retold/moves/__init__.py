"""What one sentence says anew in a later version of a page, slot by slot: a number, a time, a name, a role, a state,
how far a thing is told as done, why, in which words, and by whom.

In: the two wordings as Evidence with the records of their versions. Out: Moved pairs by the kind of what moved. A kind
is compared only where it is plain which record of the one wording stands for which of the other.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from retold.languages import Language
from retold.model import Evidence, Moved, StatementKind
from retold.moves import acts, amounts, said, who
from retold.moves.wordings import Check, IndexedVersion, Move, Pair, Spans, Wordings
from retold.spans import overlaps

__all__ = ["MOVES", "IndexedVersion", "figures", "moves"]

# the most precise first: where two find one thing, the first tells it
MOVES: tuple[tuple[StatementKind, Check], ...] = (
    ("figure", amounts.counted), ("time", amounts.times), ("role", who.roles), ("attribution", said.speakers),
    ("name", who.names), ("place", who.places), ("name", who.parts), ("status", who.statuses), ("event", acts.acts),
    ("cause", acts.causes), ("quote", said.words), ("attribution", said.sources),
)  # fmt: skip


class FoundMove(NamedTuple):
    """A slot of a sentence that moved. `described`: both answers are common nouns, which can be two words for one."""

    kind: StatementKind
    moved: Moved
    described: bool


def moves(told: tuple[Evidence, Evidence], pair: Pair, language: Language) -> Iterator[FoundMove]:
    """Everything that two wordings of one sentence fill in differently, each change once."""
    wordings = Wordings(told, pair, language)
    taken: list[Spans] = []
    acted: list[Spans] = []
    for kind, check in MOVES:
        for move in check(wordings):
            if _is_known(move.core, taken) or (kind == "event" and _is_known(move.shown, acted)):
                continue
            taken.append(move.core)
            acted.extend([move.shown] if kind == "event" else [])
            yield FoundMove(kind, _moved(move, wordings), move.described)


def figures(told: tuple[Evidence, Evidence], pair: Pair, language: Language) -> Iterator[Moved]:
    """The figures that count the same thing in both versions and differ."""
    wordings = Wordings(told, pair, language)
    return (_moved(move, wordings) for move in amounts.figures(wordings))


def _is_known(spans: Spans, taken: Sequence[Spans]) -> bool:
    """Whether a change of the same words, in both versions, is told already."""
    return any(overlaps(spans[0], other[0]) and overlaps(spans[1], other[1]) for other in taken)


def _moved(move: Move, wordings: Wordings) -> Moved:
    before, after = (
        Evidence(told.account, span, text, record or None)
        for told, span, text, record in zip(
            wordings.told, move.shown, wordings.texts(move.shown), move.records, strict=True
        )
    )  # fmt: skip
    return Moved(before, after)
