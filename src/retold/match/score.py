"""Named features -> calibrated probability: logistic regression whose weights are data.

A weights file holds one `Line` a question, with the mean, the deviation and the weight of each feature, so that every
score can be shown as the sum of what speaks for it and against it. `eval/rows/train.py` learns them, cross-validated by
story; scoring needs numpy alone.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Line:
    """A logistic line. `mean`, `deviation` and `weight` have one entry a feature, in the order of `names`."""

    names: tuple[str, ...]
    mean: Matrix
    deviation: Matrix
    weight: Matrix
    bias: float

    def probability(self, rows: Matrix) -> Matrix:
        """The probability of each row of features; columns in the order of `names`."""
        odds: Matrix = 1.0 / (1.0 + np.exp(-(self.parts(rows).sum(axis=1) + self.bias)))
        return odds

    def parts(self, rows: Matrix) -> Matrix:
        """What each feature adds to the log-odds of each row."""
        found: Matrix = (rows - self.mean) / self.deviation * self.weight
        return found


@cache
def lines(package: str, names: tuple[str, ...], file: str = "weights.json") -> dict[str, Line]:
    """The lines of a package's weights file by name. Raises ValueError where they were learned over other features."""
    data = json.loads(resources.files(package).joinpath(file).read_text(encoding="utf-8"))
    return {name: _line(name, model, names) for name, model in sorted(data["lines"].items())}


def _line(name: str, model: dict[str, dict[str, Sequence[float]] | float], names: tuple[str, ...]) -> Line:
    rows, bias = model["weights"], model["bias"]
    if not isinstance(rows, dict) or not isinstance(bias, float) or tuple(rows) != names:
        raise ValueError(f"the weights of {name!r} were learned over other features: run eval/rows/train.py")
    columns = np.array([rows[feature] for feature in names], dtype=np.float64).reshape(len(names), 3)
    return Line(names, columns[:, 0], columns[:, 1], columns[:, 2], bias)
