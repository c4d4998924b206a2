"""Foreign text made harmless for a cell, an attribute, a line. In: any text. Out: text that shows what it held.

Text of articles may hold control characters, marks that turn the direction of writing, or begin as a formula. Formats
that escape by themselves (JSON) keep the exact words; the others show such a character by its code point.
"""

import re
from collections.abc import Iterable
from typing import Any

from lxml import etree

from retold.safe import plain

NAME = re.compile(r"[^A-Za-z0-9._-]+")


def line(text: str) -> str:
    """The text on one line."""
    return " ".join(plain(text).split())


def lines(rows: Iterable[str], end: str = "\n") -> bytes:
    """Rows of a text as the bytes of a file."""
    return "".join(f"{row}{end}" for row in rows).encode("utf-8", "replace")


def file_name(number: int, text: str) -> str:
    """A plain file name for something called `text`: a number parts what would be equal, nothing can leave a folder."""
    return f"{number:03d}-{NAME.sub('_', text).strip('._')[:60]}"


def xml(root: Any) -> bytes:
    """A document of XML, indented."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def cut(text: str, most: int) -> str:
    """At most `most` characters; what is left out is said."""
    if len(text) <= most:
        return text
    note = f" [... {len(text):,} characters in all]"
    return text[: most - len(note)] + note
