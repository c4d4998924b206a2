"""Rules for stretches counted in units: quarters, "two weeks ago", "the past year", durations, sets, vague references.

Each function takes (match, context) and returns a Reading, or None when the words are no time.
"""

from dataclasses import replace
from datetime import date, timedelta

from retold.extract import times_calendar as calendar
from retold.extract.times_context import Context, Match, Reading
from retold.extract.times_lexicon import LETTERS
from retold.extract.times_values import _shift, date_, mod, relative_part

UNIT_NAMES = (
    "CLOCKU", "DAYU", "WEEKU", "WEEKENDU", "MONTHU", "QUARTERU", "YEARU", "DECADEU", "CENTURYU", "UNITS",
)  # fmt: skip
NEAR_TOKENS = 150
MAX_COUNT = 100_000
UNKNOWN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "F": "XXXX-WXX", "E": "XXXX-WXX-WE", "m": "XXXX-XX", "Q": "XXXX-QX"}


def unit_of(match: Match) -> str:
    """The unit's letter, as in the language file."""
    return match.word(*UNIT_NAMES)


def count_of(match: Match) -> float | None:
    """How many units: a number, 1 for "a", 0.5 for "half a"; None when vague ("a few") or beyond sense."""
    if match.has("FEW"):
        return None
    if match.has("COUPLE"):
        return 2
    number = match.get("DAYNUM", "INT", "WNUM", "YEAR")
    count = (
        float(number) if isinstance(number, int | float) else (1.0 if match.has("A") or not match.has("HALFW") else 0.0)
    )
    fraction = match.get("FRACTION")
    if isinstance(fraction, float):
        count += fraction
    if match.has("HALFW"):
        count += 0.5
        if number is None and match.has("A") and not match.has("AND"):
            count = 0.5
    return count if 0 < count <= MAX_COUNT else None


def is_vague(match: Match) -> bool:
    return match.has("FEW")


# --- quarters, halves, business years ---------------------------------------------------------------------------------


def quarter(match: Match, context: Context) -> Reading | None:
    """ "the third quarter", "the 1988 second quarter", "next year's first quarter": a bare one is the nearest begun."""
    number = match.number("ORD") or 0
    if not 1 <= number <= 4:
        return None
    year, anchor = _quarter_year(match, context, number)
    value = f"{year}-Q{number}"
    if anchor != "none" and not match.has("YEARU"):
        context.quarter, context.quarter_token = value, match.token
    # "the third-quarter loss": the article belongs to the noun
    skip = int(match.has("HYPH") and match.letters[0] == LETTERS["THE"])
    return Reading("DATE", value, anchor, mod(match), skip=skip)


def _quarter_year(match: Match, context: Context, number: int) -> tuple[str, str]:
    stated = match.number("YEAR")
    if stated is not None:
        return f"{stated:04}", "none"
    base, anchor = context.base()
    if base is None:
        return "XXXX", anchor
    if match.has("YEARU"):
        return f"{base.year + _shift(match):04}", anchor
    begun = number <= (base.month + 2) // 3
    ahead = context.tense(match.token) == "future"
    return f"{base.year if begun or ahead or context.narrative else base.year - 1:04}", anchor


def year_ago(match: Match, context: Context) -> Reading | None:
    """ "the year-ago quarter", "year-earlier": what is compared with the last quarter told, one year back."""
    number = match.number("ORD")
    base, anchor = context.base()
    if number and 1 <= number <= 4 and base:
        return Reading("DATE", f"{base.year - 1:04}-Q{number}", anchor, aside=True)
    return _year_before(context, match.token)


def _year_before(context: Context, token: int | None = None) -> Reading | None:
    """One year before the period being told: its quarter if the passage compares quarters, else the year."""
    near = token is None or token - context.quarter_token < NEAR_TOKENS
    told = context.quarter if near else None
    if told and told[:4].isdigit():
        return Reading("DATE", f"{int(told[:4]) - 1:04}{told[4:]}", "text", aside=True)
    base, anchor = context.base()
    if base is None:
        return Reading("DATE", "XXXX", anchor)
    return Reading("DATE", f"{base.year - 1:04}", anchor, aside=True)


