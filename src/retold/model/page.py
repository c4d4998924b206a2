"""What comes in and what cleaning makes of it: Page, Problem and Article with the map back to the source."""

from dataclasses import dataclass
from typing import Literal

Span = tuple[int, int]

# --- what comes in ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Capture:
    """How the bytes of a page came in. `url` is the address that gave them, `requested` another one that was asked for,
    `redirects` those between; `canonical` is the address that the page itself names, `archive` that of an archive's
    copy. `time` is when the page was captured from its site and `retrieved` when an archive's copy was fetched, both
    ISO 8601; `notes` are what a list says of the page, by column."""

    supplied: Literal["link", "browser", "feed", "archive", "list", "mail"]
    url: str | None = None
    requested: str | None = None
    redirects: tuple[str, ...] = ()
    canonical: str | None = None
    archive: str | None = None
    time: str | None = None
    retrieved: str | None = None
    status: int | None = None
    media_type: str | None = None
    notes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """What came in: bytes, where from, and what the caller says of them.

    `media` tells how to read `data`: "text" is clean text, used unchanged; "raw" is scraped plain text with debris;
    "markdown", "html" and the documents "pdf", "docx" and "odt" speak for themselves. `encoding` is what the source
    declares, None when it declares nothing.
    """

    id: str
    data: bytes
    media: Literal["text", "raw", "markdown", "html", "pdf", "docx", "odt"]
    source: str | None = None
    encoding: str | None = None
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    published: str | None = None
    captured: str | None = None
    capture: Capture | None = None
    based_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the reader of the result should know: bad input, a limit met, a part not done."""

    code: str
    span: Span | None
    message: str
    source: str | None = None


# --- one article ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as an interval: `earliest` and `latest` are ISO 8601, inclusive; `reason` says how they were reached."""

    value: str | None
    earliest: str | None
    latest: str | None
    method: Literal["given", "metadata", "stated", "inferred"]
    span: Span | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class SourceMap:
    """Leads from `article.text` back to the bytes of the page.

    `segments` are `(start, end, source_start, source_end)`, ascending and apart: code points of the text, bytes of the
    page in `encoding`. Within a segment every code point has the same number of bytes. Kind "identity": the text is the
    decoded input itself and there are no segments. Of a document (PDF, DOCX) they are bytes of the text that was taken
    from it, and the article's `leaves` lead on to its pages.
    """

    kind: Literal["identity", "segments"]
    encoding: str = "utf-8"
    segments: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Removed:
    """A line or block of the page that cleaning left out; `source` are bytes of the page, None where not known."""

    text: str
    reason: str
    source: Span | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of `article.text` by its function on the page; "debris" stands in the text and tells nothing of the
    story: a box, a list of other articles, a note on the author."""

    kind: Literal[
        "headline", "standfirst", "byline", "dateline", "timestamp", "caption", "credit", "heading", "body", "debris"
    ]
    span: Span


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink of the page: the words that carry it, and its target (http or https only)."""

    span: Span
    url: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """Where a stretch of the text of a document stands in it: the page, counted from 1, and the box of its paragraph in
    points from the top left corner (left, top, right, bottom); the paragraph's number in formats without pages."""

    span: Span
    page: int | None = None
    box: tuple[float, float, float, float] | None = None
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """Clean text with its metadata and a map back to the page. The text never changes from here on."""

    id: str
    url: str | None
    title: str | None
    outlet: str | None
    authors: tuple[str, ...]
    language: str | None
    text: str
    published: Moment | None
    modified: Moment | None
    body: tuple[Span, ...]
    source_map: SourceMap
    captured: Moment | None = None
    parts: tuple[Part, ...] = ()
    removed: tuple[Removed, ...] = ()
    links: tuple[Link, ...] = ()
    based_on: tuple[str, ...] = ()
    source: str | None = None
    sha256: str | None = None
    capture: Capture | None = None
    leaves: tuple[Leaf, ...] = ()
