"""What joining across accounts works on: one Item an entity of an account.

In: Analyses. Out: Items in the order of accounts and of first mention.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from retold.extract.mentions_lexicon import Lexicon
from retold.model import Analysis, Entity, Mention


@dataclass(frozen=True, slots=True)
class Nominal:
    """A noun phrase in words: the head's lemma, the content words before it, and whether it is plural."""

    lemma: str
    modifiers: frozenset[str]
    plural: bool
    definite: bool


@dataclass(frozen=True, slots=True)
class Item:
    """An entity of one account with its mentions, its noun phrases and its facts by property."""

    index: int
    account: str
    entity: Entity
    mentions: tuple[Mention, ...]
    nominals: tuple[Nominal, ...]
    facts: dict[str, frozenset[str]]


def items(analyses: Sequence[Analysis], words: Lexicon) -> list[Item]:
    """One Item for each entity of each account."""
    found: list[Item] = []
    for analysis in analyses:
        mentions: dict[str, list[Mention]] = {}
        for mention in analysis.mentions:
            if mention.entity:
                mentions.setdefault(mention.entity, []).append(mention)
        facts: dict[str, dict[str, set[str]]] = {}
        for fact in analysis.facts:
            facts.setdefault(fact.entity, {}).setdefault(fact.property, set()).add(fact.value.casefold())
        lemmas = {term.span[0]: term.lemma for term in analysis.terms}
        for entity in analysis.entities:
            own = tuple(mentions.get(entity.id, ()))
            nominals = tuple(_nominal(analysis, m, lemmas, words) for m in own if m.form == "nominal")
            known = {name: frozenset(values) for name, values in facts.get(entity.id, {}).items()}
            found.append(Item(len(found), analysis.article.id, entity, own, nominals, known))
    return found


def _nominal(analysis: Analysis, mention: Mention, lemmas: dict[int, str], words: Lexicon) -> Nominal:
    text = analysis.article.text
    head = mention.head or mention.span
    lemma = lemmas.get(head[0], text[head[0] : head[1]].lower())
    lemma = words.synonym.get(lemma, lemma)
    before = text[mention.span[0] : head[0]].lower().replace("’", "'").split()
    skip = words.vague
    content = frozenset(
        word.strip("\"“”'().,").removesuffix("'s")
        for word in before
        if word not in skip and word not in words.pronouns and not word[0].isdecimal()
    )
    definite = bool(before) and before[0] in words.definite
    return Nominal(lemma, content - {""}, mention.number == "plural", definite)
