"""One happening as the accounts tell it: statements from groups of matched passages, and from slots that part.

In: a Story. Out: Statements with a calibrated probability and an importance, all of them: `rank.chosen` decides which
are shown. A group gives one row: `agree` where all tell it alike, `compatible` where details differ, `differ` where
they cannot all be right, `update` where a later account carries an earlier one further. Slots that part outside any
group give rows of their own.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from retold.compare import probability, wording
from retold.compare.context import Contexts
from retold.compare.keys import key_of
from retold.compare.order import carried
from retold.compare.pairing import SlotPair, slot_pairs
from retold.compare.questions import HappeningTelling, tellings
from retold.compare.slots import CLASS, Slot
from retold.compare.values import evidence, value
from retold.languages import Language
from retold.languages.questions import words_of
from retold.match import Matches, match
from retold.match.passages import Passage
from retold.match.score import lines
from retold.model import Evidence, Relation, Span, Statement, StatementKind, Story, Value

CONTESTED = 0.3  # from this probability a happening is shown as contested: 4 in 10 of such rows are (cross-validated)
UNNAMED = 0.36  # and from this where the words that clash are not found: of those below one in four is contested
# kinds whose comparators know too little to say "differ" of every pair that cannot both be right
OPEN = frozenset({"name", "place", "role", "event", "attribution", "cause", "wording"})
REAL = 0.25  # from this probability its answers are shown side by side: below it one row in four is real
# from these probabilities a pair of slots is named as what parts two answers; who, where and whether are read less
# surely: at one probability half as many of them are right
PINNED = {"figure": 0.2, "time": 0.2, "quote": 0.2, "role": 0.2}
PINNED_ELSE = 0.4
# from these probabilities a pair of slots outside any group is a row of its own: of numbers and quoted words one in
# three such rows is real, of the others fewer
ALONE = {"figure": 0.15, "quote": 0.15}
ALONE_ELSE = 0.4
KIND: dict[str, StatementKind] = {
    "figure": "figure", "time": "time", "name": "name", "place": "place", "role": "role", "quote": "quote",
    "attribution": "attribution", "event": "status", "cause": "cause", "wording": "event",
}  # fmt: skip
CODES: dict[tuple[str, str], str] = {
    ("figure", "differ"): "M201", ("time", "differ"): "M202", ("place", "differ"): "M203", ("name", "differ"): "M204",
    ("role", "differ"): "M205", ("quote", "differ"): "M206", ("attribution", "differ"): "M207",
    ("event", "differ"): "M208", ("figure", "compatible"): "M301", ("time", "compatible"): "M302",
    ("place", "compatible"): "M303", ("name", "compatible"): "M304", ("role", "compatible"): "M305",
    ("quote", "compatible"): "M306", ("attribution", "compatible"): "M307", ("event", "compatible"): "M308",
    ("cause", "differ"): "M210", ("cause", "compatible"): "M310", ("wording", "differ"): "M211",
    ("wording", "compatible"): "M311",
}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Happenings:
    """What the accounts of a story have in common: the matches, the weighed pairs of slots and the tellings, each with
    the probabilities of `real`, `contested`, `useful` and `matters`."""

    matches: Matches
    pins: tuple[tuple[float, SlotPair], ...]
    tellings: tuple[HappeningTelling, ...]
    real: tuple[float, ...]
    contested: tuple[float, ...]
    useful: tuple[float, ...]
    matters: tuple[float, ...]

    @cached_property
    def neighbours(self) -> dict[int, list[int]]:
        """For each passage the passages of other accounts that were held against it."""
        found: dict[int, list[int]] = defaultdict(list)
        for left, right in self.matches.meet:
            found[left].append(right)
            found[right].append(left)
        return dict(found)

    def fit(self, passage: Passage) -> float:
        """How probable the best match of a passage is."""
        near = self.neighbours.get(passage.index, ())
        keys = ((min(passage.index, other), max(passage.index, other)) for other in near)
        return max((self.matches.meet[key] for key in keys), default=0.0)


def happenings(story: Story, language: Language) -> Happenings:
    """The happenings of a story; found once a story."""
    return story.once("happenings", lambda: _happenings(story, language))


def _happenings(story: Story, language: Language) -> Happenings:
    matches = match(story)
    contexts = Contexts(story, matches.passages, matches.idf, language)
    pairs = list(contexts.of_one_occasion(slot_pairs(matches, story, words_of(language))))
    slot = lines(__package__, probability.SLOT_NAMES, names_of="slot")["slot"]
    found = slot.probability(probability.slot_table(pairs, matches, contexts)).tolist()
    weighed = tuple(probability.weighed(found, pairs))
    by_passages: dict[tuple[int, int], list[tuple[float, SlotPair]]] = defaultdict(list)
    for weight, pair in weighed:
        by_passages[pair.left.passage, pair.right.passage].append((weight, pair))
    told = tuple(tellings(matches, by_passages))
    learned = lines(__package__, probability.TOLD_NAMES, names_of="real")
    table = probability.told_table(told, matches, story)
    values = {
        name: tuple(learned[name].probability(table).tolist()) for name in ("real", "contested", "useful", "matters")
    }
    return Happenings(matches, weighed, told, **values)


def statements(story: Story, language: Language) -> Iterator[Statement]:
    """A row a happening, then the slots that part outside any happening."""
    found = happenings(story, language)
    for number in range(len(found.tellings)):
        yield _telling(f"happening-{number + 1}", number, found, story, language)
    yield from _alone(found, story, language)


# --- a row a happening ------------------------------------------------------------------------------------------------


def _telling(name: str, number: int, found: Happenings, story: Story, language: Language) -> Statement:
    telling = found.tellings[number]
    relation, probable = _relation(telling, found, number)
    pin = _pin(telling, relation)
    passages = [passage for answer in telling.answers for passage in answer]
    pinned = {pin.left.passage, pin.right.passage} if pin else set()
    about = wording.heading([item for item in passages if item.index in pinned] or passages, language)
    answers = telling.answers if relation != "agree" else (tuple(passages),)
    if relation != "agree" and carried(answers, pin, relation, story, words_of(language)):
        relation = "update"
    # a happening with numbers in it is a happening: rows of kind figure hold numbers that answer one question
    kind: StatementKind = KIND[pin.left.kind] if pin and pin.left.kind != "figure" else "event"
    main = _main(passages, story)
    values = tuple(_value(answer, pin, main, found, story) for answer in answers)
    entities = sorted({entity for passage in passages for entity in passage.named})
    code = _code(relation, pin)
    return Statement(
        id=name, kind=kind, topic=wording.question(pin, about, story, language) if pin else about, relation=relation,
        why=_why(relation, pin, story, language), values=values, check=code, entities=tuple(entities),
        differs_by=KIND[pin.left.kind] if pin and relation != "agree" else None, key=key_of("happening", values),
        probability=round(probable, 3), importance=round(found.matters[number], 3), happening=name,
    )  # fmt: skip


def contested(found: Happenings, number: int) -> bool:
    """Whether a happening is shown as one on which the accounts cannot all be right: more is asked where no pair of
    slots can be named in which they part, and where the named ones can both hold it is not."""
    telling = found.tellings[number]
    named = _named(telling)
    clashes = _clashes(named)
    if len(telling.answers) < 2 or (named and not clashes):
        return False
    return _contest(found, number) >= (CONTESTED if clashes else UNNAMED)


def _contest(found: Happenings, number: int) -> float:
    """How probable it is that a happening is contested: what was learned of whole happenings, or, where that is more,
    that its surest named pair of slots is real and a real one of its kind and stand is contested."""
    rates = lines(__package__, probability.SLOT_NAMES, names_of="slot")["slot"].rates
    shares = [
        value * rates.get(f"{pin.left.kind} {pin.stand}", 0.0)
        for value, pin in _named(found.tellings[number]) if pin.stand == "differ"
    ]  # fmt: skip
    return max([found.contested[number], *shares])


def apart(found: Happenings, number: int) -> bool:
    """Whether the accounts are shown to tell a happening differently."""
    return contested(found, number) or (len(found.tellings[number].answers) > 1 and found.real[number] >= REAL)


def told_alike(found: Happenings, number: int) -> bool:
    """Whether nothing was found in which the accounts part over a happening."""
    return _relation(found.tellings[number], found, number)[0] == "agree"


def _relation(telling: HappeningTelling, found: Happenings, number: int) -> tuple[Relation, float]:
    if contested(found, number):
        return "differ", _contest(found, number)
    if apart(found, number):
        return "compatible", found.real[number]
    if len(telling.answers) > 1 and (_denied(telling) or _parted(telling)):
        return "compatible", found.useful[number]
    return "agree", found.useful[number]


def _denied(telling: HappeningTelling) -> SlotPair | None:
    """The act that one account tells as done and another denies: nothing that somebody denies is told alike."""
    pins = (pin for _, pin in telling.pins if pin.left.kind == "event" and pin.stand == "differ")
    return next((pin for pin in pins if pin.left.about == pin.right.about), None)


def _parted(telling: HappeningTelling) -> SlotPair | None:
    """The pair of slots that is all in which two sentences part: nothing that differs in it is told alike."""
    return next((pin for _, pin in telling.pins if probability.plain(pin)), None)


def _typed(pin: SlotPair) -> bool:
    """Numbers of killed, injured, arrested ...: the question about them is a row of `figures`, so no other asks it."""
    return pin.left.kind == "figure" and pin.left.key.startswith(CLASS)


def _pin(telling: HappeningTelling, relation: Relation) -> SlotPair | None:
    """The pair of slots that a row names as what parts its answers: one that differs before one that can both hold."""
    if relation == "agree":
        return None
    fit = _named(telling)
    if relation == "differ":
        clashes = _clashes(fit)
        return next((pin for pin in clashes if pin.stand == "differ"), clashes[0] if clashes else None)
    return fit[0][1] if fit else _denied(telling) or _parted(telling)


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


def _value(
    answer: Sequence[Passage], pin: SlotPair | None, main: dict[int, str], found: Happenings, story: Story
) -> Value:
    """An answer in the words of the passage that holds the pinned slot, else of the one that matches others best."""
    records: dict[int, str | None] = {}
    for slot in (pin.left, pin.right) if pin else ():
        records[slot.passage] = getattr(slot.value, "id", None)
    proof = [
        evidence(story.analyses[passage.account], passage.span, records.get(passage.index) or main.get(passage.index))
        for passage in answer
    ]
    shown = max(answer, key=lambda passage: (passage.index in records, found.fit(passage), -passage.index))
    text = " ".join(shown.text.split())
    quoted = [bool(passage.quotes) for passage in answer]
    made = value(story, text, None, proof)
    speakers = tuple(sorted({speaker for passage in answer for speaker in passage.speakers}))
    return replace(made, voice="both" if any(quoted) and not all(quoted) else "quoted" if any(quoted) else "outlet",
                   speakers=speakers)  # fmt: skip


def _main(passages: Sequence[Passage], story: Story) -> dict[int, str]:
    """The happening that most of the passages tell, as the id of its event in each: the verb or noun of the most
    accounts,
    the rarest first named in a passage."""
    told: dict[str, dict[int, str]] = defaultdict(dict)
    for passage in passages:
        for event in story.analyses[passage.account].events:
            if passage.span[0] <= event.span[0] < passage.span[1] and event.type not in ("say", "be"):
                told[event.lemma].setdefault(passage.index, event.id)
    account = {passage.index: passage.account for passage in passages}
    best = max(told, key=lambda lemma: len({account[index] for index in told[lemma]}), default="")
    return told.get(best, {}) if best else {}


def _code(relation: Relation, pin: SlotPair | None) -> str:
    if relation == "agree":
        return "M101"
    if pin is None:
        return "M209" if relation in ("differ", "update") else "M309"
    return CODES[pin.left.kind, "differ" if relation in ("differ", "update") else "compatible"]


def _why(relation: Relation, pin: SlotPair | None, story: Story, language: Language) -> str:
    if relation == "agree":
        return "These passages were matched, and nothing in them was found to part."
    if pin is None and relation != "compatible":
        return (
            "Of rows that look like this, 4 in 10 hold a contradiction; the words in which they clash were not found."
        )
    if pin is None:
        return "These passages were matched; they tell it with different details."
    names = [story.analyses[slot.account].article.id for slot in (pin.left, pin.right)]
    return f"“{wording.shown(pin.left, language)}” in {names[0]}, “{wording.shown(pin.right, language)}” in {names[1]}."


# --- slots outside any happening --------------------------------------------------------------------------------------


def _alone(found: Happenings, story: Story, language: Language) -> Iterator[Statement]:
    """Rows of slots whose passages tell too little else in common to be one happening; one row a contradiction."""
    home = {member: number for number, group in enumerate(found.matches.groups) for member in group.members}
    rated = lines(__package__, probability.SLOT_NAMES, names_of="slot")["slot"].rates
    used = set(_heading(found))
    number = 0
    for weight, pair in sorted(found.pins, key=lambda pin: (-pin[0], pin[1].left.span, pin[1].right.span)):
        together = home.get(pair.left.passage, -1) == home.get(pair.right.passage, -2)
        probable = weight >= ALONE.get(pair.left.kind, ALONE_ELSE)
        if not probable or together or _typed(pair) or used & set(_places(pair)):
            continue
        used.update(_places(pair))
        number += 1
        share = weight * rated.get(f"{pair.left.kind} {pair.stand}", 0.0)
        yield _slot_row(f"slot-{number}", pair, weight, share, found, story, language)


Place = tuple[int, Span]


def _places(pair: SlotPair) -> tuple[Place, Place]:
    """The account and the words of both slots: one number may fill two slots."""
    return (pair.left.account, pair.left.span), (pair.right.account, pair.right.span)


def _heading(found: Happenings) -> Iterator[Place]:
    """The words that are named as what parts the answers of a happening, and so head no other row."""
    for number, telling in enumerate(found.tellings):
        pin = _pin(telling, _relation(telling, found, number)[0])
        if pin is not None:
            yield from _places(pin)


def _slot_row(
    name: str, pair: SlotPair, weight: float, contested: float, found: Happenings, story: Story, language: Language
) -> Statement:
    passages = [found.matches.passages[slot.passage] for slot in (pair.left, pair.right)]
    relation: Relation = "differ" if contested >= CONTESTED and pair.stand == "differ" else "compatible"
    values = tuple(_slot_value(slot, story, found) for slot in (pair.left, pair.right))
    if carried([[passage] for passage in passages], pair, relation, story, words_of(language)):
        relation = "update"
    return Statement(
        id=name, kind=KIND[pair.left.kind],
        topic=wording.question(pair, wording.heading(passages, language), story, language), relation=relation,
        why=_why(relation, pair, story, language), values=values, check=_code(relation, pair),
        entities=tuple(sorted({entity for passage in passages for entity in passage.named})),
        differs_by=KIND[pair.left.kind], key=key_of(pair.left.kind, values), probability=round(weight, 3),
        importance=0.05,
    )  # fmt: skip


def _slot_value(slot: Slot, story: Story, found: Happenings) -> Value:
    passage = found.matches.passages[slot.passage]
    proof: Evidence = evidence(story.analyses[slot.account], passage.span, getattr(slot.value, "id", None))
    return value(story, slot.text, None, [proof])
