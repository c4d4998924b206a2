"""Indirect speech: every reporting word of a parse with its speaker and its content, as token ranges.

A cue is found by its lemma in the lexicon and by what hangs on it in the tree: clauses, objects, infinitives, noun
clauses, phrases with a preposition, "according to", passives without a speaker. One pass over the tokens.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from retold.extract.quotes.complement import (
    MARKS,
    Found,
    around,
    complement,
    infinitive,
    object_of,
    subtree,
    trim,
    with_preposition,
)
from retold.extract.quotes.speaker import Range, agent_of, is_passive, phrase, subject_of
from retold.grammar.arguments import near, own_subject
from retold.grammar.moods import negated
from retold.languages.quotes import QuoteLexicon
from retold.parse import Parse

VERBAL = frozenset({"VERB", "AUX"})
NUMERIC = frozenset({"QUANTITY", "MONEY", "PERCENT", "CARDINAL"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting word: `token` is its head word, `words` its range, `content` the ranges of what is reported.

    `speaker` is the head token of who says it, `speaker_words` its range. `frame` names the rule. A cue that could
    introduce words in marks and has no content yet has none in `content`. `noun`: the reporting word is a noun.
    """

    token: int
    words: Range
    stance: str
    frame: str
    content: tuple[Range, ...]
    speaker: int | None
    speaker_words: Range | None
    negated: bool = False
    outer: "Cue | None" = None
    noun: bool = False


def cues(doc: Parse, lexicon: QuoteLexicon) -> Iterator[Cue]:
    """The cues of a parse, in token order."""
    verbs, phrases, nouns, adjectives = lexicon.verbs, lexicon.phrases, lexicon.nouns, lexicon.adjectives
    noun_phrases, hearsay = lexicon.noun_phrases, lexicon.hearsay
    for token, lemma in enumerate(doc.lemma):
        pos = doc.pos[token]
        if pos == "VERB":
            word = lemma.lower()
            if doc.lower[token] in lexicon.according:
                yield from _according(doc, token)
            elif word in verbs or word in phrases or word in lexicon.particled or word in lexicon.seem:
                yield from _verb(doc, lexicon, token, word)
        elif pos == "NOUN":
            if lemma in nouns or lemma in noun_phrases:
                yield from _noun(doc, lexicon, token, lemma)
        elif pos == "ADJ":
            if lemma in adjectives:
                yield from _adjective(doc, lexicon, token, lemma)
        elif pos == "ADV":
            if doc.lower[token] in hearsay:
                yield from _hearsay(doc, token)
        elif pos in ("ADP", "SCONJ"):
            if doc.lower[token] in lexicon.according:
                yield from _according(doc, token)
            elif doc.lower[token] in lexicon.survey_prepositions:
                yield from _survey(doc, lexicon, token)


# --- verbs ------------------------------------------------------------------------------------------------------------


def _verb(doc: Parse, lexicon: QuoteLexicon, token: int, lemma: str) -> Iterator[Cue]:
    if lemma in lexicon.seem:
        yield from _seem(doc, token)
        return
    if is_passive(doc, token):
        yield from _passive(doc, lexicon, token, lemma)
        return
    if _is_of_noun_before(doc, token):
        return
    if doc.dep[token] == "advcl" and lemma in lexicon.set("citing") and doc.tag[token] == "VBG":
        return
    frames = lexicon.verb(doc, token)
    found = complement(doc, lexicon, token, frames) or with_preposition(doc, lexicon, token, lemma)
    if found is None and "clause" in frames:
        found = around(doc, token, frames["clause"])
    if found is None and "object" in frames and not _measures(doc, lexicon, token, lemma):
        found = object_of(doc, lexicon, token, frames["object"])
    if found is not None:
        stance, frame, content = found
        yield _cue(doc, lexicon, token, stance, frame, content)


