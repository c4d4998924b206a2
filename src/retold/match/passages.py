"""Analysis -> passages: the sentences of an account with the records inside them, the unit that is matched.

A passage holds what the features compare: content lemmas, names, numbers, days, happenings and quoted words.
Sentences in bylines, stamps, credits and debris are no passages. A sentence longer than `LONGEST` is cut between
clauses, so that a passage can be shown whole.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from retold.model import Analysis, Figure, Quote, Span, Story, Time

LONGEST = 480  # code points: what a reader takes in as one sentence, and what a cell can show
SHORTEST = 2  # content words: fewer tell nothing that could be held against another account
MOST = 1_500  # passages of an account that are matched; more is a book, not an article
UNTOLD = frozenset({"byline", "dateline", "timestamp", "credit", "debris"})
CUTS = re.compile(r"[;:—–]\s|,\s|\s-{1,2}\s")  # marks at which a long sentence is cut
WORD = re.compile(r"\w+(?:['’]\w+)*")  # a word as it is written
LEADING = frozenset({"headline", "standfirst"})


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence (or a clause of a long one) of an account. `index` counts the passages of a story.

    `lemmas` are content lemmas in order, `words` all words in small letters; `entities` are story entities named or
    meant by a pronoun, `named` those with a name in it; `numbers` are (low, high, unit or counted noun) of the figures;
    `days` the (earliest, latest) of the dates; `acts` the lemmas and `codes` the types of happenings; `quoted` the
    words inside quotation marks. `place` is 0 at the start of an account and 1 at its end.
    """

    index: int
    account: int
    order: int
    span: Span
    part: str
    text: str
    lemmas: tuple[str, ...]
    words: tuple[str, ...]
    entities: frozenset[str]
    named: frozenset[str]
    figures: tuple[Figure, ...]
    times: tuple[Time, ...]
    acts: frozenset[str]
    codes: frozenset[str]
    negated: bool
    unsure: bool
    quotes: tuple[Quote, ...]
    speakers: frozenset[str]
    quoted: frozenset[str]
    place: float


def passages_of(story: Story) -> list[Passage]:
    """The passages of all accounts of a story, account by account, in text order."""
    found: list[Passage] = []
    for number, analysis in enumerate(story.analyses):
        reader = _Reader(analysis, story, number)
        spans = list(reader.spans())[:MOST]
        for order, (span, part) in enumerate(spans):
            passage = reader.passage(span, part, len(found), order, order / max(len(spans) - 1, 1))
            if len(passage.lemmas) >= SHORTEST:
                found.append(passage)
    return found


class _Reader:
    """Cuts one account into passages; the records are sorted once and found by bisection."""

    def __init__(self, analysis: Analysis, story: Story, number: int) -> None:
        self.analysis, self.story, self.number = analysis, story, number
        self.text = analysis.article.text
        self.terms = _Sorted(analysis.terms, [term.span for term in analysis.terms])
        self.mentions = _Sorted(analysis.mentions, [mention.span for mention in analysis.mentions])
        self.figures = _Sorted(analysis.figures, [figure.span for figure in analysis.figures])
        self.times = _Sorted(analysis.times, [time.span for time in analysis.times])
        self.events = _Sorted(analysis.events, [event.span for event in analysis.events])
        quoted = sorted((span, place) for place, quote in enumerate(analysis.quotes) for span in quote.spans)
        self.quotes = _Sorted([analysis.quotes[place] for _, place in quoted], [span for span, _ in quoted])

    def spans(self) -> Iterator[tuple[Span, str]]:
        """The spans to be matched, each with the part of the page it is in."""
        parts = sorted((part.span, part.kind) for part in self.analysis.article.parts)
        starts = [span[0] for span, _ in parts]
        for sentence in self.analysis.sentences:
            kind = "body"
            for place in range(bisect_left(starts, sentence[1]) - 1, -1, -1):
                if parts[place][0][1] > sentence[0]:
                    kind = parts[place][1]
                    break
                if len(parts) - place > 8 or parts[place][0][1] <= sentence[0]:
                    break
            if kind not in UNTOLD:
                for span in cut(self.text, sentence):
                    yield span, kind

    def passage(self, span: Span, part: str, index: int, order: int, place: float) -> Passage:
        terms = self.terms.within(span)
        mentions = self.mentions.within(span)
        events = self.events.within(span)
        quotes = self.quotes.within(span)
        text = self.text[span[0] : span[1]]
        members = self.story.entity_of
        name = self.analysis.article.id
        meant = [(mention, members.get((name, mention.entity))) for mention in mentions if mention.entity]
        speakers = {members.get((name, quote.speaker.entity)) for quote in quotes if quote.speaker.entity}
        inside = " ".join(self.text[a:b] for quote in quotes if quote.form != "indirect" for a, b in quote.spans)
        return Passage(
            index, self.number, order, span, part, text,
            tuple(term.lemma for term in terms if term.lemma[:1].isalnum()),
            tuple(WORD.findall(text.lower())),
            frozenset(entity for _, entity in meant if entity),
            frozenset(entity for mention, entity in meant if entity and mention.form == "name"),
            tuple(self.figures.within(span)),
            tuple(self.times.within(span)),
            frozenset(event.lemma for event in events if event.lemma),
            frozenset(event.type for event in events if event.type),
            any(event.polarity == "negative" for event in events),
            any(event.modality != "asserted" for event in events),
            tuple(dict.fromkeys(quotes)),
            frozenset(speaker for speaker in speakers if speaker),
            frozenset(WORD.findall(inside.lower())),
            place,
        )  # fmt: skip


class _Sorted[Record]:
    """Records in text order; those that begin within a span are found by bisection."""

    def __init__(self, records: Iterable[Record], spans: Sequence[Span]) -> None:
        order = sorted(zip(spans, range(len(spans)), records, strict=True), key=lambda row: row[:2])
        self.starts = [span[0] for span, _, _ in order]
        self.records = [record for _, _, record in order]

    def within(self, span: Span) -> list[Record]:
        return self.records[bisect_left(self.starts, span[0]) : bisect_left(self.starts, span[1])]


def cut(text: str, span: Span) -> Iterator[Span]:
    """The sentence, or its pieces where it is too long: cut at the mark of a clause that is nearest to the middle."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        marks = [mark.end() for mark in CUTS.finditer(text, start + LONGEST // 4, start + LONGEST)]
        at = marks[-1] if marks else start + LONGEST
        yield (start, at)
        start = at
    if end > start:
        yield (start, end)
