"""FollowTheMoney entities, one JSON object a line, as Aleph and OpenAleph read them (`ftm` calls this a JSON stream).

Article, Person, Organization, Address, Event and Mention; identifiers are hashes of what an entity is, so that the same
story gives the same ones. The model: https://followthemoney.tech/explorer/.
"""

from collections.abc import Iterator
from hashlib import sha1
from typing import Any

import msgspec

from retold.export import ONE, Files
from retold.export.cells import line
from retold.export.story import PROGRAM, StoryIndex, day
from retold.model import Account, Comparison, StoryEntity

SCHEMATA = {"person": "Person", "organization": "Organization", "group": "LegalEntity"}
LONGEST = 10_000  # characters of a property


def files(comparison: Comparison, form: str) -> Files:
    """One stream."""
    told = StoryIndex(comparison)
    return {ONE: b"".join(msgspec.json.encode(item) + b"\n" for item in _entities(told))}


def _entities(told: StoryIndex) -> Iterator[dict[str, Any]]:
    for account in told.comparison.accounts:
        yield _article(told, account)
    for entity in told.comparison.entities:
        if entity.type in SCHEMATA:
            yield _party(told, entity)
            yield from _mentions(entity)
    for number, entry in enumerate(told.comparison.timeline, 1):
        accounts = dict.fromkeys(proof.account for proof in entry.evidence)
        yield _made(
            "Event", ("event", str(number), entry.text),
            name=[entry.text], date=_days(entry.when.value), startDate=_days(entry.when.earliest),
            endDate=_days(entry.when.latest), proof=[_id("article", account) for account in accounts],
        )  # fmt: skip


def _article(told: StoryIndex, account: Account) -> dict[str, Any]:
    held = told.analyses.get(account.id)
    return _made(
        "Article", ("article", account.id),
        title=[account.title or account.id], publisher=[told.outlet(account.id)], author=list(account.authors),
        publishedAt=_days(told.published(account.id)), retrievedAt=_days(told.captured(account.id)),
        sourceUrl=[address] if (address := told.address(account.id)) else [],
        bodyText=[held.article.text] if held else [], generator=[PROGRAM], language=["eng"] if held else [],
    )  # fmt: skip


def _party(told: StoryIndex, entity: StoryEntity) -> dict[str, Any]:
    cards = [person for person in told.comparison.people if person.entity == entity.id]
    facts = [fact for card in cards for fact in card.facts]
    held: dict[str, list[str]] = {
        "name": [entity.name],
        "alias": [item.text for item in entity.names if item.text != entity.name],
        "proof": [_id("article", account) for account in dict.fromkeys(item.account for item in entity.mentions)],
        "notes": [f"{fact.property}: {fact.value}" for fact in facts],
    }
    if entity.type == "person":
        held["position"] = [fact.value for fact in facts if fact.property == "role"]
        held["status"] = [status.status for card in cards for status in card.statuses]
    return _made(SCHEMATA[entity.type], ("entity", entity.type, entity.name, entity.id), **held)


def _mentions(entity: StoryEntity) -> Iterator[dict[str, Any]]:
    for name in entity.names:
        for account in name.accounts:
            yield _made(
                "Mention", ("mention", account, entity.id, name.text),
                name=[name.text], document=[_id("article", account)],
                resolved=[_id("entity", entity.type, entity.name, entity.id)],
                detectedSchema=[SCHEMATA[entity.type]],
            )  # fmt: skip


def _made(schema: str, identity: tuple[str, ...], **properties: list[str]) -> dict[str, Any]:
    """An entity; properties without a value are left out, each value stands once and on one line."""
    cleaned = {
        key: list(dict.fromkeys(filter(None, (line(value)[:LONGEST] for value in values))))
        for key, values in properties.items()
    }
    return {"id": _id(*identity), "schema": schema, "properties": {key: row for key, row in cleaned.items() if row}}


def _id(*parts: str) -> str:
    return sha1("\0".join(parts).encode("utf-8", "replace"), usedforsecurity=False).hexdigest()


def _days(text: str | None) -> list[str]:
    found = day(text)
    return [found] if found else []
