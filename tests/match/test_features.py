"""Named features of two passages: each has a pair where it is high and one where it is low."""

from dataclasses import replace
from math import log

import numpy as np
import pytest
from tests.match.made import figure, passage, time

from retold.match import features
from retold.match.candidates import Candidate, nearest_pairs, weighted_bags
from retold.match.features import FEATURES, NAMES, PassagePair, Runs, overlap, table
from retold.model import Quote, Speaker

ONE = passage(0, 0, "Divers found the wreck near Kelmore.")
TWO = passage(1, 1, "Bread prices fell again in the south.")
CANDIDATE = Candidate(0, 1, 0.0, 0, 0, -1.0, -1.0)
LOW = PassagePair(CANDIDATE, ONE, TWO, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 2, 0.0, 0)
SAID = Quote("q1", "direct", ((0, 5),), None, Speaker(None, None, None))


def held(left: dict[str, object], right: dict[str, object] | None = None) -> PassagePair:
    """The low pair with other fields in its passages; `right` is like `left` where it is not given."""
    return replace(LOW, left=replace(ONE, **left), right=replace(TWO, **(left if right is None else right)))  # type: ignore[arg-type]


def near(**fields: float) -> PassagePair:
    return replace(LOW, candidate=replace(CANDIDATE, **fields))  # type: ignore[arg-type]


BOTH, ALONE, OTHER = frozenset({"x1", "x2"}), frozenset({"x1"}), frozenset({"x3"})
HIGH: dict[str, tuple[PassagePair, float]] = {
    "cosine": (near(cosine=0.8), 0.8),
    "shared_weight": (replace(LOW, shared=6.0), log(7)),
    "less_covered": (replace(LOW, ahead=0.7, behind=0.5), 0.5),
    "more_covered": (replace(LOW, ahead=0.7, behind=0.5), 0.7),
    "rank_near": (near(rank=2, back=4), 0.5),
    "rank_far": (near(rank=2, back=4), 0.25),
    "mutual": (near(rank=1, back=1), 1.0),
    "margin": (near(margin=0.3, back_margin=0.1), 0.1),
    "wide_margin": (near(margin=0.3, back_margin=0.1), 0.3),
    "names_shared": (replace(LOW, names=2.5), 2.5),
    "names_overlap": (held({"entities": BOTH}, {"entities": ALONE}), 0.5),
    "names_only": (held({"named": ALONE}, {"named": OTHER}), 2.0),
    "acts_shared": (held({"acts": frozenset({"sink", "drown"})}), 2.0),
    "kinds_shared": (held({"codes": frozenset({"kill"})}), 1.0),
    "figures_equal": (held({"figures": (figure(7),)}), 1.0),
    "figures_apart": (held({"figures": (figure(7),)}, {"figures": (figure(9),)}), 1.0),
    "figures_both": (held({"figures": (figure(7),)}), 1.0),
    "days_equal": (held({"times": (time("2031-05-03"),)}), 1.0),
    "days_apart": (held({"times": (time("2031-05-03"),)}, {"times": (time("2031-05-09"),)}), 1.0),
    "clock_both": (held({"times": (time("2031-05-03T06:00", "minute"),)}), 1.0),
    "quotes_both": (held({"quoted": frozenset({"bang"})}), 2.0),
    "quoted_shared": (held({"quoted": frozenset({"bang"})}), 1.0),
    "speakers_shared": (held({"speakers": ALONE}), 1.0),
    "speech_one": (held({"quotes": (SAID,)}, {}), 1.0),
    "common_run": (
        replace(held({"words": ("the", "wreck", "lies")}, {"words": ("the", "wreck", "burned", "out")}), run=2),
        2 / 3,
    ),
    "length_short": (held({"words": ("a",) * 20}, {"words": ("a",) * 30}), log(21)),
    "length_long": (held({"words": ("a",) * 20}, {"words": ("a",) * 30}), log(31)),
    "place_first": (held({"place": 0.4}, {"place": 0.9}), 0.4),
    "place_last": (held({"place": 0.4}, {"place": 0.9}), 0.9),
    "place_apart": (held({"place": 0.4}, {"place": 0.9}), 0.5),
    "lede_both": (held({"part": "headline", "order": 9}, {"order": 2}), 2.0),
    "headline_one": (held({"part": "standfirst"}, {}), 1.0),
    "neighbours": (replace(LOW, near=0.6), 0.6),
    "neighbour_own": (replace(LOW, own_near=0.6), 0.6),
    "negation_one": (held({"negated": True}, {}), 1.0),
    "doubt_one": (held({"unsure": True}, {}), 1.0),
    "accounts_many": (replace(LOW, accounts=8), log(8)),
    "copied": (replace(LOW, linked=0.9), 0.9),
}
DEEP = held({"order": 9, "words": ("a",)}, {"order": 9, "words": ("b",)})  # low in everything


@pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: str(feature.__name__))
def test_high_and_low(feature: features.Feature) -> None:
    pair, wanted = HIGH[feature.__name__]
    assert feature(pair) == pytest.approx(wanted)
    assert feature(DEEP) < wanted


def test_every_feature_has_its_pair() -> None:
    assert set(HIGH) == {feature.__name__ for feature in FEATURES}


def test_two_speakers_speak_against() -> None:
    assert features.speakers_shared(held({"speakers": ALONE}, {"speakers": OTHER})) == -1.0


def test_numbers_of_other_things_are_not_held_apart() -> None:
    assert features.figures_apart(held({"figures": (figure(7),)}, {"figures": (figure(9, "truck", None),)})) == 0.0


def test_the_table_has_a_column_a_name() -> None:
    """The features, the squares of those that bend, and one product, in the order of the names."""
    pair = replace(near(cosine=0.5), shared=6.0)
    rows = table([LOW, pair])
    assert rows.shape == (2, len(NAMES))
    assert len(set(NAMES)) == len(NAMES)
    row = dict(zip(NAMES, rows[1].tolist(), strict=True))
    assert row["cosine squared"] == pytest.approx(0.25)
    assert row["cosine x shared_weight"] == pytest.approx(0.5 * log(7))
    assert table([]).shape == (0, len(NAMES))
    assert np.isfinite(rows).all()


def test_pairs_know_their_neighbours_and_their_lineage() -> None:
    found = [
        passage(0, 0, "Divers found the wreck near Kelmore."),
        passage(1, 0, "Nine passengers drowned in the cold water."),
        passage(2, 1, "The wreck near Kelmore was found by divers."),
        passage(3, 1, "Nine passengers drowned there."),
    ]
    bags = weighted_bags(found)
    made = {
        (pair.candidate.left, pair.candidate.right): pair
        for pair in features.pairs(found, nearest_pairs(found, bags), bags, {(0, 1): 0.7})
    }
    assert made[0, 2].near == pytest.approx(made[1, 3].candidate.cosine)
    assert made[0, 2].linked == 0.7
    assert made[1, 3].behind > made[1, 3].ahead
    assert all(0.0 <= pair.ahead <= 1.0 and 0.0 <= pair.behind <= 1.0 for pair in made.values())


@pytest.mark.parametrize(
    ("one", "two", "longest"),
    [
        ("a b c d", "x b c y", 2),
        ("a", "", 0),
        ("a b", "b a", 1),
        ("x a b c d y a b c", "a b c z a b c d", 4),
        ("a b a b c a", "b c a b a b c", 5),
        ("a " * 200, "a " * 200, features.RUN),
    ],
)
def test_longest_run(one: str, two: str, longest: int) -> None:
    found = [passage(0, 0, one), passage(1, 1, two)]
    assert Runs(found).longest(*found) == longest


def test_overlap() -> None:
    assert overlap(BOTH, ALONE) == 0.5
    assert overlap(frozenset(), frozenset()) == 0.0


def test_neighbours_lie_in_their_own_account() -> None:
    """The last passage of one account stands before the first of the next; they are no neighbours."""
    rows = [
        passage(0, 0, "Divers found the wreck near Kelmore."), passage(1, 1, "The harbour wall fell at night."),
        passage(2, 2, "Divers found the wreck near Kelmore."), passage(3, 2, "The harbour wall fell at night."),
    ]  # fmt: skip
    bags = weighted_bags(rows)
    found = {
        (pair.left.index, pair.right.index): pair for pair in features.pairs(rows, nearest_pairs(rows, bags), bags, {})
    }
    assert found[0, 2].near == 0.0
