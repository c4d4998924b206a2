"""The article as a string of letters, one a word that matters to time; the stretches between shrink to one letter.

In: a Parse and the compiled lexicon. Out: TimeUnits. Number words are read together ("twenty-four", "nineteen
ninety-seven"), glued tokens are taken apart ("Oct.7", "5:30PM", "mid-1990s"), a blank line is a letter of its own, so
that nothing is matched across it.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from retold.languages.times import LETTERS, OTHER, TimeLexicon
from retold.model import Span
from retold.parse import Parse

Lists = Mapping[str, frozenset[str]]
MAX_DIGITS = 9  # digits of a date or year; longer numbers are no time
_SHADES = frozenset((LETTERS["MID"], LETTERS["LATE"], LETTERS["EARLY"]))
NUMBERISH = frozenset((LETTERS["DAYNUM"], LETTERS["INT"], LETTERS["WNUM"], LETTERS["YEAR"]))
# how dates and clock times are written in figures
_NUMERIC_DATE = re.compile(
    r"(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?![\d/-])|(\d{1,2})([/.])(\d{1,2})\6(\d{4}|\d\d)(?![\d/])"
)
_STAMP = re.compile(r"[T ](\d\d:\d\d)(?::\d\d)?(Z|[+-]\d\d:\d\d)?(?!\d)")
_CLOCK = re.compile(r"(\d{1,2})[:.](\d\d)(?::(\d\d))?(?!\d)")
_GLUED_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d\d))?([a-z][a-z.]*)$")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th|d)$")
_DECADE = re.compile(r"['’]?(\d{1,3}0)['’]?s$")
_GLUED_DAY = re.compile(r"([a-z]{3,9})\.?[-]?(\d{1,2})(st|nd|rd|th)?$")
_GLUED_SHADE = re.compile(r"([a-z]+)[-–](\S+)$")
_QUARTER = re.compile(r"(q(?=[1-4])|h(?=[12]))(\d)$")
_FRACTION = re.compile(r"(\d)/(\d)$")
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}  # signs of one character


@dataclass(slots=True)
class TimeUnits:
    """Parallel lists: letter, value, span and first token of each unit."""

    letters: list[str] = field(default_factory=list)
    values: list[object] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    tokens: list[int] = field(default_factory=list)

    def add(self, name: str, value: object, span: Span, token: int) -> None:
        self.put(LETTERS[name], value, span, token)

    def put(self, letter: str, value: object, span: Span, token: int) -> None:
        self.letters.append(letter)
        self.values.append(value)
        self.spans.append(span)
        self.tokens.append(token)


def units(doc: Parse, lexicon: TimeLexicon) -> TimeUnits:
    """The units of an article, in text order."""
    found = TimeUnits()
    lower, words, named, text = doc.lower, lexicon.words, lexicon.named, doc.text
    start, end = doc.start, doc.end
    index, before, gap = 0, 0, False
    while index < len(lower):
        word, first = lower[index], start[index]
        if first - before > 1 and text.count("\n", before, first) > 1:
            found.put(LETTERS["BREAK"], None, (before, before), index)
            gap = False
        size = _named(doc, lexicon, found, index) if word in named else 0
        if not size and word in words:
            size = _word(doc, lexicon, found, index, words[word])
        elif not size and not word.isalpha() and (len(word) > 1 or word.isdecimal() or word in _FRACTIONS):
            size = _odd(doc, lexicon, found, index)
        if not size and not gap:
            found.put(OTHER, None, (first, end[index]), index)
        index, gap = index + (size or 1), not size
        before = end[index - 1]
    return found


def _named(doc: Parse, lexicon: TimeLexicon, found: TimeUnits, index: int) -> int:
    capital = doc.words[index][0].isupper() or doc.words[index][0].isdecimal()
    for words, spec in lexicon.named[doc.lower[index]] if capital else ():
        size = len(words)
        if tuple(word.replace("’", "'") for word in doc.lower[index : index + size]) == words:
            found.add("NAMED", spec, doc.span(index, index + size), index)
            return size
    return 0


def _word(doc: Parse, lexicon: TimeLexicon, found: TimeUnits, index: int, entry: tuple[str, object]) -> int:
    """Adds a word of the lexicon; returns how many tokens it took."""
    letter, value = entry
    if letter == LETTERS["WNUM"]:
        return _number_words(doc, lexicon, found, index)
    if letter == LETTERS["HYPH"]:
        inside = 0 < index < len(doc) - 1
        tight = inside and doc.end[index - 1] == doc.start[index] and doc.end[index] == doc.start[index + 1]
        letter = LETTERS["HYPH" if tight else "DASH"]
    elif (check := _DOUBTS.get(letter)) is not None:
        letter = letter if check(doc, index, lexicon.lists) else OTHER
    elif doc.lower[index] in lexicon.lists["second"] and _is_clock_second(doc, found, index):
        letter, value = LETTERS["CLOCKU"], "S"
    found.put(letter, value, (doc.start[index], doc.end[index]), index)
    return 1


def _is_month(doc: Parse, index: int, lists: Lists) -> bool:
    """A month's name is capitalised; one that is a verb or a short form needs a day, a year or a stop beside it."""
    word, lower = doc.words[index], doc.lower[index]
    if not word[0].isupper() and not (index and doc.lower[index - 1] == "-"):
        return False
    named = lower in lists["name_months"]
    if len(word) <= 4 and not named and not word.endswith(".") and lower not in lists["short_months"]:
        return _beside_number(doc, index, lists)
    if not named:
        return True
    verb = doc.tag[index] == "MD" or doc.pos[index] in ("VERB", "AUX")
    person = doc.ent[index] == "PERSON" or _is_forename(doc, index, lists)
    doubtful = verb or person or (lower in lists["verb_months"] and _is_titled(doc, index, lists))
    return not doubtful or _beside_number(doc, index, lists)


