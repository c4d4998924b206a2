"""Every code of a check is in the docs, and has a golden passage that fires it and a near twin that does not."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from retold import pipeline, reference
from retold.compare import events, happenings
from retold.compare.codes import codes
from retold.config import Config
from retold.model import Analysis, Comparison, Page

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "tests" / "golden" / "checks"
CODES = {item.code: item for item in codes()}
ALL = Config(shown=0.0, shown_alike=0.0, guard=False)  # rows of every probability
GOLDEN: dict[str, dict[str, Any]] = {
    path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json"))
}


# What a row of a happening is called hangs on learned probabilities; here every telling passes as contested (M2), or as
# told differently and not contested (M3), so that the code hangs on the slots and their comparators alone.
FORCED: dict[str, dict[str, Any]] = {
    "M2": {"CONTESTED": 0.0, "PINNED": {}, "PINNED_ELSE": 0.03},
    "M209": {"CONTESTED": 0.0, "PINNED": {}, "PINNED_ELSE": 2.0},
    "E101": {"PARTS": 2.0},
    "M3": {"CONTESTED": 2.0, "REAL": 0.0, "PINNED": {}, "PINNED_ELSE": 0.03},
}


def forced(code: str, analyses: list[Analysis]) -> Comparison:
    """The comparison under the thresholds that the code needs."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in FORCED.get(code, FORCED.get(code[:2], {})).items():
            patch.setattr(events if name == "PARTS" else happenings, name, value)
        return pipeline.compare(analyses, ALL)


@cache
def compared() -> dict[tuple[str, str], Comparison]:
    """The comparison of each passage and of each twin, parsed in one go."""
    rows = [(code, side, golden[side]) for code, golden in GOLDEN.items() for side in ("fires", "twin")]
    pages = [
        Page(
            f"a{number}", account["text"].encode(), account.get("reader", "text"), outlet=f"Outlet {number}",
            published=account.get("published"), url=account.get("url"), captured=account.get("captured"),
        )
        for _, _, accounts in rows for number, account in enumerate(accounts, 1)
    ]  # fmt: skip
    analyses = iter(list(pipeline.analyze_all(pages, ALL)))
    return {(code, side): forced(code, [next(analyses) for _ in accounts]) for code, side, accounts in rows}


def relations(code: str, comparison: Comparison) -> set[str]:
    """The relations of the rows that carry a code."""
    apart = {"not comparable" for item in comparison.not_comparable if item.check == code}
    return {item.relation for item in comparison.statements if item.check == code} | apart


@pytest.mark.parametrize("code", sorted(GOLDEN))
def test_a_code_fires_and_its_twin_does_not(code: str) -> None:
    assert relations(code, compared()[code, "fires"]) == {CODES[code].relation}
    assert relations(code, compared()[code, "twin"]) == set()


def test_every_code_has_a_golden_passage() -> None:
    assert set(GOLDEN) == set(CODES)


def test_every_code_of_the_source_is_in_the_table() -> None:
    found = {
        code
        for path in (ROOT / "src" / "retold").rglob("*.py")
        if {"compare", "align"} & set(path.parts) and path.name != "codes.py"
        for code in re.findall(r'"([A-Z]\d{3})"', path.read_text(encoding="utf-8"))
    }
    assert len(found) > 30
    assert set(CODES) == found


def test_codes_say_what_they_mean() -> None:
    for item in CODES.values():
        assert len(item.text.split()) > 2, item.code
        assert item.text.endswith("."), item.code


def test_the_docs_list_every_check() -> None:
    assert (ROOT / "docs" / "checks.md").read_text(encoding="utf-8") == reference.checks(), "run `make docs`"


def test_twins_are_near() -> None:
    """A twin shares most of its words with the passage that fires, so that the code hangs on what differs."""
    for code, golden in GOLDEN.items():
        one, two = (
            {word for account in golden[side] for word in account["text"].lower().split()} for side in ("fires", "twin")
        )
        assert len(one & two) >= 0.4 * min(len(one), len(two)), code
