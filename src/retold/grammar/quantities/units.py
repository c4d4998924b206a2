"""Units of measure and currencies about a numeral, and their conversion. In: pieces and a place. Out: unit names.

Names are plain English, singular, one a unit ("dollar", "kilometre", "dollar per barrel"); `convert` brings two
measures of one dimension to the same unit, by pint, which is imported only when it is needed.
"""

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from retold.grammar.quantities.numbers import DASHES, Pieces, cut
from retold.languages import Language, by_word
from retold.model import FigureKind

WEIGHED = 5  # pieces between "weighs" and the numeral: "weighed in at a little over 400 pounds"
PARTS_OF_HUNDRED = frozenset({"percent", "percentage point", "basis point"})
Phrases = dict[str, tuple[tuple[tuple[str, ...], str], ...]]


@dataclass(frozen=True, eq=False)
class MeasureUnits:
    """Units of measure compiled for matching: by first word after the numeral, by last piece before it."""

    words: Phrases
    symbols: Phrases
    before: Phrases
    after: Phrases
    rules: dict[str, frozenset[str]]
    currencies: frozenset[str]
    weights: dict[str, str]


@dataclass(frozen=True, slots=True)
class MeasureUnit:
    """A unit found: its name, the pieces `[first, last)` of the figure with it, and what it is per."""

    name: str
    first: int
    last: int
    per: str | None = None
    kind: FigureKind = "measure"


def phrases(table: dict[str, Any], *, backward: bool = False, exact: bool = False) -> Phrases:
    """name -> phrases as a table by first piece (by last piece when `backward`), longest phrases first."""
    cuts = ((cut(text), name) for name, texts in table.items() for text in texts)
    rows = [(tuple(pieces.raw if exact else pieces.low), name) for pieces, name in cuts]
    return by_word((row[0][-1 if backward else 0], row) for row in sorted(rows, key=lambda row: -len(row[0])))


@cache
def units(language: Language) -> MeasureUnits:
    """The compiled units; cached by language."""
    table = language.table("figures")["units"]
    rules = {name: frozenset(words) for name, words in table["rules"].items()}
    return MeasureUnits(
        phrases(table["words"]), phrases(table["symbols"], exact=True),
        phrases(table["currency_before"], backward=True, exact=True), phrases(table["currency_after"], exact=True),
        rules, frozenset(table["currency_before"]) | rules["coins"], table["weights"],
    )  # fmt: skip


def matched(words: list[str], at: int, table: Phrases) -> tuple[int, str] | None:
    """The longest phrase of the table that starts at `at`: its length in pieces and its name."""
    if at >= len(words):
        return None
    for parts, name in table.get(words[at], ()):
        if len(parts) == 1 or tuple(words[at : at + len(parts)]) == parts:
            return len(parts), name
    return None


def matched_back(words: list[str], at: int, table: Phrases) -> tuple[int, str] | None:
    """The longest phrase of the table that ends just before `at`."""
    if at <= 0:
        return None
    for parts, name in table.get(words[at - 1], ()):
        if len(parts) == 1 or (at >= len(parts) and tuple(words[at - len(parts) : at]) == parts):
            return len(parts), name
    return None


def unit_of(pieces: Pieces, first: int, last: int, lexicon: MeasureUnits, *, vague: bool = False) -> MeasureUnit | None:
    """The unit of the numeral at `[first, last)`: a currency before it, else a unit after it; then "per" what.

    After a vague numeral the unit may stand behind "of" ("hundreds of miles").
    """
    money = _currency(pieces, first, last, lexicon)
    if money:
        return _per(pieces, money, lexicon)
    at = pieces.past_dash(last)
    at += at == last and vague and pieces.word(at) in lexicon.rules["of"]
    if at >= len(pieces) or not pieces.same_line(last - 1, at):
        return None
    found = matched(pieces.low, at, lexicon.words)
    symbol = _symbol(pieces, at, lexicon)
    if symbol and (not found or symbol[0] > found[0]):
        found = symbol
    # the match stops inside a hyphenated name
    if not found or (pieces.word(at) == "x" and pieces.touch(at) and pieces.word(at + found[0])[:1].isalnum()):
        return None
    name = found[1]
    if name in lexicon.weights and _weighs(pieces, first, at + found[0], lexicon):
        name = lexicon.weights[name]
    unit = MeasureUnit(name, first, at + found[0])
    return _per(pieces, _aged(pieces, unit, lexicon), lexicon)


