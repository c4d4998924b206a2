"""What an HTML page says of itself: title, authors, outlet, dates, language, what it is based on.

JSON-LD first, then OpenGraph and `meta`, then trafilatura's reading of the page. The day of publication is voted on in
`days`.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

import msgspec

from retold.clean import days
from retold.clean.debris import Debris, any_of
from retold.clean.moments import moment
from retold.clean.strips import Strip
from retold.clean.votes import Source
from retold.languages import Language
from retold.model import Moment

JSON_LD = re.compile(r"<script[^>]{0,300}application/ld\+json[^>]{0,300}>", re.I)
JSON_LD_END = re.compile(r"</script>", re.I)
LONGEST_JSON_LD = 400_000
META = re.compile(r"<meta\s[^>]{0,3000}>", re.I)
META_NAME = re.compile(r"""(?:property|name|itemprop|http-equiv)\s*=\s*["']?([\w:.-]{2,80})""", re.I)
META_CONTENT = re.compile(r"""content\s*=\s*(?:"([^"]{0,2000})"|'([^']{0,2000})')""", re.I)
HTML_LANG = re.compile(r"""<html[^>]{0,1000}?\slang\s*=\s*["']?([a-zA-Z]{2,3})""", re.I)
ARTICLE_TYPES = ("Article", "Posting", "Report", "WebPage")
MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified")
# what the names of elements hold that the library takes for bylines
SIGNED = (
    "uthor", "yline", "byl", "BBL", "username", "channel-name", "zuozhe", "bianji", "xiaobian", "submitted-by",
    "posted-by", "journalist-name", "screenname", "writer",
)  # fmt: skip
MAX_SIGNED = 200
HEAD_TAGS = ("<meta", "<link", "<script", "<META", "<LINK", "<SCRIPT")
MAX_NODES = 2_000
# a page with more articles than this in its data lists those of others
MAX_STATED = 3


@dataclass(frozen=True, slots=True, eq=False)
class AuthorWords:
    """What a page prints around its authors."""

    by: tuple[str, ...]
    between: re.Pattern[str]


@cache
def words(language: Language) -> AuthorWords:
    """The words around authors for pages in a language, compiled once."""
    table = language.table("clean")
    return AuthorWords(
        tuple(f"{word.capitalize()} " for word in table.get("bylines", ())),
        re.compile(rf"\s*(?:,|;|\b{any_of(table.get('joins', ()))}\b|&)\s*"),
    )


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page says of itself; `published_time` is ISO with zone when the page's data give one."""

    title: str | None
    description: str | None
    authors: tuple[str, ...]
    outlet: str | None
    published: Moment | None
    modified: Moment | None
    language: str | None
    based_on: tuple[str, ...]
    url: str | None
    body: str | None = None


def read(page: Source, strips: Sequence[Strip], address: str | None, debris: Debris) -> Metadata:
    """The metadata of an HTML page and its blocks; `address` is where it came from, as the caller says."""
    lexicon, source = words(debris.language), page.text
    data = [node for node in _json_ld(source) if _is_article(node)]
    metas = _metas(source)
    url = _url(metas.get("og:url")) or _url(days.canonical(source))
    stated = [_first([node], "datePublished") for node in data[:MAX_STATED]]
    found = days.witnesses(source, stated, metas, (address, url), strips, debris)
    title = _first(data, "headline") or metas.get("og:title")
    authors = _authors(data, metas, lexicon)
    outlet = _outlet(data) or metas.get("og:site_name")
    missing = {"title": not title, "author": not authors, "sitename": not outlet, "date": not found}
    searched = _searched(page, missing) if any(missing.values()) else {}
    found = found or days.searched(searched.get("date"))
    title = title or searched.get("title")
    authors = authors or _listed(searched.get("author"), lexicon)
    outlet = outlet or searched.get("sitename")
    url = url or _url(searched.get("url"))
    lang = HTML_LANG.search(source[:20_000])
    return Metadata(
        title=_clean_title(title),
        description=_first(data, "description") or metas.get("og:description") or metas.get("description"),
        authors=authors,
        outlet=outlet,
        published=days.published(source, found, debris),
        modified=_modified(data, metas),
        language=lang.group(1).lower() if lang else None,
        based_on=tuple(dict.fromkeys(_based_on(data))),
        url=url,
        body=_first(data, "articleBody"),
    )


def _searched(page: Source, missing: Mapping[str, bool]) -> dict[str, str]:
    """What the library reads on the page of what its data do not say. Each search takes time of its own, and all of
    them a third of the time of cleaning, so only what is missing is asked for."""
    from trafilatura import metadata

    tree = page.tree
    # broken pages make the library stumble in many ways; the page's own data remain
    stumbles = (ValueError, TypeError, AttributeError, KeyError, IndexError, OverflowError)
    try:
        told = metadata.examine_meta(tree)
        told.author = told.author if told.author and " " in told.author else None
        with suppress(*stumbles):
            told = metadata.extract_meta_json(tree, told)
        told.url = told.url or metadata.extract_url(tree)
        if missing["title"]:
            told.title = told.title or metadata.extract_title(tree)
        if missing["author"] and not told.author and _names_authors(page.text):
            told.author = metadata.extract_author(tree)
        if missing["sitename"]:
            told.sitename = _site(told.sitename or metadata.extract_sitename(tree), told.url)
        told.date = _searched_day(tree, told.url) if missing["date"] else None
        told.clean_and_trim()
    except stumbles:
        return {}
    return {name: value for name in (*missing, "url") if (value := getattr(told, name))}


