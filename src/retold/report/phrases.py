"""The report's wording: tables and templates of `templates/wording.toml`, plurals, lists, dates and ranges."""

import re
import tomllib
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib import resources

from retold.model import Moment, OriginRange

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip


@cache
def table(name: str) -> dict[str, str]:
    """A table of the wording file."""
    file = resources.files(__package__) / "templates" / "wording.toml"
    tables: dict[str, dict[str, str]] = tomllib.loads(file.read_text(encoding="utf-8"))
    return tables[name]


def word(name: str, key: str) -> str:
    """A fixed word; a key that the table lacks speaks for itself."""
    return table(name).get(key, key.replace("_", " "))


def count(number: int, one: str, many: str | None = None) -> str:
    """`3 accounts`, `1 account`, with thousands set apart."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(names: Sequence[str], most: int = 4) -> str:
    """`a, b and c`; beyond `most` names the rest is counted."""
    if len(names) > most:
        kept = names[: max(1, most - 1)]
        return f"{', '.join(kept)} and {len(names) - len(kept)} more"
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def origins(found: OriginRange) -> str:
    """`1 to 2 separate sources`."""
    if found.min == found.max:
        return count(found.max, "separate source") if found.max > 1 else "1 source"
    return f"{found.min} to {found.max} separate sources"


def clip(text: str, most: int) -> str:
    """The text, cut at a word where it is longer than `most`."""
    text = " ".join(text.split()) if len(text) <= 4 * most else " ".join(text[: 4 * most].split())
    if len(text) <= most:
        return text
    cut = text[:most].rpartition(" ")[0]
    return (cut if len(cut) > most // 2 else text[:most]) + "…"


def sentence(text: str) -> str:
    """The text with a capital in front."""
    return text[:1].upper() + text[1:]


# --- moments ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Point:
    """One end of an interval: a day, and the minute of it where that is known."""

    day: date
    minute: int | None

    @property
    def days(self) -> float:
        return self.day.toordinal() + (self.minute or 0) / 1440


def point(text: str | None) -> Point | None:
    """An ISO 8601 date or time as the clock of its own zone shows it; None for what is not one."""
    if not text:
        return None
    try:
        if len(text) <= 10:
            return Point(date.fromisoformat(text), None)
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return Point(moment.date(), moment.hour * 60 + moment.minute)


def interval(moment: Moment | None) -> tuple[float | None, float | None]:
    """Start and end in days; a day without a time of day lasts to its end."""
    if moment is None:
        return (None, None)
    first, last = point(moment.earliest), point(moment.latest)
    start = first.days if first else None
    end = None if last is None else last.days + (1 if last.minute is None else 0)
    if start is not None and end is not None and end < start:
        end = start
    return (start, end)


def when(moment: Moment | None, unknown: str | None = None) -> str:
    """A moment in words: `3 June 2024, 22:05`, `3 to 5 June 2024`, `June 2024`, `not before 3 June 2024`."""
    nothing = table("sentences")["undated"] if unknown is None else unknown
    if moment is None:
        return nothing
    first, last = point(moment.earliest), point(moment.latest)
    if first and last:
        return _part_of_day(moment.value) or _between(first, last)
    if first:
        return f"not before {_at(first)}"
    if last:
        return f"not after {_at(last)}"
    return nothing


def when_said(text: str) -> str:
    """An ISO 8601 day or time, or a TIMEX3 value of a part of a day or of a year, in words; other text stays."""
    year, _, rest = text.partition("-")
    if found := _of_year(year, rest):
        return found
    at = point(text)
    if at:
        return _at(at)
    if found := _part_of_day(text):
        return found
    day, _, part = text.partition("T")
    at = point(day)
    if at and part.isdecimal() and int(part) < 24:
        return f"{_day(at.day)}, {_clock(60 * int(part))}"
    return text


def _part_of_day(value: str | None) -> str | None:
    """`morning of 3 June 2024` for 2024-06-03TMO; None for what is not part of a day."""
    day, _, part = (value or "").partition("T")
    at = point(day)
    return f"{table('part_of_day')[part]} {_day(at.day)}" if at and part in table("part_of_day") else None


def _of_year(year: str, rest: str) -> str | None:
    """A month, week, quarter or season of a year in words."""
    if rest in table("part_of_year"):
        return f"{table('part_of_year')[rest]} {year}"
    if rest.isdecimal() and 1 <= int(rest) <= 12:
        return f"{MONTHS[int(rest) - 1]} {year}"
    week = rest.removeprefix("W").removesuffix("-WE")
    if rest.startswith("W") and week.isdecimal():
        try:
            first = date.fromisocalendar(int(year), int(week), 6 if rest.endswith("-WE") else 1)
        except ValueError:
            return None
        return days(first, date.fromordinal(first.toordinal() + (1 if rest.endswith("-WE") else 6)))
    return None


def as_of(moment: Moment | None) -> str:
    """The day at which something held, "" where it is not known."""
    at = moment and (point(moment.latest) or point(moment.earliest))
    return _day(at.day) if at else ""


def _between(first: Point, last: Point) -> str:
    if first.day == last.day:
        if first.minute is None or last.minute is None or _whole_day(first, last):
            return _day(first.day)
        until = "" if first.minute == last.minute else f" to {_clock(last.minute)}"
        return f"{_day(first.day)}, {_clock(first.minute)}{until}"
    return days(first.day, last.day)


def days(first: date, last: date) -> str:
    """A stretch of days in words."""
    if first == last:
        return _day(first)
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        if (first.year, first.month) == (last.year, last.month):
            return f"{MONTHS[first.month - 1]} {first.year}"
        if first.month == 1 and last.month == 12:
            return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {_day(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} to {_day(last)}"
    return f"{_day(first)} to {_day(last)}"


def _whole_day(first: Point, last: Point) -> bool:
    return first.minute == 0 and last.minute == 1439


def _at(at: Point) -> str:
    return _day(at.day) + ("" if at.minute is None else f", {_clock(at.minute)}")


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


ISO_DAY = re.compile(
    r"\b\d{4}-"
    r"(?:\d\d-\d\d(?:T(?:\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?|\d\d|[A-Z]{2}))?"
    r"|\d\d|W\d\d(?:-WE)?|[A-Z]{2}|[QH]\d)(?![\w-])"
)


def days_in_words(text: str) -> str:
    """The text with every day that is written as ISO 8601 or TIMEX3 write it in words."""
    return ISO_DAY.sub(lambda found: when_said(found[0]), text)


def _clock(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02}"
