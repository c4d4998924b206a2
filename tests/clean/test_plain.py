"""Scraped plain text: what is debris goes with a reason, what is the article stays to the letter."""

import pytest

from retold.clean import Cleaned, clean
from retold.clean.debris import debris, tables
from retold.clean.stamps import byline, dateline, stamp
from retold.config import Config
from retold.languages import load
from retold.model import Article, Page

WORDS = tables(load("en"))
BODY = (
    "The council of Marrow Bay voted on Tuesday to close the old swimming pool, which needs repairs that nobody can pay "
    "for. Residents said they would fight the decision in court."
)


def article(text: str) -> Article:
    found = clean(Page("a", text.encode(), "raw"), Config()).article
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("print-icon", "widget"),
        ("Loading...", "widget"),
        ("No comments:", "widget"),
        ("Share this article", "widget"),
        ("0", "counter"),
        ("1.2K shares", "counter"),
        ("·", "no words"),
        ("https://example.org/a/b", "address"),
        ("© 2024 Marrow Bay Mail", "copyright"),
        ("Photo: Lena Ortiz / Getty Images", "image credit"),
        ("Harbour office, file image: Alamy", "image credit"),
        ("Jo Miller's Photo", "author's picture"),
        ("Read also: Ten beaches for the winter", "leads elsewhere"),
        ("Read  Council splits over new parking fees", "leads elsewhere"),
        ("Sign up for our newsletter", "leads elsewhere"),
        ("All rights reserved. Reproduction without written permission is prohibited.", "legal notice"),
    ],
)
def test_debris(line: str, reason: str) -> None:
    assert debris(line, WORDS) == reason


@pytest.mark.parametrize(
    "line",
    [
        "Read the letter again,” he said.",
        "She read Tolstoy to the children until the lights came back.",
        "Police said more arrests would follow.",
        "More than 300 people came.",
        "Share prices fell by a tenth.",
        "“Follow us,” the guide told them.",
        "The photo by the door showed his father.",
        "Related companies paid 3 million crowns, the prosecutor said.",
        "A copyright lawyer was among the guests.",
        "1. Nobody measured the water",
    ],
)
def test_sentences_are_not_debris(line: str) -> None:
    assert debris(line, WORDS) is None


def test_a_headline_printed_four_times_stands_once() -> None:
    title = "Council closes swimming pool"
    found = article(f"NewsCouncil closes swimming pool\n\n{title}\n\n {title}\n\n{title}\n\n{BODY}")
    assert found.title == title
    assert found.text == f"{title}\n\n{BODY}"
    assert [item.reason for item in found.removed] == [
        "section label",
        "headline again",
        "headline again",
        "headline again",
    ]


def test_a_caption_printed_twice_is_no_body() -> None:
    caption = "The pool in its last summer."
    found = article(f"Council closes swimming pool\n\n{caption}\n{caption}\nPhoto: Lena Ortiz\n\n{BODY}")
    assert [found.text[first:last] for first, last in found.body] == [BODY]
    assert [part.kind for part in found.parts] == ["headline", "caption", "body"]


def test_metadata_is_read_with_its_span() -> None:
    found = article(
        f"Council closes swimming pool\n\nBy Ada Quill, Marrow Bay Mail\n\nMarch 3, 2024 4:05 PM EST\n\n{BODY}"
    )
    assert found.authors == ("Ada Quill",)
    assert found.outlet == "Marrow Bay Mail"
    assert found.published is not None and found.published.span is not None
    assert found.published.value == "2024-03-03T16:05-05:00"
    first, last = found.published.span
    assert found.text[first:last] == "March 3, 2024 4:05 PM EST"


def test_what_a_script_left_behind_a_date_goes() -> None:
    found = article(f"Council closes swimming pool\n\ndate 2024-03-03 loading…\n\n{BODY}")
    assert found.published is not None and found.published.value == "2024-03-03"
    assert [(item.text, item.reason) for item in found.removed] == [("loading…", "widget")]
    assert "loading" not in found.text


def test_no_date_is_invented() -> None:
    assert article(f"Council closes swimming pool\n\n{BODY}").published is None


@pytest.mark.parametrize(
    ("line", "value", "earliest", "latest"),
    [
        ("Saturday, Oct 28, 2023 - 10:05 PM", "2023-10-28T22:05", "2023-10-28T22:05", "2023-10-28T22:05"),
        ("date 2023-11-07 loading…", "2023-11-07", "2023-11-07", "2023-11-07"),
        ("Published 4 February 2021", "2021-02-04", "2021-02-04", "2021-02-04"),
        ("13/04/2023", "2023-04-13", "2023-04-13", "2023-04-13"),
        ("03/04/2023", "2023", "2023-03-04", "2023-04-03"),
        ("2024-02-29T12:00:00Z", "2024-02-29T12:00Z", "2024-02-29T12:00Z", "2024-02-29T12:00Z"),
    ],
)
def test_stamps(line: str, value: str, earliest: str, latest: str) -> None:
    found = stamp(line, WORDS)
    assert found is not None
    assert (found.value, found.earliest, found.latest) == (value, earliest, latest)


@pytest.mark.parametrize(
    "line", ["On March 3, 2024 the pool was closed.", "Flight 2023-11-07", "30 February 2024", "12 people"]
)
def test_sentences_are_no_stamps(line: str) -> None:
    assert stamp(line, WORDS) is None


def test_an_update_is_not_the_publication() -> None:
    found = article(f"Council closes swimming pool\n\nUpdated March 4, 2024\n\n{BODY}")
    assert found.published is None
    assert found.modified is not None and found.modified.value == "2024-03-04"


@pytest.mark.parametrize(
    ("line", "names", "outlet"),
    [
        ("By Ada Quill", ["Ada Quill"], None),
        ("by Ada Quill and Ben Tarr", ["Ada Quill", "Ben Tarr"], None),
        ("Written by Ada Quill, The Mail", ["Ada Quill"], "The Mail"),
        ("By the sea", None, None),
        ("By 2030 the pool will be gone", None, None),
    ],
)
def test_bylines(line: str, names: list[str] | None, outlet: str | None) -> None:
    found = byline(line, load("en"))
    assert found == ((names, outlet) if names else None)


@pytest.mark.parametrize(
    ("text", "place", "agency"),
    [
        ("MARROW BAY – The council", "MARROW BAY", None),
        ("MARROW BAY, Velmora, June 3 (Meridian) - The council", "MARROW BAY, Velmora", "Meridian"),
        ("Marrow Bay (MNA) -- The council", "Marrow Bay", "MNA"),
    ],
)
def test_datelines(text: str, place: str, agency: str | None) -> None:
    found = dateline(text)
    assert found is not None and found[1:] == (place, agency)


def test_wrapped_lines_are_one_paragraph() -> None:
    wrapped = BODY[:70].rstrip() + "\n" + BODY[70:].lstrip()
    assert article(f"Council closes swimming pool\n\n{wrapped}").body[0][1] > 150


def test_only_debris_is_no_article() -> None:
    found: Cleaned = clean(Page("a", b"Home\nShare\nTweet\nLoading...\n0\nNo comments:\n", "raw"), Config())
    assert found.article is None
    assert [problem.code for problem in found.problems] == ["no_body"]
