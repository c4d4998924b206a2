"""Laying direct speech and reported clauses over each other: which words belong to which quote.

In: speeches, cues and the stretches between marks. Out: `QuoteDraft`s with code point spans, not yet records.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from retold.extract.quotes.cues import Cue
from retold.extract.quotes.direct import DirectSpeech
from retold.extract.quotes.speaker import Range, phrase, subject_of
from retold.extract.quotes.ties import QuotePiece
from retold.grammar.arguments import own_subject
from retold.languages.clauses import Control
from retold.model import Span
from retold.parse import Parse
from retold.spans import containing, trim


@dataclass(slots=True, eq=False)
class QuoteDraft:
    """A quote in the making."""

    spans: list[Span]
    form: str
    cue: Span | None
    speaker: int | None
    speaker_words: Range | None
    stance: str
    negated: bool
    method: str
    continues: "QuoteDraft | None" = None
    cues: tuple[int, ...] = ()
    token: int | None = None
    outer: Cue | None = None
    noun: bool = False


def drafts(
    doc: Parse,
    said: list[DirectSpeech],
    told: list[Cue],
    owners: Mapping[int, Cue],
    bits: list[QuotePiece],
    control: Control,
) -> Iterator[QuoteDraft]:
    """The drafts of an article, in no order. `owners` maps a cue's token to the cue whose content holds it."""
    by_token = {cue.token: cue for cue in told}
    used: set[int] = set()
    taken: set[int] = set()
    made: list[QuoteDraft | None] = []
    absorbed: list[Span] = []
    for speech in said:
        cue = by_token.get(speech.cue) if speech.cue is not None else None
        used.update(speech.cues)
        taken.update(piece.words[0] for piece in speech.pieces)
        outer = owners.get(speech.cue) if speech.cue is not None else None
        if outer is not None:
            used.add(outer.token)
        draft = _direct(doc, speech, cue, outer)
        if speech.continues is not None:
            draft.continues = made[speech.continues]
        made.append(draft)
        yield draft
    for cue in told:
        if cue.token in used:
            continue
        indirect = _indirect(doc, cue, bits, taken)
        if indirect is not None:
            yield indirect
            absorbed.extend(indirect.spans)
    yield from _leftover(doc, bits, (taken, absorbed), control)


def _leftover(
    doc: Parse, bits: list[QuotePiece], known: tuple[set[int], list[Span]], control: Control
) -> Iterator[QuoteDraft]:
    """Words in marks that no cue has taken: they belong to the subject of the verb they hang on."""
    taken, spans = known[0], sorted(known[1])
    for piece in bits:
        first, last = piece.words
        left = first not in taken and containing(spans, piece.stretch.span[0]) is None
        if left and last - first >= MIN_LEFTOVER and not _titled(doc, first, last):
            draft = _hung(doc, piece, control) or _predicate(doc, piece)
            if draft is not None:
                yield draft


MIN_LEFTOVER = 3  # tokens; fewer in marks are a title or a scare quote


def _titled(doc: Parse, first: int, last: int) -> bool:
    """Whether the words are set as a title is: every long word with a capital."""
    long = [doc.words[token] for token in range(first, last) if len(doc.words[token]) > 3]
    return not long or all(not word[0].islower() for word in long)


def _hung(doc: Parse, piece: QuotePiece, control: Control) -> QuoteDraft | None:
    first, last = piece.words
    token = next((item for item in range(first, last) if not first <= doc.head[item] < last), first)
    for _ in range(8):
        head = doc.head[token]
        if head == token or doc.dep[token] in ("nsubj", "nsubjpass", "csubj"):
            return None
        joined = doc.dep[token] == "conj" and own_subject(doc, token) in range(first, last)
        if head < first and doc.pos[head] == "VERB" and (joined or doc.dep[token] in HANGING):
            subject = subject_of(doc, head, control)
            if subject is None or doc.dep[subject] == "expl":
                return None
            left, right = doc.edges[token]
            start = min(max(doc.start[left], doc.end[head] + 1), piece.stretch.span[0])
            end = max(piece.stretch.span[1], doc.end[right - 1])
            span = balanced(trim(doc.text, (start, end)), piece.stretch.outer, piece.stretch.span)
            words = phrase(doc, subject, head)
            cue = chars(doc, (head, head + 1))
            return QuoteDraft([span], "mixed", cue, subject, words, "said", False, "hung")
        token = head
    return None


def _predicate(doc: Parse, piece: QuotePiece) -> QuoteDraft | None:
    """A whole predicate in marks ("The ministry 'called for calm and ...'"): said by nobody named."""
    first, last = piece.words
    if last - first < MIN_PREDICATE or not piece.stretch.closed:
        return None
    finite = doc.tag[first] in ("VBD", "VBZ", "VBP")
    if not finite or piece.before < 0 or doc.pos[piece.before] not in ("PROPN", "NOUN", "PRON"):
        return None
    return QuoteDraft([trim(doc.text, piece.stretch.span)], "direct", None, None, None, "said", False, "predicate")


