"""PDF: the report's page, printed by a Chromium of this machine with bookmarks and tags.

The page is our own HTML: its policy loads nothing, it holds no script, and the browser is started without a network,
with a profile of its own that is thrown away. The browser writes the time of printing into the file; one fixed
time is put in its place, so that the same page gives the same bytes with the same browser and fonts.
"""

import os
import re
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from retold.errors import UsageError
from retold.export import ONE, Files

NAMES = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)  # fmt: skip
OPTIONS = (
    "--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check", "--disable-extensions",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND", "--no-pdf-header-footer", "--generate-pdf-document-outline",
)  # fmt: skip
LONGEST = 120  # seconds: the page of a story of 100 accounts takes 10 to 15
DATES = re.compile(rb"(/(?:CreationDate|ModDate) \(D:)\d{14}")
MADE = rb"\g<1>20000101000000"  # one moment for all files, at the same length: the file holds its own offsets


def files(page: str, browser: str) -> Files:
    """One PDF of an HTML page. Raises UsageError where no browser is found or it prints nothing."""
    command = found(browser)
    with tempfile.TemporaryDirectory(prefix="retold-") as name:
        folder = Path(name)
        (folder / "report.html").write_bytes(page.encode("utf-8", "replace"))
        said = _run(_command(command, folder))
        printed = folder / "report.pdf"
        if not printed.is_file() or not printed.stat().st_size:
            raise UsageError(f"{command} printed no page; it said: {said[-300:] or 'nothing'}")
        return {ONE: DATES.sub(MADE, printed.read_bytes(), count=2)}


def found(browser: str) -> str:
    """The browser that prints: the one named in the settings, else the first of `NAMES` that is there."""
    command = next(filter(None, map(shutil.which, [browser] if browser else NAMES)), None)
    if command is None:
        missing = f"there is no {browser!r}" if browser else "none is installed"
        raise UsageError(
            f"the format pdf is printed by Chromium, Chrome or Edge, and {missing}: install one, name it with the "
            'setting browser = "/path/to/it", or print report.html from the browser that you have'
        )
    return command


def _command(browser: str, folder: Path) -> list[str]:
    # the sandbox of the browser does not start for root, who owns containers
    root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    places = [f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={folder / 'report.pdf'}"]
    return [browser, *OPTIONS, *root, *places, (folder / "report.html").as_uri()]


def _run(command: list[str]) -> str:
    """Runs the browser to its end; what it said. One that hangs is ended with all its processes."""
    process = subprocess.Popen(  # noqa: S603 - the browser of the machine, with arguments of ours
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
        env={**os.environ, "TZ": "UTC"},
    )  # fmt: skip
    try:
        said, _ = process.communicate(timeout=LONGEST)
    except BaseException as error:
        # it has a session of its own, so that an interruption of this program does not reach it
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        if isinstance(error, subprocess.TimeoutExpired):
            raise UsageError(f"{command[0]} did not finish printing within {LONGEST} seconds") from error
        raise
    return said.decode("utf-8", "replace").strip()
