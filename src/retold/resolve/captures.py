"""Accounts whose stated day of publication is one of a later capture, seen by what the other accounts date.

In: the Analyses of a story. Out: for such an account the Moment in which its own words put it. It tells days, months
or events without their year ("on May 3", "in May", "arrested on Tuesday"), so it was written soon after; the others put
`MIN_VOTES` of these into one earlier year, and none near the stated day. A text that names the year of the stated day
knows when it was written and is never doubted.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from retold.model import Analysis, Event, Moment, Span, Time

# one day of the year may be told of two years, one event may happen twice; two of them are no chance
MIN_VOTES = 2
MIN_SIBLINGS = 2
# an event that others date so much earlier is not the one of a story that goes on
FAR = timedelta(days=180)
DAY = re.compile(r"\d{4}-\d\d-\d\d")
MONTH = re.compile(r"\d{4}-\d\d\Z")
# how a time is told that its day of publication dates: "on Tuesday", "yesterday", "this week", "May 3", "in May"
RELATIVE = frozenset({"weekday", "deictic", "relative_unit", "date", "month"})
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Dated:
    """A day as one account dates it; `stated` says that its text names the year."""

    account: str
    day: str
    stated: bool


@dataclass(frozen=True, slots=True)
class _Vote:
    """What the others date into one earlier year: the latest day they give it, where it is told and in what words."""

    year: str
    day: str
    span: Span
    words: str


@dataclass(frozen=True, slots=True)
class _Known:
    """What the accounts date: days and months of the year ("05-03", "05"), and events by their type and a name."""

    days: dict[str, list[_Dated]]
    events: dict[Key, list[_Dated]]


def later_captures(analyses: Sequence[Analysis]) -> dict[str, Moment]:
    """The accounts whose stated day is one of a later capture, with when they were published by their text."""
    known = _known(analyses)
    found: dict[str, Moment] = {}
    for item in sorted(analyses, key=lambda item: item.article.id):
        stated = item.article.published
        if stated is None or not DAY.match(stated.earliest or "") or _states_its_year(item, stated):
            continue
        moment = _by_text(item, stated, known)
        if moment is not None:
            found[item.article.id] = moment
    return found


def ahead(item: Analysis) -> frozenset[str]:
    """Ids of times that date something planned or possible."""
    return frozenset(event.time for event in item.events if event.time and event.modality != "asserted")


def _known(analyses: Sequence[Analysis]) -> _Known:
    """The days, months and events that the accounts tell, each with who dates it how."""
    known = _Known(defaultdict(list), defaultdict(list))
    for item in analyses:
        times = {time.id: time for time in item.times if time.type in ("DATE", "TIME")}
        for time in times.values():
            for key in _calendar(time):
                known.days[key].append(_dated(item, time))
        for event, name in _named_events(item):
            when = times.get(event.time or "")
            if when is not None and DAY.match(when.earliest or ""):
                known.events[event.type, name].append(_dated(item, when))
    return known


def _dated(item: Analysis, time: Time) -> _Dated:
    return _Dated(item.article.id, (time.earliest or time.value)[:10], time.anchor.kind == "none")


def _calendar(time: Time) -> Iterator[str]:
    """The day and the month of the year that a time lies in."""
    if DAY.match(time.value):
        yield time.value[5:10]
    if DAY.match(time.value) or MONTH.match(time.value):
        yield time.value[5:7]


def _named_events(item: Analysis) -> Iterator[tuple[Event, str]]:
    """The events that happened, each with the name of everybody who takes part under one."""
    named = {mention.entity for mention in item.mentions if mention.form == "name"}
    names = {entity.id: entity.name.casefold().split()[-1:] for entity in item.entities if entity.id in named}
    for event in item.events:
        if event.modality == "asserted" and event.polarity == "positive":
            for participant in event.participants:
                for name in names.get(participant.entity or "", ()):
                    yield event, name


def _states_its_year(item: Analysis, stated: Moment) -> bool:
    """Whether the text itself names the year of the stated day, so that it knows when it was written."""
    year = (stated.earliest or "")[:4]
    return any(
        time.anchor.kind == "none" and time.value[:4] >= year for time in item.times if time.value[:4].isdecimal()
    )


def _by_text(item: Analysis, stated: Moment, known: _Known) -> Moment | None:
    """The range in which an account was published by what it tells, where the others contradict the stated day."""
    votes: dict[str, dict[str, _Vote]] = defaultdict(dict)
    for vote in (*_calendar_votes(item, known), *_event_votes(item, known)):
        votes[vote.year].setdefault(vote.words, vote)
    year, agreed = next(iter(votes.items()), ("", {}))
    if len(votes) != 1 or len(agreed) < MIN_VOTES or year >= (stated.earliest or "")[:4]:
        return None
    last = max(agreed.values(), key=lambda vote: (vote.day, vote.words))
    reason = (
        f"the text tells of {' and '.join(sorted(agreed))} without a year, which the other accounts date {year}; "
        f"{stated.value or stated.earliest} was stated, which is the day of a later capture"
    )
    return Moment(None, last.day, stated.latest or stated.earliest, "inferred", last.span, reason)


def _calendar_votes(item: Analysis, known: _Known) -> Iterator[_Vote]:
    """Days and months of the year that the text names without a year and the others tell of one earlier year."""
    coming = ahead(item)
    for time in item.times:
        if time.anchor.kind != "published" or time.id in coming or not DAY.match(time.earliest or ""):
            continue
        if _is_day_without_year(item, time):
            key = time.value[5:10]
        elif time.method == "month" and MONTH.match(time.value):
            key = time.value[5:7]
        else:
            continue
        yield from _vote(item, time, known.days.get(key, ()), key)


def _event_votes(item: Analysis, known: _Known) -> Iterator[_Vote]:
    """Events that the text dates from its day of publication ("arrested on Tuesday") and the others long before."""
    times = {time.id: time for time in item.times if time.anchor.kind == "published" and time.method in RELATIVE}
    asked: set[str] = set()
    for event, name in _named_events(item):
        time = times.get(event.time or "")
        if time is None or event.id in asked or not DAY.match(time.earliest or ""):
            continue
        text = item.article.text
        words = f'"{text[slice(*event.span)]} ... {text[slice(*time.span)]}"'
        for vote in _vote(item, time, known.events.get((event.type, name), ()), words):
            asked.add(event.id)
            yield vote


def _vote(item: Analysis, time: Time, told: Sequence[_Dated], words: str) -> Iterator[_Vote]:
    """The one year that others give it, where all of them put it long before this account's own reading. One account
    that counts from its own stated day may be the one that errs, so it takes `MIN_SIBLINGS` or one that states it."""
    others = [other for other in told if other.account != item.article.id]
    years, tellers = {other.day[:4] for other in others}, {other.account for other in others}
    if len(years) != 1 or not (len(tellers) >= MIN_SIBLINGS or any(other.stated for other in others)):
        return
    own, last = date.fromisoformat((time.earliest or "")[:10]), max(other.day for other in others)
    if own - date.fromisoformat(last) >= FAR:
        yield _Vote(years.pop(), last, time.span, words)


def _is_day_without_year(item: Analysis, time: Time) -> bool:
    """Whether the words name a day of a month in figures and no year ("May 3"), not a weekday or "yesterday"."""
    if time.type not in ("DATE", "TIME") or not DAY.match(time.value):
        return False
    numbers = re.findall(r"\d+", item.article.text[time.span[0] : time.span[1]])
    return str(int(time.value[8:10])) in [number.lstrip("0") for number in numbers] and time.value[:4] not in numbers
