"""Reading: every kind of file, and every kind of bad input named with its file."""

import gzip
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from retold.config import Config
from retold.model import Page, Problem
from retold.read import file

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
    pages, problems = read(tmp_path)
    assert [page.id for page in pages] == ["a.txt"]
    assert [problem.code for problem in problems] == ["skipped", "unreadable", "unreadable"]
    _, problems = read(tmp_path / "pipe.txt")
    assert [problem.code for problem in problems] == ["unreadable"]
    assert "standard input" in problems[0].message


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
