"""Trains the weights of `same_name` and says how well they carry over: made pairs and the licensed sets of name pairs.

    python eval/names/train.py [--shared DIR] [--check]

Writes `src/retold/resolve/names/weights.json`, the same bytes in every run; `--check` only compares. Trained on the
pairs of `pairs.py` and on `bench_checks` and `un` (MIT). `bench_made_up` has doubtful labels and `aida` states no
licence: both only measure. Two checks are printed: folds by groups of pairs that share a name, and one set left out.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from retold.resolve.names import Measures, measures
from retold.resolve.names.persons import PERSON
from retold.resolve.names.things import THING

sys.path.insert(0, str(Path(__file__).parent))
from pairs import pairs as made_pairs

ROOT = Path(__file__).resolve().parent.parent.parent
WEIGHTS = ROOT / "src" / "retold" / "resolve" / "names" / "weights.json"
LICENSED = ("bench_checks", "un")
MODELS = {"person": PERSON, "thing": THING}
FOLDS = 10
RIDGE = 1.0  # strength of the pull to 0, in pairs' worth of evidence
REAL = 3.0  # a real pair weighs as much as so many made ones: there are few, and they are what is wanted
# a pair of two bearers weighs as much as so many of one: to make two people one is the worse error
APART = {"person": 1.5, "thing": 1.0}
STEPS, DONE = 60, 1e-6


class Row(dict[str, Any]):
    """One pair: left, right, type, same, source, group, and its measures (None: no model is asked)."""


def rows(shared: Path) -> list[Row]:
    """All pairs with their measures: made ones, then the sets of the development data."""
    made = (asdict(pair) for pair in made_pairs())
    found = [Row(**pair, source="made", group=pair["key"]) for pair in made]
    data = shared / "data" / "names" / "dev.jsonl"
    real = [Row(json.loads(line)) for line in data.read_text(encoding="utf-8").splitlines()]
    for row, group in zip(real, _groups(real), strict=True):
        row["group"] = group
    for row in (*found, *real):
        got = measures(row["left"], row["right"], row["type"])
        row["model"] = "person" if row["type"] == "person" else "thing"
        row["found"], row["fixed"] = (None, got) if isinstance(got, float) else (got, None)
        if row["left"].casefold().split() == row["right"].casefold().split():
            row["found"], row["fixed"] = None, 1.0
    return [*found, *real]


def _groups(real: Sequence[Row]) -> list[str]:
    """For each pair the first name of all that are joined with it by shared names."""
    home: dict[str, str] = {}

    def root(name: str) -> str:
        while home.setdefault(name, name) != name:
            name = home[name]
        return name

    for row in real:
        one, other = sorted((root(row["left"].casefold()), root(row["right"].casefold())))
        home[other] = one
    return [root(row["left"].casefold()) for row in real]


# --- the model --------------------------------------------------------------------------------------------------------


def fit(train: Sequence[Row]) -> dict[str, dict[str, float]]:
    """Weights of both models by ridge logistic regression (Newton's steps), rounded so that they can be read."""
    return {model: _fit([row for row in train if row["model"] == model and row["found"]], model) for model in MODELS}


def _fit(train: Sequence[Row], model: str) -> dict[str, float]:
    """Weights of one model. A measure that comes out against its sense is left out, the worst first."""
    names = list(MODELS[model])
    same = np.array([float(row["same"]) for row in train])
    worth = np.array(
        [(1.0 if row["same"] else APART[model]) * (1.0 if row["source"] == "made" else REAL) for row in train]
    )
    while True:
        weights = _newton(np.array([_values(row["found"], names) for row in train]), same, worth)
        wrong = [(abs(w), name) for w, name in zip(weights[1:], names, strict=True) if w * MODELS[model][name][0] < 0]
        if not wrong:
            break
        names.remove(max(wrong)[1])
    found = dict(zip(("always", *names), weights, strict=True))
    rounded = {name: round(float(found[name]), 2) for name in ("always", *MODELS[model]) if name in found}
    return {name: weight for name, weight in rounded.items() if weight}


def _newton(values: Any, same: Any, worth: Any) -> Any:
    """The weights of ridge logistic regression, by Newton's steps from zero."""
    pull = np.full(values.shape[1], RIDGE)
    pull[0] = 0.0
    weights = np.zeros(values.shape[1])
    for _ in range(STEPS):
        guess = 1.0 / (1.0 + np.exp(-np.clip(values @ weights, -30, 30)))
        slope = values.T @ (worth * (guess - same)) + pull * weights
        bend = (values * (worth * guess * (1 - guess))[:, None]).T @ values + np.diag(pull + 1e-9)
        step = np.linalg.solve(bend, slope)
        weights = weights - step
        if np.abs(step).max() < DONE:
            break
    return weights


def _values(found: Measures, names: Iterable[str]) -> list[float]:
    return [1.0, *(found.get(name, 0.0) for name in names)]


def score(row: Row, weights: dict[str, dict[str, float]]) -> float:
    """The program's score of a pair under given weights."""
    if row["fixed"] is not None:
        return float(row["fixed"])
    model = weights[row["model"]]
    odds = model["always"] + sum(model.get(name, 0.0) * value for name, value in row["found"].items())
    return float(1.0 / (1.0 + np.exp(-odds)))


# --- how well ---------------------------------------------------------------------------------------------------------


def crossed(data: Sequence[Row], fold: Callable[[Row], object]) -> list[float]:
    """Each pair scored by weights that saw no pair of its fold; sets that do not train are scored by all that do."""
    folds = sorted({str(fold(row)) for row in data if _trains(row)})
    by_fold = {name: fit([row for row in data if _trains(row) and str(fold(row)) != name]) for name in folds}
    every = fit([row for row in data if _trains(row)])
    return [score(row, by_fold[str(fold(row))] if _trains(row) else every) for row in data]


def _trains(row: Row) -> bool:
    return row["source"] in ("made", *LICENSED)


def _fold(row: Row) -> int:
    return int(hashlib.sha256(row["group"].encode()).hexdigest(), 16) % FOLDS


def unread(row: Row) -> bool:
    """Whether a pair is of the half in which no error was read while the measures were written."""
    return bool(int(hashlib.sha256(row["id"].encode()).hexdigest(), 16) % 2)


def report(title: str, data: Sequence[Row], scores: Sequence[float], scorer: Any) -> None:
    """Best F1, F1 at 0.5 and AUC of each set, of all of it and of its unread half."""
    print(title)
    for source in ("bench_checks", "un", "bench_made_up", "aida", "made"):
        chosen = [(s, row) for s, row in zip(scores, data, strict=True) if row["source"] == source]
        halves = {"all": chosen}
        if source != "made":
            halves |= {"read": [c for c in chosen if not unread(c[1])], "unread": [c for c in chosen if unread(c[1])]}
        for half, part in halves.items():
            plain = [(s, row["same"]) for s, row in part]
            best, where = scorer.best(plain)
            at = scorer.at(plain, 0.5)["f1"]
            figures = f"best F1 {best:5} ({where})  at 0.5 {at:5}  AUC {scorer.auc(plain)}"
            print(f"  {source:14}{half:7}{len(plain):6} {figures}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--check", action="store_true", help="write nothing, fail where the weights would change")
    parser.add_argument("--fast", action="store_true", help="no cross-validation")
    options = parser.parse_args()
    if not (options.shared / "eval").is_dir():
        print("nothing to train with: there is no folder shared/eval beside the checkout")
        return 0
    sys.path.insert(0, str(options.shared / "eval"))
    import names as scorer

    data = rows(options.shared)
    weights = fit([row for row in data if _trains(row)])
    text = json.dumps(weights, indent=1, ensure_ascii=False) + "\n"
    if options.check:
        return int(text != WEIGHTS.read_text(encoding="utf-8"))
    WEIGHTS.write_text(text, encoding="utf-8")
    print(text)
    report("weights as written (seen pairs)", data, [score(row, weights) for row in data], scorer)
    if not options.fast:
        report("folds by shared names", data, crossed(data, _fold), scorer)
        report("one set left out", data, crossed(data, lambda row: row["source"]), scorer)
        alone = fit([row for row in data if row["source"] == "made"])
        report("trained on made pairs only", data, [score(row, alone) for row in data], scorer)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
