"""Which names an article credits: in datelines, bylines, credit lines, captions and sentences.

In: the words of the text and the candidates of `names`. Out: credits, with what each one vouches for.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice, takewhile
from typing import Annotated

from retold.extract.citations.names import Named, SourceTable, SourceWords
from retold.languages import Language, Words, by_word, listed
from retold.model import Span

LINE = re.compile(r"[^\n]+")  # a line of text
STOP = re.compile(r"[.!?](?=\s|$)|[\n“”\"]")  # where a sentence, a line or a quote ends
END = re.compile(r"[.!?][”\"’')]*\s")  # a sentence's end with the marks that close it
MAX_SKIP = 6  # words between a word of credit and the name
MAX_CREDIT_WORDS = 40  # words in brackets; more are a sentence, no credit
MAX_DATELINE = 90  # characters: place, date and agency; prose begins farther right
MAX_TAIL = 8  # characters left on the line behind an agency that signs it
SLASHED = re.compile(r"\s*/\s*")  # "Reuters / Jane Roe"
OPEN, CLOSE = "([", ")]"


@dataclass(frozen=True, slots=True)
class Credit:
    """Somebody is credited at `span`. `covers` None: for the whole article."""

    span: Span
    name: str
    kind: str
    covers: Span | None
    photo: bool
    method: str


@dataclass(frozen=True, slots=True)
class Cues:
    """The words of crediting, as sets and as tuples of words."""

    before: dict[str, tuple[tuple[str, ...], ...]]
    weak: frozenset[tuple[str, ...]]
    inverted: frozenset[tuple[str, ...]]
    verbs: Annotated[Words, "verbs"]
    between: Annotated[Words, "between"]
    following: Annotated[Words, "following"]
    describing: frozenset[str]
    determiners: Annotated[Words, "determiners"]
    credit: Annotated[Words, "credit"]
    lines: tuple[str, ...]
    photo: Annotated[Words, "photo"]
    dashes: tuple[str, ...]
    names: tuple[str, ...]
    words: dict[str, frozenset[str]]


@cache
def cues(language: Language) -> Cues:
    """The compiled words of crediting."""
    words = language.table("sources").get("words", {})
    before = (tuple(phrase.replace("-", " ").split()) for phrase in words.get("before", ()))
    return Cues(
        **listed(Cues, words),
        before=by_word((phrase[-1], phrase) for phrase in before),
        weak=_phrases(words.get("weak_before", ())),
        inverted=_phrases(words.get("inverted", ())),
        describing=frozenset(word for item in words.get("describing", ()) for word in item.split("-")),
        lines=tuple(words.get("credit_lines", ())),
        dashes=tuple(words.get("dateline_dash", ())),
        names=tuple(words.get("generic_names", ())),
        words={key: frozenset(found) for key, found in words.items()},
    )


def _phrases(items: Sequence[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(item.split()) for item in items)


class Reader:
    """One text with its words and lines, for the questions below."""

    def __init__(self, words: SourceWords, known: SourceTable, rules: Cues) -> None:
        self.words, self.known, self.rules = words, known, rules
        self.lines = [match.span() for match in LINE.finditer(words.text)]
        self.firsts = [span[0] for span in words.spans]

    def line(self, offset: int) -> Span:
        """The line that holds `offset`."""
        return self.lines[max(bisect_right(self.lines, offset, key=lambda span: span[0]) - 1, 0)]

    def words_in(self, span: Span) -> range:
        """Indices of the words that begin within `span`."""
        return range(bisect_right(self.firsts, span[0] - 1), bisect_right(self.firsts, span[1] - 1))

    def segment(self, item: Named) -> Span:
        """The stretch of the line between two ends of sentences that holds the name; at most 400 characters a side."""
        start, end = self.line(self.words.spans[item.first][0])
        left, right = self.words.span(item.first, item.last)
        low, high = max(start, left - 400), min(end, right + 400)
        low = max([low, *(match.end() for match in END.finditer(self.words.text, low, left))])
        after = END.search(self.words.text, right, high)
        return low, after.end() if after else high


def credits(reader: Reader, found: Sequence[Named], captions: Sequence[Span]) -> Iterator[Credit]:
    """The credits of agencies and outlets among the candidates, in text order."""
    for group in _groups(reader, found):
        method, photo = _judge(reader, group, captions)
        if method is None:
            continue
        for item in group:
            span = reader.words.span(item.first, item.last)
            alone = item.name in reader.known.photo and method != "text"
            covers = reader.line(span[0]) if photo or alone or method == "text" else None
            yield Credit(span, item.name, item.kind, covers, photo or alone, method)


def _groups(reader: Reader, found: Sequence[Named]) -> Iterator[list[Named]]:
    """Names joined by commas, slashes and "and" share what is said of them."""
    groups: list[list[Named]] = []
    for item in (item for item in found if item.kind != "social"):
        if groups and _joined(reader.words, reader.rules.words["joining"], groups[-1][-1], item):
            groups[-1].append(item)
        else:
            groups.append([item])
    yield from groups


def _joined(words: SourceWords, joining: frozenset[str], left: Named, right: Named) -> bool:
    between = words.text[words.spans[left.last - 1][1] : words.spans[right.first][0]]
    joined = len(between) <= 20 and joining.issuperset(words.lower[left.last : right.first])
    return joined and not STOP.search(between)


def _judge(reader: Reader, group: list[Named], captions: Sequence[Span]) -> tuple[str | None, bool]:
    """How the group is credited: (method or None, whether for a picture)."""
    start = reader.words.spans[group[0].first][0]
    line = reader.line(start)
    if any(first <= start < last for first, last in captions):
        return "caption", True
    if _dateline(reader, group, line):
        return "dateline", False
    if _pictured(reader, group, line):
        return "caption", True
    if _bracketed(reader, group, line):
        return "credit", False
    if _tells(reader, group[-1]) or any(rule(reader, item) for item in group for rule in IN_SENTENCES):
        return "text", False
    if _credit_line(reader, group, line):
        return "credit", any(item.name in reader.known.photo for item in group)
    return None, False


def _dateline(reader: Reader, group: list[Named], line: Span) -> bool:
    """ "CITY, June 3 (AP) -", "(CNN) Text", "CITY, June 3. /TASS/. Text"."""
    text = reader.words.text
    start, end = reader.words.span(group[0].first, group[-1].last)
    if start - line[0] > MAX_DATELINE:
        return False
    before, after = text[line[0] : start], text[end : min(line[1], end + 30)]
    if not before or before[-1] not in "(/[" or not after or after[0] not in ")/]":
        return False
    place, rest = before[:-1].strip(), after[1:].strip()
    small = [word for word in place.replace(",", " ").split() if word[0].islower()]
    if before[-1] == "/":
        return bool(place) and place[0].isupper() and after.startswith("/") and rest[:1] in (".", "-", "–", "—")
    if not place:
        return bool(rest) and (rest.startswith(reader.rules.dashes) or rest[0].isupper())
    return place[0].isupper() and len(small) <= 2 and rest.startswith(reader.rules.dashes)


def _pictured(reader: Reader, group: list[Named], line: Span) -> bool:
    """A credit for a picture: words for one nearby in a short stretch, or "Name Surname/Agency"."""
    words = reader.words
    stretch = _stretch(reader, group, line)
    inside = reader.words_in(stretch)
    if len(inside) > 16:
        return False
    if not reader.rules.photo.isdisjoint(words.lower[inside.start : inside.stop]):
        return not any(_told(reader, item, strict=True) or _tells(reader, item) for item in group)
    return _slash(reader, group)


def _stretch(reader: Reader, group: list[Named], line: Span) -> Span:
    """The brackets around the group, else its sentence."""
    text = reader.words.text
    start, end = reader.words.span(group[0].first, group[-1].last)
    left = max(text.rfind(sign, max(line[0], start - 150), start) for sign in OPEN)
    right = min((place for sign in CLOSE if (place := text.find(sign, end, min(line[1], end + 150))) >= 0), default=-1)
    if left >= 0 and right >= 0 and not any(sign in text[left:start] for sign in CLOSE):
        return (left, right + 1)
    return reader.segment(group[0])


def _slash(reader: Reader, group: list[Named]) -> bool:
    """ "Tam Orrick/Reuters", "REUTERS/Tam Orrick": a person's name on one side of a slash."""
    words, rules = reader.words, reader.rules
    first, last = group[0].first, group[-1].last
    left = first - 2 if first >= 2 and words.lower[first - 1] in rules.determiners else first - 1
    if left >= 1 and SLASHED.fullmatch(words.gap(left)):
        return _surname(words, left - 1) and _surname(words, left) and words.lower[left] not in rules.credit
    if last + 1 < len(words.words) and SLASHED.fullmatch(words.gap(last - 1)):
        return _surname(words, last) and _surname(words, last + 1)
    return False