def _is_of_noun_before(doc: Parse, token: int) -> bool:
    """Whether a participle without an auxiliary tells what was done to its noun: "an adult FOUND guilty".

    The parser takes some for the verb of a sentence: then an adjective completes a verb that has no object."""
    if doc.tag[token] == "VBN" and doc.dep[token] == "acl" and doc.head[token] < token:
        return True
    behind = [child for child in near(doc, token) if child > token]
    completed = any(
        doc.dep[child] == "oprd" and doc.pos[child] == "ADJ" and own_subject(doc, child) is None
        for child in behind
        if doc.words[child - 1] not in MARKS
    )
    return completed and not any(doc.dep[child] in ("dobj", "dative") for child in behind)


def _measures(doc: Parse, lexicon: QuoteLexicon, token: int, lemma: str) -> bool:
    """ "weighed 400 pounds": the object is a measure, and nobody holds a view of it."""
    measuring = lemma in lexicon.set("measuring")
    return measuring and any(doc.dep[child] == "dobj" and doc.ent[child] in NUMERIC for child in near(doc, token))


def _passive(doc: Parse, lexicon: QuoteLexicon, token: int, lemma: str) -> Iterator[Cue]:
    """ "is expected to win", "was criticised by them for it", "they were told that ..."."""
    if lemma not in lexicon.passive:
        return
    frames = lexicon.verbs.get(lemma, {})
    subject = own_subject(doc, token)
    agent = agent_of(doc, token)
    stance = next(iter(frames.values()), "said")
    words = _cue_words(doc, token)
    negated = _negated(doc, lexicon, token)
    speaker = phrase(doc, agent, token) if agent is not None else None
    for child in near(doc, token):
        if child < token or doc.dep[child] not in ("ccomp", "xcomp", "oprd"):
            continue
        ranges: tuple[Range, ...] = (subtree(doc, child),)
        it = subject is None or doc.dep[subject] == "expl" or doc.lower[subject] == "it"
        if ("hearer" in frames and doc.dep[child] == "ccomp") or it:
            yield Cue(token, words, stance, "passive.clause", ranges, agent, speaker, negated)
        else:
            assert subject is not None  # noqa: S101 narrowed by `it`
            yield Cue(token, words, stance, "passive", (subtree(doc, subject), *ranges), agent, speaker, negated)
        return
    if agent is not None and subject is not None and "object" in frames:
        yield Cue(token, words, stance, "passive.agent", (subtree(doc, subject),), agent, speaker, negated)


def _seem(doc: Parse, token: int) -> Iterator[Cue]:
    """ "The talks seem to have failed": said by nobody in particular."""
    subject = own_subject(doc, token)
    for child in near(doc, token):
        if child > token and doc.dep[child] in ("xcomp", "oprd", "acomp", "ccomp") and subject is not None:
            content = subtree(doc, child)
            ranges = (content,) if doc.lower[subject] == "it" else (subtree(doc, subject), content)
            yield Cue(token, _cue_words(doc, token), "believed", "seem", ranges, None, None)
            return


# --- nouns, adjectives, adverbs, according to ------------------------------------------------------------------------


def _noun(doc: Parse, lexicon: QuoteLexicon, token: int, lemma: str) -> Iterator[Cue]:
    frames = lexicon.nouns.get(lemma, {})
    prepositions = lexicon.noun_phrases.get(lemma, frozenset())
    found: Found | None = None
    stance = next(iter(frames.values()), "said")
    for child in near(doc, token):
        if child < token:
            continue
        dep = doc.dep[child]
        if dep in ("acl", "ccomp", "relcl", "appos", "advcl"):
            that = any(doc.lower[item] == "that" and doc.dep[item] == "mark" for item in near(doc, child))
            if "clause" in frames and that:
                found = stance, "noun.clause", (subtree(doc, child),)
            elif "infinitive" in frames and infinitive(doc, child) and own_subject(doc, child) is None:
                found = stance, "noun.infinitive", (subtree(doc, child),)
        elif dep == "prep" and doc.lower[child] in prepositions:
            for below in near(doc, child):
                if doc.dep[below] in ("pobj", "pcomp"):
                    found = stance, f"noun.{doc.lower[child]}", (subtree(doc, below),)
        if found:
            break
    if found is None and doc.lemma[doc.head[token]] in lexicon.receive and doc.dep[token] == "dobj":
        yield from _received(doc, token, prepositions)
        return
    if found is None:
        found = _noun_predicate(doc, token, frames, stance)
    if found is None:
        return
    speaker, words = _holder(doc, lexicon, token)
    negated = _negated(doc, lexicon, token)
    yield Cue(token, (token, token + 1), found[0], found[1], found[2], speaker, words, negated, noun=True)


