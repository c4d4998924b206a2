"""Each article as ninjs 3.1, IPTC's JSON for news."""

from datetime import datetime
from typing import Any

from retold.export import Files
from retold.export.cells import file_name
from retold.export.jsonld import name, without_empty, written
from retold.export.story import StoryIndex
from retold.model import Account, Comparison

STANDARD = {"name": "ninjs", "version": "3.1", "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json"}


def files(comparison: Comparison, form: str) -> Files:
    """`<account>.json` for every account."""
    told = StoryIndex(comparison)
    return {
        f"{file_name(number, account.id)}.json": written(_item(told, account))
        for number, account in enumerate(comparison.accounts, 1)
    }


def _item(told: StoryIndex, account: Account) -> dict[str, Any]:
    held = told.analyses.get(account.id)
    address = told.address(account.id)
    published = told.published(account.id)
    exact = _exact(published)
    people = [entity for entity in told.comparison.entities if entity.type == "person"]
    here = [entity for entity in people if any(item.account == account.id for item in entity.mentions)]
    return without_empty(
        {
            "uri": address or name("article", account.id),
            "standard": STANDARD,
            "type": "text",
            "language": (held.article.language if held else None) or "en",
            "headlines": [{"value": account.title}] if account.title else None,
            "by": ", ".join(account.authors),
            "bodies": [{"role": "main", "contentType": "text/plain", "value": held.article.text}] if held else None,
            "people": [{"name": entity.name, "uri": name("entity", entity.id)} for entity in here],
            "infoSources": [{"name": told.outlet(account.id)}],
            "contentCreated": exact,
            "edNote": f"Published {published}; the time of day or its zone is not known."
            if published and not exact
            else None,
        }
    )


def _exact(published: str | None) -> str | None:
    """A time of publication with its zone, as the standard asks; a day alone is none."""
    try:
        found = datetime.fromisoformat(published) if published else None
    except ValueError:
        return None
    return found.isoformat() if found is not None and found.tzinfo is not None else None
