"""Documents as JSON: one a line, or a JSON array or object -> Pages.

A line that is broken, lacks a text or has a field of the wrong kind is a Problem naming the line; the others are read.
Only the fields of a Document are made objects of: what else a line holds is passed over, so that memory follows the
texts. A file that holds no documents is given up.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Literal

import msgspec

from retold.config import Config
from retold.model import Page, Problem
from retold.read import items
from retold.read.problems import problem

MEDIA: tuple[Literal["text", "html", "raw"], ...] = ("text", "html", "raw")
STRINGS = ("url", "title", "outlet", "language", "published", "captured")
LINE = re.compile(rb"[^\s][^\n]*")
# what parts the items of an array; a string is one piece, also one that nothing closes
MARK = re.compile(rb'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)|[\[\]{},]', re.S)
# marks of an array that are looked at: a file of 200 MB of documents has about a million
MOST_MARKS = 20_000_000
# a file that begins with so many lines without a document has none; later on, so many at a time
FIRST_EMPTY = 1_000
MOST_EMPTY = 100_000
# an id, a list of authors: longer ones are no such thing
LONGEST_FIELD = 100_000
# an item of an agency is made objects of as a whole; the longest have some 100 kB
LONGEST_ITEM = 1_000_000
# what the reader of JSON raises on bad input
BAD = (msgspec.DecodeError, RecursionError, UnicodeDecodeError)


class Document(msgspec.Struct):
    """A line's fields as they stand; an empty one is not there."""

    id: msgspec.Raw = msgspec.Raw()
    text: msgspec.Raw = msgspec.Raw()
    html: msgspec.Raw = msgspec.Raw()
    raw: msgspec.Raw = msgspec.Raw()
    url: msgspec.Raw = msgspec.Raw()
    title: msgspec.Raw = msgspec.Raw()
    outlet: msgspec.Raw = msgspec.Raw()
    language: msgspec.Raw = msgspec.Raw()
    published: msgspec.Raw = msgspec.Raw()
    captured: msgspec.Raw = msgspec.Raw()
    authors: msgspec.Raw = msgspec.Raw()


DOCUMENT = msgspec.json.Decoder(Document)
ANY = msgspec.json.Decoder()
SKIP = msgspec.json.Decoder(msgspec.Raw)
# one JSON text of a file, with its number and its place in words
Item = tuple[int, str, bytes]


def read(data: bytes, name: str, source: str, config: Config) -> Iterator[Page | Problem]:
    """The Documents of a `.json` or `.jsonl` file."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    if not data.strip():
        yield problem("empty", source, "the file is empty; nothing was read from it")
        return
    yield from _documents(_items(data, source), name, source, config)


def _documents(texts: Iterable[Item], name: str, source: str, config: Config) -> Iterator[Page | Problem]:
    """The pages of the items, until so many of them in a row hold none that the file is no list of documents."""
    any_page, empty = False, 0
    for number, place, data in texts:
        empty += 1
        for found in _page(data, name, place, number, config):
            if isinstance(found, Page):
                any_page, empty = True, 0
            yield found
        if empty >= (MOST_EMPTY if any_page else FIRST_EMPTY):
            message = f"{place}: {empty:,} lines in a row hold no document; the rest of the file was not read"
            yield Problem("too_many", None, message, source)
            return


def _items(data: bytes, source: str) -> Iterator[Item]:
    """The JSON texts of a file: the items of an array, one object over several lines, else the lines."""
    head = LINE.search(data)
    first = head.group() if head else b""
    if first[:1] == b"[" and not (_is_whole(first) and LINE.search(data, head.end() if head else 0)):
        for number, item in enumerate(_of_array(data), 1):
            yield number, f"{source}[{number}]", item
    elif first[:1] == b"{" and not _is_whole(first) and _is_whole(data):
        yield 1, f"{source}[1]", data
    else:
        number, last = 1, 0
        for match in LINE.finditer(data):
            number += data.count(b"\n", last, match.start())
            last = match.start()
            yield number, f"{source}:{number}", match.group()


def _is_whole(data: bytes) -> bool:
    """Whether this is one JSON text; nothing is made of it."""
    try:
        SKIP.decode(data)
    except BAD:
        return False
    return True


def _of_array(data: bytes) -> Iterator[bytes]:
    """The items of a JSON array as they stand, found by its commas; a torn last one comes as it is."""
    depth, start = 0, data.index(b"[") + 1
    for count, match in enumerate(MARK.finditer(data), 1):
        mark = match.group()
        if mark in (b"[", b"{"):
            depth += 1
        elif mark in (b"]", b"}"):
            depth -= 1
        if (depth == 1 and mark == b",") or depth == 0:
            item = data[start : match.start()]
            if item.strip() or mark == b",":
                yield item
            start = match.end()
            if depth == 0:
                break
        elif count > MOST_MARKS:
            break
    if data[start:].strip():
        yield data[start:]


def _page(data: bytes, name: str, place: str, number: int, config: Config) -> Iterator[Page | Problem]:
    """The page of one JSON text, and what is wrong with it."""
    if len(data) > config.max_page_bytes:
        yield problem("too_large", place, f"over {config.max_page_bytes // 1_000_000} MB")
        return
    try:
        record = DOCUMENT.decode(data)
    except msgspec.ValidationError:
        yield problem("json", place, "not a JSON object; a Document has an id and a text")
        return
    except BAD as error:
        yield problem("json", place, f"not a JSON object ({error}); mend the line or take it out")
        return
    fields = _ninjs(record, data) or {field: _value(getattr(record, field)) for field in Document.__struct_fields__}
    media = next((field for field in MEDIA if isinstance(fields.get(field), str)), None)
    if media is None:
        yield problem("no_text", place, "no text; give one of the fields text, html or raw as a string")
        return
    authors = [fields.get("authors")] if isinstance(fields.get("authors"), str) else fields.get("authors")
    wrong = [field for field in STRINGS if not isinstance(fields.get(field), str | None)]
    if not _are_strings(authors):
        wrong.append("authors")
    if wrong:
        text = f"not a string where one belongs: {', '.join(wrong)}; passed over, the rest was read"
        yield problem("field", place, text)
    identity = fields.get("id")
    yield Page(
        id=str(identity)[:300] if isinstance(identity, str | int) and str(identity).strip() else f"{name}:{number}",
        data=fields[media].encode("utf-8", "replace"),
        media=media,
        encoding="utf-8",
        source=place,
        authors=tuple(item for item in authors if isinstance(item, str)) if isinstance(authors, list) else (),
        **{field: fields[field] for field in STRINGS if isinstance(fields.get(field), str) and fields[field].strip()},
    )


def _ninjs(record: Document, data: bytes) -> dict[str, Any] | None:
    """The Document of a ninjs item; None for any other record."""
    if any(bytes(getattr(record, field)) for field in MEDIA) or b'"uri"' not in data or len(data) > LONGEST_ITEM:
        return None
    return items.ninjs(ANY.decode(data))


def _value(field: msgspec.Raw) -> Any:
    """A string, or what a short field holds; False, which no field may be, for what is long and no string."""
    data = bytes(field)
    if not data:
        return None
    if not data.startswith(b'"') and len(data) > LONGEST_FIELD:
        return False
    try:
        return ANY.decode(data)
    except BAD:
        return False


def _are_strings(value: Any) -> bool:
    return value is None or (isinstance(value, list) and all(isinstance(item, str) for item in value))
