"""Utterances and who is said to have said them."""

from dataclasses import replace

from tests.align.quotes_told import story, told

from retold.align.quotes_groups import groups
from retold.compare.quotes import _worded_alike, statements, utterances
from retold.languages import load
from retold.model import Analysis, Mention, Statement, Story, StoryEntity

LANGUAGE = load("en")
WORDS = "The bridge over the Tarn will open before the autumn floods."
NAMES = {
    "p1": ("person", "Ines Corvo"),
    "p2": ("person", "Pavel Orsk"),
    "o1": ("organization", "Norland Rail"),
    "p3": ("person", "Corvo"),
    "d1": ("person", "a witness"),
    "d2": ("person", "A witness"),
    "r1": ("other", "the report"),
}


def only(made: Story) -> Statement:
    found = [item for item in statements(made, LANGUAGE) if isinstance(item, Statement)]
    assert len(found) == 1
    return found[0]


def test_one_speaker_agrees() -> None:
    found = only(story(told("a", ("p1", WORDS)), told("b", ("p1", WORDS)), names=NAMES))
    assert (found.relation, found.check, found.entities) == ("agree", "Q101", ("p1",))
    assert found.values[0].support.accounts == ("a", "b")


def test_other_names_of_one_speaker_are_compatible() -> None:
    found = only(story(told("a", ("p1", WORDS)), told("b", ("p3", WORDS)), names=NAMES))
    assert (found.relation, found.check) == ("compatible", "Q102")


def test_two_descriptions_in_the_same_words_are_one_answer() -> None:
    found = only(story(told("a", ("d1", WORDS)), told("b", ("d2", WORDS)), names=NAMES))
    assert (found.relation, found.check, len(found.values)) == ("agree", "Q101", 1)


def test_a_report_does_not_speak_where_somebody_does() -> None:
    made = story(told("a", ("p1", WORDS)), told("b", ("p1", WORDS)), told("c", ("r1", WORDS)), names=NAMES)
    found = only(made)
    assert (found.relation, found.entities) == ("agree", ("p1",))


def test_a_person_may_speak_for_a_body() -> None:
    found = only(story(told("a", ("p1", WORDS)), told("b", ("o1", WORDS)), names=NAMES))
    assert (found.relation, found.check) == ("compatible", "Q103")


def test_the_same_words_of_two_people_differ() -> None:
    found = only(story(told("a", ("p1", WORDS)), told("b", ("p2", WORDS)), names=NAMES))
    assert (found.relation, found.check, found.differs_by) == ("differ", "Q201", "speaker")
    assert [value.text for value in found.values] == ["Ines Corvo", "Pavel Orsk"]


def by_pronoun(account: Analysis) -> Analysis:
    """The account with the speaker of its first quote told by a pronoun only."""
    first, *others = account.quotes
    mention = Mention("m1", (0, 3), "person", "pronoun", first.speaker.entity)
    return replace(
        account, mentions=(mention,), quotes=(replace(first, speaker=replace(first.speaker, span=(0, 3))), *others)
    )


def test_a_pronoun_alone_sets_no_account_against_another() -> None:
    first, second, third = (told(name, (who, WORDS)) for name, who in (("a", "p1"), ("b", "p2"), ("c", "p1")))
    assert list(statements(story(by_pronoun(first), second, names=NAMES), LANGUAGE)) == []
    found = only(story(by_pronoun(first), second, third, names=NAMES))
    assert (found.check, len(found.values)) == ("Q201", 2)  # another account names the one whom the pronoun means


def test_one_account_makes_no_statement() -> None:
    made = story(told("a", ("p1", WORDS)), told("b", ("p2", "My grandmother baked bread.")), names=NAMES)
    assert list(statements(made, LANGUAGE)) == []


def test_utterance_keeps_text_parts_and_evidence() -> None:
    first = told("a", ("p1", "The harbour wall is finished and paid"), ("p1", WORDS), headline=1)
    made = story(first, told("b", (None, WORDS)), names=NAMES)
    found = list(utterances(made, LANGUAGE))
    assert [item.id for item in found] == ["u1", "u2"]
    both = found[1]
    assert both.speaker == "p1"
    assert [(item.account, item.part, item.text) for item in both.renderings] == [
        ("a", "body", WORDS),
        ("b", "body", WORDS),
    ]
    assert len(both.drift) == 1
    assert both.drift[0].similarity == 1.0
    assert found[0].renderings[0].part == "headline"
    texts = {item.article.id: item.article.text for item in made.analyses}
    for proof in both.evidence:
        assert texts[proof.account][proof.span[0] : proof.span[1]] == proof.text


def test_order_of_accounts_does_not_change_the_groups() -> None:
    accounts = [told("a", ("p1", WORDS)), told("b", ("p1", WORDS)), told("c", (None, WORDS))]
    there = list(utterances(story(*accounts, names=NAMES), LANGUAGE))
    back = list(utterances(story(*accounts[::-1], names=NAMES), LANGUAGE))
    assert {item.account for item in there[0].renderings} == {item.account for item in back[0].renderings}


def test_descriptions_alone_are_no_disagreement() -> None:
    made = story(told("a", ("g1", WORDS)), told("b", ("g2", WORDS)), names=NAMES)
    unnamed = tuple(StoryEntity(key, "group", name, (), ()) for key, name in (("g1", "Police"), ("g2", "Officials")))
    entity_of = {("a", "g1"): "g1", ("b", "g2"): "g2"}
    found = only(replace(made, entities=unnamed, entity_of=entity_of))
    assert (found.relation, found.check) == ("compatible", "Q102")


def test_what_a_speaker_said_on_one_matter_is_not_one_saying() -> None:
    texts = (
        "The harbour wall will be rebuilt in stone before the winter storms.",
        "The harbour wall will be rebuilt before the winter storms.",
        "The harbour fees will fall, and the fishing fleet gets a new crane.",
    )
    made = story(*(told(f"a{place}", ("p1", text)) for place, text in enumerate(texts)), names=NAMES)
    every = [item for group in groups(made, LANGUAGE) for item in group]
    assert {item.account for item in every} == {"a0", "a1", "a2"}
    assert {item.account for item in _worded_alike(every)} == {"a0", "a1"}
