"""EPUB -> one page a chapter, in the order of reading. A newspaper as EPUB holds an article a chapter.

A chapter is XHTML in a ZIP: its bytes are the page, so that spans lead back into it; its number stands behind the path
of the file, and behind the address of a book that was fetched or archived (`parts`). Contents, covers and other
chapters without running text are passed over. All reading is in bounds.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree

from retold import same_page, zips
from retold.config import Config
from retold.model import Page, Problem
from retold.read import feed
from retold.read.problems import problem

MEDIA_TYPE = same_page.BOOK
MARK = b"mimetype" + MEDIA_TYPE.encode()  # a book begins with it, behind the head of a ZIP
CONTAINER, LOCKS = "META-INF/container.xml", "META-INF/encryption.xml"
CHAPTERS = ("application/xhtml+xml", "text/html")
LEAST = 300  # code points outside links: contents, covers and lists of sections have fewer, an article has more
MOST = 2_000  # chapters: a year of a weekly has as many articles
DAY = 10  # characters of a day
FIRST_YEAR = "1900"  # programs that make EPUBs write year 101 where they know no day
BROKEN = (zipfile.BadZipFile, KeyError, OSError, EOFError, ValueError, zlib.error, etree.XMLSyntaxError, RuntimeError,
          NotImplementedError)  # fmt: skip


class OverError(Exception):
    """A member is larger than its bound."""


@dataclass(slots=True)
class Package:
    """The open ZIP with what may still be unpacked of it."""

    file: zipfile.ZipFile
    most: int
    left: int

    def bytes(self, name: str) -> bytes:
        """A member. Raises OverError where it is larger than a page may be, or all members together are too large."""
        with self.file.open(name) as stream:
            data = stream.read(min(self.most, self.left) + 1)
        self.left -= len(data)
        if len(data) > self.most or self.left < 0:
            raise OverError(name)
        return data

    def xml(self, name: str) -> Any:
        """A member as XML: no entities, no network."""
        return feed.parsed(self.bytes(name), whole=True)


def read(data: bytes, name: str, source: str, config: Config) -> Iterator[Page | Problem]:
    """The chapters of an EPUB; the book's title is their outlet, its day theirs where they state none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            zips.check(file, len(data))
            package = Package(file, config.max_page_bytes, config.max_unzipped_bytes)
            yield from _chapters(package, name, source)
    except OverError:
        message = "more than the bounds allow in this EPUB"
        yield problem("too_large", source, f"{message}; split it, or raise max_page_bytes and max_unzipped_bytes")
    except BROKEN as error:
        yield problem("unreadable", source, f"this is no whole EPUB ({type(error).__name__}); get it again")


def is_book(data: bytes) -> bool:
    """Whether bytes are an EPUB."""
    return data.startswith(b"PK") and MARK in data[:100]


def parts(page: Page, config: Config) -> Iterator[Page | Problem]:
    """The chapters of a page that is a book, each with what is known of the book; any other page as it is."""
    if not is_book(page.data):
        yield page
        return
    about = replace(page.capture, media_type=MEDIA_TYPE, canonical=None) if page.capture else None
    for found in read(page.data, page.id, page.source or page.id, config):
        if isinstance(found, Problem):
            yield found
            continue
        url = f"{page.url}#{found.id.rpartition('#')[2]}" if page.url else None
        yield replace(found, url=url, captured=page.captured, capture=about, based_on=page.based_on)


def is_chapter(page: Page) -> bool:
    """Whether a page is a chapter of a book that `parts` took apart."""
    return same_page.is_chapter(page.capture)


def _chapters(package: Package, name: str, source: str) -> Iterator[Page | Problem]:
    root = next((node.get("full-path") for node in _named(package.xml(CONTAINER), "rootfile")), None)
    if not root:
        raise KeyError("rootfile")
    book = package.xml(root)
    told, locked = 0, _locked(package)
    about = {key: _text(book, key) for key in ("title", "language", "date")}
    for number, member in _spine(book, posixpath.dirname(root)):
        if number > MOST:
            yield problem("too_many", source, f"more than {MOST:,} chapters; the rest was not read: split the book")
            break
        if member in locked:
            text = f"chapter {number} is locked by its publisher; open it in its reader and copy the text"
            yield problem("refused", source, text)
            return
        try:
            data = package.bytes(member)
        except BROKEN as error:
            text = f"chapter {number} cannot be unpacked ({type(error).__name__}); get the file again"
            yield problem("unreadable", source, text)
            continue
        if _runs(data):
            told += 1
            yield _page(data, f"{name}#{number}", f"{source}[{number}]", about)
    if not told:
        yield problem(
            "no_text", source, "no chapter of this EPUB has running text; pages that are pictures are not read"
        )


def _page(data: bytes, name: str, source: str, about: dict[str, str]) -> Page:
    day = about["date"][:DAY]
    return Page(
        id=name, data=data, media="html", source=source, encoding=None if data[:1] in b"\xfe\xff" else "utf-8",
        outlet=about["title"] or None, language=about["language"] or None, published=day if day >= FIRST_YEAR else None,
    )  # fmt: skip


def _spine(book: Any, folder: str) -> Iterator[tuple[int, str]]:
    """The members of the chapters with their numbers in the order of reading, without the contents."""
    items = {node.get("id"): node for node in _named(book, "item")}
    for number, reference in enumerate(_named(book, "itemref"), 1):
        item = items.get(reference.get("idref"))
        if item is None or item.get("media-type") not in CHAPTERS or "nav" in (item.get("properties") or "").split():
            continue
        path = unquote(urlsplit(item.get("href") or "").path)
        yield number, posixpath.normpath(posixpath.join(folder, path))


def _locked(package: Package) -> frozenset[str]:
    """The members that only the publisher's own program can unpack."""
    if LOCKS not in package.file.namelist():
        return frozenset()
    found = _named(package.xml(LOCKS), "CipherReference")
    return frozenset(posixpath.normpath(unquote(node.get("URI") or "")) for node in found)


def _runs(data: bytes) -> bool:
    """Whether a chapter has running text: words outside of links."""
    try:
        root = feed.parsed(data)
    except etree.XMLSyntaxError:
        return False
    if root is None:
        return False
    body = next(_named(root, "body"), root)
    found = 0
    stack: list[Any] = [body]
    while stack and found < LEAST:
        node = stack.pop()
        if isinstance(node.tag, str) and etree.QName(node).localname not in ("a", "script", "style"):
            found += len(" ".join((node.text or "").split()))
            stack.extend(node)
        found += len(" ".join((node.tail or "").split()))
    return found >= LEAST


def _named(root: Any, name: str) -> Iterator[Any]:
    """The elements of a name, whatever their namespace."""
    return (node for node in root.iter(tag=etree.Element) if etree.QName(node).localname == name)


def _text(book: Any, name: str) -> str:
    """The first entry of that name in the book's metadata."""
    return next((" ".join((node.text or "").split()) for node in _named(book, name) if node.text), "")
