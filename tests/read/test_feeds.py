"""Feeds of every kind give their items with what they say of them; hostile ones give nothing and take no time."""

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.read.web.site import Site, config, html, ok

from retold import fetching
from retold.cli.main import cli
from retold.errors import NothingReadError
from retold.read import feed, file
from retold.read.feed import FeedItem
from retold.read.lists import Wanted

RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Marrow Mail</title><link>https://marrow.example/</link>
<item><title>Pool &amp; sauna close</title><link>https://marrow.example/pool?a=1&amp;b=2</link>
<pubDate>Tue, 05 Mar 2024 21:15:00 +0100</pubDate><source url="https://wire.example/rss">Meridian News Agency</source></item>
<item><title>Older</title><link>https://marrow.example/older</link><pubDate>Mon, 04 Mar 2024 08:00:00 GMT</pubDate></item>
<item><title>Newest</title><link>https://marrow.example/newest</link><pubDate>Wed, 06 Mar 2024 08:00:00 GMT</pubDate></item>
<item><title>No link</title></item><item><link>javascript:alert(1)</link></item></channel></rss>"""
ATOM = b"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Marrow Mail</title>
<entry><title>Pool closes</title><link rel="alternate" href="https://marrow.example/pool"/><id>urn:1</id>
<updated>2024-03-05T20:15:00Z</updated><source><title>Meridian News Agency</title><link href="https://wire.example/"/></source>
</entry></feed>"""
RDF = b"""<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://marrow.example/"><title>Marrow Mail</title></channel>
<item rdf:about="https://marrow.example/pool"><title>Pool closes</title><link>https://marrow.example/pool</link>
<dc:date>2024-03-05T20:15:00Z</dc:date></item></rdf:RDF>"""
JSON = json.dumps({
    "version": "https://jsonfeed.org/version/1.1", "title": "Marrow Mail",
    "items": [{"id": "1", "url": "https://marrow.example/pool", "title": "Pool closes", "external_url": "https://wire.example/1",
               "date_published": "2024-03-05T20:15:00Z"}, 7, {"id": "2"}],
}).encode()  # fmt: skip
SITEMAP = b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://marrow.example/pool</loc><news:news>
<news:publication><news:name>Marrow Mail</news:name></news:publication><news:publication_date>2024-03-05T20:15:00Z</news:publication_date>
<news:title>Pool closes</news:title></news:news></url><url><loc>https://marrow.example/plain</loc><lastmod>2024-03-04</lastmod></url></urlset>"""
INDEX = b"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://marrow.example/news.xml</loc></sitemap>
<sitemap><loc>ftp://marrow.example/no.xml</loc></sitemap></sitemapindex>"""
OPML = b"""<opml version="2.0"><head><title>Papers</title></head><body><outline text="a"><outline type="rss" text="M"
xmlUrl="https://marrow.example/rss"/></outline><outline text="x" xmlUrl="file:///etc/passwd"/></body></opml>"""
DAY = "2024-03-05T20:15:00Z"


def test_rss() -> None:
    found = feed.read(RSS)
    assert found is not None and found.title == "Marrow Mail"
    assert [item.url for item in found.items] == [
        "https://marrow.example/newest", "https://marrow.example/pool?a=1&b=2", "https://marrow.example/older",
    ]  # fmt: skip
    assert found.items[1] == FeedItem(
        "https://marrow.example/pool?a=1&b=2",
        "Pool & sauna close",
        DAY,
        "Meridian News Agency",
        "https://wire.example/rss",
    )


@pytest.mark.parametrize(
    ("data", "source"),
    [(ATOM, "https://wire.example/"), (RDF, None), (JSON, "https://wire.example/1"), (SITEMAP, None)],
)
def test_other_kinds(data: bytes, source: str | None) -> None:
    found = feed.read(data)
    assert found is not None
    item = found.items[0]
    assert (item.url, item.title, item.published, item.source_url) == (
        "https://marrow.example/pool",
        "Pool closes",
        DAY,
        source,
    )


@pytest.mark.parametrize(
    ("data", "more"), [(INDEX, "https://marrow.example/news.xml"), (OPML, "https://marrow.example/rss")]
)
def test_lists_of_feeds(data: bytes, more: str) -> None:
    found = feed.read(data)
    assert found is not None and found.more == (more,) and not found.items


def test_what_a_feed_says_is_kept() -> None:
    found = feed.read(RSS)
    assert found is not None
    wanted = list(found.wanted("https://marrow.example/rss"))[1]
    assert wanted == Wanted(
        "https://marrow.example/pool?a=1&b=2", "feed",
        (("feed", "https://marrow.example/rss"), ("feed title", "Marrow Mail"), ("title in the feed", "Pool & sauna close"),
         ("published in the feed", DAY), ("source in the feed", "Meridian News Agency")),
        ("https://wire.example/rss",), strict=True,
    )  # fmt: skip


