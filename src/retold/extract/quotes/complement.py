"""What a reporting word takes: clauses, infinitives, objects, phrases with a preposition. Token ranges out.

Each function looks at one verb of the parse and gives (stance, frame, ranges) or None.
"""

from retold.extract.quotes.speaker import Range
from retold.grammar.arguments import dependent, near, own_subject
from retold.languages.quotes import Frames, QuoteLexicon
from retold.parse import Parse

ADJOINED = 12  # tokens between cue and clause beyond which an adverbial clause is no content
BEFORE = frozenset({"advcl", "advmod", "prep", "cc", "npadvmod", "intj", "punct", "mark"})
MARKS = frozenset('"“”„«»')
Found = tuple[str, str, tuple[Range, ...]]


def of(doc: Parse, lexicon: QuoteLexicon, token: int, frames: Frames) -> Found | None:
    """What hangs on the verb as a clause, an infinitive, a gerund or a small clause."""
    if not frames:
        return None
    objects = [child for child in near(doc, token) if doc.dep[child] in ("dobj", "dative")]
    objects = [child for child in objects if doc.ent[child] not in ("DATE", "TIME")]
    before: int | None = None
    for child in near(doc, token):
        dep = doc.dep[child]
        if child < token:
            before = child if dep == "ccomp" else before
            continue
        found: Found | None = None
        held = "small" in frames and bool(objects) and objects[0] < child
        if held and dep == "prep" and doc.lower[child] == "as":  # "describes it AS A MISTAKE"
            found = frames["small"], "small", (join(subtree(doc, objects[0]), subtree(doc, child)),)
        if dep in ("ccomp", "xcomp", "oprd", "advcl"):
            found = _clause(doc, token, frames, objects, child)
        if found is not None:
            return found
    return _elsewhere(doc, lexicon, token, frames, objects, before)


def _clause(doc: Parse, token: int, frames: Frames, objects: list[int], child: int) -> Found | None:
    dep = doc.dep[child]
    held = [item for item in objects if token < item < child]
    if infinitive(doc, child):
        return _with_infinitive(doc, frames, held, child)
    if dep == "advcl":
        return None
    gerund = doc.tag[child] == "VBG" and own_subject(doc, child) is None
    small = dep == "oprd" or not (finite(doc, child) or gerund)
    if small and "small" in frames:
        return frames["small"], "small", (join(subtree(doc, held[0] if held else child), subtree(doc, child)),)
    if gerund:
        return (frames["gerund"], "gerund", (subtree(doc, child),)) if "gerund" in frames else None
    if dep != "ccomp" or "clause" not in frames:
        return None
    content = _run_on(doc, token, child, subtree(doc, child, token))
    if held and "hearer" not in frames and held[0] < content[0] and own_subject(doc, child) is None:
        # the subject of the clause taken for the verb's object
        content = (subtree(doc, held[0])[0], content[1])
    return frames["clause"], "clause", (content,)


def _run_on(doc: Parse, verb: int, child: int, content: Range) -> Range:
    """A reported clause with those that run on behind a comma: "said eight were hurt, three of them were flown out"."""
    for later in near(doc, verb):
        joined = later > child and doc.dep[later] == "ccomp" and doc.edges[later][0] == content[1] + 1
        if joined and doc.words[content[1]] == "," and finite(doc, later):
            content = (content[0], trim(doc, doc.edges[later])[1])
    return content


def _with_infinitive(doc: Parse, frames: Frames, held: list[int], child: int) -> Found | None:
    """ "promises to leave", "urges them to leave", "asks whether to leave"."""
    subject = own_subject(doc, child)
    if doc.dep[child] == "advcl" and held and child - held[0] >= ADJOINED:
        return None
    if (subject is not None or held) and "hearer_infinitive" in frames:
        content = join(subtree(doc, held[0] if held else child), subtree(doc, child))
        return frames["hearer_infinitive"], "hearer_infinitive", (content,)
    if doc.dep[child] == "advcl" and (held or "infinitive" not in frames):
        return None
    if subject is None and not held and "infinitive" in frames:
        return frames["infinitive"], "infinitive", (_without_participle(doc, child, subtree(doc, child)),)
    if "clause" in frames and (subject is not None or _asks(doc, child)):
        return frames["clause"], "clause", (subtree(doc, child),)
    return None


