"""TIMEX3 values as stretches of the calendar: no text, no anchors.

A point value ("1998-08-07", "1989-W43", "1989-Q3", "1998-SU", "199", "1998-08-07TMO", "BC0264") goes in, its first and
last moment come out; and the other way round, dates and steps go in and values come out. Weeks are ISO weeks.
"""

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

# first and last month; winter runs into the next year
SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}
PARTS = {
    "MO": ("00:00", "11:59"), "AF": ("12:00", "17:59"), "EV": ("17:00", "23:59"), "NI": ("18:00", "23:59"),
    "DT": ("06:00", "18:00"),
}  # fmt: skip
FIRST_YEAR, LAST_YEAR = 2, 9998

# the forms of a TIMEX3 value
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)$")
_MONTH = re.compile(r"(\d{4})-(\d\d)(?:-XX)?$")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(?:-(WE|[1-7]))?$")
_PERIOD = re.compile(r"(\d{4})-(?:Q([1-4])|H([12])|(SP|SU|FA|WI))$")
_LONG = re.compile(r"(\d{2,4})$")
_CLOCK = re.compile(r"(\d\d):(\d\d)(?::(\d\d))?$")
# every form of a TIMEX3 value that is read
VALUE = re.compile(
    r"(?:BC\d{2,4}|(?:\d{4}|XXXX|\d{3}X?|\d\d(?:XX)?)(?:-(?:\d\d|XX)(?:-(?:\d\d|XX))?|-W(?:\d\d|XX)(?:-(?:WE|WD|[1-7]|X))?"
    r"|-Q[1-4X]|-H[12X]|-(?:SP|SU|FA|WI))?(?:T(?:\d\d:\d\d(?::\d\d)?|MO|AF|EV|NI|DT|XX))?"
    r"|P(?:X|[\d.]+)(?:DE|CE|[YMWDQEX])(?:[\d.]+[MWD])*|PT(?:(?:X|[\d.]+)[HMS])+|P(?:[\d.]+[YMWD])+T(?:[\d.]+[HMS])+"
    r"|PRESENT_REF|PAST_REF|FUTURE_REF)$"
)


@lru_cache(maxsize=4096)
def interval(value: str) -> tuple[str, str, str] | None:
    """First moment, last moment (ISO 8601, both inclusive) and precision of a point value; None where it has none."""
    head, mark, clock = value.partition("T")
    days = _days(head)
    if days is None:
        return None
    first, last, precision = days
    if not mark:
        return first.isoformat(), last.isoformat(), precision
    if precision != "day":
        return None
    return _within(first.isoformat(), clock)


def _within(day: str, clock: str) -> tuple[str, str, str] | None:
    if clock in PARTS:
        start, end = PARTS[clock]
        return f"{day}T{start}", f"{day}T{end}", "part"
    if clock == "24:00":
        after = (date.fromisoformat(day) + timedelta(1)).isoformat()
        return f"{after}T00:00", f"{after}T00:00", "minute"
    if not _CLOCK.match(clock):
        return None
    return f"{day}T{clock}", f"{day}T{clock}", "second" if clock.count(":") == 2 else "minute"


def _days(head: str) -> tuple[date, date, str] | None:
    try:
        if found := _DAY.match(head):
            day = date(int(found[1]), int(found[2]), int(found[3]))
            return day, day, "day"
        if found := _MONTH.match(head):
            return *_months(int(found[1]), int(found[2]), int(found[2])), "month"
        if found := _WEEK.match(head):
            return _week_days(int(found[1]), int(found[2]), found[3])
        if found := _PERIOD.match(head):
            return _period(int(found[1]), found[2], found[3], found[4])
        if found := _LONG.match(head):
            return _years(found[1])
    except (ValueError, OverflowError):
        return None
    return None


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    """From month `first` to month `last`, which may run into the next year (13 = January)."""
    end_year, end = (year, last) if last <= 12 else (year + 1, last - 12)
    return date(year, first, 1), date(end_year, end, monthrange(end_year, end)[1])


