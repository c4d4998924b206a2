"""The table of hostile pages as measured: figures are noted shape by shape, and `docs/hostile.md` is made of them."""

import json
from collections.abc import Mapping, Sequence
from math import log2
from pathlib import Path
from typing import Any

from eval.hostile import SHAPES

ROOT = Path(__file__).resolve().parents[1]
NOTED = ROOT / "eval" / "siege.json"
PAGE = ROOT / "docs" / "hostile.md"
# shorter times are those of the machine
SHORTEST = 1.0
HEAD = """# Hostile pages, as measured

Each shape of [eval/hostile.py](../eval/hostile.py) beside an honest account, from the page to the report, in a process
of its own (`python eval/siege.py --keep`; `make soak` runs the same). Seconds are processor time. "Beyond": the page of
1 MB less an honest text of that size, measured in the same run. "Twice": what twice the size costs on average between
50 and 400 kB; times under one second count as one. Memory is the most that the process held in any of the sizes, with
the model's 0.4 GB. "Told": problems that the page of 1 MB is given: `too_long` (400,000 characters were analyzed),
`too_slow` (120,000 words and marks were), others as in the guide.

What is asked: at most 10 s beyond an honest text, or a problem that says what was left out; at most 1.5 GB; at most 2.3
times for twice the size. The processor was shared, so that the same work takes up to 1.5 times as long from run to run.

"""
COLUMNS = ("shape", "50 kB, s", "400 kB, s", "1 MB, s", "beyond, s", "twice", "memory, GB", "told")

# what one process measured: its seconds, its memory, the codes of its problems
Found = Mapping[int, Mapping[str, Any]]


def times(found: Found, small: int, large: int) -> float:
    """What twice the size costs, on average over the doublings from `small` to `large`."""
    if large <= small:
        return 1.0
    seconds = [max(found[size]["seconds"], SHORTEST) for size in (small, large)]
    return float((seconds[1] / seconds[0]) ** (1 / log2(large / small)))


def note(name: str, found: Found, honest: Found, faults: Sequence[str]) -> None:
    """Keeps what was measured of a shape, and writes the page again."""
    noted = json.loads(NOTED.read_text()) if NOTED.exists() else {}
    noted[name] = {
        "sizes": {str(size): _kept(item) for size, item in found.items()},
        "honest": {str(size): round(item["seconds"], 1) for size, item in honest.items()},
        "faults": list(faults),
    }
    kept = {shape: noted[shape] for shape in SHAPES if shape in noted}
    NOTED.write_text(json.dumps(kept, indent=1) + "\n")
    PAGE.write_text(page(kept))


def _kept(item: Mapping[str, Any]) -> dict[str, Any]:
    seconds, memory = round(item["seconds"], 1), round(item["memory"] / 1e9, 2)
    return {"seconds": seconds, "memory": memory, "problems": sorted(set(item.get("problems", [])))}


def page(noted: Mapping[str, Any]) -> str:
    """The page of the docs: a row a shape, and what the most of each column is."""
    rows = [_row(name, item) for name, item in noted.items()]
    failed = [f"{name}: {'; '.join(item['faults'])}" for name, item in noted.items() if item["faults"]]
    table = [COLUMNS, ("---",) * len(COLUMNS), *rows]
    said = f"{len(rows)} of {len(SHAPES)} shapes measured, {len(failed)} fail" + "".join(
        f"\n- {line}" for line in failed
    )
    return HEAD + said + "\n\n" + "".join(f"| {' | '.join(row)} |\n" for row in table)


def _row(name: str, item: Mapping[str, Any]) -> tuple[str, ...]:
    found = {int(size): measured for size, measured in item["sizes"].items()}
    small, middle, large = sorted(found)
    beyond = found[large]["seconds"] - item["honest"][str(large)]
    memory = max(measured["memory"] for measured in found.values())
    return (
        name,
        *(f"{found[size]['seconds']:.1f}" for size in (small, middle, large)),
        f"{beyond:.1f}",
        f"{times(found, small, middle):.2f}",
        f"{memory:.2f}",
        " ".join(found[large]["problems"]) or "-",
    )
