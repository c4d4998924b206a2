"""Is one account a paraphrase of another? In: two Readings. Out: a graded likeness with the sentences that show it.

A paraphrase changes words and keeps the order of the sentences: sentence by sentence the same names, numbers, dates
and odd details, in the same order, the same quotes in the same sequence though their words drift. Two independent
accounts of one event share names and numbers too, but cut them into other sentences, in another order. The likeness
weighs how much of the shorter text is matched in the other, how alike the pairs are, and how far their order
agrees. It is evidence for a reader, not a verdict.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp

from rapidfuzz import fuzz, process

from retold.grouping import grouped
from retold.lineage.reading import AccountReading, MarkedSentence
from retold.model import Span

ALIKE = 0.34  # share of a sentence's marks in common from which two sentences may be one; chosen on eval/lineage
LEAST = 0.12  # share of a sentence's weight that one holder must have to be looked at
MAX_HOLDERS = 40  # sentences with one mark that are looked at, so that work stays linear
MIN_PAIRS = 4  # pairs of sentences from which their order and their drift say anything
MAX_SPLIT = 2  # sentences that may be parts of one
ENOUGH = 8  # pairs from which more do not count
MAX_QUOTES, MIN_QUOTE, MAX_QUOTE, MAX_DRIFTS = 40, 20, 400, 2
DRIFT_FROM, DRIFT_TO, CUT_OUT = 60.0, 93.0, 93.0
BIAS, COVER, LIKE, ORDER, FEW, DRIFT = -9.8, 9.0, 6.0, 3.0, 4.0, 1.5


@dataclass(frozen=True, slots=True)
class Match:
    """Sentence `left` of one account tells what sentence `right` of the other tells; `like` in 0..1."""

    left: int
    right: int
    like: float


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two tellings are: `score` in 0..1 from `cover`, `like` and `order`, each in 0..1.

    `drifts` are spans of direct quotes (left, right) that tell the same in other words: somebody reworded one of them.
    """

    score: float
    cover: float
    like: float
    order: float
    matches: tuple[Match, ...]
    drifts: tuple[tuple[Span, Span], ...] = ()


def likeness(left: AccountReading, right: AccountReading) -> Likeness:
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
    drifts = tuple(_drifts(left, right)) if len(matches) >= MIN_PAIRS else ()
    drifted = min(len(drifts), MAX_DRIFTS) / MAX_DRIFTS
    score = _score(cover, like, order, few, drifted) if len(matches) >= MIN_PAIRS else 0.0
    turned = tuple(Match(m.right, m.left, m.like) if swap else m for m in matches)
    return Likeness(score, cover, like, order, turned, drifts)


def _drifts(left: AccountReading, right: AccountReading) -> Iterator[tuple[Span, Span]]:
    """Pairs of direct quotes, in order on both sides, alike but not the same, and neither cut from the other."""
    ours, theirs = _quotes(left), _quotes(right)
    after = -1
    for span, said in ours:
        found = process.extractOne(said, [text for _, text in theirs], scorer=fuzz.ratio, score_cutoff=DRIFT_FROM)
        if found is None:
            continue
        text, score, place = found
        if score < DRIFT_TO and place > after and fuzz.partial_ratio(said, text) < CUT_OUT:
            after = place
            yield span, theirs[place][0]


def _quotes(reading: AccountReading) -> list[tuple[Span, str]]:
    """The longer direct quotes of an account, in text order, at most MAX_QUOTES."""
    text = reading.analysis.article.text
    spans = sorted({span for quote in reading.analysis.quotes if quote.form == "direct" for span in quote.spans})
    long = [span for span in spans if span[1] - span[0] >= MIN_QUOTE]
    return [(span, text[span[0] : min(span[1], span[0] + MAX_QUOTE)].casefold()) for span in long[:MAX_QUOTES]]


def _size(reading: AccountReading) -> tuple[int, int, str]:
    return (len(reading.sentences), len(reading.text), reading.analysis.article.text)


def _spread(matches: Sequence[Match]) -> list[Match]:
    """At most two sentences tell what one sentence of the other tells: the most alike ones."""
    held = grouped((match.right, match) for match in sorted(matches, key=lambda item: (-item.like, item.left)))
    return sorted((match for rivals in held.values() for match in rivals[:MAX_SPLIT]), key=lambda item: item.left)


def _score(cover: float, like: float, order: float, few: float, drifted: float) -> float:
    """The logistic of the weighed signs; the weights were set by hand on the first half of eval/lineage."""
    return 1 / (1 + exp(-(BIAS + COVER * cover + LIKE * like + ORDER * order - FEW * few + DRIFT * drifted)))


def _best(short: Sequence[MarkedSentence], long: Sequence[MarkedSentence]) -> list[Match]:
    """For each sentence of `short` its most alike one of `long`, over sentences that share a mark."""
    holders = grouped((mark, index) for index, sentence in enumerate(long) for mark in sentence.marks)
    best: list[Match] = []
    for index, sentence in enumerate(short):
        shared: dict[int, float] = {}
        for mark, weight in sentence.marks.items():
            for place in holders.get(mark, ())[:MAX_HOLDERS]:
                shared[place] = shared.get(place, 0.0) + weight
        enough = LEAST * sentence.total
        found = [(_like(common, sentence, long[place]), -place) for place, common in shared.items() if common >= enough]
        if found:
            like, place = max(found)
            best.append(Match(index, -place, like))
    return best


def _like(common: float, left: MarkedSentence, right: MarkedSentence) -> float:
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
