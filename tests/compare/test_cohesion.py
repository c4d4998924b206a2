"""How surely each answer of a row of matched passages belongs beside the others."""

import pytest
from tests.match.made import analysis, passage, story

from retold.compare import cohesion
from retold.compare.values import evidence, value
from retold.match import Matches
from retold.model import Statement, Story

TEXTS = ("The court fined the port.", "A court has fined the port.", "Seagulls came back to the harbour.")


def told() -> Story:
    return story(*(analysis(f"a{number}", [text]) for number, text in enumerate(TEXTS)))


def row(found: Story, *, check: str = "M309", accounts: int = 3) -> Statement:
    """A row with one answer an account."""
    places = [(item, (0, len(item.article.text))) for item in found.analyses[:accounts]]
    values = tuple(value(found, item.article.text, None, [evidence(item, span)]) for item, span in places)
    return Statement("s1", "event", "The court fined the port", "compatible", "", values, check)


@pytest.fixture
def matched(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first two passages report the same, and the third hardly does."""
    passages = [passage(number, number, text) for number, text in enumerate(TEXTS)]
    known = Matches(passages, {(0, 1): 0.9, (0, 2): 0.1, (1, 2): 0.2}, {}, [], {}, {})
    monkeypatch.setattr(cohesion, "match", lambda _: known)


@pytest.mark.usefixtures("matched")
def test_an_answer_is_matched_as_its_best_passage() -> None:
    found = told()
    (made,) = cohesion.cohesive([row(found)], found)
    assert [item.match for item in made.values] == [0.9, 0.9, 0.2]


@pytest.mark.usefixtures("matched")
def test_passages_that_were_never_held_against_each_other_match_in_nothing() -> None:
    found = told()
    whole = row(found)
    (made,) = cohesion.cohesive([Statement("s1", "event", "", "compatible", "", whole.values[:1] * 2, "E301")], found)
    assert [item.match for item in made.values] == [0.0, 0.0]


@pytest.mark.usefixtures("matched")
@pytest.mark.parametrize(("check", "accounts"), [("F105", 3), ("K201", 2), ("M309", 1)])
def test_typed_rows_and_rows_of_one_answer_have_none(check: str, accounts: int) -> None:
    found = told()
    (made,) = cohesion.cohesive([row(found, check=check, accounts=accounts)], found)
    assert [item.match for item in made.values] == [None] * accounts
