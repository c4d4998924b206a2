"""The timeline for TimelineJS (JSON) and for calendars (iCalendar, RFC 5545). A time keeps the precision it is
told with: a month stays a month, an interval an interval; what has no day at all is left out of the calendar."""

from collections.abc import Iterator
from datetime import date, timedelta
from html import escape
from typing import Any

import msgspec

from retold.export import ONE, Files
from retold.export.cells import line
from retold.export.jsonld import uuid
from retold.export.story import PROGRAM, StoryIndex, day, one_each
from retold.model import Comparison, TimelineEntry

FOLD = 73  # octets of a line of iCalendar, one less than 75 for the space of a folded one, one for the line end


def files(comparison: Comparison, name: str) -> Files:
    """One file."""
    told = StoryIndex(comparison)
    return {ONE: _timelinejs(told) if name == "timelinejs" else _icalendar(told)}


def _timelinejs(told: StoryIndex) -> bytes:
    entries = [item for item in told.comparison.timeline if item.when.earliest]
    record = {
        "title": {"text": {"headline": escape(told.title)}},
        "events": [_slide(told, item, number) for number, item in enumerate(entries, 1)],
    }
    return msgspec.json.format(msgspec.json.encode(record), indent=1) + b"\n"


def _slide(told: StoryIndex, item: TimelineEntry, number: int) -> dict[str, Any]:
    """TimelineJS shows text as HTML: everything foreign is escaped."""
    words = "".join(
        f"<p>{escape(told.outlet(proof.account))}: “{escape(proof.text)}”</p>" for proof in one_each(item.evidence)
    )
    found: dict[str, Any] = {
        "start_date": _date(item.when.value or item.when.earliest or ""),
        "text": {"headline": escape(item.text), "text": words},
        "unique_id": f"happening-{number}",
    }
    if not item.when.value and item.when.latest and item.when.latest != item.when.earliest:
        found["start_date"] = _date(item.when.earliest or "")
        found["end_date"] = _date(item.when.latest)
    return found


def _date(text: str) -> dict[str, int]:
    """The parts that a time has: year, month, day, hour, minute."""
    on, _, clock = text.partition("T")
    parts = [int(part) for part in on.split("-") if part.isdecimal()]
    found = dict(zip(("year", "month", "day"), parts, strict=False))
    hours = clock[:5].split(":")
    if len(parts) == 3 and len(hours) == 2 and all(part.isdecimal() for part in hours):
        found |= {"hour": int(hours[0]), "minute": int(hours[1])}
    return found


def _icalendar(told: StoryIndex) -> bytes:
    rows = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//Retold//{PROGRAM}//EN", "CALSCALE:GREGORIAN"]
    for item in told.comparison.timeline:
        rows.extend(_event(told, item))
    rows.append("END:VCALENDAR")
    return b"".join(_folded(row) for row in rows)


def _event(told: StoryIndex, item: TimelineEntry) -> Iterator[str]:
    first, last = day(item.when.earliest), day(item.when.latest)
    if first is None or last is None:
        return
    after = date.fromisoformat(last) + timedelta(days=1) if last < "9999-12-31" else date.fromisoformat(last)
    words = "\n".join(f"{line(told.outlet(proof.account))}: “{line(proof.text)}”" for proof in one_each(item.evidence))
    yield "BEGIN:VEVENT"
    yield f"UID:{uuid('timeline', item.text, first, *(proof.account for proof in item.evidence))}@retold"
    # the stamp is asked for by the format; the day of the happening keeps the file the same at every run
    yield f"DTSTAMP:{first.replace('-', '')}T000000Z"
    yield f"DTSTART;VALUE=DATE:{first.replace('-', '')}"
    yield f"DTEND;VALUE=DATE:{after.isoformat().replace('-', '')}"
    yield f"SUMMARY:{_escaped(line(item.text))}"
    yield f"DESCRIPTION:{_escaped(words)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(row: str) -> bytes:
    """A line cut at 75 octets, never within a character."""
    pieces: list[bytes] = []
    held = b""
    for char in row:
        data = char.encode("utf-8", "replace")
        if len(held) + len(data) > FOLD:
            pieces.append(held)
            held = b""
        held += data
    return b"\r\n ".join([*pieces, held]) + b"\r\n"
