"""Learns the weights of matching and of rows, cross-validated by story, and writes them as data.

    python eval/rows/train.py [--shared DIR] [--check]

Learns from the labels of `shared/data/rows` over named features; of its texts nothing is kept. Writes
`src/retold/match/weights.json`, `src/retold/compare/weights.json` and `eval/rows/RESULTS.md` (areas under the curve,
average precision and reliability by fifths of the stories that were left out). The same data gives the same bytes.
Needs scikit-learn (a development dependency). `--check` fails when the files would change.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from gold import Gold
from lines import use
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, roc_auc_score

from retold.app import gather
from retold.compare import event_rows, events, probability
from retold.compare.context import Contexts
from retold.compare.pairing import SlotPair, slot_pairs
from retold.compare.questions import HappeningTelling, tellings
from retold.config import Config
from retold.languages import load
from retold.languages.questions import words_of
from retold.match import Matches, features, linked
from retold.match.candidates import nearest_pairs, weighted_bags
from retold.match.groups import grouped
from retold.match.passages import passages_of
from retold.model import Analysis, Story
from retold.pipeline import analyze_all, build_story

ROOT = Path(__file__).resolve().parents[2]
FOLDS = 5
STRENGTH = {
    "pair": 0.1,
    "slot": 0.02,
    "told": 0.02,
    "event": 0.01,
}  # inverse of the L2 penalty: more of it where rows are few
DIGITS = 4
LEFT_OUT: list[dict[str, Any]] = [{} for _ in range(FOLDS)]  # the lines learned without each fold, by name
PAIRS = ("meet", "part")
Matrix = NDArray[np.float64]


@dataclass(eq=False)
class Item:
    """One story with its labels."""

    name: str
    story: Story
    gold: Gold
    matches: Matches
    idf: dict[str, float]
    table: Matrix
    fold: int
    slots: list[SlotPair]
    told: list[HappeningTelling]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--cache", type=Path, help="keeps the analyses between runs")
    parser.add_argument("--folds", type=Path, help="a folder for the weights learned without each fold, for held.py")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    items = read(options.shared / "data" / "rows" / "dev.jsonl", options.cache)
    report: list[str] = []
    pairs = learn_pairs(items, report)
    slots = learn_slots(items, report)
    told = learn_told(items, report)
    for found in LEFT_OUT:
        found["slot"]["contested"] = slots["slot"]["contested"]
    told |= learn_events(items, report)
    files = {
        ROOT / "src/retold/match/weights.json": {"lines": pairs},
        ROOT / "src/retold/compare/weights.json": {"lines": {**slots, **told}},
    }
    changed = [path for path, data in files.items() if not path.is_file() or path.read_text() != text(data)]
    if options.check:
        return 1 if changed else 0
    if options.folds:
        for number, found in enumerate(LEFT_OUT):
            options.folds.mkdir(parents=True, exist_ok=True)
            (options.folds / f"{number}.json").write_text(text({"lines": found}))
    for path, data in files.items():
        path.write_text(text(data))
    (ROOT / "eval/rows/RESULTS.md").write_text("\n".join([HEAD, *report, ""]))
    print("\n".join(report))
    return 0


HEAD = """# Learned weights, cross-validated

Made by `python eval/rows/train.py`: each story's figures come from weights learned without it (five folds by story).
`share` is the share of true labels; of the reliability, each fifth: mean probability, share that is true, how many.

