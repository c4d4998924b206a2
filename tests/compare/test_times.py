"""Statements of kind time, the checks of chronology and the timeline, on stories written by hand."""

from dataclasses import replace

import pytest
from retold.align.times_same import one_happening, same_deed
from retold.compare.times_checks import at_once, relate, told_before, told_order

from retold.align.times import dated_events
from retold.compare import events, times
from retold.compare.values import value
from retold.languages import load
from retold.model import Analysis, Evidence, Participant, Quote, Speaker, Statement, Story, Time
from retold.resolve.dates import day_years

from .story import account, span, story, time

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


def test_two_days_of_one_happening_are_a_statement() -> None:
    assert ("T103", "differ") in codes(story(third("a"), fourth("b")))


def test_two_days_far_apart_are_two_happenings() -> None:
    text = "The ferry sank on May 30 near Oldhaven."
    late = told_on("b", text, "2024-06-05", "May 30", "2024-05-30", "2024-05-30", "2024-05-30")
    assert all(code != "T103" for code, _ in codes(story(third("a"), late)))


def test_one_weekday_in_two_weeks_is_no_difference() -> None:
    text = "The ferry sank on Friday near Oldhaven."
    one = told_on("a", text, "2024-05-05", "Friday", "2024-05-03", "2024-05-03", "2024-05-03")
    two = told_on("b", text, "2024-05-11", "Friday", "2024-05-10", "2024-05-10", "2024-05-10")
    assert all(code != "T103" for code, _ in codes(story(one, two)))


def test_another_one_acted_on_is_another_happening() -> None:
    both = story(third("a"), replace(fourth("b"), entities=()))
    both = replace(both, entity_of={("a", "n1"): "x1", ("b", "n1"): "x2"})
    deeds = [item.events[0] for item in both.analyses]
    assert not same_deed(0, deeds[0], 1, deeds[1], both, frozenset())


def test_what_is_said_twice_is_no_happening() -> None:
    both = story(third("a"), fourth("b"))
    deeds = [item.events[0] for item in both.analyses]
    assert same_deed(0, deeds[0], 1, deeds[1], both, frozenset())
    assert not same_deed(0, deeds[0], 1, deeds[1], both, frozenset({deeds[0].type}))


def test_a_time_within_a_participant_is_not_the_happenings() -> None:
    text = "The May 4 ferry sank near Oldhaven."
    other = told_on("b", text, "2024-06-05", "May 4", "2024-05-04", "2024-05-04", "2024-05-04")
    part = Participant("agent", (0, text.index(" sank")), "n1", (text.index("ferry"), text.index("ferry") + 5))
    other = replace(other, events=(replace(other.events[0], participants=(part,)),))
    assert all(code != "T103" for code, _ in codes(story(third("a"), other)))


def test_an_account_that_tells_both_days_differs_from_none() -> None:
    both = story(third("a"), fourth("b"))
    dated = dated_events([(place, item.events[0]) for place, item in enumerate(both.analyses)], both, {})
    answers = relate(dated).answers
    members = [(place, item.events[0]) for place, item in enumerate(both.analyses)]
    assert one_happening(answers, members, both, frozenset())
    again = replace(both.analyses[0], times=(*both.analyses[0].times, replace(both.analyses[1].times[0], id="t2")))
    both = replace(both, analyses=(again, both.analyses[1]))
    members.append((0, replace(again.events[0], id="e2", time="t2")))
    assert not one_happening(answers, members, both, frozenset())


def test_the_day_after_publication_is_a_time_zone() -> None:
    early = account("a", OPEN, "2024-05-03", [])
    assert all(code != "T201" for code, _ in codes(story(early, fourth("b"))))


def words_said(name: str, text: str, published: str, times: list[Time]) -> Analysis:
    """An account of one sentence with the words between its quotation marks, said by "Lind"."""
    told = account(name, text, published, times)
    first, last = text.index('"') + 1, text.rindex('"')
    speaker = Speaker(span(text, "Lind"), "n1", "Lind")
    return replace(told, quotes=(Quote("q1", "direct", ((first, last),), span(text, "said"), speaker),))


SEARCH = '"We will search for every last sailor of the lost trawler", Lind said'


def tied(published: str) -> list[Statement]:
    early = words_said("a", f"{SEARCH}.", published, [])
    text = f"{SEARCH} on May 9."
    late = words_said("b", text, "2024-05-12", [time(text, "May 9", "2024-05-09", ("2024-05-09", "2024-05-09"))])
    found = [item for item in times.statements(story(early, late), ENGLISH) if isinstance(item, Statement)]
    return [item for item in found if item.check == "T204"]


def test_words_older_than_the_day_they_are_tied_to() -> None:
    found = tied("2024-05-04")
    assert [item.relation for item in found] == ["differ"]
    assert "2024-05-09" in found[0].why and "2024-05-04" in found[0].why
    assert {proof.account for value in found[0].values for proof in value.evidence} == {"a", "b"}


def test_words_published_later_are_no_older() -> None:
    assert tied("2024-05-10") == []
    assert tied("2024-05-08") == []


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


def test_a_loose_row_is_told_in_the_words_of_what_is_dated() -> None:
    made = story(account("a", OPEN, "2024-06-04", []), fourth("b"))
    found = [item for item in events.statements(made, ENGLISH) if isinstance(item, Statement)]
    (row,) = [item for item in found if len(item.values[0].support.accounts) == 2]
    (loose,) = times.timeline(made, [replace(row, topic="Another sinking", check="E102")], ENGLISH)
    (firm,) = times.timeline(made, [replace(row, topic="Another sinking")], ENGLISH)
    assert (loose.text, firm.text) == (ON_4, "Another sinking")


def test_the_checks_explain_themselves() -> None:
    for check in (relate, told_before, at_once, told_order):
        assert (check.__doc__ or "").startswith("T")


def test_records_of_one_span_stand_in_one_order() -> None:
    made = story(third("a"), fourth("b"))
    first, second = (Evidence("a", (0, 9), "The ferry", record) for record in ("e1", "e2"))
    assert value(made, "x", None, [first, second]).evidence == value(made, "x", None, [second, first]).evidence


def test_a_day_after_publication_says_that_the_text_was_changed() -> None:
    late = time(ON_3, "May 3", "2024-05-03", ("2024-05-03", "2024-05-03"), method="date_after_publication")
    made = story(account("a", ON_3, "2024-05-01", [late]), third("b"))
    (dated,) = dated_events([(0, made.analyses[0].events[0])], made, {})
    assert "the text was changed later" in (dated.when.reason or "")
