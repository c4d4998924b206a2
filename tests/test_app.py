"""Where the results go: nothing is lost on a full disk, nothing is overwritten that is no file."""

import os
from pathlib import Path

import pytest

from retold import app
from retold.config import Config
from retold.errors import UsageError
from retold.model import Account, Analysis, Article, Comparison, Entity, Page, Problem, SourceMap

TEXT = "The mayor of Marrow Bay, Ada Quill, resigned on Monday after two years in office, the council said."


def test_put_writes_whole_files_and_leaves_no_others(tmp_path: Path) -> None:
    app.put(tmp_path / "a.json", b"one")
    app.put(tmp_path / "a.json", b"two")
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]
    assert (tmp_path / "a.json").read_bytes() == b"two"


def test_a_full_disk_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app.put(tmp_path / "a.json", b"one")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        app.put(tmp_path / "a.json", b"two")
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]
    assert (tmp_path / "a.json").read_bytes() == b"one"


def test_an_error_of_writing_names_the_file(tmp_path: Path) -> None:
    if not Path("/dev/full").is_char_device():
        pytest.skip("no /dev/full here")
    link = tmp_path / "a.jsonl"
    link.symlink_to("/dev/full")
    with pytest.raises(OSError, match="No space left") as raised:
        app.put(link, b"x" * 100_000)
    assert raised.value.filename == str(link)
    assert link.is_symlink()


def test_a_link_or_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text(TEXT)
    (tmp_path / "real.jsonl").write_text("old")
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "real.jsonl")
    for work in (app.analyze, app.cluster):
        work([str(tmp_path / "in.txt")], tmp_path / "link.jsonl", Config())
        assert (tmp_path / "link.jsonl").is_symlink()
        assert (tmp_path / "real.jsonl").read_text().startswith("{")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.txt", "link.jsonl", "real.jsonl"]
    with pytest.raises(UsageError, match="--resume"):
        app.analyze([str(tmp_path / "in.txt")], tmp_path / "link.jsonl", Config(), resume=True)


def test_a_place_that_cannot_be_written_is_refused_before_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("x")
    monkeypatch.setattr(app, "gather", lambda *_: pytest.fail("the work was begun"))
    monkeypatch.setattr(app, "pages_of", lambda *_: pytest.fail("the work was begun"))
    output = tmp_path / "file" / "out"
    for work in (app.analyze, app.compare, app.cluster):
        with pytest.raises(UsageError, match="is not a folder"):
            work(["x.txt"], output / "a", Config())
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(UsageError, match="cannot be written"):
        app.ready(tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_corrections_that_reach_nothing() -> None:
    article = Article("a.txt", None, None, "The Marrow Mail", (), "en", TEXT, None, None, (), SourceMap("identity"))
    found = Analysis(article, entities=(Entity("n1", "person", "Ada Quill", ("Ada Quill", "Quill")),))
    comparison = Comparison((Account("a.txt", None, "The Marrow Mail", None, None),), analyses=(found,))
    config = Config(
        same=(("ada quill", "Adda Quill"),),
        keep_apart=(("Quill", "Bo Quill"),),
        treat_as_copy=(("a.txt", "marrow mail"),),
        independent=(("The Marrow Mail", "b.txt"),),
    )
    assert app.unmatched(comparison, Config()) == []
    assert [text.partition(":")[0] for text in app.unmatched(comparison, config)] == [
        "same",
        "keep_apart",
        "independent",
    ]
    assert all(
        name in text
        for name, text in zip(["Adda", "Bo Quill", "b.txt"], app.unmatched(comparison, config), strict=True)
    )


def test_a_story_of_too_many_accounts_says_what_to_do() -> None:
    pages = [Page(f"{number:02}", TEXT.encode(), "text") for number in reversed(range(30))]
    problems: list[Problem] = []
    assert [page.id for page in app.one_story(pages, Config(max_accounts=2), problems)] == ["00", "01"]
    assert [problem.code for problem in problems] == ["too_many"]
    assert "30 accounts" in problems[0].message and "retold cluster" in problems[0].message
    problems.clear()
    assert len(app.one_story(pages, Config(), problems)) == 30 and not problems


def test_a_story_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "in" / "one").mkdir(parents=True)
    (tmp_path / "in" / "one" / "a.txt").write_text(TEXT)
    (tmp_path / "far").mkdir()
    (tmp_path / "far" / "a.txt").write_text(TEXT)
    (tmp_path / "in" / "two").symlink_to(tmp_path / "far")
    found = {item.name: item for item in app.compare_each(tmp_path / "in", tmp_path / "out", Config(processes=1))}
    assert found["one"].state == "done"
    assert found["two"].state == "failed" and "--follow-links" in found["two"].reason
    assert not (tmp_path / "out" / "two").exists()
