"""Pages as browsers save them: the original address and the time of capture are found; the page is the HTML itself.

HTML alone or with a folder beside it, SingleFile, HTTrack, MHTML and WebArchive; of a saved copy of a web archive, the
original's address and time are told apart from the archive's own.
"""

import plistlib
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.errors import MessageError
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import Any
from xml.parsers.expat import ExpatError

from retold.clean.decode import decode
from retold.config import Config
from retold.model import Capture, Page, Problem
from retold.read import heads, memento, mime
from retold.read.problems import problem

HEAD = 8_000  # bytes in which the programs that save pages leave their mark
SINGLE = re.compile(
    r"<!--\s{0,9}Page saved with SingleFile\s+url:\s{0,9}(\S{1,4000})\s+saved date:\s{0,9}([^\n]{10,80}?)\s*(?:\n|-->)"
)
CHROME = re.compile(r"<!--\s{0,9}saved from url=\(\d{1,6}\)(\S{1,4000}?)\s{0,9}-->", re.I)
HTTRACK = re.compile(
    r"<!-- Mirrored from (\S{1,4000}) by HTTrack [^>]{0,200}?, (\w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT) -->"
)
# what the Wayback Machine's own script in the head says of the copy
WOMBAT = re.compile(r"""__wm\.wombat\(\s{0,9}["'](https?:[^"']{3,4000})["'],\s{0,9}["'](\d{14})["']""")
SPOKEN = re.compile(r"\w{3} (\w{3} \d{1,2} \d{4} \d\d:\d\d:\d\d) GMT([+-]\d{4})")
# endings of the folder of a saved page's pictures and frames, as browsers name it in the languages they speak
FOLDERS = (
    "_files", ".files", "-files", "_Dateien", "-Dateien", "_fichiers", "_archivos", "_file", "_bestanden", "-filer",
    "_arquivos", "_ficheiros", "_pliki", "_soubory", "_tiedostot",
)  # fmt: skip


# objects of a WebArchive; each picture of a page has some ten
MOST_OBJECTS = 200_000
# the kinds of objects of a binary property list that have a length, by their numbers there
DATA, ASCII, UTF16, ARRAY, SET, DICT = 0x4, 0x5, 0x6, 0xA, 0xC, 0xD
# what the parser of property lists raises on files that are none
NO_ARCHIVE = (plistlib.InvalidFileException, ExpatError, ValueError, LookupError, TypeError, AttributeError,
              RecursionError, OverflowError, MemoryError, struct.error)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SavedMark:
    """What a saved page says of its capture: the address it was saved from, and when (ISO 8601)."""

    url: str
    time: str | None


def html(data: bytes, name: str, source: str, config: Config) -> Iterator[Page | Problem]:
    """A saved web page."""
    yield page(data, name, source, None, mark(data))


def page(data: bytes, name: str, source: str, encoding: str | None, found: SavedMark | None) -> Page:
    """The Page of a saved page's HTML with what is known of its capture."""
    made = capture(data, encoding, found)
    known: dict[str, Any] = {"url": made.url, "captured": made.time, "capture": made} if made else {}
    return Page(name, data, "html", source, encoding, **known)


def capture(data: bytes, encoding: str | None, found: SavedMark | None) -> Capture | None:
    """How a saved page came in, None where nothing says that it is one."""
    top = decode(data[: heads.HEAD], encoding, html=True).text
    own = heads.canonical(top, found.url if found else None)
    url, time = (found.url, found.time) if found else (None, None)
    made = memento.captured("browser", url, own, time, _wombat(top))
    return made if found or made.archive else None


def _wombat(top: str) -> memento.Copy | None:
    match = WOMBAT.search(top)
    time = memento.moment(match.group(2)) if match else None
    if match is None or time is None:
        return None
    return memento.Copy(match.group(1), time, f"https://web.archive.org/web/{match.group(2)}/{match.group(1)}")


def mark(data: bytes) -> SavedMark | None:
    """The mark that the program left which saved the page."""
    top = data[:HEAD].decode("latin-1")
    if match := SINGLE.search(top):
        return _marked(match.group(1), _spoken(match.group(2)))
    if match := CHROME.search(top):
        return _marked(match.group(1), None)
    if match := HTTRACK.search(top):
        return _marked(f"http://{match.group(1)}", dated(match.group(2)))
    return None


def _marked(url: str, time: str | None) -> SavedMark | None:
    return SavedMark(url, time) if url.lower().startswith(("http://", "https://")) else None


