"""Lists of addresses -> Wanted: one a line with comments, or a column of a CSV or XLSX sheet whose other columns are
kept as notes."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest
from pathlib import Path
from typing import Literal

from retold import zips
from retold.config import Config
from retold.errors import UsageError
from retold.read.patience import take

MAX_LIST = 5_000_000  # bytes; some 50,000 addresses, and reading a longer text only to see that it is none costs time
MAX_COLUMNS = 50
MAX_CELL = 2_000  # characters of a note; a sheet may hold whole articles
MAX_SHEET = 20_000_000  # bytes of a workbook, unpacked; a list of 50,000 addresses with their notes has 10 MB
DELIMITERS = ",;\t|"
PROBED = 50  # rows in which the column of links is looked for
FORMULA = re.compile(r'=HYPERLINK\(\s*"(https?://[^"]+)"', re.I)
SHEETS = (".csv", ".tsv", ".xlsx")

Supplied = Literal["link", "feed", "list"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """An address to fetch, who gave it, and what was said of it: `notes` by name, `based_on` the address of another
    outlet that a feed names as its source. `strict`: no person chose it, so robots.txt is obeyed in any case."""

    url: str
    supplied: Supplied = "link"
    notes: tuple[tuple[str, str], ...] = ()
    based_on: tuple[str, ...] = ()
    strict: bool = False


def is_address(text: str) -> bool:
    """Whether a text is a web address."""
    return text.lower().startswith(("http://", "https://"))


def listed(path: Path, config: Config) -> list[Wanted]:
    """The addresses of a file that is a list of them; none where it is another kind of file. Raises UsageError where a
    sheet cannot be read or has no column of links."""
    kind = path.suffix.lower()
    if kind in SHEETS:
        return _sheet(path, kind, config)
    data = take(path, MAX_LIST, config.max_wait) if path.stat().st_size <= MAX_LIST else b""
    return [Wanted(url) for url in lines(data)] if len(data) <= MAX_LIST else []


def lines(data: bytes) -> list[str]:
    """The addresses of a text that holds one a line and nothing else but empty lines and comments (#); none of a text
    that holds anything else, which is an article."""
    found: list[str] = []
    for line in data.decode("utf-8-sig", "replace").splitlines():
        url = line.partition(" #")[0].strip()
        if not url or url.startswith("#"):
            continue
        if not is_address(url) or len(url.split()) > 1:
            return []
        found.append(url)
    return found


def _sheet(path: Path, kind: str, config: Config) -> list[Wanted]:
    if path.stat().st_size > config.max_page_bytes:
        raise UsageError(f"{path}: larger than max_page_bytes allows; split the list")
    rows = _xlsx(path, config) if kind == ".xlsx" else _csv(path, config, "\t" if kind == ".tsv" else None)
    found = list(islice(rows, config.max_inputs + 1))
    if len(found) > config.max_inputs:
        raise UsageError(f"{path}: more than {config.max_inputs:,} rows (max_inputs); split the list")
    column = _column(found[:PROBED])
    if column is None:
        raise UsageError(f"{path}: no column of it holds web addresses; give one a row, as https://...")
    return list(_wanted(found, column))


def _csv(path: Path, config: Config, delimiter: str | None) -> Iterator[list[str]]:
    text = take(path, config.max_page_bytes, config.max_wait).decode("utf-8-sig", "replace")
    first = text.partition("\n")[0]
    between = delimiter or max(DELIMITERS, key=first.count)
    # a field may hold a whole article; the file itself is bounded
    csv.field_size_limit(max(csv.field_size_limit(), 1_000_000))
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=between):
            yield [cell.strip() for cell in row[:MAX_COLUMNS]]
    except csv.Error as error:
        raise UsageError(f"the list is no whole CSV file ({error})") from error


def _xlsx(path: Path, config: Config) -> Iterator[list[str]]:
    """The rows of the first sheet."""
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(path) as package:
            zips.check(package, path.stat().st_size)
            if sum(item.file_size for item in package.infolist()) > MAX_SHEET:
                raise ValueError("it unpacks to too much for a list")
        sheet = load_workbook(path, read_only=True, data_only=False).worksheets[0]
        for row in sheet.iter_rows(max_col=MAX_COLUMNS, max_row=config.max_inputs + 1, values_only=True):
            yield ["" if value is None else _cell(value) for value in row]
    except Exception as error:
        # the library stumbles in many ways over files that only look like sheets
        raise UsageError(f"{path}: this is no whole XLSX file ({error}); save it again, or as CSV") from error


def _cell(value: object) -> str:
    text = str(value).strip()
    match = FORMULA.match(text)
    return match.group(1) if match else text


def _column(rows: Sequence[Sequence[str]]) -> int | None:
    """The first column that holds addresses in most of the rows in which it holds anything, but for its name."""
    for column in range(max(map(len, rows), default=0)):
        cells = [row[column] for row in rows if column < len(row) and row[column]]
        links = sum(map(is_address, cells))
        if links and 2 * links >= len(cells) - 1:
            return column
    return None


def _wanted(rows: Iterable[Sequence[str]], column: int) -> Iterator[Wanted]:
    names: Sequence[str] = ()
    for number, row in enumerate(rows):
        url = row[column] if column < len(row) else ""
        if number == 0 and not is_address(url):
            names = row
        if is_address(url):
            yield Wanted(url, "list", tuple(_notes(row, column, names)))


def _notes(row: Sequence[str], column: int, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    for place, (value, name) in enumerate(zip_longest(row, names[: len(row)], fillvalue="")):
        if value and place != column:
            yield name or f"column {place + 1}", value[:MAX_CELL]
