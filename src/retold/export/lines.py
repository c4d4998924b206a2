"""JSON lines: a file a table, an object a row, exact words."""

import msgspec

from retold.export import Files
from retold.export.tables import tables
from retold.model import Comparison


def files(comparison: Comparison, name: str) -> Files:
    """`<table>.jsonl` for every table; the columns of the accounts in `statements` are one object, by account."""
    return {
        f"{table.name}.jsonl": _written(table.rows, [c.name for c in table.columns]) for table in tables(comparison)
    }


def _written(rows: tuple[tuple[object, ...], ...], names: list[str]) -> bytes:
    return b"".join(msgspec.json.encode(dict(zip(names, row, strict=True))) + b"\n" for row in rows)
