"""The page counts origins as lineage does, as found and with every link cut."""

from dataclasses import replace

import pytest
from tests.report.fixture import comparison

from retold.config import Config
from retold.languages import load
from retold.lineage.origins import support
from retold.lineage.provenance import provenance
from retold.model import Comparison, OriginRange, Story
from retold.report.descent import JoinMaker, groups, independent, ordered
from retold.report.pages import Desk
from retold.report.records import Joins


def counted(item: Joins, cut: int | None = None) -> OriginRange:
    """What the page's script does with a Joins record."""
    gone = next(((set(sure), set(unsure)) for link, sure, unsure in item.cuts if link == cut), (set(), set()))
    nodes = [node for _, own in item.nodes for node in own]
    every = {*nodes, *(node for pair in (*item.sure, *item.unsure) for node in pair)}
    sure = [pair for place, pair in enumerate(item.sure) if place not in gone[0]]
    unsure = [pair for place, pair in enumerate(item.unsure) if place not in gone[1]]
    most = joined(every, nodes, sure)
    return OriginRange(min(joined(every, nodes, [*sure, *unsure]), most), most)


def joined(every: set[int], nodes: list[int], pairs: list[tuple[int, int]]) -> int:
    root = {node: node for node in every}

    def top(node: int) -> int:
        while root[node] != node:
            node = root[node]
        return node

    for left, right in pairs:
        root[top(left)] = top(right)
    return len({top(node) for node in nodes})


def story(told: Comparison, apart: tuple[tuple[str, str], ...] = ()) -> Story:
    members = {member: entity.id for entity in told.entities for member in entity.members}
    made = Story(told.analyses, told.entities, members, lineage=told.lineage)
    return replace(made, provenance=provenance(made, load("en"), Config(independent=apart)))


def told_with(apart: tuple[tuple[str, str], ...] = ()) -> Comparison:
    return replace(comparison(), provenance=story(comparison(), apart).provenance)


def test_what_the_reader_took_apart_stays_apart() -> None:
    """The page counts from the Provenance of the run, with the choices made there."""
    plain = told_with()
    first = ordered(plain, Desk(plain.analyses, [item.id for item in plain.accounts]))[0]
    apart = ((first.source, first.target),)
    told = told_with(apart)
    descent = JoinMaker(told, Desk(told.analyses, [item.id for item in told.accounts]))
    values = [value for statement in told.statements for value in statement.values]
    found = [(value, item) for value in values if (item := descent.joins(value)) is not None]
    assert [counted(item) for _, item in found] == [
        support(story(told, apart), value.evidence).origins for value, _ in found
    ]


@pytest.mark.parametrize("cut", [None, 0, 1, 2])
def test_counts_as_lineage_does(cut: int | None) -> None:
    told = told_with()
    desk = Desk(told.analyses, [item.id for item in told.accounts])
    descent = JoinMaker(told, desk)
    edge = None if cut is None else ordered(told, desk)[cut]
    known = story(told, ((edge.source, edge.target),) if edge else ())
    seen = 0
    for statement in told.statements:
        for value in statement.values:
            item = descent.joins(value)
            if item is not None:
                seen += 1
                assert counted(item, cut) == support(known, value.evidence).origins, (statement.id, value.text)
    assert seen > 8


def test_the_whole_story() -> None:
    assert independent(comparison()) == (4, 5)
    assert groups(["a", "b", "c"], [("a", "b"), ("b", "a"), ("x", "c")]) == 2
