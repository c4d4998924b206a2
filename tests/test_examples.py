"""The example stories, end to end: the Comparison holds what was planted in them (`examples/*/truth.json`)."""

import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from retold import app, pipeline
from retold.config import Config
from retold.model import Comparison, Evidence, Statement, Value
from retold.report import text, view
from retold.report.json import comparison_json

EXAMPLES = Path(__file__).parent.parent / "examples"
STORIES = ("brannock", "ferry")


@pytest.fixture(scope="module", params=STORIES)
def story(request: pytest.FixtureRequest) -> tuple[dict[str, Any], Comparison]:
    folder = EXAMPLES / request.param
    return json.loads((folder / "truth.json").read_text()), compared(folder, sorted)


def compared(folder: Path, order: Any) -> Comparison:
    files = order(str(path) for path in (folder / "accounts").iterdir())
    pages, problems = app.gather(files, Config())
    assert not problems
    return pipeline.compare(list(pipeline.analyze_all(pages, Config(guard=False))), Config(guard=False))


def evidence(comparison: Comparison) -> Iterator[Evidence]:
    """Every Evidence of a Comparison, wherever it stands."""
    for item in comparison.statements:
        yield from itertools.chain.from_iterable(value.evidence for value in item.values)
    for item in comparison.further:
        yield from itertools.chain.from_iterable(value.evidence for value in item.values)
    for table in (comparison.lineage, comparison.timeline, comparison.labels, comparison.utterances, comparison.flags):
        yield from itertools.chain.from_iterable(item.evidence for item in table)
    for person in comparison.people:
        yield from itertools.chain.from_iterable(item.evidence for item in (*person.facts, *person.statuses))


def test_every_span_reproduces_its_text(story: tuple[dict[str, Any], Comparison]) -> None:
    _, comparison = story
    texts = {item.article.id: item.article.text for item in comparison.analyses}
    found = list(evidence(comparison))
    assert len(found) > 50
    assert all(texts[item.account][item.span[0] : item.span[1]] == item.text for item in found)


def test_accounts_and_dates(story: tuple[dict[str, Any], Comparison]) -> None:
    truth, comparison = story
    assert sorted(item.id for item in comparison.accounts) == truth["accounts"]
    for item in comparison.accounts:
        stated = item.published is not None and item.published.method != "inferred"
        assert stated == (item.id not in truth["undated"])


PLANTED = [
    (name, planted)
    for name in STORIES
    for planted in json.loads((EXAMPLES / name / "truth.json").read_text())["figures"]
]
MISSED = {
    "the fine: 48.5 million against nearly 50 million": "held against another sum of the case, as a contradiction (M201)"
}


@pytest.fixture(scope="module")
def comparisons() -> dict[str, Comparison]:
    return {name: compared(EXAMPLES / name, sorted) for name in STORIES}


@pytest.mark.parametrize(
    ("name", "planted"),
    [
        pytest.param(
            name, planted, id=planted["question"],
            marks=[pytest.mark.xfail(strict=True, reason=MISSED[planted["question"]])] if planted["question"] in MISSED else [],
        )
        for name, planted in PLANTED
    ],
)  # fmt: skip
def test_figures(name: str, planted: dict[str, Any], comparisons: dict[str, Comparison]) -> None:
    """A planted number stands in a row with the right relation; two planted numbers stand in two answers of it."""
    fitting = [item for item in comparisons[name].statements if _answers(item, planted, comparisons[name])]
    assert fitting, planted["question"]
    assert planted["relation"] in {item.relation for item in fitting}, (planted["question"], fitting)


def _answers(statement: Statement, planted: dict[str, Any], comparison: Comparison) -> bool:
    if statement.kind != "figure":
        return False
    answers = [_numbers(value, comparison) for value in statement.values]
    apart = all(any(wanted in found for found in answers) for wanted in planted["values"])
    if len(planted["values"]) > 1:
        one, two = planted["values"]
        apart = any(
            one in a and two in b for place, a in enumerate(answers) for b in answers[:place] + answers[place + 1 :]
        )
    words = (statement.topic + " " + " ".join(value.text for value in statement.values)).lower()
    return apart and any(word in words for word in planted["words"])


