"""The two wordings of one sentence, and what of their records stands for each other."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from rapidfuzz import fuzz

from retold.grouping import grouped
from retold.languages import Language
from retold.languages.questions import QuestionWords, words_of
from retold.match.passages import WORD, RecordIndex
from retold.model import Analysis, Evidence, Span

AROUND = 80.0  # of 100: so alike must two sentences be without two records before one stands for the other
Spans = tuple[Span, Span]


class IndexedVersion:
    """The Analysis of a version, its records sorted once so that those of a sentence are found by bisection: statuses
    by the words for whom it befell, quotes by the words said, and `spoken` by the words for who said them. `names` are
    those of the entities by id, `called` the entities that go by each name."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis, self.text = analysis, analysis.article.text
        self.figures, self.times = _by_span(analysis.figures), _by_span(analysis.times)
        self.mentions, self.events = _by_span(analysis.mentions), _by_span(analysis.events)
        self.facts = _by_span(analysis.facts)
        self.statuses = _placed((item, item.subject) for item in analysis.statuses if item.subject)
        self.quotes = _placed((item, span) for item in analysis.quotes for span in item.spans)
        self.spoken = _placed((item, item.speaker.span) for item in analysis.quotes if item.speaker.span)
        self.names = {item.id: item.name for item in analysis.entities}
        called = grouped((name, item.id) for item in analysis.entities for name in item.names)
        self.called = {name: set(ids) for name, ids in called.items()}


class _Spanned(Protocol):
    @property
    def span(self) -> Span: ...


def _by_span[R: _Spanned](records: Sequence[R]) -> RecordIndex[R]:
    return RecordIndex(records, [item.span for item in records])


def _placed[R](found: Iterable[tuple[R, Span]]) -> RecordIndex[R]:
    """The records, each where it is placed."""
    rows = list(found)
    return RecordIndex([item for item, _ in rows], [span for _, span in rows])


Pair = tuple[IndexedVersion, IndexedVersion]


@dataclass(frozen=True, slots=True)
class Wordings:
    """The wordings of the older and the newer version as Evidence, their versions, and the language."""

    told: tuple[Evidence, Evidence]
    pair: Pair
    language: Language

    @property
    def words(self) -> QuestionWords:
        """The words that questions are made of."""
        return words_of(self.language)

    def held[R](self, of: Callable[[IndexedVersion], RecordIndex[R]]) -> tuple[list[R], list[R]]:
        """The records of both versions that begin inside the sentence."""
        before, after = (of(version).within(told.span) for version, told in zip(self.pair, self.told, strict=True))
        return before, after

    def texts(self, spans: Spans) -> tuple[str, str]:
        """The words at a span of each version."""
        before, after = (item.text[slice(*span)] for item, span in zip(self.pair, spans, strict=True))
        return before, after

    def contents(self, text: str) -> set[str]:
        """The words of a text in small letters, without articles."""
        return set(WORD.findall(text.casefold())) - set(str(self.language.table("questions")["articles"]).split())

    def else_alike(self, spans: Spans) -> bool:
        """Whether the two wordings are nearly the same without the words at two spans."""
        before, after = (
            f"{told.text[: start - told.span[0]]}{told.text[end - told.span[0] :]}"
            for told, (start, end) in zip(self.told, spans, strict=True)
        )
        return fuzz.ratio(before, after) >= AROUND

    def two_names(self, names: tuple[str, str]) -> bool:
        """Whether two names are of two: neither is part of the other, and no version gives both to one entity."""
        one, two = (set(name.casefold().split()) for name in names)
        if one <= two or two <= one:
            return False
        first, second = names
        return not any(item.called.get(first, set()) & item.called.get(second, set()) for item in self.pair)


@dataclass(frozen=True, slots=True)
class Move:
    """What moved: the spans that are shown, the ids of the records, and the spans of the words that moved themselves,
    by which it is told whether two checks found one thing. `described`: both are told by a common noun, and two nouns
    can be two words for one thing."""

    shown: Spans
    records: tuple[str, str]
    core: Spans
    described: bool = False


Check = Callable[[Wordings], Iterator[Move]]


def single[R](wordings: tuple[Sequence[R], Sequence[R]], sort: Callable[[int, R], object]) -> Iterator[tuple[R, R]]:
    """The records of which each side, 0 the older, has one of a sort."""
    older, newer = (grouped((sort(side, item), item) for item in held) for side, held in enumerate(wordings))
    for key, found in older.items():
        other = newer.get(key, [])
        if len(found) == len(other) == 1:
            yield found[0], other[0]


def plain(text: str) -> str:
    """The words of a text in small letters, without its marks."""
    return " ".join(WORD.findall(text.casefold()))
