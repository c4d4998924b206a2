"""Strips: lines or blocks of a page with every character led back to the source; and the Article text made of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from retold.clean.decode import Decoded
from retold.clean.scan import INVISIBLE, Block, Piece, address
from retold.model import Link, Removed, SourceMap, Span

SPACES = "".join(char for char in map(chr, range(0x3001)) if char.isspace())
BLANK = frozenset(SPACES)
# words with single spaces between them: what can be copied as it is
SPECIAL = re.escape("".join([*SPACES, *INVISIBLE]))
PLAIN = re.compile(rf"[^\x00-\x20{SPECIAL}]+(?: [^\x00-\x20{SPECIAL}]+)*")
# what is not shown: control characters that are no white space, and characters without width
UNSEEN = "".join(sorted({*map(chr, range(32)), *INVISIBLE} - BLANK))
HIDES = re.compile(f"[{re.escape(UNSEEN)}]")
EDGE = SPACES + UNSEEN
# characters that UTF-8 writes with as many bytes each
ALIKE = re.compile("[\0-\x7f]+|[\x80-\u07ff]+|[\u0800-\uffff]+|[\U00010000-\U0010ffff]+")


def key(text: str) -> str:
    """Letters and digits alone: what two renderings of one line share."""
    return "".join(filter(str.isalnum, text.lower()))


@dataclass(slots=True)
class Strip:
    """One line or block: `text` without outer white space, runs of it made one space; `starts[i]`..`ends[i]` are the
    code points of the source behind character i. `gap` tells a blank line before it (plain text). A block of a page
    has `pieces` and `edges`, its place in the source, and links by their attributes, until `placed` finds the place of
    each character and where the links lead. `judged` is why it is debris, once somebody asked."""

    text: str
    starts: list[int]
    ends: list[int]
    path: tuple[tuple[str, str], ...] = ()
    places: tuple[int, ...] = ()
    tag: str = ""
    linked: float = 0.0
    strong: float = 0.0
    links: list[tuple[int, int, str]] = field(default_factory=list)
    gap: bool = True
    headline: bool = False
    pieces: Sequence[Piece] = ()
    edges: Span = (0, 0)
    judged: tuple[str | None] | None = None

    @property
    def source(self) -> Span:
        return (self.starts[0], self.ends[-1]) if self.starts else self.edges


def of_block(block: Block) -> Strip:
    """The strip of an HTML block. The place of each character is left to `placed`, for most blocks need none."""
    text = ""
    bounds = [0]
    for piece in block.pieces:
        shown = piece.text if piece.text.isprintable() else HIDES.sub("", piece.text)
        if shown[:1].isspace() and text and text[-1] != " ":
            text += " "
        words = " ".join(shown.split())
        text += f"{words} " if words and shown[-1].isspace() else words
        bounds.append(len(text))
    text = text.removesuffix(" ")
    links = [(bounds[first], min(bounds[last], len(text)), attributes) for first, last, attributes in block.links]
    size = max(1, block.size)
    return Strip(
        text, [], [], block.path, block.places, block.tag, block.linked / size, block.strong / size,
        [link for link in links if link[0] < link[1]], True, block.headline, block.pieces,
        _edges(block.pieces),
    )  # fmt: skip


def _edges(pieces: Sequence[Piece]) -> Span:
    """Where the first character that is shown begins in the source, and where the last one ends."""
    for first in pieces:
        if left := first.text.lstrip(EDGE):
            break
    else:
        return (0, 0)
    for last in reversed(pieces):
        if right := last.text.rstrip(EDGE):
            break
    before = len(first.text) - len(left) if _is_plain(first) else 0
    behind = len(last.text) - len(right) if _is_plain(last) else 0
    return (first.start + before, last.end - behind)


def _is_plain(piece: Piece) -> bool:
    """Whether a piece stands in the source as it is; an entity does not."""
    return len(piece.text) == piece.end - piece.start


def placed(strip: Strip) -> Strip:
    """The strip of a block with the place of each of its characters, and where its links lead."""
    if strip.starts:
        return strip
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for piece in strip.pieces:
        if _is_plain(piece):
            _extend(piece.text, 0, len(piece.text), piece.start, chars, starts, ends)
        else:
            for char in piece.text:
                _append(char, piece.start, piece.end, chars, starts, ends)
    _drop_last_space(chars, starts, ends)
    strip.starts, strip.ends = starts, ends
    strip.links = [(first, last, address(attributes)) for first, last, attributes in strip.links]
    return strip


def of_line(text: str, start: int, end: int, gap: bool) -> Strip:
    """The strip of `text[start:end]`, a line of plain text."""
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    _extend(text, start, end, 0, chars, starts, ends)
    _drop_last_space(chars, starts, ends)
    return Strip("".join(chars), starts, ends, gap=gap)


def _drop_last_space(chars: list[str], starts: list[int], ends: list[int]) -> None:
    if chars and chars[-1] == " ":
        del chars[-1], starts[-1], ends[-1]


def _extend(text: str, start: int, end: int, shift: int, chars: list[str], starts: list[int], ends: list[int]) -> None:
    """Appends `text[start:end]`, whose character i stands at `i + shift` of the source: plain runs at once, white space
    and what is not shown one by one."""
    while start < end:
        match = PLAIN.match(text, start, end)
        if match:
            chars.extend(match.group())
            starts.extend(range(start + shift, match.end() + shift))
            ends.extend(range(start + shift + 1, match.end() + shift + 1))
            start = match.end()
        if start < end:
            _append(text[start], start + shift, start + shift + 1, chars, starts, ends)
            start += 1


def _append(char: str, first: int, last: int, chars: list[str], starts: list[int], ends: list[int]) -> None:
    if char in BLANK:
        if chars and chars[-1] != " ":
            chars.append(" ")
            starts.append(first)
            ends.append(last)
    elif char not in UNSEEN:
        chars.append(char)
        starts.append(first)
        ends.append(last)


def part(strip: Strip, first: int, last: int) -> Strip:
    """Characters `[first, last)` of a strip as a strip; outer spaces go."""
    while first < last and strip.text[first] == " ":
        first += 1
    while last > first and strip.text[last - 1] == " ":
        last -= 1
    links = [(max(a, first) - first, min(b, last) - first, url) for a, b, url in strip.links if a < last and b > first]
    return Strip(strip.text[first:last], strip.starts[first:last], strip.ends[first:last], strip.path, strip.places,
                 strip.tag, strip.linked, strip.strong, links, strip.gap)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Laid:
    """The text made of strips: their spans in it, its way back to the bytes, and the links in it."""

    text: str
    spans: tuple[Span, ...]
    source_map: SourceMap
    links: tuple[Link, ...]


def lay(strips: Sequence[Strip], decoded: Decoded) -> Laid:
    """Strips one under the other with a blank line between, which leads to no source."""
    spans: list[Span] = []
    runs: list[tuple[int, int, int, int]] = []
    links: list[Link] = []
    place = 0
    for strip in strips:
        spans.append((place, place + len(strip.text)))
        runs.extend(_runs(strip, place, decoded))
        links.extend(
            Link((place + first, place + last), url)
            for first, last, url in strip.links
            if url.startswith(("http://", "https://"))
        )
        place += len(strip.text) + 2
    text = "\n\n".join(strip.text for strip in strips)
    offsets = sorted({offset for run in runs for offset in run[2:]})
    where = dict(zip(offsets, decoded.byte_offsets(offsets), strict=True))
    segments = tuple((first, last, where[start], where[end]) for first, last, start, end in runs)
    return Laid(text, tuple(spans), SourceMap("segments", decoded.encoding, segments), tuple(links))


def _runs(strip: Strip, place: int, decoded: Decoded) -> Iterator[tuple[int, int, int, int]]:
    """Stretches in which every character has the same number of bytes and follows the one before."""
    starts, ends = strip.starts, strip.ends
    for first, last in pairwise(_cuts(starts, ends)):
        start = starts[first]
        if ends[first] != start + 1:
            yield (place + first, place + last, start, ends[first])
            continue
        for size in _alike(decoded.text[start : start + last - first], decoded.encoding):
            yield (place + first, place + first + size, start, start + size)
            first, start = first + size, start + size


def _cuts(starts: list[int], ends: list[int]) -> list[int]:
    """Where characters do not follow each other in the source, one code point each; an entity stands alone."""
    size = len(starts)
    if ends[-1] - starts[0] == size:
        return [0, size]
    jumps = [index for index, (one, two) in enumerate(pairwise(starts), 1) if two != one + 1]
    jumps.append(size)
    alone = [index - 1 for index in jumps if ends[index - 1] != starts[index - 1] + 1]
    return sorted({0, *jumps, *alone})


def _alike(text: str, encoding: str) -> list[int]:
    """The sizes of the stretches of a text whose characters have as many bytes each."""
    if text.isascii():
        return [len(text)]
    if encoding == "utf-8":
        return [len(alike) for alike in ALIKE.findall(text)]
    return [len(list(alike)) for _, alike in groupby(text, lambda char: _width(char, encoding))]


def _width(char: str, encoding: str) -> int:
    return 1 if char < "\x80" else len(char.encode(encoding, "replace"))


def removed(lines: Sequence[tuple[Strip, str]], decoded: Decoded, limit: int = 2_000) -> tuple[Removed, ...]:
    """Removed records of (strip, reason), in source order; a text is cut at `limit` code points."""
    ordered = sorted(lines, key=lambda line: line[0].source)
    offsets = sorted({offset for strip, _ in ordered for offset in strip.source})
    where = dict(zip(offsets, decoded.byte_offsets(offsets), strict=True))
    return tuple(
        Removed(strip.text[:limit], reason, (where[strip.source[0]], where[strip.source[1]]))
        for strip, reason in ordered
    )
