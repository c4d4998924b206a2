"""Which status records of several accounts are of one person or group: by story entity, then by status.

In: a Story and its Language. Out: `Change`s, the tellings of one change of one entity, and the `Telling`s themselves.
Counted groups without an entity are the figures' affair and are left out here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from retold.align.times import by_calendar, by_id, days, own_moment
from retold.days import day
from retold.languages import Language
from retold.languages.people import lexicon
from retold.model import Analysis, Mention, Moment, Span, Status, Story

LONGEST_SHOWN = 160  # code points that a cell shows of a clause
DAYS_OF_WEEK = 7  # a weekday counted from two days of publication may come out a week apart
AGENTS = frozenset({"person", "group", "organization", "place"})


@dataclass(frozen=True, slots=True)
class Telling:
    """One account's record of a change; `when` is None where the account does not date it.

    `agent` is the story entity of who did it, where that is a person, group or organization, `by` the words for it.
    """

    analysis: Analysis
    record: Status
    when: Moment | None
    agent: str | None
    by: str | None = None

    @property
    def account(self) -> str:
        """The account's id."""
        return self.analysis.article.id

    @property
    def key(self) -> tuple[str, str]:
        """The account with the record's id: what tells this telling from every other of one entity."""
        return self.account, self.record.id

    @property
    def happened(self) -> bool:
        """Whether the account tells it as having happened."""
        return self.record.polarity == "positive" and self.record.modality == "asserted"


@dataclass(frozen=True, slots=True)
class Change:
    """All tellings of one status of one story entity, in the order of accounts and text."""

    entity: str
    status: str
    tellings: tuple[Telling, ...]


def tellings(story: Story) -> Iterator[tuple[str, Telling]]:
    """Every status record of a story entity with that entity's id, in the order of accounts and text."""
    names = {entity.id: entity.name for entity in story.entities}
    for analysis in story.analyses:
        account = analysis.article.id
        mentions = {mention.span: mention for mention in analysis.mentions}
        for record in analysis.statuses:
            entity = story.entity_of.get((account, record.entity)) if record.entity else None
            if entity is None:
                continue
            when = own_moment(analysis, record.time, story)
            agent, by = _agent(analysis, record, mentions, story, names)
            yield entity, Telling(analysis, record, when, agent, by)


def _agent(
    analysis: Analysis, record: Status, mentions: dict[Span, Mention], story: Story, names: dict[str, str]
) -> tuple[str | None, str | None]:
    """Who did it, as a story entity and in words; a pronoun is put by the name that it leads to."""
    if record.agent is None:
        return None, None
    mention = mentions.get(record.agent)
    entity = story.entity_of.get((analysis.article.id, mention.entity)) if mention and mention.entity else None
    if mention is not None and mention.form == "pronoun":
        return entity, names.get(entity) if entity else None
    known = mention is not None and mention.type in AGENTS
    return entity if known else None, analysis.article.text[slice(*record.agent)]


def changes(story: Story, language: Language) -> dict[str, list[Change]]:
    """The changes of each story entity, in the order of the story and their usual order; found once a story."""
    return story.once(_changes, language)


def _changes(story: Story, language: Language) -> dict[str, list[Change]]:
    order = lexicon(language).order
    found: dict[str, dict[str, list[Telling]]] = {}
    for entity, telling in tellings(story):
        found.setdefault(entity, {}).setdefault(telling.record.status, []).append(telling)
    return {
        item.id: [
            Change(item.id, status, tuple(told))
            for status, told in sorted(found[item.id].items(), key=lambda pair: (order.get(pair[0], 99), pair[0]))
        ]
        for item in story.entities
        if item.id in found
    }


def apart(left: Moment | None, right: Moment | None) -> bool:
    """Whether two Moments cannot be one day."""
    one, other = days(left), days(right)
    return one is not None and other is not None and (one[1] < other[0] or other[1] < one[0])


def same_weekday(left: Telling, right: Telling) -> bool:
    """Whether only the days of publication may put the two apart: both count from them to one day of the week, or one
    stands in quoted words."""
    for item in (left, right):
        time = by_id(item.analysis.times, item.record.time)
        if item.record.quote is not None and time is not None and not by_calendar(time):
            return True
    one, other = _counted_day(left), _counted_day(right)
    return one is not None and other is not None and abs((one - other).days) == DAYS_OF_WEEK


def _counted_day(item: Telling) -> date | None:
    time = by_id(item.analysis.times, item.record.time)
    if time is None or time.anchor.kind == "none" or item.when is None or not item.when.earliest:
        return None
    return day(item.when.earliest)


def before(story: Story, left: Telling, right: Telling) -> bool:
    """Whether the account of the first was published on a day before that of the second."""
    one, other = (days(story.published.get(item.account)) for item in (left, right))
    return one is not None and other is not None and one[1] < other[0]


def shown(item: Telling) -> Span:
    """The words to show for a status: from its subject to its trigger where they are close, else the trigger."""
    span, subject = item.record.span, item.record.subject
    if subject is None:
        return span
    whole = (min(span[0], subject[0]), max(span[1], subject[1]))
    text = item.analysis.article.text
    if whole[1] - whole[0] > LONGEST_SHOWN or "\n" in text[whole[0] : whole[1]]:
        return span
    return whole
