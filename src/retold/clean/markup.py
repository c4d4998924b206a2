"""Markup inside scraped plain text: tags, entities and shortcodes are taken for what they are, each character kept in
place.

`shown(text)` gives the text as a reader would see it, with the way back: tags of paragraphs break lines, other tags and
what is never shown go, entities become their characters. `is_markdown` tells whether lines are written in Markdown.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from retold.clean.scan import ENTITY, HIDDEN, INLINE
from retold.clean.strips import Strip

# tags that text is written with; a lone "<" or an unknown name in angles is text
TAGS = (
    "a|abbr|article|aside|b|blockquote|body|br|button|center|cite|code|del|div|em|figcaption|figure|font|footer|form|h[1-6]|head"
    "|header|hr|html|i|iframe|img|ins|li|link|main|mark|meta|nav|noscript|ol|p|pre|q|s|script|section|small|source|span|strong"
    "|style|sub|sup|svg|table|tbody|td|th|thead|time|tr|u|ul|video|wbr"
)
TAG = re.compile(
    rf"(?P<comment><!--)|<(?P<close>/?)(?P<tag>{TAGS})(?=[\s/>])(?:[^<>\"']|\"[^\"<]{{0,2000}}\"|'[^'<]{{0,2000}}'){{0,500}}?>",
    re.I | re.S,
)
# [caption id="a"], [/caption], {{< figure src="b" >}}, {% raw %}: a name with attributes, a closing, doubled braces
SHORTCODE = re.compile(
    r"\[/[a-z][a-z_-]{1,30}\]|\[[a-z][a-z_-]{1,30}(?:\s{1,5}[a-z_-]{1,30}=(?:\"[^\"\]\n]{0,500}\"|'[^'\]\n]{0,500}'|[^\s\]]{1,500})){1,20}\s{0,5}/?\]"
    r"|\{\{[<%][^{}\n]{1,500}[>%]\}\}|\{%[^{}\n]{1,500}%\}"
)
PAGE = re.compile(r"\s{0,200}(?:<!doctype html|<html[\s>]|<\?xml[^>]{0,200}>\s{0,20}<!doctype html)", re.I)
LINK = re.compile(r"\]\((?:https?://|/|mailto:)[^)\s]{1,1000}\)")
HEADING = re.compile(r"^#{1,6}[ \t]+\S", re.M)
EMPHASIS = re.compile(r"(?<![\w*])\*\*\w[^*\n]{1,200}\w\*\*(?![\w*])")


@dataclass(frozen=True, slots=True)
class Shown:
    """A text without its markup: character i stands at `starts[i]`..`ends[i]` of the source."""

    text: str
    starts: list[int]
    ends: list[int]

    def back(self, strip: Strip) -> Strip:
        """A strip of the shown text, led back to the source."""
        strip.ends = [self.ends[end - 1] for end in strip.ends]
        strip.starts = [self.starts[start] for start in strip.starts]
        return strip


def shown(text: str) -> Shown | None:
    """The text as shown; None where it holds no markup."""
    if not (TAG.search(text) or SHORTCODE.search(text) or _named(text)):
        return None
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for piece, first, last in _pieces(text):
        exact = len(piece) == last - first
        chars.extend(piece)
        starts.extend(range(first, last) if exact else [first] * len(piece))
        ends.extend(range(first + 1, last + 1) if exact else [last] * len(piece))
    return Shown("".join(chars), starts, ends)


def is_markdown(text: str) -> bool:
    """Whether a text is written in Markdown: a link of it, two headings, or emphasis and a heading."""
    headings = len(HEADING.findall(text[:200_000]))
    return bool(LINK.search(text)) or headings >= 2 or (headings == 1 and bool(EMPHASIS.search(text)))


def is_page(text: str) -> bool:
    """Whether a text is a whole HTML page after all."""
    return PAGE.match(text) is not None


def _named(text: str) -> bool:
    return any(match.group().endswith(";") and html.unescape(match.group()) != match.group()
               for match in ENTITY.finditer(text))  # fmt: skip


def _pieces(text: str) -> Iterator[tuple[str, int, int]]:
    """What is shown of a text, piece by piece; a break of lines where a tag or a shortcode makes one."""
    place = 0
    ends: dict[str, int] = {}
    for match in _marks(text):
        if match.start() < place:
            continue
        named = match.groupdict()
        tag = (named.get("tag") or "").lower()
        closer = "-->" if named.get("comment") else f"</{tag}>" if tag in HIDDEN and not named["close"] else ""
        end = _end(text, closer, match.end(), ends) if closer else match.end()
        if end < 0:
            continue
        yield from _characters(text, place, match.start())
        place = end
        if tag not in INLINE and not named.get("comment"):
            yield ("\n" if tag == "br" else "\n\n"), match.start(), match.end()
    yield from _characters(text, place, len(text))


def _end(text: str, closer: str, place: int, ends: dict[str, int]) -> int:
    """Where what is never shown ends, -1 where it does not; `ends` remembers the last search of each closer."""
    last = ends.get(closer, 0)
    if last >= 0 and last <= place:
        found = text.find(closer, place)
        last = ends[closer] = found + len(closer) if found >= 0 else -1
    return last


def _marks(text: str) -> list[re.Match[str]]:
    return sorted([*TAG.finditer(text), *SHORTCODE.finditer(text)], key=lambda match: match.start())


def _characters(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Text with its entities read; one without a semicolon is text."""
    for match in ENTITY.finditer(text, start, end):
        character = html.unescape(match.group())
        if not match.group().endswith(";") or character == match.group():
            continue
        yield text[start : match.start()], start, match.start()
        yield character, match.start(), match.end()
        start = match.end()
    yield text[start:end], start, end
