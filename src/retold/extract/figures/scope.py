"""The scope of a figure: place, as-of time, quote, source, and whether it is a total, an addition or a part.

In: a figure with its tokens. Out: the figure with these fields. Places and sources are spans of the article.
"""

from bisect import bisect_left
from dataclasses import replace
from itertools import pairwise

from retold.extract.figures.counted import Role
from retold.grammar.arguments import parts
from retold.languages import Language
from retold.languages.clauses import control
from retold.model import Analysis, Figure, FigurePart, Span
from retold.parse import Parse
from retold.resolve.speech import SpeechIndex

PLACES = frozenset({"GPE", "LOC", "FAC"})
REACH = 60  # tokens; a noun farther from its number is a slip of the parser
NEAR = 14  # tokens; a place farther from the figure locates something else


class Scopes:
    """Places figures of one article; made once an article, each question answered in logarithmic time or less."""

    def __init__(self, doc: Parse, language: Language, found: Analysis) -> None:
        self.doc = doc
        self.words = {name: frozenset(words) for name, words in language.table("figures")["part"].items()}
        self.parts = parts(doc, control(language))
        self.places = _places(doc, found)
        self.place_starts = [first for first, _ in self.places]
        self.times = sorted((time.span, time.id) for time in found.times)
        self.time_starts = [span[0] for span, _ in self.times]
        self.said = SpeechIndex(found.quotes)
        self._sources: dict[int, Span | None] = {}

    def placed(self, figure: Figure, first: int, last: int, role: Role) -> Figure:
        """The figure with place, as-of time, quote, source and part."""
        start, end = figure.span
        quote = self.said.at(start) if self.said.at(end - 1) else None
        anchor = role.predicate.token if role.predicate else last
        return replace(
            figure, place=self._place(anchor, last), as_of=self._as_of(first),
            quote=quote.id if quote else None, source=(quote.speaker.span if quote else None) or self._source(anchor),
            part=self._part(first, last, role),
        )  # fmt: skip

    def _place(self, anchor: int, last: int) -> Span | None:
        """The nearest place of the sentence inside a prepositional phrase."""
        doc = self.doc
        left, right = doc.sents[doc.sent[anchor]]
        middle = bisect_left(self.place_starts, anchor)
        best: tuple[int, Span] | None = None
        for first, end in self.places[max(middle - 2, 0) : middle + 2]:
            distance = min(abs(first - anchor), abs(first - last))
            behind = first > left and doc.pos[first - 1] in ("ADP", "DET", "ADJ", "NOUN")
            if left <= first < right and distance <= NEAR and behind and (best is None or distance < best[0]):
                best = (distance, doc.span(first, end))
        return best[1] if best else None

    def _as_of(self, first: int) -> str | None:
        """The time behind "as of", "by", "until" in the sentence of the figure."""
        doc = self.doc
        left, right = doc.sents[doc.sent[first]]
        at = bisect_left(self.time_starts, doc.start[left])
        stop = bisect_left(self.time_starts, doc.end[right - 1])
        for span, name in self.times[at : min(stop, at + 6)]:
            token = doc.token_at(span[0])
            if token is None or token <= left:
                continue
            if {doc.lower[token - 1], " ".join(doc.lower[max(token - 2, 0) : token])} & self.words["as_of"]:
                return name
        return None

    def _source(self, anchor: int) -> Span | None:
        """Who says so: "according to ..." in the sentence, or the subject of the verb of saying above the clause."""
        sentence = self.doc.sent[anchor]
        if sentence not in self._sources:
            self._sources[sentence] = self._according(sentence) or self._sayer(sentence)
        return self._sources[sentence]

    def _according(self, sentence: int) -> Span | None:
        doc = self.doc
        left, right = doc.sents[sentence]
        for token in range(left, min(right - 2, left + 200)):
            if doc.lower[token] in self.words["according"] and doc.lower[token + 1] in self.words["according_to"]:
                for child in doc.dependents(token + 1, ("pobj",)):
                    return doc.span(*self._short(child))
        return None

    def _short(self, token: int) -> tuple[int, int]:
        """A noun phrase cut to at most a dozen words."""
        first, last = self.doc.edges[token]
        return max(first, token - 8), min(last, token + 5)

    def _sayer(self, sentence: int) -> Span | None:
        doc = self.doc
        left, right = doc.sents[sentence]
        for token in range(left, min(right, left + 200)):
            if doc.pos[token] == "VERB" and doc.lemmas[token] in self.words["say"]:
                subjects = doc.dependents(token, ("nsubj",))
                if subjects and (doc.dependents(token, ("ccomp", "parataxis")) or doc.dep[token] == "parataxis"):
                    return doc.span(*self._short(subjects[0]))
        return None

    def _part(self, first: int, last: int, role: Role) -> FigurePart | None:
        doc, words = self.doc, self.words
        left, right = doc.sents[doc.sent[first]]
        before = doc.lower[max(left, first - 3) : first]
        inner = doc.lower[first : min(max(last, role.last - 1, first) + 3, first + REACH)]
        about = doc.lower[max(left, first - 1) : min(max(role.last, last + 2), first + REACH)]
        bounds = {f"{left} {right}" for left, right in pairwise(about)}  # "or more", "more than"
        if not words["more"].isdisjoint(about) and words["bounded"].isdisjoint(bounds):
            return "more"
        if any(word in words["total"] for word in before) or _phrase_in(inner, words["total"]):
            return "total"
        if role.subset or any(word in words["subset"] for word in before) or _phrase_in(inner, words["subset"]):
            return "subset"
        window = doc.lower[max(left, first - 8) : min(right, last + 12)]
        return "so_far" if _phrase_in(window, words["so_far"]) else None


def _places(doc: Parse, found: Analysis) -> list[tuple[int, int]]:
    """Token ranges of the named places: the mentions, where there are any, else the model's entities."""
    if not found.mentions:
        return [(first, last) for first, last, label in doc.ents if label in PLACES]
    spans = [item.span for item in found.mentions if item.form == "name" and item.type == "place"]
    ranges = [doc.tokens_in(span) for span in spans]
    return sorted({(tokens[0], tokens[-1] + 1) for tokens in ranges if tokens})


def _phrase_in(window: list[str], wanted: frozenset[str]) -> bool:
    joined = f" {' '.join(window)} "
    return any(f" {phrase} " in joined for phrase in wanted if " " in phrase or phrase in window)
