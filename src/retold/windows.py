"""A long or hostile text in pieces that a parser can take: windows of bounded length, and words that are not too long.

Pure: a text goes in, spans come out that cover it without gaps. An honest article is one window and has no such words.
"""

import re
from collections.abc import Iterator

from retold.model import Span

# what a parser holds of a text while it works grows with the text; the longest of usual articles are one window
WINDOW = 50_000
# a break is looked for in the last part of a window
LOOK_BACK = 5_000
BREAKS = (
    re.compile(r"\n[^\S\n]*\n\s*"),
    re.compile(r"\n\s*"),
    re.compile(r"[.!?][”\"’')]{0,3}\s+"),
    re.compile(r"\s+"),
)
# a tokenizer peels marks off the two ends of what stands between spaces, and reads all of it again after each: 400,000
# characters in runs just under these lengths cost it ten seconds
LONGEST_RUN = 300
LONGEST_MARKS = 100
PIECE = 40
# one to four characters again and again: dots, dashes, quotation marks that nobody opens
REPEATED = re.compile(r"(\S{1,4}?)\1{15,}")
LONG = re.compile(rf"\S{{{LONGEST_RUN},}}|(?:(?![\w\s]).){{{LONGEST_MARKS},}}")
# a character of one token is read by patterns one by one
LONGEST_TOKEN = 1_000


def windows(text: str, size: int) -> Iterator[Span]:
    """Spans of at most `size` characters; each but the last ends at a blank line, else a line's end, a sentence's end,
    a space, where one stands in its last part."""
    start = 0
    while len(text) - start > size:
        end = _end(text, start + size - min(LOOK_BACK, size // 2), start + size)
        yield start, end
        start = end
    yield start, len(text)


def _end(text: str, first: int, last: int) -> int:
    """The end of the last break within `[first, last)` of the best kind there is; `last` where there is none."""
    for kind in BREAKS:
        found = first
        for match in kind.finditer(text, first, last):
            found = match.end()
        if found > first:
            return found
    return last


def pieces(text: str) -> list[tuple[int, int, bool]] | None:
    """The text in pieces (start, end, whole) such that none is a word too long to be read; None for a text without such
    words. A `whole` piece is a run of repeats, which is one word."""
    if LONG.search(text) is None:
        return None
    found: list[tuple[int, int, bool]] = []
    place = 0
    for match in LONG.finditer(text):
        if match.start() > place:
            found.append((place, match.start(), False))
        found.extend(_cut(text, match.start(), match.end()))
        place = match.end()
    if place < len(text):
        found.append((place, len(text), False))
    return found


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """A run without a space, as its repeats and what stands between them."""
    for match in REPEATED.finditer(text, start, end):
        yield from _even(start, match.start(), PIECE, False)
        yield from _even(match.start(), match.end(), LONGEST_TOKEN, True)
        start = match.end()
    yield from _even(start, end, PIECE, False)


def _even(start: int, end: int, size: int, whole: bool) -> Iterator[tuple[int, int, bool]]:
    for place in range(start, end, size):
        yield place, min(place + size, end), whole
