"""Clauses -> drafts of events: type, deep roles, polarity and modality of every verb and eventive noun.

Deep roles: the agent acts, the patient undergoes, the recipient is addressed, given to or stood against; place and
instrument as they read. A passive's subject is the patient, an unaccusative's too ("the ferry sank").
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from retold.grammar.clauses import Clause, Clauses, Tense
from retold.grammar.moods import Modality, hearsay, modality
from retold.languages.events import EventClass, EventLexicon
from retold.model import EventForm, Operator
from retold.parse import Parse

Role = Literal["agent", "patient", "recipient", "place", "instrument"]

AMOUNTS = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL"})
WHERE = frozenset({"GPE", "LOC", "FAC"})
WHO = frozenset({"PERSON", "ORG", "NORP", "GPE"})
NAMES = frozenset({"PERSON", "ORG", "GPE", "PRODUCT", "WORK_OF_ART", "LAW", "DATE", "TIME"})
MOST = 32  # participants of a draft; a verb with more of them is debris
PLAIN = EventClass("")  # the class of what the lexicon does not list


@dataclass(slots=True)
class EventDraft:
    """An event in the making. Indices are tokens; `last` is the last token of the trigger."""

    token: int
    last: int
    lemma: str
    type: str
    kind: EventClass
    clause: Clause
    code: str | None = None
    roles: list[tuple[Role, int]] = field(default_factory=list)
    negative: bool = False
    modality: Modality = "asserted"
    tense: Tense | None = None
    method: EventForm | None = None
    under: Operator | None = None  # the kind of word that governs it: request, allege, commit ...
    light: bool = False  # a verb that says little without its other words
    lender: int = -1  # the light verb that carries this noun
    framed: int = -1  # the object that made the type

    def heads(self, role: Role) -> list[int]:
        return [head for name, head in self.roles if name == role]

    def add(self, role: Role, heads: Iterable[int]) -> None:
        for head in heads:
            if len(self.roles) >= MOST:
                break
            if (role, head) not in self.roles and head != self.token:
                self.roles.append((role, head))


class Roles:
    """Drafts of one Parse. `blocked` are tokens that cannot take part (time expressions)."""

    def __init__(self, doc: Parse, words: EventLexicon, blocked: frozenset[int]) -> None:
        self.doc, self.words, self.blocked = doc, words, blocked
        self.clauses = Clauses(doc, words.control)

    def drafts(self) -> list[EventDraft]:
        """All drafts, in text order."""
        found: dict[int, EventDraft] = {}
        readers = {"VERB": self._verb, "NOUN": self._noun, "PROPN": self._noun, "ADJ": self._state}
        for token, pos in enumerate(self.doc.pos):
            if pos in readers and (draft := readers[pos](token)):
                found[token] = draft
        for draft in list(found.values()):
            self._lend(draft, found)
        return [found[token] for token in sorted(found)]

    def _verb(self, token: int) -> EventDraft | None:
        doc = self.doc
        if doc.dep[token] in ("aux", "auxpass") or doc.ent[token] in WHO:
            return None
        lemma = doc.lemmas[token]
        bare = lemma in self.words.list("skip_verbs")
        if (bare and lemma not in self.words.frames) or self._only_future(token):
            return None
        if doc.dep[token] in ("amod", "compound", "case", "prep", "nmod") and self._adjective(token, lemma):
            return None
        clause = self.clauses.verb(token)
        last = token + (doc.lower[token + 1 : token + 2] == [clause.particle])
        whole = f"{lemma} {clause.particle}" if clause.particle else lemma
        draft = EventDraft(token, last, whole, lemma, PLAIN, clause)
        self._classify(draft, lemma)
        if bare and draft.framed < 0:
            return None
        draft.light = self._is_light(draft, lemma)
        self._assign(draft)
        self._mood(draft)
        return draft

    def _is_light(self, draft: EventDraft, lemma: str) -> bool:
        """Is it a verb of any use ("take") done to a thing, whose type is only its lemma, or a going to nowhere?"""
        words, clause = self.words, draft.clause
        if draft.method in ("frame", "phrase"):
            return False
        if lemma in words.list("moving"):
            behind = range(draft.token + 1, min(draft.last + 3, len(self.doc)))
            return not clause.obliques and not any(self.doc.lower[at] in words.list("whither") for at in behind)
        plain = lemma in words.list("general") and draft.type == lemma and not clause.particle
        return plain and not clause.passive and (not clause.objects or self._on_things(clause))

    def _only_future(self, token: int) -> bool:
        """Is it "going" in "going to close", which is no motion?"""
        doc = self.doc
        future = doc.tag[token] == "VBG" and doc.lemmas[token] in self.words.list("future_verbs")
        return future and any(doc.dep[child] == "xcomp" and doc.tag[child] == "VB" for child in doc.children[token])

    def _adjective(self, token: int, lemma: str) -> bool:
        """Is a participle before its noun (or "according to") no event of its own?"""
        doc = self.doc
        if doc.dep[token] in ("case", "prep") or doc.lower[token] in self.words.list("skip_adjectives"):
            return True
        return doc.tag[token] not in ("VBN", "VBD", "VBG") or lemma not in self.words.verbs

    def _classify(self, draft: EventDraft, lemma: str) -> None:
        """Class by frame, by particle or preposition, by lemma, in this order."""
        words, clause = self.words, draft.clause
        nearby = self.doc.lower[draft.token + 1] if draft.token + 1 < len(self.doc) else ""
        for particle, objects, name in words.frames.get(lemma, ()):
            if particle and particle not in (clause.particle, nearby):
                continue
            head = self._framed(clause, objects)
            if head is not None:
                draft.framed = head
                self._set(draft, name, "frame")
                return
        follow = [clause.particle, nearby]
        follow += [preposition for preposition, head in clause.obliques if self._can(head)]
        follow += [self.doc.lower[head] for head in clause.objects]
        after = draft.token + 2  # no word that takes the particle for itself
        for word in follow if after >= len(self.doc) or self._can(after) else ():
            if word and (lemma, word) in words.phrasal:
                self._set(draft, words.phrasal[lemma, word], "phrase")
                return
        if lemma in words.verbs:
            self._set(draft, words.verbs[lemma], "verb")
        elif lemma in words.classes and self._on_things(clause):
            draft.type = f"{lemma}_something"  # "held an office" is not the class of "held captive"

    def _on_things(self, clause: Clause) -> bool:
        """Is it done to something, and to nobody?"""
        heads = clause.objects
        return bool(heads) and not clause.passive and not any(self._person(head) for head in heads)

    def _set(self, draft: EventDraft, name: str, method: EventForm) -> None:
        kind = self.words.classes.get(name, PLAIN)
        draft.kind, draft.type, draft.code, draft.method = kind, name, kind.code, method

    def _framed(self, clause: Clause, objects: frozenset[str]) -> int | None:
        """The object (or passive subject, or prepositional object) that is, or is qualified by, one of `objects`."""
        doc = self.doc
        heads = list(clause.objects)
        if clause.passive or not clause.objects:
            heads += clause.surface
        if "@object" in objects and heads and (clause.objects or clause.passive):
            return heads[0]
        heads += [head for _, head in clause.obliques]
        completing = doc.dependents(clause.predicate, ("acomp", "oprd", "ccomp", "xcomp"))
        heads += [child for child in completing if doc.pos[child] in ("ADJ", "NOUN")]
        if "@person" in objects:
            named = doc.dependents(clause.predicate, ("oprd", "prt"))
            return next((head for head in clause.objects if self._person(head) and not named), None)
        return next((head for head in map(self._whole, heads) if self._among(head, objects)), None)

    def _whole(self, head: int) -> int:
        """Of "some of its troops" the troops."""
        if self.doc.lemmas[head] in self.words.list("partitives"):
            for preposition, inner in self.clauses.nominal(head).obliques:
                if preposition in self.words.list("of"):
                    return inner
        return head

    def _among(self, head: int, objects: frozenset[str]) -> bool:
        """Is the noun, with the word before it or alone, one of `objects`? "Air strikes" are no strikes."""
        doc, words = self.doc, self.words
        lemma = doc.lemmas[head]
        for child in doc.dependents(head, ("compound", "nmod", "amod")):
            before = doc.lemmas[child]
            if f"{before}_{lemma}" in objects:
                return True
            known = words.compounds.get((before, lemma))
            if known and known != words.nouns.get(lemma):
                return False
            if before in objects and doc.dep[child] != "amod":
                return True
        return lemma in objects

    def _assign(self, draft: EventDraft) -> None:
        """Deep roles of a verb."""
        doc, clause, kind = self.doc, draft.clause, draft.kind
        passive = clause.passive or self._headline_passive(draft)
        surface = [head for head in clause.surface if self._can(head)]
        objects = [head for head in clause.objects if self._can(head)]
        if passive and doc.lemma[draft.token] in self.words.list("stative"):
            draft.add("agent", surface)
        elif passive:
            draft.add("recipient" if objects else "patient", surface)
            draft.add("agent", filter(self._can, clause.by))
        elif kind.mover and not objects:
            draft.add("patient", surface)
        else:
            draft.add("agent", surface)
        asked = kind.to or (draft.code == "REQUEST" and doc.dependents(draft.token, ("xcomp", "ccomp")))
        draft.add("recipient" if asked and not clause.datives else "patient", objects)
        draft.add("recipient", filter(self._can, clause.datives))
        if not objects and not passive:
            draft.add("recipient", filter(self._can, self._raised(draft)))
        self._obliques(draft, clause.obliques)
        if draft.framed >= 0:
            self._inner(draft, draft.framed)
            if doc.pos[draft.framed] == "ADJ":
                draft.add("patient", self.clauses.subjects(draft.framed))
        self._each_other(draft)
        if doc.dep[draft.token] == "amod" and not clause.surface:
            draft.add("patient", [doc.head[draft.token]])

    def _each_other(self, draft: EventDraft) -> None:
        """ "A and B met": what they do, they do to each other."""
        agents = draft.heads("agent")
        if draft.kind.both and len(agents) > 1 and not draft.heads("recipient"):
            draft.add("recipient", agents[1:])

    def _headline_passive(self, draft: EventDraft) -> bool:
        """ "Receiver arrested after chase": a bare past form of a verb that needs an object and has none."""
        doc, clause = self.doc, draft.clause
        bare = doc.tag[draft.token] in ("VBN", "VBD") and not clause.aux
        if not (draft.kind.patient and bare and not clause.objects):
            return False
        alone = not doc.dependents(draft.token, ("ccomp", "xcomp", "attr", "prt"))
        return bool(clause.by) or doc.tag[draft.token] == "VBN" or alone

    def _raised(self, draft: EventDraft) -> Iterator[int]:
        """ "asked B to go", where the parser makes B the subject of "go" alone."""
        doc = self.doc
        if not draft.kind.to and draft.code != "REQUEST":
            return
        for child in doc.dependents(draft.token, ("ccomp", "xcomp")):
            to = any(doc.tag[below] == "TO" for below in doc.dependents(child, ("aux",)))
            if doc.pos[child] in ("VERB", "AUX") and (to or doc.dependents(child, ("mark",))):
                yield from self.clauses.subjects(child)

    def _obliques(self, draft: EventDraft, obliques: Iterable[tuple[str, int]]) -> None:
        doc, words = self.doc, self.words
        for preposition, head in obliques:
            if not self._can(head):
                continue
            where = doc.ent[head] in WHERE or doc.lemmas[head] in words.list("place_nouns")
            against = preposition in words.list("upon") and draft.code is not None
            if where and preposition in words.list("place_prepositions") and not against:
                draft.add("place", [head])
                if draft.kind.there or (draft.code and preposition in words.list("toward")):
                    draft.add("recipient", [head])
            elif preposition in words.list("tool") and doc.lemmas[head] in words.list("tools"):
                draft.add("instrument", [head])
            elif preposition in words.list("against"):
                draft.add("recipient", [head])
            elif preposition in words.list("between"):
                draft.add("agent" if draft.kind.both or not draft.kind.name else "recipient", [head])

    def _inner(self, draft: EventDraft, noun: int) -> None:
        """Arguments of the noun inside a frame: "imposed sanctions on B", "lifted its ban on B"."""
        inner = self.clauses.nominal(noun)
        self._obliques(draft, inner.obliques)
        draft.add("recipient", (head for head in inner.objects if self._person(head)))

    def _noun(self, token: int) -> EventDraft | None:
        doc, words = self.doc, self.words
        lemma = doc.lemmas[token]
        if lemma not in words.heads and doc.ent[token] != "EVENT" and doc.dep[token] != "ROOT":
            return None  # most nouns name no happening
        name = words.nouns.get(lemma)
        happening = doc.ent[token] == "EVENT"
        if name is None and doc.dep[token] == "ROOT" and doc.tag[token] in ("NNS", "NNPS"):
            # a headline's verb taken for a plural: "Blast kills two"
            name = words.verbs.get(lemma) or words.verbs.get(words.forms.singular(lemma))
            happening = name is not None
        first = token
        before = token - 2 if token > 1 and not doc.lower[token - 1].isalnum() else token - 1
        if before >= 0 and (doc.lower[before], lemma) in words.compounds and doc.sent[before] == doc.sent[token]:
            name, first = words.compounds[doc.lower[before], lemma], before
        attribute = doc.dep[token] in ("compound", "nmod", "npadvmod") and doc.pos[doc.head[token]] != "VERB"
        if attribute or token in self.blocked or (name is None and lemma not in words.bases and not happening):
            return None
        alone = name is not None and doc.ent[token + 1 : token + 2] == [""] and not (token and doc.ent[token - 1])
        if doc.ent[token] in NAMES and not alone:
            return None
        clause = self.clauses.nominal(token)
        if first == token and lemma in words.weak and not self._supported(clause):
            return None
        if lemma in words.turns and any(prep in words.list("turning") for prep, _ in clause.obliques):
            name = words.turns[lemma]
        draft = EventDraft(token, token, lemma, words.bases.get(lemma, lemma), PLAIN, clause)
        if name:
            self._set(draft, name, "noun")
        draft.method = "noun"
        self._assign_noun(draft)
        draft.negative = clause.negated
        draft.modality = modality(doc, token, words.control)
        return draft

    def _state(self, token: int) -> EventDraft | None:
        """ "Two were found dead": an adjective that implies an event and gives it its patient."""
        doc = self.doc
        name = self.words.states.get(doc.lower[token])
        if name is None or doc.dep[token] not in ("acomp", "oprd", "ccomp", "amod", "ROOT", "advcl", "xcomp", "attr"):
            return None
        draft = EventDraft(token, token, doc.lower[token], name, PLAIN, self.clauses.nominal(token))
        self._set(draft, name, "state")
        draft.code = None
        if doc.dep[token] == "amod":
            draft.add("patient", [doc.head[token]])
        else:
            heads = self.clauses.subjects(token) or self.clauses.subjects(doc.head[token])
            draft.add("patient", filter(self._can, heads))
        return draft

    def _supported(self, clause: Clause) -> bool:
        """Whether a noun that happens only to or by somebody has somebody."""
        light = clause.governor is not None and self.doc.lemma[clause.governor] in self.words.light
        return light or bool(clause.by or clause.surface or clause.objects or clause.obliques)

    def _assign_noun(self, draft: EventDraft) -> None:
        """Deep roles of a noun: "B's release of C", "the attack on C", "talks between A and B"."""
        clause, kind, words = draft.clause, draft.kind, self.words
        undergoes = kind.patient or kind.mover
        of = [head for preposition, head in clause.obliques if preposition in words.list("of") and self._can(head)]
        draft.add("agent", filter(self._can, clause.by))
        side: Role = "patient" if (kind.done or kind.mover) and not of else "agent"
        draft.add(side, (head for head in clause.surface if self._can(head)))
        draft.add("patient" if undergoes or clause.by or clause.surface else "agent", of)
        for head in clause.objects:
            adjective, somebody = self.doc.dep[head] == "amod", self.doc.ent[head] in WHO
            if self._can(head) and self.doc.lower[head].isalpha() and (somebody or not adjective):
                draft.add("agent" if adjective or (somebody and not undergoes) else "patient", [head])
        rest = [(preposition, head) for preposition, head in clause.obliques if preposition not in words.list("of")]
        self._obliques(draft, rest)
        self._each_other(draft)

    def _lend(self, draft: EventDraft, found: dict[int, EventDraft]) -> None:
        """What a light verb knows of its noun: who does it, to whom, whether it will be, and when."""
        clause = draft.clause
        if clause.kind != "nominal" or clause.governor is None:
            return
        verb = found.get(clause.governor)
        lemma = self.doc.lemma[clause.governor]
        light, receiving = lemma in self.words.light, lemma in self.words.list("receiving")
        if not (light or receiving or "cause" in self.words.operators.get(lemma, ())):
            return
        source = verb.clause if verb else self.clauses.verb(clause.governor)
        if receiving and not source.passive:
            self._received(draft, source)
        else:
            agents = source.by if source.passive else source.surface
            if not draft.heads("agent"):
                draft.add("agent", filter(self._can, agents))
            draft.add("recipient", filter(self._can, source.datives))
            if light:
                self._obliques(draft, source.obliques)
        draft.lender = clause.governor
        shadow = EventDraft(clause.governor, clause.governor, lemma, lemma, PLAIN, source)
        self._mood(shadow)
        draft.negative = draft.negative or shadow.negative
        if draft.modality == "asserted":
            draft.modality = shadow.modality
        draft.tense = shadow.tense
        if verb and light and verb.framed < 0 and draft.token in (*source.objects, *source.surface):
            del found[clause.governor]
            draft.clause = replace(clause, governor=source.governor, kind=source.kind, aux=source.aux)
        self._each_other(draft)

    def _received(self, draft: EventDraft, source: Clause) -> None:
        """ "B received threats from A": B is on the receiving end."""
        draft.add("recipient", filter(self._can, source.surface))
        for preposition, head in (*source.obliques, *draft.clause.obliques):
            if preposition in self.words.list("giver"):
                draft.roles = [pair for pair in draft.roles if pair[1] != head]
                draft.add("agent", [head])

    def _mood(self, draft: EventDraft) -> None:
        """Polarity, modality and tense as the clause itself puts them."""
        doc, words, clause = self.doc, self.words, draft.clause
        draft.negative, draft.tense = clause.negated, clause.tense
        draft.modality = modality(doc, draft.token, words.control)
        head = doc.head[draft.token]
        if doc.dep[draft.token] == "xcomp" and self._only_future(head):
            governor = self.clauses.verb(head)
            draft.negative, draft.tense, draft.modality = governor.negated, governor.tense, "planned"
        aux = set(clause.aux)
        # under a verb of saying "would" is the past of "will"
        reported = doc.dep[draft.token] in ("ccomp", "ROOT", "conj") and doc.pos[head] == "VERB"
        would = reported and aux & words.list("would") and not aux & words.control.perfect
        after_noun = doc.dep[draft.token] in ("acl", "relcl") and not self._ranked(head) and not self._compelled(head)
        free = clause.governor is None and (head == draft.token or after_noun)
        if would or (clause.kind == "infinitive" and free):
            draft.modality = "planned"
        if hearsay(doc, draft.token, words.control):
            draft.modality, draft.under = "possible", "allege"

    def _ranked(self, noun: int) -> bool:
        """Whether a noun is one of several that did it: "the first storm to hit", "the largest to be sold"."""
        near = (noun, *self.doc.children[noun])
        return any(self.doc.lower[word] in self.words.list("ranked") or self.doc.tag[word] == "JJS" for word in near)

    def _compelled(self, noun: int) -> bool:
        """Whether a noun is made to do what is said of it: "caused a plane to crash", read as "a plane to crash"."""
        doc = self.doc
        return doc.dep[noun] == "dobj" and doc.lemmas[doc.head[noun]] in self.words.list("compelling")

    def _can(self, head: int) -> bool:
        doc = self.doc
        barred = head in self.blocked or doc.ent[head] in AMOUNTS
        return not barred and doc.pos[head] not in ("VERB", "PUNCT", "ADV")

    def _person(self, head: int) -> bool:
        return self.doc.ent[head] in WHO or self.doc.lemmas[head] in self.words.list("people_nouns")
