"""Who acts for whom, and whether two clauses are about the same matter.

In: events of a group and the Story. A state, its capital, the seat of its government and those who hold its offices act
for each other ("Moscow", "the Kremlin" and "President Orlov" may be one side). Two clauses are about one matter when
they say the same of the same thing, and nothing shows that others are meant.
"""

from collections.abc import Callable

from retold.align.events_told import Told
from retold.align.reach import holds
from retold.languages.events import EventLexicon
from retold.model import Participant, Span, Story

PREFIX = 5  # "minister" and "ministry", "governor" and "government" begin alike


def by_name(told: Told, role: str, story: Story, names: dict[str, str]) -> set[str]:
    """Story entities that the account itself names in the role, not by a pronoun or "the firm"."""
    analysis = story.analyses[told.account]
    found = set()
    for part in told.event.participants:
        known = story.entity_of.get((analysis.article.id, part.entity)) if part.role == role and part.entity else None
        if known in names:
            said = analysis.article.text[part.span[0] : part.span[1]].lower()
            if any(word in said for word in names[known].lower().split() if len(word) > 2):
                found.add(known)
    return found


def acting_for(story: Story, words: EventLexicon) -> Callable[[str, str], bool]:
    """Can one story entity act for another? States with places in them, and places or bodies with who holds office."""
    kinds = {entity.id: entity.type for entity in story.entities}
    names = {entity.id: entity.name.lower().removeprefix("the ") for entity in story.entities}
    officers = _officers(story, words)

    def same(one: str, other: str) -> bool:
        if holds(names[one], names[other], words.within) or holds(names[other], names[one], words.within):
            return True
        return (one in officers and kinds[other] != "person") or (other in officers and kinds[one] != "person")

    return same


def _officers(story: Story, words: EventLexicon) -> set[str]:
    """People of whom some account says that they hold an office."""
    offices, found = words.list("offices"), set()
    for analysis in story.analyses:
        for fact in analysis.facts:
            if fact.property == "role" and not offices.isdisjoint(fact.value.lower().split()):
                known = story.entity_of.get((analysis.article.id, fact.entity))
                if known:
                    found.add(known)
    return found


def one_matter(left: Told, right: Told, story: Story, words: EventLexicon) -> bool:
    """Do both clauses use one verb of one thing, with nobody else acting?"""
    if left.kind != right.kind or left.event.lemma != right.event.lemma:
        return False
    return _one_thing(left, right, story, words) and _one_actor(left, right, story, words)


def for_now(told: Told, story: Story, words: EventLexicon) -> bool:
    """Is it denied only for the moment ("not immediately", "not yet")?"""
    return not words.list("for_now").isdisjoint(_phrase(told, told.event.clause or told.event.span, story))


def _one_thing(left: Told, right: Told, story: Story, words: EventLexicon) -> bool:
    for one in _concerned(left):
        for other in _concerned(right):
            if _alike(left, one, right, other, story, words):
                return True
    return False


def _alike(left: Told, one: Participant, right: Told, other: Participant, story: Story, words: EventLexicon) -> bool:
    """The same head word, and no word in one phrase that sets it off from the other."""
    mine, theirs = _phrase(left, one.span, story), _phrase(right, other.span, story)
    entity = _entity(left, one, story)
    if entity and entity == _entity(right, other, story) and _is_name(story, entity):
        return True
    heads = [_stem(_phrase(told, part.head or part.span, story)) for told, part in ((left, one), (right, other))]
    if not heads[0] or heads[0] != heads[1] or heads[0] in words.generic:
        return False
    others = words.list("others") | words.list("partitives")
    if not others.isdisjoint(mine) or not others.isdisjoint(theirs):
        return False
    rest = [{_stem([word]) for word in said if len(word) > 3} - {heads[0]} for said in (mine, theirs)]
    return not rest[0] or not rest[1] or bool(rest[0] & rest[1])


def _one_actor(left: Told, right: Told, story: Story, words: EventLexicon) -> bool:
    """Nothing shows that two different ones are meant: a name, or an office and its body."""
    mine, theirs = left.roles.get("agent"), right.roles.get("agent")
    if not mine or not theirs or mine & theirs:
        return True
    said = [word for told in (left, right) for word in _acting(told, story)]
    if not said or not words.list("control_no_words").isdisjoint(said):
        return True
    office = [_office_words(told, story) for told in (left, right)]
    return any(a[:PREFIX] == b[:PREFIX] for a in office[0] for b in office[1] if len(a) > PREFIX and len(b) > PREFIX)


def _office_words(told: Told, story: Story) -> list[str]:
    """Words for who acts: the account's own, and the offices that any account gives the person."""
    found = _acting(told, story)
    keys = {key[1:] for key in told.roles.get("agent", ()) if key[0] == "="}
    for analysis in story.analyses:
        for fact in analysis.facts:
            if fact.property == "role" and story.entity_of.get((analysis.article.id, fact.entity)) in keys:
                found += fact.value.lower().split()[-1:]
    return found


def _acting(told: Told, story: Story) -> list[str]:
    parts = [part for part in told.event.participants if part.role == "agent"]
    return [word for part in parts for word in _phrase(told, part.head or part.span, story)]


def _concerned(told: Told) -> list[Participant]:
    return [part for part in told.event.participants if part.role in ("patient", "recipient")]


def _phrase(told: Told, span: Span, story: Story) -> list[str]:
    return [
        word.strip(".,;:'\"()“”’") for word in story.analyses[told.account].article.text[slice(*span)].lower().split()
    ]


def _stem(said: list[str]) -> str:
    """The last word without its plural."""
    return said[-1].removesuffix("s") if said else ""


def _entity(told: Told, part: Participant, story: Story) -> str | None:
    name = story.analyses[told.account].article.id
    return story.entity_of.get((name, part.entity)) if part.entity else None


def _is_name(story: Story, entity: str) -> bool:
    return any(item.id == entity and item.names and item.name[:1].isupper() for item in story.entities)
