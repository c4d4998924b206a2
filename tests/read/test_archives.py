"""WARC and WACZ: what was captured is read as it was, what was written can be checked, broken ones are named."""

import gzip
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from tests.read.web.site import PARAGRAPHS, Site, config, html, ok
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from retold import fetching
from retold.config import Config
from retold.model import Capture, Page, Problem
from retold.read import evidence, file
from retold.read.wacz import read as read_wacz

DATE = "2024-03-06T10:15:00Z"


class Maker:
    """A WARC for a test, written with the library's own writer."""

    def __init__(self, packed: bool = True) -> None:
        self.stream = io.BytesIO()
        self.writer = WARCWriter(self.stream, gzip=packed)

    def answer(
        self, url: str, body: bytes, status: str = "200 OK", kind: str = "text/html", date: str = DATE, **headers: str
    ) -> "Maker":
        named = [("Content-Type", kind), *((key.replace("_", "-"), value) for key, value in headers.items())]
        http = StatusAndHeaders(status, named, protocol="HTTP/1.1")
        self.writer.write_record(
            self.writer.create_warc_record(
                url, "response", payload=io.BytesIO(body), http_headers=http, warc_headers_dict={"WARC-Date": date}
            )
        )
        return self

    def revisit(self, url: str, body: bytes, date: str) -> "Maker":
        record = self.writer.create_warc_record(
            url,
            "response",
            payload=io.BytesIO(body),
            http_headers=StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1"),
        )
        self.writer.ensure_digest(record, block=False, payload=True)
        digest = record.rec_headers.get_header("WARC-Payload-Digest")
        again = self.writer.create_revisit_record(url, digest, url, DATE)
        again.rec_headers.replace_header("WARC-Date", date)
        self.writer.write_record(again)
        return self

    def save(self, path: Path) -> Path:
        path.write_bytes(self.stream.getvalue())
        return path


def read(path: Path, settings: Config | None = None) -> tuple[list[Page], list[Problem]]:
    found = list(file.read([str(path)], settings or Config()))
    return [item for item in found if isinstance(item, Page)], [item for item in found if isinstance(item, Problem)]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_pages_of_a_warc(tmp_path: Path, name: str) -> None:
    made = Maker(packed=name.endswith(".gz"))
    made.answer("http://marrow.example/short", b"", "301 Moved", Location="https://marrow.example/pool")
    made.answer("https://marrow.example/pool", gzip.compress(html()), Content_Encoding="gzip")
    made.answer("https://marrow.example/pool.png", b"\x89PNG", kind="image/png")
    made.answer("https://marrow.example/gone", html(), "404 Not Found")
    made.answer("https://marrow.example/hop", b'<meta http-equiv="refresh" content="0;url=/pool">')
    made.answer(
        "https://marrow.example/latin",
        html().decode().replace("utf-8", "x").encode("latin-1"),
        kind="text/html; charset=latin-1",
    )
    pages, problems = read(made.save(tmp_path / name))
    assert [page.id for page in pages] == ["marrow.example/pool", "marrow.example/latin"] and not problems
    page = pages[0]
    assert page.data == html()
    assert page.capture == Capture(
        "archive",
        "https://marrow.example/pool",
        requested="http://marrow.example/short",
        time=DATE,
        status=200,
        media_type="text/html",
    )
    assert (page.url, page.captured, page.source) == ("https://marrow.example/pool", DATE, f"{tmp_path / name}:2")
    assert pages[1].encoding == "latin-1"


def test_documents_and_frames(tmp_path: Path) -> None:
    made = Maker().answer("https://marrow.example/minutes", b"%PDF-1.4 and so on", kind="application/pdf")
    frame = {"WARC-Date": DATE, "WARC-Resource-Type": "iframe"}
    http = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    made.writer.write_record(
        made.writer.create_warc_record(
            "https://ads.example/", "response", payload=io.BytesIO(html()), http_headers=http, warc_headers_dict=frame
        )
    )
    (page,), problems = read(made.save(tmp_path / "a.warc"))
    assert (page.media, page.url) == ("pdf", "https://marrow.example/minutes") and not problems


