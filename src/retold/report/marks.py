"""The words in which two passages part, found inside them: what a cell or a passage shows as marked.

In: a Statement on whole passages, whose `why` names what fills the slot in two accounts and whose evidence points at
the record. Out: spans inside the passages, and texts cut into marked and plain pieces that fit a cell.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from retold.model import Analysis, Evidence, Span, Statement
from retold.report.records import Pieces

CLIP = "…"
STEM = 4  # letters by which longer words are found again
WORD = re.compile(r"\w+")
TOKEN = re.compile(r"\S+")
AFTER = 40  # code points shown behind a mark where the text before it is cut
RECORDS = {
    "figure": "figures", "time": "times", "status": "events", "event": "events", "role": "facts", "quote": "quotes",
    "attribution": "quotes",
}  # fmt: skip


def slots(statement: Statement, analyses: Mapping[str, Analysis]) -> dict[Evidence, Span]:
    """For the evidence that a row's reason names: the span of the words that part, inside its passage."""
    found: dict[Evidence, Span] = {}
    if not statement.differs_by or "” in " not in statement.why:
        return found
    for item in (item for value in statement.values for item in value.evidence):
        words = _named(statement.why, item.account)
        span = _place(item, words, _record(item, statement.differs_by, analyses)) if words else None
        if span:
            found[item] = span
    return found


def closed(words: str, text: str) -> str:
    """Words out of a text, with the mark that closes right behind them; "" where a mark that they open stays open."""
    if words.count("“") <= words.count("”") and words.count('"') % 2 == 0:
        return words
    end = text.casefold().find(words.casefold()) + len(words)
    after = next((place for place in range(end, min(end + 2, len(text))) if text[place] in '”"'), None)
    return words + text[end : after + 1] if after is not None else ""


def place(words: str, text: str) -> Span:
    """Where words stand in a text that holds them, but for capitals and line breaks."""
    start = text.casefold().find(" ".join(words.split()).casefold())
    return (start, start + len(" ".join(words.split())))


def _named(why: str, account: str) -> str:
    """The words in marks that a reason names for an account."""
    ending = f"” in {account}"
    end = why.find(ending)
    while end >= 0:
        after = why[end + len(ending) : end + len(ending) + 1]
        start = why.find("“", why.rfind("”", 0, end) + 1, end)
        if start >= 0 and not (after.isalnum() or after in ("_", "-")):
            return why[start + 1 : end]
        end = why.find(ending, end + 1)
    return ""


def _record(item: Evidence, differs_by: str, analyses: Mapping[str, Analysis]) -> Span | None:
    """The span of the record that the evidence points at, where it is one of the kind that parts the answers."""
    analysis, name = analyses.get(item.account), RECORDS.get(differs_by)
    if analysis is None or name is None or item.record is None:
        return None
    record = next((each for each in getattr(analysis, name) if each.id == item.record), None)
    if record is None:
        return None
    span: Span = record.spans[0] if name == "quotes" else record.span
    return span if item.span[0] <= span[0] and span[1] <= item.span[1] else None


def _place(item: Evidence, words: str, record: Span | None) -> Span | None:
    """Where the words stand in the passage: as near to the record as they are found, else the record itself, which also
    stands for words that the reason gives cut short."""
    if record and words.endswith(CLIP):
        return record
    start = item.span[0]
    found = [(start + first, start + last) for first, last in _spaced(words.removesuffix(CLIP), item.text)]
    if not found:
        return record
    return min(found, key=lambda span: abs(span[0] - record[0])) if record else found[0]


def _spaced(words: str, text: str) -> Iterator[Span]:
    """Where words stand in a text, whatever space parts them there."""
    wanted, flat = " ".join(words.split()), " ".join(text.split())
    places: list[int] = []  # of each character of the flat text
    for match in TOKEN.finditer(text):
        places.extend([match.start() - 1, *range(*match.span())] if places else range(*match.span()))
    at = flat.find(wanted) if wanted else -1
    while at >= 0:
        yield places[at], places[at + len(wanted) - 1] + 1
        at = flat.find(wanted, at + len(wanted))


def pieces(text: str, spans: Sequence[Span], most: int) -> Pieces:
    """The text on one line, cut into (words, marked); `most` code points of it, around its first mark."""
    return fit([(re.sub(r"\s+", " ", words), marked) for words, marked in _cut(text, spans)], most)


def fit(parts: Sequence[tuple[str, bool]], most: int) -> Pieces:
    """Pieces, of which `most` code points are kept, around the first mark."""
    whole = plain(parts)
    if len(whole) <= most:
        return tuple(parts)
    first = len(parts[0][0]) if not parts[0][1] and len(parts) > 1 else 0
    last = first + next((len(words) for words, marked in parts if marked), 0)
    begin = max(0, min(last + AFTER, len(whole)) - most)
    begin = min(whole.find(" ", begin) + 1 or begin, first) if 0 < begin < first else min(begin, first)
    end = min(begin + most, len(whole))
    end = max(whole.rfind(" ", begin, end), min(last, end)) if end < len(whole) else end
    return tuple(_window(parts, begin, end, len(whole)))


def _cut(text: str, spans: Sequence[Span]) -> Iterator[tuple[str, bool]]:
    at = 0
    for start, end in sorted(spans):
        if start < at:
            continue
        if start > at:
            yield text[at:start], False
        yield text[start:end], True
        at = end
    if at < len(text) or not text:
        yield text[at:], False


def _window(parts: Sequence[tuple[str, bool]], begin: int, end: int, whole: int) -> Iterator[tuple[str, bool]]:
    """The pieces from `begin` to `end`, with marks of omission where something stands before or after."""
    at = 0
    for words, marked in parts:
        start, stop = max(begin - at, 0), min(end - at, len(words))
        if start < stop:
            ahead = CLIP if begin and at + start == begin else ""
            behind = CLIP if end < whole and at + stop == end else ""
            yield ahead + words[start:stop] + behind, marked
        at += len(words)


def plain(shown: Sequence[tuple[str, bool]]) -> str:
    """Pieces as one text."""
    return "".join(words for words, _ in shown)


def stands_in(words: str, text: str) -> bool:
    """Whether whole words stand in a text: "14" not in "2014"."""
    place = text.find(words)
    while place >= 0:
        around = text[max(0, place - 1) : place] + text[place + len(words) : place + len(words) + 1]
        if not any(mark.isalnum() for mark in around):
            return True
        place = text.find(words, place + 1)
    return False


def stems(text: str) -> frozenset[str]:
    """The beginnings of the longer words of a text, by which "release" and "released" are one."""
    return frozenset(word[:STEM] for word in WORD.findall(text.casefold()) if len(word) >= STEM)
