"""When an account was published, as narrowly as the evidence allows.

In: the Analyses of a story. Out: a Moment for each account: the stated one where there is one, else a range with its
reason. An account was not published before the latest day it tells as past, where that day is stated absolutely or its
year is the one that every dated sibling gives the same day; nor before a sibling it names as its source; not after it
was captured or revised, nor after a sibling that names it. Titles and outlets never decide. A stated day that the
account's own text contradicts is one of a later capture (`captures`).
"""

from collections.abc import Iterable, Iterator, Sequence

from retold.extract.times.calendar import interval
from retold.model import Analysis, Moment, Span, Time
from retold.resolve.captures import ahead, later_captures

Bound = tuple[str, Span | None, str]
# precisions that narrow a day of publication; a year or a season does not
COARSEST = ("day", "part", "minute", "second", "week", "weekend", "month")


def published(analyses: Sequence[Analysis]) -> dict[str, Moment]:
    """The publication Moment of each account by id; accounts of which nothing is known have none."""
    found = later_captures(analyses)
    years = day_years([item for item in analyses if item.article.id not in found])
    for item in analyses:
        stated = item.article.published
        if stated is not None and (stated.earliest or stated.latest):
            found.setdefault(item.article.id, stated)
    given = dict(found)
    for item in analyses:
        if item.article.id in given:
            continue
        moment = inferred(
            [*past_days(item.times, ahead(item)), *_by_siblings(item, years), *_source(item, analyses, given)],
            _before(item, analyses, given),
        )
        if moment is not None:
            found[item.article.id] = moment
    return found


def inferred(not_before: Iterable[Bound], not_after: Iterable[Bound] = ()) -> Moment | None:
    """A range from bounds `(ISO day, span or None, reason)`: the latest "not before", the earliest "not after".

    A "not before" that lies after every "not after" is no evidence and is passed over.
    """
    ends = sorted(not_after, key=lambda bound: bound[0])
    end = ends[0] if ends else None
    starts = [bound for bound in not_before if end is None or bound[0][:10] <= end[0][:10]]
    start = max(starts, key=lambda bound: (bound[0], bound[2]), default=None)
    if start is None and end is None:
        return None
    reasons = [f"not before {start[0]}: {start[2]}"] if start else []
    reasons += [f"not after {end[0]}: {end[2]}"] if end else []
    span = start[1] if start else None
    return Moment(None, start[0] if start else None, end[0] if end else None, "inferred", span, "; ".join(reasons))


def past_days(times: Iterable[Time], coming: frozenset[str] = frozenset()) -> list[Bound]:
    """Bounds from the absolute times of one article in the past tense; `coming` are ids of those yet to come."""
    told = (time for time in times if time.anchor.kind == "none" and time.type in ("DATE", "TIME"))
    return [
        (time.earliest[:10], time.span, "it tells of that day")
        for time in told
        if time.id not in coming and time.earliest and time.precision in COARSEST
    ]


def day_years(analyses: Sequence[Analysis]) -> dict[str, dict[str, str]]:
    """For each month or day of a month ("10", "10-07"): the years that the accounts give it, with the first account."""
    years: dict[str, dict[str, str]] = {}
    for item in analyses:
        for time in item.times:
            value = time.value
            dated = value[:4].isdecimal() and value[4:5] == "-" and value[5:7].isdecimal()
            for key in {value[5:7], value[5:10]} if dated and time.type in ("DATE", "TIME") else ():
                years.setdefault(key, {}).setdefault(value[:4], item.article.id)
    return years


def year_of(value: str, years: dict[str, dict[str, str]]) -> tuple[str, str] | None:
    """The one year that all accounts give the day or month of "XXXX-10-07", with the account that gives it."""
    if not value.startswith("XXXX-") or not value[5:7].isdecimal():
        return None
    known = years.get(value[5:10] if value[8:10].isdecimal() else value[5:7], {})
    return next(iter(known.items())) if len(known) == 1 else None


def _by_siblings(item: Analysis, years: dict[str, dict[str, str]]) -> Iterator[Bound]:
    """Days without their year, dated as every sibling dates them."""
    coming = ahead(item)
    for time in item.times:
        year = year_of(time.value, years) if time.id not in coming else None
        bounds = interval(year[0] + time.value[4:]) if year else None
        if year and bounds:
            yield bounds[0][:10], time.span, f"it tells of that day, whose year is the one in account {year[1]}"


def _names(item: Analysis, other: Analysis) -> bool:
    """Whether an account names another's outlet as where something comes from."""
    outlet = (other.article.outlet or "").casefold()
    return bool(outlet) and any(
        cited.kind in ("agency", "outlet") and cited.name.casefold() == outlet for cited in item.citations
    )


def _source(item: Analysis, analyses: Sequence[Analysis], given: dict[str, Moment]) -> Iterator[Bound]:
    for other in analyses:
        moment = given.get(other.article.id)
        if other is not item and moment and moment.earliest and _names(item, other):
            yield moment.earliest[:10], None, f"it names the outlet of account {other.article.id}, published then"


def _before(item: Analysis, analyses: Sequence[Analysis], given: dict[str, Moment]) -> Iterator[Bound]:
    for moment, done in ((item.article.captured, "captured"), (item.article.modified, "revised")):
        if moment and moment.latest:
            yield moment.latest[:10], None, f"it was {done} then"
    for other in analyses:
        told = given.get(other.article.id)
        if other is not item and told and told.latest and _names(other, item):
            yield told.latest[:10], None, f"account {other.article.id}, published then, names its outlet"