def test_many_records_take_no_time(tmp_path: Path) -> None:
    """Two thousand records a second, before cleaning, in seconds of one core."""
    import time

    made = Maker()
    for number in range(2_000):
        made.answer(f"https://marrow.example/{number}", html())
    path = made.save(tmp_path / "a.warc.gz")
    started = time.process_time()
    assert sum(isinstance(item, Page) for item in file.read([str(path)], Config())) == 2_000
    assert time.process_time() - started < 1


def test_a_variant_is_no_second_page(tmp_path: Path) -> None:
    site = Site()
    variant = html("The variant", head='<link rel="canonical" href="/pool">').replace(b"<html", b"<html amp")
    site.pages |= {"/amp": ok(variant), "/pool": ok(html()), "/go": ok(b'<meta http-equiv="refresh" content="0;url=/pool?x">'),
                   "/pool?x": ok(html())}  # fmt: skip
    fetching.fetch([site.url("/amp"), site.url("/go")], tmp_path / "a.warc.gz", config(site.port))
    site.close()
    pages, problems = read(tmp_path / "a.warc.gz")
    assert [page.url for page in pages] == [site.url("/pool"), site.url("/pool?x")] and not problems


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_what_was_not_sent_again_is_read_from_before(tmp_path: Path, name: str) -> None:
    made = Maker(packed=name.endswith(".gz"))
    made.answer("https://marrow.example/other", html("Other"))
    made.answer("https://marrow.example/pool", html())
    made.revisit("https://marrow.example/pool", html(), "2024-03-07T08:00:00Z")
    made.revisit("https://marrow.example/lost", html("Lost"), "2024-03-07T08:00:00Z")
    pages, problems = read(made.save(tmp_path / name))
    assert [page.captured for page in pages] == [DATE, DATE, "2024-03-07T08:00:00Z"]
    assert pages[2].data == html() and pages[2].id == "marrow.example/pool@2024-03-07T08:00:00Z"
    assert [problem.code for problem in problems] == ["archive"] and "lost" in problems[0].message


def test_copies_of_a_web_archive(tmp_path: Path) -> None:
    made = Maker().answer("https://web.archive.org/web/20230101120000/https://marrow.example/pool", html())
    (page,), _ = read(made.save(tmp_path / "a.warc.gz"))
    assert page.url == "https://marrow.example/pool" and page.capture is not None
    assert (page.captured, page.capture.retrieved) == ("2023-01-01T12:00:00Z", DATE)
    assert page.capture.archive == "https://web.archive.org/web/20230101120000/https://marrow.example/pool"