def _surname(words: SourceWords, index: int) -> bool:
    return words.words[index][0].isupper() and words.words[index].isalpha()


def _bracketed(reader: Reader, group: list[Named], line: Span) -> bool:
    """ "(AP)", "[Yonhap]", "- Reuters" at the end of a line."""
    text = reader.words.text
    start, end = reader.words.span(group[0].first, group[-1].last)
    head = text[max(line[0], start - 6) : start].rstrip()
    if line[1] - end > MAX_TAIL:
        return False
    tail = text[end : min(line[1], end + 3)].strip(" .")
    if head.endswith(")") and not tail and group[0].kind == "agency" and group[0].name not in reader.known.photo:
        return True  # "... (June 3) AP"
    if head.endswith(tuple(OPEN)) and tail in CLOSE and tail and not text[end : line[1]].strip(" .)]"):
        return True
    doubtful = any(item.doubtful and len(item.name) > 4 for item in group)
    signed = head.endswith(("—", "–", "--", "―", " -", "/")) and not text[end : line[1]].strip(" .")
    return signed and not doubtful


def _credit_line(reader: Reader, group: list[Named], line: Span) -> bool:
    """The stretch says nothing but who made the text."""
    words, rules = reader.words, reader.rules
    segment = reader.segment(group[0])
    inside = reader.words_in(segment)
    if not inside or len(inside) > MAX_CREDIT_WORDS:
        return False
    said = words.text[segment[0] : segment[1]].casefold()
    marked = any(phrase in said for phrase in rules.lines) or words.lower[inside[0]] in rules.words["byline"]
    taken = {index for item in group for index in range(item.first, item.last)}
    others = [index for index in inside if index not in taken and words.lower[index] not in rules.credit]
    small = [index for index in others if words.words[index][0].islower()]
    if marked:
        return len(small) <= (4 if any(mark in said for mark in rules.words["loose_marks"]) else 1)
    if small or len(inside) > 14 or any(item.generic for item in group):
        return False
    doubtful = any(item.doubtful for item in group)
    if doubtful and taken.isdisjoint((inside[0], inside[-1])):
        return False
    if doubtful and len(inside) == len(taken) and group[0].kind != "agency":
        return False
    return len(others) <= 4 and _set_off(reader, group, others)


