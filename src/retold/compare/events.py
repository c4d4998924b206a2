"""Happenings one by one: the events of matched passages that are one, and what a single account tells.

In: a Story. Out: Statements of kind "event": `agree` where several accounts tell one event, `compatible` where each is
likely to tell it with details of its own, `only` where one account tells it. What the accounts of a happening tell
differently is the matter of `happenings`.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from retold.compare import happening_rows, probability, wording
from retold.compare.event_rows import EventRow, weigh
from retold.compare.events_words import best, heading
from retold.compare.happenings import Happenings, WeighedTelling, happenings, is_contested, relation_of
from retold.compare.keys import key_of
from retold.compare.values import evidence, value
from retold.languages import Language
from retold.languages.events import EventLexicon, lexicon
from retold.match.event_pairs import NO_PASSAGE, homes
from retold.match.events import EventGroup, event_groups
from retold.match.groups import STRAY
from retold.match.told import EventProfile
from retold.model import Evidence, Statement, Story, Value

ONLY = 250  # rows told by one account, for each account: those that say most
EARLY = 900  # what stands within so many code points is told in the headline or the lede
SENTENCE = 5  # words of a clause that can be read alone
# from this probability that the accounts part over an event it is told by each in its own words: two in three of these
# rows are real; cross-validated F1 of parted rows is flat from 0.3 to 0.5
PARTS = 0.5
TOLD_IN = 3  # passages of an account that are laid beside another's: of more a reader compares none
# ids of a story's rows before they are numbered: that of an event begins so, and that of what accounts that part over
# it tell alike ends so
EVENT = "event-"
BESIDE = "-alike"


def statements(story: Story, language: Language) -> Iterator[Statement]:
    """The statements of this kind, each with an id of its own kind ("event-1" ...), renumbered later."""
    words = lexicon(language)
    made = _joined(story, language)
    found, weighed = made.passage.found, _weighed(story, language)
    for number, group in enumerate(made.groups):
        if number in made.instead:
            continue  # the happening's own row tells it
        told, place = weighed.get(number), made.beside.get(number)
        row = _statement(number, made, told, story, words)
        if place is not None:
            yield _beside(row, group, found.told[place])
        elif told is not None and _parts(told):
            home = row.happening or row.id
            yield happening_rows.row(happening_rows.RowPlace(row.id, home, True), told, found, story, language)
            yield replace(row, id=row.id + BESIDE, happening=home)
        else:
            yield row
    for place, happening in enumerate(found.told):
        if is_contested(happening) and place not in made.beside.values():
            yield _in_common(place, found, story, language)


def _parts(told: WeighedTelling) -> bool:
    """Whether the accounts are shown to tell an event differently."""
    return relation_of(told)[0] == "differ" or (len(told.telling.answers) > 1 and told.real >= PARTS)


def rows_of_happenings(story: Story, language: Language) -> Iterator[Statement]:
    """The rows of happenings. Where all accounts of one tell it alike and tell one event, its row stands on the event
    too, wherever they come back to it: one row a fact."""
    made = _joined(story, language)
    event = {f"happening-{place + 1}": made.groups[number] for number, place in made.instead.items()}
    for row in happening_rows.statements(story, language):
        group = event.get(row.id)
        yield row if group is None else _with_event(row, group, made.passage, story)


@dataclass(frozen=True, eq=False)
class _Joined:
    """The groups of events that make rows; by number of the group the contested happening beside which one stands, and
    the happening told alike whose row tells it."""

    passage: "_Passages"
    groups: Sequence[EventGroup]
    beside: dict[int, int]
    instead: dict[int, int]


def _joined(story: Story, language: Language) -> _Joined:
    """Found once a story."""
    return story.once(_join, language)


def _join(story: Story, language: Language) -> _Joined:
    words = lexicon(language)
    passage = _Passages(happenings(story, language), story, language)
    told = (part for group in event_groups(story, language) for part in passage.alike(group))
    groups = _kept([group for group in told if _is_row(group, words)])
    beside: dict[int, tuple[int, float, int]] = {}
    instead: dict[int, tuple[int, float, int]] = {}
    for number, group in enumerate(groups):
        place = passage.place(group) if group.accounts > 1 else None
        worth = (group.accounts, group.probability, -number)
        if place is not None and is_contested(passage.found.told[place]):
            beside[place] = max(beside.get(place, worth), worth)
        elif place is not None and passage.covers(group, place):
            instead[place] = max(instead.get(place, worth), worth)
    return _Joined(passage, groups, {-worth[2]: at for at, worth in beside.items()},
                   {-worth[2]: at for at, worth in instead.items()})  # fmt: skip


def several(story: Story, language: Language) -> dict[int, EventRow]:
    """By number, the events that several accounts tell, as they are weighed."""
    made = _joined(story, language)
    return {number: row for number, group in enumerate(made.groups) if (row := made.passage.row(group))}


def _weighed(story: Story, language: Language) -> dict[int, WeighedTelling]:
    """The same with what is thought of each; found once a story."""
    return story.once(_weigh, language)


def _weigh(story: Story, language: Language) -> dict[int, WeighedTelling]:
    rows = several(story, language)
    return dict(zip(rows, weigh(list(rows.values()), story), strict=True))


def _with_event(row: Statement, group: EventGroup, passage: "_Passages", story: Story) -> Statement:
    """A happening's row with the passages of its event, each pointing at the event."""
    proof = [passage.evidence(told, story) for told in group.members]
    spans = {(item.account, item.span) for item in proof}
    proof += [item for item in row.values[0].evidence if (item.account, item.span) not in spans]
    made = value(story, row.values[0].text, None, proof)
    return replace(row, values=(replace(made, voice=row.values[0].voice, speakers=row.values[0].speakers),))


