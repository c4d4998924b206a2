"""Each check of times and events on an invented passage that must fire it, and on a near twin that must not."""

from collections.abc import Callable, Sequence

import pytest

from retold import pipeline
from retold.config import Config
from retold.languages import load
from retold.model import Article, Comparison, Moment, SourceMap
from retold.parse import Parse

Told = tuple[str, str | None]
CONFIG = Config(guard=False)
ARRESTED = ("Police in Oldhaven arrested the mayor, Odile Brandt, on Monday. She denies everything.", "2031-03-13")
FREED = ("Captain Emil Torvik has been released from prison. His wife met him at the gate.", "2031-03-03")
RESIGNED = ("Odile Brandt resigned immediately after the vote.", "2031-03-11")
BEFORE = ("Emil Torvik was released before the truce began, his family said.", "2031-03-11")
SHOT = ("Emil Torvik shot the guard Odile Brandt.", "2031-03-11")
BOMBED = ("Arland bombed the port of Tarnwick.", "2031-03-11")

FIRES: tuple[tuple[str, Told, Told, Told], ...] = (
    # code, one telling, the telling that contradicts it, a near twin that does not
    (
        "T103",
        ARRESTED,
        ("Odile Brandt, the mayor of Oldhaven, was arrested on Tuesday. Her lawyer was not told.", "2031-03-14"),
        ("Her driver was arrested on Tuesday. Odile Brandt, the mayor, did not comment.", "2031-03-14"),
    ),
    (
        "E205",
        ARRESTED,
        ("Odile Brandt, the mayor of Oldhaven, was arrested on Tuesday. Her lawyer was not told.", "2031-03-14"),
        ("Odile Brandt, the mayor of Oldhaven, was arrested on Monday. Her lawyer was not told.", "2031-03-14"),
    ),
    (
        "T201",
        FREED,
        ("Captain Emil Torvik was released from prison on 9 March. His wife met him at the gate.", "2031-03-10"),
        ("Captain Emil Torvik was released from prison on 2 March. His wife met him at the gate.", "2031-03-10"),
    ),
    (
        "T202",
        RESIGNED,
        ("Odile Brandt resigned three weeks after the vote.", "2031-03-12"),
        ("Odile Brandt resigned three hours after the vote.", "2031-03-12"),
    ),
    (
        "T203",
        BEFORE,
        ("Emil Torvik was released after the truce began, the ministry said.", "2031-03-12"),
        ("Emil Torvik was released when the truce began, the ministry said.", "2031-03-12"),
    ),
    (
        "E206",
        BOMBED,
        ("Arland allegedly bombed the port of Tarnwick.", "2031-03-12"),
        ("Arland bombed the port of Tarnwick, and allegedly shelled the town.", "2031-03-12"),
    ),
    (
        "E206",
        ("Emil Torvik allegedly shot the guard Odile Brandt.", "2031-03-12"),
        SHOT,
        ("Emil Torvik attacked the guard Odile Brandt.", "2031-03-12"),
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def compared(annotate_texts: Callable[[Sequence[str]], list[Parse]]) -> Callable[..., Comparison]:
    def run(*told: Told) -> Comparison:
        articles = [
            Article(
                f"a{number}", None, None, f"a{number}", (), "en", text,
                Moment(day, day, day, "given") if day else None, None, ((0, len(text)),), SourceMap("identity"),
            )
            for number, (text, day) in enumerate(told)
        ]  # fmt: skip
        parses = annotate_texts([text for text, _ in told])
        found = [pipeline.read(doc, item, load("en"), CONFIG) for doc, item in zip(parses, articles, strict=True)]
        return pipeline.compare(found, CONFIG)

    return run


def codes(comparison: Comparison) -> dict[str, str]:
    return {item.check: item.relation for item in comparison.statements}


@pytest.mark.parametrize(("code", "one", "other", "twin"), FIRES)
def test_a_contradiction_fires_and_its_twin_does_not(
    compared: Callable[..., Comparison], code: str, one: Told, other: Told, twin: Told
) -> None:
    assert codes(compared(one, other)).get(code) == "differ"
    assert codes(compared(one, twin)).get(code) != "differ"


def test_a_weekday_of_an_account_without_a_date_is_no_difference(compared: Callable[..., Comparison]) -> None:
    """The days are counted from a publication that is not known, or stand in what somebody said."""
    undated = (ARRESTED[0], None)
    other = ("Odile Brandt, the mayor of Oldhaven, was arrested on Tuesday. Her lawyer was not told.", "2031-03-14")
    assert "differ" not in {codes(compared(undated, other)).get(code) for code in ("E205",)}
    quoted = ('"Police arrested Odile Brandt on Tuesday," said Emil Torvik, her lawyer.', "2031-03-14")
    assert codes(compared(ARRESTED, quoted)).get("E205") != "differ"


def test_a_night_reaches_into_the_next_day(compared: Callable[..., Comparison]) -> None:
    late = ("Odile Brandt, the mayor of Oldhaven, was arrested late Tuesday night.", "2031-03-14")
    found = codes(compared(late, ("Odile Brandt was arrested on 12 March.", "2031-03-14")))
    assert "differ" not in {found.get("E205"), found.get("T103")}
    found = codes(compared(late, ("Odile Brandt was arrested on 13 March.", "2031-03-14")))
    assert found.get("E205") == "differ"


def test_the_day_of_the_week_says_what_it_rests_on(compared: Callable[..., Comparison]) -> None:
    comparison = compared(*FIRES[1][1:3])
    why = next(item.why for item in comparison.statements if item.check == "E205")
    assert "counted from the day of publication" in why


def test_three_releases_are_three_rows(compared: Callable[..., Comparison]) -> None:
    """One freed alone, several freed together and a promise to free others are not one happening."""
    comparison = compared(
        ("The rebels released Emil Torvik on Sunday. They later released four nurses.", "2031-03-13"),
        ("Emil Torvik was freed on Sunday. The rebels promised to release the miners.", "2031-03-13"),
        ("Four nurses were released by the rebels.", "2031-03-14"),
    )
    rows = [
        {proof.text for value in item.values for proof in value.evidence}
        for item in comparison.statements if item.kind == "event" and item.relation != "only"
    ]  # fmt: skip
    for row in rows:
        told = " ".join(row)
        assert ("Torvik" in told) + ("nurses" in told) + ("miners" in told) <= 1
    assert any("Torvik" in " ".join(row) for row in rows)


def test_an_account_that_tells_plan_and_deed_has_told_the_deed(compared: Callable[..., Comparison]) -> None:
    plan = "Oldhaven will release the report of the audit."
    deed = "Oldhaven has released the report of the audit."
    assert "E208" in codes(compared((plan, "2031-03-11"), (deed, "2031-03-12")))
    assert "E208" not in codes(compared((f"{deed} Earlier it said: {plan}", "2031-03-11"), (deed, "2031-03-12")))


def test_one_who_acts_alike_on_others_does_other_things(compared: Callable[..., Comparison]) -> None:
    comparison = compared(
        ("President Odile Brandt supported the creation of a Tarnwick state.", "2031-03-13"),
        ("President Odile Brandt supported the miners of Oldhaven.", "2031-03-13"),
    )
    assert not [item for item in comparison.statements if item.kind == "event" and item.relation == "agree"]


def test_a_bare_mention_means_what_the_accounts_tell(compared: Callable[..., Comparison]) -> None:
    comparison = compared(
        ("A guard was shot dead at the Oldhaven mill on Monday. The shooting shocked the town.", "2031-03-13"),
        ("Police said that a guard was shot at the Oldhaven mill.", "2031-03-13"),
    )
    row = next(
        {proof.text for value in item.values for proof in value.evidence}
        for item in comparison.statements if item.check == "E101"
        and any("shot" in proof.text for value in item.values for proof in value.evidence)
    )  # fmt: skip
    assert "The shooting" in row
