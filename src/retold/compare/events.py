"""How the accounts stand to each other: what happened or is claimed, by whom, to whom, when, and whether it did.

In: a Story. Out: Statements of kind "event", one for each happening: `agree`, `compatible`, `differ` (by polarity, by
who did it, to whom, by time or by modality) or `only`. Each value holds the accounts that give one answer, with the
voice: the outlet's own or a quoted speaker's.
"""

from collections.abc import Iterator, Sequence

from retold.align.events import align
from retold.align.events_fit import Group
from retold.align.events_told import Told
from retold.compare import places
from retold.compare.events_apart import apart
from retold.compare.events_checks import find
from retold.compare.events_words import best, heading
from retold.compare.values import evidence, value
from retold.languages import Language
from retold.languages.events import EventLexicon, lexicon
from retold.model import Evidence, NotComparable, Statement, Story, Value

ONLY = 250  # rows told by one account, for each account: those that say most
EARLY = 900  # what stands within so many code points is told in the headline or the lede


def statements(story: Story, language: Language) -> Iterator[Statement | NotComparable]:
    """The statements of this kind, each with an id of its own kind ("event-1" ...), renumbered later."""
    words = lexicon(language)
    groups = align(story, language)
    told = [group for group in groups if _is_row(group, words)]
    kept = _kept(told)
    rows = [(f"event-{number}", group) for number, group in enumerate(kept, 1)]
    for name, group in rows:
        yield _statement(name, group, story, words)
    yield from apart(rows, story, words)
    yield from places.rows(groups, story, language)


def _kept(groups: Sequence[Group]) -> list[Group]:
    """All that several accounts tell, and of each account's own the ones that say most, in the order of telling."""
    alone: dict[int, list[tuple[int, int]]] = {}
    for number, group in enumerate(groups):
        if group.accounts == 1:
            alone.setdefault(group.members[0].account, []).append((-_substance(group), number))
    kept = {number for own in alone.values() for _, number in sorted(own)[:ONLY]}
    return [group for number, group in enumerate(groups) if group.accounts > 1 or number in kept]


def _substance(group: Group) -> int:
    """How much a row of one account says: a clause, somebody named, who is in it, when; an early place counts."""
    first = group.members[0].event
    named = any(key[0] == "=" for key in group.keys)
    finite = any(told.event.tense is not None for told in group.members)
    early = first.span[0] < EARLY
    return 2 * named + finite + min(len(group.roles), 3) + bool(group.whens) + min(len(group.members), 3) + 2 * early


def _is_row(group: Group, words: EventLexicon) -> bool:
    """Verbs of saying and thinking, and bare words without anybody in them, make no rows of their own."""
    return any(told.kind not in words.quiet for told in group.members)


def _statement(name: str, group: Group, story: Story, words: EventLexicon) -> Statement:
    finding = find(group, story, words)
    return Statement(
        id=name, kind="event", topic=heading(group, story, words), relation=finding.relation, why=finding.why,
        values=tuple(_value(answer, members, group, story, words) for answer, members in finding.answers),
        check=finding.code, entities=_entities(group), differs_by=finding.differs_by,
    )  # fmt: skip


def _entities(group: Group) -> tuple[str, ...]:
    """Story entities in the happening, the most often told first."""
    counts = {key: counter[key] for counter in group.roles.values() for key in counter if key[0] == "="}
    return tuple(key[1:] for key in sorted(counts, key=lambda key: (-counts[key], key)))


def _value(answer: str | None, members: tuple[Told, ...], group: Group, story: Story, words: EventLexicon) -> Value:
    proof = [_evidence(told, story) for told in members]
    made = value(story, best(_fitting(answer, members), group, story, words), answer, proof)
    quoted = [told.event.quote is not None for told in members]
    return Value(
        made.text, made.value, made.support, made.evidence, made.low, made.high, made.as_of,
        "both" if any(quoted) and not all(quoted) else "quoted" if all(quoted) else "outlet",
        tuple(sorted({told.speaker for told in members if told.speaker})),
    )  # fmt: skip


def _fitting(answer: str | None, members: tuple[Told, ...]) -> Sequence[Told]:
    """The members that give the answer themselves, where there are any; the others are of the same accounts."""
    if answer in ("negative", "not done"):
        fitting = [told for told in members if told.event.polarity == "negative"]
    elif answer == "planned":
        fitting = [told for told in members if told.event.modality == "planned"]
    elif answer == "alleged":
        fitting = [told for told in members if "allege" in (told.event.method or "")]
    else:
        fitting = [told for told in members if told.event.modality == "asserted" and told.event.polarity == "positive"]
    return fitting or members


def _evidence(told: Told, story: Story) -> Evidence:
    return evidence(story.analyses[told.account], told.event.clause or told.event.span, told.event.id)