def _currency(pieces: Pieces, first: int, last: int, lexicon: MeasureUnits) -> MeasureUnit | None:
    minus = pieces.word(first - 1) in ("-", "−") and pieces.touch(first - 1) and pieces.touch(first - 2)
    if minus and pieces.raw[first - 2] in "$€£¥":
        first -= 1
    found = matched_back(pieces.raw, first, lexicon.before)
    if found and _close(pieces, first - 1):
        sign = pieces.raw[first - found[0]]
        before = first - found[0] - 1
        glued = pieces.touch(before) and (pieces.raw[before].isalnum() or pieces.raw[before] in DASHES)
        if not (glued and sign.isalpha()) and (not sign.isalpha() or len(sign) > 1 or pieces.touch(first - 1)):
            return MeasureUnit(found[1], first - found[0], _after_code(pieces, last, lexicon, found[1]), kind="money")
    after = matched(pieces.raw, last, lexicon.after)
    named = after and after[1] != "US dollar" and _close(pieces, last - 1) and pieces.raw[last] != "$"
    if after and (named or pieces.raw[last] in ("USD", "€", "£")):
        return MeasureUnit(after[1], first, last + after[0], kind="money")
    return None


def _after_code(pieces: Pieces, last: int, lexicon: MeasureUnits, name: str) -> int:
    """ "$23 billion dollar", "$58 US": the currency said twice."""
    found = matched(pieces.low, last, lexicon.words)
    return last + found[0] if found and found[1].endswith(name) else last


def _close(pieces: Pieces, index: int) -> bool:
    """The pieces `index` and `index + 1` touch, or one space lies between."""
    gap = pieces.text[pieces.end[index] : pieces.start[index + 1]]
    return gap in ("", " ", "\u00a0", "\u202f")


def _symbol(pieces: Pieces, at: int, lexicon: MeasureUnits) -> tuple[int, str] | None:
    found = matched(pieces.raw, at, lexicon.symbols)
    if not found or not _close(pieces, at - 1):
        return None
    length = found[0]
    raw = pieces.raw[at]
    if raw in ('"', "″"):
        return found if pieces.touch(at - 1) and raw == "″" else None
    follows = pieces.raw[at + length] if at + length < len(pieces) else ""
    glued = pieces.touch(at + length - 1) and follows.isalnum()
    if glued and not (follows.isdecimal() and raw in ("A", "cm", "m", "km", "ft", "mm")):
        return None
    if length == 1 and len(raw) == 1 and raw.isalpha() and not pieces.touch(at - 1):
        closed = follows in (",", ".", ")", ";", "") or follows in lexicon.rules["of"]
        loose = raw in lexicon.rules["loose"] and (raw.isupper() or closed)
        return found if loose or follows == "/" else None
    doubtful = (raw == "s" and "." not in pieces.raw[at - 1]) or (raw == "in" and follows not in (".", ",", ")", ""))
    return None if doubtful or (raw in ("s", "in") and not pieces.touch(at - 1)) else found


def _weighs(pieces: Pieces, first: int, last: int, lexicon: MeasureUnits) -> bool:
    """Whether "pound", at the end of `[first, last)`, is a weight: "weighs 400 pounds", "400 pounds of copper",
    "a 400-pound gorilla". Before a noun of money ("of debt", "a 400-pound fine") and where nothing speaks, it is money.
    """
    rules = lexicon.rules
    if pieces.word(last) in rules["of"]:
        return pieces.word(last + 1) not in rules["sums"]
    near = range(max(first - WEIGHED, 0), first)
    if pieces.word(last) in rules["weight_after"] or any(pieces.low[at] in rules["weighing"] for at in near):
        return True
    before_noun = pieces.word(last - 1) in lexicon.weights  # no plural: "a 400-pound gorilla", "the 400 pound gorilla"
    return before_noun and pieces.word(last)[:1].isalpha() and pieces.word(last) not in rules["sums"]


