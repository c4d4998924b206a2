"""What is said in a story, sentence by sentence. In: a Story. Out: `SaidSentence`s.

A quote is cut into sentences, because one account gives three sentences of a speech where another gives the second
alone; sentences that hold no quote are asked, too, for an account may tell in its own words what another one quotes.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from retold.languages import Language
from retold.model import Analysis, Quote, Span, Story, Term
from retold.spans import begun, merged, trim

WORD = re.compile(r"\w+(?:['’.,]\w+)*")  # a word with its apostrophes, points and commas: "don't", "1.5", "1,200"
MAX_CLAUSES = 40  # bound on work a sentence
CUTS = ".!?;:…"  # marks that end a clause
SOFT = ",-–—"  # marks that end a clause of some length
SOFT_AFTER = 9  # words: what a comma cuts off sooner is no clause with a predicate
# letters that must be left of a word without its ending
LEAST_STEM = 4


@dataclass(frozen=True, slots=True)
class QuoteWords:
    """The lexicon of comparing quotes: word classes that matter, words that do not, and synonyms by group."""

    classes: dict[str, frozenset[str]]
    skip: frozenset[str]
    group: dict[str, str]
    backshift: dict[str, str]
    endings: tuple[str, ...]
    negated: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuoteClause:
    """A stretch of a rendering: its keys (lemmas, or their synonym group), and which of them are names."""

    span: Span
    keys: frozenset[str]
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class SaidSentence:
    """One rendering of an utterance: a quoted sentence, or several adjacent ones, with its speaker in the story.

    `quote` is None for a sentence outside any quote, which may report the same utterance (its form is "told" then).
    `place` counts the sentences of an account in the order of its text.
    """

    index: int
    analysis: Analysis
    quote: Quote | None
    spans: tuple[Span, ...]
    speaker: str | None
    part: str
    place: int
    clauses: tuple[QuoteClause, ...]

    @property
    def form(self) -> str:
        """How it is given: direct, mixed, indirect, or reported without a speaker."""
        return self.quote.form if self.quote is not None else "told"

    @property
    def stance(self) -> str:
        """The stance of its cue: said, denied, wanted; "said" for a sentence outside any quote."""
        return self.quote.stance if self.quote is not None else "said"

    @property
    def account(self) -> str:
        """The account that gives it."""
        return self.analysis.article.id

    @property
    def quote_id(self) -> str:
        """The id of its quote; empty for a sentence outside any quote."""
        return self.quote.id if self.quote is not None else ""

    @property
    def text(self) -> str:
        """The content of the quote; an ellipsis marks where the account interrupts it."""
        text = self.analysis.article.text
        return " … ".join(text[start:end] for start, end in self.spans)

    @property
    def keys(self) -> frozenset[str]:
        """The keys of all its clauses."""
        return frozenset(key for clause in self.clauses for key in clause.keys)

    @property
    def names(self) -> frozenset[str]:
        """Those keys that are names."""
        return frozenset(name for clause in self.clauses for name in clause.names)


def fold(word: str) -> str:
    """A word for comparing."""
    return word.replace("’", "'").lower()


def numeric(word: str, words: QuoteWords) -> bool:
    """Whether a word is a number, in figures or spelt out."""
    return any(char.isdecimal() for char in word) or word in words.classes.get("numbers", ())


@cache
def words_of(language: Language) -> QuoteWords:
    """The compiled lexicon of a language."""
    table = language.table("quotes")
    drift = {name: frozenset(row.split()) for name, row in table.get("drift", {}).items()}
    group: dict[str, str] = {}
    for line in table.get("synonyms", {}).get("groups", []):
        members = line.split()
        for member in members:
            group.setdefault(member, members[0])
    shift = dict(pair.split("=") for pair in sorted(drift.pop("backshift", ())))
    skip = drift.pop("skip", frozenset())
    endings = tuple(sorted(drift.pop("endings", ()), key=lambda ending: (-len(ending), ending)))
    group = {_stem(word, endings): _stem(first, endings) for word, first in reversed(group.items())}
    return QuoteWords(drift, skip, group, shift, endings, tuple(sorted(drift.pop("negated", ()))))


def _stem(word: str, endings: tuple[str, ...]) -> str:
    """A lemma without its ending, where enough of it is left: the longest ending that fits."""
    fitting = (each for each in endings if word.endswith(each) and len(word) - len(each) >= LEAST_STEM)
    ending = next(fitting, "") if word.endswith(endings) else ""
    stem = word.removesuffix(ending)
    return stem[:-1] if len(stem) > LEAST_STEM and stem[-1] == stem[-2] else stem


def gather(story: Story, language: Language) -> list[SaidSentence]:
    """All sentences said in the story, and those reported without a quote, in the order of accounts and text."""
    words = words_of(language)
    found: list[SaidSentence] = []
    for analysis in story.analyses:
        found.extend(_of_account(analysis, story, words, len(found)))
    return found


def _of_account(analysis: Analysis, story: Story, words: QuoteWords, first: int) -> Iterator[SaidSentence]:
    parts = sorted(analysis.article.parts, key=lambda part: (part.span, part.kind))
    spans = [part.span for part in parts]
    starts = [term.span[0] for term in analysis.terms]
    pieces = sorted(_pieces(analysis), key=lambda item: (item[0], item[1].id if item[1] else ""))
    for place, (span, quote) in enumerate(pieces):
        speaker = quote.speaker.entity if quote is not None else None
        who = story.entity_of.get((analysis.article.id, speaker)) if speaker is not None else None
        clauses = tuple(_clauses(analysis, span, starts, words))
        at = begun(spans, span[0])
        part = parts[at].kind if at >= 0 and span[0] < parts[at].span[1] else "body"
        yield SaidSentence(first + place, analysis, quote, (span,), who, part, place, clauses)


def _pieces(analysis: Analysis) -> Iterator[tuple[Span, Quote | None]]:
    """Each quote cut at the ends of sentences, and each sentence that meets no quote."""
    bounds = [start for start, _ in analysis.sentences]
    said = sorted(span for quote in analysis.quotes for span in quote.spans)
    for quote in analysis.quotes:
        for start, end in quote.spans:
            inner = bounds[bisect_right(bounds, start) : bisect_left(bounds, end)]
            for first, last in zip((start, *inner), (*inner, end), strict=True):
                span = trim(analysis.article.text, (first, last))
                if span[0] < span[1]:
                    yield span, quote
    reach = 0
    place = 0
    for start, end in analysis.sentences:
        while place < len(said) and said[place][0] < end:
            reach = max(reach, said[place][1])
            place += 1
        if reach <= start:
            yield trim(analysis.article.text, (start, end)), None


def _clauses(analysis: Analysis, span: Span, starts: list[int], words: QuoteWords) -> Iterator[QuoteClause]:
    """The clauses of a sentence, the first `MAX_CLAUSES`; one without a word worth comparing has no keys."""
    for made, (first, last) in enumerate(_cut(analysis.article.text, *span)):
        if made == MAX_CLAUSES:
            return
        terms = analysis.terms[bisect_left(starts, first) : bisect_left(starts, last)]
        yield QuoteClause((first, last), *_keys(terms, words))


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    """Spans cut at stops, and at commas and dashes once a clause has enough words to be compared."""
    first, count = start, 0
    for place in range(start, end):
        char = text[place]
        if char == " ":
            count += 1
        after = text[place + 1] if place + 1 < end else " "
        if (char in CUTS and after in " \"'”’\n") or (char in SOFT and count >= SOFT_AFTER and after == " "):
            if place > first:
                yield first, place
            first, count = place + 1, 0
    if first < end:
        yield first, end


def _keys(terms: Sequence[Term], words: QuoteWords) -> tuple[frozenset[str], frozenset[str]]:
    keys: set[str] = set()
    names: set[str] = set()
    for term in terms:
        if term.lemma in words.skip or not any(char.isalnum() for char in term.lemma):
            continue
        stem = term.lemma if term.pos == "PROPN" else _stem(term.lemma, words.endings)
        key = words.group.get(stem, stem)
        keys.add(key)
        if term.pos == "PROPN":
            names.add(key)
    return frozenset(keys), frozenset(names)


def together(members: Sequence[SaidSentence]) -> SaidSentence:
    """Adjacent sentences of one quote as one rendering."""
    spans = merged((span for item in members for span in item.spans), gap=1)
    clauses = tuple(clause for item in members for clause in item.clauses)
    return replace(members[0], spans=tuple(spans), clauses=clauses[:MAX_CLAUSES])
