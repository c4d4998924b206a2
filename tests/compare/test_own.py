"""Accounts that contradict themselves, and such that only look like it."""

from collections.abc import Iterator

import pytest

from retold import pipeline
from retold.compare import own
from retold.config import Config
from retold.languages import load
from retold.model import Page

CONFIG = Config(guard=False)
BODY = "{} people were killed when a ferry burned off Lorne on Monday. The ferry was on its way to Selm. Police are searching."


def clashes(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The code and the two pieces of each contradiction in one scraped page."""
    analysis = next(pipeline.analyze_all([Page("a1", text.encode(), "raw")], CONFIG))
    for check in own.CHECKS:
        for clash in check(analysis, load("en")):
            yield clash.code, tuple(analysis.article.text[start:end] for start, end in clash.spans)


def test_a_headline_has_another_number_than_the_body() -> None:
    found = list(clashes("Seven killed in ferry fire\n\n" + BODY.format("Nine")))
    assert found == [("W201", ("Seven", "Nine"))]


@pytest.mark.parametrize("count", ["Seven", "About nine", "At least nine"])
def test_numbers_that_can_both_hold_are_no_contradiction(count: str) -> None:
    assert not list(clashes("Seven killed in ferry fire\n\n" + BODY.format(count)))


def test_a_person_has_two_ages() -> None:
    text = "Emil Torvik, {}, was arrested in Lorne on Monday. The police said that Torvik, aged 43, had fled from Selm."
    assert [code for code, _ in clashes(text.format(34))] == ["W202"]
    assert not list(clashes(text.format(43)))


def test_a_saying_is_quoted_in_two_ways() -> None:
    text = '"We had no warning of the flood at all," said Ida Solberg. By noon, it was over. "We had no warning of {} flood at all," Solberg said.'
    assert [code for code, _ in clashes(text.format("that"))] == ["W203"]
    assert not list(clashes(text.format("the")))


def test_two_people_may_say_nearly_the_same() -> None:
    text = '"We had no warning of the flood at all," said Ida Solberg. "We had no warning of that flood at all," said Emil Torvik.'
    assert not list(clashes(text))