def _is_forename(doc: Parse, index: int, lists: Lists) -> bool:
    """ "April Stone": a month's name right before another name, with nothing that leads to a date before it."""
    head = doc.head[index]
    leads = index > 0 and doc.lower[index - 1] in lists["date_leads"]
    return head == index + 1 and doc.tag[head] == "NNP" and not leads and doc.lower[head].isalpha()


def _is_titled(doc: Parse, index: int, lists: Lists) -> bool:
    """A month's name as a common noun in a title: "the March of ...", "the Long March"; not "in March for ..."."""
    before = doc.pos[index - 1] if index else ""
    if before == "ADP" or (index and doc.lower[index - 1] in lists["date_leads"] and before != "DET"):
        return False
    name = before in ("PROPN", "DET", "ADJ") and doc.pos[index + 1 : index + 2] != ["NOUN"]
    return name or not lists["title_links"].isdisjoint(doc.lower[index + 1 : index + 2])


def _is_weekday(doc: Parse, index: int, lists: Lists) -> bool:
    """A weekday is capitalised; a short form needs a stop or a comma, and a date."""
    word = doc.words[index]
    following = doc.lower[index + 1 : index + 5]
    dated = following[:1] in (["."], [","]) and any(item[0].isdecimal() for item in following)
    return word[0].isupper() and (len(word) > 4 or dated)


def _beside_number(doc: Parse, index: int, lists: Lists) -> bool:
    link, number = [*doc.lower[index + 1 : index + 3], "", ""][:2]
    near = (*doc.lower[max(index - 1, 0) : index], link, number if link in lists["number_links"] else "")
    return any(word[:1].isdecimal() for word in near)


def _is_season(doc: Parse, index: int, lists: Lists) -> bool:
    """A noun; what points to it ("last fall") makes it one whatever the tagger thinks."""
    return doc.pos[index] in ("NOUN", "PROPN") or (index > 0 and doc.lower[index - 1] in lists["season_leads"])


