"""Merging over accounts, in stories we wrote."""

from dataclasses import replace

import pytest
from tests.resolve.reading import Annotate, analyses, entity_of, story_of
from tests.work import calls

from retold.config import Config
from retold.languages import load
from retold.languages.mentions import lexicon
from retold.model import Analysis, Fact
from retold.resolve import across
from retold.resolve.across.items import items
from retold.resolve.across.sets import Sets

STORY = [
    "Rebel spokesman Yusuf Marzouq said on Friday that Norland's president, Ivar Stenberg, had lied. Marzouq is 44. "
    "Vera Sorokina, a nurse, was freed in Dunhaven. The White Lantern movement denied it.",
    "Youssef Marzook of the White Lantern movement spoke again. President Stenberg did not answer. Lev Sorokin, a pilot, "
    "waited in Dunhaven for his daughter.",
    "Stenberg, the president of Norland, ignored Marzouk. The nurse Vera Sorokina came home to Dunhaven.",
]
LETTER = [
    "Minister Karl Bauer, 61, opened the bridge at Aldmoor. Bauer praised the builders.",
    "The baker Lars Bauer, 25, crossed the bridge at Aldmoor. Baker Lars Baum followed him.",
]


@pytest.fixture(scope="module")
def story(annotate_texts: Annotate) -> list[Analysis]:
    return analyses(annotate_texts, STORY)


@pytest.fixture(scope="module")
def letter(annotate_texts: Annotate) -> list[Analysis]:
    return analyses(annotate_texts, LETTER)


def at(found: list[Analysis], account: int, text: str) -> tuple[str, str]:
    return found[account].article.id, entity_of(found[account], text)


def test_spellings_of_one_name_are_one_person(story: list[Analysis]) -> None:
    of = story_of(story)
    marks = {of[at(story, 0, "Yusuf Marzouq")], of[at(story, 1, "Youssef Marzook")]}
    assert len(marks) == 1
    assert of[at(story, 0, "Ivar Stenberg")] == of[at(story, 1, "Stenberg")] == of[at(story, 2, "Stenberg")]
    assert of[at(story, 0, "Vera Sorokina")] == of[at(story, 2, "Vera Sorokina")]


def test_father_and_daughter_stay_apart(story: list[Analysis]) -> None:
    of = story_of(story)
    assert of[at(story, 0, "Vera Sorokina")] != of[at(story, 1, "Lev Sorokin")]


def test_a_letter_apart_with_other_first_names(letter: list[Analysis]) -> None:
    of = story_of(letter)
    people = {of[at(letter, 0, "Karl Bauer")], of[at(letter, 1, "Lars Bauer")], of[at(letter, 1, "Lars Baum")]}
    assert len(people) == 3


def test_merges_say_why(story: list[Analysis]) -> None:
    entities = across.resolve(story, load("en"), Config())
    person = next(entity for entity in entities if "Yusuf Marzouq" in {name.text for name in entity.names})
    assert person.merges
    assert all(0.5 <= merge.score <= 1.0 and merge.reasons for merge in person.merges)
    assert {account for account, _ in person.members} >= {"a", "b"}


def test_the_reader_keeps_apart_and_joins(story: list[Analysis]) -> None:
    apart = story_of(story, Config(keep_apart=(("Yusuf Marzouq", "Youssef Marzook"),)))
    assert apart[at(story, 0, "Yusuf Marzouq")] != apart[at(story, 1, "Youssef Marzook")]
    same = story_of(story, Config(same=(("Vera Sorokina", "Ivar Stenberg"),)))
    assert same[at(story, 0, "Vera Sorokina")] == same[at(story, 0, "Ivar Stenberg")]


def test_very_many_pairs_of_names_are_looked_up(story: list[Analysis]) -> None:
    """Pairs cost their own number, not theirs times that of the entities."""
    things = items(story, lexicon(load("en")))
    pairs = tuple((f"Nobody {n}", f"Noone {n}") for n in range(2_000))
    config = Config(same=pairs, keep_apart=(*pairs, ("Yusuf Marzouq", "Youssef Marzook")))
    assert len(things) > 10
    assert calls(lambda: Sets(things, config).join_chosen()) < 12 * len(pairs)
    assert sum(map(len, Sets(things, config).sides)) == 2


def test_conflicting_ages_speak_against(story: list[Analysis]) -> None:
    def aged(analysis: Analysis, text: str, age: str) -> Analysis:
        name = entity_of(analysis, text)
        kept = tuple(fact for fact in analysis.facts if fact.property != "age")
        return replace(analysis, facts=(*kept, Fact("k99", name, "age", age, (0, 1))))

    found = [aged(story[0], "Vera Sorokina", "25"), story[1], aged(story[2], "Vera Sorokina", "31")]
    of = story_of(found)
    assert of[at(found, 0, "Vera Sorokina")] != of[at(found, 2, "Vera Sorokina")]
    chosen = story_of(found, Config(same=(("Vera Sorokina", "Vera Sorokina"),)))
    assert chosen[at(found, 0, "Vera Sorokina")] == chosen[at(found, 2, "Vera Sorokina")]  # the reader knows better
    birthday = [found[0], story[1], aged(story[2], "Vera Sorokina", "26")]
    of = story_of(birthday)
    assert of[at(birthday, 0, "Vera Sorokina")] == of[at(birthday, 2, "Vera Sorokina")]


def test_no_entity_is_in_two_and_ids_run(story: list[Analysis]) -> None:
    entities = across.resolve(story, load("en"), Config())
    members = [member for entity in entities for member in entity.members]
    assert len(members) == len(set(members))
    assert [entity.id for entity in entities] == [f"x{n}" for n in range(1, len(entities) + 1)]
    again = across.resolve(story, load("en"), Config())
    assert entities == again
