"""Stories to export: the invented one of the report's tests, the same with hostile text everywhere, and a large one."""

from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any

from tests.report.fixture import comparison as invented
from tests.report.fixture import many

from retold.model import Comparison

HOSTILE = (
    '=HYPERLINK("http://evil.example","x")', "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "<script>alert(1)</script>",
    "]]>&lt;!ENTITY", "\x1b[2J\x00\x07", "\u202eevil\u2066", "[x](javascript:alert(1))", "# heading\n---\n",
    "END:VCALENDAR\r\nBEGIN:VEVENT", "ER  - \r\nTY  - NEWS", "},\n@article{x,", "\\input{/etc/passwd}", "../../etc/passwd",
    "a" * 1_000_000,
)  # fmt: skip
FREE = frozenset({"text", "title", "outlet", "topic", "why", "name", "reason", "message", "note", "id_free", "authors"})


def story() -> Comparison:
    return invented()


def large() -> Comparison:
    return many(100, 300)


@cache
def hostile() -> Comparison:
    """The invented story in which every free text is hostile; identifiers and spans stay as they are."""
    made: Comparison = _changed(invented(), [0])
    accounts = tuple(replace(item, url=bad) for item, bad in zip(made.accounts, ADDRESSES * 9, strict=False))
    return replace(made, accounts=accounts, title=HOSTILE[0])


ADDRESSES = (
    "javascript:alert(1)",
    "http://[::1",
    "data:text/html,x",
    'https://e.example/"><b>\n',
    "file:///etc/passwd",
)


def _changed(value: Any, count: list[int], key: str = "") -> Any:
    if isinstance(value, str):
        if key not in FREE:
            return value
        count[0] += 1
        return HOSTILE[count[0] % len(HOSTILE)]
    if isinstance(value, tuple):
        return tuple(_changed(item, count, key) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        if type(value).__name__ in ("Article", "Analysis"):
            return value
        return replace(
            value, **{item.name: _changed(getattr(value, item.name), count, item.name) for item in fields(value)}
        )
    return value
