"""Each comparator of slots: the same, both can hold, differ, or not to be held together."""

from dataclasses import replace
from typing import Any

import pytest
from tests.match.made import figure, story, time

from retold.compare.checks import COMPARATORS, acts
from retold.compare.slots import COUNT, SOURCE, Slot, Unrecorded
from retold.model import (
    Analysis,
    Anchor,
    Article,
    Event,
    Fact,
    Participant,
    Quote,
    SourceMap,
    Speaker,
    Story,
    StoryEntity,
    Time,
)

TEXTS = ("Captain Korin fled and the crew slept.", "Anders Holm fled and the sailors slept.")


def account(name: str, text: str) -> Analysis:
    return Analysis(Article(name, None, None, None, (), "en", text, None, None, (), SourceMap("identity")))


MADE: Story = replace(
    story(account("a", TEXTS[0]), account("b", TEXTS[1])),
    entities=tuple(
        StoryEntity(f"x{n}", kind, f"x{n}", (), ()) for n, kind in ((1, "person"), (2, "person"), (9, "place"))
    ),  # type: ignore[arg-type]
    entity_of={("a", "n1"): "x1", ("b", "n1"): "x1", ("b", "n2"): "x2", ("a", "n9"): "x9"},
)


def slot(kind: str, side: int, value: Any, text: str = "") -> Slot:
    return Slot(kind, "key", side, side, (0, len(text)), text, value)


def stand(kind: str, one: Any, two: Any, texts: tuple[str, str] = ("", "")) -> str | None:
    """How two values of a kind stand; the other way round they stand alike."""
    left, right = slot(kind, 0, one, texts[0]), slot(kind, 1, two, texts[1])
    found = COMPARATORS[kind](left, right, MADE)
    if kind in ("figure", "time", "event", "role", "quote"):
        assert COMPARATORS[kind](right, left, MADE) == found
    return found


def test_the_table_has_a_comparator_a_kind() -> None:
    assert sorted(COMPARATORS) == [
        "attribution", "cause", "event", "figure", "name", "place", "quote", "role", "time", "wording",
    ]  # fmt: skip


# --- numbers ----------------------------------------------------------------------------------------------------------

SEVEN, NINE = figure(7), figure(9)
FIGURES = [
    ("same", SEVEN, SEVEN),
    ("differ", SEVEN, NINE),
    ("compatible", SEVEN, replace(SEVEN, low=5.0, high=None)),
    ("differ", SEVEN, replace(SEVEN, low=8.0, high=None)),
    ("compatible", figure(100), replace(figure(105), approximate=True)),
    ("differ", figure(100), replace(figure(150), approximate=True)),
    ("compatible", replace(SEVEN, low=None, high=230.0), replace(SEVEN, low=200.0, high=None)),
    (None, SEVEN, replace(NINE, polarity="negative")),
    (None, SEVEN, replace(NINE, part="more")),
    ("differ", SEVEN, replace(NINE, part="total")),
    ("differ", SEVEN, replace(NINE, part="so_far")),
    (None, SEVEN, "nine"),
]


@pytest.mark.parametrize(("wanted", "one", "two"), FIGURES)
def test_figures(wanted: str | None, one: Any, two: Any) -> None:
    assert stand("figure", one, two) == wanted


METRES, FEET = (
    replace(figure(end, "x", None), kind="measure", unit=unit) for end, unit in ((100, "metre"), (328, "foot"))
)
MEASURES = [
    ("same", METRES, FEET),
    ("same", replace(METRES, low=37.0, high=37.0), replace(FEET, low=120.0, high=120.0)),
    ("differ", METRES, replace(FEET, low=300.0, high=300.0)),
    ("compatible", METRES, replace(METRES, low=90.0, high=None)),
    (None, METRES, replace(FEET, unit="tonne")),
]


@pytest.mark.parametrize(("wanted", "one", "two"), MEASURES)
def test_measures_are_compared_in_one_unit(wanted: str | None, one: Any, two: Any) -> None:
    assert stand("figure", one, two) == wanted


def test_counts_of_anything_leave_counts_of_one_noun_to_their_own_question() -> None:
    boats, ships, people = figure(3, "boat", None), figure(4, "ship", None), figure(9, "people", "killed")
    assert counts(boats, ships) == "differ"
    assert counts(boats, figure(5, "boat", None)) is None
    assert counts(people, figure(8, "sailor", "killed")) is None
    assert counts(people, figure(8, "sailor", "injured")) is None


def counts(one: Any, two: Any) -> str | None:
    left, right = (Slot("figure", COUNT, side, side, (0, 2), "", value) for side, value in enumerate((one, two)))
    return COMPARATORS["figure"](left, right, MADE)


