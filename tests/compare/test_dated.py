"""The times that accounts give to one happening, and evidence in one order."""

from dataclasses import replace

from retold.align.times import dated_events
from retold.compare.values import value
from retold.model import Analysis, Evidence
from retold.resolve.dates import day_years

from .story import account, story, time

ON_3 = "The ferry sank on May 3 near Oldhaven."


def third(name: str, published: str | None = "2024-06-04") -> Analysis:
    return account(name, ON_3, published, [time(ON_3, "May 3", "2024-05-03", ("2024-05-03", "2024-05-03"))])


def test_a_year_left_open_is_the_siblings() -> None:
    bare = account("c", ON_3, None, [time(ON_3, "May 3", "XXXX-05-03", (None, None))])
    both = story(third("a"), bare)
    members = [(place, item.events[0]) for place, item in enumerate(both.analyses)]
    dated = dated_events(members, both, day_years(both.analyses))
    assert [item.when.value for item in dated] == ["2024-05-03", "2024-05-03"]
    assert "account a" in (dated[1].when.reason or "")
    assert [item.account for item in dated_events(members, both, {})] == [0]


def test_an_account_gives_its_narrowest_time() -> None:
    text = "The ferry sank in May. It sank on May 3 near Oldhaven."
    month = time(text, "May", "2024-05", ("2024-05-01", "2024-05-31"), id="t1")
    day = time(text, "May 3", "2024-05-03", ("2024-05-03", "2024-05-03"), id="t2")
    wide = account("a", text, "2024-06-04", [month, day]).events[0]
    made = story(account("a", text, "2024-06-04", [month, day]))
    narrow = replace(wide, id="e9", time="t2")
    (found,) = dated_events([(0, wide), (0, narrow)], made, {})
    assert found.when.value == "2024-05-03"


def test_a_day_after_publication_says_that_the_text_was_changed() -> None:
    late = time(ON_3, "May 3", "2024-05-03", ("2024-05-03", "2024-05-03"), method="date_after_publication")
    made = story(account("a", ON_3, "2024-05-01", [late]), third("b"))
    (dated,) = dated_events([(0, made.analyses[0].events[0])], made, {})
    assert "the text was changed later" in (dated.when.reason or "")


def test_records_of_one_span_stand_in_one_order() -> None:
    made = story(third("a"), third("b"))
    first, second = (Evidence("a", (0, 9), "The ferry", record) for record in ("e1", "e2"))
    assert value(made, "x", None, [first, second]).evidence == value(made, "x", None, [second, first]).evidence
