"""Who is said to have said it: officials, persons, documents and unnamed sources, from the tree of each sentence.

In: the parse, the mentions, the spans already credited to agencies and outlets. Out: credits, in text order.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated

from retold.extract.citations.credits import Credit
from retold.languages import Language, Words, listed, words_at
from retold.model import Analysis, Span
from retold.parse import Parse

MAX_SAID = 400  # characters of a reported clause searched for words of anonymity
MAX_BACK = 12  # words back from a document to its speaker
CLAUSES = frozenset({"ccomp", "parataxis"})
ATTRIBUTES = frozenset({"DT", "JJ", "PRP$", "NN", "NNP", "CD", "VBN", "POS"})
PREMODIFIERS = frozenset({"det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "advmod", "case"})
VERBAL = frozenset({"VERB", "AUX"})
MAX_NAME_TOKENS = 9  # tokens of a speaker's words before its head
SPEAKING = frozenset({"PERSON", "ORG", "GPE", "NORP"})
UNSPOKEN = frozenset({"planned", "wanted", "believed"})
OFFICES = frozenset({"ORG", "GPE", "NORP", "LOC", "FAC"})


@dataclass(frozen=True, slots=True)
class CitationLexicon:
    """The words of saying and of being somebody, as sets."""

    verbs: Annotated[Words, "speech.verbs"]
    needs_clause: Annotated[Words, "speech.needs_clause"]
    takes_noun: Annotated[Words, "speech.takes_noun"]
    document_verbs: Annotated[Words, "speech.document_verbs"]
    no_subject: Annotated[Words, "speech.no_subject"]
    pronouns: Annotated[Words, "speech.pronouns"]
    officials: Annotated[Words, "officials.words"]
    not_official: Annotated[Words, "officials.not_official"]
    titles: Annotated[Words, "persons.titles"]
    places: frozenset[str]
    documents: Annotated[Words, "documents.heads"]
    released: tuple[tuple[str, ...], ...]
    unnamed: Annotated[Words, "unnamed.words"]
    unnamed_phrases: tuple[str, ...]
    unnamed_adjectives: Annotated[Words, "unnamed.adjectives"]
    people: Annotated[Words, "unnamed.people"]
    complements: Annotated[Words, "officials.complements"]
    quoting: Annotated[Words, "speech.quoting"]
    according: Annotated[Words, "speech.according"]
    speaking_for: Annotated[Words, "officials.speaking_for"]
    determiners: Annotated[Words, "words.determiners"]
    tweet: Annotated[Words, "posts.tweet"]
    outlet_nouns: Annotated[Words, "words.following"]
    issuing: Annotated[Words, "documents.issuing"]
    own: Annotated[Words, "documents.own"]
    passed_on: Annotated[Words, "speech.passed_on"]
    not_said: Annotated[Words, "speech.not_said"]
    taking: Annotated[Words, "speech.taking"]
    takers: Annotated[Words, "speech.takers"]


@cache
def lexicon(language: Language) -> CitationLexicon:
    """The compiled words of a language."""
    sources = language.table("sources")
    return CitationLexicon(
        **listed(CitationLexicon, sources),
        places=frozenset(place.lower() for place in words_at(sources, "officials.places")),
        released=tuple(tuple(item.split()) for item in sources.get("documents", {}).get("released", ())),
        unnamed_phrases=tuple(sources.get("unnamed", {}).get("phrases", ())),
    )


class Attributions:
    """The attributions of one parse; `taken` are spans of agencies and outlets, ascending.

    What is known of the speakers so far: `kinds` and `full` names by surname, and the `last` one named with kind and
    sentence."""

    def __init__(self, doc: Parse, found: Analysis, words: CitationLexicon, taken: Sequence[Span]) -> None:
        self.doc, self.found, self.words = doc, found, words
        self.taken = taken
        self.kinds: dict[str, str] = {}
        self.full: dict[str, str] = {}
        self.last: tuple[str, str, int] | None = None
        self.subjects: dict[int, list[int]] = {}
        # sentences that hold a phrase of anonymity
        self.anonymous = {number for number, tokens in enumerate(doc.sents) if self._is_anonymous(doc.span(*tokens))}

    def _is_anonymous(self, span: Span) -> bool:
        """Whether the words hold a phrase of anonymity."""
        said = self.doc.text[slice(*span)].lower()
        return any(phrase in said for phrase in self.words.unnamed_phrases)

    def credits(self) -> Iterator[Credit]:
        """Every attribution, in text order, one a sentence and speaker."""
        doc = self.doc
        seen: set[tuple[int, int]] = set()
        for token, (pos, lower) in enumerate(zip(doc.pos, doc.lower, strict=True)):
            if pos not in VERBAL and lower not in self.words.according:
                continue
            for head in self._sources(token):
                if (doc.sent[token], head) not in seen and not self._is_taken(head):
                    seen.add((doc.sent[token], head))
                    credit = self._credit(token, head)
                    if credit is not None:
                        yield credit

    def quoted(self, made: Sequence[Credit]) -> Iterator[Credit]:
        """Whoever the article names and quotes in marks, where no credit of the sentence names them yet."""
        doc = self.doc
        at = ((doc.token_at(credit.span[0]), credit.name) for credit in made)
        credited = {(doc.sent[token], name) for token, name in at if token is not None}
        for quote in self.found.quotes:
            span = quote.speaker.span
            if quote.form == "indirect" or span is None or quote.negated or quote.stance in UNSPOKEN:
                continue
            tokens = doc.tokens_in(span)
            head = next((item for item in tokens if doc.head[item] not in tokens or doc.head[item] == item), None)
            if head is None or self._is_taken(head):
                continue
            if doc.pos[head] == "PRON":
                credit = self._meant_by(head, quote.speaker.name or "")
            elif doc.pos[head] == "PROPN" and doc.ent[head] in SPEAKING:
                credit = self._credit(head, head)
            else:
                continue
            if credit is not None and (doc.sent[head], credit.name) not in credited:
                credited.add((doc.sent[head], credit.name))
                yield credit

    def _meant_by(self, pronoun: int, name: str) -> Credit | None:
        """ "he" with the name of whoever it means, where that is a proper name."""
        doc = self.doc
        proper = bool(name) and all(word[0].isupper() for word in name.split())
        if not proper or doc.lower[pronoun] not in self.words.pronouns:
            return None
        kind = self.kinds.get(name.split()[-1].lower(), "person")
        covers = doc.span(*doc.sents[doc.sent[pronoun]])
        return Credit((doc.start[pronoun], doc.end[pronoun]), name, kind, covers, False, "pronoun")

    def _is_taken(self, token: int) -> bool:
        start, end = self.doc.start[token], self.doc.end[token]
        if self.doc.lower[token] in self.words.outlet_nouns:  # "the Interfax news agency"
            start = self._core(token)[0]
            end = max(end, self.doc.end[min(token + 1, len(self.doc) - 1)])  # "the website Quillwatch.com"
        index = bisect_right(self.taken, end - 1, key=lambda span: span[0]) - 1
        return index >= 0 and start < self.taken[index][1]

    def _sources(self, token: int) -> Iterator[int]:
        """Head tokens of whoever `token`, a word of saying, leads to."""
        doc, words = self.doc, self.words
        if doc.lower[token] in words.according:
            yield from self._according(token)
        elif doc.pos[token] in VERBAL and doc.lemmas[token] in words.quoting:
            for item in doc.dependents(token, ("dobj", "obj")):
                yield item
                yield from doc.dependents(item, ("conj",))
        elif doc.pos[token] in VERBAL and self._says(token):
            subject = self._subject(token)
            if subject is not None:
                joined = [item for item in doc.dependents(subject, ("conj",)) if doc.pos[item] == "PROPN"]
                if not any(self._shares_title(subject, item) for item in joined):
                    yield subject
                yield from (item for item in joined if not doc.dependents(item, ("prep",)))
        elif doc.pos[token] == "VERB" and doc.lemmas[token] in words.taking:
            yield from self._takers(token)
        if doc.tag[token] == "VBN" and doc.lemmas[token] in words.passed_on:
            yield from (item for item in self._agents(token) if doc.pos[item] == "PROPN")

    def _agents(self, token: int) -> Iterator[int]:
        """ "reported by the institute": whoever does it."""
        for agent in self.doc.dependents(token, ("agent",)):
            yield from self.doc.dependents(agent, ("pobj",))

    def _takers(self, token: int) -> Iterator[int]:
        """ "seen by some observers as a threat", "analysts see it as a threat": who takes a thing for something."""
        doc = self.doc
        if any(doc.lower[item] == "as" for item in doc.dependents(token, ("prep",))):
            subject = self._subject(token)
            found = [*self._agents(token), *([subject] if subject is not None else [])]
            yield from (item for item in found if doc.lower[item] in self.words.takers)

    def _shares_title(self, noun: int, name: int) -> bool:
        """ "the speechwriter and adviser Olga Brandt": the first noun is another title of the one who is named."""
        doc = self.doc
        titles = [item for item in doc.children[name] if item < name and doc.pos[item] == "NOUN"]
        return doc.pos[noun] == "NOUN" and bool(titles) and doc.tag[doc.edges[name][0]] != "DT"

    def _according(self, token: int) -> Iterator[int]:
        doc = self.doc
        # a noun right behind is no source: "7 per cent", "twice per week"
        own = [item for item in doc.dependents(token, ("pobj",)) if doc.pos[item] == "PROPN"]
        led = [item for prep in doc.dependents(token, ("prep",)) for item in doc.dependents(prep, ("pobj",))]
        for item in (*own, *led):
            yield from self._through(item)
            yield from (name for name in doc.dependents(item, ("conj",)) if doc.pos[name] != "VERB")

    def _through(self, item: int) -> Iterator[int]:
        """ "a tweet by the ministry": the ministry; else the noun itself."""
        doc = self.doc
        if doc.lower[item] in self.words.tweet:
            for prep in doc.dependents(item, ("prep", "agent")):
                if doc.lower[prep] in self.words.speaking_for:
                    yield from doc.dependents(prep, ("pobj",))
            return
        yield item

    def _says(self, token: int) -> bool:
        doc, lemma = self.doc, self.doc.lemmas[token]
        deps = {doc.dep[child] for child in doc.children[token]}
        known = lemma in self.words.verbs or lemma in self.words.document_verbs
        if not known or deps & {"neg", "nsubjpass", "auxpass"}:
            return False
        if lemma not in self.words.needs_clause and lemma in self.words.verbs:
            return True
        noun = lemma in self.words.takes_noun and self._takes_noun(token)
        return noun or bool(deps & CLAUSES) or self._parenthetic(token)

    def _takes_noun(self, token: int) -> bool:
        """ "confirmed the strike", but not "claimed the life of": the verb has an object, and one that can be said."""
        objects = self.doc.dependents(token, ("dobj", "obj"))
        return bool(objects) and self.words.not_said.isdisjoint(self.doc.lower[item] for item in objects)

    def _parenthetic(self, token: int) -> bool:
        """The clause said is the verb's head, or the verb is next to a quotation mark."""
        doc = self.doc
        if doc.dep[token] in ("parataxis", "ccomp") and doc.head[token] != token:
            return True
        near = doc.text[max(doc.start[token] - 60, 0) : doc.end[token] + 60]
        return any(mark in near for mark in '“”"')

    def _subject(self, token: int) -> int | None:
        """The subject of the verb, or of the verb it is joined to."""
        doc = self.doc
        for _ in range(4):
            if token not in self.subjects:
                self.subjects[token] = doc.dependents(token, ("nsubj", "nsubjpass"))
            subjects = self.subjects[token]
            active = [item for item in subjects if doc.dep[item] == "nsubj"]
            if active:
                return self._meant(token, active[0])
            joined = doc.dep[token] in ("conj", "advcl", "xcomp") and doc.pos[doc.head[token]] in VERBAL
            if subjects or not joined:
                return None
            token = doc.head[token]
        return None

    def _meant(self, verb: int, subject: int) -> int:
        """ "a report that said": the report; any other subject as it is."""
        doc = self.doc
        relative = doc.dep[verb] == "relcl" and doc.tag[subject] in ("WDT", "WP") and doc.pos[doc.head[verb]] == "NOUN"
        return doc.head[verb] if relative and doc.lower[doc.head[verb]] in self.words.documents else subject

    def _credit(self, verb: int, head: int) -> Credit | None:
        doc = self.doc
        covers = doc.span(*doc.sents[doc.sent[verb]])
        if doc.pos[head] == "PRON":
            return self._pronoun(head, covers)
        kind = self._kind(verb, head)
        if kind is None:
            return None
        span, name = self._name(head, kind)
        name, kind = self._remember(name, kind, doc.sent[head], proper=doc.pos[head] == "PROPN")
        return Credit(span, name, kind, covers, False, "said")

    def _pronoun(self, head: int, covers: Span) -> Credit | None:
        """ "she said": whoever the mention resolves to, else the speaker before."""
        doc = self.doc
        last = self.last
        if doc.lower[head] not in self.words.pronouns or last is None or doc.sent[head] - last[2] > 3:
            return None
        self.last = (last[0], last[1], doc.sent[head])
        return Credit((doc.start[head], doc.end[head]), last[0], last[1], covers, False, "pronoun")

    def _kind(self, verb: int, head: int) -> str | None:
        doc, words = self.doc, self.words
        lower, lemma = doc.lower[head], doc.lemmas[verb]
        if lower in words.no_subject or doc.pos[head] not in ("NOUN", "PROPN", "ADJ", "NUM"):
            return None
        near = self._near(head)
        common = doc.pos[head] != "PROPN"
        anonymous = common and doc.sent[head] in self.anonymous and self._anonymous_near(head)
        if anonymous or lower in words.unnamed or near & words.unnamed_adjectives:
            return "unnamed"
        if lower in words.documents and common:
            fits = lemma in words.document_verbs or lemma in words.quoting or doc.lower[verb] in words.according
            return "document" if fits else None
        if lemma in words.document_verbs and lemma not in words.verbs and lemma not in words.quoting:
            return None
        if near & words.not_official:
            return "person"
        name = doc.text[slice(*self._core(head))].lower()
        proper = doc.pos[head] == "PROPN" and doc.ent[head] in OFFICES
        if near & words.officials or name in words.places or proper:
            return "official"
        return None if doc.pos[head] == "NUM" else "person"

    def _anonymous_near(self, head: int) -> bool:
        """The phrase of anonymity belongs to this noun, or to its sentence, which has no other nominal speaker."""
        doc = self.doc
        start, end = doc.subtree(head)
        near = self._is_anonymous((start, min(end, start + MAX_SAID)))
        return near or doc.lower[head] in self.words.people or doc.lower[head] in self.words.officials

    def _near(self, head: int) -> frozenset[str]:
        """The noun with its modifiers and appositions, in lower case."""
        doc = self.doc
        beside = doc.dependents(head, PREMODIFIERS | {"appos"})
        below = [item for child in beside for item in doc.dependents(child, PREMODIFIERS)]
        above = [doc.head[head]] if doc.dep[head] == "appos" else []
        return frozenset(doc.lower[item] for item in (head, *beside, *below, *above))

    def _core(self, head: int) -> Span:
        """The noun with its modifiers right before it, without the article."""
        doc = self.doc
        first = min([head, *(doc.edges[child][0] for child in doc.dependents(head, PREMODIFIERS) if child < head)])
        while first < head and (doc.lower[first] in self.words.determiners or doc.tag[first] in ("DT", "PRP$", "PDT")):
            first += 1
        return doc.span(max(first, head - MAX_NAME_TOKENS), head + 1)

    def _name(self, head: int, kind: str) -> tuple[Span, str]:
        doc = self.doc
        if doc.pos[head] == "NOUN":
            named = [item for item in doc.dependents(head, ("appos",)) if doc.pos[item] == "PROPN"]
            if named and doc.ent[named[0]] in ("PERSON", ""):
                head = named[0]
        if doc.pos[head] == "PROPN" and doc.ent[head] in ("PERSON", "") and kind in ("person", "official"):
            span = self._proper(head)
        else:
            span = self._core(head)
            if kind == "unnamed" or doc.lower[head] in self.words.complements:
                span = (span[0], self._complement(head))
            elif kind == "document" and doc.lower[head] not in self.words.own:
                span = (span[0], self._made_by(head))
        return span, doc.text[span[0] : span[1]]

    def _proper(self, head: int) -> Span:
        """The proper name without its titles."""
        doc = self.doc
        first = head
        while first > 0 and doc.pos[first - 1] == "PROPN" and doc.sent[first - 1] == doc.sent[head]:
            first -= 1
        plain = first
        titles = self.words.officials | self.words.titles | self.words.not_official
        while plain < head and doc.lower[plain].rstrip(".") in titles:
            plain += 1
        return doc.span(max(plain, head - MAX_NAME_TOKENS), head + 1)

    def _complement(self, head: int) -> int:
        """End of "of ...", "for ..." or "familiar with ..." after the noun."""
        doc = self.doc
        behind = [child for child in doc.dependents(head, ("prep", "amod", "acl")) if child > head]
        last = max(head, doc.edges[behind[0]][1] - 1) if behind else head
        return doc.end[min(last, head + MAX_NAME_TOKENS)]

    def _made_by(self, head: int) -> int:
        """End of "from the ministry" or "by the inspectors" right after a document: who made it."""
        doc = self.doc
        for child in doc.dependents(head, ("prep", "agent")):
            if child == head + 1 and doc.lower[child] in self.words.speaking_for and doc.lower[child] != "of":
                last = doc.edges[child][1] - 1
                proper = "PROPN" in doc.pos[child + 1 : last + 1]
                official = not self.words.officials.isdisjoint(doc.lower[child + 1 : last + 1])
                if last - head <= MAX_NAME_TOKENS and (proper or official):
                    return doc.end[last]
        return doc.end[head]

    def _remember(self, name: str, kind: str, sent: int, proper: bool) -> tuple[str, str]:
        """A surname alone is the person named before, with that person's kind."""
        if proper and kind in ("person", "official"):
            surname = name.split()[-1].lower()
            known = self.kinds.get(surname)
            if known is not None and (" " not in name or known == "official"):
                kind = known
            self.kinds.setdefault(surname, kind)
            if " " not in name:
                name = self.full.get(surname, name)
            self.full.setdefault(surname, name)
        if kind in ("person", "official"):
            self.last = (name, kind, sent)
        return name, kind


