"""The checks of kind `time`: how the times of one happening stand to each other, and whether the order can hold.

T101 agree, T102 compatible by containment, T103 differ; T201 told before it happened; T202 at once or after a delay;
T203 order told differently within one sentence; T204 words tied to a happening that they are older than. Each is a
pure function; its docstring explains it to a reader.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from retold.align.events_fit import Group
from retold.align.events_told import Told
from retold.align.times import Dated, by_calendar, by_id, days, moment, said_at, sentence_at, times_within
from retold.align.times_same import Member, one_happening, same_deed
from retold.languages import Language
from retold.model import Analysis, Event, Moment, Relation, Span, Story, Time, Utterance

LONG_UNITS = ("D", "W", "M", "Y", "Q")


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check says: `answers` are groups of accounts that give one answer."""

    code: str
    relation: Relation
    why: str
    answers: tuple[tuple[Dated, ...], ...]


def relate(dated: Sequence[Dated]) -> Finding:
    """T101, T102 or T103 for the times of one happening, one a account."""
    answers = _answers(dated)
    if len(answers) == 1:
        return Finding("T101", "agree", _agree(answers), answers)
    bounds = [days(group[0].when) or ("", "") for group in answers]
    if max(first for first, _ in bounds) <= min(last for _, last in bounds):
        return Finding("T102", "compatible", _within(answers), answers)
    return Finding("T103", "differ", _differ(answers), answers)


def times_of(dated: Sequence[Dated], members: Sequence[Member], story: Story, claims: frozenset[str]) -> Finding | None:
    """How the times stand to each other; None where they do not meet and need not be of one happening."""
    finding = relate(dated)
    if finding.code == "T103" and not one_happening(finding.answers, members, story, claims):
        return None
    return finding


def claimed(language: Language) -> frozenset[str]:
    """Types of event that people do again and again, so that two of them are seldom one."""
    return frozenset(language.table("times").get("lists", {}).get("claims", ()))


def _answers(dated: Sequence[Dated]) -> tuple[tuple[Dated, ...], ...]:
    groups: dict[tuple[str, str], list[Dated]] = {}
    for item in dated:
        groups.setdefault(days(item.when) or ("", ""), []).append(item)
    return tuple(tuple(groups[key]) for key in sorted(groups))


def _agree(answers: tuple[tuple[Dated, ...], ...]) -> str:
    """T101: the accounts put it on the same day or in the same stretch."""
    return f"The accounts that date it all put it at {_shown(answers[0][0].when)}."


def _within(answers: tuple[tuple[Dated, ...], ...]) -> str:
    """T102: one account's time lies within, or overlaps, the other's: they can both hold."""
    shown = " and ".join(_shown(group[0].when) for group in answers)
    return f"The accounts give {shown}, which can both hold."


def _differ(answers: tuple[tuple[Dated, ...], ...]) -> str:
    """T103: the accounts put it at times that do not meet."""
    shown = " and ".join(_shown(group[0].when) for group in answers)
    return f"The accounts give {shown}, which do not meet."


def _shown(when: Moment) -> str:
    return when.value or f"{when.earliest} to {when.latest}"


# --- chronology -------------------------------------------------------------------------------------------------------


def chronology(group: Group, dated: Sequence[Dated], story: Story, language: Language) -> list[Finding]:
    """The chronology checks of one happening, in the order of their codes."""
    checks = (told_before, at_once)
    return [finding for check in checks if (finding := check(group, dated, story, language))]


def told_before(group: Group, dated: Sequence[Dated], story: Story, language: Language) -> Finding | None:
    """T201: an account puts it at a day of the calendar on which another account that already carries it was out."""
    timed = {item.account for item in dated}
    claims = claimed(language)
    for item in (item for item in dated if _one_day(item) and by_calendar(item.time)):
        start = days(item.when)
        for told in group.members:
            if start is None or told.account in timed or not _asserted(told.event):
                continue
            if not same_deed(item.account, item.event, told.account, told.event, story, claims):
                continue
            analysis = story.analyses[told.account]
            known = story.published.get(analysis.article.id)
            end = days(known)
            if known is None or end is None or not _days_after(start[0], end[1]):
                continue
            why = f"One account puts it at {_shown(item.when)}; another, published by {end[1]}, already carries it."
            early = Dated(
                told.account, told.event, Moment(None, None, known.latest, "inferred", None, "published then")
            )
            return Finding("T201", "differ", why, ((item,), (early,)))
    return None


def _one_day(item: Dated) -> bool:
    first, last = days(item.when) or ("", "9")
    return first == last


def _days_after(day: str, published: str) -> bool:
    """Whether a day lies so far behind a publication that no time zone brings them together."""
    return (date.fromisoformat(day) - date.fromisoformat(published)).days > 1


def _asserted(event: Event) -> bool:
    return event.polarity == "positive" and event.modality == "asserted" and event.tense != "future"


def at_once(group: Group, dated: Sequence[Dated], story: Story, language: Language) -> Finding | None:
    """T202: one account has it happen at once, another after days or longer."""
    lists = language.table("times").get("lists", {})
    words, behind = frozenset(lists.get("at_once", ())), frozenset(lists.get("order_after", ()))
    quick = next((told for told in group.members if _quick(told, story, words)), None)
    if quick is None:
        return None
    for told in group.members:
        delay = _delay(story.analyses[told.account], told.event, behind) if told.account != quick.account else None
        if delay is not None:
            why = "One account has it happen at once, another only after a delay."
            return Finding("T202", "differ", why, ((_told(quick),), (Dated(told.account, told.event, moment(delay)),)))
    return None


def _told(told: Told) -> Dated:
    return Dated(told.account, told.event, Moment(None, None, None, "stated", told.event.span, "at once"))


