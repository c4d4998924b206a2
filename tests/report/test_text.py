"""The terminal's summary: the same view, plain where it is piped, harmless whatever a title holds."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.report.fixture import comparison, many

from retold.model import Account, Comparison, Problem
from retold.report.text import render
from retold.report.view import build

GOLDEN = Path(__file__).parents[1] / "golden" / "report.txt"


def test_golden() -> None:
    assert render(build(comparison()), 100) == GOLDEN.read_text(encoding="utf-8")


def test_at_most_25_lines() -> None:
    assert len(render(build(comparison()), 100).splitlines()) <= 25
    assert len(render(build(many(30, 200)), 100).splitlines()) <= 25


def test_answers_with_who_says_them() -> None:
    text = render(build(comparison()), 140)
    assert "How many people were killed?  ≠ Contradict" in text
    assert "  A At least seven people were killed  Northwire and 2 more" in text


def test_accounts_that_stand_apart_are_told_on_top() -> None:
    problem = Problem("apart", None, "blog tells of something else than the other accounts.")
    text = render(build(replace(comparison(), problems=(problem,))), 100)
    assert text.index("tells of something else") < text.index("Where they contradict each other")


@pytest.mark.parametrize("width", [1, 40, 80, 140])
def test_fits_the_width_and_is_plain(width: int) -> None:
    text = render(build(comparison()), width)
    assert "\x1b" not in text and "\x07" not in text and "\u202e" not in text
    assert max(map(len, text.splitlines())) <= max(width, 20)


def test_says_what_matters() -> None:
    text = render(build(comparison()), 100)
    assert "6 accounts, at most 5 separate sources · 3 to 5 June 2031" in text
    assert "Ostra Tribune reads like a rewrite of Northwire" in text
    assert (
        "Contradict: 6; May contradict: 1; Changed over time: 1; Worded differently: 3; Spelled differently: 1; "
        "Told alike: 3; In one account: 4."
    ) in " ".join(text.split())


def test_colours_only_when_asked() -> None:
    assert "\x1b[" in render(build(comparison()), 80, colour=True)


def test_a_story_without_anything() -> None:
    assert "Untitled story" in render(build(Comparison(())), 80)
    one = Comparison((Account("a", None, None, None, None),))
    text = render(build(one), 80)
    assert "1 account\n" in text and "No contradiction was found" in text
