"""Lines that state when and by whom: time stamps, bylines and datelines of plain text.

A stamp is a whole line that holds a date with a year, and little else. Nothing is guessed: a line that could be read
two ways (03/04/2023) gives the month as a range.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from retold.clean.debris import Debris, any_of
from retold.languages import Language
from retold.model import Moment, Span


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date that a line states: `value` ISO with what is known, `role` published or modified, `span` in the line."""

    value: str
    earliest: str
    latest: str
    role: str
    span: Span


@dataclass(frozen=True, slots=True, eq=False)
class StampWords:
    months: dict[str, int]
    weekdays: frozenset[str]
    published: frozenset[str]
    modified: frozenset[str]
    zones: dict[str, int]
    beside: frozenset[str]
    worded: re.Pattern[str]
    byline: re.Pattern[str]
    name: re.Pattern[str]
    between: re.Pattern[str]


ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::\d\d)?(?:\.\d+)?\s?(Z|[+-]\d\d:?\d\d)?)?")
NUMERIC = re.compile(r"\b(\d{1,2})([./-])(\d{1,2})\2(\d{4})\b")
CLOCK = re.compile(
    r"\b(\d{1,2})[:.](\d\d)(?::\d\d)?(?:\s?([ap])\.?m\b\.?)?(?:\s?\(?([A-Za-z]{2,4})\b\)?)?|\b(\d{1,2})\s?([ap])\.?m\b\.?(?:\s?([A-Za-z]{2,4})\b)?",
    re.I,
)
PART = r"[A-Z][\w'’.-]*"
MAX_LINE = 120


@cache
def words(language: Language) -> StampWords:
    """The words of stamps in a language, compiled once."""
    table = language.table("clean")
    months: dict[str, int] = {}
    for number, name in enumerate(table.get("months", ()), 1):
        months[name] = months[name[:3]] = number
    months.setdefault("sept", 9)
    ordinal = any_of(table.get("ordinals", ()))
    weekdays = frozenset(form for name in table.get("weekdays", ()) for form in (name, name[:3], name[:4]))
    return StampWords(
        months,
        weekdays,
        frozenset(table.get("published", ())),
        frozenset(table.get("modified", ())),
        dict(table.get("zones", {})),
        frozenset(table.get("stamp_words", ())),
        re.compile(
            rf"\b([A-Za-z]{{3,9}})\.? (\d{{1,2}}){ordinal}?,? (\d{{4}})\b"
            rf"|\b(\d{{1,2}}){ordinal}? ([A-Za-z]{{3,9}})\.?,? (\d{{4}})\b"
        ),
        re.compile(rf"{any_of(table.get('bylines', ()))}:? (?P<names>.+)", re.I),
        re.compile(rf"{PART}(?: (?:{PART}|{any_of(table.get('particles', ()))})){{0,4}}"),
        re.compile(rf"\b{any_of(table.get('joins', ()))}\b|&"),
    )


def stamp(text: str, debris: Debris) -> Stamp | None:
    """The date that a line states and nothing beside it; None for a line that says more."""
    if len(text) > MAX_LINE or not any(char.isdecimal() for char in text):
        return None
    lexicon = words(debris.language)
    found = _iso(text) or _worded(text, lexicon) or _numeric(text)
    if found is None:
        return None
    value, earliest, latest, span = found
    clock, covered = ("", span) if "T" in value else _clock(text, span, lexicon)
    rest = _rest(text, [span, covered], lexicon)
    if rest is None:
        return None
    if clock and value == earliest == latest:
        value = earliest = latest = value + clock
    return Stamp(value, earliest, latest, rest, (min(span[0], covered[0]), max(span[1], covered[1])))


def _iso(text: str) -> tuple[str, str, str, Span] | None:
    match = ISO.search(text)
    if match is None or not _is_day(match.group(1), match.group(2), match.group(3)):
        return None
    value = f"{match.group(1)}-{match.group(2)}-{match.group(3)}"
    time = f"{value}T{match.group(4)}:{match.group(5)}{match.group(6) or ''}" if match.group(4) else value
    value = time if _is_time(time) else value
    return value, value, value, match.span()


def _worded(text: str, lexicon: StampWords) -> tuple[str, str, str, Span] | None:
    for match in lexicon.worded.finditer(text):
        name, day, year = match.group(1, 2, 3) if match.group(1) else match.group(5, 4, 6)
        month = lexicon.months.get(name.lower())
        if month and _is_day(year, month, day):
            value = f"{year}-{month:02}-{int(day):02}"
            return value, value, value, match.span()
    return None


