"""Groups of matched passages -> tellings: how each account tells one happening.

Passages of two accounts that cover each other are one answer; the slots in which answers part are its `pins`.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from retold.compare.pairing import SlotPair
from retold.match import Matches
from retold.match.groups import PassageGroup
from retold.match.passages import Passage

ALIKE = (
    0.62  # share of each passage that the other covers, from which two tell the same: 9 in 10 such pairs part nothing
)
PINNED = 0.12  # probability from which a pair of slots keeps two passages from being one answer; four times the mean


@dataclass(frozen=True, slots=True, eq=False)
class HappeningTelling:
    """One happening. `answers` are passages that tell it alike, the answers of the first account first; `pins` the
    pairs
    of slots in which two accounts part, the most probable first, each with its probability."""

    group: PassageGroup
    answers: tuple[tuple[Passage, ...], ...]
    pins: tuple[tuple[float, SlotPair], ...]


Pins = Mapping[tuple[int, int], Sequence[tuple[float, SlotPair]]]


def tellings(groups: Sequence[PassageGroup], matches: Matches, pins: Pins) -> Iterator[HappeningTelling]:
    """The telling of each group; `pins` are weighed slot pairs by the two passages they are in."""
    for group in groups:
        found = pins_of(group.members, pins)
        yield HappeningTelling(group, tuple(_answers(group, matches, found)), found)


def pins_of(members: Sequence[int], pins: Pins) -> tuple[tuple[float, SlotPair], ...]:
    """The pairs of slots between some passages, the most probable first."""
    found = [
        pin for place, one in enumerate(members) for two in members[place + 1 :] for pin in pins.get((one, two), ())
    ]
    return tuple(sorted(found, key=lambda pin: (-pin[0], pin[1].left.span, pin[1].right.span)))


def _answers(
    group: PassageGroup, matches: Matches, pins: Sequence[tuple[float, SlotPair]]
) -> Iterator[tuple[Passage, ...]]:
    """The passages by answer: two accounts give one where passages of theirs are alike and no slot parts them."""
    apart = {(pin.left.account, pin.right.account) for probability, pin in pins if probability >= PINNED}
    own: dict[int, list[Passage]] = defaultdict(list)
    for member in group.members:
        own[matches.passages[member].account].append(matches.passages[member])
    home = {account: account for account in own}
    for one, two in ((one, two) for one in own for two in own if one < two):
        if (one, two) not in apart and any(alike(a.index, b.index, matches) for a in own[one] for b in own[two]):
            kept, gone = home[one], home[two]
            home = {account: kept if at == gone else at for account, at in home.items()}
    answers: dict[int, list[Passage]] = defaultdict(list)
    for account, at in home.items():
        answers[at].extend(own[account])
    yield from (tuple(found) for found in answers.values())


def alike(one: int, two: int, matches: Matches) -> bool:
    """Whether two passages tell the same: each covers most of what the other says."""
    pair = matches.pairs.get((min(one, two), max(one, two)))
    return pair is not None and min(pair.ahead, pair.behind) >= ALIKE
