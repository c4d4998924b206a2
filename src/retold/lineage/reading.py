"""What lineage reads of each account, made once a story: its words, and its sentences as sets of weighted marks.

A mark is what a paraphrase keeps: a name (as the story's entity), a number, a date, and the stem of a content word. In:
a Story. Out: Readings, in the order of its analyses.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import log

from retold.languages import Language
from retold.lineage.words import Text, read
from retold.model import Analysis, Span, Story
from retold.spans import begun, containing

STEM = 5  # letters: enough to tell words apart, few enough to join "protest" and "protesters"
NUMBER, NAME, WORD = 1.4, 1.0, 1.0
SKIPPED_PARTS = frozenset({"caption", "credit", "byline", "timestamp", "debris"})
MAX_SENTENCES = 400  # sentences read of one account; longer texts are books or feeds
MIN_MARKS = 2  # different marks that make a sentence comparable


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    """A sentence's span and its marks with their weights; `quoted` tells whether it is mostly words of a quote."""

    span: Span
    marks: dict[str, float]
    total: float
    quoted: bool


@dataclass(frozen=True, slots=True)
class AccountReading:
    """One account as lineage reads it."""

    account: str
    text: Text
    sentences: tuple[MarkedSentence, ...]
    analysis: Analysis


@cache
def boilerplate(language: Language) -> tuple[str, ...]:
    """Phrases of page furniture, in lower case."""
    return tuple(language.table("lineage").get("boilerplate", {}).get("phrases", ()))


def readings(story: Story, language: Language) -> tuple[AccountReading, ...]:
    """All accounts as lineage reads them. Weights fall with the share of the story's sentences that hold a mark."""
    phrases = boilerplate(language)
    raw = [(item, _sentences(item, story, phrases)) for item in story.analyses]
    counts = Counter(mark for _, sentences in raw for _, marks, _ in sentences for mark in marks)
    total = sum(len(sentences) for _, sentences in raw)
    return tuple(
        AccountReading(
            item.article.id,
            read(item.article.id, item.article.text, _skipped(item, phrases)),
            tuple(_weighed(span, marks, quoted, counts, total) for span, marks, quoted in sentences),
            item,
        )
        for item, sentences in raw
    )


def _weighed(span: Span, marks: Sequence[str], quoted: bool, counts: dict[str, int], total: int) -> MarkedSentence:
    kinds = {"#": NUMBER, "@": NUMBER, "&": NAME}
    weights = {mark: kinds.get(mark[0], WORD) * log((2 + total) / (1 + counts[mark])) for mark in sorted(set(marks))}
    return MarkedSentence(span, weights, sum(weights.values()), quoted)


def direct(item: Analysis) -> list[Span]:
    """Spans of the words that direct and mixed quotes quote."""
    return sorted(span for quote in item.quotes if quote.form == "direct" for span in quote.spans)


def _skipped(item: Analysis, phrases: Sequence[str]) -> Iterable[Span]:
    """Stretches whose words are no sign of copying: direct speech, furniture, captions."""
    text = item.article.text
    spans = direct(item) + _marked(text)
    spans += [part.span for part in item.article.parts if part.kind in SKIPPED_PARTS]
    for span in item.sentences:
        said = text[span[0] : span[1]].casefold()
        if any(phrase in said for phrase in phrases):
            spans.append(span)
    return sorted(spans)


def _marked(text: str) -> list[Span]:
    """What stands between quotation marks within a paragraph, whether or not a quote was found there."""
    spans: list[Span] = []
    start: int | None = None
    for place, sign in enumerate(text):
        if sign == "\n":
            start = None
        elif sign in "“«" or (sign == '"' and start is None):
            start = place
        elif sign in '”»"' and start is not None:
            spans.append((start, place))
            start = None
    return spans


def _sentences(item: Analysis, story: Story, phrases: Sequence[str]) -> list[tuple[Span, list[str], bool]]:
    """Each sentence of the body with its marks."""
    text = item.article.text
    skipped = [part for part in item.article.parts if part.kind in SKIPPED_PARTS]
    places = _marks(item, story)
    starts = [span[0] for span, _ in places]
    quotes = direct(item)
    found: list[tuple[Span, list[str], bool]] = []
    for span in item.sentences[:MAX_SENTENCES]:
        said = text[span[0] : span[1]].casefold()
        aside = any(part.span[0] <= span[0] < part.span[1] for part in skipped)
        if aside or any(phrase in said for phrase in phrases):
            continue
        inside = [mark for _, mark in places[bisect_left(starts, span[0]) : bisect_left(starts, span[1])]]
        if len(set(inside)) >= MIN_MARKS:
            found.append((span, inside, _quoted(span, quotes)))
    return found


def _quoted(span: Span, quotes: Sequence[Span]) -> bool:
    index = begun(quotes, span[1])
    covered = 0
    while index >= 0 and quotes[index][1] > span[0]:
        covered += min(span[1], quotes[index][1]) - max(span[0], quotes[index][0])
        index -= 1
    return covered * 2 > span[1] - span[0]


def _marks(item: Analysis, story: Story) -> list[tuple[Span, str]]:
    """The marks of an article in text order."""
    account = item.article.id
    marks = [(figure.span, f"#{figure.low}-{figure.high}") for figure in item.figures]
    marks += [(time.span, f"@{time.value[:10]}") for time in item.times if time.type in ("DATE", "TIME")]
    for mention in item.mentions:
        if mention.form == "name" and mention.entity:
            marks.append((mention.span, f"&{story.entity_of.get((account, mention.entity), mention.entity)}"))
    return sorted([*marks, *_words(item, sorted(span for span, _ in marks))])


def _words(item: Analysis, taken: Sequence[Span]) -> list[tuple[Span, str]]:
    """Stems of the content words outside names, numbers and dates; numbers that no figure holds."""
    found: list[tuple[Span, str]] = []
    for term in item.terms:
        if containing(taken, term.span[0]) is not None:
            continue
        if term.pos == "NUM":
            found.append((term.span, f"#{term.lemma}"))
        elif term.pos == "PROPN":
            found.append((term.span, f"&{term.lemma}"))
        elif len(term.lemma) > 2:
            found.append((term.span, term.lemma[:STEM]))
    return found
