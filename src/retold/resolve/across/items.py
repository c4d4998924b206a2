"""What joining across accounts works on: one Item an entity of an account.

In: Analyses. Out: Items in the order of accounts and of first mention.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from retold.grouping import grouped
from retold.languages.mentions import Lexicon
from retold.model import Analysis, Entity, Mention
from retold.resolve.referents import UNSURE
from retold.spans import begun

ROLES = frozenset({"agent", "patient"})
TELLING = frozenset({"NOUN", "PROPN", "VERB"})
KNOWN_BY = 25  # a smaller number may be of any group


@dataclass(frozen=True, slots=True)
class Nominal:
    """A noun phrase in words: the head's lemma, the content words before it, and whether it is plural.

    `number` are its words or figures of number, `count` their value where it is exact enough to know a group by;
    `told`: the words name a crowd rather than count people.
    """

    lemma: str
    modifiers: frozenset[str]
    plural: bool
    definite: bool
    count: int | None = None
    number: str = ""
    told: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """An entity of one account with its mentions, its noun phrases and its facts by property.

    `acts` tells that it does or undergoes something in an event; `setting` are the content words of the sentences in
    which a crowd is spoken of; `fates` what the account says became of a person.
    """

    index: int
    account: str
    entity: Entity
    mentions: tuple[Mention, ...]
    nominals: tuple[Nominal, ...]
    facts: dict[str, frozenset[str]]
    acts: bool = False
    setting: frozenset[str] = frozenset()
    fates: frozenset[str] = frozenset()


def items(analyses: Sequence[Analysis], words: Lexicon) -> list[Item]:
    """One Item for each entity of each account."""
    found: list[Item] = []
    for analysis in analyses:
        mentions = grouped((mention.entity, mention) for mention in analysis.mentions)
        facts: dict[str, dict[str, set[str]]] = {}
        for fact in analysis.facts:
            if fact.property == "age" and fact.method in UNSURE:
                continue  # an age that a reference led here neither joins nor parts people
            facts.setdefault(fact.entity, {}).setdefault(fact.property, set()).add(fact.value.casefold())
        acting = {part.entity for event in analysis.events for part in event.participants if part.role in ROLES}
        happened = [item for item in analysis.statuses if (item.polarity, item.modality) == ("positive", "asserted")]
        fates = grouped((status.entity, status.status) for status in happened)
        lemmas = {term.span[0]: term.lemma for term in analysis.terms}
        for entity in analysis.entities:
            own = tuple(mentions.get(entity.id, ()))
            nominals = tuple(_nominal(analysis, m, lemmas, words) for m in own if m.form == "nominal")
            known = {name: frozenset(values) for name, values in facts.get(entity.id, {}).items()}
            acts = entity.id in acting and entity.type == "group" and any(n.told for n in nominals)
            crowd = not entity.names and any(nominal.lemma in words.crowd for nominal in nominals)
            setting = _setting(analysis, own, words) if crowd else frozenset[str]()
            told = frozenset(fates.get(entity.id, ())) if entity.type == "person" else frozenset[str]()
            found.append(Item(len(found), analysis.article.id, entity, own, nominals, known, acts, setting, told))
    return found


def _setting(analysis: Analysis, mentions: tuple[Mention, ...], words: Lexicon) -> frozenset[str]:
    """The content words, but for names of crowds, of the sentences of the mentions."""
    found: set[str] = set()
    for mention in mentions[:12]:
        place = begun(analysis.sentences, mention.span[0])
        if place < 0:
            continue
        start, end = analysis.sentences[place]
        first = bisect_left(analysis.terms, start, key=lambda term: term.span[0])
        near = analysis.terms[first : first + 80]
        found.update(term.lemma for term in near if term.span[0] < end and term.pos in TELLING)
    return frozenset(found - words.crowd)


def _number(before: list[str], words: Lexicon) -> str:
    """The first word or figure of number among the words before a noun."""
    return next((w.replace(",", "") for w in before if w[0].isdecimal() or w in words.numerals), "")


def _count(digits: str) -> int | None:
    """A number in figures, if it is exact enough to identify a group."""
    if not digits.isascii() or not digits.isdecimal() or len(digits) > 12:
        return None
    return int(digits) if int(digits) >= KNOWN_BY and len(digits.rstrip("0")) > 1 else None


def _nominal(analysis: Analysis, mention: Mention, lemmas: dict[int, str], words: Lexicon) -> Nominal:
    text = analysis.article.text
    head = mention.head or mention.span
    lemma = lemmas.get(head[0], text[head[0] : head[1]].lower())
    lemma = words.synonym.get(lemma, lemma)
    before = text[mention.span[0] : head[0]].lower().replace("’", "'").split()
    skip = words.vague
    content = frozenset(
        words.forms.owner(word.strip("\"“”'().,"))
        for word in before
        if word not in skip and word not in words.pronouns and not word[0].isdecimal()
    )
    definite = bool(before) and before[0] in words.definite
    people = mention.type == "group"
    number = _number(before, words) if people else ""
    told = people and not number and lemma in words.crowd
    plural = mention.number == "plural"
    return Nominal(lemma, content - {""}, plural, definite, _count(number), number, told)
