"""Pairs -> groups: average linkage, at most so many passages of an account, in no order of accounts."""

from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.match.made import passage

from retold.match.groups import EACH, MOST, Pairs, PassageGroup, grouped
from retold.match.passages import Passage


def passages(*accounts: int) -> list[Passage]:
    return [passage(index, account, "Nine passengers drowned.") for index, account in enumerate(accounts)]


def members(found: list[PassageGroup]) -> list[tuple[int, ...]]:
    return [group.members for group in found]


def test_what_meets_is_one_group() -> None:
    found = grouped(passages(0, 1, 2), {(0, 1): 0.9, (0, 2): 0.8, (1, 2): 0.7})
    assert members(found) == [(0, 1, 2)]
    assert abs(found[0].probability - 0.8) < 1e-9


def test_faint_pairs_make_no_group() -> None:
    assert grouped(passages(0, 1), {(0, 1): 0.05}) == []


def test_a_stray_does_not_ride_along() -> None:
    """The fifth passage is near to one of four that agree, and to none of the others."""
    four = {(a, b): 0.9 for a in range(4) for b in range(a + 1, 4)}
    found = grouped(passages(0, 1, 2, 3, 4), {**four, (3, 4): 0.15})
    assert members(found) == [(0, 1, 2, 3)]
    told = {**four, **{(a, 4): 0.5 for a in range(4)}}
    assert members(grouped(passages(0, 1, 2, 3, 4), told)) == [(0, 1, 2, 3, 4)]


def test_an_account_gives_a_group_a_bounded_number_of_passages() -> None:
    found = grouped(passages(0, 1, 1, 1), {(0, 1): 0.9, (0, 2): 0.8, (0, 3): 0.7})
    assert members(found) == [(0, 1, 2)]
    assert EACH == 2


def test_a_group_is_bounded() -> None:
    count = MOST + 10
    every = {(a, b): 0.9 for a in range(count) for b in range(a + 1, count)}
    found = grouped(passages(*range(count)), every)
    assert max(len(group.members) for group in found) <= MOST


def test_the_surest_group_comes_first() -> None:
    found = grouped(passages(0, 0, 1, 1), {(0, 2): 0.3, (1, 3): 0.9})
    assert members(found) == [(1, 3), (0, 2)]


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.tuples(st.integers(0, 7), st.integers(0, 7)), st.integers(1, 99), max_size=20))
def test_groups_are_disjoint_and_bounded(raw: dict[tuple[int, int], int]) -> None:
    items = passages(0, 0, 1, 1, 2, 2, 3, 3)
    meet: Pairs = {(a, b): value / 100 for (a, b), value in raw.items() if items[a].account < items[b].account}
    found = grouped(items, meet)
    used = [member for group in found for member in group.members]
    assert len(used) == len(set(used))
    for group in found:
        told = [items[member].account for member in group.members]
        assert len(set(told)) > 1
        assert max(told.count(account) for account in told) <= EACH
        assert 0.0 <= group.probability <= 1.0


def test_the_order_of_accounts_does_not_change_groups() -> None:
    """The same probabilities under every numbering of four accounts; no two of them are equal."""
    meet = {("a", "b"): 0.6, ("b", "c"): 0.5, ("c", "d"): 0.4, ("a", "c"): 0.3, ("b", "d"): 0.11}
    shapes = set()
    for order in permutations("abcd"):
        place = {name: order.index(name) for name in order}
        numbered: Pairs = {(min(place[a], place[b]), max(place[a], place[b])): value for (a, b), value in meet.items()}
        found = grouped(passages(0, 1, 2, 3), numbered)
        shapes.add(frozenset(frozenset(order[member] for member in group.members) for group in found))
    assert len(shapes) == 1
