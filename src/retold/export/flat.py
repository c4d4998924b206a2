"""CSV: a file a table, UTF-8 with a byte order mark (spreadsheets ask for it), formulas made harmless."""

import csv
import io

from retold.export import Files
from retold.export.tables import Cell, Table, tables
from retold.model import Comparison
from retold.safe import plain, unformula

MARK = b"\xef\xbb\xbf"


def files(comparison: Comparison, name: str) -> Files:
    """`<table>.csv` for every table."""
    return {f"{table.name}.csv": MARK + _written(table).encode("utf-8") for table in tables(comparison)}


def _written(table: Table) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_cell(column.name) for column in table.columns])
    writer.writerows([_cell(cell) for cell in row] for row in table.rows)
    return out.getvalue()


def _cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, str):
        return unformula(plain(cell).replace("\r\n", "\n").replace("\r", "\n"))
    return str(cell) if isinstance(cell, int) else f"{cell:.12g}"