def _without_participle(doc: Parse, verb: int, content: Range) -> Range:
    """ "refused to pay, voicing only "regret"": words in marks that hang on a participle behind a comma are its own."""
    for child in near(doc, verb):
        first = doc.edges[child][0]
        if child > verb and doc.dep[child] == "advcl" and doc.tag[child] == "VBG" and first == child:
            marked = not MARKS.isdisjoint(doc.words[first : content[1] + 1])
            if marked and first > content[0] + 1 and doc.words[first - 1] == ",":
                return trim(doc, (content[0], first))
    return content


def _elsewhere(
    doc: Parse, lexicon: QuoteLexicon, token: int, frames: Frames, objects: list[int], before: int | None
) -> Found | None:
    """A clause before the verb, or one that the parser has attached to another word."""
    if "clause" in frames:
        if before is not None:
            return frames["clause"], "before", _before(doc, lexicon, token, before)
        missed = _missed_clause(doc, token, objects, "hearer" in frames)
        if missed is not None:
            return frames["clause"], "clause", (missed,)
    elif "small" in frames and len(objects) > 1 and objects[0] > token:
        return frames["small"], "small", (join(subtree(doc, objects[0]), subtree(doc, objects[-1])),)
    return None


def _missed_clause(doc: Parse, token: int, objects: list[int], hearer: bool) -> Range | None:
    """A reported clause attached to a noun by the parser: "told the crowd he was", "said after a vote that ..."."""
    if hearer and objects and objects[0] > token:
        for child in near(doc, objects[0]):
            subject = own_subject(doc, child)
            told = doc.dep[child] == "relcl" and not _asks(doc, child) and finite(doc, child)
            if told and subject is not None and doc.tag[subject] != "WDT":
                return subtree(doc, child, objects[0])
    last = min(doc.sents[doc.sent[token]][1], token + 16)
    for that in range(token + 1, last):
        if doc.pos[that] == "VERB" and doc.tag[that] != "VBN":
            return None
        if doc.lower[that] == "that" and doc.dep[that] == "mark" and doc.head[that] > that:
            end = doc.edges[doc.head[that]][1]
            return trim(doc, (that + 1, max(end, that + 2)))
    return None


def infinitive(doc: Parse, token: int) -> bool:
    marks = [child for child in near(doc, token) if doc.tag[child] == "TO"]
    return any(doc.tag[token] == "VB" or doc.dep[child] == "aux" for child in marks)


def finite(doc: Parse, token: int) -> bool:
    helpers = (child for child in near(doc, token) if doc.dep[child] in ("aux", "auxpass", "cop"))
    finite_tags = ("VBD", "VBZ", "VBP")
    return doc.tag[token] in finite_tags or any(doc.tag[child] in (*finite_tags, "MD") for child in helpers)


def _asks(doc: Parse, token: int) -> bool:
    return any(doc.tag[child] in ("WRB", "WP", "WDT") for child in near(doc, token) if child < token)


def _before(doc: Parse, lexicon: QuoteLexicon, token: int, child: int) -> tuple[Range, ...]:
    """The content of "It rains, he said, because ...": all before the cue's own words, and a clause that goes on."""
    beside = [sibling for sibling in near(doc, token) if sibling < child and doc.dep[sibling] in BEFORE]
    start = min(doc.edges[item][0] for item in (child, *beside))
    end = min(doc.edges[child][1], token)
    subject = own_subject(doc, token)
    if subject is not None and child < subject < token:
        end = min(end, doc.edges[subject][0])
    ranges = [trim(doc, (start, max(end, child + 1)))]
    for sibling in near(doc, token):
        if sibling > token and doc.dep[sibling] == "advcl" and doc.words[doc.edges[sibling][0] - 1] == ",":
            circumstance = doc.lower[doc.edges[sibling][0]] in lexicon.set("circumstance")
            if dependent(doc, sibling, "mark") is not None and finite(doc, sibling) and not circumstance:
                ranges.append(subtree(doc, sibling))
    return tuple(ranges)


