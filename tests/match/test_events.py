"""Events joined over accounts: candidates, features, linkage and what can never be one."""

from dataclasses import replace

from tests.match.made import passage

from retold.languages import load
from retold.languages.events import lexicon
from retold.match import event_features
from retold.match.event_pairs import NO_PASSAGE, EventPair, EventTable, homes, pairs, same_filler
from retold.match.events import JOIN, excluded, grouped
from retold.match.told import EventProfile, Filler
from retold.model import Event

WORDS = lexicon(load("en"))


def told(account: int, lemma: str, kind: str | None = None, patient: str | None = None, **more: object) -> EventProfile:
    """An event of an account, done to somebody with a name."""
    roles = {"patient": frozenset({f"={patient}"})} if patient else {}
    fillers = {"patient": (Filler(f"={patient}", None, False, False, frozenset()),)} if patient else {}
    event = Event("e1", (0, 5), kind or lemma, None, (), None, "positive", "asserted", None, lemma, (0, 30), "past")
    keys = frozenset(key for found in roles.values() for key in found)
    made = EventProfile(
        account, event, kind or lemma, roles, frozenset(), None, None, keys, frozenset(), None, fillers=fillers
    )
    return replace(made, **more)  # type: ignore[arg-type]


def table(*items: EventProfile) -> EventTable:
    return EventTable(items, [NO_PASSAGE] * len(items), [], {}, {}, len({item.account for item in items}), WORDS)


def pair(one: EventProfile, two: EventProfile) -> EventPair:
    (found,) = pairs(table(one, two))
    return found


def test_events_of_one_type_are_candidates_and_others_are_not() -> None:
    made = table(told(0, "arrest"), told(1, "seize", "arrest"), told(1, "quake"))
    assert [(item.first, item.second) for item in pairs(made)] == [(0, 1)]


def test_verbs_of_saying_are_candidates_only_with_somebody_in_common() -> None:
    assert not pairs(table(told(0, "say"), told(1, "say")))
    assert pairs(table(told(0, "say", patient="x1"), told(1, "say", patient="x1")))


def test_features_name_what_is_shared_and_what_parts() -> None:
    same = pair(told(0, "arrest", patient="x1"), told(1, "arrest", patient="x1"))
    other = pair(told(0, "arrest", patient="x1"), told(1, "arrest", patient="x2"))
    assert event_features.patient_same(same) > 0 == event_features.patient_apart(same)
    assert event_features.patient_apart(other) == 1 and event_features.patient_same(other) == 0
    rows = event_features.table([same, other])
    assert rows.shape == (2, len(event_features.NAMES)) and len(set(event_features.NAMES)) == rows.shape[1]


def test_times_and_places_part_events() -> None:
    one = told(0, "attack", when=("2031-03-01", "2031-03-01"))
    two = told(1, "attack", when=("2031-03-09", "2031-03-09"))
    assert event_features.time_apart(pair(one, two)) and not excluded(pair(one, two))
    assert excluded(pair(one, replace(two, when=("2024-03-01", "2024-03-01"))))
    assert excluded(pair(replace(one, where=frozenset({"arland"})), replace(two, where=frozenset({"boronia"}))))


def test_denied_and_affirmed_are_two() -> None:
    denied = told(1, "pay", patient="x1")
    denied = replace(denied, event=replace(denied.event, polarity="negative"))
    assert excluded(pair(told(0, "pay", patient="x1"), denied))


def test_what_befalls_one_only_once_befell_two() -> None:
    assert excluded(pair(told(0, "arrest", patient="x1"), told(1, "arrest", patient="x2")))
    assert not excluded(pair(told(0, "help", patient="x1"), told(1, "help", patient="x2")))


def test_several_and_one_are_not_one_participant() -> None:
    one = Filler(None, "nurse", False, False, frozenset())
    assert same_filler(one, replace(one, many=True), frozenset()) < 0 < same_filler(one, one, frozenset())


def test_linkage_joins_by_the_mean_over_cross_pairs() -> None:
    made = table(*(told(account, "arrest", patient="x1") for account in range(3)))
    found = pairs(made)
    assert len(found) == 3
    chain = dict(zip([(0, 1), (0, 2), (1, 2)], (0.9, 0.0, 0.6), strict=True))
    weighed = [(item, chain[item.first, item.second]) for item in found]
    assert [len(group.members) for group in grouped(made, weighed)] == [2, 1]  # 0.6 and 0.0: their mean is under JOIN
    sure = [(item, max(value, JOIN)) for item, value in weighed]
    (group,) = grouped(made, sure)
    assert group.accounts == 3 and abs(group.probability - (0.9 + 0.6 + JOIN) / 3) < 1e-9


def test_events_find_the_passage_they_begin_in() -> None:
    passages = [passage(0, 0, "Arland freed Lindqvist today."), passage(1, 1, "He was freed.")]
    items = [told(1, "free"), told(0, "free"), replace(told(2, "free"))]
    assert homes(items, passages) == [1, 0, NO_PASSAGE]
