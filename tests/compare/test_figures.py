"""Figures across accounts: the golden stories, one a relation and one a reason of not comparing."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from retold import pipeline
from retold.compare import figures
from retold.config import Config
from retold.model import Comparison, Page

FOLDER = Path(__file__).parents[1] / "golden" / "figures_story"
EXPECTED: dict[str, dict[str, Any]] = json.loads((FOLDER / "expected.json").read_text("utf-8"))
STORIES = sorted(path.stem for path in FOLDER.glob("*.jsonl"))
ALL = Config(shown=0.0, shown_alike=0.0)  # rows of every probability


def pages(name: str) -> list[Page]:
    rows = [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines()]
    return [
        Page(row["id"], row["text"].encode(), "text", outlet=row["outlet"], published=row.get("published"))
        for row in rows
    ]


@cache
def compared() -> dict[str, Comparison]:
    """All stories, parsed in one go."""
    read = {name: pages(name) for name in STORIES}
    analyses = iter(list(pipeline.analyze_all([page for found in read.values() for page in found], ALL)))
    return {name: pipeline.compare([next(analyses) for _ in found], ALL) for name, found in read.items()}


def told(comparison: Comparison) -> dict[str, Any]:
    statements = [
        {
            "topic": statement.topic, "check": statement.check, "relation": statement.relation,
            "values": [[value.low, value.high, list(value.support.accounts)] for value in statement.values],
        }
        for statement in comparison.statements if statement.check.startswith("F")
    ]  # fmt: skip
    apart = [[item.check, [proof.text for proof in item.evidence]] for item in comparison.not_comparable]
    return {
        "statements": sorted(statements, key=lambda row: str(row["topic"])),
        "apart": sorted(row for row in apart if str(row[0]).startswith("F")),
    }


@pytest.mark.parametrize("name", STORIES)
def test_story(name: str) -> None:
    assert told(compared()[name]) == EXPECTED[name]


def test_every_relation_and_reason_is_told() -> None:
    """Each check of the tables has a story of its own."""
    codes = {row["check"] for story in EXPECTED.values() for row in story["statements"]}
    codes |= {row[0] for story in EXPECTED.values() for row in story["apart"]}
    wanted = {code for code, _, _ in figures.CHECKS} | {code for code, _ in figures.APART.values()} | {"F301", "F302"}
    assert wanted <= codes


def test_a_count_over_three_weeks() -> None:
    """The count moves with each account and is revised downward once: an update, its steps in order of time."""
    statement = next(item for item in compared()["revisions"].statements if item.check == "F104")
    assert statement.relation == "update"
    assert [value.low for value in statement.values] == [100, 200, 130, 234, 276]
    assert "revised downward" in statement.why
    days = [value.as_of.latest for value in statement.values if value.as_of]
    assert days == sorted(day for day in days if day)


def test_sums_are_shown() -> None:
    statement = next(item for item in compared()["sums"].statements if item.check == "F301")
    assert "3 + 7 = 10" in statement.why
    assert "= 8" in statement.why


def test_evidence_is_exact() -> None:
    for name, comparison in compared().items():
        texts = {page.id: page.data.decode() for page in pages(name)}
        proofs = [proof for item in comparison.statements for value in item.values for proof in value.evidence]
        proofs += [proof for item in comparison.not_comparable for proof in item.evidence]
        for proof in proofs:
            assert texts[proof.account][slice(*proof.span)] == proof.text


def test_order_of_input_does_not_matter() -> None:
    analyses = list(pipeline.analyze_all(pages("revisions"), ALL))
    assert pipeline.compare(analyses, ALL) == pipeline.compare(analyses[::-1], ALL)
