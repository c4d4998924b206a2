"""The reference pages: docs/format.md from the records, docs/checks.md from the checks. `make docs` writes them."""

import inspect
import sys
from dataclasses import dataclass
from typing import Any

from retold import model
from retold.compare.codes import codes
from retold.schema import schema

HEAD = """# The format, field by field

Made from the records of `retold.model` by `make docs`; `retold schema analysis`, `retold schema comparison` and
`retold schema decisions` print the same as JSON Schema. A span is `[start, end)` in code points of `article.text`. What
has a default may be missing in files of an earlier version; what is not known is `null`.
"""
CHECKS = """# Checks

Made from the checks of `retold.compare` by `make docs`. A statement's `check` is the code of the check that set its
relation; its `why` is the sentence for that case. Codes M201 to M309 name the kind of slot in which the answers of a
happening part; such a row is an update, and not differ, where each answer was published on a later day than the one
before. The codes F201 to F211 tell why a number is kept apart.

| code | relation | when |
| --- | --- | --- |
"""
TITLES = {"analysis": "A line of analyses.jsonl", "comparison": "comparison.json", "decisions": "A file of decisions"}
SPAN = {"type": "array", "minItems": 2, "maxItems": 2, "prefixItems": [{"type": "integer"}] * 2, "items": False}


@dataclass(frozen=True, slots=True)
class _Record:
    name: str
    text: str
    schema: dict[str, Any]


def page() -> str:
    """docs/format.md as Markdown: a table a record, those of the analysis first."""
    shown: set[str] = set()
    pieces = [HEAD]
    for name, title in TITLES.items():
        found = schema(name)
        record = {"analysis": model.Analysis, "comparison": model.Comparison, "decisions": model.Decisions}[name]
        pieces.append(_section(f"## {title}", _Record(title, inspect.getdoc(record) or "", found)))
        for inner, definition in found["$defs"].items():
            if inner not in shown:
                shown.add(inner)
                text = inspect.cleandoc(definition.get("description", ""))
                pieces.append(_section(f"### {inner}", _Record(inner, text, definition)))
    return "\n".join(pieces)


def checks() -> str:
    """docs/checks.md as Markdown: a row a code."""
    return CHECKS + "".join(f"| {item.code} | {item.relation} | {item.text} |\n" for item in codes())


def _section(heading: str, record: _Record) -> str:
    required = set(record.schema.get("required", ()))
    rows = [
        f"| `{name}` | {_type(item)} | {'' if name in required else _default(item)} |"
        for name, item in record.schema["properties"].items()
    ]
    return "\n".join([heading, "", record.text, "", "| field | holds | default |", "| --- | --- | --- |", *rows, ""])


def _default(item: dict[str, Any]) -> str:
    value = item.get("default")
    words = {None: "null", True: "true", False: "false", (): "[]"}
    return words[value] if isinstance(value, bool | tuple) or value is None else f"`{value!r}`".replace("'", '"')


def _type(item: dict[str, Any]) -> str:
    """A type in words: "text", "span or null", "list of [Evidence](#evidence)"."""
    if "const" in item:
        return f'`"{item["const"]}"`'
    if "anyOf" in item:
        return " or ".join(_type(one) for one in item["anyOf"])
    if "enum" in item:
        return ", ".join(f'`"{one}"`' if one is not None else "null" for one in item["enum"])
    if "$ref" in item:
        name = item["$ref"].removeprefix("#/$defs/")
        return f"[{name}](#{name.lower()})"
    if {key: value for key, value in item.items() if key != "default"} == SPAN:
        return "span"
    if item.get("type") == "array":
        inner = item.get("prefixItems")
        return f"[{', '.join(map(_type, inner))}]" if inner else f"list of {_type(item['items'])}"
    if item.get("type") == "object":
        return f"object of {_type(item.get('additionalProperties') or {})}"
    names = {
        "string": "text",
        "number": "number",
        "integer": "whole number",
        "boolean": "true or false",
        "null": "null",
    }
    return names.get(item.get("type", ""), "anything")


if __name__ == "__main__":
    print(checks() if sys.argv[1:] == ["checks"] else page(), end="")
