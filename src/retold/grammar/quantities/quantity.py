"""Quantities out of numerals: with currency, unit, range, bounds and change. In: pieces, parse. Out: `Quantity`.

What a numeral names rather than counts (years, clock times, addresses, flights, scores) is decided in `excluded`.
"""

from dataclasses import dataclass, replace
from functools import cache
from typing import Annotated, Literal

from retold.grammar.quantities.bounds import Bounds, bound_of, bounds, interval
from retold.grammar.quantities.excluded import Excluder
from retold.grammar.quantities.numbers import DASHES, Number, NumberKind, Numerals, Pieces, cut, numbers, numerals
from retold.grammar.quantities.units import MeasureUnit, MeasureUnits, unit_of, units
from retold.languages import Language, Words, listed
from retold.model import Analysis, FigureKind, Span
from retold.parse import Parse

LOOK_BACK = 7  # tokens from a quantity back to its word of change ("rose by as much as 5 percent")
Change = Literal["up", "down", "to"] | None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity of the text. `span` has bounds, currency and unit; `core` the numeral alone (with a range: both)."""

    span: Span
    core: Span
    low: float | None
    high: float | None
    approximate: bool
    unit: str | None
    per: str | None
    kind: FigureKind
    change: Change = None
    number: NumberKind = "digits"


@dataclass(frozen=True, eq=False)
class Changes:
    """The words of change, by lemma or lower-case word."""

    verbs: dict[str, Change]
    words: dict[str, Change]
    by: Annotated[Words, "by"]
    to: Annotated[Words, "to"]
    amount: Annotated[Words, "amount"]
    measured: Annotated[Words, "needs_measure"]
    movers: Words
    particles: Annotated[Words, "particles"]


@dataclass(frozen=True, eq=False)
class QuantityLexicon:
    """All that the grammar of quantities needs of a language."""

    numerals: Numerals
    units: MeasureUnits
    bounds: Bounds
    changes: Changes
    ranges: dict[str, frozenset[str]]
    pronouns: frozenset[str]


@cache
def lexicon_of(language: Language) -> QuantityLexicon:
    """The compiled grammar; cached by language."""
    table = language.table("figures")
    change = table["change"]
    verbs, words = _directions(change, "verbs"), _directions(change, "words")
    movers = frozenset({verb.split()[0] for verb in verbs} | set(change["movers"]))
    changes = Changes(**listed(Changes, change), verbs=verbs, words=words, movers=movers)
    names = ("between", "from", "range_and", "to", "or")
    ranges = {name: frozenset(table["bounds"][name]) for name in names}
    return QuantityLexicon(
        numerals(language), units(language), bounds(language), changes, ranges, frozenset(table["people"]["pronouns"])
    )


def _directions(table: dict[str, list[str]], kind: str) -> dict[str, Change]:
    """The verbs or words of change with what they tell."""
    ways: tuple[Change, ...] = ("up", "down")
    return {word: way for way in ways for word in table[f"{way}_{kind}"]}


def quantities(doc: Parse, language: Language, found: Analysis) -> list[Quantity]:
    """All quantities with a number word or digits, in text order, none overlapping."""
    lexicon = lexicon_of(language)
    pieces = cut(doc.text)
    numerals_found = numbers(pieces, lexicon.numerals)
    excluder = Excluder(doc, pieces, language, found)
    results: list[Quantity] = []
    index = 0
    while index < len(numerals_found):
        group = _group(pieces, numerals_found, index, lexicon, excluder)
        index += len(group)
        if quantity := _quantity(pieces, group, lexicon, excluder):
            before = results[-1] if results else None
            quantity = aged(doc, _converted(doc.text, quantity, before), lexicon.units.rules, lexicon.pronouns)
            gap = doc.text[before.span[1] : quantity.span[0]] if before else ""
            if before and before.kind == "age" and len(gap) < 8 and gap.strip() in lexicon.numerals.table["and"]:
                quantity = replace(quantity, unit=quantity.unit or "year", kind="age")
            results.append(_changed(doc, quantity, before, lexicon))
    return results


def _group(
    pieces: Pieces, found: list[Number], index: int, lexicon: QuantityLexicon, excluder: Excluder
) -> list[Number]:
    """The numeral, with the one it makes a range or ratio with."""
    left, *behind = found[index : index + 2]
    for right in behind:
        year = excluder.year(left, left.last) and not excluder.year(right, right.last)
        near = right.first - left.last <= 6 and pieces.same_line(left.last - 1, right.first)
        if year or not near:
            return [left]
        joined = _is_range(pieces, left, right, lexicon, excluder) or _is_ratio(pieces, left, right, lexicon)
        return [left, right] if joined else [left]
    return [left]


def _middle(
    pieces: Pieces, left: Number, right: Number, lexicon: QuantityLexicon
) -> tuple[str, MeasureUnit | None, MeasureUnit | None]:
    """What joins two numerals, once their units and currencies are taken away."""
    first = unit_of(pieces, left.first, left.last, lexicon.units)
    second = unit_of(pieces, right.first, right.last, lexicon.units)
    start = max(first.last, left.last) if first else left.last
    stop = min(second.first, right.first) if second else right.first
    return " ".join(pieces.low[start:stop]), first, second


def _is_range(pieces: Pieces, left: Number, right: Number, lexicon: QuantityLexicon, excluder: Excluder) -> bool:
    if left.kind not in ("digits", "word") or right.kind not in ("digits", "word"):
        return False
    join, first, second = _middle(pieces, left, right, lexicon)
    if first and second and first.name != second.name:
        return False
    before = pieces.word(min(first.first if first else left.first, left.first) - 1)
    if join in lexicon.ranges["range_and"] and before in lexicon.ranges["between"]:
        return True
    if join in ("-", "–", "—", "‒") or join == "to -":
        return _dash_range(pieces, left, right, second)
    if join in lexicon.ranges["to"]:
        if before in lexicon.changes.amount or (first and second and excluder.moves(left.first)):
            return False
        return left.low < right.low and (first is None or before in lexicon.ranges["from"] or first.kind == "money")
    if join in lexicon.ranges["or"]:
        small = right.low == left.low + 1 and left.low >= 1 and right.low <= 20
        return small and first is None and (second is None or second.kind != "money")
    return False


def _dash_range(pieces: Pieces, left: Number, right: Number, unit: MeasureUnit | None) -> bool:
    if right.low <= left.low or pieces.word(right.last) in DASHES:
        return False
    return unit is not None or not (left.kind == "digits" and right.low > 1000 and left.low < 1000)


def _is_ratio(pieces: Pieces, left: Number, right: Number, lexicon: QuantityLexicon) -> bool:
    """ "one in five", "four out of ten"."""
    join = " ".join(pieces.low[left.last : right.first])
    table = lexicon.numerals.table
    if join in table["out_of_ratio"]:
        return left.low < right.low
    whole = right.kind == "word" or right.low in (10, 100, 1000, 5, 4, 3, 2)
    small = 1 <= left.low < right.low <= 10_000 and left.low <= 10 and not right.decimal
    return join in table["in_ratio"] and small and whole


def _quantity(pieces: Pieces, group: list[Number], lexicon: QuantityLexicon, excluder: Excluder) -> Quantity | None:
    first, last = group[0].first, group[-1].last
    if len(group) == 2 and _is_ratio(pieces, group[0], group[1], lexicon):
        share = group[0].low / group[1].low
        return _made(pieces, replace(group[0], last=last, low=share, high=share, kind="ratio"), None, lexicon)
    vague = group[-1].kind in ("vague", "few", "several", "word")
    unit = unit_of(pieces, group[-1].first, last, lexicon.units, vague=vague)
    lead = unit_of(pieces, first, group[0].last, lexicon.units) if len(group) == 2 else None
    unit = _shared(lead, unit, first)
    if excluder.excluded(group, unit):
        return None
    low, high = min(number.low for number in group), max(number.high for number in group)
    both = replace(group[0], last=last, low=low, high=high)
    return _made(pieces, _same_scale(pieces, both, group) if len(group) == 2 else both, unit, lexicon)


def _same_scale(pieces: Pieces, both: Number, group: list[Number]) -> Number:
    """ "$10 to $15 billion" is 10 to 15 billions: the small left end takes the right one's scale word."""
    left, right = group
    if left.last - left.first > 1 or left.low <= 0 or right.low < 1000 * left.low or left.low >= 1000:
        return both
    text = pieces.raw[right.first].replace(",", "")
    written = float(text) if text.replace(".", "", 1).isdecimal() and text.isascii() else 0.0
    if written <= 0 or written == right.low or written <= left.low:
        return both
    return replace(both, low=left.low * (right.low / written))


