"""More shapes that links lead to: character sets by every mark, documents, pages that send on, sheets of archivers."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from tests.clean import test_documents as documents
from tests.read import test_epub as books
from tests.read.web.site import PARAGRAPHS, Answer, Site, config, html, ok

from retold import app, fetching, verifying
from retold.clean import clean
from retold.model import Article, Page, Problem
from retold.read import inputs


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.close()


def fetched(site: Site, *given: str) -> list[Page | Problem]:
    return list(inputs.read([*given], config(site.port)))


def told(page: Page | Problem, site: Site) -> Article:
    assert isinstance(page, Page), page
    article = clean(page, config(site.port)).article
    assert article is not None
    return article


# --- character sets ---------------------------------------------------------------------------------------------------

SAID = "Mayor Ada Quéll said: “The pool’s roof – and its walls – cost €2.4 million.”"
MARKED = html(body=f"<p>{SAID}</p>").decode()
BARE = MARKED.replace('<meta charset="utf-8">', "")
SETS: dict[str, Answer] = {
    "header": ok(BARE.encode("cp1252"), "text/html; charset=windows-1252"),
    "header in quotation marks": ok(BARE.encode(), 'text/html;charset="UTF-8"'),
    "meta": ok(MARKED.replace("utf-8", "windows-1252").encode("cp1252"), "text/html"),
    "old meta": ok(
        BARE.replace("<title>", '<meta http-equiv="Content-Type" content="text/html; charset=cp1252"><title>').encode(
            "cp1252"
        ),
        "text/html",
    ),
    "Latin-1 that is Windows'": ok(BARE.encode("cp1252"), "text/html; charset=iso-8859-1"),
    "mark of UTF-8": ok(b"\xef\xbb\xbf" + BARE.encode(), "text/html"),
    "mark against header": ok(b"\xef\xbb\xbf" + BARE.encode(), "text/html; charset=iso-8859-1"),
    "mark of UTF-16": ok(BARE.encode("utf-16-be").join((b"\xfe\xff", b"")), "text/html"),
    "XML": ok(b'<?xml version="1.0" encoding="windows-1252"?>' + BARE.encode("cp1252"), "application/xhtml+xml"),
    "none": ok(BARE.encode(), "text/html"),
    "one that is none": ok(BARE.encode(), "text/html; charset=no-such-set"),
}


@pytest.mark.parametrize("name", SETS)
def test_character_sets(site: Site, name: str) -> None:
    site.pages["/pool"] = SETS[name]
    (page,) = fetched(site, site.url("/pool"))
    article = told(page, site)
    assert SAID in article.text and PARAGRAPHS[0] in article.text


# --- ways on ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "mark",
    [
        '<meta http-equiv="refresh" content="0;url=/news/pool">',
        '<META HTTP-EQUIV=REFRESH CONTENT="3; URL=/news/pool">',
        '<meta content="0; url=/news/pool" http-equiv="refresh">',
        '<meta name="x" content="0; url=/wrong"><meta content=\'1;URL=&quot;/news/pool&quot;\' http-equiv=Refresh />',
    ],
)
def test_pages_that_send_on(site: Site, mark: str) -> None:
    site.pages |= {"/go": ok(f"<html><head>{mark}</head><body></body></html>".encode()), "/news/pool": ok(html())}
    (page,) = fetched(site, site.url("/go"))
    assert isinstance(page, Page) and page.url == site.url("/news/pool")
    assert page.capture is not None and page.capture.requested == site.url("/go")


# --- documents --------------------------------------------------------------------------------------------------------


def minutes() -> bytes:
    """A PDF of two columns."""
    left = [*documents.column(60, 140, documents.TOLD[0]), *documents.column(60, 230, documents.TOLD[1])]
    right = [*documents.column(330, 140, documents.TOLD[2]), *documents.column(330, 230, documents.TOLD[3])]
    return documents.pdf([[(60, 90, 20.0, "Council votes to close pool"), *left, *right]])


OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OPEN = "application/vnd.oasis.opendocument.text"
SERVED: dict[str, tuple[Answer, str]] = {
    "/minutes.pdf": (ok(minutes(), "application/pdf"), "pdf"),
    "/download?id=7": (ok(minutes(), "application/octet-stream"), "pdf"),
    "/minutes.docx": (ok(documents.packed("word/document.xml", documents.DOCX), OFFICE), "docx"),
    "/minutes.odt": (ok(documents.packed("content.xml", documents.ODT, OPEN), OPEN), "odt"),
}


@pytest.mark.parametrize("path", SERVED)
def test_documents_that_are_served(site: Site, path: str) -> None:
    site.pages[path], media = SERVED[path]
    (page,) = fetched(site, site.url(path))
    article = told(page, site)
    assert isinstance(page, Page) and page.media == media
    places = [article.text.index(text) for text in documents.TOLD]
    assert places == sorted(places)
    assert article.title == "Council votes to close pool" and article.url == site.url(path)
    assert article.capture is not None and (article.capture.supplied, article.capture.status) == ("link", 200)
    assert article.leaves and {leaf.page for leaf in article.leaves} == ({1} if media == "pdf" else {None})


def test_what_cannot_be_taken_from_a_link_says_what_it_is(site: Site) -> None:
    site.pages |= {
        "/feed": ok(b"<rss version='2.0'><channel><item><link>https://a.example/1</link></item></channel></rss>", "text/xml"),
        "/book": ok(b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/epub+zip", "application/epub+zip"),
    }  # fmt: skip
    found = fetched(site, site.url("/feed"), site.url("/book"))
    assert [item.code for item in found if isinstance(item, Problem)] == ["not_html", "unreadable"]
    told_ = [item.message for item in found if isinstance(item, Problem)]
    assert "retold feed" in told_[0] and "EPUB" in told_[1]


@pytest.mark.parametrize("kind", ["application/epub+zip", "application/octet-stream"])
def test_a_book_is_read_as_a_saved_one_is(site: Site, kind: str) -> None:
    site.pages["/weekly.epub"] = ok(books.book(), kind)
    pages = fetched(site, site.url("/weekly.epub"))
    articles = [told(page, site) for page in pages]
    assert [item.title for item in articles] == ["Council votes to close pool", "What the roof would cost"]
    assert [item.url for item in articles] == [f"{site.url('/weekly.epub')}#{number}" for number in (4, 5)]
    for article in articles:
        made = article.capture
        assert made is not None and (made.supplied, made.status) == ("link", 200)
        assert (made.url, made.media_type) == (site.url("/weekly.epub"), "application/epub+zip")


def test_the_chapters_of_a_book_are_accounts_and_its_archives_hold_them(site: Site, tmp_path: Path) -> None:
    """Fetched once for two chapters; the report, its evidence and a WARC that is read later tell the same."""
    site.pages["/weekly.epub"] = ok(books.book(), "application/epub+zip")
    settings = config(site.port)
    story = app.compare([site.url("/weekly.epub")], tmp_path / "out", settings)
    assert len(story.accounts) == 2 and site.asked["/weekly.epub"] == 1
    assert verifying.verify(tmp_path / "out", settings).holds
    fetching.fetch([site.url("/weekly.epub")], tmp_path / "a.warc.gz", settings)
    kept = [str(tmp_path / "a.warc.gz"), str(tmp_path / "out" / app.EVIDENCE)]
    for archive in kept:
        found = list(inputs.read([archive], settings))
        assert [(item.id, item.url) for item in found if isinstance(item, Page)] == [
            (item.id, item.url) for item in sorted(story.accounts, key=lambda item: item.id)
        ]


# --- sheets of archivers ----------------------------------------------------------------------------------------------

COLUMNS = (
    "Link", "Archive status", "Destination folder", "Archive location", "Archive date", "Thumbnail", "Upload timestamp",
    "Upload title", "Text content", "Screenshot", "Hash", "Perceptual Hashes", "WACZ", "ReplayWebpage",
)  # fmt: skip
ROW = (
    "wayback: success", "marrow", "https://archive.example/1", "2024-03-06T10:15:00Z", "", "2024-03-05T20:15:00Z",
    "Council votes to close pool", "The council\nof Marrow Bay", "", "SHA-256 8d1c", "", "https://archive.example/1.wacz", "",
)  # fmt: skip


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_sheets_of_an_archiver_keep_their_columns_as_notes(site: Site, tmp_path: Path, ending: str) -> None:
    site.pages["/pool"] = ok(html())
    rows: tuple[tuple[Any, ...], ...] = (COLUMNS, (site.url("/pool"), *ROW))
    path = tmp_path / f"sheet.{ending}"
    if ending == "csv":
        path.write_text("\n".join(",".join(f'"{cell}"' for cell in row) for row in rows))
    else:
        book = Workbook()
        assert book.active is not None
        for row in rows:
            book.active.append(row)
        book.save(path)
    (page,) = fetched(site, str(path))
    article = told(page, site)
    assert article.capture is not None and article.capture.supplied == "list"
    assert article.url == site.url("/pool") and PARAGRAPHS[0] in article.text
    wanted = [(name, value) for name, value in zip(COLUMNS[1:], ROW, strict=True) if value]
    assert list(article.capture.notes) == wanted
