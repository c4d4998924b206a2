"""Reading: every kind of file, and every kind of bad input named with its file."""

import gzip
import json
import os
import threading
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from retold.config import Config
from retold.model import Page, Problem
from retold.read import file, jsonl
from retold.read.problems import MOST_PROBLEMS

TEXT = "The council of Marrow Bay voted on Tuesday to close the old swimming pool."


def read(
    *inputs: str | Path, stdin: bytes | None = None, config: Config | None = None
) -> tuple[list[Page], list[Problem]]:
    found = list(file.read([str(item) for item in inputs], config or Config(), stdin))
    return [item for item in found if isinstance(item, Page)], [item for item in found if isinstance(item, Problem)]


def test_every_ending(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.md").write_text(TEXT)
    (tmp_path / "c.html").write_text(f"<p>{TEXT}</p>")
    (tmp_path / "d.jsonl").write_text(
        json.dumps({"id": "d1", "text": TEXT}) + "\n" + json.dumps({"id": "d2", "raw": TEXT})
    )
    (tmp_path / "e.json").write_text(json.dumps([{"id": "e1", "html": TEXT}], indent=1))
    (tmp_path / "f.txt.gz").write_bytes(gzip.compress(TEXT.encode()))
    pages, problems = read(tmp_path)
    assert [(page.id, page.media) for page in pages] == [
        ("a.txt", "raw"), ("b.md", "markdown"), ("c.html", "html"), ("d1", "text"), ("d2", "raw"), ("e1", "html"), ("f.txt.gz", "raw"),
    ]  # fmt: skip
    assert not problems
    assert all(TEXT.encode() in page.data for page in pages)


def test_ids_do_not_depend_on_the_order(tmp_path: Path) -> None:
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(TEXT)
    there = {page.id for page in read(tmp_path / "x", tmp_path / "y")[0]}
    back = {page.id for page in read(tmp_path / "y", tmp_path / "x")[0]}
    assert there == back == {"x/a.txt", "y/a.txt"}


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.xyz", b"%XYZ", "unknown_format"),
        ("a.jsonl", b'{"id": 1, "text": "x"\n', "json"),
        ("a.jsonl", b'{"id": 1}\n', "no_text"),
        ("a.jsonl", b"[1, 2]", "json"),
        ("a.jsonl", b"", "empty"),
        ("a.jsonl", b"[" * 100_000, "json"),
        ("a.txt.gz", b"not gzip", "unreadable"),
    ],
)
def test_bad_files(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(content)
    pages, problems = read(tmp_path / name)
    assert not pages
    assert problems and problems[0].code == code
    assert name in problems[0].message


def test_an_error_of_a_reader_loses_only_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Iterator[Page | Problem]:
        raise RuntimeError("no way")

    monkeypatch.setitem(file.READERS, ".md", broken)
    for name in ("a.txt", "b.md", "c.txt"):
        (tmp_path / name).write_text(TEXT)
    pages, problems = read(tmp_path)
    assert [page.id for page in pages] == ["a.txt", "c.txt"]
    assert [(problem.code, problem.source) for problem in problems] == [("internal", str(tmp_path / "b.md"))]
    with pytest.raises(RuntimeError):
        read(tmp_path, config=Config(guard=False))


def test_one_broken_line_loses_only_itself(tmp_path: Path) -> None:
    lines = [json.dumps({"id": str(number), "text": TEXT}) for number in range(3)]
    lines[1] = "{broken"
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    pages, problems = read(tmp_path / "a.jsonl")
    assert [page.id for page in pages] == ["0", "2"]
    assert [problem.code for problem in problems] == ["json"]
    assert ":2" in problems[0].message


def test_missing() -> None:
    _, problems = read("/no/such/file.txt")
    assert [problem.code for problem in problems] == ["missing"]


def test_a_folder_of_many_files_is_bounded(tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"{number:03}.txt").write_text(TEXT)
    pages, problems = read(tmp_path, config=Config(max_inputs=20))
    assert len(pages) == 20
    assert [problem.code for problem in problems] == ["too_many"]


def test_a_gzip_bomb_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"a" * 3_000_000))
    pages, problems = read(tmp_path / "a.txt.gz", config=Config(max_page_bytes=1_000_000))
    assert not pages
    assert [problem.code for problem in problems] == ["too_large"]


