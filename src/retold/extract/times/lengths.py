"""Rules for lengths and sets: "three days", "half an hour", "years", "every Friday", "daily"."""

from retold.extract.times.context import TimeContext, TimeMatch, TimeReading
from retold.extract.times.values import mod
from retold.languages.times import LETTERS

UNIT_NAMES = (
    "CLOCKU", "DAYU", "WEEKU", "WEEKENDU", "MONTHU", "QUARTERU", "YEARU", "DECADEU", "CENTURYU", "UNITS",
)  # fmt: skip
MAX_COUNT = 100_000  # units; a longer duration is a slip or a figure of speech
# TIMEX3 values of a repetition, by unit
UNKNOWN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "F": "XXXX-WXX", "E": "XXXX-WXX-WE", "m": "XXXX-XX", "Q": "XXXX-QX"}


def unit_of(match: TimeMatch) -> str:
    """The unit's letter, as in the language file."""
    return match.word(*UNIT_NAMES)


def count_of(match: TimeMatch) -> float | None:
    """How many units: a number, 1 for "a", 0.5 for "half a"; None when vague ("a few") or beyond sense."""
    if match.has("FEW"):
        return None
    if match.has("COUPLE"):
        return 2
    number = match.get("DAYNUM", "INT", "WNUM", "YEAR")
    count = float(number) if isinstance(number, int | float) else float(match.has("A") or not match.has("HALFW"))
    fraction = match.get("FRACTION")
    if isinstance(fraction, float):
        count += fraction
    if match.has("HALFW"):
        count += 0.5
        if number is None and match.has("A") and not match.has("AND"):
            count = 0.5
    return count if 0 < count <= MAX_COUNT else None


def leading(match: TimeMatch, context: TimeContext) -> int:
    """Units at the left that do not belong: a preposition, the article before "two-year" or "two day"."""
    letters, doc = match.letters, context.doc
    skip = 0
    if letters[0] in (LETTERS["OVER"], LETTERS["ALMOST"]):
        windowed = match.has("LAST", "PAST", "NEXT") or LETTERS["THE"] == letters[1]
        skip = int((letters[0] == LETTERS["OVER"] and doc.dep[match.token] == "prep") or windowed)
    article = letters[skip : skip + 1]
    if article == [LETTERS["A"]]:
        return skip + (letters[-2:] == [LETTERS["HYPH"], LETTERS["ADDED"]] or (match.has("FEW") and match.has("HYPH")))
    plural = match.has("DAYNUM", "INT", "WNUM") and not match.has("UNITS") and not match.has("LAST", "PAST", "NEXT")
    return skip + (article == [LETTERS["THE"]] and (match.has("HYPH") or plural))


def before_noun(match: TimeMatch, context: TimeContext) -> bool:
    """Whether the match is an attribute of a noun, to which a leading article belongs."""
    return match.is_before(context.doc, "NOUN", "PROPN", "ADJ")


def duration(match: TimeMatch, context: TimeContext) -> TimeReading | None:
    """A length: "three days", "a two-year term", "half an hour"."""
    unit = unit_of(match)
    numbered = match.has("DAYNUM", "INT", "WNUM", "YEAR", "FEW", "HALFW", "COUPLE")
    if match.has("A") and not numbered and _is_rate(match, context):
        return None  # "$2 a year": a rate
    if unit == "Q" and match.after(context.doc) in context.lexicon.lists["of"] and count_of(match) in (1, 3):
        return None  # "three quarters of the troops"
    skip = leading(match, context)
    counted = match.has("DAYNUM", "INT", "WNUM", "YEAR", "COUPLE", "HALFW", "FRACTION")
    if match.has("FEW") or (match.has("UNITS") and not counted):
        return TimeReading("DURATION", vague_value(unit), mod=mod(match), skip=skip)
    count = count_of(match)
    value = duration_value(count, unit) if count else None
    return TimeReading("DURATION", value, mod=_length_mod(match, context), skip=skip) if value else None


