"""Slots of two matched passages, paired: the same question filled by two accounts.

In: the Matches of a story. Out: `SlotPair`s whose two fillings can both hold or differ. Every candidate pair of
passages is looked at, however unsure its match: "450 pounds" and "400 pounds" of one gorilla may stand in sentences
that share little else. `probability` weighs each pair.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from retold.compare.checks import COMPARATORS
from retold.compare.slots import COUNT, Slot, Words, slots_of
from retold.languages.questions import QuestionWords
from retold.match import Matches
from retold.match.passages import WORD, Passage
from retold.model import Figure, Span, Story, Time

FAINT = 0.02  # a pair of passages less probable than this is chance: 98 of 100 meet nothing
MOST = 6  # slots of one key in a passage: more are a list, not an answer
WORDED = 0.3  # passages at least so probable to meet are laid word on word
FLANK = 3  # letters: a longer word on a side of two wordings shows that they fill one place
LONGEST = 6  # words of a wording: more is another sentence
LOOSE = frozenset({"attribution", COUNT})  # kinds and keys that say little: passages must meet to be asked about them
EXACT = frozenset({"figure", "time", "quote"})  # kinds whose words are held against each other on their own
GRADED = frozenset({"event"})  # one verb may be told as done and as planned


@dataclass(frozen=True, slots=True, eq=False)
class SlotPair:
    """Two slots of one key in two accounts. `stand` is how they stand; `rivals` how many slots of the key both passages
    hold beside them; `elsewhere` how often one account also gives the other's filling, `agreed` how many accounts give
    each filling (the fewer of both)."""

    left: Slot
    right: Slot
    stand: str
    rivals: int
    elsewhere: int
    agreed: int


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
        for kind, key in sorted(filled[one].keys() & filled[two].keys()):
            if probability < WORDED and (kind in LOOSE or key in LOOSE):
                continue
            left, right = filled[one][kind, key], filled[two][kind, key]
            if max(len(left), len(right)) <= MOST:
                yield from _pairs(kind, left, right, story, told, tellers)
        if probability >= WORDED:
            held = [slot.span for found in filled[one].values() for slot in found if slot.kind in EXACT]
            yield from _worded(matches.passages[one], matches.passages[two], held)


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


def _worded(one: Passage, two: Passage, held: Sequence[Span]) -> Iterator[SlotPair]:
    """Words in one place of two passages that are not the same, but for those that `held` slots hold in the first."""
    left, right = list(WORD.finditer(one.text)), list(WORD.finditer(two.text))
    texts = [[word.group().lower() for word in side] for side in (left, right)]
    steps = SequenceMatcher(None, texts[0], texts[1], autojunk=False).get_opcodes()
    for step, a, b, c, d in steps:
        if step != "replace" or max(b - a, d - c) > LONGEST:
            continue
        beside = [*texts[0][max(a - 1, 0) : a], *texts[0][b : b + 1]] if len(steps) > 1 else []
        if not any(len(word) > FLANK for word in beside) or not _tell(texts[0][a:b]) or not _tell(texts[1][c:d]):
            continue
        spans = [
            (item.span[0] + side[low].start(), item.span[0] + side[high - 1].end())
            for item, side, low, high in ((one, left, a, b), (two, right, c, d))
        ]
        if any(span[0] < spans[0][1] and spans[0][0] < span[1] for span in held):
            continue
        slots = [
            Slot("wording", "wording", item.account, item.index, span, " ".join(item.text[span[0] - item.span[0] : span[1] - item.span[0]].split()), Words("wording"))
            for item, span in zip((one, two), spans, strict=True)
        ]
        yield SlotPair(slots[0], slots[1], "compatible", len(steps) // 2, 0, 1)


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
