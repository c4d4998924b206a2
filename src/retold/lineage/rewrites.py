"""Is one account a paraphrase of another? In: two Readings. Out: a graded likeness with the sentences that show it.

A paraphrase changes words and keeps the telling: sentence by sentence the same names, numbers, dates and odd
details, in the same order, the same quotes in the same sequence though their words drift. Two independent accounts
of one event share names and numbers too, but cut them into other sentences, in another order. The likeness weighs
how much of the shorter telling finds its like in the other, how alike the pairs are, and how far their order
agrees. It is evidence for a reader, not a verdict.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

from retold.lineage.reading import Reading, Sentence

ALIKE = 0.34
LEAST = 0.12
MAX_HOLDERS = 40
MIN_PAIRS = 4
MAX_SPLIT = 2
ENOUGH = 8
BIAS, COVER, LIKE, ORDER, FEW = -9.8, 9.0, 6.0, 3.0, 4.0


@dataclass(frozen=True, slots=True)
class Match:
    """Sentence `left` of one account tells what sentence `right` of the other tells; `like` in 0..1."""

    left: int
    right: int
    like: float


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two tellings are: `score` in 0..1 from `cover`, `like` and `order`, each in 0..1."""

    score: float
    cover: float
    like: float
    order: float
    matches: tuple[Match, ...]


def likeness(left: Reading, right: Reading) -> Likeness:
    """How far the shorter of two accounts retells the other, sentence by sentence."""
    swap = _size(left) > _size(right)
    short, long = (right, left) if swap else (left, right)
    best = _best(short.sentences, long.sentences)
    matches = _spread([match for match in best if match.like >= ALIKE])
    total = sum(sentence.total for sentence in short.sentences) or 1.0
    cover = sum(short.sentences[match.left].total for match in matches) / total
    like = sum(match.like * short.sentences[match.left].total for match in best) / total
    order = _in_order([match.right for match in matches])
    few = max(0, ENOUGH - len(matches)) / ENOUGH
    score = _score(cover, like, order, few) if len(matches) >= MIN_PAIRS else 0.0
    turned = tuple(Match(m.right, m.left, m.like) if swap else m for m in matches)
    return Likeness(score, cover, like, order, turned)


def _size(reading: Reading) -> tuple[int, int, str]:
    return (len(reading.sentences), len(reading.text), reading.analysis.article.text)


def _spread(matches: Sequence[Match]) -> list[Match]:
    """At most two sentences tell what one sentence of the other tells: the most alike ones."""
    held: dict[int, int] = {}
    kept = []
    for match in sorted(matches, key=lambda item: (-item.like, item.left)):
        held[match.right] = held.get(match.right, 0) + 1
        if held[match.right] <= MAX_SPLIT:
            kept.append(match)
    return sorted(kept, key=lambda item: item.left)


def _score(cover: float, like: float, order: float, few: float) -> float:
    return 1 / (1 + exp(-(BIAS + COVER * cover + LIKE * like + ORDER * order - FEW * few)))


def _best(short: Sequence[Sentence], long: Sequence[Sentence]) -> list[Match]:
    """For each sentence of `short` its most alike one of `long`, over sentences that share a mark."""
    holders: dict[str, list[int]] = {}
    for index, sentence in enumerate(long):
        for mark in sentence.marks:
            holders.setdefault(mark, []).append(index)
    best: list[Match] = []
    for index, sentence in enumerate(short):
        shared: dict[int, float] = {}
        for mark, weight in sentence.marks.items():
            for place in holders.get(mark, ())[:MAX_HOLDERS]:
                shared[place] = shared.get(place, 0.0) + weight
        enough = LEAST * sentence.total
        found = [
            (_like(common, sentence, long[place]), -place) for place, common in shared.items() if common >= enough
        ]
        if found:
            like, place = max(found)
            best.append(Match(index, -place, like))
    return best


def _like(common: float, left: Sentence, right: Sentence) -> float:
    """Dice's measure over weighted marks; half of it by the smaller sentence alone, for clauses split or merged."""
    dice = 2 * common / ((left.total + right.total) or 1.0)
    inner = common / (min(left.total, right.total) or 1.0)
    return min(1.0, 0.6 * dice + 0.4 * inner) if min(len(left.marks), len(right.marks)) >= 3 else dice


def _in_order(places: Sequence[int]) -> float:
    """Share of the places that lie on the longest rising run (patience sorting), corrected for chance."""
    if len(places) < 2:
        return 0.0
    piles: list[int] = []
    for place in places:
        index = bisect_left(piles, place)
        piles[index : index + 1] = [place]
    chance = min(1.0, 2 * len(places) ** 0.5 / len(places))
    share = len(piles) / len(places)
    return max(0.0, (share - chance) / (1 - chance)) if chance < 1 else share
