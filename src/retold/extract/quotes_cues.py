"""Indirect speech: every reporting word of a parse with its speaker and its content, as token ranges.

A cue is found by its lemma in the lexicon and by what hangs on it in the tree: clauses, objects, infinitives, noun
clauses, phrases with a preposition, "according to", passives without a speaker. One pass over the tokens.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from retold.extract.quotes_lexicon import Lexicon
from retold.extract.quotes_speaker import Range, agent_of, is_passive, own_subject, phrase, subject_of
from retold.parse import Parse

VERBAL = frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting word: `token` is its head word, `words` its range, `content` the ranges of what is reported.

    `speaker` is the head token of who says it, `speaker_words` its range. `frame` names the rule. A cue that could
    introduce words in marks and has no content yet has none in `content`.
    """

    token: int
    words: Range
    stance: str
    frame: str
    content: tuple[Range, ...]
    speaker: int | None
    speaker_words: Range | None
    negated: bool = False


def cues(doc: Parse, lexicon: Lexicon) -> Iterator[Cue]:
    """The cues of a parse, in token order."""
    verbs, phrases, nouns, adjectives = lexicon.verbs, lexicon.phrases, lexicon.nouns, lexicon.adjectives
    noun_phrases, hearsay = lexicon.noun_phrases, lexicon.hearsay
    for token, lemma in enumerate(doc.lemma):
        pos = doc.pos[token]
        if pos == "VERB":
            word = lemma.lower()
            if (
                word in verbs
                or word in phrases
                or word in lexicon.particled
                or word in lexicon.seem
                or word in lexicon.according
            ):
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
        elif pos in ("ADP", "SCONJ") and doc.lower[token] in lexicon.according:
            yield from _according(doc, token)


# --- verbs ------------------------------------------------------------------------------------------------------------


def _verb(doc: Parse, lexicon: Lexicon, token: int, lemma: str) -> Iterator[Cue]:
    if lemma in lexicon.according:
        if doc.lower[token] in lexicon.according:
            yield from _according(doc, token)
        return
    if lemma in lexicon.seem:
        yield from _seem(doc, token)
        return
    if is_passive(doc, token):
        yield from _passive(doc, lexicon, token, lemma)
        return
    frames = lexicon.verb(doc, token)
    found = _complement(doc, lexicon, token, frames) or _with_preposition(doc, lexicon, token, lemma)
    if found is None and "clause" in frames:
        found = _around(doc, token, frames["clause"])
    if found is None and "object" in frames:
        found = _object(doc, token, frames["object"])
    if found is not None:
        stance, frame, content = found
        yield _cue(doc, lexicon, token, stance, frame, content)


Found = tuple[str, str, tuple[Range, ...]]


