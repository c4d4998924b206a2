"""Pages as browsers save them: the address and the time of the original, and nothing of what lies beside the page."""

import plistlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.browser.conftest import ARGS, CHROMIUM, lacking
from tests.read.web.site import Site, html, ok

from retold.clean import clean
from retold.config import Config
from retold.model import Article, Page, Problem
from retold.read import file

URL = "https://marrow.example/news/pool?page=1"


def read(path: Path) -> tuple[list[Page], list[Problem]]:
    found = list(file.read([str(path)], Config()))
    return [item for item in found if isinstance(item, Page)], [item for item in found if isinstance(item, Problem)]


def page_of(path: Path, data: bytes) -> Page:
    path.write_bytes(data)
    (page,), problems = read(path)
    assert not problems
    return page


def article(page: Page) -> Article:
    found = clean(page, Config()).article
    assert found is not None
    return found


SINGLE = f"<!DOCTYPE html> <html lang=en><!--\n Page saved with SingleFile \n url: {URL} \n saved date: Wed Mar 06 2024 11:15:00 GMT+0100 (Central European Standard Time)\n-->".encode()
CHROME = f"<!DOCTYPE html>\n<!-- saved from url=({len(URL):04}){URL} -->\n".encode()
MARKS: dict[str, tuple[bytes, str | None]] = {
    "singlefile": (html().replace(b'<!DOCTYPE html><html lang="en">', SINGLE), "2024-03-06T10:15:00Z"),
    "chrome": (CHROME + html(), None),
}


@pytest.mark.parametrize("name", ["singlefile", "chrome"])
def test_marks_of_programs_that_save(tmp_path: Path, name: str) -> None:
    data, time = MARKS[name]
    page = page_of(tmp_path / "a.html", data)
    assert page.capture is not None and page.capture.supplied == "browser"
    assert (page.url, page.capture.url, page.captured) == (URL, URL, time)
    assert article(page).url == URL


def test_httrack(tmp_path: Path) -> None:
    mark = b"<!-- Mirrored from marrow.example/pool by HTTrack Website Copier/3.x [XR&CO'2014], Wed, 06 Mar 2024 10:15:00 GMT -->"
    page = page_of(tmp_path / "a.htm", html().replace(b"<head>", mark + b"<head>"))
    assert (page.url, page.captured) == ("http://marrow.example/pool", "2024-03-06T10:15:00Z")


@pytest.mark.parametrize(
    "mark",
    ["", "<!-- saved from url=(0014)about:internet -->", "<!-- saved from url=(9)javascript:1 -->",
     "<!--\n Page saved with SingleFile \n url: file:///etc/passwd \n saved date: today\n-->"],
)  # fmt: skip
def test_pages_without_a_mark(tmp_path: Path, mark: str) -> None:
    page = page_of(tmp_path / "a.html", mark.encode() + html())
    assert page.capture is None and page.url is None and page.captured is None


def test_a_mark_with_a_time_that_is_none(tmp_path: Path) -> None:
    mark = f"<!--\n Page saved with SingleFile \n url: {URL} \n saved date: Wed Foo 99 2024 11:15:00 GMT+9900 (x)\n-->"
    page = page_of(tmp_path / "a.html", mark.encode() + html())
    assert (page.url, page.captured) == (URL, None)


COPY = "https://web.archive.org/web/20240306101500/https://marrow.example/pool"


@pytest.mark.parametrize(
    "head",
    [
        f'<link rel="canonical" href="{COPY}">',
        '<script>__wm.wombat("https://marrow.example/pool","20240306101500","https://web.archive.org/","web");</script>',
        f"<!-- saved from url=(0070){COPY} -->",
    ],
)
def test_saved_copies_of_a_web_archive(tmp_path: Path, head: str) -> None:
    page = page_of(tmp_path / "a.html", html(head=head))
    assert page.capture is not None
    assert (page.url, page.captured) == ("https://marrow.example/pool", "2024-03-06T10:15:00Z")
    assert page.capture.archive == COPY and page.capture.canonical is None


def test_saved_copy_of_archive_today(tmp_path: Path) -> None:
    address = "https://archive.ph/2024.03.06-101500/https://marrow.example/pool"
    page = page_of(tmp_path / "a.html", html(head=f'<link rel="canonical" href="{address}">'))
    assert page.capture is not None and page.capture.archive == address
    assert (page.url, page.captured) == ("https://marrow.example/pool", "2024-03-06T10:15:00Z")


# --- MHTML and WebArchive ---------------------------------------------------------------------------------------------


def mhtml(body: bytes, head: str = "") -> bytes:
    from quopri import encodestring

    return (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {URL}\r\nSubject: Pool\r\nDate: Wed, 06 Mar 2024 11:15:00 +0100\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="--x--"\r\n\r\n\r\n----x--\r\n'
        f"Content-Type: text/html\r\nContent-ID: <a@mhtml>\r\nContent-Transfer-Encoding: quoted-printable\r\n{head}"
        f"Content-Location: {URL}\r\n\r\n"
    ).encode() + encodestring(body) + (
        b"\r\n----x--\r\nContent-Type: text/html\r\nContent-Location: https://ads.example/frame\r\n\r\n<p>Buy now!</p>\r\n"
        b"----x--\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n----x----\r\n"
    )  # fmt: skip


