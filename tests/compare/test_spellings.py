"""Forms of a name that are spellings of it, and such that are not."""

import pytest

from retold.compare.names import statements
from retold.languages import load
from retold.model import NameIn, Story, StoryEntity


def rows(*names: str) -> list[str]:
    entity = StoryEntity("x1", "organization", names[0], tuple(NameIn(name, ("a",)) for name in names), ())
    return [item.check for item in statements(Story((), (entity,)), load("en"))]  # type: ignore[union-attr]


@pytest.mark.parametrize("symbol", ["AVAGO", "AVGO", "AVAG"])
def test_a_ticker_is_no_spelling(symbol: str) -> None:
    assert rows("Avago Technologies", symbol) == []


def test_a_slip_is_one() -> None:
    assert rows("Nordavia Technologies", "Nordavai Technologies") == ["N204"]
