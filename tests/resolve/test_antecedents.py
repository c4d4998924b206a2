"""When a pronoun that says something names its antecedent, and when it stays open."""

from dataclasses import replace

import pytest

from retold.model import Analysis, Article, Entity, Evidence, Mention, Part, Quote, SourceMap, Span, Speaker
from retold.report.voices import Voices
from retold.resolve.antecedents import doubted

TYPES = {"Ana Roth": "person", "Ivo Lind": "person", "Korrin": "place", "the divers": "group"}
RIGHT = {"ana": "Ana Roth (“she”) said", "ivo": "Ivo Lind (“he”) said"}
OPEN = "“{word}” (not clear who) said"


def account(text: str, speakers: tuple[str, ...], pronoun: str, entity: str, gender: str | None) -> Analysis:
    """An account whose last quotation, the words in marks before the pronoun, is given to the entity; `speakers` are
    names that are told to have said something."""
    mentions = [
        Mention(f"m{place}", (at, at + len(name)), kind, "name" if name[0].isupper() else "nominal", name)  # type: ignore[arg-type]
        for name, kind in TYPES.items() for place, at in enumerate(_places(text, name))
    ]  # fmt: skip
    start = text.rindex(f" {pronoun} ") + 1
    span = (start, start + len(pronoun))
    number = "plural" if pronoun == "they" else "singular"
    kind = TYPES[entity]
    mentions.append(Mention("p", span, kind, "pronoun", entity, None, number, gender))  # type: ignore[arg-type]
    words = (text.rindex("“") + 1, text.rindex("”"))
    quotes = [Quote("q", "direct", (words,), None, Speaker(span, entity, entity), method="marks.right")]
    for number_, name in enumerate(speakers):
        at = text.index(f"{name} said that") + len(f"{name} said that ")
        who: Span = (at - len(f"{name} said that "), at - len(" said that "))
        quotes.append(Quote(f"r{number_}", "indirect", ((at, text.index(".", at)),), None, Speaker(who, name, name)))
    entities = tuple(Entity(name, kind, name, (name,) if name[0].isupper() else ()) for name, kind in TYPES.items())  # type: ignore[arg-type]
    article = Article("tarn", None, None, None, (), "en", text, None, None, (), SourceMap("identity"))
    return Analysis(article, ((0, len(text)),), tuple(mentions), entities, tuple(quotes))


def _places(text: str, name: str) -> list[int]:
    found, at = [], text.find(name)
    while at >= 0:
        found.append(at)
        at = text.find(name, at + 1)
    return found


def label(analysis: Analysis) -> str:
    text = analysis.article.text
    span = (text.rindex("“") + 1, text.rindex("”"))
    return Voices(doubted(analysis)).told(Evidence("tarn", span, text[slice(*span)]), whole=True).label


def test_who_spoke_last_is_named() -> None:
    text = "Ivo Lind said that it rained. Ana Roth said that it was late. “The well is shut,” she added."
    assert label(account(text, ("Ivo Lind", "Ana Roth"), "she", "Ana Roth", "female")) == "Ana Roth (“she”) said"


def test_somebody_who_spoke_since_leaves_it_open() -> None:
    text = "Ana Roth said that it was late. Ivo Lind said that it rained. “The well is shut,” he added."
    made = account(text, ("Ana Roth", "Ivo Lind"), "he", "Ana Roth", "male")
    assert label(made) == OPEN.format(word="he")


def test_a_name_inside_the_words_of_another_is_no_antecedent_nearer_by() -> None:
    text = "Ana Roth said that it was late. Ivo Lind said that Ana Roth was right. “The well is shut,” he added."
    assert label(account(text, ("Ana Roth", "Ivo Lind"), "he", "Ana Roth", "male")) == OPEN.format(word="he")
    assert label(account(text, ("Ana Roth", "Ivo Lind"), "he", "Ivo Lind", "male")) == RIGHT["ivo"]


def test_nobody_names_himself_in_his_own_words() -> None:
    text = "Ivo Lind said that it rained. “Will somebody tell Ivo Lind that the well is shut?” he wrote."
    assert label(account(text, ("Ivo Lind",), "he", "Ivo Lind", "male")) == OPEN.format(word="he")


@pytest.mark.parametrize(("entity", "gender", "pronoun"), [("Korrin", "male", "he"), ("Korrin", None, "they")])
def test_a_place_says_nothing(entity: str, gender: str | None, pronoun: str) -> None:
    text = f"Ivo Lind said that it rained. A crowd met in Korrin. “The well is shut,” {pronoun} sang."
    assert label(account(text, ("Ivo Lind",), pronoun, entity, gender)) == OPEN.format(word=pronoun)


def test_who_never_speaks_nor_acts_is_not_named_after_others_spoke() -> None:
    text = "Ivo Lind said that it rained. All wished Ana Roth a happy birthday. “The well is shut,” she added."
    assert label(account(text, ("Ivo Lind",), "she", "Ana Roth", "female")) == OPEN.format(word="she")


def test_two_persons_named_since_may_be_they() -> None:
    text = "A crowd saw the divers. Ana Roth said that it was late. Ivo Lind said that it rained. “The well is shut,” they added."
    assert label(account(text, ("Ana Roth", "Ivo Lind"), "they", "the divers", None)) == OPEN.format(word="they")


def test_a_pronoun_is_not_led_to_a_photographer() -> None:
    text = "Picture: Ivo Lind\nThe gates were shut. “The well is shut,” he added."
    made = account(text, (), "he", "Ivo Lind", "male")
    assert label(made) == RIGHT["ivo"]
    credit = Part("credit", (0, text.index("\n")))
    assert label(replace(made, article=replace(made.article, parts=(credit,)))) == OPEN.format(word="he")


def test_a_doubted_quote_keeps_the_words_that_say_who_spoke() -> None:
    text = "Ana Roth said that it was late. Ivo Lind said that it rained. “The well is shut,” he added."
    speaker = doubted(account(text, ("Ana Roth", "Ivo Lind"), "he", "Ana Roth", "male")).quotes[0].speaker
    assert (speaker.entity, speaker.name) == (None, None)
    assert speaker.span is not None and text[slice(*speaker.span)] == "he"