# --- times ------------------------------------------------------------------------------------------------------------


def stretch(first: str | None, last: str | None) -> Time:
    return replace(time("2031-05-03"), earliest=first, latest=last)


def minute(clock: str) -> Time:
    """A time to the minute on one day; of no day where `clock` opens with T."""
    moment = clock if clock[:1] == "T" else f"2031-05-03T{clock}"
    return replace(time("2031-05-03", "minute"), earliest=moment, latest=moment)


def length(value: str, mod: str | None = None) -> Time:
    return Time("t1", (0, 3), "DURATION", value, None, None, Anchor("none", None), "length", mod=mod)


TIMES = [
    ("same", stretch("2031-05-03", "2031-05-03"), stretch("2031-05-03", "2031-05-03")),
    ("same", stretch("2031-05-03", "2031-05-03"), stretch("2031-05-03T00:00", "2031-05-03")),
    ("compatible", stretch("2031-05-03", "2031-05-03"), stretch("2031-05-01", "2031-05-31")),
    ("differ", stretch("2031-05-03", "2031-05-03"), stretch("2031-05-04", "2031-05-04")),
    ("differ", stretch("2031-05-03T06:00", "2031-05-03T06:00"), stretch("2031-05-03T09:00", "2031-05-03T09:00")),
    ("compatible", stretch("2031-05-03T06:00", "2031-05-03T06:00"), stretch("2031-05-03T00:00", "2031-05-03T12:00")),
    ("compatible", minute("12:00"), minute("12:10")),
    ("compatible", minute("06:42"), minute("06:30")),
    ("differ", minute("12:00"), minute("12:20")),
    ("differ", minute("12:04"), minute("12:10")),
    ("differ", minute("T12:00"), minute("T12:10")),
    (None, stretch("2031-05-03", "2031-05-03"), stretch(None, None)),
    ("same", length("P3D"), length("P3D")),
    ("differ", length("P3D"), length("P5D")),
    ("compatible", length("P3D"), length("P5D", "APPROX")),
    (None, stretch("2031-05-03", "2031-05-03"), "Friday"),
]


@pytest.mark.parametrize(("wanted", "one", "two"), TIMES)
def test_times(wanted: str | None, one: Any, two: Any) -> None:
    assert stand("time", one, two) == wanted


# --- who and where ----------------------------------------------------------------------------------------------------


def part(span: tuple[int, int], entity: str | None) -> Participant:
    return Participant("agent", span, entity)


KORIN, CREW = part((0, 13), "n1"), part((23, 31), None)
HOLM, SAILORS = part((0, 11), "n2"), part((21, 32), None)
NAMES = [
    ("same", KORIN, part((0, 11), "n1"), ("Captain Korin", "Anders Holm")),
    ("differ", KORIN, HOLM, ("Captain Korin", "Anders Holm")),
    ("compatible", KORIN, SAILORS, ("Captain Korin", "the sailors")),
    ("compatible", CREW, SAILORS, ("the crew", "the sailors")),
    ("compatible", part((0, 13), "n9"), HOLM, ("Captain Korin", "Anders Holm")),  # a place and a person
    (None, KORIN, "Holm", ("Captain Korin", "Anders Holm")),
]


@pytest.mark.parametrize(("wanted", "one", "two", "texts"), NAMES)
def test_names(wanted: str | None, one: Any, two: Any, texts: tuple[str, str]) -> None:
    assert stand("name", one, two, texts) == wanted


def test_one_head_word_is_the_same_whatever_stands_about_it() -> None:
    slept = (Participant("agent", (0, 38), None, (32, 37)), Participant("agent", (0, 30), None, (33, 38)))
    assert [TEXTS[side][slice(*(item.head or (0, 0)))] for side, item in enumerate(slept)] == ["slept", "slept"]
    assert stand("name", slept[0], slept[1]) == "same"


def test_two_named_places_can_both_hold() -> None:
    assert stand("place", KORIN, HOLM, ("Captain Korin", "Anders Holm")) == "compatible"
    assert stand("place", KORIN, part((0, 11), "n1"), ("Captain Korin", "Anders Holm")) == "same"
    assert stand("place", KORIN, None) is None


# --- acts -------------------------------------------------------------------------------------------------------------

DONE = Event("e1", (0, 4), "flee", None, (), None, "positive", "asserted", None, "flee")
DENIED = replace(DONE, polarity="negative")
ALLEGED = replace(DONE, under="allege")
ACTS = [
    ("same", DONE, DONE),
    ("differ", DONE, DENIED),
    ("compatible", DONE, replace(DONE, modality="planned")),
    ("compatible", DONE, replace(DONE, modality="possible")),
    ("compatible", DENIED, replace(DONE, modality="planned")),
    ("compatible", DONE, ALLEGED),
    ("same", replace(DONE, modality="possible"), replace(DONE, modality="conditional")),
]


