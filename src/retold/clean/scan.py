"""HTML -> the blocks of text a page shows, each character led back to its place in the source.

No parser keeps the offsets of text in broken pages, so this scanner reads the source itself: one pass, no recursion,
bounded depth. It knows just enough HTML to tell blocks, links, headings and what is never shown.
"""

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import batched

from retold.model import Span

TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<[!?][^>]*(?:>|\Z)"
    r"|<(?P<close>/?)(?P<tag>[a-zA-Z][a-zA-Z0-9:-]{0,30})"
    r"(?P<attributes>(?:[^<>\"']{1,3000}+|\"[^\"]{0,3000}\"|'[^']{0,3000}'){0,3000}+)>",
    re.S,
)
ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?")
VALUE = r"""\s*=\s*(?:"([^"]{0,4000})"|'([^']{0,4000})'|([^\s"'>]{1,2000}))"""
# what blocks are told by, and where links lead
NAMES = re.compile(rf"(?<![\w:-])(class|id|itemprop){VALUE}", re.I)
HREF = re.compile(rf"(?<![\w:-])(href){VALUE}", re.I)
VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
HIDDEN = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "svg",
        "iframe",
        "object",
        "head",
        "textarea",
        "select",
        "option",
        "canvas",
        "audio",
        "video",
    ]
)
INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
CLOSES = {
    "p": {"p"},
    "li": {"li"},
    "td": {"td", "th"},
    "th": {"td", "th"},
    "tr": {"tr", "td", "th"},
    "dd": {"dd", "dt"},
    "dt": {"dd", "dt"},
    "option": {"option"},
}
BLOCK_IN_P = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "div",
        "dl",
        "fieldset",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "ul",
        "figure",
    ]
)
# which open element a tag ends by beginning
IMPLIED = {tag: {"p"} for tag in BLOCK_IN_P} | CLOSES
# what cannot stand in a head ends one that was never closed
BODY = BLOCK_IN_P | {"body"}
# the inline elements that say something of the text inside; others come and go without a trace
TELLING = frozenset(["a", "b", "strong"])
SILENT = INLINE - TELLING
# nobody asks what these are called
UNNAMED = TELLING | HIDDEN
# elements whose inside is no markup, or is skipped with all it holds
RAW = frozenset(["script", "style", "textarea", "noscript"])
RAW_ENDS = {name: re.compile(f"</{name}", re.I) for name in RAW}
MAX_DEPTH = 400
# the innermost elements around a block that are told of it; pages of newspapers have 30
MAX_PATH = 100
NESTING = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,30})|<!--")
# what ends that in which tags are no tags
ENDS = {name: re.compile(f"</{name}", re.I) for name in ("script", "style", "textarea")} | {"": re.compile("-->")}
LONGEST_TAG = 10_000
# elements that are closed by others or hold nothing do not nest
NESTED = (BLOCK_IN_P | INLINE | frozenset(["body", "html", "center"])) - VOID - frozenset(CLOSES) - {"a", "nobr"}
INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")


@dataclass(slots=True)
class Piece:
    """Text of the source without markup: `text` stands at code points `start`..`end` of the source."""

    text: str
    start: int
    end: int


@dataclass(slots=True)
class Block:
    """A stretch of shown text between two block-level tags. `path` are the open tags with their class and id, `places`
    the running numbers of these elements on the page, `headline` tells whether one of them is an h1. `links` are runs
    of pieces with the attributes of the link around them."""

    pieces: list[Piece] = field(default_factory=list)
    path: tuple[tuple[str, str], ...] = ()
    places: tuple[int, ...] = ()
    tag: str = ""
    linked: int = 0
    size: int = 0
    links: list[tuple[int, int, str]] = field(default_factory=list)
    strong: int = 0
    headline: bool = False


def blocks(source: str) -> Iterator[Block]:
    """The blocks of a page in order; blocks of white space alone are left out."""
    scanner = _Scanner()
    place, going = 0, True
    while going:
        going = False
        for match in TOKEN.finditer(source, place):
            start, end = match.span()
            if start > place and not scanner.hidden:
                scanner.text(source, place, start)
            place = end
            close, tag, attributes = match.groups()
            if tag is None or (tag := tag.lower()) in SILENT:
                continue
            if close:
                scanner.close(tag)
            else:
                scanner.open(tag, attributes)
                if tag in RAW and not attributes.endswith("/"):
                    place, going = _end_of_raw(source, tag, place), True
                    scanner.close(tag)
            if scanner.ready:
                yield from scanner.done()
            if going:
                break
    if not scanner.hidden:
        scanner.text(source, place, len(source))
    scanner.flush()
    yield from scanner.done()


def _end_of_raw(source: str, tag: str, place: int) -> int:
    """Where a script or its like ends: behind its closing tag, however broken that is and whatever looks like a tag
    inside."""
    closing = RAW_ENDS[tag].search(source, place)
    return (closing and source.find(">", closing.end()) + 1) or len(source)


def flat(source: str) -> str:
    """The page without the tags of elements deeper than `MAX_DEPTH`, for what reads it as a tree; the page itself where
    it has none, as all but hostile pages."""
    cuts: list[Span] = []
    depth = 0
    for match, closing in _nesting(source):
        depth = max(0, depth - 1) if closing else depth + 1
        if depth + closing > MAX_DEPTH:
            start, end = match.span()
            last = source.find(">", end, end + LONGEST_TAG) + 1
            cuts.append((start, last or end))
    if not cuts:
        return source
    edges = [0, *(place for cut in cuts for place in cut), len(source)]
    return "".join(source[first:last] for first, last in batched(edges, 2))


