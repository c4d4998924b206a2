"""Rules for stretches counted in units: quarters, "two weeks ago", "the past year", vague references."""

from dataclasses import replace
from datetime import date, timedelta

from retold.extract.times import calendar, lengths
from retold.extract.times.clock import relative_part
from retold.extract.times.context import TimeContext, TimeMatch, TimeReading
from retold.extract.times.lengths import UNKNOWN, before_noun, count_of, duration_value, leading, unit_of, vague_value
from retold.extract.times.quarters import quarter_told, year_before
from retold.extract.times.values import date_, mod, shift
from retold.languages.times import LETTERS


def ago(match: TimeMatch, context: TimeContext) -> TimeReading | None:
    """ "two weeks ago": as fine as its unit. "A year ago" beside a quarter's figures is that quarter's year-ago one."""
    count, unit = count_of(match), unit_of(match)
    if count is None or not match.has("DAYNUM", "INT", "WNUM", "YEAR", "A", "COUPLE"):
        return TimeReading("DATE", "PAST_REF", "published")
    if unit == "Y" and count == 1 and match.has("A"):
        return year_before(context, match.token)
    return _moved(context.base(), unit, -count, match)


def _moved(base: tuple[date | None, str], unit: str, count: float, match: TimeMatch) -> TimeReading | None:
    day, anchor = base
    if day is None:
        return TimeReading("DATE", "PAST_REF" if count < 0 else "FUTURE_REF", anchor)
    moved = calendar.step(day, unit, count)
    if moved is None:
        return None
    if unit in "SMH":
        return TimeReading("TIME", f"{moved.isoformat()}TXX" if unit == "H" else moved.isoformat(), anchor)
    fine = {"T": "Y", "C": "Y", "K": "Y", "E": "W", "F": "W"}.get(unit, unit)
    return TimeReading("DATE", calendar.at(moved, fine), anchor, mod(match))


def offset(match: TimeMatch, context: TimeContext) -> TimeReading | None:
    """ "two days later", "a year earlier": from the last time mentioned. Before a noun phrase it is a length only."""
    back = match.has("EARLIER", "BEFORE")
    count, unit = count_of(match), unit_of(match)
    if match.has("BEFORE", "AFTER"):
        token = match.next_token(context.doc)
        if token is not None and context.doc.pos[token] not in ("PUNCT", "CCONJ", "SCONJ"):
            value = event_day(context, token)
            start = calendar.first_day(value) if value else None
            if start and count and unit in "DW":
                return _moved((start, "text"), unit, -count if back else count, match)
            return _length_before(match, context)
    if unit in "SMH":
        return _length_before(match, context)
    counted = match.has("DAYNUM", "INT", "WNUM", "YEAR", "A", "COUPLE")
    if count is None or not counted:
        return TimeReading("DATE", "PAST_REF" if back else "FUTURE_REF", "text")
    if unit == "Y" and back and count == 1 and context.quarter:
        return year_before(context, match.token)
    value, anchor = context.told()
    if context.last is None and not back:
        return TimeReading("DATE", "FUTURE_REF", "text")  # later than something without a day
    if value and unit == "D" and len(value) < 10 and anchor == "text":
        return TimeReading("DATE", _some_day(value), anchor)
    return _moved((calendar.first_day(value) if value else None, anchor), unit, -count if back else count, match)


def _some_day(value: str) -> str:
    """A day of a month or of a longer stretch, not known which."""
    return f"{value}-XX" if len(value) == 7 and value[5:].isdecimal() else f"{value[:4]}-XX-XX"


def _length_before(match: TimeMatch, context: TimeContext) -> TimeReading | None:
    """The length alone of "30 days before closing", "an hour later"."""
    reading = lengths.duration(match, context)
    return None if reading is None else replace(reading, drop=1)


def _unit_token(match: TimeMatch) -> int:
    names = {LETTERS[name] for name in lengths.UNIT_NAMES}
    places = range(match.first, match.last)
    return next(match.units.tokens[place] for place in places if match.units.letters[place] in names)


