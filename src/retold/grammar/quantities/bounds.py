"""Bounds: "at least", "nearly", "up to", "or more" about a numeral. In: pieces, a place. Out: low, high, approximate.

An interval is (low, high), None open on that side. Intervals of counts hold both ends.
"""

from dataclasses import dataclass
from functools import cache

from retold.grammar.quantities.numbers import DASHES, Pieces
from retold.grammar.quantities.units import Phrases, matched, matched_back, phrases
from retold.languages import Language, Words

Interval = tuple[float | None, float | None]
MAX_STEPS = 4  # bounds before one numeral ("no more than about")


@dataclass(frozen=True, eq=False)
class Bounds:
    """The bounding words of a language: before the numeral, after it, and words that may stand between."""

    before: Phrases
    after: Phrases
    neutral: Phrases
    own: Words
    words: dict[str, Words]


@dataclass(frozen=True, slots=True)
class Bound:
    """What the words about a numeral say: `kinds` among at_least, at_most, nearly, about; pieces `[first, last)`."""

    kinds: frozenset[str]
    first: int
    last: int


@cache
def bounds(language: Language) -> Bounds:
    """The compiled bounding words; cached by language."""
    table = language.table("figures")["bounds"]
    before = {name: table[name] for name in ("at_least", "at_most", "nearly", "about")}
    after = {name: table[f"after_{name}"] for name in ("at_least", "at_most", "about")}
    neutral = phrases({"neutral": table["exactly"]}, backward=True)
    words = {name: frozenset(table[name]) for name in ("passed", "places", "places_after", "more", "than")}
    return Bounds(phrases(before, backward=True), phrases(after), neutral, frozenset(table["own"]), words)


def bound_of(pieces: Pieces, first: int, last: int, lexicon: Bounds) -> Bound:
    """The bound about the numeral (with its currency and unit) at the pieces `[first, last)`."""
    kinds: set[str] = set()
    at, start = first, first
    for _ in range(MAX_STEPS):
        if at > 0 and pieces.word(at - 1) in DASHES and pieces.touch(at - 1):
            at -= 1
        found = matched_back(pieces.low, at, lexicon.before)
        if found:
            at -= found[0]
            # "over the past three years": a time passed through, no bound; so is "over" with anything between
            passed = found[0] == 1 and pieces.low[at] in lexicon.words["passed"] and at + 1 < start
            if not passed and not _over_place(pieces, at, found[0], lexicon):
                kinds.add(found[1])
                start = at
            continue
        neutral = matched_back(pieces.low, at, lexicon.neutral)
        if not neutral or pieces.low[at - 1] in lexicon.own:
            break
        at -= neutral[0]
    end = last
    found = matched(pieces.low, last, lexicon.after)
    behind = last + found[0] if found else last
    goes_on = pieces.word(behind - 1) in lexicon.words["more"] and pieces.word(behind) in lexicon.words["than"]
    if found and not goes_on:  # "or more than": of the next numeral
        kinds.add(found[1])
        end = behind
    return Bound(frozenset(kinds), start, end)


def _over_place(pieces: Pieces, at: int, length: int, lexicon: Bounds) -> bool:
    """ "Some" and "near" open a name or a sentence rather than bound: only a lone word, capitalised inside a line."""
    behind = at > 0 and pieces.low[at - 1] in lexicon.words["places_after"]
    return length == 1 and behind and pieces.low[at] in lexicon.words["places"]


def interval(low: float, high: float, kinds: frozenset[str]) -> tuple[float | None, float | None, bool]:
    """(low, high, approximate) of a numeral under the bounds `kinds`."""
    if "at_least" in kinds:
        return low, None, "about" in kinds
    if "at_most" in kinds or "nearly" in kinds:
        return None, high, "about" in kinds
    return low, high, "about" in kinds


def compatible(left: Interval, right: Interval) -> bool:
    """Whether the two intervals share a number."""
    low = max((end for end in (left[0], right[0]) if end is not None), default=None)
    high = min((end for end in (left[1], right[1]) if end is not None), default=None)
    return low is None or high is None or low <= high


def widened(found: Interval, share: float) -> Interval:
    """The interval with each end moved out by a share of itself: what "about" leaves open."""
    low, high = found
    return None if low is None else low - abs(low) * share, None if high is None else high + abs(high) * share
