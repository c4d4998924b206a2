"""How many independent origins stand behind a set of accounts, as the page recomputes it under what-if switches."""

from retold.model import Comparison

SURE = 0.9


def independent(comparison: Comparison) -> tuple[int, int]:
    """The range for the whole story: every edge a copy, or the sure edges alone."""
    names = [item.id for item in comparison.accounts]
    every = [(edge.source, edge.target) for edge in comparison.lineage]
    sure = [(edge.source, edge.target) for edge in comparison.lineage if edge.strength >= SURE and edge.kind != "cites"]
    return (groups(names, every), groups(names, sure))


def groups(names: list[str], pairs: list[tuple[str, str]]) -> int:
    """The number of groups that remain when the pairs are joined."""
    root = {name: name for name in names}

    def top(name: str) -> str:
        while root[name] != name:
            root[name] = root[root[name]]
            name = root[name]
        return name

    for left, right in pairs:
        if left in root and right in root:
            root[top(left)] = top(right)
    return len({top(name) for name in names})
