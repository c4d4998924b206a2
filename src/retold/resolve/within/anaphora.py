"""Nominals and pronouns led back to what they pick up, in one pass over the text; pronouns are resolved here.

In: Parse, Nodes, Clusters. Earlier mentions are looked at within a few sentences, so the work is linear in the number
of mentions. Pronouns of the first and second person stay open: whose
they are is known only when the quotes are.
"""

from collections.abc import Sequence

from retold.parse import Parse
from retold.resolve.within.nodes import OBJECTS, SUBJECTS, THINGS, Anaphors, Clusters, MentionNode, Tools
from retold.resolve.within.nominals import join_nominal
from retold.resolve.within.sides import Side, told_at

WINDOW = 80  # mentions looked back for a pronoun
REACH = 3  # sentences
CLIMB = 12  # words up the tree
WIDE = 24  # dependents looked at; a verb with more is debris
NEAR = 12  # mentions before a reflexive
LOCAL = 1.0  # weight of the subject of the own clause; halved with each clause above
GIVEN = 2.5  # weight of the recipient for a possessive ("gave Ana her keys"): above a subject
ASIDE = 0.6  # weight lost by a name inside another noun phrase
FRONT = frozenset({"prep", "advcl"})
NOMINATIVE = frozenset({"nsubj", "nsubjpass"})
LIFELESS = frozenset({"other", "product", "facility"})
CLAUSES = frozenset({"relcl", "acl"})


def join_anaphora(doc: Parse, nodes: Sequence[MentionNode], tools: Tools) -> None:
    """Join nominals and pronouns with their antecedents; a possessor ("her" of "her son") before its noun."""
    clusters, anaphors = tools.clusters, tools.anaphors
    by_lemma: dict[str, list[MentionNode]] = {}
    at_head = {node.head: node.index for node in nodes if node.mention.form == "nominal"}
    at = {node.head: node.index for node in sorted(nodes, key=lambda node: node.mention.form == "name")}
    for node in nodes:
        told = node.mention.form == "name" and not node.quoted and doc.dep[node.head] in SUBJECTS
        if told and doc.lemma[doc.head[node.head]].lower() in anaphors.speech:
            clusters.speaks[clusters.find(node.index)] = True
    done: set[int] = set()
    for node in nodes:
        form = node.mention.form
        if form == "nominal":
            owner = tools.owners.get(node.index, -1)
            if owner >= 0 and nodes[owner].mention.form == "pronoun":
                _pronoun(doc, nodes[owner], (nodes, node.index, at), tools)
                done.add(owner)
            if clusters.find(node.index) == node.index:
                join_nominal(doc, node, nodes, by_lemma.get(node.lemma, []), tools)
            by_lemma.setdefault(node.lemma, []).append(node)
        elif form == "pronoun":
            if node.index not in done:
                inside = at_head.get(doc.head[node.head]) if doc.tag[node.head] == "PRP$" else None
                _pronoun(doc, node, (nodes, inside, at), tools)
        else:
            by_lemma.setdefault(doc.lower[node.last - 1], []).append(node)


def _pronoun(
    doc: Parse, node: MentionNode, where: tuple[Sequence[MentionNode], int | None, dict[int, int]], tools: Tools
) -> None:
    nodes, inside, at = where
    clusters, lexicon, anaphors = tools.clusters, tools.lexicon, tools.anaphors
    pronoun = lexicon.pronouns[node.words[0]]
    if pronoun.person != "3" or pronoun.kind == "relative" or _pleonastic(doc, node, anaphors):
        return
    if pronoun.kind == "reflexive" and _own_subject(doc, node, nodes, clusters):
        return
    human = pronoun.gender in ("male", "female")
    if human and _fronted(doc, node, nodes, at, clusters):
        return
    side = told_at(doc, node.head, tools.fates, tools.parts) if human else Side.NONE
    local = _subjects_over(doc, node.head)
    given = _recipient(doc, node) if human and pronoun.kind == "possessive" else None
    says = doc.dep[node.head] in SUBJECTS and doc.lemmas[doc.head[node.head]] in anaphors.speech
    beside = _beside(doc, node, at, clusters) if pronoun.kind == "personal" else None
    best: tuple[float, int] | None = None
    for rival in reversed(nodes[max(0, node.index - WINDOW) : node.index]):
        distance = node.sent - rival.sent
        if distance > REACH:
            break
        if rival.last > node.first and rival.mention.form != "pronoun" and rival.first <= node.first < rival.last:
            continue
        if inside is not None and clusters.find(inside) == clusters.find(rival.index):
            continue  # "her mother" is not her own
        if beside is not None and beside == clusters.find(rival.index):
            continue  # "Jo was with her": somebody else
        alone = rival.mention.form == "pronoun" and clusters.size[clusters.find(rival.index)] == 1
        if alone and (rival.mention.gender is None or rival.mention.gender != node.mention.gender):
            continue
        if not _can(doc, node, rival, pronoun.kind, clusters, anaphors):
            continue
        if side is not Side.NONE and _only_tells(doc, rival, side, tools):
            continue
        score = _salience(doc, node, rival, clusters, distance) + _fate(side, rival, clusters)
        score += local.get(rival.head, 0.0)
        if rival.head == given:
            score += GIVEN
        outside = distance or local.get(rival.head, LOCAL) < LOCAL
        if human and outside and not says and _attributes(doc, rival, anaphors):
            score -= ASIDE
        if best is None or score > best[0]:
            best = (score, rival.index)
    if best is not None:
        clusters.join(best[1], node.index, "pronoun")
        root = clusters.find(node.index)
        clusters.sides[root] |= side
        if node.mention.gender in ("male", "female") and clusters.gender[root] is None:
            clusters.gender[root] = node.mention.gender


