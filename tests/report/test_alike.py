"""What is told alike is shown as the clause that the accounts state, not as the sentence of the one who tells it."""

from dataclasses import replace

import pytest
from tests.resolve.reading import Annotate, analyses

from retold import pipeline
from retold.config import Config
from retold.model import Comparison, Evidence, OriginRange, Statement, Support, Value
from retold.report.records import Row
from retold.report.view import build

TEXTS = [
    "Ana Roth repaired the old harbour wall, and nobody in Tarn believed that it would hold through the winter.",
    "Ana Roth repaired the old harbour wall in May.",
    "The council heard on Monday that Ana Roth repaired the old harbour wall.",
]


@pytest.fixture(scope="module")
def story(annotate_texts: Annotate) -> Comparison:
    return pipeline.compare(analyses(annotate_texts, TEXTS), Config())


def row(story: Comparison, clause: str) -> Row:
    """The row that the first two accounts, by their order in TEXTS, tell the clause alike."""
    proofs = []
    for item in story.analyses[:2]:
        event = next(event for event in item.events if event.lemma == "repair")
        proofs.append(Evidence(item.article.id, (0, len(item.article.text)), item.article.text, event.id))
    names = tuple(proof.account for proof in proofs)
    value = Value(clause, None, Support(names, OriginRange(1, 2)), tuple(proofs))
    made = Statement("s1", "event", clause, "agree", "Why.", (value,), "E101")
    return build(replace(story, statements=(made,), further=())).rows[0]


def test_the_clause_stands_in_heading_and_answer(story: Comparison) -> None:
    found = row(story, "Ana Roth repaired the old harbour wall")
    assert found.answers[0].text.rstrip("…") == "Ana Roth repaired the old harbour wall"
    assert found.sentence.rstrip("…") == "Ana Roth repaired the old harbour wall"


def test_words_that_no_teller_writes_so_give_way_to_the_words_of_one(story: Comparison) -> None:
    text = row(story, "The wall was mended").answers[0].text
    assert "mended" not in text
    assert any(text in each for each in TEXTS)
