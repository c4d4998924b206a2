"""When it happened, as each account tells it: statements of kind `time`, and the timeline over all accounts.

In: a Story. Out: Statements that agree (one interval), are compatible (one lies within the other) or differ, and checks
of chronology (`times_checks`); TimelineEntries, one a happening. A time is an account's own: the clause's, closed by
the range of its publication or by its siblings where the account leaves the year open.
"""

import textwrap
from collections.abc import Iterator, Sequence

from retold.align.events import align
from retold.align.events_fit import Group
from retold.align.times import Dated, dated_events, days
from retold.compare.events_words import heading
from retold.compare.quotes import utterances
from retold.compare.times_checks import Finding, chronology, claimed, said_earlier, times_of, told_order
from retold.compare.values import evidence, value
from retold.languages import Language
from retold.languages.events import EventLexicon, lexicon
from retold.model import Event, Evidence, Moment, NotComparable, Statement, Story, TimelineEntry, Utterance, Value
from retold.resolve.dates import day_years

LONGEST = 90
LOOSE = "E102"


def statements(story: Story, language: Language) -> Iterator[Statement | NotComparable]:
    """The statements of this kind, each with an id of its own kind ("time-1" ...), renumbered later."""
    years = story.years or day_years(story.analyses)
    claims, words = claimed(language), lexicon(language)
    everything = align(story, language)
    groups = [group for group in everything if group.accounts > 1]
    home: dict[tuple[int, str], list[Dated]] = {}
    number = 0
    for group in everything:
        dated = dated_events([(told.account, told.event) for told in group.members], story, years)
        dated = [item for item in dated if item.own_day]
        home.update({(told.account, told.event.id): dated for told in group.members})
        if group.accounts == 1:
            continue
        members = [(told.account, told.event) for told in group.members]
        findings = [found] if len(dated) > 1 and (found := times_of(dated, members, story, claims)) else []
        findings += chronology(group, dated, story, language)
        for finding in findings:
            number += 1
            yield _statement(f"time-{number}", group, finding, story, words)
    for group, finding in told_order(groups, story, language):
        number += 1
        yield _statement(f"time-{number}", group, finding, story, words)
    for utterance in utterances(story, language):
        tied = said_earlier(utterance, story, home)
        if tied is not None:
            number += 1
            yield _words_statement(f"time-{number}", utterance, tied, story)


def _statement(name: str, group: Group, finding: Finding, story: Story, words: EventLexicon) -> Statement:
    keys = {key[1:] for counter in group.roles.values() for key in counter if key[0] == "="}
    return Statement(
        id=name, kind="time", topic=f"When: {heading(group, story, words)}", relation=finding.relation, why=finding.why,
        values=tuple(_value(members, story) for members in finding.answers), check=finding.code,
        entities=tuple(sorted(keys)), differs_by="time" if finding.relation == "differ" else None,
    )  # fmt: skip


def _words_statement(name: str, utterance: Utterance, finding: Finding, story: Story) -> Statement:
    words = " ".join(utterance.renderings[0].text.split())
    topic = f"When it was said: {words[:LONGEST]}{'…' if len(words) > LONGEST else ''}"
    return Statement(
        id=name, kind="time", topic=topic, relation=finding.relation, why=finding.why,
        values=tuple(_value(members, story) for members in finding.answers), check=finding.code,
        entities=(utterance.speaker,) if utterance.speaker else (), differs_by="time",
    )  # fmt: skip


def _value(members: Sequence[Dated], story: Story) -> Value:
    first = members[0]
    text = story.analyses[first.account].article.text
    span = first.when.span
    words = " ".join(text[span[0] : span[1]].split()) if span else first.when.value or ""
    answer = first.when.value or first.when.earliest
    return value(story, words, answer, [_evidence(item, story) for item in members], as_of=first.when)


def _evidence(item: Dated, story: Story) -> Evidence:
    return evidence(story.analyses[item.account], item.event.clause or item.event.span, item.event.id or None)


# --- the timeline -----------------------------------------------------------------------------------------------------


def timeline(story: Story, statements: Sequence[Statement], language: Language) -> Iterator[TimelineEntry]:
    """What happened when, over all accounts, one line a happening, ordered by interval.

    Happenings are those of the statements of kind `event`. One that no account dates has no line, since nothing orders
    it; lines whose intervals overlap stand in the order of their first days.
    """
    years = story.years or day_years(story.analyses)
    events = _events(story)
    known = (events, years, claimed(language))
    lines = [line for item in statements if item.kind == "event" and (line := _line(item, story, known))]
    lines.sort(key=lambda line: (line.when.earliest or "", line.when.latest or "", line.text))
    yield from lines


Events = dict[tuple[str, str], tuple[int, Event]]
Known = tuple[Events, dict[str, dict[str, str]], frozenset[str]]


def _events(story: Story) -> Events:
    return {
        (analysis.article.id, event.id): (account, event)
        for account, analysis in enumerate(story.analyses)
        for event in analysis.events
    }


def _line(item: Statement, story: Story, known: Known) -> TimelineEntry | None:
    events, years, claims = known
    proof = [found for answer in item.values for found in answer.evidence]
    members = [events[key] for found in proof if found.record and (key := (found.account, found.record)) in events]
    members.sort(key=lambda member: (member[0], member[1].span))
    dated = dated_events(members, story, years)
    if not dated:
        return None
    when = _joint(dated)
    found = times_of(dated, members, story, claims)
    times = tuple((story.analyses[entry.account].article.id, entry.when) for entry in dated)
    return TimelineEntry(
        when,
        _text(item, dated[0], story),
        tuple(_evidence(entry, story) for entry in dated),
        times,
        item.id,
        found is not None and found.code == "T103",
    )


def _text(item: Statement, entry: Dated, story: Story) -> str:
    """The row's topic; where nothing shows that the row is of one happening, the words of the one that is dated."""
    if item.check != LOOSE:
        return item.topic
    words = _evidence(entry, story).text.split()
    return textwrap.shorten(" ".join(words), LONGEST, placeholder="…")


def _joint(dated: Sequence[Dated]) -> Moment:
    """The stretch all accounts share, else the stretch from the first to the last of their times."""
    if len(dated) == 1:
        return dated[0].when
    bounds = [(entry.when.earliest or "", entry.when.latest or "") for entry in dated]
    narrow = min(dated, key=lambda entry: _days_wide(entry.when))
    first, last = max(start[:10] for start, _ in bounds), min(end[:10] for _, end in bounds)
    if first <= last:
        same = days(narrow.when) == (first, last)
        value_ = narrow.when.value if same else None
        start, end = (narrow.when.earliest, narrow.when.latest) if same else (first, last)
        return Moment(value_, start, end, "stated", None, "where the accounts' times meet")
    return Moment(None, min(start for start, _ in bounds), max(end for _, end in bounds), "inferred", None,
                  "from the first to the last of the times the accounts give")  # fmt: skip


def _days_wide(when: Moment) -> tuple[str, str]:
    first, last = days(when) or ("", "9")
    return (last, "".join(chr(0x10FFFF - ord(char)) for char in first))