def year_quarter(match: Match, context: Context) -> Reading | None:
    """ "the 1988 quarter", "the 1988 period": the quarter being told, of that year."""
    year = match.number("YEAR") or 0
    if context.quarter:
        return Reading("DATE", f"{year:04}{context.quarter[4:]}", "text", aside=True)
    return Reading("DATE", f"{year:04}" if match.has("PERIOD") else f"{year:04}-QX", "none")


def latest_period(match: Match, context: Context) -> Reading | None:
    """ "the latest period": the quarter being told."""
    return _quarter_told(context) if match.word("CURR") == "latest" else None


def _quarter_told(context: Context) -> Reading:
    """The quarter being told, else the last one that was over on publication."""
    if context.quarter:
        return Reading("DATE", context.quarter, "text")
    over = calendar.step(context.published, "Q", -1) if context.published else None
    return Reading("DATE", calendar.quarter(over) if over else "XXXX-QX", "published")


def half(match: Match, context: Context) -> Reading | None:
    number = 2 if match.has("LAST") and not match.has("ORD") else match.number("ORD") or 0
    if number not in (1, 2):
        return None
    if match.has("DECADE"):
        decade = match.number("DECADE") or 0
        return Reading("DATE", f"{decade // 10:03}" if decade > 100 else f"19{decade // 10}")
    stated = match.number("YEAR")
    base, anchor = context.base()
    if stated is None and base is None:
        return Reading("DATE", f"XXXX-H{number}", anchor)
    year = stated if stated is not None else base.year + _shift(match) if base else 0
    return Reading("DATE", f"{year:04}-H{number}", "none" if stated else anchor)


def fiscal_year(match: Match, context: Context) -> Reading | None:
    return Reading("DATE", f"{match.number('YEAR') or 0:04}")


def year_end(match: Match, context: Context) -> Reading | None:
    """ "year-end", "the year's end", "month's end": the year or month being told."""
    base, anchor = context.base()
    unit = "m" if match.has("MONTHU") else "Y"
    if base is None:
        return Reading("DATE", UNKNOWN.get(unit, "XXXX"), anchor, "END")
    stretch = date(base.year + (_shift(match) if unit == "Y" else 0), base.month, 1)
    return Reading("DATE", calendar.at(stretch, unit), anchor, "END")


def first_quarters(match: Match, context: Context) -> Reading | None:
    """ "the first nine months of 1989": a length, not a date, as TimeML has it."""
    value = duration_value(match.number("WNUM", "DAYNUM", "INT"), unit_of(match))
    return Reading("DURATION", value) if value else None


# --- counted from an anchor -------------------------------------------------------------------------------------------


def ago(match: Match, context: Context) -> Reading | None:
    """ "two weeks ago": as fine as its unit. "A year ago" beside a quarter's figures is that quarter's year-ago one."""
    if is_vague(match) or not match.has("DAYNUM", "INT", "WNUM", "YEAR", "A", "COUPLE"):
        return Reading("DATE", "PAST_REF", "published")
    count, unit = count_of(match), unit_of(match)
    if count is None:
        return Reading("DATE", "PAST_REF", "published")
    if unit == "Y" and count == 1 and match.has("A"):
        return _year_before(context, match.token)
    return _moved(context.base(), unit, -count, match)


def _moved(base: tuple[date | None, str], unit: str, count: float, match: Match) -> Reading | None:
    day, anchor = base
    if day is None:
        return Reading("DATE", "PAST_REF" if count < 0 else "FUTURE_REF", anchor)
    moved = calendar.step(day, unit, count)
    if moved is None:
        return None
    if unit in "SMH":
        return Reading("TIME", f"{moved.isoformat()}TXX" if unit == "H" else moved.isoformat(), anchor)
    fine = {"T": "Y", "C": "Y", "K": "Y", "E": "W", "F": "W"}.get(unit, unit)
    return Reading("DATE", calendar.at(moved, fine), anchor, mod(match))


