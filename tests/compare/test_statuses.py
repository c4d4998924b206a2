"""Checks of statuses over accounts, the transitions, and the cards of people."""

import pytest
from people_help import compared

from retold.languages import load
from retold.languages.people import lexicon

NAME = "Karel Dvorsky"
STORIES = [
    ("S101", "only", (f"{NAME} was arrested on Monday.", f"{NAME} is a nurse."), ()),
    ("S102", "agree", (f"{NAME} was arrested.", f"Police arrested {NAME}."), ()),
    ("S201", "differ", (f"{NAME} was injured.", f"{NAME} was not injured."), ()),
    ("S202", "update", (f"{NAME} will be released.", f"{NAME} was released."), ("2024-06-01", "2024-06-09")),
    (
        "S207",
        "update",
        (f"{NAME} has not been charged.", f"{NAME} was charged with murder."),
        ("2024-06-01", "2024-06-04"),
    ),
    ("S203", "differ", (f"{NAME} was released.", f"{NAME} escaped."), ()),
    ("S204", "differ", (f"{NAME} was released by Egypt.", f"{NAME} was released by Norway."), ()),
    ("S205", "differ", (f"{NAME} was released on May 3, 2024.", f"{NAME} was released on May 9, 2024."), ()),
    (
        "S206",
        "differ",
        (f"{NAME} was released in exchange for money.", f"{NAME} was released as a gesture of goodwill."),
        (),
    ),
    ("S301", "compatible", (f"{NAME} was killed.", f"{NAME} died."), ()),
    ("S401", "update", (f"{NAME} was injured.", f"{NAME} died."), ("2024-06-01", "2024-06-09")),
    ("S403", "compatible", (f"{NAME} was captured.", f"{NAME} was released."), ()),
    ("S402", "differ", (f"{NAME} was convicted on May 3, 2024.", f"{NAME} was acquitted on May 3, 2024."), ()),
    ("S402", "differ", (f"{NAME} was convicted.", f"{NAME} was pronounced dead."), None),
]


@pytest.mark.parametrize(("code", "relation", "texts", "dates"), STORIES)
def test_check(code: str, relation: str, texts: tuple[str, ...], dates: tuple[str, ...] | None) -> None:
    found = {
        (item.check, item.relation) for item in compared(*texts, dates=dates or ()).statements if item.kind == "status"
    }
    if dates is None:
        assert (code, relation) not in found  # a court's verdict and a death answer two questions
    else:
        assert (code, relation) in found


SILENT = [
    ("S201", (f"{NAME} has not been charged.", f"{NAME} was charged with murder."), ("2024-06-01", "2024-06-04")),
    ("S204", (f"{NAME} was released by a judge.", f"{NAME} was released by officials."), ()),
    ("S205", (f"{NAME} was released on Thursday.", f"{NAME} was released on Thursday."), ("2024-06-05", "2024-06-06")),
    (
        "S205",
        (
            f"{NAME} was arrested on Monday over a fire. {NAME} had been arrested in March 2019.",
            f"{NAME} was arrested on Monday over a fire. {NAME} had been arrested in May 2016.",
        ),
        ("2024-06-05", "2024-06-05"),
    ),
]


@pytest.mark.parametrize(("code", "texts", "dates"), SILENT)
def test_check_is_silent(code: str, texts: tuple[str, ...], dates: tuple[str, ...]) -> None:
    found = [item for item in compared(*texts, dates=dates).statements if item.kind == "status"]
    assert found
    assert not [item for item in found if item.check == code and not item.topic.endswith("another case)")]


def test_history_is_no_conflict() -> None:
    told = compared(
        f"{NAME} was taken hostage on May 3, 2024 and was released on May 9, 2024.",
        f"{NAME} was released on May 9, 2024.",
    )
    assert not [item for item in told.statements if item.kind == "status" and item.relation == "differ"]


def test_card() -> None:
    told = compared(
        f"{NAME}, 25, a sound engineer, was taken hostage on May 3, 2024.",
        f"{NAME}, 25, was released on May 9, 2024, after six days.",
    )
    (person,) = [item for item in told.people if item.name == NAME]
    assert [item.status for item in person.statuses] == ["captured", "released"]
    age = next(item for item in person.facts if item.property == "age")
    assert age.value == "25" and age.support is not None and age.support.accounts == ("a1", "a2")
    assert person.statuses[1].when is not None and person.statuses[1].when.value == "2024-05-09"


def test_undated_changes_stand_before_what_follows_them() -> None:
    told = compared(
        f"{NAME} was released on May 9, 2024. {NAME} was taken to hospital.",
        f"{NAME} was taken hostage. {NAME} escaped.",
        dates=(),
    )
    (person,) = [item for item in told.people if item.name == NAME]
    assert [item.status for item in person.statuses] == ["captured", "escaped", "released", "hospitalized"]


def test_planned_and_denied_are_not_on_the_card() -> None:
    told = compared(f"{NAME} may be released. {NAME} was not injured.")
    (person,) = [item for item in told.people if item.name == NAME]
    assert person.statuses == ()


def test_transitions_are_closed() -> None:
    words = lexicon(load("en"))
    states = {rule.state for rule in words.rules.values()} | {"free", "cleared"}
    for name, rule in words.rules.items():
        assert rule.follows <= states, name
        assert name in words.say and name in words.order, name
    for state, others in words.conflicts.items():
        assert state in states and others <= states
    assert set(words.units) <= set(words.rules)
    assert all(words.rules[name].final for name in ("killed", "died"))
