"""Renderings of one thing said are grouped, and what changed between them is spelt out."""

import random

import pytest
from tests.align.quotes_told import story, told

from retold.align import quotes, quotes_pairs
from retold.align.quotes import words_of
from retold.align.quotes_drift import drift, wording
from retold.align.quotes_groups import groups
from retold.align.quotes_score import weights
from retold.languages import load
from retold.model import Drift, Story

LANGUAGE = load("en")
PEOPLE = {"p1": ("person", "Ines Corvo"), "p2": ("person", "Pavel Orsk")}


def grouped(made: Story) -> list[list[tuple[str, str]]]:
    """The groups of more than one rendering, as (account, quote)."""
    return [[(said.account, said.quote_id) for said in group] for group in groups(made, LANGUAGE) if len(group) > 1]


def compared(one: str, two: str, form: str = "direct") -> Drift:
    made = story(told("a", ("p1", one)), told("b", ("p1", two), form=form), names=PEOPLE)
    found = quotes.gather(made, LANGUAGE)
    left, right = (quotes.together([said for said in found if said.account == account]) for account in "ab")
    return drift(0, 1, wording(left), wording(right), words_of(LANGUAGE))


def test_the_same_words_are_one_utterance() -> None:
    words = "The bridge over the Tarn will open before the autumn floods."
    made = story(told("a", ("p1", words)), told("b", ("p1", words)), names=PEOPLE)
    assert grouped(made) == [[("a", "q1"), ("b", "q1")]]


def test_a_part_is_one_utterance_with_the_whole() -> None:
    whole = "We rebuilt the harbour wall in eleven weeks. Nobody asked for more money. The fishermen helped us."
    made = story(told("a", ("p1", whole)), told("b", ("p1", "Nobody asked for more money")), names=PEOPLE)
    assert grouped(made) == [[("a", "q1"), ("b", "q1")]]


def test_clauses_in_another_order_align() -> None:
    one = "The turbines stopped at midnight. Engineers reached the valley by boat."
    two = "Engineers reached the valley by boat. The turbines stopped at midnight."
    made = story(told("a", ("p1", one)), told("b", ("p1", two)), names=PEOPLE)
    assert grouped(made) == [[("a", "q1"), ("b", "q1")], [("a", "q1"), ("b", "q1")]]
    found = compared(one, two)
    assert found.similarity == 1.0
    assert found.marks == ()


def test_two_translations_align_by_synonyms() -> None:
    one = "We will free the captives as soon as guards find them."
    two = "We release captives once the guards find them."
    made = story(told("a", ("p1", one)), told("b", ("p1", two)), names=PEOPLE)
    assert grouped(made) == [[("a", "q1"), ("b", "q1")]]


def test_an_unknown_speaker_is_joined_by_rare_words() -> None:
    words = "Eleven turbines failed within nine minutes of the lightning strike."
    made = story(told("a", ("p1", words)), told("b", (None, words)), names=PEOPLE)
    assert grouped(made) == [[("a", "q1"), ("b", "q1")]]


def test_other_things_stay_apart() -> None:
    made = story(
        told(
            "a", ("p1", "The bridge will open before the autumn floods."), ("p1", "Taxes fall next year in every town.")
        ),
        told(
            "b", ("p1", "My grandmother taught me to bake bread."), ("p2", "The bridge is a waste of steel and money.")
        ),
        names=PEOPLE,
    )
    assert grouped(made) == []


def test_headline_and_body_of_one_account() -> None:
    made = story(
        told(
            "a",
            ("p1", "The harbour wall is finished and paid"),
            ("p1", "I can say the harbour wall is finished and fully paid for today"),
            headline=1,
        ),
        names=PEOPLE,
    )
    assert grouped(made) == [[("a", "q1"), ("a", "q2")]]


def test_marks_of_changes_that_matter() -> None:
    base = "The army will leave the valley before Monday with forty tanks."
    assert compared(base, base).marks == ()
    assert compared(base, "The army will not leave the valley before Monday with forty tanks.").marks == ("negation",)
    assert compared(base, "The army won't leave the valley before Monday with forty tanks.").marks[0] == "negation"
    assert compared(base, "The army will leave the valley before Monday with fifty tanks.").marks == ("number",)
    assert "condition" in compared(base, "The army may leave the valley before Monday with forty tanks.").marks
    assert compared(base, "The army will completely leave the valley before Monday with forty tanks.").marks == (
        "strength",
    )
    changed = compared("We thank the engineers of Norland for it.", "We thank the engineers of Sudland for it.")
    assert changed.marks == ("name",)


