"""What the method section knows beside the run: measured figures and limits, from `measured.json` where it is there.

The file holds `{"measured": [{"task", "data", "figure", "value", "meaning"}], "limits": [text]}`.
"""

import json
from functools import cache
from importlib import resources

from retold.report.records import Measured


@cache
def known() -> tuple[tuple[Measured, ...], tuple[str, ...]]:
    """Measured figures and limits; both empty where there is no file."""
    file = resources.files(__package__) / "measured.json"
    if not file.is_file():
        return (), ()
    record = json.loads(file.read_text(encoding="utf-8"))
    fields = ("task", "data", "figure", "value", "meaning")
    measured = tuple(Measured(*(str(item.get(field, "")) for field in fields)) for item in record.get("measured", ()))
    return measured, tuple(str(item) for item in record.get("limits", ()))