def _is_rate(match: TimeMatch, context: TimeContext) -> bool:
    """Whether "a year" follows an amount ("$2 a share a year", "700 seats a week")."""
    doc, token = context.doc, match.token
    amount = token > 0 and doc.pos[token - 1] in ("NOUN", "NUM", "PROPN", "SYM")
    return amount and doc.dep[token + 1 : token + 2] == ["npadvmod"]


def _length_mod(match: TimeMatch, context: TimeContext) -> str | None:
    lists = context.lexicon.lists
    compared = match.all("MORE") if match.has("THAN") else ()
    if match.has("OVER") or not lists["more"].isdisjoint(compared):
        return "MORE_THAN"
    if match.has("ALMOST") or not lists["less"].isdisjoint(compared):
        return "LESS_THAN"
    if match.has("LEAST"):
        return "EQUAL_OR_MORE" if match.word("LEAST") in lists["least"] else "EQUAL_OR_LESS"
    return "EQUAL_OR_LESS" if match.has("UP") else "APPROX" if match.has("APPROX") else None


def bare_units(match: TimeMatch, context: TimeContext) -> TimeReading | None:
    """ "years", "weeks or months"."""
    unit = unit_of(match)
    before, lists = match.before(context.doc), context.lexicon.lists
    if unit == "E" and match.last == match.first + 1 and before in lists["set_leads"]:
        return TimeReading("SET", "XXXX-WXX-WE")
    if unit in "SMEQ" or before in lists["bare_bars"]:
        return None
    return TimeReading("DURATION", vague_value(unit))


def long_unit(match: TimeMatch, context: TimeContext) -> TimeReading | None:
    """ "day-long"."""
    value = duration_value(1, unit_of(match))
    return TimeReading("DURATION", value) if value and match.word("ADDED") in context.lexicon.lists["length"] else None


def duration_value(count: float | None, unit: str) -> str | None:
    """The TIMEX3 length: "P2Y6M" for two and a half years, "PT30M" for half an hour."""
    if count is None or not 0 < count <= MAX_COUNT:
        return None
    whole, rest = int(count), count - int(count)
    if unit in "SMH":
        finer = f"{round(rest * 60)}{'M' if unit == 'H' else 'S'}" if rest and unit != "S" else ""
        return f"PT{whole}{unit}{finer}" if whole else f"PT{finer}" if finer else None
    scale, name = {"F": (2, "W"), "E": (2, "D"), "m": (1, "M"), "T": (10, "Y"), "C": (100, "Y"), "K": (1000, "Y")}.get(
        unit, (1, unit)
    )
    if scale > 1:
        return f"P{int(count * scale)}{name}"
    if not rest:
        return f"P{whole}{name}"
    if unit == "Y":
        return "P" + (f"{whole}Y" if whole else "") + f"{round(rest * 12)}M"
    return f"P{count:g}{name}"


def vague_value(unit: str) -> str:
    """ "PXD", "PTXH": a length in units nobody counted."""
    if unit in "SMH":
        return f"PTX{unit}"
    name = {"F": "W", "E": "D", "m": "M", "T": "DE", "C": "CE", "K": "CE"}.get(unit, unit)
    return f"PX{name}"


def set_(match: TimeMatch, context: TimeContext) -> TimeReading | None:
    """ "every Friday", "each year", "daily", "Monday nights", "twice a week", "on weekdays"."""
    if match.has("FREQ"):
        kind = match.word("FREQ") == "P3M" and match.is_before(context.doc, "NOUN", "ADJ")
        paper = context.doc.pos[match.token] in ("NOUN", "PROPN")
        return None if kind or paper else TimeReading("SET", match.word("FREQ"))
    if match.has("WEEKDAY", "WEEKDAYS"):
        return _set_days(match)
    if value := _set_named(match, context):
        return TimeReading("SET", value, skip=int(match.letters[0] == LETTERS["IN"]))
    return _set_units(match, context)


