"""What an HTML page says of itself: title, authors, outlet, dates, language, what it is based on.

JSON-LD first, then OpenGraph and `meta`, then trafilatura and htmldate. The day of publication is htmldate's, which
weighs all of these against the page's text; a time and zone of day are taken from the page's data for that same day.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

import msgspec

from retold.clean.debris import any_of
from retold.languages import Language
from retold.model import Moment

JSON_LD = re.compile(r"<script[^>]{0,300}application/ld\+json[^>]{0,300}>(.{0,400000}?)</script>", re.S | re.I)
META = re.compile(r"<meta\s[^>]{0,3000}>", re.I)
META_NAME = re.compile(r"""(?:property|name|itemprop|http-equiv)\s*=\s*["']?([\w:.-]{2,80})""", re.I)
META_CONTENT = re.compile(r"""content\s*=\s*(?:"([^"]{0,2000})"|'([^']{0,2000})')""", re.I)
HTML_LANG = re.compile(r"""<html[^>]{0,1000}?\slang\s*=\s*["']?([a-zA-Z]{2,3})""", re.I)
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
ISO_TIME = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d)(?::\d\d)?(?:\.\d+)?\s?(Z|[+-]\d\d:?\d\d)?")
# a day behind a label; the order day-month is the usual one where labels are used with stops
DAY = r"\s{0,3}:?\s{0,3}(?:(\d{4})-(\d\d)-(\d\d)|(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}))"
ARTICLE_TYPES = ("Article", "Posting", "Report", "WebPage")
PUBLISHED = ("article:published_time", "og:article:published_time", "datepublished", "date", "dc.date", "pubdate",
             "publish-date", "dc.date.issued", "sailthru.date", "parsely-pub-date")  # fmt: skip
MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified")
MAX_NODES = 2_000
EARLIEST, LATEST = 1600, 2400


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """What a page prints around its authors and its day of publication; `new_year` holds a first of January with "{}"
    for the year."""

    labelled: re.Pattern[str]
    by: tuple[str, ...]
    between: re.Pattern[str]
    new_year: tuple[str, ...]


