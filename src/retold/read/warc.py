"""Web archives as WARC files -> Iterator[Page | Problem], record by record, so that memory does not grow with the file.

A page is a record of an answer 200 with HTML, a PDF or an EPUB in it. What was not sent again because it was the same
(revisit) is read from the record that holds it. Every page knows its address and its time, which are the capture's own,
and the address from which it was sent on to.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Any
from urllib.parse import urljoin

import msgspec
from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader, DecompressingBufferedReader

from retold.clean.decode import decode
from retold.config import Config
from retold.model import Page, Problem
from retold.read import epub, heads, memento, zst
from retold.read.problems import problem
from retold.read.web import judge

PAGES = (*judge.HTML, "application/pdf", epub.MEDIA_TYPE)
HELD = ("response", "resource", "revisit")
MOVED = ("301", "302", "303", "307", "308")
# bytes of heads and sizes of chunks in one record; a page of 20 MB in chunks of 8 kB has 20,000
MAX_LINES = 500_000
# an archive that unpacks to more than so many times its size is a bomb, once it is so many bytes; pages pack to a tenth
MAX_RATIO, SMALL = 200, 100_000_000
# bytes that are read again to find the pages of revisits, where an archive cannot be read from any place
MOST_SOUGHT = 10_000_000_000
MOST_SENT_ON = 100_000  # redirects that are kept in mind
HEAD = 20_000  # bytes in which a page that only sends on says so
Open = Callable[[], AbstractContextManager[IO[bytes]]]


@dataclass(slots=True)
class Sought:
    """Which pages of an archive are wanted: all, or those of its list. `wanted` are their addresses; `told` is what the
    list says of a record, by the record's id. Redirects add the address they lead to."""

    wanted: set[str] | None = None
    told: Mapping[str, dict[str, Any]] = field(default_factory=dict)


@dataclass(slots=True)
class ArchiveIndex:
    """What was read of an archive so far: where each payload stands, by digest, how often an address came, and from
    where each address was sent on to."""

    payloads: dict[str, tuple[Open, int]] = field(default_factory=dict)
    names: Counter[str] = field(default_factory=Counter)
    sent_on: dict[str, str] = field(default_factory=dict)
    pages: int = 0
    others: int = 0
    sought: int = 0


class Lines(DecompressingBufferedReader):  # type: ignore[misc] # the library is not typed
    """The library's reader with an end to lines that have none, and to what unpacks to far too much: `size` counts the
    bytes of the lines of a record, which are its heads and the sizes of its chunks."""

    size = 0

    def _process_read(self, data: bytes) -> None:
        super()._process_read(data)
        if self.num_read > SMALL and self.num_read > MAX_RATIO * self.stream.tell():
            raise ValueError(f"it unpacks to over {MAX_RATIO} times its size")

    def readline(self, length: int | None = None) -> bytes:
        """The next line. Raises ValueError where the lines of a record are too many or too long."""
        line = bytes(super().readline(min(length or MAX_LINES, MAX_LINES)))
        self.size += len(line)
        if self.size >= MAX_LINES:
            raise ValueError("the head of a record has no end")
        return line


def read(path: Path, name: str, source: str, config: Config) -> Iterator[Page | Problem]:
    """The pages of a WARC file, plain, gzipped or packed with Zstandard."""
    seen, opened = ArchiveIndex(), _opener(path)
    if opened is None:
        message = "to read WARC packed with Zstandard, install what unpacks it (pip install 'retold[zstd]')"
        yield problem("unreadable", source, f"{message}, or unpack the file (zstd -d)")
        return
    yield from records(opened, source, config, Sought(), seen)
    if not seen.pages:
        yield nothing(source, seen)


def _opener(path: Path) -> Open | None:
    """What opens a WARC file; None where nothing that unpacks it is installed."""
    if path.suffix.lower() != ".zst":
        return lambda: path.open("rb")
    unpacks = zst.library()
    return zst.Frames(path, unpacks).opened if unpacks else None


