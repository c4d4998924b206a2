"""Records as JSON: the public format, one dict a record, keys in the order of the fields."""

from collections.abc import Iterable
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


def read_comparison(comparison: bytes, analyses: Iterable[bytes] = ()) -> Comparison:
    """The Comparison of a `comparison.json`, with the Analyses of the lines of `analyses.jsonl`. What is not in the
    files (members of entities, provenance) is empty. Raises msgspec.DecodeError, msgspec.ValidationError where they do
    not follow the format."""
    record = msgspec.json.decode(comparison, type=dict[str, Any])
    if record.get("format") != COMPARISON:
        raise msgspec.ValidationError(f"its format is {record.get('format')!r}, not {COMPARISON!r}")
    for edge in record.get("lineage", ()):
        edge["source"], edge["target"] = edge.pop("from"), edge.pop("to")
    told = tuple(msgspec.json.decode(line, type=Analysis) for line in analyses if line.strip())
    return replace(msgspec.convert(record, Comparison), analyses=told)
