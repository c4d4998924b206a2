"""Thirty pages in the shapes that sites send them: each gives article, address, day and provenance, or its Problem."""

import gzip
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import brotli
import pytest
from tests.read.web.site import PARAGRAPHS, Answer, Site, config, html, ok

from retold.clean import clean
from retold.config import Config
from retold.model import Article, Page, Problem
from retold.read import inputs
from retold.read.web import links

FIRST = PARAGRAPHS[0]


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.close()


def read(urls: Sequence[str], settings: Config) -> list[Page | Problem]:
    return list(links.read(urls, settings, lambda *_: None))


def only(found: Sequence[Page | Problem]) -> Page:
    (page,) = [item for item in found if isinstance(item, Page)]
    return page


def told(page: Page, settings: Config) -> Article:
    article = clean(page, settings).article
    assert article is not None
    return article


def packed(body: bytes, kind: str) -> Answer:
    packers: dict[str, Callable[[bytes], bytes]] = {
        "gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress,
        "gzip, br": lambda data: brotli.compress(gzip.compress(data)),
    }  # fmt: skip
    return ok(packers[kind](body), Content_Encoding=kind)


LATIN = html().decode().replace("utf-8", "iso-8859-1").replace("Ada Quill", "Ada Quéll")
PAGES: dict[str, Answer] = {
    "/plain": ok(html()),
    "/no-type": (200, {}, html()),
    "/xhtml": ok(html(), "application/xhtml+xml"),
    "/gzip": packed(html(), "gzip"),
    "/deflate": packed(html(), "deflate"),
    "/raw-deflate": ok(zlib.compress(html(), wbits=-15), Content_Encoding="deflate"),
    "/br": packed(html(), "br"),
    "/twice": packed(html(), "gzip, br"),
    "/latin-header": ok(LATIN.replace('<meta charset="iso-8859-1">', "").encode("latin-1"), "text/html; charset=ISO-8859-1"),
    "/latin-meta": ok(LATIN.encode("latin-1"), "text/html"),
    "/utf-16": ok(html().decode().encode("utf-16"), "text/html"),
    "/text": ok("\n\n".join(("Council votes to close pool", "5 March 2024", *PARAGRAPHS)).encode(), "text/plain"),
    "/query?id=7&x=a%20b": ok(html()),
    "/caf%C3%A9": ok(html()),
    "/entity-in-body": ok(html(body="<p>The caf&eacute; beside the pool stays open, the council said on Wednesday.</p>")),
    "/reloads-later": ok(html(head='<meta http-equiv="refresh" content="600">')),
    "/cookie-banner": ok(html(body="<div class='cc'>We use cookies. Accept all. Reject all. Manage preferences.</div>")),
}  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_what_sites_send(site: Site, path: str) -> None:
    site.pages.update(PAGES)
    settings = config(site.port)
    page = only(read([site.url(path)], settings))
    article = told(page, settings)
    assert FIRST in article.text
    assert "All rights reserved" not in article.text
    assert article.published is not None and article.published.value is not None
    assert article.published.value.startswith("2024-03-05")
    assert article.url == site.url(path)
    capture = article.capture
    assert capture is not None and capture.supplied == "link"
    assert (capture.url, capture.status, capture.requested) == (site.url(path), 200, None)
    assert capture.time == page.captured and capture.time is not None and capture.time.endswith("Z")
    if path.startswith("/latin"):
        assert "Ada Quéll" in article.text


def test_names_of_sites_are_asked_by_name(site: Site) -> None:
    from retold.read.web.client import Client

    site.pages["/a"] = ok(html())
    settings = config(site.port, fetch_ports=(site.port,))
    client = Client(settings, resolve=lambda host, port: ["127.0.0.1"])
    url = f"http://zeitung.exämple.test:{site.port}/a"
    found = list(links.read([url], settings, lambda *_: None, client=client))
    assert only(found).url == f"http://zeitung.xn--exmple-cua.test:{site.port}/a"
    assert site.headers["/a"]["Host"] == f"zeitung.xn--exmple-cua.test:{site.port}"
    assert site.headers["/a"]["User-Agent"] == settings.fetch_agent
    assert settings.fetch_agent.startswith("Retold/")


# --- ways to the page -------------------------------------------------------------------------------------------------


def test_redirects_are_followed_and_kept(site: Site) -> None:
    site.pages |= {
        "/short": (301, {"Location": "/moved?x=1"}, b""),
        "/moved?x=1": (302, {"Location": site.url("/news/pool")}, b""),
        "/news/pool": ok(html()),
    }
    page = only(read([site.url("/short")], config(site.port)))
    assert page.capture is not None
    assert page.capture.url == page.url == site.url("/news/pool")
    assert page.capture.requested == site.url("/short")
    assert page.capture.redirects == (site.url("/moved?x=1"),)


