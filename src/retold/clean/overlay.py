"""What a web archive lays over a page: its toolbar and its frame are no part of the article.

The text of the page keeps its length, so that every offset still leads to the page's bytes; what the archive added
becomes blanks.
"""

import re
from collections.abc import Iterator

from retold.model import Span

# the Wayback Machine writes these around its toolbar and at the end of the page
WAYBACK = (
    ("<!-- BEGIN WAYBACK TOOLBAR INSERT -->", "<!-- END WAYBACK TOOLBAR INSERT -->"),
    ("<!--\n     FILE ARCHIVED ON ", "-->"),
    ("<!--\nplayback timings ", "-->"),
)
# archive.today puts the page into a frame under a head of its own
TODAY = re.compile(
    r"""<link[^<>]{0,200}?rel=["']canonical["'][^<>]{0,200}?href=["']https?://archive\.(?:today|ph|is|li|vn|fo|md)/"""
)
TODAY_HEAD, TODAY_PAGE = (re.compile(rf"""<div[^<>]{{0,300}}?\sid=["']{name}["']""") for name in ("HEADER", "CONTENT"))
HEAD = 20_000


def masked(source: str) -> str:
    """The source of a page with blanks where an archive added something of its own."""
    pieces: list[str] = []
    place = 0
    for first, last in sorted([*_wayback(source), *_today(source)]):
        pieces += source[place:first], " " * (last - max(place, first))
        place = max(place, last)
    return "".join([*pieces, source[place:]])


def _wayback(source: str) -> Iterator[Span]:
    for begin, end in WAYBACK:
        first = source.find(begin)
        while first >= 0:
            last = source.find(end, first)
            if last < 0:
                break
            yield first, last + len(end)
            first = source.find(begin, last)


def _today(source: str) -> Iterator[Span]:
    if TODAY.search(source[:HEAD]):
        head = TODAY_HEAD.search(source)
        page = TODAY_PAGE.search(source, head.end()) if head else None
        if head and page:
            yield head.start(), page.start()
