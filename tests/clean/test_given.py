"""What callers say of a page, and bytes nobody labelled: dates, language, wide characters."""

import pytest

from retold.clean import Cleaned, clean, moments
from retold.clean.debris import tables
from retold.clean.decode import unmarked_wide
from retold.clean.stamps import stamp
from retold.config import Config
from retold.languages import load
from retold.model import Page

TEXT = "The mayor of Marrow Bay, Ada Quill, resigned on Monday after two years in office, the council said."


def cleaned(text: str, **given: str) -> Cleaned:
    return clean(Page("a", text.encode(), "text", encoding="utf-8", **given), Config())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "earliest", "latest"),
    [
        ("2024-03-05", "2024-03-05", "2024-03-05"),
        ("2024-03-05T08:00:00+01:00", "2024-03-05T08:00:00+01:00", "2024-03-05T08:00:00+01:00"),
        ("2024-03-05 08:00", "2024-03-05T08:00", "2024-03-05T08:00"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-01", "2024-01-01", "2024-01-31"),
        ("2024-12", "2024-12-01", "2024-12-31"),
        ("1600", "1600-01-01", "1600-12-31"),
        ("2400", "2400-01-01", "2400-12-31"),
        ("2024", "2024-01-01", "2024-12-31"),
    ],
)
def test_a_date_that_is_given(value: str, earliest: str, latest: str) -> None:
    found = cleaned(TEXT, published=value)
    assert found.article is not None and found.article.published is not None and not found.problems
    assert (found.article.published.earliest, found.article.published.latest) == (earliest, latest)
    assert found.article.published.method == "given"


@pytest.mark.parametrize(
    "value",
    ["yesterday", "2024-13-45", "2024-02-30", "05/03/2024", "0000-01-01", "9999-12-31", "2024-00", "٢٠٢٤-٠١-٠١"],
)
def test_what_is_no_date_is_said_and_passed_over(value: str) -> None:
    found = cleaned(TEXT, published=value)
    assert found.article is not None and found.article.published is None
    assert [problem.code for problem in found.problems] == ["date"]
    assert "published" in found.problems[0].message


@pytest.mark.parametrize(
    "stated", ["2024-99-99", "2024-03-05T29:00:00Z", "2024-03-05T08:00:00+99:00", "2024-02-30T08:00"]
)
def test_a_page_may_state_a_day_that_is_none(stated: str) -> None:
    moment = moments.moment(stated)
    assert moment is None or moment.value == "2024-03-05"


def test_a_stamp_with_an_hour_that_is_none() -> None:
    found = stamp("Published 2024-03-05T29:10", tables(load("en")))
    assert found is None or found.value == "2024-03-05"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Die Bürgermeisterin von Marrow Bay ist am Montag zurückgetreten, wie der Rat mitteilte.", "de"),
        ("Мэр города Марроу-Бей Ада Квилл ушла в отставку в понедельник, сообщил совет.", "ru"),
        ("استقالت رئيسة بلدية مارو باي يوم الاثنين بعد عامين في منصبها، حسبما قال المجلس.", "ar"),
        ("马罗湾市长周一在任职两年后辞职，市议会表示。火灾造成十二人受伤。", "zh"),
    ],
)
def test_a_short_text_in_another_language_is_not_read_as_english(text: str, language: str) -> None:
    found = cleaned(text)
    assert found.article is not None and found.article.language == language
    assert [problem.code for problem in found.problems] == ["language"]


@pytest.mark.parametrize(
    "text", ["Ada Quill resigns", "Fire destroys historic mill near Oakvale; police seek witnesses", TEXT]
)
def test_a_short_english_text_is_read(text: str) -> None:
    assert not cleaned(text).problems


@pytest.mark.parametrize(
    ("given", "code"), [("en_US", "en-US"), ("EN", "en"), ("English", "en"), ("eng", "en"), ("en-GB", "en-GB")]
)
def test_ways_to_say_english(given: str, code: str) -> None:
    found = cleaned(TEXT, language=given)
    assert found.article is not None and found.article.language == code and not found.problems


def test_another_language_is_believed() -> None:
    assert [problem.code for problem in cleaned(TEXT, language="de").problems] == ["language"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_wide_characters_without_a_mark(encoding: str) -> None:
    data = f"{TEXT}\n\n“We will rebuild,” said Quill, 51.\n".encode(encoding)
    found = clean(Page("a", data, "raw"), Config())
    assert found.article is not None and TEXT in found.article.text and not found.problems
    assert found.article.source_map.encoding == encoding


def test_bytes_that_only_look_wide() -> None:
    assert unmarked_wide(b"\0" * 4_000) is None
    assert unmarked_wide(b"a\0") is None
    assert unmarked_wide(TEXT.encode()) is None


STAMPED = (
    "Pool to close\n\nMarch 5, 2023\n\n"
    + TEXT
    + "\n\nA vote on who follows her is planned for the autumn, the council told a meeting."
)


def test_a_day_that_is_one_of_a_later_capture() -> None:
    """The page's own stamp is a year older than what was given: order follows the page, and both days are kept."""
    found = clean(Page("a", STAMPED.encode(), "raw", published="2024-03-09"), Config())
    assert found.article is not None and found.article.published is not None
    assert (found.article.published.value, found.article.published.method) == ("2023-03-05", "stated")
    assert found.article.published.reason is not None and "2024-03-09" in found.article.published.reason
    assert found.article.captured is not None and found.article.captured.value == "2024-03-09"
    assert [problem.code for problem in found.problems] == ["published"]


@pytest.mark.parametrize("given", ["2023-03-05", "2023-03-06", "2023-03-01"])
def test_a_day_that_was_given_stands(given: str) -> None:
    found = clean(Page("a", STAMPED.encode(), "raw", published=given), Config())
    assert found.article is not None and found.article.published is not None and not found.problems
    assert (found.article.published.value, found.article.published.method) == (given, "given")


def test_a_dated_line_deeper_in_the_text_is_no_stamp_of_the_page() -> None:
    text = (
        TEXT
        + "\n\nMarch 5, 2023\n\nOn that day the council met for the first time, and the mayor was sworn in by a judge."
    )
    found = clean(Page("a", text.encode(), "raw", published="2024-03-09"), Config())
    assert found.article is not None and found.article.published is not None and not found.problems
    assert found.article.published.value == "2024-03-09"
