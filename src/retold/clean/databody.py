"""The text of an article that a page holds in its data alone: a page that a script writes has no blocks of it.

In: the source of a page and the letters of the `articleBody` that its data state. Out: strips of that JSON string, each
character led back to the source. Tags and entities inside the string are read as in scraped text.
"""

import re

from retold.clean import markup, plain
from retold.clean.strips import Strip, key

STRING = re.compile(r'"articleBody"\s{0,20}:\s{0,20}"(?P<text>(?:[^"\\]|\\.)*+)"', re.S)
ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}(?:\\u[dD][c-fC-F][0-9a-fA-F]{2})?|.)", re.S)
SIMPLE = {"n": "\n", "r": "\n", "t": " ", "b": "", "f": "\n"}
# so many letters at the start tell one body from another
ALIKE = 200
# letters of a body from which on it is worth more than what the blocks of the page hold
LEAST = 400
MAX_PAGE = 5_000_000


def strips(source: str, body: str, limit: int) -> list[Strip]:
    """The lines of the article body that begins with the letters of `body`; none where the source does not hold it as
    JSON writes it. A line longer than `limit` is cut."""
    if len(body) < LEAST or len(source) > MAX_PAGE:
        return []
    for match in STRING.finditer(source):
        text, starts, ends = _decoded(source, *match.span("text"))
        seen = markup.shown(text)
        lines = [line if seen is None else seen.back(line) for line in plain.lines(seen.text if seen else text, limit)]
        if key("".join(line.text for line in lines))[:ALIKE] == body[:ALIKE] or key(text)[:ALIKE] == body[:ALIKE]:
            for line in lines:
                line.starts = [starts[place] for place in line.starts]
                line.ends = [ends[place - 1] for place in line.ends]
            return lines
    return []


def _decoded(source: str, start: int, end: int) -> tuple[str, list[int], list[int]]:
    """A JSON string between its quotes as text, with where each character stands in the source."""
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []

    def add(text: str, first: int, last: int) -> None:
        plainly = len(text) == last - first
        chars.append(text)
        starts.extend(range(first, last) if plainly else [first] * len(text))
        ends.extend(range(first + 1, last + 1) if plainly else [last] * len(text))

    for match in ESCAPE.finditer(source, start, end):
        add(source[start : match.start()], start, match.start())
        add(_meant(match.group()), *match.span())
        start = match.end()
    add(source[start:end], start, end)
    return "".join(chars), starts, ends


def _meant(escape: str) -> str:
    """The character that an escape stands for; half a pair stands for none."""
    if escape[1] != "u" or len(escape) < 6:
        return SIMPLE.get(escape[1], escape[1])
    units = bytes.fromhex(escape.replace("\\u", ""))
    return units.decode("utf-16-be", "ignore")
