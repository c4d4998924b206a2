"""The one lexicon of predicates: each word in one row, each row known to who reads it, all readers of one mind."""

from collections import Counter
from collections.abc import Callable

import pytest

from retold.extract.figures.classes import class_of_verb, classes
from retold.languages import load
from retold.languages.events import lexicon as events
from retold.languages.people import lexicon as people
from retold.languages.predicates import senses, sides, spelt_out
from retold.parse import Parse

ENGLISH = load("en")
ROWS = senses(ENGLISH)
Annotate = Callable[[str], Parse]


@pytest.mark.parametrize("kind", ["verbs", "nouns", "counted", "states", "participles"])
def test_a_word_has_one_row(kind: str) -> None:
    found = Counter(word for row in ROWS for word in getattr(row, kind))
    assert [word for word, times in found.items() if times > 1] == []


def test_a_phrase_has_one_row() -> None:
    found = Counter(phrase for row in ROWS for key in ("phrases", "acts", "ins") for phrase in getattr(row, key))
    assert [phrase for phrase, times in found.items() if times > 1] == ["burn to death"]  # they burnt; they were burnt


def test_rows_name_what_there_is() -> None:
    kinds = {row.name for row in ROWS if row.event == row.name}
    assert [row.name for row in ROWS if row.event and row.event not in kinds] == []
    statuses, figures = people(ENGLISH).rules, classes(ENGLISH).people
    assert [row.name for row in ROWS if row.status and row.status not in statuses] == []
    assert [row.name for row in ROWS if row.figure and row.figure not in figures] == []
    assert set(statuses) == {row.status for row in ROWS if row.status}


def test_no_other_file_lists_what_happened_to_people() -> None:
    """Counts and coreference keep words of their own kind only: "doubtful" marks verbs listed here."""
    told = {word for row in ROWS if row.status for word in (*row.verbs, *row.states, *row.phrases, *row.acts)}
    for row in ENGLISH.table("figures")["classes"].values():
        assert told.isdisjoint({*row.get("adjectives", ()), *row.get("behind", ()), *row.get("tolls", ())})
    assert {"statuses", "taken"}.isdisjoint(ENGLISH.table("people"))
    assert "classes" not in ENGLISH.table("events")


def test_readers_agree() -> None:
    status, counted, kinds = people(ENGLISH), classes(ENGLISH), events(ENGLISH)
    assert (status.objects["stab"], counted.verbs["stab"], kinds.verbs["stab"]) == ("stabbed", "injured", "injure")
    assert (status.objects["imprison"], counted.verbs["imprison"]) == ("arrested", "arrested")
    assert {"stab", "imprison"} <= sides(ENGLISH, "harmed").objects | sides(ENGLISH, "accused").objects
    assert "stab" in sides(ENGLISH, "accused").subjects


def test_a_list_in_a_phrase_is_spelt_out() -> None:
    assert "hit by gunfire" in set(spelt_out(ENGLISH, "hit by <bullets>"))
    assert list(spelt_out(ENGLISH, "set free")) == ["set free"]


def test_a_phrase_with_its_own_object_counts_no_subject(annotate_text: Annotate) -> None:
    lexicon = classes(ENGLISH)
    doc = annotate_text("Four women filed claims against the bank. Four men were pulled from the river.")
    assert class_of_verb(doc, doc.words.index("filed"), lexicon, patient=False) is None
    assert class_of_verb(doc, doc.words.index("pulled"), lexicon, patient=True) == "rescued"


def test_a_verb_joined_behind_says_what_came_of_it(annotate_text: Annotate) -> None:
    lexicon = classes(ENGLISH)
    doc = annotate_text("Three men were shot and killed in Tolle. Nine were shot and fled.")
    first, second = (token for token, word in enumerate(doc.words) if word == "shot")
    assert class_of_verb(doc, first, lexicon, patient=True) == "killed"
    assert class_of_verb(doc, second, lexicon, patient=True) == "shot"
