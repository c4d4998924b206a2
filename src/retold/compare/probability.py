"""How probable it is that a row is real, and how much it matters: named features, read by logistic lines.

`weights.json` beside this file holds the lines: `slot` (two slots answer one question differently) and, for a telling,
`real` (the answers differ in what a reader wants to see side by side), `contested` (they cannot all be right, or one
carries another further), `useful` (the passages belong together) and `matters` (an editor must know it). They are
learned by `eval/rows/train.py`, cross-validated by story; `rates` there are the measured shares of real rows by
check.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from math import log

import numpy as np
from numpy.typing import NDArray

from retold.compare.checks.acts import grade
from retold.compare.context import CONTEXT, Contexts
from retold.compare.pairing import SlotPair
from retold.compare.questions import HappeningTelling
from retold.compare.slots import CLASS, COUNT, SOURCE, Slot
from retold.match import Matches
from retold.match import features as matching
from retold.match.passages import LEADING, Passage
from retold.model import Event, Figure, Participant, Story, Time

LEDE = 3  # passages at the top of an account
FAR = 10.0  # bound of logarithms
ONE = 2  # a count up to this is often another count
# kinds of slots, each a feature
KINDS = ("figure", "time", "name", "place", "event", "role", "quote", "attribution", "cause", "wording")
CLASHING = ("figure", "time", "name", "event", "quote", "attribution")  # kinds whose comparators say that two differ
SURE = 0.4  # a pair of slots that is all in which two sentences part is real in four of ten cases at least
UNSEEN = (0.02, 0.01)  # meeting and parting of passages that are no candidates

# --- a pair of slots --------------------------------------------------------------------------------------------------


def ratio(pair: SlotPair) -> float:
    """How far two numbers lie apart: the logarithm of the larger over the smaller."""
    one, two = pair.left.value, pair.right.value
    if not isinstance(one, Figure) or not isinstance(two, Figure):
        return 0.0
    ends = [next((end for end in (figure.low, figure.high) if end), None) for figure in (one, two)]
    if ends[0] is None or ends[1] is None or min(ends[0], ends[1]) <= 0:
        return 0.0
    return min(abs(log(ends[0] / ends[1])), FAR)


def few(pair: SlotPair) -> float:
    """The larger number is at most two."""
    figures = [slot.value for slot in (pair.left, pair.right) if isinstance(slot.value, Figure)]
    return float(bool(figures) and max(figure.high or figure.low or 0 for figure in figures) <= ONE)


def days(pair: SlotPair) -> float:
    """How many days two times lie apart (logarithm)."""
    one, two = pair.left.value, pair.right.value
    if not isinstance(one, Time) or not isinstance(two, Time) or not one.earliest or not two.earliest:
        return 0.0
    try:
        gap = date.fromisoformat(one.earliest[:10]) - date.fromisoformat(two.earliest[:10])
    except ValueError:
        return 0.0
    return min(log(1 + abs(gap.days)), FAR)


def counted_days(pair: SlotPair) -> float:
    """How many of the times are counted from publication, which may be that of a later capture."""
    times = [slot.value for slot in (pair.left, pair.right) if isinstance(slot.value, Time)]
    return float(sum(time.anchor.kind == "published" for time in times))


def classed(pair: SlotPair) -> float:
    """The numbers count killed, injured, arrested ... people: a class of the lexicon."""
    return float(pair.left.key.startswith(CLASS))


def one_about(pair: SlotPair) -> float:
    """Both slots hang on one verb, noun or predicate."""
    return float(bool(pair.left.about) and pair.left.about == pair.right.about)


def coded(pair: SlotPair) -> float:
    """The act is of a class of the lexicon, and not only a word."""
    return float(any(isinstance(slot.value, Event) and slot.value.plover for slot in (pair.left, pair.right)))


def length(pair: SlotPair) -> float:
    """Words that fill the slots (logarithm of the mean)."""
    return log(1 + (len(pair.left.text.split()) + len(pair.right.text.split())) / 2)


def words_shared(pair: SlotPair) -> float:
    """The share of words that both slots hold."""
    one, two = set(pair.left.text.lower().split()), set(pair.right.text.lower().split())
    return len(one & two) / max(len(one | two), 1)


def capitals(pair: SlotPair) -> float:
    """How many of the slots open with a capital."""
    return float(pair.left.text[:1].isupper()) + float(pair.right.text[:1].isupper())


def rounded(pair: SlotPair) -> float:
    """How many of the numbers are approximate."""
    return float(sum(isinstance(slot.value, Figure) and slot.value.approximate for slot in (pair.left, pair.right)))


def _is(name: str, test: Callable[[SlotPair], bool]) -> tuple[str, Callable[[SlotPair], float]]:
    return name, lambda pair: float(test(pair))


def _figure(kind: str) -> Callable[[SlotPair], bool]:
    return lambda pair: isinstance(pair.left.value, Figure) and pair.left.value.kind == kind


def _grain(key: str) -> Callable[[SlotPair], bool]:
    return lambda pair: pair.left.kind == "time" and pair.left.key == key


def _grade(name: str) -> Callable[[SlotPair], bool]:
    return lambda pair: any(isinstance(slot.value, Event) and grade(slot) == name for slot in (pair.left, pair.right))


def _part(name: str) -> Callable[[SlotPair], bool]:
    return lambda pair: isinstance(pair.left.value, Participant) and pair.left.value.role == name


def _apart(name: str) -> Callable[[SlotPair], bool]:
    return lambda pair: pair.left.kind == name and pair.stand == "differ"


def _kind(name: str) -> Callable[[SlotPair], bool]:
    return lambda pair: pair.left.kind == name


SLOT: tuple[tuple[str, Callable[[SlotPair], float]], ...] = (
    *(_is(f"kind {name}", _kind(name)) for name in KINDS),
    _is("sole", lambda pair: pair.sole),
    _is("any count", lambda pair: pair.left.key == COUNT),
    _is("no source", lambda pair: pair.left.key == SOURCE),
    _is("differ", lambda pair: pair.stand == "differ"),
    *(_is(f"{name} differ", _apart(name)) for name in CLASHING),
    ("rivals", lambda pair: float(pair.rivals)),
    ("elsewhere", lambda pair: float(pair.elsewhere)),
    ("agreed", lambda pair: float(pair.agreed)),
    *((function.__name__, function) for function in (
        one_about, ratio, few, classed, days, counted_days, coded, length, words_shared, rounded, capitals,
    )),
    *(_is(f"figure {name}", _figure(name)) for name in ("count", "money", "percent", "age", "measure", "duration")),
    *(_is(f"time {name}", _grain(name)) for name in ("day", "clock", "length", "period")),
    *(_is(f"act {name}", _grade(name)) for name in ("denied", "planned", "possible", "alleged")),
    *(_is(f"part {name}", _part(name)) for name in ("agent", "patient", "recipient")),
)  # fmt: skip
SLOT_NAMES: tuple[str, ...] = (
    *(feature.__name__ for feature in CONTEXT), *(feature.__name__ for feature in matching.FEATURES), "meet", "part",
    *(name for name, _ in SLOT),
)  # fmt: skip


def slot_table(pairs: Sequence[SlotPair], matches: Matches, contexts: Contexts) -> NDArray[np.float64]:
    """One row a pair of slots, one column a name of `SLOT_NAMES`."""
    known: dict[tuple[int, int], list[float]] = {}
    rows = []
    for pair in pairs:
        key = (pair.left.passage, pair.right.passage)
        if key not in known:
            passages = [feature(matches.pairs[key]) for feature in matching.FEATURES]
            known[key] = [*passages, matches.meet[key], matches.part[key]]
        rows.append([*contexts.features(pair), *known[key], *(feature(pair) for _, feature in SLOT)])
    return np.array(rows, dtype=np.float64).reshape(len(pairs), len(SLOT_NAMES))


def weighed(values: Sequence[float], pairs: Sequence[SlotPair]) -> list[tuple[float, SlotPair]]:
    """Pairs of slots with their learned probability, but at least `SURE` for those in which two sentences part that are
    the same but for a name, a place, a number, a time or a cause: too few of them are in what was learned from."""
    return [(max(value, SURE) if plain(pair) else value, pair) for value, pair in zip(values, pairs, strict=True)]


def plain(pair: SlotPair) -> bool:
    """Whether two sentences are the same but for a slot that is filled with other names, places, numbers or times."""
    if not pair.sole or pair.left.kind not in ("name", "place", "figure", "time", "cause"):
        return False
    return pair.stand == "differ" or pair.left.kind == "cause" or _named_apart(pair)


def _capitals(slot: Slot) -> frozenset[str]:
    return frozenset(word for word in slot.text.split() if word[:1].isupper())


def _named_apart(pair: SlotPair) -> bool:
    """Whether both descriptions hold a name, and not the same."""
    one, two = _capitals(pair.left), _capitals(pair.right)
    return pair.left.kind in ("name", "place") and bool(one and two) and not one & two


# --- a telling --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """A telling with its passages, and the pairs of passages that are in two of its answers (in one, where it has
    one answer)."""

    telling: HappeningTelling
    passages: tuple[Passage, ...]
    meet: tuple[float, ...]
    part: tuple[float, ...]
    pairs: tuple[matching.PassagePair, ...]
    accounts: int
    fame: float


def size(seen: Seen) -> float:
    """How many passages tell it."""
    return float(len(seen.passages))


def mean_match(seen: Seen) -> float:
    """The mean probability that two of its passages meet."""
    return seen.telling.group.probability


def tellers(seen: Seen) -> float:
    """How many accounts tell it."""
    return float(len({passage.account for passage in seen.passages}))


def tellers_share(seen: Seen) -> float:
    """The share of accounts that tell it."""
    return tellers(seen) / max(seen.accounts, 1)


def story_accounts(seen: Seen) -> float:
    """How many accounts the story has."""
    return float(min(seen.accounts, 12))


def answers(seen: Seen) -> float:
    """In how many ways it is reported."""
    return float(len(seen.telling.answers))


def most_part(seen: Seen) -> float:
    """The greatest probability that two passages part."""
    return max(seen.part, default=0.0)


def mean_part(seen: Seen) -> float:
    """The mean probability that two passages part."""
    return sum(seen.part) / max(len(seen.part), 1)


def any_part(seen: Seen) -> float:
    """The probability that at least one pair of passages parts, as if each were on its own."""
    return _any(seen.part)


def most_meet(seen: Seen) -> float:
    """The greatest probability that two passages meet."""
    return max(seen.meet, default=0.0)


def mean_meet(seen: Seen) -> float:
    """The mean probability that two passages of two answers meet."""
    return sum(seen.meet) / max(len(seen.meet), 1)


def any_meet(seen: Seen) -> float:
    """The probability that at least one pair of passages meets, as if each were on its own."""
    return _any(seen.meet)


def highest(seen: Seen) -> float:
    """How far up its account the highest passage is: 0 at the start."""
    return min((passage.place for passage in seen.passages), default=1.0)


def mean_place(seen: Seen) -> float:
    """How far up their accounts the passages are on the mean."""
    return sum(passage.place for passage in seen.passages) / max(len(seen.passages), 1)


def ledes(seen: Seen) -> float:
    """How many passages are headlines or at the top."""
    return float(sum(passage.order < LEDE or passage.part in LEADING for passage in seen.passages))


def ledes_share(seen: Seen) -> float:
    """The share of passages that are headlines or at the top."""
    return ledes(seen) / max(len(seen.passages), 1)


def fame(seen: Seen) -> float:
    """How many accounts speak of the people, groups and places in it: the sum of the three best known."""
    return seen.fame


def covered(seen: Seen) -> float:
    """How much two passages cover each other, at most."""
    return max((min(pair.ahead, pair.behind) for pair in seen.pairs), default=0.0)


def mean_covered(seen: Seen) -> float:
    """How much two passages cover each other, on the mean."""
    return sum(min(pair.ahead, pair.behind) for pair in seen.pairs) / max(len(seen.pairs), 1)


def shared(seen: Seen) -> float:
    """How much the shared words of two passages tell, at most."""
    return max((log(1 + pair.shared) for pair in seen.pairs), default=0.0)


def closest(seen: Seen) -> float:
    """How alike the words of two passages are, at most."""
    return max((pair.candidate.cosine for pair in seen.pairs), default=0.0)


def linked(seen: Seen) -> float:
    """How surely one of its accounts took from another."""
    return max((pair.linked for pair in seen.pairs), default=0.0)


def quoting(seen: Seen) -> float:
    """The share of passages that quote in marks."""
    return sum(bool(passage.quoted) for passage in seen.passages) / max(len(seen.passages), 1)


def numbers(seen: Seen) -> float:
    """The share of passages with a number."""
    return sum(bool(passage.figures) for passage in seen.passages) / max(len(seen.passages), 1)


def denials(seen: Seen) -> float:
    """Some passages deny something and others do not."""
    return float(len({passage.negated for passage in seen.passages}) > 1)


def doubts(seen: Seen) -> float:
    """Some passages tell something as planned or possible and others do not."""
    return float(len({passage.unsure for passage in seen.passages}) > 1)


def words(seen: Seen) -> float:
    """Words of a passage on the mean."""
    return sum(len(passage.words) for passage in seen.passages) / max(len(seen.passages), 1)


def _pin(kind: str) -> tuple[str, Callable[[Seen], float]]:
    def feature(seen: Seen) -> float:
        return max((value for value, pin in seen.telling.pins if pin.left.kind == kind), default=0.0)

    return f"pin {kind}", feature


def pin_differ(seen: Seen) -> float:
    """The most probable pair of slots that differ."""
    return max(_differing(seen), default=0.0)


def any_differ(seen: Seen) -> float:
    """The probability that at least one pair of slots differs, as if each were on its own."""
    return _any(_differing(seen))


def count_differ(seen: Seen) -> float:
    """How many pairs of slots differ."""
    return float(min(len(_differing(seen)), 20))


def any_pin(seen: Seen) -> float:
    """The probability that at least one pair of slots parts, as if each were on its own."""
    return _any([value for value, _ in seen.telling.pins])


def _differing(seen: Seen) -> list[float]:
    return [value for value, pin in seen.telling.pins if pin.stand == "differ"]


def _any(found: Sequence[float]) -> float:
    return float(1 - np.prod([1 - value for value in found])) if found else 0.0


TOLD: tuple[tuple[str, Callable[[Seen], float]], ...] = (
    *((function.__name__, function) for function in (
        mean_match, size, tellers, tellers_share, story_accounts, answers, most_part, mean_part, any_part, most_meet,
        mean_meet, any_meet, highest, mean_place, ledes, ledes_share, fame, covered, mean_covered, shared, closest,
        linked, quoting, numbers, denials, doubts, words,
    )),
    *(_pin(kind) for kind in ("figure", "time", "name", "event", "role", "quote", "attribution", "cause", "wording")),
    *((function.__name__, function) for function in (pin_differ, any_differ, count_differ, any_pin)),
)  # fmt: skip
# the features of a telling, in the order of their weights
TOLD_NAMES: tuple[str, ...] = tuple(name for name, _ in TOLD)


def told_table(found: Sequence[HappeningTelling], matches: Matches, story: Story) -> NDArray[np.float64]:
    """One row a telling, one column a name of `TOLD_NAMES`."""
    known = fames(story)
    rows = [
        [feature(one) for _, feature in TOLD] for one in (_seen(telling, matches, story, known) for telling in found)
    ]
    return np.array(rows, dtype=np.float64).reshape(len(found), len(TOLD))


def _seen(telling: HappeningTelling, matches: Matches, story: Story, known: dict[str, float]) -> Seen:
    here = telling.answers
    sides = [(one, two) for place, one in enumerate(here) for two in here[place + 1 :]] or [(here[0], here[0])]
    cross = sorted(
        {
            (min(a.index, b.index), max(a.index, b.index))
            for one, two in sides for a in one for b in two if a.account != b.account
        }
    )  # fmt: skip
    passages = tuple(sorted((passage for answer in here for passage in answer), key=lambda passage: passage.index))
    entities = {entity for passage in passages for entity in passage.entities}
    return Seen(
        telling, passages, tuple(matches.meet.get(pair, UNSEEN[0]) for pair in cross),
        tuple(matches.part.get(pair, UNSEEN[1]) for pair in cross),
        tuple(matches.pairs[pair] for pair in cross if pair in matches.pairs), len(story.analyses),
        sum(sorted((known.get(name, 0.0) for name in entities), reverse=True)[:3]),
    )  # fmt: skip


def fames(story: Story) -> dict[str, float]:
    """The share of accounts that speak of each story entity."""
    total = max(len(story.analyses), 1)
    return {entity.id: len({mention.account for mention in entity.mentions}) / total for entity in story.entities}
