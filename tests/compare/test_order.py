"""Whether answers are an earlier and a later state."""

import pytest
from tests.match.made import analysis, passage, story

from retold.compare.order import carried
from retold.languages import load
from retold.languages.questions import words_of

WORDS = words_of(load("en"))
MADE = story(analysis("a", ["x"]), analysis("b", ["x"]))


@pytest.mark.parametrize(
    ("one", "two", "relation", "wanted"),
    [
        ("Five people died.", "The toll rose to nine.", "differ", True),
        ("Initial reports spoke of five dead.", "Nine people died.", "differ", True),
        ("Five people died.", "Nine people died.", "differ", False),
        ("The toll rose to eight.", "The toll rose to nine.", "differ", False),  # both tell a later state
        ("Five people died.", "The toll rose to nine.", "compatible", False),
    ],
)
def test_words_of_the_texts(one: str, two: str, relation: str, wanted: bool) -> None:
    answers = [[passage(0, 0, one)], [passage(1, 1, two)]]
    assert carried(answers, None, relation, MADE, WORDS) == wanted  # type: ignore[arg-type]