MIN_PREDICATE = 6  # tokens; a shorter verb phrase in marks is a wording, not speech
HANGING = frozenset({"dobj", "oprd", "attr", "ccomp", "xcomp", "prep", "acomp", "advcl", "dative"})


def _direct(doc: Parse, speech: DirectSpeech, cue: Cue | None, outer: Cue | None) -> QuoteDraft:
    spans = [piece.stretch.span for piece in speech.pieces]
    form = "direct"
    if cue is not None and cue.content and speech.side == "right" and _embedded(doc, speech.pieces[0]):
        widened = [chars(doc, item) for item in cue.content]
        spans = _merge(spans + [span for span in widened if span[0] <= spans[0][0]])
        first = speech.pieces[0].stretch
        spans = [balanced(span, first.outer, first.span) for span in spans]
        form = "mixed" if spans != [piece.stretch.span for piece in speech.pieces] else form
    where = None
    if speech.cue is not None:
        where = chars(doc, cue.words) if cue is not None else chars(doc, (speech.cue, speech.cue + 1))
    return QuoteDraft(
        [trim(doc.text, span) for span in spans], form, where, speech.speaker, speech.speaker_words,
        cue.stance if cue else "said", cue.negated if cue else False, f"marks.{speech.side}",
        cues=tuple(speech.cues), token=speech.cue, outer=outer,
    )  # fmt: skip


def _embedded(doc: Parse, piece: QuotePiece) -> bool:
    """Whether the stretch starts within a sentence that opens outside the marks."""
    before = piece.before
    if before < 0 or piece.words[0] - before > 2:
        return False
    return doc.sent[before] == doc.sent[piece.words[0]] and doc.words[before] not in (".", "!", "?", ":")


def _indirect(doc: Parse, cue: Cue, bits: list[QuotePiece], taken: set[int]) -> QuoteDraft | None:
    spans = [chars(doc, item) for item in cue.content if item[0] < item[1]]
    spans, marked, clash = _snap(doc, spans, bits, taken)
    if not spans or clash:
        return None
    total = sum(end - start for start, end in spans)
    scare = cue.stance in UNSPOKEN and marked <= SCARE
    form = "indirect" if not marked or scare else "direct" if marked >= 0.9 * total else "mixed"
    return QuoteDraft(
        spans, form, chars(doc, cue.words), cue.speaker, cue.speaker_words, cue.stance, cue.negated,
        cue.frame if form == "indirect" else f"{cue.frame}+marks", token=cue.token, outer=cue.outer, noun=cue.noun,
    )  # fmt: skip


# a wish or a plan was not said aloud: a few words in marks within it are the outlet's own doubt, not speech
UNSPOKEN = frozenset({"planned", "wanted"})
SCARE = 24  # code points: three words or so


def _snap(doc: Parse, spans: list[Span], bits: list[QuotePiece], taken: set[int]) -> tuple[list[Span], int, bool]:
    """Widen spans to whole stretches that they cut, with both their marks where other words stand beside them; how many
    code points lie in marks; a clash with other speech."""
    result: list[Span] = []
    marked = 0
    clash = False
    for start, end in spans:
        inside: list[QuotePiece] = []
        index = max(0, bisect_left(bits, start, key=lambda piece: piece.stretch.outer[1]) - 1)
        while index < len(bits) and bits[index].stretch.outer[0] < end:
            piece = bits[index]
            index += 1
            first, last = piece.stretch.span
            if last <= start or first >= end:
                continue
            if piece.words[0] in taken:
                if first <= start and end <= last:
                    clash = True
                elif first <= start:
                    start = piece.stretch.outer[1]
                else:
                    end = min(end, piece.stretch.outer[0])
                continue
            start, end = min(start, first), max(end, last)
            marked += last - first
            inside.append(piece)
        start, end = trim(doc.text, (start, end))
        if inside and _told_on(doc, inside[0], start):
            end = min(end, inside[0].stretch.span[1])
        for piece in inside:
            start, end = balanced((start, end), piece.stretch.outer, piece.stretch.span)
        if start < end:
            result.append((start, end))
    return result, marked, clash


def _told_on(doc: Parse, piece: QuotePiece, start: int) -> bool:
    """ "said "the gate will open", which surprised them": what is reported begins with the marks, and behind them a
    relative clause of the article's own goes on."""
    follows = piece.after + 1
    if not piece.stretch.closed or piece.stretch.span[0] != start or follows >= len(doc):
        return False
    return doc.words[piece.after] == "," and doc.tag[follows] in RELATIVES


RELATIVES = frozenset({"WDT", "WP", "WP$"})


def balanced(span: Span, outer: Span, inner: Span) -> Span:
    """The span with both marks of a stretch that other words of the span stand beside: `x "y z` becomes `x "y z"`."""
    start, end = span
    if start == inner[0] and outer[1] <= end and inner[1] < end:
        start = outer[0]
    if end == inner[1] and start <= outer[0] and start < inner[0]:
        end = outer[1]
    return start, end


def _merge(spans: list[Span]) -> list[Span]:
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1] + 2:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def chars(doc: Parse, words: Range) -> Span:
    return doc.span(words[0], max(words[1], words[0] + 1))
