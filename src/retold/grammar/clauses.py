"""Parse -> clauses: each predicate of an article with who does it, to whom, where, and how it is put.

A clause is a verb (finite, participial or infinitival) or a noun that names an event ("the release of"). Arguments
are head tokens; coordination is spelt out ("X and Y were freed and taken away" gives both verbs both patients),
relative pronouns stand for their antecedent, and the subject of a bare infinitive or participle is found by control:
"A asked B to release C" makes B the one who releases.
"""

from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import Literal

from retold.grammar.moods import OBJECTS, SUBJECTS, VERBAL, WIDTH, auxiliaries, negated
from retold.languages.clauses import Control
from retold.model import Span
from retold.parse import Parse

DEPTH = 12  # chains longer than this are not language but debris
BESIDE = 3  # tokens to a conjoined verb that shares its object
RAISED = 2  # as many verbs are joined before a shared object
CONJUNCTS = 8  # as many of a list are kept as arguments of their own

# a subject that is a clause or says nothing ("there was"): no subject of a clause above replaces it
FILLED = frozenset({"csubj", "csubjpass", "expl"})
CLAUSAL = frozenset({"relcl", "acl", "advcl", "ccomp", "parataxis", "appos", "conj", "cc", "punct", "preconj"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X"})

Tense = Literal["past", "present", "future"]
Kind = Literal["finite", "participial", "infinitive", "nominal"]


@dataclass(frozen=True, slots=True)
class Clause:
    """One predicate. `predicate` and all arguments are token indices of the Parse.

    `surface` is the grammatical subject (with `passive` the logical object), `objects` are direct objects, `datives`
    indirect ones, `by` the agents of a passive, `obliques` (preposition, head) pairs. `aux` are the auxiliaries in
    small letters, `negated` counts "not", "never", "no" and "without". `governor` is the predicate this one completes.
    """

    predicate: int
    kind: Kind
    particle: str | None
    surface: tuple[int, ...]
    objects: tuple[int, ...]
    datives: tuple[int, ...]
    by: tuple[int, ...]
    obliques: tuple[tuple[str, int], ...]
    passive: bool
    negated: bool
    aux: tuple[str, ...]
    tense: Tense | None
    governor: int | None


class Clauses:
    """The clauses of one Parse, made on demand and kept."""

    def __init__(self, doc: Parse, control: Control | None = None) -> None:
        self.doc = doc
        self.control = control or Control()
        self._subjects: dict[int, tuple[int, ...]] = {}
        self._passive: dict[int, bool] = {}

    def all(self) -> Iterator[Clause]:
        """Every verb of the article as a clause, in text order; auxiliaries are no clauses of their own."""
        for token, pos in enumerate(self.doc.pos):
            if pos == "VERB" and self.doc.dep[token] not in ("aux", "auxpass"):
                yield self.verb(token)

    def verb(self, token: int) -> Clause:
        """The clause of a verb."""
        doc = self.doc
        particle: str | None = None
        objects: list[int] = []
        datives: list[int] = []
        by: list[int] = []
        obliques: list[tuple[str, int]] = []
        aux: list[str] = []
        for child in doc.children[token]:
            dep = doc.dep[child]
            if dep in OBJECTS:
                objects.extend(self.listed(child))
            elif dep == "dative":
                datives.extend(self._dative(child))
            elif dep == "agent":
                by.extend(head for _, head in self._preposition(child))
            elif dep == "prep":
                obliques.extend(self._preposition(child))
            elif dep in ("aux", "auxpass"):
                aux.append(doc.lower[child])
            elif dep == "prt":
                particle = doc.lower[child]
        if not objects and doc.dep[token] == "relcl":
            objects.extend(self._gap(token))
        if not objects and not self.passive(token):
            objects.extend(self.raised(token))
        return Clause(
            token, self._kind(token, aux), particle, self.subjects(token), tuple(objects), tuple(datives), tuple(by),
            tuple(obliques), self.passive(token), negated(doc, token, self.control), auxiliaries(doc, token),
            self._tense(token, aux), self._governor(token),
        )  # fmt: skip

    def raised(self, token: int) -> tuple[int, ...]:
        """ "shot and killed two guards": the object of the verb joined right behind is that of the first too."""
        doc = self.doc
        for _ in range(RAISED):
            joined = [child for child in self._near(token) if doc.dep[child] == "conj" and doc.pos[child] in VERBAL]
            if not joined or joined[0] - token > BESIDE:
                return ()
            token = joined[0]
            if shared := self._listed_as(token, OBJECTS):
                return shared
        return ()

    def subjects(self, token: int, depth: int = 0) -> tuple[int, ...]:
        """Heads of the grammatical subject of a verb, its own or shared; empty when nothing tells."""
        if token in self._subjects:
            return self._subjects[token]
        found: tuple[int, ...] = ()
        if depth < DEPTH:
            own = [child for child in self.doc.children[token] if self.doc.dep[child] in SUBJECTS]
            if own:
                found = tuple(head for child in own for head in self.listed(child))
            elif not any(self.doc.dep[child] in FILLED for child in self._near(token)):
                found = self._shared_subjects(token, depth)
        self._subjects[token] = found
        return found

    def passive(self, token: int) -> bool:
        """Is the grammatical subject the one to whom it is done?"""
        if token not in self._passive:
            self._passive[token] = self._is_passive(token)
        return self._passive[token]

    def marked(self, token: int) -> bool:
        """Is the verb passive by its auxiliary or its subject, or joined to one that is?"""
        doc = self.doc
        for _ in range(DEPTH):
            deps = [doc.dep[child] for child in self._near(token)]
            if "auxpass" in deps or "nsubjpass" in deps:
                return True
            if doc.tag[token] != "VBN" or doc.dep[token] not in ("conj", "dep") or "nsubj" in deps:
                return False
            token = doc.head[token]
        return False

    def agents(self, token: int) -> tuple[int, ...]:
        """The agents of a passive: the heads after "by"."""
        return tuple(self._doers(self._near(token), bare=True))

    def _own_subject(self, token: int) -> bool:
        return any(self.doc.dep[child] in SUBJECTS for child in self._near(token))

    def _near(self, token: int) -> list[int]:
        """The first dependents of a word that others ask about again and again."""
        return self.doc.children[token][:WIDTH]

    def _shared_subjects(self, token: int, depth: int) -> tuple[int, ...]:
        doc = self.doc
        dep, head = doc.dep[token], doc.head[token]
        if head == token:
            return ()
        if dep in ("relcl", "amod"):
            return (self.referent(head),) if doc.pos[head] in NOMINAL else ()
        if dep == "acl":
            return self._of_noun(token, head, depth)
        if dep in ("conj", "advcl", "acomp", "attr", "dep"):
            return self.subjects(head, depth + 1) if doc.pos[head] in VERBAL else ()
        if dep in ("xcomp", "ccomp", "oprd"):
            return self._controlled(head, depth) if doc.pos[head] in VERBAL else self._of_copula(head, depth)
        if dep in ("pcomp", "prep", "csubj"):
            return self._of_preposition(head, depth)
        return ()

    def _controlled(self, head: int, depth: int) -> tuple[int, ...]:
        """Subject of the bare complement of the verb `head`: its object, unless it has none or is a promise."""
        doc = self.doc
        if doc.lemma[head] not in self.control.subject:
            for child in self._near(head):
                if doc.dep[child] in OBJECTS or doc.dep[child] == "dative":
                    return self._dative(child)
            preps = [child for child in self._near(head) if doc.dep[child] == "prep"]
            called = ((word, noun) for prep in preps for word, noun in self._preposition(prep))
            asked = tuple(noun for word, noun in called if word in self.control.called)
            if asked and doc.lemma[head] in self.control.calls:
                return asked
        return self.subjects(head, depth + 1)

    def _of_copula(self, head: int, depth: int) -> tuple[int, ...]:
        """ "X is ready to leave": the subject of the copula over the adjective or noun `head`."""
        over = self.doc.head[head]
        return self.subjects(over, depth + 1) if over != head and self.doc.pos[over] in VERBAL else ()

    def _of_noun(self, token: int, noun: int, depth: int) -> tuple[int, ...]:
        """Subject of a verb that hangs on a noun: the noun, or for "the plan to leave" whoever has the plan."""
        doc = self.doc
        spoken = doc.tag[token] == "VBG" and doc.lemma[noun] in self.control.documents and doc.dep[noun] in OBJECTS
        if doc.tag[token] in ("VBN", "VBG", "VBD") and not spoken:
            return (self.referent(noun),)
        owned = self._listed_as(noun, {"poss"})
        if owned or not (doc.dep[noun] in OBJECTS or doc.dep[noun] in ("attr", "pobj")):
            return owned
        over = doc.head[noun] if doc.dep[noun] != "pobj" else doc.head[doc.head[noun]]
        return self.subjects(over, depth + 1) if doc.pos[over] in VERBAL else ()

    def _listed_as(self, token: int, deps: Set[str]) -> tuple[int, ...]:
        """The first dependent with one of these labels, with what is coordinated with it."""
        child = next((child for child in self._near(token) if self.doc.dep[child] in deps), None)
        return () if child is None else self.listed(child)

    def _of_preposition(self, prep: int, depth: int) -> tuple[int, ...]:
        """ "by leaving", "after leaving": the subject of the verb above; "accused X of leaving": its object."""
        doc = self.doc
        over = doc.head[prep]
        if over == prep or doc.pos[over] not in VERBAL:
            if owned := self._listed_as(over, {"poss"}):
                return owned
            above = doc.head[over]
            joined = doc.dep[over] in OBJECTS or (doc.pos[over] == "ADJ" and doc.dep[over] in ("acomp", "oprd"))
            return self.subjects(above, depth + 1) if joined and doc.pos[above] in VERBAL else ()
        blamed = doc.lemma[over] in self.control.blamed and not self.passive(over)
        return (blamed and self._listed_as(over, OBJECTS)) or self.subjects(over, depth + 1)

    def _gap(self, token: int) -> tuple[int, ...]:
        """ "the man the police arrested": the antecedent fills the object that the relative clause lacks."""
        doc = self.doc
        filled = any(
            doc.tag[child] in ("WRB", "WP$") or doc.dep[child] in ("nsubjpass", "mark", "ccomp", "xcomp")
            or (doc.tag[child] in ("WDT", "WP") and doc.dep[child] in SUBJECTS)
            or (doc.dep[child] == "prep" and not doc.children[child])
            for child in doc.children[token]
        )  # fmt: skip
        return (self.referent(doc.head[token]),) if self._own_subject(token) and not filled else ()

    def _is_passive(self, token: int) -> bool:
        doc = self.doc
        deps = {doc.dep[child] for child in doc.children[token]}
        dep, head, participle = doc.dep[token], doc.head[token], doc.tag[token] == "VBN"
        small = dep == "ccomp" and participle and "nsubj" in deps and "aux" not in deps  # "saw the planes delivered"
        if small or deps & {"auxpass", "nsubjpass"}:
            return True
        if deps & {"aux", "nsubj"} or doc.tag[token] not in ("VBN", "VBD"):
            return False
        if dep in ("acl", "amod"):
            return deps.isdisjoint(OBJECTS)
        joined = dep == "conj" and doc.pos[head] in VERBAL and self._chain_passive(token)
        return participle and (joined or dep == "advcl")

    def _chain_passive(self, token: int) -> bool:
        for _ in range(DEPTH):
            if self.doc.dep[token] != "conj":
                break
            token = self.doc.head[token]
            if any(self.doc.dep[child] in ("auxpass", "nsubjpass") for child in self._near(token)):
                return True
        return False

    def _kind(self, token: int, aux: list[str]) -> Kind:
        tag = self.doc.tag[token]
        if any(self.doc.tag[child] == "TO" for child in self.doc.dependents(token, ("aux",))):
            return "infinitive"
        return "participial" if tag in ("VBG", "VBN") and not aux and not self._own_subject(token) else "finite"

    def _tense(self, token: int, aux: list[str]) -> Tense | None:
        tag = self.doc.tag[token]
        tags = [self.doc.tag[child] for child in self.doc.children[token] if self.doc.dep[child] in ("aux", "auxpass")]
        if "MD" in tags:
            return "future" if self.control.future & set(aux) else None
        perfect = tag == "VBN" and self.control.perfect & set(aux)
        if perfect or "VBD" in tags or (tag == "VBD" and not tags):
            return "past"
        return "present" if {tag, *tags} & {"VBZ", "VBP"} else None

    def _governor(self, token: int) -> int | None:
        """The verb or noun whose complement this clause is ("refused to", "said that", "a plan to")."""
        doc = self.doc
        for _ in range(DEPTH):
            dep, head = doc.dep[token], doc.head[token]
            if dep == "conj" and not self._own_subject(token):
                token = head
                continue
            if dep in ("xcomp", "ccomp", "acl", "oprd") or (dep == "advcl" and doc.pos[head] in NOMINAL):
                return head
            return doc.head[head] if dep == "pcomp" else None
        return None

    def nominal(self, token: int) -> Clause:
        """The clause of a noun that names an event: "the release of C by B" (objects C, by B)."""
        doc = self.doc
        by: list[int] = []
        surface: list[int] = []
        objects: list[int] = []
        obliques: list[tuple[str, int]] = []
        for child in doc.children[token]:
            dep = doc.dep[child]
            if dep == "poss":
                surface.extend(self.listed(child))
            elif dep == "prep":
                for preposition, head in self._preposition(child):
                    if preposition in self.control.agents:
                        by.append(head)
                    else:
                        obliques.append((preposition, head))
                        # "the release of C by B": the parser hangs B on C
                        by.extend(self._doers(doc.children[head]))
            elif dep == "agent":
                by.extend(head for _, head in self._preposition(child))
            elif dep in ("compound", "nmod", "amod") and (doc.ent[child] or dep != "amod"):
                objects.append(child)
        return Clause(
            token, "nominal", None, tuple(surface), tuple(objects), (), tuple(by), tuple(obliques), False,
            negated(doc, token, self.control), (), None, self._noun_governor(token),
        )  # fmt: skip

    def _doers(self, dependents: list[int], bare: bool = False) -> Iterator[int]:
        """The heads after "by" among some dependents; with `bare` also after another word that the parser takes so."""
        for child in dependents:
            by = self.doc.lower[child] in self.control.agents and self.doc.dep[child] in ("prep", "agent")
            if by or (bare and self.doc.dep[child] == "agent"):
                yield from (head for _, head in self._preposition(child))

    def _noun_governor(self, token: int) -> int | None:
        """The verb whose object, subject of a passive or prepositional object this noun is."""
        doc = self.doc
        for _ in range(DEPTH):
            if doc.dep[token] != "conj":
                break
            token = doc.head[token]
        dep, head = doc.dep[token], doc.head[token]
        if dep == "pobj" and doc.lower[head] in self.control.linking:
            return doc.head[head]
        return head if dep in OBJECTS or dep in ("nsubjpass", "attr", "dative") else None

    def listed(self, token: int) -> tuple[int, ...]:
        """The token, its antecedent if it is a relative pronoun, and what is coordinated with it."""
        found = [self.referent(token)]
        current = token
        while len(found) < CONJUNCTS:
            joined = [c for c in self.doc.children[current] if self.doc.dep[c] == "conj" and self.doc.pos[c] in NOMINAL]
            if not joined:
                break
            found.extend(joined)
            current = joined[-1]
        return tuple(found[:CONJUNCTS])

    def referent(self, token: int) -> int:
        """The antecedent of a relative pronoun; any other token itself."""
        doc = self.doc
        if doc.tag[token] not in ("WDT", "WP"):
            return token
        climbing = token
        for _ in range(DEPTH):
            if doc.dep[climbing] == "relcl":
                return doc.head[climbing]
            climbing = doc.head[climbing]
        return token

    def _dative(self, token: int) -> tuple[int, ...]:
        preposition = self.doc.pos[token] == "ADP"
        return tuple(head for _, head in self._preposition(token)) if preposition else self.listed(token)

    def _preposition(self, prep: int, depth: int = 0) -> Iterator[tuple[str, int]]:
        """(preposition, head of what it governs); of "from inside X" the inner preposition."""
        doc = self.doc
        word = doc.lower[prep]
        for child in doc.children[prep]:
            if doc.dep[child] == "pobj":
                for head in self.listed(child):
                    yield word, head
            elif depth < DEPTH and doc.dep[child] in ("prep", "conj") and doc.pos[child] in ("ADP", "SCONJ"):
                yield from self._preposition(child, depth + 1)


def phrase(doc: Parse, token: int) -> Span:
    """The noun phrase of a head token as code points, without relative clauses, appositions and joined phrases."""
    first = last = token
    for child in doc.children[token]:
        left, right = doc.edges[child]
        if child < token:
            if doc.dep[child] not in ("punct", "cc", "preconj"):
                first = min(first, left)
        elif doc.dep[child] in CLAUSAL:
            break
        else:
            last = max(last, right - 1)
    return doc.span(first, last + 1)


def extent(doc: Parse, token: int) -> Span:
    """The stretch of a predicate's own clause: the predicate with its dependents that are no clauses of their own."""
    own = [child for child in doc.children[token] if doc.dep[child] not in CLAUSAL]
    before = (child for child in own if child < token and doc.dep[child] not in ("mark", "csubj"))
    first = min([token, *(doc.edges[child][0] for child in before)])
    return doc.span(first, max([token + 1, *(doc.edges[child][1] for child in own if child > token)]))
