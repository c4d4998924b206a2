"""What the head of a web page says of its address."""

from html import unescape
from urllib.parse import urljoin, urlsplit

from retold.clean import days

HEAD = 200_000  # characters in which a page says what it is


def canonical(source: str, url: str | None) -> str | None:
    """The canonical address that a page names; an address of the whole site is a slip of its template."""
    own = days.canonical(source[:HEAD])
    if not own:
        return None
    try:
        found = urljoin(url or "", unescape(own).strip())
        parts = urlsplit(found)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or (parts.path in ("", "/") and not parts.query):
        return None
    return found


def name(url: str) -> str:
    """The id of a page: its address without the scheme."""
    return url.partition("://")[2].removeprefix("www.").rstrip("/")[:300] or url
