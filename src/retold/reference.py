"""The reference page of the public format, docs/format.md, from the records: `make docs` writes it."""

import inspect
from dataclasses import dataclass
from typing import Any

from retold import model
from retold.schema import schema

HEAD = """# The format, field by field

Made from the records of `retold.model` by `make docs`; `retold schema analysis` and `retold schema comparison` print
the same as JSON Schema. A span is `[start, end)` in code points of `article.text`. What has a default may be missing in
files of an earlier version; what is not known is `null`.
"""
TITLES = {"analysis": "A line of analyses.jsonl", "comparison": "comparison.json"}
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
        record = {"analysis": model.Analysis, "comparison": model.Comparison}[name]
        pieces.append(_section(f"## {title}", _Record(title, inspect.getdoc(record) or "", found)))
        for inner, definition in found["$defs"].items():
            if inner not in shown:
                shown.add(inner)
                text = inspect.cleandoc(definition.get("description", ""))
                pieces.append(_section(f"### {inner}", _Record(inner, text, definition)))
    return "\n".join(pieces)


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
    print(page(), end="")
