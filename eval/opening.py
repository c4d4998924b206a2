"""What the first screen of each story of `shared/data/rows` has: what happened, a key figure, a contradiction.

    python eval/opening.py [--half read|unread] [--cache DIR] [--shared DIR] [STORY ...]

For each story it prints the three items and why one lacks; then, for each half, how many stories have all three, with
a sure contradiction and with one that only may be one, and how many of the contradictions shown set two answers of a
contested difference of the gold side by side (gold is not exhaustive: a lower bound). `--cache` keeps analyses there.
"""

import argparse
import json
import pickle
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from halves import HALVES, half_of

from retold import app, pipeline
from retold.config import Config
from retold.model import Analysis, Comparison
from retold.report.json import comparison_json
from retold.report.records import ReportView, Row
from retold.report.view import build

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stories", nargs="*")
    parser.add_argument("--half", choices=sorted(HALVES))
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    options = parser.parse_args()
    sys.path[:0] = [str(options.shared / "eval"), str(ROOT / "eval" / "rows")]
    found: dict[str, Counter[str]] = {name: Counter() for name in HALVES}
    for line in (options.shared / "data/rows/dev.jsonl").read_text("utf-8").splitlines():
        gold = json.loads(line)
        half = next(name for name, parity in HALVES.items() if parity == half_of(gold["story"]))
        if (options.stories and gold["story"] not in options.stories) or options.half not in (None, half):
            continue
        comparison = pipeline.compare(analyses(gold, options.cache), Config())
        view = build(comparison)
        print(f"== {gold['story']} ({half})")
        for text in told(view):
            print("  ", text[:200])
        found[half].update(counted(view, gold, comparison))
    for half, counts in found.items():
        print(half, ", ".join(f"{name}: {number}" for name, number in sorted(counts.items())))
    return 0


def analyses(gold: dict[str, Any], cache: Path | None) -> list[Analysis]:
    """The analyses of a story's documents, from the cache where they are there."""
    kept = cache / f"{gold['story']}.pkl" if cache else None
    if kept and kept.is_file():
        read: list[Analysis] = pickle.loads(kept.read_bytes())  # noqa: S301 - written here
        return read
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "documents.jsonl"
        path.write_text("".join(json.dumps(item) + "\n" for item in gold["documents"]), encoding="utf-8")
        pages, _ = app.gather([str(path)], Config())
        made = list(pipeline.analyze_all(pages, Config()))
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pickle.dumps(made))
    return made


def told(view: ReportView) -> Iterator[str]:
    """The three items, or why one lacks."""
    glance = view.glance
    yield from (f"happened: {lead.text}" for lead in glance.what)
    yield from () if glance.what else ["happened: no sentence at the top of an account can be read alone"]
    yield from (f"figure: {' / '.join(step.text for step in item.steps)} ({item.word})" for item in glance.figures)
    yield from () if glance.figures else ["figure: no account opens with a number"]
    yield from (f"contradict: {shown(row)}" for row in glance.differences)
    yield from (f"may contradict: {shown(row)}" for row in glance.doubtful)
    if not (glance.differences or glance.doubtful):
        rows = Counter(row.called for row in view.rows if row.relation in ("differ", "update"))
        yield f"contradict: none; rows by name: {dict(rows) or 'no row is contested'}"


def shown(row: Row) -> str:
    return f"{row.question} [{row.check}, right in {row.probability:.2f}]"


def counted(view: ReportView, gold: dict[str, Any], comparison: Comparison) -> Counter[str]:
    """What a story adds to the figures of its half."""
    import rates
    import rows

    data = json.loads(comparison_json(comparison))
    data["statements"] += data.get("further") or []
    story = rows.Story(gold, data)
    values = {statement["id"]: (statement, parts) for statement, parts in story.statements}
    glance, counts = view.glance, Counter({"stories": 1})
    for name, found in (("sure", glance.differences), ("may", glance.doubtful)):
        counts[f"rows that are {name}"] += len(found)
        counts[f"rows that are {name}, real"] += sum(
            rates.is_right(rows, story, gold, [], *values[row.id]) for row in found if row.id in values
        )
        counts[f"3 of 3, {name}"] += bool(glance.what and glance.figures and found)
    return counts


if __name__ == "__main__":
    sys.exit(main())
