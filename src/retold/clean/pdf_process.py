"""Run as a program, by `pdfium.py` alone: a PDF on standard input -> its pages on standard output.

Arguments: the most pages, characters, seconds of processor time and bytes of memory. Each frame is a line of JSON; that
of a page is followed by the page's text and by four doubles a character. Nothing of Retold is loaded here.
"""

import contextlib
import json
import sys
from array import array
from typing import Any

import pypdfium2


def main() -> None:
    most_pages, most_chars, seconds, memory = map(int, sys.argv[1:])
    data = sys.stdin.buffer.read()
    bound(seconds, memory)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        frame({"error": "locked" if "password" in str(error).lower() else "broken"})
        return
    frame({"count": len(document)})
    size = 0
    for number in range(min(len(document), most_pages)):
        size += page(document, number, most_chars)
        if size > most_chars:
            break
    frame({"end": True})


def bound(seconds: int, memory: int) -> None:
    """Lets the system end this process at its bounds, where the system can."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def frame(head: dict[str, Any], *parts: bytes) -> None:
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n")
    for part in parts:
        sys.stdout.buffer.write(part)
    sys.stdout.buffer.flush()


def page(document: Any, number: int, most: int) -> int:
    """Sends a page; how many characters it has."""
    try:
        found = document[number]
        text = found.get_textpage()
        left, bottom, _, top = found.get_mediabox()
        whole = text.get_text_range()
    except (pypdfium2.PdfiumError, ValueError):
        frame({"height": 0.0, "left": 0.0, "top": 0.0, "text": 0, "chars": 0})
        return 0
    if len(whole) != text.count_chars() or len(whole) > most:
        # characters beyond the first plane count twice in one of the two; the boxes would slip
        whole = "".join(text.get_text_range(place, 1)[:1] or " " for place in range(min(text.count_chars(), most)))
    boxes = array("d")
    for place in range(len(whole)):
        boxes.extend(text.get_charbox(place, loose=True))
    told = whole.encode("utf-8", "surrogatepass")
    head = {"height": top - bottom, "left": left, "top": top, "text": len(told), "chars": len(whole)}
    frame(head, told, boxes.tobytes())
    text.close()
    found.close()
    return len(whole)


if __name__ == "__main__":
    main()
