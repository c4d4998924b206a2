"""What a person wrote into an export: decisions and notes in an XLSX workbook, in its tables as CSV or in Web
Annotations -> edits.

An edit is what stands in the file, with the place where; whether it names a row of a report, and means anything, is
not judged here. Formulas are text. Files, cells and rows are bounded: a file that comes back may be anybody's.
"""

import csv
import io
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from retold import zips
from retold.config import Config
from retold.errors import UsageError
from retold.safe import formula_again

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
    """The edits of a file: of a workbook or a table by its ending, else of annotations. Raises UsageError where it is
    none of these."""
    if path.stat().st_size > config.max_page_bytes:
        raise UsageError(f"{path}: larger than max_page_bytes allows")
    if path.suffix.lower() == ".xlsx":
        yield from _workbook(path, config)
    elif path.suffix.lower() in (".csv", ".tsv"):
        yield from _table(path, config)
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
        yield _row(f"{path.name}, {place}", cells)
    for place, cells in people:
        yield PeopleEdit(f"{path.name}, {place}", **cells)


def _row(place: str, cells: Mapping[str, str]) -> RowEdit:
    return RowEdit(place, (cells["key"],), cells["decision"], cells["note"])


def _rows(book: Any, name: str, wanted: tuple[str, ...], config: Config) -> Iterator[tuple[str, dict[str, str]]]:
    """The rows of a sheet in which a person wrote anything."""
    if name not in book.sheetnames:
        raise ValueError(f"it has no sheet {name!r}")
    cells = book[name].iter_rows(max_row=config.max_inputs + 1, max_col=MAX_COLUMNS, values_only=True)
    yield from _written(cells, f"sheet {name}", wanted)


def _written(
    cells: Iterator[Sequence[object]], place: str, wanted: tuple[str, ...]
) -> Iterator[tuple[str, dict[str, str]]]:
    """The rows in which a person wrote anything: the wanted cells by the names in the first row."""
    head = [_cell(value) for value in next(cells, ())]
    missing = [column for column in wanted if column not in head]
    if missing:
        raise ValueError(f"its {place} has no column {missing[0]!r}")
    columns = {column: head.index(column) for column in wanted}
    given = [at for column, at in columns.items() if column not in ("key", "entity", "name")]
    count = 0
    for number, row in enumerate(cells, 2):
        if any(_cell(row[at]) for at in given if at < len(row)):
            found = {column: _cell(row[at]) if at < len(row) else "" for column, at in columns.items()}
            yield f"{place}, row {number}", found
            count += 1
        if count > MAX_EDITS:
            raise ValueError(f"somebody wrote in more than {MAX_EDITS:,} rows of its {place}")


def _cell(value: object) -> str:
    return "" if value is None else str(value).strip()[:LONGEST]


# --- a table ----------------------------------------------------------------------------------------------------------


def _table(path: Path, config: Config) -> Iterator[Edit]:
    """The edits of `statements.csv` or `people.csv`, whichever a file is by its columns, as an export wrote it or a
    spreadsheet saved it again: with commas, semicolons or tabs, in UTF-8 or Windows' own character set."""
    text = _decoded(path.read_bytes())
    head, _, _ = text.partition("\n")
    parted = max(",;\t", key=head.count)
    names = {name.strip(' "\r') for name in head.split(parted)}
    wanted = next((columns for columns in (ROWS, PEOPLE) if names.issuperset(columns)), None)
    if wanted is None:
        raise UsageError(f"{path}: it has neither the columns {', '.join(ROWS)} nor {', '.join(PEOPLE)}")
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=parted)
        lines = (list(map(formula_again, row[:MAX_COLUMNS])) for row in islice(rows, config.max_inputs + 1))
        found = list(_written(lines, "table", wanted))
    except (ValueError, csv.Error) as error:
        raise UsageError(f"{path}: this is no whole table of an export ({error}); save it again as CSV") from error
    for place, cells in found:
        name = f"{path.name}, {place.partition(', ')[2]}"
        yield _row(name, cells) if wanted is ROWS else PeopleEdit(name, **cells)


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


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