def _spoken(text: str) -> str | None:
    """A time as JavaScript writes it: Tue Mar 05 2024 10:15:00 GMT+0100 (Central European Standard Time)."""
    match = SPOKEN.match(text)
    try:
        return _iso(datetime.strptime(" ".join(match.groups()), "%b %d %Y %H:%M:%S %z")) if match else None
    except (ValueError, OverflowError):
        return None


def dated(text: str | None) -> str | None:
    """A time as mail writes it."""
    try:
        return _iso(parsedate_to_datetime(text)) if text else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _iso(time: datetime) -> str:
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


# --- MHTML ------------------------------------------------------------------------------------------------------------


def mhtml(data: bytes, name: str, source: str, config: Config) -> Iterator[Page | Problem]:
    """A page in one file with its pictures, as Chromium and Edge save it."""
    try:
        whole = mime.mhtml(data)
        part = _main(whole)
        body = part.get_payload(decode=True) if part else None
    except (MessageError, RecursionError, ValueError, LookupError) as error:
        yield problem("unreadable", source, f"this is no whole MHTML file ({error}); save the page again")
        return
    if part is None or not isinstance(body, bytes) or not body.strip():
        yield problem("unreadable", source, "there is no web page in this file; save the page again")
        return
    if len(body) > config.max_page_bytes:
        yield problem("too_large", source, "the page in it is larger than max_page_bytes allows")
        return
    url = str(whole.get("Snapshot-Content-Location") or part.get("Content-Location") or "").strip()
    time = dated(str(whole.get("Date") or ""))
    found = _marked(url, time) or mark(body)
    yield page(body, name, source, part.get_content_charset(), found)


def _main(whole: Message) -> Message | None:
    """The part that is the page: the one named as start, else the first of HTML; the others are frames and pictures."""
    start = whole.get_param("start")
    parts = [part for part in whole.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    named = (part for part in parts if start and str(part.get("Content-ID") or "").strip() == str(start).strip())
    return next(named, parts[0] if parts else None)


# --- WebArchive -------------------------------------------------------------------------------------------------------


def webarchive(data: bytes, name: str, source: str, config: Config) -> Iterator[Page | Problem]:
    """A page with its pictures in a property list, as Safari saves it."""
    try:
        _check(data)
        whole: Any = plistlib.loads(data)
        main = whole["WebMainResource"]
        body, url = main["WebResourceData"], main.get("WebResourceURL")
        encoding, kind = main.get("WebResourceTextEncodingName"), main.get("WebResourceMIMEType")
    except NO_ARCHIVE:
        yield problem("unreadable", source, "this is no whole WebArchive; save the page again")
        return
    if not isinstance(body, bytes) or not isinstance(kind, str) or "html" not in kind.lower():
        yield problem("unreadable", source, "there is no web page in this file; save the page again")
        return
    if len(body) > config.max_page_bytes:
        yield problem("too_large", source, "the page in it is larger than max_page_bytes allows")
        return
    found = _marked(url, None) if isinstance(url, str) else mark(body)
    yield page(body, name, source, encoding if isinstance(encoding, str) else None, found)


def _check(data: bytes) -> None:
    """Raises ValueError or struct.error where a property list has far more objects than a page has pictures, or where
    objects of a binary one lie over one another, so that reading them all would never end."""
    if not data.startswith(b"bplist00"):
        if data.count(b"<") > 2 * MOST_OBJECTS:
            raise ValueError("too many objects")
        return
    wide, ref, count, _, table = struct.unpack(">6xBBQQQ", data[-32:])
    if count > MOST_OBJECTS or not 0 < wide <= 8:
        raise ValueError("too many objects")
    places = (table + wide * number for number in range(count))
    if sum(_size(data, int.from_bytes(data[place : place + wide]), ref) for place in places) > len(data):
        raise ValueError("objects that lie over one another")


def _size(data: bytes, place: int, ref: int) -> int:
    """How many bytes an object of a binary property list takes up, where it is one that may hold many."""
    kind, count = divmod(int.from_bytes(data[place : place + 1]), 16)
    if count == 15:
        wide = 1 << (int.from_bytes(data[place + 1 : place + 2]) & 3)
        count = int.from_bytes(data[place + 2 : place + 2 + wide])
    return count * {DATA: 1, ASCII: 1, UTF16: 2, ARRAY: ref, SET: ref, DICT: 2 * ref}.get(kind, 0)


# --- folders ----------------------------------------------------------------------------------------------------------


def is_beside(folder: str, files: frozenset[str]) -> bool:
    """Whether a folder holds the pictures and frames of a saved page beside it; `files` are the names there."""
    stems = (folder.removesuffix(ending) for ending in FOLDERS if folder.endswith(ending))
    return any(f"{stem}{kind}" in files for stem in stems for kind in (".html", ".htm", ".xhtml"))
