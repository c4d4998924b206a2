"""Markdown -> strips without its markup, each character still leading back; and the front matter's fields.

Only the marks that change words on a page are taken off: headings, lists, quotation bars, emphasis, links, images.
"""

import re
from collections.abc import Iterator

from retold.clean.strips import Strip

FRONT = re.compile(r"\A---[ \t]*\n(?P<fields>.{0,8000}?)\n---[ \t]*(?:\n|\Z)", re.S)
FIELD = re.compile(r"^([A-Za-z_]{2,20})\s*:\s*(.{1,500})$", re.M)
LEAD = re.compile(r"\s{0,3}(?:#{1,6}\s+|>\s?|[-*+]\s+(?=\S))+")
IMAGE = re.compile(r"!\[[^\]\n]{0,500}\]\([^)\s]{0,1000}(?:\s+\"[^\"]{0,200}\")?\)")
LINK = re.compile(r"\[(?P<text>[^\]\n]{1,500})\]\((?P<url>[^)\s]{0,1000})(?:\s+\"[^\"]{0,200}\")?\)")
EMPHASIS = re.compile(
    r"\*{1,3}(?=\S)(?P<star>[^*\n]{1,1000}?)(?<=\S)\*{1,3}|(?<!\w)_{1,3}(?=\S)(?P<bar>[^_\n]{1,1000}?)(?<=\S)_{1,3}(?!\w)|`(?P<code>[^`\n]{1,500})`"
)
HEADING = re.compile(r"\s{0,3}#\s")


def front_matter(text: str) -> tuple[dict[str, str], int]:
    """The fields of the front matter and the offset behind it."""
    match = FRONT.match(text)
    if match is None:
        return {}, 0
    fields = {name.lower(): value.strip().strip("\"'") for name, value in FIELD.findall(match.group("fields"))}
    return fields, match.end()


def is_title(strip: Strip, text: str) -> bool:
    """Whether the line of this strip is a heading of the first level."""
    start = text.rfind("\n", 0, strip.starts[0]) + 1
    return HEADING.match(text, start) is not None


def unmarked(strip: Strip) -> Strip:
    """The strip without markup; links keep their words and their target."""
    dropped: set[int] = set()
    links: list[tuple[int, int, str]] = []
    if match := LEAD.match(strip.text):
        dropped.update(range(match.end()))
    for match in IMAGE.finditer(strip.text):
        dropped.update(range(*match.span()))
    for match in LINK.finditer(strip.text):
        if match.start() not in dropped:
            first, last = match.span("text")
            dropped.update(range(match.start(), first), range(last, match.end()))
            links.append((first, last, match.group("url")))
    for match in EMPHASIS.finditer(strip.text):
        name = match.lastgroup or ""
        first, last = match.span(name)
        dropped.update(range(match.start(), first), range(last, match.end()))
    return _without(strip, dropped, links) if dropped else strip


def _without(strip: Strip, dropped: set[int], links: list[tuple[int, int, str]]) -> Strip:
    kept = [index for index in range(len(strip.text)) if index not in dropped]
    place = {index: number for number, index in enumerate(kept)}
    return Strip(
        "".join(strip.text[index] for index in kept),
        [strip.starts[index] for index in kept],
        [strip.ends[index] for index in kept],
        links=list(_moved(links, place)),
        gap=strip.gap,
    )


def _moved(links: list[tuple[int, int, str]], place: dict[int, int]) -> Iterator[tuple[int, int, str]]:
    for first, last, url in links:
        inside = [place[index] for index in range(first, last) if index in place]
        if inside:
            yield inside[0], inside[-1] + 1, url