def _subjects_over(doc: Parse, token: int) -> dict[int, float]:
    """The subjects of the clauses around a word, with what being one is worth: the nearest most."""
    found: dict[int, float] = {}
    below = token
    for _ in range(CLIMB):
        verb = doc.head[below]
        if verb == below:
            break
        if doc.pos[verb] in ("VERB", "AUX"):
            subject = next((child for child in doc.children[verb][:WIDE] if doc.dep[child] in NOMINATIVE), None)
            if subject is not None and subject not in (token, below) and subject < token:
                found[subject] = LOCAL / (1 + len(found))
        below = verb
    return found


def _beside(doc: Parse, node: MentionNode, at: dict[int, int], clusters: Clusters) -> int | None:
    """The set of the subject of a clause in which the pronoun is an object."""
    verb = doc.head[node.head]
    if doc.dep[node.head] == "pobj":
        verb = doc.head[verb]
    elif doc.dep[node.head] not in OBJECTS:
        return None
    subject = next((child for child in doc.children[verb][:WIDE] if doc.dep[child] in NOMINATIVE), None)
    return clusters.find(at[subject]) if subject is not None and subject in at else None


def _only_tells(doc: Parse, rival: MentionNode, side: Side, tools: Tools) -> bool:
    """Whether somebody in office is named here only as the source: he does not bear the status."""
    known = tools.clusters.sides[tools.clusters.find(rival.index)]
    return bool(known & Side.OFFICE) and not known & side and _attributes(doc, rival, tools.anaphors)


def _fronted(
    doc: Parse, node: MentionNode, nodes: Sequence[MentionNode], at: dict[int, int], clusters: Clusters
) -> bool:
    """ "In her filing, Jo Ray said": a pronoun in the phrase that opens a sentence is the subject named after it."""
    start = doc.sents[node.sent][0]
    below = node.head
    for _ in range(CLIMB):
        verb = doc.head[below]
        if verb == below or doc.dep[below] in FRONT:
            break
        below = verb
    verb = doc.head[below]
    if doc.dep[below] not in FRONT or verb <= node.head or doc.edges[below][0] != start:
        return False
    subject = next((child for child in doc.children[verb][:WIDE] if doc.dep[child] in NOMINATIVE), None)
    name = nodes[at[subject]] if subject in at else None
    if (
        name is None
        or name.first < node.last
        or name.mention.form != "name"
        or not clusters.agree(name.index, node.index)
    ):
        return False
    return clusters.type[clusters.find(name.index)] == "person" and clusters.join(node.index, name.index, "pronoun")


def _recipient(doc: Parse, node: MentionNode) -> int | None:
    """The object of "criticized him for his words": whom somebody judges is whose the deed is."""
    prep = doc.head[doc.head[node.head]]
    if doc.dep[doc.head[node.head]] != "pobj" or doc.dep[prep] != "prep":
        return None
    verb = doc.head[prep]
    if doc.pos[verb] != "VERB":
        return None
    return next((child for child in doc.children[verb][:WIDE] if doc.dep[child] == "dobj" and child < prep), None)


def _own_subject(doc: Parse, node: MentionNode, nodes: Sequence[MentionNode], clusters: Clusters) -> bool:
    """Join "himself" with the subject of its clause, be it "who" or a noun phrase."""
    subject = next(iter(_subjects_over(doc, node.head)), None)
    if subject is None:
        return False
    for rival in reversed(nodes[max(0, node.index - NEAR) : node.index]):
        if rival.head == subject and clusters.agree(rival.index, node.index):
            clusters.join(rival.index, node.index, "pronoun")
            return True
    return False