def _numbers(value: Value, comparison: Comparison) -> set[float | None]:
    """The bounds of an answer, or, where it is a passage, of the figures in it."""
    if value.low is not None or value.high is not None:
        return {value.low, value.high}
    analyses = {item.article.id: item for item in comparison.analyses}
    return {
        end
        for proof in value.evidence
        for figure in analyses[proof.account].figures
        if proof.span[0] <= figure.span[0] < proof.span[1]
        for end in (figure.low, figure.high)
    }


def test_names(story: tuple[dict[str, Any], Comparison]) -> None:
    truth, comparison = story
    where = {name.text: item.id for item in comparison.entities for name in item.names}
    for names in truth["same_person"]:
        assert len({where[name] for name in names}) == 1, names
    for left, right in truth["different_people"]:
        assert where[left] != where[right]


def test_ages(story: tuple[dict[str, Any], Comparison]) -> None:
    truth, comparison = story
    for planted in truth["ages"]:
        fitting = [
            item for item in comparison.statements
            if item.kind == "fact" and planted["name"] in item.topic and {str(value.value) for value in item.values} >= set(planted["values"])
        ]  # fmt: skip
        assert [item.relation for item in fitting] == [planted["relation"]], planted


def test_statuses(story: tuple[dict[str, Any], Comparison]) -> None:
    truth, comparison = story
    for planted in truth["statuses"]:
        cards = [
            item for item in comparison.people if any(planted["name"] in name for name in (item.name, *item.names))
        ]
        found = {status.status for card in cards for status in card.statuses}
        assert found >= set(planted["statuses"]), (planted, found)


def test_lineage(story: tuple[dict[str, Any], Comparison]) -> None:
    truth, comparison = story
    edges = {(edge.source, edge.target): edge.kind for edge in comparison.lineage}
    for planted in truth["lineage"]:
        assert edges.get((planted["from"], planted["to"])) in planted["kinds"], planted
    for left, right in truth["not_copied"]:
        assert not {edges.get((left, right)), edges.get((right, left))} & {"reprints", "rewrites"}, (left, right)


def test_utterances(story: tuple[dict[str, Any], Comparison]) -> None:
    truth, comparison = story
    names = {item.id: item.name for item in comparison.entities}
    for planted in truth["utterances"]:
        fitting = [
            sorted({rendering.account for rendering in item.renderings})
            for item in comparison.utterances
            if planted["speaker"] in names.get(item.speaker or "", "")
        ]
        assert any(set(accounts) >= set(planted["accounts"]) for accounts in fitting), (planted, fitting)


def test_labels(story: tuple[dict[str, Any], Comparison]) -> None:
    truth, comparison = story
    for planted in truth["labels"]:
        found = {item.text for item in comparison.labels if item.account == planted["account"]}
        assert any(planted["text"] in text for text in found), (planted, sorted(found))


def test_support(story: tuple[dict[str, Any], Comparison]) -> None:
    truth, comparison = story
    for planted in truth["support"]:
        fitting = [
            value.support
            for item in comparison.statements
            if item.kind == "figure" and any(word in item.topic.lower() for word in planted["words"])
            for value in item.values
            if planted["value"] in (value.low, value.high)
        ]
        widest = max(fitting, key=lambda support: len(support.accounts))
        assert len(widest.accounts) >= planted["accounts"]
        assert widest.origins.min <= planted["origins_min"] and widest.origins.max <= planted["origins_max"]


def test_the_order_of_input_does_not_matter() -> None:
    folder = EXAMPLES / "ferry"
    there = compared(folder, sorted)
    back = compared(folder, lambda names: sorted(names, reverse=True))
    assert comparison_json(there) == comparison_json(back)


def test_the_readme_shows_what_is_printed() -> None:
    """Every line of the README's output is one of the summary's, in its order; parts of it may be left out."""
    comparison = compared(EXAMPLES / "ferry", sorted)
    printed = iter(text.render(view.build(comparison, app.about(Config())), 100).splitlines())
    readme = (EXAMPLES.parent / "README.md").read_text()
    shown = (
        readme.partition("<!-- output -->")[2].partition("<!-- /output -->")[0].partition("```")[2].partition("```")[0]
    )
    lines = [line for line in shown.splitlines() if line.strip()]
    assert len(lines) > 20
    assert [line for line in lines if line not in printed] == []
