"""Names of one article that are one name: equal, shortened, initials, first or last name alone, a country's people.

In: the Nodes of form "name" and the Clusters. The names are keyed, so that no pair is tried that shares no word.
"""

import itertools
from collections import Counter
from collections.abc import Iterable, Sequence

from retold.grouping import grouped
from retold.languages.mentions import Lexicon
from retold.model import MentionType
from retold.parse import Parse
from retold.resolve.names import family, same_name
from retold.resolve.within.nodes import MentionNode, Tools
from retold.resolve.within.sides import Side

Key = tuple[str, ...]
Row = tuple[Key, MentionNode]
CHILD = 13  # younger ones are called by their given name
LEAD = 4  # sentences of headline and lead, where a surname may come before the full name


def join_names(doc: Parse, nodes: Sequence[MentionNode], tools: Tools) -> None:
    """Join the names that are one name."""
    _Joining(nodes, tools).join(doc, nodes)


class _Joining:
    """The names of one article by key, their family and words, and what joining them asks for."""

    def __init__(self, nodes: Sequence[MentionNode], tools: Tools) -> None:
        self.clusters, self.lexicon, self.part = tools.clusters, tools.lexicon, tools.anaphors.part
        named = (node for node in nodes if node.mention.form == "name")
        self.by_key = grouped((self._key(node), node) for node in named)
        self.firsts = {key: group[0] for key, group in self.by_key.items()}

    def _key(self, node: MentionNode) -> tuple[str, Key]:
        return family(node.mention.type, node.mention.number == "plural"), key_words(node, self.lexicon)

    def join(self, doc: Parse, nodes: Sequence[MentionNode]) -> None:
        """Join by every rule, the surest first."""
        shared = _shared(self.by_key)
        for (kind, words), group in self.by_key.items():
            if kind == "person" and len(words) == 1 and words[0] in shared:
                continue  # the lone surname of a family: each is led to its own bearer
            genders = {self.clusters.gender[self.clusters.find(node.index)] for node in group}
            if len(genders & {"female", "male"}) < 2:
                self._equal(group)
        people = {words: node for (kind, words), node in self.firsts.items() if kind == "person"}
        full = sorted((node for words, node in people.items() if len(words) > 1), key=lambda node: node.index)
        self._persons(people, full)
        self._mistyped(full)
        self._others()
        self._brackets(doc, nodes)
        self._governments(doc)

    def _equal(self, group: Sequence[MentionNode]) -> None:
        """Join equal names; "Jr." and "Sr." stay two, and a name without either is the one mentioned last."""
        marks = [self.lexicon.generations.get(node.words[-1]) for node in group]
        if len(set(marks) - {None}) < 2:
            for node in group[1:]:
                self.clusters.join(group[0].index, node.index, "name")
            return
        first: dict[str, MentionNode] = {}
        last: MentionNode | None = None
        for node, mark in zip(group, marks, strict=True):
            owner = first.setdefault(mark, node) if mark else last
            if owner is not None:
                self.clusters.join(owner.index, node.index, "name")
            last = owner or node

    def _persons(self, people: dict[Key, MentionNode], full: Sequence[MentionNode]) -> None:
        """Lone surnames and given names to full names; full names that share a surname when they are one name."""
        by_word: dict[str, list[MentionNode]] = {}
        for node in full:
            rivals = by_word.get(key_words(node, self.lexicon)[-1], [])[:8]
            rated = [(rival, self._likeness(rival, node)) for rival in rivals]
            against = {self.clusters.find(rival.index) for rival, like in rated if like < 0.5}
            for rival, like in rated:
                fits = like >= 0.7 and self.clusters.find(rival.index) not in against
                if fits and self.clusters.agree(rival.index, node.index):
                    self.clusters.join(rival.index, node.index, "name")
                    break
            for word in sorted(set(key_words(node, self.lexicon))):
                by_word.setdefault(word, []).append(node)
        for words, node in sorted(people.items(), key=lambda item: item[1].index):
            if len(words) == 1 or (len(words) == 2 and words[0] in self.lexicon.inner):
                bearers = by_word.get(words[-1], ())
                if _alone_first(self.by_key["person", words], bearers):
                    continue
                self._lone(words, bearers, self._full_names(words[-1], bearers))
                if words[-1] not in by_word:
                    self._typo(words, node, full)

    def _full_names(self, word: str, bearers: Sequence[MentionNode]) -> list[MentionNode]:
        """Every full name of those who bear a surname, in text order; nothing where only one bears it."""
        keys = [key_words(rival, self.lexicon) for rival in bearers]
        half = {key_words(rival, self.lexicon) for rival in bearers if "-" in rival.words[-2:-1]}
        keys = [key for key in dict.fromkeys(keys) if key[-1] == word]
        keys = [key for key in keys if key not in half] or keys
        if len(keys) < 2 and not half:
            return []
        return sorted((node for key in keys for node in self.by_key["person", key]), key=lambda node: node.index)

    def _lone(self, words: Key, bearers: Sequence[MentionNode], named: Sequence[MentionNode]) -> None:
        """Lead lone names to their bearers: of a family, to the last one mentioned who is not only somebody's kin."""
        current: MentionNode | None = None
        place = 0
        for mention in self.by_key["person", words]:
            while place < len(named) and named[place].index < mention.index:
                new = named[place]
                if not self._minor(new) and (current is None or new.subject):
                    current = new
                place += 1
            harmed = self.clusters.sides[mention.index] & Side.HARMED
            if named and (mention.tells or harmed):
                owner = next(
                    (n.index for n in reversed(named[:place]) if self._may_tell(n, mention, bool(harmed))), None
                )
            else:
                owner = current.index if current is not None and self._compatible(current, mention) else None
            if owner is None and named:
                fit = [n for n in named if self._compatible(n, mention)]
                owner = next((n.index for n in reversed(fit) if n.index < mention.index), fit[0].index if fit else None)
            if owner is None:
                owner = self._owner(words, mention, bearers)
            if owner is not None:
                self.clusters.join(owner, mention.index, "surname")

    def _may_tell(self, rival: MentionNode, mention: MentionNode, harmed: bool) -> bool:
        """Whether it can be the bearer who was harmed; else one who says something: of age, and not one harmed."""
        young, side = self._described(rival)
        fits = bool(side & Side.HARMED) == harmed and (harmed or not young)
        return fits and self._compatible(rival, mention)

    def _likeness(self, rival: MentionNode, node: MentionNode) -> float:
        """How like two full names are; one that opens with a particle is its own given name ("Le Tran", "Van Tran")."""
        for short, other in ((rival.words, node.words), (node.words, rival.words)):
            if len(short) == 2 and short[0] in self.lexicon.inner and short[0] not in other:
                return 0.0
        return same_name(" ".join(rival.words), " ".join(node.words), "person")

    def _owner(self, words: Key, node: MentionNode, full: Iterable[MentionNode]) -> int | None:
        """The bearer of the full name that a lone name shortens: by surname, else by given name; the last named before.

        A child, and who came in as somebody's kin, is seldom called by the surname while another bears it.
        """
        fits = [rival for rival in full if self._compatible(rival, node)]
        for end in (-1, 0, None):
            sets = [rival for rival in fits if end is None or key_words(rival, self.lexicon)[end] == words[-1]]
            if end == -1:
                sets = [rival for rival in sets if not self._minor(rival)] or sets
            before = [rival for rival in sets if rival.index < node.index]
            if sets:
                return (before[-1] if before else sets[0]).index
        return None

    def _minor(self, rival: MentionNode) -> bool:
        """Whether somebody is described as a child, or as somebody's kin who is neither harmed nor suspected."""
        young, side = self._described(rival)
        return young or bool(side & Side.CLOSE and not side & (Side.HARMED | Side.ACCUSED))

    def _described(self, rival: MentionNode) -> tuple[bool, Side]:
        """Whether somebody is described as a child, and what is told of them."""
        root = self.clusters.find(rival.index)
        young = any(not age.isdecimal() or int(age) < CHILD for age in self.clusters.ages[root])
        return young, self.clusters.sides[root]

    def _compatible(self, rival: MentionNode, node: MentionNode) -> bool:
        left, right = (self.clusters.gender[self.clusters.find(item.index)] for item in (rival, node))
        apart = left and right in ("female", "male") and left != right
        return not apart and self.clusters.ages_agree(rival.index, node.index)

    def _typo(self, words: Key, node: MentionNode, full: Sequence[MentionNode]) -> None:
        """A lone name one letter off the surname of a full name of this article, when nothing else bears it."""
        if len(words[-1]) < 6:
            return
        for rival in full[:200]:
            surname = key_words(rival, self.lexicon)[-1]
            if (
                surname[0] == words[-1][0]
                and self.lexicon.forms.singular(words[-1]) != surname  # a family
                and same_name(surname, words[-1], "person") >= 0.75
                and self._compatible(rival, node)
            ):
                self.clusters.join(rival.index, node.index, "spelling")
                return

    def _mistyped(self, full: Sequence[MentionNode]) -> None:
        """A single word that nothing makes a thing, one letter off the surname of somebody in this article."""
        for (kind, words), node in self.firsts.items():
            known = words[0] in self.lexicon.known_type or node.words[0] in self.lexicon.noun_type
            if kind == "thing" and len(words) == 1 and not known and node.mention.type != "place":
                self._typo(words, node, full)

    def _others(self) -> None:
        """Shortened names, acronyms and names with a country before them."""
        rows = [(words, node) for (kind, words), node in self.firsts.items() if kind != "person"]
        rows.sort(key=lambda row: row[1].index)
        full = [row for row in rows if len(row[0]) > 1]
        acronyms = grouped((self._initials(words), node) for words, node in full)
        by_first, by_last = (grouped((row[0][end], row) for row in full) for end in (0, -1))
        for words, node in rows:
            if len(words) == 1:
                for rival in acronyms.get(words[0].replace(".", ""), ())[:1]:
                    if self.clusters.agree(rival.index, node.index):
                        self.clusters.join(rival.index, node.index, "acronym")
            same_first = [row for row in by_first.get(words[0], []) if self.part.isdisjoint(row[0][len(words) :])]
            self._shortened(words, node, same_first, by_last.get(words[-1], []))

    def _initials(self, words: Key) -> str:
        return "".join(
            word[0] for word in words if word not in self.lexicon.inner and word not in self.lexicon.articles
        )

    def _shortened(self, words: Key, node: MentionNode, same_first: list[Row], same_last: list[Row]) -> None:
        size = len(words)
        if node.mention.type == "product" or any(letter.isdecimal() for letter in words[-1]):
            longer = [row for row in same_last[:20] if len(row[0]) > size and row[0][-size:] == words]
        else:
            longer = [row for row in same_first[:20] if len(row[0]) > size and row[0][:size] == words]
            longer = [row for row in longer if all(self._weak(word) for word in row[0][size:])]
            longer += [
                row for row in same_last[:20]
                if len(row[0]) > size >= 2 and row[0][-size:] == words and all(self._place(w) for w in row[0][:-size])
            ]  # fmt: skip
        for _, rival in longer[:1]:
            if self.clusters.agree(rival.index, node.index) and not (
                node.mention.type == "place" != rival.mention.type
            ):
                self.clusters.join(rival.index, node.index, "short name")

    def _weak(self, word: str) -> bool:
        """A word that only says what kind of thing is named."""
        known = word in self.lexicon.inner or word in self.lexicon.noun_type
        return known or self.lexicon.cue_type.get(word) in ("organization", "other")

    def _place(self, word: str) -> bool:
        kind: MentionType | None = self.lexicon.known_type.get(word)
        return kind == "place" or word in self.lexicon.country_of or word in self.lexicon.place_words

    def _brackets(self, doc: Parse, nodes: Sequence[MentionNode]) -> None:
        """ "European Widget Agency (EWA)": a name in brackets whose letters the name before it has, in order."""
        for before, node in itertools.pairwise(nodes):
            names = node.mention.form == before.mention.form == "name"
            people = "person" in (before.mention.type, node.mention.type)
            if names and not people and node.first == before.last + 1 and doc.words[before.last] == "(":
                short, long = "".join(node.words).replace(".", ""), "".join(before.words)
                letters = iter(long)
                if len(short) < len(long) and all(letter in letters for letter in short):
                    self.clusters.join(before.index, node.index, "acronym")

    def _governments(self, doc: Parse) -> None:
        """A capital that only acts in this article ("Paris said") refers to its country's government.

        One that is also a place to be in or go to stays a place, and so does one whose country is not named.
        """
        for (kind, words), node in self.firsts.items():
            country = self.lexicon.metonym_of.get(" ".join(words))
            if kind != "place" or country is None:
                continue
            home = self.firsts.get(("place", tuple(country.lower().split())))
            uses = [mention.head for mention in self.by_key[kind, words]]
            acts = [doc.dep[head] in ("nsubj", "nsubjpass", "poss", "agent") for head in uses]
            located = any(doc.dep[head] in ("pobj", "appos", "npadvmod") and not _by(doc, head) for head in uses)
            if home is not None and any(acts) and not located:
                self.clusters.join(home.index, node.index, "metonym")


