"""Labels by voice, and spellings of names as statements, in stories we wrote."""

import pytest
from tests.resolve.reading import Annotate, analyses, compared

from retold.languages import load
from retold.model import Analysis, Comparison, Label

TEXTS = [
    "The Lantern group kidnapped Vera Sorokina on Monday. The militant group said it would talk. “These terrorists "
    "will pay,” minister Owen Hale said. The captors gave her water.",
    "Fighters of the Lantern group held Vera Sorokin for a week. The peaceful group let the nurse go. Owen Hale said "
    "he was glad.",
    "Vera Sorokina is home. Moussa Marzouq met her.",
    "Musa Marzook met Vera Sorokina at home.",
]


@pytest.fixture(scope="module")
def told(annotate_texts: Annotate) -> list[Analysis]:
    return analyses(annotate_texts, TEXTS)


@pytest.fixture(scope="module")
def comparison(told: list[Analysis]) -> Comparison:
    return compared(told)


def of(comparison: Comparison, name: str) -> list[Label]:
    entity = next(entity.id for entity in comparison.entities if any(n.text == name for n in entity.names))
    return [label for label in comparison.labels if label.entity == entity]


def test_own_voice_by_account(comparison: Comparison) -> None:
    found = {(label.account, label.text, label.voice) for label in of(comparison, "Lantern")}
    assert ("a", "militant group", "outlet") in found
    assert ("b", "peaceful group", "outlet") in found


def test_counts_and_evidence(comparison: Comparison, told: list[Analysis]) -> None:
    texts = {analysis.article.id: analysis.article.text for analysis in told}
    assert comparison.labels
    for label in comparison.labels:
        assert label.count == len(label.evidence)
        for proof in label.evidence:
            assert texts[proof.account][proof.span[0] : proof.span[1]] == proof.text
            assert label.text.split()[-1] in proof.text


def test_loaded_words_carry_a_note(comparison: Comparison) -> None:
    label = next(label for label in comparison.labels if label.text == "militant group")
    assert label.note
    assert all("confirmed" not in (label.note or "") for label in comparison.labels)


def test_notes_are_words_of_the_language() -> None:
    assert all(isinstance(reason, str) and reason for reason in load("en").table("names")["loaded"].values())


def test_spellings_of_one_name(comparison: Comparison) -> None:
    found = [item for item in comparison.statements if item.kind == "name" and "Marz" in item.topic]
    assert len(found) == 1
    assert found[0].relation == "compatible"
    assert {value.text for value in found[0].values} == {"Moussa Marzouq", "Musa Marzook"}
