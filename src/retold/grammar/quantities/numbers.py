"""Numerals in text: digits, words and their mixtures, as numbers with their place. In: text. Out: `Number` records.

The text is cut into small pieces of its own (a run of digits, a run of letters, one other mark), since news glues
numbers to symbols ("$11bn", "6.1-inch", "15-20%") in ways no tokenizer of words cuts as needed.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal
from unicodedata import category

from retold.languages import Language

# grouped digits, digits, a word, any other mark
PIECE = re.compile(r"\d{1,3}(?:,\d{3})+(?![\d])(?:\.\d+)?|\d+(?:\.\d+)?|[^\W\d_]+|\S")
DASHES = frozenset("-–—‒‑−")
MAX_DIGITS = 40  # digits; longer runs are identifiers, and would overflow
DIGITS = frozenset("0123456789")


@dataclass(frozen=True, slots=True)
class Pieces:
    """The text cut up: parallel lists of words as written, in lower case, and their offsets."""

    text: str
    raw: list[str]
    low: list[str]
    start: list[int]
    end: list[int]

    def __len__(self) -> int:
        return len(self.raw)

    def touch(self, index: int) -> bool:
        """Whether the pieces `index` and `index + 1` have nothing between them."""
        return 0 <= index < len(self.raw) - 1 and self.end[index] == self.start[index + 1]

    def word(self, index: int) -> str:
        """The piece in lower case, "" beyond the ends."""
        return self.low[index] if 0 <= index < len(self.low) else ""

    def past_dash(self, index: int) -> int:
        """The index behind a dash at `index` that touches what stands on both sides of it; else `index` itself."""
        return index + (self.word(index) in DASHES and self.touch(index - 1) and self.touch(index))

    def same_line(self, left: int, right: int) -> bool:
        """No line break lies between the two pieces."""
        return "\n" not in self.text[self.end[left] : self.start[right]]


NumberKind = Literal[
    "digits", "word", "vague", "few", "several", "fraction", "ratio", "multiple", "fold", "none", "ordinal"
]


@dataclass(frozen=True, slots=True)
class Number:
    """A numeral at the pieces `[first, last)`. `kind`: digits, word, vague, fraction, ratio, none or ordinal."""

    first: int
    last: int
    low: float
    high: float
    kind: NumberKind
    approximate: bool = False
    decimal: bool = False


@dataclass(frozen=True, eq=False)
class Numerals:
    """The numerals of a language, compiled from its table."""

    values: dict[str, int]
    scales: dict[str, float]
    abbreviated: dict[str, float]
    short: dict[str, float]
    vague: dict[str, list[float]]
    few: dict[str, list[float]]
    halves: dict[str, float]
    glyphs: dict[str, float]
    folds: dict[str, float]
    table: dict[str, Any]
    starts: frozenset[str]
    plural: tuple[str, ...]


@cache
def numerals(language: Language) -> Numerals:
    """The compiled numerals; cached by language."""
    table = language.table("figures")["numerals"]
    values = {**table["ones"], **table["tens"]}
    starts = {*values, *table["scales"], *table["vague"], *table["halves"], *table["glyphs"], *table["a"]}
    folds = {f"{word}{fold}": float(value) for word, value in values.items() for fold in table["fold"]}
    starts |= {*table["multiples"], *table["some"], *folds}
    return Numerals(
        values, table["scales"], table["abbreviated"], table["short"], table["vague"], table["few"],
        table["halves"], table["glyphs"], folds, table, frozenset(starts),
        tuple(table["part_plural"]),
    )  # fmt: skip


def cut(text: str) -> Pieces:
    """The pieces of a text."""
    spans = [match.span() for match in PIECE.finditer(text)]
    raw = [text[start:end] for start, end in spans]
    return Pieces(text, raw, [word.lower() for word in raw], [span[0] for span in spans], [span[1] for span in spans])


def numbers(pieces: Pieces, lexicon: Numerals) -> list[Number]:
    """Every numeral of the text, left to right, none overlapping."""
    found: list[Number] = []
    starts = lexicon.starts
    for index in [at for at, word in enumerate(pieces.low) if word in starts or word[0] in DIGITS]:
        passed = bool(found) and index < found[-1].last
        if not passed and (number := _at(pieces, index, lexicon)):
            found.append(number)
    return found


def _at(pieces: Pieces, index: int, lexicon: Numerals) -> Number | None:
    word = pieces.low[index]
    if word[0] in DIGITS:
        return _digits(pieces, index, lexicon)
    singles: tuple[tuple[NumberKind, dict[str, float]], ...] = (
        ("fraction", lexicon.glyphs), ("fold", lexicon.folds), ("multiple", lexicon.table["multiples"])
    )  # fmt: skip
    for kind, values in singles:
        if word in values:
            return Number(index, index + 1, float(values[word]), float(values[word]), kind)
    if word in lexicon.table["a"]:
        return _after_article(pieces, index, lexicon)
    if word in lexicon.vague:
        return _vague(pieces, index, lexicon)
    if word in lexicon.table["some"]:
        low, high = lexicon.table["some"][word]
        if pieces.word(index + 1) in lexicon.vague or pieces.word(index + 1) in lexicon.scales:
            return _vague_scaled(pieces, index, lexicon)
        return Number(index, index + 1, low, high, "several", approximate=True)
    if word in lexicon.halves:
        return _half(pieces, index, lexicon)
    return _words(pieces, index, lexicon)


def _vague_scaled(pieces: Pieces, index: int, lexicon: Numerals) -> Number | None:
    """ "several hundred", "several thousands": three to nine of the scale."""
    word = pieces.word(index + 1)
    scale = lexicon.scales.get(word) or lexicon.vague[word][0] / 2
    return Number(index, index + 2, 3 * scale, 9 * scale + scale - 1, "vague", approximate=True)


def _digits(pieces: Pieces, index: int, lexicon: Numerals) -> Number | None:
    text = pieces.raw[index]
    if len(text) > MAX_DIGITS or not text.isascii():
        return None
    last = _parted(pieces, index, lexicon)
    value = float("".join(pieces.raw[index:last]).replace(",", ""))
    first, decimal = index, "." in text
    pointed = pieces.word(index - 1) == "." and pieces.touch(index - 1) and not decimal
    if pointed and not (pieces.touch(index - 2) and pieces.raw[index - 2].isalnum()):
        first, value, decimal = index - 1, float(f"0.{text}"), True
    value, last = _power(pieces, value, last)
    added = _added_fraction(pieces, last, lexicon)
    if added and not decimal:
        value, last = value + added[0], added[1]
    elif (small := _slash(pieces, index)) is not None:
        return Number(index, index + 3, small, small, "fraction")
    value, last = _scale_after(pieces, value, last, lexicon)
    return Number(first, last, value, value, "digits", decimal=decimal)


def _parted(pieces: Pieces, index: int, lexicon: Numerals) -> int:
    """The end of the numeral at `index`, which in scraped text may have a blank behind its comma: "$6, 000", "about
    1, 600 people". No other number is written "000"; other groups belong to it behind a word that leads to one sum
    and before what is counted. In a list ("1, 600, 20") each number stands for itself."""
    last = index + 1
    groups: list[str] = []
    while len(pieces.raw[index]) <= 3 and _is_group(pieces, last):
        groups.append(pieces.raw[last + 1])
        last += 2
    listed = pieces.word(last) in lexicon.table["listing"] and pieces.word(last + 1)[:1].isdecimal()
    if not groups or not pieces.raw[index].isdecimal() or pieces.raw[index][0] == "0" or listed:
        return index + 1
    if "000" in groups:
        return last
    money = category(pieces.word(index - 1)[:1] or " ") == "Sc"
    leads = pieces.word(index - 2 if money else index - 1) in lexicon.table["leads_to_one"]
    counts = pieces.word(last).isalpha() and pieces.word(last) not in lexicon.table["listing"]
    return last if leads and (money or counts) else index + 1


def _is_group(pieces: Pieces, at: int) -> bool:
    """Whether a comma touches what stands before it, and after one blank three digits follow."""
    if pieces.word(at) != "," or not pieces.touch(at - 1) or at + 1 >= len(pieces):
        return False
    digits = pieces.raw[at + 1]
    return len(digits) == 3 and digits.isdecimal() and pieces.text[pieces.end[at] : pieces.start[at + 1]] == " "


def _power(pieces: Pieces, value: float, last: int) -> tuple[float, int]:
    """1.99×10−30 and 3 x 10^8."""
    if pieces.word(last) in ("×", "x") and pieces.word(last + 1) == "10":
        at = last + 2
        at += pieces.word(at) == "^"
        sign = -1 if pieces.word(at) in DASHES else 1
        at += sign < 0
        exponent = pieces.word(at)
        if exponent.isascii() and exponent.isdecimal() and len(exponent) < 3 and pieces.touch(at - 1):
            return float(f"{value!r}e{sign * int(exponent)}"), at + 1
    return value, last


def _slash(pieces: Pieces, index: int) -> float | None:
    """1/2, 2/3, 3/4: a small proper fraction by itself."""
    if pieces.word(index + 1) != "/" or not (pieces.touch(index) and pieces.touch(index + 1)):
        return None
    top, bottom = pieces.raw[index], pieces.raw[index + 2]
    if top.isascii() and bottom.isascii() and top.isdecimal() and bottom.isdecimal() and pieces.word(index + 3) != "/":
        low, high = int(top[:3]), int(bottom[:3])
        if 0 < low < high <= 10 and not (low == 9 or high == 9):
            return low / high
    return None


def _added_fraction(pieces: Pieces, last: int, lexicon: Numerals) -> tuple[float, int] | None:
    """What is added by "½", " 1/2" or "and a half" after an integer."""
    word = pieces.word(last)
    if word in lexicon.glyphs:
        return lexicon.glyphs[word], last + 1
    if word.isdecimal() and word.isascii() and len(word) == 1 and not pieces.touch(last - 1):
        small = _slash(pieces, last)
        if small is not None and pieces.same_line(last - 1, last):
            return small, last + 3
    times = lexicon.table["added_times"].get(pieces.word(last + 1)) if word in lexicon.table["and"] else None
    if times and pieces.word(last + 2) in lexicon.table["added"]:
        return lexicon.halves[pieces.word(last + 2)] * times, last + 3
    return None


def _scale_after(pieces: Pieces, value: float, last: int, lexicon: Numerals) -> tuple[float, int]:
    """million, bn, m, k after a number; a hyphen may stand between; "hundred thousand" takes both."""
    for _ in range(3):
        at = pieces.past_dash(last)
        word = pieces.word(at)
        scale = lexicon.scales.get(word) or lexicon.abbreviated.get(word)
        if scale is None and at == last and _short_scale(pieces, at, lexicon):
            scale = lexicon.short[word]
        if scale is None or not pieces.same_line(last - 1, at):
            return value, last
        value, last = round(value * scale, 9), at + 1
    return value, last


def _short_scale(pieces: Pieces, at: int, lexicon: Numerals) -> bool:
    """A single letter that touches the digits: k and b always, m and t unless a length or weight is meant."""
    word = pieces.word(at)
    if word not in lexicon.short or (pieces.touch(at) and pieces.raw[at + 1].isalnum()):
        return False
    if not pieces.touch(at - 1):
        return pieces.raw[at] in ("B", "M") and pieces.word(at + 1).isalpha() and pieces.raw[at + 1].islower()
    money = at > 1 and (pieces.raw[at - 2] in "$€£¥₹₪₩" or pieces.raw[at - 2].isupper())
    if word != "m" or pieces.raw[at] == "M":
        return money or (word != "t" and (word != "b" or pieces.raw[at] == "B"))
    follows, table = pieces.word(at + 1), lexicon.table
    metres = follows in table["metre_words"] or follows in ("(", "/")
    metres = metres or (follows in table["metre_in"] and pieces.word(at + 2)[:1].isdecimal())
    return not metres and not (len(pieces.raw[at - 1]) >= 3 and not money and follows in (",", "."))


def _ordinal_part(pieces: Pieces, last: int, value: float, lexicon: Numerals) -> tuple[float, int] | None:
    """two-thirds, three quarters, "one third", 2 halves: number times a part of one."""
    at = pieces.past_dash(last)
    word = pieces.word(at)
    if word not in lexicon.halves or value > 20 or (value > 1 and not word.endswith(lexicon.plural)):
        return None
    return (value * lexicon.halves[word], at + 1) if value * lexicon.halves[word] <= 1 else None


def _after_article(pieces: Pieces, index: int, lexicon: Numerals) -> Number | None:
    """ "a hundred", "a dozen", "a handful", "a third", "half a" is met elsewhere."""
    word = pieces.word(index + 1)
    if word in lexicon.scales:
        value, last = _scale_after(pieces, 1.0, index + 1, lexicon)
        return _continued(pieces, Number(index, last, value, value, "word"), lexicon)
    if word in lexicon.few and pieces.word(index + 2) in lexicon.table["few_after"]:
        low, high = lexicon.few[word]
        scale = lexicon.scales.get(pieces.word(index + 2), 1)
        about = low != high or word in lexicon.table["exact_few"]
        return Number(index, index + 2 + (scale > 1), low * scale, high * scale, "few", approximate=about)
    # "a third of", "a quarter of": a part, not the next in order
    part = word not in lexicon.table["not_part"] and pieces.word(index + 2) in lexicon.table["part_after"]
    if word in lexicon.halves and part:
        return Number(index, index + 2, lexicon.halves[word], lexicon.halves[word], "fraction")
    return None


def _half(pieces: Pieces, index: int, lexicon: Numerals) -> Number | None:
    """ "half a million", "half a dozen", "half the", "half of"; "third" and others only after a number or "a"."""
    word = pieces.word(index)
    if word not in lexicon.table["half_of"]:
        return None
    at = pieces.past_dash(index + 1)
    at += pieces.word(at) in lexicon.table["a"]
    if pieces.word(at) in lexicon.scales:
        value, last = _scale_after(pieces, 0.5, at, lexicon)
        return Number(index, last, value, value, "word")
    part = pieces.word(index - 1) not in lexicon.table["half_not_after"]
    part = part and pieces.word(index + 1) in lexicon.table["half_before"]
    return Number(index, index + 1, 0.5, 0.5, "fraction") if part else None


def _vague(pieces: Pieces, index: int, lexicon: Numerals) -> Number | None:
    """dozens, hundreds, "tens of thousands", "hundreds of millions"."""
    word, last = pieces.low[index], index + 1
    low, high = lexicon.vague[word]
    tens = word in lexicon.table["of_tens"]
    if pieces.word(last) in lexicon.table["of"] and pieces.word(last + 1) in lexicon.vague:
        scale = lexicon.vague[pieces.word(last + 1)][0] / 2
        base = 10 if tens else low / 2 if low >= 200 else low
        low, high, last = base * scale * 1.0, base * scale * 10 - 1, last + 2
        low *= 2 if word in lexicon.table["tens_or_hundreds"] else 1
    elif tens or (word in lexicon.table["verbal"] and pieces.word(last) not in lexicon.table["part_of"]):
        return None  # "scores" as a verb or the points of a game
    return Number(index, last, low, high, "vague", approximate=True)


def _words(pieces: Pieces, index: int, lexicon: Numerals) -> Number | None:
    """Number words by the usual grammar: each scale multiplies the number before it."""
    total, current, at, last = 0.0, 0.0, index, index
    while True:
        word = pieces.word(at)
        if word in lexicon.values:
            if not _may_follow(current, lexicon.values[word]):
                break
            current += lexicon.values[word]
        elif word in lexicon.scales and (current or total):
            scale = lexicon.scales[word]
            if scale in (100, 12):
                current = (current or 1) * scale
            else:
                total, current = total + (current or 1) * scale, 0.0
        else:
            break
        last = at + 1
        at = _joined(pieces, last, lexicon)
    if last == index:
        return None
    value = total + current
    fraction = _ordinal_part(pieces, last, value, lexicon)
    if fraction:
        return Number(index, fraction[1], fraction[0], fraction[0], "fraction")
    return _continued(pieces, Number(index, last, value, value, "word"), lexicon)


def _continued(pieces: Pieces, number: Number, lexicon: Numerals) -> Number:
    """ "two and a half", "one and a half million", "a hundred and fifty"."""
    value, last = number.low, number.last
    added = _added_fraction(pieces, last, lexicon)
    if added:
        value, last = _scale_after(pieces, value + added[0], added[1], lexicon)
    elif value % 100 == 0 and pieces.word(last) in lexicon.table["and"]:
        rest = lexicon.values.get(pieces.word(last + 1))
        if rest and number.kind == "word" and pieces.word(last - 1) in lexicon.table["and_after"]:
            value, last = value + rest, last + 2
    return Number(number.first, last, value, value, "word")


def _joined(pieces: Pieces, at: int, lexicon: Numerals) -> int:
    """Where the next number word may stand: after a hyphen, or after "and" that follows a scale."""
    if (behind := pieces.past_dash(at)) > at:
        return behind if pieces.word(behind) in lexicon.values or pieces.word(behind) in lexicon.scales else at
    if pieces.word(at) in lexicon.table["and"] and pieces.word(at - 1) in lexicon.table["and_after"]:
        return at + 1 if pieces.word(at + 1) in lexicon.values else at
    return at


def _may_follow(current: float, value: int) -> bool:
    """ "twenty" + "five", "hundred" + "six"; not "two" + "five"."""
    if current == 0:
        return True
    if current % 100 == 0:
        return value < 100
    return 20 <= current % 100 < 100 and current % 10 == 0 and 0 < value < 10
