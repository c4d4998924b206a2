"""When, where, in which quote and as which event something is reported: look-ups over the records found before.

In: a Parse and the Analysis so far. Out: ids and spans for a token. Built once for an article.
"""

import sys
from bisect import bisect_right

from retold.grammar.moods import SUBJECTS
from retold.grammar.predicates import WIDE
from retold.model import Analysis, Mention, Span
from retold.parse import Parse
from retold.resolve.participants import Participants
from retold.resolve.referents import PersonReferent
from retold.resolve.speech import SpeechIndex

SPATIAL = frozenset({"place", "facility"})
LONGEST_PHRASE = 25  # tokens; a time or place farther from its verb than this belongs to another clause


def subject_of(clauses: Participants, verb: int) -> PersonReferent | None:
    """Who the subject of a verb is, where it is a person or a group."""
    subject = clauses.subject(verb)
    return clauses.people.person(subject) if subject is not None else None


def name_after(clauses: Participants, preposition: int) -> Mention | None:
    """The name that a preposition governs."""
    inner = clauses.own(preposition, frozenset({"pobj"}))
    return clauses.people.names.get(inner) if inner is not None else None


class Placed:
    """Times, places, quotes and events by token or span."""

    def __init__(self, doc: Parse, found: Analysis, clauses: Participants) -> None:
        self.doc = doc
        self.clauses = clauses
        self.times: dict[int, list[tuple[int, str]]] = {}
        self.by_verb: dict[int, list[tuple[int, str]]] = {}
        for time in found.times:
            token = doc.token_at(time.span[0])
            if token is not None and time.type in {"DATE", "TIME"}:
                self.times.setdefault(doc.sent[token], []).append((token, time.id))
                verb = clauses.governor(doc.head[token]) if doc.head[token] != token else token
                self.by_verb.setdefault(verb, []).append((token, time.id))
        self.timed = [time.span for time in found.times]
        self.said = SpeechIndex(found.quotes)
        self.events = {event.span: event.id for event in found.events}

    def time(self, verb: int, word: int) -> str | None:
        """The time in the clause of the verb, nearest to the word; else the only time of the sentence.

        A noun has its own time only: in "charged on Friday over the killing" the day is that of the charge.
        """
        if word != verb and self.doc.pos[word] == "NOUN" and not self._comes_about(verb, word):
            return self._within(word)
        own = self.by_verb.get(verb)
        if own:
            return min(own, key=lambda item: abs(item[0] - word))[1]
        shared = self.doc.head[verb] if self.doc.dep[verb] in {"conj", "xcomp", "oprd", "acomp"} else None
        if shared is not None and shared in self.by_verb:
            return self.by_verb[shared][0][1]
        alone = self.times.get(self.doc.sent[word], ())
        return alone[0][1] if len(alone) == 1 and abs(alone[0][0] - word) < LONGEST_PHRASE else None

    def is_time(self, token: int) -> bool:
        """Whether the token is inside a time expression: "by May 2010"."""
        place = bisect_right(self.timed, (self.doc.start[token], sys.maxsize)) - 1
        return place >= 0 and self.doc.start[token] < self.timed[place][1]

    def _comes_about(self, verb: int, word: int) -> bool:
        """Whether the verb says of the noun that it happened."""
        doc, come = self.doc, self.clauses.lexicon.listed("words", "happen")
        return doc.head[word] == verb and doc.dep[word] in SUBJECTS and doc.lemmas[verb] in come

    def _within(self, word: int) -> str | None:
        """The first time among the words that hang on a noun, or on the noun that it is an attribute of."""
        first, last = self.doc.edges[word]
        inside = (name for token, name in self.times.get(self.doc.sent[word], ()) if first <= token < last)
        return next(inside, None)

    def place(self, verb: int, word: int) -> Span | None:
        """A place named in a prepositional phrase of the verb or of the trigger itself."""
        doc = self.doc
        for head in dict.fromkeys((word, verb)):
            for child in doc.children[head][:WIDE]:
                if doc.dep[child] != "prep" or doc.lower[child] in self.clauses.lexicon.forms.of:
                    continue
                for inner in doc.dependents(child, ("pobj",)):
                    mention = self.clauses.people.at.get(inner)
                    if mention is not None and mention.type in SPATIAL:
                        return mention.span
        return None

    def reason(self, verb: int, word: int) -> Span | None:
        """The phrase that says why: "in exchange for ...", "as a gesture of ...", "because ..."."""
        doc, reasons = self.doc, self.clauses.lexicon.reasons
        for head in dict.fromkeys((word, verb)):
            for child in doc.children[head][:WIDE]:
                first = doc.edges[child][0]
                nouns = reasons.get(doc.lower[first])
                if nouns is None or first <= head or doc.dep[child] not in {"prep", "advcl", "npadvmod", "mark"}:
                    continue
                last = min(doc.edges[child][1], first + LONGEST_PHRASE)
                bare = doc.lower[first] in reasons["because"]
                if bare or any(doc.lemmas[item] in nouns for item in range(first + 1, min(last, first + 6))):
                    return doc.span(first, last)
        return None

    def quote(self, span: Span) -> str | None:
        """The quote that holds the span."""
        found = self.said.at(span[0])
        return None if found is None or self.said.at(span[1] - 1) is None else found.id

    def event(self, first: int, last: int) -> str | None:
        """The event whose trigger is the first or the last of the words, or all of them."""
        spans = (self.doc.span(*words) for words in ((first, last), (first, first + 1), (last - 1, last)))
        return next((self.events[span] for span in spans if span in self.events), None)

    def phrase(self, token: int) -> Span:
        """The words that refer to what the token heads: its mention, else its noun phrase, else the token."""
        mention = self.clauses.people.at.get(token)
        if mention is not None:
            return mention.span
        return self.doc.span(max(self.doc.edges[token][0], token - 6), token + 1)
