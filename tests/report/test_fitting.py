"""A page stays small enough to be sent whatever the texts: what gives way, and that it says so."""

import re
from dataclasses import replace

from tests.report.fixture import comparison, many

from retold.report import fitting, html, templating
from retold.report.fitting import LARGEST
from retold.report.records import ReportView
from retold.report.view import build

LONG = 400_000


def lengthy() -> ReportView:
    """The invented story with articles that go on and on."""
    story = comparison()
    told = tuple(
        replace(item, article=replace(item.article, text=f"{item.article.text}\n{'All was calm. ' * (LONG // 14)}"))
        for item in story.analyses
    )
    return build(replace(story, analyses=told))


def test_many_rows_of_five_accounts_fit() -> None:
    view = build(many(5, 1200))
    page = html.render(view)
    assert len(page.encode()) <= LARGEST
    assert "left out to keep this page small" in page
    shown = set(re.findall(r'<tr role="row" class="row[^>]* id="(s\d+)"', page))
    assert {row.id for row in view.glance.differences} <= shown
    assert set(re.findall(r'class="[^"]*open" href="#(s\d+)"', page)) <= set(re.findall(r'id="(s\d+)"', page))


def test_long_texts_are_cut_where_the_page_says_so() -> None:
    view = lengthy()
    page = html.render(view)
    assert len(page.encode()) <= LARGEST * len(view.accounts) // 5
    assert page.count("The text is cut here") == len(view.articles)


def test_a_small_page_keeps_everything() -> None:
    view = build(comparison())
    page = html.render(view)
    assert "left out to keep this page small" not in page
    assert {row.id for row in view.rows} == set(re.findall(r'id="(s\d+)"', page))


def test_what_a_pdf_leaves_out_is_what_the_sheet_for_paper_hides() -> None:
    sheet = templating.file("paper.css")
    assert f"#differ .block.compatible:nth-child(n + {fitting.ON_PAPER + 1} of .compatible)" in sheet