def released(doc: Parse, words: CitationLexicon) -> Iterator[Credit]:
    """ "in a press release": a document beside its speaker."""
    for phrase in words.released:
        size = len(phrase)
        for index in range(1, len(doc.lower) - size + 1):
            if doc.lower[index] != phrase[0] or tuple(doc.lower[index : index + size]) != phrase:
                continue
            back = index - 1
            while back > max(index - MAX_BACK, 0) and (doc.tag[back] in ATTRIBUTES or doc.pos[back] == "ADJ"):
                back -= 1
            if doc.pos[back] == "ADP" or doc.lemma[back].lower() in words.issuing:
                covers = doc.span(*doc.sents[doc.sent[index]])
                first = index
                while first - 1 > back and doc.tag[first - 1] in ("NN", "NNP", "POS"):
                    first -= 1  # "a university news release"
                span = doc.span(first, index + size)
                yield Credit(span, doc.text[slice(*span)], "document", covers, False, "document")


def seen(doc: Parse, words: CitationLexicon, outlets: Sequence[Span]) -> Iterator[Credit]:
    """ "a statement seen by Reuters", "a memo obtained by Politico": the document before the outlet."""
    for start, _ in outlets:
        token = doc.token_at(start)
        if token is None:
            continue
        back = token
        while back > 0 and token - back < 8 and doc.sent[back - 1] == doc.sent[token]:
            back -= 1
            if doc.lower[back] in words.documents and doc.pos[back] == "NOUN":
                if any(doc.tag[place] == "VBN" for place in range(back + 1, token)):
                    span = (doc.start[back], doc.end[back])
                    covers = doc.span(*doc.sents[doc.sent[token]])
                    yield Credit(span, doc.text[span[0] : span[1]], "document", covers, False, "seen")
                break
