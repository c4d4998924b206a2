"""People whom an account mentions one by one, for counts that it does not give: who was hurt, who died, how many.

In: an Analysis with its statuses. Out: `Person`s, each of the names and noun phrases that may be one person together:
two of them are two people only where their names, sex, ages, ages of life or parts in the story say so, or where they
are coordinated in one list. So their number is the least that the account mentions.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from retold.grouping import grouped
from retold.languages import Language
from retold.languages.people import lexicon
from retold.model import Analysis, Counted, Figure, Mention, Span, Status
from retold.spans import begun

MAX_PEOPLE = 60  # bound on work: more people are counted by the account itself
MAX_MENTIONS = 40  # bound on work a person: one that stays unnamed longer is rare
MAX_TOLD = 3  # evidence shown for one person of a count


@dataclass(frozen=True, eq=False)
class _Words:
    states: dict[str, str]
    roles: dict[str, str]
    stages: dict[str, str]
    other: frozenset[str]
    listed: frozenset[str]


@cache
def _words(language: Language) -> _Words:
    table = language.table("figures")["told"]
    states = {name: rule.state for name, rule in lexicon(language).rules.items()}
    roles = {word: role for role in ("doer", "victim", "officer") for word in table[role]}
    stages = {word: stage for stage in ("child", "adult") for word in table[stage]}
    return _Words(states, roles, stages, frozenset(table["other"]), frozenset(table["listed"]))


@dataclass(slots=True, eq=False)
class _Described:
    """What an account says of one entity, as far as it can tell people apart."""

    account: str
    entity: str
    first: int
    names: frozenset[str] = frozenset()
    gender: str | None = None
    ages: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    stages: frozenset[str] = frozenset()
    other: bool = False
    beside: set[str] = field(default_factory=set)
    tellings: list[Status] = field(default_factory=list)
    pronouns: frozenset[Span] = frozenset()


@dataclass(frozen=True, slots=True)
class PersonStates:
    """One person mentioned: the entities, what holds of them, and the tellings of each state in text order.

    `sure` is whether one status names or describes the person, not only by a pronoun.
    """

    entities: tuple[str, ...]
    states: frozenset[str]
    sure: bool
    told: tuple[Status, ...]
    described: tuple[_Described, ...]


def people(analysis: Analysis, language: Language, skipped: Sequence[Span] = ()) -> list[PersonStates]:
    """The people mentioned one by one, in text order; tellings in the `skipped` sentences are of something else."""
    words = _words(language)
    told: dict[str, list[Status]] = defaultdict(list)
    for item in analysis.statuses:
        fit = item.polarity == "positive" and item.modality == "asserted" and item.entity and item.subject
        if fit and words.states.get(item.status) in ("dead", "hurt") and not _within(item.span, skipped):
            told[item.entity or ""].append(item)
    described = list(_described(analysis, told, words))[:MAX_PEOPLE]
    groups: list[list[_Described]] = []
    for one in described:
        fitting = [group for group in groups if not any(_two(one, other) for other in group)]
        if fitting:
            max(fitting, key=lambda group: max(_alike(one, other) for other in group)).append(one)
        else:
            groups.append([one])
    return [_person(group, words) for group in groups]


def one_person(left: PersonStates, right: PersonStates) -> bool:
    """Whether two people, of two accounts perhaps, may be one."""
    return not any(_two(one, other) for one in left.described for other in right.described)


def _within(span: Span, skipped: Sequence[Span]) -> bool:
    """Whether a span begins in one of the sorted spans."""
    at = begun(skipped, span[0])
    return at >= 0 and span[0] < skipped[at][1]


def _described(analysis: Analysis, told: dict[str, list[Status]], words: _Words) -> Iterator[_Described]:
    """One description an entity that is one person, in text order."""
    at = {mention.span: mention for mention in analysis.mentions}
    mentions = grouped((mention.entity, mention) for mention in analysis.mentions)
    ages = grouped((fact.entity, fact.value) for fact in analysis.facts if fact.property == "age")
    entities = {entity.id: entity for entity in analysis.entities if entity.id in told and entity.type == "person"}
    beside = _beside(analysis, entities, words.listed)
    found = []
    for name, entity in entities.items():
        named = mentions.get(name, [])
        own = named[:MAX_MENTIONS]
        # a telling may be of somebody whom another sentence names: its own words describe them too
        spoken = [at[item.subject] for item in told[name][:MAX_MENTIONS] if item.subject in at]
        own += [mention for mention in spoken if mention.entity != name]
        if any(mention.number == "plural" for mention in own) or not own:
            continue
        item = _Described(
            analysis.article.id, name, own[0].span[0],
            frozenset(word.lower() for full in entity.names for word in full.split()),
            entity.gender, frozenset(ages.get(name, ())), beside=beside[name], tellings=told[name],
            pronouns=frozenset(mention.span for mention in named if mention.form == "pronoun"),
        )  # fmt: skip
        _describe(item, own, analysis.article.text, words)
        found.append(item)
    yield from sorted(found, key=lambda item: item.first)


def _describe(item: _Described, own: Iterable[Mention], text: str, words: _Words) -> None:
    """Sex, part and age of life by the noun phrases."""
    roles, stages = set[str](), set[str]()
    for mention in own:
        if mention.gender in ("female", "male") and item.gender is None:
            item.gender = mention.gender
        if mention.form != "nominal":
            continue
        spoken = text[mention.span[0] : mention.span[1]].lower().split()
        item.other = item.other or (mention.span[0] == item.first and bool(words.other.intersection(spoken[:2])))
        head = text[mention.head[0] : mention.head[1]].lower() if mention.head else spoken[-1] if spoken else ""
        roles |= {words.roles[head]} if head in words.roles else set()
        stages |= {words.stages[head]} if head in words.stages else set()
    item.roles, item.stages = frozenset(roles), frozenset(stages)


def _beside(analysis: Analysis, entities: Iterable[str], listed: frozenset[str]) -> dict[str, set[str]]:
    """For each entity those it is listed with, or who did to it what an account reports, or to whom it did so."""
    wanted = frozenset(entities)
    found: dict[str, set[str]] = defaultdict(set)
    rows = [mention for mention in analysis.mentions if mention.entity in wanted]
    pairs = [
        (left.entity, right.entity)
        for left, right in pairwise(rows)
        if left.span[1] <= right.span[0] <= left.span[1] + 6
        and analysis.article.text[left.span[1] : right.span[0]].strip() in listed
    ]
    at = {mention.span: mention.entity for mention in rows}
    pairs += [
        (at.get(item.agent), item.entity)
        for item in analysis.statuses
        if item.agent and item.entity in wanted and item.method != "reflexive"
    ]
    for one, two in pairs:
        if one and two and one != two:
            found[one].add(two)
            found[two].add(one)
    return found


def _two(left: _Described, right: _Described) -> bool:
    """Whether two descriptions cannot be of one person."""
    if left.account == right.account and (right.entity in left.beside or left.entity in right.beside or left.other):
        return True
    if left.gender and right.gender and left.gender != right.gender:
        return True
    return any(one and other and not one & other for one, other in _sides(left, right))


def _sides(left: _Described, right: _Described) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """What each of two descriptions says by kind: names, ages, roles and stages of life."""
    return ((getattr(left, name), getattr(right, name)) for name in ("names", "ages", "roles", "stages"))


def _alike(left: _Described, right: _Described) -> int:
    """How much two descriptions share."""
    shared = sum(bool(one & other) for one, other in _sides(left, right))
    return shared + (left.gender is not None and left.gender == right.gender)


def _person(group: Sequence[_Described], words: _Words) -> PersonStates:
    rows = [(item.subject in one.pronouns, item.span, item) for one in group for item in one.tellings]
    rows.sort(key=lambda row: row[:2])  # a name or noun phrase first, then pronouns
    told = tuple(item for _, _, item in rows)
    states = frozenset(words.states[item.status] for item in told)
    return PersonStates(
        tuple(one.entity for one in group), states, not all(pronoun for pronoun, _, _ in rows), told, tuple(group)
    )


def figures_of(
    person: PersonStates, analysis: Analysis, state: str, name: str, language: Language
) -> tuple[Figure, ...]:
    """The tellings that a person is in a state, as counts of one of the class `name`, the clearest first."""
    states = _words(language).states
    fit = [item for item in person.told if states.get(item.status) == state]
    return tuple(_figure(analysis, item, name) for item in fit[:MAX_TOLD])


def _figure(analysis: Analysis, item: Status, name: str) -> Figure:
    """A status of one person as a figure of one, under the id of the status."""
    span = item.subject or item.span
    text = analysis.article.text[span[0] : span[1]]
    return Figure(
        item.id, span, 1.0, 1.0, False, None, Counted(text, span, None), None, kind="implied", predicate=item.status,
        predicate_class=name, predicate_span=item.span, place=item.place, quote=item.quote, method="one told of",
    )  # fmt: skip
