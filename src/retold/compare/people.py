"""One card a person: names, facts and what became of them.

In: a Story with its entities and origins. Out: a Person for every story entity that is a person with a name: facts by
property with their support, and the status history in order of time, else in the order in which such changes come.
What is told of an earlier time or of another case stands apart, as background.
"""

from collections.abc import Iterator
from itertools import groupby

from retold.align.background import Reasons, scope
from retold.align.facts import Answers, answers, people_named
from retold.align.statuses import Change, Telling, apart, changes, same_weekday, shown
from retold.compare.values import evidence
from retold.languages import Language
from retold.languages.people import PeopleLexicon, lexicon
from retold.lineage.origins import support
from retold.model import Evidence, Moment, Person, PersonFact, PersonStatus, Story, StoryEntity

LATE = "9999"  # sorts behind every day


def people(story: Story, language: Language) -> Iterator[Person]:
    """One card a person, in the order of the story's entities."""
    words = lexicon(language)
    names = {entity.id: entity.name for entity in story.entities}
    named = people_named(story)
    told = changes(story, language)
    parts = scope(story, language)
    asked = {entity: list(found) for entity, found in groupby(answers(story), key=lambda item: item.entity)}
    for entity in story.entities:
        if entity.id in named:
            own, background, why = parts.parted(entity.id, told.get(entity.id, []))
            yield Person(
                entity.id,
                facts=tuple(_facts(asked.get(entity.id, []), story, words, names)),
                statuses=tuple(_history(own, story, words)),
                name=_fullest(entity),
                names=tuple(name.text for name in entity.names),
                background=tuple(_history(background, story, words, why)),
            )


def _fullest(entity: StoryEntity) -> str:
    return entity.name or max((name.text for name in entity.names), key=len, default="")


# --- facts ------------------------------------------------------------------------------------------------------------


def _facts(asked: list[Answers], story: Story, words: PeopleLexicon, names: dict[str, str]) -> Iterator[PersonFact]:
    for question in sorted(asked, key=lambda item: words.properties.get(item.property, 99)):
        ranked = sorted(question.groups, key=lambda group: -len({item.analysis.article.id for item in group[1]}))
        for _, items in ranked:
            proof = tuple(evidence(item.analysis, item.record.span, item.record.id) for item in items)
            shown = items[0].record.value
            if question.property == "relation" and question.target in names:
                shown = f"{shown} of {names[question.target]}"
            yield PersonFact(question.property, shown, proof, support(story, proof))


# --- statuses ---------------------------------------------------------------------------------------------------------


def _history(
    told: list[Change], story: Story, words: PeopleLexicon, why: Reasons | None = None
) -> Iterator[PersonStatus]:
    """What happened to the person: asserted changes, one entry for every time that is kept apart."""
    rows = [(change.status, group) for change in told for group in _times(change)]
    days = [(_rank(status, words), _day(group)) for status, group in rows]
    for status, group in sorted(rows, key=lambda row: _place(row[0], row[1], words, days)):
        proof = tuple(_proof(item) for item in group)
        when = next((item.when for item in group if item.when is not None), None) or _not_after(group, story)
        by = next((named for item in group if (named := item.by)), None)
        reason = next((why[item.key] for item in group if item.key in why), None) if why else None
        yield PersonStatus(status, when, proof, support(story, proof), by, reason)


def _times(change: Change) -> Iterator[list[Telling]]:
    """Tellings that may be of one time; an undated one goes with the first, and one weekday counted from two days of
    publication is one."""
    groups: list[list[Telling]] = []
    happened = [item for item in change.tellings if item.happened]
    for item in sorted(happened, key=lambda item: item.when is None):
        for group in groups[:8]:
            if not any(apart(item.when, other.when) and not same_weekday(item, other) for other in group[:20]):
                group.append(item)
                break
        else:
            groups.append([item])
    yield from groups


def _place(
    status: str, group: list[Telling], words: PeopleLexicon, days: list[tuple[int, str]]
) -> tuple[bool, str, int]:
    """Sorting key: the final last, dated changes by day; undated ones after the last dated change that usually comes
    before them, else before the first that usually comes after."""
    rank = _rank(status, words)
    final = words.is_final(status)
    day = _day(group)
    if day == LATE:
        before = max((other for place, other in days if place < rank and other != LATE), default=None)
        day = before or min((other for place, other in days if place > rank), default=LATE)
    return final, day, rank


def _rank(status: str, words: PeopleLexicon) -> int:
    return words.order.get(status, len(words.order))


def _day(group: list[Telling]) -> str:
    return min((item.when.earliest or LATE for item in group if item.when), default=LATE)


def _proof(item: Telling) -> Evidence:
    return evidence(item.analysis, shown(item), item.record.id)


def _not_after(group: list[Telling], story: Story) -> Moment | None:
    """An undated change happened by the time of the first account that tells it."""
    known = [story.published.get(item.analysis.article.id) for item in group]
    latest = min((moment.latest for moment in known if moment and moment.latest), default=None)
    if latest is None:
        return None
    return Moment(None, None, latest, "inferred", None, "by the time of publication")
