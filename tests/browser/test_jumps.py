"""Every way to a place of the page ends at that place: passages, menu, permalinks; on a wide screen and on a phone."""

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser
Visit = Callable[..., Any]

SCREENS = pytest.mark.parametrize("size", [(1280, 900), (390, 844)], ids=["wide", "phone"])
MOTION = pytest.mark.parametrize("motion", ["no-preference", "reduce"])
EVERY = 10  # one jump of so many is tried
LEAD = """
const rest = () => new Promise(done => {  // the place where the page stands still, or stands after two seconds
    const start = performance.now(); let last = scrollY, calm = 0;
    const look = () => { calm = scrollY === last ? calm + 1 : 0; last = scrollY;
        if (calm > 6 || performance.now() - start > 2000) done(); else requestAnimationFrame(look); };
    requestAnimationFrame(look);
});
const seen = node => { const box = node.getBoundingClientRect(), bar = document.querySelector(".sections");
    const top = Math.max(bar ? bar.getBoundingClientRect().bottom : 0, 0);
    return box.height > 0 && box.top < innerHeight - 8 && box.bottom > top + 8 && (box.height > innerHeight || box.top >= top - 8); };
const place = link => document.getElementById(link.getAttribute("href").slice(1));
const fresh = () => { document.documentElement.classList.remove("measured"); scrollTo({ top: 0, behavior: "instant" }); };
"""


def missed(page: Any, body: str, *given: Any) -> list[Any]:
    """What the script finds out of view."""
    found: list[Any] = page.evaluate(f"async (given) => {{ {LEAD} const missed = []; {body} return missed; }}", given)
    return found


def screen(size: tuple[int, int]) -> dict[str, Any]:
    width, height = size
    return {"viewport": {"width": width, "height": height}}


@SCREENS
@MOTION
def test_passages_of_the_page(visit: Visit, size: tuple[int, int], motion: str) -> None:
    page = visit(**screen(size), reduced_motion=motion)
    body = """const links = [...document.querySelectorAll("a.jump")].filter((_, place) => place % given[0] === 0);
    for (const link of links) { fresh(); link.click(); await rest();
        const mark = document.querySelector("mark.hit") || place(link);
        if (!mark || !seen(mark)) missed.push(link.dataset.at); }
    if (links.length < 6) missed.push("too few links");"""
    assert missed(page, body, EVERY) == []


@SCREENS
@MOTION
def test_passages_of_the_drawer(visit: Visit, size: tuple[int, int], motion: str) -> None:
    page = visit(**screen(size), reduced_motion=motion)
    body = """const opens = [...document.querySelectorAll("a.open[data-row]")].filter((_, place) => place % given[0] === 0);
    for (const open of opens) { fresh(); open.click();
        const jumps = document.querySelectorAll("#drawer a.jump");
        const last = jumps[jumps.length - 1]; last.click(); await rest();
        const mark = document.querySelector("mark.hit") || place(last);
        if (!mark || !seen(mark)) missed.push(open.dataset.row); }"""
    assert missed(page, body, EVERY) == []


@SCREENS
@MOTION
def test_links_within_the_page(visit: Visit, size: tuple[int, int], motion: str) -> None:
    page = visit(**screen(size), reduced_motion=motion)
    body = """const menu = [...document.querySelectorAll(".sections a[href^='#']")];
    const plain = [...document.querySelectorAll("a[href^='#']:not(.jump, .open, .skip, .sections a)")];
    for (const link of [...menu, ...plain.filter((_, place) => place % given[0] === 0)]) {
        fresh(); link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true })); await rest();
        const target = document.getElementById(link.getAttribute("href").slice(1));
        if (!target || !seen(target)) missed.push(link.getAttribute("href")); }"""
    assert missed(page, body, EVERY) == []


@SCREENS
def test_permalinks(visit: Visit, report: Any, size: tuple[int, int]) -> None:
    page = visit(**screen(size), reduced_motion="no-preference")
    ids = page.eval_on_selector_all(".row[id], .text span[id], .story, .links > li", "rows => rows.map(row => row.id)")
    found = ids[::EVERY]
    assert len(found) > 3
    for name in found:
        page.goto("about:blank")
        page.goto(f"{report.as_uri()}#{name}")
        assert (
            missed(page, "await rest(); if (!seen(document.getElementById(given[0]))) missed.push(given[0]);", name)
            == []
        )


def test_a_permalink_to_a_row_that_the_filter_hides(visit: Visit) -> None:
    page = visit()
    page.fill("input[name=words]", "no row has such words")
    page.evaluate("location.hash = 's7'")
    assert missed(page, "await rest(); if (!seen(document.getElementById('s7'))) missed.push('s7');") == []
    assert page.input_value("input[name=words]") == ""


def test_an_opened_row_has_an_address(visit: Visit) -> None:
    page = visit()
    page.click("#s2 .question")
    assert page.evaluate("location.hash") == "#s2"
    page.keyboard.press("ArrowRight")
    assert page.evaluate("location.hash") == "#s3"
    page.keyboard.press("Escape")
    page.reload()
    assert page.evaluate("document.querySelector(':target').id") == "s3"
