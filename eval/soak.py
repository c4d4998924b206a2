"""Every page and text of the development data through `analyze`: nothing may fail inside, and no page may take long.

  python eval/soak.py [--data ../shared/data] [--every N] [--seconds S]

Reads each JSON line of each file, wherever its `html`, `raw` or `text` stands, and each text file. Fails on a Problem
"internal" and on a page that takes more than S seconds of processor time, and S for each 100,000 bytes. `--every N`
reads one page in N.
"""

import argparse
import gzip
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from retold.config import Config
from retold.model import Page
from retold.pipeline import analyze

ROOT = Path(__file__).resolve().parents[1]
MEDIA = ("html", "raw", "text")
# a shorter text is a sentence of a task, and thousands of them say what one says
SHORTEST = 40
SLOWEST = 5


def pages(data: Path) -> Iterator[Page]:
    """The pages and texts of a folder of data sets, each with its place as its name."""
    for path in sorted(data.rglob("*")):
        name = str(path.relative_to(data))
        if path.suffix == ".txt":
            yield Page(name, path.read_bytes(), "raw", source=name)
        elif path.name.endswith((".jsonl", ".jsonl.gz")):
            for number, line in enumerate(_lines(path), 1):
                yield from _within(json.loads(line), f"{name}:{number}")


def _lines(path: Path) -> Iterator[str]:
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as stream:
        yield from stream


def _within(value: Any, name: str) -> Iterator[Page]:
    """The pages in a JSON value, at any depth."""
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from _within(item, f"{name}/{number}")
    elif isinstance(value, dict):
        for key, item in value.items():
            if key in MEDIA and isinstance(item, str):
                if len(item) >= SHORTEST:
                    published = value.get("published")
                    day = published if isinstance(published, str) else None
                    yield Page(name, item.encode("utf-8", "replace"), key, source=name, encoding="utf-8", published=day)
            elif isinstance(item, dict | list):
                yield from _within(item, f"{name}/{key}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=10.0)
    options = parser.parse_args()
    config, failed, times = Config(), 0, list[tuple[float, str]]()
    analyze(Page("warm", b"The model is loaded before the first page is timed.", "text", encoding="utf-8"), config)
    for number, page in enumerate(pages(options.data)):
        if number % options.every:
            continue
        start = time.process_time()
        found = analyze(page, config)
        taken = time.process_time() - start
        times.append((taken, page.id))
        broken = [problem.message for problem in found.problems if problem.code == "internal"]
        if taken > options.seconds * (1 + len(page.data) / 100_000):
            broken.append(f"{taken:.1f} seconds for {len(page.data):,} bytes")
        for message in broken:
            print(f"{page.id}: {message}", flush=True)
        failed += bool(broken)
    slowest = ", ".join(f"{name} {taken:.1f} s" for taken, name in sorted(times, reverse=True)[:SLOWEST])
    print(
        f"{len(times)} pages and texts, {failed} failed; {sum(taken for taken, _ in times):.0f} s; slowest: {slowest}"
    )
    return 1 if failed or not times else 0


if __name__ == "__main__":
    sys.exit(main())
