"""A real Chromium for the report: one browser a run, one page a test that fails on errors and on requests.

A missing browser, playwright or axe-core skips with a reason; where CI=true is set it fails.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.report.fixture import comparison, many

from retold.report.html import render
from retold.report.records import About, Measured
from retold.report.view import build

CHROMIUM = Path("/usr/bin/chromium")
AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
ARGS = [
    "--no-sandbox",
    "--headless",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
ABOUT = About(
    "0.0.0",
    (("language", "en"), ("model", "none: written by hand")),
    (Measured("Invented", "six articles", "F1", "100 %", "nothing: it stands here to fill the table"),),
    ("English only.",),
)


def lacking(reason: str) -> None:
    """Skip, or fail where CI=true is set."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not CHROMIUM.exists():
        lacking(f"no browser at {CHROMIUM}")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the invented story."""
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(render(build(comparison(), ABOUT)), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def long_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a story of 100 accounts and 2,000 statements."""
    path = tmp_path_factory.mktemp("report") / "long.html"
    path.write_text(render(build(many(100, 2000))), encoding="utf-8")
    return path


@pytest.fixture
def visit(chromium: Any, report: Path) -> Iterator[Callable[..., Any]]:
    """Open a page; at the end no error may stand on its console and no request may have left it."""
    contexts: list[Any] = []
    errors: list[str] = []
    requests: list[str] = []

    def go(path: Path = report, **options: Any) -> Any:
        settings = {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce", **options}
        context = chromium.new_context(**settings)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(8000)
        page.on("console", lambda message: errors.append(message.text))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("request", lambda request: requests.append(request.url))
        page.goto(path.as_uri())
        return page

    yield go
    for context in contexts:
        context.close()
    assert errors == []
    assert [
        url for url in requests if not url.startswith("file://") or not url.partition("#")[0].endswith(".html")
    ] == []


EVERYTHING = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PAPER = {"type": "tag", "values": [tag for tag in EVERYTHING["values"] if tag != "wcag22aa"]}  # nobody taps on paper
CONTRAST = {"type": "rule", "values": ["color-contrast"]}


def violations(page: Any, rules: dict[str, Any], within: str | None = None) -> str:
    """What axe-core finds on a page, opened with `bypass_csp=True`; "" where it finds nothing."""
    if not AXE.exists():
        lacking("axe-core is not installed: npm ci in tests/browser")
    if not page.evaluate("'axe' in window"):
        page.add_script_tag(content=AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "([within, rules]) => axe.run(within || document, {runOnly: rules, resultTypes: ['violations']})",
        [within, rules],
    )
    return "\n".join(f"{item['id']}: {node['html'][:160]}" for item in found["violations"] for node in item["nodes"])
