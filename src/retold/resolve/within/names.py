"""Names of one article that are one name: equal, shortened, initials, first or last name alone, a country's people.

In: the Nodes of form "name" and the Clusters. The names are keyed, so that no pair is tried that shares no word.
"""

import itertools
from collections.abc import Iterable, Sequence

from retold.languages.mentions import Lexicon
from retold.model import MentionType
from retold.parse import Parse
from retold.resolve.names import same_name
from retold.resolve.within.nodes import Clusters, MentionNode
from retold.resolve.within.sides import Side

Key = tuple[str, ...]
CHILD = 13  # younger ones are called by their given name
LEAD = 4  # sentences of headline and lead, where a surname may come before the full name


def join_names(
    doc: Parse, nodes: Sequence[MentionNode], clusters: Clusters, lexicon: Lexicon, part: frozenset[str]
) -> None:
    """Join the names that are one name."""
    by_key: dict[tuple[str, Key], list[MentionNode]] = {}
    for node in nodes:
        if node.mention.form == "name":
            by_key.setdefault((_family(node), key_words(node, lexicon)), []).append(node)
    shared = _shared(by_key)
    for (kind, words), group in by_key.items():
        if kind == "person" and len(words) == 1 and words[0] in shared:
            continue  # the lone surname of a family: each is led to its own bearer
        if len({clusters.gender[clusters.find(node.index)] for node in group} & {"female", "male"}) < 2:
            _equal(group, clusters, lexicon)
    firsts = {key: group[0] for key, group in by_key.items()}
    people = {words: node for (kind, words), node in firsts.items() if kind == "person"}
    _persons(people, by_key, clusters, lexicon)
    _mistyped(people, firsts, clusters, lexicon)
    _others({key: node for key, node in firsts.items() if key[0] != "person"}, clusters, lexicon, part)
    _brackets(doc, nodes, clusters)
    _governments(doc, firsts, by_key, clusters, lexicon)


def _equal(group: Sequence[MentionNode], clusters: Clusters, lexicon: Lexicon) -> None:
    """Join equal names; "Jr." and "Sr." stay two, and a name without either is the one mentioned last."""
    marks = [lexicon.generations.get(node.words[-1]) for node in group]
    if len(set(marks) - {None}) < 2:
        for node in group[1:]:
            clusters.join(group[0].index, node.index, "name")
        return
    first: dict[str, MentionNode] = {}
    last: MentionNode | None = None
    for node, mark in zip(group, marks, strict=True):
        owner = first.setdefault(mark, node) if mark else last
        if owner is not None:
            clusters.join(owner.index, node.index, "name")
        last = owner or node


def _shared(by_key: dict[tuple[str, Key], list[MentionNode]]) -> set[str]:
    """The words that two and more people of the article have in their full names."""
    bearers: dict[str, int] = {}
    for kind, words in by_key:
        if kind == "person" and len(words) > 1:
            for word in {words[0], words[-1]}:
                bearers[word] = bearers.get(word, 0) + 1
    return {word for word, count in bearers.items() if count > 1}


def _family(node: MentionNode) -> str:
    """The family of a mention's type: a name that two mentions of one family share may be one entity's."""
    kind = node.mention.type
    if kind == "group" and node.mention.number == "plural":
        return "people"
    return {"group": "thing", "organization": "thing", "other": "thing", "facility": "thing"}.get(kind, kind)


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