def _shared(lead: MeasureUnit | None, unit: MeasureUnit | None, first: int) -> MeasureUnit | None:
    """The unit of a range: of its right end, else its left; a currency on the left leads the span."""
    if lead is None:
        return unit
    if unit is None or (lead.kind == "money" and unit.kind != "money"):
        return lead
    return replace(unit, first=min(lead.first, first, unit.first))


def _made(pieces: Pieces, number: Number, unit: MeasureUnit | None, lexicon: QuantityLexicon) -> Quantity:
    first = min(number.first, unit.first) if unit else number.first
    last = max(number.last, unit.last) if unit else number.last
    bound = bound_of(pieces, first, last, lexicon.bounds)
    if not bound.kinds and last > number.last:
        inner = bound_of(pieces, first, number.last, lexicon.bounds)
        bound = replace(inner, last=max(inner.last, last))
    low, high, about = interval(number.low, number.high, bound.kinds)
    if number.kind in ("vague", "few", "several") and "at_least" in bound.kinds:
        high = None
    sign = -1.0 if _negative(pieces, first, lexicon) else 1.0
    begin = bound.first
    if number.low != number.high and begin and pieces.word(begin - 1) in lexicon.ranges["between"]:
        begin -= 1
    core = (pieces.start[number.first], pieces.end[number.last - 1])
    return Quantity(
        (pieces.start[begin], pieces.end[bound.last - 1]), core,
        low if low is None else low * sign, high if high is None else high * sign, about or number.approximate,
        unit.name if unit else "time" if number.kind in ("multiple", "fold") else None,
        unit.per if unit else None, unit.kind if unit else PLAIN_KINDS.get(number.kind, "count"), number=number.kind,
    )  # fmt: skip


