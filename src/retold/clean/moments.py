"""Times as pages and callers write them -> Moments."""

import re
from calendar import monthrange
from datetime import datetime

from retold.model import Moment

ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
ISO_TIME = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d)(?::\d\d)?(?:\.\d+)?\s?(Z|[+-]\d\d:?\d\d)?")
EARLIEST, LATEST = 1600, 2400


def moment(text: str | None) -> Moment | None:
    """The Moment of an ISO time or day; None for anything else."""
    time = ISO_TIME.search(text or "")
    if time:
        zone = (time.group(2) or "").replace("+0000", "Z")
        zone = f"{zone[:3]}:{zone[3:]}" if len(zone) == 5 else zone
        value = time.group(1) + zone
        if is_time(value):
            return Moment(value, value, value, "metadata")
    day = ISO_DAY.search(text or "")
    return Moment(day.group(), day.group(), day.group(), "metadata") if day and is_time(day.group()) else None


def given(text: str | None) -> Moment | None:
    """The Moment of an ISO 8601 time, day, month or year that the caller gives; None for anything else."""
    value = re.sub(r"\A(\S{10}) ", r"\1T", (text or "").strip())
    if re.fullmatch(r"\d{4}(?:-\d\d)?", value, re.A):
        year, month = int(value[:4]), int(value[5:] or 1)
        if not (EARLIEST <= year <= LATEST and 1 <= month <= 12):
            return None
        last = monthrange(year, month)[1] if len(value) > 4 else 31
        return Moment(
            value, f"{year:04}-{month:02}-01", f"{year:04}-{month if len(value) > 4 else 12:02}-{last}", "given"
        )
    if not ISO_DAY.match(value) or not is_time(value):
        return None
    return Moment(value, value, value, "given")


def is_time(value: str) -> bool:
    """Whether an ISO time or day is one of the calendar, and of the years that can be reckoned with."""
    try:
        return EARLIEST <= datetime.fromisoformat(value).year <= LATEST
    except ValueError:
        return False
