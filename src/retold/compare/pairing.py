"""Slots of two matched passages, paired: the same question filled by two accounts.

In: the Matches of a story. Out: `SlotPair`s whose two fillings can both hold or differ. Every candidate pair of
passages is looked at, however unsure its match: "450 pounds" and "400 pounds" of one gorilla may stand in sentences
that share little else. `probability` weighs each pair.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from retold.compare.checks import COMPARATORS
from retold.compare.slots import COUNT, SOURCE, Slot, Unrecorded, slots_of
from retold.languages.questions import QuestionWords
from retold.match import Matches
from retold.match.passages import WORD, Passage
from retold.model import Figure, Span, Story, Time
from retold.spans import overlaps

Step = tuple[str, int, int, int, int]
TURNED = {"insert": "delete", "delete": "insert"}  # the steps of an alignment read from the other side

FAINT = 0.02  # a pair of passages less probable than this is chance: 98 of 100 meet nothing
MOST = 6  # slots of one key in a passage: more are a list, not an answer
WORDED = 0.3  # passages at least so probable to meet are laid word on word
BESIDE = 2  # words on a side of two wordings among which one must tell something
FLANK = 3  # letters: a longer word on a side of two wordings shows that they fill one place
MOSTLY = 0.6  # share of words in one order from which two passages are mostly the same,
PLACES = 3  # and the places in which they may part
LONGEST = 6  # words of a wording: more is another sentence
LOOSE = frozenset({"attribution", COUNT})  # kinds and keys that say little: passages must meet to be asked about them
GRADED = frozenset({"event"})  # one verb may be told as done and as planned


@dataclass(frozen=True, slots=True, eq=False)
class SlotPair:
    """Two slots of one key in two accounts. `stand`: how they compare; `rivals`: how many slots of the key both
    passages hold beside them; `elsewhere`: how often one account also gives the other's filling; `agreed`: how many
    accounts give each filling (the fewer of both); `sole`: the passages are mostly the same word for word and part
    here."""

    left: Slot
    right: Slot
    stand: str
    rivals: int
    elsewhere: int
    agreed: int
    sole: bool = False


def slot_pairs(matches: Matches, story: Story, words: QuestionWords) -> Iterator[SlotPair]:
    """The pairs of slots that differ or can both hold, in order of passages."""
    filled: list[dict[tuple[str, str], list[Slot]]] = []
    told: dict[tuple[int, str], int] = defaultdict(int)
    tellers: dict[str, set[int]] = defaultdict(set)
    for passage in matches.passages:
        row: dict[tuple[str, str], list[Slot]] = defaultdict(list)
        for slot in slots_of(passage, story, words):
            row[slot.kind, slot.key].append(slot)
            told[slot.account, filling(slot)] += 1
            tellers[filling(slot)].add(slot.account)
        filled.append(row)
    for (one, two), probability in matches.meet.items():
        if probability < FAINT:
            continue
        laid = WordOnWord(matches.passages[one], matches.passages[two]) if probability >= WORDED else None
        for kind, key in sorted(filled[one].keys() & filled[two].keys()):
            if probability < WORDED and (kind in LOOSE or key in LOOSE):
                continue
            left, right = filled[one][kind, key], filled[two][kind, key]
            if max(len(left), len(right)) <= MOST:
                for pair in _pairs(kind, left, right, story, told, tellers):
                    yield replace(pair, sole=True) if laid and laid.sole(pair) else pair
        if laid:
            asked = filled[one].keys() & filled[two].keys()
            held = [slot.span for name in asked for slot in filled[one][name] if name != ("attribution", SOURCE)]
            yield from laid.wordings(held)


def _pairs(
    kind: str, left: list[Slot], right: list[Slot], story: Story, told: dict[tuple[int, str], int],
    tellers: dict[str, set[int]],
) -> Iterator[SlotPair]:  # fmt: skip
    """The pairs of one key: a filling that both passages give is settled and stands against nothing."""
    stands = {(a, b): COMPARATORS[kind](a, b, story) for a in left for b in right}
    settled = {slot for pair, stand in stands.items() if stand == "same" for slot in pair}
    for (a, b), stand in stands.items():
        alike = a.kind not in GRADED and a.text.lower() == b.text.lower()
        if stand in ("differ", "compatible") and a not in settled and b not in settled and not alike:
            elsewhere = min(told[a.account, filling(b)], 1) + min(told[b.account, filling(a)], 1)
            agreed = min(len(tellers[filling(a)]), len(tellers[filling(b)]))
            yield SlotPair(a, b, stand, len(left) + len(right) - 2, elsewhere, agreed)


class WordOnWord:
    """Two passages laid word on word: the places where one has other words than the other."""

    def __init__(self, one: Passage, two: Passage) -> None:
        self.passages = (one, two)
        self.words = [list(WORD.finditer(item.text)) for item in self.passages]
        self.texts = [[word.group().lower() for word in side] for side in self.words]
        self.steps = _steps(*self.texts)
        same = sum(b - a for step, a, b, _, _ in self.steps if step == "equal")
        self.apart = [step for step in self.steps if step[0] != "equal"]
        self.same = 2 * same / max(sum(map(len, self.texts)), 1)
        self.turned = bool(self.apart) and sorted(self.texts[0]) == sorted(self.texts[1])

    def spans(self, step: Step) -> tuple[Span, Span]:
        """Where the words of a step are in both accounts."""
        _, a, b, c, d = step
        found = [
            (item.span[0] + side[low].start(), item.span[0] + side[high - 1].end())
            for item, side, low, high in zip(self.passages, self.words, (a, c), (b, d), strict=True)
        ]
        return found[0], found[1]

    def sole(self, pair: SlotPair) -> bool:
        """Whether the passages are mostly the same, and a pair of slots fills a place in which they part; the same
        words in another order tell otherwise who did it to whom."""
        if self.turned:
            return True
        if self.same < MOSTLY or len(self.apart) > PLACES:
            return False
        found = (self.spans(step) for step in self.apart if step[0] == "replace")
        return any(overlaps(pair.left.span, one) and overlaps(pair.right.span, two) for one, two in found)

    def wordings(self, held: Sequence[Span]) -> Iterator[SlotPair]:
        """Pairs of wordings in one place, but for those in which slots of the first passage stand that the
        second has too."""
        for step in self.apart:
            _, a, b, c, d = step
            if step[0] != "replace" or max(b - a, d - c) > LONGEST:
                continue
            beside = [*self.texts[0][max(a - BESIDE, 0) : a], *self.texts[0][b : b + BESIDE]]
            if not all(_tell(words) for words in (beside, self.texts[0][a:b], self.texts[1][c:d])):
                continue
            spans = self.spans(step)
            if not any(overlaps(span, spans[0]) for span in held):
                left, right = (_words(item, span) for item, span in zip(self.passages, spans, strict=True))
                yield SlotPair(left, right, "compatible", len(self.steps) // 2, 0, 1)


def _steps(one: list[str], two: list[str]) -> list[Step]:
    """The steps from one text to the other, the same ones whichever is first."""
    if one <= two:
        return [*SequenceMatcher(None, one, two, autojunk=False).get_opcodes()]
    turned = SequenceMatcher(None, two, one, autojunk=False).get_opcodes()
    return [(TURNED.get(step, step), c, d, a, b) for step, a, b, c, d in turned]


def _words(passage: Passage, span: Span) -> Slot:
    text = " ".join(passage.text[span[0] - passage.span[0] : span[1] - passage.span[0]].split())
    return Slot("wording", "wording", passage.account, passage.index, span, text, Unrecorded("wording"))


def _tell(words: Sequence[str]) -> bool:
    return any(len(word) > FLANK for word in words)


def filling(slot: Slot) -> str:
    """What fills a slot, for counting who else gives it."""
    value = slot.value
    if isinstance(value, Figure):
        return f"figure {value.low} {value.high}"
    if isinstance(value, Time):
        return f"time {value.earliest} {value.latest} {value.value}"
    return f"{slot.kind} {slot.text.lower()}"
