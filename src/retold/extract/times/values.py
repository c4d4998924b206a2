"""Rules for points of time: from a match of the grammar to a TIMEX3 value, against its context.

A value that the text does not fix keeps its X: an undated article's "Friday" is `XXXX-WXX-5`.
"""

from datetime import date, timedelta

from retold.extract.times import calendar
from retold.extract.times.context import TimeContext, TimeMatch, TimeReading
from retold.languages.times import LETTERS

MODS = (("START", "START"), ("EARLY", "START"), ("END", "END"), ("LATE", "END"), ("MID", "MID"), ("MIDDLE", "MID"),
        ("APPROX", "APPROX"), ("ALMOST", "LESS_THAN"))  # fmt: skip


def mod(match: TimeMatch) -> str | None:
    """TIMEX3's modifier for the shade in front."""
    return next((name for word, name in MODS if match.has(word)), None)


AFTER = "date_after_publication"  # the note on a past date that publication contradicts
UPDATED = 14  # days; pages are changed so long after their date, a later day in the past tense is of another year


def _of_day(match: TimeMatch, day: str, anchor: str, method: str = "") -> TimeReading:
    """A day, or the part of it that the match names."""
    part = match.word("PART")
    value = f"{day}T{part}" if part else day
    return TimeReading("TIME" if part else "DATE", value, anchor, mod(match), method=method)


BEHIND = 255  # days that a named day ahead must be nearer than the one behind, unless the verb looks ahead


def date_(match: TimeMatch, context: TimeContext) -> TimeReading | None:
    """A day of a month; without a year the year is inferred (see `year_for`)."""
    month, day = match.number("MONTH") or 0, match.number("ORD", "DAYNUM") or 0
    ordinal = match.letters[-2:] == [LETTERS["THE"], LETTERS["ORD"]]
    if not 1 <= day <= 31 or (ordinal and match.is_before(context.doc, "NOUN", "PROPN", "ADJ")):
        return None  # "by May the second fleet"
    year, anchor = _year(match, context, month, day)
    value = f"{year}-{month:02}-{day:02}"
    if year != "XXXX" and calendar.interval(value) is None:
        return None
    return _of_day(match, value, anchor, AFTER if anchor == "published" and _is_updated(value, match, context) else "")


def _is_updated(value: str, match: TimeMatch, context: TimeContext) -> bool:
    """Whether a day soon after publication is in the past tense: the text was changed after the day it bears."""
    if context.published is None or match.has("YEARU", "LAST", "NEXT", "THIS"):
        return False
    first, last = (day.isoformat() for day in (context.published, context.published + timedelta(UPDATED)))
    return first < value <= last and context.tense(match.token) == "past" and context.is_direct(match.token)


def day_range(match: TimeMatch, context: TimeContext) -> TimeReading | None:
    """ "6-7 February", "May 4 and 5", "the 13th to the 19th of October 1950": two days of one month."""
    month, letters = match.number("MONTH") or 0, match.units.letters
    days = [place for place in range(match.first, match.last) if letters[place] in _DAYS]
    first, second = (int(str(match.units.values[place])) for place in days)
    year, anchor = _year(match, context, month, first)
    values = [f"{year}-{month:02}-{day:02}" for day in (first, second)]
    if not 1 <= first < 32 or not 1 <= second < 32 or (year != "XXXX" and not all(map(calendar.interval, values))):
        return None
    start = days[1] - (letters[days[1] - 1] == LETTERS["THE"] and letters[match.first] != LETTERS["MONTH"])
    return TimeReading("DATE", values[0], anchor, drop=match.last - days[0] - 1, more=((start, match.last, values[1]),))


# days of a month, as a number and as an ordinal
_DAYS = (LETTERS["DAYNUM"], LETTERS["ORD"])


def day_of_month(match: TimeMatch, context: TimeContext) -> TimeReading | None:
    """ "on the 5th", "the 28th of that month": in the month that the text has reached."""
    number = match.number("ORD") or 0
    led = match.before(context.doc) in context.lexicon.lists["ordinal_leads"]
    if not match.has("MONTHU") and (not led or match.is_before(context.doc, "NOUN", "PROPN", "ADJ", "NUM")):
        return None
    in_month = context.narrative or match.has("THAT") or (context.last is not None and len(context.last) == 7)
    base, anchor = context.told_day() if in_month else (context.published, "published")
    if base is None or not 1 <= number <= 31:
        return None
    if not in_month and number > base.day and context.tense(match.token) != "future":
        base = base.replace(day=1) - timedelta(1)
    value = f"{base.year:04}-{base.month:02}-{number:02}"
    return TimeReading("DATE", value, anchor) if calendar.interval(value) else None