@cache
def words(language: Language) -> Words:
    """The words of metadata for pages in a language, compiled once."""
    table = language.table("clean")
    labels = [label for listed in table.get("day_labels", {}).values() for label in listed]
    return Words(
        re.compile(rf"\b{any_of(labels)}{DAY}", re.I),
        tuple(f"{word.capitalize()} " for word in table.get("bylines", ())),
        re.compile(rf"\s*(?:,|;|\b{any_of(table.get('joins', ()))}\b|&)\s*"),
        tuple(table.get("new_year", ())),
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


def read(source: str, tree: Any, language: Language) -> Metadata:
    """The metadata of an HTML page, as source and as tree; `language` has the words that are printed around dates and authors."""
    lexicon = words(language)
    data = [node for node in _json_ld(source) if _is_article(node)]
    metas = _metas(source)
    extracted = _extracted(tree)
    lang = HTML_LANG.search(source[:20_000])
    return Metadata(
        title=_clean_title(_first(data, "headline") or metas.get("og:title") or getattr(extracted, "title", None)),
        description=_first(data, "description") or metas.get("og:description") or metas.get("description"),
        authors=_authors(data, metas, getattr(extracted, "author", None), lexicon),
        outlet=_outlet(data) or metas.get("og:site_name") or getattr(extracted, "sitename", None),
        published=_published(source, data, metas, lexicon),
        modified=_modified(data, metas),
        language=lang.group(1).lower() if lang else None,
        based_on=tuple(dict.fromkeys(_based_on(data))),
        url=_url(metas.get("og:url") or getattr(extracted, "url", None)),
        body=_first(data, "articleBody"),
    )


def _extracted(tree: Any) -> Any:
    import trafilatura

    try:
        return trafilatura.extract_metadata(tree)
    except (ValueError, TypeError, AttributeError, KeyError, IndexError):
        # broken pages make the library stumble in many ways; the page's own data remain
        return None


def _json_ld(source: str) -> Iterator[dict[str, Any]]:
    count = 0
    for match in JSON_LD.finditer(source):
        try:
            stack = [msgspec.json.decode(match.group(1).strip().encode("utf-8", "replace"), strict=False)]
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


def _authors(
    data: list[dict[str, Any]], metas: dict[str, str], extracted: str | None, lexicon: Words
) -> tuple[str, ...]:
    found = [name for node in data for name in _names(node.get("author"))]
    if not found and metas.get("author") and "/" not in metas["author"]:
        found = lexicon.between.split(metas["author"])
    if not found and extracted:
        found = [name.strip() for name in extracted.split(";")]
    return tuple(dict.fromkeys(_without_by(name, lexicon) for name in found if 2 < len(name) < 80))[:12]


def _without_by(name: str, lexicon: Words) -> str:
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


def moment(text: str | None) -> Moment | None:
    """The Moment of an ISO time or day; None for anything else."""
    time = ISO_TIME.search(text or "")
    if time:
        zone = (time.group(2) or "").replace("+0000", "Z")
        zone = f"{zone[:3]}:{zone[3:]}" if len(zone) == 5 else zone
        value = time.group(1) + zone
        if _is_time(value):
            return Moment(value, value, value, "metadata")
    day = ISO_DAY.search(text or "")
    return Moment(day.group(), day.group(), day.group(), "metadata") if day and _is_time(day.group()) else None


def given(text: str | None) -> Moment | None:
    """The Moment of an ISO 8601 time, day, month or year that the caller gives; None for anything else."""
    value = re.sub(r"\A(\S{10}) ", r"\1T", (text or "").strip())
    if re.fullmatch(r"\d{4}(?:-\d\d)?", value, re.A):
        year, month = int(value[:4]), int(value[5:] or 1)
        if not (EARLIEST <= year <= LATEST and 1 <= month <= 12):
            return None
        last = monthrange(year, month)[1] if len(value) > 4 else 31
        return Moment(
            value, f"{year:04}-{month:02}-01", f"{year:04}-{month if len(value) > 4 else 12:02}-{last}", "given"
        )
    if not ISO_DAY.match(value) or not _is_time(value):
        return None
    return Moment(value, value, value, "given")


def _is_time(value: str) -> bool:
    """Whether an ISO time or day is one of the calendar, and of the years that can be reckoned with."""
    try:
        return EARLIEST <= datetime.fromisoformat(value).year <= LATEST
    except ValueError:
        return False


def _published(source: str, data: list[dict[str, Any]], metas: dict[str, str], lexicon: Words) -> Moment | None:
    from htmldate import find_date

    stated = [_first(data, "datePublished"), *(metas.get(name) for name in PUBLISHED)]
    moments = [found for found in map(moment, stated) if found and found.value]
    try:
        day = find_date(source, original_date=True, extensive_search=True)
    except (ValueError, TypeError, AttributeError, IndexError, OverflowError):
        day = None
    if day is None:
        return moments[0] if moments else None
    if not moments and (stated_day := _labelled(source, lexicon)):
        return Moment(
            stated_day, stated_day, stated_day, "metadata", reason="the page labels it as the day of publication"
        )
    revised = _modified(data, metas)
    if moments and revised and revised.value and revised.value[:10] < day == (moments[0].value or "")[:10]:
        # nothing is revised before it is published: a clock or a scheduler set the later one
        return revised
    for found in moments:
        if found.value and found.value.startswith(day) and len(found.value) > 10:
            return found
    if (
        day.endswith("-01-01")
        and not any(found.value == day for found in moments)
        and not _new_year(source, day, lexicon)
    ):
        year = day[:4]
        return Moment(year, day, f"{year}-12-31", "inferred", reason="the page shows a year and no day")
    return Moment(day, day, day, "metadata")


def _labelled(source: str, lexicon: Words) -> str | None:
    """A day that the page itself prints behind a word for publication."""
    match = lexicon.labelled.search(source)
    if match is None:
        return None
    year, month, day = (match.group(1), match.group(2), match.group(3)) if match.group(1) else (
        match.group(6), match.group(5), match.group(4))  # fmt: skip
    value = f"{year}-{int(month):02}-{int(day):02}"
    return value if _is_time(value) else None


def _new_year(source: str, day: str, lexicon: Words) -> bool:
    """Whether the page really prints a first of January of that year."""
    year = day[:4]
    numeric = (day, f"1.1.{year}", f"01.01.{year}", f"1/1/{year}", f"01/01/{year}", f"{year}/01/01")
    worded = (text.replace("{}", year) for text in lexicon.new_year)
    return any(mark in source for mark in (*numeric, *worded))


def _modified(data: list[dict[str, Any]], metas: dict[str, str]) -> Moment | None:
    return moment(_first(data, "dateModified") or next((metas[name] for name in MODIFIED if name in metas), None))
