"""The happenings of a story: groups of matched passages as the accounts tell them, and what is thought of each.

In: a Story. Out: `Happenings`, each telling with calibrated probabilities, and how it is read: `agree` where all tell
it alike, `compatible` where details differ, `differ` where they cannot all be right; and the pair of slots that is
named as what parts the answers. `happening_rows` makes statements of them.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from retold.compare import probability
from retold.compare.context import Contexts
from retold.compare.pairing import SlotPair, slot_pairs
from retold.compare.questions import HappeningTelling, tellings
from retold.languages import Language
from retold.languages.questions import words_of
from retold.match import Matches, match
from retold.match.passages import Passage
from retold.match.score import lines
from retold.model import Relation, Story

CONTESTED = 0.32  # from this probability a happening is shown as contested: 4 in 10 of such rows are (cross-validated)
# kinds whose comparators know too little to say "differ" of every pair that cannot both be right
OPEN = frozenset({"name", "place", "role", "event", "attribution", "cause", "wording"})
REAL = 0.25  # from this probability its answers are shown side by side: below it one row in four is real
# from these probabilities a pair of slots is named as what parts two answers; who, where and whether are read less
# surely: at one probability half as many of them are right
PINNED = {"figure": 0.2, "time": 0.2, "quote": 0.2, "role": 0.2}
PINNED_ELSE = 0.4


@dataclass(frozen=True, slots=True, eq=False)
class WeighedTelling:
    """A telling with the probabilities that its answers part (`real`), that they cannot all be right (`contested`),
    that its passages belong together (`useful`) and that an editor must know it (`matters`)."""

    telling: HappeningTelling
    real: float
    contested: float
    useful: float
    matters: float

    @property
    def passages(self) -> list[Passage]:
        return [passage for answer in self.telling.answers for passage in answer]


@dataclass(frozen=True, eq=False)
class Happenings:
    """What the accounts of a story have in common: the matches, the weighed pairs of slots and the tellings."""

    matches: Matches
    pins: tuple[tuple[float, SlotPair], ...]
    told: tuple[WeighedTelling, ...]

    @cached_property
    def pinned(self) -> dict[tuple[int, int], list[tuple[float, SlotPair]]]:
        """The weighed pairs of slots by the two passages they are in."""
        found: dict[tuple[int, int], list[tuple[float, SlotPair]]] = defaultdict(list)
        for weight, pair in self.pins:
            found[pair.left.passage, pair.right.passage].append((weight, pair))
        return found


def happenings(story: Story, language: Language) -> Happenings:
    """The happenings of a story; found once a story."""
    return story.once(_happenings, language)


def _happenings(story: Story, language: Language) -> Happenings:
    matches = match(story)
    contexts = Contexts(story, matches.passages, matches.idf, language)
    pairs = list(contexts.of_one_occasion(slot_pairs(matches, story, words_of(language))))
    slot = lines(__package__, probability.SLOT_NAMES, names_of="slot")["slot"]
    weights = slot.probability(probability.slot_table(pairs, matches, contexts)).tolist()
    found = Happenings(matches, tuple(probability.weighed(weights, pairs)), ())
    told = tuple(tellings(matches.groups, matches, found.pinned))
    learned = lines(__package__, probability.TOLD_NAMES, names_of="real")
    table = probability.told_table(told, matches, story)
    values = [learned[name].probability(table).tolist() for name in ("real", "contested", "useful", "matters")]
    return Happenings(matches, found.pins, tuple(map(WeighedTelling, told, *values)))


# --- how a telling is read --------------------------------------------------------------------------------------------


def relation_of(weighed: WeighedTelling) -> tuple[Relation, float]:
    """The relation of its answers, with how probable it is. What one account denies, and what is all in which two
    sentences part, is never told alike."""
    if is_contested(weighed):
        return "differ", _contest(weighed)
    several = len(weighed.telling.answers) > 1
    if several and weighed.real >= REAL:
        return "compatible", weighed.real
    if several and (_denied(weighed.telling) or _parted(weighed.telling)):
        return "compatible", weighed.useful
    return "agree", weighed.useful


def is_contested(weighed: WeighedTelling) -> bool:
    """Whether a happening is shown as one on which the accounts cannot all be right."""
    return len(weighed.telling.answers) > 1 and _contest(weighed) >= CONTESTED


def pin_of(telling: HappeningTelling, relation: Relation) -> SlotPair | None:
    """The pair of slots that a row names as what parts its answers: one that differs before one that can both hold."""
    if relation == "agree":
        return None
    fit = _named(telling)
    if relation == "differ":
        clashes = _clashes(fit)
        return next((pin for pin in clashes if pin.stand == "differ"), clashes[0] if clashes else None)
    return fit[0][1] if fit else _denied(telling) or _parted(telling)


def rates() -> dict[str, float]:
    """By kind and stand of two slots, the share of real pairs that are contested."""
    return lines(__package__, probability.SLOT_NAMES, names_of="slot")["slot"].rates


def _contest(weighed: WeighedTelling) -> float:
    """How probable it is that a happening is contested: what was learned of whole happenings, or, where that is more,
    that its surest named pair of slots is real and a real one of its kind and stand is contested."""
    shares = [
        value * rates().get(f"{pin.left.kind} {pin.stand}", 0.0)
        for value, pin in _named(weighed.telling) if pin.stand == "differ"
    ]  # fmt: skip
    return max([weighed.contested, *shares])


def _denied(telling: HappeningTelling) -> SlotPair | None:
    """The act that one account reports as done and another denies: accounts that part in it do not agree."""
    pins = (pin for _, pin in telling.pins if pin.left.kind == "event" and pin.stand == "differ")
    return next((pin for pin in pins if pin.left.about == pin.right.about), None)


def _parted(telling: HappeningTelling) -> SlotPair | None:
    """The pair of slots that is all in which two sentences part: accounts that part in it do not agree."""
    return next((pin for _, pin in telling.pins if probability.plain(pin)), None)


def _clashes(named: Sequence[tuple[float, SlotPair]]) -> list[SlotPair]:
    """Of the pairs of slots that may be named, those that a contradiction may lie in."""
    return [pin for value, pin in named if _clash(pin) and not _fits_better(value, pin, named)]


def _fits_better(value: float, pin: SlotPair, fit: Sequence[tuple[float, SlotPair]]) -> bool:
    """Whether one of two slots that differ goes with a third account's, surer and so that both can hold: "nearly 50" is
    held against 48.5 and not against another sum."""
    return pin.stand == "differ" and any(
        other.stand == "compatible" and sure >= value and {other.left, other.right} & {pin.left, pin.right}
        for sure, other in fit
        if other.left.kind == pin.left.kind
    )


def _clash(pin: SlotPair) -> bool:
    """Whether two slots may be what a contradiction lies in: numbers, times, places and words that can both hold are
    not; of people, offices and acts the comparators know too little to say so."""
    return pin.stand == "differ" or pin.left.kind in OPEN


def _named(telling: HappeningTelling) -> list[tuple[float, SlotPair]]:
    """The pairs of slots that may be named as what parts two answers, the most probable first."""
    home = {passage.index: place for place, answer in enumerate(telling.answers) for passage in answer}
    return [
        (value, pin) for value, pin in telling.pins
        if value >= PINNED.get(pin.left.kind, PINNED_ELSE) and home[pin.left.passage] != home[pin.right.passage]
    ]  # fmt: skip
