"""People told of before they are named, and noun phrases led to the one whom they fit, in passages we wrote."""

import pytest
from tests.resolve.reading import Annotate, analyses, mention, story_of, together

from retold.model import Analysis

TEXTS = {
    "identified": (
        "A 16-year-old girl was shot on Harrow Street late Sunday. The girl was taken to a hospital, where she died. Police "
        "identified her as Mirela Dastan. Lt. Owen Prate said she was walking home."
    ),
    "victim": (
        "A man was killed in a fire at a mill in Corvane on Friday. The victim, Tomas Rell, worked there for years. "
        "Neighbor Ida Brunn said the man was kind."
    ),
    "bare": (
        "A 34-year-old man was stabbed to death in Lower Quay on Monday. Bruno Castell was found in the street at noon. He was "
        "pronounced dead there."
    ),
    "two": (
        "A 20-year-old man was shot and a 31-year-old man was stabbed in Arlen on Monday. Pavel Drozd was found dead near "
        "the park. Ivo Marek was found dead at home."
    ),
    "spokesman": (
        "Sheriff Carl Hadley said the suspect was arrested at noon. Milo Venn was charged with murder. The gunman was held in "
        "the county jail."
    ),
    "officer": (
        "Deputy Rosa Klint took questions on Tuesday. Officer Dan Morrow shot at the door. The man was not hurt, Klint said."
    ),
    "ages": "Lena Torv, 41, and her neighbor Ilse Brandt, 9, were found. The 9-year-old was unhurt.",
    "kin": (
        "Irina Salk, 53, and her mother, Dora Venn, 73, were freed. They were taken from Salk's home. The attack cost the life of "
        "her husband, Viktor Salk."
    ),
    "apart": "Ada Rowe's mother called police. Nina Falk's mother did not. Her mother said nothing, Falk said.",
    "surnames": (
        "Gareth Stroud, 49, was charged with murder on Monday. He shot his wife, Faye Stroud, in the foot. Stroud was held "
        "without bail. The Strouds lived in Alder Park."
    ),
    "particle": "Le Pham was killed on Sunday. Tuyet Pham, his aunt, said Le Pham was a good student. She wept.",
    "thanks": "Oskar Lind praised Jonas Feld for his courage. Lind then left the hall.",
    "fronted": "Mira Solt lost the house in May. In her filing, Nora Velt said the roof leaked.",
    "tells": "Sgt. Alan Roche spoke at noon. Sheriff Ned Parr said he was shot in the arm.",
    "child": (
        "Morrow County Sheriff, Dale Penn, released a statement saying the three-year-old hurt on Monday has died. The "
        "child was pronounced dead at noon."
    ),
    "generations": "Ivan Marsh Jr. was charged on Monday. Ivan Marsh Sr. wept in court. Ivan Marsh Jr. did not speak.",
    "himself": "Wade Corrin spoke to Edgar Benz, who shot himself in the leg.",
    "reporter": (
        "A 15-year-old girl was shot in Delmar on Friday. Anna Pryce reports from the scene for Channel 9. The girl was "
        "identified as Zofia Wild."
    ),
}
STORY = (
    "A 17-year-old boy was found stabbed to death on a barge in Eastmoor on Wednesday. Officers found the boy at ten.",
    "Kellan Ruiz was stabbed to death on a barge in Eastmoor, police said. Ruiz was a student. Ruiz lived nearby with his aunt.",
)


@pytest.fixture(scope="module")
def read(annotate_texts: Annotate) -> dict[str, Analysis]:
    return dict(zip(TEXTS, analyses(annotate_texts, list(TEXTS.values())), strict=True))


def test_somebody_identified_later(read: dict[str, Analysis]) -> None:
    text = read["identified"]
    assert together(text, "A 16-year-old girl", "The girl", "Mirela Dastan", ("she", 0))
    assert not together(text, "Mirela Dastan", "Owen Prate")


