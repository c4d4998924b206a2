"""Who a cue's words belong to: the subject of the cue, found in the tree. Token ranges in and out; names no words."""

from bisect import bisect_left

from retold.parse import Parse

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
# a clause without a subject of its own borrows that of the clause it hangs on
BORROWS = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep", "dep", "ccomp", "acomp", "oprd", "attr"})
MAX_CLIMB = 8
MANY = 64
Range = tuple[int, int]


def near(doc: Parse, token: int) -> list[int]:
    """The token's dependents; of very many, those close by, so that no text costs more than its length."""
    children = doc.children[token]
    if len(children) <= MANY:
        return children
    return children[bisect_left(children, token - MANY) : bisect_left(children, token + MANY)]


def subject_of(doc: Parse, verb: int) -> int | None:
    """The token that is the subject of `verb`, its own or borrowed from the clause above; None where there is none."""
    token = verb
    if own_subject(doc, verb) is None and doc.dep[verb] == "ROOT" and doc.tag[verb] in ("VBD", "VBZ", "VBP"):
        return noun_before(doc, verb)
    for _ in range(MAX_CLIMB):
        own = own_subject(doc, token)
        if own is not None:
            return own
        head = doc.head[token]
        dep = doc.dep[token]
        if head == token:
            return None
        if dep in ("acl", "relcl"):
            return head if doc.pos[head] in ("NOUN", "PROPN", "PRON") else None
        if dep not in BORROWS:
            return None
        if dep in ("xcomp", "advcl", "ccomp") and token == verb:
            controller = _controller(doc, head, verb)
            if controller is not None:
                return controller
        token = head
    return None


def _controller(doc: Parse, head: int, verb: int) -> int | None:
    """The object that is meant to do what a to-infinitive says ("asked her to explain ...")."""
    if doc.dep[verb] != "xcomp" or doc.lemma[head] == "promise":
        return None
    for child in near(doc, head):
        if doc.dep[child] == "dobj" and head < child < verb:
            return child
    return None


def own_subject(doc: Parse, verb: int) -> int | None:
    """The subject among the verb's own dependents: the nearest before it, else the first after it."""
    after: int | None = None
    for child in reversed(near(doc, verb)):
        if doc.dep[child] in SUBJECTS:
            if child < verb:
                return child
            after = child
    return after


def subject_between(doc: Parse, verb: int, start: int) -> int | None:
    """The nearest subject of the verb between `start` and the verb."""
    for child in reversed(near(doc, verb)):
        if start <= child < verb and doc.dep[child] in SUBJECTS:
            return child
    return None


def noun_before(doc: Parse, verb: int) -> int | None:
    """The noun right before a finite verb whose subject the parse has missed."""
    token = verb - 1
    while token >= 0 and verb - token < 5 and doc.pos[token] in ("ADV", "AUX"):
        token -= 1
    if token >= 0 and doc.sent[token] == doc.sent[verb] and doc.pos[token] in ("PROPN", "PRON", "NOUN"):
        return token if doc.dep[token] in ("pobj", "dobj", "appos", "compound", "npadvmod", "conj") else None
    return None


def agent_of(doc: Parse, verb: int) -> int | None:
    """The doer of a passive ("by the minister")."""
    for child in near(doc, verb):
        if doc.dep[child] == "agent":
            for below in near(doc, child):
                if doc.dep[below] == "pobj":
                    return below
    return None


def is_passive(doc: Parse, verb: int) -> bool:
    """Whether the verb is a passive participle."""
    return any(doc.dep[child] in ("nsubjpass", "auxpass") for child in near(doc, verb))


def phrase(doc: Parse, noun: int, apart: int | None = None) -> Range:
    """The token range of the noun phrase headed by `noun`, without marks at its edges and on its side of `apart`."""
    first, last = doc.edges[noun]
    if apart is not None:
        if first <= apart < noun:
            first = apart + 1
        elif noun < apart < last:
            last = apart
    while last - 1 > noun and (
        (doc.pos[last - 1] == "PUNCT" and doc.words[last - 1] not in ")]") or doc.pos[last - 1] == "SPACE"
    ):
        last -= 1
    while first < noun and doc.pos[first] in ("PUNCT", "CCONJ") and doc.words[first] not in "([":
        first += 1
    return first, last