def _beside(row: Statement, group: EventGroup, contested: WeighedTelling) -> Statement:
    """The row of what the accounts of a contested happening tell alike, without the contested words."""
    made = replace(row.values[0], text=_blanked(row.topic, contested))
    why = f"{group.accounts} accounts tell it; what they tell differently of it is a row of its own."
    sure = round(contested.useful, 3)
    return replace(row, topic=made.text, why=why, values=(made,), check="M102", probability=sure)


def _in_common(place: int, found: Happenings, story: Story, language: Language) -> Statement:
    """The same where no single event is shared: the passages that match, under the clearest of them."""
    passages = [passage for answer in found.told[place].telling.answers for passage in answer]
    proof = [evidence(story.analyses[passage.account], passage.span) for passage in passages]
    made = value(story, _blanked(wording.heading(passages, language), found.told[place]), None, proof)
    why = "These passages were matched; what they tell differently is a row of its own."
    return Statement(
        id=f"common-{place + 1}", kind="event", topic=made.text, relation="agree", why=why, values=(made,),
        check="M102", entities=tuple(sorted({entity for passage in passages for entity in passage.named})),
        key=key_of("common", (made,)), probability=round(found.told[place].useful, 3),
        happening=f"happening-{place + 1}",
    )  # fmt: skip


def _blanked(text: str, contested: WeighedTelling) -> str:
    """A heading without the words in which the accounts part."""
    for slot in (slot for _, pin in contested.telling.pins[:1] for slot in (pin.left, pin.right)):
        text = text.replace(slot.text, "…")
    return text


class _Passages:
    """The passage of each event, and how probable it is that two events are in passages that meet."""

    def __init__(self, found: Happenings, story: Story, language: Language) -> None:
        self.found, self.language = found, language
        self.home = {member: place for place, group in enumerate(found.matches.groups) for member in group.members}
        items = [told for group in event_groups(story, language) for told in group.members]
        places = zip(items, homes(items, found.matches.passages), strict=True)
        self.at = {(told.account, told.event.id): index for told, index in places if index != NO_PASSAGE}

    def row(self, group: EventGroup) -> EventRow | None:
        """What is weighed of an event that several accounts tell in passages: at most `TOLD_IN` passages of an account,
        those that match others best."""
        at = sorted({self.at.get((told.account, told.event.id), NO_PASSAGE) for told in group.members} - {NO_PASSAGE})
        if group.accounts < 2 or not at:
            return None
        fit = {index: self.found.matches.best(index, at) for index in at}
        own: dict[int, list[int]] = defaultdict(list)
        for index in sorted(at, key=lambda index: (-fit[index], index)):
            own[self.found.matches.passages[index].account].append(index)
        kept = sorted(
            index
            for found in own.values()
            for rank, index in enumerate(found[:TOLD_IN])
            if not rank or fit[index] >= STRAY
        )
        return EventRow(group, tuple(kept), self.place(group), self.found)

    def alike(self, group: EventGroup) -> Iterator[EventGroup]:
        """The group, or its events account by account where who, where or why is all in which its sentences part."""
        place = self.place(group) if group.accounts > 1 else None
        lemmas = {told.event.lemma for told in group.members}
        pins = self.found.told[place].telling.pins if place is not None else ()
        if not any(probability.plain(pin) and pin.left.about in lemmas for _, pin in pins):
            yield group
            return
        for account in sorted({told.account for told in group.members}):
            yield EventGroup(tuple(told for told in group.members if told.account == account), 1.0)

    def place(self, group: EventGroup) -> int | None:
        """The happening in which most of the members' passages stand, if two accounts do."""
        told: dict[int, set[int]] = {}
        for one in group.members:
            place = self.home.get(self.at.get((one.account, one.event.id), -1))
            if place is not None:
                told.setdefault(place, set()).add(one.account)
        best_ = max(sorted(told), key=lambda place: len(told[place]), default=None)
        return best_ if best_ is not None and len(told[best_]) > 1 else None

    def covers(self, group: EventGroup, place: int) -> bool:
        """Whether all accounts of a happening that is reported alike report this event."""
        tellers = {passage.account for answer in self.found.told[place].telling.answers for passage in answer}
        return relation_of(self.found.told[place])[0] == "agree" and tellers <= {told.account for told in group.members}

    def evidence(self, told: EventProfile, story: Story) -> Evidence:
        """The whole passage of an event, for it is what was matched; the event is its record."""
        index = self.at.get((told.account, told.event.id))
        if index is None:
            return _evidence(told, story)
        return evidence(story.analyses[told.account], self.found.matches.passages[index].span, told.event.id)

    def heading(self, group: EventGroup, story: Story, words: EventLexicon) -> str:
        """The clause that tells a happening; where it is a noun or a fragment, the clearest passage it is in."""
        clause = heading(group, story, words)
        finite = any(told.event.tense is not None for told in group.members)
        if finite and len(clause.split()) >= SENTENCE:
            return clause
        at = [self.at.get((told.account, told.event.id)) for told in group.members]
        passages = [self.found.matches.passages[index] for index in dict.fromkeys(at) if index is not None]
        return wording.heading(passages, self.language) if passages else clause

    def happening(self, group: EventGroup) -> str | None:
        """The happening that the group belongs to."""
        place = self.place(group)
        return None if place is None else f"happening-{place + 1}"


