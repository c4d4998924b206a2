"""Compares each story of `shared/data/rows` with weights learned without it, and scores the two halves.

    python eval/rows/train.py --folds FOLDER
    python eval/rows/held.py FOLDER OUT [--shared DIR] [--cache FILE]

The read half are stories whose errors were looked at while building, the other half nobody looked at; a story's half is
the parity of its name's SHA-256. Prints the scorer's figures for both and for all, then for each check how many rows
are right: real for compatible rows, contested for differ and update, useful for agree.
"""

import argparse
import hashlib
import json
import pickle
import subprocess
import sys
import tempfile
from pathlib import Path

from lines import use
from train import fold

from retold.app import gather
from retold.config import Config
from retold.pipeline import analyze_all, compare
from retold.report.json import comparison_json


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folds", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[3] / "shared")
    parser.add_argument("--cache", type=Path)
    options = parser.parse_args()
    golds = [json.loads(line) for line in (options.shared / "data/rows/dev.jsonl").read_text("utf-8").splitlines()]
    kept = pickle.loads(options.cache.read_bytes()) if options.cache else {}  # noqa: S301
    learned = [json.loads(path.read_text())["lines"] for path in sorted(options.folds.glob("*.json"))]
    for gold in golds:
        name = gold["story"]
        if name not in kept:
            with tempfile.TemporaryDirectory() as folder:
                place = Path(folder) / "documents.jsonl"
                place.write_text("\n".join(json.dumps(document) for document in gold["documents"]))
                pages, _ = gather([str(place)], Config())
                kept[name] = list(analyze_all(pages, Config()))
        use(learned[fold(name)])
        (options.out / name).mkdir(parents=True, exist_ok=True)
        (options.out / name / "comparison.json").write_bytes(comparison_json(compare(kept[name], Config())))
    scorer = options.shared / "eval" / "rows.py"
    halves = {"read": 0, "unread": 1}
    for half in ("read", "unread", "all"):
        wanted = [gold for gold in golds if half == "all" or half_of(gold["story"]) == halves[half]]
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "dev.jsonl").write_text("\n".join(json.dumps(gold) for gold in wanted))
            done = subprocess.run(
                [sys.executable, str(scorer), "score", str(options.out), "--data", folder],
                capture_output=True, text=True, check=True,
            )  # fmt: skip
        print(f"== {half} half, {len(wanted)} stories" if half != "all" else "== all")
        print("\n".join(line for line in done.stdout.splitlines() if not line.startswith("{")))
    return 0


def half_of(name: str) -> int:
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 2


if __name__ == "__main__":
    sys.exit(main())
