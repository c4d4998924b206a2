"""Whether two events told by two accounts can only be one happening, so that times that do not meet are a difference.

In: Dated events of one group with all members of that group. Out: yes or no. Events are grouped by what they share, and
two arrests or two hearings of one person share much; so a difference of time asks for more than the grouping does.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations

from retold.align.times import Dated, by_calendar, by_id, days, sentence_at, settled
from retold.model import Event, Participant, Story, Time

FARTHEST = 7  # days between two times: past that, two happenings are likelier than one told with two dates
LOOKED_AT = 200  # members of a group whose times are looked at
APPOSED = 40  # as far behind a clause a name in apposition may end
NIGHT = "TNI"
SHORT = 2  # words of a name longer than this tell it
ACTED_ON = ("patient", "recipient")

Member = tuple[int, Event]


def one_happening(
    answers: Sequence[Sequence[Dated]], members: Sequence[Member], story: Story, claims: frozenset[str]
) -> bool:
    """Whether any two of the answers that do not meet are of one happening beyond doubt.

    Every pair that does not meet must be of one verb done to one and the same, near in time, each with a time of its
    own, and no account may tell the group at a time that would join them. `claims` are types that people do again and
    again ("say"): two of them are two.
    """
    known = list(_times(members, story))
    parted = False
    for left, right in combinations([group[0] for group in answers], 2):
        if _meet(_bounds(left), _bounds(right)):
            continue
        if not (same_deed(left.account, left.event, right.account, right.event, story, claims) and _near(left, right)):
            return False
        if not (_owns(left) and _owns(right)) or _one_weekday(left, right) or _unsure(left, right, story):
            return False
        if any(_joins(item, left, right) for item in known):
            return False
        parted = True
    return parted


def same_deed(
    account: int, event: Event, other_account: int, other: Event, story: Story, claims: frozenset[str]
) -> bool:
    """One verb, one type, and the same one whom it is done to; by whom, where it is done to nobody."""
    if event.type != other.type or event.lemma != other.lemma or event.type in claims:
        return False
    for roles in (ACTED_ON, ("agent",)):
        one, two = (set(_keys(place, item, roles, story)) for place, item in ((account, event), (other_account, other)))
        if one or two:
            return bool(one & two)
    return False


def _keys(account: int, event: Event, roles: tuple[str, ...], story: Story) -> Iterator[str]:
    article = story.analyses[account].article
    for part in event.participants:
        if part.role in roles:
            entity = story.entity_of.get((article.id, part.entity)) if part.entity else None
            head = _head(part, article.text)
            yield f"={entity}" if entity and plainly(account, event, part, entity, story) else head


def plainly(account: int, event: Event, part: Participant, entity: str, story: Story) -> bool:
    """Whether the clause itself says who is meant: by a name, or by a pronoun; "her driver" may be somebody else."""
    analysis = story.analyses[account]
    names = story.once("entity.words", lambda: _name_words(story)).get(entity)
    start, end = event.clause or event.span
    last = max(end, part.span[1])
    sentence = sentence_at(analysis, last - 1)
    stop = min(last + APPOSED, sentence[1]) if sentence else last
    clause = analysis.article.text[min(start, part.span[0]) : stop].lower()
    if not names or any(word in clause for word in names):
        return True
    return (account, (part.head or part.span)[0]) in story.once("mention.pronouns", lambda: _pronouns(story))


def _name_words(story: Story) -> dict[str, list[str]]:
    """The words of each story entity's names, in small letters."""
    return {
        item.id: sorted({word for name in item.names for word in name.text.lower().split() if len(word) > SHORT})
        for item in story.entities
    }


def _pronouns(story: Story) -> frozenset[tuple[int, int]]:
    """Account and place of every pronoun."""
    return frozenset(
        (account, mention.span[0])
        for account, analysis in enumerate(story.analyses) for mention in analysis.mentions if mention.form == "pronoun"
    )  # fmt: skip


def _head(part: Participant, text: str) -> str:
    start, end = part.head or part.span
    return text[start:end].casefold()


def _bounds(item: Dated) -> tuple[str, str]:
    first, last = days(item.when) or ("", "9")
    return first, morning_after(last) if (item.when.value or "").endswith(NIGHT) else last


def morning_after(day: str) -> str:
    """The day on which a night ends: "late on Tuesday night" may be Wednesday."""
    return (date.fromisoformat(day) + timedelta(1)).isoformat() if day < "9" else day


def _meet(left: tuple[str, str], right: tuple[str, str]) -> bool:
    return max(left[0], right[0]) <= min(left[1], right[1])


def _near(left: Dated, right: Dated) -> bool:
    """Whether the days between the two are few."""
    first, second = sorted((_bounds(left), _bounds(right)))
    return (date.fromisoformat(second[0]) - date.fromisoformat(first[1])).days <= FARTHEST


def _owns(item: Dated) -> bool:
    """Whether the time is the event's, not a participant's ("a man hurt in a May 2 crash died")."""
    span = item.time.span if item.time else item.when.span
    return span is not None and not any(
        part.span[0] <= span[0] and span[1] <= part.span[1] for part in item.event.participants
    )


def _unsure(left: Dated, right: Dated, story: Story) -> bool:
    """Whether only the days of publication put the two apart: one relative word told twice, or one in quoted words,
    which may have been said on any day ("he died today" in a statement that two outlets print)."""
    said = []
    for item in (left, right):
        if item.time is not None and not by_calendar(item.time):
            if item.event.quote is not None:
                return True
            text = story.analyses[item.account].article.text
            said.append(" ".join(text[item.time.span[0] : item.time.span[1]].casefold().split()))
    return len(said) == 2 and said[0] == said[1]


def _one_weekday(left: Dated, right: Dated) -> bool:
    """A bare weekday told twice: only the dates of publication put the two apart, and those are often of a revision."""
    relative = any(item.time is not None and item.time.anchor.kind == "published" for item in (left, right))
    first, second = (date.fromisoformat(_bounds(item)[0]) for item in (left, right))
    return relative and first.isoweekday() == second.isoweekday()


def _times(members: Sequence[Member], story: Story) -> Iterator[tuple[int, tuple[str, str]]]:
    """Account and stretch of every member that has a time."""
    for account, event in members[:LOOKED_AT]:
        analysis = story.analyses[account]
        time: Time | None = by_id(analysis.times, event.time)
        known = story.published.get(analysis.article.id, analysis.article.published)
        when = days(settled(time, known, story.years)) if time else None
        if when is not None:
            yield account, when


def _joins(item: tuple[int, tuple[str, str]], left: Dated, right: Dated) -> bool:
    """Whether one of the two accounts also tells the group at the time of the other."""
    account, when = item
    return (account == left.account and _meet(when, _bounds(right))) or (
        account == right.account and _meet(when, _bounds(left))
    )
