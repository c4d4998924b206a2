"""W3C Web Annotations: every passage that a row stands on, on the address of its page.

Each annotation has the question and the answer as its body and three selectors: the exact words with what stands before
and after (TextQuoteSelector), their place in the clean text (TextPositionSelector), and a fragment of the address that
browsers scroll to (FragmentSelector, WICG text fragments). The model: https://www.w3.org/TR/annotation-model/.
"""

from collections.abc import Iterator
from typing import Any

from retold.export import ONE, Files
from retold.export.jsonld import name, uuid, without_empty, written
from retold.export.story import PROGRAM, StoryIndex, supported
from retold.model import Comparison, Evidence, Statement, Value

AROUND = 32  # characters of context before and after


def files(comparison: Comparison, form: str) -> Files:
    """One annotation collection with all annotations on its first page."""
    told = StoryIndex(comparison)
    items = list(_annotations(told))
    title = {"label": told.title, "generator": {"id": name("program"), "type": "Software", "name": PROGRAM}}
    page = {"type": "AnnotationPage", "startIndex": 0, "items": items}
    collection = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"urn:uuid:{uuid('annotations', *told.accounts)}",
        "type": "AnnotationCollection",
        **title,
        "total": len(items),
        "first": page,
    }
    return {ONE: written(collection)}


def _annotations(told: StoryIndex) -> Iterator[dict[str, Any]]:
    """One a passage; the first of a row says what a person decided about it."""
    seen: set[tuple[str, int, str, tuple[int, int]]] = set()
    decided: set[str] = set()
    for statement, number, value, proof in told.evidence():
        key = (statement.id, number, proof.account, proof.span)
        if key not in seen:
            seen.add(key)
            made = _annotation(told, statement, (number, value), proof)
            if statement.key not in decided:
                decided.add(statement.key)
                made["body"] += _decided(told, statement)
            yield made


def _decided(told: StoryIndex, statement: Statement) -> Iterator[dict[str, str]]:
    found = told.decisions.get(statement.key)
    said = (("classifying", found.decision), ("commenting", found.note)) if found else ()
    return ({"type": "TextualBody", "purpose": purpose, "value": text} for purpose, text in said if text)


def _annotation(told: StoryIndex, statement: Statement, answer: tuple[int, Value], proof: Evidence) -> dict[str, Any]:
    number, value = answer
    tags = statement.relation, statement.check, statement.key
    body = {
        "type": "TextualBody", "format": "text/plain", "purpose": "describing",
        "value": f"{statement.topic} {value.text} ({supported(value.support)}; {statement.relation})",
    }  # fmt: skip
    return {
        "id": f"urn:uuid:{uuid('annotation', statement.key, str(number), proof.account, *map(str, proof.span))}",
        "type": "Annotation",
        "motivation": "linking",
        "body": [body, *({"type": "TextualBody", "purpose": "tagging", "value": text} for text in tags if text)],
        "target": _target(told, proof),
    }


def _target(told: StoryIndex, proof: Evidence) -> dict[str, Any]:
    held = told.analyses.get(proof.account)
    text = held.article.text if held else ""
    start, end = proof.span
    selectors: list[dict[str, Any]] = [
        without_empty(
            {
                "type": "TextQuoteSelector", "exact": proof.text,
                "prefix": text[max(0, start - AROUND) : start], "suffix": text[end : end + AROUND],
            }
        ),
        {"type": "TextPositionSelector", "start": start, "end": end},
    ]  # fmt: skip
    link = told.link(proof)
    if link:
        selectors.append(
            {
                "type": "FragmentSelector", "value": link.partition("#")[2],
                "conformsTo": "https://wicg.github.io/scroll-to-text-fragment/",
            }
        )  # fmt: skip
    source = told.address(proof.account) or name("article", proof.account)
    return {"type": "SpecificResource", "source": source, "selector": selectors}
