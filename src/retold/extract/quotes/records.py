"""Drafts become Quote records: ids, the speaker's entity, the chain a quote came through."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from retold.extract.quotes.layers import QuoteDraft, chars
from retold.extract.quotes.speaker import Range, phrase
from retold.grammar.arguments import near
from retold.languages.quotes import QuoteLexicon
from retold.model import Analysis, Entity, Mention, Quote, Span, Speaker, Via
from retold.parse import Parse

MANY_MENTIONS = 60  # mentions looked at inside the words for a speaker, to bound the work
RELATIVE = frozenset({"WP", "WDT", "WP$"})
# rules of a cue after which a clause says what was said; after the others a phrase names it ("phrase.about")
CLAUSAL = frozenset({
    "clause", "passive.clause", "noun.clause", "noun.be", "adjective.ccomp", "adjective.xcomp", "according", "before",
    "around", "infinitive", "noun.infinitive", "hearer_infinitive", "phrase.for_to", "small", "seem", "hearsay",
    "gerund",
})  # fmt: skip


class _Who:
    """Looks up the mention at a token, and its entity. Built once an article."""

    def __init__(self, doc: Parse, found: Analysis) -> None:
        self.doc = doc
        self.by_head: dict[int, Mention] = {}
        for mention in found.mentions:
            start = (mention.head or mention.span)[0]
            known = self.by_head.get(start)
            if known is None or (known.entity is None and mention.entity is not None):
                self.by_head[start] = mention
        self.sorted = sorted(found.mentions, key=lambda mention: mention.span)
        self.entities: dict[str, Entity] = {entity.id: entity for entity in found.entities}

    def mention(self, token: int) -> Mention | None:
        """The mention headed by the token, else the nearest one that holds it."""
        start = self.doc.start[token]
        found = self.by_head.get(start)
        if found is not None:
            return found
        index = bisect_right(self.sorted, start, key=lambda mention: mention.span[0])
        for mention in reversed(self.sorted[max(0, index - 4) : index]):
            if mention.span[0] <= start < mention.span[1]:
                return mention
        return None

    def named_in(self, spans: list[Span], entity: str | None) -> bool:
        """Whether a name of the entity is within the spans."""
        for start, end in spans:
            first = bisect_left(self.sorted, start, key=lambda mention: mention.span[0])
            for mention in self.sorted[first : first + MANY_MENTIONS]:
                if mention.span[0] >= end:
                    break
                if mention.form == "name" and mention.entity == entity:
                    return True
        return False

    def entity(self, token: int) -> Entity | None:
        """The entity the token refers to; a relative pronoun refers to the noun before its clause."""
        doc = self.doc
        for _ in range(6):
            if doc.tag[token] not in RELATIVE:
                break
            verb = doc.head[token]
            while doc.dep[verb] in ("ccomp", "xcomp", "conj") and doc.head[verb] != verb:
                verb = doc.head[verb]
            if doc.dep[verb] not in ("relcl", "acl") or doc.head[verb] == token:
                return None
            token = doc.head[verb]
        mention = self.mention(token)
        return self.entities.get(mention.entity) if mention is not None and mention.entity is not None else None


def records(doc: Parse, made: list[QuoteDraft], words: QuoteLexicon, found: Analysis) -> Iterator[Quote]:
    """The records of sorted drafts, ids `q1` ..."""
    names = {draft: f"q{number}" for number, draft in enumerate(made, 1)}
    who = _Who(doc, found)
    last: Speaker | None = None
    for draft in made:
        speaker = _speaker(doc, draft, who, last)
        if speaker.entity is not None:
            last = speaker
        yield Quote(
            id=names[draft], form=draft.form,  # type: ignore[arg-type]
            spans=tuple(draft.spans), cue=draft.cue, speaker=speaker, via=tuple(_via(doc, draft, words, who)),
            stance=_stance(doc, draft, words), negated=draft.negated, cues=_cues(doc, draft),
            continues=names.get(draft.continues) if draft.continues is not None else None,
            method=draft.method, noun=draft.noun,
            content="words" if draft.form != "indirect" else "clause" if draft.method in CLAUSAL else "phrase",
        )  # fmt: skip


def _cues(doc: Parse, draft: QuoteDraft) -> tuple[Span, ...]:
    found = {chars(doc, (token, token + 1)) for token in draft.cues}
    if draft.cue is not None:
        found = {span for span in found if not draft.cue[0] <= span[0] < draft.cue[1]} | {draft.cue}
    return tuple(sorted(found))


def _stance(doc: Parse, draft: QuoteDraft, words: QuoteLexicon) -> str:
    """The cue's stance, unless an auxiliary or an adverb says more: "will say", "reportedly said"."""
    if draft.token is None or draft.stance != "said":
        return draft.stance
    for child in near(doc, draft.token):
        if doc.lower[child] in words.hearsay:
            return "alleged" if doc.lower[child] in words.set("doubting") else "reported"
        if doc.dep[child] == "aux" and doc.tag[child] == "MD" and doc.lower[child] in words.set("future"):
            return "planned"
    return draft.stance


