"""Days of ISO times, and as numbers, for how far apart two are."""

from datetime import date


def day(iso: str | None) -> date | None:
    """The day of an ISO time, None where it is none."""
    try:
        return date.fromisoformat((iso or "")[:10])
    except ValueError:
        return None


def day_number(iso: str) -> int:
    """The number of the day of an ISO date, of the first day where the date is coarser; 0 where it is no date."""
    year, month, day = [*iso[:10].split("-"), "1", "1"][:3]
    try:
        return date(int(year), int(month), int(day)).toordinal()
    except ValueError:
        return 0
