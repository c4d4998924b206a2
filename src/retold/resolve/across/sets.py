"""Sets of Items under constraints: pairs that must be one, pairs that must stay apart, conflicting facts.

A join that a constraint forbids is refused and leaves no trace; one that is made is recorded as a Merge.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retold.config import Config
from retold.grouping import grouped
from retold.model import Merge
from retold.resolve.across.items import Item
from retold.unions import Unions

KEPT = 5  # names remembered for a set


@dataclass(frozen=True, slots=True)
class Joined:
    """Which two Items a join rests on, and why."""

    left: int
    right: int
    score: float
    reasons: tuple[str, ...]


class Sets(Unions):
    """Sets of Items. Each knows which sides of `keep_apart` it holds, its genders and its ages."""

    def __init__(self, things: Sequence[Item], config: Config) -> None:
        super().__init__(len(things))
        self.things = things
        self.config = config
        self.called = [frozenset(name.casefold() for name in (item.entity.name, *item.entity.names)) for item in things]
        self.sides: list[frozenset[tuple[int, int]]] = self._sides()
        self.gender: list[str | None] = [item.entity.gender for item in things]
        self.ages: list[frozenset[str]] = [item.facts.get("age", frozenset()) for item in things]
        self.log: list[list[Merge]] = [[] for _ in things]
        self.names: list[tuple[str, ...]] = [(item.entity.name,) if item.entity.names else () for item in things]

    def _sides(self) -> list[frozenset[tuple[int, int]]]:
        """For each Item the sides of `keep_apart` by whose name it is called."""
        named: dict[str, list[tuple[int, int]]] = {}
        for number, pair in enumerate(self.config.keep_apart):
            for side, name in enumerate(pair):
                named.setdefault(name.casefold(), []).append((number, side))
        return [frozenset(side for name in called for side in named.get(name, ())) for called in self.called]

    def join_chosen(self) -> None:
        """Join what the caller says is the same."""
        first: dict[str, int] = {}
        named = grouped((name, index) for index, called in enumerate(self.called) for name in called)
        for wanted in dict.fromkeys(frozenset(map(str.casefold, pair)) for pair in self.config.same):
            for index in sorted({index for name in wanted for index in named.get(name, ())}):
                self._join_chosen(first.setdefault(min(wanted), index), index)

    def _join_chosen(self, left: int, right: int) -> None:
        """Join although gender or age speak against it; only what the reader keeps apart stays apart."""
        low, high = sorted((self.find(left), self.find(right)))
        if low != high and not self._kept_apart(low, high):
            self._merge(low, high, Joined(left, right, 1.0, ("the reader's choice",)))

    def _kept_apart(self, left: int, right: int) -> bool:
        return any((number, 1 - side) in self.sides[right] for number, side in self.sides[left])

    def forbidden(self, left: int, right: int) -> bool:
        """Whether the reader's choice, gender or age keeps the two sets apart."""
        left, right = self.find(left), self.find(right)
        if self._kept_apart(left, right):
            return True
        if self.gender[left] and self.gender[right] and self.gender[left] != self.gender[right]:
            return True
        return ages_conflict(self.ages[left], self.ages[right])

    def join(self, left: int, right: int, score: float, reasons: tuple[str, ...]) -> bool:
        """Join two sets and note why; False when they are one already or may not be."""
        low, high = sorted((self.find(left), self.find(right)))
        if low == high or self.forbidden(low, high):
            return False
        self._merge(low, high, Joined(left, right, score, reasons))
        return True

    def _merge(self, low: int, high: int, joined: Joined) -> None:
        self.unite(low, high)
        self.sides[low] |= self.sides[high]
        self.gender[low] = self.gender[low] or self.gender[high]
        self.ages[low] |= self.ages[high]
        self.names[low] = tuple(dict.fromkeys((*self.names[low], *self.names[high])))[:KEPT]
        one, other = (self.things[index] for index in sorted((joined.left, joined.right)))
        ends = (one.account, one.entity.id), (other.account, other.entity.id)
        merge = Merge(*ends, round(joined.score, 3), joined.reasons)
        self.log[low] = [*self.log[low], *self.log[high], merge]

    def merges(self, index: int) -> tuple[Merge, ...]:
        """The joins that made the set of an Item."""
        return tuple(self.log[self.find(index)])

    def members(self) -> Iterator[list[Item]]:
        """The sets, in the order of their first Item."""
        return ([self.things[index] for index in held] for held in self.sets())


def ages_conflict(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether two sets of ages in years are more than a birthday apart."""
    ours = [int(age) for age in left if age.isdecimal()]
    theirs = [int(age) for age in right if age.isdecimal()]
    return bool(ours and theirs) and min(abs(a - b) for a in ours for b in theirs) > 1
