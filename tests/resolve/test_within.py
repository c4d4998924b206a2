"""Coreference in one article, in passages we wrote."""

import pytest
from tests.resolve.reading import Annotate, analyses, entity_of, mention, together

from retold.model import Analysis

TEXTS = {
    "couple": (
        "Farmer Lukas Brandt and his wife Irma Brandt sold their mill. Mr. Brandt said he was tired. Mrs. Brandt said she "
        "would travel."
    ),
    "pronouns": (
        "Nadia Rahimi, a surgeon, left Kabul in May. She took her daughter. The Halden Institute offered Rahimi a post; "
        "it praised her work."
    ),
    "acronym": (
        "The World Harbour Council (WHC) met in Oslo. The WHC elected Jens Dahl, 61, as chairman. The chairman thanked "
        "the council. Its budget fell."
    ),
    "slip": "Envoy Mikael Borodin spoke for an hour. Borodim then left. The envoy returned to Norland.",
    "siblings": "Omar Haddad accused Khalil Haddad of theft. Vera Sorokina saw Lev Sorokin leave. Sorokina was upset.",
    "quote": "“I will resign,” Tessa Vang said. “We are done.” Her deputy, Jon Falk, said he would stay.",
    "company": "Kestrel Aviation cut 300 jobs. The company said that it had no choice. Workers who left were paid.",
}


@pytest.fixture(scope="module")
def read(annotate_texts: Annotate) -> dict[str, Analysis]:
    return dict(zip(TEXTS, analyses(annotate_texts, list(TEXTS.values())), strict=True))


def test_titles_tell_spouses_apart(read: dict[str, Analysis]) -> None:
    text = read["couple"]
    assert together(text, "Lukas Brandt", ("Brandt", 0), "he")
    assert together(text, "Irma Brandt", ("Brandt", 1), "she")
    assert not together(text, "Lukas Brandt", "Irma Brandt")


def test_pronouns_and_apposition(read: dict[str, Analysis]) -> None:
    text = read["pronouns"]
    assert together(text, "Nadia Rahimi", "a surgeon", "She", "her", "Rahimi")
    assert together(text, "Halden Institute", "it")
    assert not together(text, "her daughter", "Nadia Rahimi")
    found = {entity.id: entity for entity in text.entities}[entity_of(text, "Nadia Rahimi")]
    assert (found.name, found.gender, found.type) == ("Nadia Rahimi", "female", "person")


def test_acronym_role_and_kind(read: dict[str, Analysis]) -> None:
    text = read["acronym"]
    assert together(text, "World Harbour Council", ("WHC", 0), ("WHC", 1), "the council")
    assert not together(text, "Jens Dahl", "World Harbour Council")


def test_a_slip_inside_one_article(read: dict[str, Analysis]) -> None:
    assert together(read["slip"], "Mikael Borodin", "Borodim", "The envoy")


def test_relatives_stay_apart(read: dict[str, Analysis]) -> None:
    text = read["siblings"]
    assert not together(text, "Omar Haddad", "Khalil Haddad")
    assert not together(text, "Vera Sorokina", "Lev Sorokin")
    assert together(text, "Vera Sorokina", "Sorokina")


def test_only_the_plural_first_person_stays_open(read: dict[str, Analysis]) -> None:
    text = read["quote"]
    assert together(text, "I", "Tessa Vang")
    assert mention(text, "We").entity is None
    assert together(text, "Jon Falk", "Her deputy", "he")
    assert together(text, "Tessa Vang", "Her")


def test_company_and_relative_pronoun(read: dict[str, Analysis]) -> None:
    text = read["company"]
    assert together(text, "Kestrel Aviation", "The company", "it")
    assert together(text, "Workers", "who")


def test_every_entity_has_mentions_and_ids_run_in_order(read: dict[str, Analysis]) -> None:
    for text in read.values():
        assert [entity.id for entity in text.entities] == [f"n{n}" for n in range(1, len(text.entities) + 1)]
        used = {item.entity for item in text.mentions if item.entity}
        assert used == {entity.id for entity in text.entities}