def test_a_page_that_sends_on(site: Site) -> None:
    sends = b'<!-- <meta http-equiv="refresh" content="0;url=/wrong"> --><meta content="x" name="y"><meta http-equiv=\'Refresh\' content="1; URL=\'/news/pool\'">'
    site.pages |= {"/go": ok(sends), "/news/pool": ok(html())}
    assert only(read([site.url("/go")], config(site.port))).url == site.url("/news/pool")


@pytest.mark.parametrize("path", ["/amp/pool", "/news/pool/print", "/news/pool?print=1"])
def test_variants_lead_to_the_page_itself(site: Site, path: str) -> None:
    variant = html(title="The variant", head='<link rel="canonical" href="/news/pool">')
    site.pages |= {
        path: ok(variant.replace(b"<html", b"<html amp") if "amp" in path else variant),
        "/news/pool": ok(html()),
    }
    page = only(read([site.url(path)], config(site.port)))
    assert page.capture is not None
    assert (page.url, page.capture.requested) == (site.url("/news/pool"), site.url(path))
    assert told(page, config(site.port)).title == "Council votes to close pool"


def test_a_variant_stays_where_the_page_itself_is_gone(site: Site) -> None:
    site.pages["/amp"] = ok(
        html(head='<link rel="canonical" href="/gone/away">').replace(b"<html", b"<html \xe2\x9a\xa1")
    )
    page = only(read([site.url("/amp")], config(site.port)))
    assert page.url == site.url("/amp")
    assert page.capture is not None and page.capture.canonical == site.url("/gone/away")


def test_a_canonical_address_alone_moves_nothing(site: Site) -> None:
    site.pages["/pool"] = ok(html(head='<link href="https://other.example/pool" rel="canonical">'))
    page = only(read([site.url("/pool")], config(site.port)))
    assert page.capture is not None
    assert (page.url, page.capture.canonical) == (site.url("/pool"), "https://other.example/pool")


def test_cookies_go_back_to_their_site_only(site: Site) -> None:
    other = Site()

    def door(request: Any) -> Answer:
        if "seen=yes" in request.headers.get("Cookie", ""):
            return 302, {"Location": other.url("/b")}, b""
        return 302, {"Location": "/door", "Set-Cookie": "seen=yes; Path=/; HttpOnly"}, b""

    site.pages["/door"], other.pages["/b"] = door, ok(html())
    page = only(read([site.url("/door")], config(site.port, other.port)))
    assert page.url == other.url("/b")
    assert "Cookie" not in other.headers["/b"]
    other.close()


# --- copies in archives -----------------------------------------------------------------------------------------------

LAID_OVER = html(
    body="<!-- BEGIN WAYBACK TOOLBAR INSERT --><p>Saved 214 times between January 2020 and May 2025 for all to see.</p>"
    "<!-- END WAYBACK TOOLBAR INSERT -->"
)


def test_a_copy_is_asked_for_as_it_was_sent(site: Site) -> None:
    site.pages |= {
        "/web/20240306101500id_/https://marrow.example/pool": ok(html()),
        "/web/20240306101500/https://marrow.example/pool": ok(LAID_OVER),
    }
    page = only(read([site.url("/web/20240306101500/https://marrow.example/pool")], config(site.port)))
    capture = page.capture
    assert capture is not None
    assert page.url == capture.url == "https://marrow.example/pool"
    assert capture.time == page.captured == "2024-03-06T10:15:00Z"
    assert capture.archive == site.url("/web/20240306101500/https://marrow.example/pool")
    assert capture.retrieved and not capture.retrieved.startswith("2024-03-06T10:15")
    assert b"WAYBACK" not in page.data


def test_an_archive_sends_on_to_the_nearest_copy(site: Site) -> None:
    site.pages |= {
        "/web/20240101000000id_/https://marrow.example/pool": (
            302, {"Location": "/web/20240306101500/https://marrow.example/pool"}, b"",
        ),
        "/web/20240306101500id_/https://marrow.example/pool": ok(html()),
    }  # fmt: skip
    page = only(read([site.url("/web/20240101000000/https://marrow.example/pool")], config(site.port)))
    assert page.captured == "2024-03-06T10:15:00Z"


def test_a_short_link_of_an_archive(site: Site) -> None:
    address = "https://archive.ph/2024.03.06-101500/https://marrow.example/pool"
    site.pages["/AbCdE"] = ok(html(head=f'<link rel="canonical" href="{address}">'))
    page = only(read([site.url("/AbCdE")], config(site.port)))
    assert page.capture is not None and page.url == "https://marrow.example/pool"
    assert (page.capture.archive, page.capture.canonical, page.capture.requested) == (address, None, None)
    assert page.captured == "2024-03-06T10:15:00Z" and page.capture.retrieved


# --- what stands in the way -------------------------------------------------------------------------------------------

