"""PDF -> paragraphs in reading order, each with its page and box.

`pdfium.py` gives characters with their boxes. Lines are cut where a wide gap parts columns, pages are cut into regions
by the white space between them, and lines of a region are joined into paragraphs, with words that were divided at a
line's end whole again. Heads and feet that stand on many pages, and page numbers, are left out.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from statistics import median

from retold.clean import pdfium
from retold.clean.debris import TERMINAL
from retold.clean.documents import DocumentError, DocumentParagraph, Extracted
from retold.config import Config
from retold.model import Removed

HYPHENS = "\x02\ufffe\u00ad\u2010-"  # the first two are what pdfium gives for a hyphen at the end of a line
COLUMN_GAP = (
    1.6  # heights of a line; wider white space within a line parts columns: spaces are 0.3, tabs rarely as wide
)
GUTTER = 8.0  # points of white space from top to bottom of a region that part its columns
PARAGRAPH_GAP = 0.35  # heights of a line beyond the usual gap between two lines of a region that begin a paragraph
WIDEST_USUAL = 1.2  # heights of a line; lines of one paragraph do not stand further apart, as double spacing has it
SHORT = 0.2  # share of a region's width that a last line leaves free, where it ends with a full stop
INDENT = 0.8  # heights of a line by which a first line is set in
SIZES = 1.15  # two lines whose heights differ by more are not of one paragraph
EDGE = 0.1  # part of a page's height at its top and foot in which heads and feet stand
REPEATED = 0.5  # share of the pages on which a line of the edge stands that is a head or foot
MAX_DEPTH = 60
NUMBER = re.compile(r"\W*(?:\w+\s)?\W*\d{1,4}(?:\s*(?:/|\w{1,5})\s*\d{1,4})?\W*")


@dataclass(frozen=True, slots=True)
class PdfLine:
    """A line, or the part of one in a column; the box is in points from the top left corner of the page."""

    text: str
    page: int
    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        return max(self.bottom - self.top, 1.0)


def read(data: bytes, config: Config) -> Extracted:
    """The paragraphs of a PDF. Raises DocumentError on one that is broken, locked or a scan without text."""
    found = pdfium.read(data, config.max_document_pages)
    pages = [list(_lines(page, number)) for number, page in enumerate(found.pages, 1)]
    heights = [page.height for page in found.pages]
    if not any(pages):
        raise DocumentError("scan", "the pages of this PDF are pictures without text; run text recognition on it first")
    kept, removed = _edges(pages, heights)
    blank = [number for number, lines in enumerate(pages, 1) if not lines]
    notes = []
    if blank:
        notes.append(("scan", f"no text on page {', '.join(map(str, blank[:20]))}: pictures, or empty"))
    if found.stopped:
        notes.append(("too_slow", f"page {len(pages) + 1} takes far too much time or memory; those before were read"))
    elif len(pages) < found.count:
        notes.append(("too_long", f"the document has {found.count:,} pages; only the first {len(pages):,} were read"))
    words = _words(kept)
    paragraphs = (item for lines in kept for item in _paragraphs(_ordered(lines), words))
    return Extracted(tuple(_carried(paragraphs, words)), removed, tuple(notes))


# --- lines ------------------------------------------------------------------------------------------------------------


def _lines(page: pdfium.PdfPage, number: int) -> Iterator[PdfLine]:
    """The characters of a page -> lines, cut at the text's own line ends and at gaps as wide as between columns."""
    held: list[tuple[str, float, float, float, float]] = []
    for char, (x0, y0, x1, y1) in zip(page.text, page.boxes(), strict=True):
        box = (x0 - page.left, page.top - y1, x1 - page.left, page.top - y0)
        if char in "\r\n" or (held and not char.isspace() and _is_apart(held, box)):
            yield from _line(held, number)
            held = []
        if char not in "\r\n":
            held.append((char, *box))
    yield from _line(held, number)


def _is_apart(held: Sequence[tuple[str, float, float, float, float]], box: tuple[float, float, float, float]) -> bool:
    """Whether a character stands in another line or column than those before it."""
    last = next((item for item in reversed(held) if not item[0].isspace()), None)
    if last is None:
        return False
    height = max(last[4] - last[2], box[3] - box[1], 4.0)
    return box[0] - last[3] > COLUMN_GAP * height or box[0] < last[1] - height or box[1] > last[4] + height