def around(doc: Parse, token: int, stance: str) -> Found | None:
    """A cue inside the clause it reports ("The aim, he said, is ..."; "as he put it"; "which he said was ...")."""
    head, dep = doc.head[token], doc.dep[token]
    if head == token or own_subject(doc, token) is None:
        return None
    marks = (child for child in near(doc, token) if doc.dep[child] in ("mark", "advmod"))
    fits = {
        "parataxis": True,
        "advcl": any(doc.lower[child] == "as" for child in marks) and _set_off(doc, token),
        "ccomp": token < head and _set_off(doc, token),
        "dep": _set_off(doc, token),
    }
    ranges = beside(doc, doc.edges[head], doc.edges[token]) if fits.get(dep) else ()
    return (stance, "around", ranges) if ranges else None


def beside(doc: Parse, outer: Range, inner: Range) -> tuple[Range, ...]:
    """What is left of a clause on both sides of the words that report it."""
    ranges = (trim(doc, (outer[0], inner[0])), trim(doc, (inner[1], outer[1])))
    return tuple(item for item in ranges if item[0] < item[1])


def _set_off(doc: Parse, token: int) -> bool:
    first, last = doc.edges[token]
    before = doc.words[first - 1] if first else ""
    after = doc.words[last] if last < len(doc) else ""
    parted = not {after, before, doc.words[last - 1]}.isdisjoint({",", "-", "–", "—", "(", ")"})
    return parted or after == "." or first == doc.sents[doc.sent[token]][0]


def with_preposition(doc: Parse, lexicon: QuoteLexicon, token: int, lemma: str) -> Found | None:
    known = lexicon.phrases.get(lemma)
    if not known:
        return None
    for child in near(doc, token):
        if child < token:
            continue
        word = doc.lower[child]
        if doc.dep[child] in ("prep", "prt", "agent", "dative") and word in known:
            last = _infinitive_after(doc, token, child)
            for below in near(doc, child):
                if doc.dep[below] in ("pobj", "pcomp") or (doc.dep[below] in ("ccomp",) and below > child):
                    content = subtree(doc, below)
                    return known[word], f"phrase.{word}", (join(content, last) if last else content,)
        if doc.dep[child] in ("ccomp", "xcomp", "advcl"):
            mark = dependent(doc, child, "mark")
            if mark is not None and doc.lower[mark] in known and doc.lower[mark] == "for":
                first, end = subtree(doc, child)
                return known[doc.lower[mark]], "phrase.for_to", (trim(doc, (max(first, mark + 1), end)),)
    return None


def _infinitive_after(doc: Parse, token: int, preposition: int) -> Range | None:
    """ "called on them TO LEAVE": the infinitive hangs on the verb."""
    for child in near(doc, token):
        adjoins = child > preposition and doc.edges[preposition][1] == doc.edges[child][0]
        if adjoins and doc.dep[child] in ("xcomp", "advcl", "ccomp") and infinitive(doc, child):
            return subtree(doc, child)
    return None


def object_of(doc: Parse, lexicon: QuoteLexicon, token: int, stance: str) -> Found | None:
    """The object as content, with the phrase that completes it ("accused them OF LYING")."""
    for child in near(doc, token):
        if doc.dep[child] == "dobj" and child > token:
            content = subtree(doc, child)
            for after in near(doc, token):
                if after > child and doc.edges[after][0] == content[1]:
                    when = any(doc.ent[below] in ("DATE", "TIME") for below in near(doc, after))
                    completes = doc.dep[after] == "prep" and doc.lower[after] in lexicon.set("object_prepositions")
                    if completes and not when:
                        content = join(content, subtree(doc, after))
            return stance, "object", (content,)
    return None


def subtree(doc: Parse, token: int, apart: int | None = None) -> Range:
    """The token with all that hangs on it, trimmed of "that" and of marks at the edges, on its side of `apart`."""
    first, last = doc.edges[token]
    if apart is not None and first <= apart < token:
        first = apart + 1
    if doc.lower[first] == "that" and doc.dep[first] == "mark" and first < token:
        first += 1
    return trim(doc, (first, last))


def trim(doc: Parse, words: Range) -> Range:
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


def join(left: Range, right: Range) -> Range:
    return min(left[0], right[0]), max(left[1], right[1])