def _persons(
    firsts: dict[Key, MentionNode],
    by_key: dict[tuple[str, Key], list[MentionNode]],
    clusters: Clusters,
    lexicon: Lexicon,
) -> None:
    """Lone surnames and given names to full names; full names that share a surname when they are one name."""
    by_word: dict[str, list[MentionNode]] = {}
    full = sorted((node for words, node in firsts.items() if len(words) > 1), key=lambda node: node.index)
    for node in full:
        rivals = by_word.get(key_words(node, lexicon)[-1], [])[:8]
        likeness = [_likeness(rival, node, lexicon) for rival in rivals]
        against = {clusters.find(rival.index) for rival, like in zip(rivals, likeness, strict=True) if like < 0.5}
        for rival, like in zip(rivals, likeness, strict=True):
            fits = like >= 0.7 and clusters.find(rival.index) not in against
            if fits and clusters.agree(rival.index, node.index):
                clusters.join(rival.index, node.index, "name")
                break
        for word in sorted(set(key_words(node, lexicon))):
            by_word.setdefault(word, []).append(node)
    for words, node in sorted(firsts.items(), key=lambda item: item[1].index):
        if len(words) == 1 or (len(words) == 2 and words[0] in lexicon.inner):
            bearers = by_word.get(words[-1], ())
            if _alone_first(by_key[("person", words)], bearers):
                continue
            named = _full_names(words[-1], bearers, by_key, lexicon)
            _lone(words, by_key[("person", words)], (bearers, named), clusters, lexicon)
            if words[-1] not in by_word:
                _typo(words, node, full, clusters, lexicon)


def _full_names(
    word: str, bearers: Sequence[MentionNode], by_key: dict[tuple[str, Key], list[MentionNode]], lexicon: Lexicon
) -> list[MentionNode]:
    """Every full name of those who bear a surname, in text order; nothing where only one bears it."""
    keys = [key_words(rival, lexicon) for rival in bearers]
    half = {key_words(rival, lexicon) for rival in bearers if "-" in rival.words[-2:-1]}
    keys = [key for key in dict.fromkeys(keys) if key[-1] == word]
    keys = [key for key in keys if key not in half] or keys
    if len(keys) < 2 and not half:
        return []
    return sorted((node for key in keys for node in by_key[("person", key)]), key=lambda node: node.index)


def _lone(
    words: Key,
    mentions: Sequence[MentionNode],
    known: tuple[Sequence[MentionNode], Sequence[MentionNode]],
    clusters: Clusters,
    lexicon: Lexicon,
) -> None:
    """Lead lone names to their bearers: of a family, to the last one mentioned who is not only somebody's kin."""
    bearers, named = known
    current: MentionNode | None = None
    place = 0
    for mention in mentions:
        while place < len(named) and named[place].index < mention.index:
            new = named[place]
            if not _minor(new, clusters) and (current is None or new.subject):
                current = new
            place += 1
        harmed = clusters.sides[mention.index] & Side.HARMED
        if named and (mention.tells or harmed):
            fits = _is_harmed if harmed else _may_tell
            owner = next((n.index for n in reversed(named[:place]) if fits(n, mention, clusters)), None)
        else:
            owner = current.index if current is not None and _compatible(current, mention, clusters) else None
        if owner is None and named:
            fit = [n for n in named if _compatible(n, mention, clusters)]
            owner = next((n.index for n in reversed(fit) if n.index < mention.index), fit[0].index if fit else None)
        if owner is None:
            owner = _owner(words, mention, bearers, clusters, lexicon)
        if owner is not None:
            clusters.join(owner, mention.index, "surname")


def _may_tell(rival: MentionNode, mention: MentionNode, clusters: Clusters) -> bool:
    """Whether it can be the bearer who says something: of age, and not one who was harmed."""
    root = clusters.find(rival.index)
    young = any(not age.isdecimal() or int(age) < CHILD for age in clusters.ages[root])
    return _compatible(rival, mention, clusters) and not young and not clusters.sides[root] & Side.HARMED


def _likeness(rival: MentionNode, node: MentionNode, lexicon: Lexicon) -> float:
    """How like two full names are; one that opens with a particle is its own given name ("Le Tran", "Van Tran")."""
    for short, other in ((rival.words, node.words), (node.words, rival.words)):
        if len(short) == 2 and short[0] in lexicon.inner and short[0] not in other:
            return 0.0
    return same_name(" ".join(rival.words), " ".join(node.words), "person")


def _alone_first(lone: Sequence[MentionNode], bearers: Sequence[MentionNode]) -> bool:
    """Whether a lone name comes well after the lead and before anybody's full name: then it is somebody else's."""
    first = min((rival.index for rival in bearers), default=0)
    return any(one.sent > LEAD and one.index < first for one in lone)


