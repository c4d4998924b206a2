"""Records as JSON: the public format, one dict a record, keys in the order of the fields."""

from dataclasses import replace
from typing import Any

import msgspec

from retold.model import Analysis, Comparison

ANALYSIS = "retold/analysis/1"
COMPARISON = "retold/comparison/1"


def analysis_json(analysis: Analysis) -> bytes:
    """One line of `analyses.jsonl`, without the line end."""
    record = {"format": ANALYSIS, **msgspec.to_builtins(analysis)}
    del record["terms"]
    return msgspec.json.encode(record)


def comparison_json(comparison: Comparison) -> bytes:
    """`comparison.json`: one object, indented."""
    record: dict[str, Any] = {"format": COMPARISON, **msgspec.to_builtins(replace(comparison, provenance=None))}
    del record["analyses"], record["provenance"]
    for edge in record["lineage"]:
        edge["from"], edge["to"] = edge.pop("source"), edge.pop("target")
    for entity in record["entities"]:
        del entity["members"]
    return msgspec.json.format(msgspec.json.encode(record), indent=1)