# words that are a unit of time only in some company
_DOUBTS: dict[str, Callable[[Parse, int, Lists], bool]] = {
    LETTERS["MONTH"]: _is_month, LETTERS["WEEKDAY"]: _is_weekday, LETTERS["SEASON"]: _is_season,
    LETTERS["ZONE"]: lambda doc, index, lists: doc.words[index].isupper(),
}  # fmt: skip


def _is_clock_second(doc: Parse, found: TimeUnits, index: int) -> bool:
    """ "second" counts time after a number or an article ("one second", "a second later")."""
    noun = {"NOUN", "PROPN", "ADJ"}.isdisjoint(doc.pos[index + 1 : index + 2])
    return noun and not NUMBERISH.isdisjoint(found.letters[-1:])


def _number_words(doc: Parse, lexicon: TimeLexicon, found: TimeUnits, index: int) -> int:
    """Reads number words together: value by adding and scaling, a year where two pairs follow each other."""
    total, part, pairs = 0.0, 0.0, [0, 0]
    place, last = index, index
    lower, numbers, scales, joins = doc.lower, lexicon.numbers, lexicon.scales, lexicon.lists["joins"]
    while place < len(doc) and place - index < 12:
        word = lower[place]
        if word in numbers:
            value = numbers[word]
            fits = part % 100 == 0 if value >= 10 else part % 10 == 0 and part % 100 != 10
            if not fits:
                if place - last > 1 or total or not 10 <= part <= 20:
                    break
                pairs, part = [int(part), 0], 0
            part += value
        elif word in scales and (part or place == index):
            part = (part or 1) * scales[word]
            if scales[word] >= 1000:
                total, part = total + part, 0
        elif (word == "-" or word in joins) and place + 1 < len(doc) and lower[place + 1] in numbers and place > index:
            if word in joins and (part % 100 or not (part or total)):
                break
            place += 1
            continue
        else:
            break
        last = place
        place += 1
    span = (doc.start[index], doc.end[last])
    whole = pairs[0] * 100 + part if pairs[0] else total + part
    is_year = (pairs[0] and part >= 10) or (1900 <= whole <= 2100 and pairs[0] == 0 and whole >= 2000)
    found.add("YEAR" if is_year and whole < 2200 and last > index else "WNUM", whole, span, index)
    return last - index + 1


def _odd(doc: Parse, lexicon: TimeLexicon, found: TimeUnits, index: int) -> int:
    """Adds a token that is not a plain word: digits and what is glued to them. Returns the tokens it took, or 0."""
    word = doc.lower[index]
    if len(word) > 24:
        return 0
    if word.isascii() and word.isdecimal():
        return _digits(doc, lexicon, found, index)
    span = (doc.start[index], doc.end[index])
    if word[0].isdecimal():
        return _date_or_clock(doc, lexicon, found, index) or _glued(word, lexicon, found, span, index)
    if word in _FRACTIONS:
        found.add("FRACTION", _FRACTIONS[word], span, index)
        return 1
    return _glued_word(doc, lexicon, found, index)


def _glued(word: str, lexicon: TimeLexicon, found: TimeUnits, span: Span, index: int) -> int:
    if (clock := _GLUED_CLOCK.match(word)) and clock[3] in lexicon.lists["glued_clock"]:
        hour, minute, half = int(clock[1]), int(clock[2] or 0), clock[3]
        if half[0] in "ap":
            hour = hour % 12 + (12 if half[0] == "p" else 0)
        if hour > 24 or minute > 59:
            return 0
        found.add("ISO", f"T{hour:02}:{minute:02}", span, index)
    elif ordinal := _ORDINAL.match(word):
        found.add("ORD", int(ordinal[1]), span, index)
    elif decade := _DECADE.match(word):
        found.add("DECADE", int(decade[1]), span, index)
    elif (fraction := _FRACTION.match(word)) and fraction[2] != "0":
        found.add("FRACTION", int(fraction[1]) / int(fraction[2]), span, index)
    elif word.replace(",", "").isdecimal() and len(word) <= MAX_DIGITS:
        found.add("INT", int(word.replace(",", "")), span, index)
    elif word.count(".") == 1 and word.replace(".", "").isdecimal():
        found.add("INT", float(word), span, index)
    else:
        return 0
    return 1


