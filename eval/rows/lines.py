"""Weights under test in place of the program's own."""

from collections.abc import Mapping
from typing import Any

from retold.compare import event_rows, happenings
from retold.match import score

SHIPPED = score.lines  # the program's own: lines that other labels taught


def use(data: Mapping[str, Any]) -> None:
    """Makes the program score with these lines instead of its own."""

    def lines(package: str, names: tuple[str, ...], names_of: str, file: str = "weights.json") -> dict[str, score.Line]:
        learned = {name: score.line_of(model) for name, model in data.items() if tuple(model["weights"]) == names}
        return learned or SHIPPED(package, names, names_of, file)

    score.lines = lines
    happenings.lines = lines
    event_rows.lines = lines
