"""When a record holds, and how open times are closed."""

import pytest

from retold.align.times import moment_of, own_moment, said_at, settled
from retold.model import Analysis, Anchor, Article, Moment, Quote, SourceMap, Speaker, Story, Time

TEXT = 'The ferry sank on May 3. "We search," Lind said on Monday. Nobody was hurt.'


def time(name: str, words: str, value: str, day: str | None) -> Time:
    start = TEXT.index(words)
    return Time(name, (start, start + len(words)), "DATE", value, day, day, Anchor("published", None), "date", "day")


def told(published: Moment | None) -> Analysis:
    article = Article("a", None, None, None, (), "en", TEXT, published, None, (), SourceMap("identity"))
    said = TEXT.index("said")
    quote = Quote("q1", "direct", ((26, 35),), (said, said + 4), Speaker(None, None, "Lind"))
    times = (time("t1", "May 3", "2024-05-03", "2024-05-03"), time("t2", "Monday", "2024-05-06", "2024-05-06"))
    return Analysis(article, sentences=((0, 24), (25, 58), (59, len(TEXT))), quotes=(quote,), times=times)


PUBLISHED = Moment("2024-05-07", "2024-05-07", "2024-05-07", "given")


def test_the_clause_comes_first() -> None:
    analysis = told(PUBLISHED)
    found = moment_of(analysis, "t1", Story((analysis,)), "q1")
    assert found is not None and found.value == "2024-05-03"


def test_then_the_quote() -> None:
    analysis = told(PUBLISHED)
    found = moment_of(analysis, None, Story((analysis,)), "q1")
    assert found is not None and (found.value, found.reason) == ("2024-05-06", "when it was said")


def test_then_the_publication() -> None:
    analysis = told(PUBLISHED)
    assert moment_of(analysis, None, Story((analysis,), published={"a": PUBLISHED})) is PUBLISHED
    assert moment_of(analysis, "t9", Story((analysis,))) is PUBLISHED
    assert moment_of(told(None), None, Story((told(None),))) is None


def test_said_at_is_outside_the_words() -> None:
    found = said_at(told(PUBLISHED), "q1")
    assert found is not None and found.id == "t2"
    assert said_at(told(PUBLISHED), "q9") is None


@pytest.mark.parametrize(
    ("value", "first", "last", "closed"),
    [
        ("XXXX-05-03", "2024-05-07", "2024-05-07", "2024-05-03"),
        ("XXXX-05-03", "2024-05-01", "2024-05-02", "2023-05-03"),
        ("XXXX-05-03", "2024-05-01", "2024-05-07", None),
        ("XXXX-12-31", "2024-12-31", "2025-02-01", "2024-12-31"),
        ("XXXX-12", "2025-01-01", "2025-02-01", "2024-12"),
        ("XXXX-WXX-1", "2024-05-07", "2024-05-08", "2024-05-06"),
        ("XXXX-WXX-2", "2024-05-06", "2024-05-07", None),
        ("XXXX-WXX-7TNI", "2024-05-06", "2024-05-08", "2024-05-05TNI"),
        ("XXXX-02-29", "2024-03-01", "2024-05-08", "2024-02-29"),
        ("PAST_REF", "2024-03-01", "2024-05-08", None),
    ],
)
def test_open_times_are_closed_by_the_publication(value: str, first: str, last: str, closed: str | None) -> None:
    found = settled(time("t1", "May 3", value, None), Moment(None, first, last, "inferred"), {})
    assert (found.value if found else None) == closed


def test_siblings_close_what_the_publication_leaves() -> None:
    found = settled(time("t1", "May 3", "XXXX-05-03", None), None, {"05-03": {"2024": "b"}})
    assert found is not None and found.value == "2024-05-03"
    assert settled(time("t1", "May 3", "XXXX-05-03", None), None, {"05-03": {"2024": "b", "2023": "c"}}) is None


def test_a_record_takes_the_year_of_the_siblings() -> None:
    analysis = told(None)
    open_day = time("t1", "May 3", "XXXX-05-03", None)
    analysis = Analysis(analysis.article, times=(open_day,))
    assert own_moment(analysis, "t1", Story((analysis,))) is None
    found = own_moment(analysis, "t1", Story((analysis,), years={"05-03": {"2024": "b"}}))
    assert found is not None and (found.value, found.method) == ("2024-05-03", "inferred")
