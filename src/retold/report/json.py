"""Records as JSON: the public format, one dict a record, keys in the order of the fields."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import msgspec

from retold.model import Analysis, Comparison, Decisions

ANALYSIS = "retold/analysis/1"
COMPARISON = "retold/comparison/1"
DECISIONS = "retold/decisions/1"
# DEL, C1 controls, separators of lines and paragraphs, marks of direction, as UTF-8
HIDDEN = re.compile(b"\x7f|\xc2[\x80-\x9f]|\xd8\x9c|\xe2\x80[\x8e\x8f\xa8-\xae]|\xe2\x81[\xa6-\xa9]")


def analysis_json(analysis: Analysis) -> bytes:
    """One line of `analyses.jsonl`, without the line end."""
    record = {"format": ANALYSIS, **msgspec.to_builtins(analysis)}
    del record["terms"]
    return shown(msgspec.json.encode(record))


def comparison_json(comparison: Comparison) -> bytes:
    """`comparison.json`: one object, indented."""
    record: dict[str, Any] = {"format": COMPARISON, **msgspec.to_builtins(replace(comparison, provenance=None))}
    del record["analyses"], record["provenance"]
    for edge in record["lineage"]:
        edge["from"], edge["to"] = edge.pop("source"), edge.pop("target")
    for entity in record["entities"]:
        del entity["members"]
    return shown(msgspec.json.format(msgspec.json.encode(record), indent=1))


def decisions_json(decisions: Decisions) -> bytes:
    """A file of decisions: one object, indented."""
    record = {"format": DECISIONS, **msgspec.to_builtins(decisions)}
    return shown(msgspec.json.format(msgspec.json.encode(record), indent=1)) + b"\n"


def read_decisions(data: bytes) -> Decisions:
    """The Decisions of such a file. Raises msgspec.DecodeError, msgspec.ValidationError where it does not follow the
    format."""
    return msgspec.convert(_known(data, DECISIONS), Decisions)


def shown(data: bytes) -> bytes:
    """The JSON with control and direction characters of foreign text escaped: it may be printed on a terminal."""
    return HIDDEN.sub(lambda match: f"\\u{ord(match.group().decode()):04x}".encode(), data)


def read_comparison(comparison: bytes, analyses: Iterable[bytes] = ()) -> Comparison:
    """The Comparison of a `comparison.json`, with the Analyses of the lines of `analyses.jsonl`. What is not in the
    files (members of entities, provenance) is empty. Raises msgspec.DecodeError, msgspec.ValidationError where they do
    not follow the format."""
    record = _known(comparison, COMPARISON)
    for edge in record.get("lineage", ()):
        edge["source"], edge["target"] = edge.pop("from"), edge.pop("to")
    told = tuple(msgspec.json.decode(line, type=Analysis) for line in analyses if line.strip())
    return replace(msgspec.convert(record, Comparison), analyses=told)


def _known(data: bytes, form: str) -> dict[str, Any]:
    """The object of a file that says it is of the format."""
    record = msgspec.json.decode(data, type=dict[str, Any])
    if record.get("format") != form:
        raise msgspec.ValidationError(f"its format is {record.get('format')!r}, not {form!r}")
    return record