def _glued_word(doc: Parse, lexicon: TimeLexicon, found: TimeUnits, index: int) -> int:
    """ "Oct.7", "May-28", "mid-1990s", "mid-October" in one token."""
    word, span = doc.lower[index], (doc.start[index], doc.end[index])
    if (day := _GLUED_DAY.match(word)) and day[1] in lexicon.months and doc.words[index][0].isupper():
        cut = span[0] + day.start(2)
        found.add("MONTH", lexicon.months[day[1]], (span[0], cut), index)
        found.add("DAYNUM" if 1 <= int(day[2]) <= 31 else "INT", int(day[2]), (cut, span[1]), index)
        return 1
    if quarter := _QUARTER.match(word):
        found.add("QNUM", f"{quarter[1].upper()}{quarter[2]}", span, index)
        return 1
    shade = _GLUED_SHADE.match(word)
    if shade and (before := lexicon.words.get(shade[1])) and before[0] in _SHADES:
        cut, rest = span[0] + shade.start(2), shade[2]
        entry = lexicon.words.get(rest)
        decade = _DECADE.match(rest)
        if decade or (rest.isdecimal() and len(rest) == 4):
            entry = (LETTERS["DECADE"], int(decade[1])) if decade else (LETTERS["YEAR"], int(rest))
        if entry:
            found.put(before[0], shade[1], (span[0], cut - 1), index)
            found.put(entry[0], entry[1], (cut, span[1]), index)
            return 1
    return 0


def _digits(doc: Parse, lexicon: TimeLexicon, found: TimeUnits, index: int) -> int:
    word, span = doc.lower[index], (doc.start[index], doc.end[index])
    following = doc.text[span[1] : span[1] + 1]
    if following and following in "-/.:" and (size := _date_or_clock(doc, lexicon, found, index)):
        return size
    if len(word) > MAX_DIGITS:
        return 0
    number = int(word)
    after = doc.lower[index + 1] if index + 1 < len(doc) else ""
    if after in lexicon.scales:
        found.add("INT", number * lexicon.scales[after], (span[0], doc.end[index + 1]), index)
        return 2
    zoned = lexicon.words.get(after, ("",))[0] == LETTERS["ZONE"]
    marked = doc.text[max(span[0] - 1, 0) : span[0]] in ("'", "’") and doc.text[max(span[0] - 2, 0)] not in "'’`"
    if len(word) == 2 and marked and found.letters and found.spans[-1][1] == span[0]:
        found.add("SHORTYEAR", _full_year(number), span, index)
    elif len(word) == 4 and zoned and number < 2400:
        found.add("MIL", f"{word[:2]}:{word[2:]}", span, index)
    elif len(word) == 4 and (1000 <= number <= 2200) and not _is_house(doc, lexicon.lists, found, index):
        found.add("YEAR", number, span, index)
    elif len(word) == 4 and word[0] in "012" and int(word[:2]) < 24 and int(word[2:]) < 60:
        found.add("MIL", f"{word[:2]}:{word[2:]}", span, index)
    else:
        found.add("DAYNUM" if 1 <= number <= 31 else "INT", number, span, index)
    return 1


