"""How the accounts stand to each other: where a thing happened.

In: the aligned events of a Story. Out: Statements of kind "place" for happenings that two accounts or more place:
`agree` when a place is the same, `compatible` when one lies in the other or they may both hold, `differ` when neither
can be.
"""

from collections.abc import Iterator, Sequence
from typing import Literal

from retold.align.events_fit import Group
from retold.align.events_told import Told
from retold.align.reach import holds
from retold.compare.events_words import heading
from retold.compare.values import evidence, value
from retold.languages import Language
from retold.languages.events import EventLexicon, lexicon
from retold.model import Participant, Statement, Story

Placed = dict[str, list[tuple[Told, Participant]]]


def rows(groups: Sequence[Group], story: Story, language: Language) -> Iterator[Statement]:
    """The statements of this kind, with ids "place-1" ..., renumbered later. `groups` are the aligned events."""
    words = lexicon(language)
    within = words.within
    number = 0
    for group in groups:
        placed = _placed(group, story, words)
        if len({told.account for found in placed.values() for told, _ in found}) < 2:
            continue
        if not any(told.kind not in words.quiet for told in group.members):
            continue
        number += 1
        yield _statement(f"place-{number}", group, placed, story, within, words)


def _placed(group: Group, story: Story, words: EventLexicon) -> Placed:
    """Named places of the happening, by name in small letters, with the events that name them."""
    names = {entity.id: entity for entity in story.entities}
    found: Placed = {}
    for told in group.members:
        analysis = story.analyses[told.account]
        for part in told.event.participants:
            known = story.entity_of.get((analysis.article.id, part.entity)) if part.entity else None
            entity = names.get(known) if known else None
            if part.role != "place" or entity is None or entity.type not in ("place", "facility"):
                continue
            lead = analysis.article.text[max(0, part.span[0] - 12) : part.span[0]].lower().split()
            if lead and lead[-1] in words.list("whereabouts"):
                found.setdefault(_plain(entity.name), []).append((told, part))
    return found


def _statement(
    name: str, group: Group, placed: Placed, story: Story, within: dict[str, tuple[str, ...]], words: EventLexicon
) -> Statement:
    code, relation, why = _relation(placed, within, group, words)
    values = []
    for place in sorted(placed, key=lambda key: (-len({told.account for told, _ in placed[key]}), key)):
        proof = [evidence(story.analyses[told.account], part.span, told.event.id) for told, part in placed[place]]
        values.append(value(story, max((item.text for item in proof), key=len), place, proof))
    return Statement(
        id=name, kind="place", topic=f"Where: {heading(group, story, words)}", relation=relation, why=why,
        values=tuple(values), check=code, differs_by="place" if relation == "differ" else None,
    )  # fmt: skip


def _relation(
    placed: Placed, within: dict[str, tuple[str, ...]], group: Group, words: EventLexicon
) -> tuple[str, Literal["agree", "compatible", "differ"], str]:
    """P101 the same place; P102 one place lies in another; P201 places that are not known to hold each other."""
    accounts: dict[int, set[str]] = {}
    for place, found in placed.items():
        for told, _ in found:
            accounts.setdefault(told.account, set()).add(place)
    everywhere = set.intersection(*accounts.values())
    if everywhere:
        return "P101", "agree", f"{len(accounts)} accounts place it at {sorted(everywhere)[0].title()}."
    pairs = [(a, b) for a in sorted(placed) for b in sorted(placed) if a < b]
    for a, b in pairs:
        inner, outer = (a, b) if holds(b, a, within) else (b, a)
        if holds(outer, inner, within):
            return "P102", "compatible", f"{inner.title()} is in {outer.title()}."
    known = all(place in within or any(place in inner for inner in within.values()) for place in placed)
    once = any(told.kind in words.once for told in group.members)
    if known and once:
        return "P201", "differ", f"The accounts place it apart: {', '.join(sorted(place.title() for place in placed))}."
    return "P103", "compatible", "The accounts name different places, and both may hold."


def _plain(name: str) -> str:
    words = name.lower().split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)