def _owner(
    words: Key, node: MentionNode, full: Iterable[MentionNode], clusters: Clusters, lexicon: Lexicon
) -> int | None:
    """The bearer of the full name that a lone name shortens: by surname, else by given name; the last one named before.

    A child, and who came in as somebody's kin, is seldom called by the surname while another bears it.
    """
    fits = [rival for rival in full if _compatible(rival, node, clusters)]
    for end in (-1, 0, None):
        sets = [rival for rival in fits if end is None or key_words(rival, lexicon)[end] == words[-1]]
        if end == -1:
            sets = [rival for rival in sets if not _minor(rival, clusters)] or sets
        before = [rival for rival in sets if rival.index < node.index]
        if sets:
            return (before[-1] if before else sets[0]).index
    return None


def _is_harmed(rival: MentionNode, mention: MentionNode, clusters: Clusters) -> bool:
    return _compatible(rival, mention, clusters) and bool(clusters.sides[clusters.find(rival.index)] & Side.HARMED)


def _minor(rival: MentionNode, clusters: Clusters) -> bool:
    """Whether somebody is described as a child, or as somebody's kin who is neither harmed nor suspected."""
    root = clusters.find(rival.index)
    young = any(not age.isdecimal() or int(age) < CHILD for age in clusters.ages[root])
    side = clusters.sides[root]
    return young or bool(side & Side.CLOSE and not side & (Side.HARMED | Side.ACCUSED))


def _compatible(rival: MentionNode, node: MentionNode, clusters: Clusters) -> bool:
    left, right = clusters.gender[clusters.find(rival.index)], clusters.gender[clusters.find(node.index)]
    return not (left and right in ("female", "male") and left != right) and clusters.ages_agree(rival.index, node.index)


def _typo(words: Key, node: MentionNode, full: Sequence[MentionNode], clusters: Clusters, lexicon: Lexicon) -> None:
    """A lone name one letter off the surname of a full name of this article, when nothing else bears it."""
    if len(words[-1]) < 6:
        return
    for rival in full[:200]:
        surname = key_words(rival, lexicon)[-1]
        if (
            surname[0] == words[-1][0]
            and lexicon.forms.singular(words[-1]) != surname  # a family
            and same_name(surname, words[-1], "person") >= 0.75
            and _compatible(rival, node, clusters)
        ):
            clusters.join(rival.index, node.index, "spelling")
            return


def _mistyped(
    people: dict[Key, MentionNode], firsts: dict[tuple[str, Key], MentionNode], clusters: Clusters, lexicon: Lexicon
) -> None:
    """A single word that nothing makes a thing, one letter off the surname of somebody in this article."""
    full = sorted((node for words, node in people.items() if len(words) > 1), key=lambda node: node.index)
    for (kind, words), node in firsts.items():
        known = words[0] in lexicon.known_type or node.mention.type == "place" or node.words[0] in lexicon.noun_type
        if kind == "thing" and len(words) == 1 and not known:
            _typo(words, node, full, clusters, lexicon)


def _others(
    firsts: dict[tuple[str, Key], MentionNode], clusters: Clusters, lexicon: Lexicon, part: frozenset[str]
) -> None:
    """Shortened names, acronyms and names with a country before them."""
    acronyms: dict[str, list[MentionNode]] = {}
    by_first: dict[str, list[tuple[Key, MentionNode]]] = {}
    by_last: dict[str, list[tuple[Key, MentionNode]]] = {}
    for (_, words), node in sorted(firsts.items(), key=lambda item: item[1].index):
        if len(words) > 1:
            acronyms.setdefault(_initials(words, lexicon), []).append(node)
            by_first.setdefault(words[0], []).append((words, node))
            by_last.setdefault(words[-1], []).append((words, node))
    for (_, words), node in sorted(firsts.items(), key=lambda item: item[1].index):
        if len(words) == 1:
            for rival in acronyms.get(words[0].replace(".", ""), ())[:1]:
                if clusters.agree(rival.index, node.index):
                    clusters.join(rival.index, node.index, "acronym")
        same_first = [row for row in by_first.get(words[0], []) if part.isdisjoint(row[0][len(words) :])]
        _shortened(words, node, same_first, by_last.get(words[-1], []), clusters, lexicon)


