"""Triggers of a change of status with their bearers: verbs, phrases, nouns, adjectives, prepositional phrases.

In: a Parse, the lexicon, the clauses of the article. Out: `Trigger`s in text order. One pass over the tokens.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from retold.grammar.predicates import SUBJECTS, VERBS, WIDE
from retold.languages.people import PeopleLexicon, Phrase
from retold.parse import Parse
from retold.resolve.participants import Participants
from retold.resolve.referents import PEOPLE

GAP = 12  # tokens between a verb and the last word of its phrase
STRAY = 6  # tokens between a noun and a preposition that the parser hung on the verb
BETWEEN = 7  # tokens between two words of a phrase
COMPLEMENTS = frozenset({"acomp", "attr", "oprd", "advcl", "conj", "xcomp", "ccomp", "dep", "ROOT"})
GOVERNED = frozenset({"pobj", "conj"})
# labels of a participle that is the complement of a copula or a noun
ADJECTIVAL = frozenset({"acomp", "oprd", "attr", "nsubj", "nsubjpass", "pobj", "dobj"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """The words `[first, last)` tell `status` of what `whose` refers to; `word` is what carries mood and negation."""

    first: int
    last: int
    status: str
    whose: int
    word: int
    agent: int | None
    rule: str


class Triggers:
    """Finds the triggers of one article."""

    def __init__(self, doc: Parse, words: PeopleLexicon, clauses: Participants) -> None:
        self.doc = doc
        self.lex = words
        self.clauses = clauses
        self.lemma = doc.lemmas
        self.used: set[int] = set()

    def find(self) -> Iterator[Trigger]:
        """All triggers, in text order."""
        lex, lemma, pos, tag, lower = self.lex, self.lemma, self.doc.pos, self.doc.tag, self.doc.lower
        verbs, victims, states, ins = lex.verbs, lex.words["victims"], lex.states, lex.ins
        for token, word in enumerate(lemma):
            kind = pos[token]
            if kind in VERBS or tag[token][:2] == "VB":
                if word in verbs:
                    yield from self._verb(token, word)
            elif kind in {"NOUN", "PROPN"} and word in lex.nouns:
                yield from self._noun(token, lex.nouns[word])
            elif word in victims and token and lower[token - 1] in lex.victims:
                yield from self._victim(token)
            small = lower[token]
            status = states.get(small) or (lex.participles.get(small) if self._adjectival(token) else None)
            if status is not None and token not in self.used and self._stative(token):
                yield from self._state(token, status)
            if small in ins:
                yield from self._within(token)

    def _adjectival(self, token: int) -> bool:
        """Whether a participle has the place of an adjective or a noun; else its verb is read."""
        doc = self.doc
        if any(doc.dep[child] == "compound" for child in doc.children[token][:WIDE]):
            return False  # "one gun shot"
        return doc.pos[token] != "VERB" or doc.dep[token] in ADJECTIVAL

    def _stative(self, token: int) -> bool:
        """Whether the word is an adjective or a participle, and no verb of its own clause."""
        doc = self.doc
        if doc.pos[token] not in {"ADJ", "ADV", "VERB", "NOUN"}:
            return False
        return doc.tag[token] not in {"VBD", "VB", "VBP", "VBZ", "VBG"} and doc.dep[token] != "xcomp"

    # --- verbs --------------------------------------------------------------------------------------------------------

    def _verb(self, token: int, word: str) -> Iterator[Trigger]:
        lex = self.lex
        for phrase in lex.phrases.get(word, ()):
            last = self._phrase(token, phrase)
            if last is not None:
                whose = self._phrase_subject(token, last, phrase)
                if whose is not None:
                    self.used.update(range(token + 1, last + 1))
                    found = phrase.subject or word in lex.words["finding"]
                    agent = None if found else self.clauses.agent(token)  # who finds somebody dead did not do it
                    yield Trigger(token, last + 1, phrase.status, whose, token, agent, "phrase")
                    return
        if self._carried(token, word):
            whose = self.clauses.undergoer(token)
            if whose is not None:
                yield Trigger(token, token + 1, "hospitalized", whose, token, None, "carried")
            return
        borne = list(self._object(token, lex.objects[word])) if word in lex.objects else []
        yield from borne
        if not borne and word in lex.subjects:
            whose = None if self.clauses.passive(token) else self.clauses.subject(token)
            if whose is not None and not self._reports(token):
                yield Trigger(token, token + 1, lex.subjects[word], whose, token, None, "subject")

    def _object(self, token: int, status: str) -> Iterator[Trigger]:
        doc = self.doc
        if doc.tag[token] == "VBG" and doc.dep[token] in {"amod", "compound"}:
            return
        whose = self.clauses.undergoer(token)
        kind = doc.tag[token] != "VBN" and whose == token + 1 and self.lemma[token + 1] in self.lex.words["victims"]
        if whose is None or whose == token or kind:
            return  # "shooting victim X" names a kind of victim
        if doc.lower[whose] in self.lex.words["reflexive"]:
            subject = self.clauses.subject(token)
            if subject is not None:
                yield Trigger(token, token + 1, status, subject, token, subject, "reflexive")
            return
        agent = self.clauses.agent(token)
        if agent == whose:
            agent = None
        yield Trigger(token, token + 1, self._graver(token, status), whose, token, agent, "object")

    def _graver(self, token: int, status: str) -> str:
        """A wound reported with "fatally" or "mortally" is a death; who "remains jailed" is held, not arrested now."""
        if self.lex.rules[status].state == self.lex.rules["arrested"].state and self._stays(token):
            return "held"
        if self.lex.rules[status].state != "hurt":
            return status
        doc = self.doc
        near = [*doc.children[token][:WIDE], token - 1] if token else doc.children[token][:WIDE]
        return "killed" if any(doc.lower[child] in self.lex.words["fatal"] for child in near) else status

    def _stays(self, token: int) -> bool:
        """Whether a participle completes a verb of staying."""
        return self.doc.dep[token] in COMPLEMENTS and self.lemma[self.doc.head[token]] in self.lex.words["staying"]

    def _reports(self, token: int) -> bool:
        """Whether the verb's object is a thing: who escaped a fine did not escape from captivity."""
        words = self.lex.words
        child = self.clauses.own(token, frozenset({"dobj"}))
        return (
            child is not None and self.lemma[token] in words["escaping"] and self.lemma[child] not in words["escaped"]
        )

    def _carried(self, token: int, word: str) -> bool:
        """Whether somebody is brought to a hospital: a verb of carrying with "to" and the name or word of a clinic."""
        lex, doc = self.lex, self.doc
        if word not in lex.words["carried"]:
            return False
        for child in doc.children[token][:WIDE]:
            if doc.dep[child] in {"prep", "dative"} and doc.lower[child] in lex.words["carried_to"]:
                for place in doc.dependents(child, GOVERNED):
                    first, last = doc.edges[place]
                    if not lex.words["clinics"].isdisjoint(self.lemma[max(first, place - 6) : min(last, place + 6)]):
                        return True
            hurt = self.lemma[child : min(doc.edges[child][1], child + 6)]
            beside = doc.lower[child] in lex.words["carried_with"] and doc.dep[child] == "prep"
            if beside and not lex.words["hurts"].isdisjoint(hurt):
                return True
        return False

    def _phrase(self, token: int, phrase: Phrase) -> int | None:
        """The last token of the phrase's words after the verb: in order, close by, in one sentence."""
        doc = self.doc
        end = min(doc.sents[doc.sent[token]][1], token + 1 + GAP)
        index = token
        for number, word in enumerate(phrase.rest):
            limit = end if number == 0 else min(end, index + BETWEEN)
            index += 1
            while index < limit and not self._fits(index, word):
                if doc.pos[index] in VERBS and doc.dep[index] in {"ROOT", "conj", "relcl", "advcl", "ccomp"}:
                    return None
                if number == 0 and doc.lower[index] in self.lex.words["phrase_ends"]:
                    return None
                index += 1
            if index >= limit:
                return None
        return index if self._belongs(index, token) else None

    def _fits(self, token: int, word: str) -> bool:
        """Whether the token is the word; "<name>" means any word of that list."""
        if word[0] == "<":
            return self.lemma[token] in self.lex.words.get(word[1:-1], frozenset())
        return self.lemma[token] == word or self.doc.lower[token] == word

    def _belongs(self, token: int, verb: int) -> bool:
        """Whether the token hangs on the verb, at most six steps down."""
        for _ in range(6):
            token = token if token == verb else self.doc.head[token]
        return token == verb

    def _phrase_subject(self, token: int, last: int, phrase: Phrase) -> int | None:
        clauses = self.clauses
        if phrase.subject:
            return None if clauses.passive(token) else clauses.subject(token)
        small = None if clauses.passive(token) else self._clause_subject(token)
        if small is not None and self.doc.head[last] in (token, self.doc.head[small]):
            return small  # "found X dead"
        found = clauses.undergoer(token)
        if found is not None and self.doc.lower[found] in self.lex.words["reflexive"]:
            return clauses.subject(token)  # "shot himself to death"
        if found is not None and token < found <= last and self.doc.lower[found] in phrase.rest:
            # "take hostage": the noun of the phrase is no undergoer
            if self.doc.tag[token] in {"VBN", "VBD"}:
                return clauses.subject(token)
            return None
        if found is None and self.doc.tag[token] in {"VBN", "VBD"}:
            return clauses.subject(token)
        if found is None:
            return self._clause_subject(token)
        return found

    def _clause_subject(self, token: int) -> int | None:
        """The subject of a small clause under the verb ("found X dead", "left him wounded")."""
        for child in self.doc.children[token][:WIDE]:
            if self.doc.dep[child] in {"ccomp", "xcomp", "oprd"}:
                found = self.clauses.own(child, SUBJECTS)
                if found is not None:
                    return found
        return None

    # --- nouns --------------------------------------------------------------------------------------------------------

    def _noun(self, token: int, status: str) -> Iterator[Trigger]:
        """ "the death of X", "X's arrest", "his release"; "the shooting death of X"."""
        doc = self.doc
        if not self._taken(token):
            return
        status = self._graver(token, status)
        light = doc.dep[token] == "dobj" and self.lemma[doc.head[token]] in self.lex.words["light"]
        if light and self.lemma[token] in self.lex.words["light_nouns"]:
            subject = self.clauses.subject(doc.head[token])
            if subject is not None:
                yield Trigger(token, token + 1, status, subject, doc.head[token], None, "light verb")
            return
        for child in doc.children[token][:WIDE]:
            if doc.dep[child] == "poss":
                yield Trigger(token, token + 1, status, child, token, None, "noun")
                return
        words = self.lex.words
        preps = words["court_of" if self.lemma[token] in words["court_nouns"] else "noun_of"]
        for child in [*doc.children[token][:WIDE], *self._stray(token)]:
            if doc.dep[child] == "prep" and doc.lower[child] in preps:
                inner = self.clauses.own(child, frozenset({"pobj"}))
                if inner is not None:
                    yield Trigger(token, token + 1, status, inner, token, self._by(token), "noun")
                return

    def _stray(self, noun: int) -> Iterator[int]:
        """A preposition soon after the noun that the parser hung on the verb above ("the death on Monday of X")."""
        doc, head = self.doc, self.doc.head[noun]
        if doc.pos[head] in VERBS:
            for child in doc.children[head][:WIDE]:
                if noun < child <= noun + STRAY:
                    yield child

    def _victim(self, token: int) -> Iterator[Trigger]:
        """ "shooting victim X", "the shooting victims, X and Y": a victim by what happened."""
        doc, people = self.doc, self.clauses.people
        before = token - 1
        if doc.head[before] in (token, doc.head[token]) or doc.head[token] == before:
            named = token + 1 if token + 1 in people.names and doc.sent[token + 1] == doc.sent[token] else token
            status = self._graver(before, self.lex.victims[doc.lower[before]])
            yield Trigger(token - 1, token + 1, status, named, token, None, "victim")

    def _taken(self, token: int) -> bool:
        """Whether a noun such as "life" or "body" has a verb with which it means a death."""
        wanted = self.lex.taken.get(self.lemma[token])
        if wanted is None:
            return True
        return self.doc.dep[token] != "nsubj" and self.lemma[self.clauses.governor(token)] in wanted

    def _by(self, noun: int) -> int | None:
        for child in self.doc.children[noun][:WIDE]:
            if self.doc.dep[child] == "prep" and self.doc.lower[child] in self.lex.words["by"]:
                return self.clauses.own(child, frozenset({"pobj"}))
        return None

    # --- states -------------------------------------------------------------------------------------------------------

    def _state(self, token: int, status: str) -> Iterator[Trigger]:
        """ "X is dead", "the injured man", "slain teen X", "two dead"."""
        doc = self.doc
        head, dep = doc.head[token], doc.dep[token]
        if token and doc.lower[token - 1] in self.lex.words["each"] and doc.dep[token - 1] != "dobj":
            yield Trigger(token, token + 1, status, token - 1, token, None, "all of a list")
        if dep == "amod" and head != token and doc.pos[head] in {"NOUN", "PROPN"}:
            yield Trigger(token, token + 1, status, head, token, None, "adjective")
        elif dep in COMPLEMENTS and doc.pos[head] in VERBS and head != token:
            whose = self.clauses.subject(head)
            passive = self.clauses.passive(head)
            if self.lemma[head] not in self.lex.words["being"] and not passive:
                return
            if self.lemma[head] in self.lex.words["leaving"] and not passive:
                whose = self.clauses.objects(head) or self._clause_subject(head)
            if whose is not None and whose != token:
                yield Trigger(token, token + 1, self._graver(token, status), whose, token, None, "state")
        elif token in self.clauses.people.figures and doc.pos[token] in {"ADJ", "NOUN"}:
            yield Trigger(token, token + 1, status, token, token, None, "counted")
        else:
            yield from self._bare_state(token, status)

    def _bare_state(self, token: int, status: str) -> Iterator[Trigger]:
        """A headline's "One dead, two hurt": the number or the noun just before."""
        doc = self.doc
        if doc.pos[token] in VERBS and (self.clauses.passive(token) or self._perfect(token)):
            return  # a verb of its own clause
        own = self.clauses.own(token, SUBJECTS | {"nummod"})
        if own is not None:
            yield Trigger(token, token + 1, status, own, token, None, "headline")
        elif token and doc.sent[token - 1] == doc.sent[token] and token - 1 in self.clauses.people.figures:
            yield Trigger(token, token + 1, status, token - 1, token, None, "headline")

    def _perfect(self, token: int) -> bool:
        """ "had wanted to go": an active verb."""
        children = self.doc.children[token][:WIDE]
        return any(self.doc.dep[child] == "aux" and self.lemma[child] in self.lex.words["have"] for child in children)

    def _within(self, last: int) -> Iterator[Trigger]:
        """ "in custody", "in critical condition": the subject of what the phrase hangs on, or the noun before."""
        doc, lex = self.doc, self.lex
        for words, status in lex.ins[doc.lower[last]]:
            first = last + 1 - len(words)
            if first < 0 or tuple(doc.lower[first : last + 1]) != words or doc.sent[first] != doc.sent[last]:
                continue
            whose = self._located(first)
            if whose is not None and first not in self.used:
                yield Trigger(first, last + 1, status, whose, doc.head[first], None, "phrase")
            return

    def _located(self, prep: int) -> int | None:
        doc, people = self.doc, self.clauses.people
        head = doc.head[prep]
        if head == prep:
            return None
        if doc.pos[head] in VERBS or doc.pos[head] in {"ADJ", "ADV"}:
            if doc.pos[head] not in VERBS:
                head = doc.head[head]
            words = self.lex.words  # verbs that say where or how somebody is, or is brought
            if doc.pos[head] not in VERBS or self.lemma[head] not in words["being"] | words["carried"]:
                return None
            if self.clauses.passive(head):
                return self.clauses.subject(head)
            return self.clauses.objects(head) or self.clauses.subject(head)
        mention = people.at.get(head)
        if (mention is not None and mention.type in PEOPLE) or head in people.figures:
            return head
        return None
