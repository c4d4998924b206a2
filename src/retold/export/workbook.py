"""XLSX: a sheet a table, with frozen header, filters, widths, and links to the passages on the web."""

import io
from datetime import UTC, datetime
from typing import Any

import xlsxwriter

from retold.export import ONE, Files
from retold.export.cells import cut
from retold.export.story import DECISION_WORDS, PROGRAM
from retold.export.tables import Cell, Column, Table, tables
from retold.model import Comparison
from retold.safe import plain

MOST = 32_000  # characters of a cell: the format holds 32,767
MOST_ROWS = 1_000_000  # of a sheet: the format holds 1,048,576
LONGEST_LINK = 2_000  # characters: the format holds 2,079
MADE = datetime(2000, 1, 1, tzinfo=UTC)  # one moment for all files, so that the same story gives the same bytes
COLOURS = {"differ": "#fde2e0", "update": "#fdf1d6", "agree": "#e3f2e6", "compatible": "#e6eef8"}


def files(comparison: Comparison, name: str) -> Files:
    """One workbook."""
    out = io.BytesIO()
    safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(out, safe) as book:
        book.set_properties({"title": plain(comparison.title or ""), "comments": PROGRAM, "created": MADE})
        formats = {
            "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
            "text": book.add_format({"text_wrap": True, "valign": "top"}),
            "link": book.add_format({"font_color": "#0b57d0", "underline": 1, "valign": "top"}),
            **{relation: book.add_format({"bg_color": colour}) for relation, colour in COLOURS.items()},
        }
        for table in tables(comparison):
            _sheet(book.add_worksheet(table.name), table, formats)
    return {ONE: out.getvalue()}


def _sheet(sheet: Any, table: Table, formats: dict[str, Any]) -> None:
    sheet.freeze_panes(1, 1 if table.name != "statements" else 4)
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, cut(plain(column.name), MOST), formats["head"])
    rows = table.rows[:MOST_ROWS]
    for number, row in enumerate(rows, 1):
        for place, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
            _write(sheet, (number, place), cell, column, formats)
    last = max(len(rows), 1)
    sheet.autofilter(0, 0, last, len(table.columns) - 1)
    _asking(sheet, table, last)
    if table.name == "statements":
        place = [column.name for column in table.columns].index("relation")
        for relation in COLOURS:
            rule = {"type": "cell", "criteria": "==", "value": f'"{relation}"', "format": formats[relation]}
            sheet.conditional_format(1, place, last, place, rule)


def _asking(sheet: Any, table: Table, last: int) -> None:
    """What may be written into the columns that `retold decide` reads back."""
    names = [column.name for column in table.columns]
    if table.name == "statements":
        place = names.index("decision")
        asked = {"validate": "list", "source": list(DECISION_WORDS), "error_type": "warning"}
        said = {"input_title": "Your decision", "input_message": "keep, reject, or the relation that you see"}
        sheet.data_validation(1, place, last, place, {**asked, **said})
    if table.name == "people":
        said = {"input_title": "Your decision", "input_message": "An entity's id or a name; several parted by ;"}
        sheet.data_validation(1, names.index("same"), last, names.index("keep_apart"), {"validate": "any", **said})


def _write(sheet: Any, at: tuple[int, int], cell: Cell, column: Column, formats: dict[str, Any]) -> None:
    if cell is None:
        return
    if isinstance(cell, bool):
        sheet.write_boolean(*at, cell, formats["text"])
    elif isinstance(cell, int | float):
        sheet.write_number(*at, cell, formats["text"])
    elif column.kind == "link" and len(cell) <= LONGEST_LINK:
        sheet.write_url(*at, cell, formats["link"], "open the passage" if ":~:text=" in cell else cell)
    else:
        sheet.write_string(*at, cut(plain(cell), MOST), formats["text"])
