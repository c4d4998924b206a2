"""The terminal's summary: the same view, plain where it is piped, harmless whatever a title holds."""

import pytest
from tests.report.fixture import comparison

from retold.model import Account, Comparison
from retold.report.text import render
from retold.report.view import build


@pytest.mark.parametrize("width", [1, 40, 80, 140])
def test_fits_the_width_and_is_plain(width: int) -> None:
    text = render(build(comparison()), width)
    assert "\x1b" not in text and "\x07" not in text and "\u202e" not in text
    assert max(map(len, text.splitlines())) <= max(width, 20)


def test_says_what_matters() -> None:
    text = render(build(comparison()), 100)
    assert text.startswith("Fire at the Corvane grain terminal\n6 accounts · 4 to 5 independent origins")
    assert "How many people were killed?  ≠ differ" in text
    assert "  A at least 7  Northwire, Metro Standard and Ostra Tribune  3 accounts, 1 origin" in text
    assert "All 6 accounts share" in text
    assert "Ostra Tribune reads like a rewrite of Northwire" in text


def test_colours_only_when_asked() -> None:
    assert "\x1b[" in render(build(comparison()), 80, colour=True)


def test_a_story_without_anything() -> None:
    assert "Untitled story" in render(build(Comparison(())), 80)
    one = Comparison((Account("a", None, None, None, None),))
    text = render(build(one), 80)
    assert "1 account\n" in text and "No question was found" in text
