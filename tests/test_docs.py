"""Commands, options, settings, problem codes, endings, checks and formats are documented; the README's commands exist."""

import dataclasses
import json
import re
from pathlib import Path

import click
import pytest
from eval import siege_table
from eval.hostile import SHAPES

from retold import reference
from retold.cli.main import COMMANDS, cli
from retold.config import Config
from retold.read.file import READERS

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "docs" / "guide.md").read_text()
SOURCES = {path: path.read_text() for path in sorted((ROOT / "src" / "retold").rglob("*.py"))}


@pytest.mark.parametrize("name", COMMANDS)
def test_commands_and_options(name: str) -> None:
    assert f"`retold {name}" in GUIDE
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert any(f"`{form}" in GUIDE for form in parameter.opts), parameter.opts


def test_settings() -> None:
    rows = set(re.findall(r"^\| `(\w+)` \|", GUIDE.partition("## Settings")[2].partition("\n## ")[0], re.M))
    assert rows == {field.name for field in dataclasses.fields(Config)}


def test_problem_codes() -> None:
    used = {
        code
        for text in SOURCES.values()
        for code in re.findall(r'(?:[Pp]roblem|FetchError|DocumentError)\((?:page, )?\s*"([a-z_]+)"', text)
    }
    rows = set(re.findall(r"^\| `(\w+)` \|", GUIDE.partition("## Problems")[2].partition("\n## ")[0], re.M))
    assert len(used) > 15
    assert rows == used


def test_endings() -> None:
    section = GUIDE.partition("## What can be read")[2].partition("\n## ")[0]
    assert set(re.findall(r"`(\.\w+)`", section)) >= set(READERS)


def test_exit_codes() -> None:
    for code in (0, 1, 2, 3, 130):
        assert f"| {code} |" in GUIDE


def test_the_format_is_documented_field_by_field() -> None:
    """docs/format.md is what `make docs` writes, and every record says what it is."""
    text = (ROOT / "docs" / "format.md").read_text()
    assert text == reference.page(), "run `make docs`"
    sections = re.split(r"^##+ ", text, flags=re.M)[1:]
    assert len(sections) > 40
    for section in sections:
        assert section.splitlines()[2].strip(), section.splitlines()[0]


def test_formats() -> None:
    for name in ("comparison.json", "analyses.jsonl", "report.html", "brief.html"):
        assert name in GUIDE


def test_hostile_pages_are_told_as_measured() -> None:
    """docs/hostile.md is what `eval/siege.py --keep` noted, and no shape that was measured fails."""
    noted = json.loads(siege_table.NOTED.read_text())
    assert siege_table.PAGE.read_text() == siege_table.page(noted)
    assert set(noted) <= set(SHAPES) and not any(item["faults"] for item in noted.values())


def test_files_that_are_linked_exist() -> None:
    for page in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", page.read_text()):
            assert (page.parent / target).exists(), (page.name, target)


def test_no_network_address_in_the_locks() -> None:
    for lock in ROOT.glob("requirements*.lock"):
        assert "://" not in lock.read_text()


def test_the_make_targets_of_the_readme() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.M))
    assert set(re.findall(r"^make (\w+)", (ROOT / "README.md").read_text(), re.M)) <= targets
