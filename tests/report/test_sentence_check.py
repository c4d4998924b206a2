"""No cell says more than its sentence, asked of the sentences themselves: the examples, the stories of the development
data where they are there, and reports that were made to say too much."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from tests.report.sentence_check import violations
from tests.report.test_record_check import example  # noqa: F401 - a fixture

from retold import pipeline
from retold.app import gather
from retold.config import Config
from retold.model import Comparison
from retold.report.records import Cell, ReportView, Row
from retold.report.view import build

ROWS = Path(__file__).parents[3] / "shared" / "data" / "rows" / "dev.jsonl"
STORIES = ("nyc_subway_work_trains_collide_in_tunnel", "us_lauten")  # short ones of the half whose errors were read
KNOWN = 1  # of their 325 cells and answers told alike so many say too much: what a change may not raise


def test_the_examples_say_no_more_than_their_sentences(example: Comparison) -> None:  # noqa: F811
    assert list(violations(example, build(example), Config())) == []


@pytest.mark.skipif(not ROWS.is_file(), reason="the development data is not part of the project")
def test_stories_of_the_development_data_say_hardly_more_than_their_sentences(tmp_path: Path) -> None:
    found: list[str] = []
    for gold in map(json.loads, ROWS.read_text(encoding="utf-8").splitlines()):
        if gold["story"] in STORIES:
            place = tmp_path / f"{gold['story']}.jsonl"
            place.write_text("\n".join(json.dumps(document) for document in gold["documents"]))
            pages, _ = gather([str(place)], Config())
            comparison = pipeline.compare(list(pipeline.analyze_all(pages, Config())), Config())
            found += violations(comparison, build(comparison), Config())
    assert len(found) <= KNOWN, "\n".join(found)


@pytest.mark.parametrize("example", ["ferry"], indirect=True)
def test_it_finds_what_it_is_for(example: Comparison) -> None:  # noqa: F811
    """A speaker left out, words given to somebody who says nothing, a doubt cut away, an account that tells of something
    else: each is found."""
    view = build(example)
    said = _first(view, lambda row, cell: row.kind == "event" and " said" in cell.label and "“" not in _words(cell))
    assert "speaker lost" in _kinds(example, _with(view, *said, label="own voice"))
    own = _first(view, lambda row, cell: row.kind == "event" and cell.label == "own voice" and "“" not in _words(cell))
    assert "nobody says it" in _kinds(example, _with(view, *own, label="Bishop Ormond Vale said"))
    alike = next(row for row in view.rows if row.check == "E101" and len(row.answers[0].accounts) > 1)
    other = next(row for row in view.rows if row.check == "E101" and row.answers[0].text != alike.answers[0].text)
    answer = replace(alike.answers[0], text=other.answers[0].text, pieces=other.answers[0].pieces)
    mixed = replace(view, rows=(replace(alike, answers=(answer,)),))
    assert "not stated" in _kinds(example, mixed)


def test_a_doubt_that_stands_outside_of_the_words_shown_is_missed_in_them(annotate_texts: object) -> None:
    from tests.report.sentence_check import FreshReading, ShownCell, cut
    from tests.resolve.reading import analyses

    from retold.languages import load

    text = "Lawyers may find that the last way to a trial has been closed to them."
    parse = annotate_texts([text])[0]  # type: ignore[operator]
    analysis = analyses(annotate_texts, [text])[0]  # type: ignore[arg-type]
    start = text.index("the last way")
    row = build(example_row := pipeline.compare([analysis], Config())).rows[0]
    assert example_row.accounts
    shown = ShownCell(row, row.cells[0], analysis, (0, len(text)), (start, len(text) - 1), None)
    assert [line.partition(":")[0] for line in cut(shown, FreshReading(parse, load("en")))] == ["doubt left out"]
    whole = replace(shown, words=(0, len(text)))
    assert list(cut(whole, FreshReading(parse, load("en")))) == []


def _words(cell: Cell) -> str:
    return "".join(words for words, _ in cell.words)


def _first(view: ReportView, wanted: object) -> tuple[Row, Cell]:
    return next((row, cell) for row in view.rows for cell in row.cells if cell.words and wanted(row, cell))  # type: ignore[operator]


def _with(view: ReportView, row: Row, cell: Cell, label: str) -> ReportView:
    cells = tuple(replace(each, label=label) if each is cell else each for each in row.cells)
    return replace(view, rows=(replace(row, cells=cells),))


def _kinds(comparison: Comparison, view: ReportView) -> set[str]:
    return {line.partition(":")[0] for line in violations(comparison, view, Config())}
