"""What several accounts call one crowd, and groups counted alike, in stories we wrote."""

import pytest
from tests.resolve.reading import Annotate, analyses, compared

from retold.model import Comparison

TEXTS = [
    "A furious mob smashed the shutters of the Tarn Dairy on Friday evening. Police pushed the rioters back with batons. "
    "The dairy had sold milk to 640 households. The iron gate stood open.",
    "Anxious parents gathered before the Tarn Dairy on Friday evening. Police beat the protesters with batons. "
    "Spoilt milk went to 640 families. The iron gate stood open.",
    "The quiet crowd asked the Tarn Dairy for an answer on Friday evening; the police brought batons. Seven people fled. "
    "Later nine people returned. The iron gate stood open.",
]


@pytest.fixture(scope="module")
def comparison(annotate_texts: Annotate) -> Comparison:
    return compared(analyses(annotate_texts, TEXTS))


def test_one_crowd_by_all_its_names(comparison: Comparison) -> None:
    crowd = next(label.entity for label in comparison.labels if label.text == "rioters")
    found = {(label.account, label.text) for label in comparison.labels if label.entity == crowd}
    assert found == {
        ("a", "furious mob"), ("a", "rioters"), ("b", "Anxious parents"), ("b", "protesters"), ("c", "quiet crowd"),
    }  # fmt: skip


def test_the_same_exact_count_is_one_group(comparison: Comparison) -> None:
    where = {label.text: label.entity for label in comparison.labels}
    assert where["640 households"] == where["640 families"]


def test_different_counts_are_different_groups(comparison: Comparison) -> None:
    where = {label.text.lower(): label.entity for label in comparison.labels}
    assert "seven people" not in where or where["seven people"] != where.get("nine people")


def test_what_a_reader_looks_for_comes_first(comparison: Comparison) -> None:
    marks = [label.foremost for label in comparison.labels]
    assert marks == sorted(marks, reverse=True)
    gate = next(label for label in comparison.labels if label.text == "iron gate")
    mob = next(label for label in comparison.labels if label.text == "furious mob")
    assert mob.foremost and not gate.foremost
