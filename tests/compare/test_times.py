"""Statements of kind time, the checks of chronology and the timeline, on stories written by hand."""

import pytest

from retold.align.times import dated_events
from retold.compare import events, times
from retold.compare.times_checks import at_once, relate, told_before, told_order
from retold.languages import load
from retold.model import Analysis, Statement, Story
from retold.resolve.dates import day_years

from .story import account, story, time

ENGLISH = load("en")
ON_3 = "The ferry sank on May 3 near Oldhaven."
ON_4 = "The ferry sank on May 4 near Oldhaven."
IN_MAY = "The ferry sank in May near Oldhaven."
OPEN = "The ferry sank near Oldhaven."


def told_on(name: str, text: str, published: str | None, words: str, value: str, first: str, last: str) -> Analysis:
    return account(name, text, published, [time(text, words, value, (first, last))])


def third(name: str, published: str | None = "2024-06-04") -> Analysis:
    return told_on(name, ON_3, published, "May 3", "2024-05-03", "2024-05-03", "2024-05-03")


def fourth(name: str, published: str | None = "2024-06-05") -> Analysis:
    return told_on(name, ON_4, published, "May 4", "2024-05-04", "2024-05-04", "2024-05-04")


def may(name: str) -> Analysis:
    return told_on(name, IN_MAY, "2024-06-06", "May", "2024-05", "2024-05-01", "2024-05-31")


def codes(made: Story) -> list[tuple[str, str]]:
    return [(item.check, item.relation) for item in times.statements(made, ENGLISH) if isinstance(item, Statement)]


def test_one_day_agrees() -> None:
    assert ("T101", "agree") in codes(story(third("a"), third("b")))


def test_a_month_holds_a_day() -> None:
    assert ("T102", "compatible") in codes(story(third("a"), may("b")))


def test_two_days_differ() -> None:
    both = story(third("a"), fourth("b"))
    dated = dated_events([(0, both.analyses[0].events[0]), (1, both.analyses[1].events[0])], both, {})
    finding = relate(dated)
    assert (finding.code, finding.relation, len(finding.answers)) == ("T103", "differ", 2)


def test_a_year_left_open_is_the_siblings() -> None:
    text = ON_3
    bare = account("c", text, None, [time(text, "May 3", "XXXX-05-03", (None, None))])
    both = story(third("a"), bare)
    years = day_years(both.analyses)
    dated = dated_events([(place, item.events[0]) for place, item in enumerate(both.analyses)], both, years)
    assert [item.when.value for item in dated] == ["2024-05-03", "2024-05-03"]
    assert relate(dated).code == "T101"
    assert "account a" in (dated[1].when.reason or "")


def test_told_before_it_happened() -> None:
    early = account("a", OPEN, "2024-05-01", [])
    late = fourth("b")
    made = story(early, late)
    found = [item for item in times.statements(made, ENGLISH) if isinstance(item, Statement) and item.check == "T201"]
    assert len(found) == 1
    assert {proof.account for value in found[0].values for proof in value.evidence} == {"a", "b"}
    assert "published by 2024-05-01" in found[0].why


def test_not_told_before_when_published_after() -> None:
    assert all(code != "T201" for code, _ in codes(story(account("a", OPEN, "2024-05-09", []), fourth("b"))))


def test_at_once_against_a_delay() -> None:
    quick, slow = "The ferry immediately sank near Oldhaven.", "The ferry sank after weeks near Oldhaven."
    made = story(
        account("a", quick, "2024-06-04", []),
        account("b", slow, "2024-06-05", [time(slow, "weeks", "PXW", (None, None), type="DURATION")], timed=False),
    )
    assert ("T202", "differ") in codes(made)


def test_order_told_differently() -> None:
    one, two = "The ferry sank after the crew fled.", "The ferry sank before the crew fled."
    made = story(account("a", one, "2024-06-04", []), account("b", two, "2024-06-05", []))
    assert ("T203", "differ") in codes(made)


def test_nothing_of_one_account() -> None:
    assert codes(story(third("a"))) == []


@pytest.mark.parametrize("turn", [False, True])
def test_timeline(turn: bool) -> None:
    told = [third("a"), fourth("b"), may("c")]
    made = story(*(reversed(told) if turn else told))
    found = [item for item in events.statements(made, ENGLISH) if isinstance(item, Statement)]
    lines = list(times.timeline(made, found, ENGLISH))
    assert lines
    for line in lines:
        assert line.when.earliest is not None and line.when.latest is not None
        assert line.when.earliest[:10] <= line.when.latest[:10]
        for proof in line.evidence:
            text = next(item.article.text for item in told if item.article.id == proof.account)
            assert text[proof.span[0] : proof.span[1]] == proof.text
    starts = [line.when.earliest for line in lines]
    assert starts == sorted(starts, key=str)


def test_the_checks_explain_themselves() -> None:
    for check in (relate, told_before, at_once, told_order):
        assert (check.__doc__ or "").startswith("T")