def _shared(names: Iterable[tuple[str, Key]]) -> set[str]:
    """The words that two and more people of the article have in their full names."""
    full = (words for kind, words in names if kind == "person" and len(words) > 1)
    bearers = Counter(word for words in full for word in {words[0], words[-1]})
    return {word for word, count in bearers.items() if count > 1}


def key_words(node: MentionNode, lexicon: Lexicon) -> Key:
    """The words that make the name: without marks and generational suffixes, places by their listed name."""
    name = " ".join(node.words)
    if node.mention.type == "place":
        listed = lexicon.country_of.get(name) or lexicon.place_of.get(name)
        if listed:
            return tuple(listed.lower().split())
    words = tuple(word.strip(".") for word in node.words if any(letter.isalnum() for letter in word))
    if node.mention.type == "person":
        words = tuple(word for word in words if word not in lexicon.suffixes) or words
        return tuple(part for word in words for part in word.split("-")) if len(words) > 1 else words
    return words or node.words


def _alone_first(lone: Sequence[MentionNode], bearers: Sequence[MentionNode]) -> bool:
    """Whether a lone name comes well after the lead and before anybody's full name: then it is somebody else's."""
    first = min((rival.index for rival in bearers), default=0)
    return any(one.sent > LEAD and one.index < first for one in lone)


def _by(doc: Parse, head: int) -> bool:
    """Whether a word hangs on the "by" of a passive or on the "of" of a noun rather than on a preposition of place."""
    return doc.dep[doc.head[head]] == "agent" or doc.dep[doc.head[doc.head[head]]] in ("nsubj", "dobj")
