"""Whom a word of the article refers to: token -> mention -> entity, or a counted group.

In: a Parse with the mentions, entities and figures found in it. Out: a `Referents` view that facts and statuses share.
Nominals that a sentence equates with one name ("the victim was identified as X", "the suspect, X") lead to the name.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from retold.languages.people import PeopleLexicon
from retold.model import Analysis, Figure, Mention, Span
from retold.parse import Parse

PEOPLE = frozenset({"person", "group"})
MAX_LIST = 60  # names of one list, to bound the work
MAX_SKIP = 14  # tokens between two listed names: an age, a role, a home town
MAX_PART = 30  # tokens of one entry of a list
MAX_LISTS = 6  # lists, and sentences, looked back for "both men"
MAX_GAP = 4  # tokens between a list and the word that takes it up
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# how a fact came to its entity: methods of Fact
BY_REFERENCE = "by reference"  # through a nominal or a pronoun: less sure than beside the name
BY_FATE = "by what became of them"  # somebody unnamed who bears the fate of a named person
UNSURE = frozenset({BY_REFERENCE, BY_FATE})
SEVERAL_TAGS = frozenset({"NNS", "NNPS", "NN", "CD", "DT", "PDT"})


@dataclass(frozen=True, slots=True)
class PersonReferent:
    """Who has a fact or a status: an entity, a counted group, or both; `span` are the words that name them."""

    token: int
    entity: str | None
    figure: str | None
    span: Span
    type: str


class Referents:
    """Built once for an article; every look-up is constant or bounded."""

    def __init__(self, doc: Parse, found: Analysis, words: PeopleLexicon) -> None:
        self.doc = doc
        self.several = words.several
        self.definite = words.listed("together", "definite")
        self.kin = words.listed("kin", "words")
        self.twins = words.listed("together", "kin")
        self.olds = words.listed("age", "old")
        self.crowds = words.listed("together", "crowds")
        self.of = words.forms.of
        self.at: dict[int, Mention] = {}
        self.names: dict[int, Mention] = {}
        self.same: dict[str, str] = {}
        self.named = {item.entity for item in found.mentions if item.form == "name" and item.entity}
        self.figures = self._figures(found)
        self._place(found)
        self.lists = self._lists()
        self.list_starts = [start for start, _ in self.lists]
        self.list_ends = [self.doc.tokens_in(names[-1].span)[-1] for _, names in self.lists]

    def _lists(self) -> list[tuple[int, tuple[Mention, ...]]]:
        """Names of people in coordination ("A, 20, and B, 31"): (first token, names), in text order."""
        found: list[tuple[int, tuple[Mention, ...]]] = []
        past = -1
        for token in sorted(self.names):
            mention = self.names[token]
            if token <= past or mention.type != "person" or self.names.get(token - 1) is mention:
                continue
            names, past = self._list_from(token)
            if len(names) > 1 and names[0] is mention:
                found.append((token, tuple(names)))
        return found

    def listed_before(self, token: int) -> list[PersonReferent]:
        """Whom "the two", "both men" or "all three teens" refer to: the last list of as many names, if it is near."""
        doc = self.doc
        if token in self.names or doc.tag[token] not in SEVERAL_TAGS:
            return []
        many = self._so_many(token)
        if many is None:
            return self._named_since(token, None) if self._kind(token) else []
        last = bisect_left(self.list_starts, token) - 1
        for position in range(last, max(-1, last - MAX_LISTS), -1):
            start, names = self.lists[position]
            if doc.sent[token] - doc.sent[start] > MAX_LISTS:
                break
            inside = {name.entity for name in names}
            if any(self.names[item].entity not in inside for item in self._between(start, token)):
                break  # somebody else was named since
            if len(names) == many:
                return [self.by_name(token, name) for name in names]
        return self._named_since(token, many)

    def by_name(self, token: int, name: Mention) -> PersonReferent:
        """Whom the word at `token` refers to, who has a name."""
        return PersonReferent(token, self.entity(name), None, name.span, name.type)

    def just_listed(self, token: int) -> list[PersonReferent]:
        """The people of the list that ends just before a token ("A, B and C — all dead")."""
        position = bisect_left(self.list_starts, token) - 1
        if position < 0 or self.list_ends[position] < token - MAX_GAP:
            return []
        return [self.by_name(token, name) for name in self.lists[position][1]]

    def _so_many(self, token: int) -> int | None:
        """The number of a definite phrase: "both", "the two", "all three teens"; the article must be part of it."""
        doc = self.doc
        first = doc.sents[doc.sent[token]][0]
        for item in range(max(first, token - 4), token + 1):
            many = self.several.get(doc.lower[item])
            if many is not None and not self.definite.isdisjoint(doc.lower[max(first, item - 1) : item + 1]):
                return many
        return None

    def _kind(self, token: int) -> bool:
        """Whether a plural names people by age or as kin of each other ("the 17-year-olds", "the brothers")."""
        doc = self.doc
        if doc.tag[token] != "NNS" or not (doc.lower[token] in self.olds or doc.lemmas[token] in self.twins):
            return False
        first = doc.edges[token][0]
        return doc.lower[first] in self.definite and not any(doc.pos[item] == "PROPN" for item in range(first, token))

    def _named_since(self, token: int, many: int | None) -> list[PersonReferent]:
        """The people named in the sentence and the two before it, if they are exactly so many.

        A phrase with a clause of its own ("the two guards killed in May") says itself who they are; who is quoted or
        credited is none of them.
        """
        doc = self.doc
        if any(doc.dep[child] in {"relcl", "acl"} for child in doc.children[token][:12]):
            return []
        first = doc.sents[max(0, doc.sent[token] - 2)][0]
        named = {self.names[item].entity: self.names[item] for item in self._between(first, token) if self._acts(item)}
        if len(named) != (many or 2):
            return []
        return [self.by_name(token, name) for name in named.values()]

    def _acts(self, token: int) -> bool:
        """Whether a name takes part in an event, and is not only its source."""
        doc = self.doc
        if self.names.get(token + 1) is self.names[token] or doc.dep[token] in {"pobj", "poss", "ROOT", "dep"}:
            return False  # the head of a name is its last word
        above = doc.head[token]
        if doc.dep[token] == "appos":
            above = doc.head[above]  # "the witness, X, told"
        clauses = (child for child in doc.children[above][:12] if doc.dep[child] == "ccomp")
        return not any(doc.pos[child] in {"VERB", "AUX"} for child in clauses)

    def _between(self, first: int, last: int) -> Iterator[int]:
        """Tokens of names of people from one token up to another, at most the last 200."""
        for token in range(max(first, last - 200), last):
            if token in self.names and self.names[token].type == "person":
                yield token

    def _place(self, found: Analysis) -> None:
        """Lead tokens to mentions: every token of a name, the head of a nominal or pronoun; shorter mentions win."""
        names = [item for item in found.mentions if item.form == "name"]
        others = [item for item in found.mentions if item.form != "name"]
        for item in sorted(others, key=lambda item: (item.span[0] - item.span[1], item.id)):
            token = self.doc.token_at((item.head or item.span)[0])
            if token is not None:
                self.at[token] = item
                above = self.doc.head[token]
                if self.doc.tag[above] == "DT" and self.doc.start[above] == item.span[0]:
                    self.at[above] = item  # the parser's head of "A 16-year-old" may be "A"
        for item in sorted(names, key=lambda item: (item.span[0] - item.span[1], item.id)):
            for token in self.doc.tokens_in(item.span)[:12]:
                self.at[token] = item
                self.names[token] = item

    def _figures(self, found: Analysis) -> dict[int, Figure]:
        """The figures that count people or things, by the tokens of the number and by the head of what it counts."""
        placed: dict[int, Figure] = {}
        for figure in found.figures:
            if figure.kind != "count" or (figure.low is None and figure.high is None):
                continue
            for token in self.doc.tokens_in(figure.span)[:8]:
                placed[token] = figure
            if figure.counted:
                for token in self.doc.tokens_in(figure.counted.span)[:12]:
                    placed[token] = figure
        return placed

    def entity(self, mention: Mention | None) -> str | None:
        """The entity of a mention, led on to the name that it was equated with."""
        return None if mention is None else self.lead(mention.entity)

    def lead(self, entity: str | None) -> str | None:
        """The entity, or the named one that it turned out to be."""
        return None if entity is None else self.same.get(entity, entity)

    def form(self, referent: PersonReferent) -> str:
        """How the text refers: "name" (also in apposition), "nominal" or "pronoun"; "" for a bare number."""
        if self.doc.token_at(referent.span[0]) in self.names:
            return "name"
        mention = self.at.get(referent.token)
        return "" if mention is None else mention.form

    def equate(self, token: int, name: Mention) -> None:
        """Note that the nominal at `token` corefers with a name: this mention, and its entity unless it has a name."""
        nominal = self.at.get(token)
        if nominal is not None and nominal.entity and nominal.entity not in self.named and name.entity:
            self.same.setdefault(nominal.entity, name.entity)
        self.at[token] = name

    def person(self, token: int) -> PersonReferent | None:
        """Who the token refers to, when it is a person, a group or a counted group."""
        found = self.referent(token)
        return found if found and found.type in PEOPLE else None

    def referent(self, token: int) -> PersonReferent | None:
        """Who or what the token refers to; a partitive ("two of the men") leads to what it is part of."""
        mention = self.at.get(token)
        if mention is None or mention.form == "nominal":
            mention = self.named_beside(token) or mention
        figure = self.figures.get(token)
        if mention is not None and mention.form == "name":
            figure = None
        elif mention is not None and mention.entity in self.named and self._many(token, figure):
            mention = None  # a plural is no single named person, whatever it was resolved to
            if figure is None:
                return None
        if mention is None and figure is None:
            return None
        type_ = mention.type if mention else "group"
        span = mention.span if mention else self._counted(token, figure)
        return PersonReferent(token, self.entity(mention), figure.id if figure else None, span, type_)

    def _many(self, token: int, figure: Figure | None) -> bool:
        """Whether the token denotes several: a plural noun, or a count of more than one."""
        plural = self.doc.tag[token] in {"NNS", "NNPS"} and self.doc.lower[token] not in self.crowds
        return plural or (figure is not None and (figure.low or figure.high or 1) > 1)

    def _counted(self, token: int, figure: Figure | None) -> Span:
        if figure and figure.counted and figure.counted.span[0] <= self.doc.start[token] < figure.counted.span[1]:
            return (min(figure.span[0], figure.counted.span[0]), figure.counted.span[1])
        return figure.span if figure else (self.doc.start[token], self.doc.end[token])

    def named_beside(self, token: int) -> Mention | None:
        """The name in apposition to a nominal: "the suspect, X", "her daughter, 5-year-old X, "."""
        for child in self.doc.children[token]:
            if self.doc.dep[child] == "appos" and child > token:
                found = self.names.get(child)
                if found is not None and found.type in PEOPLE:
                    return found
        return self._after_comma(token) if self.doc.tag[token] in {"NN", "CD", "JJ", "VBN"} else None

    def _after_comma(self, token: int) -> Mention | None:
        """A name after a comma and perhaps an age, itself closed by a mark: an apposition that the parser missed."""
        doc, index = self.doc, token + 1
        end = doc.sents[doc.sent[token]][1]
        if index < end and doc.lower[index] in self.of:  # "one of the suspects, X,"
            while index < min(end, token + 6) and doc.pos[index] in {"ADP", "DET", "ADJ", "NOUN", "NUM"}:
                index += 1
        if index >= end or doc.words[index] != ",":
            return None
        index += 1
        while index < min(end, token + 12) and doc.ent[index] == "DATE":
            index += 1
        mention = self.names.get(index) if index < end else None
        if mention is None or mention.type != "person":
            return None
        index = self._after(index, mention)
        return mention if index >= end or doc.words[index] in {",", ".", ";", ")"} else None

    def listed(self, token: int) -> list[int]:
        """The token with the tokens in conjunction with it, in order; at most `MAX_LIST`."""
        tokens, waiting = [token], [token]
        while waiting and len(tokens) < MAX_LIST:
            current = waiting.pop()
            for child in self.doc.children[current]:
                if self.doc.dep[child] == "conj" or (self.doc.dep[child] == "appos" and self._joins(child)):
                    tokens.append(child)
                    waiting.append(child)
        return sorted(tokens)

    def together(self, token: int, verb: int) -> list[PersonReferent]:
        """Everybody who shares a place in a clause: conjuncts by the tree, and names listed up to the verb."""
        found: dict[tuple[str | None, str | None], PersonReferent] = {}
        for item in [*self.listed(token), *self._beside_subject(token)]:
            referent = self.referent(item)
            if referent is not None and (referent.entity or referent.figure):
                found.setdefault((referent.entity, referent.figure), referent)
        if token in self.names:
            for name in self.names_under(token):
                if token < verb and name.span[1] > self.doc.start[verb]:
                    break
                found.setdefault((self.entity(name), None), self.by_name(token, name))
        return list(found.values())

    def _beside_subject(self, token: int) -> list[int]:
        """Other subjects that the parser gave the same verb: "a man, A; and a boy, B, were"."""
        doc, verb = self.doc, self.doc.head[token]
        if doc.dep[token] not in SUBJECTS or not any(doc.dep[child] == "cc" for child in doc.children[token][:12]):
            return []
        return [child for child in doc.children[verb][:12] if child != token and doc.dep[child] == doc.dep[token]]

    def _joins(self, token: int) -> bool:
        """Whether an apposition is a link of a list: an age with the next name in conjunction ("A, 20, and B, 31")."""
        return any(self.doc.dep[child] == "conj" for child in self.doc.children[token][:12])

    def people_from(self, token: int) -> list[PersonReferent]:
        """The people that the token and its conjuncts refer to, each entity or figure once."""
        return [item for item in self.together(token, token) if item.type in PEOPLE]

    def names_under(self, token: int) -> list[Mention]:
        """Names of people listed from a token on ("A, 20, of Northville, and B, 31"), in text order.

        Ages and places break the parser's conjunctions, so the words are read, not the tree.
        """
        return self._list_from(token)[0]

    def _list_from(self, token: int) -> tuple[list[Mention], int]:
        """The listed names and the token after the last one read."""
        doc, found = self.doc, dict[str, Mention]()
        index, end = token, min(doc.sents[doc.sent[token]][1], token + MAX_LIST * 6)
        skipped = 0
        while index < end and skipped < MAX_SKIP and len(found) < MAX_LIST:
            mention = self.names.get(index)
            if mention is not None and mention.type in PEOPLE and mention.entity and self._listed(index, token):
                found.setdefault(mention.entity, mention)
                index, skipped = self._after(index, mention), 0
            elif index == token or self._filler(index, mention):
                index, skipped = index + 1, skipped + 1
            else:
                part = self._next_part(index, end) if found else end
                if part == end:
                    break
                index = part
        return list(found.values()), index

    def _next_part(self, index: int, end: int) -> int:
        """The next semicolon of a list whose parts have clauses of their own; `end` where there is none near."""
        return next((place for place in range(index, min(end, index + MAX_PART)) if self.doc.words[place] == ";"), end)

    def _listed(self, index: int, first: int) -> bool:
        """Whether the name opens the list or follows a comma or a conjunction, and is no subject of its own verb."""
        if index <= first + 2:
            return True
        titled = self.doc.pos[index - 1] in {"NOUN", "PROPN"} and self._filler(index - 1, None)
        before = self.doc.pos[index - 1] in {"PUNCT", "CCONJ"} or self.doc.ent[index - 1] == "DATE" or titled
        return before and self.doc.dep[index] not in {"nsubj", "nsubjpass"}

    def _after(self, index: int, mention: Mention) -> int:
        while self.names.get(index) is mention:
            index += 1
        return index

    def _filler(self, index: int, mention: Mention | None) -> bool:
        """Whether the token may come between two listed names: a mark, an age, "of" with a place, "and her son"."""
        if mention is not None:
            return mention.type not in PEOPLE
        doc = self.doc
        if doc.pos[index] in {"PUNCT", "CCONJ", "NUM", "ADP"} or doc.ent[index] in {"DATE", "GPE", "CARDINAL"}:
            return True
        if index + 1 in self.names and doc.pos[index - 1] in {"PUNCT", "CCONJ"} and doc.pos[index] in {"NOUN", "PROPN"}:
            return True  # "and toddler X", "; Officer Y"
        return doc.tag[index] == "PRP$" or (
            doc.lemmas[index] in self.kin and "PRP$" in doc.tag[max(0, index - 7) : index]
        )

    def near_before(self, token: int) -> int | None:
        """The name of a person just before the token, with nothing but marks, ages and places between."""
        first = max(self.doc.sents[self.doc.sent[token]][0], token - MAX_SKIP)
        for index in range(token - 1, first - 1, -1):
            mention = self.names.get(index)
            if mention is not None and mention.type == "person":
                return index
            if not self._filler(index, mention):
                break
        return None

    def mentions(self) -> Iterator[tuple[int, Mention]]:
        """Mentions by head token, in text order; a name once, at its last token. Asked first when all is equated."""
        yield from self._in_order

    @cached_property
    def _in_order(self) -> list[tuple[int, Mention]]:
        at = self.at
        return [
            (token, at[token]) for token in sorted(at) if at[token].form != "name" or at.get(token + 1) is not at[token]
        ]
