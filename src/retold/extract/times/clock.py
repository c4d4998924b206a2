"""Rules for times of day: clock times, parts of the day, numeric dates with or without a time."""

from datetime import timedelta

from retold.extract.times import calendar
from retold.extract.times.context import TimeContext, TimeMatch, TimeReading
from retold.extract.times.values import day_of, mod, shift
from retold.languages.times import LETTERS


def iso(match: TimeMatch, context: TimeContext) -> TimeReading | None:
    value = match.word("ISO")
    if value.startswith("T"):
        return TimeReading("TIME", f"{_clock_day(context, match.token)}{value}", "published")
    day, mark, clock = value.partition("T")
    if calendar.interval(day) is None:
        return None
    offset = clock[5:].replace("Z", "+00:00")
    return TimeReading("TIME" if mark else "DATE", f"{day}{mark}{clock[:5]}", offset=offset)


def _clock_value(match: TimeMatch) -> tuple[str, str] | None:
    """ "T17:05" and the zone's offset; None where the numbers make no time."""
    offset = match.word("ZONE")
    if noon := match.word("NOON"):
        return f"T{noon}", offset
    if glued := match.word("ISO"):
        return (glued, offset) if glued.startswith("T") else None
    text = match.word("CLOCK", "MIL")
    hour = int(text[:2]) if text else match.number("WNUM", "DAYNUM") or 0
    half = match.word("AMPM")
    if not text and match.has("AMPM", "PART") and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half[0] == "p" else 0) if hour <= 12 else hour
    elif match.word("PART") in ("AF", "EV", "NI") and hour < 12:
        hour += 12 if match.word("PART") != "NI" or hour >= 6 else 0
    if hour > 24:
        return None
    return f"T{hour:02}:{text[3:] or '00'}", offset


def _clock_day(context: TimeContext, token: int | None = None) -> str:
    """The day a bare time of day belongs to: the last day mentioned, else the day of publication."""
    for value in (context.clause, context.last if context.narrative else None):
        if value and len(value) >= 10:
            return value[:10]
    if context.narrative or (context.published is None and context.day is None):
        return "XXXX-XX-XX"
    if context.day and (context.published is None or (token is not None and context.tense(token) == "past")):
        return context.day
    return context.published.isoformat() if context.published else "XXXX-XX-XX"


def clock(match: TimeMatch, context: TimeContext) -> TimeReading | None:
    """A time of day without its day."""
    if not match.has("AMPM", "OCLOCK", "ZONE", "NOON", "ISO", "PART") and not _clock_cued(match, context):
        return None
    if match.has("NOON") and match.before(context.doc) in context.lexicon.lists["noon_bars"]:
        return None
    found = _clock_value(match)
    day = _clock_day(context, match.token)
    return TimeReading("TIME", day + found[0], "published", mod(match), offset=found[1]) if found else None


def _clock_cued(match: TimeMatch, context: TimeContext) -> bool:
    lists = context.lexicon.lists
    cued = match.has("CLOCK") and match.before(context.doc) in lists["clock_cues"]
    return cued and match.after(context.doc) not in lists["oclock_stops"]


def clock_day(match: TimeMatch, context: TimeContext) -> TimeReading | None:
    """A time of day with its day: "9 a.m. EST Tuesday", "October 28, 2023 at 22:05"."""
    found, day = _clock_value(match), day_of(_day_side(match), context)
    if found is None or day is None or len(day.value) < 10:
        return None
    return TimeReading("TIME", day.value.partition("T")[0] + found[0], day.anchor, offset=found[1])


def _day_side(match: TimeMatch) -> TimeMatch:
    """The part of a clock_day match that holds the date, so that the hour is not taken for the day."""
    letters = match.letters
    if not match.has("MONTH"):
        return match
    place = letters.index(LETTERS["MONTH"])
    days = (LETTERS["DAYNUM"], LETTERS["ORD"])
    after = place + 1 < len(letters) and (letters[place + 1] in days or letters[place + 1] == LETTERS["THE"])
    first = place if after else max(place - (2 if place and letters[place - 1] == LETTERS["OF"] else 1), 0)
    return TimeMatch(match.units, match.first + first, match.last)


def part_of_day(match: TimeMatch, context: TimeContext) -> TimeReading | None:
    """ "the night of February 8, 1904"; "the early hours of Sunday"."""
    day = day_of(_day_side(match), context)
    part = match.word("NOON") or match.word("PART") or ("MO" if match.word("UNITS") == "H" else "")
    return TimeReading("TIME", f"{day.value.partition('T')[0]}T{part}", day.anchor) if day and part else None


def relative_part(match: TimeMatch, context: TimeContext) -> TimeReading | None:
    """ "last night", "this morning", "the next morning", "the evening"."""
    part = match.word("PART")
    if match.has("THE") and match.is_before(context.doc, "DET", "PRON", "SCONJ", "PROPN"):
        return None  # "the night the ship sank"
    told = match.has("FOLL", "PREV", "SAME", "THAT") or (match.has("NEXT") and match.has("THE"))
    base, anchor = context.told_day() if told else (context.published, "published")
    if match.has("THE") and not told:
        base, anchor = context.told_day() if context.narrative or (context.day and context.clause) else (base, anchor)
    if base is None or (told and context.last and len(context.last) < 10):
        return TimeReading("TIME", f"XXXX-XX-XXT{part}", anchor)
    return TimeReading("TIME", f"{(base + timedelta(shift(match))).isoformat()}T{part}", anchor)


def part(match: TimeMatch, context: TimeContext) -> TimeReading | None:
    """A bare part of the day: after "at" or with a shade ("mid-afternoon")."""
    shaded = match.has("EARLY", "LATE", "MID")
    if not shaded and match.before(context.doc) not in context.lexicon.lists["part_leads"]:
        return None
    doc = context.doc
    if doc.words[match.token][0].isupper() and match.before(doc) and doc.pos[match.token] == "PROPN":
        return None  # a name: "at Sunrise Park"
    named = doc.lower[match.token] in context.lexicon.lists["part_moments"]
    told = shaded or (named and context.tense(match.token) == "past")
    day = _clock_day(context, match.token) if told else "XXXX-XX-XX"
    return TimeReading("TIME", f"{day}T{match.word('PART')}", "published", mod(match))
