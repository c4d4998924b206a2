"""Whose words a cell shows: speaker, chain of sources, doubt, and whether a clause stands without its sentence."""

from dataclasses import replace

import pytest

from retold.model import Analysis, Article, Citation, Event, Evidence, Figure, Quote, SourceMap, Span, Speaker, Via
from retold.report.voices import Voices

TEXT = (
    "Police detained nine people on Monday, according to a lawyer for the families. "
    "The mayor asked the harbour office to open the gates. "
    "Reportedly, two guards fled the pier. "
    "“The sea took the deck in a minute,” Holm told Interfax."
)


def at(words: str) -> Span:
    start = TEXT.index(words)
    return (start, start + len(words))


def event(name: str, trigger: str, clause: str, **more: object) -> Event:
    known = {"tense": "past", "clause": at(clause), **more}
    return Event(name, at(trigger), "act", None, (), None, "positive", "asserted", None, trigger, **known)  # type: ignore[arg-type]


def quote(name: str, words: str, speaker: str | None, cue: str, **more: object) -> Quote:
    said = Speaker(at(speaker), None, more.pop("called", None)) if speaker else Speaker(None, None, None)  # type: ignore[arg-type]
    known = {"form": "indirect", "method": "clause", **more}
    return Quote(name, known.pop("form"), (at(words),), at(cue), said, **known)  # type: ignore[arg-type]


EVENTS = (
    event("e1", "detained", "Police detained nine people on Monday"),
    replace(event("e2", "open", "to open the gates"), tense=None, modality="possible"),
    event("e3", "fled", "two guards fled the pier"),
    event("e4", "took", "The sea took the deck in a minute"),
)  # fmt: skip
QUOTES = (
    quote("q1", "Police detained nine people on Monday", "a lawyer for the families", "according to", method="according"),
    quote("q2", "the harbour office to open the gates", "The mayor", "asked", stance="asked", method="hearer_infinitive"),
    quote("q3", "two guards fled the pier", None, "Reportedly", stance="alleged", method="hearsay"),
    quote("q4", "The sea took the deck in a minute,", "Holm", "told", form="direct", method=None, called="Dieter Holm",
          via=(Via("Interfax", at("Interfax")),)),
)  # fmt: skip


@pytest.fixture
def voices() -> Voices:
    sentences = [part.strip() for part in TEXT.replace(". ", ".|").split("|")]
    article = Article("a", None, None, "The Post", (), "en", TEXT, None, None, (), SourceMap("identity"))
    figure = Figure("f1", at("nine"), 9.0, 9.0, False, None, None, None, predicate_span=at("detained"))
    return Voices(Analysis(
        article, tuple(at(part) for part in sentences), quotes=QUOTES, events=EVENTS, figures=(figure,),
        citations=(Citation("c1", at("Interfax"), "Interfax", "agency", None, at(sentences[3])),),
    ))  # fmt: skip


def evidence(words: str, record: str | None) -> Evidence:
    return Evidence("a", at(words), words, record)


def test_a_number_is_given_to_who_said_it_and_shown_in_its_clause(voices: Voices) -> None:
    told = voices.told(evidence("detained nine people on Monday", "f1"), whole=False)
    assert (told.label, TEXT[slice(*told.span)]) == (
        "a lawyer for the families said",
        "Police detained nine people on Monday",
    )


def test_what_was_asked_for_is_shown_in_its_sentence_which_the_account_tells_itself(voices: Voices) -> None:
    told = voices.told(evidence("to open the gates", "e2"), whole=False)
    assert told.label == "own voice"
    assert TEXT[slice(*told.span)] == "The mayor asked the harbour office to open the gates."


def test_hearsay_keeps_the_accounts_own_word_of_doubt(voices: Voices) -> None:
    told = voices.told(evidence("two guards fled the pier", "e3"), whole=False)
    assert (told.label, told.doubt) == ("own voice", "reportedly")


def test_a_surname_goes_by_its_name_and_the_chain_is_told_in_full(voices: Voices) -> None:
    told = voices.told(evidence("The sea took the deck in a minute", "e4"), whole=False)
    assert told.label == "Dieter Holm said, via Interfax"


def test_a_clause_in_the_middle_of_a_sentence_does_not_stand_alone(voices: Voices) -> None:
    """“I have not heard one case where it was broken” must not be shown as “where it was broken”."""
    inner = replace(EVENTS[0], clause=at("detained nine people on Monday"))
    told = Voices(replace(voices.analysis, events=(inner,))).told(
        evidence("detained nine people on Monday", "e1"), whole=False
    )
    assert TEXT[slice(*told.span)].startswith("Police detained nine people on Monday, according to")


def test_what_somebody_speaks_about_is_not_what_they_say(voices: Voices) -> None:
    about = replace(QUOTES[0], method="phrase.against", content="phrase")
    told = Voices(replace(voices.analysis, quotes=(about,))).told(
        evidence("detained nine people on Monday", "f1"), whole=False
    )
    assert told.label == "own voice"
