"""Named features of slot pairs and of tellings: what they say of pairs made by hand."""

from dataclasses import replace
from math import log

import numpy as np
import pytest
from tests.compare.test_happenings import BIRDS, ENGLISH, RULED, SPILL, WORDS, built
from tests.match.made import figure, time

from retold.compare import probability
from retold.compare.context import Contexts
from retold.compare.happenings import happenings
from retold.compare.pairing import SlotPair, slot_pairs
from retold.compare.slots import Slot
from retold.model import Event, Participant

SEVEN = figure(7)
FLED = Event("e1", (0, 4), "flee", None, (), None, "positive", "asserted", None, "flee")


def pair(kind: str, one: object, two: object, texts: tuple[str, str] = ("seven", "nine"), key: str = "k") -> SlotPair:
    slots = [Slot(kind, key, side, side, (0, 3), texts[side], value, "die") for side, value in enumerate((one, two))]  # type: ignore[arg-type]
    return SlotPair(slots[0], slots[1], "differ", 1, 2, 3)


FIGURES = pair("figure", SEVEN, figure(70), key="class killed")
DAYS = pair("time", time("2031-05-03"), time("2031-05-09"), key="day")
DENIED = pair("event", FLED, replace(FLED, polarity="negative", plover="RETREAT"))
WHO = pair("name", Participant("patient", (0, 3), None), Participant("patient", (0, 3), None), ("The Crew", "the crew"))
VALUES = [
    ("kind figure", FIGURES, 1.0), ("kind figure", DAYS, 0.0),
    ("differ", FIGURES, 1.0), ("differ", replace(FIGURES, stand="compatible"), 0.0),
    ("rivals", FIGURES, 1.0), ("elsewhere", FIGURES, 2.0), ("agreed", FIGURES, 3.0),
    ("ratio", FIGURES, log(10)), ("ratio", DAYS, 0.0), ("ratio", pair("figure", SEVEN, figure(0)), 0.0),
    ("few", pair("figure", figure(1), figure(2)), 1.0), ("few", FIGURES, 0.0),
    ("classed", FIGURES, 1.0), ("classed", DAYS, 0.0),
    ("days", DAYS, log(7)), ("days", FIGURES, 0.0), ("days", pair("time", time("2031-13-45"), time("2031-05-09")), 0.0),
    ("counted_days", DAYS, 2.0), ("counted_days", FIGURES, 0.0),
    ("one_about", FIGURES, 1.0), ("coded", DENIED, 1.0), ("coded", FIGURES, 0.0),
    ("rounded", pair("figure", SEVEN, replace(SEVEN, approximate=True)), 1.0), ("rounded", FIGURES, 0.0),
    ("words_shared", WHO, 1.0), ("words_shared", FIGURES, 0.0), ("capitals", WHO, 1.0), ("capitals", FIGURES, 0.0),
    ("figure count", FIGURES, 1.0), ("figure money", FIGURES, 0.0), ("time day", DAYS, 1.0), ("time clock", DAYS, 0.0),
    ("figure differ", FIGURES, 1.0), ("figure differ", DAYS, 0.0), ("sole", replace(FIGURES, sole=True), 1.0),
    ("any count", FIGURES, 0.0), ("no source", FIGURES, 0.0),
    ("act denied", DENIED, 1.0), ("act planned", DENIED, 0.0), ("part patient", WHO, 1.0), ("part agent", WHO, 0.0),
]  # fmt: skip


@pytest.mark.parametrize(("name", "made", "wanted"), VALUES)
def test_features_of_slot_pairs(name: str, made: SlotPair, wanted: float) -> None:
    assert dict(probability.SLOT)[name](made) == pytest.approx(wanted)


def test_names_are_one_a_column() -> None:
    assert len(set(probability.SLOT_NAMES)) == len(probability.SLOT_NAMES)
    assert len(set(probability.TOLD_NAMES)) == len(probability.TOLD_NAMES)


def test_tables_are_finite_and_as_wide_as_their_names() -> None:
    made = built(SPILL, RULED, BIRDS)
    found = happenings(made, ENGLISH)
    contexts = Contexts(made, found.matches.passages, found.matches.idf, ENGLISH)
    slots = probability.slot_table([pin for _, pin in found.pins], found.matches, contexts)
    told = probability.told_table([item.telling for item in found.told], found.matches, made)
    assert slots.shape == (len(found.pins), len(probability.SLOT_NAMES))
    assert told.shape == (len(found.told), len(probability.TOLD_NAMES))
    assert np.isfinite(slots).all() and np.isfinite(told).all()
    assert slots.shape[0] and told.shape[0]


def test_a_word_of_another_occasion_is_seen() -> None:
    """ "The previous fine" is another occasion than "the fine"."""
    made = built(SPILL, RULED.replace("a fine of", "a previous fine of"))
    found = happenings(made, ENGLISH)
    contexts = Contexts(made, found.matches.passages, found.matches.idf, ENGLISH)
    fines = [pair for pair in slot_pairs(found.matches, made, WORDS) if pair.left.key == "money crown"]
    assert fines and not list(contexts.of_one_occasion(fines))
    names = [feature.__name__ for feature in probability.CONTEXT]
    assert all(contexts.features(pin)[names.index("occasion_apart")] == 1.0 for pin in fines)
