"""Lists of links: a text of lines, a sheet with a column of links whose other columns are notes."""

import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook
from tests.read.web.site import Site, config, html, ok

from retold.config import Config
from retold.errors import UsageError
from retold.model import Page, Problem
from retold.read import inputs, lists

A, B = "https://a.example/1", "https://b.example/2?x=1,2"


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8-sig")
    return path


def listed(path: Path, settings: Config | None = None) -> list[tuple[str, dict[str, str]]]:
    return [(item.url, dict(item.notes)) for item in lists.listed(path, settings or Config())]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", f'Link,Archive status,Text content\n{A},done,"Two\nlines, here"\n"{B}",,\n,empty,row\n'),
        ("a.csv", f"Link;Archive status;Text content\n{A};done;\"Two\nlines, here\"\n{B};;\n"),
        ("a.tsv", f'Link\tArchive status\tText content\n{A}\tdone\t"Two\nlines, here"\n{B}\t\t\n'),
    ],
)  # fmt: skip
def test_sheets_of_text(tmp_path: Path, name: str, text: str) -> None:
    found = listed(write(tmp_path / name, text))
    assert found == [(A, {"Archive status": "done", "Text content": "Two\nlines, here"}), (B, {})]


def test_the_first_column_of_links_is_taken_and_the_others_are_notes(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.csv",
        f'Nr,Link,Archive location\n1,{A},https://archive.example/1\n2,"{B}",https://archive.example/2\n',
    )
    assert listed(path) == [
        (A, {"Nr": "1", "Archive location": "https://archive.example/1"}),
        (B, {"Nr": "2", "Archive location": "https://archive.example/2"}),
    ]


def test_a_sheet_without_names(tmp_path: Path) -> None:
    assert listed(write(tmp_path / "a.csv", f'{A},x\n"{B}",y\n')) == [(A, {"column 2": "x"}), (B, {"column 2": "y"})]


def test_a_workbook(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("Link", "Upload title", "Views"), (A, "A title", 7), (f'=HYPERLINK("{B}", "read")', None, 8)):
        sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    assert listed(tmp_path / "a.xlsx") == [(A, {"Upload title": "A title", "Views": "7"}), (B, {"Views": "8"})]


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.csv", b"Nr,Name\n1,Ada\n"), ("a.csv", b""), ("a.csv", bytes(range(256)) * 9), ("a.xlsx", b"no sheet"),
     ("a.xlsx", b"PK\x03\x04" + b"\0" * 99)],
)  # fmt: skip
def test_sheets_that_are_no_lists(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UsageError):
        listed(tmp_path / name)
    (problem,) = inputs.read([str(tmp_path / name)], Config())
    assert isinstance(problem, Problem) and problem.code == "list"


def test_a_bomb_of_a_workbook(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/worksheets/sheet1.xml", b"\0" * 50_000_000)
    with pytest.raises(UsageError, match="unpacks to"):
        listed(tmp_path / "a.xlsx")


def test_rows_are_bounded(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", "".join(f"https://a.example/{n},x\n" for n in range(30)))
    with pytest.raises(UsageError, match="max_inputs"):
        listed(path, Config(max_inputs=20))


def test_notes_come_with_the_page(tmp_path: Path) -> None:
    site = Site()
    site.pages["/pool"] = ok(html())
    path = write(tmp_path / "links.csv", f"url,note\n{site.url('/pool')},from the desk\n")
    (page,) = inputs.read([str(path)], config(site.port))
    site.close()
    assert isinstance(page, Page) and page.capture is not None
    assert page.capture.supplied == "list" and page.capture.notes == (("note", "from the desk"),)
