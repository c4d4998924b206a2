"""Statements from happenings: a row a telling, and rows of slots that part outside any happening.

In: a Story. Out: Statements with a calibrated probability and an importance, all of them: `rank.chosen` decides which
are shown. A telling gives one row: `agree`, `compatible` or `differ` as `happenings` reads it, `update` where a later
account carries an earlier one further.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from retold.compare import wording
from retold.compare.happenings import (
    CONTESTED,
    Happenings,
    WeighedTelling,
    happenings,
    pin_of,
    rates,
    relation_of,
)
from retold.compare.keys import key_of
from retold.compare.order import carried
from retold.compare.pairing import SlotPair
from retold.compare.slots import CLASS, COUNT, Slot
from retold.compare.values import evidence, value
from retold.languages import Language
from retold.languages.questions import words_of
from retold.match.passages import Passage
from retold.model import Evidence, Relation, Span, Statement, StatementKind, Story, Value

# from these probabilities a pair of slots outside any group is a row of its own: of numbers and quoted words one in
# three such rows is real, of the others fewer
ALONE = {"figure": 0.15, "quote": 0.15}
ALONE_ELSE = 0.4
KIND: dict[str, StatementKind] = {
    "figure": "figure", "time": "time", "name": "name", "place": "place", "role": "role", "quote": "quote",
    "attribution": "attribution", "event": "status", "cause": "cause", "wording": "event",
}  # fmt: skip
CODES: dict[tuple[str, str], str] = {
    ("figure", "differ"): "M201", ("time", "differ"): "M202", ("place", "differ"): "M203", ("name", "differ"): "M204",
    ("role", "differ"): "M205", ("quote", "differ"): "M206", ("attribution", "differ"): "M207",
    ("event", "differ"): "M208", ("figure", "compatible"): "M301", ("time", "compatible"): "M302",
    ("place", "compatible"): "M303", ("name", "compatible"): "M304", ("role", "compatible"): "M305",
    ("quote", "compatible"): "M306", ("attribution", "compatible"): "M307", ("event", "compatible"): "M308",
    ("cause", "differ"): "M210", ("cause", "compatible"): "M310", ("wording", "differ"): "M211",
    ("wording", "compatible"): "M311",
}  # fmt: skip


def statements(story: Story, language: Language) -> Iterator[Statement]:
    """One row for each happening, then one for each pair of differing slots outside all happenings."""
    found = happenings(story, language)
    for number, told in enumerate(found.told, 1):
        name = f"happening-{number}"
        yield row(RowPlace(name, name), told, found, story, language)
    yield from _alone(found, story, language)


# --- a row a telling --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RowPlace:
    """What a row is called: its id, and the id of the happening it belongs to. `beside` tells that it stands beside the
    row of an event: that one points at the event's records, so this one points at none but what parts its answers."""

    name: str
    happening: str
    beside: bool = False


def row(place: RowPlace, weighed: WeighedTelling, found: Happenings, story: Story, language: Language) -> Statement:
    """The row of a telling."""
    telling, (relation, probable) = weighed.telling, relation_of(weighed)
    pin = pin_of(telling, relation)
    passages = weighed.passages
    pinned = {pin.left.passage, pin.right.passage} if pin else set()
    about = wording.heading([item for item in passages if item.index in pinned] or passages, language)
    answers = telling.answers if relation != "agree" else (tuple(passages),)
    if relation != "agree" and carried(answers, pin, relation, story, words_of(language)):
        relation = "update"
    # a happening with numbers in it is a happening: rows of kind figure hold numbers that answer one question
    plain = pin is None or pin.left.kind == "figure" or place.beside
    kind: StatementKind = "event" if pin is None or plain else KIND[pin.left.kind]
    main = {} if place.beside else _main(passages, story)
    values = tuple(_value(answer, pin, main, found, story) for answer in answers)
    entities = sorted({entity for passage in passages for entity in passage.named})
    return Statement(
        id=place.name, kind=kind,
        topic=wording.question(pin, about, story, language) if pin else about, relation=relation,
        why=_why(relation, pin, story, language), values=values, check=_code(relation, pin), entities=tuple(entities),
        differs_by=KIND[pin.left.kind] if pin and relation != "agree" else None, key=key_of("happening", values),
        probability=round(probable, 3), importance=round(weighed.matters, 3), happening=place.happening,
    )  # fmt: skip


def _value(
    answer: Sequence[Passage], pin: SlotPair | None, main: Mapping[int, str], found: Happenings, story: Story
) -> Value:
    """An answer in the words of the passage that holds the pinned slot, else of the one that matches others best."""
    records: dict[int, str | None] = {}
    for slot in (pin.left, pin.right) if pin else ():
        records[slot.passage] = getattr(slot.value, "id", None)
    proof = [
        evidence(story.analyses[passage.account], passage.span, records.get(passage.index) or main.get(passage.index))
        for passage in answer
    ]
    shown = max(
        answer, key=lambda passage: (passage.index in records, found.matches.best(passage.index), -passage.index)
    )
    text = " ".join(shown.text.split())
    quoted = [bool(passage.quotes) for passage in answer]
    made = value(story, text, None, proof)
    speakers = tuple(sorted({speaker for passage in answer for speaker in passage.speakers}))
    return replace(made, voice="both" if any(quoted) and not all(quoted) else "quoted" if any(quoted) else "outlet",
                   speakers=speakers)  # fmt: skip


