"""What the exports cost: CPU seconds, and for the PDF seconds on the wall, for the browser's processes are its own.

    python bench/exports.py

Measures over articles made by rule (`articles.py`); `bench/run.py` takes these rows into its table.
"""

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


def exporting(comparison: Comparison) -> dict[str, float]:
    """Seconds of each format of a comparison."""
    found = {}
    with TemporaryDirectory() as folder:
        for form in FORMATS:
            clock = time.perf_counter if form.of_page else time.process_time
            start = clock()
            app.export(form.name, comparison, Path(folder) / f"{form.name}{form.ending}", CONFIG)
            found[form.name] = clock() - start
    return found


def rows(told: Sequence[Analysis]) -> list[tuple[str, str, str]]:
    """Rows of the table: the slowest formats of five accounts, and all formats of a hundred."""
    exporting(app.side_by_side(told[:2], CONFIG))  # loads the libraries
    few = exporting(app.side_by_side(told[:5], CONFIG))
    slowest = max((name for name in few if name != "pdf"), key=lambda name: few[name])
    many = exporting(app.side_by_side(told[:100], CONFIG))
    most = ", ".join(f"{name} {many[name]:.1f}" for name in sorted(many, key=lambda name: -many[name])[:4])
    return [
        (f"exporting 5 accounts, the slowest format but pdf ({slowest})", f"{few[slowest]:.2f} s", "1 s"),
        ("exporting 5 accounts as pdf", f"{few['pdf']:.2f} s wall", "5 s"),
        (
            f"exporting 100 accounts in all {len(many)} formats, pdf as wall",
            f"{sum(many.values()):.1f} s ({most})",
            "20 s",
        ),
    ]


def main() -> None:
    for what, value, aim in rows(list(pipeline.analyze_all(pages(100), CONFIG))):
        print(f"| {what} | {value} | {aim} |")


if __name__ == "__main__":
    main()
