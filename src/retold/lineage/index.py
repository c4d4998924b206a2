"""Which of many articles share a run of words. In: the texts. Out: pairs of articles with the number of shared runs.

All shingles of all articles are sorted once; equal neighbours are shared. A shingle that more than `cap` articles
hold (a form of words, a page's furniture, a report that everybody reprints) joins them in a chain, not all pairs,
so the cost stays linear: whoever shares it still hangs together. Memory is 20 bytes a shingle; nothing is sampled,
so no pair that shares `SIZE` words in a row is missed below the cap. See docs/decisions for the alternatives that
were measured.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retold.lineage.words import Codes, shingles

SIZE = 7  # words in a row; shorter runs are common to unrelated news
CAP = 40  # texts that hold a run beyond which it is a stock phrase


@dataclass(frozen=True, slots=True)
class IndexedPair:
    """Articles `left` < `right` (indices) share `shared` different shingles."""

    left: int
    right: int
    shared: int


def pairs(texts: Sequence[Codes], size: int = SIZE, cap: int = CAP) -> list[IndexedPair]:
    """Every pair of texts that shares a run of `size` words, ascending."""
    owners, keys = _postings(texts, size)
    if not len(keys):
        return []
    order = np.lexsort((owners, keys))
    keys, owners = keys[order], owners[order]
    left, right = _neighbours(keys, owners, cap)
    if not len(left):
        return []
    codes = np.sort(left.astype(np.uint64) * np.uint64(len(texts)) + right.astype(np.uint64))
    starts = _starts(codes)
    found, counts = codes[starts], np.diff(np.append(starts, len(codes)))
    return [
        IndexedPair(int(code) // len(texts), int(code) % len(texts), int(count))
        for code, count in zip(found.tolist(), counts.tolist(), strict=True)
    ]


def _postings(texts: Sequence[Codes], size: int) -> tuple[NDArray[np.int32], Codes]:
    """Each text's different shingles with the text's index."""
    keys = [_different(shingles(codes, size)) for codes in texts]
    owners = [np.full(len(key), index, np.int32) for index, key in enumerate(keys)]
    if not keys:
        return np.empty(0, np.int32), np.empty(0, np.uint64)
    return np.concatenate(owners), np.concatenate(keys)


def _different(codes: Codes) -> Codes:
    """As np.unique, which would load numpy.ma, a quarter of a second."""
    codes = np.sort(codes)
    return codes[_starts(codes)] if len(codes) else codes


def _starts(codes: Codes) -> NDArray[np.intp]:
    """Where a new value begins in a sorted array of at least one."""
    return np.flatnonzero(np.concatenate(([True], codes[1:] != codes[:-1])))


def _neighbours(keys: Codes, owners: NDArray[np.int32], cap: int) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Pairs of owners of equal keys: all pairs up to `cap` owners, a chain beyond."""
    starts = _starts(keys)
    sizes = np.diff(np.append(starts, len(keys)))
    lefts: list[NDArray[np.int32]] = []
    rights: list[NDArray[np.int32]] = []
    place = np.arange(len(keys)) - np.repeat(starts, sizes)
    group = np.repeat(sizes, sizes)
    for step in range(1, cap):
        holds = np.flatnonzero((group <= cap) & (place >= step))
        if not len(holds):
            break
        lefts.append(owners[holds - step])
        rights.append(owners[holds])
    chained = np.flatnonzero((group > cap) & (place >= 1))
    lefts.append(owners[chained - 1])
    rights.append(owners[chained])
    return np.concatenate(lefts), np.concatenate(rights)