WALL = b"""<html><head><title>Before you continue</title></head><body><h1>We value your privacy</h1><p>We and our partners
store and access information on a device.</p><button>Accept all</button><button>Reject all</button></body></html>"""
FAILS: dict[str, tuple[Answer, str, str]] = {
    "/gone": ((404, {}, b"gone"), "gone", "archive"),
    "/gone-for-good": ((410, {}, b"gone"), "gone", "archive"),
    "/forbidden": ((403, {}, b"no"), "refused", "browser"),
    "/login": ((401, {}, b"no"), "refused", "browser"),
    "/law": ((451, {}, b"no"), "refused", "browser"),
    "/pay": ((402, {}, b"no"), "paywall", "browser"),
    "/too-many": ((429, {"Retry-After": "1"}, b"no"), "refused", "browser"),
    "/broken": ((500, {}, b"no"), "server", "later"),
    "/busy": ((503, {}, b"no"), "server", "later"),
    "/picture": (ok(b"\x89PNG\r\n\x1a\n", "image/png"), "not_html", "article itself"),
    "/json": (ok(b"{}", "application/json"), "not_html", "article itself"),
    "/wall": (ok(WALL), "consent", "browser"),
    "/nothing": (ok(b"  \n"), "server", "later"),
}


@pytest.mark.parametrize("path", FAILS)
def test_what_stands_in_the_way_is_said(site: Site, path: str) -> None:
    answer, code, word = FAILS[path]
    site.pages |= {path: answer, "/good": ok(html())}
    found = read([site.url(path), site.url("/good")], config(site.port))
    assert isinstance(found[0], Problem) and found[0].code == code
    assert found[0].source == site.url(path) and word in found[0].message
    assert isinstance(found[1], Page)


def test_a_page_that_is_sold_is_read_and_said(site: Site) -> None:
    site.pages["/sold"] = ok(
        html(
            head='<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": "False"}</script>'
        )
    )
    problem, page = read([site.url("/sold")], config(site.port))
    assert isinstance(problem, Problem) and problem.code == "paywall"
    assert isinstance(page, Page)


def test_a_site_that_does_not_exist() -> None:
    from retold.read.web.client import Client

    settings = config()
    client = Client(settings, resolve=lambda host, port: [])
    (found,) = links.read(["http://no.such.example/a"], settings, lambda *_: None, client=client)
    assert isinstance(found, Problem) and found.code == "unreachable"


# --- manners ----------------------------------------------------------------------------------------------------------


def test_robots(site: Site) -> None:
    site.pages |= {
        "/robots.txt": ok(b"User-agent: *\nDisallow: /private\nUser-agent: Retold\nDisallow: /not-us\n", "text/plain"),
        "/private/a": ok(html()), "/not-us/a": ok(html()),
    }  # fmt: skip
    urls = [site.url("/private/a"), site.url("/not-us/a")]
    page, problem = read(urls, config(site.port))
    assert isinstance(page, Page)
    assert isinstance(problem, Problem) and problem.code == "robots" and "fetch_robots" in problem.message
    assert site.asked["/not-us/a"] == 0 and site.asked["/robots.txt"] == 1
    assert [type(item) for item in read(urls, config(site.port, fetch_robots=False))] == [Page, Page]


def test_pauses_between_requests_to_a_host(site: Site) -> None:
    for number in range(4):
        site.pages[f"/{number}"] = ok(html())
    started = time.monotonic()
    read([site.url(f"/{number}") for number in range(4)], config(site.port, fetch_pause=0.2, fetch_robots=False))
    assert time.monotonic() - started >= 0.6


def test_tries_again_where_that_may_help(site: Site) -> None:
    def busy(request: Any) -> Answer:
        return ok(html()) if site.asked["/busy"] == 3 else (503, {"Retry-After": "0"}, b"")

    site.pages |= {"/busy": busy, "/gone": (404, {}, b"")}
    found = read([site.url("/busy"), site.url("/gone")], config(site.port, fetch_tries=3))
    assert isinstance(found[0], Page)
    assert site.asked["/gone"] == 1


def test_what_did_not_change_is_not_sent_again(site: Site, tmp_path: Any) -> None:
    def page(request: Any) -> Answer:
        return (304, {}, b"") if request.headers.get("If-None-Match") == '"v1"' else ok(html(), ETag='"v1"')

    site.pages["/a"] = page
    settings = config(site.port, fetch_cache=str(tmp_path / "cache"))
    first = only(read([site.url("/a")], settings))
    again = only(read([site.url("/a")], settings))
    assert first.data == again.data and again.capture is not None and again.capture.status == 200
    assert site.headers["/a"]["If-None-Match"] == '"v1"'


