"""Matched passages -> slots: what an account fills in where others do too.

A slot is a number, a time, a place, a name, an act, a role, a cause, a source or quoted words inside a passage, with a
`key` that says what it answers: two slots of one key in one group of passages answer one question.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from retold.languages.questions import QuestionWords
from retold.match.passages import CUTS, LEADING, WORD, Passage
from retold.model import Analysis, Event, Fact, Figure, Participant, Quote, Span, Story, Time


@dataclass(frozen=True, slots=True)
class Unrecorded:
    """What no record holds: a cause or a motive (`cue` are the words before it), wording that parts two passages
    ("wording"), or that a passage names no source ("flat")."""

    what: Literal["cause", "wording", "flat"]
    cue: str = ""


Record = Figure | Time | Event | Fact | Participant | Quote | Unrecorded
CLOCK = frozenset({"minute", "second", "part"})
WIDE = frozenset({"month", "year", "decade", "quarter", "season", "half"})
# properties that answer one question: what somebody is
PROPERTIES = {"occupation": "role", "affiliation": "role", "employer": "role", "description": "role"}
CLASS = "class "  # opens the key of a number whose predicate has a class in the lexicon
COUNT = "count"  # the key of a number of anything
SOURCE = "source"  # the key of who vouches for a passage
NEARBY = 60  # code points about an act within which a hedge is about it
MENTAL = frozenset({"say", "think"})  # whether somebody said or thought something is no question: what they said is one
CAUSE = 120  # code points of a cause: as much as a clause
QUOTED = 4  # words inside marks: fewer are a term, not a saying


@dataclass(frozen=True, slots=True)
class Slot:
    """`span` are the words that fill it, `passage` the index of the passage it is in; `value` is what the
    comparator of its kind looks at. `unsure` tells an act beside which a hedge stands ("reportedly")."""

    kind: str
    key: str
    account: int
    passage: int
    span: Span
    text: str
    value: Record
    about: str = ""
    unsure: bool = False


def slots_of(passage: Passage, story: Story, words: QuestionWords) -> Iterator[Slot]:
    """The slots of one passage."""
    analysis = story.analyses[passage.account]
    made = _Made(passage, analysis, story, words)
    yield from made.figures()
    yield from made.times()
    yield from made.acts()
    yield from made.roles()
    yield from made.sayings()
    yield from made.sources()
    yield from made.causes()


@dataclass(frozen=True, slots=True)
class _Made:
    passage: Passage
    analysis: Analysis
    story: Story
    words: QuestionWords

    def slot(self, kind: str, key: str, span: Span, value: Record, about: str = "", unsure: bool = False) -> Slot:
        text = " ".join(self.analysis.article.text[span[0] : span[1]].split())
        return Slot(kind, key, self.passage.account, self.passage.index, span, text, value, about, unsure)

    def figures(self) -> Iterator[Slot]:
        for figure in self.passage.figures:
            for key, about in _counts(figure):
                yield self.slot("figure", key, hull(figure), figure, about)

    def times(self) -> Iterator[Slot]:
        for time in self.passage.times:
            key = _grain(time)
            if key:
                yield self.slot("time", key, time.span, time)

    def acts(self) -> Iterator[Slot]:
        """The happenings, with whoever does and undergoes them and where."""
        for event in self.analysis.events:
            if not self.passage.span[0] <= event.span[0] < self.passage.span[1]:
                continue
            if not event.light and event.type not in MENTAL:
                hedged = is_hedged(event, self.analysis.article.text, self.words.hedges)
                yield self.slot("event", event.type or event.lemma, event.span, event, event.lemma, hedged)
            for part in event.participants:
                kind = "place" if part.role == "place" else "name"
                yield self.slot(kind, f"{part.role} {event.type or event.lemma}", part.span, part, event.lemma)

    def roles(self) -> Iterator[Slot]:
        for fact in self.analysis.facts:
            if self.passage.span[0] <= fact.span[0] < self.passage.span[1]:
                entity = self.story.entity_of.get((self.analysis.article.id, fact.entity), "")
                if entity:
                    yield self.slot("role", f"{PROPERTIES.get(fact.property, fact.property)} {entity}", fact.span, fact)

    def sayings(self) -> Iterator[Slot]:
        for quote in self.passage.quotes:
            for span in quote.spans:
                words = WORD.findall(self.analysis.article.text[span[0] : span[1]])
                if (
                    quote.form != "indirect"
                    and len(words) >= QUOTED
                    and self.passage.span[0] <= span[0] < self.passage.span[1]
                ):
                    yield self.slot("quote", "words", span, quote)
            if self._here(quote.speaker.span) and quote.speaker.span and quote.speaker.entity:
                yield self.slot("attribution", "speaker", quote.speaker.span, quote)

    def sources(self) -> Iterator[Slot]:
        """Who vouches for the passage in words that are not quoted, or that nobody does."""
        if self.passage.part in LEADING:
            return
        indirect = [quote for quote in self.passage.quotes if quote.form == "indirect" and quote.speaker.span]
        if indirect:
            first = indirect[0]
            if first.speaker.span and self._here(first.speaker.span) and self._names_somebody(first.speaker.span):
                yield self.slot("attribution", SOURCE, first.speaker.span, first)
        elif not self.passage.quotes and not self.passage.speakers:
            yield self.slot("attribution", SOURCE, self.passage.span, Unrecorded("flat"))

    def causes(self) -> Iterator[Slot]:
        """What follows a word of cause or motive, to the end of its clause."""
        for span, cue in causes_in(self.passage.text, self.passage.span[0], self.words.causes):
            yield self.slot("cause", "cause", span, Unrecorded("cause", cue))

    def _here(self, span: Span | None) -> bool:
        return span is not None and self.passage.span[0] <= span[0] < self.passage.span[1]

    def _names_somebody(self, span: Span) -> bool:
        """Whether a source can be read alone: no pronoun."""
        return self.analysis.article.text[span[0] : span[1]].lower() not in self.words.pronouns


def causes_in(text: str, start: int, cues: re.Pattern[str]) -> Iterator[tuple[Span, str]]:
    """The span of each cause or motive of a passage that begins at `start`, with the cue before it."""
    for cue in cues.finditer(text):
        rest = text[cue.end() :]
        cut = next((mark.start() for mark in CUTS.finditer(rest) if mark.start() > 0), len(rest))
        found = rest[: min(cut, CAUSE)].rstrip(" .;:,\"”'’\n")
        first = cue.end() + len(found) - len(found.lstrip())
        if len(WORD.findall(found)) > 1:
            yield (start + first, start + cue.end() + len(found)), cue.group().lower()


def is_hedged(event: Event, text: str, hedges: frozenset[str]) -> bool:
    """Whether a word of doubt stands in the clause of an act; `text` is its article's."""
    start, end = event.clause or event.span
    words = text[max(start, event.span[0] - NEARBY) : min(end, event.span[1] + NEARBY)]
    return any(word in hedges for word in WORD.findall(words.lower()))


