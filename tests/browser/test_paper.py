"""On paper: the brief on two pages, the report with its passages on few, whatever the story; both accessible."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.browser.conftest import ABOUT, CONTRAST, EVERYTHING, PAPER, violations
from tests.report.fixture import comparison, many

from retold.report import brief
from retold.report.records import ReportView, Row
from retold.report.view import build

pytestmark = pytest.mark.browser
Visit = Callable[..., Any]
FORMATS = ("A4", "Letter")


def pages(page: Any, paper: str) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper)))


def stretched(view: ReportView) -> ReportView:
    """The view with long words wherever an account can put them."""
    words = " ".join(["counterrevolutionaries"] * 12)

    def long(row: Row) -> Row:
        proofs = [tuple(replace(item, before=words + " ", text=words, after=" " + words) for item in answer.proofs)
                  for answer in row.answers]  # fmt: skip
        answers = [replace(answer, text=words, proofs=found) for answer, found in zip(row.answers, proofs, strict=True)]
        return replace(row, question=words, answers=tuple(answers), cells=())

    glance = view.glance
    shared = tuple((long(row), long(row).answers[0]) for row, _ in glance.shared)
    glance = replace(glance, title=words, shared=shared, differences=tuple(map(long, glance.differences)))
    differ = tuple(replace(block, lead=long(block.lead)) for block in view.differ)
    accounts = tuple(replace(item, name=words[:40]) for item in view.accounts)
    return replace(view, glance=glance, differ=differ, rows=tuple(map(long, view.rows)), accounts=accounts)


@pytest.fixture(scope="module")
def briefs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The briefs of the invented story, of the same in long words, and of one of 100 accounts."""
    folder = tmp_path_factory.mktemp("brief")
    made = {}
    views = {name: build(story, ABOUT) for name, story in {"story": comparison(), "long": many(100, 400)}.items()}
    for name, view in {**views, "stretched": stretched(views["story"])}.items():
        made[name] = folder / f"{name}.html"
        made[name].write_text(brief.render(view), encoding="utf-8")
    return made


@pytest.mark.parametrize("story", ["story", "long", "stretched"])
def test_the_brief_takes_two_pages(visit: Visit, briefs: dict[str, Path], story: str) -> None:
    page = visit(briefs[story])
    assert max(pages(page, paper) for paper in FORMATS) <= 2
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_report_prints_its_passages_on_few_pages(visit: Visit) -> None:
    page = visit()
    assert max(pages(page, paper) for paper in FORMATS) <= 15
    page.emulate_media(media="print")
    hidden = page.evaluate(
        """() => [...document.querySelectorAll("#differ .proof, #agree > .fold:not(#further) .row, .story .text p")]
            .filter(node => !node.closest("#spelled-table, details.below") && !node.checkVisibility())
            .map(node => node.outerHTML.slice(0, 80))"""
    )
    assert hidden == []
    assert page.locator(".paper").is_visible()


@pytest.mark.parametrize(
    ("width", "media", "scheme", "rules"),
    [(1280, "screen", "light", EVERYTHING), (390, "screen", "dark", CONTRAST), (1280, "print", "light", PAPER)],
)
def test_the_brief_is_accessible(
    visit: Visit, briefs: dict[str, Path], width: int, media: str, scheme: str, rules: dict[str, Any]
) -> None:
    page = visit(briefs["story"], viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page.emulate_media(media=media)
    assert violations(page, rules) == ""


def test_the_report_is_accessible_on_paper(visit: Visit) -> None:
    page = visit(bypass_csp=True)
    page.emulate_media(media="print")
    assert violations(page, PAPER) == ""
