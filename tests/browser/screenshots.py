"""`python -m tests.browser.screenshots [REPORT.html]` writes pictures of both example stories and of a brief to docs/img.

`report-{phone,tablet,desktop,matrix}.png` are of the first story, `ferry-{phone,desktop}.png` of the second, `brief.png`
of its brief. With a report, only the pictures of the first kind are written, of that report.
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from tests.browser.conftest import ARGS, CHROMIUM

from retold import app
from retold.config import Config

ROOT = Path(__file__).parents[2]
TARGET = ROOT / "docs" / "img"
PHONE, TABLET, DESKTOP, PAPER = (390, 844), (820, 1180), (1280, 1400), (1000, 1414)
FIRST = {"report-phone": PHONE, "report-tablet": TABLET, "report-desktop": DESKTOP}
SECOND = {"ferry-phone": PHONE, "ferry-desktop": DESKTOP}


def compared(story: str, folder: Path) -> Path:
    """The folder with the report of an example story."""
    app.compare([str(ROOT / "examples" / story / "accounts")], folder / story, Config())
    return folder / story


def shoot(browser: Browser, page: Path, sizes: dict[str, tuple[int, int]], part: str = "", name: str = "") -> None:
    """One picture a size of the top of a page, then `name` of the part of it that a selector names."""
    for title, (width, height) in sizes.items():
        tab = browser.new_page(
            viewport={"width": width, "height": height}, color_scheme="light", reduced_motion="reduce"
        )
        tab.goto(page.resolve().as_uri())
        tab.screenshot(path=str(TARGET / f"{title}.png"))
    if part:
        tab.evaluate("part => document.querySelector(part).scrollIntoView()", part)
        tab.wait_for_timeout(300)
        tab.screenshot(path=str(TARGET / f"{name}.png"))


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGS)
        given = Path(sys.argv[1]) if len(sys.argv) > 1 else compared("brannock", Path(place)) / "report.html"
        shoot(browser, given, FIRST, "#differ", "report-matrix")
        if len(sys.argv) < 2:
            ferry = compared("ferry", Path(place))
            shoot(browser, ferry / "report.html", SECOND)
            shoot(browser, ferry / "brief.html", {"brief": PAPER})
        browser.close()


if __name__ == "__main__":
    main()