def offset(match: Match, context: Context) -> Reading | None:
    """ "two days later", "a year earlier": from the last time told. Before a noun phrase it is a length only."""
    back = match.has("EARLIER", "BEFORE")
    count, unit = count_of(match), unit_of(match)
    if match.has("BEFORE", "AFTER"):
        token = match.next_token(context.doc)
        if token is not None and context.doc.pos[token] not in ("PUNCT", "CCONJ", "SCONJ"):
            value = event_day(context, token)
            start = calendar.first_day(value) if value and len(value) >= 10 else None
            if start and count and unit in "DW":
                return _moved((start, "text"), unit, -count if back else count, match)
            return _length_before(match, context)
    if unit in "SMH":
        return _length_before(match, context)
    if is_vague(match) or count is None:
        return Reading("DATE", "PAST_REF" if back else "FUTURE_REF", "text")
    if unit == "Y" and back and count == 1 and context.quarter:
        return _year_before(context, match.token)
    value, anchor = context.told()
    if value is None:
        return _moved((None, anchor), unit, -count if back else count, match)
    if unit in "DSMH" and len(value) < 10 and anchor == "text":
        return Reading(
            "DATE", f"{value[:7]}-XX" if len(value) == 7 and "W" not in value else f"{value[:4]}-XX-XX", anchor
        )
    start = calendar.first_day(value)
    return _moved((start, anchor), unit, -count if back else count, match) if start else None


def _length_before(match: Match, context: Context) -> Reading | None:
    """The length alone of "30 days before closing", "an hour later"."""
    reading = duration(match, context)
    return None if reading is None else replace(reading, drop=1)


def _unit_token(match: Match) -> int:
    names = {LETTERS[name] for name in UNIT_NAMES}
    places = range(match.first, match.last)
    return next(match.units.tokens[place] for place in places if match.units.letters[place] in names)


def near_event(match: Match, context: Context) -> Reading | None:
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
        return Reading("TIME" if part else "DATE", f"XXXX-XX-XXT{part}" if part else "XXXX-XX-XX", "text")
    if part:
        return Reading("TIME", f"{moved.isoformat()}T{part}", "text", aside=True)
    return Reading("DATE", calendar.at(moved, unit), "text", aside=not told)


def event_day(context: Context, token: int | None) -> str | None:
    """The day that the text ties to the noun phrase that begins at `token`."""
    doc = context.doc
    if token is None:
        return None
    for place in range(token, min(token + 6, len(doc))):
        if doc.pos[place] in ("NOUN", "PROPN") and (value := context.events.get(doc.lemma[place].lower())):
            return value
        if doc.pos[place] in ("VERB", "PUNCT"):
            return None
    return None


def told_time(match: Match, context: Context) -> Reading | None:
    """ "this time", "that period": in a narrative, the time being told."""
    if not context.narrative or not context.last:
        return None
    return Reading("DATE", context.last[:10], "text", aside=True)


def relative_unit(match: Match, context: Context) -> Reading | None:
    """ "last week", "this month", "the following year", "the past decade", "the same day"."""
    unit = unit_of(match)
    if unit in "SM" or (unit == "H" and not match.has("PAST")):
        return None
    if match.has("PAST"):
        return _window(1, unit, context, -1)
    if match.has("CURR") and not match.has("THE", "THIS") and unit not in "QY":
        return None
    if match.has("CURR") and unit == "Q" and match.word("CURR") == "latest":
        return _quarter_told(context)
    if context.doc.words[_unit_token(match)][0].isupper() and match.token != _unit_token(match):
        return None  # a title: "This Week"
    told = (
        match.has("FOLL", "PREV", "SAME", "THAT")
        or (match.has("NEXT") and match.has("THE") and unit == "D")
        or (match.has("NEXT") and (context.narrative or unit == "D"))
    )
    if told:
        return _told_unit(match, context, unit)
    base, anchor = context.base() if context.narrative else (context.published, "published")
    if base is None:
        return Reading("DATE", UNKNOWN.get(unit, "XXXX"), anchor)
    if unit == "D" and match.has("THIS", "CURR"):
        return Reading("DATE", base.isoformat(), anchor)
    moved = calendar.step(base.replace(day=1) if unit in "mQYTC" else base, unit, _shift(match))
    return None if moved is None else Reading("DATE", calendar.at(moved, unit), anchor, mod(match))


