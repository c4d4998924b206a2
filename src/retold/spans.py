"""Span arithmetic: spans are `[start, end)` in code points, and pairs of ints all over the program."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from retold.model import Span


def overlaps(left: Span, right: Span) -> bool:
    """Whether the two spans share a code point."""
    return left[0] < right[1] and right[0] < left[1]


def contains(outer: Span, inner: Span) -> bool:
    """Whether `inner` lies within `outer`, edges included."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span that holds them all; `spans` must not be empty."""
    starts, ends = zip(*spans, strict=True)
    return (min(starts), max(ends))


def trim(text: str, span: Span) -> Span:
    """The span without white space at its edges; empty at its start when there is nothing else."""
    start, end = span
    while start < end and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return (start, end)


def containing(spans: Sequence[Span], offset: int) -> int | None:
    """Index of the span that holds `offset` among ascending, disjoint spans; None between them."""
    index = bisect_right(spans, offset, key=lambda span: span[0]) - 1
    if index >= 0 and offset < spans[index][1]:
        return index
    return None
