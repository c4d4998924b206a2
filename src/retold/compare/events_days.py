"""How sure the day of a telling is, and whether the clause itself says who is meant.

In: a Told event and the Story. "On Monday" is counted from the day its account was published, so it is only as sure as
that day; within quoted words it is counted from the day they were said, which is seldom known.
"""

from datetime import date

from retold.align.events_told import Told
from retold.align.times import by_id
from retold.align.times_same import NIGHT, morning_after, plainly
from retold.model import Story

SURE = frozenset({"given", "metadata", "stated"})


def by_weekday(told: Told, story: Story) -> bool:
    """Is its day counted from the day of publication ("on Monday", "yesterday")?"""
    analysis = story.analyses[told.account]
    time = by_id(analysis.times, told.event.time)
    if time is None or time.anchor.kind != "published":
        return False
    return not any(character.isdigit() for character in analysis.article.text[slice(*time.span)])


def doubtful(told: Told, story: Story) -> str | None:
    """Why a day that is counted from the publication is not certain; None where it is."""
    if told.event.quote is not None:
        return "and here it stands in what somebody said"
    analysis = story.analyses[told.account]
    known = story.published.get(analysis.article.id, analysis.article.published)
    return None if known is not None and known.method in SURE else "which one account does not state"


def last_day(told: Told, story: Story) -> str:
    """The last day of its time; a night ends on the day after."""
    time = by_id(story.analyses[told.account].times, told.event.time)
    last = told.when[1] if told.when else ""
    return morning_after(last) if time is not None and last and time.value.endswith(NIGHT) else last


def same_weekday(one: str, other: str) -> bool:
    return date.fromisoformat(one).isoweekday() == date.fromisoformat(other).isoweekday()


def clearly_to(told: Told, story: Story) -> bool:
    """Does the clause name those it was done to, or have a pronoun for them? "Her driver" may be somebody else."""
    name = story.analyses[told.account].article.id
    for part in told.event.participants:
        entity = story.entity_of.get((name, part.entity)) if part.entity else None
        if part.role in ("patient", "recipient") and entity:
            return plainly(told.account, told.event, part, entity, story)
    return True
