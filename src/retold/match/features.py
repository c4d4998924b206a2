"""What speaks for two passages reporting the same thing, and for their telling it differently: named features of a
pair.

Each feature is a small function of a `PassagePair`; its docstring is what a reader is shown. `table(...)` gives the
matrix that the models of `score` read, one row a candidate, one column a name of `NAMES`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

import numpy as np
from numpy.typing import NDArray

from retold.match.candidates import Bags, Candidate
from retold.match.passages import LEADING, Passage
from retold.model import Figure, Time

RUN = 40  # longest common run of words that is looked for; a longer one says no more
LEDE = 3  # passages at the top of an account
CLOCK = frozenset({"minute", "second", "part"})


@dataclass(frozen=True, slots=True, eq=False)
class PassagePair:
    """Two passages with what is known of both."""

    candidate: Candidate
    left: Passage
    right: Passage
    shared: float
    ahead: float
    behind: float
    names: float
    near: float
    own_near: float
    accounts: int
    linked: float
    run: int


Feature = Callable[[PassagePair], float]


def cosine(pair: PassagePair) -> float:
    """How alike the content words and names are, rare ones weighing more."""
    return pair.candidate.cosine


def shared_weight(pair: PassagePair) -> float:
    """How much the words and names that both hold tell together."""
    return log(1 + pair.shared)


def less_covered(pair: PassagePair) -> float:
    """The smaller share of one passage that the other tells too."""
    return min(pair.ahead, pair.behind)


def more_covered(pair: PassagePair) -> float:
    """The larger share of one passage that the other tells too."""
    return max(pair.ahead, pair.behind)


def rank_near(pair: PassagePair) -> float:
    """The place of one passage among the nearest of the other in its account, the better of both ways: 1 for the
    nearest, 0 for none."""
    return max(_ranks(pair))


def rank_far(pair: PassagePair) -> float:
    """The same, the worse of both ways."""
    return min(_ranks(pair))


def _ranks(pair: PassagePair) -> tuple[float, float]:
    rank, back = pair.candidate.rank, pair.candidate.back
    return (1 / rank if rank else 0.0), (1 / back if back else 0.0)


def mutual(pair: PassagePair) -> float:
    """Each is the nearest of the other."""
    return float(pair.candidate.rank == 1 and pair.candidate.back == 1)


def margin(pair: PassagePair) -> float:
    """By how much it is nearer than the next best, the smaller of both ways."""
    return min(pair.candidate.margin, pair.candidate.back_margin)


def wide_margin(pair: PassagePair) -> float:
    """By how much it is nearer than the next best, the larger of both ways."""
    return max(pair.candidate.margin, pair.candidate.back_margin)


def names_shared(pair: PassagePair) -> float:
    """How many people, groups and places both name or mean, rare ones weighing more."""
    return pair.names


def names_overlap(pair: PassagePair) -> float:
    """The share of the people, groups and places of either that both speak of."""
    return overlap(pair.left.entities, pair.right.entities)


def names_only(pair: PassagePair) -> float:
    """How many people, groups and places only one of them names."""
    return min(float(len(pair.left.named ^ pair.right.named)), 8.0)


def acts_shared(pair: PassagePair) -> float:
    """How many verbs and nouns of happening both have."""
    return float(min(len(pair.left.acts & pair.right.acts), 4))


def kinds_shared(pair: PassagePair) -> float:
    """The share of kinds of happening that both have."""
    return overlap(pair.left.codes, pair.right.codes)


def figures_equal(pair: PassagePair) -> float:
    """How many numbers are the same."""
    return float(min(_equal_numbers(pair.left.figures, pair.right.figures), 4))


def figures_apart(pair: PassagePair) -> float:
    """Numbers of one kind and of the same thing that are not the same."""
    return float(min(_apart(pair.left.figures, pair.right.figures), 4))


def figures_both(pair: PassagePair) -> float:
    """Both hold a number."""
    return float(bool(pair.left.figures and pair.right.figures))


def days_equal(pair: PassagePair) -> float:
    """Both name the same day or span of days."""
    return float(any(_same_days(one, two) for one in pair.left.times for two in pair.right.times))


def days_apart(pair: PassagePair) -> float:
    """Both name times, and none is the same."""
    return float(bool(pair.left.times and pair.right.times) and not days_equal(pair))


def clock_both(pair: PassagePair) -> float:
    """Both name a time of day."""
    return float(_clock(pair.left.times) and _clock(pair.right.times))


def quotes_both(pair: PassagePair) -> float:
    """2 when both quote words in marks, 1 when one does."""
    return float(bool(pair.left.quoted)) + float(bool(pair.right.quoted))


def quoted_shared(pair: PassagePair) -> float:
    """The share of quoted words that both quote."""
    return overlap(pair.left.quoted, pair.right.quoted)


def speakers_shared(pair: PassagePair) -> float:
    """1 when both name one speaker, -1 when they name two, 0 else."""
    one, two = pair.left.speakers, pair.right.speakers
    return 0.0 if not one or not two else 1.0 if one & two else -1.0


def speech_one(pair: PassagePair) -> float:
    """One tells as somebody's words what the other tells itself."""
    return float(bool(pair.left.quotes) != bool(pair.right.quotes))