def _set_off(reader: Reader, group: list[Named], others: list[int]) -> bool:
    """A name beside other capitals counts only across a comma, bar, slash or dash."""
    words = reader.words
    near = {group[0].first - 1, group[-1].last} & set(others)
    ends = words.text[reader.segment(group[0])[1] - 1 :][:1] in ("!", "?")
    gaps = (words.gap(index if index < group[0].first else index - 1) for index in near)
    return not ends and all(any(sign in gap for sign in ",|/—–-:•·") for gap in gaps)


def _told(reader: Reader, item: Named, strict: bool = False) -> bool:
    """Words of citing precede the name: "according to", "told the state-run", "in an interview with"."""
    words, rules = reader.words, reader.rules
    if _goes_on(reader, item):
        return False
    index = item.first - 1
    for _ in range(MAX_SKIP):
        if index < 0 or "," in words.gap(index) or STOP.search(words.gap(index)):  # a sentence or a quote ends
            return False
        for phrase in rules.before.get(words.lower[index], ()):
            size = len(phrase)
            if tuple(words.lower[max(index - size + 1, 0) : index + 1]) == phrase and _cue_fits(reader, item, phrase):
                return not (strict and " ".join(phrase) in rules.words["not_of_text"])
        if _owner(reader, index):  # "according to Norland's state-run TRB"
            index -= 2
        elif words.lower[index] in rules.describing or words.lower[index] in rules.determiners:
            index -= 1
        else:
            return False
    return False


