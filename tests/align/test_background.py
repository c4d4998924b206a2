"""Cards: what is older than the story, or of another case, stands apart from what became of somebody in it."""

import pytest
from tests.people_help import compared

from retold.model import Comparison, Person

FIRE = (
    "A warehouse fire in Talby killed two people on Saturday, police said.\n\n"
    "Officers identified the dead as Ines Marlow, 41, and Pavel Dorrin, 29. Both died at the scene.\n\n"
)


def card(found: Comparison, name: str) -> Person:
    (item,) = [person for person in found.people if name in person.name]
    return item


def apart(text: str, name: str) -> tuple[set[str], set[str]]:
    """Statuses of the story, and background ones, of a person in the fire story with `text` at its end."""
    found = card(compared(FIRE + text, dates=("2024-06-04",)), name)
    return {item.status for item in found.statuses}, {item.status for item in found.background}


@pytest.mark.parametrize(
    ("text", "name", "status", "why"),
    [
        (
            "In 2011, Odile Brandt was killed in a fire on the same street.",
            "Brandt", "killed", "dated before the story, which begins on 2024-05-28",
        ),
        (
            "The owner of the building, Ruben Askew, was convicted of fraud in March 2019.",
            "Askew", "convicted", "dated before the story, which begins on 2024-05-28",
        ),
        (
            "In a separate incident, Tamsin Orwell was injured when a van hit her bicycle.",
            "Orwell", "injured", "told in a sentence about another case",
        ),
        (
            "In March 2015 a blast shook the same yard. One of the watchmen, Emil Karst, was sentenced to two years.",
            "Karst", "sentenced", "told beside a date before the story",
        ),
    ],
)  # fmt: skip
def test_other_times_and_cases_are_background(text: str, name: str, status: str, why: str) -> None:
    found = card(compared(FIRE + text, dates=("2024-06-04",)), name)
    assert not found.statuses
    assert [(item.status, item.why) for item in found.background] == [(status, why)]


@pytest.mark.parametrize(
    ("text", "name", "status"),
    [
        ("On Sunday, Odile Brandt was arrested on suspicion of arson.", "Brandt", "arrested"),
        ("The owner of the building, Ruben Askew, was injured.", "Askew", "injured"),
        ("Tamsin Orwell, who was injured in the blaze, spoke of another woman in the yard.", "Orwell", "injured"),
        ("A blast shook the same yard. One of the watchmen, Emil Karst, was hospitalized.", "Karst", "hospitalized"),
    ],
)
def test_twins_of_the_story_stay(text: str, name: str, status: str) -> None:
    assert apart(text, name) == ({status}, set())


def test_an_earlier_conviction_of_somebody_of_the_story() -> None:
    text = (
        "Ruben Askew was arrested on Monday over a warehouse fire that killed two people in Talby.\n\n"
        "Askew was convicted of fraud in 2019, court records show.\n\n"
    )
    found = card(compared(text, dates=("2024-06-04",)), "Askew")
    assert [item.status for item in found.statuses] == ["arrested"]
    assert [item.status for item in found.background] == ["convicted"]


def test_a_trial_long_after_the_deed_is_one_story() -> None:
    text = (
        "Ruben Askew was sentenced on Monday to nine years for killing Ines Marlow.\n\n"
        "Marlow was shot dead on 3 March 2021 outside her shop. Askew was arrested on 9 March 2021.\n\n"
    )
    found = compared(text, dates=("2024-06-04",))
    assert not card(found, "Marlow").background
    assert not card(found, "Askew").background


def test_an_end_told_as_background_takes_its_other_tellings_along() -> None:
    text = "He is also wanted for the shooting death of Emil Karst on 7 March 2019. Karst was killed in a robbery."
    own, background = apart("Ruben Askew was arrested on Sunday. " + text, "Karst")
    assert not own
    assert background


def test_without_any_date_nothing_is_background() -> None:
    text = "Odile Brandt was killed in a fire on the same street in 2011."
    found = compared(FIRE.replace(" on Saturday", "") + text, dates=("",))
    assert not any(person.background for person in found.people)