def _line(held: Sequence[tuple[str, float, float, float, float]], page: int) -> Iterator[PdfLine]:
    inked = [item for item in held if not item[0].isspace()]
    text = " ".join("".join(item[0] for item in held).replace("\0", " ").split())
    if text and inked:
        yield PdfLine(
            text, page, min(item[1] for item in inked), min(item[2] for item in inked), max(item[3] for item in inked),
            max(item[4] for item in inked),
        )  # fmt: skip


# --- heads and feet ---------------------------------------------------------------------------------------------------


def _edges(pages: Sequence[list[PdfLine]], heights: Sequence[float]) -> tuple[list[list[PdfLine]], tuple[Removed, ...]]:
    """The lines without heads, feet and page numbers, and these."""
    counts = Counter(
        mark
        for lines, height in zip(pages, heights, strict=True)
        for mark in {_mark(line) for line in lines if _is_edge(line, height)}
    )
    least = max(2, REPEATED * sum(map(bool, pages)))
    kept: list[list[PdfLine]] = []
    removed: list[Removed] = []
    for lines, height in zip(pages, heights, strict=True):
        kept.append([])
        for line in lines:
            edge = _is_edge(line, height)
            if edge and (counts[_mark(line)] >= least or (len(line.text) < 20 and NUMBER.fullmatch(line.text))):
                removed.append(Removed(line.text[:2_000], "head or foot of the page"))
            else:
                kept[-1].append(line)
    return kept, tuple(removed)


def _is_edge(line: PdfLine, height: float) -> bool:
    return line.bottom < EDGE * height or line.top > (1 - EDGE) * height


def _mark(line: PdfLine) -> str:
    return re.sub(r"\d+", "#", line.text.casefold())


# --- order ------------------------------------------------------------------------------------------------------------


def _ordered(lines: Sequence[PdfLine]) -> list[list[PdfLine]]:
    """The regions of a page in reading order: columns from left to right where white space parts them from top to
    bottom, else what stands over the widest gap before what stands under it."""
    found: list[list[PdfLine]] = []
    stack = [(list(lines), 0)]
    while stack:
        region, depth = stack.pop()
        cut = _columns(region) or _rows(region) if len(region) > 1 and depth < MAX_DEPTH else None
        if cut is None:
            found.append(sorted(region, key=lambda line: (line.top, line.left)))
        else:
            stack.extend((part, depth + 1) for part in reversed(cut))
    return [region for region in found if region]


def _columns(region: Sequence[PdfLine]) -> list[list[PdfLine]] | None:
    """A region cut at a gutter, where each side is a column: at least two lines side by side with the other."""
    ordered = sorted(region, key=lambda line: line.left)
    spans = [(line.top, line.bottom) for line in ordered]
    before, behind = list(accumulate(spans, _union)), list(accumulate(reversed(spans), _union))[::-1]
    edges = list(accumulate((line.right for line in ordered), max))
    for place in range(2, len(ordered) - 1):
        left, right = before[place - 1], behind[place]
        # side by side for a part of their height
        if ordered[place].left - edges[place - 1] >= GUTTER and min(left[1], right[1]) > max(left[0], right[0]):
            return [ordered[:place], ordered[place:]]
    return None


def _union(first: tuple[float, float], second: tuple[float, float]) -> tuple[float, float]:
    """Top and bottom of what has these tops and bottoms."""
    return min(first[0], second[0]), max(first[1], second[1])


def _rows(region: Sequence[PdfLine]) -> list[list[PdfLine]] | None:
    """A region cut at the widest gap between its lines, where columns may stand on one side of it."""
    ordered = sorted(region, key=lambda line: line.top)
    widest, cut, edge = 0.0, 0, ordered[0].bottom
    for place, line in enumerate(ordered[1:], 1):
        if line.top - edge > widest:
            widest, cut = line.top - edge, place
        edge = max(edge, line.bottom)
    if not cut or not _has_columns(ordered):
        return None
    return [ordered[:cut], ordered[cut:]]


