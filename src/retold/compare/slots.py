"""Matched passages -> slots: what an account fills in where others do too.

A slot is a number, a time, a place, a name, an act, a role, a source or quoted words inside a passage, with a `key`
that says what it answers: two slots of one key in one group of passages answer one question.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from retold.match.passages import WORD, Passage
from retold.model import Analysis, Event, Fact, Figure, Participant, Quote, Span, Story, Time

Record = Figure | Time | Event | Fact | Participant | Quote
CLOCK = frozenset({"minute", "second", "part"})
WIDE = frozenset({"month", "year", "decade", "quarter", "season", "half"})
PROPERTIES = {"occupation": "role", "affiliation": "role", "employer": "role", "description": "role"}
CLASS = "class "  # opens the key of a number whose predicate has a class in the lexicon
QUOTED = 4  # words inside marks: fewer are a term, not a saying


@dataclass(frozen=True, slots=True)
class Slot:
    """`span` are the words that fill it, `passage` the index of the passage it stands in; `value` is what the
    comparator of its kind looks at."""

    kind: str
    key: str
    account: int
    passage: int
    span: Span
    text: str
    value: Record
    about: str = ""


def slots_of(passage: Passage, story: Story) -> Iterator[Slot]:
    """The slots of one passage."""
    analysis = story.analyses[passage.account]
    made = _Made(passage, analysis, story)
    yield from made.figures()
    yield from made.times()
    yield from made.acts()
    yield from made.roles()
    yield from made.sayings()


@dataclass(frozen=True, slots=True)
class _Made:
    passage: Passage
    analysis: Analysis
    story: Story

    def slot(self, kind: str, key: str, span: Span, value: Record, about: str = "") -> Slot:
        text = " ".join(self.analysis.article.text[span[0] : span[1]].split())
        return Slot(kind, key, self.passage.account, self.passage.index, span, text, value, about)

    def figures(self) -> Iterator[Slot]:
        for figure in self.passage.figures:
            key, about = _counts(figure)
            if key:
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
            yield self.slot("event", event.type or event.lemma, event.span, event, event.lemma)
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
            speaker = quote.speaker.span
            if speaker and quote.speaker.entity and self.passage.span[0] <= speaker[0] < self.passage.span[1]:
                yield self.slot("attribution", "speaker", speaker, quote)


def hull(figure: Figure) -> Span:
    """The number with what it counts, where that follows at once."""
    start, end = figure.span
    if figure.counted and end <= figure.counted.span[0] <= end + 12:
        end = figure.counted.span[1]
    return start, end


def _counts(figure: Figure) -> tuple[str, str]:
    """What a figure answers: the class of predicate, the noun counted or the unit."""
    if figure.kind in ("count", "none"):
        head = figure.counted.head if figure.counted and figure.counted.head else ""
        if figure.predicate_class:
            return f"{CLASS}{figure.predicate_class}", head
        return (f"count {head}", head) if head else ("", "")
    if figure.kind in ("money", "percent", "measure", "age", "rank", "length"):
        return f"{figure.kind} {figure.unit or ''}", figure.predicate or ""
    return "", ""


def _grain(time: Time) -> str:
    if time.type == "DURATION":
        return "length"
    if time.type == "SET" or not time.earliest:
        return ""
    if time.precision in CLOCK:
        return "clock"
    return "period" if time.precision in WIDE else "day"
