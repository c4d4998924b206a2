"""People mentioned before they are named: "A 16-year-old girl was shot ... The victim was identified as Jo Ray".

In: Parse, Nodes and Tools, after everything else is joined. A noun phrase and a later name become one where the article
says so, where they share an age that nobody else has, or where each is the only one with that status.
"""

from collections.abc import Iterator, Sequence

from retold.grouping import grouped
from retold.parse import Parse
from retold.resolve.within.nodes import MentionNode, Tools
from retold.resolve.within.people import fits, who
from retold.resolve.within.sides import Side, age_fits_noun

BESIDE = frozenset({"appos", "conj", "nsubj", "nsubjpass", "dobj", "pobj", "dep"})
People = tuple[list[int], list[int]]  # sets without a name, sets with one
CLIMB = 4  # words up the tree between a name and the verb that identifies
MANY = 40  # people looked at where several have one fate
OPENING = 4  # sentences of headline, captions and lead
NEXT = 2  # sentences after which a name still explains itself
NEAR = 6  # sentences between the last noun phrase and the name, where nothing but the like fate joins them
# the state of whoever is identified ("the victim was identified as X")
FATES = (Side.HARMED, Side.ACCUSED)


def join_late(doc: Parse, nodes: Sequence[MentionNode], tools: Tools) -> None:
    """Join unnamed people with the names that come for them."""
    for nominal, name in _identified(doc, nodes, tools):
        _join(nominal, name, tools)
    for nominal, name in _beside(doc, nodes):
        _join(nominal, name, tools)
    people = _people(nodes, tools)
    if people[0]:
        _again(nodes, people, tools)
        _by_age(_still(people, tools), tools)
        _by_fate(doc, nodes, _still(people, tools), tools)
        _by_noun(nodes, _still(people, tools), tools)


def _join(nominal: int, name: int, tools: Tools) -> bool:
    """Join an unnamed person with a named one, unless gender, age or a name of its own speaks against it."""
    clusters = tools.clusters
    left, right = clusters.find(nominal), clusters.find(name)
    if left == right or clusters.named[left] or not _unlike(left, right, tools):
        return False
    return clusters.join(left, right, "named later")


def _unlike(left: int, right: int, tools: Tools) -> bool:
    """Whether no attribute of the two keeps them apart."""
    clusters = tools.clusters
    if clusters.type[left] != "person" or clusters.type[right] != "person":
        return False
    if not clusters.agree(left, right) or not clusters.ages_agree(left, right):
        return False
    roles = (*clusters.roles[left], *clusters.roles[right])
    ages = clusters.ages[left] | clusters.ages[right]
    return all(age_fits_noun(ages, role, tools.fates) for role in roles)


def _identified(doc: Parse, nodes: Sequence[MentionNode], tools: Tools) -> Iterator[tuple[int, int]]:
    """ "the victim was identified as X", "police identified him as X", "the suspect, identified as X": (whom, name)."""
    at = {node.head: node.index for node in nodes if node.mention.form != "name"}
    for node in nodes:
        if node.mention.form != "name" or node.mention.type != "person" or _several(doc, node.head):
            continue
        verb = _naming_verb(doc, node, tools)
        if verb is None:
            continue
        whom = _whom(doc, verb)
        found = at.get(whom) if whom is not None else None
        if found is not None and nodes[found].mention.number != "plural":
            yield found, node.index


def _several(doc: Parse, head: int) -> bool:
    return any(doc.dep[child] == "conj" for child in doc.children[head][-6:]) or doc.dep[head] == "conj"


def _naming_verb(doc: Parse, node: MentionNode, tools: Tools) -> int | None:
    """The verb of naming whose "as" the name follows."""
    token = doc.head[node.head]
    if doc.dep[node.head] not in ("pobj", "oprd", "appos", "compound"):
        return None
    for _ in range(CLIMB):
        if tools.fates.has("identify", doc.lemmas[token]) and doc.tag[token][:2] == "VB":
            return token if token < node.first else None
        token = doc.head[token]
    return None


