"""The story in time and the accounts' descent: timeline, publications, edges, origins and flags."""

from collections.abc import Iterator, Mapping, Sequence

from retold.model import Comparison, Edge, TimelineEntry
from retold.report import phrases
from retold.report.descent import SURE, ordered
from retold.report.pages import Desk
from retold.report.records import AccountView, Dated, EdgeView, FlagView, OriginView, TimeLine

LINE = 180
HALF = 0.5


def timeline(comparison: Comparison, desk: Desk, rows: Mapping[str, str]) -> Iterator[TimeLine]:
    """The lines of the timeline in their order; `rows` leads from a row to the one that heads its block."""
    yield from (_line(item, desk, rows) for item in comparison.timeline)


def _line(item: TimelineEntry, desk: Desk, rows: Mapping[str, str]) -> TimeLine:
    start, end = phrases.interval(item.when)
    what = Dated(phrases.clip(phrases.sentence(item.text), LINE), phrases.when(item.when), start, end)
    times = []
    for account, moment in item.times:
        if desk.known(account):
            first, last = phrases.interval(moment)
            times.append(Dated("", phrases.when(moment), first, last, desk.index[account]))
    row = rows.get(item.statement or "")
    return TimeLine(what, item.differs, row, tuple(dict.fromkeys(times)), desk.proofs(item.evidence))


def publications(comparison: Comparison, accounts: Sequence[AccountView]) -> Iterator[Dated]:
    """When each account was published, in the order of accounts."""
    for account, view in zip(comparison.accounts, accounts, strict=True):
        start, end = phrases.interval(account.published)
        yield Dated(view.name, view.published, start, end, view.index)


def links(comparison: Comparison, desk: Desk, accounts: Sequence[AccountView]) -> Iterator[EdgeView]:
    """The edges of lineage in words, strongest first."""
    for edge in ordered(comparison, desk):
        yield _link(edge, desk, accounts)


def _link(edge: Edge, desk: Desk, accounts: Sequence[AccountView]) -> EdgeView:
    source, target = desk.index[edge.source], desk.index[edge.target]
    said = phrases.word("lineage", edge.kind).format(source=accounts[source].name, target=accounts[target].name)
    return EdgeView(
        source, target, phrases.word("lineage_kind", edge.kind), said, edge.strength, edge.directed,
        phrases.sentence(edge.why), desk.proofs(edge.evidence), _sure(edge),
    )  # fmt: skip


def _sure(edge: Edge) -> str:
    """How strong the signs are, in words."""
    words = phrases.table("sure")
    return words["strong" if edge.strength >= SURE else "some" if edge.strength >= HALF else "weak"]


def origins(comparison: Comparison, desk: Desk, accounts: Sequence[AccountView]) -> Iterator[OriginView]:
    """Origins, those behind most accounts first. An account as its own origin goes by its name."""
    names = {item.id: item.name for item in accounts}
    known = sorted(comparison.origins, key=lambda item: -len(item.accounts))
    for item in known:
        indices = desk.indices(item.accounts)
        if indices:
            kind = phrases.word("origin", item.kind)
            yield OriginView(
                phrases.clip(names.get(item.name, item.name), 120), kind, indices, desk.proofs(item.evidence)
            )


def flags(comparison: Comparison, desk: Desk) -> Iterator[FlagView]:
    """Signs in a text that it was rewritten or translated."""
    for item in comparison.flags:
        if desk.known(item.account):
            proofs = desk.proofs(item.evidence)
            yield FlagView(desk.index[item.account], item.kind.replace("_", " "), phrases.sentence(item.why), proofs)
