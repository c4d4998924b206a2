"""Direct speech: which stretches between marks are speech, and which cue introduces each.

In: the parse, its stretches and the cues' lexicon. Out: one `Speech` a run of stretches that are one thing said, with
the cue's token and the speaker's, found by position first (", she said", "he said:"), by the tree second.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from retold.extract.quotes_cues import Cue
from retold.extract.quotes_lexicon import Lexicon
from retold.extract.quotes_marks import Stretch
from retold.extract.quotes_speaker import Range, own_subject, phrase, subject_between, subject_of
from retold.extract.quotes_transcript import signature
from retold.model import Span
from retold.parse import Parse

REACH = 40
ENDINGS = frozenset(",.?!…-–—")
STOPS = frozenset(".;?!")
FRESH = frozenset('.;?!:”"’…')
VOICED = frozenset({"clause", "before", "around", "according", "phrase.about", "small", "hearer_infinitive", "object"})
DASHES = frozenset({"-", "–", "—", "--"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch in tokens: `words` inside the marks, the tokens around it, its paragraph.

    `like_speech`: it reads as a sentence; `fresh`: it opens a sentence or a paragraph.
    """

    stretch: Stretch
    words: Range
    before: int
    after: int
    paragraph: int
    like_speech: bool
    fresh: bool


@dataclass(slots=True)
class Speech:
    """Stretches said in one go. `cue` is a verb's token; `speaker` tokens; `side` where the cue stands."""

    pieces: list[Piece]
    cue: int | None
    speaker: int | None
    speaker_words: Range | None
    side: str
    continues: int | None = None
    cues: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Tie:
    """A cue found beside a stretch."""

    cue: int | None
    speaker: int | None
    words: Range | None
    side: str


def pieces(doc: Parse, stretches: list[Stretch], paragraphs: list[Span]) -> list[Piece]:
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
        found.append(Piece(stretch, (first, last), before, after, paragraph, like, fresh))
    return found


def _ending(text: str, span: Span) -> str:
    """The last mark or letter said, past marks of inner quotations."""
    return text[max(span[0], span[1] - 8) : span[1]].rstrip(" \u00a0\"'’”»]")[-1:]


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
    ends = _ending(doc.text, stretch.span) in ENDINGS
    capital = opening[:1].isupper() or opening[:1].isdigit() or opening[:1] in "[…“‘'\"(" or opening[:3] == "..."
    verb = any(doc.pos[token] in ("VERB", "AUX") for token in range(first, min(last, first + 40)))
    if capital and ends:
        return count >= 2 or verb
    return (count >= 6 and verb and (capital or ends)) or count >= 14


def speeches(doc: Parse, found: list[Piece], told: list[Cue], lexicon: Lexicon, paragraphs: list[Span]) -> list[Speech]:
    """The direct speech of an article, in text order."""
    result: list[Speech] = []
    current: Speech | None = None
    ends = [bisect_left(doc.start, end) for _, end in paragraphs]
    for index, piece in enumerate(found):
        left_edge = found[index - 1].after if index else 0
        right_edge = found[index + 1].before + 1 if index + 1 < len(found) else len(doc)
        first = bisect_left(doc.start, paragraphs[piece.paragraph][0])
        if piece.paragraph and _ends_in_colon(doc, piece, first):
            first = bisect_left(doc.start, paragraphs[piece.paragraph - 1][0])
        bounds = (max(left_edge, first), min(right_edge, ends[piece.paragraph]))
        tie = _tie(doc, lexicon, piece, bounds)
        previous = found[index - 1] if index else None
        if current is not None and previous is not None and _same_breath(doc, current, previous, piece, tie):
            current.pieces.append(piece)
            if tie and tie.cue is not None and tie.cue not in current.cues:
                current.cues.append(tie.cue)
            continue
        if tie is None and not (piece.like_speech and piece.fresh):
            continue
        if tie is None:
            tie = _carried(doc, current, piece, told, paragraphs)
            if tie is None:
                continue
        speech = Speech(
            [piece], tie.cue, tie.speaker, tie.words, tie.side, cues=[tie.cue] if tie.cue is not None else []
        )
        if tie.side == "carried" and result:
            speech.continues = len(result) - 1
        result.append(speech)
        current = speech
    return result


