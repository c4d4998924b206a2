"""Who does and who undergoes a verb: over the tree of a Parse and the people known in it.

In: a Parse, a token. Out: token indices. Every climb is bounded.
"""

from retold.grammar.predicates import MAX_CLIMB, SUBJECTS, VERBS, WIDE, Predicates
from retold.languages.people import PeopleLexicon
from retold.parse import Parse
from retold.resolve.referents import PEOPLE, Referents

INHERIT = frozenset({"conj", "xcomp", "advcl", "pcomp", "dep"})
RELATIVE = frozenset({"WDT", "WP", "WP$"})
OBJECTS = frozenset({"dobj"})
CONTROL = frozenset({"from", "of", "into"})


class Clauses(Predicates):
    """The arguments of the predicates of one article, led over datelines and relative pronouns to who is meant."""

    def __init__(self, doc: Parse, words: PeopleLexicon, people: Referents) -> None:
        super().__init__(doc, words)
        self.people = people

    def subject(self, verb: int) -> int | None:
        """The subject of a verb: its own, the noun it modifies, or that of the verb it hangs on."""
        doc = self.doc
        for _ in range(MAX_CLIMB):
            found = self.own(verb, SUBJECTS)
            if found is not None:
                return self._past_dateline(self.antecedent(found, verb))
            dep, head = doc.dep[verb], doc.head[verb]
            if dep in {"relcl", "acl"}:
                return self._noun_before(verb, head)
            if head == verb or dep not in INHERIT or (dep == "dep" and self._past_clause(verb, head)):
                return None
            if dep == "pcomp" or doc.pos[head] == "ADP":
                controls = doc.lower[head] in CONTROL
                head = doc.head[head]
            else:
                controls = dep == "xcomp"
            if controls and (governed := self.own(head, OBJECTS)) is not None and not self.passive(head):
                return governed  # "kept X from leaving", "prompting X to run"
            if doc.pos[head] not in VERBS:
                return head if doc.pos[head] in {"NOUN", "PROPN", "PRON"} else None
            verb = head
        return None

    def _past_clause(self, verb: int, head: int) -> bool:
        """Whether a clause stands between a verb and the one it hangs on loosely: whose it is, is not known then."""
        return any(self.doc.dep[child] == "ccomp" and head < child < verb for child in self.doc.children[head][:WIDE])

    def _past_dateline(self, token: int) -> int:
        """The person that the parser hung on the place of a dateline ("OLDHAVEN – A boy died")."""
        mention = self.people.at.get(token)
        if mention is None or mention.type != "place":
            return token
        for child in self.doc.children[token][:12]:
            found = self.people.at.get(child)
            if self.doc.dep[child] == "appos" and found is not None and found.type in PEOPLE:
                return child
        return token

    def antecedent(self, token: int, verb: int) -> int:
        """The noun a relative pronoun stands for; any other token is its own answer."""
        doc = self.doc
        if doc.tag[token] not in RELATIVE:
            return token
        beside = self.own(token, frozenset({"appos"}))
        if beside is not None and doc.lemmas[beside] in self.people.kin:
            return beside  # "X, who son, Y, was hurt": it is the son
        for _ in range(MAX_CLIMB):
            if doc.dep[verb] == "relcl":
                return self._noun_before(verb, doc.head[verb])
            if doc.dep[verb] not in INHERIT or doc.head[verb] == verb:
                break
            verb = doc.head[verb]
        near = self.people.near_before(token)
        return token if near is None else near

    def _noun_before(self, verb: int, noun: int) -> int:
        """The noun a clause modifies; where the parser hung it on a place ("X of Y, who ..."), the person above."""
        doc, climb = self.doc, noun
        for _ in range(4):
            mention = self.people.at.get(climb)
            if (mention is not None and mention.type in PEOPLE) or climb in self.people.figures:
                return climb
            if doc.dep[climb] not in {"pobj", "prep", "appos", "nummod", "conj"}:
                break
            climb = doc.head[climb]
        mention = self.people.at.get(noun)
        if mention is not None and mention.type not in PEOPLE:
            near = self.people.near_before(verb - 1 if doc.tag[verb - 1] in RELATIVE else verb)
            return noun if near is None else near
        return noun

    def objects(self, verb: int) -> int | None:
        """The object of an active verb, its own or shared with a conjunct ("shot and killed X")."""
        doc = self.doc
        for _ in range(3):
            found = self.own(verb, OBJECTS)
            if found is not None:
                return self.antecedent(found, verb)
            following = [
                child for child in doc.children[verb][:WIDE] if doc.dep[child] == "conj" and doc.pos[child] in VERBS
            ]
            if not following or following[0] - verb > 3:
                return None
            verb = following[0]
        return None

    def undergoer(self, verb: int) -> int | None:
        """Who undergoes a verb: passive subject, object, the noun a participle modifies, headline subject."""
        doc = self.doc
        if self.passive(verb):
            return self.subject(verb)
        found = self.objects(verb)
        if found is not None:
            return found
        if doc.dep[verb] == "acl" and doc.tag[verb] in {"VBN", "VBD"}:
            return self._noun_before(verb, doc.head[verb])
        if doc.dep[verb] == "amod":
            return doc.head[verb]
        if doc.tag[verb] == "VBN" and doc.dep[verb] in {"advcl", "conj", "xcomp", "ccomp", "ROOT", "oprd", "acomp"}:
            return self._bare(verb)
        if doc.tag[verb] == "VBD" and not self._aims(verb) and doc.lemmas[verb] not in self.words["aiming"]:
            return self._bare(verb)
        return None

    def _bare(self, verb: int) -> int | None:
        """The subject of a participle without its auxiliary, as headlines write it ("Two killed in crash")."""
        found = self.subject(verb)
        pronoun = found is not None and self.doc.tag[found] == "PRP" and self.doc.tag[verb] == "VBD"
        return None if pronoun else found  # "I hurt for them" is no headline

    def agent(self, verb: int) -> int | None:
        """Who does it: the subject of an active verb with an object, the noun after "by" of a passive one."""
        doc = self.doc
        by = self.own(verb, frozenset({"agent"}))
        if by is None:
            for child in doc.children[verb][:WIDE]:
                if doc.dep[child] == "prep" and doc.lower[child] in self.words["by"]:
                    by = child
        if by is not None:
            return self.own(by, frozenset({"pobj"}))
        if self.passive(verb) or self.objects(verb) is None:
            return None
        return self.subject(verb)
