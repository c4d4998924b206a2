"""The context of a slot: the words, names and happening that say what it answers.

In: a slot with its account. Out: `SlotContext`, and the named features of two of them that the model of slot pairs
reads.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

from retold.compare.pairing import SlotPair
from retold.compare.slots import Slot
from retold.languages import Language
from retold.languages.questions import words_of
from retold.match.passages import WORD, Passage
from retold.model import Event, Figure, Span, Story

NEAR = 6  # content words on each side of a slot
BEFORE, AFTER = 40, 25  # code points about a slot in which a word moves it to another occasion
DATED = frozenset({"figure", "time"})  # kinds of slots that belong to one occasion
BESIDE = 4  # words on a side of a slot that are laid on those of the other
YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")  # a year from 1800 to 2099
EDGES = ".,;:()'\"“”’"  # marks that cling to a word


@dataclass(frozen=True, slots=True)
class SlotContext:
    """`words` are content lemmas near the slot, `entities` the story entities named there, `event` the smallest clause
    that holds it, `fillers` who and what else takes part in that, `shifts` words that move it to another occasion,
    `moved` those of them that move it to an earlier one, `years` the years named in the passage, `before` and `after`
    the words beside it, the nearest first."""

    words: frozenset[str]
    entities: frozenset[str]
    event: Event | None
    fillers: frozenset[str]
    shifts: frozenset[str]
    moved: frozenset[str]
    years: frozenset[str]
    before: tuple[str, ...]
    after: tuple[str, ...]


class Contexts:
    """The contexts of slots, each made once."""

    def __init__(self, story: Story, passages: Sequence[Passage], idf: Mapping[str, float], language: Language) -> None:
        self.story, self.passages, self.idf = story, passages, idf
        self.words = words_of(language)
        self.starts = [[term.span[0] for term in analysis.terms] for analysis in story.analyses]
        self.clauses = [_clauses(analysis.events) for analysis in story.analyses]
        self._made: dict[tuple[int, Span], SlotContext] = {}

    def of(self, slot: Slot) -> SlotContext:
        """The context of a slot."""
        key = (slot.passage, slot.span)
        if key not in self._made:
            self._made[key] = self._context(slot)
        return self._made[key]

    def features(self, pair: SlotPair) -> list[float]:
        """The features of `CONTEXT`, in order."""
        one, two = self.of(pair.left), self.of(pair.right)
        return [feature(one, two, pair, self.idf) for feature in CONTEXT]

    def of_one_occasion(self, pairs: Iterable[SlotPair]) -> Iterator[SlotPair]:
        """The pairs without those of which only one is a number or a time of an earlier occasion: "the previous offer"
        is not held against the new one (of those that the model believed, 2 of 19 were real)."""
        for pair in pairs:
            dated = pair.left.kind in DATED
            if not dated or bool(self.of(pair.left).moved) == bool(self.of(pair.right).moved):
                yield pair

    def _context(self, slot: Slot) -> SlotContext:
        analysis = self.story.analyses[slot.account]
        starts, terms = self.starts[slot.account], analysis.terms
        whole = self.passages[slot.passage].span
        first, last = bisect_left(starts, whole[0]), bisect_left(starts, whole[1])
        here, beyond = bisect_left(starts, slot.span[0], first, last), bisect_left(starts, slot.span[1], first, last)
        about = [*terms[max(first, here - NEAR) : here], *terms[beyond : min(last, beyond + NEAR)]]
        low = min([slot.span[0], *(term.span[0] for term in about)])
        high = max([slot.span[1], *(term.span[1] for term in about)])
        text = analysis.article.text[max(whole[0], slot.span[0] - BEFORE) : slot.span[1] + AFTER]
        beside = frozenset(word.strip(EDGES) for word in text.lower().split())
        event = self._event(slot)
        ahead = WORD.findall(analysis.article.text[whole[0] : slot.span[0]].lower())
        behind = WORD.findall(analysis.article.text[slot.span[1] : whole[1]].lower())
        return SlotContext(
            frozenset(term.lemma for term in about),
            frozenset(self._entities(slot, low, high)),
            event,
            frozenset(self._fillers(event, slot)) if event else frozenset(),
            beside & self.words.other_occasion,
            beside & self.words.moved,
            frozenset(YEAR.findall(self.passages[slot.passage].text)),
            tuple(reversed(ahead[-BESIDE:])),
            tuple(behind[:BESIDE]),
        )

    def _entities(self, slot: Slot, low: int, high: int) -> set[str]:
        analysis = self.story.analyses[slot.account]
        place = bisect_left(analysis.mentions, low, key=lambda mention: mention.span[0])
        found = set()
        for mention in analysis.mentions[place:]:
            if mention.span[0] >= high:
                break
            entity = self.story.entity_of.get((analysis.article.id, mention.entity or ""))
            if entity and not slot.span[0] <= mention.span[0] < slot.span[1]:
                found.add(entity)
        return found

    def _event(self, slot: Slot) -> Event | None:
        rows, starts, reach = self.clauses[slot.account]
        best: Event | None = None
        for place in range(bisect_left(starts, slot.span[0] + 1) - 1, -1, -1):
            event = rows[place]
            clause = event.clause or event.span
            narrower = (
                best is None or clause[1] - clause[0] < (best.clause or best.span)[1] - (best.clause or best.span)[0]
            )
            if slot.span[0] < clause[1] and narrower:
                best = event
            if reach[place] <= slot.span[0] or slot.span[0] - clause[0] > MOST_BACK:
                break
        return best

    def _fillers(self, event: Event, slot: Slot) -> set[str]:
        analysis = self.story.analyses[slot.account]
        found = set()
        for part in event.participants:
            if part.span[0] <= slot.span[0] < part.span[1]:
                continue
            entity = self.story.entity_of.get((analysis.article.id, part.entity or ""))
            head = part.head or part.span
            found.add(entity or analysis.article.text[head[0] : head[1]].lower())
        return found


MOST_BACK = 600  # code points: a clause that begins further before a slot does not hold it


def _clauses(events: Sequence[Event]) -> tuple[list[Event], list[int], list[int]]:
    """The events by where their clauses begin, these beginnings, and how far the clauses up to each one reach."""
    rows = sorted((event for event in events if event.clause), key=lambda event: event.clause or event.span)
    reach: list[int] = []
    for event in rows:
        reach.append(max(reach[-1] if reach else 0, (event.clause or event.span)[1]))
    return rows, [(event.clause or event.span)[0] for event in rows], reach


Feature = Callable[[SlotContext, SlotContext, SlotPair, Mapping[str, float]], float]


def _weight(words: frozenset[str], idf: Mapping[str, float]) -> float:
    return sum(idf.get(word, 0.0) for word in words)


def near_covered(one: SlotContext, two: SlotContext, pair: SlotPair, idf: Mapping[str, float]) -> float:
    """The share of the words about one slot that stand about the other too, rare ones weighing more."""
    least = min(_weight(one.words, idf), _weight(two.words, idf))
    return _weight(one.words & two.words, idf) / least if least else 0.0


def near_shared(one: SlotContext, two: SlotContext, pair: SlotPair, idf: Mapping[str, float]) -> float:
    """How much the words about both slots tell together."""
    return log(1 + _weight(one.words & two.words, idf))


def near_names(one: SlotContext, two: SlotContext, pair: SlotPair, idf: Mapping[str, float]) -> float:
    """How many people, groups and places are named about both."""
    return float(min(len(one.entities & two.entities), 4))


def near_names_share(one: SlotContext, two: SlotContext, pair: SlotPair, idf: Mapping[str, float]) -> float:
    """The share of people, groups and places about either that are named about both."""
    every = len(one.entities | two.entities)
    return len(one.entities & two.entities) / every if every else 0.0


def one_verb(one: SlotContext, two: SlotContext, pair: SlotPair, idf: Mapping[str, float]) -> float:
    """Both slots are in clauses of one verb or noun."""
    return float(bool(one.event and two.event and one.event.lemma == two.event.lemma))


def one_kind(one: SlotContext, two: SlotContext, pair: SlotPair, idf: Mapping[str, float]) -> float:
    """Both slots are in clauses of one kind of happening."""
    return float(bool(one.event and two.event and one.event.type == two.event.type))


def one_filler(one: SlotContext, two: SlotContext, pair: SlotPair, idf: Mapping[str, float]) -> float:
    """How many of those taking part in both clauses are the same."""
    return float(min(len(one.fillers & two.fillers), 4))


def no_filler(one: SlotContext, two: SlotContext, pair: SlotPair, idf: Mapping[str, float]) -> float:
    """Both clauses have others taking part, and none is the same."""
    return float(bool(one.fillers and two.fillers and not one.fillers & two.fillers))


def occasion_apart(one: SlotContext, two: SlotContext, pair: SlotPair, idf: Mapping[str, float]) -> float:
    """How many words move only one of the two to another occasion ("the previous offer")."""
    return float(min(len(one.shifts ^ two.shifts), 4))


def occasion_same(one: SlotContext, two: SlotContext, pair: SlotPair, idf: Mapping[str, float]) -> float:
    """Whether a word such as "previous" refers both slots to the same other occasion."""
    return float(bool(one.shifts & two.shifts))


def years_apart(one: SlotContext, two: SlotContext, pair: SlotPair, idf: Mapping[str, float]) -> float:
    """1 where only one of the passages names a year, 2 where they name different ones, else 0."""
    if bool(one.years) != bool(two.years):
        return 1.0
    return 2.0 if one.years and not one.years & two.years else 0.0


def same_before(one: SlotContext, two: SlotContext, pair: SlotPair, idf: Mapping[str, float]) -> float:
    """How many words right before the slots are the same."""
    return float(_run(one.before, two.before))


def same_after(one: SlotContext, two: SlotContext, pair: SlotPair, idf: Mapping[str, float]) -> float:
    """How many words right after the slots are the same."""
    return float(_run(one.after, two.after))


def _run(one: Sequence[str], two: Sequence[str]) -> int:
    """Words that are the same from the first on."""
    count = 0
    for left, right in zip(one, two, strict=False):
        if left != right:
            break
        count += 1
    return count


def tense_apart(one: SlotContext, two: SlotContext, pair: SlotPair, idf: Mapping[str, float]) -> float:
    """Only one of the clauses is in the present."""
    return float(bool(one.event and two.event and (one.event.tense == "present") != (two.event.tense == "present")))


def predicate_same(one: SlotContext, two: SlotContext, pair: SlotPair, idf: Mapping[str, float]) -> float:
    """Two numbers hang on one word: 1; on two words: -1."""
    left, right = pair.left.value, pair.right.value
    if not isinstance(left, Figure) or not isinstance(right, Figure) or not left.predicate or not right.predicate:
        return 0.0
    return 1.0 if left.predicate == right.predicate else -1.0


def counted_same(one: SlotContext, two: SlotContext, pair: SlotPair, idf: Mapping[str, float]) -> float:
    """Two numbers count things in the same words."""
    left, right = pair.left.value, pair.right.value
    if not isinstance(left, Figure) or not isinstance(right, Figure) or not left.counted or not right.counted:
        return 0.0
    return float(left.counted.text.lower() == right.counted.text.lower())


CONTEXT: tuple[Feature, ...] = (
    near_covered, near_shared, near_names, near_names_share, one_verb, one_kind, one_filler, no_filler, occasion_apart,
    occasion_same, tense_apart, predicate_same, counted_same, years_apart, same_before, same_after,
)  # fmt: skip
