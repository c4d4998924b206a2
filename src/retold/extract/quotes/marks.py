"""Pairing quotation marks: text in, stretches between marks out. No grammar, no language data, linear time.

Straight, curly, low and angle marks, doubled apostrophes and single marks; apostrophes, possessives and inch marks are
told apart. A mark left open ends with its paragraph. Only outermost stretches come back; nesting is seen, not kept.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from retold.model import Span
from retold.spans import trim

# every mark that opens or closes speech; three single ones in a row are one and a double
MARK = re.compile("(?<=\\S)'(?='')|''|``|\"\"|[\"“”„‟«»「」『』‹›＂'‘’‚‛`]")
# where a paragraph ends, or a line that stands for one
BREAK = re.compile(r"\n[^\S\n]*\n\s*|(?<=[.!?:”\"’'…])[^\S\n]*\n\s*(?![a-z\s])|\n(?=\s*[-–—•*\"“„«‘]\s?\S)")
OPENERS = frozenset("“„‟「『‚‛")
CLOSERS = frozenset("”」』")
# the family of each mark: only a mark of the same family closes what it opens
FAMILY = {
    "'": "'",
    "‘": "'",
    "’": "'",
    "‚": "'",
    "‛": "'",
    "`": "'",
    "‹": "<",
    "›": "<",
    "「": "[",
    "」": "[",
    "『": "[",
    "』": "[",
}
FAMILY |= {"«": "«", "»": "«"}
DIALOGUE = re.compile(r"[—–―][^\S\n]+(?=[A-Z¿¡…])")  # a dash that opens a line of dialogue
INNER_DASH = re.compile(r"\s[—–―]\s+(?=[a-z])")  # a dash inside a sentence
MAX_DEPTH = 4  # quotations inside quotations; deeper ones are unclosed marks
WORD = re.compile(r"\w+")  # a run of letters
LONGEST_CLIPPED = 12  # letters of a word with letters left out ("'cause")
# an opening mark that was lost stood where the sentence begins; so few words are no sentence
SENTENCE_END = re.compile("[.!?:][\"”’')]*\\s+")
LEAST_LOST = 4
# a word may follow these at once after an opening mark's left side: space, brackets, dashes, other marks
LEFT_OPEN = frozenset("([{-–—/:=…“\"'‘„«\u200b")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words between two marks: `span` without them, `outer` with them.

    `closed` is False where the stretch never closes and ends with its paragraph; `runs_on` where the next paragraph
    opens again, so that the speech goes on; `single` for single marks.
    """

    span: Span
    outer: Span
    closed: bool
    runs_on: bool
    single: bool


@dataclass(slots=True)
class _Mark:
    start: int
    end: int
    family: str
    opens: bool
    closes: bool


def paragraphs(text: str) -> list[Span]:
    """Spans of the paragraphs: parted by a blank line, or by a line break after a sentence's end."""
    found: list[Span] = []
    start = 0
    for match in BREAK.finditer(text):
        if match.start() > start:
            found.append((start, match.start()))
        start = match.end()
    if start < len(text):
        found.append((start, len(text)))
    return found


def pair(text: str, paragraphs_of: list[Span], clipped: frozenset[str]) -> list[Stretch]:
    """The outermost stretches between marks, in text order. `clipped` are words that start with an apostrophe."""
    marks = _by_paragraph(text, paragraphs_of, clipped)
    found: list[Stretch] = []
    for index, span in enumerate(paragraphs_of):
        following = marks[index + 1] if index + 1 < len(paragraphs_of) else []
        reopens = bool(following) and _starts(text, paragraphs_of[index + 1], following[0])
        paired = list(_pair_paragraph(text, span, marks[index], reopens))
        found.extend(sorted([*paired, *_lost_openings(text, span, marks[index], paired)], key=lambda item: item.outer))
    return _with_dialogue(found, dialogue(text, paragraphs_of))