def test_same_ids_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("\n".join([json.dumps({"id": "x", "text": TEXT})] * 2))
    pages, problems = read(tmp_path / "a.jsonl")
    assert [page.id for page in pages] == ["x", "x#2"]
    assert [problem.code for problem in problems] == ["same_id"]


@pytest.mark.parametrize(
    ("data", "media"), [(b'{"id": "a", "text": "x"}', "text"), (b" <html>", "html"), (b"plain text", "raw")]
)
def test_standard_input(data: bytes, media: str) -> None:
    pages, _ = read("-", stdin=data)
    assert [page.media for page in pages] == [media]


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "loop").symlink_to(tmp_path)
    assert len(read(tmp_path)[0]) == 1


def test_names_that_are_no_characters(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(path)).write_text(TEXT)
    pages, problems = read(tmp_path)
    assert [page.id for page in pages] == ["caf\ufffd.txt"] and not problems
    assert pages[0].source is not None and pages[0].source.encode()
    _, problems = read(os.fsdecode(os.fsencode(tmp_path) + b"/no\xe9.txt"))
    assert problems[0].message.encode() and problems[0].code == "missing"


def test_pipes_and_dead_links_block_nothing(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "dead.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / "a.txt").write_text(TEXT)
    for follow in (False, True):
        pages, problems = read(tmp_path, config=Config(follow_links=follow))
        assert [page.id for page in pages] == ["a.txt"]
        assert [problem.code for problem in problems] == ["skipped", "link"]
        assert "dead.txt, self.txt" in problems[1].message
    assert [problem.code for problem in read(tmp_path / "self.txt")[1]] == ["missing"]


def test_links_are_followed_only_when_asked_and_named_where_they_lead_out(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "below").mkdir(parents=True)
    (tmp_path / "secret.txt").write_text(TEXT)
    (folder / "below" / "a.txt").write_text(TEXT)
    (folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "in.txt").symlink_to(folder / "below" / "a.txt")
    (folder / "again").symlink_to(folder / "below")
    pages, problems = read(folder)
    assert [page.id for page in pages] == ["a.txt"]
    assert [problem.code for problem in problems] == ["link"]
    pages, problems = read(folder, config=Config(follow_links=True))
    assert [page.id for page in pages] == ["in.txt", "out.txt", "a.txt"]
    assert [problem.code for problem in problems] == ["link"]
    assert "out.txt to" in problems[0].message and "in.txt" not in problems[0].message


def test_a_pipe_given_by_name_is_read_and_waited_for_no_longer_than_the_bound(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_text(json.dumps({"id": "x", "text": TEXT})))
    writer.start()
    pages, problems = read(pipe)
    writer.join()
    assert [page.id for page in pages] == ["x"] and not problems
    pages, problems = read(pipe, config=Config(max_wait=1))
    assert not pages and [problem.code for problem in problems] == ["unreadable"]
    assert "nothing more came within 1 seconds" in problems[0].message


def test_a_device_without_an_end_is_refused() -> None:
    if not Path("/dev/zero").is_char_device():
        pytest.skip("no /dev/zero here")
    pages, problems = read("/dev/zero", config=Config(max_unzipped_bytes=1_000_000))
    assert not pages and [problem.code for problem in problems] == ["too_large"]


def test_a_folder_that_may_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "shut").mkdir()
    (tmp_path / "a.txt").write_text(TEXT)
    whole = Path.iterdir

    def iterdir(path: Path) -> Iterator[Path]:
        if path.name == "shut":
            raise PermissionError(13, "Permission denied")
        return whole(path)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    pages, problems = read(tmp_path)
    assert len(pages) == 1
    assert [problem.source for problem in problems] == [str(tmp_path / "shut")]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"title": 7}, "title"),
        ({"language": ["en"]}, "language"),
        ({"authors": [1, "A"]}, "authors"),
        ({"url": {}, "outlet": 1.5}, "url, outlet"),
    ],
)
def test_fields_of_the_wrong_kind_are_said(tmp_path: Path, fields: dict[str, object], said: str) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "x", "text": TEXT, **fields}))
    pages, problems = read(tmp_path / "a.jsonl")
    assert [page.id for page in pages] == ["x"]
    assert [problem.code for problem in problems] == ["field"]
    assert said in problems[0].message


