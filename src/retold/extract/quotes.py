"""Who said what: direct, indirect and mixed speech with cue, speaker and via.

In: the parse, and the mentions with their entities. Out: Quote records in text order. Marks are paired first
(quotes_marks), reporting words are found in the tree (quotes_cues), stretches between marks get their cue
(quotes_direct), then both are laid over each other here.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from retold.extract.quotes_cues import Cue, cues
from retold.extract.quotes_direct import Piece, Speech, pieces, speeches
from retold.extract.quotes_lexicon import Lexicon, lexicon
from retold.extract.quotes_marks import pair, paragraphs
from retold.extract.quotes_speaker import Range, phrase, subject_of
from retold.extract.quotes_transcript import Turn, turns
from retold.languages import Language
from retold.model import Analysis, Article, Mention, Quote, Span, Speaker
from retold.parse import Parse


@dataclass(slots=True)
class Draft:
    """A quote in the making."""

    spans: list[Span]
    form: str
    cue: Span | None
    speaker: int | None
    speaker_words: Range | None
    stance: str
    negated: bool
    method: str
    continues: "Draft | None" = None
    cues: tuple[Span, ...] = ()


def extract(doc: Parse, article: Article, language: Language, found: Analysis) -> Iterator[Quote]:
    """The Quote records of one article, in text order."""
    words = lexicon(language)
    blocks = paragraphs(doc.text)
    spoken = turns(doc.text, blocks)
    shut = {turn.paragraph for turn in spoken}
    bits = [
        piece
        for piece in pieces(doc, pair(doc.text, blocks, words.set("clipped")), blocks)
        if piece.paragraph not in shut
    ]
    told = [cue for cue in cues(doc, words) if not _inside(doc, cue.token, bits)]
    if spoken:
        told = [cue for cue in told if not _in_turn(doc.start[cue.token], spoken)]
    told = _outermost(doc, told, words)
    said = _without_nested(doc, speeches(doc, bits, told, words, blocks), told)
    made = [*_drafts(doc, said, told, bits), *_turn_drafts(doc, spoken)]
    drafts = sorted(made, key=lambda draft: (draft.spans[0], draft.method))
    yield from _records(doc, drafts, found)


def _outermost(doc: Parse, told: list[Cue], words: Lexicon) -> list[Cue]:
    """The cues that stand in no other cue's content: what somebody is said to say belongs to who says so."""
    change = [0] * (len(doc) + 1)
    for cue in told:
        for first, last in cue.content:
            change[first] += 1
            change[last] -= 1
    depth, depths = 0, []
    for step in change:
        depth += step
        depths.append(depth)
    return [cue for cue in told if not depths[cue.token]]


def _without_nested(doc: Parse, said: list[Speech], told: list[Cue]) -> list[Speech]:
    """Speech without what stands inside a reported clause ("She said he told her: ..."): the outer cue takes it."""
    change = [0] * (len(doc) + 1)
    for cue in told:
        for first, last in cue.content:
            change[first] += 1
            change[last] -= 1
    depth, inside = 0, []
    for step in change:
        depth += step
        inside.append(depth > 0)
    kept: list[Speech] = []
    places: dict[int, int] = {}
    for number, speech in enumerate(said):
        nested = speech.side == "left" and speech.cue is not None and inside[speech.cue]
        if nested and inside[speech.pieces[0].words[0]]:
            continue
        places[number] = len(kept)
        if speech.continues is not None:
            speech.continues = places.get(speech.continues)
        kept.append(speech)
    return kept


def _in_turn(offset: int, spoken: list[Turn]) -> bool:
    index = bisect_right(spoken, offset, key=lambda turn: turn.span[0]) - 1
    return index >= 0 and offset < spoken[index].span[1]


def _turn_drafts(doc: Parse, spoken: list[Turn]) -> Iterator[Draft]:
    before: Draft | None = None
    for turn in spoken:
        tokens = doc.tokens_in(turn.label)
        if not tokens:
            continue
        words = (tokens[0], tokens[-1] + 1)
        if before is not None and before.speaker_words == words:
            before.spans.append(turn.span)
            continue
        before = Draft([turn.span], "direct", None, tokens[-1], words, "said", False, "turn")
        yield before


def _inside(doc: Parse, token: int, bits: list[Piece]) -> bool:
    index = bisect_right(bits, token, key=lambda piece: piece.words[0]) - 1
    return index >= 0 and token < bits[index].words[1]


def _drafts(doc: Parse, said: list[Speech], told: list[Cue], bits: list[Piece]) -> Iterator[Draft]:
    by_token = {cue.token: cue for cue in told}
    used: set[int] = set()
    taken: set[int] = set()
    made: list[Draft | None] = []
    absorbed: list[Span] = []
    for speech in said:
        cue = by_token.get(speech.cue) if speech.cue is not None else None
        used.update(speech.cues)
        taken.update(piece.words[0] for piece in speech.pieces)
        draft = _direct(doc, speech, cue)
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
    yield from _leftover(doc, bits, taken, absorbed)


def _leftover(doc: Parse, bits: list[Piece], taken: set[int], absorbed: list[Span]) -> Iterator[Draft]:
    """Words in marks that no cue has taken: they belong to the subject of the verb they hang on."""
    spans = sorted(absorbed)
    for piece in bits:
        first, last = piece.words
        if first in taken or last - first < MIN_LEFTOVER or _titled(doc, first, last):
            continue
        index = bisect_right(spans, piece.stretch.span[0], key=lambda span: span[0]) - 1
        if index >= 0 and piece.stretch.span[0] < spans[index][1]:
            continue
        draft = _hung(doc, piece)
        if draft is not None:
            yield draft