def test_backshift_of_reported_speech_is_no_change() -> None:
    found = compared("The army will leave the valley.", "the army would leave the valley", form="indirect")
    assert found.marks == ()


def test_what_a_partial_rendering_leaves_out_is_not_marked() -> None:
    whole = "We rebuilt the harbour wall quickly. We did not ask for 12 million crowns. The fishermen helped."
    found = compared(whole, "We rebuilt the harbour wall quickly")
    assert found.marks == ()
    assert [op for op, _, _ in found.ops] == ["equal", "delete", "delete"]


def test_ops_spell_out_both_renderings() -> None:
    one, two = "The old bridge is safe. Nobody was hurt.", "Nobody was badly hurt. The old bridge is closed."
    found = compared(one, two)
    left = " ".join(text for _, text, _ in found.ops if text).split()
    right = " ".join(text for _, _, text in found.ops if text).split()
    assert sorted(left) == sorted(one.replace(".", "").split())
    assert right == two.replace(".", "").split()


def test_many_accounts_compare_few_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = random.Random(7)  # noqa: S311 - a fixed shuffle of words
    words = [f"word{number}" for number in range(800)]
    compared: list[int] = []
    features = quotes_pairs._features
    monkeypatch.setattr(quotes_pairs, "_features", lambda *given: compared.append(1) or features(*given))
    for count in (10, 80):
        accounts = [
            told(f"a{number}", *(("p1", " ".join(chosen.sample(words, 12))) for _ in range(10)))
            for number in range(count)
        ]
        compared.clear()
        groups(story(*accounts, names=PEOPLE), LANGUAGE)
        assert len(compared) <= quotes_pairs.MAX_CANDIDATES * 10 * count


def test_clauses_end_at_stops() -> None:
    text = "He left. She came back at 9.30 and, as ever, stayed."
    assert [text[start:end] for start, end in quotes._cut(text, 0, len(text))] == [
        "He left", " She came back at 9.30 and, as ever, stayed",
    ]  # fmt: skip
    assert [text[start:end] for start, end in quotes._cut(text, 0, 8)] == ["He left"]


def test_one_stray_sentence_joins_nothing() -> None:
    first = "The harbour wall was rebuilt in eleven weeks by the fishermen."
    second = "Taxes on diesel fall by nine crowns when the budget passes in June."
    stray = "The harbour wall was rebuilt and taxes on diesel fall."
    made = story(
        told("a", ("p1", first)), told("b", ("p1", first)), told("c", ("p1", stray)),
        told("d", ("p1", second)), told("e", ("p1", second)), names=PEOPLE,
    )  # fmt: skip
    for group in grouped(made):
        assert not {"a", "d"} <= {account for account, _ in group}


def test_a_speech_that_all_carry_is_one_utterance() -> None:
    words = "The harbour wall was rebuilt in eleven weeks. Nobody asked for more money."
    made = story(told("a", ("p1", words)), told("b", ("p1", words)), names=PEOPLE)
    both = [group for group in groups(made, LANGUAGE) if len(group) > 1]
    assert [[said.text for said in group] for group in both] == [[words, words]]


def test_what_one_account_tells_as_its_own_joins_what_another_quotes() -> None:
    words = "Eleven turbines failed within nine minutes of the lightning strike."
    made = story(told("a", ("p1", words)), told("b", plain=words), names=PEOPLE)
    both = [group for group in groups(made, LANGUAGE) if len(group) > 1]
    assert [[said.form for said in group] for group in both] == [["direct", "told"]]


def test_what_two_accounts_tell_as_their_own_is_no_utterance() -> None:
    words = "Eleven turbines failed within nine minutes of the lightning strike."
    assert groups(story(told("a", plain=words), told("b", plain=words), names=PEOPLE), LANGUAGE) == []


def test_a_few_words_in_the_outlet_s_own_are_not_compared() -> None:
    made = story(
        told("a", ("p1", "of theft"), form="indirect"), told("b", ("p1", "of theft"), form="indirect"), names=PEOPLE
    )
    assert grouped(made) == []


def test_every_feature_has_its_weight() -> None:
    assert set(weights().by_name) == set(quotes_pairs.FEATURES)


def test_endings_do_not_count() -> None:
    made = story(told("a", ("p1", "Breeding psychologists hummed")), names=PEOPLE)
    other = story(told("a", ("p1", "breed psychological humming")), names=PEOPLE)
    assert quotes.gather(made, LANGUAGE)[0].keys == quotes.gather(other, LANGUAGE)[0].keys