def _complement(doc: Parse, lexicon: Lexicon, token: int, frames: "dict[str, str] | object") -> Found | None:
    """What hangs on the verb as a clause, an infinitive, a gerund or a small clause."""
    assert isinstance(frames, dict)  # noqa: S101 narrowing
    if not frames:
        return None
    objects = [
        child
        for child in doc.children[token]
        if doc.dep[child] in ("dobj", "dative") and doc.ent[child] not in ("DATE", "TIME")
    ]
    before: int | None = None
    for child in doc.children[token]:
        dep = doc.dep[child]
        if dep not in ("ccomp", "xcomp", "oprd", "advcl", "prep") or (child < token and dep != "ccomp"):
            continue
        if dep == "prep":
            if "small" in frames and objects and doc.lower[child] == "as" and objects[0] < child:
                return frames["small"], "small", (_join(_subtree(doc, objects[0]), _subtree(doc, child)),)
            continue
        infinitive, gerund = _infinitive(doc, child), doc.tag[child] == "VBG" and own_subject(doc, child) is None
        if dep == "oprd" or (dep in ("ccomp", "xcomp") and not infinitive and not _finite(doc, child) and not gerund):
            if "small" in frames:
                first = objects[0] if objects and objects[0] < child else child
                return frames["small"], "small", (_join(_subtree(doc, first), _subtree(doc, child)),)
            if dep == "oprd":
                continue
        if dep == "advcl":
            if (
                infinitive
                and "hearer_infinitive" in frames
                and objects
                and objects[0] < child
                and child - objects[0] < 12
            ):
                return (
                    frames["hearer_infinitive"],
                    "hearer_infinitive",
                    (_join(_subtree(doc, objects[0]), _subtree(doc, child)),),
                )
            continue
        if infinitive:
            inner = own_subject(doc, child)
            held = [item for item in objects if token < item < child]
            if (inner is not None or held) and "hearer_infinitive" in frames:
                first = held[0] if held else child
                return (
                    frames["hearer_infinitive"],
                    "hearer_infinitive",
                    (_join(_subtree(doc, first), _subtree(doc, child)),),
                )
            if inner is None and not held and "infinitive" in frames:
                return frames["infinitive"], "infinitive", (_subtree(doc, child),)
            if inner is not None and "clause" in frames:
                return frames["clause"], "clause", (_subtree(doc, child),)
            if "clause" in frames and _asks(doc, child):
                return frames["clause"], "clause", (_subtree(doc, child),)
            continue
        if gerund and dep in ("xcomp", "ccomp"):
            if "gerund" in frames:
                return frames["gerund"], "gerund", (_subtree(doc, child),)
            continue
        if dep == "ccomp" and "clause" in frames:
            if child < token:
                before = child
                continue
            content = _subtree(doc, child, token)
            if (
                objects
                and "hearer" not in frames
                and token < objects[0] < content[0]
                and own_subject(doc, child) is None
            ):
                # the subject of the clause taken for the verb's object
                content = (_subtree(doc, objects[0])[0], content[1])
            return frames["clause"], "clause", (content,)
    if before is not None and "clause" in frames:
        return frames["clause"], "before", _before(doc, token, before)
    if "clause" in frames:
        missed = _missed_clause(doc, token, objects, "hearer" in frames)
        if missed is not None:
            return frames["clause"], "clause", (missed,)
    if "small" in frames and "clause" not in frames and len(objects) > 1 and objects[0] > token:
        return frames["small"], "small", (_join(_subtree(doc, objects[0]), _subtree(doc, objects[-1])),)
    return None


def _missed_clause(doc: Parse, token: int, objects: list[int], hearer: bool) -> Range | None:
    """A reported clause that the parse hung on a noun: "told the crowd he was ...", "said after a vote that ..."."""
    if hearer and objects and objects[0] > token:
        for child in doc.children[objects[0]]:
            subject = own_subject(doc, child)
            if (
                doc.dep[child] == "relcl"
                and subject is not None
                and not _asks(doc, child)
                and doc.tag[subject] != "WDT"
            ):
                if _finite(doc, child):
                    return _subtree(doc, child, objects[0])
    last = min(doc.sents[doc.sent[token]][1], token + 16)
    for that in range(token + 1, last):
        if doc.pos[that] == "VERB" and doc.tag[that] != "VBN":
            return None
        if doc.lower[that] == "that" and doc.dep[that] == "mark" and doc.head[that] > that:
            first, end = doc.edges[doc.head[that]]
            return _trim(doc, (that + 1, max(end, that + 2)))
    return None


def _infinitive(doc: Parse, token: int) -> bool:
    return (doc.tag[token] == "VB" and any(doc.tag[child] == "TO" for child in doc.children[token])) or any(
        doc.tag[child] == "TO" and doc.dep[child] == "aux" for child in doc.children[token]
    )


def _finite(doc: Parse, token: int) -> bool:
    if doc.tag[token] in ("VBD", "VBZ", "VBP"):
        return True
    return any(
        doc.dep[child] in ("aux", "auxpass", "cop") and doc.tag[child] in ("VBD", "VBZ", "VBP", "MD")
        for child in doc.children[token]
    )


def _asks(doc: Parse, token: int) -> bool:
    return any(doc.tag[child] in ("WRB", "WP", "WDT") for child in doc.children[token] if child < token)


def _before(doc: Parse, token: int, child: int) -> tuple[Range, ...]:
    """The content of "It rains, he said, because ...": all before the cue's own words, and a clause that goes on."""
    start = doc.edges[child][0]
    for sibling in doc.children[token]:
        if sibling < child and doc.dep[sibling] in (
            "advcl",
            "advmod",
            "prep",
            "cc",
            "npadvmod",
            "intj",
            "punct",
            "mark",
        ):
            start = min(start, doc.edges[sibling][0])
    end = min(doc.edges[child][1], token)
    subject = own_subject(doc, token)
    if subject is not None and child < subject < token:
        end = min(end, doc.edges[subject][0])
    ranges = [_trim(doc, (start, max(end, child + 1)))]
    for sibling in doc.children[token]:
        if sibling > token and doc.dep[sibling] == "advcl" and doc.words[doc.edges[sibling][0] - 1] == ",":
            opening = doc.lower[doc.edges[sibling][0]]
            marked = any(doc.dep[below] == "mark" for below in doc.children[sibling])
            if marked and _finite(doc, sibling) and opening not in ("as", "when", "while", "after", "before"):
                ranges.append(_subtree(doc, sibling))
    return tuple(ranges)


