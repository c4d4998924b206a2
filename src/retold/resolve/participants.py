"""Who does and who undergoes a verb: over the tree of a Parse and the people known in it.

In: a Parse, a token. Out: token indices. Every climb is bounded.
"""

from retold.grammar.predicates import MAX_CLIMB, SUBJECTS, Predicates
from retold.languages.people import PeopleLexicon
from retold.parse import Parse
from retold.resolve.referents import PEOPLE, Referents

INHERIT = frozenset({"conj", "xcomp", "advcl", "pcomp", "dep"})
RELATIVE = frozenset({"WDT", "WP", "WP$"})
OBJECTS = frozenset({"dobj"})


class Participants(Predicates):
    """The arguments of the predicates of one article, led over datelines and relative pronouns to who is meant."""

    def __init__(self, doc: Parse, words: PeopleLexicon, people: Referents) -> None:
        super().__init__(doc, words)
        self.people = people

    def subject(self, verb: int) -> int | None:
        """The subject of a verb, its own or shared, led to the one who is meant."""
        doc = self.doc
        own = self.own(verb, SUBJECTS)
        if own is not None:
            return self._past_dateline(self.antecedent(own, verb))
        if doc.dep[verb] == "amod":
            return None  # "a retired officer" is described, and tells no change
        found = next(iter(self.grammar.subjects(verb)), None)
        if found is None or found == verb:
            return None
        if doc.dep[found] in SUBJECTS:
            return self._past_dateline(found)
        return self._noun_before(verb, found) if found < verb else found

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
        """The antecedent of a relative pronoun; any other token is its own."""
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
        found = self.own(verb, OBJECTS)
        if found is not None:
            return self.antecedent(found, verb)
        return next(iter(self.grammar.raised(verb)), None)

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
        doers = self.grammar.agents(verb)
        if doers:
            return doers[0]
        if self.passive(verb) or self.objects(verb) is None:
            return None
        return self.subject(verb)