def _whom(doc: Parse, verb: int) -> int | None:
    """The object or passive subject of a verb; what a participle hangs on."""
    for child in doc.children[verb]:
        timed = doc.ent[child] in ("DATE", "TIME")
        if not timed and (doc.dep[child] == "nsubjpass" or (doc.dep[child] == "dobj" and child > verb)):
            return child
    above = doc.head[verb]
    if doc.dep[verb] in ("advcl", "ccomp", "dep") and above < verb and doc.tag[verb] == "VBN":
        return next((child for child in doc.children[above] if doc.dep[child] in ("nsubj", "nsubjpass")), None)
    if doc.dep[verb] in ("acl", "relcl", "appos"):
        return doc.head[verb]
    if doc.dep[verb] == "conj" and doc.tag[verb] == "VBN":
        return _whom(doc, doc.head[verb]) if doc.head[verb] != verb and doc.dep[doc.head[verb]] != "conj" else None
    return None


def _beside(doc: Parse, nodes: Sequence[MentionNode]) -> Iterator[tuple[int, int]]:
    """ "The victim, X," and "a 20-year-old man, X;": a name between marks after a noun phrase for one person."""
    starts = {node.first: node for node in nodes if node.mention.form == "name" and node.mention.type == "person"}
    for node in nodes:
        if node.mention.form != "nominal" or node.mention.type != "person" or node.mention.number == "plural":
            continue
        name = starts.get(node.last + 1)
        if name is None or doc.words[node.last] != "," or name.sent != node.sent:
            continue
        closed = name.last >= len(doc) or doc.words[name.last] in (",", ";", ".", ")", "(")
        listed = doc.dep[name.head] == "conj" and any(doc.dep[c] == "cc" for c in doc.children[node.head])
        if closed and not listed and doc.dep[name.head] in BESIDE:
            yield node.index, name.index


def _people(nodes: Sequence[MentionNode], tools: Tools) -> People:
    """The sets of one person: those without a name that no possessor ties to somebody, and those with one."""
    clusters, unnamed, named = tools.clusters, dict[int, None](), dict[int, None]()
    for node in nodes:
        root = clusters.find(node.index)
        if clusters.type[root] != "person" or clusters.number[root] == "plural" or node.mention.form == "pronoun":
            continue
        if clusters.named[root]:
            named.setdefault(root)
        elif not clusters.sides[root] & (Side.OFFICE | Side.CLOSE) and tools.owners.get(node.index) is None:
            unnamed.setdefault(root)
    return list(unnamed), list(named)


def _still(people: People, tools: Tools) -> People:
    """The people after some were joined: who has a name by now is no longer without one."""
    clusters = tools.clusters
    unnamed = dict.fromkeys(root for root in map(clusters.find, people[0]) if not clusters.named[root])
    return list(unnamed), list(dict.fromkeys(map(clusters.find, people[1])))


def _by_age(people: People, tools: Tools) -> None:
    """An age that one unnamed and one named person of the article have, and nobody else."""
    clusters = tools.clusters
    waiting, known = (grouped((age, root) for root in roots for age in clusters.ages[root]) for roots in people)
    for age, roots in waiting.items():
        bearers = known.get(age, [])
        if len(roots) <= MANY and len(bearers) == 1:
            rivals = [root for root in roots if _unlike(root, bearers[0], tools)]
            if len(rivals) == 1 and _like(rivals[0], bearers[0], tools):
                _join(rivals[0], bearers[0], tools)


def _like(left: int, right: int, tools: Tools) -> bool:
    """Whether the fates of the two do not speak against each other: one harmed only, the other suspected only."""
    ours, theirs = (tools.clusters.sides[root] & (Side.HARMED | Side.ACCUSED) for root in (left, right))
    return not ours or not theirs or bool(ours & theirs)