def _names_authors(source: str) -> bool:
    """Whether a tag of the page is named as the library's search for authors asks: it takes 30 times as long."""
    found = (match.start() for part in SIGNED if part in source for match in re.finditer(part, source))
    tags = (days.tag(source, place) for place in islice(found, MAX_SIGNED))
    return any(tag and not tag.startswith(HEAD_TAGS) for tag in tags)


def _site(name: str | None, url: str | None) -> str | None:
    """The name of a site, else the domain of its address."""
    name = (name or "").lstrip("@") or (urlsplit(url or "").hostname or "").removeprefix("www.")
    return name if not name or "." in name or name[0].isupper() else name.title()


def _searched_day(tree: Any, url: str | None) -> str | None:
    """The day of first publication by htmldate; what an address says is a witness of its own, so it comes last."""
    import htmldate

    found: str | None = htmldate.find_date(
        tree, original_date=True, extensive_search=True, deferred_url_extractor=True, url=url
    )
    return found


def _json_ld(source: str) -> Iterator[dict[str, Any]]:
    count = 0
    for script in _scripts(source):
        try:
            stack = [msgspec.json.decode(script.strip().encode("utf-8", "replace"), strict=False)]
        except (msgspec.DecodeError, RecursionError):
            continue
        while stack and count < MAX_NODES:
            count += 1
            node = stack.pop()
            if isinstance(node, list):
                stack.extend(reversed(node))
            elif isinstance(node, dict):
                yield node
                stack.extend(
                    value for name in ("@graph", "mainEntity") if isinstance(value := node.get(name), list | dict)
                )


def _scripts(source: str) -> Iterator[str]:
    """What stands in the page's scripts of JSON-LD."""
    ends = [match.start() for match in JSON_LD_END.finditer(source)]
    place = 0
    for match in JSON_LD.finditer(source):
        nearest = bisect_left(ends, match.end())
        if match.start() < place or nearest == len(ends) or ends[nearest] - match.end() > LONGEST_JSON_LD:
            continue
        place = ends[nearest]
        yield source[match.end() : place]


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(name, str) and name.endswith(ARTICLE_TYPES) for name in names)


def _metas(source: str) -> dict[str, str]:
    from html import unescape

    found: dict[str, str] = {}
    for match in META.finditer(source):
        name, content = META_NAME.search(match.group()), META_CONTENT.search(match.group())
        if name and content:
            text = unescape(content.group(1) or content.group(2) or "").strip()
            if text:
                found.setdefault(name.group(1).lower(), text)
    return found


def _first(data: list[dict[str, Any]], name: str) -> str | None:
    for node in data:
        value = node.get(name)
        if isinstance(value, str) and value.strip():
            from html import unescape

            return " ".join(unescape(value).split())
    return None


def _names(value: Any) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        name = item.get("name") if isinstance(item, dict) else item
        for text in name if isinstance(name, list) else [name]:
            if isinstance(text, str) and text.strip() and not text.startswith(("http", "@")):
                yield " ".join(text.split())


def _authors(data: list[dict[str, Any]], metas: dict[str, str], lexicon: AuthorWords) -> tuple[str, ...]:
    found = [name for node in data for name in _names(node.get("author"))]
    if not found and metas.get("author") and "/" not in metas["author"]:
        found = lexicon.between.split(metas["author"])
    return _kept(found, lexicon)


def _listed(names: str | None, lexicon: AuthorWords) -> tuple[str, ...]:
    """The authors of a list as the library writes it."""
    return _kept([name.strip() for name in (names or "").split(";")], lexicon)


def _kept(names: Sequence[str], lexicon: AuthorWords) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_without_by(name, lexicon) for name in names if 2 < len(name) < 80))[:12]


def _without_by(name: str, lexicon: AuthorWords) -> str:
    by = next((word for word in lexicon.by if name.startswith(word)), "")
    return name.removeprefix(by).strip()


def _outlet(data: list[dict[str, Any]]) -> str | None:
    return next((name for node in data for name in _names(node.get("publisher"))), None)


def _clean_title(title: str | None) -> str | None:
    return " ".join(title.split()) if title and title.strip() else None


def _url(url: str | None) -> str | None:
    return url if url and url.startswith(("http://", "https://")) else None


def _based_on(data: list[dict[str, Any]]) -> Iterator[str]:
    for node in data:
        for name in ("isBasedOn", "infoSources", "citation", "sourceOrganization", "provider"):
            value = node.get(name)
            for item in value if isinstance(value, list) else [value]:
                url = item.get("url") or item.get("name") or item.get("@id") if isinstance(item, dict) else item
                if isinstance(url, str) and url.strip():
                    yield url.strip()[:500]


def _modified(data: list[dict[str, Any]], metas: dict[str, str]) -> Moment | None:
    return moment(_first(data, "dateModified") or next((metas[name] for name in MODIFIED if name in metas), None))