BROKEN: dict[str, bytes] = {
    "cut off": Maker().answer("https://a.example/1", html()).answer("https://a.example/2", html() * 3).stream.getvalue()[:-200],
    "no archive": b"This is no archive at all.\n" * 40,
    "no gzip": b"\x1f\x8b\x08\x00 not gzip",
    "bad length": b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: -7\r\nWARC-Target-URI: http://a.example/\r\n\r\nHTTP/1.1 200 OK\r\n\r\nx\r\n\r\n",
    "noise": bytes(range(256)) * 30,
    "nothing": b"",
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.parametrize("ending", [".warc", ".warc.gz", ".wacz"])
def test_broken_archives(tmp_path: Path, name: str, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    path.write_bytes(BROKEN[name])
    pages, problems = read(path)
    assert problems and problems[0].code in ("archive", "empty_archive") and str(path) in problems[0].message
    assert len(pages) == (name == "cut off" and ending != ".wacz")


def test_a_bomb_in_a_record_is_refused(tmp_path: Path) -> None:
    made = Maker().answer("https://a.example/bomb", gzip.compress(b"a" * 5_000_000), Content_Encoding="gzip")
    made.answer("https://a.example/good", html())
    pages, problems = read(made.save(tmp_path / "a.warc.gz"), Config(max_page_bytes=1_000_000))
    assert [page.url for page in pages] == ["https://a.example/good"]
    assert [problem.code for problem in problems] == ["too_large"]


@pytest.mark.parametrize(
    "head", [b"X: ", b"WARC-Target-URI: http://a.example/\r\nContent-Length: 99999999999\r\n\r\nHTTP/1.1 200 OK\r\nX: "]
)
def test_a_head_without_an_end(tmp_path: Path, head: bytes) -> None:
    import tracemalloc

    (tmp_path / "a.warc.gz").write_bytes(
        gzip.compress(b"WARC/1.0\r\nWARC-Type: response\r\n" + head + b"a" * 100_000_000)
    )
    tracemalloc.start()
    pages, problems = read(tmp_path / "a.warc.gz")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert not pages and problems[0].code == "archive" and "no end" in problems[0].message
    assert most < 60_000_000


def test_records_are_bounded(tmp_path: Path) -> None:
    made = Maker()
    for number in range(6):
        made.answer(f"https://a.example/{number}", html())
    pages, problems = read(made.save(tmp_path / "a.warc.gz"), Config(max_records=4))
    assert len(pages) == 4 and [problem.code for problem in problems] == ["too_many"]


def test_a_changed_record_is_named(tmp_path: Path) -> None:
    path = Maker(packed=False).answer("https://a.example/1", html()).save(tmp_path / "a.warc")
    path.write_bytes(path.read_bytes().replace(b"$2.4 million", b"$9.4 million"))
    pages, problems = read(path)
    assert len(pages) == 1 and [problem.code for problem in problems] == ["checksum"]


# --- WACZ -------------------------------------------------------------------------------------------------------------


def package(path: Path, warc: bytes, pages: list[dict[str, Any]] | None, **more: bytes) -> Path:
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("archive/data.warc.gz", warc)
        if pages is not None:
            lines = [{"format": "json-pages-1.0", "id": "pages"}, *pages]
            made.writestr("pages/pages.jsonl", "".join(json.dumps(line) + "\n" for line in lines))
        for name, data in more.items():
            made.writestr(name, data, zipfile.ZIP_DEFLATED)
    return path


def test_only_the_pages_of_the_list(tmp_path: Path) -> None:
    made = Maker().answer("https://a.example/frame", html("Frame"))
    made.answer("https://a.example/short", b"", "302 Found", Location="/pool").answer("https://a.example/pool", html())
    warc = made.stream.getvalue()
    pages, _ = read(package(tmp_path / "a.wacz", warc, [{"url": "https://a.example/short", "ts": DATE}]))
    assert [page.url for page in pages] == ["https://a.example/pool"]
    pages, _ = read(package(tmp_path / "b.wacz", warc, None))
    assert [page.url for page in pages] == ["https://a.example/frame", "https://a.example/pool"]


def test_a_bomb_of_a_package(tmp_path: Path) -> None:
    path = package(tmp_path / "a.wacz", b"", None, **{"pages/pages.jsonl": b"\0" * 60_000_000})
    pages, problems = read(path)
    assert not pages and [problem.code for problem in problems] == ["archive"]


def fetched(site: Site, tmp_path: Path, output: str) -> Path:
    site.pages |= {
        "/short": (301, {"Location": "/pool"}, b""),
        "/pool": ok(gzip.compress(html()), Content_Encoding="gzip"),
        "/market": ok(html("Market moves", day="2024-03-07")),
        "/lost": (404, {}, b""),
    }
    urls = [site.url("/short"), site.url("/market"), site.url("/lost")]
    outcome = fetching.fetch(urls, tmp_path / output, config(site.port))
    assert outcome.documents == 2 and [item.code for item in outcome.problems] == ["gone"]
    return tmp_path / output


@pytest.mark.parametrize("output", ["a.warc.gz", "a.warc", "a.wacz"])
def test_fetch_first_and_read_later(tmp_path: Path, output: str) -> None:
    site = Site()
    path = fetched(site, tmp_path, output)
    site.close()
    pages, problems = read(path)
    assert not problems
    assert [page.url for page in pages] == [site.url("/pool"), site.url("/market")]
    assert pages[0].data == html() and pages[0].captured
    if output == "a.wacz":
        capture = pages[0].capture
        assert capture is not None and capture.supplied == "link" and capture.requested == site.url("/short")


def test_a_wacz_of_files_keeps_what_they_are(tmp_path: Path) -> None:
    pages = [
        Page("one.txt", "\n".join(PARAGRAPHS).encode(), "raw", "one.txt"),
        Page("d/2", PARAGRAPHS[0].encode(), "text", "x.jsonl:2", "utf-8", "https://a.example/2", "A title", "An outlet",
             ("Ada Quill",), "en", "2024-03-05"),
        Page("ü.html", html(), "html", "ü.html"),
    ]  # fmt: skip
    path = tmp_path / "kept.wacz"
    evidence.wacz(pages, {}, path, "retold test")
    back = list(read_wacz(path, "kept.wacz", "kept.wacz", Config()))
    assert [(page.id, page.data, page.media) for page in back if isinstance(page, Page)] == [
        (page.id, page.data, page.media) for page in pages
    ]
    second = back[1]
    assert isinstance(second, Page)
    assert (second.title, second.outlet, second.authors, second.published) == (
        "A title",
        "An outlet",
        ("Ada Quill",),
        "2024-03-05",
    )


def test_a_wacz_is_valid_and_its_index_leads_to_the_records(tmp_path: Path) -> None:
    from warcio.archiveiterator import ArchiveIterator

    site = Site()
    path = fetched(site, tmp_path, "a.wacz")
    site.close()
    with zipfile.ZipFile(path) as made:
        warc = made.read("archive/data.warc.gz")
        lines = gzip.decompress(made.read("indexes/index.cdx.gz")).decode().splitlines()
        heads = made.read("indexes/index.idx").decode().splitlines()
        package_digest = json.loads(made.read("datapackage-digest.json"))["hash"]
        assert package_digest == evidence._hash(made.read("datapackage.json"))
    assert len(lines) == 3 and lines == sorted(lines) and len(heads) == 2
    for line in lines:
        told = json.loads(line.split(" ", 2)[2])
        piece = io.BytesIO(warc[told["offset"] : told["offset"] + told["length"]])
        (record,) = ArchiveIterator(piece)
        assert record.rec_headers.get_header("WARC-Target-URI") == told["url"]


def test_the_formats_own_checker(tmp_path: Path) -> None:
    validate = pytest.importorskip("wacz.validate", reason="the checker of WACZ is not installed")
    site = Site()
    checker = validate.Validation(str(fetched(site, tmp_path, "a.wacz")))
    site.close()
    assert checker.version == "1.1.1"
    assert checker.check_required_contents() == 0
    assert checker.frictionless_validate() is True
    for name in ("check_file_paths", "check_file_hashes", "check_compression", "check_data_package_hash_and_sig"):
        assert getattr(checker, name)() is True, name


def test_a_changed_package_is_named(tmp_path: Path) -> None:
    site = Site()
    path = fetched(site, tmp_path, "a.wacz")
    site.close()
    with zipfile.ZipFile(path) as made:
        files = {name: made.read(name) for name in made.namelist()}
    files["pages/pages.jsonl"] = files["pages/pages.jsonl"].replace(b"/market", b"/markup")
    with zipfile.ZipFile(path, "w") as made:
        for name, data in files.items():
            made.writestr(name, data)
    assert "checksum" in [problem.code for problem in read(path)[1]]
