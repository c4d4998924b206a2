"""Copies in web archives: the address and the time of the original, and what the archive itself added to the page.

Archives of the Wayback kind put a time of 14 digits before the original address; so does archive.today. What an archive
lays over the page is no part of it: `clean` takes it out by the marks that the archive leaves.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from urllib.parse import urlsplit

from retold.model import Capture

COPY = re.compile(
    r"\A(https?://[^/\s]{1,300}/(?:[\w.-]{1,80}/){0,3})(\d{14})([a-z]{2}_)?/((?:https?:/{1,2}|www\.)\S{3,})", re.I
)
DOTTED = re.compile(r"\A(https?://[^/\s]{1,300}/)(\d{4})\.(\d\d)\.(\d\d)-(\d{6})/(https?:/{1,2}\S{3,})", re.I)
SHORT = re.compile(r"\A(https?://web\.archive\.org/web/)(\d{0,13}\*?)/?((?:https?:/{1,2}|www\.)\S{3,})", re.I)
# archives that have no form of the page as it was sent
TODAY = re.compile(r"(?:^|\.)archive\.(?:today|ph|is|li|vn|fo|md)$", re.I)


Supplied = Literal["link", "browser", "feed", "archive", "list"]


@dataclass(frozen=True, slots=True)
class Copy:
    """An archive's copy: the original address, when it was captured (ISO 8601), and the copy's own address."""

    url: str
    time: str
    archive: str


def copy(url: str | None) -> Copy | None:
    """The Copy that an address leads to, or None."""
    match = COPY.match(url or "")
    if match:
        digits, original = match.group(2), match.group(4)
        shown = f"{match.group(1)}{digits}/{original}"
    else:
        match = DOTTED.match(url or "")
        if match is None:
            return None
        digits, original, shown = "".join(match.group(2, 3, 4, 5)), match.group(6), url or ""
    time = moment(digits)
    return Copy(_whole(original), time, shown) if time else None


def captured(
    supplied: Supplied, url: str | None, own: str | None, time: str | None, found: Copy | None = None, **more: Any
) -> Capture:
    """How the page of an address came in, which names `own` as its canonical address. Of an archive's copy, be it told
    by one of the two or `found` in the page, the original's address and time are told apart from the archive's."""
    made = copy(url) or copy(own) or found
    canonical = None if copy(own) else own
    if made is None:
        return Capture(supplied, url=url, canonical=canonical, time=time, **more)
    return Capture(
        supplied, url=made.url, canonical=canonical, archive=made.archive, time=made.time, retrieved=time, **more
    )


def moment(digits: str) -> str | None:
    """14 digits as a time in ISO 8601, or None where they are none."""
    try:
        return datetime.strptime(digits, "%Y%m%d%H%M%S").strftime("%Y-%m-%dT%H:%M:%SZ")
    except ValueError:
        return None


def raw(url: str) -> str:
    """The address under which an archive gives the page as it was sent, without its own additions; other addresses
    unchanged."""
    match = COPY.match(url)
    if match and not TODAY.search(urlsplit(url).hostname or ""):
        return f"{match.group(1)}{match.group(2)}id_/{match.group(4)}"
    match = SHORT.match(url)
    if match and match.group(2) and not match.group(2).endswith("*"):
        return f"{match.group(1)}{match.group(2)}id_/{match.group(3)}"
    return url


def _whole(original: str) -> str:
    """The original address; some tools lose one of its two strokes or its scheme."""
    if not original.lower().startswith("http"):
        return f"http://{original}"
    return re.sub(r"\A(https?):/+", r"\1://", original, flags=re.I)