def _main(passages: Sequence[Passage], story: Story) -> dict[int, str]:
    """The happening that most of the passages tell, as the id of its event in each: the verb or noun of the most
    accounts,
    the rarest first named in a passage."""
    told: dict[str, dict[int, str]] = defaultdict(dict)
    for passage in passages:
        for event in story.analyses[passage.account].events:
            if passage.span[0] <= event.span[0] < passage.span[1] and event.type not in ("say", "be"):
                told[event.lemma].setdefault(passage.index, event.id)
    account = {passage.index: passage.account for passage in passages}
    best = max(told, key=lambda lemma: len({account[index] for index in told[lemma]}), default="")
    return told.get(best, {}) if best else {}


def _code(relation: Relation, pin: SlotPair | None) -> str:
    if relation == "agree":
        return "M101"
    if pin is None:
        return "M209" if relation in ("differ", "update") else "M309"
    return CODES[pin.left.kind, "differ" if relation in ("differ", "update") else "compatible"]


def _why(relation: Relation, pin: SlotPair | None, story: Story, language: Language) -> str:
    if relation == "agree":
        return "These passages were matched, and nothing in them was found to part."
    if pin is None and relation != "compatible":
        return (
            "Of rows that look like this, 4 in 10 hold a contradiction; the words in which they clash were not found."
        )
    if pin is None:
        return "These passages were matched; they tell it with different details."
    names = [story.analyses[slot.account].article.id for slot in (pin.left, pin.right)]
    return f"“{wording.shown(pin.left, language)}” in {names[0]}, “{wording.shown(pin.right, language)}” in {names[1]}."


# --- slots outside any happening --------------------------------------------------------------------------------------


def _alone(found: Happenings, story: Story, language: Language) -> Iterator[Statement]:
    """Rows of differing slots whose passages share too little to be one happening; one row for each contradiction."""
    home = {member: number for number, group in enumerate(found.matches.groups) for member in group.members}
    rated = rates()
    used = set(_heading(found))
    number = 0
    for weight, pair in sorted(found.pins, key=lambda pin: (-pin[0], pin[1].left.span, pin[1].right.span)):
        together = home.get(pair.left.passage, -1) == home.get(pair.right.passage, -2)
        probable = weight >= ALONE.get(pair.left.kind, ALONE_ELSE)
        if not probable or together or _unasked(pair) or used & set(_places(pair)):
            continue
        used.update(_places(pair))
        number += 1
        share = weight * rated.get(f"{pair.left.kind} {pair.stand}", 0.0)
        yield _slot_row(f"slot-{number}", pair, weight, share, found, story, language)


def _unasked(pin: SlotPair) -> bool:
    """Numbers that pose no question here. Those of killed, injured, arrested ... have a row of `figures`. Counts of two
    different nouns ("20 shots", "four men") answer one question only where their passages report the same thing."""
    return pin.left.kind == "figure" and (pin.left.key.startswith(CLASS) or pin.left.key == COUNT)


Place = tuple[int, Span]


def _places(pair: SlotPair) -> tuple[Place, Place]:
    """The account and the words of both slots: one number may fill two slots."""
    return (pair.left.account, pair.left.span), (pair.right.account, pair.right.span)


def _heading(found: Happenings) -> Iterator[Place]:
    """The slots named as the difference between the answers of a happening: they head no other row."""
    for told in found.told:
        pin = pin_of(told.telling, relation_of(told)[0])
        if pin is not None:
            yield from _places(pin)


def _slot_row(
    name: str, pair: SlotPair, weight: float, contested: float, found: Happenings, story: Story, language: Language
) -> Statement:
    passages = [found.matches.passages[slot.passage] for slot in (pair.left, pair.right)]
    relation: Relation = "differ" if contested >= CONTESTED and pair.stand == "differ" else "compatible"
    values = tuple(_slot_value(slot, story, found) for slot in (pair.left, pair.right))
    if carried([[passage] for passage in passages], pair, relation, story, words_of(language)):
        relation = "update"
    return Statement(
        id=name, kind=KIND[pair.left.kind],
        topic=wording.question(pair, wording.heading(passages, language), story, language), relation=relation,
        why=_why(relation, pair, story, language), values=values, check=_code(relation, pair),
        entities=tuple(sorted({entity for passage in passages for entity in passage.named})),
        differs_by=KIND[pair.left.kind], key=key_of(pair.left.kind, values), probability=round(weight, 3),
        importance=0.05,
    )  # fmt: skip


def _slot_value(slot: Slot, story: Story, found: Happenings) -> Value:
    passage = found.matches.passages[slot.passage]
    proof: Evidence = evidence(story.analyses[slot.account], passage.span, getattr(slot.value, "id", None))
    return value(story, slot.text, None, [proof])
