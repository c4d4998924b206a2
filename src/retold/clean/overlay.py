"""What a web archive lays over a page: its toolbar and its frame are no part of the article.

The text of the page keeps its length, so that every offset still leads to the page's bytes; what the archive added
becomes blanks.
"""

import re

# the Wayback Machine writes these comments around its toolbar and at the end of the page
WAYBACK = re.compile(
    r"<!-- BEGIN WAYBACK TOOLBAR INSERT -->.*?<!-- END WAYBACK TOOLBAR INSERT -->"
    r"|<!--\s{0,9}FILE ARCHIVED ON .*?-->|<!--\s{0,9}playback timings .*?-->",
    re.S,
)
# archive.today puts the page into a frame under a head of its own
TODAY = re.compile(
    r"""<link[^>]{0,200}?rel=["']canonical["'][^>]{0,200}?href=["']https?://archive\.(?:today|ph|is|li|vn|fo|md)/"""
)
TODAY_HEAD = re.compile(r"""<div[^>]{0,300}?\sid=["']HEADER["'].*?(?=<div[^>]{0,300}?\sid=["']CONTENT["'])""", re.S)
HEAD = 20_000


def masked(source: str) -> str:
    """The source of a page with blanks where an archive added something of its own."""
    if "WAYBACK TOOLBAR" in source or "FILE ARCHIVED ON" in source:
        source = WAYBACK.sub(_blank, source)
    if TODAY.search(source[:HEAD]):
        source = TODAY_HEAD.sub(_blank, source, count=1)
    return source


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())
