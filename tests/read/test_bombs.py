"""Files made to stop what reads them: every reader has an end, nothing is kept of what has none, and the rest is read."""

import json
import os
import zipfile
from pathlib import Path

import brotli
import pytest
from eval import hostile_files as made
from tests.work import calls

from retold import app, zips
from retold.config import Config
from retold.errors import NothingReadError
from retold.model import Page, Problem
from retold.pipeline import cleaned_page
from retold.read import feed, feeds, file, inputs, mime, wacz, warc
from retold.read.problems import MOST_PROBLEMS

CONFIG = Config(guard=False, fetch_cache="none")
SIZE = 10_000
BOUNDED = Config(max_inputs=1_000)
# at most so much for twice the input, and calls that no length explains
TWICE, SLACK = 2.3, 20_000


def silent(text: str, done: int, total: int | None) -> None:
    pass


def read(path: Path, settings: Config = CONFIG) -> tuple[list[Page], list[str]]:
    """The pages of a file, and the codes of all problems with it up to its cleaning."""
    if path.suffix in (".rss", ".atom", ".opml") or path.name == "sitemap.xml":
        feed.read(path.read_bytes())
        return [], []
    told = inputs.sorted_out([str(path)], settings)
    found_ = [*told.problems] if told.wanted or told.problems else list(file.read([str(path)], settings))
    pages = [item for item in found_ if isinstance(item, Page)]
    problems = [item for item in found_ if isinstance(item, Problem)]
    for page in pages[:3]:
        problems.extend(cleaned_page(page, settings).problems)
    return pages, [item.code for item in problems]


@pytest.mark.parametrize("name", made.FILES)
def test_twice_the_file_costs_at_most_twice_the_work(name: str, tmp_path: Path) -> None:
    path, counts = tmp_path / name, list[int]()
    codes: list[list[str]] = []
    for size in (SIZE, SIZE, 2 * SIZE):
        path.write_bytes(made.FILES[name](size))
        counts.append(calls(lambda: codes.append(read(path, BOUNDED)[1])))
    assert counts[2] <= TWICE * counts[1] + SLACK, counts
    assert all("internal" not in found and len(found) <= MOST_PROBLEMS + 10 for found in codes)


def test_what_a_zip_may_hold(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    for data, why in (
        (made.packed([("a", b"0" * 1_000_000)]), "unpacks to"),
        (made.liar("a", 1_000_000), "packed in a way"),
        (made.overlapping((f"a{n}" for n in range(100)), 20_000), "over one another"),
    ):
        path.write_bytes(data)
        with zipfile.ZipFile(path) as package, pytest.raises(ValueError, match=why):
            zips.check(package, len(data))
    path.write_bytes(made.packed([("a", b"text " * 1_000), ("b", os.urandom(1_000))]))
    with zipfile.ZipFile(path) as package:
        zips.check(package, path.stat().st_size)


def test_bombs_are_told_for_what_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc, "SMALL", 100_000)
    for name, code in (
        ("bzip2.docx", "unreadable"), ("bomb.odt", "unreadable"), ("entities.docx", "unreadable"),
        ("nested.docx", "too_long"), ("bzip2.xlsx", "list"), ("bomb.xlsx", "list"), ("zeros.warc.gz", "archive"),
        ("bomb.wacz", "archive"), ("bzip2.wacz", "archive"), ("overlap.wacz", "archive"), ("parts.eml", "unreadable"),
        ("deep.eml", "unreadable"), ("parts.mhtml", "unreadable"), ("shared.webarchive", "unreadable"),
        ("flat.webarchive", "unreadable"), ("digests.warc", "more"), ("bomb.epub", "unreadable"),
        ("again.epub", "too_many"), ("entities.epub", "unreadable"), ("bzip2.epub", "unreadable"),
        ("overlap.epub", "unreadable"),
    ):  # fmt: skip
        (tmp_path / name).write_bytes(made.FILES[name](200_000))
        assert code in read(tmp_path / name, Config())[1], name