def _speaker(doc: Parse, draft: QuoteDraft, who: _Who, last: Speaker | None) -> Speaker:
    """The speaker's span and entity. A pronoun is not who the words themselves name: then the last speaker goes on."""
    if draft.speaker is None or draft.speaker_words is None:
        return Speaker(None, None, None)
    span = _clip(chars(doc, draft.speaker_words), draft.spans)
    entity = who.entity(draft.speaker)
    if entity is not None and doc.tag[draft.speaker] == "PRP" and who.named_in(draft.spans, entity.id):
        if last is not None and last.entity != entity.id and not who.named_in(draft.spans, last.entity):
            return Speaker(span, last.entity, last.name)
        entity = None
    if entity is not None:
        return Speaker(span, entity.id, entity.name)
    name = doc.text[span[0] : span[1]] if doc.pos[draft.speaker] == "PROPN" else None
    return Speaker(span, None, name)


def _clip(span: Span, spans: list[Span]) -> Span:
    """The speaker's span without the words said, where the tokenizer glued the two together."""
    start, end = span
    for first, _ in spans:
        if start < first < end:
            end = first - 1
    return (start, end) if start < end else span


def _via(doc: Parse, draft: QuoteDraft, words: QuoteLexicon, who: _Who) -> Iterator[Via]:
    """The chain a quote came through, nearest to the article first."""
    seen: set[Span] = set()
    if draft.speaker_words is not None:
        seen.add(chars(doc, draft.speaker_words))
    for noun, span_words in _links(doc, draft, words):
        span = chars(doc, span_words)
        if span in seen or any(span[0] < end and start < span[1] for start, end in draft.spans):
            continue
        seen.add(span)
        entity = who.entity(noun)
        name = entity.name if entity is not None else doc.text[span[0] : span[1]]
        yield Via(name, span, entity.id if entity is not None else None)


def _links(doc: Parse, draft: QuoteDraft, words: QuoteLexicon) -> Iterator[tuple[int, Range]]:
    outer = draft.outer
    if outer is not None and outer.speaker is not None and outer.speaker_words is not None:
        yield outer.speaker, outer.speaker_words
    verb = draft.token
    if verb is None:
        return
    for child in near(doc, verb):
        dep = doc.dep[child]
        if dep in ("dobj", "dative") and _is_outlet(doc, child, words):
            yield child, phrase(doc, child)
        elif dep in ("prep", "dative"):
            yield from _through(doc, child, words)
        elif dep == "advcl" and doc.lemma[child].lower() in words.set("citing"):
            for below in near(doc, child):
                if doc.dep[below] == "dobj":
                    yield below, phrase(doc, below)


def _is_outlet(doc: Parse, noun: int, words: QuoteLexicon) -> bool:
    outlets = words.set("outlets")
    if doc.lemmas[noun] in outlets:
        return doc.tag[noun] != "NNS"
    return doc.ent[noun] == "ORG" or any(doc.lemmas[child] in outlets for child in near(doc, noun) if child < noun)


def _through(doc: Parse, preposition: int, words: QuoteLexicon) -> Iterator[tuple[int, Range]]:
    """ "on Telegram", "via the agency", "to the newspaper"."""
    for below in near(doc, preposition):
        channel = doc.lower[preposition] in words.set("channels") and _is_outlet(doc, below, words)
        if doc.dep[below] == "pobj" and (channel or doc.lower[below] in words.set("platforms")):
            yield below, phrase(doc, below)
