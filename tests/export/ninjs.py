"""What ninjs 3.1 asks of the properties that the export writes, in our own words, after IPTC's JSON Schema.

The published schema (https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json) allows further properties; what is here is no
laxer for those it has: one property, `uri`, is required, lists hold objects of these keys and no others.
"""

from typing import Any

TEXT: dict[str, Any] = {"type": "string"}
# an absolute address: the checker of formats knows "uri" only with a library that is not asked for here
URI: dict[str, Any] = {"type": "string", "pattern": r"^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+$"}
INSTANT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"}


def _closed(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(required), "additionalProperties": False}


def _listed(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item}


WORDED = _closed({"role": TEXT, "contentType": TEXT, "value": TEXT}, "value")
NAMED = _closed({"name": TEXT, "rel": TEXT, "uri": URI, "literal": TEXT})
SCHEMA: dict[str, Any] = _closed(
    {
        "uri": URI,
        "standard": _closed({"name": TEXT, "version": TEXT, "schema": URI}),
        "type": {"enum": ["text", "audio", "video", "picture", "graphic", "composite", "component", "event", "planning"]},
        "language": TEXT,
        "headlines": _listed(WORDED),
        "by": TEXT,
        "bodies": _listed(_closed({"role": TEXT, "contentType": TEXT, "value": TEXT, "charCount": {"type": "integer"},
                                   "wordCount": {"type": "integer"}}, "value")),
        "people": _listed(NAMED),
        "infoSources": _listed(_closed({"name": TEXT, "role": TEXT, "uri": URI, "literal": TEXT})),
        "contentCreated": INSTANT,
        "edNote": TEXT,
    },
    "uri",
)  # fmt: skip