def _attributes(doc: Parse, rival: MentionNode, anaphors: Anaphors) -> bool:
    """Whether a mention only says who tells: the subject of a verb of speech."""
    head = doc.head[rival.head] if doc.dep[rival.head] in ("conj", "appos") else rival.head
    return doc.dep[head] in SUBJECTS and doc.lemmas[doc.head[head]] in anaphors.speech


def _fate(side: Side, rival: MentionNode, clusters: Clusters) -> float:
    """A pronoun that bears harm or arrest prefers an antecedent who was harmed or arrested, not one in office."""
    if side is Side.NONE:
        return 0.0
    root = clusters.find(rival.index)
    known = clusters.sides[root]
    if known & side:
        return 1.0
    return -2.0 if known & Side.OFFICE or clusters.speaks[root] else 0.0


def _can(doc: Parse, node: MentionNode, rival: MentionNode, kind: str, clusters: Clusters, anaphors: Anaphors) -> bool:
    """Whether an earlier mention may be the antecedent of a pronoun: number, gender, type, binding, quotation."""
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
    beside = node.quoted and rival.quoted != node.quoted and node.sent - rival.sent < 2
    if beside and doc.lemma[doc.head[rival.head]] in anaphors.speech:
        return False
    told = rival.quoted and not node.quoted and doc.dep[node.head] in SUBJECTS
    if told and node.sent - rival.sent < 2 and doc.lemma[doc.head[node.head]] in anaphors.speech:
        return False  # who says something is seldom first named in it
    if kind != "personal" or node.sent != rival.sent:
        return True
    verb = doc.head[rival.head]
    through = (
        doc.dep[node.head] == "pobj" and doc.dep[rival.head] in NOMINATIVE and doc.head[doc.head[node.head]] == verb
    )
    return doc.head[node.head] != verb and not through


def _salience(doc: Parse, node: MentionNode, rival: MentionNode, clusters: Clusters, distance: int) -> float:
    dep = doc.dep[rival.head]
    score = 2.0 if dep in SUBJECTS else 1.0 if dep in OBJECTS else 0.8 if dep == "poss" else 0.0
    if dep == "conj" and doc.dep[doc.head[rival.head]] in SUBJECTS:
        score += 1.5
    root = clusters.find(rival.index)
    score += 0.7 if clusters.named[root] else 0.0
    score += 0.25 * min(clusters.size[root], 5)
    score += 0.8 if rival.mention.form == "pronoun" and rival.mention.gender == node.mention.gender else 0.0
    if rival.quoted != node.quoted and rival.quoted:
        score -= 1.5  # a quotation and the text around it seldom share their pronouns
    score -= 1.8 * distance
    if clusters.type[root] == "place" and node.mention.gender == "neuter":
        score -= 0.8
    if node.mention.number == "plural" and clusters.type[root] in LIFELESS and doc.dep[node.head] == "nsubj":
        score -= 0.6  # who does something is seldom a thing
    return score - 0.02 * (node.index - rival.index)


def _pleonastic(doc: Parse, node: MentionNode, anaphors: Anaphors) -> bool:
    """ "it is likely that", "it seems": an "it" that refers to nothing."""
    if node.mention.gender != "neuter" or doc.dep[node.head] not in ("nsubj", "expl", "nsubjpass"):
        return doc.dep[node.head] == "expl"
    verb = doc.head[node.head]
    children = doc.children[verb]
    if doc.lemma[verb] in anaphors.pleonastic and any(
        doc.dep[child] in ("ccomp", "xcomp", "advcl") for child in children
    ):
        return True
    if doc.lemma[verb] in anaphors.idle and any(
        doc.dep[child] in ("mark", "advmod") and child < node.head for child in children
    ):
        return not any(doc.dep[child] in ("dobj", "prep", "agent") for child in children)  # "as it stands"
    if doc.lemma[verb] not in anaphors.copula:
        return doc.dep[node.head] == "nsubjpass" and any(doc.dep[child] == "ccomp" for child in children)
    if any(_cleft(doc, child, anaphors) for child in children if doc.dep[child] == "attr" and child > verb):
        return True
    return any(doc.dep[child] in ("acomp", "attr") for child in children) and any(
        doc.dep[child] in ("ccomp", "xcomp", "advcl", "relcl") and child > verb for child in children
    )


def _cleft(doc: Parse, noun: int, anaphors: Anaphors) -> bool:
    """ "it is Jo who asks", "it is time to go": the predicate noun is a name with a clause, or a word of time."""
    if doc.lemma[noun].lower() in anaphors.moments:
        return True
    return doc.pos[noun] in ("PROPN", "PRON") and bool(doc.dependents(noun, CLAUSES))