def _numeric(text: str) -> tuple[str, str, str, Span] | None:
    match = NUMERIC.search(text)
    if match is None:
        return None
    first, second, year = int(match.group(1)), int(match.group(3)), match.group(4)
    stops = match.group(2) == "."
    orders = [(second, first)] if stops else [(second, first), (first, second)]
    readings = sorted({f"{year}-{month:02}-{day:02}" for month, day in orders if _is_day(year, month, day)})
    if not readings:
        return None
    value = readings[0] if len(readings) == 1 else year
    return value, readings[0], readings[-1], match.span()


def _is_day(year: str | int, month: str | int, day: str | int) -> bool:
    try:
        return 1800 <= date(int(year), int(month), int(day)).year <= 2200
    except ValueError:
        return False


def _is_time(value: str) -> bool:
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def _clock(text: str, span: Span, lexicon: StampWords) -> tuple[str, Span]:
    """The time of day with its zone, as ISO behind a day, and where it stands."""
    for match in CLOCK.finditer(text):
        if match.start() < span[1] and span[0] < match.end():
            continue
        hour, minute = int(match.group(1) or match.group(5)), int(match.group(2) or 0)
        half, zone = (match.group(3) or match.group(6) or "").lower(), (match.group(4) or match.group(7) or "").lower()
        if half and hour <= 12:
            hour = hour % 12 + (12 if half == "p" else 0)
        if hour > 23 or minute > 59:
            continue
        known = lexicon.zones.get(zone)
        suffix = "" if known is None else _offset(known)
        end = match.end() if known is not None or not zone else match.start(4) if match.group(4) else match.end()
        return f"T{hour:02}:{minute:02}{suffix}", (match.start(), end)
    return "", span


def _offset(minutes: int) -> str:
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _rest(text: str, spans: list[Span], lexicon: StampWords) -> str | None:
    """ "published" or "modified" when nothing else is said on the line, else None."""
    left = "".join(" " if any(a <= i < b for a, b in spans) else char for i, char in enumerate(text))
    tokens = re.findall(r"[A-Za-z]+|\d+", left.lower())
    role = "published"
    for token in tokens:
        if token in lexicon.modified:
            role = "modified"
        elif token not in lexicon.weekdays and token not in lexicon.published and token not in lexicon.beside:
            return None
    return role


DATELINE = re.compile(
    r"^(?P<place>[A-Z][A-Z.'’ -]{2,40}(?:, [A-Z][\w.'’ -]{1,30}?)?)(?:, [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)?"
    r"(?: ?\((?P<agency>[A-Za-z .]{2,30})\))? ?[–—-]{1,2} (?=[A-Z“\"'‘])"
)


def byline(text: str, language: Language) -> tuple[list[str], str | None] | None:
    """Authors and outlet of a line such as "By A. Writer and B. Writer, The Paper"; None for anything else."""
    lexicon = words(language)
    match = lexicon.byline.fullmatch(text.strip())
    if match is None:
        return None
    names: list[str] = []
    outlet: str | None = None
    for index, piece in enumerate(re.split(r",| \| | / | – | - ", match.group("names"))):
        people = [item.strip() for item in lexicon.between.split(piece) if item.strip()]
        if not people or not all(lexicon.name.fullmatch(item) for item in people):
            return (names, outlet) if names else None
        if index == 0:
            names.extend(people)
        elif len(people) == 1:
            # behind the comma stands the outlet; a lone capitalised pair may be a second author
            outlet = outlet or people[0]
    return names, outlet


MIXED = re.compile(
    r"^(?P<place>[A-Z][\w.'’ -]{2,40}(?:, [A-Z][\w.'’ -]{1,30}?)?) ?\((?P<agency>[A-Z][A-Za-z .]{1,29})\) ?[–—-]{1,2} "
)


def dateline(text: str) -> tuple[Span, str, str | None] | None:
    """The dateline at the start of a paragraph: its span, the place, the agency in brackets."""
    match = DATELINE.match(text[:120]) or MIXED.match(text[:120])
    if match is None:
        return None
    return (0, match.end()), match.group("place").strip(), match.group("agency")


def moment(found: Stamp, span: Span | None) -> Moment:
    """The Moment of a stamp."""
    return Moment(found.value, _edge(found.earliest, False), _edge(found.latest, True), "stated", span,
                  None if found.earliest == found.latest else "day and month can be read two ways")  # fmt: skip


def _edge(value: str, late: bool) -> str:
    if len(value) == 7:
        year, month = int(value[:4]), int(value[5:])
        return f"{value}-{calendar.monthrange(year, month)[1] if late else 1:02}"
    return value
