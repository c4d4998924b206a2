"""Named features -> calibrated probability: logistic regression whose weights are data.

A weights file holds one `Line` a question, with the mean, the deviation and the weight of each feature, so that every
score can be shown as the sum of what speaks for it and against it. `eval/rows/train.py` learns them, cross-validated by
story; scoring needs numpy alone.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Line:
    """A logistic line. `mean`, `deviation` and `weight` have one entry a feature, in the order of `names`; `rates`
    are shares measured with it."""

    names: tuple[str, ...]
    mean: Matrix
    deviation: Matrix
    weight: Matrix
    bias: float
    rates: dict[str, float]

    def probability(self, rows: Matrix) -> Matrix:
        """The probability of each row of features; columns in the order of `names`."""
        odds: Matrix = 1.0 / (1.0 + np.exp(-(self.parts(rows).sum(axis=1) + self.bias)))
        return odds

    def parts(self, rows: Matrix) -> Matrix:
        """What each feature adds to the log-odds of each row."""
        found: Matrix = (rows - self.mean) / self.deviation * self.weight
        return found


@cache
def lines(package: str, names: tuple[str, ...], names_of: str, file: str = "weights.json") -> dict[str, Line]:
    """The lines of a package's weights file that were learned over `names`, `names_of` among them. Raises ValueError
    where that one was learned over other features."""
    data = json.loads(resources.files(package).joinpath(file).read_text(encoding="utf-8"))
    found = {name: line_of(model) for name, model in sorted(data["lines"].items()) if tuple(model["weights"]) == names}
    if names_of not in found:
        raise ValueError(f"the weights of {names_of!r} were learned over other features: run eval/rows/train.py")
    return found


def line_of(model: dict[str, Any]) -> Line:
    names = tuple(model["weights"])
    columns = np.array(list(model["weights"].values()), dtype=np.float64).reshape(len(names), 3)
    rates = {name: float(rate) for name, rate in model.get("contested", {}).items()}
    return Line(names, columns[:, 0], columns[:, 1], columns[:, 2], float(model["bias"]), rates)
