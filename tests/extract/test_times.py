"""Time expressions: a golden table of expressions with anchors, and properties that hold for any of them."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.extract import times
from retold.extract.times import calendar
from retold.languages import load
from retold.model import Analysis, Article, Moment, SourceMap, Time
from retold.parse import Parse

TABLE = Path(__file__).parent.parent / "golden" / "times.txt"


def rows() -> list[tuple[str, str, list[tuple[str, str, str]]]]:
    """(anchor, text, [(words, type, value)]) of each line of the table."""
    found = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        anchor, marked, answers = (part.strip() for part in line.split("|"))
        words = re.findall(r"\[(.*?)\]", marked)
        pairs = [tuple(answer.split()) for answer in answers.split(";")] if answers else []
        text = re.sub(r"[\[\]]", "", marked)
        found.append((anchor, text, [(word, *pair) for word, pair in zip(words, pairs, strict=True)]))
    return found


ROWS = rows()


def moment(day: str) -> Moment | None:
    return None if day == "-" else Moment(day, day, day, "given")


def read(doc: Parse, published: Moment | None) -> list[Time]:
    article = Article("a", None, None, None, (), "en", doc.text, published, None, (), SourceMap("identity"))
    return list(times.extract(doc, article, load("en"), Analysis(article)))


@pytest.fixture(scope="module")
def parses(annotate_texts) -> dict[str, Parse]:
    texts = sorted({text for _, text, _ in ROWS})
    return dict(zip(texts, annotate_texts(texts), strict=True))


def test_the_table_is_long() -> None:
    assert len(ROWS) >= 200


@pytest.mark.parametrize(("anchor", "text", "expected"), ROWS, ids=[f"{row[0]} {row[1]}" for row in ROWS])
def test_golden(anchor: str, text: str, expected: list[tuple[str, str, str]], parses: dict[str, Parse]) -> None:
    found = read(parses[text], moment(anchor))
    assert [(_bare(text[t.span[0] : t.span[1]]), t.type, t.value) for t in found] == [
        (_bare(words), kind, value) for words, kind, value in expected
    ]


def _bare(words: str) -> str:
    return words.removesuffix("'s").lower()


@settings(max_examples=20, deadline=None)
@given(day=st.dates(date(1950, 1, 1), date(2049, 12, 31)))
def test_intervals_are_ordered_and_values_parse(day: date, parses: dict[str, Parse]) -> None:
    for _, text, _ in ROWS[::3]:
        for time in read(parses[text], moment(day.isoformat())):
            assert calendar.VALUE.match(time.value), time
            assert text[time.span[0] : time.span[1]].strip() == text[time.span[0] : time.span[1]]
            assert (time.earliest is None) == (time.latest is None)
            if time.earliest and time.latest:
                assert time.earliest <= time.latest


@settings(max_examples=20, deadline=None)
@given(day=st.dates(date(1950, 1, 1), date(2049, 12, 20)))
def test_a_week_later_weekdays_answer_a_week_later(day: date, parses: dict[str, Parse]) -> None:
    rows_ = [
        text for _, text, expected in ROWS if re.search(r"on \w+day\.|last \w+day|next Tuesday", text) and expected
    ]
    assert len(rows_) > 8
    for text in rows_:
        now, then = (read(parses[text], moment(at.isoformat())) for at in (day, day + timedelta(7)))
        for before, after in zip(now, then, strict=True):
            if before.method == "weekday":
                assert date.fromisoformat(after.value[:10]) - date.fromisoformat(before.value[:10]) == timedelta(7)


@given(st.text(alphabet="0123456789-WQHXTPSUMODE:", max_size=16))
def test_any_value_has_an_interval_or_none(value: str) -> None:
    found = calendar.interval(value)
    assert found is None or found[0] <= found[1]


@given(st.dates(date(1600, 1, 1), date(2400, 1, 1)))
def test_units_hold_their_day(day: date) -> None:
    for unit in ("D", "W", "m", "Q", "Y", "T", "C"):
        first, last, _ = calendar.interval(calendar.at(day, unit)) or ("", "", "")
        assert first <= day.isoformat() <= last


def test_zones_stand_in_the_interval(annotate_texts) -> None:
    (doc,) = annotate_texts(["The ferry sank at 9:30 a.m. EST on Monday."])
    (time,) = read(doc, moment("2024-06-04"))
    assert (time.value, time.earliest) == ("2024-06-03T09:30", "2024-06-03T09:30-05:00")


def test_an_anchor_in_the_text_has_its_span(annotate_texts) -> None:
    (doc,) = annotate_texts(["The ferry sank in 2006. A year later it was raised."])
    first, second = read(doc, moment("2024-06-04"))
    assert (second.anchor.kind, second.anchor.span, second.method) == ("text", first.span, "offset")


def test_a_publication_known_by_its_bounds_only(annotate_texts) -> None:
    (doc,) = annotate_texts(["The ferry sank on Monday."])
    bounds = Moment(None, "2024-06-04T08:00", "2024-06-04T20:00", "inferred")
    assert [time.value for time in read(doc, bounds)] == ["2024-06-03"]
    wide = Moment(None, "2024-06-01", "2024-06-20", "inferred")
    assert [time.value for time in read(doc, wide)] == ["XXXX-WXX-1"]


def test_a_history_goes_on_from_its_last_time(annotate_texts) -> None:
    text = (
        "In March 1911 the Lind family took the harbour. In October 1911 the town rose. In May 1912 a second rising "
        "began. By August, half of the town had burned. In December 1912 the family fled, and in February it returned. "
        "In 1913 and 1914 the harbour was rebuilt."
    )
    found = [time.value for time in read(annotate_texts([text])[0], moment("2024-06-04"))]
    assert found == ["1911-03", "1911-10", "1912-05", "1912-08", "1912-12", "1913-02", "1913", "1914"]


@pytest.mark.parametrize(
    "text", ["7 " * 100_000, "9" * 100_000, "May 7, 99999999 " * 200, "two " * 20_000, "the first last next " * 5_000]
)
def test_hostile_text_stays_bounded(text: str) -> None:
    words = text.split()
    starts = [match.start() for match in re.finditer(r"\S+", text)]
    count = len(words)
    doc = Parse(
        text, words, [word.lower() for word in words], words, ["NUM"] * count, ["CD"] * count, ["dep"] * count,
        list(range(count)), starts, [start + len(word) for start, word in zip(starts, words, strict=True)],
        [""] * count, [0] * count, [(0, count)],
    )  # fmt: skip
    found = read(doc, moment("2024-06-04"))
    assert len(found) <= count
    assert all(time.earliest is None or time.earliest <= (time.latest or "") for time in found)


def test_a_day_after_publication_told_as_past_says_so(annotate_texts) -> None:
    texts = ["The captain was arrested on Aug. 3.", "The council will meet on Aug. 3.", "He was fined on July 3."]
    found = [read(doc, moment("2024-07-31"))[0] for doc in annotate_texts(texts)]
    assert [(time.value, time.method) for time in found] == [
        ("2024-08-03", "date_after_publication"),
        ("2024-08-03", "date"),
        ("2024-07-03", "date"),
    ]


def test_a_night_gone_lies_on_two_days(annotate_texts) -> None:
    (doc,) = annotate_texts(["The ferry sank overnight."])
    (time,) = read(doc, moment("2024-06-04"))
    assert (time.value, time.earliest, time.latest) == ("2024-06-03TNI", "2024-06-03T18:00", "2024-06-04T06:00")


def test_a_day_of_a_season_is_of_its_year(annotate_texts) -> None:
    told = "The mill burnt on May 2, 1949, on June 3, 1949, on July 4, 1949 and again in 1950, 1951 and 1952. "
    (doc,) = annotate_texts([told + "It reopened in the summer of 1950. Ten days later it was sold."])
    *_, last = read(doc, moment("2024-06-04"))
    assert (last.method, last.value) == ("offset", "1950-XX-XX")
