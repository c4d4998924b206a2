"""Nominals led back to what they pick up: the same head again, a kind after a name, a definite noun by its type.

In: Parse, Nodes, Clusters. A nominal looks at the last mentions of its head word and at a bounded window before it.
"""

from collections.abc import Sequence
from functools import cache

from retold.languages.mentions import Lexicon
from retold.parse import Parse
from retold.resolve.within.nodes import SUBJECTS, Clusters, MentionNode, Tools
from retold.resolve.within.people import join_person, who

WINDOW = 80  # mentions looked back
NOMINAL_REACH = 8  # sentences
PERSON_REACH = 2  # sentences; "the man" two sentences on needs a name again


def modifiers(doc: Parse, node: MentionNode, lexicon: Lexicon, first: int | None = None) -> frozenset[str]:
    """The content words before the head of a nominal, from token `first` on."""
    skip = _skipped(lexicon)
    return frozenset(
        doc.lower[index]
        for index in range(node.first if first is None else first, node.last)
        if index != node.head and doc.lower[index] not in skip and doc.pos[index] not in ("PUNCT", "DET", "PART")
        and doc.tag[index] != "PRP$"
    )  # fmt: skip


@cache
def _skipped(lexicon: Lexicon) -> frozenset[str]:
    return lexicon.articles | lexicon.definite | lexicon.possessives


def join_nominal(
    doc: Parse, node: MentionNode, nodes: Sequence[MentionNode], same: list[MentionNode], tools: Tools
) -> None:
    clusters, lexicon = tools.clusters, tools.lexicon
    opening = node.words[0]
    if opening in lexicon.indefinite or doc.pos[node.first] == "NUM" or not lexicon.other.isdisjoint(node.words):
        return
    mine = _own_words(doc, node, nodes, tools)
    owner = tools.owner(node.index)
    definite = opening in lexicon.definite or doc.tag[node.first] in ("PRP$", "POS")
    if _said_after_name(doc, node, nodes, tools):
        return
    for rival in reversed(same[-12:]):
        root = clusters.find(rival.index)
        if root == owner or not clusters.agree(root, node.index) or not clusters.ages_agree(root, node.index):
            continue
        if _others(node, rival, owner, tools):
            continue
        if _says_no_more(doc, node, rival, mine, nodes, tools):
            clusters.join(rival.index, node.index, "head")
            return
    if definite and node.lemma in lexicon.crowd and _crowd(doc, node, nodes, tools):
        return
    if not definite or len(mine) > 2 or owner is not None:
        return
    if who(node, tools) is not None:
        join_person(doc, node, nodes, tools)
    else:
        _by_type(doc, node, nodes, tools)


def _own_words(doc: Parse, node: MentionNode, nodes: Sequence[MentionNode], tools: Tools) -> frozenset[str]:
    """The content words of a noun phrase, without those that say whose it is."""
    held = tools.owners.get(node.index)
    first = nodes[held].last if held is not None and node.first <= nodes[held].first < node.head else None
    return modifiers(doc, node, tools.lexicon, first)


def _others(node: MentionNode, rival: MentionNode, owner: int | None, tools: Tools) -> bool:
    """Whether the two belong to two people: the wife of one is not the wife of another."""
    if rival.mention.form == "name" or not tools.fates.has("close_nouns", node.lemma):
        return False
    theirs = tools.owner(rival.index)
    return owner is not None and theirs is not None and theirs != owner


def _crowd(doc: Parse, node: MentionNode, nodes: Sequence[MentionNode], tools: Tools) -> bool:
    """ "Dockers gathered ... the protesters": a crowd called otherwise, or a group that did what crowds do."""
    clusters, lexicon = tools.clusters, tools.lexicon
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


def _said_after_name(doc: Parse, node: MentionNode, nodes: Sequence[MentionNode], tools: Tools) -> bool:
    """ "the Acme group": a name before a noun that says what it is."""
    clusters = tools.clusters
    if node.lemma not in tools.anaphors.whole or node.mention.number == "plural":
        return False
    for name in nodes[node.index + 1 : node.index + 4]:
        before = name.mention.form == "name" and name.last <= node.head and doc.head[name.last - 1] == node.head
        kind = name.mention.type in ("organization", "group", "product")
        if before and kind and doc.dep[name.last - 1] in ("compound", "nmod"):
            return clusters.join(name.index, node.index, "kind")
    return False


def _says_no_more(
    doc: Parse, node: MentionNode, rival: MentionNode, mine: frozenset[str], nodes: Sequence[MentionNode], tools: Tools
) -> bool:
    """Whether the nominal adds no modifier to what the earlier mention, of the same head, already has."""
    definite = node.words[0] in tools.lexicon.definite or doc.tag[node.first] in ("PRP$", "POS")
    if rival.mention.form == "name":
        return definite and not mine - set(rival.words) and rival.last - rival.first > 1
    theirs = _own_words(doc, rival, nodes, tools)
    if definite:
        return mine <= theirs
    return mine == theirs and (bool(mine) or node.mention.number == "plural")


def _by_type(doc: Parse, node: MentionNode, nodes: Sequence[MentionNode], tools: Tools) -> None:
    """ "the company", "the country", "the book": the most prominent name of that kind that was last spoken of."""
    clusters, lexicon = tools.clusters, tools.lexicon
    kind = tools.anaphors.kind_of.get(node.lemma)
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


def _takes(kind: str, clusters: Clusters, root: int, rival: MentionNode, lexicon: Lexicon) -> bool:
    found = clusters.type[root]
    if kind == "country":
        name = " ".join(rival.words)
        return found == "place" and (
            name in lexicon.country_of or (lexicon.known_type.get(name) == "place" and name not in lexicon.metonym_of)
        )
    if kind == "organization":
        return found in ("organization", "group")
    return found == kind
