"""Documents as JSON: one a line, or a JSON array or object -> Pages.

A line that is broken, lacks a text or has a field of the wrong kind is a Problem naming the line; the others are read.
"""

from collections.abc import Iterator
from typing import Any, Literal

import msgspec

from retold.config import Config
from retold.model import Page, Problem
from retold.read import items

MEDIA: tuple[Literal["text", "html", "raw"], ...] = ("text", "html", "raw")
STRINGS = ("url", "title", "outlet", "language", "published", "captured")


def read(data: bytes, name: str, source: str, config: Config) -> Iterator[Page | Problem]:
    """The Documents of a `.json` or `.jsonl` file."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    if not data.strip():
        yield Problem("empty", None, f"{source}: the file is empty; nothing was read from it", source)
        return
    whole = _whole(data)
    if whole is not None:
        for number, record in enumerate(whole, 1):
            yield from _page(record, name, f"{source}[{number}]", number)
        return
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.strip():
            continue
        place = f"{source}:{number}"
        if len(line) > config.max_page_bytes:
            yield Problem(
                "too_large", None, f"{place}: the line is over {config.max_page_bytes // 1_000_000} MB", place
            )
            continue
        try:
            record = msgspec.json.decode(line)
        except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
            yield Problem("json", None, f"{place}: not a JSON object ({error}); mend the line or take it out", place)
            continue
        yield from _page(record, name, place, number)


def _whole(data: bytes) -> list[Any] | None:
    """The Documents of a file that is one JSON array, or one object over several lines."""
    head = data.lstrip()[:1]
    if head == b"{" and b"\n" not in data.strip():
        return None
    try:
        record = msgspec.json.decode(data)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return None
    return record if isinstance(record, list) else [record]


def _page(record: Any, name: str, place: str, number: int) -> Iterator[Page | Problem]:
    if not isinstance(record, dict):
        yield Problem("json", None, f"{place}: not a JSON object; a Document has an id and a text", place)
        return
    record = items.ninjs(record)
    media = next((field for field in MEDIA if isinstance(record.get(field), str)), None)
    if media is None:
        yield Problem("no_text", None, f"{place}: no text; give one of the fields text, html or raw as a string", place)
        return
    authors = [record["authors"]] if isinstance(record.get("authors"), str) else record.get("authors")
    wrong = [field for field in STRINGS if not isinstance(record.get(field), str | None)]
    if not _are_strings(authors):
        wrong.append("authors")
    if wrong:
        message = f"{place}: not a string where one belongs: {', '.join(wrong)}; passed over, the rest was read"
        yield Problem("field", None, message, place)
    fields = {field: record[field] for field in STRINGS if isinstance(record.get(field), str) and record[field].strip()}
    identity = record.get("id")
    yield Page(
        id=str(identity)[:300] if isinstance(identity, str | int) and str(identity).strip() else f"{name}:{number}",
        data=record[media].encode("utf-8", "replace"),
        media=media,
        encoding="utf-8",
        source=place,
        authors=tuple(item for item in authors if isinstance(item, str)) if isinstance(authors, list) else (),
        **fields,
    )


def _are_strings(value: Any) -> bool:
    return value is None or (isinstance(value, list) and all(isinstance(item, str) for item in value))
