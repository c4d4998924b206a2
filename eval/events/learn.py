"""Learns which events of several accounts are one, cross-validated by topic, and writes the weights as data.

    python eval/events/learn.py [--shared DIR] [--cache FILE] [--check]

Learns from the annotation of ECB+ (CC BY 3.0) over named features; of its texts nothing is kept. A pair counts as one
where both events are marked as one happening, as two where they are not, or where one is marked and the other, in a
sentence that was annotated, is not; other pairs teach nothing. Writes `src/retold/match/event_weights.json` and
`eval/events/RESULTS.md`. The same data gives the same bytes. Needs scikit-learn (a development dependency).
`--check` fails when the files would change.
"""

import argparse
import hashlib
import json
import pickle
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "eval" / "rows"))

from train import FOLDS, Matrix, figures, fit, scored, text  # noqa: E402  (found through the line above)

from retold.app import gather  # noqa: E402
from retold.config import Config  # noqa: E402
from retold.languages import load  # noqa: E402
from retold.languages.events import lexicon  # noqa: E402
from retold.match import event_features, event_pairs, events  # noqa: E402
from retold.model import Analysis, Span  # noqa: E402
from retold.pipeline import analyze_all, build_story  # noqa: E402

STRENGTH = 0.1  # inverse of the L2 penalty, as for pairs of passages
WEIGHTS = ROOT / "src/retold/match" / events.WEIGHTS
RESULTS = ROOT / "eval/events/RESULTS.md"
Gold = list[dict[str, Any]]


@dataclass(eq=False)
class Item:
    """One story: its events and pairs, what the annotation calls each event (None where it does not tell), and the
    probabilities from lines learned without its fold."""

    name: str
    fold: int
    table: events.EventTable
    pairs: list[event_pairs.EventPair]
    rows: Matrix
    marks: list[str | None]
    held: Matrix


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--cache", type=Path, help="keeps the analyses between runs")
    parser.add_argument("--folds", type=Path, help="a folder for the lines learned without each fold")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    items = read(options.shared / "data" / "coref_ecb" / "dev.jsonl", options.cache)
    line, left_out, report = learn(items)
    if options.folds:
        options.folds.mkdir(parents=True, exist_ok=True)
        for number, found in enumerate(left_out):
            (options.folds / f"{number}.json").write_text(text({"lines": {"one": found}}))
    files = {WEIGHTS: text({"lines": {"one": line}}), RESULTS: HEAD + "\n".join([*report, *joined(items), ""])}
    if options.check:
        return int(any(not path.is_file() or path.read_text() != made for path, made in files.items()))
    for path, made in files.items():
        path.write_text(made)
    print("\n".join([*report, *joined(items)]))
    return 0


HEAD = """# Which events are one, cross-validated

Made by `python eval/events/learn.py` on ECB+: each story's figures come from weights learned without its topic (five
folds by topic). `share` is the share of true pairs; of the reliability, each fifth: mean probability, share that is
true, how many. Below: of the pairs of marked events of two documents that are joined, how many are one (P), and how
many of those that are one are joined (R), for the stories whose errors were read and the rest.

| line | rows | share | area under curve | average precision | reliability |
| --- | --- | --- | --- | --- | --- |
"""


def topic(name: str) -> str:
    return name.partition("ecb")[0]


def number(word: str) -> int:
    return int(hashlib.sha256(word.encode()).hexdigest(), 16)


def read(path: Path, cache: Path | None) -> list[Item]:
    """The stories with their events and candidate pairs."""
    stories: dict[str, Gold] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        stories.setdefault(gold["story"], []).append(gold)
    kept = pickle.loads(cache.read_bytes()) if cache and cache.is_file() else {}  # noqa: S301
    items = []
    for name, golds in sorted(stories.items()):
        if name not in kept:
            kept[name] = analyses(golds)
        items.append(item(name, golds, kept[name]))
    if cache and not cache.is_file():
        cache.write_bytes(pickle.dumps(kept))
    return items


def analyses(golds: Gold) -> list[Analysis]:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "documents.jsonl"
        place.write_text("\n".join(json.dumps({"id": gold["id"], "text": gold["text"]}) for gold in golds))
        return list(analyze_all(gather([str(place)], Config())[0], Config()))