def _ends_in_colon(doc: Parse, piece: Piece, first: int) -> bool:
    return piece.words[0] - 2 <= first <= piece.words[0] and piece.before >= 0 and doc.words[piece.before][-1:] == ":"


def _same_breath(doc: Parse, current: Speech, previous: Piece, piece: Piece, tie: Tie | None) -> bool:
    """Whether a stretch goes on from the one before it: parted by the cue alone, or by a paragraph's open mark."""
    if current.pieces[-1] is not previous:
        return False
    if previous.stretch.runs_on and piece.paragraph == previous.paragraph + 1:
        return tie is None or tie.side == "left" or True
    if piece.paragraph != previous.paragraph:
        return False
    if tie is not None and tie.cue is not None and tie.cue != current.cue:
        return False
    between = range(previous.after, piece.before + 1)
    if tie is not None and tie.cue == current.cue:
        return True
    if current.side != "right" or not piece.like_speech or len(between) > REACH or not between:
        return False
    stops = sum(doc.words[token] in STOPS and doc.pos[token] == "PUNCT" for token in between)
    return stops <= 1 and current.cue in between and doc.words[between[-1]] in (".", ",", ":", *DASHES)


def _tie(doc: Parse, lexicon: Lexicon, piece: Piece, bounds: Range) -> Tie | None:
    signed = _signed(doc, piece, bounds[1])
    if signed is not None:
        return signed
    right = _right(doc, lexicon, piece, bounds[1])
    comma = _ending(doc.text, piece.stretch.span) == ","
    if right is not None and comma:
        return right
    return _left(doc, lexicon, piece, bounds[0]) or right


def _signed(doc: Parse, piece: Piece, limit: int) -> Tie | None:
    """ "It rains." — A Name: the name after the dash, at the end of its line."""
    if not piece.fresh or not piece.stretch.closed or piece.after >= limit:
        return None
    found = signature(doc.text, piece.stretch.outer[1], doc.end[limit - 1])
    tokens = doc.tokens_in(found) if found else range(0)
    if not tokens:
        return None
    return Tie(None, tokens[-1], (tokens[0], tokens[-1] + 1), "signed")


def _right(doc: Parse, lexicon: Lexicon, piece: Piece, limit: int) -> Tie | None:
    """The cue after the stretch: "...", said X / X said."""
    token = piece.after
    ending = _ending(doc.text, piece.stretch.span)
    opened = token < limit and (doc.words[token] in DASHES or doc.words[token] == ",")
    if not piece.stretch.closed or (
        ending not in ",?!…-–—" and not opened and not (ending not in ".;:" and piece.like_speech)
    ):
        return None
    while token < limit and (doc.words[token] in DASHES or doc.words[token] == ","):
        token += 1
    start = token
    end = min(limit, start + REACH)
    while token < end:
        word = doc.words[token]
        if _stops(doc, token) or word == ":":
            return None
        if doc.lower[token] in lexicon.according and token == start:
            source = _source(doc, token)
            return Tie(token, source, phrase(doc, source, token), "right") if source is not None else None
        if _speaks(doc, lexicon, token) and doc.tag[token] != "VBG":
            tie = _right_tie(doc, token, start, piece)
            if tie is not None:
                return tie
            if token > start + 12:
                return None
        token += 1
    return None


def _source(doc: Parse, according: int) -> int | None:
    """The noun after "according to"."""
    for child in doc.children[according]:
        for below in (child, *doc.children[child]):
            if doc.dep[below] == "pobj":
                return below
    return None


def _stops(doc: Parse, token: int) -> bool:
    """Whether a sentence ends here; a stop before a bracket or a small letter belongs to an abbreviation."""
    if doc.words[token] not in STOPS or doc.pos[token] != "PUNCT":
        return False
    following = doc.words[token + 1] if token + 1 < len(doc) else ""
    return not (following[:1] in ")]," or following[:1].islower())


