"""Direct speech: which stretches between marks are speech, and which cue introduces each.

In: the parse, its stretches and the cues' lexicon. Out: one `DirectSpeech` a run of stretches that are one thing said,
with the cue's token and the speaker's, found by position first (", she said", "he said:"), by the tree second.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from retold.extract.quotes.cues import Cue
from retold.extract.quotes.marks import Stretch
from retold.extract.quotes.speaker import Range, phrase
from retold.extract.quotes.ties import DASHES, ENDINGS, REACH, STOPS, CueTie, QuotePiece, ending_of, speaks, tie_of
from retold.grammar.arguments import near, own_subject
from retold.languages.quotes import QuoteLexicon
from retold.model import Span
from retold.parse import Parse

QUOTES = frozenset("\"”’'»")
FRESH = frozenset('.;?!:”"’…')
VOICED = frozenset({"clause", "before", "around", "according", "phrase.about", "small", "hearer_infinitive", "object"})


@dataclass(slots=True)
class DirectSpeech:
    """Stretches in quotation marks that are one quote. `cue` and `speaker` are tokens; `side` is that of the cue."""

    pieces: list[QuotePiece]
    cue: int | None
    speaker: int | None
    speaker_words: Range | None
    side: str
    continues: int | None = None
    cues: list[int] = field(default_factory=list)


def pieces(doc: Parse, stretches: list[Stretch], paragraphs: list[Span]) -> list[QuotePiece]:
    """The stretches that hold tokens, with their neighbours."""
    starts = [start for start, _ in paragraphs]
    found = []
    for stretch in stretches:
        first = bisect_left(doc.start, stretch.span[0])
        last = bisect_left(doc.start, stretch.span[1])
        if first >= last:
            continue
        before = bisect_right(doc.end, stretch.outer[0]) - 1
        after = bisect_left(doc.start, stretch.outer[1])
        paragraph = bisect_right(starts, stretch.outer[0]) - 1
        if _nickname(doc, first, last, before, after):
            continue
        fresh = (
            before < 0
            or doc.end[before] <= paragraphs[paragraph][0]
            or (doc.words[before][-1] in FRESH and doc.pos[before] == "PUNCT")
        )
        like = _like_speech(doc, stretch, (first, last))
        found.append(QuotePiece(stretch, (first, last), before, after, paragraph, like, fresh))
    return found


def _nickname(doc: Parse, first: int, last: int, before: int, after: int) -> bool:
    """A word or two in marks within a name."""
    if last - first > 2 or before < 0 or after >= len(doc):
        return False
    return doc.pos[before] == "PROPN" and all(doc.pos[token] == "PROPN" for token in (*range(first, last), after))


def _like_speech(doc: Parse, stretch: Stretch, words: Range) -> bool:
    """Whether the stretch reads as a sentence: it opens with a capital and is long, or ends as sentences do."""
    first, last = words
    count = sum(doc.pos[token] != "PUNCT" for token in range(first, last))
    opening = doc.text[stretch.span[0] : stretch.span[0] + 24].lstrip()
    ends = ending_of(doc.text, stretch.span) in ENDINGS
    capital = opening[:1].isupper() or opening[:1].isdecimal() or opening[:1] in "[…“‘'\"(" or opening[:3] == "..."
    verb = any(doc.pos[token] in ("VERB", "AUX") for token in range(first, min(last, first + 40)))
    if capital and ends:
        return count >= 2 or verb
    return (count >= 6 and verb and (capital or ends)) or count >= 14


def speeches(
    doc: Parse, found: list[QuotePiece], told: list[Cue], lexicon: QuoteLexicon, paragraphs: list[Span]
) -> list[DirectSpeech]:
    """The direct speech of an article, in text order. `told` are the cues outside marks."""
    reported = _reported(doc, told)
    result: list[DirectSpeech] = []
    current: DirectSpeech | None = None
    ends = [bisect_left(doc.start, end) for _, end in paragraphs]
    for index, piece in enumerate(found):
        left_edge = found[index - 1].after if index else 0
        right_edge = found[index + 1].before + 1 if index + 1 < len(found) else len(doc)
        first = bisect_left(doc.start, paragraphs[piece.paragraph][0])
        if piece.paragraph and _ends_in_colon(doc, piece, first):
            first = bisect_left(doc.start, paragraphs[piece.paragraph - 1][0])
        bounds = (max(left_edge, first), min(right_edge, ends[piece.paragraph]))
        tie = tie_of(doc, lexicon, piece, bounds)
        previous = found[index - 1] if index else None
        if current is not None and previous is not None and _same_breath(doc, current, previous, piece, tie):
            current.pieces.append(piece)
            if tie and tie.cue is not None and tie.cue not in current.cues:
                current.cues.append(tie.cue)
            continue
        if tie is None:
            if not (piece.like_speech and piece.fresh) or reported[piece.words[0]]:
                continue
            tie = (
                _of_last_sentence(doc, lexicon, piece, bounds[0])
                or _of_last_paragraph(doc, lexicon, piece, first)
                or _carried(doc, current, piece, told, paragraphs)
            )
        speech = DirectSpeech(
            [piece], tie.cue, tie.speaker, tie.words, tie.side, cues=[tie.cue] if tie.cue is not None else []
        )
        if tie.side == "carried" and result:
            speech.continues = len(result) - 1
        result.append(speech)
        current = speech
    return result


def _ends_in_colon(doc: Parse, piece: QuotePiece, first: int) -> bool:
    return piece.words[0] - 2 <= first <= piece.words[0] and piece.before >= 0 and doc.words[piece.before][-1:] == ":"


def _same_breath(
    doc: Parse, current: DirectSpeech, previous: QuotePiece, piece: QuotePiece, tie: CueTie | None
) -> bool:
    """Whether a stretch goes on from the one before it: parted by the cue alone, or by a paragraph's open mark."""
    if current.pieces[-1] is not previous:
        return False
    if previous.stretch.runs_on and piece.paragraph == previous.paragraph + 1:
        return True
    if piece.paragraph != previous.paragraph:
        return False
    if tie is not None and tie.cue is not None and tie.cue != current.cue:
        return False
    between = range(previous.after, piece.before + 1)
    if tie is not None and tie.cue == current.cue:
        return True
    if current.side != "right" or len(between) > REACH or not between or current.cue not in between:
        return False
    if (
        tie is None
        and doc.pos[between[-1]] in ("CCONJ", "ADV")
        and not any(doc.words[token] in STOPS for token in between)
    ):
        # "...," she said, and "...": the sentence goes on
        return True
    if not piece.like_speech:
        return False
    stops = sum(doc.words[token] in STOPS and doc.pos[token] == "PUNCT" for token in between)
    return stops <= 1 and doc.words[between[-1]] in (".", ",", ":", *DASHES)


