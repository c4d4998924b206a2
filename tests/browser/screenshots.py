"""`python -m tests.browser.screenshots [REPORT.html]` writes docs/img/report-{phone,tablet,desktop}.png.

Without a report it compares the first example story with the program as it stands.
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright
from tests.browser.conftest import ARGS, CHROMIUM

ROOT = Path(__file__).parents[2]
SIZES = {"phone": (390, 844), "tablet": (820, 1180), "desktop": (1280, 1400)}


def example(folder: Path) -> Path:
    """The report of the first example story."""
    from retold import app
    from retold.config import Config

    story = sorted((ROOT / "examples").iterdir())[0] / "accounts"
    app.compare([str(story)], folder, Config())
    return folder / "report.html"


def shoot(report: Path) -> None:
    """One picture a size, of the top of the page."""
    target = ROOT / "docs" / "img"
    target.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGS)
        for name, (width, height) in SIZES.items():
            page = browser.new_page(
                viewport={"width": width, "height": height}, color_scheme="light", reduced_motion="reduce"
            )
            page.goto(report.resolve().as_uri())
            page.screenshot(path=str(target / f"report-{name}.png"))
        page.evaluate("document.querySelector('#differ').scrollIntoView()")
        page.wait_for_timeout(300)
        page.screenshot(path=str(target / "report-matrix.png"))
        browser.close()


def main() -> None:
    if len(sys.argv) > 1:
        shoot(Path(sys.argv[1]))
        return
    with tempfile.TemporaryDirectory() as folder:
        shoot(example(Path(folder)))


if __name__ == "__main__":
    main()