def test_nothing_outside_and_no_entity_is_read(tmp_path: Path) -> None:
    for name in ("outside.xml", "entities.xml", "entities.xlsx", "entities.webarchive"):
        (tmp_path / name).write_bytes(made.FILES[name](1_000))
        assert all(len(page.data) < 1_000 and b"root" not in page.data for page in read(tmp_path / name, Config())[0])
    for name in ("entities.rss", "entities.opml"):
        (tmp_path / name).write_bytes(made.FILES[name](1_000))
        assert len(str(list(feeds.read([str(tmp_path / name)], CONFIG, silent)))) < 10_000


def test_a_feed_of_too_many_items_gives_the_first() -> None:
    items = "".join(f"<item><link>https://a.example/{n}</link></item>" for n in range(feed.MOST + 50))
    found = feed.read(f"<rss><channel><title>T</title>{items}</channel></rss>".encode())
    assert found is not None and found.title == "T"
    assert [item.url for item in found.items] == [f"https://a.example/{n}" for n in range(feed.MOST)]


def test_pages_packed_in_brotli_are_read(tmp_path: Path) -> None:
    head = b"Content-Encoding: br\r\n"
    packed = brotli.compress(made.BODY)
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(packed), packed)
    records = [
        made.answer(packed, head), made.answer(chunked, head + b"Transfer-Encoding: chunked\r\n"),
        made.answer(made.BODY, head), made.answer(made.brotli(30_000_000), head), made.answer(made.BODY),
    ]  # fmt: skip
    (tmp_path / "a.warc").write_bytes(b"".join(records))
    pages, codes = read(tmp_path / "a.warc", Config())
    assert [page.data for page in pages] == [made.BODY] * 4 and "too_large" in codes


def test_an_archive_that_sends_to_and_fro_has_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    digest = b"WARC-Payload-Digest: sha1:AAAA\r\n"
    first = made.answer(made.BODY) * 50 + made.answer(made.BODY, more=digest)
    again = made.answer(made.BODY, more=digest).replace(b"Type: response\r\nWARC-T", b"Type: revisit\r\nWARC-T")
    (tmp_path / "a.warc").write_bytes(first + again * 20)
    monkeypatch.setattr(warc, "MOST_SOUGHT", 10 * len(first))
    pages, codes = read(tmp_path / "a.warc", Config())
    assert 55 < len(pages) < 66 and "archive" in codes


def test_a_member_that_is_listed_often_is_looked_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    monkeypatch.setattr(wacz, "_hash", lambda package, name: looked.append(name))
    (tmp_path / "a.wacz").write_bytes(made.listing(5_000))
    read(tmp_path / "a.wacz", Config())
    assert looked == ["a"]


def test_mail_is_read_in_bounds() -> None:
    head = b"Subject: " + b"a" * 5_000 + b"\n" + b"x: y\n" * 1_000
    found = mime.mail(head + b"\nhello")
    assert len(str(found["Subject"])) == mime.LONGEST_FIELD and len(found) == mime.MOST_FIELDS
    assert found.get_payload() == "hello"
    with pytest.raises(ValueError, match="lines"):
        mime.mhtml(b"\n" * (2 * mime.MOST_LINES + 1))


def test_an_archive_is_not_read_from_a_pipe(tmp_path: Path) -> None:
    for name in ("a.warc", "a.wacz", "a.warc.gz"):
        os.mkfifo(tmp_path / name)
        pages, codes = read(tmp_path / name, Config())
        assert not pages and codes == ["unreadable"]


def test_same_ids_get_numbers_that_are_free() -> None:
    names = ["a", "a#2", "a", "a", "a#2", "a#3", "a"]
    found = [item for item in file.unique(iter(Page(name, b"", "text", "x") for name in names), {})
             if isinstance(item, Page)]  # fmt: skip
    ids = [page.id for page in found]
    assert ids == ["a", "a#2", "a#3", "a#4", "a#2#2", "a#3#2", "a#5"]


@pytest.mark.parametrize("settings", [Config(max_inputs=5), Config(max_held_bytes=60)])
def test_no_more_pages_are_held_than_fit(tmp_path: Path, settings: Config) -> None:
    lines = [json.dumps({"id": f"a{n}", "text": "ten letter"}) for n in range(20)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    pages, problems = app.gather([str(tmp_path / "a.jsonl")], settings)
    assert len(pages) in (5, 6) and [item.code for item in problems] in (["too_many"], ["too_large"])
    with pytest.raises(NothingReadError):
        app.gather([str(tmp_path / "a.jsonl")], Config(max_held_bytes=5))
