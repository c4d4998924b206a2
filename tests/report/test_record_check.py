"""No cell says more than its words: the example stories and the invented one, held against their records."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.report.fixture import comparison
from tests.report.record_check import violations

from retold import app, pipeline
from retold.config import Config
from retold.model import Comparison
from retold.report.view import build

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module", params=("brannock", "ferry"))
def example(request: pytest.FixtureRequest) -> Comparison:
    files = sorted(str(path) for path in (EXAMPLES / request.param / "accounts").iterdir())
    pages, _ = app.gather(files, Config())
    return pipeline.compare(list(pipeline.analyze_all(pages, Config(guard=False))), Config(guard=False))


def test_no_cell_says_more_than_its_words(example: Comparison) -> None:
    view = build(example)
    assert sum(bool(cell.words) for row in view.rows for cell in row.cells) > 100
    assert list(violations(example, view)) == []


def test_the_invented_story_says_no_more_than_its_words() -> None:
    assert list(violations(comparison(), build(comparison()))) == []


@pytest.mark.parametrize("example", ["ferry"], indirect=True)
def test_what_an_account_only_promises_stands_behind_no_telling_of_it_as_done(example: Comparison) -> None:
    """The ministry promised the report on Monday and published it on Thursday: one account states that it did."""
    told = [value for item in example.statements for value in item.values if value.text.startswith("The ministry publ")]
    assert told
    assert {account for value in told for account in value.support.accounts} == {"northbank_post.txt"}


def test_the_check_finds_what_it_is_for(example: Comparison) -> None:
    """Words that stand in no account, a speaker left out and a count too high are each found."""
    view = build(example)
    row = next(row for row in view.rows if any(cell.label.endswith(" said") and cell.words for cell in row.cells))
    cells = tuple(replace(cell, label="own voice") if cell.label.endswith(" said") else cell for cell in row.cells)
    assert "is said by" in " ".join(violations(example, replace(view, rows=(replace(row, cells=cells),))))
    cells = tuple(replace(cell, words=(("nobody wrote this", False),)) if cell.words else cell for cell in row.cells)
    assert "is not written" in " ".join(violations(example, replace(view, rows=(replace(row, cells=cells),))))
    many = replace(view.glance, most=99)
    assert "more sources than accounts in the story" in list(violations(example, replace(view, glance=many)))
