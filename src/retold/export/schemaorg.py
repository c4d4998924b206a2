"""schema.org as JSON-LD: accounts as NewsArticle, utterances as Quotation, the timeline as Event, people as Person."""

from collections.abc import Iterator
from typing import Any

from retold.export import ONE, Files
from retold.export.jsonld import name, without_empty, written
from retold.export.story import StoryIndex, day
from retold.model import Account, Comparison, TimelineEntry, Utterance

TYPES = {"person": "Person", "organization": "Organization", "place": "Place", "group": "Organization"}


def files(comparison: Comparison, form: str) -> Files:
    """One graph."""
    told = StoryIndex(comparison)
    return {ONE: written({"@context": {"@vocab": "https://schema.org/"}, "@graph": list(_graph(told))})}


def _graph(told: StoryIndex) -> Iterator[dict[str, Any]]:
    for account in told.comparison.accounts:
        yield _article(told, account)
    for entity in told.comparison.entities:
        if entity.type in TYPES:
            others = [item.text for item in entity.names if item.text != entity.name]
            yield without_empty(
                {
                    "@id": name("entity", entity.id), "@type": TYPES[entity.type], "name": entity.name,
                    "alternateName": others,
                }
            )  # fmt: skip
    for said in told.comparison.utterances:
        yield from _quotations(said)
    for number, entry in enumerate(told.comparison.timeline, 1):
        yield _event(entry, number)


def _article(told: StoryIndex, account: Account) -> dict[str, Any]:
    address = told.address(account.id)
    return without_empty(
        {
            "@id": name("article", account.id),
            "@type": "NewsArticle",
            "headline": account.title,
            "url": {"@id": address} if address else None,
            "datePublished": day(told.published(account.id)),
            "author": [{"@type": "Person", "name": author} for author in account.authors],
            "publisher": {"@type": "Organization", "name": told.outlet(account.id)},
            "isBasedOn": [
                {"@id": name("article", edge.target)}
                for edge in told.comparison.lineage
                if edge.source == account.id and edge.directed
            ],
        }
    )


def _quotations(said: Utterance) -> Iterator[dict[str, Any]]:
    for number, rendering in enumerate(said.renderings):
        if rendering.form == "told":
            continue
        yield without_empty(
            {
                "@id": name("quotation", said.id, str(number)), "@type": "Quotation", "text": rendering.text,
                "creator": {"@id": name("entity", rendering.speaker)} if rendering.speaker else None,
                "isPartOf": {"@id": name("article", rendering.account)}, "identifier": said.id,
            }
        )  # fmt: skip


def _event(entry: TimelineEntry, number: int) -> dict[str, Any]:
    return without_empty(
        {
            "@id": name("event", str(number)), "@type": "Event", "name": entry.text,
            "startDate": day(entry.when.earliest), "endDate": day(entry.when.latest),
            "subjectOf": [
                {"@id": name("article", account)} for account in dict.fromkeys(p.account for p in entry.evidence)
            ],
        }
    )  # fmt: skip
