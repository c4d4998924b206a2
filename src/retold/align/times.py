"""When a record holds: the time of its clause, else of the quote it stands in, else of the account's publication.

Goes in: an Analysis, the ids a record names, the Story. Comes out: a Moment, or None when nothing dates the record.
"""

from collections.abc import Iterator

from retold.model import Analysis, Moment, Quote, Span, Story, Time


def moment_of(analysis: Analysis, time_id: str | None, story: Story, quote_id: str | None = None) -> Moment | None:
    """When a record with the time `time_id` (and standing in the quote `quote_id`) holds.

    A time that cannot be put into an interval ("recently", a duration, a bare weekday of an undated article) is passed
    over. A publication says only "not after": the reason of the Moment tells which of the three it is.
    """
    own = _dated(analysis, time_id)
    if own is not None:
        return moment(own)
    said = said_at(analysis, quote_id)
    if said is not None:
        return Moment(said.value, said.earliest, said.latest, "stated", said.span, "when it was said")
    return story.published.get(analysis.article.id, analysis.article.published)


def moment(time: Time) -> Moment:
    """A Time record as a Moment."""
    method: str = time.anchor.kind
    reason = "stated in the clause" if method == "none" else f"in the clause, counted from {method}"
    return Moment(time.value, time.earliest, time.latest, "stated", time.span, reason)


def said_at(analysis: Analysis, quote_id: str | None) -> Time | None:
    """The time at which a quote was said: the dated time nearest its cue, in the cue's sentence, outside the words."""
    quote = next((item for item in analysis.quotes if item.id == quote_id), None) if quote_id else None
    if quote is None or quote.cue is None:
        return None
    cue = quote.cue
    near = [time for time in _in_sentence(analysis, cue) if not _inside(time.span, quote)]
    return min(near, key=lambda time: (_gap(time.span, cue), time.span), default=None)


def _dated(analysis: Analysis, time_id: str | None) -> Time | None:
    if time_id is None:
        return None
    found = next((time for time in analysis.times if time.id == time_id), None)
    return found if found is not None and is_dated(found) else None


def is_dated(time: Time) -> bool:
    """Whether a time names a stretch of the calendar."""
    return time.type in ("DATE", "TIME") and time.earliest is not None and time.latest is not None


def _in_sentence(analysis: Analysis, place: Span) -> Iterator[Time]:
    sentence = next((span for span in analysis.sentences if span[0] <= place[0] < span[1]), None)
    if sentence is None:
        return
    for time in analysis.times:
        if sentence[0] <= time.span[0] < sentence[1] and is_dated(time):
            yield time


def _inside(span: Span, quote: Quote) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in quote.spans)


def _gap(left: Span, right: Span) -> int:
    return max(left[0] - right[1], right[0] - left[1], 0)
