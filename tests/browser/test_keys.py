"""The page without a mouse: keys of one letter, stops of the Tab key, targets that a finger can meet."""

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser
Visit = Callable[..., Any]

LEAST = 24  # CSS pixels, both ways: WCAG 2.2, target size (minimum), without its exceptions
STOPS = 150


def row(page: Any) -> str:
    """The row that has the focus."""
    found: str = page.evaluate("document.activeElement.closest('.row')?.id || ''")
    return found


def test_find_and_list(visit: Visit) -> None:
    page = visit()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "words"
    page.keyboard.type("j/k?")
    assert page.input_value("input[name=words]") == "j/k?"
    page.fill("input[name=words]", "")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#keys").is_visible()


def test_rows(visit: Visit) -> None:
    page = visit()
    page.focus("#s1 .question")
    page.keyboard.press("j")
    assert row(page) == "s2"
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert row(page) == "s2"
    page.keyboard.press("Enter")
    assert page.locator("#drawer").is_visible()
    page.keyboard.press("j")
    assert page.evaluate("location.hash") == "#s3"
    page.keyboard.press("Escape")
    page.focus("#s1 .question")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.closest('td').dataset.account") == "0"
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.className") == "question open"


def test_keys_can_be_switched_off(visit: Visit) -> None:
    page = visit()
    page.click("#keys-open")
    page.uncheck("#single-keys")
    page.click("#keys button")
    page.focus("#s1 .question")
    page.keyboard.press("j")
    assert row(page) == "s1"


def test_few_stops_before_find(visit: Visit) -> None:
    page = visit()
    stops = 0
    while page.evaluate("document.activeElement.name") != "words" and stops <= STOPS:
        page.keyboard.press("Tab")
        stops += 1
    assert stops <= STOPS


@pytest.mark.parametrize("width", [1280, 390])
def test_targets_are_large_enough(visit: Visit, width: int) -> None:
    page = visit(viewport={"width": width, "height": 844})
    small = page.evaluate(
        """(least) => {
            document.documentElement.classList.add("measured");
            document.querySelectorAll("details").forEach(part => { part.open = true; });
            const targets = document.querySelectorAll("a[href], button, input, select, summary");
            return [...targets].filter(node => node.checkVisibility() && !node.closest(".sr, .skip")).map(node => {
                const whole = node.matches("label input") ? node.closest("label") : node;  // a label is part of its target
                return [whole, whole.getBoundingClientRect()];
            }).filter(([, box]) => box.width < least - .1 || box.height < least - .1)
              .map(([node, box]) => `${node.outerHTML.slice(0, 90)} ${box.width} ${box.height}`);
        }""",
        LEAST,
    )
    assert small == []


def test_no_table_is_wider_than_the_screen_without_a_hint(visit: Visit) -> None:
    page = visit(viewport={"width": 390, "height": 844})
    page.evaluate("document.documentElement.classList.add('measured')")
    page.wait_for_timeout(200)
    silent = page.evaluate(
        """() => [...document.querySelectorAll("table, pre")].filter(node => node.checkVisibility()
            && node.getBoundingClientRect().right > innerWidth && !node.closest(".scroll")?.querySelector(".hint"))
            .map(node => node.outerHTML.slice(0, 80))"""
    )
    assert silent == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
