"""Figures of one article: a golden table of constructions, the grammar of numerals, and the bounds' properties."""

import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.extract import figures
from retold.extract.figures_bounds import compatible, interval, widened
from retold.extract.figures_numbers import cut, numbers, numerals
from retold.extract.figures_units import factor, unit_of, units
from retold.languages import load
from retold.model import Analysis, Article, Figure, SourceMap
from retold.parse import Parse

ENGLISH = load("en")
GOLDEN = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "golden" / "figures.jsonl").read_text("utf-8").splitlines()
]


def article(text: str) -> Article:
    return Article("a", None, None, None, (), "en", text, None, None, (), SourceMap("identity"))


def told(figure: Figure, text: str) -> dict[str, Any]:
    row: dict[str, Any] = {
        "text": text[slice(*figure.span)], "low": figure.low, "high": figure.high, "kind": figure.kind,
        "approximate": figure.approximate, "unit": figure.unit,
        "counted": figure.counted.text if figure.counted else None, "class": figure.predicate_class,
        "part": figure.part, "change": figure.change, "source": text[slice(*figure.source)] if figure.source else None,
        "polarity": None if figure.polarity == "positive" else figure.polarity,
    }  # fmt: skip
    return {name: value for name, value in row.items() if value or name in ("low", "high")}


def read(doc: Parse) -> list[Figure]:
    target = article(doc.text)
    return list(figures.extract(doc, target, ENGLISH, Analysis(target)))


def test_golden(annotate_texts: Callable[[Sequence[str]], list[Parse]]) -> None:
    """Every construction of the table: value, bounds, unit, what is counted, class, part, change, source."""
    for row, doc in zip(GOLDEN, annotate_texts([row["text"] for row in GOLDEN]), strict=True):
        found = read(doc)
        assert [told(figure, doc.text) for figure in found] == row["figures"], row["text"]
        assert [figure.id for figure in found] == [f"f{number}" for number in range(1, len(found) + 1)]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("two hundred and fifty", 250, 250),
        ("one and a half million", 1_500_000, 1_500_000),
        ("1.5 million", 1_500_000, 1_500_000),
        ("11bn", 11e9, 11e9),
        ("three and a half", 3.5, 3.5),
        ("half a dozen", 6, 6),
        ("a hundred and ten", 110, 110),
        ("tens of thousands", 20_000, 99_999),
        ("dozens", 24, 99),
        ("several hundred", 300, 999),
        ("two-thirds", 2 / 3, 2 / 3),
        ("twenty-one", 21, 21),
        ("1,234,567.5", 1234567.5, 1234567.5),
        ("sixfold", 6, 6),
        ("3½", 3.5, 3.5),
        ("2×10^6", 2e6, 2e6),
    ],
)
def test_numerals(text: str, low: float, high: float) -> None:
    found = numbers(cut(f"{text} people"), numerals(ENGLISH))
    assert len(found) == 1
    assert found[0].low == pytest.approx(low)
    assert found[0].high == pytest.approx(high)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("$5", "dollar"), ("US$5", "US dollar"), ("HK$5", "Hong Kong dollar"), ("5 euros", "euro"),
        ("5 per cent", "percent"), ("5 percentage points", "percentage point"), ("5 kg", "kilogram"),
        ("5mph", "mile per hour"), ("$5 a barrel", "dollar per barrel"), ("5-year-old", "year"), ("5 °C", "celsius"),
        ("5 kV/cm", "kilovolt per cm"), ("5 sq ft", "square foot"), ("RM5", "ringgit"), ("5 barrels per day", "barrel per day"),
    ],
)  # fmt: skip
def test_units(text: str, unit: str) -> None:
    pieces = cut(text)
    number = numbers(pieces, numerals(ENGLISH))[0]
    found = unit_of(pieces, number.first, number.last, units(ENGLISH))
    assert found is not None
    assert found.name == unit


