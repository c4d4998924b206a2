"""What the exports cost: CPU seconds of this process and of the browser that prints, with all processes of its own.

    python bench/exports.py

Measures over articles made by rule (`articles.py`); `bench/run.py` takes these rows into its table. Seconds on the wall
are told beside those of the PDF of five accounts, which is what somebody waits for.
"""

import ctypes
import os
import resource
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from articles import pages

from retold import app, pipeline
from retold.config import Config
from retold.export import FORMATS
from retold.model import Analysis, Comparison

CONFIG = Config(guard=False)
PR_SET_CHILD_SUBREAPER = 36  # of Linux's prctl


def spent() -> float:
    """CPU seconds of this process and of all its children that have ended."""
    own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def reaped() -> None:
    """Waits for the processes that an ended browser left, so that what they cost is counted."""
    while True:
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return


def exporting(comparison: Comparison) -> dict[str, tuple[float, float]]:
    """CPU seconds and seconds on the wall of each format of a comparison."""
    found = {}
    with TemporaryDirectory() as folder:
        for form in FORMATS:
            start, clock = spent(), time.perf_counter()
            app.export(form.name, comparison, Path(folder) / f"{form.name}{form.ending}", CONFIG)
            wall = time.perf_counter() - clock
            reaped()
            found[form.name] = (spent() - start, wall)
    return found


def rows(told: Sequence[Analysis]) -> list[tuple[str, str, str]]:
    """Rows of the table: the slowest formats of five accounts, and all formats of a hundred."""
    if sys.platform == "linux":
        # what the browser leaves behind becomes a child of this process, else its cost is nobody's
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    exporting(app.side_by_side(told[:2], CONFIG))  # loads the libraries
    few = exporting(app.side_by_side(told[:5], CONFIG))
    slowest = max((name for name in few if name != "pdf"), key=lambda name: few[name])
    many = exporting(app.side_by_side(told[:100], CONFIG))
    most = ", ".join(f"{name} {many[name][0]:.1f}" for name in sorted(many, key=lambda name: -many[name][0])[:4])
    total = sum(cpu for cpu, _ in many.values())
    return [
        (f"exporting 5 accounts, the slowest format but pdf ({slowest})", f"{few[slowest][0]:.2f} s", "1 s"),
        ("exporting 5 accounts as pdf", f"{few['pdf'][0]:.2f} s, {few['pdf'][1]:.2f} s wall", "5 s"),
        (f"exporting 100 accounts in all {len(many)} formats, with the browser", f"{total:.1f} s ({most})", "20 s"),
    ]


def main() -> None:
    for what, value, aim in rows(list(pipeline.analyze_all(pages(100), CONFIG))):
        print(f"| {what} | {value} | {aim} |")


if __name__ == "__main__":
    main()