def _late(doc: Parse, lexicon: Lexicon, start: int, limit: int) -> Tie | None:
    """ "It rains." X said. The cue is a sentence by itself after a stop inside the marks."""
    for token in range(start, min(limit, start + 8)):
        if _speaks(doc, lexicon, token):
            subject = own_subject(doc, token)
            if subject is None or not start <= subject < token or token + 1 >= len(doc):
                return None
            if doc.words[token + 1] == "." or token + 1 == limit:
                return Tie(token, subject, phrase(doc, subject, token), "right")
            return None
    return None


def _right_tie(doc: Parse, verb: int, start: int, piece: Piece) -> Tie | None:
    subject = subject_between(doc, verb, start)
    if doc.pos[start] in ("CCONJ", "ADP") or (doc.pos[start] == "SCONJ" and doc.lower[start] != "as"):
        return None
    if subject is not None:
        first, last = phrase(doc, subject, verb)
        return Tie(verb, subject, (max(first, start), last), "right")
    subject = own_subject(doc, verb)
    between = range(start, verb)
    if all(doc.pos[token] in ("ADV", "AUX") for token in between):
        if subject is None or subject < start:
            subject = next(
                (c for c in doc.children[verb] if c > verb and doc.dep[c] in ("dobj", "attr", "appos", "dep", "oprd")),
                None,
            )
        if subject is None or subject < verb:
            subject = _chunk_after(doc, verb)
        if subject is None:
            return None
        return Tie(verb, subject, phrase(doc, subject, verb), "right")
    if len(between) <= 10 and all(doc.pos[t] in ("PROPN", "NOUN", "DET", "PRON", "ADJ", "ADV", "AUX") for t in between):
        nouns = [token for token in between if doc.pos[token] in ("PROPN", "NOUN", "PRON")]
        if nouns:
            return Tie(verb, nouns[-1], (start, nouns[-1] + 1), "right")
    return None


def _chunk_after(doc: Parse, verb: int) -> int | None:
    index = bisect_left(doc.chunks, (verb + 1, 0, 0))
    if index < len(doc.chunks) and doc.chunks[index][0] == verb + 1:
        return doc.chunks[index][2]
    return None


def _left(doc: Parse, lexicon: Lexicon, piece: Piece, limit: int) -> Tie | None:
    """The cue before the stretch: X said: "...", X told them that "..."."""
    token = piece.before
    if token < limit:
        return None
    joint = doc.words[token]
    if joint in STOPS and doc.pos[token] == "PUNCT":
        return None
    colon = joint == ":"
    comma = joint == "," or joint in DASHES
    if not (colon or comma or piece.like_speech or _speaks(doc, lexicon, token)):
        return None
    nearest: int | None = None
    stop = max(limit, token - REACH)
    while token >= stop:
        if doc.words[token] in STOPS and doc.pos[token] == "PUNCT":
            break
        if doc.lower[token] in lexicon.according:
            source = _source(doc, token)
            if source is not None:
                return Tie(token, source, phrase(doc, source, token), "left")
        if _speaks(doc, lexicon, token) and nearest is None:
            nearest = token
            if not colon or own_subject(doc, token) is not None:
                break
        elif not colon and doc.tag[token] in ("VBD", "VBZ", "VBP") and not (comma and _is_aside(doc, token)):
            return None
        token -= 1
    if nearest is not None:
        return _left_tie(doc, nearest, piece, colon or comma)
    if colon:
        return _before_colon(doc, piece, token + 1)
    return None


def _is_aside(doc: Parse, token: int) -> bool:
    return doc.dep[token] in ("relcl", "acl", "advcl")


