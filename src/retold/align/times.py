"""When a record holds, and what times the accounts give to one event.

A record holds at the time of its clause, else of the quote it stands in, else of the account's publication. In: an
Analysis, the ids a record names, the Story. Out: a Moment, or None when nothing dates the record.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from retold.extract.times.calendar import interval
from retold.model import Analysis, Event, Moment, Quote, Span, Story, Time
from retold.resolve.dates import year_of
from retold.spans import containing


def moment_of(analysis: Analysis, time_id: str | None, story: Story, quote_id: str | None = None) -> Moment | None:
    """When a record with the time `time_id` (inside the quote `quote_id`) holds.

    A time that cannot be put into an interval ("recently", a duration, a bare weekday of an undated article) is passed
    over. A publication says only "not after": the reason of the Moment tells which of the three it is.
    """
    own = own_moment(analysis, time_id, story)
    if own is not None:
        return own
    said = said_at(analysis, quote_id)
    if said is not None:
        return Moment(said.value, said.earliest, said.latest, "stated", said.span, "when it was said")
    return story.published.get(analysis.article.id, analysis.article.published)


def own_moment(analysis: Analysis, time_id: str | None, story: Story) -> Moment | None:
    """The stretch that a record's own time names, closed by publication or siblings; None where it stays open."""
    time = by_id(analysis.times, time_id)
    known = story.published.get(analysis.article.id, analysis.article.published)
    return settled(time, known, story.years) if time else None


def moment(time: Time) -> Moment:
    """A Time record as a Moment."""
    method: str = time.anchor.kind
    reason = "stated in the clause" if method == "none" else f"in the clause, counted from {method}"
    if time.method == "date_after_publication":
        reason += "; told as past though it follows the publication day, so the text was changed later"
    return Moment(time.value, time.earliest, time.latest, "stated", time.span, reason)


def said_at(analysis: Analysis, quote_id: str | None) -> Time | None:
    """The time at which a quote was said: the dated time nearest its cue, in the cue's sentence, outside the words."""
    quote = by_id(analysis.quotes, quote_id)
    if quote is None or quote.cue is None:
        return None
    cue = quote.cue
    sentence = sentence_at(analysis, cue[0])
    dated = [time for time in times_within(analysis, sentence) if is_dated(time)] if sentence else []
    near = [
        time for time in dated if not any(start <= time.span[0] and time.span[1] <= end for start, end in quote.spans)
    ]
    gaps = {time.span: max(time.span[0] - cue[1], cue[0] - time.span[1], 0) for time in near}
    return min(near, key=lambda time: (gaps[time.span], time.span), default=None)


CALENDAR = frozenset({"date", "iso", "month", "month_year", "year", "named"})


def by_calendar(time: Time | None) -> bool:
    """Whether a time names a day, month or year of the calendar, and is not counted from the day of the text."""
    return time is not None and time.method in CALENDAR


def is_dated(time: Time) -> bool:
    """Whether a time names a stretch of the calendar."""
    return time.type in ("DATE", "TIME") and time.earliest is not None and time.latest is not None


def by_id[Record: (Time, Quote)](records: tuple[Record, ...], name: str | None) -> Record | None:
    """The record of an id: ids count records in text order, so the number leads there; else all are looked through."""
    if not name:
        return None
    place = int(name[1:]) - 1 if name[1:].isdecimal() and len(name) < 9 else -1
    if 0 <= place < len(records) and records[place].id == name:
        return records[place]
    return next((item for item in records if item.id == name), None)


def times_within(analysis: Analysis, span: Span) -> tuple[Time, ...]:
    """The times that begin within a span; `times` are in text order."""
    first = bisect_left(analysis.times, span[0], key=_start)
    return analysis.times[first : bisect_left(analysis.times, span[1], key=_start)]


def sentence_at(analysis: Analysis, offset: int) -> Span | None:
    """The sentence that holds an offset."""
    place = containing(analysis.sentences, offset)
    return None if place is None else analysis.sentences[place]


def _start(time: Time) -> int:
    return time.span[0]


# --- the times of aligned events --------------------------------------------------------------------------------------


def days(item: Moment | None) -> tuple[str, str] | None:
    """First and last day of a Moment that is closed on both sides."""
    if item is None or not item.earliest or not item.latest:
        return None
    return item.earliest[:10], item.latest[:10]


def settled(time: Time, published: Moment | None, years: dict[str, dict[str, str]]) -> Moment | None:
    """A time whose year or week the article leaves open, closed by its publication's range or by its siblings.

    "XXXX-10-07" takes the year that fits both ends of the publication's range, else the one that all siblings give that
    day. "XXXX-WXX-5" takes the Friday before both ends. None where neither settles it.
    """
    if is_dated(time):
        return moment(time)
    if time.type not in ("DATE", "TIME"):
        return None
    by_publication = _by_publication(time.value, published)
    if by_publication:
        return _closed(time, by_publication, "counted from the range of its publication")
    year = year_of(time.value, years)
    if year:
        return _closed(time, year[0] + time.value[4:], f"the year as in account {year[1]}")
    return None


def _closed(time: Time, value: str, reason: str) -> Moment | None:
    bounds = interval(value)
    return Moment(value, bounds[0], bounds[1], "inferred", time.span, reason) if bounds else None


def _by_publication(value: str, published: Moment | None) -> str | None:
    ends = days(published)
    if ends is None or not value.startswith("XXXX-"):
        return None
    answers = {_latest_fit(value, end) for end in ends}
    return answers.pop() if len(answers) == 1 else None


def _latest_fit(value: str, end: str) -> str | None:
    """The latest day or month of that name up to a day."""
    if value[5:7].isdecimal():
        year = int(end[:4])
        return f"{year if value[5:10] <= end[5:10] else year - 1:04}{value[4:]}"
    if value.startswith("XXXX-WXX-") and value[9:10].isdecimal():
        last = date.fromisoformat(end)
        day = last - timedelta((last.isoweekday() - int(value[9])) % 7)
        return f"{day.isoformat()}{value[10:]}"
    return None


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """One account's time for an event, with the record that carries it."""

    account: int
    event: Event
    when: Moment
    time: Time | None = None

    @property
    def own_day(self) -> bool:
        """Whether the account itself gives the day; a bare time of day only has that of the passage."""
        return self.time is None or self.time.method not in ("clock", "part")


def dated_events(
    members: Sequence[tuple[int, Event]], story: Story, years: dict[str, dict[str, str]]
) -> list[DatedEvent]:
    """For each account among the members the narrowest time it gives: asserted, affirmed events with a closed time."""
    best: dict[int, DatedEvent] = {}
    for account, event in members:
        if event.polarity != "positive" or event.modality != "asserted" or event.time is None:
            continue
        analysis = story.analyses[account]
        time = by_id(analysis.times, event.time)
        known = story.published.get(analysis.article.id, analysis.article.published)
        when = settled(time, known, years) if time else None
        if when is None or days(when) is None:
            continue
        new = DatedEvent(account, event, when, time)
        if account not in best or _width(new) < _width(best[account]):
            best[account] = new
    return [best[account] for account in sorted(best)]


def _width(item: DatedEvent) -> tuple[int, int]:
    first, last = days(item.when) or ("0001-01-01", "9999-12-31")
    return (date.fromisoformat(last) - date.fromisoformat(first)).days, item.event.span[0]
