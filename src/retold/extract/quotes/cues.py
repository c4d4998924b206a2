"""Indirect speech: every reporting word of a parse with its speaker and its content, as token ranges.

A cue is found by its lemma in the lexicon and by what hangs on it in the tree: clauses, objects, infinitives, noun
clauses, phrases with a preposition, "according to", passives without a speaker. One pass over the tokens.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from retold.extract.quotes import complement
from retold.extract.quotes.complement import MARKS, Found, infinitive, subtree, trim
from retold.extract.quotes.speaker import Range, agent_of, is_passive, phrase, subject_of
from retold.grammar.arguments import behind, dependent, near, own_subject
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
    reporting = verbs.keys() | phrases.keys() | lexicon.particled | lexicon.seem
    for token, lemma in enumerate(doc.lemma):
        pos, lower = doc.pos[token], doc.lower[token]
        if lower in lexicon.according and pos in ("VERB", "ADP", "SCONJ"):
            yield from _according(doc, token)
        elif pos == "VERB" and lemma.lower() in reporting:
            yield from _verb(doc, lexicon, token, lemma.lower())
        elif pos == "NOUN" and (lemma in nouns or lemma in noun_phrases):
            yield from _noun(doc, lexicon, token, lemma)
        elif pos == "ADJ" and lemma in adjectives:
            yield from _adjective(doc, lexicon, token, lemma)
        elif pos == "ADV" and lower in hearsay:
            yield from _hearsay(doc, token)
        elif pos in ("ADP", "SCONJ") and lower in lexicon.survey_prepositions:
            yield from _survey(doc, lexicon, token)


def _verb(doc: Parse, lexicon: QuoteLexicon, token: int, lemma: str) -> Iterator[Cue]:
    if lemma in lexicon.seem:
        yield from _seem(doc, token)
        return
    if is_passive(doc, token):
        yield from _passive(doc, lexicon, token, lemma)
        return
    citing = doc.dep[token] == "advcl" and lemma in lexicon.set("citing") and doc.tag[token] == "VBG"
    if citing or _is_of_noun_before(doc, token):
        return
    frames = lexicon.verb(doc, token)
    found = complement.of(doc, lexicon, token, frames) or complement.with_preposition(doc, lexicon, token, lemma)
    if found is None and "clause" in frames:
        found = complement.around(doc, token, frames["clause"])
    if found is None and "object" in frames and not _measures(doc, lexicon, token, lemma):
        found = complement.object_of(doc, lexicon, token, frames["object"])
    if found is not None:
        stance, frame, content = found
        yield _cue(doc, lexicon, token, stance, frame, content)


def _is_of_noun_before(doc: Parse, token: int) -> bool:
    """Whether a participle without an auxiliary tells what was done to its noun: "an adult FOUND guilty".

    The parser takes some for the verb of a sentence: then an adjective completes a verb that has no object."""
    if doc.tag[token] == "VBN" and doc.dep[token] == "acl" and doc.head[token] < token:
        return True
    unmarked = (child for child in behind(doc, token, "oprd") if doc.words[child - 1] not in MARKS)
    completed = any(doc.pos[child] == "ADJ" and own_subject(doc, child) is None for child in unmarked)
    return completed and not behind(doc, token, "dobj", "dative")


def _measures(doc: Parse, lexicon: QuoteLexicon, token: int, lemma: str) -> bool:
    """ "weighed 400 pounds": the object is a measure, and nobody holds a view of it."""
    measuring = lemma in lexicon.set("measuring")
    return measuring and any(doc.dep[child] == "dobj" and doc.ent[child] in NUMERIC for child in near(doc, token))


def _passive(doc: Parse, lexicon: QuoteLexicon, token: int, lemma: str) -> Iterator[Cue]:
    """ "is expected to win", "was criticised by them for it", "they were told that ..."."""
    if lemma not in lexicon.passive:
        return
    frames = lexicon.verbs.get(lemma, {})
    subject, agent = own_subject(doc, token), agent_of(doc, token)
    stance = next(iter(frames.values()), "said")
    words, negated = _cue_words(doc, token), _negated(doc, lexicon, token)
    speaker = phrase(doc, agent, token) if agent is not None else None
    for child in behind(doc, token, "ccomp", "xcomp", "oprd"):
        ranges: tuple[Range, ...] = (subtree(doc, child),)
        hearer = "hearer" in frames and doc.dep[child] == "ccomp"
        if hearer or subject is None or doc.dep[subject] == "expl" or doc.lower[subject] == "it":
            yield Cue(token, words, stance, "passive.clause", ranges, agent, speaker, negated)
        else:
            yield Cue(token, words, stance, "passive", (subtree(doc, subject), *ranges), agent, speaker, negated)
        return
    if agent is not None and subject is not None and "object" in frames:
        yield Cue(token, words, stance, "passive.agent", (subtree(doc, subject),), agent, speaker, negated)


def _seem(doc: Parse, token: int) -> Iterator[Cue]:
    """ "The talks seem to have failed": said by nobody in particular."""
    subject = own_subject(doc, token)
    completing = behind(doc, token, "xcomp", "oprd", "acomp", "ccomp")
    if completing and subject is not None:
        content = subtree(doc, completing[0])
        ranges = (content,) if doc.lower[subject] == "it" else (subtree(doc, subject), content)
        yield Cue(token, _cue_words(doc, token), "believed", "seem", ranges, None, None)


def _noun(doc: Parse, lexicon: QuoteLexicon, token: int, lemma: str) -> Iterator[Cue]:
    frames = lexicon.nouns.get(lemma, {})
    prepositions = lexicon.noun_phrases.get(lemma, frozenset())
    found: Found | None = None
    stance = next(iter(frames.values()), "said")
    for child in behind(doc, token, "acl", "ccomp", "relcl", "appos", "advcl", "prep"):
        if doc.dep[child] == "prep":
            below = [item for item in near(doc, child) if doc.dep[item] in ("pobj", "pcomp")]
            if below and doc.lower[child] in prepositions:
                found = stance, f"noun.{doc.lower[child]}", (subtree(doc, below[-1]),)
        elif "clause" in frames and any(doc.lower[item] == "that" for item in doc.dependents(child, ("mark",))):
            found = stance, "noun.clause", (subtree(doc, child),)
        elif "infinitive" in frames and infinitive(doc, child) and own_subject(doc, child) is None:
            found = stance, "noun.infinitive", (subtree(doc, child),)
        if found:
            break
    if found is None and doc.lemma[doc.head[token]] in lexicon.receive and doc.dep[token] == "dobj":
        yield from _received(doc, token, prepositions)
        return
    # "The message is that ...", "Their hope was to ..."
    be = doc.head[token] if frames and doc.dep[token] == "nsubj" and doc.lemma[doc.head[token]] == "be" else None
    if found is None and be is not None and (completing := behind(doc, be, "ccomp", "xcomp")):
        found = stance, "noun.be", (subtree(doc, completing[0]),)
    if found is not None:
        holder = _holder(doc, lexicon, token)
        yield Cue(token, (token, token + 1), *found, *holder, _negated(doc, lexicon, token), noun=True)


def _received(doc: Parse, token: int, prepositions: frozenset[str]) -> Iterator[Cue]:
    """ "received praise FROM THEM for THE PLAN": the phrases hang on the noun or on its verb."""
    content: Range | None = None
    speaker: int | None = None
    verb = doc.head[token]
    measures = [child for child in near(doc, verb) if doc.dep[child] == "npadvmod"]
    around = [child for above in (token, verb, *measures) for child in near(doc, above)]
    for child in around:
        if doc.dep[child] != "prep" or child < token:
            continue
        inner = dependent(doc, child, "pobj")
        if inner is not None and doc.lower[child] == "from" and speaker is None:
            speaker = inner
        elif inner is not None and doc.lower[child] in prepositions and content is None:
            content = subtree(doc, inner)
    if content is not None and speaker is not None:
        words = phrase(doc, speaker)
        yield Cue(token, (token, token + 1), "said", "noun.received", (content,), speaker, words, noun=True)


def _holder(doc: Parse, lexicon: QuoteLexicon, token: int) -> tuple[int | None, Range | None]:
    """Whose claim, plan or view it is: the possessor, a "by" phrase, or the subject of a light verb."""
    owner = dependent(doc, token, "poss")
    if owner is not None:
        first, last = phrase(doc, owner, token)
        return owner, (first, max(last - (doc.tag[last - 1] == "POS"), first + 1))
    for child in near(doc, token):
        if doc.dep[child] in ("prep", "agent") and doc.lower[child] in lexicon.set("holder_prepositions"):
            below = dependent(doc, child, "pobj")
            if below is not None:
                return below, phrase(doc, below)
    verb = doc.head[token]
    verb = doc.head[verb] if doc.dep[token] == "pobj" else verb  # "wooed them with promises to ..."
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
    for child in behind(doc, token, "ccomp", "xcomp", "prep"):
        dep = doc.dep[child]
        content: Range | None = None
        frame = {"ccomp": "clause", "xcomp": "infinitive"}.get(dep)
        if frame in frames and infinitive(doc, child) == (dep == "xcomp"):
            content = subtree(doc, child)
        elif dep == "prep" and doc.lower[child] in lexicon.adjective_prepositions:
            below = dependent(doc, child, "pobj", "pcomp")
            content = subtree(doc, below) if below is not None else None
        if content is None:
            continue
        subject = subject_of(doc, verb, lexicon.control)
        if subject is None or doc.dep[subject] == "expl" or doc.lower[subject] == "it":
            yield Cue(token, (token, token + 1), stance, "adjective", (content,), None, None)
            return
        words, negated = phrase(doc, subject, verb), _negated(doc, lexicon, verb)
        yield Cue(token, (token, token + 1), stance, f"adjective.{dep}", (content,), subject, words, negated)
        return


def _hearsay(doc: Parse, token: int) -> Iterator[Cue]:
    """ "He reportedly left": the clause of the adverb."""
    verb, words = doc.head[token], (token, token + 1)
    if doc.pos[verb] in VERBAL:
        yield Cue(token, words, "alleged", "hearsay", complement.beside(doc, doc.edges[verb], words), None, None)


def _according(doc: Parse, token: int) -> Iterator[Cue]:
    """ "according to the ministry": the clause it hangs on, without the phrase itself."""
    last = next(iter(behind(doc, token, "prep", "pobj")), token)
    speaker = last if doc.dep[last] == "pobj" else dependent(doc, last, "pobj")
    if speaker is None or (doc.lower[token] == "per" and doc.pos[speaker] != "PROPN"):
        return
    verb = doc.head[token]
    words = (token, last + 1 if doc.dep[last] == "prep" else token + 1)
    content = complement.beside(doc, doc.edges[verb], doc.edges[token])
    if content and verb != token:
        yield Cue(token, words, "said", "according", content, speaker, phrase(doc, speaker, token))


def _survey(doc: Parse, lexicon: QuoteLexicon, token: int) -> Iterator[Cue]:
    """ "In the poll, 40 percent ...": a phrase that opens its sentence and is set off by a comma."""
    noun = dependent(doc, token, "pobj")
    first, last = doc.edges[token]
    opens = first == doc.sents[doc.sent[token]][0]
    if noun is None or doc.lemma[noun] not in lexicon.surveys or not opens or doc.words[min(last, len(doc) - 1)] != ",":
        return
    verb = doc.head[token]
    content = trim(doc, (last, doc.edges[verb][1]))
    if content[0] < content[1]:
        yield Cue(token, (token, token + 1), "reported", "survey", (content,), noun, phrase(doc, noun, token))


def _cue(doc: Parse, lexicon: QuoteLexicon, token: int, stance: str, frame: str, content: tuple[Range, ...]) -> Cue:
    subject = subject_of(doc, token, lexicon.control)
    subject = None if subject is not None and doc.dep[subject] in ("expl", "csubj") else subject
    words = phrase(doc, subject, token) if subject is not None else None
    return Cue(token, _cue_words(doc, token), stance, frame, content, subject, words, _negated(doc, lexicon, token))


def _cue_words(doc: Parse, token: int) -> Range:
    """The verb with its particle."""
    after = token + 1
    return token, after + (doc.dep[after : after + 1] == ["prt"] and doc.head[after] == token)


def _negated(doc: Parse, lexicon: QuoteLexicon, token: int) -> bool:
    """Whether the cue is denied, in its own clause or by the verb that it completes ("did not want to say")."""
    above = doc.dep[token] == "xcomp" and negated(doc, doc.head[token], lexicon.control)
    return above or negated(doc, token, lexicon.control)
