"""EPUB: a page a chapter in the order of reading, with its way back; covers and contents are none."""

import io
import zipfile
from pathlib import Path

import pytest
from tests.read.web.site import PARAGRAPHS

from retold.clean import clean
from retold.config import Config
from retold.model import Page, Problem
from retold.read import file

CONTAINER = (
    '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)


def chapter(title: str, told: tuple[str, ...] = PARAGRAPHS) -> str:
    body = "".join(f"<p>{text}</p>" for text in told)
    return (
        '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" lang="en">'
        f"<head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>"
    )


CONTENTS = "".join(f'<p><a href="a{number}.xhtml">{text}</a></p>' for number, text in enumerate(PARAGRAPHS))
MEMBERS = {
    "cover.xhtml": chapter("Marrow Bay Weekly", ()),
    "toc.xhtml": chapter("Contents", ()).replace("</h1>", f"</h1>{CONTENTS}"),
    "nav.xhtml": chapter("Navigation"),
    "text/pool caf\u00e9.xhtml": chapter("Council votes to close pool"),
    "text/roof.xhtml": chapter("What the roof would cost", PARAGRAPHS[::-1]),
}


def book(members: dict[str, str | bytes] | None = None, date: str = "2024-03-06T00:00:00Z", locks: str = "") -> bytes:
    held = members if members is not None else dict(MEMBERS)
    items = "".join(
        f'<item id="i{number}" href="{name.replace(" ", "%20")}" media-type="application/xhtml+xml"'
        f"{' properties=' + chr(34) + 'nav' + chr(34) if name == 'nav.xhtml' else ''}/>"
        for number, name in enumerate(held)
    )
    order = "".join(f'<itemref idref="i{number}"/>' for number in range(len(held)))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>Marrow Bay Weekly</dc:title><dc:language>en</dc:language><dc:date>{date}</dc:date></metadata>"
        f"<manifest>{items}</manifest><spine>{order}</spine></package>"
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file_:
        file_.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        file_.writestr("META-INF/container.xml", CONTAINER)
        if locks:
            file_.writestr("META-INF/encryption.xml", locks)
        file_.writestr("OEBPS/book.opf", package)
        for name, text in held.items():
            file_.writestr(f"OEBPS/{name}", text)
    return made.getvalue()


def read(path: Path, data: bytes, config: Config | None = None) -> tuple[list[Page], list[Problem]]:
    path.write_bytes(data)
    found = list(file.read([str(path)], config or Config()))
    return [item for item in found if isinstance(item, Page)], [item for item in found if isinstance(item, Problem)]


def test_a_page_a_chapter(tmp_path: Path) -> None:
    pages, problems = read(tmp_path / "a.epub", book())
    assert not problems
    assert [page.id for page in pages] == ["a.epub#4", "a.epub#5"]
    assert [page.source for page in pages] == [f"{tmp_path / 'a.epub'}[{number}]" for number in (4, 5)]
    article = clean(pages[0], Config()).article
    assert article is not None
    assert (article.title, article.outlet) == ("Council votes to close pool", "Marrow Bay Weekly")
    assert article.published is not None and article.published.value == "2024-03-06"
    for text in PARAGRAPHS:
        assert text in article.text
    assert pages[0].data == MEMBERS["text/pool caf\u00e9.xhtml"].encode()


def test_a_day_that_no_program_knew_is_none(tmp_path: Path) -> None:
    (page, _), _ = read(tmp_path / "a.epub", book(date="0101-01-01T00:00:00+00:00"))
    assert page.published is None


def test_a_locked_book_is_said_to_be_locked(tmp_path: Path) -> None:
    locks = '<encryption><CipherReference URI="OEBPS/text/roof.xhtml"/></encryption>'
    pages, (problem,) = read(tmp_path / "a.epub", book(locks=locks))
    assert len(pages) == 1 and problem.code == "refused" and "locked" in problem.message


ENTITIES = (
    '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    "<html><body><p>&b;&c;</p></body></html>"
)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04 and no more", "unreadable"),
        (b"", "unreadable"),
        (book({}), "no_text"),
        (book({"cover.xhtml": MEMBERS["cover.xhtml"]}), "no_text"),
        (book({"a.xhtml": ENTITIES}), "no_text"),
        (book({"a.xhtml": b"\x00\xff" * 500}), "no_text"),
        (book()[:-200], "unreadable"),
    ],
)
def test_broken_books_are_named(tmp_path: Path, data: bytes, code: str) -> None:
    pages, problems = read(tmp_path / "a.epub", data)
    assert not pages and [item.code for item in problems] == [code]
    assert "a.epub" in problems[0].message


def test_a_chapter_that_is_not_there_costs_only_itself(tmp_path: Path) -> None:
    """A path that leads out of the file leads to nothing: members are looked up by name, nowhere else."""
    data = book({"a/../../../../etc/passwd": chapter("Outside"), **MEMBERS})
    pages, (problem,) = read(tmp_path / "a.epub", data)
    assert len(pages) == 2 and problem.code == "unreadable" and "chapter 1 " in problem.message


def test_a_bomb_of_a_book(tmp_path: Path) -> None:
    bomb = book({f"{number}.xhtml": chapter("x", (" " * 3_000_000,)) for number in range(4)})
    assert len(bomb) < 50_000
    for settings in (Config(max_page_bytes=1_000_000), Config(max_unzipped_bytes=5_000_000)):
        pages, problems = read(tmp_path / "a.epub", bomb, settings)
        assert not pages and [item.code for item in problems] in (["too_large"], ["unreadable"])
