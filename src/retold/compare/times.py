"""When it happened: the timeline over all accounts, one line a happening.

In: a Story. Out: TimelineEntries in order of time. A happening is dated by the narrowest time that each account gives
it in its own clause, closed by the range of its publication or by its siblings where the account leaves the year
open.
"""

from collections.abc import Iterator, Sequence

from retold.align.times import DatedEvent, dated_events, days
from retold.compare import wording
from retold.compare.happenings import happenings
from retold.compare.values import evidence
from retold.languages import Language
from retold.match.passages import Passage
from retold.model import Evidence, Moment, Statement, Story, TimelineEntry
from retold.resolve.dates import day_years

LIKELY = 0.5  # of the probability that a group's passages belong together, from which it makes a line


def timeline(story: Story, statements: Sequence[Statement], language: Language) -> Iterator[TimelineEntry]:
    """What happened when. A happening that no account dates has no line, since nothing orders it."""
    years = story.years or day_years(story.analyses)
    found = happenings(story, language)
    rows: dict[str, str] = {}
    for row in sorted(statements, key=lambda row: row.check[:1] != "M"):
        rows.setdefault(row.happening or "", row.id)
    lines = []
    for number, told in enumerate(found.told, 1):
        passages = told.passages
        dated = [item for passage in passages if (item := _dated(passage, story, years))]
        if dated and told.useful >= LIKELY:
            lines.append(_line(passages, dated, story, language, rows.get(f"happening-{number}")))
    yield from sorted(lines, key=lambda line: (line.when.earliest or "", line.when.latest or "", line.text))


def _dated(passage: Passage, story: Story, years: dict[str, dict[str, str]]) -> DatedEvent | None:
    """The time of the first dated happening of a passage."""
    analysis = story.analyses[passage.account]
    for event in analysis.events:
        if passage.span[0] <= event.span[0] < passage.span[1] and event.tense is not None:
            dated = [item for item in dated_events([(passage.account, event)], story, years) if item.own_day]
            if dated:
                return dated[0]
    return None


def _line(
    passages: Sequence[Passage], dated: Sequence[DatedEvent], story: Story, language: Language, row: str | None
) -> TimelineEntry:
    bounds = [days(item.when) or ("", "") for item in dated]
    tellers = len({item.account for item in dated})
    differs = tellers > 1 and max(first for first, _ in bounds) > min(last for _, last in bounds)
    times = tuple((story.analyses[item.account].article.id, item.when) for item in dated)
    proof = tuple(_evidence(item, story) for item in dated)
    first = [passage for passage in passages if any(item.account == passage.account for item in dated)]
    return TimelineEntry(_joint(dated), wording.heading(first or passages, language), proof, times, row, differs)


def _evidence(item: DatedEvent, story: Story) -> Evidence:
    return evidence(story.analyses[item.account], item.event.clause or item.event.span, item.event.id or None)


def _joint(dated: Sequence[DatedEvent]) -> Moment:
    """The stretch all accounts share, else the stretch from the first to the last of their times."""
    if len(dated) == 1:
        return dated[0].when
    bounds = [(entry.when.earliest or "", entry.when.latest or "") for entry in dated]
    narrow = min(dated, key=lambda entry: _days_wide(entry.when))
    first, last = max(start[:10] for start, _ in bounds), min(end[:10] for _, end in bounds)
    if first <= last:
        same = days(narrow.when) == (first, last)
        value = narrow.when.value if same else None
        start, end = (narrow.when.earliest, narrow.when.latest) if same else (first, last)
        return Moment(value, start, end, "stated", None, "where the accounts' times meet")
    return Moment(None, min(start for start, _ in bounds), max(end for _, end in bounds), "inferred", None,
                  "from the first to the last of the times the accounts give")  # fmt: skip


def _days_wide(when: Moment) -> tuple[str, str]:
    first, last = days(when) or ("", "9")
    return (last, "".join(chr(0x10FFFF - ord(char)) for char in first))
