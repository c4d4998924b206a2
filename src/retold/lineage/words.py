"""The words of an article as reuse compares them. In: an article's text. Out: normalised words with their spans.

Words are case-folded, without marks; digits stay as they are. Words inside direct quotes are marked, for words that
somebody said may stand in two accounts though neither took from the other.
"""

import re
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from retold.model import Span

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")  # letters, with an apostrophe inside
Codes = NDArray[np.uint64]
SEED = 5  # words in a row that a longer run is grown from
MAX_PLACES = 8  # places of one run; a refrain is followed no further
PRIME = np.uint64(0x9E3779B97F4A7C15)  # the golden ratio in 64 bits: an odd multiplier that spreads hashes


@dataclass(frozen=True, eq=False)
class Text:
    """One account's words. `codes` are 32-bit hashes of the words, `quoted` marks words that are no sign of copying
    (direct quotes, furniture), `plain` those that begin small: names and titles alone show nothing.
    """

    account: str
    words: tuple[str, ...]
    spans: tuple[Span, ...]
    codes: Codes
    quoted: bytes
    plain: bytes

    def __len__(self) -> int:
        return len(self.words)

    def span(self, first: int, last: int) -> Span:
        """Code points of the words `[first, last)`."""
        return (self.spans[first][0], self.spans[last - 1][1])

    @cached_property
    def free(self) -> int:
        """How many words are neither quoted nor furniture."""
        return len(self.words) - sum(map(bool, self.quoted))

    @cached_property
    def seeds(self) -> list[int]:
        """The hash of every run of `SEED` words."""
        keys: list[int] = shingles(self.codes, SEED).tolist()
        return keys

    @cached_property
    def seed_places(self) -> dict[int, list[int]]:
        """Where each run of `SEED` words begins, the first `MAX_PLACES`."""
        places: dict[int, list[int]] = {}
        for index, key in enumerate(self.seeds):
            held = places.setdefault(key, [])
            if len(held) < MAX_PLACES:
                held.append(index)
        return places


def read(account: str, text: str, quotes: Iterable[Span] = (), limit: int = 200_000) -> Text:
    """The words of a text; `quotes` are the spans of direct quotes. At most `limit` words are read."""
    spans = [match.span() for match in islice(WORD.finditer(text), limit)]
    words = [text[start:end].casefold().replace("’", "'") for start, end in spans]
    codes = np.fromiter((zlib.crc32(word.encode()) for word in words), np.uint64, len(words))
    plain = bytes(text[start].islower() for start, _ in spans)
    return Text(account, tuple(words), tuple(spans), codes, _marks(spans, quotes), plain)


def _marks(spans: Sequence[Span], quotes: Iterable[Span]) -> bytes:
    marks = bytearray(len(spans))
    for start, end in quotes:
        first, last = bisect_right(spans, start, key=itemgetter(1)), bisect_left(spans, end, key=itemgetter(0))
        marks[first:last] = bytes([1]) * (last - first)
    return bytes(marks)


def shingles(codes: Codes, size: int) -> Codes:
    """A 64-bit hash of every run of `size` words (empty where there are fewer): a polynomial in the words' codes."""
    count = len(codes) - size + 1
    if count <= 0:
        return np.empty(0, np.uint64)
    total = np.zeros(count, np.uint64)
    with np.errstate(over="ignore"):
        for place in range(size):
            total = total * PRIME + (codes[place : place + count] + np.uint64(1))
        return total ^ (total >> np.uint64(29))