def _around(doc: Parse, token: int, stance: str) -> Found | None:
    """A cue thrown into the clause it reports ("The aim, he said, is ..."; "as he put it"; "which he said was ...")."""
    head, dep = doc.head[token], doc.dep[token]
    if head == token or own_subject(doc, token) is None:
        return None
    if dep in ("parataxis",) or (dep in ("ccomp", "advcl", "dep") and _set_off(doc, token)):
        inner = doc.edges[token]
        outer = doc.edges[head]
        if dep == "advcl" and not any(
            doc.lower[child] == "as" and doc.dep[child] in ("mark", "advmod") for child in doc.children[token]
        ):
            return None
        if dep == "ccomp" and token > head:
            return None
        ranges = [_trim(doc, (outer[0], inner[0])), _trim(doc, (inner[1], outer[1]))]
        ranges = [item for item in ranges if item[0] < item[1]]
        return (stance, "around", tuple(ranges)) if ranges else None
    return None


def _set_off(doc: Parse, token: int) -> bool:
    first, last = doc.edges[token]
    before = doc.words[first - 1] if first else ""
    after = doc.words[last] if last < len(doc) else ""
    ends = {",", "-", "–", "—", "(", ")"}
    return (
        after in ends | {"."} or before in ends or doc.words[last - 1] in ends or first == doc.sents[doc.sent[token]][0]
    )


def _with_preposition(doc: Parse, lexicon: Lexicon, token: int, lemma: str) -> Found | None:
    known = lexicon.phrases.get(lemma)
    if not known:
        return None
    for child in doc.children[token]:
        if child < token:
            continue
        word = doc.lower[child]
        if doc.dep[child] in ("prep", "prt", "agent", "dative") and word in known:
            last = _infinitive_after(doc, token, child)
            for below in doc.children[child]:
                if doc.dep[below] in ("pobj", "pcomp") or (doc.dep[below] in ("ccomp",) and below > child):
                    content = _subtree(doc, below)
                    return known[word], f"phrase.{word}", (_join(content, last) if last else content,)
        if doc.dep[child] in ("ccomp", "xcomp", "advcl"):
            mark = next((below for below in doc.children[child] if doc.dep[below] == "mark"), None)
            if mark is not None and doc.lower[mark] in known and doc.lower[mark] == "for":
                first, end = _subtree(doc, child)
                return known[doc.lower[mark]], "phrase.for_to", (_trim(doc, (max(first, mark + 1), end)),)
    return None


def _infinitive_after(doc: Parse, token: int, preposition: int) -> Range | None:
    """ "called on them TO LEAVE": the infinitive hangs on the verb."""
    for child in doc.children[token]:
        adjoins = child > preposition and doc.edges[preposition][1] == doc.edges[child][0]
        if adjoins and doc.dep[child] in ("xcomp", "advcl", "ccomp") and _infinitive(doc, child):
            return _subtree(doc, child)
    return None


OBJECT_PREPOSITIONS = frozenset({"for", "of", "as", "over", "about", "from", "with", "on", "to"})


def _object(doc: Parse, token: int, stance: str) -> Found | None:
    """The object as content, with the phrase that completes it ("accused them OF LYING")."""
    for child in doc.children[token]:
        if doc.dep[child] == "dobj" and child > token:
            content = _subtree(doc, child)
            for after in doc.children[token]:
                if after > child and doc.edges[after][0] == content[1]:
                    complement = doc.dep[after] == "prep" and doc.lower[after] in OBJECT_PREPOSITIONS
                    if complement and not _is_when(doc, after):
                        content = _join(content, _subtree(doc, after))
            return stance, "object", (content,)
    # "which he praised", "the plan he opposes": the antecedent or the relative word is the object
    return None


def _is_when(doc: Parse, preposition: int) -> bool:
    return any(doc.ent[child] in ("DATE", "TIME") for child in doc.children[preposition])


