"""Who said what: direct, indirect and mixed speech with cue, speaker and via.

In: the parse, and the mentions with their entities. Out: Quote records in text order. Marks are paired first
(`marks`), reporting words are found in the tree (`cues`), stretches between marks get their cue (`direct`, `ties`),
both are laid over each other (`layers`), and drafts become records (`records`).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate

from retold.extract.quotes.complement import trim
from retold.extract.quotes.cues import Cue, cues
from retold.extract.quotes.direct import DirectSpeech, pieces, speeches
from retold.extract.quotes.headline import headline_cues
from retold.extract.quotes.layers import QuoteDraft, drafts
from retold.extract.quotes.marks import Stretch, pair, paragraphs
from retold.extract.quotes.records import records
from retold.extract.quotes.transcript import Turn, turns
from retold.grammar.arguments import own_subject
from retold.languages import Language
from retold.languages.quotes import lexicon
from retold.model import Analysis, Article, Quote
from retold.parse import Parse
from retold.spans import containing

NEXT_CUES = 12  # cues that can cut one reported clause; each is a clause of its own


def extract(doc: Parse, article: Article, language: Language, found: Analysis) -> Iterator[Quote]:
    """The Quote records of one article, in text order."""
    words = lexicon(language)
    blocks = paragraphs(doc.text)
    spoken = turns(doc.text, blocks)
    shut = {turn.paragraph for turn in spoken}
    every = list(_no_circle(doc, list(cues(doc, words))))
    stretches = list(_never_closed(doc, pair(doc.text, blocks, words.set("clipped")), every))
    bits = [piece for piece in pieces(doc, stretches, blocks) if piece.paragraph not in shut]
    marked = [piece.words for piece in bits]
    every += headline_cues(doc, article, blocks, words)
    told = [cue for cue in every if containing(marked, cue.token) is None]
    if spoken:
        told = [cue for cue in told if not _in_turn(doc.start[cue.token], spoken)]
    told, owners = _outermost(doc, _parted(doc, told))
    said = _without_nested(doc, speeches(doc, bits, told, words, blocks), told)
    made = [*drafts(doc, said, told, owners, bits, words.control), *_turn_drafts(doc, spoken)]
    made = _each_once(made)
    yield from records(doc, made, words, found)


def _no_circle(doc: Parse, every: list[Cue]) -> Iterator[Cue]:
    """The cues without those whose content would be the very verb that reports them: in "Police proposed a fence,
    organizers said" nobody proposes that the organizers said so."""
    before = {cue.token for cue in every if cue.frame == "before"}
    yield from (cue for cue in every if cue.frame != "around" or doc.head[cue.token] not in before)


def _never_closed(doc: Parse, stretches: list[Stretch], every: list[Cue]) -> Iterator[Stretch]:
    """A mark that never closes and is no speech of several paragraphs ends where somebody is said to say it: "We stay,
    said the mayor."."""
    order = sorted((cue for cue in every if cue.frame == "before" and cue.content), key=lambda cue: cue.token)
    for stretch in stretches:
        end = stretch.span[1]
        if not stretch.closed and not stretch.runs_on:
            first = bisect_left(order, stretch.span[0], key=lambda cue: doc.start[cue.token])
            for cue in order[first : first + NEXT_CUES]:
                last = cue.content[-1][1] - 1
                if doc.start[cue.token] >= end or last >= cue.token:
                    break
                if doc.start[cue.content[0][0]] >= stretch.span[0]:
                    stop = min(doc.end[min(last + 1, cue.token - 1)], doc.start[cue.token])
                    stretch = replace(stretch, span=(stretch.span[0], stop), outer=(stretch.outer[0], stop))
                    break
        yield stretch


def _each_once(made: list[QuoteDraft]) -> list[QuoteDraft]:
    """Drafts in text order; of two with the same words the one with a speaker, then the one with the earlier cue."""
    made.sort(key=lambda draft: (draft.spans[0], draft.spans, draft.speaker is None, draft.cue or (0, 0), draft.method))
    kept: list[QuoteDraft] = []
    for draft in made:
        if not kept or kept[-1].spans != draft.spans:
            kept.append(draft)
    return kept


