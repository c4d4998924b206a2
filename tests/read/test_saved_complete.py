"""A page that a real Chromium saves as "Web Page, Complete", through its own menu and dialogue, on a display in memory:
the file with the folder beside it gives the text of the served page."""

import json
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.browser.conftest import CHROMIUM, lacking
from tests.read.web.site import Site, html, ok

from retold.clean import clean
from retold.config import Config
from retold.model import Page
from retold.read import file

SECONDS = 60.0  # for each step; a browser on a busy machine takes its time
TITLE = "Café “Marrow” stays open"
SERVED = html(
    title=TITLE,
    head="<link rel=stylesheet href=/a.css><script>document.documentElement.dataset.run='1'</script>",
    body="<figure><img src='/a.png' alt='x'><figcaption>The pool on Harbour Street.</figcaption></figure>"
    "<p>Tickets cost 3 &euro; &amp; season cards 40&nbsp;€, which the council calls a fair price for the town.</p>"
    "<iframe src='/frame.html'></iframe>",
)


@contextmanager
def ended(command: list[str], **settings: object) -> Iterator[subprocess.Popen[str]]:
    """A program that ends with the block."""
    made = subprocess.Popen(command, text=True, stderr=subprocess.DEVNULL, **settings)  # type: ignore[call-overload]
    try:
        yield made
    finally:
        made.terminate()
        made.wait(10)


def until[T](found: Callable[[], T]) -> T:
    """What `found` gives once it gives something; fails when it takes too long."""
    begun = time.monotonic()
    while time.monotonic() - begun < SECONDS:
        if made := found():
            return made
        time.sleep(0.2)
    raise AssertionError("the browser did not come so far")


class Hands:
    """Presses keys on a display."""

    def __init__(self, display: str) -> None:
        self.setting = {"DISPLAY": display, "PATH": "/usr/bin:/bin"}

    def do(self, *words: str) -> str:
        command = ["/usr/bin/xdotool", *words]
        return subprocess.run(command, env=self.setting, capture_output=True, text=True, check=False).stdout

    def window(self, title: str) -> str:
        """The visible window of that title; empty where there is none."""
        found = self.do("search", "--onlyvisible", "--name", title).split()
        return found[0] if found else ""


def save_as(hands: Hands, folder: Path) -> None:
    """Opens the dialogue of the menu, and takes what it offers."""
    window = until(lambda: hands.window(TITLE))
    hands.do("windowfocus", window, "mousemove", "600", "600", "click", "1")

    def asked() -> str:
        hands.do("key", "ctrl+s")
        time.sleep(1)
        return hands.window("Save File")

    dialogue = until(asked)
    hands.do("windowfocus", dialogue)

    def done() -> bool:
        if hands.window("Save File"):
            hands.do("key", "alt+s")
            time.sleep(1)
        return any(folder.glob("*.html"))

    until(done)


def complete(folder: Path, url: str) -> None:
    """Saves the page of an address into a folder."""
    profile = folder.parent / "profile" / "Default"
    profile.mkdir(parents=True)
    (profile / "Preferences").write_text(json.dumps({"savefile": {"default_directory": str(folder)}}))
    screen = ["Xvfb", "-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"]
    with ended(screen, stdout=subprocess.PIPE) as shown:
        assert shown.stdout is not None
        hands = Hands(f":{shown.stdout.readline().strip()}")
        browser = [
            str(CHROMIUM), "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", f"--user-data-dir={profile.parent}", url,
        ]  # fmt: skip
        with ended(browser, stdout=subprocess.DEVNULL, env=hands.setting | {"HOME": str(folder.parent)}):
            save_as(hands, folder)
            until(lambda: len(list(folder.glob("*_files/*"))) > 2)
            time.sleep(1)  # the last bytes


@pytest.mark.browser
def test_a_page_that_chromium_saves_with_its_folder(tmp_path: Path) -> None:
    for program in ("Xvfb", "xdotool", str(CHROMIUM)):
        if not shutil.which(program):
            lacking(f"{program} is not installed")
    site = Site()
    site.pages |= {
        "/news/pool": ok(SERVED), "/a.png": ok(b"\x89PNG\r\n\x1a\n", "image/png"), "/a.css": ok(b"p{color:#333}", "text/css"),
        "/frame.html": ok(b"<p>Buy a house by the sea, with a view of the harbour and a garden of its own.</p>"),
    }  # fmt: skip
    folder = tmp_path / "saved"
    folder.mkdir()
    complete(folder, site.url("/news/pool"))
    site.close()
    (page,) = file.read([str(folder)], Config())
    assert isinstance(page, Page) and b"saved from url=" in page.data and b"_files/a.css" in page.data
    assert page.url == site.url("/news/pool")
    assert page.capture is not None and page.capture.supplied == "browser"
    saved, served = (clean(item, Config()).article for item in (page, Page("served", SERVED, "html", encoding="utf-8")))
    assert saved is not None and served is not None
    assert saved.text == served.text and "3 € & season cards" in saved.text
