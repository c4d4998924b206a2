"""Pages and what was fetched for them -> a WARC, or a WACZ that keeps the evidence of a report for later.

The WACZ holds the bytes of every page with its address and time, an index to replay them, and in its list of pages how
each came in, so that `retold verify` and anybody else can check the report years later.
"""

import gzip
import hashlib
import io
import json
import time
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit
from uuid import NAMESPACE_URL, uuid5

import msgspec
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from retold.model import Page
from retold.read import epub

if TYPE_CHECKING:
    from retold.read.web.transport import Exchange

Trails = Mapping[str, Sequence["Exchange"]]
KINDS = {
    "html": "text/html", "raw": "text/plain", "text": "text/plain", "markdown": "text/markdown",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
}  # fmt: skip
WARC = "archive/data.warc.gz"
INDEX_BLOCK = 1_000  # lines of the index packed together; a reader unpacks one block to find a page
EPOCH = (1980, 1, 1, 0, 0, 0)  # times of the ZIP's members say nothing, and must not differ from run to run


@dataclass(frozen=True, slots=True)
class Written:
    """A record in the WARC: where it stands, and what the index says of it."""

    record: str
    url: str
    time: str
    media_type: str
    status: int | None
    digest: str
    offset: int
    length: int


def warc(trails: Iterable[Sequence["Exchange"]], stream: IO[bytes], software: str, packed: bool = True) -> None:
    """Writes every exchange of the trails, each once."""
    writer = _Writer(stream, software, packed)
    for trail in trails:
        for item in trail:
            writer.exchange(item)


def wacz(pages: Sequence[Page], trails: Trails, path: Path, software: str) -> None:
    """Writes a WACZ of the pages. `trails` are the exchanges of those that were fetched, by the source of the page."""
    buffer = io.BytesIO()
    writer = _Writer(buffer, software)
    listed = [_entry(page, _record(writer, page, trails.get(page.source or "", ()))) for page in pages]
    created = max((item.time for item in writer.written), default=_now())
    lines, index = _index(writer.written)
    head = {"format": "json-pages-1.0", "id": "pages", "title": "Pages"}
    files = {
        WARC: buffer.getvalue(),
        "indexes/index.cdx.gz": lines,
        "indexes/index.idx": index,
        "pages/pages.jsonl": b"".join(json.dumps(item).encode() + b"\n" for item in (head, *listed)),
    }
    _zip(path, files, created, software)


def _record(writer: "_Writer", page: Page, trail: Sequence["Exchange"]) -> Written:
    """The record that holds a page: its answer where it was fetched, else the bytes as they came in; those of a chapter
    stand beside the answer that its book came in."""
    answers = [writer.exchange(item) for item in trail]
    return writer.resource(page) if not answers or epub.is_chapter(page) else answers[-1]


def _entry(page: Page, record: Written) -> dict[str, Any]:
    """A line of the list of pages; what only Retold knows of a page stands in a field of its own."""
    told = {name: value for name, value in msgspec.to_builtins(page).items() if name != "data" and value is not None}
    return {
        "id": record.record.removeprefix("<urn:uuid:").removesuffix(">"),
        "url": record.url,
        "ts": record.time,
        "title": page.title or page.id,
        "retold": {"record": record.record, "page": told},
    }