def _week_days(year: int, week: int, day: str | None) -> tuple[date, date, str]:
    monday = date.fromisocalendar(year, week, 1)
    if day == "WE":
        return monday + timedelta(5), monday + timedelta(6), "weekend"
    if day:
        return monday + timedelta(int(day) - 1), monday + timedelta(int(day) - 1), "day"
    return monday, monday + timedelta(6), "week"


def _period(year: int, quarter: str | None, half: str | None, season: str | None) -> tuple[date, date, str]:
    if quarter:
        return *_months(year, int(quarter) * 3 - 2, int(quarter) * 3), "quarter"
    if half:
        return *_months(year, int(half) * 6 - 5, int(half) * 6), "half"
    return *_months(year, *SEASONS[season or ""]), "season"


def _years(digits: str) -> tuple[date, date, str]:
    scale = 10 ** (4 - len(digits))
    first = int(digits) * scale
    name = {1: "year", 10: "decade", 100: "century"}[scale]
    return date(max(first, 1), 1, 1), date(first + scale - 1, 12, 31), name


def week(day: date) -> str:
    """The ISO week of a day: "1998-W32"."""
    year, number, _ = day.isocalendar()
    return f"{year:04}-W{number:02}"


def quarter(day: date) -> str:
    """The calendar quarter of a day: "1989-Q3"."""
    return f"{day.year:04}-Q{(day.month + 2) // 3}"


def step(day: date, unit: str, count: float) -> date | None:
    """The day `count` units after `day` (before it, if negative); None beyond the calendar."""
    days = {"S": 1 / 86400, "M": 1 / 1440, "H": 1 / 24, "D": 1, "W": 7, "F": 14, "E": 7}
    months = {"m": 1, "Q": 3, "Y": 12, "T": 120, "C": 1200, "K": 12000}
    try:
        if unit in days:
            return day + timedelta(int(count * days[unit]))
        total = day.year * 12 + day.month - 1 + int(count * months[unit])
        year, month = divmod(total, 12)
        if not FIRST_YEAR <= year <= LAST_YEAR:
            return None
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError):
        return None


def at(day: date, unit: str) -> str:
    """The value of the stretch of kind `unit` (S M H D W E m Q Y T C) that holds `day`."""
    values = {
        "W": week(day), "F": week(day), "E": f"{week(day)}-WE", "m": f"{day.year:04}-{day.month:02}", "Q": quarter(day),
        "Y": f"{day.year:04}", "T": f"{day.year // 10:03}", "C": f"{day.year // 100:02}",
    }  # fmt: skip
    return values.get(unit, day.isoformat())


def first_day(value: str) -> date | None:
    """The first day of a point value; None where it has none."""
    found = interval(value)
    return date.fromisoformat(found[0][:10]) if found else None


def easter(year: int) -> date:
    """Easter Sunday by the anonymous Gregorian computus (Meeus, Jones, Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    n = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * n) // 451
    month, day = divmod(h + n - 7 * m + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, nth: int, weekday: int, month: int) -> date:
    """The nth weekday (1 = Monday) of a month; nth 5 is the last one."""
    first = date(year, month, 1)
    day = first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    return day if day.month == month else day - timedelta(7)


def named_day(spec: str, year: int) -> date | None:
    """The day of a named day in a year, after its spec in the language file; None where no calendar here knows it."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    if spec == "election":
        return nth_weekday(year, 1, 1, 11) + timedelta(1)
    if spec.startswith("easter"):
        return easter(year) + timedelta(int(spec[6:]))
    if ":" in spec:
        nth, weekday, rest = spec.split(":")
        month, _, extra = rest.partition("+")
        return nth_weekday(year, int(nth), int(weekday), int(month)) + timedelta(int(extra or 0))
    return date(year, int(spec[:2]), int(spec[3:5]))
