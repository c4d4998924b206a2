"""Slots of two matched passages, paired: the same question filled by two accounts.

In: the Matches of a story. Out: `SlotPair`s whose two fillings can both hold or differ. Every candidate pair of
passages is looked at, however unsure its match: "450 pounds" and "400 pounds" of one gorilla may stand in sentences
that share little else. `probability` weighs each pair.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from retold.compare.checks import COMPARATORS
from retold.compare.slots import Slot, slots_of
from retold.match import Matches
from retold.model import Figure, Story, Time

FAINT = 0.02  # a pair of passages less probable than this is chance: 98 of 100 meet nothing
MOST = 6  # slots of one key in a passage: more are a list, not an answer


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


def slot_pairs(matches: Matches, story: Story) -> Iterator[SlotPair]:
    """The pairs of slots that differ or can both hold, in order of passages."""
    filled: list[dict[tuple[str, str], list[Slot]]] = []
    told: dict[tuple[int, str], int] = defaultdict(int)
    tellers: dict[str, set[int]] = defaultdict(set)
    for passage in matches.passages:
        row: dict[tuple[str, str], list[Slot]] = defaultdict(list)
        for slot in slots_of(passage, story):
            row[slot.kind, slot.key].append(slot)
            told[slot.account, filling(slot)] += 1
            tellers[filling(slot)].add(slot.account)
        filled.append(row)
    for (one, two), probability in matches.meet.items():
        if probability < FAINT:
            continue
        for kind, key in filled[one].keys() & filled[two].keys():
            left, right = filled[one][kind, key], filled[two][kind, key]
            if max(len(left), len(right)) <= MOST:
                yield from _pairs(kind, left, right, story, told, tellers)


def _pairs(
    kind: str, left: list[Slot], right: list[Slot], story: Story, told: dict[tuple[int, str], int],
    tellers: dict[str, set[int]],
) -> Iterator[SlotPair]:  # fmt: skip
    """The pairs of one key: a filling that both passages give is settled and stands against nothing."""
    stands = {(a, b): COMPARATORS[kind](a, b, story) for a in left for b in right}
    settled = {slot for pair, stand in stands.items() if stand == "same" for slot in pair}
    for (a, b), stand in stands.items():
        if stand in ("differ", "compatible") and a not in settled and b not in settled:
            elsewhere = min(told[a.account, filling(b)], 1) + min(told[b.account, filling(a)], 1)
            agreed = min(len(tellers[filling(a)]), len(tellers[filling(b)]))
            yield SlotPair(a, b, stand, len(left) + len(right) - 2, elsewhere, agreed)


def filling(slot: Slot) -> str:
    """What fills a slot, for counting who else gives it."""
    value = slot.value
    if isinstance(value, Figure):
        return f"figure {value.low} {value.high}"
    if isinstance(value, Time):
        return f"time {value.earliest} {value.latest} {value.value}"
    return f"{slot.kind} {slot.text.lower()}"