def common_run(pair: PassagePair) -> float:
    """The longest run of words that both hold, as a share of the shorter."""
    return pair.run / max(min(len(pair.left.words), len(pair.right.words)), 1)


def length_short(pair: PassagePair) -> float:
    """Words of the shorter passage (logarithm)."""
    return log(1 + min(len(pair.left.words), len(pair.right.words)))


def length_long(pair: PassagePair) -> float:
    """Words of the longer passage (logarithm)."""
    return log(1 + max(len(pair.left.words), len(pair.right.words)))


def place_first(pair: PassagePair) -> float:
    """How far up its account the higher one is: 0 at the start."""
    return min(pair.left.place, pair.right.place)


def place_last(pair: PassagePair) -> float:
    """How far up its account the lower one is."""
    return max(pair.left.place, pair.right.place)


def place_apart(pair: PassagePair) -> float:
    """How far their places in the two accounts lie apart."""
    return abs(pair.left.place - pair.right.place)


def lede_both(pair: PassagePair) -> float:
    """How many of the two are in a headline or at the top."""
    return float(_top(pair.left)) + float(_top(pair.right))


def headline_one(pair: PassagePair) -> float:
    """How many of the two are a headline or a standfirst."""
    return float(pair.left.part in LEADING) + float(pair.right.part in LEADING)


def neighbours(pair: PassagePair) -> float:
    """How alike the passages just before or after both are."""
    return pair.near


def neighbour_own(pair: PassagePair) -> float:
    """How well a neighbour of one fits the other: high where the match may lie next door."""
    return pair.own_near


def negation_one(pair: PassagePair) -> float:
    """Only one of them denies something."""
    return float(pair.left.negated != pair.right.negated)


def doubt_one(pair: PassagePair) -> float:
    """Only one of them tells something as planned, possible or conditional."""
    return float(pair.left.unsure != pair.right.unsure)


def accounts_many(pair: PassagePair) -> float:
    """How many accounts the story has (logarithm)."""
    return log(pair.accounts)


def copied(pair: PassagePair) -> float:
    """How surely one of the two accounts took from the other."""
    return pair.linked


FEATURES: tuple[Feature, ...] = (
    cosine, shared_weight, less_covered, more_covered, rank_near, rank_far, mutual, margin, wide_margin,
    names_shared, names_overlap, names_only, acts_shared, kinds_shared, figures_equal, figures_apart, figures_both,
    days_equal, days_apart, clock_both, quotes_both, quoted_shared, speakers_shared, speech_one, common_run,
    length_short, length_long, place_first, place_last, place_apart, lede_both, headline_one, neighbours,
    neighbour_own, negation_one, doubt_one, accounts_many, copied,
)  # fmt: skip
BENT: tuple[Feature, ...] = (
    cosine, shared_weight, less_covered, names_overlap, common_run, length_short, length_long, wide_margin,
)  # fmt: skip
# the features, in the order of their weights
NAMES: tuple[str, ...] = (
    *(feature.__name__ for feature in FEATURES),
    *(f"{feature.__name__} squared" for feature in BENT),
    "cosine x shared_weight",
)


def pairs(
    passages: Sequence[Passage], found: Sequence[Candidate], weighted: Bags, linked: dict[tuple[int, int], float]
) -> list[PassagePair]:
    """The candidates with what their features ask for; `linked` is the strength of lineage between two accounts."""
    accounts = len({passage.account for passage in passages})
    cosines = {(item.left, item.right): item.cosine for item in found}
    best: dict[tuple[int, int], float] = {}
    for item in found:
        for index, other in ((item.left, item.right), (item.right, item.left)):
            key = (index, passages[other].account)
            best[key] = max(best.get(key, 0.0), item.cosine)
    runs = Runs(passages)
    idf = weighted.idf
    whole = [sum(idf[term] for term in bag) or 1.0 for bag in weighted.bags]
    rows = []
    for item in found:
        left, right = passages[item.left], passages[item.right]
        one, two = weighted.bags[item.left], weighted.bags[item.right]
        common = one.keys() & two.keys()
        shared = sum(idf[term] for term in common)
        names = sum(idf[term] for term in common if term[0] == "\0")
        rows.append(
            PassagePair(
                item, left, right, shared, shared / whole[item.left], shared / whole[item.right], names,
                _beside(item, BOTH_BESIDE, passages, cosines), _beside(item, ONE_BESIDE, passages, cosines), accounts,
                linked.get((left.account, right.account), 0.0),
                runs.longest(left, right),
            )
        )  # fmt: skip
    return rows


