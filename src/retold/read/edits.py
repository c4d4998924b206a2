"""What a person wrote into an export: decisions and notes in an XLSX workbook or in Web Annotations -> edits.

An edit is what stands in the file, with the place where; whether it names a row of a report, and means anything, is
not judged here. Formulas are text. Files, cells and rows are bounded: a file that comes back may be anybody's.
"""

import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from retold import zips
from retold.config import Config
from retold.errors import UsageError

MAX_COLUMNS = 60  # the columns of decisions stand before those of accounts
MAX_EDITS = 10_000  # rows of a sheet in which somebody wrote: nobody decides about more of one story
LONGEST = 4_000  # characters of a cell or body that are looked at
ROWS, PEOPLE = ("key", "decision", "note"), ("entity", "name", "same", "keep_apart", "note")


@dataclass(frozen=True, slots=True)
class RowEdit:
    """What stands beside a row: `keys` are words of which one may be the key of a statement."""

    place: str
    keys: tuple[str, ...]
    decision: str
    note: str


@dataclass(frozen=True, slots=True)
class PeopleEdit:
    """What stands beside a person or group: another one that is the same, or to be kept apart."""

    place: str
    entity: str
    name: str
    same: str
    keep_apart: str
    note: str


Edit = RowEdit | PeopleEdit


def edits(path: Path, config: Config) -> Iterator[Edit]:
    """The edits of a file: of a workbook by its ending, else of annotations. Raises UsageError where it is neither."""
    if path.stat().st_size > config.max_page_bytes:
        raise UsageError(f"{path}: larger than max_page_bytes allows")
    if path.suffix.lower() == ".xlsx":
        yield from _workbook(path, config)
    else:
        yield from _annotations(path)


# --- a workbook -------------------------------------------------------------------------------------------------------


def _workbook(path: Path, config: Config) -> Iterator[Edit]:
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(path) as package:
            zips.check(package, path.stat().st_size)
            if sum(item.file_size for item in package.infolist()) > config.max_unzipped_bytes:
                raise ValueError("it unpacks to far too much")
        book = load_workbook(path, read_only=True, data_only=False)
        rows = list(_rows(book, "statements", ROWS, config))
        people = list(_rows(book, "people", PEOPLE, config))
    except Exception as error:
        # the library stumbles in many ways over files that only look like workbooks
        raise UsageError(f"{path}: this is no whole workbook of an export ({error}); save it again as XLSX") from error
    for place, cells in rows:
        yield RowEdit(f"{path.name}, {place}", (cells["key"],), cells["decision"], cells["note"])
    for place, cells in people:
        yield PeopleEdit(f"{path.name}, {place}", **cells)


def _rows(
    book: Any, name: str, wanted: tuple[str, ...], config: Config
) -> Iterator[tuple[str, dict[str, str]]]:  # fmt: skip
    """The rows of a sheet in which a person wrote anything: the wanted cells by the names in the first row."""
    if name not in book.sheetnames:
        raise ValueError(f"it has no sheet {name!r}")
    cells = book[name].iter_rows(max_row=config.max_inputs + 1, max_col=MAX_COLUMNS, values_only=True)
    head = [_cell(value) for value in next(cells, ())]
    missing = [column for column in wanted if column not in head]
    if missing:
        raise ValueError(f"its sheet {name!r} has no column {missing[0]!r}")
    columns = {column: head.index(column) for column in wanted}
    given = [place for column, place in columns.items() if column not in ("key", "entity", "name")]
    count = 0
    for number, row in enumerate(cells, 2):
        if any(_cell(row[place]) for place in given if place < len(row)):
            found = {column: _cell(row[place]) if place < len(row) else "" for column, place in columns.items()}
            yield f"sheet {name}, row {number}", found
            count += 1
        if count > MAX_EDITS:
            raise ValueError(f"somebody wrote in more than {MAX_EDITS:,} rows of its sheet {name!r}")


def _cell(value: object) -> str:
    return "" if value is None else str(value).strip()[:LONGEST]


# --- annotations ------------------------------------------------------------------------------------------------------


def _annotations(path: Path) -> Iterator[RowEdit]:
    """Bodies with the purposes commenting (a note) and classifying (a decision) on annotations of an export; their
    bodies for tagging name the row."""
    try:
        record = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path}: neither a workbook (.xlsx) nor annotations (JSON-LD): {error}") from error
    items = _items(record)
    if items is None:
        raise UsageError(f"{path}: it holds no annotations; give the collection that `retold export annotations` wrote")
    for number, item in enumerate(items, 1):
        bodies = list(filter(_is_map, _listed(item.get("body")))) if _is_map(item) else []
        notes, decisions = _said(bodies, "commenting"), _said(bodies, "classifying")
        if notes or decisions:
            name = f"{path.name}, annotation {number}"
            yield RowEdit(name, tuple(_said(bodies, "tagging")), decisions[0] if decisions else "", "\n".join(notes))
            for more in decisions[1:]:
                yield RowEdit(name, tuple(_said(bodies, "tagging")), more, "")


def _items(record: Any) -> list[Any] | None:
    """The annotations of a collection, a page of one, or a list."""
    for key in ("first", "items"):
        if _is_map(record) and key in record:
            record = record[key]
    return record if isinstance(record, list) else None


def _said(bodies: Sequence[Mapping[str, Any]], purpose: str) -> list[str]:
    """What bodies of a purpose hold."""
    texts = [body.get("value") for body in bodies if purpose in _listed(body.get("purpose"))]
    return [text.strip()[:LONGEST] for text in texts if isinstance(text, str) and text.strip()]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _is_map(value: Any) -> bool:
    return isinstance(value, dict)