def nothing(source: str, seen: ArchiveIndex) -> Problem:
    """An archive without a page."""
    message = f"no page in this archive, only {seen.others:,} other records (pictures, errors, redirects)"
    return problem("empty_archive", source, f"{message}; check that it was made of the right addresses")


def records(opened: Open, source: str, config: Config, sought: Sought, seen: ArchiveIndex) -> Iterator[Page | Problem]:
    """The pages of one WARC; `opened` opens it. A broken record ends it, and what came before it is kept."""
    number = 0
    try:
        with opened() as stream:
            archive = ArchiveIterator(stream, check_digests=True)
            archive.reader = reader = Lines(archive.fh)
            archive.INC_RECORD = ""  # a warning that the library prints, with what the archive holds in it
            for number, record in enumerate(archive, 1):
                reader.size = 0
                if number > config.max_records:
                    message = f"more than {config.max_records:,} records; the rest was not read"
                    yield problem("too_many", source, f"{message}: split the archive or raise max_records")
                    return
                found = _page(record, f"{source}:{number}", config, (sought, seen))
                if isinstance(found, Page):
                    _end(archive, record, opened, seen)
                    seen.pages += 1
                seen.others += found is None
                if found is not None:
                    yield from epub.parts(found, config) if isinstance(found, Page) else [found]
                if record.digest_checker is not None and record.digest_checker.passed is False:
                    message = f"{source}:{number}: the record does not match its own checksum; the archive was changed"
                    yield Problem("checksum", None, f"{message}: get it again from where it came", source)
    except Exception as error:
        # the library stumbles in many ways over records that are broken or made to be
        message = f"the archive breaks off after {max(number - 1, 0):,} records ({_why(error)})"
        yield problem("archive", source, f"{message}; what came before was read: get the file again")


def _end(archive: Any, record: Any, opened: Open, seen: ArchiveIndex) -> None:
    """Notes where the payload of a page stands, for revisits of it. Raises EOFError where the record is cut off."""
    digest = record.rec_headers.get_header("WARC-Payload-Digest")
    archive.read_to_end(record)
    if getattr(record.raw_stream, "limit", 0) > 0:
        raise EOFError("the last page is cut off")
    if digest and record.rec_type != "revisit":
        seen.payloads.setdefault(digest, (opened, archive.get_record_offset()))


def _why(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:100]


def _page(record: Any, source: str, config: Config, known: tuple[Sought, ArchiveIndex]) -> Page | Problem | None:
    sought, seen = known
    url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    identity = record.rec_headers.get_header("WARC-Record-ID") or ""
    told = sought.told.get(identity)
    _note_redirect(record, url, seen)
    if record.rec_type not in HELD or not _is_wanted(record, url, sought, told):
        return None
    if told is None and not _is_page(record):
        return None
    data = _payload(record, seen, config.max_page_bytes)
    if data is None:
        message = f"{url} is a revisit of a page that is not in this archive"
        return problem("archive", source, f"{message}; give the archive that holds the first capture too")
    if len(data) > config.max_page_bytes:
        return problem("too_large", source, f"{url} is larger than max_page_bytes allows")
    if told is not None:
        return _told(told, data, source)
    if not data.strip() or _sends_on(data, url) or (_kinds(record)[0] == epub.MEDIA_TYPE and not epub.is_book(data)):
        return None
    return _captured(record, url, data, source, seen)


def _note_redirect(record: Any, url: str, seen: ArchiveIndex) -> None:
    """Keeps in mind the address that a record sends on to: the page there was asked for by this one."""
    headers = record.http_headers if record.rec_type == "response" else None
    if headers is None or headers.get_statuscode() not in MOVED or len(seen.sent_on) >= MOST_SENT_ON:
        return
    with suppress(ValueError):
        seen.sent_on.setdefault(urljoin(url, headers.get_header("Location") or ""), url)


def _is_wanted(record: Any, url: str, sought: Sought, told: dict[str, Any] | None) -> bool:
    """Whether a record holds a page, and one of those that are wanted."""
    if told is not None or sought.wanted is None:
        return told is not None or url.startswith(("http://", "https://"))
    status = record.http_headers.get_statuscode() if record.http_headers else ""
    if url in sought.wanted and status.startswith("3") and status != "304":
        sought.wanted.add(urljoin(url, record.http_headers.get_header("Location") or ""))
    return url in sought.wanted


