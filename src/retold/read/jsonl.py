"""JSON lines of Documents -> Pages."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec

from retold.model import Page, Problem


def read(path: Path) -> Iterator[Page | Problem]:
    """The Documents of a `.jsonl` file."""
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        if not line.strip():
            continue
        record = msgspec.json.decode(line)
        media: Literal["text", "html", "raw"] = "text" if "text" in record else "html" if "html" in record else "raw"
        yield Page(
            id=str(record.get("id") or f"{path.name}:{number}"),
            data=record[media].encode(),
            media=media,
            encoding="utf-8",
            source=f"{path}:{number}",
            url=record.get("url"),
            title=record.get("title"),
            outlet=record.get("outlet"),
            authors=tuple(record.get("authors") or ()),
            language=record.get("language"),
            published=record.get("published"),
        )
