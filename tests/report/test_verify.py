"""`verify` finds a changed input, a changed text and a changed passage, and nothing where nothing changed."""

import copy
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tests.report.fixture import comparison

from retold import app, verifying
from retold.config import Config
from retold.errors import UsageError
from retold.report.json import analysis_json, comparison_json
from retold.report.verify import Input, verify

Folder = tuple[dict[str, Any], list[dict[str, Any]], dict[str, Input]]


@pytest.fixture
def folder() -> Folder:
    """The invented story's comparison, analyses and inputs, free to be changed."""
    story = comparison()
    analyses = [msgspec.json.decode(analysis_json(item)) for item in story.analyses]
    inputs = {item.article.id: Input(item.article.sha256, item.article.text) for item in story.analyses}
    return copy.deepcopy(msgspec.json.decode(comparison_json(story))), analyses, inputs


def codes(folder: Folder) -> list[str]:
    return [item.code for item in verify(*folder).findings]


def test_all_holds(folder: Folder) -> None:
    result = verify(*folder)
    assert result.holds and result.inputs == 6
    assert result.spans > 150


def test_input_changed_or_gone(folder: Folder) -> None:
    inputs = folder[2]
    inputs["metro"] = Input("0" * 64, inputs["metro"].text)
    del inputs["vesper"]
    assert codes(folder) == ["V2", "V1"]


def test_text_changed(folder: Folder) -> None:
    inputs = folder[2]
    inputs["ostra"] = Input(inputs["ostra"].sha256, "X" + (inputs["ostra"].text or ""))
    assert codes(folder) == ["V3"]


def test_passages_changed(folder: Folder) -> None:
    story = folder[0]
    first, second = story["statements"][0]["values"][0]["evidence"][:2]
    first["text"] = "nobody was hurt"
    second["span"] = [0, 10**9]
    story["lineage"][0]["evidence"][0]["account"] = "nobody"
    found = verify(*folder).findings
    assert sorted(item.code for item in found) == ["V1", "V4", "V5"]
    assert "$.statements[0].values[0].evidence[0]" in {item.where for item in found}


@pytest.mark.parametrize("span", [None, [1], [5, 3], [-1, 2], ["0", "1"], [True, 2], {"0": 1}])
def test_spans_that_are_none(folder: Folder, span: Any) -> None:
    folder[0]["statements"][0]["values"][0]["evidence"][0]["span"] = span
    assert codes(folder) == ["V4"]


def test_records_outside_the_text(folder: Folder) -> None:
    folder[1][0]["figures"][0]["span"] = [10, 10**6]
    folder[1][1]["quotes"][0]["spans"] = [[-3, 4]]
    assert codes(folder) == ["V4", "V4"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("comparison.json", "[" * 100_000),
        ("comparison.json", "[]"),
        ("comparison.json", '{"accounts": [{"id": "a", "source": ["x"]}]}'),
        ("comparison.json", '{"accounts": [{"id": "a", "source": 5}]}'),
        ("comparison.json", '{"accounts": 3}'),
        ("comparison.json", '{"accounts": [null]}'),
        ("analyses.jsonl", "[" * 100_000),
        ("analyses.jsonl", "{}"),
        ("analyses.jsonl", '{"article": {"id": "a", "text": ""}, "quotes": [[]]}'),
        ("analyses.jsonl", '{"article": {"id": "a", "text": ""}, "figures": 1}'),
    ],
)
def test_a_folder_of_another_form_is_refused_with_a_word(name: str, text: str, tmp_path: Path) -> None:
    (tmp_path / "comparison.json").write_text('{"accounts": []}')
    (tmp_path / "analyses.jsonl").write_text("")
    assert verifying.verify(tmp_path, Config()).holds
    (tmp_path / name).write_text(text)
    with pytest.raises(UsageError, match="its files are not whole"):
        verifying.verify(tmp_path, Config())
    with pytest.raises(UsageError, match="its files are not whole"):
        app.reported(tmp_path)


@pytest.mark.parametrize("source", ["/dev/zero", "/dev/stdin", "a" * 5_000, "a\0b", "/no/such.txt", "", "/"])
def test_a_source_that_is_no_file_is_not_found(source: str, tmp_path: Path) -> None:
    account = {"id": "a", "source": source, "sha256": "0"}
    (tmp_path / "comparison.json").write_bytes(msgspec.json.encode({"accounts": [account]}))
    (tmp_path / "analyses.jsonl").write_bytes(b'{"article": {"id": "a", "text": ""}}')
    found = verifying.verify(tmp_path, Config()).findings
    assert [item.message for item in found] == ["The input of this account was not found."]
