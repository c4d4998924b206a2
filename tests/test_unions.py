"""Disjoint sets: joined in any order, the smallest number stands for the set."""

from itertools import permutations

from retold.unions import Unions


def test_the_order_of_joins_does_not_matter() -> None:
    for pairs in permutations([(4, 2), (2, 0), (3, 4)]):
        sets = Unions(6)
        for left, right in pairs:
            assert sets.unite(left, right) is not None
        assert [sets.find(index) for index in range(6)] == [0, 1, 0, 0, 0, 5]
        assert sets.unite(3, 0) is None
