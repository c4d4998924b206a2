"""Decisions go out with the exports, come back from what a person edited, and are replayed beside the findings."""

import csv
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from eval import hostile_files
from jsonschema import Draft202012Validator
from tests.export.stories import decided, made, story
from tests.report.test_view import TAGS

from retold import deciding
from retold.config import Config
from retold.errors import UsageError
from retold.export import ONE
from retold.export.story import DECISION_WORDS
from retold.model import Comparison, Decisions, PeopleDecision, RowDecision
from retold.read.problems import MOST_PROBLEMS
from retold.report.html import render
from retold.report.json import analysis_json, comparison_json, decisions_json, read_comparison, read_decisions
from retold.report.phrases import table
from retold.report.text import render as render_text
from retold.report.view import build
from retold.schema import schema

CONFIG = Config()
ROWS = story().statements


def workbook(path: Path, change: Callable[[Any], None], told: Comparison | None = None) -> Path:
    """An exported workbook as a person saved it again."""
    book = openpyxl.load_workbook(io.BytesIO(made("xlsx", told or story())[ONE]))
    change(book)
    book.save(path)
    return path


def put(sheet: Any, row: int, **cells: str) -> None:
    names = [cell.value for cell in sheet[1]]
    for name, value in cells.items():
        sheet.cell(row, names.index(name) + 1).value = value


def annotated(path: Path, change: Callable[[list[dict[str, Any]]], None], told: Comparison | None = None) -> Path:
    record = json.loads(made("annotations", told or story())[ONE])
    change(record["first"]["items"])
    path.write_text(json.dumps(record), encoding="utf-8")
    return path


def body(purpose: str, value: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": purpose, "value": value}


def table_file(
    path: Path, name: str, change: Callable[[list[list[str]]], None], parted: str = ",", code: str = "utf-8-sig"
) -> Path:
    """A table of the CSV export as a spreadsheet saved it again."""
    rows = list(csv.reader(io.StringIO(made("csv", story())[name].decode("utf-8-sig"), newline="")))
    change(rows)
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=parted).writerows(rows)
    path.write_bytes(out.getvalue().encode(code, "replace"))
    return path


# --- back from what was edited ----------------------------------------------------------------------------------------


