"""Rules for quarters, halves and business years: what companies compare."""

from dataclasses import replace
from datetime import date

from retold.extract.times import calendar
from retold.extract.times.context import TimeContext, TimeMatch, TimeReading
from retold.extract.times.lengths import UNKNOWN, before_noun, duration_value, unit_of
from retold.extract.times.values import mod, shift
from retold.languages.times import LETTERS

NEAR_TOKENS = 150  # tokens: about a paragraph; a quarter named before that is no longer the topic


def quarter(match: TimeMatch, context: TimeContext) -> TimeReading | None:
    """ "the third quarter", "the 1988 second quarter", "next year's first quarter": a bare one is the nearest begun."""
    number = match.number("ORD") or 0
    if not 1 <= number <= 4:
        return None
    year, anchor = _quarter_year(match, context, number)
    value = f"{year}-Q{number}"
    if not match.has("YEARU"):
        context.quarter, context.quarter_token = value, match.token
    # "the third-quarter loss": the article belongs to the noun
    skip = int(match.has("HYPH") and match.letters[0] == LETTERS["THE"] and before_noun(match, context))
    return TimeReading("DATE", value, anchor, mod(match), skip=skip)


def _quarter_year(match: TimeMatch, context: TimeContext, number: int) -> tuple[str, str]:
    stated = match.number("YEAR")
    if stated is not None:
        return f"{stated:04}", "none"
    base, anchor = context.base()
    if base is None:
        return "XXXX", anchor
    if match.has("YEARU"):
        return f"{base.year + shift(match):04}", anchor
    begun = number <= (base.month + 2) // 3
    ahead = context.tense(match.token) == "future"
    return f"{base.year if begun or ahead or context.narrative else base.year - 1:04}", anchor


def year_ago(match: TimeMatch, context: TimeContext) -> TimeReading | None:
    """ "the year-ago quarter", "year-earlier": what is compared with the last quarter mentioned, one year back."""
    number = match.number("ORD")
    base, anchor = context.base()
    if number and 1 <= number <= 4 and base:
        return TimeReading("DATE", f"{base.year - 1:04}-Q{number}", anchor, aside=True)
    reading = year_before(context, match.token)
    bare = not match.has("QUARTERU", "PERIOD") and before_noun(match, context)
    skip = int(bare and match.letters[0] in (LETTERS["THE"], LETTERS["A"]))
    return replace(reading, skip=skip) if reading else None


def year_before(context: TimeContext, token: int | None = None) -> TimeReading | None:
    """One year before the period under discussion: its quarter if the passage compares quarters, else the year."""
    near = token is None or token - context.quarter_token < NEAR_TOKENS
    told = context.quarter if near else None
    if told and told[:4].isdecimal():
        return TimeReading("DATE", f"{int(told[:4]) - 1:04}{told[4:]}", "text", aside=True)
    base, anchor = context.base()
    if base is None:
        return TimeReading("DATE", "XXXX", anchor)
    return TimeReading("DATE", f"{base.year - 1:04}", anchor, aside=True)


def year_quarter(match: TimeMatch, context: TimeContext) -> TimeReading | None:
    """ "the 1988 quarter", "the 1988 period": the quarter that the text has reached, of that year."""
    year = match.number("YEAR") or 0
    if context.quarter:
        return TimeReading("DATE", f"{year:04}{context.quarter[4:]}", "text", aside=True)
    return TimeReading("DATE", f"{year:04}" if match.has("PERIOD") else f"{year:04}-QX", "none")


def latest_period(match: TimeMatch, context: TimeContext) -> TimeReading | None:
    """ "the latest period": the quarter that the text has reached."""
    return quarter_told(context) if match.word("CURR") in context.lexicon.lists["latest"] else None


def quarter_told(context: TimeContext) -> TimeReading:
    """The quarter under discussion, else the last one that was over on publication."""
    if context.quarter:
        return TimeReading("DATE", context.quarter, "text")
    over = calendar.step(context.published, "Q", -1) if context.published else None
    return TimeReading("DATE", calendar.quarter(over) if over else "XXXX-QX", "published")


def half(match: TimeMatch, context: TimeContext) -> TimeReading | None:
    """ "the first half", "the second half of 2023", "Q2", "Q3 2022"."""
    if match.has("QNUM"):
        name, count = match.word("QNUM")[0], int(match.word("QNUM")[1])
        told, anchor = _quarter_year(match, context, count if name == "Q" else count * 2 - 1)
        return TimeReading("DATE", f"{told}-{name}{count}", anchor)
    number = 2 if match.has("LAST") and not match.has("ORD") else match.number("ORD") or 0
    if number not in (1, 2):
        return None
    if match.has("DECADE"):
        decade = match.number("DECADE") or 0
        return TimeReading("DATE", f"{decade // 10:03}" if decade > 100 else f"19{decade // 10}")
    stated = match.number("YEAR")
    base, anchor = context.base()
    year = stated or (base.year + shift(match) if base else None)
    return TimeReading("DATE", f"{year:04}-H{number}" if year else f"XXXX-H{number}", "none" if stated else anchor)


def fiscal_year(match: TimeMatch, context: TimeContext) -> TimeReading | None:
    return TimeReading("DATE", f"{match.number('YEAR') or 0:04}")


def year_end(match: TimeMatch, context: TimeContext) -> TimeReading | None:
    """ "year-end", "the year's end", "month's end": the year or month that the text has reached."""
    base, anchor = context.base()
    unit = "m" if match.has("MONTHU") else "Y"
    if base is None:
        return TimeReading("DATE", UNKNOWN.get(unit, "XXXX"), anchor, "END")
    stretch = date(base.year + (shift(match) if unit == "Y" else 0), base.month, 1)
    return TimeReading("DATE", calendar.at(stretch, unit), anchor, "END")


def first_quarters(match: TimeMatch, context: TimeContext) -> TimeReading | None:
    """ "the first nine months of 1989": a length, not a date, as TimeML has it."""
    value = duration_value(match.number("WNUM", "DAYNUM", "INT"), unit_of(match))
    return TimeReading("DURATION", value) if value else None
