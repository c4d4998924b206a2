"""Articles whose first paragraph was lost are flagged; unusual first paragraphs are not."""

import pytest

from retold.clean import clean
from retold.config import Config
from retold.model import Page

REST = (
    "\n\nThe council of Marrow Bay will vote on the closure in May, and the residents have until April to object to it."
)


def codes(first: str, title: str = "Pool to close") -> list[str]:
    page = Page("a", (first + REST).encode(), "raw", encoding="utf-8", title=title)
    return [problem.code for problem in clean(page, Config()).problems]


@pytest.mark.parametrize(
    "first",
    [
        "But the mayor said the pool would be closed in any case, and that the town had no money for the repairs.",
        "She added that the repairs would cost more than the town spends on all of its schools in a whole year.",
        "and two thirds of the residents had signed the letter by Monday, the newspaper of the town reported.",
        "Mr. Quill argued that nobody had asked the residents, and that the sauna could be kept open at least.",
    ],
)
def test_a_lost_lede(first: str) -> None:
    assert codes(first) == ["lost_lede"]


@pytest.mark.parametrize(
    "first",
    [
        "The mayor of Marrow Bay said the pool would be closed in any case, for the town had no money for repairs.",
        "It was the last summer of the pool. He had swum there every morning for thirty years, in any weather.",
        "iPhones were the only light in the hall when the council of Marrow Bay voted to close the swimming pool.",
        "But for a leaking roof, the pool of Marrow Bay would have been open on Monday, the mayor told a meeting.",
    ],
)
def test_a_lede(first: str) -> None:
    assert codes(first) == []


def test_a_name_of_the_headline_is_introduced() -> None:
    assert (
        codes("Mr. Quill argued that nobody had asked the residents of the town, who all signed.", "Quill sues") == []
    )