def _is_house(doc: Parse, lists: Lists, found: TimeUnits, index: int) -> bool:
    """Whether four digits are the number of a house or of a block: "of 1522 Harbor St.", "the 1900 block"."""
    following = index + 1 + (doc.lower[index + 1 : index + 2] == ["-"])
    if following >= len(doc) or doc.sent[following] != doc.sent[index]:
        return False
    if doc.lower[following] in lists["blocks"]:
        return doc.pos[min(following + 1, len(doc) - 1)] != "NOUN"  # not "the 2010 block grants"
    if not doc.words[following][0].isupper() and not doc.words[following][0].isdecimal():
        return False
    before = doc.lower[index - 1] if index and doc.sent[index - 1] == doc.sent[index] else ""
    led = before in lists["house_leads"]
    if found.letters[-2:-1] and found.letters[-2] in _LEADING_YEAR:
        return False
    # a day or month has just been written, so that its year comes next: "May 3, 2019"
    if not led and (before not in lists["house_marks"] or not _DATED.isdisjoint(found.letters[-2:])):
        return False
    if led and doc.lower[following] in lists["compass"]:
        return True
    return _is_street(doc, lists, following, led) or (led and int(doc.lower[index]) < 1900 and _is_name(doc, index))


_DATED = frozenset(LETTERS[name] for name in ("DAYNUM", "ORD", "MONTH", "WEEKDAY"))
_LEADING_YEAR = frozenset(LETTERS[name] for name in ("MONTH", "SEASON", "QUARTERU", "HALFW", "START", "END", "MIDDLE"))


def _is_street(doc: Parse, lists: Lists, first: int, led: bool) -> bool:
    """Whether a name of a few capitalised words from `first` on ends in a word for a street."""
    for place in range(first, min(first + 6, len(doc))):
        if not doc.words[place][0].isupper() and not doc.words[place][0].isdecimal():
            return False
        word = doc.lower[place].rstrip(".")
        if place > first and (word in lists["street"] or (led and word in lists["street_doubtful"])):
            return True
    return False


def _is_name(doc: Parse, index: int) -> bool:
    """A bare name after a number too low for a year of news ("called to 1005 Main"); not "the War of 1812 Museum"."""
    if doc.tag[index + 1] != "NNP" or not doc.words[index + 1].isalpha():
        return False
    return index < 2 or not (doc.words[index - 2][:1].isupper() and doc.words[index - 2].isalpha())


def _date_or_clock(doc: Parse, lexicon: TimeLexicon, found: TimeUnits, index: int) -> int:
    """A numeric date or a clock time read from the text at the token, over as many tokens as it takes."""
    at = doc.start[index]
    if (date := _NUMERIC_DATE.match(doc.text, at)) and (value := _numeric_date(date)):
        stop = date.end()
        if date[1] and (stamp := _STAMP.match(doc.text, stop)):
            value, stop = f"{value}T{stamp[1]}{stamp[2] or ''}", stamp.end()
        found.add("ISO", value, (at, stop), index)
        return max(len(doc.tokens_in((at, stop))), 1)
    clock = _CLOCK.match(doc.text, at)
    if clock is None or int(clock[1]) > 24 or int(clock[2]) > 59:
        return 0
    following, halves = doc.lower[min(index + 1, len(doc) - 1)], tuple(lexicon.lists["halves"])
    if clock.end() != doc.end[index] or ("." in clock[0] and not following.startswith(halves)):
        return 0
    seconds = f":{clock[3]}" if clock[3] else ""
    found.add("CLOCK", f"{int(clock[1]):02}:{clock[2]}{seconds}", (at, clock.end()), index)
    return 1


def _numeric_date(found: re.Match[str]) -> str | None:
    """Year first as written; else month first with slashes and day first with stops, whichever is possible."""
    if found[1]:
        year, month, day = int(found[1]), int(found[3]), int(found[4])
    else:
        first, second, year = int(found[5]), int(found[7]), int(found[8])
        if len(found[8]) == 2:
            year = _full_year(year) if found[6] == "/" else 0
        month, day = (first, second) if found[6] == "/" and first <= 12 else (second, first)
    possible = 1000 <= year <= 2200 and 1 <= month <= 12 and 1 <= day <= 31
    return f"{year:04}-{month:02}-{day:02}" if possible else None


def _full_year(short: int) -> int:
    """Two digits: the century that keeps the year between 1930 and 2029."""
    return 1900 + short if short >= 30 else 2000 + short
