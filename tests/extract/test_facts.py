"""Facts of people, by construction; spans exact whatever the text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from people_help import analyses, facts

AGES = [
    ("Karel Dvorsky, 25, was there on Monday.", "Karel Dvorsky", "25"),
    ("Police named Mirela Stancu (31) on Monday.", "Mirela Stancu", "31"),
    ("Tomas Hallberg, a 25-year-old sound engineer, sang on Monday.", "Tomas Hallberg", "25"),
    ("On Monday, 25-year-old Tomas Hallberg sang.", "Tomas Hallberg", "25"),
    ("Anna Roszak, who is 40, left on Monday.", "Anna Roszak", "40"),
    ("Erik Lundgren, aged 52, won the race.", "Erik Lundgren", "52"),
    ("Erik Lundgren, age 9, won the race.", "Erik Lundgren", "9"),
    ("Ursula Dahlmann is 34 years old.", "Ursula Dahlmann", "34"),
    ("Two-year-old Emma Sorensen was found on Monday.", "Emma Sorensen", "2"),
    ("Emma Sorensen, an 11-month-old girl, was found.", "Emma Sorensen", "11 months"),
]


@pytest.mark.parametrize(("text", "name", "value"), AGES)
def test_age(text: str, name: str, value: str) -> None:
    assert (name, "age", value) in facts(text)


def test_ages_of_a_list() -> None:
    found = facts("The dead were named as Karel Dvorsky, 17, and Milos Hanak, 20, the harbour police said.")
    assert {item for item in found if item[1] == "age"} == {
        ("Karel Dvorsky", "age", "17"),
        ("Milos Hanak", "age", "20"),
    }


def test_age_of_who_is_identified() -> None:
    found = facts("A 12-year-old boy was hurt on the pier. The boy was identified as Tim Pojar.")
    assert ("Tim Pojar", "age", "12") in found


UNNAMED = [
    ("A 17-year-old boy was shot dead in Oldhaven. Milos Hanak was killed on Monday outside a mill.", "17"),
    ("A 17-year-old was arrested on Monday. Milos Hanak was booked into jail and charged with arson.", "17"),
    ("The death of a 17-year-old boy shook Oldhaven. The coroner named the victim as Milos Hanak.", "17"),
    ("A 17-year-old boy and a 9-year-old boy were killed in Oldhaven. Milos Hanak died on Monday.", None),
    ("A 17-year-old girl was killed in Oldhaven. Milos Hanak died on Monday. His brother wept for him.", None),
    ("Milos Hanak died on Monday. Another 17-year-old boy was killed last year.", None),
]


@pytest.mark.parametrize(("text", "age"), UNNAMED)
def test_age_of_somebody_named_after_the_fate(text: str, age: str | None) -> None:
    told = {item[2] for item in facts(text) if item[:2] == ("Milos Hanak", "age")}
    assert told == ({age} if age else set())


@pytest.mark.parametrize(
    "text",
    [
        "Karel Dvorsky, 25 miles from home, turned back.",
        "Karel Dvorsky, one of the passengers, turned back.",
        "Karel Dvorsky, 2019 champion, turned back.",
    ],
)
def test_no_age(text: str) -> None:
    assert not {item for item in facts(text) if item[1] == "age"}


OTHERS = [
    ("Karel Dvorsky, 25, of Northville, was there.", ("Karel Dvorsky", "residence", "Northville")),
    ("Karel Dvorsky lives in Oldhaven.", ("Karel Dvorsky", "residence", "Oldhaven")),
    ("Tomas Hallberg, a 25-year-old sound engineer, sang.", ("Tomas Hallberg", "occupation", "sound engineer")),
    ("Tomas Hallberg is a nurse.", ("Tomas Hallberg", "occupation", "nurse")),
    ("Foreign Minister Vera Steinova spoke on Monday.", ("Vera Steinova", "role", "Foreign Minister")),
    ("A spokesman for President Igor Velkov spoke.", ("Igor Velkov", "role", "President")),
    ("Norwegian President Igor Velkov spoke.", ("Igor Velkov", "nationality", "Norwegian")),
    ("Norwegian President Igor Velkov spoke.", ("Igor Velkov", "role", "President")),
    ("Roman Krall, a Danish citizen, came home.", ("Roman Krall", "nationality", "Danish")),
    ("Samuel Cook, also known as Big Sam, came home.", ("Samuel Cook", "alias", "Big Sam")),
    ("Samuel Cook works for Acme Shipping.", ("Samuel Cook", "employer", "Acme Shipping")),
    ("Samuel Cook is an engineer at Acme Shipping.", ("Samuel Cook", "employer", "Acme Shipping")),
    ("Samuel Cook is a student at Oldhaven University.", ("Samuel Cook", "affiliation", "Oldhaven University")),
]


@pytest.mark.parametrize(("text", "expected"), OTHERS)
def test_properties(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in facts(text)


@pytest.mark.parametrize(
    "text",
    [
        "A spokesman for Igor Velkov spoke.",
        "A spokesman for President Igor Velkov spoke.",
        "A spokesman for Mr. Velkov spoke.",
    ],
)
def test_who_speaks_for_somebody_is_somebody_else(text: str) -> None:
    assert not [item for item in facts(text) if item[0].endswith("Velkov") and "spokesman" in item[2]]


def test_kin() -> None:
    found = facts("Elena Trautmann and her mother, Irina Tessel, were freed. Kim Valen, the wife of Joe Balint, wept.")
    assert ("Irina Tessel", "relation", "mother of Elena Trautmann") in found
    assert ("Kim Valen", "relation", "wife of Joe Balint") in found


def test_denied_is_no_fact() -> None:
    assert not [item for item in facts("Tomas Hallberg is not a nurse.") if item[1] == "occupation"]


WORDS = st.sampled_from(
    ["Anna Berg", ",", "25", "25-year-old", "was", "killed", "the", "victim", "of", "Northville", "and", "is", "a",
     "doctor", ".", "\n\n", '"', "(", ")", "two", "men", "identified as", "’s", "mother", "in custody", "\u00e9", "🙂"]
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(st.lists(WORDS, max_size=40))
def test_any_text_gives_exact_spans(words: list[str]) -> None:
    text = " ".join(words)
    for item in analyses(text):
        size = len(item.article.text)
        spans = [fact.span for fact in item.facts] + [record.span for record in item.statuses]
        assert all(0 <= start < end <= size for start, end in spans)
        ids = [fact.id for fact in item.facts] + [record.id for record in item.statuses]
        assert len(ids) == len(set(ids))
