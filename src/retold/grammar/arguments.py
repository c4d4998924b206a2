"""The clauses of an article seen from their arguments: in which verbs a word takes part, and on which side of each.

In: a Parse. Out: by head token, its `ArgumentPart`s in text order. Made once an article, in one pass over its verbs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from retold.grammar.clauses import Clauses
from retold.languages.clauses import Control
from retold.parse import Parse


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
