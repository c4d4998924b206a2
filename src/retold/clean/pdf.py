"""PDF -> paragraphs in reading order, each with its page and box.

pdfium gives characters with their boxes. Lines are cut where a wide gap parts columns, pages are cut into regions by
the white space between them, and lines of a region are joined into paragraphs, with words that were divided at a line's
end whole again. Heads and feet that stand on many pages, and page numbers, are left out.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

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
MAX_CHARS = 2_000_000
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
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        advice = "locked with a password; save it without one" if locked else "broken; get it again"
        raise DocumentError("unreadable", f"this PDF is {advice}") from error
    try:
        return _read(document, config)
    finally:
        document.close()


def _read(document: Any, config: Config) -> Extracted:
    pages: list[list[PdfLine]] = []
    heights: list[float] = []
    count, size = len(document), 0
    for number in range(min(count, config.max_document_pages)):
        lines, height, chars = _page(document, number)
        size += chars
        pages.append(lines)
        heights.append(height)
        if size > MAX_CHARS:
            break
    if not any(pages):
        raise DocumentError("scan", "the pages of this PDF are pictures without text; run text recognition on it first")
    kept, removed = _edges(pages, heights)
    blank = [number for number, lines in enumerate(pages, 1) if not lines]
    notes = []
    if blank:
        notes.append(("scan", f"no text on page {', '.join(map(str, blank[:20]))}: pictures, or empty"))
    if len(pages) < count:
        notes.append(("too_long", f"the document has {count:,} pages; only the first {len(pages):,} were read"))
    words = _words(kept)
    paragraphs = (item for lines in kept for item in _paragraphs(_ordered(lines), words))
    return Extracted(tuple(_carried(paragraphs, words)), removed, tuple(notes))


# --- lines ------------------------------------------------------------------------------------------------------------


def _page(document: Any, number: int) -> tuple[list[PdfLine], float, int]:
    """The lines of a page, its height, and how many characters it has."""
    import pypdfium2

    try:
        page = document[number]
        text = page.get_textpage()
        left, bottom, _, top = page.get_mediabox()
        whole = text.get_text_range()
    except (pypdfium2.PdfiumError, ValueError):
        return [], 0.0, 0
    if len(whole) != text.count_chars() or len(whole) > MAX_CHARS:
        # characters beyond the first plane count twice in one of the two; the boxes would slip
        whole = "".join(text.get_text_range(place, 1)[:1] or " " for place in range(min(text.count_chars(), MAX_CHARS)))
    boxes = (text.get_charbox(place, loose=True) for place in range(len(whole)))
    lines = list(_lines(whole, boxes, number + 1, (left, top)))
    height = top - bottom
    text.close()
    page.close()
    return lines, height, len(whole)


def _lines(whole: str, boxes: Iterator[tuple[float, ...]], page: int, corner: tuple[float, float]) -> Iterator[PdfLine]:
    """Characters with their boxes -> lines, cut at the text's own line ends and at gaps as wide as between columns."""
    held: list[tuple[str, float, float, float, float]] = []
    for char, (x0, y0, x1, y1) in zip(whole, boxes, strict=True):
        box = (x0 - corner[0], corner[1] - y1, x1 - corner[0], corner[1] - y0)
        if char in "\r\n" or (held and not char.isspace() and _is_apart(held, box)):
            yield from _line(held, page)
            held = []
        if char not in "\r\n":
            held.append((char, *box))
    yield from _line(held, page)


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
    edge = ordered[0].right
    for place, line in enumerate(ordered[1:], 1):
        left, right = ordered[:place], ordered[place:]
        if line.left - edge >= GUTTER and min(len(left), len(right)) > 1 and _beside(left, right):
            return [left, right]
        edge = max(edge, line.right)
    return None


def _beside(left: Sequence[PdfLine], right: Sequence[PdfLine]) -> bool:
    """Whether two groups of lines stand side by side for a part of their height."""
    top = max(min(line.top for line in left), min(line.top for line in right))
    bottom = min(max(line.bottom for line in left), max(line.bottom for line in right))
    return bottom > top


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