def _passive(doc: Parse, lexicon: Lexicon, token: int, lemma: str) -> Iterator[Cue]:
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
    for child in doc.children[token]:
        if child < token or doc.dep[child] not in ("ccomp", "xcomp", "oprd"):
            continue
        ranges: tuple[Range, ...] = (_subtree(doc, child),)
        it = subject is None or doc.dep[subject] == "expl" or doc.lower[subject] == "it"
        if ("hearer" in frames and doc.dep[child] == "ccomp") or it:
            yield Cue(token, words, stance, "passive.clause", ranges, agent, speaker, negated)
        else:
            assert subject is not None  # noqa: S101 narrowed by `it`
            yield Cue(token, words, stance, "passive", (_subtree(doc, subject), *ranges), agent, speaker, negated)
        return
    if agent is not None and subject is not None and "object" in frames:
        yield Cue(token, words, stance, "passive.agent", (_subtree(doc, subject),), agent, speaker, negated)


def _seem(doc: Parse, token: int) -> Iterator[Cue]:
    """ "The talks seem to have failed": said by nobody in particular."""
    subject = own_subject(doc, token)
    for child in doc.children[token]:
        if child > token and doc.dep[child] in ("xcomp", "oprd", "acomp", "ccomp") and subject is not None:
            content = _subtree(doc, child)
            ranges = (content,) if doc.lower[subject] == "it" else (_subtree(doc, subject), content)
            yield Cue(token, _cue_words(doc, token), "believed", "seem", ranges, None, None)
            return


# --- nouns, adjectives, adverbs, according to ------------------------------------------------------------------------


def _noun(doc: Parse, lexicon: Lexicon, token: int, lemma: str) -> Iterator[Cue]:
    frames = lexicon.nouns.get(lemma, {})
    prepositions = lexicon.noun_phrases.get(lemma, frozenset())
    found: Found | None = None
    stance = next(iter(frames.values()), "said")
    for child in doc.children[token]:
        if child < token:
            continue
        dep = doc.dep[child]
        if dep in ("acl", "ccomp", "relcl", "appos", "advcl"):
            that = any(doc.lower[item] == "that" and doc.dep[item] == "mark" for item in doc.children[child])
            if "clause" in frames and that:
                found = stance, "noun.clause", (_subtree(doc, child),)
            elif "infinitive" in frames and _infinitive(doc, child) and own_subject(doc, child) is None:
                found = stance, "noun.infinitive", (_subtree(doc, child),)
        elif dep == "prep" and doc.lower[child] in prepositions:
            for below in doc.children[child]:
                if doc.dep[below] in ("pobj", "pcomp"):
                    found = stance, f"noun.{doc.lower[child]}", (_subtree(doc, below),)
        if found:
            break
    if found is None:
        found = _noun_predicate(doc, token, frames, stance)
    if found is None:
        return
    speaker, words = _holder(doc, lexicon, token)
    yield Cue(token, (token, token + 1), found[0], found[1], found[2], speaker, words, _negated(doc, lexicon, token))


def _noun_predicate(doc: Parse, token: int, frames: object, stance: str) -> Found | None:
    """ "The message is that ...", "Their hope was to ..."."""
    head = doc.head[token]
    if not frames or doc.dep[token] != "nsubj" or doc.lemma[head] != "be":
        return None
    for child in doc.children[head]:
        if child > head and doc.dep[child] in ("ccomp", "xcomp"):
            return stance, "noun.be", (_subtree(doc, child),)
    return None


def _holder(doc: Parse, lexicon: Lexicon, token: int) -> tuple[int | None, Range | None]:
    """Whose claim, plan or view it is: the possessor, a "by" phrase, or the subject of a light verb."""
    for child in doc.children[token]:
        if doc.dep[child] == "poss":
            first, last = phrase(doc, child, token)
            if doc.tag[last - 1] == "POS":
                last -= 1
            return child, (first, max(last, first + 1))
    for child in doc.children[token]:
        if doc.dep[child] in ("prep", "agent") and doc.lower[child] in ("by", "from", "among"):
            for below in doc.children[child]:
                if doc.dep[below] == "pobj":
                    return below, phrase(doc, below)
    verb = doc.head[token]
    if doc.dep[token] in ("dobj", "attr") and doc.pos[verb] in VERBAL and not is_passive(doc, verb):
        subject = subject_of(doc, verb)
        if subject is not None and doc.dep[subject] != "expl":
            return subject, phrase(doc, subject, verb)
    return None, None


