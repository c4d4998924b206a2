"""Are two names one name?

In: two names as written and their type. Out: how far they may stand for one, 0..1, and measure by measure why. Words
are folded (scripts, diacritics, titles, legal forms) and aligned one to one whatever their order; a few named measures
of what is in common and what is left over are weighed by a logistic model. Its weights are data, trained by
`eval/names/train.py`.
"""

import json
import math
from dataclasses import dataclass
from importlib import resources

from retold.model import MentionType
from retold.resolve.names.fold import fold_organization, fold_person, readable, skeleton
from retold.resolve.names.persons import Measures, Note, person_measures
from retold.resolve.names.things import thing_measures

__all__ = ["Feature", "explain", "family", "measures", "same_name", "skeleton"]

# learned by eval/names/train.py
WEIGHTS: dict[str, dict[str, float]] = json.loads(
    resources.files("retold.resolve.names").joinpath("weights.json").read_text(encoding="utf-8")
)
UNREAD = 0.3  # the words are in a script we cannot read: no opinion


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing that speaks for (`effect` > 0) or against two names being one, with the words it is about."""

    name: str
    left: str
    right: str
    effect: float


def same_name(left: str, right: str, type: MentionType = "person") -> float:
    """How far the two names may stand for one person, organization, place or thing, 0..1; 0.5 and more means yes."""
    if _equal(left, right):
        return 1.0
    found = measures(left, right, type)
    return found if isinstance(found, float) else _score(found, WEIGHTS[_model(type)])


def family(kind: str, plural: bool) -> str:
    """The family of an entity's type, between whose types a name may waver; of several people one of its own."""
    if kind == "group" and plural:
        return "people"
    return {"group": "thing", "organization": "thing", "other": "thing", "facility": "thing"}.get(kind, kind)


def explain(left: str, right: str, type: MentionType = "person") -> tuple[Feature, ...]:
    """What is behind `same_name`: the words in pairs and left over, what each measure adds to the log-odds, and last
    the result. These have names that begin with "odds: " and no words; the result is "score"."""
    notes: list[Note] = []
    found = 1.0 if _equal(left, right) else measures(left, right, type, notes)
    if isinstance(found, float):
        score = found
        notes.append(("equal", left, right, 1.0) if score == 1.0 else ("no opinion", left, right, 0.0))
    else:
        weights = WEIGHTS[_model(type)]
        score = _score(found, weights)
        odds = [(name, weight * found.get(name, 0.0)) for name, weight in weights.items()]
        notes.extend((f"odds: {name}", "", "", round(effect, 3)) for name, effect in odds if effect)
    return tuple(Feature(*note) for note in (*notes, ("score", left, right, round(score, 3))))


def measures(left: str, right: str, type: MentionType, notes: list[Note] | None = None) -> Measures | float:
    """The measures of two names, with notes on their words into `notes`; a score where there is nothing to measure."""
    fold = fold_person if type == "person" else fold_organization
    ours, theirs = sorted((fold(left), fold(right)), key=lambda name: (len(name.words), name.text))
    if not ours.words or not theirs.words:
        return 0.0
    if readable(ours.words) != readable(theirs.words):
        return UNREAD
    return (person_measures if type == "person" else thing_measures)(ours, theirs, notes)


def _equal(left: str, right: str) -> bool:
    return left == right or left.casefold().split() == right.casefold().split()


def _model(type: MentionType) -> str:
    return "person" if type == "person" else "thing"


def _score(found: Measures, weights: dict[str, float]) -> float:
    odds = weights["always"]
    for name, value in found.items():
        if value:
            odds += weights.get(name, 0.0) * value
    return 1.0 / (1.0 + math.exp(-odds))
