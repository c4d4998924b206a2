"""Which events of several accounts are one happening: groups of events by type, participants, time and rare words.

In: a Story. Out: `Group`s of `Told` events, each event in one group, in the order of first telling. No two events are
compared unless an index brings them together: groups are found by what they share with the event at hand, from posting
lists of bounded length, so the work grows with the number of events. Well described events found groups first; bare
ones ("the attack") join the group they fit best.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import log

from retold.align.reach import holds
from retold.extract.events_lexicon import EventLexicon, lexicon
from retold.languages import Language
from retold.model import Analysis, Event, Span, Story, Time

POSTINGS = 16  # as many groups of one index entry are looked at
RARE = 2  # rare words of a clause that lead to groups
CANDIDATES = 10  # and as many groups of one event
APART = -9.0  # the fit of an event that cannot be the group's
ELSE = 0.8  # against one who acts alike on others
JOIN = 0.0  # a fit of at least this makes an event one of a group
CENTRAL = 3  # a type of the story's centre is told by so many accounts at least,
BARE = 0.5  # what an event without anything in common but its type has to make up for
SALIENT = 0.5  # a group that holds so much of its type is what the type's bare name means,
SAME = 0.6  # which is worth so much
SHARE = 0.4  # and by this share of them
INSIDE = 6  # names within a participant that are looked at
CLAIMS = frozenset({"ACCUSE", "SUPPORT", "AGREE", "THREATEN", "REJECT"})  # what two people say is two claims
CORE = ("agent", "patient", "recipient")
NOUNS = frozenset({"NOUN", "PROPN", "NUM"})


@dataclass(frozen=True, slots=True)
class Told:
    """An event with what aligning asks of it.

    `roles` give keys of each role: "=x3" for a story entity, else the head word's lemma. `words` are the content words
    of its clause, `inside` the story entities named within what it is done to ("the party's raids"); `when` is the
    interval of its time, earliest and latest, `day` its month and day ("10-07"), known even where the year is not.
    `where` are the places named with a noun ("the war in Boronia"), for types that happen in many places.
    """

    account: int
    event: Event
    kind: str
    roles: dict[str, frozenset[str]]
    words: frozenset[str]
    when: tuple[str, str] | None
    speaker: str | None
    keys: frozenset[str]
    inside: frozenset[str]
    day: str | None
    where: frozenset[str] = frozenset()


@dataclass(slots=True)
class Group:
    """Events taken for one happening."""

    members: list[Told] = field(default_factory=list)
    roles: dict[str, Counter[str]] = field(default_factory=dict)
    kinds: Counter[str] = field(default_factory=Counter)
    lemmas: Counter[str] = field(default_factory=Counter)
    words: set[str] = field(default_factory=set)
    whens: list[tuple[str, str]] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    days: set[str] = field(default_factory=set)
    where: set[str] = field(default_factory=set)

    def add(self, told: Told) -> None:
        self.members.append(told)
        self.kinds[told.kind] += 1
        self.lemmas[told.event.lemma] += 1
        for role, keys in told.roles.items():
            self.roles.setdefault(role, Counter()).update(keys)
        self.words |= told.words
        self.keys |= told.keys
        self.where |= told.where
        if told.day:
            self.days.add(told.day)
        if told.when and told.when not in self.whens:
            self.whens.append(told.when)

    @property
    def accounts(self) -> int:
        return len({told.account for told in self.members})


def align(story: Story, language: Language) -> list[Group]:
    """All groups of the story, ordered by first telling."""
    return story.once("events.groups", lambda: _align(story, language))


def _align(story: Story, language: Language) -> list[Group]:
    words = lexicon(language)
    items = [told for index in range(len(story.analyses)) for told in _told(story, index, words)]
    weights = _weights(items)
    names = {entity.id: entity.name.lower().removeprefix("the ") for entity in story.entities}
    index = _Index(words, weights, _central(items, len(story.analyses)), names)
    order = sorted(range(len(items)), key=lambda place: (-_information(items[place]), place))
    for place in order:
        index.place(items[place])
    for group in index.groups:
        group.members.sort(key=lambda told: (told.account, told.event.span))
    return sorted(index.groups, key=lambda group: (group.members[0].account, group.members[0].event.span))


def _told(story: Story, account: int, words: EventLexicon) -> Iterator[Told]:
    analysis = story.analyses[account]
    name = analysis.article.id
    times = {time.id: time for time in analysis.times}
    speakers = {quote.id: quote.speaker.entity for quote in analysis.quotes}
    starts = [term.span[0] for term in analysis.terms]
    named = sorted((mention.span[0], mention.entity) for mention in analysis.mentions if mention.entity)
    places = {entity.id for entity in analysis.entities if entity.type == "place" and entity.names}
    for event in analysis.events:
        roles: dict[str, set[str]] = {}
        for part in event.participants:
            keys = roles.setdefault(part.role, set())
            entity = story.entity_of.get((name, part.entity)) if part.entity else None
            if entity:
                keys.add(f"={entity}")
            head = _lemma(analysis, starts, part.head or part.span)
            if head and (head not in words.generic or not entity):
                keys.add(head)
        fixed = {role: frozenset(keys) for role, keys in roles.items() if keys}
        speaker = speakers.get(event.quote) if event.quote else None
        yield Told(
            account, event, event.type, fixed,
            _content(analysis, starts, event), _interval(times.get(event.time or "")),
            story.entity_of.get((name, speaker)) if speaker else None,
            frozenset(key for role in CORE for key in fixed.get(role, ())), _inside(story, name, event, named),
            _day(times.get(event.time or "")),
            _where(story, name, event, named, places) if event.type in words.located else frozenset(),
        )  # fmt: skip


def _inside(story: Story, name: str, event: Event, named: Sequence[tuple[int, str]]) -> frozenset[str]:
    """Story entities named within the spans of those acted on."""
    found = set()
    for part in event.participants:
        if part.role in ("patient", "recipient"):
            first = bisect_left(named, (part.span[0], ""))
            for start, entity in named[first : first + INSIDE]:
                if start >= part.span[1]:
                    break
                known = story.entity_of.get((name, entity))
                if known:
                    found.add(f"={known}")
    return frozenset(found)


def _where(story: Story, name: str, event: Event, named: Sequence[tuple[int, str]], places: set[str]) -> frozenset[str]:
    """Places named within the clause: "the Boronia war", "the attack on Celdia"."""
    span, found = event.clause or event.span, []
    first = bisect_left(named, (span[0], ""))
    for start, entity in named[first : first + INSIDE]:
        if start >= span[1]:
            break
        if entity in places and (name, entity) in story.entity_of:
            found.append(story.entity_of[name, entity])
    return frozenset(found)


def _lemma(analysis: Analysis, starts: list[int], span: Span) -> str | None:
    """The lemma of the content word at a head's span; None for pronouns."""
    place = bisect_left(starts, span[0])
    if place < len(starts) and starts[place] < span[1]:
        term = analysis.terms[place]
        return term.lemma if term.pos in NOUNS else None
    return None


