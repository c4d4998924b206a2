"""What resolving in one article works on: mentions with their tokens, and clusters that know what they hold.

In: a Parse and the Mentions. Out: `MentionNode`s in text order, and `Clusters`, a union-find whose sets carry type,
gender, number, names, roles and the rules that joined them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from retold.grammar.arguments import Parts
from retold.languages.mentions import Lexicon
from retold.model import CoreferenceRule, Mention
from retold.parse import Parse
from retold.resolve.within.sides import Side, SideWords, ages_fit, ages_of, side_of
from retold.unions import Unions

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "agent"})
OBJECTS = frozenset({"dobj", "iobj", "dative", "attr", "obj"})
THINGS = frozenset({"organization", "place", "facility", "product", "other"})


@dataclass(frozen=True, slots=True)
class Anaphors:
    """Word classes of the rules: definite nouns that pick up a name by its type, kinds of organizations, verbs."""

    kind_of: dict[str, str]
    speech: frozenset[str]
    copula: frozenset[str]
    pleonastic: frozenset[str]
    whole: frozenset[str]
    part: frozenset[str]
    idle: frozenset[str]
    moments: frozenset[str]


@dataclass(frozen=True, slots=True)
class MentionNode:
    """A mention and its tokens `[first, last)`, head token, sentence, words in lower case and head lemma.

    `subject` tells that it is a subject, `tells` that it is the subject of a verb of speech.
    """

    index: int
    mention: Mention
    first: int
    last: int
    head: int
    sent: int
    words: tuple[str, ...]
    lemma: str
    quoted: int
    subject: bool = False
    tells: bool = False


def nodes(doc: Parse, mentions: Sequence[Mention], speech: frozenset[str] = frozenset()) -> list[MentionNode]:
    """One node a mention."""
    quoted = _quote_depth(doc)
    at_start = {start: index for index, start in enumerate(doc.start)}
    at_end = {end: index + 1 for index, end in enumerate(doc.end)}
    found = []
    for index, mention in enumerate(mentions):
        first, last = at_start[mention.span[0]], at_end[mention.span[1]]
        head = at_start[mention.head[0]] if mention.head else last - 1
        words = tuple(doc.lower[first:last])
        subject = doc.dep[head] in SUBJECTS
        tells = subject and doc.lemmas[doc.head[head]] in speech
        sent, lemma = doc.sent[head], doc.lemmas[head]
        found.append(MentionNode(index, mention, first, last, head, sent, words, lemma, quoted[head], subject, tells))
    return found


def _quote_depth(doc: Parse) -> list[int]:
    """For each token the number of the quotation it is inside, 0 outside; a line break closes a quotation."""
    depth = [0] * len(doc)
    current, count = 0, 0
    for index, word in enumerate(doc.words):
        if current and index and "\n" in doc.text[doc.end[index - 1] : doc.start[index]]:
            current = 0
        if word in ("“", "``") or (word == '"' and not current):
            count += 1
            current = count
        elif word in ("”", "''", '"'):
            current = 0
        depth[index] = current
    return depth


class Clusters(Unions):
    """Sets of nodes. A set knows its gender and number (None: open), role lemmas and joining rules."""

    def __init__(self, nodes: Sequence[MentionNode]) -> None:
        super().__init__(len(nodes))
        self.nodes = nodes
        self.gender: list[str | None] = [node.mention.gender for node in nodes]
        self.number: list[str | None] = [node.mention.number for node in nodes]
        self.type: list[str] = [node.mention.type for node in nodes]
        self.named = [node.mention.form == "name" for node in nodes]
        self.size = [1] * len(nodes)
        self.speaks = [False] * len(nodes)
        self.sides = [Side.NONE] * len(nodes)
        self.ages: list[frozenset[str]] = [frozenset()] * len(nodes)
        self.rules: list[frozenset[CoreferenceRule]] = [frozenset()] * len(nodes)
        self.roles: list[frozenset[str]] = [
            frozenset({node.lemma}) if node.mention.form == "nominal" else frozenset() for node in nodes
        ]

    def agree(self, left: int, right: int) -> bool:
        """Whether gender, number and type of the two sets can be one entity's."""
        left, right = self.find(left), self.find(right)
        if left == right:
            return True
        if self.gender[left] and self.gender[right] and self.gender[left] != self.gender[right]:
            return False
        if self.number[left] and self.number[right] and self.number[left] != self.number[right]:
            return (
                "organization" in (self.type[left], self.type[right]) or self.type[left] == self.type[right] == "group"
            )
        return types_fit(self.type[left], self.type[right])

    def join(self, left: int, right: int, rule: CoreferenceRule) -> bool:
        """Join the sets of two nodes by a rule; the earlier one represents both."""
        joined = self.unite(left, right)
        if joined is None:
            return False
        left, right = joined
        weaker = self.type[left] == "other" or (self.named[right] and not self.named[left])
        if weaker and self.type[right] != "other":
            self.type[left] = self.type[right]
        self.gender[left] = self.gender[left] or self.gender[right]
        if self.type[left] == "person" and self.gender[left] == "neuter":
            self.gender[left] = None
        self.number[left] = self.number[left] or self.number[right]
        self.named[left] = self.named[left] or self.named[right]
        self.size[left] += self.size[right]
        self.speaks[left] = self.speaks[left] or self.speaks[right]
        self.sides[left] |= self.sides[right]
        self.ages[left] |= self.ages[right]
        self.roles[left] |= self.roles[right]
        self.rules[left] |= self.rules[right] | {rule}
        return True

    def learn(self, doc: Parse, fates: SideWords, lexicon: Lexicon, parts: Parts) -> None:
        """Read what the text around each person tells: side, age, and the office that a title gives."""
        for node in self.nodes:
            if node.mention.type != "person" or node.mention.form == "pronoun":
                continue
            lemma = node.lemma if node.mention.form == "nominal" else ""
            side = side_of(doc, node.head, lemma, fates, parts)
            title = doc.lower[node.first - 1] if node.first else ""
            if title in lexicon.titles and title not in lexicon.title_gender and not fates.has("not_office", title):
                side |= Side.OFFICE
            if node.subject and node.mention.form == "name" and fates.has("reports", doc.lemmas[doc.head[node.head]]):
                side |= Side.OFFICE
            self.sides[node.index] = side
            self.ages[node.index] = ages_of(doc, node.first, node.last, fates)

    def ages_agree(self, left: int, right: int) -> bool:
        """Whether the ages given for the two agree."""
        return ages_fit(self.ages[self.find(left)], self.ages[self.find(right)])