def _received(doc: Parse, token: int, prepositions: frozenset[str]) -> Iterator[Cue]:
    """ "received praise FROM THEM for THE PLAN": the phrases hang on the noun or on its verb."""
    content: Range | None = None
    speaker: int | None = None
    verb = doc.head[token]
    around = [*near(doc, token), *near(doc, verb)]
    around.extend(below for child in near(doc, verb) if doc.dep[child] == "npadvmod" for below in near(doc, child))
    for child in around:
        if doc.dep[child] != "prep" or child < token:
            continue
        inner = next((below for below in near(doc, child) if doc.dep[below] == "pobj"), None)
        if inner is not None and doc.lower[child] == "from" and speaker is None:
            speaker = inner
        elif inner is not None and doc.lower[child] in prepositions and content is None:
            content = subtree(doc, inner)
    if content is not None and speaker is not None:
        words = _own_phrase(doc, speaker)
        yield Cue(token, (token, token + 1), "said", "noun.received", (content,), speaker, words, noun=True)


def _own_phrase(doc: Parse, noun: int) -> Range:
    """The noun phrase up to the first preposition after its head."""
    first, last = phrase(doc, noun)
    for token in range(noun + 1, last):
        if doc.dep[token] == "prep":
            return first, token
    return first, last


def _noun_predicate(doc: Parse, token: int, frames: object, stance: str) -> Found | None:
    """ "The message is that ...", "Their hope was to ..."."""
    head = doc.head[token]
    if not frames or doc.dep[token] != "nsubj" or doc.lemma[head] != "be":
        return None
    for child in near(doc, head):
        if child > head and doc.dep[child] in ("ccomp", "xcomp"):
            return stance, "noun.be", (subtree(doc, child),)
    return None


def _holder(doc: Parse, lexicon: QuoteLexicon, token: int) -> tuple[int | None, Range | None]:
    """Whose claim, plan or view it is: the possessor, a "by" phrase, or the subject of a light verb."""
    for child in near(doc, token):
        if doc.dep[child] == "poss":
            first, last = phrase(doc, child, token)
            if doc.tag[last - 1] == "POS":
                last -= 1
            return child, (first, max(last, first + 1))
    for child in near(doc, token):
        if doc.dep[child] in ("prep", "agent") and doc.lower[child] in lexicon.set("holder_prepositions"):
            for below in near(doc, child):
                if doc.dep[below] == "pobj":
                    return below, phrase(doc, below)
    verb = doc.head[token]
    if doc.dep[token] == "pobj" and doc.head[verb] != verb:
        # "wooed them with promises to ..."
        verb = doc.head[verb]
    if doc.dep[token] in ("dobj", "attr", "pobj") and doc.pos[verb] in VERBAL and not is_passive(doc, verb):
        subject = subject_of(doc, verb, lexicon.control)
        if subject is not None and doc.dep[subject] != "expl":
            return subject, phrase(doc, subject, verb)
    return None, None


def _adjective(doc: Parse, lexicon: QuoteLexicon, token: int, lemma: str) -> Iterator[Cue]:
    frames = lexicon.adjectives[lemma]
    verb = doc.head[token]
    if doc.dep[token] not in ("acomp", "attr", "oprd") or doc.pos[verb] not in VERBAL:
        return
    stance = next(iter(frames.values()), "believed")
    for child in near(doc, token):
        if child < token:
            continue
        dep = doc.dep[child]
        content: Range | None = None
        if (dep == "ccomp" and "clause" in frames and not infinitive(doc, child)) or (
            dep == "xcomp" and "infinitive" in frames and infinitive(doc, child)
        ):
            content = subtree(doc, child)
        elif dep == "prep" and doc.lower[child] in lexicon.adjective_prepositions:
            below = next((item for item in near(doc, child) if doc.dep[item] in ("pobj", "pcomp")), None)
            content = subtree(doc, below) if below is not None else None
        if content is None:
            continue
        subject = subject_of(doc, verb, lexicon.control)
        if subject is None or doc.dep[subject] == "expl" or doc.lower[subject] == "it":
            yield Cue(token, (token, token + 1), stance, "adjective", (content,), None, None)
            return
        words = phrase(doc, subject, verb)
        negated = _negated(doc, lexicon, verb)
        yield Cue(token, (token, token + 1), stance, f"adjective.{dep}", (content,), subject, words, negated)
        return


