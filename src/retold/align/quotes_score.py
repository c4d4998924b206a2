"""How likely a pair of sentences renders one thing said. In: its features. Out: a probability in 0..1.

A logistic model over the named features of `quotes_pairs`; its weights are the data of `quotes_weights.json`, which
`eval/said/train.py` writes from labelled pairs, so that a weight can be read and a score shows what it is made of.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp

WEIGHTS = "quotes_weights.json"  # learned by eval/said


@dataclass(frozen=True, eq=False, slots=True)
class SpeechWeights:
    """A weight a feature, and what is added; weights are told apart by what they were made as."""

    bias: float
    by_name: Mapping[str, float]


@cache
def weights() -> SpeechWeights:
    """The weights that ship with the package."""
    held = json.loads(files("retold.align").joinpath(WEIGHTS).read_text("utf-8"))
    return SpeechWeights(held["bias"], held["weights"])


def probability(features: Mapping[str, float], given: SpeechWeights) -> float:
    """The probability that the pair is one thing said."""
    total = given.bias + sum(weight * features[name] for name, weight in given.by_name.items())
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))