def _told_unit(match: Match, context: Context, unit: str) -> Reading | None:
    """The unit that holds, follows or precedes the last time told."""
    value, anchor = context.told()
    if unit == "D" and context.narrative is False and context.day and value and len(value) < 10:
        value = context.day
    if value is None:
        return Reading("DATE", UNKNOWN.get(unit, "XXXX"), anchor)
    if unit in "DH" and len(value) < 10:
        return Reading(
            "DATE",
            f"{value}-XX" if len(value) == 7 and "W" not in value and "Q" not in value else f"{value[:4]}-XX-XX",
            anchor,
        )
    start = calendar.first_day(value)
    if start is None:
        return None
    moved = calendar.step(start.replace(day=1) if unit in "mQYTC" else start, unit, _shift(match))
    return None if moved is None else Reading("DATE", calendar.at(moved, unit), anchor)


def shaded_unit(match: Match, context: Context) -> Reading | None:
    """ "earlier this year", "later in the day", "the end of the month", "early last week"."""
    if match.has("PART"):
        return relative_part(match, context)
    unit = unit_of(match)
    if match.has("LAST", "NEXT", "PREV", "FOLL", "THIS", "THAT", "SAME"):
        reading = relative_unit(match, context)
    else:
        reading = _the_unit(unit, context)
    return None if reading is None else Reading(reading.type, reading.value, reading.anchor, mod(match))


def _the_unit(unit: str, context: Context) -> Reading | None:
    """ "the week", "the year": the one being told."""
    if unit in "SMH":
        return None
    if unit == "Q":
        return _quarter_told(context)
    base, anchor = context.told_day() if context.narrative else (context.published, "published")
    if unit == "D" and context.clause and len(context.clause) >= 10:
        base, anchor = calendar.first_day(context.clause), "text"
    if base is None:
        return Reading("DATE", UNKNOWN.get(unit, "XXXX"), anchor)
    if unit == "E" and base.isoweekday() < 4:
        base -= timedelta(7)
    return Reading("DATE", calendar.at(base, unit), anchor)


def the_unit(match: Match, context: Context) -> Reading | None:
    """A definite unit, where it is the period being told; "the day", "the hour" say too little."""
    unit = unit_of(match)
    after = match.after(context.doc)
    if unit in "SMHDTC" or after in ("of", "that", "when", "before", "after"):
        return None
    if unit == "Y" and (match.has("FISCAL") or after in context.lexicon.lists.get("ended", frozenset())):
        return Reading("DURATION", "P1Y")
    if match.has("FISCAL", "ADDED") and unit not in "QY":
        return None
    return _the_unit(unit, context)


def week_of(match: Match, context: Context) -> Reading | None:
    """ "the week of March 6"."""
    reading = date_(match, context)
    day = calendar.first_day(reading.value) if reading else None
    if reading is None or day is None:
        return Reading("DATE", "XXXX-WXX")
    return Reading("DATE", calendar.week(day), reading.anchor)


# --- windows and lengths ----------------------------------------------------------------------------------------------


def window(match: Match, context: Context) -> Reading | None:
    """ "the past two years", "the next few days": a length that lies at the anchor."""
    unit = unit_of(match)
    if match.has("EACH"):
        return Reading("SET", duration_value(1, unit) or "P1Y", "published")
    direction = -1 if match.has("LAST", "PAST", "PREV") else 1 if match.has("NEXT") else 0
    if is_vague(match):
        if match.has("LAST", "PAST") and unit in "mYQ" and not match.has("FEW"):
            return Reading("DATE", "PAST_REF", "published")
        return Reading("DURATION", vague_value(unit), "published")
    count = count_of(match)
    reading = None if count is None else _window(count, unit, context, direction, mod(match))
    return replace(reading, skip=_leading(match, context)) if reading else None


