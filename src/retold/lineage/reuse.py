"""Passages that two accounts share to the letter or nearly so. In: two Texts. Out: passages with their spans, and sums.

A passage is a maximal run of equal words; runs that follow each other closely on both sides are one edited passage.
Reordered sentences are several passages. Words somebody said (direct quotes) and forms of words (boilerplate) are no
sign of copying: they are found, and left out of the sums. n-gram containment after Lyon, Malcolm and Dickerson (2001);
greedy tiling after Wise (1993), without its quadratic search.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from retold.lineage.words import SEED, Text

MAX_GAP = 5  # words changed inside a passage that was copied: a name, a number, a date
STRONG = 9  # words in a row that unrelated accounts of one event seldom share (eval/lineage)
PLAIN = 6  # of them no names and numbers, which accounts share without copying


@dataclass(frozen=True, slots=True)
class ReusedPassage:
    """Words `left` of one text are words `right` of the other (both `[first, last)`); `same` of them are equal."""

    left: tuple[int, int]
    right: tuple[int, int]
    same: int
    runs: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """What two texts share. `words` counts equal words that count; `left` and `right` are their share of each text."""

    passages: tuple[ReusedPassage, ...]
    words: int
    left: float
    right: float
    longest: int
    ordered: bool


def shared(left: Text, right: Text) -> Shared:
    """The passages two texts share, and how much of each they make up. Linear in the words."""
    long = (passage for passage in _joined(_runs(left, right)) if passage.same >= STRONG)
    strong = [(passage, _counting(left, right, passage)) for passage in long]
    kept = tuple(
        (passage, marks)
        for passage, marks in strong
        if len(marks[0]) >= STRONG and sum(left.plain[place] for place in marks[0]) >= PLAIN
    )
    marks_left = {place for _, (places, _) in kept for place in places}
    marks_right = {place for _, (_, places) in kept for place in places}
    longest = max((len(marks[0]) for _, marks in kept), default=0)
    starts = [passage.right[0] for passage, _ in kept]
    return Shared(
        tuple(passage for passage, _ in kept), min(len(marks_left), len(marks_right)),
        len(marks_left) / max(left.free, 1), len(marks_right) / max(right.free, 1), longest,
        starts == sorted(starts),
    )  # fmt: skip


def _runs(left: Text, right: Text) -> Iterator[tuple[int, int, int]]:
    """Maximal equal runs as (place in left, place in right, length), ascending in left, none overlapping in left."""
    keys, places = left.seeds, right.seed_places
    index, follow = 0, -1
    while index < len(keys):
        found = places.get(keys[index])
        size, place = _longest(left, right, index, found, follow) if found else (0, 0)
        if size < SEED:
            index += 1
            continue
        yield (index, place, size)
        index += size
        follow = place + size


def _longest(left: Text, right: Text, index: int, found: list[int], follow: int) -> tuple[int, int]:
    """The longest run from `index`; among equals the one that goes on from the last run."""
    best = (0, 1, 0)
    ours, theirs = left.words, right.words
    for place in found:
        size = 0
        limit = min(len(ours) - index, len(theirs) - place)
        while size < limit and ours[index + size] == theirs[place + size]:
            size += 1
        best = max(best, (size, -abs(place - follow), place))
    return best[0], best[2]


def _joined(runs: Iterator[tuple[int, int, int]]) -> Iterator[ReusedPassage]:
    """Runs with at most MAX_GAP words between them on both sides are one passage."""
    held: list[tuple[int, int, int]] = []
    for run in runs:
        if held and not _close(held[-1], run):
            yield _passage(held)
            held = []
        held.append(run)
    if held:
        yield _passage(held)


def _close(left: tuple[int, int, int], right: tuple[int, int, int]) -> bool:
    before, after = right[0] - left[0] - left[2], right[1] - left[1] - left[2]
    return 0 <= before <= MAX_GAP and 0 <= after <= MAX_GAP


def _passage(runs: list[tuple[int, int, int]]) -> ReusedPassage:
    first, last = runs[0], runs[-1]
    return ReusedPassage(
        (first[0], last[0] + last[2]), (first[1], last[1] + last[2]), sum(run[2] for run in runs), tuple(runs)
    )


def _counting(left: Text, right: Text, passage: ReusedPassage) -> tuple[list[int], list[int]]:
    """Places of the equal words that count, on both sides."""
    equal = ((first + step, second + step) for first, second, size in passage.runs for step in range(size))
    kept = [(ours, theirs) for ours, theirs in equal if not left.quoted[ours] and not right.quoted[theirs]]
    return [ours for ours, _ in kept], [theirs for _, theirs in kept]
