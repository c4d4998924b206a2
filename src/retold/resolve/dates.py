"""When an account was published, as narrowly as the evidence allows.

In: the Analyses of a story. Out: a Moment for each account: the stated one where there is one, else a range with its
reason. An account was not published before the latest day it tells as past, where that day is stated absolutely or its
year is the one that every dated sibling gives the same day; nor before a sibling it names as its source; not after it
was captured or revised, nor after a sibling that names it. Titles and outlets never decide. A stated day that the
account's own text contradicts is one of a later capture (`later_captures`).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from retold.extract.times.calendar import interval
from retold.languages import Language
from retold.model import Analysis, Moment, Span, Time

Bound = tuple[str, Span | None, str]
# precisions that narrow a day of publication; a year or a season does not
COARSEST = ("day", "part", "minute", "second", "week", "weekend", "month")
# one day of the year may be told of two years; two days that all others put into one earlier year are no chance
MIN_DAYS = 2
MIN_SIBLINGS = 2


def published(analyses: Sequence[Analysis], language: Language) -> dict[str, Moment]:
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
            [*_own(item), *_by_siblings(item, years), *_source(item, analyses, given)], _before(item, analyses, given)
        )
        if moment is not None:
            found[item.article.id] = moment
    return found


def later_captures(analyses: Sequence[Analysis]) -> dict[str, Moment]:
    """The accounts whose stated day of publication is one of a later capture, with when they were published by their
    text. Such an account tells days of a month without their year ("on May 3"), so it was written in that year; the
    others put `MIN_DAYS` of these days into one earlier year, and none into the year of the stated day."""
    known = _sibling_years(analyses)
    found: dict[str, Moment] = {}
    for item in sorted(analyses, key=lambda item: item.article.id):
        stated = item.article.published
        if stated is None or not (stated.earliest or "")[:4].isdecimal() or _states_its_year(item, stated):
            continue
        moment = _by_text(item, stated, known)
        if moment is not None:
            found[item.article.id] = moment
    return found


def _sibling_years(analyses: Sequence[Analysis]) -> dict[str, dict[str, dict[str, bool]]]:
    """For each day of a month ("10-07") the years it is told of, each with the accounts and whether they state it."""
    known: dict[str, dict[str, dict[str, bool]]] = defaultdict(lambda: defaultdict(dict))
    for item in analyses:
        for time in item.times:
            if time.type in ("DATE", "TIME") and re.match(r"\d{4}-\d\d-\d\d", time.value):
                accounts = known[time.value[5:10]][time.value[:4]]
                stated = time.anchor.kind == "none"
                accounts[item.article.id] = accounts.get(item.article.id, False) or stated
    return known


def _states_its_year(item: Analysis, stated: Moment) -> bool:
    """Whether the text itself names the year of the stated day, so that it knows when it was written."""
    year = (stated.earliest or "")[:4]
    return any(
        time.anchor.kind == "none" and time.value[:4] >= year for time in item.times if time.value[:4].isdecimal()
    )


def _by_text(item: Analysis, stated: Moment, known: dict[str, dict[str, dict[str, bool]]]) -> Moment | None:
    """The range in which an account was published by the days it tells, where the others contradict the stated one."""
    days: dict[str, Time] = {}
    for time in item.times:
        if time.anchor.kind == "published" and time.id not in _ahead(item) and _is_day_without_year(item, time):
            days.setdefault(time.value[5:10], time)
    votes: dict[str, list[str]] = defaultdict(list)
    for day, time in days.items():
        told = {year: others for year, accounts in known[day].items() if (others := _others(accounts, item))}
        if len(told) == 1:
            year, others = next(iter(told.items()))
            # one account that counts the year from its own stated day may be the one that errs
            if year >= time.value[:4] or len(others) >= MIN_SIBLINGS or any(others.values()):
                votes[year].append(day)
    year, agreed = next(iter(votes.items()), ("", []))
    if len(votes) != 1 or len(agreed) < MIN_DAYS or year >= (stated.earliest or "")[:4]:
        return None
    last = max(agreed)
    reason = (
        f"the text tells of {' and '.join(sorted(agreed))} without a year, which the other accounts date {year}; "
        f"{stated.value or stated.earliest} was stated, which is the day of a later capture"
    )
    return Moment(None, f"{year}-{last}", stated.latest or stated.earliest, "inferred", days[last].span, reason)


def _others(accounts: dict[str, bool], item: Analysis) -> dict[str, bool]:
    return {name: stated for name, stated in accounts.items() if name != item.article.id}


def _is_day_without_year(item: Analysis, time: Time) -> bool:
    """Whether the words name a day of a month in figures and no year ("May 3"), not a weekday or "yesterday"."""
    if time.type not in ("DATE", "TIME") or not re.match(r"\d{4}-\d\d-\d\d", time.value):
        return False
    numbers = re.findall(r"\d+", item.article.text[time.span[0] : time.span[1]])
    return str(int(time.value[8:10])) in [number.lstrip("0") for number in numbers] and time.value[:4] not in numbers


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


def past_days(times: Iterable[Time], ahead: frozenset[str] = frozenset()) -> list[Bound]:
    """Bounds from the absolute times of one article in the past tense; `ahead` are ids of those yet to come."""
    found: list[Bound] = []
    for time in times:
        absolute = time.anchor.kind == "none" and time.type in ("DATE", "TIME") and time.id not in ahead
        if absolute and time.earliest and time.precision in COARSEST:
            found.append((time.earliest[:10], time.span, "it tells of that day"))
    return found


def _own(item: Analysis) -> list[Bound]:
    return past_days(item.times, _ahead(item))


def _ahead(item: Analysis) -> frozenset[str]:
    """Ids of times that date something planned or possible."""
    return frozenset(event.time for event in item.events if event.time and event.modality != "asserted")


def day_years(analyses: Sequence[Analysis]) -> dict[str, dict[str, str]]:
    """For each month or day of a month ("10", "10-07"): the years that the accounts give it, with the first account."""
    years: dict[str, dict[str, str]] = {}
    for item in analyses:
        for time in item.times:
            value = time.value
            if (
                time.type not in ("DATE", "TIME")
                or not value[:4].isdecimal()
                or value[4:5] != "-"
                or not value[5:7].isdecimal()
            ):
                continue
            for key in {value[5:7], value[5:10]}:
                years.setdefault(key, {}).setdefault(value[:4], item.article.id)
    return years


def year_of(value: str, years: dict[str, dict[str, str]]) -> tuple[str, str] | None:
    """The one year that all accounts give the day or month of "XXXX-10-07", with the account that gives it."""
    if not value.startswith("XXXX-") or not value[5:7].isdecimal():
        return None
    known = years.get(value[5:10] if value[8:10].isdecimal() else value[5:7], {})
    return next(iter(known.items())) if len(known) == 1 else None


def _by_siblings(item: Analysis, years: dict[str, dict[str, str]]) -> list[Bound]:
    """Days without their year, dated as every sibling dates them."""
    found: list[Bound] = []
    ahead = _ahead(item)
    for time in item.times:
        year = year_of(time.value, years) if time.id not in ahead else None
        bounds = interval(year[0] + time.value[4:]) if year else None
        if year and bounds:
            found.append(
                (bounds[0][:10], time.span, f"it tells of that day, whose year is the one in account {year[1]}")
            )
    return found


def _names(item: Analysis, other: Analysis) -> bool:
    """Whether an account names another's outlet as where something comes from."""
    outlet = (other.article.outlet or "").casefold()
    return bool(outlet) and any(
        cited.kind in ("agency", "outlet") and cited.name.casefold() == outlet for cited in item.citations
    )


def _source(item: Analysis, analyses: Sequence[Analysis], given: dict[str, Moment]) -> list[Bound]:
    found: list[Bound] = []
    for other in analyses:
        moment = given.get(other.article.id)
        if other is not item and moment and moment.earliest and _names(item, other):
            found.append(
                (moment.earliest[:10], None, f"it names the outlet of account {other.article.id}, published then")
            )
    return found


def _before(item: Analysis, analyses: Sequence[Analysis], given: dict[str, Moment]) -> list[Bound]:
    found: list[Bound] = []
    for moment, reason in (
        (item.article.captured, "it was captured then"),
        (item.article.modified, "it was revised then"),
    ):
        if moment and moment.latest:
            found.append((moment.latest[:10], None, reason))
    for other in analyses:
        told = given.get(other.article.id)
        if other is not item and told and told.latest and _names(other, item):
            found.append((told.latest[:10], None, f"account {other.article.id}, published then, names its outlet"))
    return found
