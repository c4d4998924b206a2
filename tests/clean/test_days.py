"""The day of publication: who on a page says it, and what follows where they differ."""

import pytest

from retold.clean import clean
from retold.config import Config
from retold.model import Moment, Page

BODY = """<p>The council of Marrow Bay voted on Tuesday to close the old swimming pool and the sauna next to it.</p>
<p>“Nobody asked us,” said Zoë Çelik, who has swum there for thirty years. “We will fight this in court.”</p>
<p>The repairs would cost 4 million crowns, more than the town spends on all its schools in a single year.</p>"""
DATA = '<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Pool closes", "datePublished": "{}"}}</script>'
META = '<meta property="article:published_time" content="{}">'
BARE = '<meta name="date" content="{}">'
LINK = '<link rel="canonical" href="https://mail.example/news/{}/pool-closes">'
TIME = '<time class="published" datetime="{}">some days ago</time>'
LINE = "<div>{}</div>"


def published(head: str = "", line: str = "", **given: str) -> Moment | None:
    source = f"<html><head><title>Pool closes</title>{head}</head><body><article><h1>Pool closes</h1>{line}{BODY}</article></body></html>"
    found = clean(Page("a", source.encode(), "html", **given), Config()).article  # type: ignore[arg-type]
    assert found is not None
    return found.published


@pytest.mark.parametrize(
    ("head", "line", "value"),
    [
        (DATA.format("2024-03-05T08:00:00+01:00"), "", "2024-03-05T08:00+01:00"),
        (META.format("2024-03-05T08:00:00Z"), "", "2024-03-05T08:00Z"),
        (LINK.format("2024/03/05"), "", "2024-03-05"),
        ("", TIME.format("2024-03-05T08:00"), "2024-03-05T08:00"),
        ("", LINE.format("March 5, 2024"), "2024-03-05"),
        ("", LINE.format("Ada Quill | 5.3.2024"), "2024-03-05"),
    ],
)
def test_each_witness_alone(head: str, line: str, value: str) -> None:
    found = published(head, line)
    assert found is not None and found.value == value and found.method == "metadata"


def test_data_that_say_one_thing_twice_are_one_voice() -> None:
    """The line by the headline and the address outweigh a field that the page fills in three places."""
    stamp = "2024-03-09T08:00:00+01:00"
    found = published(DATA.format(stamp) + META.format(stamp) + LINK.format("2024/03/05"), LINE.format("March 5, 2024"))
    assert found is not None and found.value == "2024-03-05"
    assert found.reason is not None and "its address" in found.reason and "but" in found.reason


def test_data_outweigh_the_address() -> None:
    found = published(DATA.format("2024-03-05T08:00:00+01:00") + LINK.format("2024/03/04"))
    assert found is not None and found.value == "2024-03-05T08:00+01:00"
    assert found.reason is not None and found.reason.endswith("its address: 2024-03-04")


def test_a_time_outweighs_a_bare_day_of_another_tag() -> None:
    found = published(META.format("2024-03-05T08:00:00Z") + BARE.format("2024-03-06"))
    assert found is not None and found.value == "2024-03-05T08:00Z"


def test_a_change_before_publication_moves_no_day() -> None:
    """A page's clocks may disagree by a zone; the stated day of publication stands."""
    data = (
        DATA.format("2024-03-05T01:00:00Z")
        .replace("}}", "}")
        .replace('"headline"', '"dateModified": "2024-03-04T23:00:00-02:00", "headline"')
    )
    found = published(data)
    assert found is not None and found.value == "2024-03-05T01:00Z"


def test_the_address_that_the_caller_gives_is_a_witness() -> None:
    found = published(url="https://mail.example/2024-03-05/pool.html")
    assert found is not None and found.value == "2024-03-05"


def test_a_number_in_an_address_that_is_no_day() -> None:
    found = published(url="https://mail.example/2024/13/45/pool.html")
    assert found is None or found.value is None or not found.value.startswith("2024-13")


def test_a_later_day_given_for_a_page_is_one_of_capture() -> None:
    source = f"<html><head>{DATA.format('2023-03-05T08:00:00Z')}</head><body><h1>Pool closes</h1>{BODY}</body></html>"
    found = clean(Page("a", source.encode(), "html", published="2024-03-09"), Config())
    assert found.article is not None and found.article.published is not None and found.article.captured is not None
    assert (found.article.published.value, found.article.captured.value) == ("2023-03-05T08:00Z", "2024-03-09")
    assert [problem.code for problem in found.problems] == ["published"]
