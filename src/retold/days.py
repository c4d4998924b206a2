"""Days as numbers, for how far apart two dates are."""

from datetime import date


def day_number(iso: str) -> int:
    """The number of the day of an ISO date, of the first day where the date is coarser; 0 where it is no date."""
    year, month, day = [*iso[:10].split("-"), "1", "1"][:3]
    try:
        return date(int(year), int(month), int(day)).toordinal()
    except ValueError:
        return 0
