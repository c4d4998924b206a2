"""The public format: every output validates against the generated schema, and every span reproduces its text."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import retold
from retold import app, pipeline
from retold.config import Config
from retold.model import Page
from retold.report.json import analysis_json, comparison_json
from retold.schema import schema

EXAMPLES = Path(__file__).parent.parent / "examples"
STRICT = Config(guard=False)


@pytest.fixture(scope="module")
def ferry() -> Any:
    pages, _ = app.gather([str(EXAMPLES / "ferry" / "accounts")], STRICT)
    told = list(pipeline.analyze_all(pages, STRICT))
    return told, pipeline.compare(told, STRICT)


def test_analyses_validate(ferry: Any) -> None:
    validator = Draft202012Validator(schema("analysis"))
    for analysis in ferry[0]:
        validator.validate(json.loads(analysis_json(analysis)))


def test_comparisons_validate(ferry: Any) -> None:
    record = json.loads(comparison_json(ferry[1]))
    Draft202012Validator(schema("comparison")).validate(record)
    assert record["format"] == "retold/comparison/1"
    for name in (
        "accounts",
        "entities",
        "origins",
        "lineage",
        "statements",
        "utterances",
        "timeline",
        "people",
        "labels",
        "further",
    ):
        assert record[name], f"the table {name} is empty"
    assert {"from", "to"} <= set(record["lineage"][0])


def spans(node: Any) -> Any:
    """Every span of an analysis as JSON: two numbers under a name that holds spans."""
    if isinstance(node, dict):
        for name, value in node.items():
            if name == "source_map" or name == "removed":
                continue
            if name.endswith(
                ("span", "place", "source", "agent", "subject", "cue", "clause", "head", "covers")
            ) and _is_span(value):
                yield value
            elif name in ("spans", "sentences", "body", "cues"):
                yield from value
            else:
                yield from spans(value)
    elif isinstance(node, list):
        for item in node:
            yield from spans(item)


def _is_span(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(isinstance(item, int) for item in value)


def check(analysis: Any) -> int:
    record = json.loads(analysis_json(analysis))
    text = record["article"]["text"]
    found = list(spans(record))
    for first, last in found:
        assert 0 <= first <= last <= len(text)
    for figure in record["figures"]:
        counted = figure["counted"]
        if counted:
            assert text[counted["span"][0] : counted["span"][1]] == counted["text"]
    for quote in record["quotes"]:
        for via in quote["via"]:
            assert via["span"][1] <= len(text)
    ids = [
        item["id"]
        for kind in ("mentions", "quotes", "figures", "times", "events", "facts", "citations", "statuses")
        for item in record[kind]
    ]
    assert len(ids) == len(set(ids))
    entities = {item["id"] for item in record["entities"]}
    assert {item["entity"] for item in record["mentions"]} - {None} <= entities
    return len(found)


def test_every_span_of_every_analysis(ferry: Any) -> None:
    assert sum(check(analysis) for analysis in ferry[0]) > 1_000


def test_ids_lead_to_records(ferry: Any) -> None:
    told, comparison = ferry
    records = {
        (item.article.id, record.id)
        for item in told
        for kind in ("mentions", "quotes", "figures", "times", "events", "facts", "citations", "statuses")
        for record in getattr(item, kind)
    }
    statements = {item.id for item in comparison.statements}
    entities = {item.id for item in comparison.entities}
    for statement in comparison.statements:
        assert statement.why and statement.topic and statement.check
        for value in statement.values:
            assert value.evidence
            for proof in value.evidence:
                assert (
                    proof.record is None
                    or (proof.account, proof.record) in records
                    or proof.record in entities | {entity.id for item in told for entity in item.entities}
                )
    assert {item.statement for item in comparison.gaps} <= statements
    assert {item.entity for item in comparison.people} <= entities
    assert {name for item in comparison.not_comparable for name in item.statements} <= statements


PIECES = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ['"', "“", "”", "‘", "’", "«", "»", "„", "'", "—", "\n\n", " said ", "He told Reuters: ", "1,200 people were killed ",
         "on Monday ", "Ms. Anna O'Hara-Lee, 25, ", "not ", "(AP) ", "\u202e", "\u200b", "<script>", "{{x}}", "%s", "9/11 ", "£5bn ",
         "according to ", "; ", ". ", "Mr ", "two dozen ", "\ufffd", "😀"]
    ),
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_is_analyzed(text: str) -> None:
    analysis = pipeline.analyze(
        Page("a", text.encode("utf-8", "replace"), "text", encoding="utf-8", language="en"), STRICT
    )
    check(analysis)


@given(st.lists(st.lists(PIECES, max_size=20).map("".join), min_size=2, max_size=4))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_texts_are_compared(texts: list[str]) -> None:
    pages = [
        Page(str(number), text.encode("utf-8", "replace"), "text", encoding="utf-8", language="en")
        for number, text in enumerate(texts)
    ]
    comparison = pipeline.compare(list(pipeline.analyze_all(pages, STRICT)), STRICT)
    Draft202012Validator(schema("comparison")).validate(json.loads(comparison_json(comparison)))


@given(st.binary(max_size=300), st.sampled_from(["raw", "html", "markdown", "text"]))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_bytes_are_analyzed(data: bytes, media: Any) -> None:
    analysis = pipeline.analyze(Page("a", data, media), STRICT)
    assert analysis.article.text or analysis.problems
    check(analysis)


def test_the_api(tmp_path: Path) -> None:
    analysis = retold.analyze('"We will close the pool," said Mayor Ada Quill on Tuesday.', published="2024-03-06")
    assert analysis.article.published is not None and analysis.quotes
    assert "quotes" in analysis._repr_html_()
    comparison = retold.compare([EXAMPLES / "brannock" / "accounts"])
    assert len(comparison.accounts) == 5
    assert "<iframe" in comparison._repr_html_()
    assert comparison.save(tmp_path / "out").is_file()
    assert retold.same_name("Sergei Ivanov", "Sergey Ivanov", "person") > 0.5
