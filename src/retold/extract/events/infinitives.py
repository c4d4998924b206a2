"""Modality of infinitives: what an infinitive tells has happened only where what governs it entails it.

In: drafts with their codes. Out: the same drafts, infinitives weighed. "Managed to escape" entails the escape (an
implicative verb: Karttunen, Implicative verbs, 1971); "stopped to help" gives a purpose and "looks to buy" a wish, of
which nothing shows that they came about (FactBank, Saurí and Pustejovsky 2009, marks them underspecified).
"""

from retold.extract.events.roles import EventDraft
from retold.grammar.moods import modality
from retold.languages.events import EventLexicon
from retold.parse import Parse

NEAR = 12  # dependents of a word that are looked at
DEEP = 24  # steps to the root of a sentence; what hangs deeper is debris


def weigh(drafts: list[EventDraft], doc: Parse, words: EventLexicon) -> list[EventDraft]:
    """The drafts, governors before what they govern, each infinitive with its modality."""
    by_token = {draft.token: draft for draft in drafts}
    for draft in sorted(drafts, key=lambda item: _depth(item.token, doc)):
        if draft.clause.kind == "infinitive" and draft.modality == "asserted" and not _perfect(draft, words):
            _weigh(draft, by_token, doc, words)
    return drafts


def _weigh(draft: EventDraft, by_token: dict[int, EventDraft], doc: Parse, words: EventLexicon) -> None:
    head, dep = doc.head[draft.token], doc.dep[draft.token]
    above = by_token.get(draft.clause.governor if draft.clause.governor is not None else head)
    if dep == "conj":
        joined = by_token.get(head)
        draft.modality = joined.modality if joined is not None else draft.modality
    elif dep == "xcomp" and doc.lemmas[head] in words.list("unrealized"):
        draft.modality = "planned"
    elif draft.under == "cause" or dep == "xcomp":
        governing = above.modality if above is not None else modality(doc, head, words.control)
        draft.modality = "asserted" if governing == "conditional" else governing
    elif dep == "advcl" and "request" in words.operators.get(doc.lemmas[head], ()):
        draft.modality = "possible"
    elif dep == "advcl" and not _outcome(draft.token, head, doc, words):
        draft.modality = "planned"


def _perfect(draft: EventDraft, words: EventLexicon) -> bool:
    """Whether it is told as over: "seems to have left"."""
    return not words.control.perfect.isdisjoint(draft.clause.aux)


def _outcome(token: int, head: int, doc: Parse, words: EventLexicon) -> bool:
    """Whether an infinitive after a verb tells how it went on ("went on to win", "came only to lose"), not what for."""
    if doc.lemmas[head] in words.list("outcomes"):
        return True
    return any(doc.lower[child] in words.control.only for child in doc.children[token][:NEAR] if child < token)


def _depth(token: int, doc: Parse) -> int:
    """Steps to the root of the sentence, at most `DEEP`: what governs comes before what it governs."""
    for steps in range(DEEP):
        if doc.head[token] == token:
            return steps
        token = doc.head[token]
    return DEEP