def _content(analysis: Analysis, starts: list[int], event: Event) -> frozenset[str]:
    span = event.clause or event.span
    first = bisect_left(starts, span[0])
    found = []
    for term in analysis.terms[first : first + 60]:
        if term.span[0] >= span[1]:
            break
        if not event.span[0] <= term.span[0] < event.span[1] and term.pos != "ADV":
            found.append(term.lemma)
    return frozenset(found)


def _interval(time: Time | None) -> tuple[str, str] | None:
    """Days between which the time lies; None when it is open or no date."""
    if time is None or time.type not in ("DATE", "TIME") or not time.earliest or not time.latest:
        return None
    return (time.earliest[:10], time.latest[:10])


def _day(time: Time | None) -> str | None:
    """Month and day of a TIMEX3 date, whatever its year."""
    value = time.value[4:10] if time is not None else ""
    whole = len(value) == 6 and value[0] == value[3] == "-" and value[1:3].isdecimal() and value[4:6].isdecimal()
    return value[1:] if whole else None


def _weights(items: Iterable[Told]) -> dict[str, float]:
    """How telling a content word of the story is: 1 for a word of two clauses, near 0 for one of most."""
    counts: Counter[str] = Counter()
    total = 0
    for told in items:
        counts.update(told.words)
        total += 1
    scale = log(max(total, 2))
    return {word: log(total / count) / scale for word, count in counts.items() if count > 1}


def _central(items: Sequence[Told], accounts: int) -> frozenset[str]:
    """Types of the story's centre: told by several accounts, and by a good share of them."""
    tellers: dict[str, set[int]] = {}
    for told in items:
        tellers.setdefault(told.kind, set()).add(told.account)
    least = max(CENTRAL, SHARE * accounts)
    return frozenset(kind for kind, which in tellers.items() if len(which) >= least)


def _information(told: Told) -> int:
    return 2 * len(told.keys) + (told.when is not None) + len(told.roles.get("place", ())) + (len(told.words) > 2)