def _year(match: TimeMatch, context: TimeContext, month: int, day: int | None) -> tuple[str, str]:
    stated = match.number("YEAR", "SHORTYEAR")
    if stated is not None:
        return f"{stated:04}", "none"
    if match.has("YEARU"):
        return _pointed_year(match, context)
    shared = _shared_year(match, context, month)
    return (f"{shared:04}", "none") if shared else year_for(context, match, month, day)


def _shared_year(match: TimeMatch, context: TimeContext, month: int) -> int | None:
    """The year that the end of a range states for its start: "26 June - 4 August 1952"."""
    ahead = match.units.letters[match.last : match.last + 8]
    found = context.lexicon.shared.match("".join(ahead))
    if found is None or LETTERS["MONTH"] not in found[1]:
        return None
    place = match.last + found.start(1) + found[1].index(LETTERS["MONTH"])
    year, end = (int(str(match.units.values[at])) for at in (match.last + found.start(2), place))
    return year - (month > end)


def _pointed_year(match: TimeMatch, context: TimeContext) -> tuple[str, str]:
    """The year of "August of that year", "July last year"."""
    base, anchor = context.told_day() if match.has("THAT", "SAME", "PREV", "FOLL") else context.base()
    return f"{base.year + shift(match):04}" if base else "XXXX", anchor


def shift(match: TimeMatch) -> int:
    """-1 for the unit before, 1 for the next, 0 for the one that holds the anchor."""
    return -1 if match.has("LAST", "PAST", "PREV") else int(match.has("NEXT", "FOLL"))


def year_for(context: TimeContext, match: TimeMatch, month: int, day: int | None) -> tuple[str, str]:
    """The year of a day or month that is written without one.

    A narrative goes on from its last time: the nearest such month, rather forwards. News looks back from publication,
    forwards only where the verb does or where the day is close ahead.
    """
    base, anchor = context.base()
    if base is None:
        return "XXXX", anchor
    if anchor == "text":
        ahead = (month - base.month) % 12
        if context.last and len(context.last) == 4:
            return f"{base.year:04}", anchor
        total = base.year * 12 + base.month - 1 + (ahead if ahead <= 5 else ahead - 12)
        return f"{total // 12:04}", anchor
    if match.has("LAST", "PAST", "NEXT", "THIS"):
        back = match.has("LAST", "PAST") and month >= base.month
        ahead = match.has("NEXT") and month <= base.month
        return f"{base.year - back + ahead:04}", anchor
    tense = "future" if _ahead_word(match, context) else context.tense(match.token)
    if tense == "past" and not context.is_direct(match.token):
        tense = "told"
    return f"{_nearest_year(base, month, day, tense):04}", anchor


def _nearest_year(base: date, month: int, day: int | None, tense: str | None) -> int:
    """How many months ahead a date may lie depends on the tense; a day is near by nature, a month looks back."""
    ahead = (month - base.month) % 12
    if ahead == 0:
        return base.year
    year = base.year + (month < base.month)  # the next such month
    if day is not None and year == base.year and (date(year, month, 1) + timedelta(day - 1) - base).days <= UPDATED:
        return year  # in the past tense it is of an updated text: a day of another year would have its year
    limits = {"future": 9, "past": 0, "told": 1} if day is not None else {"future": 8, "past": 0, "told": 0}
    limit = limits.get(tense or "", 5 if day is not None else 2)
    return year if ahead <= limit else year - 1


def month(match: TimeMatch, context: TimeContext) -> TimeReading | None:
    """A month; without a year the year is inferred."""
    number = match.number("MONTH") or 0
    year, anchor = _year(match, context, number, None)
    return TimeReading("DATE", f"{year}-{number:02}", anchor, mod(match), skip=_article(match, context))


def weekday(match: TimeMatch, context: TimeContext) -> TimeReading:
    """A weekday: the latest one up to the publication day, the next one where the verb looks ahead."""
    number = match.number("WEEKDAY") or 0
    told = match.has("PREV", "FOLL", "SAME", "THAT")
    base, anchor = context.told_day() if told else context.base()
    if base is None:
        return _of_day(match, f"XXXX-WXX-{number}", anchor)
    in_week = base + timedelta(7 * shift(match) + number - base.isoweekday())
    day = in_week if match.has("WEEKU") else _weekday_day(match, context, base, number)
    return _of_day(match, day.isoformat(), anchor)


def _weekday_day(match: TimeMatch, context: TimeContext, base: date, number: int) -> date:
    back = (base.isoweekday() - number) % 7
    if match.has("LAST", "PAST", "PREV"):
        return base - timedelta(back or 7)
    if match.has("NEXT", "FOLL"):
        return base + timedelta((number - base.isoweekday()) % 7 or 7)
    tense = context.tense(match.token)
    ahead = tense == "future" or _ahead_word(match, context) or (match.has("THIS") and tense != "past")
    if ahead and not match.has("EARLIER") and match.after(context.doc) not in context.lexicon.lists["possessives"]:
        return base + timedelta((number - base.isoweekday()) % 7)
    return base - timedelta(back)


