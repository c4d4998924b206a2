"""How many rows of what an outlet changed in its own page are right, and how many of the changes have a row.

    python eval/versions/run.py [--show read]

In: `pairs.toml`, forty pairs of versions written for this project, each with the rows that a reader would want. Each
pair is compared as two captures of one address. A row is right where it has a kind and the words of both answers of a
wanted row that no other row has met; precision counts the rows, recall the wanted ones. Figures are given for all
pairs and for the halves that `eval/halves.py` parts by the hash of a name: errors are read in the read half alone.
"""

import argparse
import hashlib
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from retold import pipeline
from retold.config import Config
from retold.model import Capture, Comparison, Page, Statement

PAIRS = Path(__file__).parent / "pairs.toml"
CONFIG = Config(guard=False, shown=0.0)
TIMES = ("2031-05-02T08:00:00Z", "2031-05-03T09:00:00Z")
DAY = "2031-05-02"
HALVES = ("read", "unread")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a pair: rows that were wanted and found, rows that nobody wanted, wanted ones that are missing, and
    whether what the rows say of a note holds."""

    name: str
    sort: str
    half: str
    right: int
    wrong: tuple[str, ...]
    missed: tuple[str, ...]
    noted: bool


def pairs() -> list[dict[str, Any]]:
    """The pairs, as they are written."""
    return list(tomllib.loads(PAIRS.read_text("utf-8"))["pair"])


def versions(pair: dict[str, Any]) -> tuple[str, str]:
    """The texts of the two versions."""
    before = pair["before"].strip()
    after = pair.get("after", before).strip()
    for old, new in pair.get("changes", ()):
        if after.count(old) != 1:
            raise ValueError(f"{pair['name']}: {old!r} does not stand once in the text")
        after = after.replace(old, new)
    if "order" in pair:
        parts = after.split("\n\n")
        after = "\n\n".join(parts[number] for number in pair["order"])
    return before, f"{after}\n\n{pair['added']}" if "added" in pair else after


def compared(found: Sequence[dict[str, Any]]) -> Iterator[Comparison]:
    """The comparison of each pair."""
    pages = [_page(pair, number) for pair in found for number in (0, 1)]
    analyses = iter(list(pipeline.analyze_all(pages, CONFIG)))
    for _ in found:
        yield pipeline.compare([next(analyses), next(analyses)], CONFIG)


def _page(pair: dict[str, Any], number: int) -> Page:
    url = f"https://selm.example/news/{pair['name'].replace(' ', '-')}"
    made = Capture("archive", url=url, time=TIMES[number])
    return Page(
        f"v{number}", versions(pair)[number].encode(), "text", url=url, published=DAY, captured=TIMES[number],
        capture=made,
    )  # fmt: skip


def outcome(pair: dict[str, Any], comparison: Comparison) -> Outcome:
    """What came of one pair."""
    rows = [item for item in comparison.statements if item.check.startswith("R")]
    wanted = list(pair["rows"])
    wrong = []
    for row in rows:
        met = next((item for item in wanted if _meets(row, item)), None)
        if met is None:
            wrong.append(f"{row.check} {_answers(row)}")
        else:
            wanted.remove(met)
    noted = all(("A version since then says" in row.why) is bool(pair.get("noted")) for row in rows)
    return Outcome(
        pair["name"], pair["of"], half(pair["name"]), len(rows) - len(wrong), tuple(wrong),
        tuple(f"{'/'.join(item['kinds'])}: {item['old']} | {item['new']}" for item in wanted), noted,
    )  # fmt: skip


def half(name: str) -> str:
    """The half that a pair belongs to."""
    return HALVES[int(hashlib.sha256(name.encode()).hexdigest(), 16) % 2]


def _meets(row: Statement, wanted: dict[str, Any]) -> bool:
    first, last = row.values[0].text, row.values[-1].text
    return row.kind in wanted["kinds"] and wanted["old"] in first and wanted["new"] in last


def _answers(row: Statement) -> str:
    return " | ".join(item.text for item in row.values)


def figures(found: Sequence[Outcome]) -> str:
    """Precision and recall of rows, with the counts that they are made of."""
    right = sum(item.right for item in found)
    rows = right + sum(len(item.wrong) for item in found)
    wanted = right + sum(len(item.missed) for item in found)
    quiet = [item for item in found if not item.right and not item.missed]
    still = sum(not item.wrong for item in quiet)
    return (
        f"precision {right} of {rows}, recall {right} of {wanted}, "
        f"no row where none belongs {still} of {len(quiet)}, "
        f"note told rightly {sum(item.noted for item in found)} of {len(found)}"
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--show", choices=HALVES, help="name the errors of a half")
    show = parser.parse_args().show
    found = pairs()
    outcomes = [outcome(pair, made) for pair, made in zip(found, compared(found), strict=True)]
    for name in ("all", *HALVES):
        chosen = [item for item in outcomes if name in ("all", item.half)]
        print(f"{name} ({len(chosen)} pairs): {figures(chosen)}")
    for item in outcomes:
        if item.half == show and (item.wrong or item.missed or not item.noted):
            print(f"{item.name} ({item.sort}): wrong {list(item.wrong)}, missed {list(item.missed)}, note {item.noted}")


if __name__ == "__main__":
    main()
