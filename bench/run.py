"""Speed, as ratios within one run (machines differ, a ratio to bare spaCy in the same minute does not).

    python bench/run.py [--articles N]

Measures over articles made by rule (`articles.py`): `analyze` against bare `nlp.pipe` of the same model over the same texts; what each
kind of record takes of that; `retold --help`; comparing five analyzed articles; comparing 10, 30, 100 and 200 accounts; exporting 5 and 100 (`exports.py`).
Prints a table and writes `bench/RESULTS.md`.
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import exports
from articles import article, pages

from retold import pipeline
from retold.annotate import annotate_all, load_model
from retold.app import side_by_side
from retold.clean import clean
from retold.config import Config
from retold.kinds import KINDS
from retold.languages import load
from retold.model import Analysis, Page

CONFIG = Config(guard=False)
ROOT = Path(__file__).resolve().parent.parent


def timed(work: Callable[[], object], times: int = 1) -> float:
    """CPU seconds of the fastest of `times` runs."""
    best = float("inf")
    for _ in range(times):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=60)
    count = parser.parse_args().articles
    rows = [*analyzing(count), ("retold --help", f"{helping():.2f} s wall", "0.3 s"), *comparing()]
    lines = [
        "# Speed",
        "",
        "Made by `make bench`; CPU seconds unless it says wall.",
        "",
        "| what | measured | aim |",
        "| --- | --- | --- |",
    ]
    lines += [f"| {what} | {value} | {aim} |" for what, value, aim in rows]
    (ROOT / "bench" / "RESULTS.md").write_text("\n".join(lines) + "\n")
    print("\n".join(lines))


def analyzing(count: int) -> list[tuple[str, str, str]]:
    texts = [article(seed) for seed in range(count)]
    pages = [
        Page(f"p{number}", text.encode(), "text", encoding="utf-8", published="2024-06-05")
        for number, text in enumerate(texts)
    ]
    nlp = load_model(CONFIG.model)
    list(pipeline.analyze_all(pages[:2], CONFIG))
    bare = timed(lambda: list(nlp.pipe(texts)), 2)
    whole = timed(lambda: list(pipeline.analyze_all(pages, CONFIG)), 2)
    words = sum(len(text.split()) for text in texts)
    rows = [
        (f"bare spaCy, {count} articles, {words:,} words", f"{bare:.2f} s", ""),
        ("`analyze` / bare spaCy", f"{whole / bare:.2f}", "1.5"),
    ]
    articles = [found for page in pages if (found := clean(page, CONFIG).article)]
    parses = list(annotate_all(articles, CONFIG))
    language = load(CONFIG.language)
    kinds = {kind.name: 0.0 for kind in KINDS if kind.extract}
    for doc, item in zip(parses, articles, strict=True):
        found = Analysis(item)
        for kind in KINDS:
            if kind.extract is None:
                continue
            start = time.process_time()
            found = pipeline._with(kind, doc, item, language, found)
            kinds[kind.name] += time.process_time() - start
    rows += [(f"of which {name}", f"{seconds / bare:.3f} of bare spaCy", "") for name, seconds in kinds.items()]
    return rows


def helping() -> float:
    best = float("inf")
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "retold", "--help"], capture_output=True, check=True)
        best = min(best, time.perf_counter() - start)
    return best


def comparing() -> list[tuple[str, str, str]]:
    told = [replace(item) for item in pipeline.analyze_all(pages(200), CONFIG)]
    rows = [("comparing 5 analyzed articles", f"{timed(lambda: side_by_side(told[:5], CONFIG), 2):.2f} s", "1 s")]
    for size in (10, 30, 100, 200):
        seconds = timed(lambda size=size: side_by_side(told[:size], CONFIG))
        rows.append(
            (
                f"comparing {size} accounts",
                f"{seconds:.2f} s, {1000 * seconds / size:.0f} ms an account",
                "about linear",
            )
        )
    return [*rows, *exports.rows(told)]


if __name__ == "__main__":
    main()
