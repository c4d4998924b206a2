"""The figures of a task on the half of its data in which errors were read, and on the half nobody looked at.

`eval/run.py` scores each output three times: on all data, and on the lines of either half. A line's half is the parity
of the SHA-256 of its key: its story, topic or site where it has one, else its document. `python eval/halves.py` writes
the table of `docs/accuracy.md` from `eval/results.json`, between its two marks.
"""

import gzip
import hashlib
import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
HALVES = {"read": 0, "unread": 1}
MARKS = ("<!-- halves -->\n", "<!-- end of halves -->\n")
ARCHIVED = re.compile(r"\Ahttps?://web\.archive\.org/web/[^/]+/")


def site(row: dict[str, Any]) -> str:
    """The site of a page; of an archived page the site that was archived."""
    url = ARCHIVED.sub("", row.get("url") or "")
    return (urlsplit(url if "//" in url else f"http://{url}").hostname or row["id"]).removeprefix("www.")


def topic(row: dict[str, Any]) -> str:
    """The topic of a story of ECB+: "12ecb" and "12" are one."""
    return re.sub(r"\D+\Z", "", row["story"])


# what tells a line's half, where it is not the line's id
KEYS: dict[str, Callable[[dict[str, Any]], str]] = {
    "extraction": site,
    "coref_ecb": topic,
    "labels": lambda row: row["story"],
    "rows": lambda row: row["story"],
}


def divided(data: Path, task: str, half: str, place: Path) -> Path:
    """A folder with the lines of one half of every file of the task's data."""
    key = KEYS.get(task, lambda row: row["id"])
    place.mkdir(parents=True, exist_ok=True)
    for path in sorted([*data.glob("*.jsonl"), *data.glob("*.jsonl.gz")]):
        with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as stream:
            kept = [line for line in stream if line.strip() and half_of(key(json.loads(line))) == HALVES[half]]
        with (gzip.open if path.suffix == ".gz" else open)(place / path.name, "wt", encoding="utf-8") as stream:
            stream.writelines(kept)
    return place


def half_of(key: str) -> int:
    return int(hashlib.sha256(str(key).encode()).hexdigest(), 16) % 2


def value(metrics: Any, name: str) -> float | None:
    """The figure of a dotted name; a part of it may hold a dot itself ("at_0.5")."""
    if not name:
        return metrics if isinstance(metrics, int | float) else None
    for part in metrics if isinstance(metrics, dict) else ():
        if name == part or name.startswith(f"{part}."):
            found = value(metrics[part], name[len(part) + 1 :])
            if found is not None:
                return found
    return None


def table(results: dict[str, Any], floors: dict[str, Any]) -> str:
    """A row for each figure that has a floor: on all data, on either half, and how much lower the unread half is."""
    rows = ["| task | what | all | read half | unread half | gap |", "| --- | --- | --- | --- | --- | --- |"]
    for task, wanted in floors.items():
        result = results.get(task, {})
        for name, entry in wanted.items():
            found = [value(part, name) for part in (result.get("metrics"), *map(result.get("halves", {}).get, HALVES))]
            shown = [f"{item:.1f}" if item is not None else "not measured" for item in found]
            gap = f"{found[1] - found[2]:.1f}" if found[1] is not None and found[2] is not None else ""
            rows.append(f"| {task} | {entry['what']} | {' | '.join(shown)} | {gap} |")
    return "\n".join(rows) + "\n"


def main() -> None:
    results = json.loads((ROOT / "eval" / "results.json").read_text())
    floors = tomllib.loads((ROOT / "eval" / "floors.toml").read_text())
    page = ROOT / "docs" / "accuracy.md"
    before, _, rest = page.read_text().partition(MARKS[0])
    page.write_text(before + MARKS[0] + table(results, floors) + MARKS[1] + rest.partition(MARKS[1])[2])


if __name__ == "__main__":
    main()
