"""Named features -> probability: a logistic line whose parts can be shown."""

import json
from importlib import resources

import numpy as np
import pytest

from retold.compare import event_rows, probability
from retold.match import features
from retold.match.score import line_of, lines

MODEL = {
    "bias": -1.0,
    "weights": {"near": [0.5, 2.0, 3.0], "far": [1.0, 1.0, -0.5]},
    "contested": {"figure differ": 0.4},
}


def test_the_probability_is_the_logistic_of_the_sum_of_its_parts() -> None:
    line = line_of(MODEL)
    rows = np.array([[0.5, 1.0], [2.5, 0.0], [-3.5, 4.0]])
    parts = line.parts(rows)
    assert parts.tolist() == [[0.0, 0.0], [3.0, 0.5], [-6.0, -1.5]]
    assert line.probability(rows) == pytest.approx(1 / (1 + np.exp(-(parts.sum(axis=1) - 1.0))))
    assert line.probability(rows)[0] == pytest.approx(0.26894, abs=1e-5)
    assert line.rates == {"figure differ": 0.4}


def test_a_higher_feature_of_positive_weight_is_more_probable() -> None:
    line = line_of(MODEL)
    low, high = line.probability(np.array([[0.0, 1.0], [1.0, 1.0]]))
    assert low < high


def test_no_rows_give_no_probabilities() -> None:
    assert line_of(MODEL).probability(np.empty((0, 2))).tolist() == []


def test_weights_of_other_features_are_refused() -> None:
    with pytest.raises(ValueError, match="other features"):
        lines("retold.match", ("cosine", "something new"), "meet")
    with pytest.raises(ValueError, match="other features"):
        lines("retold.match", features.NAMES, "no such line")


WEIGHTS = (
    ("retold.match", "meet", features.NAMES), ("retold.match", "part", features.NAMES),
    ("retold.compare", "slot", probability.SLOT_NAMES), ("retold.compare", "real", probability.TOLD_NAMES),
    ("retold.compare", "contested", probability.TOLD_NAMES), ("retold.compare", "useful", probability.TOLD_NAMES),
    ("retold.compare", "matters", probability.TOLD_NAMES),
    *(("retold.compare", name, event_rows.NAMES) for name in event_rows.LINES),
)  # fmt: skip


@pytest.mark.parametrize(("package", "name", "names"), WEIGHTS)
def test_the_features_of_the_code_are_those_of_the_weights(package: str, name: str, names: tuple[str, ...]) -> None:
    data = json.loads(resources.files(package).joinpath("weights.json").read_text(encoding="utf-8"))
    assert tuple(data["lines"][name]["weights"]) == names
    assert all(deviation > 0 for _, deviation, _ in data["lines"][name]["weights"].values())
    assert any(weight for _, _, weight in data["lines"][name]["weights"].values())


def test_every_line_of_a_weights_file_is_used() -> None:
    for package in ("retold.match", "retold.compare"):
        data = json.loads(resources.files(package).joinpath("weights.json").read_text(encoding="utf-8"))
        assert set(data["lines"]) == {name for where, name, _ in WEIGHTS if where == package}
