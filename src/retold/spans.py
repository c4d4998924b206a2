"""Span arithmetic: spans are `[start, end)` in code points, and pairs of ints all over the program."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from retold.model import Article, Evidence, SourceMap, Span


def overlaps(left: Span, right: Span) -> bool:
    """Whether the two spans share a code point."""
    return left[0] < right[1] and right[0] < left[1]


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


def merged(spans: Iterable[Span], gap: int = 0) -> list[Span]:
    """The spans in order, those that meet, or have at most `gap` code points between them, made one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start - found[-1][1] <= gap:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def containing(spans: Sequence[Span], offset: int) -> int | None:
    """Index of the span that holds `offset` among ascending, disjoint spans; None between them."""
    index = begun(spans, offset)
    return index if index >= 0 and offset < spans[index][1] else None


def evidence(article: Article, span: Span, record: str | None = None) -> Evidence:
    """A span of an article as Evidence, with its words."""
    return Evidence(article.id, span, article.text[slice(*span)], record)


def begun(spans: Sequence[Span], offset: int) -> int:
    """Index of the last of ascending spans that begins at or before `offset`; -1 where none does."""
    return bisect_right(spans, offset, key=lambda span: span[0]) - 1


def to_source(text: str, source_map: SourceMap, span: Span) -> Span | None:
    """Bytes of the page behind a span of `article.text`; None where the span has no source (a break between blocks).

    Where characters of a segment stand for several bytes each, the answer is exact; an entity counts as one character.
    """
    if source_map.kind == "identity":
        first = len(text[: span[0]].encode(source_map.encoding, "replace"))
        return (first, first + len(text[span[0] : span[1]].encode(source_map.encoding, "replace")))
    segments = source_map.segments
    index = max(0, bisect_right(segments, span[0], key=lambda segment: segment[0]) - 1)
    found: list[Span] = []
    while index < len(segments) and segments[index][0] < span[1]:
        start, end = segments[index][:2]
        if end > span[0]:
            found.append(_within(segments[index], max(start, span[0]), min(end, span[1])))
        index += 1
    return hull(found) if found else None


def _within(segment: tuple[int, int, int, int], start: int, end: int) -> Span:
    size, width = segment[1] - segment[0], segment[3] - segment[2]
    if width % size:
        return (segment[2], segment[3])
    each = width // size
    return (segment[2] + (start - segment[0]) * each, segment[2] + (end - segment[0]) * each)
