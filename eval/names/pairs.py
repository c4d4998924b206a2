"""Pairs of names made by rules, to train `same_name` on: same and different people, same and different organizations.

In: `stock.toml` (common names, ways of transliteration) and the lexicon's demonyms and nicknames. Out: Pairs, the same
in every run. Each pair comes from one invented person or organization, whose key keeps its pairs in one fold. A same
pair is the name and another way in which news and lists write it; a different pair is that of another bearer who shares
as much as real namesakes do.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from people import new_person, person_pairs
from things import thing_pairs

from retold.resolve.names.fold import tables
from retold.resolve.names.words import gender_pair

PEOPLE, THINGS = 900, 700  # invented bearers; each gives a few pairs


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names, their type, whether they are one, and the bearer they were made for."""

    left: str
    right: str
    type: str
    same: bool
    key: str
    way: str


def pairs() -> Iterator[Pair]:
    """All made pairs, in the order of their bearers."""
    chance = random.Random(20)  # noqa: S311 (a fixed seed: every run makes the same pairs)
    for number in range(PEOPLE):
        person = new_person(chance)
        for way, left, right, same in person_pairs(person, chance):
            if left.casefold() != right.casefold() and not (same and _gendered_slip(left, right)):
                yield Pair(*_turned(left, right, chance), "person", same, f"person-{number}", way)
    for number in range(THINGS):
        for way, left, right, same in thing_pairs(chance):
            if left.casefold() != right.casefold():
                yield Pair(*_turned(left, right, chance), "organization", same, f"thing-{number}", way)


def _gendered_slip(left: str, right: str) -> bool:
    """Whether a slip or a cut made the other gender's form of a name by chance, which stands for another bearer."""
    ours, theirs = left.lower().split(), right.lower().split()
    return any(gender_pair(one, other, tables()) for one in ours for other in theirs)


def _turned(left: str, right: str, chance: random.Random) -> tuple[str, str]:
    return (left, right) if chance.random() < 0.5 else (right, left)