def _owner(reader: Reader, index: int) -> bool:
    """The word is the s of a name's possessive."""
    words = reader.words
    genitive = words.lower[index] in reader.rules.words["possessive"] and words.gap(index - 1) in ("'", "’")
    return genitive and words.words[index - 1][0].isupper()


def _worked(reader: Reader, item: Named) -> bool:
    """ "a Lamplighter article", "the Guardian newspaper report": something that the outlet made."""
    words, rules = reader.words, reader.rules
    index = item.last
    while index < min(len(words.words), item.last + 3) and words.gap(index - 1) == " ":
        if item.generic and words.lower[index] in rules.words["inquiries"]:
            return True
        if words.lower[index] in rules.words["works"]:
            return not item.generic and words.words[index].islower()
        if words.lower[index] not in rules.following:
            return False
        index += 1
    return False


def _interviewed(reader: Reader, item: Named) -> bool:
    """ "in an interview on Friday with the broadcaster": a time may come between."""
    words, rules = reader.words, reader.rules
    index = _before(words, item, rules.describing | rules.determiners)
    if index < 0 or item.doubtful or words.lower[index] not in rules.words["interviewing"]:
        return False
    behind = range(index - 1, max(index - MAX_SKIP, 0) - 1, -1)
    sentence = takewhile(lambda place: not STOP.search(words.gap(place)), behind)
    return any(words.lower[place] in rules.words["interviews"] for place in sentence)


def _before(words: SourceWords, item: Named, passed: frozenset[str]) -> int:
    """The word before a name and what is passed over; -1 at the start of the text."""
    behind = range(item.first - 1, -1, -1)
    return next((index for index in behind if words.lower[index] not in passed), -1)


def _works_for(reader: Reader, item: Named) -> bool:
    """ "a reporter for The Lamplighter", "told Tam Orrick of TRB": the outlet of a journalist."""
    words, rules = reader.words, reader.rules
    index = _before(words, item, rules.determiners)
    if index < 1 or words.lower[index] not in rules.words["journalists_of"] or words.gap(index - 1) not in (" ", ", "):
        return False
    if words.lower[index - 1] in rules.words["journalists"]:
        return True
    place = index - 1
    while place > max(index - 4, 0) and words.words[place][0].isupper() and words.gap(place - 1) == " ":
        place -= 1
    return place < index - 1 and words.lower[place] in rules.words["telling"]


IN_SENTENCES = (_told, _worked, _interviewed, _works_for)  # what a sentence says of a name that it credits


def _cue_fits(reader: Reader, item: Named, phrase: tuple[str, ...]) -> bool:
    if phrase in reader.rules.weak:
        return False
    if phrase in reader.rules.inverted:
        after = reader.words.text[reader.words.spans[item.last - 1][1] :][:2]
        return not item.generic and (after[:1] in ',.;\n”"' or not after)
    return True