def _leading(match: Match, context: Context) -> int:
    """Units at the left that do not belong: "over" as a preposition, the article before "two-year"."""
    if match.letters[0] == LETTERS["OVER"]:
        return int(context.doc.dep[match.token] == "prep" or match.has("LAST", "PAST", "NEXT"))
    if match.letters[0] == LETTERS["A"] and match.letters[-2:] == [LETTERS["HYPH"], LETTERS["ADDED"]]:
        return 1
    return int(match.letters[0] == LETTERS["THE"] and match.has("HYPH"))


def _window(count: float, unit: str, context: Context, direction: int, shade: str | None = None) -> Reading | None:
    value = duration_value(count, unit)
    if value is None:
        return None
    base = context.published
    far = calendar.step(base, unit, direction * count) if base and direction and not context.narrative else None
    if base is None or far is None:
        return Reading("DURATION", value, "published", shade)
    first, last = sorted((base.isoformat(), far.isoformat()))
    return Reading("DURATION", value, "published", shade, bounds=(first, last))


def vague_window(match: Match, context: Context) -> Reading | None:
    """ "recent weeks", "the coming months", "the early years"."""
    if match.has("RECENT"):
        return Reading("DATE", "PAST_REF", "published")
    if match.has("FUTURE"):
        return Reading("DATE", "FUTURE_REF", "published")
    if match.has("LAST") and not match.has("THE"):
        return None
    return Reading("DURATION", vague_value(unit_of(match)), "published")


def these_days(match: Match, context: Context) -> Reading | None:
    return Reading("DATE", "PRESENT_REF", "published") if unit_of(match) == "D" else None


def duration(match: Match, context: Context) -> Reading | None:
    """A length: "three days", "a two-year term", "half an hour"; "twice a week" is a set."""
    unit = unit_of(match)
    vague = is_vague(match)
    before = match.before(context.doc)
    if before in ("times", "twice", "once") and match.has("A"):
        return Reading("SET", duration_value(1, unit) or "P1D")
    if (
        match.has("A")
        and not match.has("DAYNUM", "INT", "WNUM", "YEAR", "FEW", "HALFW", "COUPLE")
        and _is_rate(match, context)
    ):
        return Reading("SET", duration_value(1, unit) or "P1D") if unit in "DWmQY" else None
    if unit == "Q" and match.after(context.doc) == "of":
        return None  # "three quarters of the troops"
    skip = _leading(match, context)
    counted = match.has("DAYNUM", "INT", "WNUM", "YEAR", "COUPLE", "HALFW", "FRACTION")
    if vague or (match.has("UNITS") and not counted):
        return Reading("DURATION", vague_value(unit), mod=mod(match), skip=skip)
    count = count_of(match)
    value = duration_value(count, unit) if count else None
    return Reading("DURATION", value, mod=_length_mod(match), skip=skip) if value else None


def _is_rate(match: Match, context: Context) -> bool:
    """Whether "a year" follows an amount ("$2 a share a year", "700 seats a week")."""
    doc, token = context.doc, match.token
    if not token:
        return False
    return (
        doc.pos[token - 1] in ("NOUN", "NUM", "PROPN", "SYM") and doc.dep[token + 1] == "npadvmod"
        if token + 1 < len(doc)
        else False
    )


def _length_mod(match: Match) -> str | None:
    if match.has("OVER") or (match.has("THAN") and "more" in match.all("MORE")):
        return "MORE_THAN"
    if match.has("ALMOST") or (match.has("THAN") and "less" in match.all("MORE")):
        return "LESS_THAN"
    if match.has("LEAST"):
        return "EQUAL_OR_MORE" if match.word("LEAST") == "least" else "EQUAL_OR_LESS"
    return "EQUAL_OR_LESS" if match.has("UP") else "APPROX" if match.has("APPROX") else None


