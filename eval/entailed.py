"""Does a report say more than its sentences, over whole stories? Each sentence that a cell shows is parsed anew.

    python eval/entailed.py [STORY ...] [--shared DIR] [--half read|unread]

STORY is a file or a folder of accounts; without one, the stories of `shared/data/rows`. Prints a line for each cell and
each account that says less than it is shown to say, then how many of each kind there are among how many cells. Lines of
stories in the unread half are counted and not printed.
"""

import argparse
import json
import sys
import tempfile
from collections import Counter
from pathlib import Path

from halves import HALVES, half_of

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.report.sentence_check import violations  # noqa: E402 - the tests stand beside this folder

from retold import app  # noqa: E402
from retold.config import Config  # noqa: E402
from retold.model import Comparison  # noqa: E402
from retold.report.view import build  # noqa: E402


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stories", nargs="*")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--half", choices=sorted(HALVES))
    options = parser.parse_args()
    total: Counter[str] = Counter()
    if options.stories:
        for story in options.stories:
            total += read(app.compared([story], Config()), story, printed=True)
    else:
        for line in (options.shared / "data/rows/dev.jsonl").read_text("utf-8").splitlines():
            gold = json.loads(line)
            half = next(name for name, number in HALVES.items() if number == half_of(gold["story"]))
            if options.half in (None, half):
                total += read(compared(gold), gold["story"], printed=half == "read")
    print(f"{total.pop('cells')} cells and {total.pop('answers')} answers told alike: {dict(sorted(total.items()))}")
    return 0


def compared(gold: dict[str, list[dict[str, object]]]) -> Comparison:
    """The Comparison of a story's documents."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "documents.jsonl"
        place.write_text("\n".join(json.dumps(document) for document in gold["documents"]))
        return app.compared([str(place)], Config())


def read(comparison: Comparison, story: str, *, printed: bool) -> Counter[str]:
    """How much of a story's report is shown, and how much of that says too much, by kind."""
    view = build(comparison)
    found = list(violations(comparison, view, Config()))
    if printed:
        print(*(f"{story}: {line}" for line in found), sep="\n", end="\n" * bool(found), flush=True)
    cells = sum(bool(each.words) for row in view.rows for cell in row.cells for each in (cell, *cell.more))
    alike = sum(row.relation == "agree" for row in view.rows)
    return Counter(line.partition(":")[0] for line in found) + Counter(cells=cells, answers=alike)


if __name__ == "__main__":
    sys.exit(main())