def test_conversion() -> None:
    """Measures of one dimension convert by pint; money and temperatures with an offset do not."""
    assert factor("mile", "kilometre") == pytest.approx(1.609344)
    assert factor("square foot", "square metre") == pytest.approx(0.09290304)
    assert factor("dollar", "euro") is None
    assert factor("celsius", "fahrenheit") is None


ENDS = st.one_of(st.none(), st.integers(-1000, 1000).map(float))


def ordered(ends: tuple[float | None, float | None]) -> tuple[float | None, float | None]:
    low, high = ends
    return (high, low) if low is not None and high is not None and low > high else (low, high)


INTERVALS = st.tuples(ENDS, ENDS).map(ordered)


@given(INTERVALS, INTERVALS)
def test_compatible_is_symmetric(left: Any, right: Any) -> None:
    assert compatible(left, right) == compatible(right, left)


@given(INTERVALS)
def test_compatible_with_itself_and_with_all(one: Any) -> None:
    assert compatible(one, one)
    assert compatible(one, (None, None))


@given(INTERVALS, INTERVALS, st.floats(0, 1))
def test_widening_never_parts(left: Any, right: Any, share: float) -> None:
    """A wider interval fits whatever the narrow one fits."""
    if compatible(left, right):
        assert compatible(widened(left, share), right)


@given(st.integers(0, 10**9), st.sampled_from([(), ("at_least",), ("at_most",), ("nearly",), ("about",)]))
def test_bounds_hold_the_number(number: int, kinds: tuple[str, ...]) -> None:
    """Whatever the bound, the number itself is within the interval, and at most one end opens."""
    low, high, about = interval(number, number, frozenset(kinds))
    assert low is None or low <= number
    assert high is None or high >= number
    assert low is not None or high is not None
    assert about == ("about" in kinds)


@given(st.integers(0, 10**12))
def test_digits_mean_what_they_say(number: int) -> None:
    for text in (f"{number}", f"{number:,}"):
        found = numbers(cut(f"{text} boats"), numerals(ENGLISH))
        assert [item.low for item in found] == [float(number)]


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="0123456789 ,.-/$%mk½andoneofto£\n", max_size=80))
def test_any_text(text: str) -> None:
    """Numerals never overlap and lie inside the text, whatever the text."""
    pieces = cut(text)
    last = 0
    for number in numbers(pieces, numerals(ENGLISH)):
        assert last <= number.first < number.last <= len(pieces)
        last = number.last


def flood(count: int, *, one_sentence: bool) -> Parse:
    """`count` counts in a row, as a parse written by hand: a chain of nouns, or a sentence each."""
    words: list[str] = []
    for index in range(count):
        words += ["killed", str(index % 977 + 1), "people", "," if one_sentence else "."]
    starts, place = [], 0
    for word in words:
        starts.append(place)
        place += len(word) + 1
    size = len(words)
    pos = [
        "VERB" if word == "killed" else "NUM" if word.isdigit() else "NOUN" if word == "people" else "PUNCT"
        for word in words
    ]
    head = [max(index - 1, 0) if one_sentence else index - index % 4 for index in range(size)]
    sents = [(0, size)] if one_sentence else [(index, index + 4) for index in range(0, size, 4)]
    sent = [0 if one_sentence else index // 4 for index in range(size)]
    return Parse(
        " ".join(words), words, words, words, pos, ["CD" if tag == "NUM" else "NNS" for tag in pos],
        ["conj" if tag in ("NOUN", "NUM") else "x" for tag in pos], head, starts,
        [start + len(word) for start, word in zip(starts, words, strict=True)], [""] * size, sent, sents,
    )  # fmt: skip


@pytest.mark.parametrize("one_sentence", [False, True])
def test_linear(one_sentence: bool) -> None:
    """Four times the numbers take at most about four times as long, in many sentences or in one."""
    spent = []
    for count in (800, 3_200):
        doc = flood(count, one_sentence=one_sentence)
        begin = time.process_time()
        assert len(read(doc)) >= count
        spent.append(time.process_time() - begin)
    assert spent[1] < 8 * spent[0] + 0.2
