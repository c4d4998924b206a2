"""Drafts -> drafts with their PLOVER codes as the sentence puts them.

An event that is promised, planned or will be is an agreement if it helps and a threat if it hurts; one that is
refused is a rejection; one that is asked for is the asker's request. The sense of each root code follows the PLOVER
codebook (Open Event Data Alliance).
"""

from retold.extract.events.roles import EventDraft
from retold.languages.events import EventLexicon
from retold.model import Operator
from retold.parse import Parse

HELPS = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD"})
HURTS = frozenset({"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "THREATEN"})
# what a word that can be several operators is, before each form of clause
ORDERS: dict[str, tuple[Operator, ...]] = {
    "nominal": ("cause", "request", "refuse", "allege", "commit", "end", "say"),
    "infinitive": ("commit", "refuse", "threaten", "request", "plan", "ready", "try", "cause", "end"),
    "finite": ("say", "allege", "commit", "threaten", "refuse", "cause", "plan", "request", "end"),
}


def compose(drafts: list[EventDraft], doc: Parse, words: EventLexicon) -> list[EventDraft]:
    """Each draft under what governs it, top down; the same list."""
    by_token = {draft.token: draft for draft in drafts}
    for draft in drafts:
        _under_speech(draft, by_token, doc, words)
        kind = _operator(draft, doc, words)
        above = by_token.get(draft.clause.governor) if draft.clause.governor is not None else None
        if kind:
            draft.under = kind
            _apply(draft, above, kind, doc, words)
        else:
            _alone(draft)
        if kind and above is not None and draft.clause.kind != "nominal":
            _pass_up(draft, above)
    return drafts


def _pass_up(draft: EventDraft, above: EventDraft) -> None:
    """Whoever a promise, a refusal or a threat concerns is whom the thing promised, refused or threatened concerns."""
    if above.code not in ("AGREE", "REJECT", "THREATEN") or above.heads("recipient") or above.heads("patient"):
        return
    heads = draft.heads("recipient") + draft.heads("patient") or draft.heads("place")
    above.add("recipient", (head for head in heads if head not in above.heads("agent")))


def _operator(draft: EventDraft, doc: Parse, words: EventLexicon) -> Operator | None:
    """What kind of word governs the draft, if it is one that changes what is said of it."""
    governor = draft.clause.governor
    kinds = words.operators.get(doc.lemmas[governor], ()) if governor is not None else ()
    order = ORDERS.get(draft.clause.kind, ORDERS["finite"])
    return next((kind for kind in order if kind in kinds), kinds[0] if kinds else None)


def _alone(draft: EventDraft) -> None:
    """The code as the clause's own tense and negation put it."""
    if draft.code is None:
        return
    if draft.negative:
        draft.code = "REJECT" if draft.code in HELPS else None
    elif draft.modality == "planned":
        draft.code = "AGREE" if draft.code in HELPS else "THREATEN" if draft.code in HURTS else draft.code
    elif draft.modality == "conditional":
        draft.code = None


def _apply(draft: EventDraft, above: EventDraft | None, kind: str, doc: Parse, words: EventLexicon) -> None:
    """The code of a complement. `above` is the governing verb's draft, when it is one itself."""
    negative = above is not None and above.negative
    nominal = draft.clause.kind == "nominal"
    if kind in ("commit", "ready", "plan"):
        _intended(draft, above, doc, words)
    elif kind == "refuse" and not nominal:
        draft.negative = not draft.negative and not negative
        draft.code = "REJECT" if draft.code and draft.negative else None
        if above is not None and draft.kind.name and not negative:
            above.type = f"{above.type}_to_{draft.kind.name}"
    elif kind == "threaten":
        draft.modality = "planned"
        draft.code = "THREATEN" if draft.code else None
    elif kind == "request":
        if above is not None and not nominal and doc.lemma[above.token] in words.list("orderable"):
            above.code = "REQUEST"
        _requested(draft, above, draft.type in words.list("punishing") and nominal)
    elif kind == "cause" and nominal:
        if above is not None and draft.modality == "asserted":
            draft.modality = above.modality
        draft.negative = draft.negative or negative
        _alone(draft)
        if draft.code and above is not None and above.framed < 0 and above.code not in ("YIELD", "AGREE"):
            above.code = None
    elif kind == "say":
        _said(draft, above, words)
    else:
        if kind in ("allege", "try"):
            draft.modality = "possible" if draft.modality == "asserted" else draft.modality
        _alone(draft)


def _intended(draft: EventDraft, above: EventDraft | None, doc: Parse, words: EventLexicon) -> None:
    """What somebody commits to, is ready for or plans: an agreement if it helps, a threat if it hurts."""
    draft.modality = "planned" if draft.modality == "asserted" else draft.modality
    governor = draft.clause.governor
    if draft.code is not None:
        denied = above is not None and above.negative
        helps = (draft.code in HELPS) != draft.negative
        draft.code = ("REJECT" if denied else "AGREE") if helps else (None if denied else "THREATEN")
    elif above is None and governor is not None and doc.lemma[governor] in words.list("willing"):
        draft.code = "REJECT" if draft.negative else "AGREE"
    if above is not None and above.code == "AGREE" and draft.code == "THREATEN":
        above.code = "THREATEN"


def _requested(draft: EventDraft, above: EventDraft | None, punishing: bool) -> None:
    """ "called for sanctions on B" threatens B; "asked B to release C" is the asker's request alone."""
    if above is None or above.code not in ("REQUEST", None):
        _alone(draft)
        return
    if draft.modality == "asserted":
        draft.modality = "possible"
    if punishing and above.code == "REQUEST":
        draft.code = above.code = "THREATEN"
        for role, head in draft.roles:
            if role in ("patient", "recipient"):
                above.add("recipient", [head])
        draft.roles[:] = [pair for pair in draft.roles if pair[0] != "agent"]
        draft.add("agent", above.heads("agent"))
    else:
        draft.code = None


def _said(draft: EventDraft, above: EventDraft | None, words: EventLexicon) -> None:
    """ "said that B must leave" asks B; else the reported clause keeps its own code."""
    if above is None or above.code is not None or words.list("must").isdisjoint(draft.clause.aux):
        _alone(draft)
        return
    above.code, draft.code = "REQUEST", None
    above.add("recipient", draft.heads("agent") or draft.heads("patient"))


def _under_speech(draft: EventDraft, by_token: dict[int, EventDraft], doc: Parse, words: EventLexicon) -> None:
    """A pronoun that is the subject of reported speech is the speaker: "B said it would leave"."""
    token, speech = draft.token, None
    for _ in range(4):
        head = doc.head[token]
        if doc.dep[token] == "ccomp" and "say" in words.operators.get(doc.lemmas[head], ()):
            speech = by_token.get(head)
            break
        token = head
    speakers = speech.heads("agent") if speech else []
    if len(speakers) != 1 or doc.pos[speakers[0]] == "PRON":
        return
    for index, (role, head) in enumerate(draft.roles):
        if role == "agent" and head > speakers[0] and _fits(doc.lower[head], speakers[0], doc, words):
            draft.roles[index] = (role, speakers[0])


def _fits(pronoun: str, noun: int, doc: Parse, words: EventLexicon) -> bool:
    """Can the noun be the antecedent of the pronoun, by number and by what the noun is?"""
    if pronoun not in words.list("pronouns"):
        return False
    person = doc.ent[noun] == "PERSON" or doc.lemmas[noun] in words.list("person_nouns")
    plural = doc.tag[noun] in ("NNS", "NNPS")
    if pronoun in words.list("plural_pronouns"):
        return plural or doc.ent[noun] in ("ORG", "NORP", "GPE") or doc.lemmas[noun] in words.list("group_nouns")
    if pronoun in words.list("thing_pronouns"):
        return not plural and not person
    return not plural and (person or doc.ent[noun] == "")
