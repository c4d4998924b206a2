"""How long cleaning a page takes beside the library alone: CPU time of `clean` and of trafilatura's default, in turn.

python eval/pages/speed.py [--data ../shared/data/extraction] [--every 4]
"""

import argparse
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import trafilatura
from train import ROOT, pages

from retold.clean import clean
from retold.clean.votes import quiet
from retold.config import Config
from retold.model import Page

TURNS = 3  # the quickest of so many turns counts: the others were disturbed


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data" / "extraction")
    parser.add_argument("--every", type=int, default=4)
    options = parser.parse_args()
    quiet()
    ours = alone = 0.0
    chosen = list(pages(options.data))[:: options.every]
    for row in chosen:
        cleaning = partial(clean, Page(row["id"], row["html"].encode(), "html"), Config())
        library = partial(trafilatura.extract, row["html"])
        turns = [(seconds(cleaning), seconds(library)) for _ in range(TURNS)]
        ours += min(one for one, _ in turns)
        alone += min(other for _, other in turns)
    each = 1000 / len(chosen)
    print(f"{len(chosen)} pages, ms a page: cleaning {each * ours:.1f}, trafilatura alone {each * alone:.1f}")
    print(f"ratio {ours / alone:.2f}")


if __name__ == "__main__":
    main()
