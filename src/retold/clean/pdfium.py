"""The characters of a PDF with their boxes, page by page, in bounds of time and memory.

pdfium is native code that cannot be stopped from within, and a packed page of some kilobytes may hold millions of
words. So it runs in a process of its own (`pdf_process.py`), which the system ends at its bounds; the pages before are
kept.
"""

import io
import json
import subprocess
import sys
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import batched
from pathlib import Path
from typing import Any

from retold.clean.documents import DocumentError

PROGRAM = Path(__file__).with_name("pdf_process.py")
# seconds of processor time and bytes of memory; 300 pages of a report take 10 s and 300 MB
SECONDS, MEMORY = 30, 1_000_000_000
# seconds after which a process that gets no processor time is ended too
PATIENCE = 600
# characters of a document; 300 pages have 900,000
MAX_CHARS = 1_000_000


@dataclass(frozen=True, slots=True)
class PdfPage:
    """The text of a page, four doubles for each of its characters (left, bottom, right, top in points from the bottom
    left), its height, and its left and top edges."""

    text: str
    doubles: "array[float]"
    height: float
    left: float
    top: float

    def boxes(self) -> Iterator[tuple[float, ...]]:
        """The box of each character."""
        return batched(self.doubles, 4)


@dataclass(frozen=True, slots=True)
class PdfText:
    """The pages that were read of a PDF, how many it has, and whether the next one took too much time or memory."""

    pages: tuple[PdfPage, ...]
    count: int
    stopped: bool


def read(data: bytes, most_pages: int) -> PdfText:
    """The pages of a PDF. Raises DocumentError on one that is broken or locked, or cannot be opened in bounds."""
    stream = io.BytesIO(_said(data, most_pages))
    head = _line(stream)
    if "error" in head:
        advice = "locked with a password; save it without one" if head["error"] == "locked" else "broken; get it again"
        raise DocumentError("unreadable", f"this PDF is {advice}")
    pages: list[PdfPage] = []
    while "height" in (line := _line(stream)):
        text, doubles = stream.read(line["text"]), stream.read(32 * line["chars"])
        if len(doubles) < 32 * line["chars"]:
            break
        told = text.decode("utf-8", "surrogatepass")
        pages.append(PdfPage(told, array("d", doubles), line["height"], line["left"], line["top"]))
    stopped = "end" not in line
    if stopped and not pages:
        raise DocumentError("too_slow", "the first page of this PDF takes far too much time or memory")
    return PdfText(tuple(pages), head["count"], stopped)


def _said(data: bytes, most_pages: int) -> bytes:
    """What the process says, whole or up to where it was ended."""
    bounds = (most_pages, MAX_CHARS, SECONDS, MEMORY + 10 * len(data))
    # -P: the folder of the program is none to import from
    command = [sys.executable, "-P", str(PROGRAM), *map(str, bounds)]
    try:
        return subprocess.run(  # noqa: S603 # this program with numbers; what is hostile goes to its input
            command, input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=PATIENCE, check=False
        ).stdout
    except subprocess.TimeoutExpired as error:
        return error.stdout or b""


def _line(stream: io.BytesIO) -> dict[str, Any]:
    """A line of JSON; an empty one where the process was ended before or within it."""
    line = stream.readline()
    found: dict[str, Any] = json.loads(line) if line.endswith(b"\n") else {}
    return found