MIN_LEFTOVER = 3


def _titled(doc: Parse, first: int, last: int) -> bool:
    """Whether the words are set as a title is: every long word with a capital."""
    long = [doc.words[token] for token in range(first, last) if len(doc.words[token]) > 3]
    return not long or all(not word[0].islower() for word in long)


def _hung(doc: Parse, piece: Piece) -> Draft | None:
    first, last = piece.words
    token = next((item for item in range(first, last) if not first <= doc.head[item] < last), first)
    for _ in range(8):
        head = doc.head[token]
        if head == token or doc.dep[token] in ("nsubj", "nsubjpass", "csubj"):
            return None
        if head < first and doc.pos[head] == "VERB" and doc.dep[token] in HANGING:
            subject = subject_of(doc, head)
            if subject is None or doc.dep[subject] == "expl":
                return None
            left, right = doc.edges[token]
            start = min(max(doc.start[left], doc.end[head] + 1), piece.stretch.span[0])
            span = _trimmed(doc.text, (start, max(piece.stretch.span[1], doc.end[right - 1])))
            words = phrase(doc, subject, head)
            cue = _chars(doc, (head, head + 1))
            return Draft([span], "mixed", cue, subject, words, "said", False, "hung")
        token = head
    return None


HANGING = frozenset({"dobj", "oprd", "attr", "ccomp", "xcomp", "prep", "acomp", "advcl", "dative"})


def _direct(doc: Parse, speech: Speech, cue: Cue | None) -> Draft:
    spans = [piece.stretch.span for piece in speech.pieces]
    form = "direct"
    if cue is not None and cue.content and speech.side == "right" and _embedded(doc, speech.pieces[0]):
        widened = [_chars(doc, item) for item in cue.content]
        spans = _merge(spans + [span for span in widened if span[0] <= spans[0][0]])
        form = "mixed" if spans != [piece.stretch.span for piece in speech.pieces] else form
    where = None
    if speech.cue is not None:
        where = _chars(doc, cue.words) if cue is not None else _chars(doc, (speech.cue, speech.cue + 1))
    return Draft(
        [_trimmed(doc.text, span) for span in spans], form, where, speech.speaker, speech.speaker_words,
        cue.stance if cue else "said", cue.negated if cue else False, f"marks.{speech.side}",
    )  # fmt: skip


def _embedded(doc: Parse, piece: Piece) -> bool:
    """Whether the stretch starts within a sentence that opens outside the marks."""
    before = piece.before
    if before < 0 or piece.words[0] - before > 2:
        return False
    return doc.sent[before] == doc.sent[piece.words[0]] and doc.words[before] not in (".", "!", "?", ":")


def _indirect(doc: Parse, cue: Cue, bits: list[Piece], taken: set[int]) -> Draft | None:
    spans = [_chars(doc, item) for item in cue.content if item[0] < item[1]]
    spans, marked, clash = _snap(doc, spans, bits, taken)
    if not spans or clash:
        return None
    total = sum(end - start for start, end in spans)
    form = "indirect" if not marked else "direct" if marked >= 0.9 * total else "mixed"
    return Draft(
        spans, form, _chars(doc, cue.words), cue.speaker, cue.speaker_words, cue.stance, cue.negated,
        cue.frame if form == "indirect" else f"{cue.frame}+marks",
    )  # fmt: skip


def _snap(doc: Parse, spans: list[Span], bits: list[Piece], taken: set[int]) -> tuple[list[Span], int, bool]:
    """Widen spans to whole stretches that they cut; how many code points lie in marks; a clash with other speech."""
    result: list[Span] = []
    marked = 0
    clash = False
    for start, end in spans:
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
        start, end = _trimmed(doc.text, (start, end))
        if start < end:
            result.append((start, end))
    return result, marked, clash


EDGES = ' \t\n\r\u00a0,;:.–—"“”„«»'


def _trimmed(text: str, span: Span) -> Span:
    """The span without white space at its edges."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _merge(spans: list[Span]) -> list[Span]:
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1] + 2:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _chars(doc: Parse, words: Range) -> Span:
    return doc.span(words[0], max(words[1], words[0] + 1))


def _records(doc: Parse, drafts: list[Draft], found: Analysis) -> Iterator[Quote]:
    names = {id(draft): f"q{number}" for number, draft in enumerate(drafts, 1)}
    mentions = sorted(found.mentions, key=lambda mention: mention.head or mention.span)
    for draft in drafts:
        yield Quote(
            names[id(draft)],
            draft.form,  # type: ignore[arg-type]
            tuple(draft.spans),
            draft.cue,
            _speaker(doc, draft, mentions, found),
            (),
            draft.stance,
            draft.negated,
            draft.cues,
            names.get(id(draft.continues)) if draft.continues is not None else None,
            draft.method,
        )


def _clip(span: Span, spans: list[Span]) -> Span:
    """The speaker's span without the words said, where the tokenizer glued the two together."""
    start, end = span
    for first, last in spans:
        if first < end and start < last:
            if start < first < end:
                end = first - 1
            elif last < end:
                start = last + 1
    return (start, end) if start < end else span


def _speaker(doc: Parse, draft: Draft, mentions: list[Mention], found: Analysis) -> Speaker:
    if draft.speaker is None or draft.speaker_words is None:
        return Speaker(None, None, None)
    span = _clip(_chars(doc, draft.speaker_words), draft.spans)
    return Speaker(span, None, None)