def _with_dialogue(found: list[Stretch], opened: list[Stretch]) -> list[Stretch]:
    """Both kinds in text order; within a dash's speech other marks do not count."""
    if not opened:
        return found
    starts = [item.outer[0] for item in opened]
    kept = list(opened)
    for item in found:
        index = bisect_right(starts, item.outer[0]) - 1
        if index < 0 or item.outer[0] >= opened[index].outer[1]:
            kept.append(item)
    return sorted(kept, key=lambda item: item.outer)


def dialogue(text: str, paragraphs_of: list[Span]) -> list[Stretch]:
    """Speech that a dash opens at a paragraph's start, up to the dash before the cue, where two paragraphs do so."""
    found: list[Stretch] = []
    broken = False
    for start, end in paragraphs_of:
        opening = DIALOGUE.match(text, start, end)
        if opening is None:
            continue
        closing = INNER_DASH.search(text, opening.end(), end)
        broken = broken or closing is not None
        last = trim(text, (opening.end(), closing.start() if closing else end))[1]
        if last > opening.end():
            found.append(Stretch((opening.end(), last), (start, last), True, False, False))
    return found if broken and len(found) > 1 else []


def _by_paragraph(text: str, spans: list[Span], clipped: frozenset[str]) -> list[list[_Mark]]:
    found: list[list[_Mark]] = [[] for _ in spans]
    starts = [start for start, _ in spans]
    for match in MARK.finditer(text):
        index = bisect_right(starts, match.start()) - 1
        if index >= 0 and match.start() < spans[index][1]:
            mark = _classify(text, match.start(), match.end(), clipped)
            if mark is not None:
                found[index].append(mark)
    return found


def _starts(text: str, span: Span, mark: _Mark) -> bool:
    return mark.opens and not text[span[0] : mark.start].strip()


def _classify(text: str, start: int, end: int, clipped: frozenset[str]) -> _Mark | None:
    """What a mark can be by its shape and neighbours; None for an apostrophe, a possessive or an inch mark."""
    char = text[start:end]
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    family = '"' if len(char) == 2 else FAMILY.get(char, '"')
    left = before.isspace() or before in LEFT_OPEN
    right = after.isspace() or not (after.isalnum() or after in "$£€#@([<*“\"‘'…—–-_.¿¡")
    if family == "'":
        return _single(text, start, char, (before, after), clipped)
    if char in OPENERS and not left and not after.isalnum():
        return _Mark(start, end, family, False, True)
    if char in OPENERS:
        return _Mark(start, end, family, True, char == "„" and not left and not after.isalnum())
    if char in CLOSERS:
        return _Mark(start, end, family, left and after.isalnum(), not (left and after.isalnum()))
    if before.isdecimal() and start > 1 and text[start - 2 : start - 1] in ("'", "’"):
        return None
    if family in "«<":
        return _Mark(start, end, family, left and not right, not left or right)
    return _Mark(start, end, family, left or not right, not left or right)


def _single(text: str, start: int, char: str, around: tuple[str, str], clipped: frozenset[str]) -> _Mark | None:
    before, after = around
    if before.isalnum() and after.isalnum():
        return None
    left = before.isspace() or before in LEFT_OPEN
    opens = left and char != "’" and (after.isalnum() or after in '"“…$£€([—') and not _clips(text, start + 1, clipped)
    closes = not before.isspace() and not after.isalnum() and char not in "‘‚‛`"
    if char == "`":
        opens, closes = opens and not before.isalnum(), False
    return _Mark(start, start + 1, "'", opens, closes) if opens or closes else None


def _clips(text: str, start: int, clipped: frozenset[str]) -> bool:
    """Whether an apostrophe stands for letters left out at a word's start ("'em", "'90s")."""
    found = WORD.match(text, start, start + LONGEST_CLIPPED)
    word = found.group().lower() if found else ""
    return word in clipped or (word[:2].isdecimal() and word.endswith("s"))