def item(name: str, golds: Gold, told: Sequence[Analysis]) -> Item:
    language = load("en")
    story = build_story(told, language, Config())
    table = events.event_table(story, lexicon(language))
    pairs = event_pairs.pairs(table)
    by_id = {gold["id"]: gold for gold in golds}
    marks = [mark(by_id[story.analyses[one.account].article.id], one.event.span) for one in table.items]
    fold = number(f"fold {topic(name)}") % FOLDS
    return Item(name, fold, table, pairs, event_features.table(pairs), marks, np.zeros(len(pairs)))


def mark(gold: dict[str, Any], span: Span) -> str | None:
    """The happening that the annotation calls an event; "" for an event in an annotated sentence that is not marked."""
    met = [(overlap(one["span"], span), one["cluster"]) for one in gold["events"] if overlap(one["span"], span) > 0]
    if met:
        return str(max(met, key=lambda found: found[0])[1])
    return "" if any(overlap(scope, span) > 0 for scope in gold["scope"]) else None


def overlap(one: Sequence[int], two: Sequence[int]) -> int:
    return min(one[1], two[1]) - max(one[0], two[0])


def learn(items: Sequence[Item]) -> tuple[dict[str, Any], list[dict[str, Any]], list[str]]:
    """The line over all stories, those learned without each fold, and the figures; each story is left with the
    probabilities of weights learned without its topic."""
    taught = [(story, *labelled(story)) for story in items]
    left_out, held, wanted = [], [], []
    for fold in range(FOLDS):
        rows = np.vstack([story.rows[chosen] for story, chosen, _ in taught if story.fold != fold])
        labels = np.concatenate([label for story, _, label in taught if story.fold != fold])
        left_out.append(fit(event_features.NAMES, rows, labels, STRENGTH))
        for story, chosen, label in taught:
            if story.fold == fold:
                story.held = scored(left_out[-1], story.rows)
                held.append(story.held[chosen])
                wanted.append(label)
    rows = np.vstack([story.rows[chosen] for story, chosen, _ in taught])
    labels = np.concatenate([label for _, _, label in taught])
    report = [figures("one", np.concatenate(wanted), np.concatenate(held))]
    return fit(event_features.NAMES, rows, labels, STRENGTH), left_out, report


def labelled(story: Item) -> tuple[list[int], Matrix]:
    """The pairs that teach something, and whether each is one."""
    chosen, labels = [], []
    for place, pair in enumerate(story.pairs):
        one, two = story.marks[pair.first], story.marks[pair.second]
        if one is not None and two is not None and (one or two):
            chosen.append(place)
            labels.append(float(one == two))
    return chosen, np.array(labels)


def joined(items: Sequence[Item]) -> list[str]:
    """The pairs of marked events of two documents that are joined, by half."""
    report = ["", "| half | P | R | F1 |", "| --- | --- | --- | --- |"]
    for half, wanted in (("read", {0}), ("unread", {1}), ("all", {0, 1})):
        counts = np.array([links(story) for story in items if number(topic(story.name)) % 2 in wanted]).sum(axis=0)
        right, found, every = (float(count) for count in counts)
        precision, recall = right / found, right / every
        share = 2 * precision * recall / (precision + recall)
        report.append(f"| {half} | {100 * precision:.1f} | {100 * recall:.1f} | {100 * share:.1f} |")
    return report


def links(story: Item) -> tuple[int, int, int]:
    """Pairs of marked events of two documents: rightly joined, joined, one."""
    weighed = [
        (pair, 0.0 if events.excluded(pair) else value)
        for pair, value in zip(story.pairs, story.held.tolist(), strict=True)
    ]
    place = {id(told): number for number, told in enumerate(story.table.items)}
    group = {
        place[id(told)]: number
        for number, group in enumerate(events.grouped(story.table, weighed))
        for told in group.members
    }
    marked = [number for number, name in enumerate(story.marks) if name]
    right = found = every = 0
    for at, one in enumerate(marked):
        for two in marked[at + 1 :]:
            if story.table.items[one].account != story.table.items[two].account:
                same, together = story.marks[one] == story.marks[two], group[one] == group[two]
                right, found, every = right + (same and together), found + together, every + same
    return right, found, every


if __name__ == "__main__":
    sys.exit(main())