def _converted(text: str, quantity: Quantity, before: Quantity | None) -> Quantity:
    """ "more than 100 kilometers (60 miles)": the measure in brackets is under the bound of the one before."""
    if before is None or before.unit is None or quantity.unit is None or before.kind != quantity.kind:
        return quantity
    gap = text[before.span[1] : quantity.span[0]].strip()
    if gap not in ("(", "/", "(about") or quantity.low is None or quantity.high is None:
        return quantity
    low = None if before.low is None else quantity.low
    high = None if before.high is None else quantity.high
    return replace(quantity, low=low, high=high, approximate=quantity.approximate or before.approximate)


def aged(doc: Parse, quantity: Quantity, words: dict[str, frozenset[str]], pronouns: frozenset[str]) -> Quantity:
    """A bare age: "Ana Ruiz, 44,", "aged 30", "she is 51": kind age, unit year."""
    if quantity.unit or quantity.kind != "count" or (quantity.low or quantity.high or 0) > 120:
        return quantity
    tokens = doc.tokens_in(quantity.core)
    first, last = tokens[0], tokens[-1] + 1
    before = first - 1
    named = before >= 0 and doc.lower[before] in words["age_before"]
    if before >= 2 and doc.lower[before] in words["age_adverbs"] and doc.words[before - 1] == ",":
        before -= 1
    if before >= 1 and doc.words[before] in (",", "("):
        before -= 1
    follows = doc.words[last] if last < len(doc) else "."
    verb_follows = last < len(doc) and doc.pos[last] in ("VERB", "AUX")
    person = before >= 0 and doc.ent[before] == "PERSON"
    listed = follows in words["and"] and doc.tag[last + 1 : last + 2] == ["CD"]
    closed = follows in (",", ")", ";") or listed or (person and follows in words["age_closed"])
    closed = closed and before < first - 1
    noun = before >= 0 and doc.tag[before] in ("NN", "NNP", "NNS", "NNPS", "UH")
    apposed = noun and (closed or (person and verb_follows))
    apposed = apposed or (first > 0 and doc.lower[first - 1] in words["both"] and follows in (",", "."))
    apposed = apposed and quantity.low is not None and quantity.low >= 1 and quantity.low == int(quantity.low)
    is_age = first > 1 and doc.lemma[first - 1] in words["be"] and follows in words["age_told"]
    person = is_age and doc.ent[first - 2] == "PERSON"
    told = person or (is_age and any(doc.lower[at] in pronouns for at in range(max(first - 3, 0), first)))
    return replace(quantity, unit="year", kind="age", change=None) if named or apposed or told else quantity