def _adjective(doc: Parse, lexicon: Lexicon, token: int, lemma: str) -> Iterator[Cue]:
    frames = lexicon.adjectives[lemma]
    verb = doc.head[token]
    if doc.dep[token] not in ("acomp", "attr", "oprd") or doc.pos[verb] not in VERBAL:
        return
    stance = next(iter(frames.values()), "believed")
    for child in doc.children[token]:
        if child < token:
            continue
        dep = doc.dep[child]
        content: Range | None = None
        if (dep == "ccomp" and "clause" in frames and not _infinitive(doc, child)) or (
            dep == "xcomp" and "infinitive" in frames and _infinitive(doc, child)
        ):
            content = _subtree(doc, child)
        elif dep == "prep" and doc.lower[child] in lexicon.adjective_prepositions:
            below = next((item for item in doc.children[child] if doc.dep[item] in ("pobj", "pcomp")), None)
            content = _subtree(doc, below) if below is not None else None
        if content is None:
            continue
        subject = subject_of(doc, verb)
        if subject is None or doc.dep[subject] == "expl" or doc.lower[subject] == "it":
            yield Cue(token, (token, token + 1), stance, "adjective", (content,), None, None)
            return
        words = phrase(doc, subject, verb)
        negated = _negated(doc, lexicon, verb)
        yield Cue(token, (token, token + 1), stance, f"adjective.{dep}", (content,), subject, words, negated)
        return


def _hearsay(doc: Parse, token: int) -> Iterator[Cue]:
    """ "He reportedly left": the clause the adverb stands in."""
    verb = doc.head[token]
    if doc.pos[verb] not in VERBAL:
        return
    first, last = doc.edges[verb]
    ranges = [_trim(doc, (first, token)), _trim(doc, (token + 1, last))]
    yield Cue(token, (token, token + 1), "alleged", "hearsay", tuple(r for r in ranges if r[0] < r[1]), None, None)


def _according(doc: Parse, token: int) -> Iterator[Cue]:
    """ "according to the ministry": the clause it hangs on, without the phrase itself."""
    last = token
    speaker: int | None = None
    for child in doc.children[token]:
        if child > token and doc.dep[child] in ("prep", "pobj"):
            last = child
            speaker = (
                child
                if doc.dep[child] == "pobj"
                else next((below for below in doc.children[child] if doc.dep[below] == "pobj"), None)
            )
            break
    if speaker is None or (doc.lower[token] == "per" and doc.pos[speaker] != "PROPN"):
        return
    verb = doc.head[token]
    words = (token, last + 1 if doc.dep[last] == "prep" else token + 1)
    inner = doc.edges[token]
    outer = doc.edges[verb]
    ranges = [_trim(doc, (outer[0], inner[0])), _trim(doc, (inner[1], outer[1]))]
    content = tuple(item for item in ranges if item[0] < item[1])
    if content and verb != token:
        yield Cue(token, words, "said", "according", content, speaker, phrase(doc, speaker, token))


# --- shared -----------------------------------------------------------------------------------------------------------


def _cue(doc: Parse, lexicon: Lexicon, token: int, stance: str, frame: str, content: tuple[Range, ...]) -> Cue:
    subject = subject_of(doc, token)
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


def _negated(doc: Parse, lexicon: Lexicon, token: int) -> bool:
    negations = lexicon.set("negations")
    if any(doc.lower[child] in negations for child in doc.children[token]):
        return True
    head = doc.head[token]
    return doc.dep[token] == "xcomp" and any(doc.dep[child] == "neg" for child in doc.children[head])


def _subtree(doc: Parse, token: int, apart: int | None = None) -> Range:
    """The token with all that hangs on it, trimmed of "that" and of marks at the edges, on its side of `apart`."""
    first, last = doc.edges[token]
    if apart is not None and first <= apart < token:
        first = apart + 1
    if doc.lower[first] == "that" and doc.dep[first] == "mark" and first < token:
        first += 1
    return _trim(doc, (first, last))


def _trim(doc: Parse, words: Range) -> Range:
    """The range without punctuation at its edges."""
    first, last = words
    while first < last and _edge(doc, first):
        first += 1
    while first < last and _edge(doc, last - 1):
        last -= 1
    if first < last and doc.lower[first] == "that" and doc.dep[first] == "mark":
        first += 1
    return first, last


def _edge(doc: Parse, token: int) -> bool:
    return doc.pos[token] == "PUNCT" and doc.words[token] not in "()[]$#%"


def _join(left: Range, right: Range) -> Range:
    return min(left[0], right[0]), max(left[1], right[1])
