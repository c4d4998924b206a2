"""Polarity and modality of one predicate: one reading for events, figures, statuses and quotes."""

from collections.abc import Callable

import pytest

from retold.grammar.moods import auxiliaries, hearsay, modality, negated, own_negations
from retold.languages import load
from retold.languages.clauses import control
from retold.parse import Parse

Annotate = Callable[[str], Parse]
WORDS = control(load("en"))

NEGATION = [
    ("The crew did not leave the ship.", "leave", True),
    ("Nobody left the ship.", "left", True),
    ("No passengers were hurt in the crash.", "hurt", True),
    ("Not everyone left the ship.", "left", True),
    ("The gunman harmed no one.", "harmed", True),
    ("He did not eat or drink.", "drink", True),
    ("He was held without being charged.", "charged", True),
    ("Neither the captain nor the mate left the ship.", "left", True),
    ("Nobody did not know the captain.", "know", False),  # two negations
    ("He was not only fined but jailed.", "fined", False),
    ("The crew left the ship without a word.", "left", False),
    ("He did not say that the crew left.", "left", False),
    ("He rested after leaving the ship.", "leaving", False),
    ("He wanted to stay and help.", "help", False),
    ("They did not stop but did help.", "help", False),
    ("He neither ate nor drank.", "ate", True),
    ("He quickly left the ship.", "left", False),
    ("He praised the not so big ship.", "praised", False),  # set against another, not denied
]


@pytest.mark.parametrize(("text", "word", "expected"), NEGATION)
def test_negation(annotate_text: Annotate, text: str, word: str, expected: bool) -> None:
    doc = annotate_text(text)
    assert negated(doc, doc.lower.index(word), WORDS) is expected


def test_a_count_of_nobody_denies_no_predicate(annotate_text: Annotate) -> None:
    doc = annotate_text("No passengers were hurt in the crash.")
    assert own_negations(doc, doc.lower.index("hurt"), WORDS) == 0


MODALITY = [
    ("The court will release the captain.", "release", "planned"),
    ("The court may release the captain.", "release", "possible"),
    ("If the court releases the captain, the crew will cheer.", "releases", "conditional"),
    ("The captain was possibly released.", "released", "possible"),
    ("The ministers will meet and talk.", "talk", "planned"),
    ("The alleged attack shocked the town.", "attack", "possible"),
    ("The planned attack shocked the town.", "attack", "planned"),
    ("The court released the captain.", "released", "asserted"),
    ("The court said that it may rain.", "said", "asserted"),
    ("The captain will say that they left.", "left", "asserted"),
    ("The attack shocked the town.", "attack", "asserted"),
    ("The man was hurt, possibly.", "hurt", "possible"),
    ("The alleged thief ran.", "ran", "asserted"),
]


@pytest.mark.parametrize(("text", "word", "expected"), MODALITY)
def test_modality(annotate_text: Annotate, text: str, word: str, expected: str) -> None:
    doc = annotate_text(text)
    assert modality(doc, doc.lower.index(word), WORDS) == expected


def test_hearsay_is_no_modality(annotate_text: Annotate) -> None:
    doc = annotate_text("The captain allegedly left the ship.")
    left = doc.lower.index("left")
    assert hearsay(doc, left, WORDS)
    assert modality(doc, left, WORDS) == "asserted"
    assert not hearsay(doc, doc.lower.index("ship"), WORDS)


def test_joined_verbs_share_their_auxiliaries(annotate_text: Annotate) -> None:
    doc = annotate_text("The ministers will meet and talk.")
    assert auxiliaries(doc, doc.lower.index("talk")) == ("will",)
    told = annotate_text("The captain will say that they left.")
    assert auxiliaries(told, told.lower.index("left")) == ()
