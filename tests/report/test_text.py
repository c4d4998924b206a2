"""The terminal's summary: the same view, plain where it is piped, harmless whatever a title holds."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.report.fixture import comparison

from retold.model import Account, Comparison, Problem
from retold.report.text import render
from retold.report.view import build

GOLDEN = Path(__file__).parents[1] / "golden" / "report.txt"


def test_golden() -> None:
    assert render(build(comparison()), 100) == GOLDEN.read_text(encoding="utf-8")


def test_passages_with_the_words_that_part_and_who_is_quoted() -> None:
    text = render(build(comparison()), 140)
    assert "Which words were said? Pell Ansgar told of one bang  ≈ compatible" in text
    assert "crane driver Pell Ansgar told Northwire.  Northwire  quoted: Pell Ansgar" in text
    assert "About 6 of 10" in text
    assert "\x1b[1;4mWe heard one bang" in render(build(comparison()), 140, colour=True)


def test_accounts_that_stand_apart_are_told_on_top() -> None:
    problem = Problem("apart", None, "blog tells of something else than the other accounts.")
    text = render(build(replace(comparison(), problems=(problem,))), 100)
    assert text.index("tells of something else") < text.index("What they tell differently")


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
    assert "What all or most of the 6 accounts share\n  Mayor Tomas Rill declared three days of mourning  6 acc" in text
    assert "Ostra Tribune reads like a rewrite of Northwire" in text


def test_colours_only_when_asked() -> None:
    assert "\x1b[" in render(build(comparison()), 80, colour=True)


def test_a_story_without_anything() -> None:
    assert "Untitled story" in render(build(Comparison(())), 80)
    one = Comparison((Account("a", None, None, None, None),))
    text = render(build(one), 80)
    assert "1 account\n" in text and "No question was found" in text
