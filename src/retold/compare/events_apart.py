"""Claims that look alike and are two: "a government did not condemn it" and "its minister condemned it".

In: the rows of a story. Out: NotComparable records that name both rows and say who speaks in each.
"""

from collections.abc import Iterator, Sequence

from retold.align.events_fit import Group
from retold.align.events_told import Told
from retold.compare.events_same import by_name
from retold.languages.events import EventLexicon
from retold.model import NotComparable, Story

CLAIMS = frozenset({"ACCUSE", "SUPPORT", "REQUEST", "REJECT", "AGREE", "THREATEN"})
PAIRS = 60
POSTINGS = 12


def apart(rows: Sequence[tuple[str, Group]], story: Story, words: EventLexicon) -> Iterator[NotComparable]:
    """E301: the same kind of claim on the same matter, one affirmed and one denied, by different speakers."""
    names = {entity.id: entity.name for entity in story.entities}
    index: dict[tuple[str, str], list[tuple[str, Told]]] = {}
    seen: set[tuple[str, str]] = set()
    for name, group in rows:
        for told in group.members:
            kind = words.class_of(told.kind)
            if kind is None or kind.code not in CLAIMS:
                continue
            objects = told.roles.get("patient", frozenset()) | told.roles.get("recipient", frozenset())
            for key in sorted(objects | told.inside):
                entry = index.setdefault((told.kind, key), [])
                for other, before in entry[:POSTINGS]:
                    pair = (other, name)
                    reason = _reason(before, told, names, story) if other != name and pair not in seen else None
                    if reason and len(seen) < PAIRS:
                        seen.add(pair)
                        yield NotComparable(pair, reason, "E301")
                entry.append((name, told))


def _reason(left: Told, right: Told, names: dict[str, str], story: Story) -> str | None:
    if left.account == right.account or left.event.polarity == right.event.polarity:
        return None
    acting = [sorted(by_name(told, "agent", story, names)) for told in (left, right)]
    if not acting[0] or not acting[1] or set(acting[0]) & set(acting[1]):
        return None
    first, second = (" and ".join(names[key] for key in keys) for keys in acting)
    return f"{first} and {second} are not the same: one is told to have done it, the other not, and that is two claims."
