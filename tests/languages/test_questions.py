"""Words that questions are made of."""

import pytest

from retold.languages import load
from retold.languages.questions import words_of

WORDS = words_of(load("en"))


def test_what_moves_to_an_earlier_occasion_moves_to_another() -> None:
    assert WORDS.moved < WORDS.other_occasion


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("The match was cancelled because of the fog.", "because of"),  # the longest phrase
        ("It fell, Due To ice, into the canal.", "Due To"),
        ("The cause, damp, was known.", None),
        ("Hamid stood up.", None),  # within a word
    ],
)
def test_causes(text: str, cue: str | None) -> None:
    found = WORDS.causes.search(text)
    assert (found.group() if found else None) == cue


def test_words_of_a_later_and_of_an_earlier_state() -> None:
    assert WORDS.newer.search("The toll rose to nine on Friday.")
    assert WORDS.older.search("Initial reports spoke of five dead.")
    assert not WORDS.newer.search("Nine people died.") and not WORDS.older.search("Nine people died.")
