"""How far the cells of rows hold: whether an answer belongs beside the others, and who is said to state a clause.

    python eval/rows/held.py FOLDS OUT
    python eval/rows/cells.py OUT [--shared DIR]

An answer belongs where its evidence meets one answer of a difference of the gold and another answer of the row meets
another, or both meet one shared fact or utterance. The gold does not hold everything, so the shares are lower bounds.
Prints a line a fifth: mean match, share that belongs, how many; then the same below and from `LOOSE`; then, of the
accounts that are said to state what is told alike, the share whose passages meet a fact, an utterance or an answer of
the gold that those of another such account meet, and how many there are.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from retold.compare.rank import MATCHED
from retold.compare.stated import ALIKE
from retold.report.rows import LOOSE

Piece = tuple[str, tuple[int, int]]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[3] / "shared")
    options = parser.parse_args()
    sys.path.insert(0, str(options.shared / "eval"))
    import rows as scorer

    found: list[tuple[float, bool]] = []
    behind: list[bool] = []
    for line in (options.shared / "data/rows/dev.jsonl").read_text("utf-8").splitlines():
        gold = json.loads(line)
        comparison = json.loads((options.out / gold["story"] / "comparison.json").read_text())
        story = scorer.Story(gold, comparison)
        found += answers(story, scorer)
        behind += supporters(story, scorer)
    for low in (0.0, 0.2, 0.4, 0.6, 0.8):
        print(
            said(f"from {low}", [item for item in found if low <= item[0] < low + 0.2 or (low, item[0]) == (0.8, 1.0)])
        )
    print(said(f"under {LOOSE}", [item for item in found if item[0] < LOOSE]))
    print(said(f"from {LOOSE}", [item for item in found if item[0] >= LOOSE]))
    print(f"state it: {sum(behind) / len(behind):.2f} ({len(behind)})")
    return 0


def supporters(story: Any, scorer: Any) -> Iterator[bool]:
    """Of each account that is said to state what is told alike, whether it tells something that another one does."""
    known = [story.quoted(item["accounts"]) for item in (*story.gold["shared"], *story.gold["utterances"])]
    known += [story.quoted(each["accounts"]) for item in story.gold["differences"] for each in item["answers"]]
    for statement, pieces in story.statements:
        if statement["check"] not in ALIKE or statement["relation"] != "agree":
            continue
        names = {story.account.get(name, name) for name in statement["values"][0]["support"]["accounts"]}
        own = {name: [piece for piece in pieces[0] if piece[0] == name] for name in names}
        tell = [{name for name in names if scorer.touched(own[name], quoted)} for quoted in known]
        yield from (any(name in found and len(found) > 1 for found in tell) for name in sorted(names))


def answers(story: Any, scorer: Any) -> Iterator[tuple[float, bool]]:
    """Of each answer of the shown rows of passages: how surely it is matched, and whether it belongs."""
    parted = [[story.quoted(answer["accounts"]) for answer in item["answers"]] for item in story.gold["differences"]]
    alike = [story.quoted(item["accounts"]) for item in (*story.gold["shared"], *story.gold["utterances"])]
    for statement, pieces in story.statements:
        if statement["check"][:1] not in MATCHED or len(pieces) < 2:
            continue
        for place, (value, own) in enumerate(zip(statement["values"], pieces, strict=True)):
            rest = [piece for at, each in enumerate(pieces) if at != place for piece in each]
            yield value["match"], belongs(own, rest, parted, alike, scorer)


def belongs(own: list[Piece], rest: list[Piece], parted: list[Any], alike: list[Any], scorer: Any) -> bool:
    for item in parted:
        one, two = ({at for at, quoted in enumerate(item) if scorer.touched(side, quoted)} for side in (own, rest))
        if any(a != b for a in one for b in two):
            return True
    return any(scorer.touched(own, quoted) and scorer.touched(rest, quoted) for quoted in alike)


def said(name: str, rows: list[tuple[float, bool]]) -> str:
    if not rows:
        return f"{name}: none"
    mean = sum(match for match, _ in rows) / len(rows)
    return f"{name}: {mean:.2f} {sum(right for _, right in rows) / len(rows):.2f} ({len(rows)})"


if __name__ == "__main__":
    sys.exit(main())
