"""PROV-O as JSON-LD: which statement is derived from which passage of which article, who published it, what made it.

The ontology: https://www.w3.org/TR/prov-o/. A copy is `prov:wasDerivedFrom` between articles, an origin is an agent.
"""

from collections.abc import Iterator
from typing import Any

from retold.export import ONE, Files
from retold.export.jsonld import name, without_empty, written
from retold.export.story import PROGRAM, StoryIndex, day
from retold.model import Account, Comparison, Revision, Statement

CONTEXT = {
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "retold": "urn:retold:term:",
}
KINDS = {"agency": "prov:Organization", "outlet": "prov:Organization", "person": "prov:Person"}  # else an agent


def files(comparison: Comparison, form: str) -> Files:
    """One graph."""
    told = StoryIndex(comparison)
    return {ONE: written({"@context": CONTEXT, "@graph": list(_graph(told))})}


def _graph(told: StoryIndex) -> Iterator[dict[str, Any]]:
    yield {"@id": name("program"), "@type": "prov:SoftwareAgent", "rdfs:label": PROGRAM}
    yield {
        "@id": name("comparison"), "@type": "prov:Activity", "rdfs:label": f"Comparison: {told.title}",
        "prov:wasAssociatedWith": _ref("program"), "prov:used": [_ref("article", item) for item in told.accounts],
    }  # fmt: skip
    for outlet in dict.fromkeys(told.outlets.values()):
        yield {"@id": name("outlet", outlet), "@type": "prov:Organization", "rdfs:label": outlet}
    for account in told.comparison.accounts:
        yield _article(told, account)
    for version in told.older.values():
        yield _older(told, version)
    for origin in told.comparison.origins:
        kind = KINDS.get(origin.kind, "prov:Agent")
        yield {"@id": name("origin", origin.id), "@type": kind, "rdfs:label": origin.name}
    for statement in told.statements:
        yield from _statement(statement)


def _article(told: StoryIndex, account: Account) -> dict[str, Any]:
    taken = [
        _ref("article", edge.target) for edge in told.comparison.lineage if edge.source == account.id and edge.directed
    ]
    origins = [_ref("origin", item.id) for item in told.comparison.origins if account.id in item.accounts]
    published = day(told.published(account.id))
    return without_empty(
        {
            "@id": name("article", account.id),
            "@type": "prov:Entity",
            "dcterms:title": account.title,
            "dcterms:creator": list(account.authors),
            "dcterms:issued": {"@value": published, "@type": "xsd:date"} if published else None,
            "prov:atLocation": {"@id": address} if (address := told.address(account.id)) else None,
            "prov:wasAttributedTo": [_ref("outlet", told.outlet(account.id)), *origins],
            "prov:wasDerivedFrom": taken,
            "retold:sha256": account.sha256,
        }
    )


def _older(told: StoryIndex, version: Revision) -> dict[str, Any]:
    """An older version of an account's page."""
    return without_empty(
        {
            "@id": name("article", version.earlier.id),
            "@type": "prov:Entity",
            "rdfs:label": told.outlet(version.earlier.id),
            "prov:alternateOf": _ref("article", version.account),
            "prov:atLocation": {"@id": address} if (address := told.address(version.earlier.id)) else None,
            "prov:wasAttributedTo": _ref("outlet", told.outlet(version.account)),
            "retold:captured": version.earlier.captured,
            "retold:sha256": version.earlier.sha256,
        }
    )


def _statement(statement: Statement) -> Iterator[dict[str, Any]]:
    own = name("statement", statement.key or statement.id)
    passages = {}
    for value in statement.values:
        for proof in value.evidence:
            key = name("passage", proof.account, f"{proof.span[0]}-{proof.span[1]}")
            passages[key] = {
                "@id": key, "@type": "prov:Entity", "prov:value": proof.text,
                "prov:wasQuotedFrom": _ref("article", proof.account),
            }  # fmt: skip
    yield without_empty(
        {
            "@id": own,
            "@type": "prov:Entity",
            "rdfs:label": statement.topic,
            "prov:value": [value.text for value in statement.values],
            "retold:relation": statement.relation,
            "retold:check": statement.check,
            "retold:probability": statement.probability,
            "prov:wasGeneratedBy": _ref("comparison"),
            "prov:wasDerivedFrom": [{"@id": key} for key in passages],
        }
    )
    yield from passages.values()


def _ref(kind: str, *parts: str) -> dict[str, str]:
    return {"@id": name(kind, *parts)}
