"""What the JSON-LD formats share: stable identifiers and the writing of a document."""

from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

import msgspec

SPACE = "urn:retold:"


def name(kind: str, *parts: str) -> str:
    """A URN for something of the story: the same parts give the same name."""
    return f"{SPACE}{kind}:" + ":".join(quote(part, safe="") for part in parts)


def uuid(*parts: str) -> str:
    """A UUID made of the parts alone (version 5)."""
    return str(uuid5(NAMESPACE_URL, "\0".join(("retold", *parts))))


def written(document: Any) -> bytes:
    """The document, indented; exact words, escaped as JSON escapes them."""
    return msgspec.json.format(msgspec.json.encode(document), indent=1) + b"\n"


def without_empty(record: dict[str, Any]) -> dict[str, Any]:
    """The record without the keys that hold nothing."""
    return {key: value for key, value in record.items() if value not in (None, "", [], {}, ())}