def _set_days(match: TimeMatch) -> TimeReading:
    """One record a weekday; a part of the day at the end holds for all in front of it ("Monday and Tuesday nights")."""
    letters, values = match.units.letters, match.units.values
    places = [place for place in range(match.first, match.last) if letters[place] in _WEEKDAYS]
    plural = match.word("PARTS")
    found: list[tuple[int, int, str]] = []
    for place in places:
        stop = place + 1
        part = plural
        if stop < match.last and letters[stop] in _PARTS:
            part, stop = str(values[stop]), stop + 1
        found.append((place, stop, f"XXXX-WXX-{values[place]}" + (f"T{part}" if part else "")))
    return TimeReading("SET", found[0][2], drop=match.last - found[0][1], more=tuple(found[1:]))


# classes that mean the same, singular and plural
_WEEKDAYS = (LETTERS["WEEKDAY"], LETTERS["WEEKDAYS"])
_PARTS = (LETTERS["PART"], LETTERS["PARTS"])


def _set_named(match: TimeMatch, context: TimeContext) -> str | None:
    """The value of a set of months, seasons, named days, parts of the day or days of a kind."""
    part = match.word("PART", "PARTS")
    if recurring := match.word("RECUR"):
        if not match.has("EACH", "PARTS") and context.doc.lower[match.token] in context.lexicon.lists["recurring_one"]:
            return None
        return recurring + (f"T{part}" if part and "T" not in recurring else "")
    if match.has("MONTH"):
        day = match.number("DAYNUM", "ORD")
        if day is not None:
            return f"XXXX-{match.number('MONTH'):02}-{day:02}" if 1 <= day <= 31 else None
        return f"XXXX-{match.number('MONTH'):02}"
    if spec := match.word("NAMED"):
        return f"XXXX-{spec}" if len(spec) == 5 and spec[2] == "-" else "P1Y"
    return f"XXXX-XX-XXT{part}" if part and not match.has(*UNIT_NAMES) else None


def _set_units(match: TimeMatch, context: TimeContext) -> TimeReading | None:
    """The length after which it comes again: "every two weeks", "every other day", "three times a week"."""
    unit = unit_of(match)
    if match.units.letters[match.last : match.last + 1] == [LETTERS["AGO"]]:
        return None  # "he met her once a year ago"
    place = next((at for at in range(match.first, match.last) if match.units.letters[at] in _TURNS), match.first - 1)
    after = TimeMatch(match.units, place + 1, match.last)  # "three times" says how often, not after how long
    if after.has("FEW"):
        return TimeReading("SET", vague_value(unit))
    others = context.lexicon.lists["other"]
    count = 2.0 if any(word in others for word in after.all("ADDED")) else float(after.number("ORD") or 0)
    count = count or count_of(after) or 0.0
    if unit == "E" and count == 1:
        return TimeReading("SET", "XXXX-WXX-WE")
    value = duration_value(count, unit)
    return TimeReading("SET", value) if value else None


_TURNS = (LETTERS["A"], LETTERS["PER"], LETTERS["EACH"])  # "three times a day"


def by_turns(match: TimeMatch, context: TimeContext) -> TimeReading | None:
    """ "day by day", "year after year", "night after night", "day in, day out": the same unit on both sides."""
    units = match.all(*UNIT_NAMES, "PART")
    words = [context.doc.lower[match.units.tokens[place]] for place in (match.first, match.last - 1)]
    if match.has("OUT"):
        words[1] = context.doc.lower[match.units.tokens[match.last - 2]]
    if words[0] != words[1] or context.doc.pos[match.token - 1 if match.token else 0] == "DET":
        return None
    if part := match.word("PART"):
        return TimeReading("SET", f"XXXX-XX-XXT{part}")
    value = duration_value(1, str(units[0]))
    return TimeReading("SET", value) if value else None
