"""Nominals led back to what they pick up: the same head again, a kind after a name, a definite noun by its type.

In: Parse, Nodes, Clusters. A nominal looks at the last mentions of its head word and at a bounded window before it.
"""

from collections.abc import Sequence

from retold.extract.mentions_lexicon import Lexicon
from retold.parse import Parse
from retold.resolve.within_nodes import SUBJECTS, Anaphors, Clusters, Node

WINDOW = 80  # mentions looked back
NOMINAL_REACH = 8  # sentences
PERSON_REACH = 2


def modifiers(doc: Parse, node: Node, lexicon: Lexicon) -> frozenset[str]:
    """The content words before the head of a nominal."""
    skip = lexicon.articles | lexicon.definite | lexicon.possessives
    return frozenset(
        doc.lower[index]
        for index in range(node.first, node.last)
        if index != node.head and doc.lower[index] not in skip and doc.pos[index] not in ("PUNCT", "DET", "PART")
        and doc.tag[index] != "PRP$"
    )  # fmt: skip


def join_nominal(
    doc: Parse, node: Node, nodes: Sequence[Node], same: list[Node], tools: tuple[Clusters, Lexicon, Anaphors]
) -> None:
    clusters, lexicon, _anaphors = tools
    opening = node.words[0]
    if opening in lexicon.indefinite or doc.pos[node.first] == "NUM" or not lexicon.other.isdisjoint(node.words):
        return
    mine = modifiers(doc, node, lexicon)
    definite = opening in lexicon.definite or doc.tag[node.first] in ("PRP$", "POS")
    if _said_after_name(doc, node, nodes, tools):
        return
    for rival in reversed(same[-12:]):
        if clusters.agree(rival.index, node.index) and _says_no_more(doc, node, rival, mine, lexicon, definite):
            clusters.join(rival.index, node.index, "head")
            return
    if definite and node.lemma in lexicon.crowd and _crowd(doc, node, nodes, tools):
        return
    if definite and len(mine) < 3:
        _by_role_or_type(doc, node, nodes, mine, tools)


def _crowd(doc: Parse, node: Node, nodes: Sequence[Node], tools: tuple[Clusters, Lexicon, Anaphors]) -> bool:
    """ "Dockers gathered ... the protesters": a crowd called otherwise, or a group that did what crowds do."""
    clusters, lexicon, _ = tools
    for rival in reversed(nodes[max(0, node.index - WINDOW) : node.index]):
        if node.sent - rival.sent > PERSON_REACH:
            return False
        if rival.mention.form != "nominal" or rival.mention.type != "group" or rival.last > node.first:
            continue
        did = doc.dep[rival.head] in SUBJECTS and doc.lemma[doc.head[rival.head]].lower() in lexicon.crowd_deeds
        counted = any(doc.pos[index] == "NUM" for index in range(rival.first, rival.last))
        if not counted and (rival.lemma in lexicon.crowd or did) and clusters.agree(rival.index, node.index):
            return clusters.join(rival.index, node.index, "crowd")
    return False


def _said_after_name(doc: Parse, node: Node, nodes: Sequence[Node], tools: tuple[Clusters, Lexicon, Anaphors]) -> bool:
    """ "the Acme group": a name before a noun that says what it is."""
    clusters, _, anaphors = tools
    if node.lemma not in anaphors.whole or node.mention.number == "plural":
        return False
    for name in nodes[node.index + 1 : node.index + 4]:
        before = name.mention.form == "name" and name.last <= node.head and doc.head[name.last - 1] == node.head
        kind = name.mention.type in ("organization", "group", "product")
        if before and kind and doc.dep[name.last - 1] in ("compound", "nmod"):
            return clusters.join(name.index, node.index, "kind")
    return False


def _says_no_more(doc: Parse, node: Node, rival: Node, mine: frozenset[str], lexicon: Lexicon, definite: bool) -> bool:
    """Whether the nominal adds no modifier to what the earlier mention, of the same head, already has."""
    if rival.mention.form == "name":
        return definite and not mine - set(rival.words) and rival.last - rival.first > 1
    theirs = modifiers(doc, rival, lexicon)
    if definite:
        return mine <= theirs
    return mine == theirs and (bool(mine) or node.mention.number == "plural")


def _by_role_or_type(
    doc: Parse, node: Node, nodes: Sequence[Node], mine: frozenset[str], tools: tuple[Clusters, Lexicon, Anaphors]
) -> None:
    """ "the company", "the country", "the man": the most prominent name of that kind that was last spoken of."""
    clusters, lexicon, anaphors = tools
    kind = anaphors.kind_of.get(node.lemma)
    if kind is None or node.mention.number == "plural" or node.words[0] not in lexicon.definite:
        return
    if any(doc.pos[index] == "PROPN" for index in range(node.first, node.head)):
        return  # it says itself whose it is
    best: tuple[float, int] | None = None
    for rival in reversed(nodes[max(0, node.index - WINDOW) : node.index]):
        distance = node.sent - rival.sent
        if distance > (PERSON_REACH if kind == "person" else NOMINAL_REACH):
            break
        root = clusters.find(rival.index)
        if rival.mention.form == "pronoun" or rival.last > node.first or not clusters.agree(root, node.index):
            continue
        if not clusters.named[root] or not _takes(kind, clusters, root, rival, lexicon):
            continue
        score = min(clusters.size[root], 6) + (2 if doc.dep[rival.head] in SUBJECTS else 0) - 1.5 * distance
        if best is None or score > best[0]:
            best = (score, root)
    if best is not None:
        clusters.join(best[1], node.index, "type")


def _takes(kind: str, clusters: Clusters, root: int, rival: Node, lexicon: Lexicon) -> bool:
    found = clusters.type[root]
    if kind == "country":
        name = " ".join(rival.words)
        return found == "place" and (
            name in lexicon.country_of or (lexicon.known_type.get(name) == "place" and name not in lexicon.metonym_of)
        )
    if kind == "organization":
        return found in ("organization", "group")
    if kind == "person" and (clusters.speaks[root] or not lexicon.titles.isdisjoint(clusters.roles[root])):
        return False  # who is known by an office, or tells of it, is seldom "the man"
    return found == kind