def test_a_workbook_gives_its_decisions_back(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        put(book["statements"], 2, decision="reject", note="seen on the scene")
        put(book["statements"], 3, decision=" Changed over time ")
        put(book["statements"], 4, note="=1+1")
        put(book["people"], 2, same=story().entities[1].name, note="one man")

    found = deciding.gathered([workbook(tmp_path / "a.xlsx", change)], story(), CONFIG)
    assert found.lost == ()
    rows = {item.key: item for item in found.decisions.rows}
    assert rows == {
        ROWS[0].key: RowDecision(ROWS[0].key, "reject", "seen on the scene", ROWS[0].topic, ROWS[0].relation),
        ROWS[1].key: RowDecision(ROWS[1].key, "update", None, ROWS[1].topic, ROWS[1].relation),
        ROWS[2].key: RowDecision(ROWS[2].key, None, "=1+1", ROWS[2].topic, ROWS[2].relation),
    }
    [pair] = found.decisions.people
    assert (pair.decision, pair.note) == ("same", "one man")
    assert pair.names == (story().people[0].name, story().entities[1].name)


@pytest.mark.parametrize(("parted", "code"), [(",", "utf-8-sig"), (";", "cp1252"), ("\t", "utf-16")])
def test_tables_give_their_decisions_back(tmp_path: Path, parted: str, code: str) -> None:
    def rows(found: list[list[str]]) -> None:
        at = [found[0].index(name) for name in ("decision", "note")]
        for row, cells in zip(found[1:], (("reject", "seen on the scene"), ("", "'=1+1")), strict=False):
            row[at[0]], row[at[1]] = cells

    def people(found: list[list[str]]) -> None:
        found[1][found[0].index("same")] = story().entities[1].name

    files = [table_file(tmp_path / f"{name}.csv", f"{name}.csv", change, parted, code)
             for name, change in (("statements", rows), ("people", people))]  # fmt: skip
    placed = deciding.gathered(files, story(), CONFIG)
    assert placed.lost == ()
    assert {item.key: (item.decision, item.note) for item in placed.decisions.rows} == {
        ROWS[0].key: ("reject", "seen on the scene"),
        ROWS[1].key: (None, "=1+1"),
    }
    assert [item.decision for item in placed.decisions.people] == ["same"]


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2\n", b"\x00\xff" * 50, b"key,decision\n1,keep\n"])
def test_what_is_no_table_of_an_export_is_named(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.csv").write_bytes(data)
    with pytest.raises(UsageError, match=r"a\.csv.*columns"):
        deciding.gathered([tmp_path / "a.csv"], story(), CONFIG)


def test_a_row_that_is_not_there_is_told_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("key,decision,note\nnone-such,keep,\n")
    (lost,) = deciding.gathered([tmp_path / "a.csv"], story(), CONFIG).lost
    assert "a.csv, row 2" in lost and "none-such" in lost


def test_annotations_give_their_decisions_back(tmp_path: Path) -> None:
    def change(items: list[dict[str, Any]]) -> None:
        items[0]["body"] += [
            body("classifying", "keep"),
            body("commenting", "I rang them."),
            body("commenting", "Twice."),
        ]

    found = deciding.gathered([annotated(tmp_path / "a.jsonld", change)], story(), CONFIG)
    [row] = found.decisions.rows
    assert (row.decision, row.note, found.lost) == ("keep", "I rang them.\nTwice.", ())
    assert row.key in {
        item["value"] for item in json.loads(made("annotations", story())[ONE])["first"]["items"][0]["body"]
    }


@pytest.mark.parametrize("form", ["xlsx", "annotations"])
def test_what_goes_out_comes_back(form: str, tmp_path: Path) -> None:
    """An export of a story with decisions, unchanged, gives the same decisions; so does the file of decisions."""
    told, path = decided(), tmp_path / ("a.xlsx" if form == "xlsx" else "a.jsonld")
    path.write_bytes(made(form, told)[ONE])
    found = deciding.gathered([path], story(), CONFIG)
    assert told.decisions is not None
    wanted = sorted((item for item in told.decisions.rows if item.decision or item.note), key=lambda item: item.key)
    assert (list(found.decisions.rows), found.lost) == (wanted, ())
    assert found.decisions.people == (told.decisions.people if form == "xlsx" else ())
    kept = tmp_path / "decisions.json"
    kept.write_bytes(decisions_json(found.decisions))
    assert deciding.gathered([kept, path], story(), CONFIG) == found
    assert deciding.read(kept, CONFIG) == found.decisions


def test_what_cannot_be_placed_is_told(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        sheet = book["statements"]
        put(sheet, 2, decision="perhaps")
        put(sheet, 3, key="figure-gone", decision="keep")
        put(sheet, 4, decision="keep", note="n" * 3_000)
        put(book["people"], 2, same="Nobody at all")
        put(book["people"], 3, note="a note alone")
        put(book["people"], 4, keep_apart=book["people"]["B4"].value)

    def conflict(items: list[dict[str, Any]]) -> None:
        key = ROWS[2].key
        own = next(item for item in items if body("tagging", key) in item["body"])
        own["body"] += [body("classifying", "reject")]

    paths = [workbook(tmp_path / "a.xlsx", change), annotated(tmp_path / "b.json", conflict)]
    found = deciding.gathered(paths, story(), CONFIG)
    [row] = found.decisions.rows
    assert (row.key, row.decision, len(row.note or "")) == (ROWS[2].key, "keep", deciding.LONGEST)
    assert found.decisions.people == ()
    lost = "\n".join(found.lost)
    for said in ("row 2: 'perhaps' is no decision", "row 3: no row of this report has the key figure-gone", "row 4: a note is cut",
                 "row 2: nobody in this report is 'Nobody at all'", "row 3: a note on somebody", "both are called",
                 "reject is not taken; keep was said"):  # fmt: skip
        assert said in lost, said
    assert len(found.lost) == 7


def test_same_and_keep_apart_of_one_pair_do_not_both_stand(tmp_path: Path) -> None:
    names = (story().entities[0].name, story().entities[1].name)
    both = tuple(PeopleDecision(decision, names) for decision in ("same", "keep_apart"))  # type: ignore[arg-type]
    path = tmp_path / "d.json"
    path.write_bytes(decisions_json(Decisions(None, (), both)))
    found = deciding.gathered([path], story(), CONFIG)
    assert found.decisions.people == both[:1]
    assert "keep_apart is not taken; same was said" in found.lost[0]


# --- hostile files ----------------------------------------------------------------------------------------------------


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet1.xml", b" " * 30_000_000)


def sheetless(path: Path) -> None:
    book = openpyxl.Workbook()
    book.save(path)


def columnless(path: Path) -> None:
    workbook(path, lambda book: put(book["statements"], 1, key="name"))


def written(path: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("statements")
    sheet.append(["key", "decision", "note"])
    for _ in range(10_002):
        sheet.append(["k", "keep", ""])
    book.create_sheet("people").append(["entity", "name", "same", "keep_apart", "note"])
    book.save(path)


@pytest.mark.parametrize(
    "make",
    [
        bomb, sheetless, columnless, written, lambda path: path.write_bytes(b"PK\x03\x04 no"),
        lambda path: path.write_bytes(hostile_files.liar("xl/workbook.xml", 1_000_000)),
        lambda path: path.write_bytes(hostile_files.overlapping((f"a{n}" for n in range(100)), 20_000)),
    ],
)  # fmt: skip
def test_hostile_workbooks_are_refused(make: Callable[[Path], object], tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    make(path)
    with pytest.raises(UsageError, match=r"a\.xlsx: this is no whole workbook"):
        deciding.gathered([path], story(), CONFIG)


@pytest.mark.parametrize(
    "text",
    ["", "{", "[" * 100_000, '{"first": 1}', '{"format": "retold/decisions/1", "rows": [{"key": 1}]}', "null", "\ud800"],
)  # fmt: skip
def test_hostile_json_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(text, encoding="utf-8", errors="replace")
    with pytest.raises(UsageError, match=r"a\.json"):
        deciding.gathered([path], story(), CONFIG)
    with pytest.raises(UsageError, match=r"a\.json"):
        deciding.read(path, CONFIG)


@pytest.mark.parametrize(
    "items",
    [[1, None, "x"], [{"body": 1}, {"body": [1, {"purpose": 3, "value": 1}]}, {"body": {"purpose": "commenting"}}]],
)
def test_annotations_of_any_shape_are_read(items: list[Any], tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(items))
    assert deciding.gathered([path], story(), CONFIG).decisions.rows == ()


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("[" + " " * 100 + "]")
    with pytest.raises(UsageError, match="max_page_bytes"):
        deciding.gathered([path], story(), replace(CONFIG, max_page_bytes=50))


# --- replayed ---------------------------------------------------------------------------------------------------------


def test_decisions_stand_beside_what_was_found_and_change_nothing() -> None:
    told = decided()
    assert told.decisions is not None
    found = deciding.replayed(story(), told.decisions)
    assert replace(found, decisions=None) == story()
    plain, page = (TAGS.sub(" ", render(build(item))) for item in (story(), found))
    view = build(found)
    for item in told.decisions.rows:
        row = next(row for row in view.rows if row.id == next(s.id for s in story().statements if s.key == item.key))
        assert row.decided.startswith("A person ") and row.relation == item.relation
        assert row.decided.partition("<b>")[0] in page.replace("&lt;", "<") and row.decided not in plain
    assert "<b>note" not in render(view)
    assert "A person decided" in render_text(view, 100) and "A person decided" not in render_text(build(story()), 100)


def test_a_decision_that_meets_no_row_is_a_problem() -> None:
    lost = Decisions(None, (RowDecision("figure-gone", "keep", None, "How many?", "differ"),))
    [problem] = set(deciding.replayed(story(), lost).problems) - set(story().problems)
    assert problem.code == "decision" and "How many?" in problem.message


def test_decisions_without_number_are_refused_and_those_that_meet_nothing_are_counted(tmp_path: Path) -> None:
    lost = Decisions("", tuple(RowDecision(f"k{n}", "keep") for n in range(MOST_PROBLEMS + 20)))
    told = [item.message for item in deciding.replayed(story(), lost).problems if item.code == "decision"]
    assert len(told) == MOST_PROBLEMS + 1 and told[-1] == "20 more decisions meet no row here"
    path = tmp_path / "many.json"
    path.write_bytes(decisions_json(Decisions("", tuple(RowDecision(f"k{n}") for n in range(deciding.MOST + 1)))))
    with pytest.raises(UsageError, match="more than 10,000 decisions"):
        deciding.read(path, CONFIG)


def test_people_are_replayed_as_settings() -> None:
    pairs = (PeopleDecision("same", ("A", "B")), PeopleDecision("keep_apart", ("C", "D")))
    made = deciding.settings(replace(CONFIG, same=(("X", "Y"),)), Decisions(None, (), pairs))
    assert (made.same, made.keep_apart) == ((("X", "Y"), ("A", "B")), (("C", "D"),))


def test_the_words_of_decisions_are_those_of_the_report() -> None:
    words = table("decided")
    assert {key: f"A person decided: {said}." for key, said in DECISION_WORDS.items()} | {
        "note": "A person noted:"
    } == words
    assert set(DECISION_WORDS) == set(deciding.CHOICES)


def test_decisions_are_in_the_formats() -> None:
    for name in ("markdown", "csv", "jsonl", "annotations"):
        text = b"".join(made(name, decided()).values()).decode()
        assert "note 0" in text and ("reject" in text)


def test_decisions_follow_their_schema_and_read_back() -> None:
    told = decided()
    assert told.decisions is not None
    data = decisions_json(told.decisions)
    Draft202012Validator(schema("decisions")).validate(json.loads(data))
    assert read_decisions(data) == told.decisions
    Draft202012Validator(schema("comparison")).validate(json.loads(comparison_json(told)))
    assert read_comparison(comparison_json(told)).decisions == told.decisions


# --- the command line -------------------------------------------------------------------------------------------------


def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, "-m", "retold", *arguments], capture_output=True, text=True, check=False)


def test_the_commands(tmp_path: Path) -> None:
    report = tmp_path / "report"
    report.mkdir()
    (report / "comparison.json").write_bytes(comparison_json(story()))
    (report / "analyses.jsonl").write_bytes(b"".join(analysis_json(item) + b"\n" for item in story().analyses))
    sheet = workbook(tmp_path / "a.xlsx", lambda book: put(book["statements"], 2, decision="reject"))
    kept = tmp_path / "decisions.json"
    done = run("decide", str(report), "--from", str(sheet), "-o", str(kept))
    assert done.returncode == 0 and "decisions on 1 rows and 0 pairs of people, 0 not placed" in done.stderr
    assert read_decisions(kept.read_bytes()).rows[0].decision == "reject"
    broken = workbook(tmp_path / "b.xlsx", lambda book: put(book["statements"], 2, decision="\u202eno"))
    done = run("decide", str(report), "--from", str(broken), "-o", str(kept), "--strict")
    assert done.returncode == 1 and "\u202e" not in done.stderr
    done = run("compare", str(tmp_path), "--each", "-o", str(tmp_path / "out"), "--decisions", str(kept))
    assert done.returncode == 2 and "--decisions" in done.stderr
    done = run("compare", "nothing.txt", "-o", str(tmp_path / "out"), "--decisions", str(sheet))
    assert done.returncode == 2 and "no file of decisions" in done.stderr and "Traceback" not in done.stderr
