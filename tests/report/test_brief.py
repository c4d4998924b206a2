"""The brief: what is on it stands in the accounts, leads into the report, and stays short whatever the story."""

import re
from dataclasses import replace

from tests.report.fixture import TEXTS, comparison, many

from retold.report import brief
from retold.report.html import render
from retold.report.view import build

VIEW = build(comparison())
PAGE = brief.render(VIEW)


def squeezed(text: str) -> str:
    return " ".join(text.split())


def claims() -> list[brief.Claim]:
    rows = [brief._item(row, VIEW) for row in brief.contradictions(VIEW)]
    figures = [brief._figure(item, VIEW) for item in VIEW.glance.figures]
    shared = [brief._shared(row, answer, VIEW) for row, answer in VIEW.glance.shared]
    return [claim for item in (*figures, *rows, *shared) for claim in item.claims]


def test_every_claim_has_its_sentence() -> None:
    told = [squeezed(text) for text in TEXTS.values()]
    found = claims()
    assert len(found) > 6
    for claim in found:
        if claim.quoted is None:
            assert any(claim.text.rstrip("…").casefold() in text.casefold() for text in told)
            continue
        words = squeezed(claim.quoted.words.rstrip("…"))
        assert words and any(words in text for text in told)
        sentence = squeezed(claim.quoted.before.lstrip("…") + claim.quoted.words + claim.quoted.after.rstrip("…"))
        assert any(sentence in text for text in told)


def test_the_gravest_contradiction_opens_it_with_both_sides() -> None:
    first = brief._item(brief.contradictions(VIEW)[0], VIEW)
    assert first.heading == VIEW.glance.differences[0].question
    assert len(first.claims) >= 2
    assert len({claim.text for claim in first.claims}) == len(first.claims)


def test_links_lead_to_places_of_the_report() -> None:
    report = render(VIEW)
    places = set(re.findall(r'href="report\.html#([^"]+)"', PAGE))
    assert len(places) > 6
    assert places <= set(re.findall(r' id="([^"]+)"', report))
    assert 'href="brief.html"' in report


def test_method_in_four_lines() -> None:
    method = PAGE.partition('<ol class="method">')[2].partition("</ol>")[0]
    assert method.count("<li>") == 4


def test_a_page_without_script_and_without_markup_of_strangers() -> None:
    assert "<script" not in PAGE and "default-src 'none'" in PAGE
    name = "<b>x</b><script>alert(1)</script>"
    accounts = tuple(replace(item, name=name) for item in VIEW.accounts)
    hostile = brief.render(replace(VIEW, accounts=accounts, glance=replace(VIEW.glance, title=name)))
    assert "<b>x" not in hostile and "<script" not in hostile


def test_a_long_story_stays_short() -> None:
    view = build(many(100, 2000))
    page = brief.render(view)
    assert page.count("<article") <= brief.MOST_FIGURES + brief.MOST_CONTRADICTIONS + brief.MOST_SHARED
    assert page.count("<li>") <= brief.MOST_ACCOUNTS + 5
    assert "and 88 more" in page
    assert len(page) < 40_000


def test_a_story_without_contradictions_says_so() -> None:
    story = comparison()
    alike = tuple(item for item in story.statements if item.relation == "agree")
    page = brief.render(build(replace(story, statements=alike, further=(), timeline=(), gaps=(), not_comparable=())))
    assert "No contradiction was found" in page


def test_what_may_contradict_stands_there_with_its_risk_where_nothing_is_sure() -> None:
    dawn = replace(next(item for item in comparison().statements if item.id == "s17"), probability=0.4, check="M202")
    page = brief.render(build(replace(comparison(), statements=(dawn,), further=(), gaps=(), not_comparable=())))
    assert "likely enough to be called one" in page
    assert "Where they may contradict each other" in page
    assert "Wrong in about 60 of 100 rows of this kind." in page
