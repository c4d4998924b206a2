"""Which pairs of passages are worth scoring: the nearest of each passage in the other accounts, by an inverted index.

Nothing compares all pairs. Postings of a lemma that many passages hold are cut, and a passage keeps a bounded number of
candidates: `NEAREST` an account in a small story, `BUDGET` in all in a large one, so the work is linear in accounts.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from retold.match.passages import Passage

NEAREST = 5  # kept an account: holds 69 to 75 % of the answering passages (measured on the stories of `rows`)
BUDGET = 28  # kept in all: five each in the others of a story of six, fewer each in larger ones
READ = BUDGET * 16  # of a passage's scores the highest that are looked at
DENSE = 8  # an array is filled faster than a list is sorted while it has at most so many cells a posting
LONG = 400  # postings read of a lemma: the more passages hold it, the less it tells
ENTITY = 0.6  # what a shared name weighs against a shared lemma of the same rarity: its words are counted already


@dataclass(frozen=True, eq=False)
class Bags:
    """Each passage as a bag of weighted terms. `weights` are inverse document frequencies, `norms` Euclidean."""

    bags: list[dict[str, float]]
    idf: dict[str, float]
    norms: NDArray[np.float64]


def weighted_bags(passages: Sequence[Passage]) -> Bags:
    """Lemmas, and story entities as terms of their own (a pronoun counts as its antecedent), weighted by rarity."""
    terms = [_terms(passage) for passage in passages]
    count = Counter(term for found in terms for term in found)
    total = len(passages) + 1
    idf = {term: log(total / (number + 0.5)) for term, number in count.items()}
    weighted = [
        {term: (1 + log(times)) * idf[term] * (ENTITY if term[0] == "\0" else 1.0) for term, times in found.items()}
        for found in terms
    ]
    norms = np.array([sum(value * value for value in bag.values()) ** 0.5 or 1.0 for bag in weighted])
    return Bags(weighted, idf, norms)


def _terms(passage: Passage) -> Counter[str]:
    return Counter([*passage.lemmas, *(f"\0{entity}" for entity in sorted(passage.entities))])


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two passages of two accounts. `cosine` of their bags; `rank` of the right among the nearest of the left in its
    account (1 is the nearest, 0 unknown), `back` the other way; `margin` and `back_margin` to the next best."""

    left: int
    right: int
    cosine: float
    rank: int
    back: int
    margin: float
    back_margin: float


def nearest_pairs(passages: Sequence[Passage], weighted: Bags) -> list[Candidate]:
    """The candidate pairs, `left` < `right`, in order."""
    accounts = len({passage.account for passage in passages})
    if accounts < 2:
        return []
    each = min(NEAREST, max(1, -(-BUDGET // (accounts - 1))))
    found: dict[tuple[int, int], dict[bool, tuple[float, int, float]]] = defaultdict(dict)
    for index, nearest in enumerate(_nearest(passages, weighted, each)):
        for other, (cosine, rank, margin) in nearest.items():
            pair = (index, other) if index < other else (other, index)
            found[pair][index < other] = (cosine, rank, margin)
    rows = []
    for (left, right), sides in sorted(found.items()):
        there, back = sides.get(True), sides.get(False)
        cosine = (there or back or (0.0, 0, 0.0))[0]
        rows.append(Candidate(left, right, cosine, there[1] if there else 0, back[1] if back else 0,
                              there[2] if there else -1.0, back[2] if back else -1.0))  # fmt: skip
    return rows


def _nearest(passages: Sequence[Passage], weighted: Bags, each: int) -> list[dict[int, tuple[float, int, float]]]:
    """For each passage: its nearest in every other account -> (cosine, rank, margin to the next best)."""
    account = np.array([passage.account for passage in passages])
    postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for index, bag in enumerate(weighted.bags):
        for term, weight in bag.items():
            postings[term].append((index, weight))
    arrays = {
        term: (np.array([index for index, _ in row[:LONG]]), np.array([weight for _, weight in row[:LONG]]))
        for term, row in postings.items()
        if len(row) > 1
    }
    found: list[dict[int, tuple[float, int, float]]] = []
    for index, bag in enumerate(weighted.bags):
        rows = [(arrays[term], weight) for term, weight in bag.items() if term in arrays]
        if not rows:
            found.append({})
            continue
        places = np.concatenate([row[0][0] for row in rows])
        weights = np.concatenate([row[0][1] * row[1] for row in rows])
        met, sums = _summed(places, weights)
        scores = sums / (weighted.norms[met] * weighted.norms[index])
        other = (account[met] != account[index]) & (scores > 0)
        found.append(_best(met[other], scores[other], account, each))
    return found


def _summed(places: NDArray[np.int64], weights: NDArray[np.float64]) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The places that were met, ascending, and the sum of the weights of each. Counted into one array where the places
    lie dense, sorted where they do not, so that the work grows with `places` alone."""
    if places.max() < DENSE * len(places):
        sums = np.bincount(places, weights)
        met = np.flatnonzero(np.bincount(places))
        return met, sums[met]
    met, home = np.unique(places, return_inverse=True)
    return met, np.bincount(home, weights)


def _best(
    met: NDArray[np.int64], scores: NDArray[np.float64], account: NDArray[np.int64], each: int
) -> dict[int, tuple[float, int, float]]:
    """The nearest of each account among the passages that share a term, with rank and margin; `BUDGET` in all."""
    order = _highest(scores, READ)
    kept: dict[int, list[tuple[int, float]]] = {}
    taken = 0
    for place, where, score in zip(
        met[order].tolist(), account[met[order]].tolist(), scores[order].tolist(), strict=True
    ):
        row = kept.get(where)
        if row is None:
            if taken >= BUDGET:
                continue
            row = kept[where] = []
        if len(row) <= each:
            row.append((place, score))
            taken += len(row) <= each
    found: dict[int, tuple[float, int, float]] = {}
    for row in kept.values():
        for rank, (place, score) in enumerate(row[:each], 1):
            beyond = max((other for index, other in row if index != place), default=0.0)
            found[place] = (score, rank, score - beyond)
    top = sorted(found.items(), key=lambda item: (-item[1][0], item[0]))[: max(BUDGET, each)]
    return dict(top)


def _highest(scores: NDArray[np.float64], count: int) -> NDArray[np.int64]:
    """The indices of the `count` highest scores, from the highest down; of equals the lower index first."""
    if len(scores) <= count:
        return np.argsort(-scores, kind="stable")
    least = np.partition(scores, len(scores) - count)[len(scores) - count]
    high = np.flatnonzero(scores >= least)
    return high[np.argsort(-scores[high], kind="stable")][:count]
