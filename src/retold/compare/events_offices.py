"""For whom somebody acts: a president for the country, a spokesman for the group, a capital for its government.

In: the story, ids of story entities, words of countries ("velmoran" -> "Velmora"). Out: for each entity the words it
may be named by when it acts. A private person acts for nobody: only one with a role does.
"""

from collections.abc import Iterable, Iterator, Mapping

from retold.model import Fact, Story

SHORTEST = 4


def stands_for(story: Story, entities: Iterable[str], countries: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Words for each entity: its name's, its country's where a capital or an office stands for one, its group's."""
    wanted = frozenset(entities)
    found = {item.id: {*item.name.lower().split(), *_countries(item.name, countries)}
             for item in story.entities if item.id in wanted}  # fmt: skip
    facts: dict[str, list[Fact]] = {}
    for analysis in story.analyses:
        for fact in analysis.facts:
            person = story.entity_of.get((analysis.article.id, fact.entity))
            if person in found and fact.property in ("role", "affiliation", "nationality"):
                facts.setdefault(person, []).append(fact)
    for person, told in facts.items():
        if any(fact.property != "nationality" for fact in told):
            found[person].update(word for fact in told for word in _countries(fact.value, countries))
            found[person].update(fact.value.lower() for fact in told if fact.property == "affiliation")
    return {name: frozenset(word for word in words if len(word) >= SHORTEST) for name, words in found.items()}


def _countries(words: str, countries: Mapping[str, str]) -> Iterator[str]:
    """The countries that the words name: as an adjective, or as the seat of a government."""
    for part in (words.lower(), *words.lower().split()):
        if part in countries:
            yield from countries[part].lower().split()
