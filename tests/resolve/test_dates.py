"""When an account was published: stated, or a range from what it and its siblings tell."""

from dataclasses import replace

import pytest

from retold import pipeline
from retold.config import Config
from retold.languages import load
from retold.model import Analysis, Anchor, Article, Citation, Moment, Page, SourceMap, Time
from retold.resolve.captures import later_captures
from retold.resolve.dates import inferred, published


def account(name: str, stated: str | None, values: list[tuple[str, str, str]], **more: object) -> Analysis:
    moment = Moment(stated, stated, stated, "given") if stated else None
    article = Article(
        name, None, None, more.get("outlet"), (), "en", "x" * 90, moment, None, (), SourceMap("identity"),  # type: ignore[arg-type]
        captured=more.get("captured"),  # type: ignore[arg-type]
    )  # fmt: skip
    times = tuple(
        Time(f"t{n}", (n, n + 1), "DATE", value, first or None, first or None, Anchor(kind, None), "date", "day")
        for n, (value, first, kind) in enumerate(values)
    )
    return Analysis(article, times=times, citations=more.get("citations", ()))  # type: ignore[arg-type]


def test_stated_stays_as_it_is() -> None:
    told = account("a", "2024-06-04", [])
    assert published([told])["a"] is told.article.published


def test_not_before_the_latest_day_it_tells() -> None:
    told = account("a", None, [("2024-05-03", "2024-05-03", "none"), ("2024-05-09", "2024-05-09", "none")])
    moment = published([told])["a"]
    assert (moment.earliest, moment.latest, moment.method, moment.span) == ("2024-05-09", None, "inferred", (1, 2))
    assert "not before 2024-05-09" in (moment.reason or "")


def test_a_relative_day_is_no_evidence() -> None:
    assert published([account("a", None, [("2024-05-09", "2024-05-09", "published")])]) == {}


def test_a_sibling_gives_the_year() -> None:
    first = account("a", "2024-06-04", [("2024-05-03", "2024-05-03", "published")])
    second = account("b", None, [("XXXX-05-03", "", "published")])
    moment = published([first, second])["b"]
    assert moment.earliest == "2024-05-03"
    assert "account a" in (moment.reason or "")


def test_two_years_of_a_day_settle_nothing() -> None:
    first = account("a", "2024-06-04", [("2024-05-03", "2024-05-03", "published")])
    second = account("b", "2023-06-04", [("2023-05-03", "2023-05-03", "published")])
    third = account("c", None, [("XXXX-05-03", "", "published")])
    assert "c" not in published([first, second, third])


def test_captured_and_cited_bound_it_above() -> None:
    cited = Citation("c1", (0, 1), "Harbour Post", "outlet")
    seen = Moment("2024-07-01", "2024-07-01", "2024-07-01", "metadata")
    first = account("a", None, [], outlet="Harbour Post", captured=seen)
    second = account("b", "2024-06-10", [], citations=(cited,))
    moment = published([first, second])["a"]
    assert moment.latest == "2024-06-10"
    assert "account b" in (moment.reason or "")


def test_order_does_not_matter() -> None:
    told = [
        account("a", "2024-06-04", [("2024-05-03", "2024-05-03", "published")]),
        account("b", None, [("XXXX-05-03", "", "published")]),
    ]
    assert published(told)["b"].earliest == published(told[::-1])["b"].earliest


def test_bounds_that_cannot_hold_are_passed_over() -> None:
    moment = inferred([("2025-01-01", None, "one"), ("2024-01-01", None, "two")], [("2024-06-01", None, "three")])
    assert moment is not None
    assert (moment.earliest, moment.latest) == ("2024-01-01", "2024-06-01")
    assert inferred([]) is None


def told_days(name: str, stated: str, days: tuple[str, ...], text: str = "on May 3 and on May 9, ") -> Analysis:
    """An account that tells of two days, "May 3" and "May 9", as its publication dates them."""
    item = account(name, stated, [])
    spans = (("May 3", "none" if "2023" in text else "published"), ("May 9", "published"))
    times = tuple(
        Time(
            f"t{n}",
            (text.index(words), text.index(words) + 5),
            "DATE",
            day,
            day,
            day,
            Anchor(kind, None),
            "date",
            "day",
        )
        for n, ((words, kind), day) in enumerate(zip(spans, days, strict=True))
    )
    return replace(item, times=times, article=replace(item.article, text=text + "x" * 90))


EARLIER = ("2023-05-03", "2023-05-09")
LATER = ("2024-05-03", "2024-05-09")


def test_days_that_all_others_date_a_year_before_show_a_later_capture() -> None:
    others = [told_days("a", "2023-05-10", EARLIER), told_days("b", "2023-05-11", EARLIER)]
    moment = published([*others, told_days("c", "2024-06-04", LATER)])["c"]
    assert (moment.earliest, moment.latest, moment.method) == ("2023-05-09", "2024-06-04", "inferred")
    assert "2024-06-04 was stated" in (moment.reason or "")
    assert list(later_captures([*others, told_days("c", "2024-06-04", LATER)])) == ["c"]


def test_one_other_account_that_states_no_year_contradicts_nobody() -> None:
    assert later_captures([told_days("a", "2023-05-10", EARLIER), told_days("c", "2024-06-04", LATER)]) == {}


def test_an_account_of_the_same_year_or_a_year_in_the_text_confirms_the_stated_day() -> None:
    others = [told_days("a", "2023-05-10", EARLIER), told_days("b", "2023-05-11", EARLIER)]
    late = told_days("c", "2024-06-04", LATER)
    assert later_captures([*others, late, told_days("d", "2024-05-12", LATER)]) == {}
    year = Time("t9", (0, 4), "DATE", "2024", "2024-01-01", "2024-12-31", Anchor("none", None), "date", "year")
    assert later_captures([*others, replace(late, times=(*late.times, year))]) == {}