class _Writer:
    """A WARC in the making."""

    def __init__(self, stream: IO[bytes], software: str, packed: bool = True) -> None:
        self._stream, self._writer = stream, WARCWriter(stream, gzip=packed)
        self.written: list[Written] = []
        self._known: dict[str, Written] = {}
        about = {"software": software, "format": "WARC File Format 1.1"}
        self._writer.write_record(self._writer.create_warcinfo_record("data.warc.gz", about))

    def exchange(self, item: "Exchange") -> Written:
        """An answer as it was sent, without the chunks of its transfer; one that was written before is not again."""
        headers = [
            (f"X-Archive-Orig-{name}" if name.lower() == "transfer-encoding" else name, value)
            for name, value in item.headers
        ]
        # whatever version was spoken, a WARC writes the first line of 1.1
        line = StatusAndHeaders(f"{item.status} {_reason(item.status)}", headers, protocol="HTTP/1.1")
        more = {"WARC-IP-Address": item.server} if item.server else {}
        make = partial(self._writer.create_warc_record, item.url, "response", http_headers=line)
        told = (item.header("content-type"), item.status)
        return self._write(item.url, item.time, item.body, make, more, told)

    def resource(self, page: Page) -> Written:
        """The bytes of a page that was not fetched."""
        named = page.capture.url if page.capture and not epub.is_chapter(page) else None
        url = named or page.url or f"urn:retold:page:{quote(page.id, safe='')}"
        kind = f"{KINDS[page.media]}; charset={page.encoding}" if page.encoding else KINDS[page.media]
        date = (page.capture and page.capture.time) or _now()
        make = partial(self._writer.create_warc_record, url, "resource", warc_content_type=kind)
        return self._write(url, date, page.data, make, {}, (kind, None))

    def _write(
        self, url: str, date: str, body: bytes, make: Callable[..., Any], more: dict[str, str],
        told: tuple[str, int | None],
    ) -> Written:  # fmt: skip
        kind, status = told
        digest = hashlib.sha256(body).hexdigest()
        identity = f"<urn:uuid:{uuid5(NAMESPACE_URL, f'{url} {date} {status} {digest}')}>"
        if identity not in self._known:
            headers = {"WARC-Date": date, "WARC-Record-ID": identity, **more}
            start = self._stream.tell()
            self._writer.write_record(make(payload=io.BytesIO(body), length=len(body), warc_headers_dict=headers))
            made = Written(
                identity, url, date, kind.partition(";")[0].strip(), status, f"sha256:{digest}", start,
                self._stream.tell() - start,
            )  # fmt: skip
            self._known[identity] = made
            self.written.append(made)
        return self._known[identity]


def _reason(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"


def _now() -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


# --- index and package ------------------------------------------------------------------------------------------------


def _index(written: Sequence[Written]) -> tuple[bytes, bytes]:
    """The index in packed blocks of lines, and the table that says where each block begins."""
    lines = sorted(_line(item) for item in written)
    packed = bytearray()
    heads = ['!meta 0 {"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"}']
    for first in range(0, len(lines), INDEX_BLOCK):
        block = gzip.compress("".join(f"{line}\n" for line in lines[first : first + INDEX_BLOCK]).encode(), mtime=0)
        key, stamp, _ = lines[first].split(" ", 2)
        place = {"offset": len(packed), "length": len(block), "digest": _hash(block), "filename": "index.cdx.gz"}
        heads.append(f"{key} {stamp} {json.dumps(place)}")
        packed += block
    return bytes(packed), "".join(f"{line}\n" for line in heads).encode()


def _line(item: Written) -> str:
    told: dict[str, Any] = {"url": item.url, "mime": item.media_type}
    if item.status is not None:
        told["status"] = item.status
    told |= {"digest": item.digest, "length": item.length, "offset": item.offset, "filename": WARC.rpartition("/")[2]}
    return f"{key(item.url)} {''.join(filter(str.isdigit, item.time))[:14]} {json.dumps(told)}"


def key(url: str) -> str:
    """An address in the order of the index: the host backwards, then the path, all lower case (SURT)."""
    parts = urlsplit(url)
    if not parts.hostname:
        return url.replace(" ", "%20")
    host = ",".join(reversed(parts.hostname.removeprefix("www.").split(".")))
    port = f":{parts.port}" if parts.port and parts.port not in (80, 443) else ""
    query = "?" + "&".join(sorted(parts.query.split("&"))) if parts.query else ""
    return f"{host}{port}){parts.path or '/'}{query}".lower().replace(" ", "%20")


def _zip(path: Path, files: Mapping[str, bytes], created: str, software: str) -> None:
    resources = [
        {"name": name.rpartition("/")[2], "path": name, "hash": _hash(data), "bytes": len(data)}
        for name, data in files.items()
    ]
    package = {
        "profile": "data-package", "wacz_version": "1.1.1", "title": "Pages of a comparison", "created": created,
        "software": software, "resources": resources,
    }  # fmt: skip
    whole = json.dumps(package, indent=2).encode()
    digest = json.dumps({"path": "datapackage.json", "hash": _hash(whole)}, indent=2).encode()
    with zipfile.ZipFile(path, "w") as made:
        for name, data in {**files, "datapackage.json": whole, "datapackage-digest.json": digest}.items():
            # what is packed already is stored, as readers of WACZ seek in it
            item = zipfile.ZipInfo(name, EPOCH)
            item.compress_type = zipfile.ZIP_STORED if name.endswith(".gz") else zipfile.ZIP_DEFLATED
            item.external_attr = 0o644 << 16
            made.writestr(item, data)


def _hash(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"