def _left_tie(doc: Parse, verb: int, piece: Piece, marked: bool) -> Tie | None:
    if not marked and not _opens_complement(doc, verb, piece):
        return None
    if doc.words[piece.before] == "," and not _only_adjuncts(doc, verb, piece):
        return None
    for child in doc.children[verb]:
        # the verb already has its clause, and it stands before the marks
        if doc.dep[child] == "ccomp" and child > verb and doc.edges[child][1] <= piece.words[0] - 1 and not marked:
            return None
        if doc.dep[child] == "ccomp" and verb < child < piece.words[0] and marked and doc.words[piece.before] != ":":
            return None
    subject = subject_of(doc, verb)
    if subject is not None and subject >= piece.words[0]:
        subject = None
    words = phrase(doc, subject, verb) if subject is not None else None
    if words is not None and words[1] > piece.words[0]:
        words = (words[0], piece.before + 1) if words[0] <= piece.before else None
    return Tie(verb, subject, words, "left")


def _only_adjuncts(doc: Parse, verb: int, piece: Piece) -> bool:
    """Whether no other clause stands between the cue and the comma before the marks."""
    if piece.before == verb + 1:
        return True
    if not piece.like_speech:
        return False
    return not any(
        doc.pos[token] == "VERB" and doc.dep[token] in ("ccomp", "xcomp", "conj", "ROOT")
        for token in range(verb + 1, piece.before)
    )


def _opens_complement(doc: Parse, verb: int, piece: Piece) -> bool:
    """Whether nothing but "that" or who is spoken to stands between the verb and the marks."""
    if piece.before == verb:
        return piece.like_speech
    if not piece.like_speech or piece.before - verb > 8:
        return False
    if doc.lower[piece.before] == "that" or doc.tag[piece.before] == "IN":
        return piece.before == verb + 1
    return all(
        doc.dep[token] in ("dobj", "dative", "npadvmod", "advmod")
        or doc.dep[doc.head[token]] in ("dobj", "dative", "npadvmod")
        for token in range(verb + 1, piece.before + 1)
    )


def _before_colon(doc: Parse, piece: Piece, start: int) -> Tie | None:
    """ "X: ..." or "X had this to say: ...": the subject of the clause, or the noun phrase itself."""
    colon = piece.before
    if colon - 1 >= start and doc.ent[colon - 1] == "PERSON":
        first = colon - 1
        while first > start and doc.ent[first - 1] == "PERSON":
            first -= 1
        return Tie(
            colon, colon - 1, phrase(doc, colon - 1) if doc.edges[colon - 1][0] <= first else (first, colon), "left"
        )
    for token in range(start, colon):
        if doc.dep[token] in ("nsubj", "nsubjpass") and doc.pos[token] in ("PROPN", "PRON", "NOUN"):
            verb = doc.head[token]
            return Tie(verb if start <= verb < colon else colon, token, phrase(doc, token, verb), "left")
    if 0 < colon - start <= 8 and all(
        doc.pos[t] in ("PROPN", "NOUN", "DET", "ADJ", "PUNCT", "ADP") for t in range(start, colon)
    ):
        nouns = [t for t in range(start, colon) if doc.pos[t] in ("PROPN", "NOUN")]
        if nouns:
            return Tie(colon, nouns[-1], (start, colon), "left")
    return None


def _carried(doc: Parse, current: Speech | None, piece: Piece, told: list[Cue], paragraphs: list[Span]) -> Tie | None:
    """A stretch without a cue: who spoke last goes on, within two paragraphs."""
    floor = bisect_left(doc.start, paragraphs[max(0, piece.paragraph - 2)][0])
    place, speaker, words = -1, None, None
    index = bisect_left(told, piece.words[0], key=lambda cue: cue.token) - 1
    while index >= 0 and told[index].token >= floor:
        cue = told[index]
        if cue.speaker is not None and cue.frame in VOICED:
            place, speaker, words = cue.token, cue.speaker, cue.speaker_words
            break
        index -= 1
    if current is not None and current.speaker is not None and current.pieces[-1].words[0] > place >= -1:
        last = current.pieces[-1]
        if last.words[0] >= floor:
            return Tie(None, current.speaker, current.speaker_words, "carried")
    if speaker is not None:
        return Tie(None, speaker, words, "voiced")
    return Tie(None, None, None, "alone")


def _speaks(doc: Parse, lexicon: Lexicon, token: int) -> bool:
    if doc.pos[token] not in ("VERB", "AUX"):
        return False
    return lexicon.verb(doc, token).get("clause", "believed") != "believed"
