"""Which events of a story are worth scoring as one: pairs found by type, verb or noun, and by passages that match.

In: the `EventProfile`s with the passage of each. Out: `EventPair`s with what their features ask for. Nothing compares
all pairs: posting lists are read from their end and a bounded number of candidates is kept for each event, so the work
grows with the number of events.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import log

from retold.languages.events import EventLexicon
from retold.match.passages import Passage
from retold.match.told import EventProfile, Filler

POSTINGS = 48  # events looked at of one type, verb or stem: the latest told
CANDIDATES = 8  # kept for each event: cross-validated F1 of links is the same with 16
STEM = 5  # letters that "convict" and "conviction" share
NEAR = 0.15  # passages at least so probable to meet bring their events together, whatever their types
SAME_NAME, SAME_HEAD, LIKE, VAGUE = 1.8, 1.3, 0.7, 0.3  # by name, by noun, by noun with other words, by "people"
NO_PASSAGE = -1  # in the list of passages, of an event outside all of them


@dataclass(frozen=True, eq=False)
class EventTable:
    """The events of a story, in order of accounts and text, with what is counted over them. `home` gives the passage
    of each, `meet` the probability that two passages meet, `idf` the rarity of a passage's terms."""

    items: Sequence[EventProfile]
    home: Sequence[int]
    passages: Sequence[Passage]
    meet: dict[tuple[int, int], float]
    idf: dict[str, float]
    accounts: int
    words: EventLexicon

    @cached_property
    def lemma_share(self) -> dict[str, float]:
        """The share of accounts that use a verb or noun."""
        return self._share([told.event.lemma for told in self.items])

    @cached_property
    def type_share(self) -> dict[str, float]:
        """The share of accounts that tell a type."""
        return self._share([told.kind for told in self.items])

    @cached_property
    def lemma_often(self) -> dict[str, float]:
        """How often an account that uses a verb or noun does so (logarithm of the mean)."""
        return self._often([told.event.lemma for told in self.items])

    @cached_property
    def type_often(self) -> dict[str, float]:
        """How often an account that tells a type does so (logarithm of the mean)."""
        return self._often([told.kind for told in self.items])

    @cached_property
    def rarity(self) -> dict[str, float]:
        """How telling a content word of the story's clauses is: near 0 for one that most of them hold."""
        counts = Counter(word for told in self.items for word in told.words)
        scale = log(max(len(self.items), 2))
        return {word: log(len(self.items) / count) / scale for word, count in counts.items()}

    @cached_property
    def clause_norms(self) -> list[float]:
        """The length of each event's clause as a vector of rarities."""
        return [sum(self.rarity[word] ** 2 for word in told.words) ** 0.5 or 1.0 for told in self.items]

    @cached_property
    def undergoing(self) -> list[tuple[Filler, ...]]:
        """Who undergoes or receives each event."""
        found = [told.fillers or {} for told in self.items]
        return [(*fillers.get("patient", ()), *fillers.get("recipient", ())) for fillers in found]

    @cached_property
    def named(self) -> list[frozenset[str]]:
        """Who takes part in each event and has a name."""
        return [frozenset(key for key in told.keys | told.inside if key[0] == "=") for told in self.items]

    @cached_property
    def places(self) -> list[frozenset[str]]:
        """The places of each event."""
        return [told.roles.get("place", frozenset()) | told.where for told in self.items]

    @cached_property
    def bags(self) -> list[tuple[frozenset[str], float]]:
        """The lemmas and entities of each passage, and the length of their vector."""
        found = [frozenset((*item.lemmas, *(f"\0{name}" for name in item.entities))) for item in self.passages]
        return [(bag, sum(self.idf.get(term, 0.0) ** 2 for term in sorted(bag)) ** 0.5 or 1.0) for bag in found]

    def _share(self, names: Sequence[str]) -> dict[str, float]:
        pairs = {(name, told.account) for name, told in zip(names, self.items, strict=True)}
        counts = Counter(name for name, _ in pairs)
        return {name: count / max(self.accounts, 1) for name, count in counts.items()}

    def _often(self, names: Sequence[str]) -> dict[str, float]:
        every = Counter(names)
        return {name: log(every[name] / (share * self.accounts)) for name, share in self._share(names).items()}


@dataclass(frozen=True, slots=True, eq=False)
class EventPair:
    """Two events with what is known of both. `meet` is the probability that their passages report one thing, `cosine`
    how alike these are; `clause` is how alike the clauses are, `shared` the weight of the words in both. `agent` and
    `patient` are the best agreement of who acts, and of who undergoes or receives it; `crossed` that of who acts in one
    and undergoes it in the other; `lemma` and `type` tell whether both have one word and one type."""

    first: int
    second: int
    left: EventProfile
    right: EventProfile
    table: EventTable
    passages: tuple[Passage | None, Passage | None]
    meet: float
    cosine: float
    clause: float
    shared: float
    agent: float
    patient: float
    crossed: float
    lemma: bool
    type: bool


def pairs(table: EventTable) -> list[EventPair]:
    """The candidate pairs (`first` < `second`), in order."""
    return [_pair(table, first, second) for first, second in sorted(_candidates(table))]