| line | rows | share | area under curve | average precision | reliability |
| --- | --- | --- | --- | --- | --- |"""


def text(data: dict[str, Any]) -> str:
    return json.dumps(data, indent=1) + "\n"


def fold(name: str) -> int:
    return int(hashlib.sha256(f"fold {name}".encode()).hexdigest(), 16) % FOLDS


def read(path: Path, cache: Path | None) -> list[Item]:
    """The stories with passages, candidates and features; what is learned from one another follows."""
    import pickle
    import tempfile

    language, items = load("en"), []
    kept: dict[str, list[Analysis]] = pickle.loads(cache.read_bytes()) if cache and cache.is_file() else {}  # noqa: S301
    for line in path.read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        name = gold["story"]
        if name not in kept:
            with tempfile.TemporaryDirectory() as folder:
                place = Path(folder) / "documents.jsonl"
                place.write_text("\n".join(json.dumps(document) for document in gold["documents"]))
                pages, _ = gather([str(place)], Config())
                kept[name] = list(analyze_all(pages, Config()))
        story = build_story(kept[name], language, Config())
        passages = passages_of(story)
        bags = weighted_bags(passages)
        pairs = features.pairs(passages, nearest_pairs(passages, bags), bags, linked(story))
        keys = [(pair.candidate.left, pair.candidate.right) for pair in pairs]
        matches = Matches(passages, {}, {}, [], dict(zip(keys, pairs, strict=True)), bags.idf)
        items.append(
            Item(name, story, Gold(gold, story, passages), matches, bags.idf, features.table(pairs), fold(name), [], [])
        )
    if cache and not cache.is_file():
        cache.write_bytes(pickle.dumps(kept))
    return items


def learn_pairs(items: Sequence[Item], report: list[str]) -> dict[str, Any]:
    """The lines `meet` and `part`; each story is left with the probabilities of weights learned without it."""
    labels = [[item.gold.pair(*key) for key in item.matches.pairs] for item in items]
    lines: dict[str, Any] = {}
    held: dict[str, list[Matrix]] = {}
    for place, name in enumerate(("meet", "part")):
        wanted = [np.array([row[place] for row in found], dtype=float) for found in labels]
        lines[name], held[name] = learn(name, features.NAMES, [i.table for i in items], wanted, items, "pair", report)
    for number, item in enumerate(items):
        keys = list(item.matches.pairs)
        meet = dict(zip(keys, held["meet"][number].tolist(), strict=True))
        part = dict(zip(keys, held["part"][number].tolist(), strict=True))
        item.matches = replace(item.matches, meet=meet, part=part, groups=grouped(item.matches.passages, meet))
    return lines


def learn_slots(items: Sequence[Item], report: list[str]) -> dict[str, Any]:
    """The line `slot`, and the share of contested ones among real ones by kind and stand; then the tellings."""
    language = load("en")
    tables, labels, hard = [], [], []
    for item in items:
        contexts = Contexts(item.story, item.matches.passages, item.idf, language)
        item.slots = list(contexts.of_one_occasion(slot_pairs(item.matches, item.story, words_of(language))))
        tables.append(probability.slot_table(item.slots, item.matches, contexts))
        found = [item.gold.slots(pair) for pair in item.slots]
        labels.append(np.array([real for real, _ in found], dtype=float))
        hard.append([contested for _, contested in found])
    line, held = learn("slot", probability.SLOT_NAMES, tables, labels, items, "slot", report)
    for number, item in enumerate(items):
        pins: dict[tuple[int, int], list[tuple[float, SlotPair]]] = {}
        for value, pair in probability.weighed(held[number].tolist(), item.slots):
            pins.setdefault((pair.left.passage, pair.right.passage), []).append((value, pair))
        item.told = list(tellings(item.matches.groups, item.matches, pins))
    rates: dict[str, list[int]] = {}
    for item, found, contested in zip(items, labels, hard, strict=True):
        for pair, real, clash in zip(item.slots, found, contested, strict=True):
            row = rates.setdefault(f"{pair.left.kind} {pair.stand}", [1, 3])
            row[0] += int(clash and bool(real))
            row[1] += int(real)
    return {"slot": {**line, "contested": {name: round(a / b, 3) for name, (a, b) in sorted(rates.items())}}}


def learn_told(items: Sequence[Item], report: list[str]) -> dict[str, Any]:
    """The lines of a telling."""
    tables = [probability.told_table(item.told, item.matches, item.story) for item in items]
    labels = [
        np.array([item.gold.telling(telling) for telling in item.told], dtype=float).reshape(-1, 4) for item in items
    ]
    lines = {}
    for name, wanted in (
        ("real", [found[:, 0] for found in labels]),
        ("contested", [found[:, 1] for found in labels]),
        ("useful", [found[:, 2] for found in labels]),
        ("matters", [(found[:, 3] > 2).astype(float) for found in labels]),
    ):
        lines[name], _ = learn(name, probability.TOLD_NAMES, tables, wanted, items, "told", report)
    return lines


def learn_events(items: Sequence[Item], report: list[str]) -> dict[str, Any]:
    """The lines of an event's row, learned from events that were joined by weights that did not know their story."""
    language = load("en")
    tables, labels = [], []
    for item in items:
        use(LEFT_OUT[item.fold])
        story = replace(item.story)  # a story remembers what was found with other weights
        rows = list(events.several(story, language).values())
        tables.append(event_rows.table(rows, story))
        labels.append(np.array([item.gold.event(row.passages) for row in rows], dtype=float).reshape(-1, 4))
    lines = {}
    for place, name in enumerate(event_rows.LINES):
        wanted = [found[:, place] if place < 3 else (found[:, 3] > 2).astype(float) for found in labels]
        lines[name], _ = learn(name, event_rows.NAMES, tables, wanted, items, "event", report)
    return lines


