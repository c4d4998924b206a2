"""The report in a real browser: what a reader does with it, with and without its script, mouse or colours."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.browser.conftest import CONTRAST, EVERYTHING, violations
from tests.report.fixture import TEXTS, comparison

pytestmark = pytest.mark.browser
Visit = Callable[..., Any]


def rows(page: Any) -> list[str]:
    """Ids of the rows of the first table that show."""
    return page.eval_on_selector_all("#differ-table > tbody > tr:not([hidden])", "rows => rows.map(row => row.id)")


def test_opens_with_everything_on_it(visit: Visit) -> None:
    page = visit()
    assert page.inner_text("h1") == "Fire at the Corvane grain terminal"
    for name in ("glance", "differ", "agree", "only", "missing", "timeline", "people", "said", "words", "lineage",
                 "articles", "method"):  # fmt: skip
        assert page.locator(f"#{name} h2").count() == 1
        assert "Nothing found." not in page.text_content(f"#{name}")
    assert rows(page) == ["s1", "s2", "s3", "s4", "s7", "s5", "s6", "s18", "s10"]


def test_filter(visit: Visit) -> None:
    page = visit()
    page.uncheck("input[value=differ]")
    assert rows(page) == ["s7", "s5", "s18", "s10"]
    page.select_option("select[name=kind]", "figure")
    assert rows(page) == ["s7"]
    page.select_option("select[name=account]", label="Ostra Tribune")
    assert rows(page) == ["s7"]
    page.select_option("select[name=kind]", "")
    page.check("input[value=differ]")
    page.select_option("select[name=account]", "")
    page.fill("input[name=words]", "alarm SWITCHED")
    assert rows(page) == ["s3"]
    assert "1 of 9 happenings" in page.inner_text(".tools output")


def test_sort(visit: Visit) -> None:
    page = visit()
    page.select_option("select[name=rows]", "accounts")
    counts = page.eval_on_selector_all(
        "#differ-table > tbody > tr", "rows => rows.map(row => row.dataset.accounts.trim().split(' ').length)"
    )
    assert counts == sorted(counts, reverse=True)
    page.select_option("select[name=columns]", "outlet")
    heads = page.eval_on_selector_all("#differ-table thead th[data-account]", "heads => heads.map(h => h.dataset.name)")
    assert heads[1:] == ["Harbour Gazette", "Metro Standard", "Northwire", "Ostra Tribune", "The Vesper"]
    cells = page.eval_on_selector_all("#s1 td", "cells => cells.map(cell => cell.dataset.account)")
    assert cells == page.eval_on_selector_all(
        "#differ-table thead th[data-account]", "heads => heads.map(h => h.dataset.account)"
    )
    page.select_option("select[name=rows]", "weight")
    page.select_option("select[name=columns]", "time")
    assert rows(page)[0] == "s1"


def test_evidence_opens_and_leads_to_the_words(visit: Visit) -> None:
    page = visit()
    page.click("#s1 td[data-account='4'] a.open")
    drawer = page.locator("#drawer")
    assert drawer.is_visible()
    assert "How many people were killed?" in drawer.inner_text()
    marks = page.eval_on_selector_all("#drawer mark", "marks => marks.map(mark => mark.textContent)")
    assert marks == [proof.text for value in comparison().statements[0].values for proof in value.evidence]
    page.click("#drawer .proof:has-text('The Vesper') .jump")
    assert not drawer.is_visible()
    hit = page.locator("mark.hit")
    assert "".join(hit.all_inner_texts()) == "Eleven people have now died"
    assert hit.first.evaluate(
        "mark => { const box = mark.getBoundingClientRect(); return box.top > 0 && box.bottom < innerHeight }"
    )
    page.click("#back")
    assert drawer.is_visible()


def test_every_passage_leads_to_its_very_words(visit: Visit) -> None:
    page = visit()
    found = page.evaluate(
        """() => [...document.querySelectorAll("a.jump")].map(link => {
            link.click();
            const marks = [...document.querySelectorAll("mark.hit")].map(mark => mark.textContent).join("");
            return [link.dataset.at, marks];
        })"""
    )
    assert len(found) > 60
    ids = [item.id for item in comparison().accounts]
    for place, words in found:
        account, start, end = (int(part) for part in place.split())
        text = TEXTS[ids[account]].encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")
        assert words == text


def test_words_among_hidden_characters_and_emoji(visit: Visit) -> None:
    page = visit()
    text = TEXTS["blog"]
    start = text.index("width, bidi")
    end = text.index(" in one line") + len(" in one line")
    units = [len(text[:place].encode("utf-16-le")) // 2 for place in (start, end)]
    page.evaluate(
        """([start, end]) => { const link = document.querySelector("#words a.jump");
        link.dataset.at = `5 ${start} ${end}`; link.click(); }""",
        units,
    )
    marked = "".join(page.locator("mark.hit").all_text_contents())
    assert marked == "width, bidi U+202EesreverU+202C, bellU+0007 and a family 👩‍👩‍👧 in one line"


def test_what_stands_together_is_one_click_away(visit: Visit) -> None:
    page = visit()
    assert not page.locator("#s17 .question").is_visible()
    page.click("#s5 .below summary")
    page.click("#s17 .question")
    assert page.inner_text("#drawer-title").startswith("When: before dawn or 4:20")
    page.click("#drawer .drawer-bar button:last-child")
    assert not page.locator("#s20 .question").is_visible()
    page.click("#further > summary")
    assert page.locator("#s20 .question").is_visible()
    assert "Right in fewer than 5 of 100" in page.text_content("#s20")


def test_a_citation_can_be_copied(visit: Visit) -> None:
    page = visit()
    page.click("#s1 .question")
    page.locator("#drawer .cite").first.click()
    page.wait_for_function("document.querySelector('#news').textContent === 'Citation copied.'")
    assert page.locator("#drawer .cite").count() == page.locator("#drawer .ways").count()


def test_the_words_that_part_are_marked(visit: Visit) -> None:
    page = visit()
    assert page.locator("#s18 > td.cell .slot").all_text_contents() == [
        "We heard one bang and then the roof was gone,", "We heard one bang and after it",
    ]  # fmt: skip
    page.click("#s18 .question")
    assert page.locator("#drawer mark .slot").count() == 2
    assert page.url.endswith("#s18")
    page.keyboard.press("Escape")
    assert "M306" not in page.content()


def test_a_question_by_its_words_finds_what_stands_below_it(visit: Visit) -> None:
    page = visit()
    page.fill("input[name=words]", "one bang and after it")
    assert rows(page) == ["s18"]


def test_not_comparable_is_folded_under_its_question(visit: Visit) -> None:
    page = visit()
    assert not page.locator("#s1 .apart").is_visible()
    page.click("#s1 .notes summary")
    assert "belong to another fire" in page.inner_text("#s1 .apart")


def test_layers(visit: Visit) -> None:
    page = visit()
    quoted = page.locator("#a0 .q").first
    before = quoted.evaluate("node => getComputedStyle(node).backgroundColor")
    page.check("#layer-q")
    assert quoted.evaluate("node => getComputedStyle(node).backgroundColor") != before
    page.uncheck("#layer-q")
    assert quoted.evaluate("node => getComputedStyle(node).backgroundColor") == before


def test_what_if(visit: Visit) -> None:
    page = visit()
    story = page.locator("#story-origins")
    found = story.inner_text()
    support = page.locator("#differ .support, #glance .support")
    before = support.all_text_contents()
    page.check("#link-0 input[value=apart]")
    page.check("#link-1 input[value=apart]")
    page.check("#link-2 input[value=apart]")
    assert story.inner_text() == "6"
    assert page.is_visible("#whatif")
    page.check("#link-0 input[value=copy]")
    page.check("#link-1 input[value=copy]")
    assert story.inner_text() == "4"
    page.select_option("#pair select[name=left]", "4")
    page.select_option("#pair select[name=right]", "2")
    page.click("#pair button")
    assert story.inner_text() == "3"
    page.click("#reset")
    assert story.inner_text() == found
    assert support.all_text_contents() == before
    assert not page.is_visible("#whatif")


def test_keyboard_alone(visit: Visit) -> None:
    page = visit()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.focus("#s2 .question")
    page.keyboard.press("Enter")
    assert page.locator("#drawer").is_visible()
    for _ in range(30):  # focus stays within the drawer, or on the browser itself
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('#drawer')")
    page.keyboard.press("ArrowRight")
    assert page.inner_text("#drawer-title") == "Was there a warning before the fire?"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Escape")
    assert not page.locator("#drawer").is_visible()
    assert page.evaluate("document.activeElement.closest('tr').id") == "s2"
    page.focus("#differ .tools input")
    page.keyboard.press("Space")
    assert "s1" not in rows(page)
    page.focus("#layer-f")
    page.keyboard.press("Space")
    assert page.is_checked("#layer-f")


def test_without_script(visit: Visit) -> None:
    page = visit(java_script_enabled=False)
    assert page.locator("#differ-table > tbody > tr").count() == 9
    assert page.locator(".tools:visible, .switch:visible").count() == 0
    page.click("#s1 .proofs summary")
    assert page.locator("#s1 .proofs mark").first.is_visible()
    page.click("#s1 td[data-account='4'] a.open")
    assert page.url.endswith("#a4-0")
    page.check("#layer-p")
    assert page.locator("#a0 .p").first.is_visible()


def test_phone(visit: Visit) -> None:
    page = visit(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.tap("#s1 td[data-account='2'] a.open")
    box = page.locator("#drawer").bounding_box()
    assert box["width"] <= 360
    small = page.eval_on_selector_all(
        "button:not([hidden]), select, .sections a, summary",
        "items => items.filter(item => item.offsetParent && item.getBoundingClientRect().height < 20).length",
    )
    assert small == 0


def test_prints(visit: Visit, report: Path) -> None:
    page = visit()
    pdf = page.pdf(format="A4")
    assert pdf.startswith(b"%PDF") and len(pdf) > 40_000
    page.emulate_media(media="print")
    assert not page.locator(".tools").first.is_visible()


@pytest.mark.parametrize(
    ("width", "scheme", "rules"), [(1280, "light", EVERYTHING), (1280, "dark", CONTRAST), (390, "light", EVERYTHING)]
)
def test_accessible(visit: Visit, width: int, scheme: str, rules: dict[str, Any]) -> None:
    page = visit(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page.add_style_tag(content="* { content-visibility: visible !important }")
    if rules is EVERYTHING:
        page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true })")
    assert violations(page, rules) == ""
    page.click("#s2 .question")
    assert violations(page, rules, "#drawer") == ""


def test_hostile_text_is_harmless(visit: Visit) -> None:
    page = visit()
    assert page.locator("img, iframe, object, base").count() == 0
    assert page.locator("script").count() == 2
    hrefs = page.eval_on_selector_all("a[href]", "links => links.map(link => link.getAttribute('href'))")
    assert {href.partition(":")[0] for href in hrefs if not href.startswith("#")} == {"https", "brief.html"}
    assert page.locator("[onerror], [onclick], [onload]").count() == 0
    text = page.text_content("#a5")
    assert "{{ config }}" in text and "<b>not bold</b>" in text and "&lt;b&gt;" in text
    assert "U+202E" in text and "U+200B" in text and "U+0007" in text and "👩‍👩‍👧" in text


def test_interactive_at_once(visit: Visit) -> None:
    ready = "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"
    assert min(visit().evaluate(ready) for _ in range(3)) < 700


def test_long_story(visit: Visit, long_report: Path) -> None:
    page = visit(long_report)
    ready = page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
    painted = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    assert max(ready, painted) < 5000
    page.evaluate("document.querySelector('#differ-table > tbody > tr:last-child').scrollIntoView()")
    page.fill("input[name=words]", "foreman")
    assert 0 < len(rows(page)) < 400
    frames = page.evaluate(
        """() => new Promise(done => {
            let count = 0; const start = performance.now();
            const step = () => { count += 1; scrollBy(0, 400);
                if (performance.now() - start < 1000) requestAnimationFrame(step); else done(count); };
            step();
        })"""
    )
    assert frames >= 5  # on a busy machine that draws without a graphics card