def near_event(match: TimeMatch, context: TimeContext) -> TimeReading | None:
    """ "the night before the attack", "the day after": counted from the event's day where the text gives it one.

    An event has a day when a date stands before its noun somewhere in the text ("the October 7 attack").
    """
    unit = unit_of(match)
    token = match.next_token(context.doc)
    told = token is None or context.doc.pos[token] in ("PUNCT", "CCONJ")
    if match.has("A") and (told or not match.has("DAYU", "PART")):
        return None
    shift = -1 if match.has("BEFORE") else 1
    part = match.word("PART")
    value = context.told()[0] if told else event_day(context, token)
    day = calendar.first_day(value) if value and (len(value) >= 10 or (unit and unit in "WmY")) else None
    moved = calendar.step(day, unit or "D", shift) if day else None
    if moved is None:
        if not (match.has("DAYU") or part):
            return None
        return TimeReading("TIME" if part else "DATE", f"XXXX-XX-XXT{part}" if part else "XXXX-XX-XX", "text")
    if part:
        return TimeReading("TIME", f"{moved.isoformat()}T{part}", "text", aside=True)
    return TimeReading("DATE", calendar.at(moved, unit), "text", aside=not told)


def event_day(context: TimeContext, token: int | None) -> str | None:
    """The day that the text ties to the noun phrase that begins at `token`."""
    doc = context.doc
    for place in range(token, min(token + 6, len(doc))) if token is not None else ():
        if doc.pos[place] in ("NOUN", "PROPN") and (value := context.events.get(doc.lemma[place].lower())):
            return value
        if doc.pos[place] in ("VERB", "PUNCT"):
            return None
    return None


def told_time(match: TimeMatch, context: TimeContext) -> TimeReading | None:
    """ "this time", "that period": in a narrative, the time that the text has reached."""
    reached = context.last if context.narrative else None
    return TimeReading("DATE", reached[:10], "text", aside=True) if reached else None


def relative_unit(match: TimeMatch, context: TimeContext) -> TimeReading | None:
    """ "last week", "this month", "the following year", "the past decade", "the same day"."""
    unit = unit_of(match)
    if unit in "SM" or (unit == "H" and not match.has("PAST")):
        return None
    if match.has("PAST"):
        return _window(1, unit, context, -1)
    if match.has("CURR") and unit == "Q" and match.word("CURR") in context.lexicon.lists["latest"]:
        return quarter_told(context)
    if context.doc.words[_unit_token(match)][0].isupper() and match.token != _unit_token(match):
        return None  # a title: "This Week"
    if match.has("FOLL", "PREV", "SAME", "THAT") or (match.has("NEXT") and (context.narrative or unit == "D")):
        return _told_unit(match, context, unit)
    base, anchor = context.base() if context.narrative else (context.published, "published")
    return _beside(base, unit, anchor, match)


def _told_unit(match: TimeMatch, context: TimeContext, unit: str) -> TimeReading | None:
    """The unit that holds, follows or precedes the last time mentioned."""
    value, anchor = context.told()
    if unit == "D" and context.narrative is False and context.day and value and len(value) < 10:
        value = context.day
    if value and unit in "DH" and len(value) < 10:
        return TimeReading("DATE", _some_day(value), anchor)
    return _beside(calendar.first_day(value) if value else None, unit, anchor, match)


def _beside(day: date | None, unit: str, anchor: str, match: TimeMatch) -> TimeReading | None:
    """The unit that holds a day, or the one that the match points to from there."""
    if day is None:
        return TimeReading("DATE", UNKNOWN.get(unit, "XXXX"), anchor)
    moved = calendar.step(day.replace(day=1) if unit in "mQYTC" else day, unit, shift(match))
    return None if moved is None else TimeReading("DATE", calendar.at(moved, unit), anchor, mod(match))


def shaded_unit(match: TimeMatch, context: TimeContext) -> TimeReading | None:
    """ "earlier this year", "later in the day", "the end of the month", "early last week"."""
    if match.has("PART"):
        return relative_part(match, context)
    pointed = match.has("LAST", "NEXT", "PREV", "FOLL", "THIS", "THAT", "SAME")
    reading = relative_unit(match, context) if pointed else _the_unit(unit_of(match), context)
    return None if reading is None else TimeReading(reading.type, reading.value, reading.anchor, mod(match))