@pytest.mark.parametrize("name", ["a.mhtml", "a.mht"])
def test_mhtml(tmp_path: Path, name: str) -> None:
    page = page_of(tmp_path / name, mhtml(html().replace(b"Ada Quill", "Ada Quéll".encode())))
    assert (page.url, page.captured) == (URL, "2024-03-06T10:15:00Z")
    assert page.capture is not None and page.capture.supplied == "browser"
    assert "Ada Quéll" in article(page).text and "Buy now" not in article(page).text


def test_webarchive(tmp_path: Path) -> None:
    main = {
        "WebResourceData": html().replace(b'<meta charset="utf-8">', b"").replace(b"Ada Quill", "Ada Quéll".encode("latin-1")),
        "WebResourceURL": URL, "WebResourceMIMEType": "text/html", "WebResourceTextEncodingName": "iso-8859-1",
    }  # fmt: skip
    for kind in (plistlib.FMT_BINARY, plistlib.FMT_XML):
        page = page_of(tmp_path / "a.webarchive", plistlib.dumps({"WebMainResource": main}, fmt=kind))
        assert page.url == URL and "Ada Quéll" in article(page).text


NESTED = "".join(f"Content-Type: multipart/mixed; boundary={n}\n\n--{n}\n" for n in range(3_000))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.mhtml", b"no mail at all"),
        ("a.mhtml", b"Content-Type: image/png\n\nabc"),
        ("a.mhtml", b'Content-Type: multipart/related; boundary="x"\n\n--x\nContent-Type: text/html\n\n \n--x--'),
        ("a.mhtml", NESTED.encode()),
        ("a.mhtml", bytes(range(256)) * 50),
        ("a.webarchive", b"bplist00 and nothing"),
        ("a.webarchive", plistlib.dumps({"WebMainResource": [1]})),
        ("a.webarchive", plistlib.dumps({"WebMainResource": {"WebResourceData": b"x", "WebResourceMIMEType": "image/png"}})),
        ("a.webarchive", b"<plist>" + b"<array>" * 100_000),
        ("a.webarchive", bytes(range(256)) * 50),
    ],
)  # fmt: skip
def test_broken_files_are_named(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    pages, problems = read(tmp_path / name)
    assert not pages and [problem.code for problem in problems] == ["unreadable"]
    assert str(tmp_path / name) in problems[0].message


def test_what_lies_beside_a_saved_page_is_no_article(tmp_path: Path) -> None:
    for folder in ("Pool_files", "Pool_Dateien", "Other_files"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "frame.html").write_bytes(html("Frame"))
    (tmp_path / "Pool.html").write_bytes(html())
    pages, _ = read(tmp_path)
    assert [page.id for page in pages] == ["Pool.html", "frame.html"]
    assert pages[1].source is not None and "Other_files" in pages[1].source


# --- a real browser ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not CHROMIUM.exists():
        lacking(f"no browser at {CHROMIUM}")
    with api.sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGS)
        yield made
        made.close()


def as_mhtml(tab: Any) -> bytes:
    session = tab.context.new_cdp_session(tab)
    return str(session.send("Page.captureSnapshot", {"format": "mhtml"})["data"]).encode()


def as_html(tab: Any) -> bytes:
    """As the browser writes a page out of its tree; the mark is the one that its dialogue adds."""
    url = tab.url
    return f"<!DOCTYPE html>\n<!-- saved from url=({len(url):04}){url} -->\n".encode() + tab.content().encode()


@pytest.mark.browser
@pytest.mark.parametrize(("save", "name"), [(as_mhtml, "a.mhtml"), (as_html, "a.html")])
def test_pages_that_chromium_saves(browser: Any, tmp_path: Path, save: Callable[[Any], bytes], name: str) -> None:
    site = Site()
    served = html(
        title="Café “Marrow” stays open — for now",
        head="<style>p{color:#333}</style><script>document.documentElement.dataset.run='1'</script>",
        body="<figure><img src='/a.png' alt='x'><figcaption>The pool on Harbour Street. Photo: Ada Quill</figcaption></figure>"
        "<p>Tickets cost 3 &euro; &amp; season cards 40&nbsp;€, which the council calls a fair price for the town.</p>",
    )
    site.pages |= {"/news/pool": ok(served), "/a.png": ok(b"\x89PNG\r\n\x1a\n", "image/png")}
    tab = browser.new_page()
    tab.goto(site.url("/news/pool"))
    saved = page_of(tmp_path / name, save(tab))
    tab.close()
    site.close()
    plain = article(Page("served", served, "html", encoding="utf-8"))
    found = article(saved)
    assert found.text == plain.text
    assert found.url == site.url("/news/pool")
    assert saved.capture is not None and saved.capture.supplied == "browser"
    assert (saved.captured is not None) == name.endswith(".mhtml")