def _aged(pieces: Pieces, unit: MeasureUnit, lexicon: MeasureUnits) -> MeasureUnit:
    """ "25-year-old", "years old", "years of age": an age; "feet wide" keeps its word."""
    at = pieces.past_dash(unit.last)
    word = pieces.word(at)
    if unit.name == "age":
        return replace(unit, name="year", kind="age")
    if unit.name in lexicon.rules["time_units"]:
        if word in lexicon.rules["old"]:
            return replace(unit, last=at + 1, kind="age")
        of_age = word in lexicon.rules["of"] and pieces.word(at + 1) in lexicon.rules["of_age"]
        return replace(unit, last=at + 2, kind="age") if of_age else replace(unit, kind="duration")
    if unit.name in lexicon.currencies:
        return replace(unit, kind="money")
    return replace(unit, kind="percent") if unit.name in PARTS_OF_HUNDRED else unit


def _per(pieces: Pieces, unit: MeasureUnit, lexicon: MeasureUnits) -> MeasureUnit:
    """ "per barrel", "a gallon", "/cm2", "an hour" after a unit."""
    at = unit.last
    at += pieces.word(at) in DASHES and pieces.touch(at - 1) and pieces.word(at + 1) in lexicon.rules["per"]
    mark = pieces.word(at)
    skip = pieces.word(at + 1) in DASHES and pieces.touch(at)
    base = pieces.word(at + 1 + skip)
    if pieces.word(at + 2 + skip) in lexicon.rules["not_per"]:
        return unit
    if mark == "/" and pieces.touch(at - 1) and base in lexicon.rules["per_bases"]:
        last = at + 2
        if pieces.touch(at + 1) and pieces.word(last) in ("2", "3", "²", "³"):
            base, last = base + pieces.word(last), last + 1
    else:
        one = mark in lexicon.rules["per_one"] and unit.kind in ("money", "duration", "measure")
        each = base in lexicon.rules["a_bases"] and (one or mark in lexicon.rules["per_each"])
        if not each and not (mark in lexicon.rules["per_any"] and base[:1].isalpha()):
            return unit
        last = at + 2 + skip
    return replace(unit, name=f"{unit.name} per {base}", last=last, per=base)


@cache
def _registry() -> Any:
    import pint

    return pint.UnitRegistry(cache_folder=None)


@cache
def dimension(unit: str) -> str | None:
    """The dimension of a unit of measure, as pint writes it; None for money, per cent and what pint does not know."""
    name = PINT.get(unit, unit.replace(" ", "_"))
    try:
        return str(_registry().Unit(name).dimensionality)
    except Exception:  # pint raises several kinds for a name it does not know
        return None


@cache
def factor(unit: str, other: str) -> float | None:
    """What to multiply a measure in `unit` with to have it in `other`; None where they do not convert by a factor."""
    if unit == other:
        return 1.0
    if dimension(unit) is None or dimension(unit) != dimension(other) or unit in OFFSET or other in OFFSET:
        return None
    left, right = (PINT.get(name, name.replace(" ", "_")) for name in (unit, other))
    return float(_registry().Unit(left).from_(1 * _registry().Unit(left)).to(right).magnitude)


OFFSET = frozenset({"celsius", "fahrenheit"})
# names of ours that pint writes otherwise, or means otherwise
PINT = {
    "metric horsepower": "metric_horsepower", "brake horsepower": "horsepower", "tonne": "metric_ton",
    "pound-mass": "pound", "mile per hour": "mph", "kilometre per hour": "kph", "metre per second": "meter/second",
    "square metre": "meter**2", "square kilometre": "kilometer**2", "square mile": "mile**2",
    "square foot": "foot**2", "square centimetre": "centimeter**2", "square yard": "yard**2",
    "cubic metre": "meter**3", "cubic foot": "foot**3", "micrometre": "micrometer", "newton metre": "newton*meter",
    "kilowatt hour": "kilowatt_hour", "megawatt hour": "megawatt_hour", "gigawatt hour": "gigawatt_hour",
    "light year": "light_year", "ton": "short_ton",
}  # fmt: skip