def _has_columns(ordered: Sequence[PdfLine]) -> bool:
    """Whether two lines of a region, in order of their tops, stand beside each other."""
    return any(
        other.top < line.bottom - 0.5 * line.height and (other.left >= line.right or line.left >= other.right)
        for line, other in pairwise(ordered)
    )


# --- paragraphs -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Region:
    """The lines of a column or block, its edges, and the usual gap between its lines."""

    lines: Sequence[PdfLine]
    left: float
    right: float
    gap: float


def _region(lines: Sequence[PdfLine]) -> Region:
    gaps = sorted(max(0.0, line.top - last.bottom) for last, line in pairwise(lines))
    usual = gaps[len(gaps) // 4] if gaps else 0.0
    most = WIDEST_USUAL * median(line.height for line in lines)
    return Region(
        lines, min(line.left for line in lines), max(line.right for line in lines), usual if usual < most else 0.0
    )


def _paragraphs(regions: Sequence[Sequence[PdfLine]], words: Counter[str]) -> Iterator[DocumentParagraph]:
    for region in map(_region, regions):
        held: list[PdfLine] = []
        for line in region.lines:
            if held and _begins(held[-1], line, region):
                yield _paragraph(held, words)
                held = []
            held.append(line)
        yield _paragraph(held, words)


def _begins(last: PdfLine, line: PdfLine, region: Region) -> bool:
    """Whether a line begins a paragraph: another size, a gap before it, set in where the line before was not, or after
    a short line that ends a sentence."""
    height = max(last.height, line.height)
    if height > SIZES * min(last.height, line.height):
        return True
    if line.top - last.bottom > region.gap + PARAGRAPH_GAP * height or line.top < last.top - height:
        return True
    edge = region.left + INDENT * height
    ended = last.text.endswith(TERMINAL) and last.right < region.right - SHORT * (region.right - region.left)
    return ended or (line.left > edge and last.left <= edge)


def _paragraph(held: Sequence[PdfLine], words: Counter[str]) -> DocumentParagraph:
    text = held[0].text
    for line in held[1:]:
        text = joined(text, line.text, words)
    box = (
        min(line.left for line in held), min(line.top for line in held), max(line.right for line in held),
        max(line.bottom for line in held),
    )  # fmt: skip
    left, top, right, bottom = (round(value, 1) for value in box)
    return DocumentParagraph(_plain(text), held[0].page, (left, top, right, bottom))


def joined(first: str, second: str, words: Counter[str]) -> str:
    """Two lines as one text. A word divided at the end of a line is made whole, unless the document writes it with a
    hyphen elsewhere."""
    if first[-1:] not in HYPHENS or not first[:-1] or not first[-2].isalpha() or not second[:1].islower():
        return f"{first.rstrip()} {second}"
    head, tail = re.split(r"\s", first[:-1])[-1], re.split(r"[\s,.;:!?]", second)[0]
    parts = (part.strip("“”\"'()").casefold() for part in (head, tail))
    before, after = parts
    if words[f"{before}-{after}"] and not words[f"{before}{after}"]:
        return f"{first[:-1]}-{second}"
    return first[:-1] + second


def _plain(text: str) -> str:
    """Hyphens that pdfium marks in ways of its own, as hyphens."""
    return text.replace("\x02", "-").replace("\ufffe", "-")


def _words(pages: Sequence[Sequence[PdfLine]]) -> Counter[str]:
    """How often each word stands in the document within a line."""
    return Counter(
        word.casefold() for lines in pages for line in lines for word in re.findall(r"\w+(?:-\w+)*", line.text)
    )


def _carried(paragraphs: Iterator[DocumentParagraph], words: Counter[str]) -> Iterator[DocumentParagraph]:
    """Paragraphs; one that breaks off in a word at the foot of a column goes on with the next one."""
    held: DocumentParagraph | None = None
    for item in paragraphs:
        if held is not None and held.text[-1:] in HYPHENS and item.text[:1].islower():
            held = DocumentParagraph(joined(held.text, item.text, words), held.page, held.box)
            continue
        if held is not None:
            yield held
        held = item
    if held is not None:
        yield held
