"""Articles for reading: paragraphs and sentences with layers, and evidence in the sentence it stands in.

In: Analysis records. Out: ArticleView and Proof records. Linear in the text.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from retold.model import Analysis, Event, Evidence, Leaf, Span
from retold.report import phrases
from retold.report.records import ArticleView, Paragraph, Proof, Sentence
from retold.report.voices import VoicedTelling, Voices
from retold.safe import fragment

LAYERS = "qpfte"  # quotes, people, figures, times, events
CONTEXT = 260
WORDS = 500
SHOWN = 300_000


class Desk:
    """The analyses at hand by account: makes Proofs out of Evidence. `versions` are older versions of accounts' pages,
    each with its account; they are numbered after the accounts."""

    def __init__(
        self, analyses: Sequence[Analysis], order: Sequence[str], versions: Mapping[str, str] | None = None
    ) -> None:
        self.index = {name: number for number, name in enumerate(order)}
        older = {name: self.index[account] for name, account in (versions or {}).items() if account in self.index}
        self._homes = self.index | older
        self._places = self.index | {name: place for place, name in enumerate(older, len(self.index))}
        self._analyses = {item.article.id: item for item in analyses}
        self._starts = {name: [start for start, _ in item.sentences] for name, item in self._analyses.items()}
        self._voices = {name: Voices(item) for name, item in self._analyses.items()}
        self._fronts = sorted({" ".join(each.split()) for item in self._voices.values() for each in item.fronts})

    def known(self, account: str) -> bool:
        """Whether the account has a place in the report."""
        return account in self.index

    def home(self, account: str) -> int | None:
        """The place of an account in the report; of an older version that of its account."""
        return self._homes.get(account)

    @property
    def analyses(self) -> Mapping[str, Analysis]:
        """The analyses by account."""
        return self._analyses

    def telling(self, item: Evidence, *, whole: bool = False) -> VoicedTelling:
        """What an account says with a piece of evidence, and in whose voice."""
        voices = self._voices.get(item.account)
        return voices.told(item, whole) if voices else VoicedTelling(item.span, "", "")

    def event(self, item: Evidence) -> Event | None:
        """The happening that a piece of evidence points at."""
        voices = self._voices.get(item.account)
        return voices.event(item) if voices else None

    def alone(self, item: Evidence) -> bool:
        """Whether the clause of a piece of evidence can be read alone."""
        voices = self._voices.get(item.account)
        return bool(voices and voices.alone(item))

    def number(self, item: Evidence) -> bool:
        """Whether a piece of evidence points at a number that is written there, not one that a noun stands for."""
        voices = self._voices.get(item.account)
        return bool(voices and voices.number(item))

    def words(self, account: str, span: Span) -> str:
        """The words of an account at a span; "" where its analysis is not at hand."""
        analysis = self._analyses.get(account)
        return analysis.article.text[slice(*span)] if analysis else ""

    def bare(self, text: str) -> str:
        """A heading without the dateline or the credit of a picture that an account has in front of its words."""
        for front in self._fronts:
            if text.startswith(front + " ") and len(text) > len(front) + 1:
                return text[len(front) + 1 :]
        return text

    def proofs(self, found: Iterable[Evidence], marks: Mapping[Evidence, Span] | None = None) -> tuple[Proof, ...]:
        """Evidence as Proofs, in order, without repeats, with what `marks` marks in it; evidence of unknown accounts is
        left out."""
        unique = dict.fromkeys(item for item in found if item.account in self._places)
        return tuple(replace(self._proof(item), mark=(marks or {}).get(item)) for item in unique)

    def indices(self, accounts: Iterable[str]) -> tuple[int, ...]:
        """The accounts' places, ascending."""
        return tuple(sorted({self.index[name] for name in accounts if name in self.index}))

    def _proof(self, item: Evidence) -> Proof:
        account = self._places[item.account]
        analysis = self._analyses.get(item.account)
        if analysis is None:
            return Proof(account, item.span, item.text[:WORDS], "", "", f"a{account}", None, item.span)
        start, end = item.span
        number, (first, last) = self._around(item.account, analysis, item.span)
        text = analysis.article.text
        around = (max(first, start - CONTEXT), min(last, end + CONTEXT))
        return Proof(
            account,
            item.span,
            item.text if len(item.text) <= WORDS else item.text[:WORDS] + "…",
            _tail(text[first:start]),
            _head(text[end:last]),
            f"a{account}-{number}" if number >= 0 else f"a{account}",
            fragment(self._address(analysis), item.text),
            around,
            place=place(analysis.article.leaves, start),
        )

    def _address(self, analysis: Analysis) -> str | None:
        """Where the text can be read: an older version stands in an archive, if anywhere."""
        if self.known(analysis.article.id):
            return analysis.article.url
        return analysis.article.capture.archive if analysis.article.capture else None

    def _around(self, account: str, analysis: Analysis, span: Span) -> tuple[int, Span]:
        """The number of the sentence that the span begins in, and the stretch of the sentences it touches."""
        number = bisect_right(self._starts[account], span[0]) - 1
        if number < 0:
            return number, span
        first, last = analysis.sentences[number]
        if last < span[1]:
            ending = bisect_right(self._starts[account], span[1] - 1) - 1
            last = max(span[1], analysis.sentences[ending][1])
        return number, (min(first, span[0]), max(last, span[1]))


