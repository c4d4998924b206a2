"""What stands in front of an account's words and tells nothing of the story: datelines and credits of pictures.

In: an Analysis. Out: where each begins and where the words behind it do, so that a heading or a cell can leave it out
("EPA Rescuers on the pier", "LINDHOLM, March 11 (Halden Wire) - ..."). The evidence keeps it.
"""

import re
from collections.abc import Iterator

from retold.model import Analysis, Span

OPENS = "“\"‘'"
DASHES = "-–—"
PLACE = 70  # code points of a dateline before the name in its brackets
LINES = 12  # lines at the top in which a dateline may stand, below headline, byline and date
# a place in capitals, perhaps with its state or an agency, then a dash and a sentence: "HARTFORD, Conn. (AP) -- Nobody"
CAPITALS = re.compile(
    r"[A-Z][A-Z.'’-]+(?:[ /][A-Z][A-Z.'’-]+){0,3}(?:, [A-Z][\w.]{1,14}(?: \d{1,2})?){0,2}(?: \([^()\n]{2,30}\))?"
    r" *(?: -|--|—|–) *(?=[A-Z“\"‘])"
)


class Fronts:
    """The fronts of one account."""

    def __init__(self, analysis: Analysis) -> None:
        self._ends = dict(_found(analysis))
        self._text = analysis.article.text

    def behind(self, span: Span) -> Span:
        """A span without the fronts that it begins with."""
        start, end = span
        while start in self._ends and self._ends[start] < end:
            start = self._ends[start]
        return (start, end)

    @property
    def texts(self) -> frozenset[str]:
        """Their words, each with what parts it from the words behind."""
        return frozenset(self._text[start:end] for start, end in self._ends.items())


def _found(analysis: Analysis) -> Iterator[tuple[int, int]]:
    text = analysis.article.text
    for start, end in (item.span for item in analysis.article.parts if item.kind == "dateline"):
        yield start, _following(text, end)
    for item in analysis.citations:
        start, end = item.span
        line = text.rfind("\n", 0, start) + 1
        after = _following(text, end)
        if item.method == "dateline" and start - line < PLACE:
            yield line, after
        # the credit of a picture, with a sentence right behind it
        parted = "\n" not in text[end:after] and text[end:after].isspace()
        if item.photo and item.covers and parted and (text[after].isupper() or text[after] in OPENS):
            yield start, after
    yield from _capitals(text)
    if analysis.article.outlet:
        yield from _own_name(f"({analysis.article.outlet})", text)


def _capitals(text: str) -> Iterator[tuple[int, int]]:
    """A dateline in capitals at the top, by its dash."""
    start = 0
    for _ in range(LINES):
        if found := CAPITALS.match(text, start, start + PLACE):
            yield start, found.end()
            return
        start = text.find("\n", start) + 1
        if not start:
            return


def _own_name(named: str, text: str) -> Iterator[tuple[int, int]]:
    """The dateline of an agency that opens with its own name in brackets and a dash."""
    line = text.partition("\n")[0][: PLACE + len(named)]
    dash = text[line.find(named) + len(named) :].lstrip() if named in line else ""
    words = dash.lstrip(DASHES).lstrip()
    if words and dash[0] in DASHES:
        yield 0, len(text) - len(words)


def _following(text: str, place: int) -> int:
    """Where the next word or quotation begins; the end of the text where there is none."""
    while place < len(text) and not (text[place].isalnum() or text[place] in OPENS):
        place += 1
    return min(place, len(text) - 1)
