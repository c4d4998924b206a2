"""Changes of status: who was killed, held, freed, charged, appointed, and what the article says of when and by whom.

In: a Parse, the Article, the Language, and what is found so far (mentions, entities, quotes, figures, times, events).
Out: Status records in text order, ids z1, z2 ... The words and transitions are the `people` tables of the language.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from retold.extract.facts import View, view
from retold.extract.facts.placed import Placed
from retold.languages import Language
from retold.model import Analysis, Article, Span, Status
from retold.parse import Parse
from retold.resolve.casualties import BorneTrigger
from retold.resolve.doubts import settled
from retold.resolve.participants import Participants
from retold.resolve.unnamed import merged


def extract(doc: Parse, article: Article, language: Language, found: Analysis) -> Iterator[Status]:
    """The Status records of one article, in text order."""
    seen = view(doc, language, found)
    if seen is None:
        return
    records = [*settled([*_records(doc, seen)], found.mentions, seen.words), *_named(doc, seen)]
    for number, record in enumerate(_distinct(records), 1):
        yield replace(record, id=f"z{number}")


def resolve(doc: Parse, article: Article, language: Language, found: Analysis) -> Analysis:
    """The Analysis with unnamed persons made one with those whose name comes with their fate."""
    seen = view(doc, language, found)
    return found if seen is None else merged(found, seen.people.same, seen.words)


def _records(doc: Parse, seen: View) -> Iterator[Status]:
    placed, clauses = seen.placed, seen.clauses
    for item in seen.told:
        trigger = item.trigger
        verb = clauses.governor(trigger.word)
        span = doc.span(trigger.first, trigger.last)
        agent = _agent(item, clauses, placed)
        yield Status(
            id="", entity=seen.people.lead(item.referent.entity), figure=item.referent.figure, status=trigger.status,
            span=span, subject=item.referent.span, time=placed.time(verb, trigger.word), agent=agent,
            place=placed.place(verb, trigger.word), polarity=item.polarity, modality=item.modality,
            quote=placed.quote(span), event=placed.event(trigger.first, trigger.last), method=trigger.rule,
            reason=placed.reason(verb, trigger.word),
        )  # fmt: skip


def _agent(item: BorneTrigger, clauses: Participants, placed: Placed) -> Span | None:
    """The words for the agent; nobody is agent and bearer but by a reflexive, and who is only accused is not said to
    have done it."""
    token = item.trigger.agent
    if token is None or placed.is_time(token) or clauses.alleged(item.trigger.word):
        return None
    mention = clauses.people.at.get(token)
    entity = clauses.people.entity(mention)
    if entity is not None and entity == item.referent.entity and item.trigger.rule != "reflexive":
        return None
    return placed.phrase(token)


def _named(doc: Parse, seen: View) -> Iterator[Status]:
    """Statuses of people identified with people mentioned before: "The victims were identified as A and B"."""
    for item in seen.named:
        yield Status(
            id="", entity=item.referent.entity, figure=None, status=item.trigger.status,
            span=doc.span(item.trigger.first, item.trigger.last), subject=item.referent.span, time=None, agent=None,
            place=None, polarity=item.polarity, modality=item.modality, quote=None, method="identified",
        )  # fmt: skip


def _distinct(records: Iterable[Status]) -> list[Status]:
    """Records in text order, each (who, status, words) once."""
    kept: dict[tuple[str | None, str | None, str, Span], Status] = {}
    for record in sorted(records, key=lambda item: (item.span, item.status, item.subject or (0, 0))):
        kept.setdefault((record.entity, record.figure, record.status, record.span), record)
    return list(kept.values())
