"""Links that the grammar of one sentence makes: role before a name, apposition, copula, relative pronoun.

In: Parse, Nodes, Clusters. Nothing here looks beyond a sentence.
"""

from collections.abc import Sequence

from retold.languages.mentions import Lexicon
from retold.parse import Parse
from retold.resolve.within.nodes import MentionNode, Tools

SUBJECT = frozenset({"nsubj"})
NEGATION = frozenset({"neg"})


def join_links(doc: Parse, nodes: Sequence[MentionNode], tools: Tools) -> None:
    """Join appositions, subject and predicate noun, and relative pronouns with their antecedent."""
    clusters, lexicon = tools.clusters, tools.lexicon
    # the last name at a word, else the first mention
    others, names = ([node for node in nodes if (node.mention.form == "name") is named] for named in (False, True))
    at_head = {node.head: node for node in (*reversed(others), *names)}
    starts = {node.first: node for node in nodes if node.mention.form == "name"}
    for node in nodes:
        if node.mention.form == "nominal":
            name = _name_after(doc, node, starts, lexicon)
            if name and clusters.agree(node.index, name.index):
                clusters.join(node.index, name.index, "role")
                continue
        if node.mention.form == "pronoun":
            _relative(doc, node, at_head, tools)
        elif doc.dep[node.head] == "appos":
            _apposition(doc, node, at_head, tools)
        elif doc.dep[node.head] == "attr":
            _copula(doc, node, at_head, tools)


def _name_after(doc: Parse, node: MentionNode, starts: dict[int, MentionNode], lexicon: Lexicon) -> MentionNode | None:
    """The name that follows a role or kind: "minister Jo Ray", "Secretary of the Widget Union Jo Ray"."""
    name = starts.get(node.last)
    title = node.words[-1] in lexicon.titles and doc.words[node.head][0].isupper()
    if name and (doc.head[node.head] in range(name.first, name.last) or (title and name.mention.type == "person")):
        return name if doc.sent[name.first] == node.sent else None
    if node.mention.type == "person" and title and node.last + 2 < len(doc) and doc.tag[node.last] == "IN":
        first = node.last + (2 if doc.lower[node.last + 1] in lexicon.articles else 1)
        office = starts.get(first)
        holder = starts.get(office.last) if office and office.mention.type != "person" else None
        if holder and holder.mention.type == "person" and holder.sent == node.sent:
            return holder
    return None


def _apposition(doc: Parse, node: MentionNode, at_head: dict[int, MentionNode], tools: Tools) -> None:
    clusters = tools.clusters
    target = at_head.get(doc.head[node.head])
    if target is None or target.mention.form == "pronoun" or _listed(doc, node, target):
        return
    if target.mention.form == "name" and target.last == node.first:
        return  # nothing parts the two
    held = tools.owners.get(target.index)
    if held is not None and clusters.nodes[held].lemma == node.lemma:
        return  # "the girl's mother, the girl"
    if node.mention.form == target.mention.form == "name":
        return
    if clusters.agree(node.index, target.index):
        clusters.join(target.index, node.index, "apposition")


def _listed(doc: Parse, node: MentionNode, target: MentionNode) -> bool:
    """Whether the two are coordinated rather than in apposition: something is coordinated with either."""
    return any(doc.dep[child] == "conj" for head in (node.head, target.head) for child in doc.children[head][-3:])


def _copula(doc: Parse, node: MentionNode, at_head: dict[int, MentionNode], tools: Tools) -> None:
    clusters, lexicon, copula = tools.clusters, tools.lexicon, tools.anaphors.copula
    verb = doc.head[node.head]
    if doc.lemma[verb] not in copula or doc.dependents(verb, NEGATION) or node.mention.form != "nominal":
        return
    if any(doc.tag[child] == "MD" for child in doc.children[verb]):
        return
    for subject in doc.dependents(verb, SUBJECT):
        target = at_head.get(subject)
        if target is None or target.mention.form == "pronoun" or not clusters.agree(node.index, target.index):
            continue
        if clusters.named[clusters.find(target.index)] or node.words[0] not in lexicon.indefinite:
            clusters.join(target.index, node.index, "copula")


def _relative(doc: Parse, node: MentionNode, at_head: dict[int, MentionNode], tools: Tools) -> None:
    if tools.lexicon.pronouns[node.words[0]].kind != "relative":
        return
    verb = node.head
    for _ in range(4):
        if doc.dep[verb] == "relcl":
            target = at_head.get(doc.head[verb])
            if target and target.index < node.index:
                tools.clusters.join(target.index, node.index, "relative")
            return
        verb = doc.head[verb]
