"""Speech without a reporting word: interviews set as "NAME: words", and quotations signed "... words" — Name.

In: text and paragraphs. Out: spans only; nothing here knows a language beyond the use of capitals.
"""

import re
from collections import Counter
from dataclasses import dataclass

from retold.model import Span

# "CHAIR (offscreen): ", "Q: "
SHOUTED = re.compile(r"[\"“”]?((?:[A-Z][A-Z.'’\-]+|Q|A)(?: [A-Z][A-Z.'’\-]*){0,4}(?: ?\([^)\n]{1,40}\))?):\s+(?=\S)")
NAMED = re.compile(r"[\"“”]?((?:[A-Z][\w.'’\-]+)(?: [A-Z][\w.'’\-]*){0,3}):\s+(?=\S)")  # "Marta Okafor: "
SIGNED = re.compile(r"[^\S\n]*[―—–][^\S\n]*([A-Z][^\n\"“”]{1,60})")  # a dash with who said it, after a quote
NAME = re.compile(r"[\w.'’\-]+")  # one word of a name
MIN_TURNS = 3  # two speakers and an answer; fewer labelled lines are no transcript
OPENING = '"“„«”'  # marks that open speech


@dataclass(frozen=True, slots=True)
class Turn:
    """One paragraph of an interview: who (`label`) and the words. `label` is None where the turn before goes on."""

    label: Span
    span: Span
    paragraph: int


def turns(text: str, paragraphs: list[Span]) -> list[Turn]:
    """The turns of a transcript; none when the article is not one."""
    for pattern in (SHOUTED, NAMED):
        found = [
            (index, match)
            for index, (start, end) in enumerate(paragraphs)
            if (match := pattern.match(text, start, min(end, start + 120)))
        ]
        labels = Counter(match.group(1) for _, match in found)
        if len(found) >= MIN_TURNS and (pattern is SHOUTED or len(found) > len(labels)) and len(labels) > 1:
            return _turns(text, paragraphs, found, labels if pattern is NAMED else None)
    return []


def _turns(
    text: str, paragraphs: list[Span], found: list[tuple[int, "re.Match[str]"]], labels: "Counter[str] | None"
) -> list[Turn]:
    result: list[Turn] = []
    matches = {index: match for index, match in found if labels is None or labels[match.group(1)] > 1}
    for index, (start, end) in enumerate(paragraphs):
        match = matches.get(index)
        marked = text[start] in OPENING and text[paragraphs[index - 1][0]] in OPENING
        opens = marked and text[start + 1 : start + 2] != "("
        if match is not None:
            result.append(Turn(match.span(1), _bare(text, (match.end(), end)), index))
        elif opens and result and result[-1].paragraph == index - 1:
            result.append(Turn(result[-1].label, _bare(text, (start + 1, end)), index))
    return [turn for turn in result if turn.span[0] < turn.span[1]]


def _bare(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[end - 1] in ' \t\r\n"“”':
        end -= 1
    return start, end


def signature(text: str, offset: int, limit: int) -> Span | None:
    """The name that signs a quotation ending at `offset`, up to the line's end at `limit`; None without one."""
    match = SIGNED.match(text, offset, min(limit, offset + 90))
    if match is None:
        return None
    start, end = match.span(1)
    while end > start and text[end - 1] in " .,\u00a0\t":
        end -= 1
    words = NAME.findall(text[start:end])
    if not 2 <= len(words) <= 8 or 2 * sum(word[0].isupper() for word in words) < len(words):
        return None
    line_end = text.find("\n", match.start(1), limit)
    return (start, end) if match.end() in (limit, line_end) or limit - match.end() <= 1 else None
