"""Which blocks are the article: a logistic model over the named features, weights in `weights.json` beside this file.

The weights were learned by `eval/pages/train.py` from pages whose article is known; a positive weight speaks for a
block, a negative one against it. `explained` gives the sum of a block part by part.
"""

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib import resources

from retold.clean.features import Features


@dataclass(frozen=True, slots=True)
class Weights:
    """`bias` and `weights` add up to log-odds; a block counts as article from the probability `threshold` on."""

    bias: float
    threshold: float
    weights: dict[str, float]


@cache
def weights() -> Weights:
    """The weights that come with the program."""
    data = json.loads((resources.files(__package__) / "weights.json").read_text(encoding="utf-8"))
    return Weights(data["bias"], data["threshold"], data["weights"])


def probability(found: Features, model: Weights) -> float:
    """How likely a block with these features is part of the article, 0..1."""
    odds, known = model.bias, model.weights
    for name, value in found.items():
        if value and name in known:
            odds += value * known[name]
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def explained(found: Features, model: Weights) -> list[tuple[str, float]]:
    """What each feature adds to the log-odds, the weightiest first."""
    parts = [(name, value * model.weights.get(name, 0.0)) for name, value in found.items()]
    return sorted((part for part in parts if part[1]), key=lambda part: (-abs(part[1]), part[0]))


def chosen(blocks: dict[int, Features]) -> set[int]:
    """The blocks that are more likely part of the article than not, as the threshold has it."""
    model = weights()
    return {index for index, found in blocks.items() if probability(found, model) >= model.threshold}
