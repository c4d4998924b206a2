"""Feeds -> the items they list: RSS, Atom and RDF, JSON Feed, news sitemaps; sitemap indexes and OPML lead to more.

What a feed says of an item (its day, its source) is kept as a note: the page itself is asked for the rest.
"""

import io
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec
from lxml import etree

from retold.read.lists import Wanted, is_address

MOST = 5_000  # items of one feed; a news sitemap holds at most 1,000, others the latest few
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
MAX_FEED = 10_000_000  # bytes; feeds of whole articles have some hundred thousand
LONGEST = 500
ITEM = re.compile(rb"<(?:\w+:)?(?:item|entry)\b")


@dataclass(frozen=True, slots=True)
class FeedItem:
    """An entry of a feed. `source` names another outlet whose feed it was taken from, with its address."""

    url: str
    title: str | None = None
    published: str | None = None
    source: str | None = None
    source_url: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed lists: its items, newest first where they are dated, and the addresses of further feeds."""

    title: str | None
    items: tuple[FeedItem, ...]
    more: tuple[str, ...] = ()

    def wanted(self, url: str) -> Iterator[Wanted]:
        """The items as addresses to fetch, with what the feed says of them; `url` is the feed's own address."""
        for item in self.items:
            told = {
                "feed": url, "feed title": self.title, "title in the feed": item.title,
                "published in the feed": item.published, "source in the feed": item.source or item.source_url,
            }  # fmt: skip
            notes = tuple((name, value) for name, value in told.items() if value)
            yield Wanted(item.url, "feed", notes, (item.source_url,) if item.source_url else (), strict=True)


def read(data: bytes) -> Feed | None:
    """The Feed of an answer or a file, None where it is none."""
    head = data[:2_000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if len(data) > MAX_FEED or not head.startswith((b"<", b"{")):
        return None
    if head.startswith(b"{"):
        return _json(data)
    found = root(data)
    if found is None:
        return None
    kind = etree.QName(found).localname.lower() if isinstance(found.tag, str) else ""
    if kind == "opml":
        return Feed(_text(found.find("head/title")), (), tuple(_outlines(found)))
    if kind == "sitemapindex":
        return Feed(None, (), tuple(_locations(found, "sitemap")))
    if kind == "urlset":
        return Feed(None, _newest(_sitemap(found)))
    return _syndicated(_bounded(data, found)) if kind in ("rss", "feed", "rdf") else None


def _bounded(data: bytes, found: Any) -> bytes:
    """A feed as it came, or of one with far too many items the first ones."""
    if len(ITEM.findall(data)) <= MOST:
        return data
    items = [node for node in found.iter(tag=etree.Element) if etree.QName(node).localname in ("item", "entry")]
    for node in items[MOST:]:
        if node.getparent() is not None:
            node.getparent().remove(node)
    return bytes(etree.tostring(found))


def parsed(data: bytes, *, whole: bool = False) -> Any:
    """The root of XML, mended where it is broken but for one that must be `whole`; nothing outside of it is read."""
    parser = etree.XMLParser(
        recover=not whole, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    return etree.fromstring(data, parser)


def root(data: bytes) -> Any:
    """The root of an XML file, mended where it is broken. None where it is no XML."""
    try:
        return parsed(data)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _newest(items: Iterator[FeedItem]) -> tuple[FeedItem, ...]:
    """The items with the newest first; those without a date stay behind in their order. Each address once."""
    found: dict[str, FeedItem] = {}
    for item in items:
        if is_address(item.url) and len(found) < MOST:
            found.setdefault(item.url, item)
    return tuple(sorted(found.values(), key=lambda item: item.published or "", reverse=True))


# --- RSS, Atom, RDF ---------------------------------------------------------------------------------------------------


def _syndicated(data: bytes) -> Feed:
    import feedparser

    # a stream, because a text would be taken for an address or a file's name
    try:
        found = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except Exception:
        # the library mends broken feeds, and stumbles in many ways over those made to be broken
        return Feed(None, ())
    return Feed(_clip(found.feed.get("title")), _newest(_entry(entry) for entry in found.entries[:MOST]))


def _entry(entry: Any) -> FeedItem:
    source = entry.get("source") or {}
    address = next((value for value in (source.get("href"), source.get("link")) if value and is_address(value)), None)
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    url = entry.get("feedburner_origlink") or entry.get("link") or entry.get("id") or ""
    named = _clip(source.get("title") or source.get("value"))
    return FeedItem(str(url).strip(), _clip(entry.get("title")), _moment(moment), named, address)


def _moment(found: Any) -> str | None:
    try:
        return time.strftime("%Y-%m-%dT%H:%M:%SZ", found) if found else None
    except (ValueError, TypeError, OverflowError):
        return None


def _clip(value: Any) -> str | None:
    return " ".join(value.split())[:LONGEST] if isinstance(value, str) and value.strip() else None


# --- JSON Feed --------------------------------------------------------------------------------------------------------


def _json(data: bytes) -> Feed | None:
    try:
        found = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return None
    if not isinstance(found, dict) or "jsonfeed.org/version" not in str(found.get("version")):
        return None
    items = found.get("items")
    entries = (item for item in items if isinstance(item, dict)) if isinstance(items, list) else ()
    return Feed(_clip(found.get("title")), _newest(_json_item(item) for item in entries))


def _json_item(item: dict[str, Any]) -> FeedItem:
    url, outer = (_clip(item.get(name)) or "" for name in ("url", "external_url"))
    return FeedItem(
        url or outer, _clip(item.get("title")), _clip(item.get("date_published")),
        source_url=outer if url and is_address(outer) else None,
    )  # fmt: skip


# --- sitemaps and OPML ------------------------------------------------------------------------------------------------


def _sitemap(root: Any) -> Iterator[FeedItem]:
    for node in root.iterchildren(f"{SITEMAP}url"):
        news = node.find(f"{NEWS}news")
        day = _text(news.find(f"{NEWS}publication_date")) if news is not None else _text(node.find(f"{SITEMAP}lastmod"))
        title = _text(news.find(f"{NEWS}title")) if news is not None else None
        yield FeedItem(_text(node.find(f"{SITEMAP}loc")) or "", title, day)


def _locations(root: Any, name: str) -> Iterator[str]:
    found = (_text(node.find(f"{SITEMAP}loc")) or "" for node in root.iterchildren(f"{SITEMAP}{name}"))
    return filter(is_address, found)


def _outlines(root: Any) -> Iterator[str]:
    return filter(is_address, ((node.get("xmlUrl") or "").strip() for node in root.iter("outline")))


def _text(node: Any) -> str | None:
    return _clip(node.text) if node is not None else None