def test_the_order_of_telling_follows_the_text_and_a_problem_says_so() -> None:
    others = [told_days("a", "2023-05-10", EARLIER), told_days("b", "2023-05-11", EARLIER)]
    story = pipeline.build_story([*others, told_days("c", "2024-06-04", LATER)], load("en"), Config())
    assert [item.article.id for item in story.analyses] == ["c", "a", "b"]
    assert [problem.code for problem in pipeline.captured(story)] == ["published"]


EARLY = "Police arrested Tam Orrick on Tuesday. Mayor Ines Corvo resigned this week after the fire in the harbour hall."


def read(name: str, stated: str, text: str) -> Analysis:
    """An account as it is read, given its day of publication."""
    return next(pipeline.analyze_all([Page(name, text.encode(), "text", published=stated)], Config()))


@pytest.mark.parametrize(
    ("text", "late"),
    [
        (EARLY, True),
        ("Tam Orrick was arrested by police on Tuesday, and Ines Corvo resigned as mayor on Wednesday.", True),
        ("Police arrested Tam Orrick on Tuesday. Mayor Lena Brandt resigned this week after the fire.", True),
        # the text knows its year
        (EARLY + " The trial begins in July 2024.", False),
        # told as long ago
        ("Police arrested Tam Orrick a year ago. Mayor Ines Corvo resigned last year after the fire.", False),
        ("Police did not arrest Tam Orrick on Tuesday. Mayor Ines Corvo may resign this week.", False),
    ],
)
def test_events_that_all_others_date_a_year_before_show_a_later_capture(text: str, late: bool) -> None:
    others = [read("a", "2023-05-12", EARLY), read("b", "2023-05-13", EARLY.replace("on Tuesday", "on May 9"))]
    found = later_captures([*others, read("c", "2024-06-04", text)])
    assert list(found) == (["c"] if late else [])
    if late:
        assert (found["c"].earliest or "")[:7] == "2023-05"
        assert 'arrested ... Tuesday"' in (found["c"].reason or "")


STORY = (
    "The roof of the market hall collapsed on Monday evening. Rescuers pulled four traders from the rubble. "
    "The city closed the square on Wednesday, and the builder's office was searched on Thursday."
)
SEARCHED = "A quiet week in Tarnmouth, but the builder's office was searched on Thursday, and papers were carried away."


@pytest.mark.parametrize(
    ("text", "late"),
    [
        ("The market hall's roof collapsed on Monday under wet snow, and four traders were buried.", True),
        ("On Monday the roof of the old hall collapsed. Nobody knows why.", True),
        ("The roof that collapsed on Monday had been inspected, the owner insists.", True),
        ("Officials closed the square on Wednesday after the disaster.", True),
        ("The square was closed on Wednesday. Traders set up their stalls by the harbour.", True),
        ("Four traders were dug out alive after the hall collapsed Monday night.", True),
        (SEARCHED, True),
        ("Detectives searched the office of a builder on Thursday.", True),
        ("Snow brought the hall down. It collapsed on Monday, with forty people inside.", True),
        ("The market hall collapsed on Monday, and on Wednesday the square was closed.", True),
        # another day of the week, another thing
        ("The new roof of the market hall collapsed on Friday, to everybody's dismay.", False),
        ("The market hall opened again on Monday under a new roof.", False),
        ("A court heard the builder on Monday.", False),
        # what is told as of the year before, or with its year
        ("A year ago the market hall fell in. Its new roof collapsed on Monday, in the rain.", False),
        ("The new hall's roof collapsed on Monday, as the old one had last year.", False),
        ("The hall collapsed on Monday, it said in 2024.", False),
        # what has not happened
        ("The hall did not collapse on Monday, for all the snow on its roof.", False),
        ("The hall may collapse on Monday if the snow goes on.", False),
        # nothing dated
        ("The market hall collapsed. Four traders were buried, and the square was closed.", False),
        ("The roof collapsed, the mayor said on Monday.", False),
    ],
)
def test_what_others_tell_of_that_weekday_a_year_before_shows_a_later_capture(text: str, late: bool) -> None:
    others = [read("a", "2023-02-10", STORY), read("b", "2023-02-11", STORY)]
    assert list(later_captures([*others, read("c", "2024-03-21", text)])) == (["c"] if late else [])


def test_one_event_may_happen_again_where_an_account_of_the_new_year_tells_the_story() -> None:
    others = [read("a", "2023-05-12", EARLY), read("b", "2023-05-13", EARLY)]
    again = read("c", "2024-06-04", "Police arrested Tam Orrick on Tuesday. The harbour hall was empty.")
    assert list(later_captures([*others, again])) == ["c"]
    assert later_captures([*others, again, read("d", "2024-06-05", "The harbour hall was empty on Monday.")]) == {}
    assert later_captures([others[0], again]) == {}


def test_an_event_of_half_a_year_ago_is_one_of_a_story_that_goes_on() -> None:
    others = [read("a", "2023-12-28", EARLY), read("b", "2023-12-29", EARLY)]
    assert later_captures([*others, read("c", "2024-01-09", EARLY)]) == {}


def test_months_that_two_others_date_a_year_before_show_a_later_capture() -> None:
    text = "The pier was shut in March. The council met in May to hear Ines Corvo."
    others = [read("a", "2023-05-30", text), read("b", "2023-06-01", text)]
    assert list(later_captures([*others, read("c", "2024-06-20", text)])) == ["c"]
    assert later_captures([others[0], read("c", "2024-06-20", text)]) == {}
