"""Noun phrases for a person led back: "the man", "the 16-year-old", "the suspect", "the victim".

In: Parse, Nodes, Tools. What must fit: gender, age, the age that a word implies, and the statuses that the article
gives the person: no victim is "the gunman", and who tells of it in office is not "the man". Where two fit alike
nobody is chosen.
"""

from collections.abc import Sequence

from retold.parse import Parse
from retold.resolve.within.nodes import SUBJECTS, MentionNode, Tools
from retold.resolve.within.sides import Side, age_fits_noun

WINDOW = 80  # mentions looked back
NEAR = 2  # sentences
FAR = 12  # sentences back to somebody of whom the same is reported
CLEAR = 0.5  # by how much the best must be ahead
GROWN = 16  # years; who is called man, woman or suspect is rarely younger
CHILD = 13  # years; younger ones are called child, boy or girl throughout
# what somebody who only holds an office, is a relative or speaks is: not the one to whom it happened
APART = Side.OFFICE | Side.CLOSE | Side.TELLS


def who(node: MentionNode, tools: Tools) -> Side | None:
    """What the noun says of a person: suspected, harmed, nothing; None where it is no such noun or of several."""
    if node.mention.number == "plural" or node.words[0] not in tools.lexicon.definite:
        return None
    if tools.fates.has("accused_nouns", node.lemma):
        return Side.ACCUSED
    if tools.fates.has("harmed_nouns", node.lemma):
        return Side.HARMED
    if tools.fates.has("people", node.lemma) or tools.anaphors.kind_of.get(node.lemma) == "person":
        return Side.NONE
    return None


def join_person(doc: Parse, node: MentionNode, nodes: Sequence[MentionNode], tools: Tools) -> None:
    """Join a definite noun phrase for a person with its antecedent, where there is only one."""
    side = who(node, tools)
    if (
        side is None
        or _other_child(node, tools)
        or any(doc.pos[index] == "PROPN" for index in range(node.first, node.head))
    ):
        return
    clusters = tools.clusters
    scores: dict[int, float] = {}
    bound: set[int] = set()
    for rival in reversed(nodes[max(0, node.index - WINDOW) : node.index]):
        distance = node.sent - rival.sent
        if distance > FAR:
            break
        root = clusters.find(rival.index)
        if rival.mention.form == "pronoun" or rival.last > node.first or not fits(node, root, side, tools):
            continue
        if doc.head[rival.head] == doc.head[node.head] and rival.sent == node.sent:
            bound.add(root)  # who does something to "the man" is not the man
        told = bool(clusters.sides[root] & side)
        if distance > NEAR and not told and not clusters.ages[clusters.find(node.index)] & clusters.ages[root]:
            continue
        score = min(clusters.size[root], 6) * 0.5 + (2.0 if told else 0.0) - (0.4 if told else 1.0) * distance
        score += 1.0 if doc.dep[rival.head] in SUBJECTS else 0.0
        scores[root] = max(score, scores.get(root, score))
    ranked = sorted(scores.keys() - bound, key=lambda root: (-scores[root], -root))
    if not ranked or (len(ranked) > 1 and scores[ranked[0]] - scores[ranked[1]] < CLEAR):
        return
    if side is not Side.NONE and len(ranked) > 1 and not clusters.sides[ranked[0]] & side:
        return
    clusters.join(ranked[0], node.index, "person")
    clusters.sides[clusters.find(node.index)] |= side


def _other_child(node: MentionNode, tools: Tools) -> bool:
    """Whether words before a noun for a child tell it from the one named: "the unborn child"."""
    if tools.fates.young.get(node.lemma, GROWN) >= GROWN or tools.clusters.ages[node.index]:
        return False
    return bool(set(node.words[1:]) - {node.words[-1]} - tools.fates.words.get("small", frozenset()))


def fits(node: MentionNode, root: int, side: Side, tools: Tools) -> bool:
    """Whether somebody of the article can be called so."""
    clusters = tools.clusters
    if clusters.type[root] != "person" or clusters.number[root] == "plural":
        return False
    if not clusters.agree(root, node.index) or not clusters.ages_agree(root, node.index):
        return False
    if not age_fits_noun(clusters.ages[root], node.lemma, tools.fates) or _generations(node, root, tools):
        return False
    known = clusters.sides[root]
    if _child(node, tools) and not clusters.ages[root] and (known & (APART | Side.ACCUSED) or clusters.speaks[root]):
        return False
    if tools.fates.young.get(node.lemma, GROWN) < GROWN and _unknown_age(root, tools):
        return False  # nothing says that it is a child
    if side is Side.ACCUSED and known & Side.HARMED and not known & Side.ACCUSED:
        return False
    if side is Side.HARMED and known & Side.ACCUSED and not known & Side.HARMED:
        return False
    if known & (Side.HARMED | Side.ACCUSED) and not known & Side.OFFICE:
        return True
    office = tools.anaphors.kind_of.get(node.lemma) == "person" and not tools.fates.has("people", node.lemma)
    if office and side is Side.NONE:
        return not clusters.speaks[root]
    return bool(known & side) or not (known & APART or clusters.speaks[root])


def _child(node: MentionNode, tools: Tools) -> bool:
    """Whether the words tell the age of a child."""
    ages = tools.clusters.ages[node.index]
    return any(not age.isdecimal() or int(age) < CHILD for age in ages)


def _unknown_age(root: int, tools: Tools) -> bool:
    """Whether somebody named has no age, no role of a child, and was not harmed."""
    clusters = tools.clusters
    young = any(tools.fates.young.get(role, 99) <= 18 for role in clusters.roles[root])
    return bool(clusters.named[root]) and not (clusters.ages[root] or young or clusters.sides[root] & Side.HARMED)


def _generations(node: MentionNode, root: int, tools: Tools) -> bool:
    """Whether one is called a child and the other a grown person."""
    words, roles = tools.fates, tools.clusters.roles[root]
    child = words.young.get(node.lemma, 99) <= 18 and node.lemma not in words.grown
    grown = words.grown.get(node.lemma, 0) >= GROWN
    if child:
        return any(words.grown.get(role, 0) >= GROWN for role in roles)
    return grown and any(words.young.get(role, 99) <= 18 and role not in words.grown for role in roles)
