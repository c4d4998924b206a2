"""A file a table: CSV, in UTF-8 with a byte order mark (spreadsheets ask for it) and with formulas made harmless, and
JSON lines, an object a row with the exact words."""

import csv
import io

import msgspec

from retold.export import Files
from retold.export.tables import Cell, Table, tables
from retold.model import Comparison
from retold.safe import plain, unformula

MARK = b"\xef\xbb\xbf"


def files(comparison: Comparison, name: str) -> Files:
    """`<table>.csv` or `<table>.jsonl` for every table."""
    written = _lines if name == "jsonl" else _csv
    return {f"{table.name}.{name}": written(table) for table in tables(comparison)}


def _lines(table: Table) -> bytes:
    names = [column.name for column in table.columns]
    return b"".join(msgspec.json.encode(dict(zip(names, row, strict=True))) + b"\n" for row in table.rows)


def _csv(table: Table) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_cell(column.name) for column in table.columns])
    writer.writerows([_cell(cell) for cell in row] for row in table.rows)
    return MARK + out.getvalue().encode("utf-8")


def _cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, str):
        return unformula(plain(cell).replace("\r\n", "\n").replace("\r", "\n"))
    return str(cell) if isinstance(cell, int) else f"{cell:.12g}"
