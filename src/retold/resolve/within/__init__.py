"""Which mentions of one article are of one entity.

In: a Parse and the Mentions found. Out: the mentions with their entity, and the entities `n1`, `n2` ... in the order
of their first mention. A sieve: sure rules first (equal names, apposition), then shortened names, heads, roles and
last pronouns; each later rule sees what the earlier ones joined (Raghunathan et al. 2010, A multi-pass sieve).
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from retold.grammar.arguments import parts
from retold.languages import Language
from retold.languages.clauses import control
from retold.languages.mentions import Lexicon, lexicon
from retold.model import Analysis, Article, CoreferenceRule, Entity, Mention, MentionType
from retold.parse import Parse
from retold.resolve.within.anaphora import join_anaphora
from retold.resolve.within.late import join_late
from retold.resolve.within.links import join_links
from retold.resolve.within.names import join_names
from retold.resolve.within.nodes import Anaphors, Clusters, MentionNode, Tools, nodes, owners_of
from retold.resolve.within.sides import fates


def resolve(doc: Parse, article: Article, language: Language, found: Analysis) -> Analysis:
    """The Analysis with its entities, and their ids in its mentions."""
    words, rules, told = lexicon(language), anaphors(language), fates(language)
    items = nodes(doc, found.mentions, words.speech)
    clusters = Clusters(items)
    taking = parts(doc, control(language))
    clusters.learn(doc, told, words, taking)
    tools = Tools(clusters, words, rules, told, taking, owners_of(doc, items))
    join_links(doc, items, tools)
    join_names(doc, items, tools)
    join_anaphora(doc, items, tools)
    join_late(doc, items, tools)
    mentions, entities = _result(doc, items, clusters, words)
    return replace(found, mentions=mentions, entities=entities)


@cache
def anaphors(language: Language) -> Anaphors:
    """The rules' word classes, compiled once."""
    table = language.table("names")
    verbs = table.get("verbs", {})
    return Anaphors(
        kind_of={word: kind for kind, row in table.get("anaphors", {}).items() for word in row},
        speech=lexicon(language).speech,
        copula=frozenset(verbs.get("copula", ())),
        pleonastic=frozenset(verbs.get("pleonastic", ())),
        whole=frozenset(table.get("kinds", {}).get("whole", ())),
        part=frozenset(table.get("kinds", {}).get("part", ())),
        idle=frozenset(verbs.get("idle", ())),
        moments=frozenset(verbs.get("moments", ())),
    )


def _result(
    doc: Parse, items: list[MentionNode], clusters: Clusters, words: Lexicon
) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    members: dict[int, list[MentionNode]] = {}
    for node in items:
        root = clusters.find(node.index)
        if node.mention.form != "pronoun" or clusters.size[root] > 1:
            members.setdefault(root, []).append(node)
    ids = {root: f"n{number}" for number, root in enumerate(members, 1)}
    entities = tuple(_entity(doc, ids[root], group, clusters, words) for root, group in members.items())
    types = {entity.id: entity.type for entity in entities}
    mentions = []
    for node in items:
        name = ids.get(clusters.find(node.index))
        kind = types[name] if name else node.mention.type
        mentions.append(replace(node.mention, type=kind, entity=name))
    return tuple(mentions), entities


def _best_name(doc: Parse, proper: list[MentionNode], texts: tuple[str, ...]) -> str:
    """The fullest name of a person; of others the one most used."""
    # the first of equals
    if proper[0].mention.type == "person":
        return max(texts, key=lambda text: (len(text.split()), not text.isupper()))
    used = Counter(doc.text[node.mention.span[0] : node.mention.span[1]] for node in proper)
    return max(texts, key=lambda text: (used[text], not text.isupper()))


def _entity(doc: Parse, name: str, group: list[MentionNode], clusters: Clusters, words: Lexicon) -> Entity:
    root = clusters.find(group[0].index)
    named = [node for node in group if node.mention.form == "name"]
    proper = [node for node in named if " ".join(node.words) not in words.country_of] or named
    kinds: Counter[MentionType] = Counter(node.mention.type for node in proper)
    texts = tuple(dict.fromkeys(doc.text[node.mention.span[0] : node.mention.span[1]] for node in proper))
    if proper:
        best = _best_name(doc, proper, texts)
        kind = max(kinds, key=lambda kind: (kinds[kind], kind))
    else:
        lead = next((node for node in group if node.mention.form == "nominal"), group[0])
        best = doc.text[lead.mention.span[0] : lead.mention.span[1]]
        kind = clusters.type[root]  # type: ignore[assignment]
    gender = clusters.gender[root]
    entity = Entity(id=name, type=kind, name=best, names=texts, gender=gender)  # type: ignore[arg-type]
    return by_rules(entity, clusters.rules[root])


def by_rules(entity: Entity, rules: Iterable[CoreferenceRule]) -> Entity:
    """The entity with the rules that joined its mentions, in the order of their names."""
    ordered = tuple(sorted(rules))
    return replace(entity, rules=ordered, method="+".join(ordered) or None)