def _candidates(table: EventTable) -> set[tuple[int, int]]:
    near = _passages_near(table)
    postings: dict[tuple[str, str], list[int]] = defaultdict(list)
    found: set[tuple[int, int]] = set()
    for place, told in enumerate(table.items):
        own = [("type", told.kind), ("lemma", told.event.lemma), ("stem", told.event.lemma[:STEM])]
        kin = [("type", name) for name in table.words.kin.get(told.kind, ())]
        votes: dict[int, float] = defaultdict(float)
        for key, vote in (*((key, 2.0 if key[0] == "lemma" else 1.0) for key in own), *((key, 0.5) for key in kin)):
            for other in postings[key][-POSTINGS:]:
                votes[other] += vote
        for other, probability in near.get(place, {}).items():
            votes[other] += 4 * probability
        ranked = sorted(_ranked(table, place, votes, near.get(place, {})))
        found.update((other, place) for _, other in ranked[:CANDIDATES])
        for key in own:
            postings[key].append(place)
    return found


def _passages_near(table: EventTable) -> dict[int, dict[int, float]]:
    """For each event the earlier ones that are in a passage which meets its own, with how probable that is."""
    inside: dict[int, list[int]] = defaultdict(list)
    for place, passage in enumerate(table.home):
        inside[passage].append(place)
    found: dict[int, dict[int, float]] = defaultdict(dict)
    for (left, right), probability in table.meet.items():
        if probability >= NEAR:
            for one, two in product(inside.get(left, ()), inside.get(right, ())):
                found[max(one, two)][min(one, two)] = probability
    return found


def _ranked(
    table: EventTable, place: int, votes: dict[int, float], near: dict[int, float]
) -> Iterator[tuple[float, int]]:
    """The earlier events worth comparing with one, with their votes as a rank: what has more in common comes first.

    Verbs of saying and doing, and events of two types, are worth it only where a participant is in both or their
    passages match.
    """
    told = table.items[place]
    quiet = told.kind in table.words.quiet
    for other, vote in votes.items():
        two = table.items[other]
        common = len(told.keys & two.keys)
        plain = not quiet and (told.kind == two.kind or told.event.lemma == two.event.lemma)
        if plain or common or other in near:
            yield -vote - min(common, 3) - (told.day is not None and told.day == two.day), other


def _pair(table: EventTable, first: int, second: int) -> EventPair:
    left, right = table.items[first], table.items[second]
    here, there = table.home[first], table.home[second]
    passages = (_passage(table, here), _passage(table, there))
    meet = cosine = 0.0
    if here != NO_PASSAGE and there != NO_PASSAGE and here != there:
        one, two = table.bags[here], table.bags[there]
        cosine = sum(table.idf.get(term, 0.0) ** 2 for term in sorted(one[0] & two[0])) / (one[1] * two[1])
        meet = table.meet.get((min(here, there), max(here, there)), 0.0)
    common = sorted(left.words & right.words)
    rarity, norms = table.rarity, table.clause_norms
    generic = table.words.generic
    undergo = (table.undergoing[first], table.undergoing[second])
    agents = ((left.fillers or {}).get("agent", ()), (right.fillers or {}).get("agent", ()))
    return EventPair(
        first, second, left, right, table, passages, meet, cosine,
        sum(rarity[word] ** 2 for word in common) / (norms[first] * norms[second]),
        log(1 + sum(rarity[word] for word in common if word not in left.keys)),
        agreement(*agents, generic), agreement(*undergo, generic),
        max(agreement(agents[0], undergo[1], generic), agreement(undergo[0], agents[1], generic)),
        left.event.lemma == right.event.lemma, left.kind == right.kind,
    )  # fmt: skip


def _passage(table: EventTable, home: int) -> Passage | None:
    return None if home == NO_PASSAGE else table.passages[home]


def agreement(mine: Sequence[Filler], theirs: Sequence[Filler], generic: frozenset[str]) -> float:
    """The best agreement of two lists of participants; 0 where one is empty."""
    if not mine or not theirs:
        return 0.0
    return max(same_filler(one, other, generic) for one in mine for other in theirs)


def same_filler(one: Filler, other: Filler, generic: frozenset[str]) -> float:
    """How surely two participants are the same: above 0 the same, below 0 others, 0 where nothing tells."""
    if one.named and other.named:
        return SAME_NAME if one.named == other.named else LIKE if one.head and one.head == other.head else -1.0
    if one.apart != other.apart:
        return -1.0
    if one.many is not None and other.many is not None and one.many != other.many:
        return -1.0
    if one.head is None or one.head != other.head:
        return 0.0
    if one.head in generic:
        return VAGUE
    return LIKE if one.words and other.words and one.words.isdisjoint(other.words) else SAME_HEAD


def homes(items: Sequence[EventProfile], passages: Sequence[Passage]) -> list[int]:
    """The passage that each event begins in, or `NO_PASSAGE`."""
    found = [NO_PASSAGE] * len(items)
    order = sorted(range(len(items)), key=lambda place: (items[place].account, items[place].event.span))
    told = iter(_in_order(passages))
    passage = next(told, None)
    for place in order:
        at = (items[place].account, items[place].event.span[0])
        while passage is not None and (passage.account, passage.span[1]) <= at:
            passage = next(told, None)
        if passage is not None and passage.account == at[0] and passage.span[0] <= at[1]:
            found[place] = passage.index
    return found


def _in_order(passages: Sequence[Passage]) -> Iterator[Passage]:
    yield from sorted(passages, key=lambda passage: (passage.account, passage.span))