ENTITIES = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 60}">' for n in range(7))
BOMB = f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "{"x" * 999}">{ENTITIES}]><rss version="2.0"><channel><item><title>&h;</title></item></channel></rss>'
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://a.example/&a;</loc></url></urlset>'


@pytest.mark.parametrize(
    "data",
    [b"", b"   ", b"<html><body>no</body></html>", b"{}", b'{"version": "1"}', b"{" * 99_999, b"<" * 99_999, BOMB.encode(),
     b"<rss>" + b"<a>" * 50_000, bytes(range(256)) * 99, b"<rss version='2.0'><channel><item>", OUTSIDE],
)  # fmt: skip
def test_hostile_feeds(data: bytes) -> None:
    started = time.process_time()
    found = feed.read(data)
    assert time.process_time() - started < 3
    assert found is None or not any("root:" in item.url or "xxxx" in (item.title or "") for item in found.items)


# --- the command ------------------------------------------------------------------------------------------------------


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    links = "".join(
        f"<item><title>Story {n}</title><link>{made.url(f'/{n}')}</link><pubDate>0{n} Mar 2024 08:00:00 GMT</pubDate>"
        '<source url="https://wire.example/rss">Meridian</source></item>'
        for n in range(1, 5)
    )
    made.pages["/rss"] = ok(
        f"<rss version='2.0'><channel><title>M</title>{links}</channel></rss>".encode(), "application/rss+xml"
    )
    made.pages |= {f"/{n}": ok(html(f"Story {n}", day=f"2024-03-0{n}")) for n in range(1, 5)}
    yield made
    made.close()


def test_items_are_listed_and_the_newest_fetched(site: Site, tmp_path: Path) -> None:
    opml = tmp_path / "papers.opml"
    opml.write_text(f'<opml><body><outline xmlUrl="{site.url("/rss")}"/></body></opml>')
    settings = config(site.port)
    items, problems = fetching.feeds([str(opml)], settings)
    assert [item.url for item in items] == [site.url(f"/{n}") for n in (4, 3, 2, 1)] and not problems
    outcome = fetching.take(items, 2, tmp_path / "a.wacz", settings)
    assert outcome.documents == 2
    first = next(iter(file.read([str(tmp_path / "a.wacz")], settings)))
    assert (
        first.capture.supplied == "feed"
        and dict(first.capture.notes)["published in the feed"] == "2024-03-04T08:00:00Z"
    )  # type: ignore[union-attr]
    assert first.based_on == ("https://wire.example/rss",)  # type: ignore[union-attr]


def test_a_feed_that_forbids_programs_is_left_alone(site: Site) -> None:
    site.pages["/robots.txt"] = ok(b"User-agent: *\nDisallow: /", "text/plain")
    with pytest.raises(NothingReadError, match="robots"):
        fetching.feeds([site.url("/rss")], config(site.port, fetch_robots=False))
    assert site.asked["/rss"] == 0


def test_no_feed(site: Site, tmp_path: Path) -> None:
    with pytest.raises(NothingReadError, match="no feed"):
        fetching.feeds([site.url("/1")], config(site.port))
    with pytest.raises(NothingReadError, match="No such file"):
        fetching.feeds([str(tmp_path / "none.xml")], config(site.port))


def test_an_index_that_leads_to_itself(site: Site) -> None:
    site.pages["/map"] = ok(
        f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>{site.url("/map")}</loc></sitemap></sitemapindex>'.encode(),
        "application/xml",
    )
    with pytest.raises(NothingReadError):
        fetching.feeds([site.url("/map")], config(site.port))
    assert site.asked["/map"] == 1


def test_the_command(site: Site, tmp_path: Path) -> None:
    settings = tmp_path / "s.toml"
    settings.write_text(f'fetch_allow = ["127.0.0.1:{site.port}"]\nfetch_pause = 0\nfetch_cache = "none"\n')
    words = ["feed", site.url("/rss"), "--config", str(settings)]
    listed = CliRunner().invoke(cli, words, standalone_mode=False)
    assert listed.output.splitlines()[0] == f"2024-03-04T08:00:00Z\tStory 4\t{site.url('/4')}"
    half = CliRunner().invoke(cli, [*words, "--take", "2"])
    assert half.exit_code == 2 and "-o" in half.output
    taken = CliRunner().invoke(cli, [*words, "--take", "1", "-o", str(tmp_path / "a.warc.gz")], standalone_mode=False)
    assert taken.exception is None and (tmp_path / "a.warc.gz").exists()


def test_a_feed_among_links_is_said_to_be_one(site: Site) -> None:
    from retold.read import inputs

    (problem,) = inputs.read([site.url("/rss")], config(site.port))
    assert problem.code == "not_html" and "retold feed" in problem.message  # type: ignore[union-attr]
