"""Nationalities of several, former offices, states of captivity, calls to release: passages of ours."""

import pytest
from tests.people_help import analyses, compared, facts, statuses

BOTH = {("Mila Horn", "nationality", "French"), ("Mila Horn", "nationality", "German")}
MOTHER = {("Tora Horn", "nationality", "French"), ("Tora Horn", "nationality", "German")}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Mila Horn, a dual French and German citizen, was freed.", BOTH),
        ("Mila Horn held French citizenship. She was freed.", {("Mila Horn", "nationality", "French")}),
        ("Two French-German dual nationals, Mila Horn, and her mother, Tora Horn, were freed.", BOTH | MOTHER),
    ],
)
def test_nationalities(text: str, wanted: set[tuple[str, str, str]]) -> None:
    assert facts(text) >= wanted


def test_a_passport_denied_is_no_nationality() -> None:
    assert not facts("Mila Horn did not hold French citizenship.")


def test_a_former_office_keeps_its_mark() -> None:
    text = "The envoy met then-Lantern leader Omar Said."
    assert ("Omar Said", "role", "then-Lantern leader") in facts(text)
    (item,) = analyses(text)
    assert all(text[fact.span[0]] not in "- " for fact in item.facts)


def test_who_remains_in_prison_is_held() -> None:
    assert statuses("Lina Moor remains incarcerated. Her brother waits.") == {("Lina Moor", "held")}
    assert ("Lina Moor", "arrested") in statuses("Police arrested Lina Moor on Monday. She is jailed in Tarn.")


def test_a_call_to_release_is_no_release() -> None:
    text = "The Lantern group is called on by Norland to release Jonas Weil."
    assert ("Jonas Weil", "released") not in statuses(text)
    assert ("Jonas Weil", "released") in statuses(text, asserted=False)


def test_undated_changes_follow_the_usual_order() -> None:
    told = compared(
        "Jonas Weil was kidnapped on May 2, 2024. He was treated in a hospital after he was released on May 20, 2024.",
        "Jonas Weil was hospitalized. Jonas Weil escaped.",
    )
    card = next(person for person in told.people if person.name == "Jonas Weil")
    found = [status.status for status in card.statuses]
    assert found.index("captured") < found.index("escaped") < found.index("hospitalized")
