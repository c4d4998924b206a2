"""A row of what an outlet changed in its own page leads to the words of both versions."""

from pathlib import Path
from typing import Any

import pytest
from tests.test_versions import FIRST, SECOND, compared, page

from retold.report import html, view

pytestmark = pytest.mark.browser


def test_a_jump_to_the_older_version(chromium: Any, tmp_path: Path) -> None:
    other = page("other", ("Harbour shut", *SECOND[1:2]), None, "https://varley.example/crane")
    story = compared(page("new", SECOND, "2024-03-08T18:00:00Z"), other, page("old", FIRST, "2024-03-08T10:00:00Z"))
    (tmp_path / "report.html").write_text(html.render(view.build(story)), encoding="utf-8")
    tab = chromium.new_page()
    errors: list[str] = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.goto((tmp_path / "report.html").as_uri())
    for number, words in enumerate(("At least three people", "At least seven people")):
        tab.locator("#differ tr.update th a.open").first.click()
        tab.locator("#drawer .jump").nth(number).click()
        marked = tab.locator("mark.hit")
        assert "".join(marked.all_text_contents()) == words and marked.first.is_visible()
        assert marked.first.evaluate("mark => mark.closest('details.story').id") == ("a2", "a0")[number]
    tab.close()
    assert not errors
