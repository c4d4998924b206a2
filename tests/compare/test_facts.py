"""Checks of facts over accounts: one small story a code."""

import pytest
from people_help import compared

NAME = "Karel Dvorsky"
STORIES = [
    ("K101", "only", "age", (f"{NAME}, 25, spoke.", f"{NAME} spoke."), ()),
    ("K102", "agree", "age", (f"{NAME}, 25, spoke.", f"The 25-year-old {NAME} spoke."), ()),
    ("K201", "update", "age", (f"{NAME}, 25, spoke.", f"{NAME}, 26, spoke."), ("2023-01-04", "2024-01-04")),
    ("K202", "differ", "age", (f"{NAME}, 25, spoke.", f"{NAME}, 26, spoke."), ()),
    ("K101", "only", "age", (f"{NAME}, 25, spoke. Later {NAME}, 26, left.", f"{NAME} spoke."), ()),
    ("K203", "compatible", "age", (f"{NAME}, an 11-month-old boy, slept.", f"One-year-old {NAME} slept."), ()),
    ("K202", "differ", "age", (f"{NAME}, an 11-month-old boy, slept.", f"Three-year-old {NAME} slept."), ()),
    ("K301", "compatible", "occupation", (f"{NAME}, an engineer, spoke.", f"{NAME}, a sound engineer, spoke."), ()),
    ("K302", "differ", "role", (f"Mayor {NAME} spoke.", f"Deputy Mayor {NAME} spoke."), ()),
    ("K401", "compatible", "occupation", (f"{NAME} is a nurse.", f"{NAME} is a singer."), ()),
]


@pytest.mark.parametrize(("code", "relation", "property_", "texts", "dates"), STORIES)
def test_check(code: str, relation: str, property_: str, texts: tuple[str, ...], dates: tuple[str, ...]) -> None:
    told = compared(*texts, dates=dates).statements
    found = [item for item in told if item.topic == f"{NAME}: {property_}" and item.check != "W202"]
    assert [(item.check, item.relation) for item in found] == [(code, relation)]


def test_relations_that_exclude_each_other() -> None:
    told = compared(
        "Irina Tessel, the mother of Karel Dvorsky, wept.", "Irina Tessel, the sister of Karel Dvorsky, wept."
    )
    assert ("K304", "differ") in {(item.check, item.relation) for item in told.statements if item.kind == "fact"}