def hull(figure: Figure) -> Span:
    """The number with what it counts, where that follows at once."""
    start, end = figure.span
    if figure.counted and end <= figure.counted.span[0] <= end + 12:
        end = figure.counted.span[1]
    return start, end


def _counts(figure: Figure) -> Iterator[tuple[str, str]]:
    """What a figure answers, with what it hangs on: the class of predicate, the noun counted or the unit. A count is
    also one of anything, for one account's revellers are another's people."""
    unit = figure.unit or ""
    if figure.kind in ("count", "none"):
        head = figure.counted.head if figure.counted and figure.counted.head else ""
        if figure.predicate_class:
            yield f"{CLASS}{figure.predicate_class}", head
        elif head:
            yield f"count {head}", head
        if head and figure.kind == "count":
            yield COUNT, head
    elif figure.kind == "measure":
        yield "measure", figure.predicate or ""  # units are brought together where they are compared
    elif figure.kind == "money":
        yield f"money {unit.rpartition(' ')[2]}", figure.predicate or ""
    elif figure.kind in ("percent", "age", "rank", "length"):
        yield f"{figure.kind} {unit}", figure.predicate or ""


def _grain(time: Time) -> str:
    if time.type == "DURATION":
        return "length"
    if time.type == "SET" or not time.earliest:
        return ""
    if time.precision in CLOCK:
        return "clock"
    return "period" if time.precision in WIDE else "day"
