"""Headlines that report: "Minister: taxes will fall", "Taxes will fall - minister".

In: the parse, the article's parts where known, and the paragraphs. Out: cues as for other speech. Only headlines,
standfirsts and headings are read; an article without parts gives its first two paragraphs.
"""

from bisect import bisect_left
from collections.abc import Iterator

from retold.extract.quotes.cues import Cue
from retold.languages.quotes import QuoteLexicon
from retold.model import Article, Span
from retold.parse import Parse

LONGEST = 60  # tokens; a longer line is a paragraph
LABEL = 8  # tokens before a colon that can name a speaker
SHORT_LABEL = 2  # tokens of a bare name before a colon ("Corvo: ...")
LABEL_POS = frozenset({"PROPN", "NOUN", "ADJ", "DET", "NUM", "ADP", "PART", "PUNCT", "CCONJ", "SYM", "X"})
PARTS = frozenset({"headline", "standfirst", "heading"})


def headline_cues(doc: Parse, article: Article, paragraphs: list[Span], lexicon: QuoteLexicon) -> Iterator[Cue]:
    """The cues of headlines with a colon or a closing dash."""
    spans = [part.span for part in article.parts if part.kind in PARTS] or paragraphs[:2]
    for start, end in spans:
        first, last = bisect_left(doc.start, start), bisect_left(doc.start, end)
        if 3 < last - first <= LONGEST:
            cue = _colon(doc, lexicon, first, last) or _dash(doc, lexicon, first, last)
            if cue is not None:
                yield cue


def _colon(doc: Parse, lexicon: QuoteLexicon, first: int, last: int) -> Cue | None:
    colon = next((token for token in range(first, min(first + LABEL + 1, last)) if doc.words[token] == ":"), None)
    if colon is None or colon + 2 >= last or not _label(doc, lexicon, first, colon):
        return None
    return _cue(doc, colon, (first, colon), (colon + 1, last))


def _dash(doc: Parse, lexicon: QuoteLexicon, first: int, last: int) -> Cue | None:
    end = last
    while end > first and doc.words[end - 1] in ".!?":
        end -= 1
    behind = range(end - 1, max(first + 3, end - LABEL), -1)
    dash = next((token for token in behind if doc.words[token] in lexicon.set("headline_dashes")), None)
    if dash is None or end - dash > 5 or doc.text[doc.start[dash] - 1] != " ":
        return None
    verb = not {"VERB", "AUX"}.isdisjoint(doc.pos[first:dash])
    return _cue(doc, dash, (dash + 1, end), (first, dash)) if verb and _label(doc, lexicon, dash + 1, end) else None


def _label(doc: Parse, lexicon: QuoteLexicon, first: int, last: int) -> bool:
    """Whether the words name somebody or something that can report."""
    tokens = range(first, last)
    kickers = not lexicon.set("kickers").isdisjoint(doc.lower[first:last])
    if not tokens or kickers or not LABEL_POS.issuperset(doc.pos[first:last]):
        return False
    head = last - 1
    word = doc.lemma[head].lower()
    named = any(doc.ent[token] in ("PERSON", "ORG", "GPE", "NORP") for token in tokens)
    short = len(tokens) <= (SHORT_LABEL if doc.pos[head] == "PROPN" else 1) and doc.pos[head] in ("PROPN", "NOUN")
    return named or short or word in lexicon.set("documents") or word in lexicon.set("people")


def _cue(doc: Parse, mark: int, label: tuple[int, int], content: tuple[int, int]) -> Cue:
    first, last = content
    while first < last and doc.pos[first] == "PUNCT":
        first += 1
    while last > first and doc.words[last - 1] in ".;:":
        last -= 1
    head = label[1] - 1
    return Cue(mark, (mark, mark + 1), "said", "headline", ((first, max(last, first + 1)),), head, label)
