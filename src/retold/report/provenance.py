"""How a page came in and what changed between its captures, in words."""

from collections.abc import Iterator, Mapping, Sequence

from retold.model import Capture, Comparison, Moment, TextChange
from retold.report import phrases
from retold.report.pages import Desk, article
from retold.report.records import AccountView, ChangeView, RevisionView, VersionView
from retold.safe import web

MOST_NOTES = 12
MOST_CHANGES = 200  # of one revision; the rest is in comparison.json
MOST_VERSIONS = 12  # older versions whose text a page holds
LONGEST = 600


def lines(capture: Capture) -> Iterator[str]:
    """One fact a line: who supplied the page and from where, when it was captured, by which ways, what it calls itself.
    An archive's own address and time stand apart from those of the page."""
    words = phrases.table("capture")
    how = words[capture.supplied]
    yield words["from"].format(how=how, url=capture.url) if capture.url else how
    if capture.time:
        yield words["at"].format(time=clock(capture.time))
    if capture.archive:
        yield words["copy"].format(url=capture.archive)
    if capture.retrieved:
        yield words["retrieved"].format(time=clock(capture.retrieved))
    if capture.status:
        yield words["status"].format(status=capture.status)
    if capture.requested and capture.requested != capture.archive:
        yield words["requested"].format(url=capture.requested)
    if capture.redirects:
        yield words["redirects"].format(urls=phrases.listed(capture.redirects))
    if capture.canonical and capture.canonical != capture.url:
        yield words["canonical"].format(url=capture.canonical)
    for name, value in capture.notes[:MOST_NOTES]:
        yield words["note"].format(name=name, value=phrases.clip(value, 200))


def clock(time: str) -> str:
    """`2024-03-06 10:15:00 UTC`: to the second, as evidence needs it."""
    return time.replace("T", " ", 1).removesuffix("Z") + (" UTC" if time.endswith("Z") else "")


def captured(moment: Moment | None) -> str:
    """When a version of a page was captured."""
    words = phrases.table("capture")
    time = clock(moment.latest) if moment and moment.latest else phrases.table("revision")["unknown"]
    return words["at"].format(time=time)


def older(comparison: Comparison) -> dict[str, str]:
    """The older versions that rows lead to, each with its account, as many as a page can hold."""
    accounts, held = ({item.id for item in comparison.accounts}, {item.article.id for item in comparison.analyses})
    homes = {
        item.earlier.id: item.account
        for item in comparison.revisions
        if item.account in accounts and item.earlier.id in held
    }
    rows = (*comparison.statements, *comparison.further)
    shown = (proof.account for row in rows for value in row.values for proof in value.evidence)
    names = dict.fromkeys(name for name in shown if name in homes)
    return {name: homes[name] for name in list(names)[:MOST_VERSIONS]}


def versions(comparison: Comparison, desk: Desk, accounts: Sequence[AccountView]) -> Iterator[VersionView]:
    """The older versions that rows lead to, in full."""
    times = {item.earlier.id: Moment(None, None, item.earlier.captured, "metadata") for item in comparison.revisions}
    for place, (name, account) in enumerate(older(comparison).items(), len(accounts)):
        analysis, home, told = desk.analyses[name], desk.index[account], captured(times[name])
        made = analysis.article.capture
        address = web(made.archive) if made else None
        yield VersionView(place, home, f"{accounts[home].name}, {told}", told, address, article(analysis, place))


def revisions(comparison: Comparison, index: Mapping[str, int]) -> Iterator[RevisionView]:
    """What changed between the captures of each account, oldest first."""
    words = phrases.table("revision")
    for item in comparison.revisions:
        if item.account not in index:
            continue
        earlier, later = (
            clock(one.captured) if one.captured else words["unknown"] for one in (item.earlier, item.later)
        )
        how = words["noted" if item.notes else "silent"]
        count = phrases.count(len(item.changes), "change")
        said = words["summary" if item.changes else "same"].format(count=count, earlier=earlier, later=later, how=how)
        notes = tuple(phrases.clip(note.text, LONGEST) for note in item.notes)
        changes = tuple(_change(change) for change in item.changes[:MOST_CHANGES])
        yield RevisionView(index[item.account], said, notes, changes)


def _change(change: TextChange) -> ChangeView:
    before, after = (phrases.clip(side.text, LONGEST) if side else "" for side in (change.before, change.after))
    figures = tuple((moved.before.text, moved.after.text) for moved in change.figures)
    return ChangeView(change.kind, phrases.word("revision", change.kind), before, after, figures)
