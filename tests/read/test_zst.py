"""WARC packed with Zstandard: the same pages as unpacked, with and without a dictionary; broken ones are named."""

import random
import zlib
from pathlib import Path
from typing import Any

import pytest
from tests.read.test_archives import DATE, Maker, read
from tests.read.web.site import html

from retold.config import Config
from retold.model import Page
from retold.read import file, zst


@pytest.fixture
def library() -> Any:
    found = zst.library()
    if found is None:
        pytest.skip("nothing that unpacks Zstandard is installed")
    return found


def records(made: Maker) -> list[bytes]:
    """The records of a gzipped WARC, each unpacked."""
    found, rest = [], made.stream.getvalue()
    while rest:
        unpacker = zlib.decompressobj(31)
        found.append(unpacker.decompress(rest))
        rest = unpacker.unused_data
    return found


def packed(made: Maker, library: Any, dictionary: str = "") -> bytes:
    """A frame a record; with a dictionary in front, plain or packed itself."""
    told = records(made)
    if not dictionary:
        return b"".join(library.compress(record) for record in told)
    trained = library.train_dict([*told, *(record[::-1] for record in told)] * 20, 4_096)
    held = library.compress(trained.dict_content) if dictionary == "packed" else trained.dict_content
    frames = b"".join(library.compress(record, zstd_dict=trained) for record in told)
    return zst.DICTIONARY + len(held).to_bytes(4, "little") + held + frames


def several() -> Maker:
    made = Maker()
    for number in range(6):
        made.answer(f"https://marrow.example/{number}", html(f"Pool {number}"))
    made.revisit("https://marrow.example/2", html("Pool 2"), "2024-03-09T08:00:00Z")
    return made.answer("https://marrow.example/last", html("The last"))


@pytest.mark.parametrize("dictionary", ["", "plain", "packed"])
def test_the_same_pages_as_unpacked(tmp_path: Path, library: Any, dictionary: str) -> None:
    (tmp_path / "a.warc.zst").write_bytes(packed(several(), library, dictionary))
    (tmp_path / "b.warc").write_bytes(b"".join(records(several())))
    found, problems = read(tmp_path / "a.warc.zst")
    plain, _ = read(tmp_path / "b.warc")
    assert [(page.id, page.data, page.captured) for page in found] == [
        (page.id, page.data, page.captured) for page in plain
    ]
    assert len(found) == 8 and not problems
    assert [page.captured for page in found].count("2024-03-09T08:00:00Z") == 1
    assert found[0].source == f"{tmp_path / 'a.warc.zst'}:1" and found[0].captured == DATE


def test_a_page_larger_than_a_block_and_many_revisits(tmp_path: Path, library: Any) -> None:
    letters = random.Random(17)  # noqa: S311 - what packs badly, for a frame of several blocks
    long_ = html(body=f"<p>{''.join(chr(letters.randrange(97, 123)) for _ in range(4 * zst.BLOCK))}</p>")
    made = Maker().answer("https://marrow.example/long", long_)
    for number in range(40):
        made.revisit(f"https://marrow.example/{number}", long_, DATE)
    (tmp_path / "a.warc.zst").write_bytes(packed(made, library))
    pages, problems = read(tmp_path / "a.warc.zst")
    assert len(pages) == 41 and not problems
    assert {page.data for page in pages} == {long_}


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-200],
        lambda data: data[: len(data) // 2] + b"\x00" * 64 + data[len(data) // 2 + 64 :],
        lambda data: b"\x28\xb5\x2f\xfd" + b"\x00" * 90,
        lambda data: zst.DICTIONARY + b"\xff\xff\xff\xff" + data,
        lambda data: zst.DICTIONARY + b"\x08\x00\x00\x00no dict.",
    ],
)
def test_broken_files_are_named(tmp_path: Path, library: Any, damage: Any) -> None:
    (tmp_path / "a.warc.zst").write_bytes(damage(packed(several(), library)))
    pages, problems = read(tmp_path / "a.warc.zst")
    assert len(pages) < 8 and {"archive", "empty_archive"} & {item.code for item in problems}


def test_a_bomb_is_unpacked_piece_by_piece(tmp_path: Path, library: Any) -> None:
    made = Maker().answer("https://marrow.example/bomb", html() + b" " * 60_000_000)
    data = packed(made, library)
    assert len(data) < 60_000
    (tmp_path / "a.warc.zst").write_bytes(data)
    pages, problems = read(tmp_path / "a.warc.zst", Config(max_page_bytes=1_000_000))
    assert not pages and "too_large" in {item.code for item in problems}


def test_without_what_unpacks_it_the_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zst, "LIBRARIES", ("no_such_library",))
    (tmp_path / "a.warc.zst").write_bytes(b"\x28\xb5\x2f\xfd")
    pages, (problem,) = read(tmp_path / "a.warc.zst")
    assert not pages and problem.code == "unreadable" and "retold[zstd]" in problem.message


def test_the_ending_stands_for_archives_only(tmp_path: Path) -> None:
    assert file.ending(Path("a.warc.zst")) == ".warc"
    assert file.ending(Path("a.html.zst")) == ".zst"


def test_other_pages_are_read_beside_it(tmp_path: Path, library: Any) -> None:
    (tmp_path / "a.warc.zst").write_bytes(packed(several(), library))
    (tmp_path / "b.html").write_bytes(html())
    found = [item for item in file.read([str(tmp_path)], Config()) if isinstance(item, Page)]
    assert len(found) == 9
