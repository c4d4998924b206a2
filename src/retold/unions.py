"""Disjoint sets of numbered things: what has been joined is one, however it was joined."""

from retold.grouping import grouped


class Unions:
    """Sets over 0, 1 ... `count` - 1; the smallest number stands for its set."""

    def __init__(self, count: int) -> None:
        self.parent = list(range(count))

    def find(self, index: int) -> int:
        """The number that stands for the set of `index`."""
        parent = self.parent
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    def sets(self) -> list[list[int]]:
        """The sets, each ascending, in the order of their first numbers."""
        return list(grouped((self.find(index), index) for index in range(len(self.parent))).values())

    def unite(self, left: int, right: int) -> tuple[int, int] | None:
        """Join two sets: the number that stands for both now, and the one that did; None where they were one."""
        low, high = sorted((self.find(left), self.find(right)))
        if low == high:
            return None
        self.parent[high] = low
        return low, high