def _initials(words: Key, lexicon: Lexicon) -> str:
    return "".join(word[0] for word in words if word not in lexicon.inner and word not in lexicon.articles)


def _shortened(
    words: Key,
    node: MentionNode,
    same_first: list[tuple[Key, MentionNode]],
    same_last: list[tuple[Key, MentionNode]],
    clusters: Clusters,
    lexicon: Lexicon,
) -> None:
    size = len(words)
    if node.mention.type == "product" or any(letter.isdecimal() for letter in words[-1]):
        longer = [row for row in same_last[:20] if len(row[0]) > size and row[0][-size:] == words]
    else:
        longer = [row for row in same_first[:20] if len(row[0]) > size and row[0][:size] == words]
        longer = [row for row in longer if all(_weak(word, lexicon) for word in row[0][size:])]
        longer += [
            row for row in same_last[:20]
            if len(row[0]) > size >= 2 and row[0][-size:] == words and all(_place(w, lexicon) for w in row[0][:-size])
        ]  # fmt: skip
    for _, rival in longer[:1]:
        if clusters.agree(rival.index, node.index) and not (node.mention.type == "place" != rival.mention.type):
            clusters.join(rival.index, node.index, "short name")


def _weak(word: str, lexicon: Lexicon) -> bool:
    """A word that only says what kind of thing is named."""
    return lexicon.cue_type.get(word) in ("organization", "other") or word in lexicon.inner or word in lexicon.noun_type


def _place(word: str, lexicon: Lexicon) -> bool:
    kind: MentionType | None = lexicon.known_type.get(word)
    return kind == "place" or word in lexicon.country_of or word in lexicon.place_words


def _brackets(doc: Parse, nodes: Sequence[MentionNode], clusters: Clusters) -> None:
    """ "European Widget Agency (EWA)": a name in brackets whose letters the name before it has, in order."""
    for before, node in itertools.pairwise(nodes):
        if (
            node.mention.form == before.mention.form == "name"
            and node.first == before.last + 1
            and doc.words[before.last] == "("
        ):
            short = "".join(node.words).replace(".", "")
            letters = iter("".join(before.words))
            if len(short) < len("".join(before.words)) and all(letter in letters for letter in short):
                if before.mention.type == "person" or node.mention.type == "person":
                    continue
                clusters.join(before.index, node.index, "acronym")


def _governments(
    doc: Parse,
    firsts: dict[tuple[str, Key], MentionNode],
    by_key: dict[tuple[str, Key], list[MentionNode]],
    clusters: Clusters,
    lexicon: Lexicon,
) -> None:
    """A capital that only acts in this article ("Paris said") refers to its country's government.

    One that is also a place to be in or go to stays a place, and so does one whose country is not named.
    """
    for (kind, words), node in firsts.items():
        country = lexicon.metonym_of.get(" ".join(words))
        if kind != "place" or country is None:
            continue
        home = firsts.get(("place", tuple(country.lower().split())))
        uses = [mention.head for mention in by_key[(kind, words)]]
        acts = [doc.dep[head] in ("nsubj", "nsubjpass", "poss", "agent") for head in uses]
        located = any(doc.dep[head] in ("pobj", "appos", "npadvmod") and not _by(doc, head) for head in uses)
        if home is not None and any(acts) and not located:
            clusters.join(home.index, node.index, "metonym")


def _by(doc: Parse, head: int) -> bool:
    """Whether a word hangs on the "by" of a passive or on the "of" of a noun rather than on a preposition of place."""
    return doc.dep[doc.head[head]] == "agent" or doc.dep[doc.head[doc.head[head]]] in ("nsubj", "dobj")