def _quick(told: Told, story: Story, words: frozenset[str]) -> bool:
    span = told.event.clause or told.event.span
    text = story.analyses[told.account].article.text[span[0] : min(span[1], span[0] + 400)].lower()
    return _asserted(told.event) and any(word in words for word in text.replace(",", " ").replace(".", " ").split())


def _delay(analysis: Analysis, event: Event, behind: frozenset[str]) -> Time | None:
    """A length of days or more after which the event is told to follow: "after weeks of ...", "two months later"."""
    text = analysis.article.text
    for time in times_within(analysis, event.clause or event.span):
        said = text[time.span[0] : time.span[1]].lower().split()
        before = text[max(0, time.span[0] - 12) : time.span[0]].lower().split()[-1:]
        after = text[time.span[1] : time.span[1] + 12].lower().split()[:1]
        if time.type == "DURATION" and _long(time) and not behind.isdisjoint((*before, *after)):
            return time
        if time.type == "DATE" and time.method == "offset" and said[-1:] != ["earlier"]:
            return time
    return None


def _long(time: Time) -> bool:
    return time.value.startswith("P") and time.value[-1] in LONG_UNITS and "T" not in time.value


def told_order(groups: Sequence[Group], story: Story, language: Language) -> list[tuple[Group, Finding]]:
    """T203: within a sentence one account puts a happening after another, a second account before it."""
    lists = language.table("times").get("lists", {})
    links = dict.fromkeys(lists.get("order_after", ()), 1) | dict.fromkeys(lists.get("order_before", ()), -1)
    home = {(told.account, told.event.id): place for place, group in enumerate(groups) for told in group.members}
    orders: dict[tuple[int, int], dict[int, Dated]] = {}
    for account, analysis in enumerate(story.analyses):
        for first, second, sign in _linked(analysis, links):
            left, right = home.get((account, first.id)), home.get((account, second.id))
            if left is None or right is None or left == right:
                continue
            key, way = ((left, right), sign) if left < right else ((right, left), -sign)
            when = Moment(None, None, None, "stated", (first.span[0], second.span[1]), "the order it is told in")
            orders.setdefault(key, {}).setdefault(way, Dated(account, first, when))
    return [
        (groups[key[0]], Finding("T203", "differ", _ORDER, ((ways[1],), (ways[-1],))))
        for key, ways in sorted(orders.items())
        if len(ways) == 2 and ways[1].account != ways[-1].account
    ]


_ORDER = "One account tells it after another happening, a second account before that happening."
NEAR = 80


def _linked(analysis: Analysis, links: dict[str, int]) -> Iterator[tuple[Event, Event, int]]:
    """Neighbouring events of a sentence with a word of order right between them; +1: the first comes after."""
    text = analysis.article.text
    for first, second in pairwise(sorted(analysis.events, key=lambda event: event.span)):
        gap = second.span[0] - first.span[1]
        if not 0 < gap <= NEAR:
            continue
        between = text[first.span[1] : second.span[0]].lower()
        if any(mark in between for mark in ".;!?\n"):
            continue
        signs = {links[word] for word in between.replace(",", " ").split() if word in links}
        if len(signs) == 1 and _asserted(first) and _asserted(second):
            yield first, second, signs.pop()


def said_earlier(utterance: Utterance, story: Story, home: Mapping[tuple[int, str], Sequence[Dated]]) -> Finding | None:
    """T204: an account ties words to a happening, though another account published before it already carries them.

    Words are tied to what the sentence of their reporting verb tells beside them, and to the day that sentence states.
    """
    places = {analysis.article.id: account for account, analysis in enumerate(story.analyses)}
    carried = [
        (end[1], places[rendering.account], rendering.quote)
        for rendering in utterance.renderings
        if rendering.quote and rendering.account in places and (end := days(story.published.get(rendering.account)))
    ]
    if len(carried) < 2:
        return None
    last, early, quote = min(carried)
    for rendering in utterance.renderings:
        account = places.get(rendering.account)
        if account is None or account == early:
            continue
        for tied in _ties(story.analyses[account], account, rendering.quote, home):
            start = days(tied.when)
            if start and by_calendar(tied.time) and _days_after(start[0], last):
                when = _shown(tied.when)
                why = f"One account ties the words to {when}; another, published by {last}, already has them."
                return Finding("T204", "differ", why, ((tied,), (_carrier(story, early, quote, last),)))
    return None


def _ties(
    analysis: Analysis, account: int, quote_id: str, home: Mapping[tuple[int, str], Sequence[Dated]]
) -> list[Dated]:
    quote = by_id(analysis.quotes, quote_id)
    cue = quote.cue if quote else None
    sentence = sentence_at(analysis, cue[0]) if cue else None
    if sentence is None:
        return []
    found: list[Dated] = []
    for event in analysis.events:
        if sentence[0] <= event.span[0] < sentence[1] and event.quote is None and _asserted(event):
            found += [item for item in home.get((account, event.id), ()) if item.account == account]
    said = said_at(analysis, quote_id)
    if said is not None and cue is not None:
        found.append(Dated(account, _cue_event(cue), moment(said), said))
    return found


def _carrier(story: Story, account: int, quote_id: str, day: str) -> Dated:
    quote = by_id(story.analyses[account].quotes, quote_id)
    place = quote.spans[0] if quote else (0, 0)
    when = Moment(None, None, day, "inferred", None, "published then")
    return Dated(account, _cue_event(place), when)


def _cue_event(span: Span) -> Event:
    """A stand-in for words said, so that their place can be shown as evidence."""
    return Event("", span, "say", None, (), None, "positive", "asserted", None)
