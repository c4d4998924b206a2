"""Documents (PDF, DOCX, ODT) -> the text in reading order, with the place of each paragraph in the document.

The text goes on as scraped text does; `placed` leads from the article back to pages and positions.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from retold.config import Config
from retold.model import Article, Leaf, Removed, Span

BREAK = "\n\n"


class DocumentError(Exception):
    """A document that gives no text: the code of the Problem and what to do. Never leaves `clean`."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code, self.text = code, text


@dataclass(frozen=True, slots=True)
class DocumentParagraph:
    """A paragraph of a document: its page, counted from 1, and its box on it in points from the top left corner (left,
    top, right, bottom), or its number where the format has no pages."""

    text: str
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Extracted:
    """The paragraphs of a document, what was left out, and notes on what could not be read (code, text)."""

    paragraphs: tuple[DocumentParagraph, ...]
    removed: tuple[Removed, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        """The text of the document, an empty line between paragraphs."""
        return BREAK.join(item.text for item in self.paragraphs)


def extract(data: bytes, media: str, config: Config) -> Extracted:
    """The text of a document. Raises DocumentError where there is none to be had."""
    from retold.clean import office, pdf

    readers: dict[str, Callable[[bytes, Config], Extracted]] = {
        "pdf": pdf.read, "docx": office.docx, "odt": office.odt,
    }  # fmt: skip
    found = readers[media](data, config)
    if not found.text.strip():
        raise DocumentError("no_text", "there is no text in this document")
    return found


def placed(article: Article, found: Extracted) -> tuple[Leaf, ...]:
    """Where each stretch of the article's text stands in the document, in text order."""
    starts, place = [], 0
    for item in found.paragraphs:
        starts.append(place)
        place += len(item.text.encode()) + len(BREAK)
    leaves: list[Leaf] = []
    for number, span in _stretches(article, starts):
        item = found.paragraphs[number]
        if leaves and (leaves[-1].page, leaves[-1].box, leaves[-1].paragraph) == (item.page, item.box, item.number):
            span = (leaves.pop().span[0], span[1])
        leaves.append(Leaf(span, item.page, item.box, item.number))
    return tuple(leaves)


def _stretches(article: Article, starts: Sequence[int]) -> Iterator[tuple[int, Span]]:
    """The segments of the article's text, each with the number of the paragraph that it comes from."""
    for first, last, source, _ in article.source_map.segments:
        yield max(0, bisect_right(starts, source) - 1), (first, last)