def test_ids_of_every_kind(tmp_path: Path) -> None:
    ids = [1, 1.5, None, "", "  ", {"a": 1}, "../../x", "new\nline", "L" * 10_000, "\u202ebidi"]
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps({"id": item, "text": TEXT}) for item in ids))
    pages, problems = read(tmp_path / "a.jsonl")
    assert [page.id for page in pages] == [
        "1", "a.jsonl:2", "a.jsonl:3", "a.jsonl:4", "a.jsonl:5", "a.jsonl:6", "../../x", "new\nline", "L" * 300, "\u202ebidi",
    ]  # fmt: skip
    assert not problems


def test_one_author_may_be_a_string(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "x", "text": TEXT, "authors": "Ada Quill"}))
    assert read(tmp_path / "a.jsonl")[0][0].authors == ("Ada Quill",)


def test_a_file_that_is_given_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text(TEXT)
    pages, problems = read(tmp_path / "b.txt", tmp_path, tmp_path / "." / "a.txt")
    assert [page.id for page in pages] == ["b.txt", "a.txt"] and not problems


def test_notes_on_a_folder_are_no_article(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("Where these come from.", encoding="utf-8")
    (tmp_path / "readme to the end.txt").write_text("An article.", encoding="utf-8")
    found = list(file.read([str(tmp_path)], Config()))
    assert [item.id for item in found if isinstance(item, Page)] == ["readme to the end.txt"]
    (problem,) = [item for item in found if isinstance(item, Problem)]
    assert problem.code == "skipped" and "README.md" in problem.message
    named = list(file.read([str(tmp_path / "README.md")], Config()))
    assert [type(item) for item in named] == [Page]


def test_what_holds_no_documents_is_given_up() -> None:
    for data in (b"[" + b"[]," * 5_000 + b"[]]", b"{}\n" * 5_000, b"[]\n" + b"1\n\n" * 5_000, b"[" + b"{}," * 5_000):
        pages, problems = read("-", stdin=data)
        assert not pages
        assert [problem.code for problem in problems[-2:]] == ["no_text", "more"] or problems[-1].code == "more"
        assert len(problems) <= MOST_PROBLEMS + 1
        assert "900" in problems[-1].message or "901" in problems[-1].message


def test_problems_after_a_document_are_counted() -> None:
    good = json.dumps({"id": "a", "text": TEXT}).encode()
    pages, problems = read("-", stdin=good + b"\n" + b"{}\n" * 5_000 + good.replace(b'"a"', b'"b"'))
    assert [page.id for page in pages] == ["a", "b"]
    assert problems[-1].code == "more" and "4,900" in problems[-1].message


def test_memory_follows_the_texts_and_not_what_stands_beside_them() -> None:
    beside = b'{"id": "a", "text": "x", "more": [' + b"[]," * 300_000 + b"[]]}"
    for data in (beside, b"[" + beside + b"]", b"[" + b"[]," * 300_000 + b"[]]"):
        tracemalloc.start()
        pages, _ = read("-", stdin=data)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert len(pages) == (b'"a"' in data)
        assert peak < 4 * len(data)


@pytest.mark.parametrize("unit", [b'\\"', b'"', b"[", b"{", b',"', b"\\", b" ", b"\n", b'"a":'])
def test_arrays_are_parted_in_one_pass(unit: bytes) -> None:
    def cost(size: int) -> float:
        begin = time.process_time()
        list(jsonl._of_array(b'["' + unit * (size // len(unit))))
        list(jsonl._of_array(b"[" + unit * (size // len(unit))))
        return time.process_time() - begin

    cost(1_000)
    assert cost(2_000_000) < 40 * max(cost(200_000), 0.01)


def test_an_array_of_documents_and_lines_of_arrays() -> None:
    documents = [{"id": str(number), "text": f'{TEXT} "[{{,\\'} for number in range(3)]
    assert [page.id for page in read("-", stdin=json.dumps(documents).encode())[0]] == ["0", "1", "2"]
    torn = json.dumps(documents).encode()[:-20]
    assert [page.id for page in read("-", stdin=torn)[0]] == ["0", "1"]
    lines = b"[1]\n" + json.dumps(documents[0]).encode()
    pages, problems = read("-", stdin=lines)
    assert [page.source for page in pages] == ["-:2"] and [problem.code for problem in problems] == ["json"]
