"""The clauses of an article seen from their arguments: the verbs in which a word takes part, the subject beside a verb.

In: a Parse. Out: by head token, its `ArgumentPart`s in text order. Made once an article, in one pass over its verbs.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from retold.grammar.clauses import Clauses
from retold.languages.clauses import Control
from retold.parse import Parse

# a word, a clause or a "there" that fills the place of the subject
ANY_SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
MANY = 64  # dependents beyond which only those close by are looked at: a word with more is debris


@dataclass(frozen=True, slots=True)
class ArgumentPart:
    """The word takes part in `verb`; it `undergoes` it as its object or passive subject, else it does it."""

    verb: int
    undergoes: bool


Parts = Mapping[int, Sequence[ArgumentPart]]


def parts(doc: Parse, control: Control) -> dict[int, list[ArgumentPart]]:
    """Every argument of a verb: own, shared with a joined verb, found by control, antecedent of a relative pronoun."""
    found: dict[int, list[ArgumentPart]] = {}
    for clause in Clauses(doc, control).all():
        sides = ((clause.surface, clause.passive), (clause.objects, True), (clause.by, False))
        for heads, undergoes in sides:
            for head in heads:
                found.setdefault(head, []).append(ArgumentPart(clause.predicate, undergoes))
    return found


def near(doc: Parse, token: int) -> list[int]:
    """The token's dependents; of very many, those close by, so that no text costs more than its length."""
    children = doc.children[token]
    if len(children) <= MANY:
        return children
    return children[bisect_left(children, token - MANY) : bisect_left(children, token + MANY)]


def behind(doc: Parse, token: int, *deps: str) -> list[int]:
    """The dependents that follow the token and hang on it in one of these ways."""
    return [child for child in near(doc, token) if child > token and doc.dep[child] in deps]


def dependent(doc: Parse, token: int, *deps: str) -> int | None:
    """The first of the token's dependents that hangs on it in one of these ways."""
    return next((child for child in near(doc, token) if doc.dep[child] in deps), None)


def own_subject(doc: Parse, verb: int) -> int | None:
    """The subject among the verb's own dependents: the nearest before it, else the first after it."""
    after: int | None = None
    for child in reversed(near(doc, verb)):
        if doc.dep[child] in ANY_SUBJECT:
            if child < verb:
                return child
            after = child
    return after