@dataclass(frozen=True, slots=True)
class Tools:
    """What the rules share. `owners` leads from a noun phrase to the node of whose it is ("her" of "her husband")."""

    clusters: Clusters
    lexicon: Lexicon
    anaphors: Anaphors
    fates: SideWords
    parts: Parts
    owners: dict[int, int]

    def owner(self, index: int) -> int | None:
        """The set of the one whose somebody or something is; None where nobody is named."""
        held = self.owners.get(index)
        return None if held is None else self.clusters.find(held)


def owners_of(doc: Parse, nodes: Sequence[MentionNode]) -> dict[int, int]:
    """Each noun phrase with a possessor, and the node of that."""
    at: dict[int, int] = {}
    for node in nodes:
        if node.mention.form != "nominal" or node.head not in at:
            at[node.head] = node.index
    found: dict[int, int] = {}
    for node in nodes:
        if node.mention.form == "nominal":
            for child in doc.children[node.head][:8]:
                if doc.dep[child] == "poss" and at.get(child, node.index) != node.index:
                    found[node.index] = at[child]
    return found


def types_fit(left: str, right: str) -> bool:
    """Whether mentions of the two types can be one entity's."""
    if left == right or "other" in (left, right):
        return "person" not in (left, right) or left == right
    pair = {left, right}
    return pair in (
        {"organization", "group"}, {"organization", "place"}, {"place", "facility"}, {"organization", "facility"},
        {"person", "group"}, {"place", "group"}, {"organization", "product"},
    )  # fmt: skip