def _is_page(record: Any) -> bool:
    """An answer 200 with HTML or a PDF that was a page and not a frame in one."""
    headers = record.http_headers
    if record.rec_headers.get_header("WARC-Resource-Type") not in (None, "document"):
        return False
    if headers is None:
        kind = record.rec_headers.get_header("Content-Type") if record.rec_type == "resource" else ""
        return record.rec_type == "revisit" or judge.media_type(kind or "")[0] in PAGES
    return headers.get_statuscode() == "200" and judge.media_type(headers.get_header("Content-Type") or "")[0] in PAGES


def _payload(record: Any, seen: ArchiveIndex, limit: int) -> bytes | None:
    """The body of a record without its encodings, a little over the limit at most; None where it is elsewhere."""
    if record.rec_type != "revisit":
        return _bytes(record, limit)
    digest = record.rec_headers.get_header("WARC-Payload-Digest") or ""
    if digest not in seen.payloads:
        return None
    opened, offset = seen.payloads[digest]
    with opened() as stream:
        seen.sought += offset
        if seen.sought > MOST_SOUGHT:
            raise ValueError("it sends to and fro too often")
        stream.seek(offset)
        return _bytes(next(iter(ArchiveIterator(stream))), limit)


def _bytes(record: Any, limit: int) -> bytes:
    """The body without its encodings. That of brotli is undone here: the library would unpack all of it at once."""
    headers = record.http_headers
    if headers is None or (headers.get_header("Content-Encoding") or "").strip().lower() != "br":
        return _read(record.content_stream(), limit)
    from retold.read.web import transport

    chunked = (headers.get_header("Transfer-Encoding") or "").strip().lower() == "chunked"
    packed = _read(ChunkedDataReader(record.raw_stream) if chunked else record.raw_stream, limit)
    try:
        return transport.unbrotli(packed, limit)
    except (ValueError, EOFError):
        return packed


def _read(stream: Any, limit: int) -> bytes:
    found = bytearray()
    while len(found) <= limit:
        piece = stream.read(limit + 1 - len(found))
        if not piece:
            break
        found += piece
    return bytes(found)


def _sends_on(data: bytes, url: str) -> bool:
    """Whether a page does nothing but send its readers on: what it leads to is a record of its own."""
    head = data[:HEAD]
    return b"refresh" in head.lower() and judge.refresh(decode(head, None, html=True).text, url) is not None


def _kinds(record: Any) -> tuple[str, str | None]:
    """The type and the character set that a record states."""
    headers = record.http_headers or record.rec_headers
    return judge.media_type(headers.get_header("Content-Type") or "")


def _captured(record: Any, url: str, data: bytes, source: str, seen: ArchiveIndex) -> Page:
    kind, charset = _kinds(record)
    date = record.rec_headers.get_header("WARC-Date")
    status = record.http_headers.get_statuscode() if record.http_headers else ""
    own = None if kind not in judge.HTML else heads.canonical(decode(data[: heads.HEAD], charset, html=True).text, url)
    seen.names[url] += 1
    again = f"@{date}" if seen.names[url] > 1 else ""
    made = memento.captured(
        "archive", url, own, date,
        requested=seen.sent_on.get(url), status=int(status) if status.isdigit() else None, media_type=kind or None,
    )  # fmt: skip
    return Page(
        id=heads.name(url) + again, data=data, media="pdf" if kind == "application/pdf" else "html", source=source,
        encoding=charset, url=made.url, captured=made.time, capture=made,
    )  # fmt: skip


def _told(told: dict[str, Any], data: bytes, source: str) -> Page | Problem:
    """A page of an archive that Retold wrote, as it came in then."""
    try:
        return replace(msgspec.convert({**told, "data": "", "source": source}, Page), data=data)
    except (msgspec.ValidationError, TypeError) as error:
        message = f"the archive's list says of this page what cannot be ({error})"
        return problem("archive", source, f"{message}; get the file again")
