"""What a page that was sent is: the article that was asked for, a way on to it, or something in its way."""

import re
from html import unescape
from urllib.parse import urljoin, urlsplit

from retold.clean.debris import fold
from retold.languages import Language
from retold.read import heads
from retold.read.heads import HEAD

HTML = ("text/html", "application/xhtml+xml")
META = re.compile(r"<meta\b([^<>]{1,4000})>", re.I)
REFRESH = re.compile(r"""\bhttp-equiv\s*=\s*["']?\s*refresh\b""", re.I)
CONTENT = re.compile(r"""\bcontent\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))""", re.I)
ONWARD = re.compile(r"""\s*(\d{1,4})(?:\.\d*)?\s*[;,]\s*(?:url\s*=)?\s*["']?([^"']{1,2000})""", re.I)
COMMENTS = re.compile(r"<!--.*?(?:-->|\Z)|<noscript\b.*?(?:</noscript\s*>|\Z)", re.S | re.I)
SOON = 5  # seconds; a page that reloads later than this is meant to be read
AMP = re.compile(r"<html\b[^<>]{0,500}?\s(?:amp|⚡)(?:[\s=>/])", re.I)
PRINT = re.compile(r"(?:^|[/?&=._-])print(?:able|er|view|version)?(?:[/=&._-]|$)", re.I)
VARIANT = re.compile(r"^(?:www|print|m|mobile|amp)\.")
HIDDEN = re.compile(r"<(script|style|template|svg)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)|<[^<>]{0,5000}>", re.S | re.I)
ARTICLE = re.compile(r"<article\b|\"articleBody\"|property=[\"']og:type[\"'] content=[\"']article", re.I)
NOT_FREE = re.compile(r'"isAccessibleForFree"\s*:\s*"?\s*(?:false|no|0)\b', re.I)
CONSENT_HOST = re.compile(r"^(?:consent|guce|cmp|privacy-mgmt|myprivacy|fundingchoices)[.-]", re.I)
MOST_WALL = 4_000  # characters a page of consent shows; an article with its banner shows more
FEWEST_WALL = 2  # marks of consent that make such a page


def media_type(header: str) -> tuple[str, str | None]:
    """The type and the character set of a Content-Type header."""
    kind, _, rest = header.partition(";")
    named = re.search(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", rest, re.I)
    return kind.strip().lower(), named.group(1) if named else None


def is_html(kind: str, data: bytes) -> bool:
    """Whether an answer is a web page; servers that name no type are judged by the first characters."""
    if kind in HTML:
        return True
    return kind in ("", "application/octet-stream") and data[:400].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(
        (b"<!doctype html", b"<html", b"<head", b"<body", b"<!--")
    )


def refresh(source: str, url: str) -> str | None:
    """The address a page sends its readers on to by itself at once, or None."""
    mark = next((tag[1] for tag in META.finditer(COMMENTS.sub("", source[:HEAD])) if REFRESH.search(tag[1])), "")
    content = CONTENT.search(mark)
    match = ONWARD.match(unescape("".join(filter(None, content.groups())))) if content else None
    if match is None or int(match[1]) > SOON:
        return None
    try:
        target = urljoin(url, match[2].strip())
    except ValueError:
        return None
    return target if target != url else None


def fuller(source: str, url: str) -> str | None:
    """The canonical address of a page that is a variant, for phones (AMP) or for the printer, where it names one."""
    own = heads.canonical(source, url)
    if own is None or _key(own) == _key(url):
        return None
    if AMP.search(source[:5_000]):
        return own
    parts, other = urlsplit(url), urlsplit(own)
    printed = PRINT.search(parts.path) or PRINT.search(parts.query)
    if printed and _site(parts.hostname) == _site(other.hostname) and not PRINT.search(other.path):
        return own
    return None


def _key(url: str) -> str:
    return re.sub(r"^https?://(?:www\.)?", "", url.partition("#")[0]).rstrip("/")


def _site(host: str | None) -> str:
    """A host without what names its variant: print.example.org and www.example.org belong together."""
    return VARIANT.sub("", host or "")


def asks_consent(source: str, url: str, language: Language) -> bool:
    """Whether a page asks for consent to cookies instead of showing an article."""
    if CONSENT_HOST.match(urlsplit(url).hostname or ""):
        return True
    if len(source) > 20 * HEAD or ARTICLE.search(source):
        return False
    shown = fold(HIDDEN.sub(" ", source))
    marks = sum(mark in shown for mark in language.table("web").get("consent", ()))
    return marks >= FEWEST_WALL and len(shown) < MOST_WALL


def is_sold(source: str) -> bool:
    """Whether a page's own data say that it cannot be read for free."""
    return NOT_FREE.search(source) is not None
