"""Nominals and pronouns led back to what they pick up, in one pass over the text.

In: Parse, Nodes, Clusters. Earlier mentions are looked at within a few sentences (pronouns) or by head word
(nominals), so the work is linear in the number of mentions. Pronouns of the first and second person stay open: whose
they are is known only when the quotes are.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from retold.extract.mentions_lexicon import Lexicon
from retold.parse import Parse
from retold.resolve.within_nodes import OBJECTS, SUBJECTS, THINGS, Clusters, Node

WINDOW = 80  # mentions looked back for a pronoun
REACH = 3  # sentences
NOMINAL_REACH = 8


@dataclass(frozen=True, slots=True)
class Anaphors:
    """Definite nouns that pick up a name by its type: lemma -> the kind of thing it takes."""

    kind_of: dict[str, str]
    speech: frozenset[str]
    copula: frozenset[str]
    pleonastic: frozenset[str]


def join_anaphora(doc: Parse, nodes: Sequence[Node], clusters: Clusters, lexicon: Lexicon, anaphors: Anaphors) -> None:
    """Join nominals and pronouns with earlier mentions."""
    by_lemma: dict[str, list[Node]] = {}
    for node in nodes:
        form = node.mention.form
        if form == "nominal":
            if clusters.find(node.index) == node.index:
                _nominal(doc, node, nodes, by_lemma.get(node.lemma, []), (clusters, lexicon, anaphors))
            by_lemma.setdefault(node.lemma, []).append(node)
        elif form == "pronoun":
            _pronoun(doc, node, nodes, clusters, lexicon, anaphors)
        else:
            by_lemma.setdefault(doc.lower[node.last - 1], []).append(node)


def modifiers(doc: Parse, node: Node, lexicon: Lexicon) -> frozenset[str]:
    """The content words before the head of a nominal."""
    skip = lexicon.articles | lexicon.definite | lexicon.possessives
    return frozenset(
        doc.lower[index]
        for index in range(node.first, node.last)
        if index != node.head and doc.lower[index] not in skip and doc.pos[index] not in ("PUNCT", "DET", "PART")
        and doc.tag[index] != "PRP$"
    )  # fmt: skip


def _nominal(
    doc: Parse, node: Node, nodes: Sequence[Node], same: list[Node], tools: tuple[Clusters, Lexicon, Anaphors]
) -> None:
    clusters, lexicon, _anaphors = tools
    opening = node.words[0]
    if opening in lexicon.indefinite or doc.pos[node.first] == "NUM" or not lexicon.other.isdisjoint(node.words):
        return
    mine = modifiers(doc, node, lexicon)
    definite = opening in lexicon.definite or doc.tag[node.first] in ("PRP$", "POS")
    for rival in reversed(same[-12:]):
        if clusters.agree(rival.index, node.index) and _says_no_more(doc, node, rival, mine, lexicon, definite):
            clusters.join(rival.index, node.index, "head")
            return
    if definite and len(mine) < 3:
        _by_role_or_type(doc, node, nodes, mine, tools)


def _says_no_more(doc: Parse, node: Node, rival: Node, mine: frozenset[str], lexicon: Lexicon, definite: bool) -> bool:
    """Whether the nominal adds no modifier to what the earlier mention, of the same head, already has."""
    if rival.mention.form == "name":
        return definite and not mine - set(rival.words) and rival.last - rival.first > 1
    theirs = modifiers(doc, rival, lexicon)
    if definite:
        return mine <= theirs or (bool(mine & theirs) and not (mine - theirs) and True)
    return mine == theirs and (bool(mine) or node.mention.number == "plural")


def _by_role_or_type(
    doc: Parse, node: Node, nodes: Sequence[Node], mine: frozenset[str], tools: tuple[Clusters, Lexicon, Anaphors]
) -> None:
    clusters, lexicon, anaphors = tools
    kind = anaphors.kind_of.get(node.lemma)
    if kind is None or node.mention.number == "plural" or node.words[0] not in lexicon.definite:
        return
    best: tuple[float, int] | None = None
    for rival in reversed(nodes[max(0, node.index - WINDOW) : node.index]):
        if node.sent - rival.sent > NOMINAL_REACH:
            break
        root = clusters.find(rival.index)
        if (
            not clusters.named[root]
            or rival.mention.form == "pronoun"
            or not _takes(kind, clusters, root, rival, lexicon)
        ):
            continue
        if not clusters.agree(root, node.index) or rival.last > node.first:
            continue
        score = (
            min(clusters.size[root], 6) + (2 if doc.dep[rival.head] in SUBJECTS else 0) - 1.5 * (node.sent - rival.sent)
        )
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
    return found == kind


def _pronoun(
    doc: Parse, node: Node, nodes: Sequence[Node], clusters: Clusters, lexicon: Lexicon, anaphors: Anaphors
) -> None:
    pronoun = lexicon.pronouns[node.words[0]]
    if pronoun.person != "3" or pronoun.kind == "relative" or _pleonastic(doc, node, anaphors):
        return
    best: tuple[float, int] | None = None
    for rival in reversed(nodes[max(0, node.index - WINDOW) : node.index]):
        distance = node.sent - rival.sent
        if distance > REACH:
            break
        if rival.last > node.first and rival.mention.form != "pronoun" and rival.first <= node.first < rival.last:
            continue
        alone = rival.mention.form == "pronoun" and clusters.size[clusters.find(rival.index)] == 1
        if alone and (rival.mention.gender is None or rival.mention.gender != node.mention.gender):
            continue
        if not _can(doc, node, rival, pronoun.kind, clusters, anaphors):
            continue
        score = _salience(doc, node, rival, clusters, distance)
        if best is None or score > best[0]:
            best = (score, rival.index)
    if best is not None:
        clusters.join(best[1], node.index, "pronoun")
        root = clusters.find(node.index)
        if node.mention.gender in ("male", "female") and clusters.gender[root] is None:
            clusters.gender[root] = node.mention.gender


def _can(doc: Parse, node: Node, rival: Node, kind: str, clusters: Clusters, anaphors: Anaphors) -> bool:
    """Whether a pronoun may stand for an earlier mention: number, gender, type, binding, quotation."""
    root = clusters.find(rival.index)
    kinds, gender, number = clusters.type[root], clusters.gender[root], clusters.number[root]
    word = node.mention
    if word.gender in ("male", "female"):
        if kinds != "person" or number == "plural" or (gender and gender != word.gender):
            return False
    elif word.gender == "neuter":
        if kinds not in THINGS | {"group"} or (number == "plural" and kinds != "organization"):
            return False
    elif number == "singular" and kinds not in ("organization", "group"):
        return False
    beside = node.quoted and rival.quoted != node.quoted and node.sent == rival.sent
    if beside and doc.lemma[doc.head[rival.head]] in anaphors.speech:
        return False
    return not (kind == "personal" and doc.head[node.head] == doc.head[rival.head] and node.sent == rival.sent)


def _salience(doc: Parse, node: Node, rival: Node, clusters: Clusters, distance: int) -> float:
    dep = doc.dep[rival.head]
    score = 2.0 if dep in SUBJECTS else 1.0 if dep in OBJECTS else 0.0
    if dep == "conj" and doc.dep[doc.head[rival.head]] in SUBJECTS:
        score += 1.5
    root = clusters.find(rival.index)
    score += 0.7 if clusters.named[root] else 0.0
    score += 0.25 * min(clusters.size[root], 5)
    score += 0.8 if rival.mention.form == "pronoun" and rival.mention.gender == node.mention.gender else 0.0
    score -= 1.6 * distance
    if clusters.type[root] == "place" and node.mention.gender == "neuter":
        score -= 0.8
    return score - 0.02 * (node.index - rival.index)


def _pleonastic(doc: Parse, node: Node, anaphors: Anaphors) -> bool:
    """ "it is likely that", "it seems": an "it" that stands for nothing."""
    if node.mention.gender != "neuter" or doc.dep[node.head] not in ("nsubj", "expl", "nsubjpass"):
        return doc.dep[node.head] == "expl"
    verb = doc.head[node.head]
    children = doc.children[verb]
    if doc.lemma[verb] in anaphors.pleonastic and any(
        doc.dep[child] in ("ccomp", "xcomp", "advcl") for child in children
    ):
        return True
    if doc.lemma[verb] not in anaphors.copula:
        return doc.dep[node.head] == "nsubjpass" and any(doc.dep[child] == "ccomp" for child in children)
    return any(doc.dep[child] in ("acomp", "attr") for child in children) and any(
        doc.dep[child] in ("ccomp", "xcomp", "advcl", "relcl") and child > verb for child in children
    )