def test_many_links_at_once_a_third_of_them_failing() -> None:
    """Two hundred links on twenty hosts, each slower than the one before: done in the time that the slowest host takes
    for its own links, where all of them one after the other take ten times as long; the others are read."""
    waits = [0.05 + 0.025 * number for number in range(20)]

    def slow(wait: float) -> Callable[[Any], Answer]:
        def answer(request: Any) -> Answer:
            time.sleep(wait)
            return ok(html())

        return answer

    sites = [Site(f"127.0.0.{number}") for number in range(1, 21)]
    urls, own = [], [0.0] * 20
    for number in range(200):
        place, path = number % 20, f"/{number}"
        fails = (404, {}, b"") if number % 2 else (500, {}, b"")
        sites[place].pages[path] = slow(waits[place]) if number % 3 else fails
        own[place] += waits[place] if number % 3 else 0.0
        urls.append(sites[place].url(path))
    allowed = tuple(f"{site.host}:{site.port}" for site in sites)
    settings = Config(fetch_allow=allowed, fetch_pause=0.0, fetch_cache="none", fetch_tries=1)
    ratios: list[float] = []
    while not ratios or (ratios[-1] >= 1.25 and len(ratios) < 3):  # a busy machine may hold one run up
        progress: list[int] = []
        started = time.monotonic()
        found = list(links.read(urls, settings, lambda url, done, total, told=progress: told.append(done)))
        ratios.append((time.monotonic() - started) / max(own))
    for site in sites:
        site.close()
    assert sum(own) > 10 * max(own)
    assert min(ratios) < 1.25, ratios
    assert progress == list(range(1, 201))
    assert [item.source for item in found] == urls
    assert sum(isinstance(item, Page) for item in found) == 133


def test_hosts_do_not_wait_for_each_other() -> None:
    sites = [Site(f"127.0.0.{number}") for number in range(1, 13)]

    def slow(request: Any) -> Answer:
        time.sleep(0.4)
        return ok(html())

    for site in sites:
        site.pages["/a"] = slow
    settings = Config(
        fetch_allow=tuple(f"{site.host}:{site.port}" for site in sites), fetch_cache="none", fetch_robots=False
    )
    started = time.monotonic()
    found = list(links.read([site.url("/a") for site in sites], settings, lambda *_: None))
    assert time.monotonic() - started < 2.5
    assert all(isinstance(item, Page) for item in found)
    for site in sites:
        site.close()


# --- lists ------------------------------------------------------------------------------------------------------------


def test_lists_of_links(site: Site, tmp_path: Any) -> None:
    site.pages |= {"/a": ok(html()), "/b": ok(html())}
    listed = tmp_path / "links.txt"
    listed.write_text(f"# the pool\n\n{site.url('/a')}\n{site.url('/b')} # later\n{site.url('/a')}\n")
    (tmp_path / "c.html").write_bytes(html())
    found = list(inputs.read([str(listed), str(tmp_path / "c.html"), site.url("/b")], config(site.port)))
    assert [item.id for item in found if isinstance(item, Page)] == [
        "c.html", f"127.0.0.1:{site.port}/a", f"127.0.0.1:{site.port}/b",
    ]  # fmt: skip


def test_a_list_that_lies_in_a_folder_opens_no_connection(site: Site, tmp_path: Any) -> None:
    (tmp_path / "links.txt").write_text(site.url("/a"))
    list(inputs.read([str(tmp_path)], config(site.port)))
    assert not site.asked


def test_only_http_is_fetched() -> None:
    found = list(inputs.read(["ftp://a.example/1", "file:///etc/passwd"], config()))
    assert [item.code for item in found if isinstance(item, Problem)] == ["forbidden", "forbidden"]


def test_a_page_that_breaks_its_reader_costs_only_itself(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.pages |= {"/a": ok(html("Bad")), "/b": ok(html())}
    whole = links.judge.is_sold

    def is_sold(source: str) -> bool:
        if "Bad" in source:
            raise ZeroDivisionError
        return whole(source)

    monkeypatch.setattr(links.judge, "is_sold", is_sold)
    problem, page = read([site.url("/a"), site.url("/b")], config(site.port))
    assert isinstance(problem, Problem) and problem.code == "server" and isinstance(page, Page)


def test_an_article_with_a_link_is_no_list(tmp_path: Any) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"{FIRST}\nhttp://127.0.0.1/a\n")
    (page,) = inputs.read([str(path)], config())
    assert isinstance(page, Page) and page.media == "raw"


def test_without_an_address_nothing_that_fetches_is_loaded(tmp_path: Any) -> None:
    import subprocess
    import sys

    (tmp_path / "a.html").write_bytes(html())
    code = (
        "import sys; from retold import app; from retold.config import Config; "
        f"app.gather([{str(tmp_path)!r}], Config()); "
        "print([n for n in ('httpcore2', 'h2', 'protego', 'warcio', 'feedparser', 'openpyxl', 'pypdfium2') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout.strip() == "[]"
