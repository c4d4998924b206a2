"""Changes of status: who was killed, held, freed, charged, appointed, and what the article says of when and by whom.

In: a Parse, the Article, the Language, and what is found so far (mentions, entities, quotes, figures, times, events).
Out: Status records in text order, ids z1, z2 ... The words and transitions are the `people` tables of the language.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from retold.extract.people_grammar import Clauses, Modality, Polarity
from retold.extract.people_lexicon import PeopleLexicon, lexicon
from retold.extract.placed import Placed
from retold.extract.referents import Referent, Referents
from retold.extract.status_names import identified
from retold.extract.status_triggers import Trigger, Triggers
from retold.languages import Language
from retold.model import Analysis, Article, Span, Status
from retold.parse import Parse


@dataclass(frozen=True, slots=True)
class Telling:
    """One trigger read: who, whether, when, where."""

    trigger: Trigger
    referent: Referent
    polarity: Polarity
    modality: Modality


def extract(doc: Parse, article: Article, language: Language, found: Analysis) -> Iterator[Status]:
    """The Status records of one article, in text order."""
    words = lexicon(language)
    if not words.rules:
        return
    people = Referents(doc, found)
    clauses = Clauses(doc, words, people)
    naming = list(identified(doc, words, clauses))
    told = [telling for trigger in Triggers(doc, words, clauses).find() for telling in _read(trigger, clauses, words)]
    records = [*_records(doc, found, told, clauses), *_named(doc, naming, told, words, clauses)]
    for number, record in enumerate(_distinct(records), 1):
        yield replace(record, id=f"z{number}")


def _read(trigger: Trigger, clauses: Clauses, words: PeopleLexicon) -> Iterator[Telling]:
    """Everybody the trigger tells its status of."""
    allowed = words.rules[trigger.status].of
    people = clauses.people
    polarity, modality = clauses.told(trigger.word)
    for token in people.listed(trigger.whose):
        referent = people.referent(token)
        if referent is None or not (referent.entity or referent.figure) or referent.type not in allowed:
            continue
        yield Telling(trigger, referent, polarity, modality)


def _records(doc: Parse, found: Analysis, told: Iterable[Telling], clauses: Clauses) -> Iterator[Status]:
    placed = Placed(doc, found, clauses)
    for item in told:
        trigger = item.trigger
        verb = clauses.governor(trigger.word)
        span = doc.span(trigger.first, trigger.last)
        agent = None if trigger.agent is None else placed.phrase(trigger.agent)
        yield Status(
            id="", entity=item.referent.entity, figure=item.referent.figure, status=trigger.status, span=span,
            subject=item.referent.span, time=placed.time(verb, trigger.word), agent=agent,
            place=placed.place(verb, trigger.word), polarity=item.polarity, modality=item.modality,
            quote=placed.quote(span), event=placed.event(trigger.first, trigger.last), method=trigger.rule,
        )  # fmt: skip


def _named(
    doc: Parse,
    naming: Iterable[tuple[int, tuple[Referent, ...]]],
    told: list[Telling],
    words: PeopleLexicon,
    clauses: Clauses,
) -> Iterator[Status]:
    """Statuses of people a sentence names as those told of: "The victims were identified as A and B"."""
    for nominal, names in naming:
        fate = _fate(nominal, len(names), told, words, clauses)
        if fate is None:
            continue
        span = doc.span(fate.trigger.first, fate.trigger.last)
        for name in names:
            yield Status(
                id="", entity=name.entity, figure=None, status=fate.trigger.status, span=span, subject=name.span,
                time=None, agent=None, place=None, polarity="positive", modality="asserted", quote=None,
                method="identified",
            )  # fmt: skip


def _fate(nominal: int, count: int, told: list[Telling], words: PeopleLexicon, clauses: Clauses) -> Telling | None:
    """What was told of the nameless: of the same entity, else the nearest of as many, the earlier before the later."""
    people = clauses.people
    entity = people.entity(people.at.get(nominal))
    life = [
        item for item in told
        if words.rules[item.trigger.status].group == "life"
        and words.rules[item.trigger.status].state in {"dead", "hurt"}
        and item.polarity == "positive" and item.modality == "asserted"
    ]  # fmt: skip
    own = [item for item in life if entity is not None and item.referent.entity == entity]
    if own:
        return max(own, key=lambda item: (words.rules[item.trigger.status].final, -item.trigger.first))
    if clauses.doc.lemma[nominal].lower() not in words.words["victims"]:
        return None
    nameless = [
        item for item in life if item.referent.entity not in people.named and _many(item, people, count) == count
    ]
    before = [item for item in nameless if item.trigger.first < nominal]
    after = [item for item in nameless if item.trigger.first > nominal]
    return before[-1] if before else after[0] if after else None


def _many(item: Telling, people: Referents, count: int) -> int | None:
    """How many a nameless subject stands for: its figure's number; a plural without one stands for any `count` > 1."""
    figure = people.figures.get(item.referent.token)
    if item.referent.figure and figure is not None:
        return int(figure.low) if figure.low is not None and figure.low == figure.high else None
    if people.doc.tag[item.referent.token] in {"NNS", "NNPS"}:
        return count if count > 1 else None
    return 1


def _distinct(records: Iterable[Status]) -> list[Status]:
    """Records in text order, each (who, status, words) once."""
    kept: dict[tuple[str | None, str | None, str, Span], Status] = {}
    for record in sorted(records, key=lambda item: (item.span, item.status, item.subject or (0, 0))):
        kept.setdefault((record.entity, record.figure, record.status, record.span), record)
    return list(kept.values())
