"""The words in which passages part: found where the reason and the record put them, and kept when a text is cut."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some
from tests.report.fixture import TEXTS, comparison

from retold.report import marks

STORY = comparison()
ANALYSES = {item.article.id: item for item in STORY.analyses}
ROWS = {item.id: item for item in STORY.statements}


def marked(row: str, **changed: str) -> list[tuple[str, str]]:
    """(account, marked words) of a row of the fixture."""
    found = marks.slots(replace(ROWS[row], **changed), ANALYSES)  # type: ignore[arg-type]
    return [(item.account, TEXTS[item.account][slice(*span)]) for item, span in found.items()]


def test_marks_stand_at_the_named_words() -> None:
    assert marked("s17") == [("northwire", "before dawn"), ("vesper", "4:20 a.m. on June 3")]


def test_words_cut_short_are_marked_whole_by_their_record() -> None:
    assert marked("s18")[0] == ("northwire", "We heard one bang and then the roof was gone,")
    assert marked("s18", differs_by="name")[0] == ("northwire", "We heard one bang and then the roof was")


def test_no_mark_without_a_named_slot() -> None:
    assert marked("s17", why="These passages were matched; they tell it with different details.") == []
    assert marked("s17", why="“at noon” in northwire, “in the night” in vesper.", differs_by="place") == []
    assert marked("s17", why="“before dawn” in northwire-2, “4:20” in vesper2.") == []


@pytest.mark.parametrize(
    ("most", "text"),
    [
        (200, "The first clause says little, and the second says that nine people died there."),
        (52, "…and the second says that nine people died there."),
        (24, "…nine people died there."),
        (14, "…nine people…"),
    ],
)
def test_a_cut_text_keeps_its_mark(most: int, text: str) -> None:
    whole = "The first clause says little,\nand the second says that nine people died there."
    start = whole.index("nine people")
    found = marks.pieces(whole, [(start, start + len("nine people"))], most)
    assert [words.strip("…") for words, on in found if on] == ["nine people"]
    assert marks.plain(found) == text
    assert len(marks.plain(found)) <= most + 2


@given(some.text(max_size=80), some.integers(0, 80), some.integers(0, 80), some.integers(5, 120))
def test_any_text_is_cut_into_its_own_words(text: str, start: int, length: int, most: int) -> None:
    span = (min(start, len(text)), min(start + length, len(text)))
    found = marks.pieces(text, [span] if span[0] < span[1] else [], most)
    assert len(marks.plain(found)) <= most + 2 * len(marks.CLIP)
    kept = "".join("".join(words.strip("…").split()) for words, _ in found)
    assert kept.replace("…", "") in "".join(text.split()).replace("…", "")


@given(some.text(max_size=60), some.integers(0, 60), some.integers(1, 20))
def test_words_are_found_whatever_space_and_signs_they_hold(text: str, start: int, length: int) -> None:
    """The words of a reason stand on one line, and hold signs that mean something in a pattern."""
    words = " ".join(text[start : start + length].split())
    found = [text[slice(*span)] for span in marks._spaced(words, text)]
    assert bool(found) == bool(words)
    assert {" ".join(each.split()) for each in found} <= {words}


def test_words_over_a_break_of_lines() -> None:
    assert list(marks._spaced("4 (four) boats", "Some 4 (four)\nboats, and 4 (four)  boats.")) == [(5, 19), (25, 40)]