def table(found: Sequence[PassagePair]) -> NDArray[np.float64]:
    """One row a pair, one column a name of `NAMES`: the features, squares of those that bend, and one product."""
    rows = [[feature(pair) for feature in FEATURES] for pair in found]
    plain = np.array(rows, dtype=np.float64).reshape(len(found), len(FEATURES))
    bent = plain[:, [FEATURES.index(feature) for feature in BENT]] ** 2
    both = plain[:, [FEATURES.index(cosine)]] * plain[:, [FEATURES.index(shared_weight)]]
    return np.hstack([plain, bent, both])


def overlap(one: frozenset[str], two: frozenset[str]) -> float:
    """Shared members as a share of all: Jaccard's index, 0 where there are none."""
    every = len(one | two)
    return len(one & two) / every if every else 0.0


class Runs:
    """The longest common runs of passages, found by the places of three words in a row; those without three in common
    are told apart at once."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.single = [frozenset(passage.words) for passage in passages]
        self.double = [frozenset(pairwise(passage.words)) for passage in passages]
        self.triple = [_triples(passage.words) for passage in passages]

    def longest(self, one: Passage, two: Passage) -> int:
        """The length of the longest run of words that is in both, at most `RUN`."""
        mine, theirs = self.triple[one.index], self.triple[two.index]
        if not mine.keys().isdisjoint(theirs.keys()):
            return _longest(mine, theirs)
        if not self.double[one.index].isdisjoint(self.double[two.index]):
            return 2
        return int(not self.single[one.index].isdisjoint(self.single[two.index]))


_Triples = dict[tuple[str, str, str], list[int]]


def _triples(words: Sequence[str]) -> _Triples:
    """Three words in a row -> where they begin, the first `RUN` places: one word again and again gives no more."""
    found: _Triples = {}
    for place, triple in enumerate(zip(words, words[1:], words[2:], strict=False)):
        places = found.setdefault(triple, [])
        if len(places) < RUN:
            places.append(place)
    return found


def _longest(mine: _Triples, theirs: _Triples) -> int:
    """The longest run made of triples that follow one another in both."""
    ends: dict[tuple[int, int], int] = {}
    best = 0
    both = sorted((place, other) for triple in mine.keys() & theirs.keys()
                  for place in mine[triple] for other in theirs[triple])  # fmt: skip
    for place, other in both:
        run = ends.get((place - 1, other - 1), 2) + 1
        ends[place, other] = run
        best = max(best, run)
    return min(best, RUN)


# steps from a pair to one whose passages both, or of which one, stand beside it in their accounts
BOTH_BESIDE = ((-1, -1), (1, 1), (-1, 1), (1, -1))
ONE_BESIDE = ((0, 1), (0, -1), (1, 0), (-1, 0))


def _beside(
    item: Candidate, steps: Sequence[tuple[int, int]], passages: Sequence[Passage],
    cosines: dict[tuple[int, int], float],
) -> float:  # fmt: skip
    """How alike the best of the pairs a few steps on are; a step never leaves an account."""
    moved = [(item.left + ahead, item.right + behind) for ahead, behind in steps]
    return max(
        (cosines[pair] for pair in moved if pair in cosines and _same_accounts(pair, item, passages)), default=0.0
    )


def _same_accounts(pair: tuple[int, int], item: Candidate, passages: Sequence[Passage]) -> bool:
    own = zip(pair, (item.left, item.right), strict=True)
    return all(passages[one].account == passages[two].account for one, two in own)


def _top(passage: Passage) -> bool:
    return passage.order < LEDE or passage.part in LEADING


def _equal_numbers(one: Sequence[Figure], two: Sequence[Figure]) -> int:
    return len({(figure.low, figure.high) for figure in one} & {(figure.low, figure.high) for figure in two})


def _apart(one: Sequence[Figure], two: Sequence[Figure]) -> int:
    return sum(kin(left, right) and (left.low, left.high) != (right.low, right.high) for left in one for right in two)


def kin(left: Figure, right: Figure) -> bool:
    """Two figures that may count the same thing: one kind, and one unit, counted noun or class of predicate."""
    if left.kind != right.kind:
        return False
    heads = (left.counted.head if left.counted else None, right.counted.head if right.counted else None)
    if left.kind == "count":
        same = heads[0] is not None and heads[0] == heads[1]
        return same or (left.predicate_class is not None and left.predicate_class == right.predicate_class)
    return left.unit == right.unit


def _same_days(one: Time, two: Time) -> bool:
    if one.earliest and two.earliest:
        return (one.earliest[:10], (one.latest or "")[:10]) == (two.earliest[:10], (two.latest or "")[:10])
    return one.value == two.value


def _clock(times: Sequence[Time]) -> bool:
    return any(time.precision in CLOCK for time in times)