def bare_units(match: Match, context: Context) -> Reading | None:
    """ "years", "weeks or months"."""
    unit = unit_of(match)
    if unit in "SMEQ" or match.before(context.doc) in ("old", "few", "office", "business", "opening", "working"):
        return None
    return Reading("DURATION", vague_value(unit))


def long_unit(match: Match, context: Context) -> Reading | None:
    """ "day-long"."""
    value = duration_value(1, unit_of(match))
    return Reading("DURATION", value) if value and match.word("ADDED") == "long" else None


def duration_value(count: float | None, unit: str) -> str | None:
    """The TIMEX3 length: "P2Y6M" for two and a half years, "PT30M" for half an hour."""
    if count is None or not 0 < count <= MAX_COUNT:
        return None
    whole, rest = int(count), count - int(count)
    if unit in "SMH":
        finer = {"H": f"{round(rest * 60)}M", "M": f"{round(rest * 60)}S"}.get(unit, "")
        return (
            "PT" + (f"{whole}{unit}" if whole else "") + (finer if rest and finer else "") if whole or finer else None
        )
    scale, name = {"F": (2, "W"), "E": (2, "D"), "m": (1, "M"), "T": (10, "Y"), "C": (100, "Y"), "K": (1000, "Y")}.get(
        unit, (1, unit)
    )
    if scale > 1:
        return f"P{int(count * scale)}{name}"
    if not rest:
        return f"P{whole}{name}"
    if unit == "Y":
        return "P" + (f"{whole}Y" if whole else "") + f"{round(rest * 12)}M"
    if unit == "D" and not whole:
        return f"PT{round(rest * 24)}H"
    return f"P{count:g}{name}"


def vague_value(unit: str) -> str:
    """ "PXD", "PTXH": a length in units nobody counted."""
    if unit in "SMH":
        return f"PTX{unit}"
    name = {"F": "W", "E": "D", "m": "M", "T": "DE", "C": "CE", "K": "CE"}.get(unit, unit)
    return f"PX{name}"


# --- sets and references ----------------------------------------------------------------------------------------------


def set_(match: Match, context: Context) -> Reading | None:
    """ "every Friday", "each year", "daily", "Monday nights"."""
    if match.has("FREQ"):
        token = match.next_token(context.doc)
        kind = match.word("FREQ") == "P3M" and token is not None and context.doc.pos[token] in ("NOUN", "ADJ")
        paper = context.doc.pos[match.token] in ("NOUN", "PROPN")
        return None if kind or paper else Reading("SET", match.word("FREQ"))
    if match.has("WEEKDAY", "WEEKDAYS"):
        part = match.word("PART", "PARTS")
        return Reading("SET", f"XXXX-WXX-{match.number('WEEKDAY', 'WEEKDAYS')}" + (f"T{part}" if part else ""))
    if match.has("MONTH"):
        return Reading("SET", f"XXXX-{match.number('MONTH'):02}")
    if match.has("SEASON"):
        return Reading("SET", f"XXXX-{match.word('SEASON')}")
    if match.has("PART") and not match.has(*UNIT_NAMES):
        return Reading("SET", f"XXXX-XX-XXT{match.word('PART')}")
    value = duration_value(count_of(match), unit_of(match))
    return Reading("SET", value) if value else None


def present(match: Match, context: Context) -> Reading | None:
    if match.has("NOW") and match.after(context.doc) in ("that", "-"):
        return None
    return Reading("DATE", "PRESENT_REF")


def past(match: Match, context: Context) -> Reading | None:
    token = match.next_token(context.doc)
    if match.has("PAST") and token is not None and context.doc.pos[token] in ("NOUN", "NUM", "ADJ"):
        return None
    return Reading("DATE", "PAST_REF")


def future(match: Match, context: Context) -> Reading | None:
    return Reading("DATE", "FUTURE_REF")


def current(match: Match, context: Context) -> Reading | None:
    return Reading("DATE", "PRESENT_REF") if match.word("CURR") == "current" else None


def ages(match: Match, context: Context) -> Reading | None:
    """ "52 years old", "a 23-year-old": an age, which is a fact of a person and no time."""
    return None
