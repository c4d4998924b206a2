"""DOCX and ODT -> paragraphs, numbered from 1 as the document counts them.

Both are XML in a ZIP: only the part with the text is read, in bounds. Headers, footers, notes and deleted text of
tracked changes are no part of it.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, Literal

from lxml import etree

from retold import zips
from retold.clean.documents import DocumentError, DocumentParagraph, Extracted
from retold.config import Config

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
BROKEN = (zipfile.BadZipFile, KeyError, OSError, EOFError, ValueError, zlib.error, etree.XMLSyntaxError, RuntimeError,
          NotImplementedError)  # fmt: skip
DELETED = (f"{W}del", f"{W}moveFrom", f"{TEXT}tracked-changes", f"{TEXT}note", f"{OFFICE}annotation")
BREAKS = (f"{W}br", f"{W}cr", f"{TEXT}line-break")
# characters of a document; paragraphs in one another tell the same again and again
MAX_CHARS = 2_000_000
TABS = (f"{W}tab", f"{TEXT}tab", f"{TEXT}s")


def docx(data: bytes, config: Config) -> Extracted:
    """The paragraphs of a Word document."""
    body = _root(data, "word/document.xml", config).find(f"{W}body")
    return _extracted(body, (f"{W}p",), True)


def odt(data: bytes, config: Config) -> Extracted:
    """The paragraphs of an OpenDocument text."""
    body = _root(data, "content.xml", config).find(f"{OFFICE}body")
    return _extracted(body, (f"{TEXT}p", f"{TEXT}h"), False)


def _root(data: bytes, name: str, config: Config) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            zips.check(package, len(data))
            with package.open(name) as stream:
                text = stream.read(config.max_page_bytes + 1)
        if len(text) > config.max_page_bytes:
            raise DocumentError("too_large", "the text of this document is larger than max_page_bytes allows")
        return etree.fromstring(text, parser)
    except BROKEN as error:
        raise DocumentError(
            "unreadable", f"this is no whole document ({type(error).__name__}); save it again"
        ) from error


def _extracted(body: Any, names: tuple[str, ...], runs: bool) -> Extracted:
    if body is None:
        raise DocumentError("no_text", "there is no text in this document")
    told = (" ".join("".join(_pieces(node, runs)).split()) for node in body.iter(*names) if not _is_deleted(node))
    found: list[DocumentParagraph] = []
    size = 0
    for number, text in enumerate(told, 1):
        if text:
            found.append(DocumentParagraph(text, number=number))
            size += len(text)
        if size > MAX_CHARS:
            return Extracted(tuple(found), notes=(("too_long", "the document is very long; its start was read"),))
    return Extracted(tuple(found))


def _pieces(node: Any, runs: bool) -> Iterator[str]:
    """The text of a paragraph without what was deleted from it; in Word the text stands in runs of its own."""
    stack: list[Any] = [node]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            yield item
            continue
        if item.tag in DELETED or not isinstance(item.tag, str):
            continue
        if item.tag in BREAKS or item.tag in TABS:
            yield " "
        inner: list[Any] = [item.text or ""] if not runs or item.tag == f"{W}t" else []
        for child in item:
            inner.append(child)
            inner.append("" if runs else child.tail or "")
        stack.extend(reversed(inner))


def _is_deleted(node: Any) -> bool:
    return any(parent.tag in DELETED for parent in node.iterancestors())


def kind(data: bytes) -> Literal["pdf", "docx", "odt"] | None:
    """The kind of a document by its first bytes, where a server or an ending does not say."""
    if data[:1_024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        if b"opendocument.text" in data[:200]:
            return "odt"
        return "docx" if b"word/document.xml" in data else None
    return None
