"""Words for what events share: headings and values that can be read alone, in the words of an account.

A finite clause is shown from its subject to its end. Where the subject precedes the clause ("the captain, who was
released on bail") it is set before the verb: "The captain was released on bail". What was refused is shown with the
refusal, and a noun with what stands around it ("the attack on the port").
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence

from retold.languages.events import EventLexicon
from retold.match.events import EventGroup
from retold.match.told import CORE, NOUNS, EventProfile
from retold.model import Analysis, Event, Participant, Span, Story

LONGEST = 110  # code points of a heading: about two lines of the report
GAP = 40  # code points between a verb and what belongs to it: a short parenthesis
SHOWN = 3  # keys of a role that count
NEAR = 12  # events before a refused one among which the refusal is looked for
SIDES = ',;:-–— \n\t()"“”'  # marks cut off at both ends
Worth = tuple[int, ...]


def heading(group: EventGroup, story: Story, words: EventLexicon) -> str:
    """The telling that reads best and shares most with the others: "The council approved the budget"."""
    text = best(group.members, group, story, words)
    return text[:1].upper() + text[1:]


def best(members: Iterable[EventProfile], group: EventGroup, story: Story, words: EventLexicon) -> str:
    """The words of the clearest of some members of a group."""
    kind = max(sorted(group.kinds), key=lambda name: group.kinds[name])
    tellers = Counter(key for _, key in {(told.account, key) for told in group.members for key in told.keys})
    ranked = max(
        members, key=lambda told: (_worth(told, tellers, kind, story, words), -told.account, -told.event.span[0])
    )
    return telling(ranked, story, words)


def telling(told: EventProfile, story: Story, words: EventLexicon) -> str:
    """One event in the words of its account, on one line."""
    text = story.analyses[told.account].article.text
    subject, (first, last) = _shown(told, story, words)
    parts = [text[subject[0] : subject[1]]] if subject else []
    return " ".join(" ".join([*parts, text[first:last].strip(SIDES)]).split())


def _shown(told: EventProfile, story: Story, words: EventLexicon) -> tuple[Span | None, Span]:
    """The subject, if it stands apart from the clause, and the stretch of the clause to show."""
    analysis, event = story.analyses[told.account], told.event
    text = analysis.article.text
    whole = _governing(told, analysis.events, words)
    clause = whole.clause or whole.span
    if whole.tense is None:
        return None, clause if clause[1] - clause[0] <= LONGEST and event.tense is None else _hull(event)
    last = max(clause[1], (event.clause or event.span)[1])
    subject = _subject(whole)
    if subject is None:
        return None, _cut(_skip(text, clause[0], whole.span[0], words), last, event, text)
    if subject.span[0] >= clause[0]:
        return None, _cut(subject.span[0], last, event, text)
    start = _skip(text, clause[0], whole.span[0], words)
    return _plain(subject.span, text), _cut(start, last, event, text)


def embedded(first: int, analysis: Analysis) -> bool:
    """Whether a clause that begins there says something of the noun right before it, which it lacks when it stands
    alone: "a house he owned in the north", "the reasons that the firm gave"."""
    place = bisect_left(analysis.terms, first, key=lambda term: term.span[0]) - 1
    if place < 0 or analysis.terms[place].pos not in NOUNS:
        return False
    return analysis.article.text[analysis.terms[place].span[1] : first] == " "


def _governing(told: EventProfile, events: Sequence[Event], words: EventLexicon) -> Event:
    """The refusal, promise or demand that governs an infinitive, else the event itself."""
    event = told.event
    if event.tense is not None or not event.clause or event.under not in words.list("shown_under"):
        return event
    place = bisect_left(events, event.span, key=lambda item: item.span)
    for item in reversed(events[max(0, place - NEAR) : place]):
        clause = item.clause
        near = clause and clause[0] <= event.span[0] and event.clause[0] - item.span[1] <= GAP
        if near and item.tense is not None:
            return item
    return event


def _subject(event: Event) -> Participant | None:
    """Whoever precedes the verb as its subject: who acts, else to whom it is done."""
    for role in CORE:
        before = [part for part in event.participants if part.role == role and part.span[1] <= event.span[0]]
        if before:
            return max(before, key=lambda part: (part.span[1], -part.span[0]))
    return None


def _skip(text: str, first: int, verb: int, words: EventLexicon) -> int:
    """Where the clause goes on after "who", "when" and the like."""
    leading = words.list("leading")
    while first < verb:
        word = text[first:verb].split(maxsplit=1)
        if not word or word[0].lower().strip(SIDES) not in leading:
            break
        first = text.index(word[0], first) + len(word[0])
    return first


def _cut(first: int, last: int, event: Event, text: str) -> Span:
    """The stretch, ended after the last participant within the longest heading where it is longer."""
    if last - first <= LONGEST:
        return (first, last)
    ends = [part.span[1] for part in event.participants if event.span[1] <= part.span[1] <= first + LONGEST]
    if ends:
        return (first, max(ends))
    room = text.rfind(" ", event.span[1], max(first, event.span[0]) + LONGEST)
    return (first, max(room, event.span[1]))


def _plain(span: Span, text: str) -> Span:
    """A noun phrase up to its first comma: "the captain, who was released" is the captain."""
    comma = text.find(",", span[0], span[1])
    return (span[0], comma) if comma > span[0] else span


def _worth(told: EventProfile, tellers: Counter[str], kind: str, story: Story, words: EventLexicon) -> Worth:
    """A finite affirmed clause of the group's own kind with its subject, then what it shares, shorter before longer."""
    event = told.event
    subject = _subject(event)
    finite = event.tense is not None and subject is not None
    text = story.analyses[told.account].article.text
    named = subject is not None and text[slice(*subject.span)].lower() not in words.list("pronouns")
    roles = len({part.role for part in event.participants if part.role in CORE})
    whole = finite and roles > 1
    shared = sum(tellers[key] - 1 for role in CORE for key in sorted(told.roles.get(role, ()))[:SHOWN])
    inside = subject is not None and event.clause is not None and subject.span[0] >= event.clause[0]
    analysis = story.analyses[told.account]
    starts = {subject.span[0], event.clause[0]} if inside and subject and event.clause else set()
    alone = not any(embedded(start, analysis) for start in starts)
    _, (first, last) = _shown(told, story, words)
    return (
        event.polarity == "positive" and event.modality == "asserted", finite, alone, told.kind == kind, named,
        whole or (finite and shared > 0), event.quote is None, shared, inside, roles, first - last,
    )  # fmt: skip


def _hull(event: Event) -> Span:
    """The trigger with its participants as far as they are near it."""
    first, last = event.span
    spans = sorted((part.span for part in event.participants), key=lambda span: _distance(span, event.span))
    for start, end in spans:
        left, right = min(first, start), max(last, end)
        near = start - last <= GAP and first - end <= GAP
        if near and right - left <= LONGEST:
            first, last = left, right
    return (first, last)


def _distance(span: Span, trigger: Span) -> int:
    return max(span[0] - trigger[1], trigger[0] - span[1], 0)
