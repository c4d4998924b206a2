"""The day a page was published: witnesses on the page say a day each, and the day with the most weight is taken.

The page's data (JSON-LD, meta tags, marked-up times) are one voice, for they are filled from one field; the line
printed by the headline and the address are others. htmldate searches the page where none of them speaks. Nothing is
settled in silence: the Moment's reason names who says the day, and who says another.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import chain

from retold.clean.debris import Debris, any_of
from retold.clean.moments import is_time, moment
from retold.clean.stamps import stamp
from retold.clean.strips import Strip
from retold.languages import Language
from retold.model import Moment

# weights: how often each was right on 191 dated pages (`eval/pages/README.md`): printed stamps 33 of 33, times in meta
# tags 97 %, JSON-LD 96, marked-up times 95, addresses 94, htmldate 90, bare meta dates 88
DATA, TIMES, BARE, STAMP, NUMBER, LABEL, ADDRESS, SEARCH = 3.0, 2.5, 1.5, 3.5, 2.0, 3.0, 1.5, 1.0
LINK = re.compile(r"<link\s[^>]{0,3000}>", re.I)
HREF = re.compile(r"""href\s*=\s*["']?([^"'\s>]{1,1000})""", re.I)
PUBLISHED_TIME = ("article:published_time", "og:article:published_time", "datepublished")
PUBLISHED_DATE = ("date", "dc.date", "pubdate", "publish-date", "dc.date.issued", "sailthru.date", "parsely-pub-date")
ADDRESS_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)([/_.-]?)(0?[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
TIME = re.compile(r"<time\b([^>]{0,600})>", re.I)
ITEM = re.compile("datePublished|datepublished")
STATED = re.compile(r"""\b(?:datetime|content|title)\s*=\s*["']?([^"'>]{8,40})""", re.I)
FIRST = re.compile(r"publi|pubdate|entry-date|created", re.I)
LATER = re.compile(r"updated|modif", re.I)
NUMERIC = re.compile(r"(?<!\d)(?:(\d{4})-(\d\d)-(\d\d)|(\d{1,2})\.\s?(\d{1,2})\.\s?((?:19|20)\d\d))(?!\d)")
# a day in figures that may stand behind a label; the order day-month is the usual one where labels are used with stops
BEHIND = re.compile(r"(?<!\d)(?:(\d{4})-(\d\d)-(\d\d)|(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}))")
MAX_LABEL = 60
# a day more or less is the zone or a night's update
APART = timedelta(days=2)
OVER, UNDER, SHORT = 3, 8, 120
MAX_TIMES = 40
MAX_TAG = 400


@dataclass(frozen=True, slots=True)
class Witness:
    """`said` the day or time; `voice` who is counted once with the others of that name; `name` for the reader."""

    said: Moment
    voice: str
    name: str
    weight: float

    @property
    def day(self) -> str:
        return (self.said.value or "")[:10]


def settled(told: Moment | None, stated: Moment | None) -> Moment | None:
    """The day of publication of what the caller told and what the page states. The caller's, but where the page states
    one that is `APART` days and more before it: then the page was captured or sent on later, and both are kept."""
    if told is None or stated is None:
        return told or stated
    before, after = (stated.latest or "")[:10], (told.earliest or "")[:10]
    if len(before) < 10 or len(after) < 10 or date.fromisoformat(after) - date.fromisoformat(before) < APART:
        return told
    said = f"{stated.reason}; " if stated.reason else ""
    return replace(stated, reason=f"{said}{told.value} was given, a later day than the page's own")


def witnesses(
    source: str,
    stated: Sequence[str | None],
    metas: Mapping[str, str],
    urls: Sequence[str | None],
    strips: Sequence[Strip],
    words: Debris,
) -> list[Witness]:
    """What the page says of its day. `stated` are the times of its JSON-LD, `urls` its addresses."""
    found = [*_data(stated, metas), *_marked(source), *_printed(strips, words), *_addresses(urls)]
    if not any(item.voice == "data" for item in found):
        found.extend(_labelled(strips, words))
    return found


def published(source: str, found: Sequence[Witness], words: Debris) -> Moment | None:
    """The day of publication that the witnesses elect; a year where they know no more."""
    if not found:
        return None
    day = _elected(found)
    if _is_only_year(day, found, source, words):
        year = day[:4]
        return Moment(year, day, f"{year}-12-31", "inferred", reason="the page shows a year and no day")
    return _worded(day, found)


def _elected(found: Sequence[Witness]) -> str:
    """The day of most weight; each voice counts once a day. Of equal days the one named first."""
    best: dict[tuple[str, str], float] = {}
    for item in found:
        best[item.day, item.voice] = max(best.get((item.day, item.voice), 0.0), item.weight)
    sums: dict[str, float] = {}
    for (day, _), weight in best.items():
        sums[day] = sums.get(day, 0.0) + weight
    return max(sums, key=lambda day: sums[day])


def _worded(day: str, found: Sequence[Witness]) -> Moment:
    """The fullest time that is said of the day, with the witnesses as its reason."""
    said = [item for item in found if item.day == day]
    first = max(said, key=lambda item: len(item.said.value or ""))
    reason = f"says {', '.join(dict.fromkeys(item.name for item in said))}"
    others = dict.fromkeys(f"{item.name}: {item.day}" for item in found if item.day != day)
    if others:
        reason += f"; but {', '.join(others)}"
    return replace(first.said, method="metadata", span=None, reason=reason)


def _data(stated: Sequence[str | None], metas: Mapping[str, str]) -> Iterator[Witness]:
    for text in stated:
        if said := moment(text):
            yield Witness(said, "data", "the page's JSON-LD", DATA)
    for names, weight in ((PUBLISHED_TIME, DATA), (PUBLISHED_DATE, BARE)):
        for name in names:
            if said := moment(metas.get(name)):
                yield Witness(said, "data", f"its tag {name}", weight)


def _marked(source: str) -> Iterator[Witness]:
    """The first marked-up time that is called one of publication."""
    times = (match.group(1) for match, _ in zip(TIME.finditer(source), range(MAX_TIMES), strict=False))
    called = (text for text in times if FIRST.search(text) and not LATER.search(text))
    items = (tag(source, match.start()) for match, _ in zip(ITEM.finditer(source), range(MAX_TIMES), strict=False))
    for texts in (called, items):
        said = next((said for text in texts for stated in STATED.findall(text) if (said := moment(stated))), None)
        if said:
            yield Witness(said, "data", "its marked-up time", TIMES)


def tag(source: str, place: int) -> str:
    """The tag that holds a place of the source; nothing where none is open there."""
    start = source.rfind("<", max(0, place - MAX_TAG), place)
    end = source.find(">", start, place + MAX_TAG)
    return source[start:end] if start >= 0 and end > place else ""


def _printed(strips: Sequence[Strip], words: Debris) -> Iterator[Witness]:
    """Lines about the headline: one that holds a date and nothing else, and one that holds a date in figures."""
    head = next((index for index, strip in enumerate(strips) if strip.headline), None)
    if head is None:
        return
    for strip in strips[max(0, head - OVER) : head + UNDER]:
        text = strip.text
        if len(text) >= SHORT:
            continue
        found = stamp(text, words)
        if found and found.role == "published" and found.earliest == found.latest and len(found.value) >= 10:
            value = found.value if is_time(found.value) else found.value[:10]
            yield Witness(Moment(value, value, value, "metadata"), "line", "the line by the headline", STAMP)
            return
        if found is None and (day := _numeric(text)):
            yield Witness(Moment(day, day, day, "metadata"), "line", "a line by the headline", NUMBER)
            return


def _numeric(text: str) -> str | None:
    match = NUMERIC.search(text)
    if match is None:
        return None
    parts = match.group(1, 2, 3) if match.group(1) else match.group(6, 5, 4)
    return _day(*parts)


def _day(year: str, month: str, day: str) -> str | None:
    value = f"{year}-{int(month):02}-{int(day):02}"
    return value if is_time(value) else None


def _addresses(urls: Sequence[str | None]) -> Iterator[Witness]:
    for url in urls:
        match = ADDRESS_DAY.search(url or "")
        day = _day(match.group(1), match.group(3), match.group(4)) if match else None
        if day:
            yield Witness(Moment(day, day, day, "metadata"), "address", "its address", ADDRESS)
            return


def canonical(source: str) -> str | None:
    """The address that the page calls its own."""
    links = (match.group() for match in LINK.finditer(source))
    own = next((link for link in links if "canonical" in link.lower()), "")
    match = HREF.search(own)
    return match.group(1) if match else None


def searched(day: str | None) -> list[Witness]:
    """The day that htmldate found when it searched the whole page: asked only where nothing else says one."""
    if day is None or not re.fullmatch(r"\d{4}-\d\d-\d\d", day) or not is_time(day):
        return []
    return [Witness(Moment(day, day, day, "metadata"), "search", "htmldate", SEARCH)]


@cache
def _labels(language: Language) -> re.Pattern[str]:
    table = language.table("clean").get("day_labels", {})
    return re.compile(
        rf"\b{any_of(label for listed in table.values() for label in listed)}\s{{0,3}}:?\s{{0,3}}\Z", re.I
    )


def _labelled(strips: Sequence[Strip], words: Debris) -> Iterator[Witness]:
    """A day that the page prints behind a word for publication. Days are looked for first: they are rarer."""
    labels = _labels(words.language)
    for match in chain.from_iterable(BEHIND.finditer(strip.text) for strip in strips):
        if not labels.search(match.string[max(0, match.start() - MAX_LABEL) : match.start()]):
            continue
        parts = match.group(1, 2, 3) if match.group(1) else match.group(6, 5, 4)
        if day := _day(*parts):
            name = "a line that labels it as the day of publication"
            yield Witness(Moment(day, day, day, "metadata"), "label", name, LABEL)
        return


def _is_only_year(day: str, found: Sequence[Witness], source: str, words: Debris) -> bool:
    """Whether a first of January is htmldate's alone and the page prints no such day: a year was all there was."""
    if not day.endswith("-01-01") or any(item.day == day and item.voice != "search" for item in found):
        return False
    year = day[:4]
    numeric = (day, f"1.1.{year}", f"01.01.{year}", f"1/1/{year}", f"01/01/{year}", f"{year}/01/01")
    worded = (text.replace("{}", year) for text in words.language.table("clean").get("new_year", ()))
    return not any(mark in source for mark in (*numeric, *worded))