def _again(nodes: Sequence[MentionNode], people: People, tools: Tools) -> None:
    """ "17-year-old boy shot" above, "a 17-year-old boy was shot" in the lead: the opening repeated, by the age."""
    clusters = tools.clusters
    lead = (root for root in people[0] if nodes[root].sent <= OPENING)
    new = (root for root in lead if tools.lexicon.other.isdisjoint(nodes[root].words))
    for first, *others in grouped((age, root) for root in new for age in clusters.ages[root]).values():
        for other in others:
            apart = nodes[first].sent != nodes[other].sent
            if apart and _unlike(first, other, tools) and _like(first, other, tools):
                clusters.join(first, other, "told again")


def _by_fate(doc: Parse, nodes: Sequence[MentionNode], people: People, tools: Tools) -> None:
    """The unnamed and the named person with the same status, where the name comes unexplained.

    Either they are the only ones of the article, or the name follows within a few sentences and nobody else does.
    """
    for side in FATES:
        left = _still(people, tools)
        unnamed, named = ([root for root in roots if tools.clusters.sides[root] & side] for roots in left)
        if len(unnamed) == 1 and len(named) == 1:
            _by_like_fate(doc, nodes, (unnamed[0], named[0]), NEAR, tools)
        elif unnamed and named:
            for right in named[:MANY]:
                earlier = (root for root in unnamed[:MANY] if root < right)
                before = [root for root in earlier if _close(nodes, root, nodes[right], NEXT, tools)]
                rivals = [root for root in named[:MANY] if before and _after(nodes, before[0], root)]
                if len(before) == 1 and rivals == [right]:
                    _by_like_fate(doc, nodes, (before[0], right), NEXT, tools)


def _by_noun(nodes: Sequence[MentionNode], people: People, tools: Tools) -> None:
    """ "The victim", "the suspect", far from any name: the only named one with that status."""
    clusters = tools.clusters
    for side in FATES:
        unnamed, named = ([root for root in roots if clusters.sides[root] & side] for roots in people)
        if not len(unnamed) == len(named) == 1 or named[0] > unnamed[0]:
            continue
        if who(nodes[unnamed[0]], tools) is side and fits(nodes[unnamed[0]], named[0], side, tools):
            _join(unnamed[0], named[0], tools)


def _after(nodes: Sequence[MentionNode], left: int, right: int) -> bool:
    """Whether a name comes in the few sentences after the first mention of the unnamed one."""
    return 0 <= nodes[right].sent - nodes[left].sent <= NEXT + 1


def _by_like_fate(doc: Parse, nodes: Sequence[MentionNode], pair: tuple[int, int], reach: int, tools: Tools) -> None:
    left, right = pair
    if not _like(left, right, tools):
        return
    name: MentionNode | None = nodes[right]
    if right < left:
        name = _named_again(nodes, left, right, tools) if nodes[right].sent <= 1 else None
    if name is not None and _bare(doc, name, tools) and _close(nodes, left, name, reach, tools):
        _join(left, right, tools)


def _named_again(nodes: Sequence[MentionNode], left: int, right: int, tools: Tools) -> MentionNode | None:
    """The next full name after the lead is somebody whom a headline or caption above it has named."""
    for node in nodes[left + 1 : left + 40]:
        if node.sent - nodes[left].sent > NEXT or nodes[left].sent > OPENING:
            return None
        if node.mention.form == "name" and tools.clusters.find(node.index) == tools.clusters.find(right):
            return node
    return None


def _bare(doc: Parse, name: MentionNode, tools: Tools) -> bool:
    """Whether a full name has no word before it and no age after it that would introduce somebody new."""
    if name.mention.form != "name" or name.last - name.first < 2 or tools.clusters.ages[name.index]:
        return False
    before = name.first - 1
    return before < 0 or doc.pos[before] not in ("NOUN", "PROPN", "ADJ") or doc.sent[before] != name.sent


def _close(nodes: Sequence[MentionNode], root: int, name: MentionNode, reach: int, tools: Tools) -> bool:
    """Whether the unnamed one is spoken of not long before the name."""
    clusters = tools.clusters
    return any(
        clusters.find(node.index) == root and name.sent - node.sent <= reach
        for node in nodes[max(0, name.index - 60) : name.index]
    )
