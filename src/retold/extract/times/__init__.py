"""Time expressions with TIMEX3 values, intervals and anchors.

A grammar over the words that matter to time (`languages/<code>/times.toml`): `units` writes the article as a
string of letters, the rules are matched on that string, and a function for each rule (`values`, `clock`,
`quarters`, `relative`, `lengths`) makes a TimeReading of the match against a TimeContext (the publication, the times
mentioned before, the tense of the verb), or None when the words are no time after all.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from retold.extract.times import calendar, clock, lengths, quarters, relative, values
from retold.extract.times.context import TimeContext, TimeMatch, TimeReading
from retold.extract.times.units import TimeUnits, units
from retold.languages import Language
from retold.languages.times import CORES, LETTERS, OTHER, compiled
from retold.model import Analysis, Anchor, Article, Moment, Span, Time
from retold.parse import Parse

Rule = Callable[[TimeMatch, TimeContext], TimeReading | None]
# what each rule of times.toml is resolved by
RULES: dict[str, Rule] = {
    "iso": clock.iso, "clock": clock.clock, "clock_day": clock.clock_day, "part": clock.part,
    "part_of_day": clock.part_of_day, "relative_part": clock.relative_part,
    "date": values.date_, "day_range": values.day_range, "day_of_month": values.day_of_month,
    "day_before": values.day_before, "deictic": values.deictic, "weekday": values.weekday, "named": values.named,
    "month": values.month, "month_year": values.month, "season": values.season, "year": values.year,
    "decade": values.decade, "century": values.century, "era": values.era,
    "quarter": quarters.quarter, "year_ago": quarters.year_ago, "year_quarter": quarters.year_quarter,
    "first_quarters": quarters.first_quarters, "latest_period": quarters.latest_period, "half": quarters.half,
    "fiscal_year": quarters.fiscal_year, "year_end": quarters.year_end,
    "ago": relative.ago, "offset": relative.offset, "near_event": relative.near_event, "week_of": relative.week_of,
    "relative_unit": relative.relative_unit, "shaded_unit": relative.shaded_unit, "the_unit": relative.the_unit,
    "window": relative.window, "vague_window": relative.vague_window, "these_days": relative.these_days,
    "told_time": relative.told_time, "present": relative.present, "past": relative.past, "current": relative.current,
    "future": relative.future, "as_soon": relative.future, "near_future": relative.future,
    "set": lengths.set_, "by_turns": lengths.by_turns, "duration": lengths.duration, "long_unit": lengths.long_unit,
    "bare_units": lengths.bare_units,
}  # fmt: skip
AGES = "ages"  # the rule for ages ("52 years old"), which are facts of a person and no times
MAX_RUN = 400  # tokens of one run that the grammar is matched on, to bound the work


def extract(doc: Parse, article: Article, language: Language, found: Analysis) -> Iterator[Time]:
    """The Time records of one article, in text order."""
    lexicon = compiled(language)
    letters = units(doc, lexicon)
    context = TimeContext(doc, lexicon, published_day(article.published))
    context.narrative = is_narrative(letters, context.published)
    records = _with_days(list(_records(letters, context)), doc)
    for number, record in enumerate(records, 1):
        yield replace(record, id=f"t{number}")


def _with_days(records: list[Time], doc: Parse) -> list[Time]:
    """A bare time of day takes the day that its own sentence states after it ("at 10:35 a.m. (0735 GMT) Friday")."""
    for index in range(len(records) - 2, -1, -1):
        record, following = records[index], records[index + 1]
        if record.method != "clock" or following.precision not in ("day", "part", "minute"):
            continue
        if (following.earliest or "")[:10] != (following.latest or "")[:10]:
            continue
        near, far = doc.token_at(record.span[0]), doc.token_at(following.span[0])
        if near is None or far is None or doc.sent[near] != doc.sent[far] or far - near > 12:
            continue
        value = following.value[:10] + _half_day(record, following, doc)
        bounds = calendar.interval(value)
        zone = record.earliest[16:] if record.earliest else ""
        if bounds:
            earliest, latest = bounds[0] + zone, bounds[1] + zone
            record = replace(record, value=value, earliest=earliest, latest=latest, anchor=following.anchor)
            records[index] = replace(record, method="clock_day")
    return records


def _half_day(record: Time, following: Time, doc: Parse) -> str:
    """The clock of a record; "11:30 last night" is 23:30."""
    clock, part = record.value[10:], following.value[10:]
    if part not in ("TAF", "TEV", "TNI") or doc.text[record.span[0] : record.span[1]][-1].isalpha():
        return clock
    if doc.text[record.span[1] - 1] == "." or not clock[1:3].isdecimal() or following.span[0] - record.span[1] > 1:
        return clock
    hour = int(clock[1:3])
    later = hour < 12 and (hour >= 6 or (part != "TNI" and hour > 0))
    return f"T{hour + 12:02}{clock[3:]}" if later else clock


def published_day(moment: Moment | None) -> date | None:
    """The publication day, where the Moment fixes one."""
    days = {text[:10] for text in (moment.earliest, moment.latest) if text} if moment else set[str]()
    return date.fromisoformat(days.pop()) if len(days) == 1 else None


def is_narrative(found: TimeUnits, published: date | None) -> bool:
    """Whether the text is a narrative of the past: full dates years before publication, nothing deictic."""
    letters = found.letters
    year, dated, past, near = LETTERS["YEAR"], 0, 0, 0
    months = (LETTERS["MONTH"], LETTERS["DAYNUM"], LETTERS["ORD"], LETTERS["COMMA"])
    edge = published.year - 2 if published else 2200
    for place, letter in enumerate(letters):
        if letter == year:
            value = found.values[place]
            if isinstance(value, int | float) and 1000 < value < edge:
                past += 1
                dated += bool(place) and letters[place - 1] in months
        elif letter in (LETTERS["DEICTIC"], LETTERS["WEEKDAY"]):
            near += 1
        elif letter == LETTERS["ERA"]:
            dated, past = dated + 1, past + 1
    return dated >= 3 and past >= 5 and dated + past > 3 * near


def _records(found: TimeUnits, context: TimeContext) -> Iterator[Time]:
    """Matches, from left to right; what a rule refuses is tried again one unit further on."""
    sentence = -1
    for first, last in _runs(found):
        text = "".join(found.letters[first:last])
        place = first
        while place < last:
            result = context.lexicon.grammar.search(text, place - first)
            if result is None or result.lastgroup is None:
                break
            place = first + result.start()
            token = found.tokens[place]
            if context.doc.sent[token] != sentence:
                sentence = context.doc.sent[token]
                context.clause = None
            record, place = _first_record(found, text, (first, place), int(result.lastgroup[1:]), context)
            yield from record


def _first_record(
    found: TimeUnits, text: str, at: tuple[int, int], rule: int, context: TimeContext
) -> tuple[list[Time], int]:
    """The records of the first rule, from `rule` on, that accepts the text there, and the place to go on from: one unit
    further when every rule refuses, behind the words when they are an age.

    `at` is the first unit of the run and the unit to match at."""
    first, place = at
    lexicon = context.lexicon
    for index in range(rule, len(lexicon.rules)):
        result = lexicon.patterns[index].match(text, place - first)
        if result is None or result.end() == result.start():
            continue
        match = TimeMatch(found, place, first + result.end())
        if lexicon.rules[index] == AGES:
            return [], match.last
        record = _record(match, context, lexicon.rules[index])
        if record is not None:
            return record
    return [], place + 1


def _runs(found: TimeUnits) -> Iterator[tuple[int, int]]:
    """Stretches of units without a gap that hold at least one word of time; long ones are cut."""
    first, core = 0, False
    letters = found.letters
    for place, letter in enumerate(letters):
        if letter is OTHER or place - first >= MAX_RUN:
            if core:
                yield first, place
            first, core = place + (letter is OTHER), False
        if letter in CORES:
            core = True
    if core:
        yield first, len(letters)


def _record(match: TimeMatch, context: TimeContext, name: str) -> tuple[list[Time], int] | None:
    reading = RULES[name](match, context)
    if reading is None:
        return None
    first, stop = match.first + reading.skip, match.last - reading.drop
    records = [_time(match.units, (first, stop), reading, context, name)]
    for start, end, value in reading.more:
        more = TimeReading(reading.type, value, reading.anchor, reading.mod)
        records.append(_time(match.units, (start, end), more, context, name))
        stop = end
    for record in records:
        _tie_event(record, TimeMatch(match.units, match.first, stop), context)
    return records, stop


def _tie_event(record: Time, match: TimeMatch, context: TimeContext) -> None:
    """Keeps "the October 7 attack": the noun after a day is an event of that day."""
    if record.precision not in ("day", "part") or not record.value[:4].isdecimal():
        return
    doc, token = context.doc, match.next_token(context.doc)
    if token is None:
        return
    for place in range(token, min(token + 3, len(doc))):
        if doc.pos[place] == "NOUN":
            context.events[doc.lemma[place].lower()] = record.value[:10]
        if doc.pos[place] not in ("ADJ", "NOUN", "PROPN"):
            return


def _time(found: TimeUnits, place: Span, reading: TimeReading, context: TimeContext, name: str) -> Time:
    span = (found.spans[place[0]][0], found.spans[place[1] - 1][1])
    bounds = calendar.interval(reading.value) if reading.type in ("DATE", "TIME") else None
    if bounds and reading.bounds:
        bounds = (*reading.bounds, bounds[2])
    earliest, latest, precision = bounds or (*(reading.bounds or (None, None)), None)
    if reading.offset and earliest and latest and "T" in earliest:
        earliest, latest = earliest + reading.offset, latest + reading.offset
    anchor = Anchor(reading.anchor, context.last_span if reading.anchor == "text" else None)
    if bounds and not reading.aside:
        day = context.day
        context.remember(reading.value, span)
        if len(reading.value) >= 10:
            context.clause = reading.value
        if context.is_telling(found.tokens[place[0]]):
            context.day = day
    method = reading.method or name
    return Time("", span, reading.type, reading.value, earliest, latest, anchor, method, precision, reading.mod)  # type: ignore[arg-type]
