"""The words of two names matched one to one, the most alike first, whatever their order.

In: two lists of folded words. Out: an Alignment: the pairs with their likeness and what made it, and the words left
over on either side. Words that one name writes as two are parted first.
"""

import itertools
from collections.abc import Callable
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from retold.resolve.names.fold import sound
from retold.resolve.names.words import Likeness

Words = tuple[str, ...]
Pair = tuple[int, int, float, str]
JOINED = 4  # letters that words left over must have to be compared as one run of letters
NEAR = 0.8  # likeness of two runs of letters that are one stretch of a name parted differently


@dataclass(frozen=True, slots=True)
class Alignment:
    """Words matched one to one as (left index, right index, likeness, how), and the indices left over."""

    ours: Words
    theirs: Words
    pairs: tuple[Pair, ...]
    left: tuple[int, ...]
    right: tuple[int, ...]


def align(left: Words, right: Words, likeness: Callable[[str, str], Likeness], keep: frozenset[str]) -> Alignment:
    """The alignment of two names, the one with fewer words first. Words of `keep` are never parted into initials."""
    ours, theirs = left, right
    known = set(left), set(right)
    if not (known[0] <= known[1] or known[1] <= known[0]):
        ours, theirs = _parted(left, right, keep), _parted(right, left, keep)
    if (len(ours), ours) > (len(theirs), theirs):
        ours, theirs = theirs, ours
    pairs: list[Pair] = []
    open_left, open_right = _equal(ours, theirs, pairs)
    if open_left and open_right:
        pairs.extend(_alike(ours, theirs, (open_left, open_right), likeness))
        used_left, used_right = {pair[0] for pair in pairs}, {pair[1] for pair in pairs}
        open_left = [i for i in open_left if i not in used_left]
        open_right = [j for j in open_right if j not in used_right]
    joined = _run_together(ours, theirs, (open_left, open_right))
    if joined:
        pairs.append(joined)
        open_left, open_right = [], []
    return Alignment(ours, theirs, tuple(sorted(pairs)), tuple(open_left), tuple(open_right))


def _equal(left: Words, right: Words, pairs: list[Pair]) -> tuple[list[int], list[int]]:
    """Pairs of equal words, each with the nearest free one, into `pairs`; the indices that stay open."""
    rest = list(range(len(right)))
    opened = []
    for i, word in enumerate(left):
        same = [j for j in rest if right[j] == word]
        if same:
            j = min(same, key=lambda j: abs(i - j))
            rest.remove(j)
            pairs.append((i, j, 1.0, "equal"))
        else:
            opened.append(i)
    return opened, rest


def _alike(
    left: Words, right: Words, opened: tuple[list[int], list[int]], likeness: Callable[[str, str], Likeness]
) -> list[Pair]:
    """Pairs of open words that are alike, the most alike first, ties by the nearest place."""
    rated = ((i, j, *likeness(left[i], right[j])) for i in opened[0] for j in opened[1])
    pairs: list[Pair] = []
    for _, _, i, j, like, how in sorted((-like, abs(i - j), i, j, like, how) for i, j, like, how in rated if like):
        if not any(i == one or j == two for one, two, _, _ in pairs):
            pairs.append((i, j, like, how))
    return pairs


def _parted(words: Words, other: Words, keep: frozenset[str]) -> Words:
    """The words with those that `other` writes as two parted: "Abdelhalim" beside "Abdel Halim", "JC" beside two."""
    if len(other) < 2 or not any(word not in other and (len(word) == 2 or len(word) > 5) for word in words):
        return words  # nothing long enough to be two words, nothing short enough to be two initials
    joined = {first + second: (first, second) for first, second in itertools.pairwise(other)}
    starts = "".join(part[0] for part in other)
    out: list[str] = []
    for word in words:
        parts = None
        if word not in other:
            parts = joined.get(word)
            if parts is None and len(word) == 2 and len(words) > 1 and word in starts and word not in keep:
                parts = (word[0], word[1])
        out.extend(parts if parts and not (parts[0] in words and parts[1] in words) else (word,))
    return tuple(out)


def _run_together(left: Words, right: Words, rest: tuple[list[int], list[int]]) -> Pair | None:
    """The pair that the words left over make as runs of letters: names that part one stretch into words differently."""
    if len(rest[0]) == len(rest[1]) or not all(rest):
        return None
    one, other = ("".join(words[place] for place in side) for words, side in zip((left, right), rest, strict=True))
    if min(len(one), len(other)) < JOINED:
        return None
    if any(letter.isdecimal() for letter in one + other):
        return None
    like = alike(one, other)
    return (rest[0][0], rest[1][0], like, "joined") if like >= NEAR else None


def alike(left: str, right: str) -> float:
    """Share of letters that stay when one run of letters is made the other, by sound."""
    return float(OSA.normalized_similarity(sound(left), sound(right)))