@pytest.mark.parametrize(("wanted", "one", "two"), ACTS)
def test_acts(wanted: str | None, one: Event, two: Event) -> None:
    assert stand("event", one, two) == wanted


def test_an_act_beside_a_hedge_is_not_told_as_done() -> None:
    plain = slot("event", 0, DONE)
    assert [acts.grade(item) for item in (plain, replace(plain, unsure=True))] == ["done", "alleged"]
    assert COMPARATORS["event"](replace(plain, unsure=True), slot("event", 1, DONE), MADE) == "compatible"


def test_grades() -> None:
    events = (DONE, DENIED, ALLEGED, replace(DONE, modality="planned"), replace(DONE, modality="conditional"))
    assert [acts.grade(slot("event", 0, event)) for event in events] == [
        "done",
        "denied",
        "alleged",
        "planned",
        "possible",
    ]


# --- what somebody is -------------------------------------------------------------------------------------------------


def fact(name: str, value: str) -> Fact:
    return Fact("k1", "n1", name, value, (0, 2))  # type: ignore[arg-type]


ROLES = [
    ("same", fact("age", "54"), fact("age", "54")),
    ("differ", fact("age", "54"), fact("age", "45")),
    ("compatible", fact("role", "captain"), fact("role", "former officer")),
    ("same", fact("role", "former president of Arlanda"), fact("role", "Former Arlandan President")),
    ("compatible", fact("role", "president of Arlanda"), fact("role", "president of Celdia")),
    ("same", fact("role", "chief of police"), fact("role", "Police chief of")),
    (None, fact("role", "captain"), fact("occupation", "captain")),
    (None, fact("role", "captain"), None),
]


@pytest.mark.parametrize(("wanted", "one", "two"), ROLES)
def test_roles(wanted: str | None, one: Any, two: Any) -> None:
    assert stand("role", one, two) == wanted


# --- why, who says so, other words ------------------------------------------------------------------------------------

CAUSES = [
    ("same", "the brakes failed", "the brakes had failed on the hill"),
    ("compatible", "the brakes failed", "he fell asleep"),
    (None, "it", "he fell asleep"),
]


@pytest.mark.parametrize(("wanted", "one", "two"), CAUSES)
def test_causes(wanted: str | None, one: str, two: str) -> None:
    assert stand("cause", Unrecorded("cause", "because"), Unrecorded("cause", "due to"), (one, two)) == wanted


def test_a_source_is_held_against_none() -> None:
    told = Quote("q1", "indirect", ((0, 4),), None, Speaker((0, 4), None, "police"))
    left, right = (Slot("attribution", SOURCE, side, side, (0, 4), "", told) for side in (0, 1))
    assert COMPARATORS["attribution"](left, replace(right, value=Unrecorded("flat")), MADE) == "compatible"
    assert COMPARATORS["attribution"](left, right, MADE) is None


def test_other_words_in_one_place_can_both_hold() -> None:
    assert stand("wording", Unrecorded("wording"), Unrecorded("wording"), ("triumph", "burden")) == "compatible"
    assert stand("wording", Unrecorded("wording"), Unrecorded("wording"), ("Burden", "burden")) == "same"


# --- words ------------------------------------------------------------------------------------------------------------

BANGS = "We heard three loud bangs and then the ship leaned"
SAYINGS = [
    ("same", BANGS, BANGS.upper()),
    ("compatible", BANGS, "three loud bangs and then"),
    ("differ", BANGS, "We heard two loud bangs and then the ship leaned"),
    ("differ", BANGS, "We heard three loud bangs and the ship leaned"),
    (None, BANGS, "My grandmother baked bread for the street"),
    ("same", "It wasn’t our fault at all", "It wasn't our fault at all"),
]


@pytest.mark.parametrize(("wanted", "one", "two"), SAYINGS)
def test_sayings(wanted: str | None, one: str, two: str) -> None:
    assert stand("quote", None, None, (one, two)) == wanted


def said(entity: str | None, name: str | None) -> Quote:
    return Quote("q1", "direct", ((0, 3),), None, Speaker(None, entity, name))


SOURCES = [
    ("same", said("n1", "Korin"), said("n1", None)),
    ("differ", said("n1", "Korin"), said("n2", "Holm")),
    ("compatible", said("n1", "Korin"), said("n2", None)),
    (None, said("n1", "Korin"), said(None, None)),
    (None, said("n1", "Korin"), None),
]


@pytest.mark.parametrize(("wanted", "one", "two"), SOURCES)
def test_sources(wanted: str | None, one: Any, two: Any) -> None:
    assert stand("attribution", one, two) == wanted
