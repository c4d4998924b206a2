"""Pronouns once it is known who speaks: passages of ours, read by the whole pipeline."""

import pytest
from tests.resolve.reading import Annotate, analyses, entity_of, mention, together

from retold.model import Analysis

TEXTS = {
    "first": 'Captain Mirela Costin spoke first. "I saw the mast fall, and my hands froze," Costin said.',
    "third": (
        "Tomas Hale was found alive on Sunday. His coach, Peter Voss, met reporters. "
        '"For years he trained on that hill," Voss said. "Nobody could stop him."'
    ),
    "model": (
        "Judge Pia Lorne said the firm had lied since May. "
        '"This was no slip. It was a business model," she told the jury.'
    ),
    "idle": (
        "The Oriel Bank opened a branch in Tarn. As it stands, nobody may enter. It is time to leave. "
        "It was Petra Lund who called the police."
    ),
    "nested": "\"And my uncle yelled, 'I am hurt!' before he fell,\" Tova Blum said.",
    "teller": "A stranger broke a window, Olaf Brenner said. The man was taken to jail.",
    "broken": "Ana Berg fell on the ice. The spokeswoman said that Ana Berg had a broken arm.",
}


@pytest.fixture(scope="module")
def read(annotate_texts: Annotate) -> dict[str, Analysis]:
    return dict(zip(TEXTS, analyses(annotate_texts, list(TEXTS.values())), strict=True))


def test_the_first_person_of_a_quotation_is_its_speaker(read: dict[str, Analysis]) -> None:
    assert together(read["first"], "Mirela Costin", "I", "my")


def test_the_third_person_of_a_quotation_is_somebody_else(read: dict[str, Analysis]) -> None:
    text = read["third"]
    assert together(text, "Tomas Hale", "he", "him")
    assert not together(text, "Peter Voss", "he")


def test_who_speaks_is_not_looked_for_in_what_is_said(read: dict[str, Analysis]) -> None:
    text = read["model"]
    assert together(text, "Pia Lorne", "she")
    assert mention(text, "a business model").type != "person"
    entity = {item.id: item for item in text.entities}[entity_of(text, "Pia Lorne")]
    assert entity.gender == "female"


def test_an_it_that_stands_for_nothing_stays_open(read: dict[str, Analysis]) -> None:
    text = read["idle"]
    assert [mention(text, "it").entity, mention(text, "It").entity, mention(text, "It", 1).entity] == [None] * 3


def test_an_arm_is_no_group(read: dict[str, Analysis]) -> None:
    assert mention(read["broken"], "a broken arm").type == "other"


def test_a_quotation_inside_a_quotation_has_its_own_speaker(read: dict[str, Analysis]) -> None:
    assert mention(read["nested"], "I").entity is None


def test_who_tells_of_it_is_not_the_man(read: dict[str, Analysis]) -> None:
    assert not together(read["teller"], "Olaf Brenner", "The man")
