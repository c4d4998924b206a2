"""Which events of several accounts are one: pairs -> groups of events, each event in one group.

In: a Story. Out: `EventGroup`s in the order of first telling. A learned line weighs candidate pairs; whether their
passages match is one of its features, so that a bare mention elsewhere ("the attack") finds what it means. Average
linkage joins pairs: two groups are one when the mean over their cross pairs is high enough. Pairs that cannot be one
(denied and affirmed, years or places apart, befallen two others) count as nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from retold.languages import Language
from retold.languages.events import EventLexicon, lexicon
from retold.match import event_features, event_pairs, match, score
from retold.match.event_pairs import EventPair, EventTable
from retold.match.told import EventProfile, tellings
from retold.model import Story

WEIGHTS = "event_weights.json"  # learned by eval/events
# mean over the cross pairs of two groups, a little under one half: most losses are links that are missed. F1 of links
# in rows on ECB+: 59.3 at 0.5, 60.5 here, 60.0 at 0.35
JOIN = 0.42
# what a pair of two types that is no candidate is worth; one of a type was only not looked at, and is left out of the
# mean
UNSEEN = 0.01
CLIMB = 4  # steps from a place to those within it


@dataclass(frozen=True, eq=False)
class EventGroup:
    """Events taken for one, in order of accounts and text. `probability` is the mean over its pairs that were scored,
    1 for a single event."""

    members: tuple[EventProfile, ...]
    probability: float

    @property
    def accounts(self) -> int:
        return len({told.account for told in self.members})

    @cached_property
    def kinds(self) -> Counter[str]:
        return Counter(told.kind for told in self.members)

    @cached_property
    def keys(self) -> frozenset[str]:
        """Who and what takes part."""
        return frozenset(key for told in self.members for key in told.keys)

    @cached_property
    def roles(self) -> dict[str, Counter[str]]:
        """Who and what takes part, by role, with how often it is mentioned."""
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for told in self.members:
            for role, keys in told.roles.items():
                found[role].update(keys)
        return dict(found)


def event_groups(story: Story, language: Language) -> list[EventGroup]:
    """All groups of the story; found once a story."""
    return story.once(_event_groups, language)


def _event_groups(story: Story, language: Language) -> list[EventGroup]:
    words = lexicon(language)
    table = event_table(story, words)
    pairs = event_pairs.pairs(table)
    learned = score.lines(__package__, event_features.NAMES, "one", WEIGHTS)["one"]
    found = learned.probability(event_features.table(pairs)).tolist() if pairs else []
    return grouped(table, [(pair, 0.0 if excluded(pair) else value) for pair, value in zip(pairs, found, strict=True)])


def event_table(story: Story, words: EventLexicon) -> EventTable:
    """The events of a story with the passages that they are in."""
    matches = match(story)
    items = tellings(story, words)
    homes = event_pairs.homes(items, matches.passages)
    return EventTable(items, homes, matches.passages, matches.meet, matches.idf, len(story.analyses), words)


def grouped(table: EventTable, weighed: Sequence[tuple[EventPair, float]]) -> list[EventGroup]:
    """Every event in a group, in the order of first telling."""
    linkage = _Linkage(table, weighed)
    for pair, value in sorted(weighed, key=lambda item: (-item[1], item[0].first, item[0].second)):
        if value < JOIN:
            break
        linkage.join(pair.first, pair.second)
    return [
        EventGroup(tuple(table.items[member] for member in members), probability)
        for members, probability in linkage.groups()
    ]


class _Linkage:
    """Groups of events with what is known between each two: the sum of the probabilities of their pairs, how many were
    scored, and how many of these are of two types and two words. The smaller group is poured into the larger."""

    def __init__(self, table: EventTable, weighed: Iterable[tuple[EventPair, float]]) -> None:
        self.home = list(range(len(table.items)))
        self.members: list[list[int]] = [[place] for place in self.home]
        self.within = [(0.0, 0)] * len(self.home)
        self.tallies = [_tally(told) for told in table.items]
        self.between: list[dict[int, tuple[float, int, int]]] = [{} for _ in self.home]
        for pair, value in weighed:
            known = (value, 1, int(not (pair.lemma or pair.type)))
            self.between[pair.first][pair.second] = self.between[pair.second][pair.first] = known

    def join(self, one: int, two: int) -> None:
        """Joins the groups of two events, where the mean over their cross pairs allows it."""
        large, small = self.home[one], self.home[two]
        if large == small or self._mean(large, small) < JOIN:
            return
        if (len(self.between[large]), -large) < (len(self.between[small]), -small):
            large, small = small, large
        total, count, _ = self.between[large].pop(small)
        del self.between[small][large]
        for sums in (self.within[large], self.within[small]):
            total, count = total + sums[0], count + sums[1]
        self.within[large] = (total, count)
        for other, known in self.between[small].items():
            before = self.between[large].get(other, (0.0, 0, 0))
            merged = (before[0] + known[0], before[1] + known[1], before[2] + known[2])
            self.between[large][other] = self.between[other][large] = merged
            del self.between[other][small]
        self.between[small] = {}
        for member in self.members[small]:
            self.home[member] = large
        self.members[large] += self.members[small]
        self.members[small] = []
        self.tallies[large].update(self.tallies[small])

    def groups(self) -> Iterator[tuple[list[int], float]]:
        """The members of each group in order, with its probability; the earliest first."""
        found = [(sorted(members), place) for place, members in enumerate(self.members) if members]
        for members, place in sorted(found):
            total, count = self.within[place]
            yield members, total / count if count else 1.0

    def _mean(self, one: int, two: int) -> float:
        """The mean over the cross pairs of two groups. A pair of one type or word that was not scored is left out."""
        total, count, strange = self.between[one][two]
        every = len(self.members[one]) * len(self.members[two])
        unseen = every - self._alike(one, two) - strange
        return (total + UNSEEN * unseen) / (count + unseen)

    def _alike(self, one: int, two: int) -> int:
        """How many of the cross pairs are of one type or one word."""
        mine, theirs = self.tallies[one], self.tallies[two]
        if len(mine) > len(theirs):
            mine, theirs = theirs, mine
        signs = {"type": 1, "lemma": 1, "both": -1}
        return sum(signs[key[0]] * count * theirs[key] for key, count in mine.items() if key in theirs)


def _tally(told: EventProfile) -> Counter[tuple[str, ...]]:
    """What counts pairs of one type or word: those of one type and those of one word, less those of both."""
    lemma = told.event.lemma
    return Counter((("type", told.kind), ("lemma", lemma), ("both", told.kind, lemma)))


def excluded(pair: EventPair) -> bool:
    """Whether two events cannot be one: denied and affirmed, befallen two others, dated or located apart."""
    left, right = pair.left, pair.right
    if event_features.denied_one(pair) or _of_others(pair):
        return True
    if left.when and right.when and _years_apart(left.when, right.when):
        return True
    return bool(left.where and right.where) and not _one_place(left.where, right.where, pair.table.words.within)


def _of_others(pair: EventPair) -> bool:
    """Whether what befalls one only once befell two: others by name or number, or one it befell and one it may befall
    of whom nothing shows that they are the same."""
    if not event_features.only_once(pair) or pair.patient > 0:
        return False
    known = not event_features.patients_unknown(pair)
    return pair.patient < 0 or (known and bool(event_features.mood_apart(pair)))


def _years_apart(one: tuple[str, str], two: tuple[str, str]) -> bool:
    years = [int(when[side][:4]) for when in (one, two) for side in (0, 1)]
    return years[0] > years[3] + 1 or years[2] > years[1] + 1


def _one_place(one: frozenset[str], two: frozenset[str], within: dict[str, tuple[str, ...]]) -> bool:
    """Whether a place of the one is a place of the other, or holds it."""
    return any(
        here == there or holds(here, there, within) or holds(there, here, within)
        for here in sorted(one) for there in sorted(two)
    )  # fmt: skip


def holds(outer: str, inner: str, within: dict[str, tuple[str, ...]]) -> bool:
    """Does the place `outer` hold the place `inner`, directly or through others?"""
    reached = {outer}
    for _ in range(CLIMB):
        reached |= {place for name in reached for place in within.get(name, ())}
    return inner in reached