def _kept(groups: Sequence[EventGroup]) -> list[EventGroup]:
    """All that several accounts tell, and of each account's own the ones that say most, in the order of telling."""
    alone: dict[int, list[tuple[int, int]]] = {}
    for number, group in enumerate(groups):
        if group.accounts == 1:
            alone.setdefault(group.members[0].account, []).append((-_substance(group), number))
    kept = {number for own in alone.values() for _, number in sorted(own)[:ONLY]}
    return [group for number, group in enumerate(groups) if group.accounts > 1 or number in kept]


def _substance(group: EventGroup) -> int:
    """How much a row of one account says: a clause, somebody named, who is in it, when; an early place counts."""
    first = group.members[0].event
    named = any(key[0] == "=" for key in group.keys)
    finite = any(told.event.tense is not None for told in group.members)
    early = first.span[0] < EARLY
    dated = any(told.when for told in group.members)
    return 2 * named + finite + min(len(group.roles), 3) + dated + min(len(group.members), 3) + 2 * early


def _is_row(group: EventGroup, words: EventLexicon) -> bool:
    """Verbs of saying, thinking and doing make a row only where somebody with a name is in it and something is done to
    somebody; of what one account tells, verbs that say little without their other words ("goes too far") make none."""
    alone = group.accounts == 1
    return any(
        (told.kind not in words.quiet or _says_much(told)) and not (alone and told.event.light)
        for told in group.members
    )


def _says_much(told: EventProfile) -> bool:
    undergone = not {"patient", "recipient"}.isdisjoint(told.fillers or {})
    return undergone and any(key[0] == "=" for key in told.keys)


def _statement(number: int, made: _Joined, told: WeighedTelling | None, story: Story, words: EventLexicon) -> Statement:
    group, passage = made.groups[number], made.passage
    several = group.accounts > 1
    topic = passage.heading(group, story, words) if several else heading(group, story, words)
    made_value = _value(group, passage, story, words)
    return Statement(
        id=f"{EVENT}{number + 1}", kind="event", topic=topic, relation="agree" if several else "only",
        why=f"{group.accounts} accounts tell it." if several else "One account tells it.", values=(made_value,),
        check="E101" if several else "E001", entities=_entities(group), key=key_of("event", (made_value,)),
        probability=1.0 if not several else round(told.useful, 3) if told else 0.0,
        importance=0.0, happening=passage.happening(group),
    )  # fmt: skip


def _entities(group: EventGroup) -> tuple[str, ...]:
    """Story entities in the happening, the most frequent first."""
    counts = {key: counter[key] for counter in group.roles.values() for key in counter if key[0] == "="}
    return tuple(key[1:] for key in sorted(counts, key=lambda key: (-counts[key], key)))


def _value(group: EventGroup, passage: _Passages, story: Story, words: EventLexicon) -> Value:
    members = group.members
    proof = [passage.evidence(told, story) if group.accounts > 1 else _evidence(told, story) for told in members]
    made = value(story, best(members, group, story, words), None, proof)
    quoted = [told.event.quote is not None for told in members]
    voice: Literal["both", "quoted", "outlet"] = (
        "both" if any(quoted) and not all(quoted) else "quoted" if all(quoted) else "outlet"
    )
    return replace(made, voice=voice, speakers=tuple(sorted({told.speaker for told in members if told.speaker})))


def _evidence(told: EventProfile, story: Story) -> Evidence:
    return evidence(story.analyses[told.account], told.event.clause or told.event.span, told.event.id)
