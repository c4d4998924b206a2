"""One predicate of a Parse: voice, dependents, its polarity and modality with what governing predicates add to them.

In: a Parse, the closed word classes of the language, a token. Out: token indices, polarity and modality. Every climb is
bounded.
"""

from retold.grammar.clauses import Clauses
from retold.grammar.moods import Modality, Polarity, hearsay, modality, negated
from retold.languages.people import PeopleLexicon
from retold.parse import Parse

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
VERBS = frozenset({"VERB", "AUX"})
JOINED = frozenset({"xcomp", "ccomp", "acomp", "attr", "oprd", "prep", "dobj", "pobj", "pcomp", "nsubjpass"})
WIDE = 40  # dependents looked at; a word with more is debris
MAX_CLIMB = 6  # steps up the tree; deeper embedding is parser error


class Predicates:
    """Questions about the predicates of one article that need no referent."""

    def __init__(self, doc: Parse, words: PeopleLexicon) -> None:
        self.doc = doc
        self.grammar = Clauses(doc, words.control)
        self.lexicon = words
        self.words = words.words

    def passive(self, verb: int) -> bool:
        """Whether the verb is passive by its auxiliary or subject, itself or as a conjunct of a passive one."""
        return self.grammar.marked(verb)

    def own(self, verb: int, deps: frozenset[str]) -> int | None:
        """The first dependent of the verb with one of these labels."""
        return next((child for child in self.doc.children[verb][:WIDE] if self.doc.dep[child] in deps), None)

    def _aims(self, verb: int) -> bool:
        """Whether the verb goes on with "at": who shoots at somebody is not shot; or has a clause for its object."""
        near = [(self.doc.dep[child], self.doc.lower[child]) for child in self.doc.children[verb][:WIDE]]
        return any(dep in {"ccomp", "prt"} or (dep == "prep" and word in self.words["aims"]) for dep, word in near)

    def governor(self, token: int) -> int:
        """The verb that governs a token, the token itself included; the last token climbed to where there is none."""
        doc = self.doc
        for _ in range(10):
            if doc.pos[token] in VERBS or doc.head[token] == token:
                return token
            token = doc.head[token]
        return token

    def negative(self, token: int) -> bool:
        """Whether the predicate is negated in its own clause."""
        return negated(self.doc, token, self.lexicon.control)

    def mood(self, token: int) -> tuple[Polarity, Modality]:
        """Polarity and modality of a verb, adjective or noun, from itself up to the verbs that govern it."""
        polarity: Polarity = "negative" if self.negative(token) else "positive"
        found = self._own_modality(token)
        doc = self.doc
        for _ in range(MAX_CLIMB * 2):
            head, dep = doc.head[token], doc.dep[token]
            if found != "asserted" or head == token:
                break
            loose = dep in {"relcl", "nsubj", "nsubjpass", "parataxis"} and doc.pos[token] in VERBS
            if loose or (doc.dep[head] == "prep" and doc.lower[head] not in self.words["carrying"]):
                break
            found, denied = self._above(head, "xcomp" if self._urged(token) else dep)
            if denied:
                polarity = "negative"
            token = head
            if doc.pos[token] in VERBS and dep in {"ccomp", "advcl"}:
                break
        return polarity, found

    def hearsay(self, word: int) -> bool:
        """Whether an adverb leaves it to others to say so."""
        return hearsay(self.doc, word, self.lexicon.control)

    def alleged(self, word: int) -> bool:
        """Whether the word is hearsay ("allegedly"), or under a charge ("accused of killing")."""
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

    def _own_modality(self, token: int) -> Modality:
        """The modality of the word's own clause; "further arrests" and "more arrests" are yet to come."""
        found = modality(self.doc, token, self.lexicon.control)
        before = (self.doc.lower[child] for child in self.doc.children[token][:WIDE] if child < token)
        return "possible" if found == "asserted" and not self.words["unreal"].isdisjoint(before) else found

    def _above(self, head: int, dep: str) -> tuple[Modality, bool]:
        """What the governing word makes of what hangs on it by `dep`: its modality, and whether it denies it."""
        doc, words = self.doc, self.words
        lemma = doc.lemmas[head]
        if doc.pos[head] in VERBS:
            if dep in JOINED and dep != "ccomp" and self.negative(head):
                return self._own_modality(head), True
            if dep in JOINED and lemma in words["possible"]:
                return "possible", False
            if dep == "xcomp" and (lemma in words["planned"] or lemma in words["going"]):
                return "planned", False
            return (self._own_modality(head) if dep not in {"advcl", "ccomp"} else "asserted"), False
        open_ = doc.pos[head] == "ADJ" and lemma in words["open"] and dep in {"xcomp", "ccomp"}
        irreal = lemma in words["irrealis"] and dep in {"prep", "acl", "ccomp", "compound"}
        return "possible" if open_ or irreal else "asserted", False