def _pair_paragraph(text: str, span: Span, marks: list[_Mark], reopens: bool) -> Iterator[Stretch]:
    """Walk the marks with a stack; a doubtful opening counts only if enough closings are left."""
    left = Counter(mark.family for mark in marks if mark.closes)
    firm = _firm_closings(text, marks)
    stack: list[_Mark] = []
    inner: list[Stretch] = []
    for mark in marks:
        top = stack[-1] if stack else None
        if mark.closes:
            left[mark.family] -= 1
        if mark.closes and any(item.family == mark.family for item in stack) and not _possessive(text, mark, top, firm):
            if mark.opens and top is not None and top.family != mark.family and len(stack) < MAX_DEPTH:
                stack.append(mark)
                continue
            if mark.opens and mark.start == stack[-1].end:
                continue
            while stack and stack[-1].family != mark.family:
                stack.pop()
            opened = stack.pop()
            if mark.start > opened.end:
                closed = Stretch((opened.end, mark.start), (opened.start, mark.end), True, False, mark.family == "'")
                inner = [item for item in inner if item.outer[0] < opened.start] + [closed]
            if not stack:
                yield from inner
                inner = []
        elif mark.opens:
            needed = sum(item.family == mark.family for item in stack)
            if mark.family == "'" and left[mark.family] <= needed:
                continue
            if needed and left[mark.family] <= needed and stack[0].family == mark.family:
                # an opening that cannot be nested: the earlier one never closed, and what stood inside stands by itself
                yield from (item for item in inner if not item.single)
                inner, stack = [], [mark]
            elif len(stack) < MAX_DEPTH:
                stack.append(mark)
    if stack and stack[0].family != "'" and span[1] > stack[0].end:
        opened = stack[0]
        end = trim(text, (opened.end, span[1]))[1]
        if end > opened.end:
            yield Stretch((opened.end, end), (opened.start, end), False, reopens, False)


def _lost_openings(text: str, span: Span, marks: list[_Mark], paired: list[Stretch]) -> Iterator[Stretch]:
    """ "We stay," said the mayor, without its first mark: a closing mark after a comma that closes nothing closes what
    its sentence began."""
    ends = [item.outer[1] for item in paired]
    reached = span[0]
    for mark in marks:
        place = bisect_right(ends, mark.start)
        before = ends[place - 1] if place else span[0]
        inside = place < len(paired) and paired[place].outer[0] <= mark.start
        lost = mark.closes and not mark.opens and mark.family == '"' and text[mark.start - 1] == ","
        if not lost or inside or mark.start < span[0] + LEAST_LOST:
            continue
        start = max(reached, before)
        start = max([start, *(found.end() for found in SENTENCE_END.finditer(text, start, mark.start))])
        if text[start : start + 1].isupper() and len(WORD.findall(text, start, mark.start)) >= LEAST_LOST:
            yield Stretch((start, mark.start), (start, mark.end), True, False, False)
        reached = mark.end


def _firm_closings(text: str, marks: list[_Mark]) -> dict[int, bool]:
    """For each single mark that could be a possessive: does a surer closing follow before the next opening?"""
    found: dict[int, bool] = {}
    sure = False
    for mark in reversed(marks):
        if mark.family != "'":
            continue
        found[mark.start] = sure
        if mark.opens and not mark.closes:
            sure = False
        elif mark.closes and not (text[mark.start - 1] in "sz" and text[mark.end : mark.end + 1] == " "):
            sure = True
    return found


def _possessive(text: str, mark: _Mark, top: _Mark | None, firm: dict[int, bool]) -> bool:
    """Whether a single mark after an s is a plural's possessive rather than the end of a quotation."""
    if mark.family != "'":
        return False
    if top is not None and top.family != "'":
        return True
    return text[mark.start - 1] in "sz" and text[mark.end : mark.end + 1] == " " and firm.get(mark.start, False)
