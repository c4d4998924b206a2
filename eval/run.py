"""Measures the program through its own command line with the scorers of `shared/eval`, and keeps floors.

    python eval/run.py [--only TASK ...] [--set-floors] [--shared DIR]

Reads `../shared` beside the checkout (or --shared). Where that is absent it says so and exits 0: nothing to
measure with. Writes `eval/results.json` and `eval/RESULTS.md` (figure, data, date, commit) and fails with
1 when a figure lies under its floor in `eval/floors.toml`. `--set-floors` raises floors to what was measured, less a
margin; it never lowers one.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

import halves

ROOT = Path(__file__).resolve().parent.parent
MARGIN = 0.5
# scorer, split (None: the scorer's own), what to run: a = analyze, c = compare every story, k = cluster, n = names
TASKS: dict[str, tuple[str, str | None, str]] = {
    "quotes": ("quotes", None, "a"),
    "times": ("times", None, "a"),
    "times_wikiwars": ("times", "wikiwars_dev", "a"),
    "figures": ("figures", None, "a"),
    "plover": ("plover", None, "a"),
    "names": ("names", None, "n"),
    "stories": ("stories", None, "kc"),
    "coref": ("coref", None, "ac"),
    "coref_ecb": ("coref_ecb", None, "kac"),
    "labels": ("labels", None, "ac"),
    "extraction": ("extraction", None, "a"),
    "rows": ("rows", None, "c"),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="*", choices=sorted(TASKS), default=None)
    parser.add_argument("--set-floors", action="store_true")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    options = parser.parse_args()
    if not (options.shared / "eval").is_dir():
        print("nothing to measure with: there is no folder shared/eval beside the checkout")
        return 0
    results = load(ROOT / "eval" / "results.json")
    for name in options.only if options.only is not None else TASKS:
        print(f"== {name}", flush=True)
        metrics, by_half = measure(name, options.shared.resolve())
        results[name] = {"metrics": metrics, "halves": by_half, "commit": commit(), "date": date()}
        (ROOT / "eval" / "results.json").write_text(json.dumps(results, indent=1, sort_keys=True) + "\n")
    floors = tomllib.loads((ROOT / "eval" / "floors.toml").read_text())
    if options.set_floors:
        write_floors(raised(floors, results))
    (ROOT / "eval" / "RESULTS.md").write_text(table(results, floors))
    halves.main()
    return under(results, floors)


def load(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text()) if path.is_file() else {}


def commit() -> str:
    return git("rev-parse", "--short", "HEAD") + ("+" if git("status", "--porcelain", "--", "src") else "")


def date() -> str:
    return git("show", "-s", "--format=%cs", "HEAD")


def git(*words: str) -> str:
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def measure(name: str, shared: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """Writes the inputs, runs the program, scores: the metrics the scorer prints, of all data and of its halves."""
    task, split, work = TASKS[name]
    script, which = str(shared / "eval" / f"{task}.py"), ["--split", split] if split else []
    with tempfile.TemporaryDirectory() as folder:
        place, out = Path(folder), Path(folder) / "out"
        out.mkdir()
        if work == "n":
            score = [script, "run", *which]
        else:
            run(script, which, work, place)
            score = [script, "score", str(out if "c" in work else out / "analyses.jsonl"), *which]
        metrics = scored(score)
        parts = {half: halves.divided(shared / "data" / task, task, half, place / half) for half in halves.HALVES}
        return metrics, {half: scored([*score, "--data", str(data)], quiet=True) for half, data in parts.items()}


def run(script: str, which: list[str], work: str, place: Path) -> None:
    """The program's output on all inputs of a task, in `place`/out."""
    out = place / "out"
    (place / "in.jsonl").write_text(python([script, "inputs", *which]))
    if "k" in work:
        retold(["cluster", str(place / "in.jsonl"), "-o", str(out / "clusters.jsonl"), "--quiet"])
    if "a" in work:
        retold(["analyze", str(place / "in.jsonl"), "-o", str(out / "analyses.jsonl"), "--quiet"])
    if "c" in work:
        python([script, "inputs", "--compare", str(place / "stories"), *which])
        retold(["compare", "--each", str(place / "stories"), "-o", str(out), "--quiet"])


def python(words: list[str]) -> str:
    return subprocess.run([sys.executable, *words], capture_output=True, text=True, check=True).stdout


def retold(words: list[str]) -> None:
    subprocess.run([sys.executable, "-m", "retold", *words], check=True)


def scored(words: list[str], quiet: bool = False) -> dict[str, Any]:
    output = python(words)
    if not quiet:
        print(output, flush=True)
    found: dict[str, Any] = json.loads(output.strip().splitlines()[-1])["metrics"]
    return found


def flat(metrics: Any, prefix: str = "") -> dict[str, float]:
    """Metrics as dotted names; counts and settings are left out by the floors, which name what they want."""
    found: dict[str, float] = {}
    for name, value in metrics.items():
        if isinstance(value, dict):
            found.update(flat(value, f"{prefix}{name}."))
        elif isinstance(value, int | float) and not isinstance(value, bool):
            found[f"{prefix}{name}"] = float(value)
    return found


def raised(floors: dict[str, Any], results: dict[str, Any]) -> dict[str, Any]:
    for task, wanted in floors.items():
        measured = flat(results.get(task, {}).get("metrics", {}))
        for name, entry in wanted.items():
            if name in measured:
                entry["floor"] = round(max(entry["floor"], measured[name] - MARGIN), 1)
    return floors


def write_floors(floors: dict[str, Any]) -> None:
    head = "# What a change may not lower. `wanted` is the aim that was set; `floor` what was reached, less a margin.\n"
    lines = [head]
    for task, wanted in floors.items():
        lines.append(f"\n[{task}]\n")
        lines.extend(
            f'"{name}" = {{ floor = {entry["floor"]}, wanted = {entry["wanted"]}, what = "{entry["what"]}" }}\n'
            for name, entry in wanted.items()
        )
    (ROOT / "eval" / "floors.toml").write_text("".join(lines))


def table(results: dict[str, Any], floors: dict[str, Any]) -> str:
    """RESULTS.md: the figures that have an aim, then all figures of each task."""
    rows = [
        "# Results",
        "",
        "Per cent. Made by `make eval`: the command line over the development data, scored by the scripts",
        "of `shared/eval`. A commit with + had changes in `src` that were not committed yet.",
        "",
        "| task | what | measured | aim | floor | commit | date |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for task, wanted in floors.items():
        result = results.get(task)
        measured = flat(result["metrics"]) if result else {}
        for name, entry in wanted.items():
            value = measured.get(name)
            missed = " (under the aim)" if value is not None and value < entry["wanted"] else ""
            shown = "not measured" if value is None else f"{value:g}{missed}"
            where = f"{result['commit']} | {result['date']}" if result else " | "
            rows.append(f"| {task} | {entry['what']} | {shown} | {entry['wanted']:g} | {entry['floor']:g} | {where} |")
    for task, result in sorted(results.items()):
        rows += ["", f"## {task}", "", "```json", json.dumps(result["metrics"], indent=1, sort_keys=True), "```"]
    return "\n".join(rows) + "\n"


def under(results: dict[str, Any], floors: dict[str, Any]) -> int:
    failed = 0
    for task, wanted in floors.items():
        measured = flat(results.get(task, {}).get("metrics", {}))
        for name, entry in wanted.items():
            if name in measured and measured[name] < entry["floor"]:
                failed += 1
                print(f"under the floor: {task} {entry['what']}: {measured[name]} < {entry['floor']}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
