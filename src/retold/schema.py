"""The public format as JSON Schema, generated from the records."""

from typing import Any

import msgspec

from retold.model import Analysis, Comparison, Decisions

FORMATS = {
    "analysis": (Analysis, "retold/analysis/1", ("terms",)),
    "comparison": (Comparison, "retold/comparison/1", ("analyses", "provenance")),
    "decisions": (Decisions, "retold/decisions/1", ()),
}


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of one line of `analyses.jsonl` ("analysis"), of `comparison.json` or of
    a file of decisions."""
    record, form, hidden = FORMATS[name]
    _, definitions = msgspec.json.schema_components([record], ref_template="#/$defs/{name}")
    definitions = dict(definitions)
    body = definitions.pop(record.__name__)
    properties = {
        "format": {"const": form},
        **{key: value for key, value in body["properties"].items() if key not in hidden},
    }
    required = ["format", *(key for key in body.get("required", ()) if key not in hidden)]
    _renamed(definitions)
    for unused in ("Term", *(() if name == "analysis" else ("Analysis", "Article"))):
        definitions.pop(unused, None)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": form,
        "type": "object",
        "properties": properties,
        "required": required,
        "$defs": _reachable(properties, definitions),
    }


def _renamed(definitions: dict[str, Any]) -> None:
    """As the JSON has it: an edge is "from" and "to"; the members of an entity are not written."""
    names = {"source": "from", "target": "to"}
    if "Edge" in definitions:
        edge = definitions["Edge"]
        edge["properties"] = {names.get(key, key): value for key, value in edge["properties"].items()}
        edge["required"] = [names.get(key, key) for key in edge["required"]]
    if "StoryEntity" in definitions:
        definitions["StoryEntity"]["properties"].pop("members", None)


def _reachable(properties: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    stack: list[Any] = [properties]
    while stack:
        node = stack.pop()
        if isinstance(node, list):
            stack.extend(node)
        elif isinstance(node, dict):
            name = str(node.get("$ref", "")).removeprefix("#/$defs/")
            if name in definitions and name not in found:
                found[name] = definitions[name]
                stack.append(definitions[name])
            stack.extend(node.values())
    return dict(sorted(found.items()))