def _ahead_word(match: TimeMatch, context: TimeContext) -> bool:
    """Whether the word before looks ahead: "until" and "effective" do, "by" only where the verb does not look back."""
    before, lists = match.before(context.doc), context.lexicon.lists
    if before in lists["firm_cues"]:
        return match.token > 1 and context.doc.sent[match.token - 2] == context.doc.sent[match.token]
    return before in lists["future_cues"] and context.tense(match.token) != "past"


def deictic(match: TimeMatch, context: TimeContext) -> TimeReading | None:
    """today, yesterday, tomorrow, tonight, overnight."""
    token = match.token_of("DEICTIC")
    word = context.doc.lower[token]
    if context.doc.words[token][0].isupper() and token and context.doc.tag[token - 1] == "NNP":
        return None  # a title: "USA Today"
    shift = match.number("DEICTIC") or 0
    base = context.published
    if context.narrative and context.last and len(context.last) >= 10:
        base = calendar.first_day(context.last)
    if base is None:
        if word in context.lexicon.lists["night_words"]:
            return TimeReading("TIME", "XXXX-XX-XXTNI", "published")
        open_ = f"XXXX-XX-XXT{match.word('PART')}" if match.has("PART") else "XXXX-XX-XX" if shift else "PRESENT_REF"
        return TimeReading("DATE", open_, "published")
    if word in context.lexicon.lists["night_gone"]:
        if stated := _day_after(match, context):
            return _night_gone(stated + timedelta(1), match)
        if context.tense(match.token) == "past":
            return _night_gone(base, match)
    day = (base + timedelta(shift)).isoformat()
    if word in context.lexicon.lists["night_words"]:
        return TimeReading("TIME", f"{day}TNI", "published", mod(match))
    return _of_day(match, day, "published")


def _day_after(match: TimeMatch, context: TimeContext) -> date | None:
    """The weekday right behind: "overnight Sunday", "overnight on Sunday"."""
    letters = match.units.letters
    place = match.last + (letters[match.last : match.last + 1] == [LETTERS["ON"]])
    if letters[place : place + 1] != [LETTERS["WEEKDAY"]]:
        return None
    reading = weekday(TimeMatch(match.units, place, place + 1), context)
    return calendar.first_day(reading.value)


def _night_gone(day: date, match: TimeMatch) -> TimeReading:
    """The night that ended on the day of publication; it lies on two days, so that no hour is counted from it."""
    eve = (day - timedelta(1)).isoformat()
    bounds = (f"{eve}T18:00", f"{day.isoformat()}T06:00")
    return TimeReading("TIME", f"{eve}TNI", "published", mod(match), bounds=bounds, aside=True)


def day_before(match: TimeMatch, context: TimeContext) -> TimeReading | None:
    """ "the day before yesterday", "the day after last Tuesday"."""
    cut = next(place for place, letter in enumerate(match.letters) if letter in _SIDES)
    reading = day_of(TimeMatch(match.units, match.first + cut + 1, match.last), context)
    day = calendar.first_day(reading.value) if reading else None
    if reading is None or day is None:
        return TimeReading("DATE", "XXXX-XX-XX", "published")
    shift = -1 if match.has("BEFORE") else 1
    return TimeReading("DATE", (day + timedelta(shift)).isoformat(), reading.anchor)


_SIDES = (LETTERS["BEFORE"], LETTERS["AFTER"])  # on which side of the day named


def day_of(match: TimeMatch, context: TimeContext) -> TimeReading | None:
    """The day that a match names, by whatever names it."""
    rules = (("MONTH", date_), ("NAMED", named), ("DEICTIC", deictic))
    rule = next((rule for name, rule in rules if match.has(name)), weekday)
    return rule(match, context)


def named(match: TimeMatch, context: TimeContext) -> TimeReading | None:
    """A named day; a lunar feast, which no calendar here knows, has no value but its year's X."""
    spec = match.word("NAMED")
    if len(spec) == 10:
        return TimeReading("DATE", spec)
    base, anchor = context.base()
    stated = match.number("YEAR")
    if spec == "?":
        year = f"{stated:04}" if stated else "XXXX"
        return TimeReading("DATE", f"{year}-XX-XX", anchor)
    if base is None and stated is None:
        return TimeReading("DATE", f"XXXX-{spec}" if spec[2:3] == "-" else "XXXX-XX-XX", anchor)
    day = _named_near(match, context, spec, base) if stated is None and base else calendar.named_day(spec, stated or 0)
    return _of_day(match, day.isoformat(), "none" if stated else anchor) if day else None


