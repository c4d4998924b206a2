"""`retold export` and `retold compare --export`: files where they were asked for, clear words where they cannot be."""

import json
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from tests.export.stories import story

from retold import app
from retold.errors import UsageError
from retold.model import Comparison
from retold.report.json import analysis_json, comparison_json, read_comparison


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A report's folder, written from records."""
    made = tmp_path / "report"
    made.mkdir()
    (made / "comparison.json").write_bytes(comparison_json(story()))
    lines = b"".join(analysis_json(item) + b"\n" for item in story().analyses)
    (made / "analyses.jsonl").write_bytes(lines)
    return made


def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, "-m", "retold", *arguments], capture_output=True, text=True, check=False)


def test_a_comparison_reads_back(folder: Path) -> None:
    """What was written is what is read, but for what the files do not hold."""
    found = app.reported(folder)
    assert json.loads(comparison_json(found)) == json.loads(comparison_json(story()))
    assert [item.article for item in found.analyses] == [item.article for item in story().analyses]


def test_a_file_of_another_format_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError, match="retold/comparison/1"):
        read_comparison(b'{"format": "other/1"}')


def test_a_broken_report_is_named(folder: Path) -> None:
    (folder / "comparison.json").write_bytes(b"{")
    with pytest.raises(UsageError, match="run `retold compare` again"):
        app.reported(folder)
    with pytest.raises(UsageError, match=r"no comparison\.json"):
        app.reported(folder.parent)


def test_the_command_writes_a_file_and_a_folder(folder: Path, tmp_path: Path) -> None:
    done = run("export", "markdown", str(folder), "-o", str(tmp_path / "note.md"))
    assert (done.returncode, done.stdout) == (0, "")
    assert (tmp_path / "note.md").read_bytes().startswith(b"---\n")
    done = run("export", "csv", str(folder), "-o", str(tmp_path / "tables"))
    assert done.returncode == 0
    assert (tmp_path / "tables" / "statements.csv").is_file()


def test_an_unknown_format_ends_with_what_there_is(folder: Path, tmp_path: Path) -> None:
    done = run("export", "word", str(folder), "-o", str(tmp_path / "x"))
    assert done.returncode == 2
    assert "docx" in done.stderr and "Traceback" not in done.stderr
    assert not (tmp_path / "x").exists()


def test_compare_checks_the_formats_before_the_work(tmp_path: Path) -> None:
    done = run("compare", "nothing.txt", "-o", str(tmp_path / "out"), "--export", "csv,word")
    assert done.returncode == 2
    assert "word" in done.stderr
    done = run("compare", "nothing.txt", "--json", "--export", "csv")
    assert done.returncode == 2
    assert "-o FOLDER" in done.stderr


def test_formats_stand_beside_the_report(tmp_path: Path) -> None:
    comparison: Comparison = story()
    written = app.export_beside(["ris", "jsonl"], comparison, tmp_path)
    assert tmp_path / "exports" / "ris.ris" in written
    assert (tmp_path / "exports" / "jsonl" / "statements.jsonl").is_file()
