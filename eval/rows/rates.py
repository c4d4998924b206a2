"""The share of right rows by check, for checks that are not learned: `src/retold/compare/rates.json`.

    python eval/rows/rates.py OUT [--shared DIR]

OUT holds `<story>/comparison.json` for the stories of `shared/data/rows`, made with `shown = 0` in the settings, so
that no row is hidden. A row of agreement is right when it brings together a fact, an utterance or a difference of the
gold; a compatible row when it sets two answers of a difference side by side; one of differ or update when that
difference is contested. Gold is not exhaustive, so a rate is a lower bound.
"""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

LEARNED = "ME"  # rows of matched passages carry a probability of their own
ROOT = Path(__file__).resolve().parents[2]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    options = parser.parse_args()
    sys.path.insert(0, str(options.shared / "eval"))
    import rows  # the scorer decides what meets what

    right, every = Counter[str](), Counter[str]()
    for line in (options.shared / "data/rows/dev.jsonl").read_text("utf-8").splitlines():
        gold = json.loads(line)
        found = json.loads((options.out / gold["story"] / "comparison.json").read_text())
        found["statements"] += found.get("further") or []
        story = rows.Story(gold, found)
        alike = [story.quoted(item["accounts"]) for item in [*gold["shared"], *gold["utterances"]]]
        for statement, values in story.statements:
            if statement["check"][:1] not in LEARNED:
                every[statement["check"]] += 1
                right[statement["check"]] += is_right(rows, story, gold, alike, statement, values)
    data = {"checks": {code: [right[code], every[code]] for code in sorted(every)}}
    (ROOT / "src/retold/compare/rates.json").write_text(json.dumps(data, indent=1) + "\n")
    return 0


def is_right(rows, story, gold, alike, statement, values) -> bool:  # type: ignore[no-untyped-def]
    pieces = [piece for value in values for piece in value]
    met = parted = contested = False
    for item in gold["differences"]:
        answers = [story.quoted(answer["accounts"]) for answer in item["answers"]]
        met |= rows.meets_answers(pieces, answers)
        if rows.split_answers(values, answers):
            parted = True
            contested |= item["relation"] != "compatible"
    met |= any(rows.accounts_touched(pieces, quoted) > 1 for quoted in alike)
    return {"agree": met, "compatible": parted}.get(statement["relation"], contested)


if __name__ == "__main__":
    sys.exit(main())