def _named_near(match: TimeMatch, context: TimeContext, spec: str, base: date) -> date | None:
    days = [day for year in (base.year - 1, base.year, base.year + 1) if (day := calendar.named_day(spec, year))]
    if match.has("LAST", "PREV"):
        return max((day for day in days if day < base), default=None)
    if match.has("NEXT", "FOLL"):
        return min((day for day in days if day > base), default=None)
    ahead = 0 if context.tense(match.token) == "future" else BEHIND
    return min(days, key=lambda day: (base - day).days if day <= base else (day - base).days + ahead, default=None)


def year(match: TimeMatch, context: TimeContext) -> TimeReading | None:
    """A year in figures, where it is not a count, a price, a number of something or a name's part."""
    number = match.number("YEAR", "SHORTYEAR")
    if number is None or not _is_year(match, context, number):
        return None
    return TimeReading("DATE", f"{number:04}", mod=mod(match))


def _is_year(match: TimeMatch, context: TimeContext, number: int) -> bool:
    doc, lists = context.doc, context.lexicon.lists
    if match.has("SHORTYEAR", "YEARU"):
        return True
    token = match.token_of("YEAR")
    before = doc.lower[token - 1] if token else ""
    if before in lists["money"]:
        return False
    after = match.after(doc)
    if after in lists["counted"]:
        return False
    cued = before in lists["year_cues"] or context.narrative
    head = doc.head[token]
    counts = doc.dep[token] == "nummod" and doc.tag[head] == "NNS" and head == token + 1
    if 1900 <= number <= 2049:
        return not (counts and not cued and number % 100 == 0)
    return cued and not counts


def decade(match: TimeMatch, context: TimeContext) -> TimeReading | None:
    """ "the 1990s", "the '80s", "the nineties"."""
    number = match.number("DECADE") or 0
    if number >= 1000:
        century_ = number % 100 == 0 and number < 1900
        return TimeReading("DATE", f"{number // 100}" if century_ else f"{number // 10:03}", mod=mod(match))
    if number < 100 and not match.has("THE") and match.before(context.doc) not in context.lexicon.lists["decade_leads"]:
        return None
    if not match.has("THE") and match.before(context.doc) in context.lexicon.lists["age_leads"]:
        return None
    if number >= 100 or number < 20:
        return None
    base = context.base()[0]
    century = (base.year - number) // 100 if base else 19
    return TimeReading("DATE", f"{century:02}{number // 10}", "published", mod(match))


def century(match: TimeMatch, context: TimeContext) -> TimeReading | None:
    number = match.number("ORD") or 0
    return TimeReading("DATE", f"BC{number - 1:02}" if match.has("ERA") else f"{number - 1:02}", mod=mod(match))


def era(match: TimeMatch, context: TimeContext) -> TimeReading | None:
    number = match.number("YEAR", "INT", "DAYNUM", "WNUM") or 0
    return TimeReading("DATE", f"BC{number:04}") if 0 < number < 10000 else None


def season(match: TimeMatch, context: TimeContext) -> TimeReading | None:
    """A season. A winter is named after the year it begins in, in news; a narrative goes on to the nearest."""
    lists = context.lexicon.lists
    if match.after(context.doc) in lists["not_fall_before"] and not match.has("YEAR", "YEARU"):
        return None
    if context.doc.words[match.token_of("SEASON")][0].isupper() and match.before(context.doc) in lists["season_titles"]:
        return None
    name = match.word("SEASON")
    base, anchor = context.base()
    if stated := match.number("YEAR", "SHORTYEAR"):
        year, anchor = f"{stated:04}", "none"
    elif match.has("YEARU"):
        year, anchor = _pointed_year(match, context)
    else:
        year = f"{_season_year(match, context, base, name):04}" if base else "XXXX"
    return TimeReading("DATE", f"{year}-{name}", anchor, mod(match), skip=_article(match, context))


def _article(match: TimeMatch, context: TimeContext) -> int:
    """1 where the leading article belongs to the noun that follows: "the summer offensive"."""
    noun = match.is_before(context.doc, "NOUN", "PROPN", "ADJ")
    return int(noun and match.letters[0] == LETTERS["THE"] and not match.has("OF"))


def _season_year(match: TimeMatch, context: TimeContext, base: date, name: str) -> int:
    start = calendar.SEASONS[name][0]
    if match.has("LAST", "PAST", "PREV") and not match.has("THIS"):
        return base.year if start + 2 < base.month and name != "WI" else base.year - 1
    if match.has("NEXT", "FOLL"):
        return base.year if start > base.month else base.year + 1
    if match.has("THIS", "THAT", "SAME") or context.narrative:
        return base.year
    if context.tense(match.token) == "future":
        return base.year if start + 2 >= base.month else base.year + 1
    return base.year if start <= base.month else base.year - 1
