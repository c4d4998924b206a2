"""Accounts whose stated day of publication is one of a later capture, seen by what the other accounts date.

In: the Analyses of a story. Out: for such an account the Moment in which its own words put it. It tells days, months
or events without their year ("on May 3", "in May", "arrested on Tuesday"), so it was written soon after; the others put
`MIN_VOTES` of these into one earlier year, and none near the stated day. A text that names the year of the stated day
knows when it was written and is never doubted.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from retold.model import Analysis, Event, Moment, Span, Time

# one day of the year may occur with two years, one event may happen twice; two of them are no chance, nor is one event
# where all others were published long before
MIN_VOTES = 2
MIN_SIBLINGS = 2
# an event that others date so much earlier is not the one of a story that goes on
FAR = timedelta(days=180)
DAY = re.compile(r"\d{4}-\d\d-\d\d")
MONTH = re.compile(r"\d{4}-\d\d\Z")
# forms of a time that is resolved by the day of publication: "on Tuesday", "yesterday", "this week", "May 3", "in May"
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
    """What the other accounts date to one earlier year: the latest day they give it, where, and in what words.
    `key` is the day or month of the year, or the type of event: two arrests are one reason."""

    day: str
    span: Span
    words: str
    key: str


@dataclass(frozen=True, slots=True)
class _Known:
    """What the accounts date: days and months of the year ("05-03", "05"), and events by their type and a name, or by
    their verb and the day of the week."""

    days: dict[str, list[_Dated]]
    events: dict[Key, list[_Dated]]
    published: dict[str, date]

    def alone(self, item: Analysis) -> bool:
        """Whether all others, `MIN_SIBLINGS` and more, were published long before the day stated of this account."""
        own = self.published.get(item.article.id)
        others = [day for name, day in self.published.items() if name != item.article.id]
        return own is not None and len(others) >= MIN_SIBLINGS and own - max(others) >= FAR


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
    known = _Known(defaultdict(list), defaultdict(list), {})
    for item in analyses:
        told = item.article.published
        if told is not None and DAY.match(told.latest or ""):
            known.published[item.article.id] = date.fromisoformat((told.latest or "")[:10])
        times = {time.id: time for time in item.times if time.type in ("DATE", "TIME")}
        for time in times.values():
            for key in _calendar(time):
                known.days[key].append(_dated(item, time))
        for _, when, asked in (*_by_names(item, times), *_by_weekdays(item, times)):
            known.events[asked].append(_dated(item, when))
    return known


def _dated(item: Analysis, time: Time) -> _Dated:
    return _Dated(item.article.id, (time.earliest or time.value)[:10], time.anchor.kind == "none")


def _calendar(time: Time) -> Iterator[str]:
    """The day and the month of the year that a time lies in."""
    if DAY.match(time.value):
        yield time.value[5:10]
    if DAY.match(time.value) or MONTH.match(time.value):
        yield time.value[5:7]


def _happened(item: Analysis) -> Iterator[Event]:
    """The events that happened. That somebody said something is no event that could be distinguished from another."""
    spoken = {cue for quote in item.quotes for cue in quote.cues}
    for event in item.events:
        if event.modality == "asserted" and event.polarity == "positive" and event.span not in spoken:
            yield event


def _by_names(item: Analysis, times: Mapping[str, Time]) -> Iterator[tuple[Event, Time, Key]]:
    """The events that happened on a day of these, by their type and the name of everybody who takes part under one."""
    named = {mention.entity for mention in item.mentions if mention.form == "name"}
    names = {entity.id: entity.name.casefold().split()[-1:] for entity in item.entities if entity.id in named}
    for event in _happened(item):
        when = times.get(event.time or "")
        if when is not None and DAY.match(when.earliest or ""):
            called = (name for part in event.participants for name in names.get(part.entity or "", ()))
            yield from ((event, when, (event.type, name)) for name in called)


def _by_weekdays(item: Analysis, times: Mapping[str, Time]) -> Iterator[tuple[Event, Time, Key]]:
    """The events that happened on a day of these, by their verb and the day of the week."""
    for event in _happened(item):
        when = times.get(event.time or "")
        if when is not None and DAY.fullmatch(when.value[:10]):
            yield event, when, (event.lemma, str(date.fromisoformat(when.value[:10]).weekday()))


def _states_its_year(item: Analysis, stated: Moment) -> bool:
    """Whether the text itself names the year of the stated day, so that it knows when it was written."""
    year = (stated.earliest or "")[:4]
    return any(
        time.anchor.kind == "none" and time.value[:4] >= year for time in item.times if time.value[:4].isdecimal()
    )


def _by_text(item: Analysis, stated: Moment, known: _Known) -> Moment | None:
    """The range in which an account was published by what it tells, where the others contradict the stated day."""
    counted = {time.id: time for time in item.times if time.anchor.kind == "published" and time.method in RELATIVE}
    weekly = {name: time for name, time in counted.items() if time.method == "weekday"}
    events = list(_votes(item, _by_names(item, counted), known))
    weekdays = [vote for vote in _votes(item, _by_weekdays(item, weekly), known) if not _looks_back(item, vote.day[:4])]
    votes = {vote.key: vote for vote in reversed([*_calendar_votes(item, known), *weekdays, *events])}
    years = {vote.day[:4] for vote in votes.values()}
    if len(years) != 1 or len(votes) < (1 if (events or weekdays) and known.alone(item) else MIN_VOTES):
        return None
    last = max(votes.values(), key=lambda vote: (vote.day, vote.words))
    told = " and ".join(sorted(vote.words for vote in votes.values()))
    reason = (
        f"the text tells of {told} without a year, which the other accounts date {years.pop()}; "
        f"{stated.value or stated.earliest} was stated, which is the day of a later capture"
    )
    return Moment(None, last.day, stated.latest or stated.earliest, "inferred", last.span, reason)


def _looks_back(item: Analysis, year: str) -> bool:
    """Whether the text tells of that year as of one gone by ("last year", "a year ago"), as on an anniversary."""
    return any(time.anchor.kind == "published" and time.value[:4] == year for time in item.times)


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
        for day in _agreed(item, time, known.days.get(key, ()), known):
            yield _Vote(day, time.span, key, key)


def _votes(item: Analysis, told: Iterable[tuple[Event, Time, Key]], known: _Known) -> Iterator[_Vote]:
    """Events that the text dates from its day of publication ("arrested on Tuesday", "the roof fell on Monday") and the
    others long before."""
    text = item.article.text
    for event, time, key in told:
        words = f'"{text[slice(*event.span)]} ... {text[slice(*time.span)]}"'
        for day in _agreed(item, time, known.events.get(key, ()), known):
            yield _Vote(day, time.span, words, key[0])


def _agreed(item: Analysis, time: Time, told: Sequence[_Dated], known: _Known) -> Iterator[str]:
    """The latest day that others give it, where all of them put it long before this account's own reading. One account
    that counts from its own stated day may be the one that errs, so it takes `MIN_SIBLINGS`, or one that states it, or
    a story that all others had reported by then."""
    others = [other for other in told if other.account != item.article.id]
    several = len({other.account for other in others}) >= MIN_SIBLINGS or known.alone(item)
    if not others or not (several or any(other.stated for other in others)):
        return
    own, last = date.fromisoformat((time.earliest or "")[:10]), max(other.day for other in others)
    if own - date.fromisoformat(last) >= FAR:
        yield last


def _is_day_without_year(item: Analysis, time: Time) -> bool:
    """Whether the words name a day of a month in figures and no year ("May 3"), not a weekday or "yesterday"."""
    if time.type not in ("DATE", "TIME") or not DAY.match(time.value):
        return False
    numbers = re.findall(r"\d+", item.article.text[time.span[0] : time.span[1]])
    return str(int(time.value[8:10])) in [number.lstrip("0") for number in numbers] and time.value[:4] not in numbers