def test_the_victim_beside_the_name(read: dict[str, Analysis]) -> None:
    text = read["victim"]
    assert together(text, "The victim", "Tomas Rell", "A man")
    assert not together(text, "the man", "Ida Brunn")


def test_a_name_that_comes_unexplained(read: dict[str, Analysis]) -> None:
    assert together(read["bare"], "A 34-year-old man", "Bruno Castell", "He")


def test_two_who_may_be_named_stay_open(read: dict[str, Analysis]) -> None:
    text = read["two"]
    assert not together(text, "A 20-year-old man", "Pavel Drozd")
    assert not together(text, "A 20-year-old man", "Ivo Marek")


def test_the_gunman_is_not_the_sheriff(read: dict[str, Analysis]) -> None:
    text = read["spokesman"]
    assert together(text, "Milo Venn", "The gunman")
    assert not together(text, "Carl Hadley", "the suspect")


def test_the_man_is_nobody_in_office(read: dict[str, Analysis]) -> None:
    text = read["officer"]
    assert not together(text, "The man", "Dan Morrow")
    assert not together(text, "The man", "Rosa Klint")


def test_an_age_leads_to_its_bearer(read: dict[str, Analysis]) -> None:
    assert together(read["ages"], "The 9-year-old", "Ilse Brandt")


def test_whose_husband(read: dict[str, Analysis]) -> None:
    text = read["kin"]
    assert together(text, "Irina Salk", ("her", 1))
    assert together(text, "Viktor Salk", "her husband")


def test_mothers_of_two_people(read: dict[str, Analysis]) -> None:
    text = read["apart"]
    assert not together(text, "Ada Rowe's mother", "Nina Falk's mother")


def test_a_lone_surname_stays_with_whom_it_was_told_of(read: dict[str, Analysis]) -> None:
    text = read["surnames"]
    assert together(text, "Gareth Stroud", "Stroud")
    assert not together(text, "Gareth Stroud", "Faye Stroud")


def test_a_particle_that_is_a_given_name(read: dict[str, Analysis]) -> None:
    assert not together(read["particle"], "Le Pham", "Tuyet Pham")


def test_whom_one_praises_did_it(read: dict[str, Analysis]) -> None:
    assert together(read["thanks"], "Jonas Feld", "his")


def test_a_pronoun_before_its_name(read: dict[str, Analysis]) -> None:
    text = read["fronted"]
    assert together(text, "Nora Velt", "her")
    assert not together(text, "Mira Solt", "her")


def test_who_tells_in_office_is_not_who_was_shot(read: dict[str, Analysis]) -> None:
    text = read["tells"]
    assert mention(text, "he").entity != mention(text, "Ned Parr").entity


def test_who_has_no_age_is_no_child(read: dict[str, Analysis]) -> None:
    text = read["child"]
    assert mention(text, "The child").entity != mention(text, "Dale Penn").entity


def test_father_and_son(read: dict[str, Analysis]) -> None:
    text = read["generations"]
    assert together(text, ("Ivan Marsh Jr.", 0), ("Ivan Marsh Jr.", 1))
    assert not together(text, "Ivan Marsh Jr.", "Ivan Marsh Sr")


def test_himself_is_the_subject_of_its_clause(read: dict[str, Analysis]) -> None:
    text = read["himself"]
    assert together(text, "Edgar Benz", "who", "himself")


def test_a_reporter_is_nobody_of_the_story(read: dict[str, Analysis]) -> None:
    text = read["reporter"]
    assert together(text, "Zofia Wild", "A 15-year-old girl", "The girl")
    assert mention(text, "Anna Pryce").entity != mention(text, "The girl").entity


def test_the_one_whom_two_accounts_tell_dead(annotate_texts: Annotate) -> None:
    found = analyses(annotate_texts, STORY)
    story = story_of(found)
    boy, named = mention(found[0], "A 17-year-old boy").entity, mention(found[1], "Kellan Ruiz").entity
    assert boy and named
    assert story["a", boy] == story["b", named]
