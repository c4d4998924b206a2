"""An unnamed person who turns out to be a named one is one entity in every record, in passages we wrote."""

import pytest
from tests.resolve.reading import Annotate, analyses, entity_of, mention, together

from retold.model import Analysis

TEXTS = {
    "fate": (
        "A 17-year-old boy was shot at a bus stop in Arlen on Monday. Detectives closed the road. Pavel Drozd was pronounced "
        "dead at Saint Anna hospital. Drozd, 17, sang in a choir."
    ),
    "office": (
        "A police captain was killed in Corvane on Monday. Detectives closed the road. Bruno Castell was pronounced dead at Saint "
        "Anna hospital."
    ),
}


@pytest.fixture(scope="module")
def read(annotate_texts: Annotate) -> dict[str, Analysis]:
    return dict(zip(TEXTS, analyses(annotate_texts, list(TEXTS.values())), strict=True))


def test_one_fate_and_one_age_are_one_entity(read: dict[str, Analysis]) -> None:
    found = read["fate"]
    assert together(found, "A 17-year-old boy", "Pavel Drozd")
    ids = {entity.id for entity in found.entities}
    held = {item.entity for item in (*found.mentions, *found.facts, *found.statuses) if item.entity}
    held |= {part.entity for event in found.events for part in event.participants if part.entity}
    assert held <= ids
    assert next(entity for entity in found.entities if entity.name == "Pavel Drozd").gender == "male"


def test_an_office_may_be_somebody_elses(read: dict[str, Analysis]) -> None:
    found = read["office"]
    assert mention(found, "A police captain").entity != entity_of(found, "Bruno Castell")
