"""Which events of several accounts are one happening: groups of events by type, participants, time and rare words.

In: a Story. Out: `Group`s of `Told` events, each event in one group, in the order of first telling. No two events are
compared unless an index brings them together: groups are found by what they share with the event at hand, from posting
lists of bounded length, so the work grows with the number of events. Well described events found groups first. Then a
type that the accounts tell once is one group, as far as nothing keeps its parts apart; where they tell several, the
parts stay alone. Bare mentions ("the attack") come last: they mean the group that most of their type belongs to.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log

from retold.align.events_fit import Fitting, Group
from retold.align.events_told import Told, tellings
from retold.languages import Language
from retold.languages.events import EventLexicon, lexicon
from retold.model import Story

POSTINGS = 16  # as many groups of one index entry are looked at
RARE = 2  # rare words of a clause that lead to groups
CANDIDATES = 10  # and as many groups of one event
JOIN = 0.5  # a fit of at least this makes an event one of a group
SINGLE = 0.85  # a type is told of one happening where no more of the accounts tell another
SALIENT = 0.5  # a group that so much of its type belongs to is what the type's bare name means


def align(story: Story, language: Language) -> list[Group]:
    """All groups of the story, ordered by first telling."""
    return story.once("events.groups", lambda: _align(story, language))


def _align(story: Story, language: Language) -> list[Group]:
    words = lexicon(language)
    items = tellings(story, words)
    index = _Index(words, Fitting(words, _weights(items)))
    order = sorted(range(len(items)), key=lambda place: (-_information(items[place]), place))
    for place in order:
        if not items[place].bare:
            index.place(items[place])
    index.settle()
    for item in items:
        if item.bare:
            index.refer(item)
    groups = [group for group in index.groups if group.members]
    for group in groups:
        group.members.sort(key=lambda told: (told.account, told.event.span))
    return sorted(groups, key=lambda group: (group.members[0].account, group.members[0].event.span))


def _weights(items: Iterable[Told]) -> dict[str, float]:
    """How telling a content word of the story is: 1 for a word of two clauses, near 0 for one of most."""
    counts: Counter[str] = Counter()
    total = 0
    for told in items:
        counts.update(told.words)
        total += 1
    scale = log(max(total, 2))
    return {word: log(total / count) / scale for word, count in counts.items() if count > 1}


def _information(told: Told) -> int:
    return 2 * len(told.keys) + (told.when is not None) + len(told.roles.get("place", ())) + (len(told.words) > 2)


class _Index:
    """Groups by type with a participant, a time or a rare word; the salient group of a type, and its bare mentions."""

    def __init__(self, words: EventLexicon, fitting: Fitting) -> None:
        self.words, self.fitting = words, fitting
        self.groups: list[Group] = []
        self.postings: dict[tuple[str, str], list[int]] = {}
        self.salient: dict[str, int] = {}
        self.bare: dict[tuple[str, bool], int] = {}

    def place(self, told: Told) -> None:
        """Put the event into the group it fits best, or a new one."""
        best, score = -1, JOIN
        for number in self._candidates(told):
            fit = self.fitting.fit(told, self.groups[number])
            if fit >= score:
                best, score = number, fit
        if best < 0:
            best = len(self.groups)
            self.groups.append(Group())
        self.groups[best].add(told)
        for key in self._keys(told):
            entry = self.postings.setdefault((told.kind, key), [])
            if best not in entry:
                entry.append(best)

    def settle(self) -> None:
        """Draw together what nothing keeps apart in types told once; note what the bare name of a type means."""
        by_kind: dict[str, list[int]] = {}
        for number, group in enumerate(self.groups):
            by_kind.setdefault(max(sorted(group.kinds), key=group.kinds.__getitem__), []).append(number)
        for kind, numbers in by_kind.items():
            number = self._gather(kind, numbers)
            shares = [self.groups[place].accounts for place in numbers if self.groups[place].members]
            if self.groups[number].accounts >= SALIENT * sum(shares):
                self.salient[kind] = number

    def _gather(self, kind: str, numbers: Sequence[int]) -> int:
        """The group of a type that most accounts tell, with those that may be parts of it."""
        number = max(numbers, key=lambda place: (self.groups[place].accounts, len(self.groups[place].members), -place))
        main = self.groups[number]
        if not self._single(kind, numbers):
            return number
        rest = [place for place in numbers if place != number]
        others = [place for place in rest if self.fitting.apart(self.groups[place], main)]
        tellers = {told.account for place in numbers for told in self.groups[place].members}
        elsewhere = {told.account for place in others for told in self.groups[place].members}
        if len(elsewhere) > SINGLE * len(tellers):
            return number
        for place in rest:
            if place not in others:
                for told in self.groups[place].members:
                    main.add(told)
                self.groups[place].members.clear()
        return number

    def _single(self, kind: str, numbers: Sequence[int]) -> bool:
        """Can the type be told of one happening at all? Not verbs of saying, going and the like, nor any odd verb."""
        words = self.words
        if kind in words.quiet or kind in words.diffuse:
            return False
        return kind in words.classes or all(told.noun for place in numbers for told in self.groups[place].members)

    def refer(self, told: Told) -> None:
        """Put a bare mention with what most accounts tell of its type, else with the other bare mentions."""
        negative = told.event.polarity == "negative"
        number = -1 if told.loose or told.apart else self.salient.get(told.kind, -1)
        if number >= 0 and not self._open(number, negative):
            number = -1
        if number < 0 and not told.apart:
            number = self.bare.setdefault((told.kind, negative), len(self.groups))
        if number < 0 or number == len(self.groups):
            number = len(self.groups)
            self.groups.append(Group())
        self.groups[number].add(told)

    def _open(self, number: int, negative: bool) -> bool:
        """Does the group tell of it as the mention does, as something that happened or that did not?"""
        moods = self.groups[number].moods
        return moods["not"] > 0 if negative else moods["done"] > 0 or "not" not in moods

    def _keys(self, told: Told) -> list[str]:
        """What the event can be found by: participants, day, rare words of the clause."""
        weights = self.fitting.weights
        rare = sorted((word for word in told.words if weights.get(word, 0) > 0.5), key=self._rarity)[:RARE]
        keys = sorted(told.keys) + rare
        if told.day:
            keys.append(told.day)
        elif told.when:
            keys.append(told.when[0])
        return keys

    def _rarity(self, word: str) -> tuple[float, str]:
        return (-self.fitting.weights.get(word, 0.0), word)

    def _candidates(self, told: Told) -> Sequence[int]:
        votes: Counter[int] = Counter()
        keys = self._keys(told)
        for kind in (told.kind, *self.words.kin.get(told.kind, ())):
            for key in keys:
                for number in self.postings.get((kind, key), ())[:POSTINGS]:
                    votes[number] += 1
        ranked = sorted(votes.items(), key=lambda pair: (-pair[1], pair[0]))
        return [number for number, _ in ranked[:CANDIDATES]]
