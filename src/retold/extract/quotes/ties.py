"""Tying a stretch between marks to the cue that introduces it.

By position first (", she said", "he said:", a signature), then by the tree. In: the parse, a `QuotePiece`. Out: a
`CueTie`.
"""

from bisect import bisect_left
from dataclasses import dataclass
from itertools import takewhile

from retold.extract.quotes.marks import Stretch
from retold.extract.quotes.speaker import Range, phrase, subject_between, subject_of
from retold.extract.quotes.transcript import signature
from retold.grammar.arguments import behind, near, own_subject
from retold.languages.quotes import QuoteLexicon
from retold.model import Span
from retold.parse import Parse

REACH = 40  # tokens between a quotation and its cue: a long name with a role
NAME_REACH = 20  # tokens between a verb and the name that signs the quotation
NOMINAL = frozenset({"PROPN", "NOUN", "DET", "ADJ", "NUM", "PRON"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
INVERTED = frozenset({"dobj", "attr", "appos", "dep", "oprd"})  # what the parser makes of a subject behind its verb
ENDINGS = frozenset(",.?!…-–—")
STOPS = frozenset(".;?!")
MARKS = frozenset("\"“”‘’'«»")
DASHES = frozenset({"-", "–", "—", "--"})


@dataclass(frozen=True, slots=True)
class QuotePiece:
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


@dataclass(frozen=True, slots=True)
class CueTie:
    """A cue found beside a stretch."""

    cue: int | None
    speaker: int | None
    words: Range | None
    side: str


def ending_of(text: str, span: Span) -> str:
    """The last mark or letter said, past marks of inner quotations."""
    return text[max(span[0], span[1] - 8) : span[1]].rstrip(" \u00a0\"'’”»]")[-1:]


def tie_of(doc: Parse, lexicon: QuoteLexicon, piece: QuotePiece, bounds: Range) -> CueTie | None:
    signed = _signed(doc, piece, bounds[1])
    if signed is not None:
        return signed
    right = _right(doc, lexicon, piece, bounds[1])
    ending = ending_of(doc.text, piece.stretch.span)
    joint = doc.words[piece.before] if piece.before >= bounds[0] else ""
    if right is not None and (ending == "," or (ending in "?!" and joint != ":" and right.words is not None)):
        return right
    return _left(doc, lexicon, piece, bounds[0]) or right


def _signed(doc: Parse, piece: QuotePiece, limit: int) -> CueTie | None:
    """ "It rains." — A Name: the name after the dash, at the end of its line."""
    if not piece.fresh or not piece.stretch.closed or piece.after >= limit:
        return None
    found = signature(doc.text, piece.stretch.outer[1], doc.end[limit - 1])
    tokens = doc.tokens_in(found) if found else range(0)
    if not tokens:
        return None
    return CueTie(None, tokens[-1], (tokens[0], tokens[-1] + 1), "signed")


def _right(doc: Parse, lexicon: QuoteLexicon, piece: QuotePiece, limit: int) -> CueTie | None:
    """The cue after the stretch: "...", said X / X said."""
    start = piece.after
    while start < limit and (doc.words[start] in DASHES or doc.words[start] == ","):
        start += 1
    ending = ending_of(doc.text, piece.stretch.span)
    goes_on = start > piece.after or ending in ",?!…-–—" or (ending not in ".;:" and piece.like_speech)
    if not piece.stretch.closed or not goes_on:
        return None
    for token in range(start, min(limit, start + REACH)):
        if _stops(doc, token) or doc.words[token] == ":":
            return None
        if doc.lower[token] in lexicon.according and token == start:
            source = _source(doc, token)
            return CueTie(token, source, phrase(doc, source, token), "right") if source is not None else None
        if speaks(doc, lexicon, token) and doc.tag[token] != "VBG":
            if not (piece.fresh and piece.like_speech) and _has_clause(doc, token):
                return None
            tie = _right_tie(doc, token, start, piece)
            if tie is not None:
                return tie
            if token > start + 12:
                return None
    return None


def _source(doc: Parse, according: int) -> int | None:
    """The noun after "according to"."""
    below = (item for child in near(doc, according) for item in (child, *near(doc, child)))
    return next((item for item in below if doc.dep[item] == "pobj"), None)


def _stops(doc: Parse, token: int) -> bool:
    """Whether a sentence ends here; a stop before a bracket or a small letter belongs to an abbreviation."""
    if doc.words[token] not in STOPS or doc.pos[token] != "PUNCT":
        return False
    following = doc.words[token + 1] if token + 1 < len(doc) else ""
    return not (following[:1] in ")]," or following[:1].islower())


def _right_tie(doc: Parse, verb: int, start: int, piece: QuotePiece) -> CueTie | None:
    subject = subject_between(doc, verb, start)
    if doc.pos[start] in ("CCONJ", "ADP") or (doc.pos[start] == "SCONJ" and doc.lower[start] != "as"):
        return None
    if subject is not None:
        first, last = phrase(doc, subject, verb)
        return CueTie(verb, subject, (max(first, start), last), "right")
    subject = own_subject(doc, verb)
    between = range(start, verb)
    if all(doc.pos[token] in ("ADV", "AUX") for token in between):
        if subject is None or subject < start:
            subject = next(iter(behind(doc, verb, *INVERTED)), None)
        if subject is None or subject < verb:
            chunk = bisect_left(doc.chunks, (verb + 1, 0, 0))
            subject = next((root for first, _, root in doc.chunks[chunk : chunk + 1] if first == verb + 1), None)
        if subject is None:  # nouns that the parse has not made the subject: "said Lt. Ada Stone"
            return _of_nouns(doc, verb, range(verb + 1, min(verb + 10, len(doc))), set(NOMINAL))
        return CueTie(verb, subject, phrase(doc, subject, verb), "right")
    return _first_name(doc, verb, start)


def _has_clause(doc: Parse, verb: int) -> bool:
    """Whether a verb has what it reports behind it, outside marks: on “This Week,” Marsh warned that it would rain."""
    return any(
        doc.dep[child] == "ccomp" and child > verb and own_subject(doc, child) is not None
        and MARKS.isdisjoint(doc.words[verb + 1 : child])
        for child in near(doc, verb)
    )  # fmt: skip


def _first_name(doc: Parse, verb: int, start: int) -> CueTie | None:
    """ "...," A Name, the secretary, said: the nouns right after the marks, when no other clause comes between."""
    if verb - start > NAME_REACH or not FINITE.isdisjoint(doc.tag[start:verb]):
        return None
    return _of_nouns(doc, verb, range(start, verb), {*NOMINAL, "ADV", "PART"})


def _of_nouns(doc: Parse, verb: int, tokens: range, kinds: set[str]) -> CueTie | None:
    """The last noun of a run of words of these kinds."""
    run = list(takewhile(lambda token: doc.pos[token] in kinds, tokens))
    nouns = [token for token in run if doc.pos[token] in ("PROPN", "NOUN", "PRON")]
    return CueTie(verb, nouns[-1], (tokens.start, nouns[-1] + 1), "right") if nouns else None


def _left(doc: Parse, lexicon: QuoteLexicon, piece: QuotePiece, limit: int) -> CueTie | None:
    """The cue before the stretch: X said: "...", X told them that "..."."""
    token = piece.before
    if token < limit:
        return None
    joint = doc.words[token]
    if joint in STOPS and doc.pos[token] == "PUNCT":
        return None
    colon = joint == ":"
    comma = joint == "," or joint in DASHES
    if not (colon or comma or piece.like_speech or speaks(doc, lexicon, token)):
        return None
    nearest: int | None = None
    stop = max(limit, token - REACH)
    while token >= stop:
        if doc.words[token] in STOPS and doc.pos[token] == "PUNCT":
            break
        if doc.lower[token] in lexicon.according:
            source = _source(doc, token)
            if source is not None:
                return CueTie(token, source, phrase(doc, source, token), "left")
        if speaks(doc, lexicon, token) and nearest is None:
            nearest = token
            if not colon or own_subject(doc, token) is not None:
                break
        aside = comma and doc.dep[token] in ("relcl", "acl", "advcl")
        if not colon and not aside and doc.tag[token] in ("VBD", "VBZ", "VBP") and token != nearest:
            return None
        token -= 1
    if nearest is not None:
        return _left_tie(doc, lexicon, nearest, piece, colon or comma)
    if colon:
        return _before_colon(doc, piece, token + 1)
    return None


def _left_tie(doc: Parse, lexicon: QuoteLexicon, verb: int, piece: QuotePiece, marked: bool) -> CueTie | None:
    if not marked and not _opens_complement(doc, verb, piece):
        return None
    if doc.words[piece.before] == "," and not _only_adjuncts(doc, verb, piece):
        return None
    for child in near(doc, verb):  # the verb already has its clause, before the marks
        if doc.dep[child] == "ccomp" and verb < child < piece.words[0] and marked and doc.words[piece.before] != ":":
            return None
    subject = subject_of(doc, verb, lexicon.control)
    if subject is not None and subject >= piece.words[0]:
        subject = None
    words = phrase(doc, subject, verb) if subject is not None else None
    if words is not None and words[1] > piece.words[0]:
        words = None
    return CueTie(verb, subject, words, "left")


def _only_adjuncts(doc: Parse, verb: int, piece: QuotePiece) -> bool:
    """Whether no other clause is between the cue and the comma before the marks."""
    if piece.before == verb + 1:
        return True
    if not piece.like_speech:
        return False
    verbs = (token for token in range(verb + 1, piece.before) if doc.pos[token] == "VERB")
    return not any(doc.dep[token] in ("ccomp", "xcomp", "conj", "ROOT") for token in verbs)


def _opens_complement(doc: Parse, verb: int, piece: QuotePiece) -> bool:
    """Whether nothing but "that" or the addressee is between the verb and the marks."""
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


def _before_colon(doc: Parse, piece: QuotePiece, start: int) -> CueTie | None:
    """ "X: ..." or "X had this to say: ...": the subject of the clause, or the noun phrase itself."""
    colon = piece.before
    if colon - 1 >= start and doc.ent[colon - 1] == "PERSON":
        first = colon - 1
        while first > start and doc.ent[first - 1] == "PERSON":
            first -= 1
        words = phrase(doc, colon - 1) if doc.edges[colon - 1][0] <= first else (first, colon)
        return CueTie(colon, colon - 1, words, "left")
    for token in range(start, colon):
        if doc.dep[token] in ("nsubj", "nsubjpass") and doc.pos[token] in ("PROPN", "PRON", "NOUN"):
            verb = doc.head[token]
            return CueTie(verb if start <= verb < colon else colon, token, phrase(doc, token, verb), "left")
    label = {"PROPN", "NOUN", "DET", "ADJ", "PUNCT", "ADP", "PART"}
    if 0 < colon - start <= 8 and label.issuperset(doc.pos[start:colon]):
        nouns = [t for t in range(start, colon) if doc.pos[t] in ("PROPN", "NOUN")]
        people = [t for t in nouns if doc.ent[t] in ("PERSON", "ORG")]
        if people:
            return CueTie(colon, people[-1], (people[0], people[-1] + 1), "left")
        if nouns:
            return CueTie(colon, nouns[-1], (start, colon), "left")
    return None


def speaks(doc: Parse, lexicon: QuoteLexicon, token: int) -> bool:
    if doc.pos[token] not in ("VERB", "AUX"):
        return False
    return lexicon.verb(doc, token).get("clause", "believed") != "believed"