def _outermost(doc: Parse, told: list[Cue]) -> tuple[list[Cue], dict[int, Cue]]:
    """The cues inside no other cue's content, and for the others the outer cue, by token.

    What somebody is said to say belongs to who says so. Only what an outlet or a paper reports somebody else to say is
    kept as well, with the outlet as `outer`.
    """
    depths = _depths(doc, told)
    top = [cue for cue in told if not depths[cue.token]]
    owner: list[Cue | None] = [None] * (len(doc) + 1)
    for cue in top:
        for first, last in cue.content:
            owner[first:last] = [cue] * (last - first)
    owners = {cue.token: outer for cue in told if depths[cue.token] and (outer := owner[cue.token]) is not None}
    for cue in told:
        if depths[cue.token] == 1 and _passed_on(doc, owners.get(cue.token), cue):
            top.append(replace(cue, outer=owners[cue.token]))
    return sorted(top, key=lambda cue: cue.token), owners


def _parted(doc: Parse, told: list[Cue]) -> list[Cue]:
    """The cues with reported clauses cut where the next cue starts ("..., and she added that ...")."""
    order = sorted(told, key=lambda cue: cue.token)
    found: list[Cue] = []
    for place, cue in enumerate(order):
        if cue.frame == "clause" and len(cue.content) == 1:
            first, last = cue.content[0]
            for later in order[place + 1 : place + 1 + NEXT_CUES]:
                if later.token >= last:
                    break
                start = _next_start(doc, later) if later.token > first else None
                if start is not None and first < start < last:
                    cue = replace(cue, content=(trim(doc, (first, start)),))
                    break
        found.append(cue)
    return found


def _next_start(doc: Parse, cue: Cue) -> int | None:
    """Where the clause of a cue conjoined with the one before it begins; None for any other cue."""
    if cue.frame != "clause" or cue.stance == "believed" or doc.dep[cue.token] not in ("conj", "advcl"):
        return None
    own = own_subject(doc, cue.token)
    if own is None and doc.tag[cue.token] != "VBG":
        return None
    start = doc.edges[cue.token][0]
    if start > 0 and doc.pos[start - 1] == "CCONJ":
        start -= 1
    return start if start > 0 and doc.words[start - 1] in (",", "-", "–", "—") else None


def _depths(doc: Parse, told: list[Cue]) -> list[int]:
    """For each token, in how many cues' content it lies."""
    change = [0] * (len(doc) + 1)
    for cue in told:
        for first, last in cue.content:
            change[first] += 1
            change[last] -= 1
    return list(accumulate(change))


def _passed_on(doc: Parse, outer: Cue | None, cue: Cue) -> bool:
    """Whether the outer cue merely passes on what a named somebody said."""
    if outer is None or outer.speaker is None or cue.speaker is None or cue.frame not in ("clause", "before"):
        return False
    passes = outer.frame == "according" or doc.ent[outer.speaker] == "ORG"
    return passes and cue.stance not in ("believed", "planned", "wanted") and doc.pos[cue.speaker] in ("PROPN", "NOUN")


def _without_nested(doc: Parse, said: list[DirectSpeech], told: list[Cue]) -> list[DirectSpeech]:
    """Speech without what is inside a reported clause ("She said he told her: ..."): the outer cue takes it."""
    inside = _depths(doc, told)
    kept: list[DirectSpeech] = []
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
    labelled = index + 1 < len(spoken) and offset >= spoken[index + 1].label[0]
    return labelled or (index >= 0 and offset < spoken[index].span[1])


def _turn_drafts(doc: Parse, spoken: list[Turn]) -> Iterator[QuoteDraft]:
    before: QuoteDraft | None = None
    for turn in spoken:
        tokens = doc.tokens_in(turn.label)
        words = (tokens[0], tokens[-1] + 1)
        if before is not None and before.speaker_words == words:
            before.spans.append(turn.span)
            continue
        before = QuoteDraft([turn.span], "direct", None, tokens[-1], words, "said", False, "turn")
        yield before