def learn(
    name: str, names: Sequence[str], tables: Sequence[Matrix], labels: Sequence[Matrix], items: Sequence[Item],
    strength: str, report: list[str],
) -> tuple[dict[str, Any], list[Matrix]]:  # fmt: skip
    """A line over all stories, and the probabilities of each story from lines learned without its fold."""
    rows, wanted = np.vstack(tables), np.concatenate(labels)
    folds = np.concatenate([np.full(len(table), item.fold) for table, item in zip(tables, items, strict=True)])
    held = np.zeros(len(rows))
    for number in range(FOLDS):
        line = fit(names, rows[folds != number], wanted[folds != number], STRENGTH[strength])
        held[folds == number] = scored(line, rows[folds == number])
        LEFT_OUT[number][name] = line
    report.append(figures(name, wanted, held))
    ends = np.cumsum([len(table) for table in tables])[:-1]
    return fit(names, rows, wanted, STRENGTH[strength]), list(np.split(held, ends))


def fit(names: Sequence[str], rows: Matrix, wanted: Matrix, strength: float) -> dict[str, Any]:
    mean, deviation = rows.mean(axis=0), rows.std(axis=0)
    deviation[deviation == 0] = 1.0
    model = LogisticRegression(C=strength, max_iter=5000, tol=1e-6).fit((rows - mean) / deviation, wanted)
    weights = {
        feature: [
            round(float(mean[i]), DIGITS),
            round(float(deviation[i]), DIGITS) or 1.0,
            round(float(model.coef_[0][i]), DIGITS),
        ]
        for i, feature in enumerate(names)
    }
    return {"bias": round(float(model.intercept_[0]), DIGITS), "weights": weights}


def scored(line: dict[str, Any], rows: Matrix) -> Matrix:
    columns = np.array(list(line["weights"].values()))
    odds: Matrix = 1 / (
        1 + np.exp(-(((rows - columns[:, 0]) / columns[:, 1] * columns[:, 2]).sum(axis=1) + line["bias"]))
    )
    return odds


def figures(name: str, wanted: Matrix, held: Matrix) -> str:
    bins = []
    for low in (0.0, 0.2, 0.4, 0.6, 0.8):
        chosen = (held >= low) & (held < low + 0.2 if low < 0.8 else held <= 1.0)
        if chosen.any():
            bins.append(f"{held[chosen].mean():.2f} {wanted[chosen].mean():.2f} ({int(chosen.sum())})")
    curve, precision = roc_auc_score(wanted, held), average_precision_score(wanted, held)
    return f"| {name} | {len(wanted)} | {wanted.mean():.3f} | {curve:.3f} | {precision:.3f} | {'; '.join(bins)} |"


if __name__ == "__main__":
    sys.exit(main())
