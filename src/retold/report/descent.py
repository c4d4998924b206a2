"""What the page counts origins from, and the number of independent accounts of the whole story.

In: the Comparison with its Provenance. Out: a Joins record for each value, which holds what
`lineage.origins.support` counts with and what falls away when two accounts are taken as independent.
"""

from collections.abc import Sequence
from dataclasses import replace

from retold.lineage.origins import joins
from retold.model import Comparison, Edge, Provenance, Value
from retold.report.pages import Desk
from retold.report.records import Joins
from retold.unions import Unions

SURE = 0.9
MOST_STATEMENTS = 600
MOST_ACCOUNTS = 40
PLACE = "account:"
Pair = tuple[str, str]


class JoinMaker:
    """Makes Joins. Silent for a story so large that a page could not hold them."""

    def __init__(self, comparison: Comparison, desk: Desk) -> None:
        self._desk = desk
        self._links = ordered(comparison, desk)
        self._known = comparison.provenance if len(comparison.statements) <= MOST_STATEMENTS else None
        if self._known is not None:
            self._without = [_without(self._known, edge) for edge in self._links]

    def joins(self, value: Value) -> Joins | None:
        """The Joins of a value that several accounts carry."""
        if self._known is None or not 1 < len(value.support.accounts) <= MOST_ACCOUNTS:
            return None
        evidence = [item for item in value.evidence if self._desk.known(item.account)]
        nodes, sure, unsure = joins(self._known, evidence)
        names: dict[str, int] = {}
        numbered = [[(names.setdefault(left, len(names)), names.setdefault(right, len(names))) for left, right in pairs]
                    for pairs in (sure, unsure)]  # fmt: skip
        held = tuple(
            (self._desk.index[account], tuple(names.setdefault(node, len(names)) for node in own))
            for account, own in nodes.items()
        )
        places = tuple(
            (self._desk.index[name.removeprefix(PLACE)], number)
            for name, number in names.items()
            if name.startswith(PLACE) and self._desk.known(name.removeprefix(PLACE))
        )
        cuts = []
        for link, edge in enumerate(self._links):
            if edge.source in nodes or edge.target in nodes:
                _, kept, may = joins(self._without[link], evidence)
                gone = (_lost(sure, kept), _lost(unsure, may))
                if any(gone):
                    cuts.append((link, *gone))
        return Joins(held, tuple(numbered[0]), tuple(numbered[1]), places, tuple(cuts))


def ordered(comparison: Comparison, desk: Desk) -> list[Edge]:
    """The edges between accounts of the report, strongest first: the order of the report's links."""
    known = [edge for edge in comparison.lineage if desk.known(edge.source) and desk.known(edge.target)]
    return sorted(known, key=lambda edge: -edge.strength)


def _without(known: Provenance, edge: Edge) -> Provenance:
    """The Provenance with the two accounts of an edge taken as independent."""
    pair = (edge.source, edge.target)
    copied = {
        account: tuple(item for item in held if {account, item.other} != set(pair))
        for account, held in known.copied.items()
    }
    return replace(known, copied=copied, apart=known.apart | {pair, pair[::-1]})


def _lost(before: Sequence[Pair], after: Sequence[Pair]) -> tuple[int, ...]:
    kept = set(after)
    return tuple(place for place, pair in enumerate(before) if pair not in kept)


# --- the whole story --------------------------------------------------------------------------------------------------


def independent(comparison: Comparison) -> tuple[int, int]:
    """The range for the whole story: every copy and rewrite counts, or the sure ones alone."""
    names = [item.id for item in comparison.accounts]
    every = [(edge.source, edge.target) for edge in comparison.lineage if edge.kind in ("reprints", "rewrites")]
    sure = [
        (edge.source, edge.target)
        for edge in comparison.lineage
        if edge.kind in ("reprints", "rewrites") and edge.strength >= SURE
    ]
    return (groups(names, every), groups(names, sure))


def groups(names: list[str], pairs: list[Pair]) -> int:
    """The number of groups that remain when the pairs are joined."""
    place = {name: index for index, name in enumerate(names)}
    joined = Unions(len(names))
    for left, right in pairs:
        if left in place and right in place:
            joined.unite(place[left], place[right])
    return len({joined.find(index) for index in place.values()})
