"""Who an unnamed person turns out to be: "A 17-year-old boy was shot ... Ana Berg was pronounced dead".

In: the statuses and ages that an article gives. Out: what is found, noted in `Referents.same`, and the Analysis
with the two made one, so that no later stage sees an entity that is another. News tells a fate first and the name after
it, so where one fate has one unnamed person of one age and one name, the two are one.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain

from retold.languages.people import PeopleLexicon
from retold.model import Analysis, Fact, Mention, Participant, Speaker, Status, Via
from retold.resolve.casualties import BorneTrigger
from retold.resolve.referents import Referents
from retold.resolve.within import by_rules

# which states are of one fate, the surest first
FATES = (
    frozenset({"dead"}),
    frozenset({"captive", "free", "missing"}),
    frozenset({"custody", "wanted", "accused", "charged", "guilty", "cleared"}),
)
MANY = 60  # named people of one fate, among whom nobody is looked for
HURT = frozenset({"dead", "hurt"})


@dataclass(slots=True)
class Known:
    """One entity of the article with its attributes."""

    entity: str
    named: bool
    gender: str | None
    fresh: bool = True
    ages: set[str] = field(default_factory=set)
    states: set[str] = field(default_factory=set)
    statuses: set[str] = field(default_factory=set)


def link(
    found: Analysis, people: Referents, words: PeopleLexicon, tellings: Iterable[Iterable[BorneTrigger]],
    ages: Iterable[Fact],
) -> None:  # fmt: skip
    """Note in `people` which unnamed persons are which named ones; `tellings` are kinds of tellings."""
    known = _known(found, people, words)
    for fact in ages:
        holder = known.get(people.lead(fact.entity) or "")
        if holder is not None and fact.property == "age":
            holder.ages.add(fact.value)
    by_name: set[str] = set()
    for item in chain.from_iterable(tellings):
        holder = known.get(people.lead(item.referent.entity) or "")
        if holder is None or item.polarity != "positive":
            continue
        form = people.form(item.referent)
        if item.modality != "asserted":
            if not holder.named:
                holder.statuses.add(item.trigger.status)  # "who, they believe, was shot"
            continue
        if holder.named and form == "nominal":
            continue  # the antecedent of "the suspect" is not sure enough
        if holder.named and form == "name":
            by_name.add(holder.entity)
        holder.states.add(words.rules[item.trigger.status].state)
        holder.statuses.add(item.trigger.status)
    unnamed = [item for item in known.values() if not item.named and len(item.ages) <= 1 and item.fresh]
    named = [item for item in known.values() if item.named and item.states]
    sure = [item for item in named if item.entity in by_name]
    for bearers in (sure, named):
        for states in FATES:
            _pair(unnamed, bearers, people, partial(_of_one, states))
        _pair(unnamed, bearers, people, _hurt_alike)


def _of_one(states: frozenset[str], left: Known, right: Known) -> bool:
    return bool(left.states & states) and bool(right.states & states)


def _hurt_alike(left: Known, right: Known) -> bool:
    """Whether the two are hurt or dead by one word ("was shot"), though only one is reported dead."""
    return bool(left.ages) and bool(left.states & HURT) and bool(left.statuses & right.statuses)


def _pair(unnamed: list[Known], named: list[Known], people: Referents, alike: Callable[[Known, Known], bool]) -> None:
    """Pair those of one fate, where there is no choice on either side."""
    chosen: dict[str, list[Known]] = {}
    if len(named) > MANY:
        return
    for item in unnamed:
        if item.entity not in people.same:
            fits = [bearer for bearer in named if alike(item, bearer) and _fits(item, bearer)]
            if len(fits) == 1:
                chosen.setdefault(fits[0].entity, []).append(item)
    for entity, items in chosen.items():
        if len({age for item in items for age in item.ages}) <= 1:
            for item in items:
                people.same.setdefault(item.entity, entity)


def _fits(nameless: Known, bearer: Known) -> bool:
    """Whether age and gender do not speak against the two being one."""
    if bearer.ages and nameless.ages and not nameless.ages & bearer.ages:
        return False
    return None in (nameless.gender, bearer.gender) or nameless.gender == bearer.gender


def _known(found: Analysis, people: Referents, words: PeopleLexicon) -> dict[str, Known]:
    """Every person of the article by entity."""
    genders = {entity.id: entity.gender for entity in found.entities if entity.type == "person"}
    known: dict[str, Known] = {}
    for mention in found.mentions:
        entity = people.entity(mention)
        if entity is None or mention.entity not in genders:
            continue
        kept = known.get(entity)
        if kept is None:
            kept = known[entity] = Known(entity, entity in people.named, genders.get(entity))
        if kept.named or not kept.fresh or mention.form == "pronoun":
            continue
        opening = found.article.text[slice(*mention.span)].lower().split()[:4]
        kept.fresh = mention.number != "plural" and words.words["others"].isdisjoint(opening)
    return known


# --- one entity in every record ---------------------------------------------------------------------------------------


def merged(found: Analysis, same: Mapping[str, str], words: PeopleLexicon) -> Analysis:
    """The Analysis with each unnamed person that is a named one known by the named one's entity, in every record.

    Only people who are called a man, a girl, a victim: an office or a relationship ("the officer", "his father") may be
    of somebody else whom the same thing befell, so it lends the named one its fate and age, and stays an entity.
    """
    if not same:
        return found
    entities = {entity.id: entity for entity in found.entities}
    plain = _plain(found, words)
    into = {one: other for one, other in same.items() if one in plain and other in entities and one != other}
    for one, other in into.items():
        lost, kept = entities.pop(one), entities[other]
        entities[other] = by_rules(replace(kept, gender=kept.gender or lost.gender), {*kept.rules, "fate"})
    return replace(
        found,
        entities=tuple(entities.values()),
        mentions=tuple(_renamed(item, into) for item in found.mentions),
        quotes=tuple(
            replace(item, speaker=_renamed(item.speaker, into), via=tuple(_renamed(link, into) for link in item.via))
            for item in found.quotes
        ),
        events=tuple(
            replace(item, participants=tuple(_renamed(part, into) for part in item.participants))
            for item in found.events
        ),
        facts=tuple(
            replace(_renamed(item, into), target=into.get(item.target or "", item.target)) for item in found.facts
        ),
        statuses=tuple(_renamed(item, into) for item in found.statuses),
    )


def _plain(found: Analysis, words: PeopleLexicon) -> set[str]:
    """Entities of one person each whose mentions are all as general as "the man" or "the victim"."""
    general = words.words["persons"] | words.words["victims"]
    called: dict[str, list[bool]] = {}
    for mention in found.mentions:
        if mention.entity is not None and mention.form != "pronoun":
            first, last = mention.head or mention.span
            alone = mention.form == "nominal" and mention.number == "singular"
            called.setdefault(mention.entity, []).append(alone and found.article.text[first:last].lower() in general)
    return {entity.id for entity in found.entities if entity.type == "person" and all(called.get(entity.id, [False]))}


def _renamed[Held: (Mention, Participant, Fact, Status, Speaker, Via)](item: Held, into: Mapping[str, str]) -> Held:
    return replace(item, entity=into[item.entity]) if item.entity and item.entity in into else item
