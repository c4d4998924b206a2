"""How the accounts stand to each other: what happened or is claimed, by whom, to whom, when, and whether it did.

In: a Story. Out: Statements of kind "event", one for each happening: `agree`, `compatible`, `differ` (by polarity, by
who did it, to whom, by time or by modality) or `only`. Each value holds the accounts that give one answer, with the
voice: the outlet's own or a quoted speaker's.
"""

from collections.abc import Iterator

from retold.align.events import Group, Told, align
from retold.compare import places
from retold.compare.events_apart import apart
from retold.compare.events_checks import find
from retold.compare.events_words import heading
from retold.compare.values import evidence, value
from retold.extract.events_lexicon import EventLexicon, lexicon
from retold.languages import Language
from retold.model import Evidence, NotComparable, Statement, Story, Value

ONLY = 250  # rows told by one account, for each account


def statements(story: Story, language: Language) -> Iterator[Statement | NotComparable]:
    """The statements of this kind, each with an id of its own kind ("event-1" ...), renumbered later."""
    words = lexicon(language)
    number, alone = 0, [0] * len(story.analyses)
    rows: list[tuple[str, Group]] = []
    groups = align(story, language)
    for group in groups:
        if not _is_row(group, words):
            continue
        if group.accounts == 1:
            account = group.members[0].account
            alone[account] += 1
            if alone[account] > ONLY:
                continue
        number += 1
        rows.append((f"event-{number}", group))
        yield _statement(f"event-{number}", group, story, words)
    yield from apart(rows, story, words)
    yield from places.rows(groups, story, language)


def _is_row(group: Group, words: EventLexicon) -> bool:
    """Verbs of saying and thinking, and bare words without anybody in them, make no rows of their own."""
    return any(told.kind not in words.quiet for told in group.members)


def _statement(name: str, group: Group, story: Story, words: EventLexicon) -> Statement:
    finding = find(group, story, words)
    return Statement(
        id=name, kind="event", topic=heading(group, story), relation=finding.relation, why=finding.why,
        values=tuple(_value(answer, members, story) for answer, members in finding.answers), check=finding.code,
        entities=_entities(group), differs_by=finding.differs_by,
    )  # fmt: skip


def _entities(group: Group) -> tuple[str, ...]:
    """Story entities in the happening, the most often told first."""
    counts = {key: counter[key] for counter in group.roles.values() for key in counter if key[0] == "="}
    return tuple(key[1:] for key in sorted(counts, key=lambda key: (-counts[key], key)))


def _value(answer: str | None, members: tuple[Told, ...], story: Story) -> Value:
    proof = [_evidence(told, story) for told in members]
    text = max(proof, key=lambda item: (min(len(item.text), 160), -item.span[0])).text
    made = value(story, " ".join(text.split()), answer, proof)
    quoted = [told.event.quote is not None for told in members]
    return Value(
        made.text, made.value, made.support, made.evidence, made.low, made.high, made.as_of,
        "both" if any(quoted) and not all(quoted) else "quoted" if all(quoted) else "outlet",
        tuple(sorted({told.speaker for told in members if told.speaker})),
    )  # fmt: skip


def _evidence(told: Told, story: Story) -> Evidence:
    return evidence(story.analyses[told.account], told.event.clause or told.event.span, told.event.id)