def _reported(doc: Parse, told: list[Cue]) -> list[bool]:
    """For each token, whether it lies in what some cue reports."""
    flags = [False] * (len(doc) + 1)
    for cue in told:
        for first, last in cue.content:
            flags[first:last] = [True] * (last - first)
    return flags


def _of_last_sentence(doc: Parse, lexicon: QuoteLexicon, piece: QuotePiece, paragraph: int) -> CueTie | None:
    """The subject of the sentence before the marks, in the same paragraph, when it speaks or is a person."""
    last = piece.before
    if last < paragraph:
        return None
    first = max(doc.sents[doc.sent[last]][0], paragraph, last - REACH)
    for token in range(last, first - 1, -1):
        if doc.dep[token] != "ROOT" and not (speaks(doc, lexicon, token) and doc.dep[token] in ("conj", "parataxis")):
            continue
        subject = own_subject(doc, token)
        if subject is None or subject < first or doc.ent[subject] == "LOC":
            continue
        person = (
            doc.ent[subject] == "PERSON" or "Gender=Fem" in doc.morph[subject] or "Gender=Masc" in doc.morph[subject]
        )
        if person or (speaks(doc, lexicon, token) and doc.pos[subject] in ("PROPN", "NOUN")):
            return CueTie(None, subject, phrase(doc, subject, token), "sentence")
    return None


def _of_last_paragraph(doc: Parse, lexicon: QuoteLexicon, piece: QuotePiece, paragraph: int) -> CueTie | None:
    """The subject of the last sentence of the paragraph before, when that sentence announces words to come."""
    last = piece.before
    if last < 0 or last >= paragraph or doc.words[last] in QUOTES:
        return None
    first, _ = doc.sents[doc.sent[last]]
    for token in range(last, max(first, last - REACH) - 1, -1):
        if doc.dep[token] != "ROOT" or doc.pos[token] != "VERB":
            continue
        subject = own_subject(doc, token)
        announced = any(
            doc.dep[child] == "dobj" and (doc.lemma[child].lower() in lexicon.announced) for child in near(doc, token)
        )
        if subject is not None and subject >= first and announced:
            return CueTie(None, subject, phrase(doc, subject, token), "sentence")
    return None


def _carried(
    doc: Parse, current: DirectSpeech | None, piece: QuotePiece, told: list[Cue], paragraphs: list[Span]
) -> CueTie:
    """A stretch without a cue: who spoke last goes on, within two paragraphs."""
    floor = bisect_left(doc.start, paragraphs[max(0, piece.paragraph - 2)][0])
    index = bisect_left(told, piece.words[0], key=lambda cue: cue.token)
    last = next(
        (
            cue
            for cue in reversed(told[max(0, index - REACH) : index])
            if cue.token >= floor and cue.speaker is not None and cue.frame in VOICED
        ),
        None,
    )
    if current is not None and current.speaker is not None:
        place = current.pieces[-1].words[0]
        if place >= floor and (last is None or place > last.token):
            return CueTie(None, current.speaker, current.speaker_words, "carried")
    if last is not None:
        return CueTie(None, last.speaker, last.speaker_words, "voiced")
    return CueTie(None, None, None, "alone")