def _negative(pieces: Pieces, first: int, lexicon: QuantityLexicon) -> bool:
    mark, minus = pieces.word(first - 1), lexicon.numerals.table["minus"]
    behind_sign = pieces.raw[first] in "$€£¥" and pieces.word(first + 1) in ("-", "−")
    told = (mark in minus and not pieces.touch(first - 2)) or (mark in DASHES and pieces.word(first - 2) in minus)
    signed = mark in ("-", "−") and pieces.touch(first - 1) and not pieces.touch(first - 2)
    return behind_sign or told or (signed and pieces.raw[first].isascii())


# numerals that are no counts without a unit
PLAIN_KINDS: dict[NumberKind, FigureKind] = {
    "fold": "multiple", "ratio": "ratio", "fraction": "fraction", "multiple": "multiple"
}  # fmt: skip


def _changed(doc: Parse, quantity: Quantity, before: Quantity | None, lexicon: QuantityLexicon) -> Quantity:
    """The quantity with the change ("rose by") that the words on its left express."""
    token = doc.token_at(quantity.span[0])
    if token is None or quantity.kind in ("age", "ratio") or doc.lower[token] in lexicon.ranges["between"]:
        return quantity
    change = _change_left(doc, token, quantity, lexicon.changes)
    if change is None and before is not None and before.change in ("up", "down"):
        gap = doc.text[before.span[1] : quantity.span[0]].strip(" ,")
        same_line = "\n" not in gap
        last = gap.rpartition(" ")[2]
        either = gap == "" or (last in lexicon.ranges["or"] and len(gap) < 25)
        amount = last in lexicon.changes.amount and last != gap and len(gap) < 40 and quantity.unit == before.unit
        if same_line and (either or amount):
            change = before.change
    return replace(quantity, change=change) if change else quantity


def _by_verb(doc: Parse, token: int, floor: int, changes: Changes) -> Change:
    """ "grow sales by 35 per cent": the verb of change precedes its object."""
    for at in range(token - 2, max(floor, token - 8) - 1, -1):
        change = changes.verbs.get(doc.lemma[at].lower())
        if change and doc.pos[at] in ("VERB", "NOUN"):
            return change
        if doc.pos[at] in ("VERB", "PUNCT", "CCONJ"):
            return None
    return None


def _change_left(doc: Parse, token: int, quantity: Quantity, changes: Changes) -> Change:
    floor = doc.sents[doc.sent[token]][0]
    at, toward = token - 1, False
    if at > floor and doc.lower[at] in changes.amount and (change := _by_verb(doc, token, floor, changes)):
        return change
    for _ in range(LOOK_BACK):
        if at < floor:
            return None
        word = doc.lower[at]
        if word in changes.words:
            verb = at - 1 if at and doc.pos[at - 1] == "VERB" else at
            phrasal = verb < at and doc.head[at] == verb and doc.lemma[verb].lower() not in changes.movers
            return None if phrasal else "to" if toward else changes.words[word]
        change = changes.verbs.get(doc.lemmas[at]) if doc.pos[at] in ("VERB", "AUX") else None
        if change and doc.lower[at + 1] not in changes.particles and not toward:
            needs = doc.lemmas[at] in changes.measured
            return None if needs and quantity.unit is None and doc.lower[token - 1] not in changes.amount else change
        if change:
            return "to" if toward else change
        if word in changes.to and at == token - 1:
            toward = True
        elif not toward and word not in changes.by:
            return None
        at -= 1
    return None