def _hearsay(doc: Parse, token: int) -> Iterator[Cue]:
    """ "He reportedly left": the clause of the adverb."""
    verb = doc.head[token]
    if doc.pos[verb] not in VERBAL:
        return
    first, last = doc.edges[verb]
    ranges = [trim(doc, (first, token)), trim(doc, (token + 1, last))]
    yield Cue(token, (token, token + 1), "alleged", "hearsay", tuple(r for r in ranges if r[0] < r[1]), None, None)


def _according(doc: Parse, token: int) -> Iterator[Cue]:
    """ "according to the ministry": the clause it hangs on, without the phrase itself."""
    last = token
    speaker: int | None = None
    for child in near(doc, token):
        if child > token and doc.dep[child] in ("prep", "pobj"):
            last = child
            speaker = (
                child
                if doc.dep[child] == "pobj"
                else next((below for below in near(doc, child) if doc.dep[below] == "pobj"), None)
            )
            break
    if speaker is None or (doc.lower[token] == "per" and doc.pos[speaker] != "PROPN"):
        return
    verb = doc.head[token]
    words = (token, last + 1 if doc.dep[last] == "prep" else token + 1)
    inner = doc.edges[token]
    outer = doc.edges[verb]
    ranges = [trim(doc, (outer[0], inner[0])), trim(doc, (inner[1], outer[1]))]
    content = tuple(item for item in ranges if item[0] < item[1])
    if content and verb != token:
        yield Cue(token, words, "said", "according", content, speaker, phrase(doc, speaker, token))


def _survey(doc: Parse, lexicon: QuoteLexicon, token: int) -> Iterator[Cue]:
    """ "In the poll, 40 percent ...": a phrase that opens its sentence and is set off by a comma."""
    noun = next((child for child in near(doc, token) if doc.dep[child] == "pobj"), None)
    first, last = doc.edges[token]
    opens = first == doc.sents[doc.sent[token]][0]
    if noun is None or doc.lemma[noun] not in lexicon.surveys or not opens or doc.words[min(last, len(doc) - 1)] != ",":
        return
    verb = doc.head[token]
    content = trim(doc, (last, doc.edges[verb][1]))
    if content[0] < content[1]:
        yield Cue(token, (token, token + 1), "reported", "survey", (content,), noun, phrase(doc, noun, token))


# --- shared -----------------------------------------------------------------------------------------------------------


def _cue(doc: Parse, lexicon: QuoteLexicon, token: int, stance: str, frame: str, content: tuple[Range, ...]) -> Cue:
    subject = subject_of(doc, token, lexicon.control)
    if subject is not None and (doc.dep[subject] in ("expl", "csubj")):
        subject = None
    words = phrase(doc, subject, token) if subject is not None else None
    return Cue(token, _cue_words(doc, token), stance, frame, content, subject, words, _negated(doc, lexicon, token))


def _cue_words(doc: Parse, token: int) -> Range:
    """The verb with its particle."""
    after = token + 1
    if after < len(doc) and doc.dep[after] == "prt" and doc.head[after] == token:
        return (token, after + 1)
    return (token, after)


def _negated(doc: Parse, lexicon: QuoteLexicon, token: int) -> bool:
    """Whether the cue is denied, in its own clause or by the verb that it completes ("did not want to say")."""
    if negated(doc, token, lexicon.control):
        return True
    return doc.dep[token] == "xcomp" and negated(doc, doc.head[token], lexicon.control)
