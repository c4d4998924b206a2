"""The grammar of numerals and units, and what holds for any bounds."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.grammar.quantities.bounds import compatible, interval, widened
from retold.grammar.quantities.numbers import cut, numbers, numerals
from retold.grammar.quantities.units import factor, unit_of, units
from retold.languages import load

ENGLISH = load("en")


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
    ("text", "values"),
    [
        ("thieves took £35, 000 of silver", [35_000]),
        ("more than 1, 600 people fled", [1_600]),
        ("a debt of over $2, 450, 000 grew", [2_450_000]),
        ("it paid about $1, 250 in fees", [1_250]),
        ("an estimated 1,\u00a0600 people fled", [1, 600]),
        ("the winning numbers were 1, 600, 20", [1, 600, 20]),
        ("on May 1, 600 people marched", [1, 600]),
        ("about 10, 200 and 300 people in each town", [10, 200, 300]),
        ("of about 20, 150, others said", [20, 150]),
        ("about 20, \n150 people", [20, 150]),
        ("over 3,\n600 people", [3, 600]),
    ],
)
def test_a_blank_behind_the_comma_of_a_sum(text: str, values: list[float]) -> None:
    assert [found.low for found in numbers(cut(text), numerals(ENGLISH))] == values


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("$5", "dollar"), ("US$5", "US dollar"), ("HK$5", "Hong Kong dollar"), ("5 euros", "euro"),
        ("5 per cent", "percent"), ("5 percentage points", "percentage point"), ("5 kg", "kilogram"),
        ("5mph", "mile per hour"), ("$5 a barrel", "dollar per barrel"), ("5-year-old", "year"), ("5 °C", "celsius"),
        ("a 400-pound gorilla", "pound-mass"), ("a 400-pound fine", "pound"), ("It weighs about 400 pounds", "pound-mass"),
        ("400 pounds of copper", "pound-mass"), ("400 pounds of debt", "pound"), ("40 million pounds", "pound"),
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
