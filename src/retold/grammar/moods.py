"""Polarity and modality of one predicate as its own clause puts them: the one reading that every kind of record shares.

In: a Parse, the closed word classes of the language, the token of a verb, adjective or noun. Out: whether it is
negated, its modality, whether it is hearsay. What governing predicates add ("refused to") is in `predicates.py`.
"""

from typing import Literal

from retold.languages.clauses import Control
from retold.parse import Parse

Polarity = Literal["positive", "negative"]
Modality = Literal["asserted", "planned", "possible", "conditional"]

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
OBJECTS = frozenset({"dobj", "obj"})
AUXILIARIES = frozenset({"aux", "auxpass"})
VERBAL = frozenset({"VERB", "AUX"})
BEFORE = frozenset({"det", "neg", "preconj", "cc", "advmod"})  # how a word of negation hangs on what it precedes
WIDTH = 48  # dependents of a word that are looked at; a word with more is debris


def negated(doc: Parse, token: int, words: Control) -> bool:
    """Whether an odd number of negations fall on the predicate: its own ("not", "never", "no deaths"), one on its
    subject or object ("nobody", "no passengers"), "without", or the shared one of "did not eat or drink"."""
    near = doc.children[token][:WIDTH]
    count = own_negations(doc, token, words)
    count += sum(_no(doc, child, words) for child in near if doc.dep[child] in SUBJECTS or doc.dep[child] in OBJECTS)
    head, dep = doc.head[token], doc.dep[token]
    if dep == "pcomp" and doc.lower[head] in words.without:
        count += 1
    if not count and dep == "conj" and doc.tag[token] == "VB" and doc.pos[head] in VERBAL:
        own = any(doc.dep[child] in SUBJECTS or doc.dep[child] in AUXILIARIES for child in near)
        return not own and own_negations(doc, head, words) % 2 == 1
    return count % 2 == 1


def own_negations(doc: Parse, token: int, words: Control) -> int:
    """How many words of negation modify the predicate itself; "not only fined" denies nothing. A count of people asks
    this alone: "no passengers died" counts none of them, and denies no death."""
    denying = (child for child in doc.children[token][:WIDTH] if _denies(doc, child, token, words))
    return sum(words.only.isdisjoint(doc.lower[child + 1 : child + 2]) for child in denying)


def _denies(doc: Parse, child: int, token: int, words: Control) -> bool:
    """Whether a dependent negates the word it hangs on."""
    if doc.dep[child] == "neg" or doc.lower[child] in words.negators:
        return True
    return child < token and doc.dep[child] in BEFORE and doc.lower[child] in words.no_words


def _no(doc: Parse, noun: int, words: Control) -> bool:
    """Whether an argument is denied: "nobody", "no passengers", "not everyone", "neither A nor B"."""
    if doc.lower[noun] in words.no_words:
        return True
    subject = doc.dep[noun] in SUBJECTS  # before an object, "not" sets one thing against another
    before = (child for child in doc.children[noun][:WIDTH] if child < noun and doc.dep[child] in BEFORE)
    return any(doc.lower[child] in words.no_words or (subject and doc.dep[child] == "neg") for child in before)


def modality(doc: Parse, token: int, words: Control) -> Modality:
    """What conjunctions, auxiliaries (its own, or those of the verb it is joined to), adverbs and adjectives make of a
    predicate."""
    near = doc.children[token][:WIDTH]
    marks = [doc.lower[child] for child in near if doc.dep[child] in ("mark", "advmod") and child < token]
    if not words.conditional.isdisjoint(marks):
        return "conditional"
    aux = auxiliaries(doc, token)
    noun = doc.pos[token] in ("NOUN", "PROPN")
    before = [doc.lower[child] for child in near if child < token]
    if not words.future.isdisjoint(aux) or (noun and not words.planned_nouns.isdisjoint(before)):
        return "planned"
    hedged = any(doc.lower[child] in words.hedges for child in near if child < token or doc.dep[child] == "advmod")
    if hedged or not words.possible.isdisjoint(aux) or (noun and not words.hedged_nouns.isdisjoint(before)):
        return "possible"
    return "asserted"


def auxiliaries(doc: Parse, token: int) -> tuple[str, ...]:
    """The auxiliaries of a verb in small letters, those of the verb it is joined to where it has none ("will meet and
    talk")."""
    own = tuple(doc.lower[child] for child in doc.children[token][:WIDTH] if doc.dep[child] in AUXILIARIES)
    head = doc.head[token]
    if own or doc.dep[token] != "conj" or doc.pos[head] not in VERBAL or doc.tag[token] not in ("VB", "VBN"):
        return own
    return tuple(doc.lower[child] for child in doc.children[head][:WIDTH] if doc.dep[child] in AUXILIARIES)


def hearsay(doc: Parse, token: int, words: Control) -> bool:
    """Whether an adverb leaves it to others to say so ("allegedly")."""
    return any(doc.lower[child] in words.hearsay for child in doc.children[token][:WIDTH])
