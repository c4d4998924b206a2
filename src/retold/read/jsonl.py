"""JSON lines of Documents -> Pages."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from retold.model import Page, Problem


def read(path: Path) -> Iterator[Page | Problem]:
    """The Documents of a `.jsonl` file."""
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        if not line.strip():
            continue
        record = msgspec.json.decode(line)
        media = next(name for name in ("text", "html", "raw") if name in record)
        yield Page(
            id=str(record.get("id") or f"{path.name}:{number}"), data=record[media].encode(), media=media, encoding="utf-8",
            source=f"{path}:{number}", url=record.get("url"), title=record.get("title"), outlet=record.get("outlet"),
            authors=tuple(record.get("authors") or ()), language=record.get("language"), published=record.get("published"),
        )  # fmt: skip