def _goes_on(reader: Reader, item: Named) -> bool:
    """The name is the beginning of a longer one: "the Guardian Council", "Times Square"."""
    words, rules = reader.words, reader.rules
    if item.last >= len(words.words) or words.gap(item.last - 1) not in (" ", "-"):
        return False
    word = words.words[item.last]
    known = words.lower[item.last] in rules.between or words.lower[item.last] in rules.following
    return word[0].isupper() and not known and (item.doubtful or not word.isupper())


def _tells(reader: Reader, item: Named) -> bool:
    """The name is the subject of citing: "Reuters reported", "Haaretz, quoting ...", "CNN's Della Quist said"."""
    words, rules = reader.words, reader.rules
    if _goes_on(reader, item) or (item.doubtful and not _articled(reader, item)):
        return False
    index, noun = item.last, False
    if words.gap(index - 1) in ("'", "’") and words.lower[index] in rules.words["possessive"]:
        index += 1
        while index < min(len(words.words), item.last + 4) and words.words[index][0].isupper():
            index += 1
    for place in range(index, min(index + MAX_SKIP + 3, len(words.words))):
        gap, word = words.gap(place - 1), words.lower[place]
        if STOP.search(gap):
            return False
        if "," in gap and word not in rules.words["after_comma"]:
            return False
        if word in rules.verbs or (word in rules.words["at_comma"] and "," in gap):
            return not _passive(reader, place)
        noun = noun or word in rules.following
        if word not in rules.between and word not in rules.following and not noun:
            return False
    return False


def _passive(reader: Reader, place: int) -> bool:
    """ "Reuters was told" is citing nobody."""
    before, word = reader.words.lower[place - 1 : place + 1]
    rules = reader.rules.words
    return before in rules["passive"] or (before in rules["passive_before"] and word not in rules["not_passive"])


def _articled(reader: Reader, item: Named) -> bool:
    """A doubtful name needs an article or a noun before it, or to be an acronym."""
    words = reader.words
    name = words.words[item.first]
    if item.last - item.first > 1 or (name.isupper() and len(name) > 1):
        return True
    return item.first > 0 and words.lower[item.first - 1] in reader.rules.words["articled"]


def generic_credits(reader: Reader) -> Iterator[Credit]:
    """Lines that credit nobody by name: "With agencies", "From wire reports"."""
    for line in reader.lines:
        inside = reader.words_in(line)
        if len(inside) > 20 and _in_brackets(reader, line, reader.rules.words["generic_words"]):
            inside = inside[-2:]
        if not 1 <= len(inside) <= 20:
            continue
        lower = reader.words.lower[inside[0] : inside[-1] + 1]
        generic = reader.rules.words["generic_words"]
        if generic.isdisjoint(lower):
            continue
        short = all(word in reader.rules.credit or word in generic for word in lower)
        short = short or _in_brackets(reader, line, generic)
        names = [name.split() for name in reader.rules.names if short or name in reader.rules.words["always_generic"]]
        found = ((place, name) for name in names for place in range(len(lower)) if lower[place:][: len(name)] == name)
        for place, name in islice(found, 1):
            span = reader.words.span(inside[0] + place, inside[0] + place + len(name))
            yield Credit(span, " ".join(name), "agency", None, False, "credit")


def _in_brackets(reader: Reader, line: Span, generic: frozenset[str]) -> bool:
    """ "... of the harbour. (Agencies)": the last brackets of the line hold nothing but a word for agencies."""
    text = reader.words.text[line[0] : line[1]].rstrip(" .")
    start = max(text.rfind(sign) for sign in OPEN)
    if start < 0 or not text.endswith(tuple(CLOSE)):
        return False
    said = [word.lower() for word in text[start + 1 : -1].split()]
    return 0 < len(said) <= 3 and all(word in generic or word in reader.rules.credit for word in said)
