"""Who does and who undergoes a verb, and whether it is told as having happened: over the tree of a Parse.

In: a Parse, a token. Out: token indices, polarity and modality. Every climb is bounded.
"""

from typing import Literal

from retold.extract.people_lexicon import PeopleLexicon
from retold.extract.referents import MAX_CLIMB, PEOPLE, Referents
from retold.parse import Parse

Polarity = Literal["positive", "negative"]
Modality = Literal["asserted", "planned", "possible", "conditional"]

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
VERBS = frozenset({"VERB", "AUX"})
INHERIT = frozenset({"conj", "xcomp", "advcl", "pcomp", "dep"})
RELATIVE = frozenset({"WDT", "WP", "WP$"})
WIDE = 40
OBJECTS = frozenset({"dobj"})
CONTROL = frozenset({"from", "of", "into"})


class Clauses:
    """Questions about the clauses of one article."""

    def __init__(self, doc: Parse, words: PeopleLexicon, people: Referents) -> None:
        self.doc = doc
        self.lexicon = words
        self.words = words.words
        self.people = people

    # --- who ----------------------------------------------------------------------------------------------------------

    def passive(self, verb: int) -> bool:
        """Whether the verb is passive by its auxiliary or subject, itself or as a conjunct of a passive one."""
        doc = self.doc
        for _ in range(MAX_CLIMB):
            deps = [doc.dep[child] for child in doc.children[verb][:WIDE]]
            if "auxpass" in deps or "nsubjpass" in deps:
                return True
            if doc.tag[verb] != "VBN" or doc.dep[verb] not in {"conj", "dep"} or "nsubj" in deps:
                return False
            verb = doc.head[verb]
        return False

    def own(self, verb: int, deps: frozenset[str]) -> int | None:
        """The first dependent of the verb with one of these labels."""
        for child in self.doc.children[verb][:WIDE]:
            if self.doc.dep[child] in deps:
                return child
        return None

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

    def _aims(self, verb: int) -> bool:
        """Whether the verb goes on with "at": who shoots at somebody is not shot; or has a clause for its object."""
        doc = self.doc
        return any(
            (doc.dep[child] == "prep" and doc.lower[child] in {"at", "into", "toward", "towards"})
            or doc.dep[child] in {"ccomp", "prt"}
            for child in doc.children[verb][:WIDE]
        )

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

    def governor(self, token: int) -> int:
        """The verb that a token stands under, itself included; the last token climbed to where there is none."""
        doc = self.doc
        for _ in range(10):
            if doc.pos[token] in VERBS or doc.head[token] == token:
                return token
            token = doc.head[token]
        return token

    # --- whether ------------------------------------------------------------------------------------------------------

    def negative(self, token: int) -> bool:
        """Whether a word of negation hangs on the token, on its auxiliary, or on its subject ("nobody was hurt")."""
        doc, negators = self.doc, self.words["negators"]
        for child in doc.children[token][:WIDE]:
            if doc.lower[child] in negators and (doc.dep[child] in {"neg", "det", "preconj", "cc"} or child < token):
                return True
            if doc.dep[child] in SUBJECTS and any(
                doc.lower[item] in negators for item in [child, *doc.children[child][:3]]
            ):
                return True
        return False

    def told(self, token: int) -> tuple[Polarity, Modality]:
        """Polarity and modality of a verb, adjective or noun, from itself up to the verbs that govern it."""
        polarity: Polarity = "negative" if self.negative(token) else "positive"
        modality = self._mood(token)
        doc = self.doc
        for _ in range(MAX_CLIMB * 2):
            head, dep = doc.head[token], doc.dep[token]
            if modality != "asserted" or head == token:
                break
            if doc.dep[head] == "prep" and doc.lower[head] not in self.words["carrying"]:
                break
            if dep in {"relcl", "nsubj", "nsubjpass", "parataxis"} and doc.pos[token] in VERBS:
                break
            modality, negated = self._above(head, "xcomp" if self._urged(token) else dep)
            if negated and polarity == "positive":
                polarity = "negative"
            token = head
            if doc.pos[token] in VERBS and dep in {"ccomp", "advcl"}:
                break
        return polarity, modality

    def hearsay(self, word: int) -> bool:
        """Whether an adverb leaves it to others to say so."""
        return any(self.doc.lower[child] in self.words["alleged"] for child in self.doc.children[word][:WIDE])

    def alleged(self, word: int) -> bool:
        """Whether the word is told by hearsay ("allegedly"), or under a charge ("accused of killing")."""
        doc = self.doc
        if self.hearsay(word):
            return True
        for _ in range(3):
            head = doc.head[word]
            if head == word or doc.dep[word] not in {"pcomp", "prep", "xcomp"}:
                return False
            word = head
            status = self.lexicon.objects.get(doc.lemmas[word])
            if status is not None and self.lexicon.rules[status].group == "court":
                return True
        return False

    def _urged(self, token: int) -> bool:
        """Whether an infinitive hung loosely on a verb is what the verb wants ("is called on to release")."""
        doc = self.doc
        head = doc.head[token]
        wants = doc.lemmas[head] in self.words["possible"] or doc.lemmas[head] in self.words["planned"]
        infinitive = doc.dep[token] == "advcl" and doc.tag[token] == "VB" and doc.pos[head] in VERBS
        return wants and infinitive and any(doc.tag[child] == "TO" for child in doc.children[token][:4])

    def _mood(self, token: int) -> Modality:
        """What the auxiliaries, conjunctions and adverbs of a word make of it."""
        doc, words = self.doc, self.words
        children = [doc.lower[child] for child in doc.children[token][:WIDE] if child < token]
        if any(word in words["conditional"] for word in children):
            return "conditional"
        if any(word in words["future"] for word in children):
            return "planned"
        if any(word in words["modal"] or word in words["hedges"] or word in words["unreal"] for word in children):
            return "possible"
        return "asserted"

    def _above(self, head: int, dep: str) -> tuple[Modality, bool]:
        """What the governing word makes of what hangs on it by `dep`: its modality, and whether it denies it."""
        doc, words = self.doc, self.words
        lemma = doc.lemmas[head]
        if doc.pos[head] in VERBS:
            joined = dep in {"xcomp", "ccomp", "acomp", "attr", "oprd", "prep", "dobj", "pobj", "pcomp", "nsubjpass"}
            if joined and dep != "ccomp" and self.negative(head):
                return self._mood(head), True
            if joined and lemma in words["possible"]:
                return "possible", False
            if dep == "xcomp" and lemma in words["planned"]:
                return "planned", False
            if dep == "xcomp" and lemma == "go":
                return "planned", False
            return (self._mood(head) if dep not in {"advcl", "ccomp"} else "asserted"), False
        if doc.pos[head] == "ADJ" and lemma in words["open"] and dep in {"xcomp", "ccomp"}:
            return "possible", False
        if lemma in words["irrealis"] and dep in {"prep", "acl", "ccomp", "compound"}:
            return "possible", False
        return "asserted", False