def place(leaves: Sequence[Leaf], offset: int) -> str:
    """Where in a document an offset of its text stands: `page 3`, or `paragraph 7`; empty for other articles."""
    index = bisect_right(leaves, offset, key=lambda leaf: leaf.span[0]) - 1
    if index < 0:
        return ""
    leaf = leaves[index]
    words = phrases.table("capture")
    if leaf.page is not None:
        return words["page"].format(number=leaf.page)
    return words["paragraph"].format(number=leaf.paragraph) if leaf.paragraph is not None else ""


def _tail(text: str) -> str:
    return text if len(text) <= CONTEXT else "…" + text[-CONTEXT:].partition(" ")[2]


def _head(text: str) -> str:
    return text if len(text) <= CONTEXT else text[:CONTEXT].rpartition(" ")[0] + "…"


def article(analysis: Analysis, account: int) -> ArticleView:
    """One article with its layers; a text beyond SHOWN code points is cut."""
    text = analysis.article.text
    return ArticleView(
        account,
        tuple(_paragraphs(analysis, account)),
        max(0, len(text) - SHOWN),
        tuple((item.text[:300], item.reason) for item in analysis.article.removed[:200]),
        text[:SHOWN],
    )


def _paragraphs(analysis: Analysis, account: int) -> Iterator[Paragraph]:
    text = analysis.article.text[:SHOWN]
    kinds = {part.span[0]: part for part in analysis.article.parts if part.kind not in ("body", "dateline")}
    cuts = _cuts(analysis, len(text))
    starts = [start for start, _ in analysis.sentences]
    start = 0
    for line in text.split("\n"):
        if line.strip():
            part = kinds.get(start)
            kind = part.kind if part and part.span[1] >= start + len(line.rstrip()) else "body"
            sentences = _sentences(starts, account, (start, start + len(line)), (text, *cuts))
            yield Paragraph(kind, start, tuple(sentences))
        start += len(line) + 1


def _sentences(
    starts: Sequence[int], account: int, span: Span, layered: tuple[str, list[int], list[str]]
) -> Iterator[Sentence]:
    """The paragraph's sentences, where the article's begin at `starts`; the second part of one that crosses paragraphs
    has an anchor of its own."""
    number = max(0, bisect_right(starts, span[0]) - 1)
    at = span[0]
    while at < span[1]:
        following = starts[number + 1] if number + 1 < len(starts) else span[1]
        end = min(max(following, at), span[1])
        if end > at:
            begins = number < len(starts) and at <= starts[number] < end
            anchor = f"a{account}-{number}" if begins else f"a{account}-{number}-{at}"
            yield Sentence(anchor, tuple(_pieces((at, end), layered)))
        at, number = end, number + 1


def _pieces(span: Span, layered: tuple[str, list[int], list[str]]) -> Iterator[tuple[str, str]]:
    text, places, layers = layered
    index = bisect_right(places, span[0]) - 1
    at = span[0]
    while at < span[1]:
        end = min(places[index + 1] if index + 1 < len(places) else span[1], span[1])
        yield text[at:end], layers[index]
        at, index = end, index + 1


def _cuts(analysis: Analysis, size: int) -> tuple[list[int], list[str]]:
    """Where the set of layers changes, and the letters of the layers from there on."""
    changes: dict[int, list[tuple[int, int]]] = {0: []}
    for layer, spans in enumerate(_layers(analysis)):
        for start, end in spans:
            changes.setdefault(start, []).append((layer, 1))
            changes.setdefault(end, []).append((layer, -1))
    depth = [0] * len(LAYERS)
    places: list[int] = []
    layers: list[str] = []
    for place in sorted(changes):
        for layer, change in changes[place]:
            depth[layer] += change
        letters = "".join(letter for letter, open_ in zip(LAYERS, depth, strict=True) if open_)
        if not layers or layers[-1] != letters:
            places.append(place)
            layers.append(letters)
    return places, layers


def _layers(analysis: Analysis) -> Iterator[list[Span]]:
    yield [span for quote in analysis.quotes for span in quote.spans]
    people = ("person", "organization", "group")
    yield [item.span for item in analysis.mentions if item.type in people and item.form != "pronoun"]
    yield [item.span for item in analysis.figures]
    yield [item.span for item in analysis.times]
    yield [item.span for item in analysis.events]
