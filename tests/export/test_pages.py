"""The report as PDF and the picture as PNG: what is on them, and what is said where they cannot be made."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
from tests.export.stories import made, story

from retold import app, export
from retold.config import Config
from retold.errors import UsageError
from retold.export import ONE, printed
from retold.report.view import build


def toc(document: pypdfium2.PdfDocument) -> list[tuple[int, str, int]]:
    return [(mark.level, mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()]


def test_the_pdf_has_bookmarks_tags_and_numbered_pages() -> None:
    data = made("pdf", story())[ONE]
    document = pypdfium2.PdfDocument(data)
    marks = toc(document)
    assert marks[0][:2] == (0, story().title)
    assert {"Told differently", "Told alike", "Timeline", "The articles", "Method"} <= {title for _, title, _ in marks}
    assert [page for _, _, page in marks][-1] > 0
    assert document.is_tagged()
    pages = [page.get_textpage().get_text_bounded() for page in document]
    assert all(text.startswith(f"{number} / {len(pages)}\r\n") for number, text in enumerate(pages, 1))
    assert all(abs(page.get_width() - 595) < 2 and abs(page.get_height() - 842) < 2 for page in document)
    words = " ".join(" ".join(pages).split())
    for account in story().accounts[:5]:
        assert " ".join((account.title or "").split()) in words


def test_bookmarks_keep_the_spaces_of_their_headings() -> None:
    """Behind the badge, and where a heading goes on in the next line: no two words run together."""
    marks = toc(pypdfium2.PdfDocument(made("pdf", story())[ONE]))
    titles = [title.strip() for _, title, _ in marks if title.strip().startswith("Contradict ")]
    shown = build(story()).glance.differences
    assert titles and len(titles) == sum(row.called == "differ" for row in shown)
    words = {word for row in shown for word in f"{row.relation_word} {row.question} {row.asks} {row.sentence}".split()}
    assert {word for title in titles for word in title.split()} <= words


def test_the_pdf_holds_no_time_of_printing_and_no_path() -> None:
    data = made("pdf", story())[ONE]
    assert data.count(b"(D:20000101000000+00'00')") == 2
    assert b"file:" not in data and b"/tmp" not in data


def test_a_missing_browser_is_named_before_the_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match=r"there is no '/nowhere/chrome'.*browser ="):
        export.ready("pdf", "/nowhere/chrome")
    monkeypatch.setattr(printed, "NAMES", ())
    with pytest.raises(UsageError, match=r"none is installed.*report\.html"):
        export.ready("pdf")
    settings = tmp_path / "settings.toml"
    settings.write_text('browser = "/nowhere/chrome"')
    command = [sys.executable, "-m", "retold", "compare", "nothing.txt", "-o", str(tmp_path / "out"), "--export", "pdf"]
    done = subprocess.run([*command, "--config", str(settings)], capture_output=True, text=True, check=False)
    assert done.returncode == 2 and "/nowhere/chrome" in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("script", "said"), [("echo out of memory; exit 1", "out of memory"), ("sleep 30 & sleep 30", "within 1 seconds")]
)
def test_a_browser_that_prints_nothing_or_hangs(
    script: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = tmp_path / "browser"
    browser.write_text(f"#!/bin/sh\n{script}\n")
    browser.chmod(0o755)
    monkeypatch.setattr(printed, "LONGEST", 1)
    with pytest.raises(UsageError, match=said):
        printed.files("<p>", str(browser))


def test_the_page_at_hand_is_asked_for() -> None:
    with pytest.raises(UsageError, match="not at hand"):
        export.made("pdf", story(), export.Means(browser=sys.executable))


def test_the_picture_shows_words(tmp_path: Path) -> None:
    """Without fonts the program that draws leaves all words out: the picture with words is far from an empty one."""
    with_words = made("png", story())[ONE]
    assert len(with_words) > 60_000
    [path] = app.export("png", story(), tmp_path / "x.png", Config())
    assert path.read_bytes() == with_words


def test_the_report_links_what_is_written_beside_it(tmp_path: Path) -> None:
    app.write(story(), tmp_path, Config(), ["ris", "jsonl", "ris"])
    app.export_beside(["ris", "jsonl"], story(), tmp_path)
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    section = page.partition('id="beside"')[2].partition("</ul>")[0]
    assert section.count("<li>") == 2
    for target in ("exports/ris.ris", "exports/jsonl/"):
        assert f'href="{target}"' in section and (tmp_path / target).exists()
    app.write(story(), tmp_path, Config(), ["ris", "jsonl"])
    assert (tmp_path / "report.html").read_text(encoding="utf-8") == page
    app.write(story(), tmp_path, Config())
    assert 'id="beside"' not in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_an_interrupted_print_ends_its_browser(tmp_path: Path) -> None:
    browser, started = tmp_path / "browser", tmp_path / "started"
    browser.write_text(f"#!/bin/sh\necho $$ > {started}.part; mv {started}.part {started}; sleep 60")
    browser.chmod(0o755)

    def interrupt(*_: object) -> None:
        if started.exists():
            raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 0.2, 0.2)
    try:
        with pytest.raises(KeyboardInterrupt):
            printed.files("<p>a", str(browser))
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    with pytest.raises(ProcessLookupError):
        os.kill(int(started.read_text()), 0)
