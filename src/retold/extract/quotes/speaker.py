"""Whose the words of a cue are: the subject of the cue, as grammar/clauses.py reads it. In and out: token ranges."""

from retold.grammar.arguments import ANY_SUBJECT, near, own_subject
from retold.grammar.clauses import Clauses
from retold.languages.clauses import Control
from retold.parse import Parse

Range = tuple[int, int]


def subject_of(doc: Parse, verb: int, control: Control) -> int | None:
    """The token that is the subject of `verb`, its own or found by control; None where there is none."""
    own = own_subject(doc, verb)
    if own is not None:
        return own  # a relative pronoun stays as it is written; who it is, resolve/ tells
    if doc.dep[verb] == "ROOT" and doc.tag[verb] in ("VBD", "VBZ", "VBP"):
        return noun_before(doc, verb)
    found = Clauses(doc, control).subjects(verb)
    return found[0] if found else None


def subject_between(doc: Parse, verb: int, start: int) -> int | None:
    """The nearest subject of the verb between `start` and the verb."""
    for child in reversed(near(doc, verb)):
        if start <= child < verb and doc.dep[child] in ANY_SUBJECT:
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
    return next(iter(Clauses(doc).agents(verb)), None)


def is_passive(doc: Parse, verb: int) -> bool:
    """Whether the verb is a passive participle."""
    return Clauses(doc).marked(verb)


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
