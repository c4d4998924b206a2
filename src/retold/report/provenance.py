"""How a page came in, in words: for the inputs of the method section."""

from collections.abc import Iterator

from retold.model import Capture
from retold.report import phrases

MOST_NOTES = 12


def lines(capture: Capture) -> Iterator[str]:
    """One fact a line: who supplied the page and from where, when it was captured, by which ways, what it calls itself.
    An archive's own address and time stand apart from those of the page."""
    words = phrases.table("capture")
    how = words[capture.supplied]
    yield words["from"].format(how=how, url=capture.url) if capture.url else how
    if capture.time:
        yield words["at"].format(time=clock(capture.time))
    if capture.archive:
        yield words["copy"].format(url=capture.archive)
    if capture.retrieved:
        yield words["retrieved"].format(time=clock(capture.retrieved))
    if capture.status:
        yield words["status"].format(status=capture.status)
    if capture.requested and capture.requested != capture.archive:
        yield words["requested"].format(url=capture.requested)
    if capture.redirects:
        yield words["redirects"].format(urls=phrases.listed(capture.redirects))
    if capture.canonical and capture.canonical != capture.url:
        yield words["canonical"].format(url=capture.canonical)
    for name, value in capture.notes[:MOST_NOTES]:
        yield words["note"].format(name=name, value=phrases.clip(value, 200))


def clock(time: str) -> str:
    """`2024-03-06 10:15:00 UTC`: to the second, as evidence needs it."""
    return time.replace("T", " ", 1).removesuffix("Z") + (" UTC" if time.endswith("Z") else "")