def _nesting(source: str) -> Iterator[tuple[re.Match[str], bool]]:
    """The beginnings of tags of elements that nest, up to the ends of their names, and whether they close."""
    place: int | None = 0
    while place is not None:
        begin, place = place, None
        for match in NESTING.finditer(source, begin):
            slash, name = match.groups()
            tag = name.lower() if name else ""
            if tag in NESTED:
                yield match, slash == "/"
            elif tag in ENDS and not slash:
                end = ENDS[tag].search(source, match.end())
                place = end.start() if end else None
                break


class _Scanner:
    """The open tags and the block being gathered. `around` and `numbers` are the open elements that a block is told by,
    with their names, and their running numbers."""

    def __init__(self) -> None:
        self.stack: list[str] = []
        self.around: list[tuple[str, str]] = []
        self.numbers: list[int] = []
        self.names: Counter[str] = Counter()
        self.block = Block()
        self.ready: list[Block] = []
        self.hidden = 0
        self.link: str | None = None
        self.strong = 0
        self.opened = 0
        self.path: tuple[tuple[str, str], ...] | None = None
        self.known: dict[str, str] = {}
        self.places: tuple[int, ...] = ()
        self.headline = False

    def done(self) -> list[Block]:
        ready, self.ready = self.ready, []
        return ready

    def text(self, source: str, start: int, end: int) -> None:
        block = self.block
        whole = source[start:end]
        if not block.pieces and whole.isspace():
            return
        runs = _decoded(source, start, end) if "&" in whole else ((whole, start, end),)
        for text, first, last in runs:
            visible = len(text) - text.count(" ") - text.count("\n")
            if self.link is not None:
                block.links.append((len(block.pieces), len(block.pieces) + 1, self.link))
                block.linked += visible
            if self.strong:
                block.strong += visible
            block.size += visible
            block.pieces.append(Piece(text, first, last))

    def open(self, tag: str, attributes: str) -> None:
        if tag == "br" or tag == "hr":
            self.flush()
        if tag in VOID:
            return
        if tag not in TELLING:
            if self.block.pieces:
                self.flush()
            self._imply_closing(tag)
        if tag in BODY and self.names["head"]:
            self.close("head")
        name = "" if not attributes or tag in UNNAMED else self._named(attributes)
        self.opened += 1
        if len(self.stack) >= MAX_DEPTH:
            return
        self.stack.append(tag)
        self.names[tag] += 1
        if tag not in TELLING:
            self.around.append((tag, name))
            self.numbers.append(self.opened)
            self.path = None
        self.hidden += tag in HIDDEN
        if tag == "a":
            self.link = attributes
        if tag in ("b", "strong"):
            self.strong += 1

    def _named(self, attributes: str) -> str:
        """What an element is called; many elements of a page have the same attributes."""
        name = self.known.get(attributes)
        if name is None:
            name = self.known[attributes] = _name(attributes)
        return name

    def _imply_closing(self, tag: str) -> None:
        closing = IMPLIED.get(tag)
        if closing and self.stack and self.stack[-1] in closing:
            self._pop()

    def close(self, tag: str) -> None:
        if tag not in TELLING and self.block.pieces:
            self.flush()
        if self.stack and self.stack[-1] == tag:
            self._pop()
            return
        depth = self._depth(tag)
        if depth is None and tag == "a":
            self.link = None
        while depth is not None and len(self.stack) > depth:
            self._pop()

    def _depth(self, tag: str) -> int | None:
        """Where the element that a closing tag ends is in the stack; a link or bold type ends within its block."""
        if not self.names[tag]:
            return None
        for index in range(len(self.stack) - 1, -1, -1):
            if self.stack[index] == tag:
                return index
            if tag in TELLING and self.stack[index] not in TELLING:
                return None
        return None

    def _pop(self) -> None:
        tag = self.stack.pop()
        self.names[tag] -= 1
        if tag not in TELLING:
            del self.around[-1], self.numbers[-1]
            self.path = None
        self.hidden -= tag in HIDDEN
        if tag == "a":
            self.link = None
        elif tag in ("b", "strong"):
            self.strong = max(0, self.strong - 1)

    def flush(self) -> None:
        block = self.block
        if not block.pieces:
            return
        if block.size:
            if self.path is None:
                self.path, self.places = tuple(self.around[-MAX_PATH:]), tuple(self.numbers[-MAX_PATH:])
                self.headline = self.names["h1"] > 0 and any(tag == "h1" for tag, _ in self.path)
            block.path, block.places, block.headline = self.path, self.places, self.headline
            block.tag = block.path[-1][0] if block.path else ""
            self.ready.append(block)
        self.block = Block()


def _decoded(source: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Runs of text with their place; an entity is a run of its own."""
    place = start
    for match in ENTITY.finditer(source, start, end):
        character = html.unescape(match.group())
        if character == match.group():
            continue
        if match.start() > place:
            yield source[place : match.start()], place, match.start()
        yield character, match.start(), match.end()
        place = match.end()
    if place < end:
        yield source[place:end], place, end


def address(attributes: str) -> str:
    """Where a link with these attributes leads; nothing where they do not say."""
    return _attributes(HREF, attributes).get("href", "")


def _name(attributes: str) -> str:
    found = _attributes(NAMES, attributes)
    return f"{found.get('class', '')} {found.get('id', '')} {found.get('itemprop', '')}".strip()[:300]


def _attributes(asked: re.Pattern[str], text: str) -> dict[str, str]:
    """The attributes that a pattern asks for, each as it stands first."""
    found: dict[str, str] = {}
    for name, double, single, bare in asked.findall(text[:8_000]):
        found.setdefault(name.lower(), html.unescape(double or single or bare))
    return found