class _Index:
    """Groups by type with a participant, a time or nothing."""

    def __init__(
        self, words: EventLexicon, weights: dict[str, float], central: frozenset[str], names: dict[str, str]
    ) -> None:
        self.words, self.weights, self.central, self.names = words, weights, central, names
        self.told: Counter[str] = Counter()
        self.groups: list[Group] = []
        self.postings: dict[tuple[str, str], list[int]] = {}

    def place(self, told: Told) -> None:
        """Put the event into the group it fits best, or a new one."""
        best, score = -1, JOIN
        for number in self._candidates(told):
            fit = self.fit(told, self.groups[number])
            if fit > score:
                best, score = number, fit
        if best < 0:
            best = len(self.groups)
            self.groups.append(Group())
        group = self.groups[best]
        group.add(told)
        self.told[told.kind] += 1
        for key in self._keys(told):
            entry = self.postings.setdefault((told.kind, key), [])
            if best not in entry:
                entry.append(best)

    def _keys(self, told: Told) -> list[str]:
        """What the event can be found by: participants, day, rare words of the clause, and its bare type."""
        rare = sorted((word for word in told.words if self.weights.get(word, 0) > 0.5), key=self._rarity)[:RARE]
        keys = sorted(told.keys) + rare
        if told.day:
            keys.append(told.day)
        elif told.when:
            keys.append(told.when[0])
        return [*keys, ""]

    def _rarity(self, word: str) -> tuple[float, str]:
        return (-self.weights.get(word, 0.0), word)

    def _candidates(self, told: Told) -> list[int]:
        votes: Counter[int] = Counter()
        keys = self._keys(told)
        for kind in (told.kind, *self.words.kin.get(told.kind, ())):
            for key in keys:
                if key == "" and kind != told.kind:
                    continue
                for number in self.postings.get((kind, key), ())[:POSTINGS]:
                    votes[number] += 1
        ranked = sorted(votes.items(), key=lambda pair: (-pair[1], pair[0]))
        return [number for number, _ in ranked[:CANDIDATES]]

    def fit(self, told: Told, group: Group) -> float:
        """How well the event fits the group: same roles, same time and rare words for it, other fillers against it."""
        roles, shared = self._roles(told, group)
        words = sum(self.weights.get(word, 0.0) for word in told.words & group.words)
        time = self._time(told, group)
        if self._elsewhere(told, group):
            return APART
        score = roles + min(1.5, 0.6 * words) + time
        score += 0.0 if told.kind in group.kinds else -0.6
        score += 0.4 if told.event.lemma in group.lemmas else 0.0
        if not told.keys or not group.keys:
            score += 0.3  # nothing speaks against it
        if told.event.modality == "conditional":
            score -= 0.8
        salient = len(group.members) >= SALIENT * self.told[told.kind]
        if shared or time > 0 or words > 1:
            return score + (0.3 if salient else 0.0)
        return score + (SAME if salient and told.kind in self.central else -BARE)

    def _elsewhere(self, told: Told, group: Group) -> bool:
        """Do years, or for what happens in many places the places named, show that another one is meant?"""
        if told.when and group.whens and told.when[0] and told.when[1]:
            years = (int(told.when[0][:4]), int(told.when[1][:4]))
            if all(years[0] > int(when[1][:4]) + 1 or years[1] < int(when[0][:4]) - 1 for when in group.whens):
                return True
        return bool(told.where and group.where and told.where.isdisjoint(group.where) and self._outside(told, group))

    def _outside(self, told: Told, group: Group) -> bool:
        """Does no place of the one hold a place of the other?"""
        names, within = self.names, self.words.within
        return not any(
            holds(names[one], names[other], within) or holds(names[other], names[one], within)
            for one in sorted(told.where) for other in sorted(group.where)
        )  # fmt: skip

    def _roles(self, told: Told, group: Group) -> tuple[float, int]:
        score, shared, other = 0.0, 0, False
        acted = ""
        kind = self.words.class_of(told.kind)
        claim = kind is not None and kind.code in CLAIMS
        for role in CORE:
            mine = told.roles.get(role)
            if not mine:
                continue
            theirs = group.roles.get(role)
            common = mine & theirs.keys() if theirs else None
            if common:
                shared += 1
                acted = role
                score += 1.6 if any(key[0] == "=" for key in common) else 1.2
            elif not mine.isdisjoint(group.keys):
                shared += 1
                score += 0.6
            elif theirs:
                named = any(key[0] == "=" for key in mine) and any(key[0] == "=" for key in theirs)
                score -= 0.7 if not named else 3.0 if claim and role == "agent" else 1.2
                other = other or role != "agent"
        if shared == 1 and acted == "agent" and other:
            score -= ELSE  # one who acts is in much of a story: on others, it is something else
            shared = 0
        mine, theirs = told.roles.get("place"), group.roles.get("place")
        if mine and theirs:
            score += 0.5 if any(key in theirs for key in mine) else -0.5
        return score, shared

    def _time(self, told: Told, group: Group) -> float:
        if not told.when or not group.whens:
            if told.day and group.days:
                return 0.8 if told.day in group.days else -1.2
            return 0.0
        if any(when[0] <= told.when[1] and told.when[0] <= when[1] for when in group.whens):
            return 0.8
        return -1.2