def _the_unit(unit: str, context: TimeContext) -> TimeReading | None:
    """ "the week", "the year": the one that the text has reached."""
    if unit == "Q":
        return quarter_told(context)
    base, anchor = context.told_day() if context.narrative else (context.published, "published")
    if unit == "D" and context.clause and len(context.clause) >= 10:
        base, anchor = calendar.first_day(context.clause), "text"
    if base is None:
        return TimeReading("DATE", UNKNOWN.get(unit, "XXXX"), anchor)
    if unit == "E" and base.isoweekday() < 4:
        base -= timedelta(7)
    return TimeReading("DATE", calendar.at(base, unit), anchor)


def the_unit(match: TimeMatch, context: TimeContext) -> TimeReading | None:
    """A definite unit, where it is the period under discussion; "the day", "the hour" say too little."""
    unit = unit_of(match)
    after, following = match.after(context.doc), match.units.letters[match.last : match.last + 1]
    attribute = following == [LETTERS["HYPH"]]  # "the week-long talks"
    if attribute or unit in "SMHDTC" or after in context.lexicon.lists["unit_ends"]:
        return None
    if unit == "Y" and (match.has("FISCAL") or after in context.lexicon.lists["ended"]):
        return TimeReading("DURATION", "P1Y")
    if match.has("FISCAL", "ADDED") and unit not in "QY":
        return None
    return _the_unit(unit, context)


def week_of(match: TimeMatch, context: TimeContext) -> TimeReading | None:
    """ "the week of March 6"."""
    reading = date_(match, context)
    day = calendar.first_day(reading.value) if reading else None
    return (
        TimeReading("DATE", calendar.week(day), reading.anchor) if reading and day else TimeReading("DATE", "XXXX-WXX")
    )


def window(match: TimeMatch, context: TimeContext) -> TimeReading | None:
    """ "the past two years", "the next few days": a length that lies at the anchor."""
    unit = unit_of(match)
    if match.has("EACH"):
        return TimeReading("SET", duration_value(1, unit) or "P1Y", "published")
    direction = -1 if match.has("LAST", "PAST", "PREV") else 1 if match.has("NEXT") else 0
    if match.has("FEW"):
        return TimeReading("DURATION", vague_value(unit), "published", skip=leading(match, context))
    count = count_of(match)
    reading = None if count is None else _window(count, unit, context, direction, mod(match))
    return replace(reading, skip=leading(match, context)) if reading else None


def _window(
    count: float, unit: str, context: TimeContext, direction: int, shade: str | None = None
) -> TimeReading | None:
    value, base = duration_value(count, unit), context.published
    far = calendar.step(base, unit, direction * count) if base and direction and not context.narrative else None
    bounds = (min(base, far).isoformat(), max(base, far).isoformat()) if base and far else None
    return TimeReading("DURATION", value, "published", shade, bounds=bounds) if value else None


def vague_window(match: TimeMatch, context: TimeContext) -> TimeReading | None:
    """ "recent weeks", "the coming months", "the early years"."""
    if match.has("RECENT"):
        return TimeReading("DATE", "PAST_REF", "published")
    if match.has("FUTURE"):
        return TimeReading("DATE", "FUTURE_REF", "published")
    if (match.has("LAST") and not match.has("THE")) or (match.has("EARLY") and unit_of(match) == "H"):
        return None  # "the early hours": when, not how long
    return TimeReading("DURATION", vague_value(unit_of(match)), "published")


def these_days(match: TimeMatch, context: TimeContext) -> TimeReading | None:
    return TimeReading("DATE", "PRESENT_REF", "published") if unit_of(match) == "D" else None


def present(match: TimeMatch, context: TimeContext) -> TimeReading | None:
    return TimeReading("DATE", "PRESENT_REF")


def past(match: TimeMatch, context: TimeContext) -> TimeReading | None:
    attribute = match.has("PAST") and match.is_before(context.doc, "NOUN", "NUM", "ADJ")
    return None if attribute else TimeReading("DATE", "PAST_REF")


def future(match: TimeMatch, context: TimeContext) -> TimeReading | None:
    skip = int(match.letters[0] == LETTERS["THE"] and before_noun(match, context) and not match.has("NEAR"))
    return TimeReading("DATE", "FUTURE_REF", skip=skip)


def current(match: TimeMatch, context: TimeContext) -> TimeReading | None:
    return TimeReading("DATE", "PRESENT_REF") if match.word("CURR") in context.lexicon.lists["now"] else None
