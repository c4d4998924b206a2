"""Who may be named as a speaker, and what of an account's words stands in a cell: no day, no photographer, no hearer."""

from dataclasses import replace

from retold.model import (
    Analysis,
    Anchor,
    Article,
    Citation,
    Entity,
    Event,
    Evidence,
    Fact,
    Mention,
    Part,
    Quote,
    SourceMap,
    Span,
    Speaker,
    Time,
    Via,
)
from retold.report.voices import Voices

TEXT = (
    "REUTERS The harbour wall on Monday\n"
    "HOLLOW BAY — The wall gave way at noon and two boats sank.\n"
    "The widow of a docker who has been missing since July said her claim was turned down.\n"
    "Alder Finch/REUTERS\n"
    "“Nobody warned us,” he said. "
    "The mayor told the harbour union that the gates were shut. "
    "People who like the old pier went home. “It was cold.”\n"
    "A man seen near the wall could be charged.\n"
    "Bakker said that the bridge was safe and that Port Captain Ida Moen signed. "
    "The new rule allows crews to sail at night.\n"
    "“It held,” said Ruben Bakker, an engineer who built bridges."
)


def at(words: str) -> Span:
    start = TEXT.index(words)
    return (start, start + len(words))


def said(name: str, words: str, speaker: str, cue: str | None, **more: object) -> Quote:
    known = {"form": "indirect", "method": "clause", "stance": "said", **more}
    who = Speaker(at(speaker), known.pop("entity", None), known.pop("called", speaker))  # type: ignore[arg-type]
    return Quote(name, known.pop("form"), (at(words),), at(cue) if cue else None, who, **known)  # type: ignore[arg-type]


def account(*quotes: Quote, **more: object) -> Analysis:
    sentences = [at(part) for line in TEXT.split("\n") for part in line.replace(". ", ".|").split("|")]
    parts = (Part("dateline", at("HOLLOW BAY")),)
    article = Article("a", None, None, "The Post", (), "en", TEXT, None, None, (), SourceMap("identity"), parts=parts)
    credits = (
        Citation("c1", at("REUTERS"), "Reuters", "agency", None, at("REUTERS The harbour wall on Monday"), photo=True),
        Citation("c2", (at("/REUTERS")[0] + 1, at("/REUTERS")[1]), "Reuters", "agency", None, at("Alder Finch/REUTERS"),
                 photo=True),
    )  # fmt: skip
    return Analysis(article, tuple(sentences), quotes=quotes, citations=credits, **more)  # type: ignore[arg-type]


def label(analysis: Analysis, words: str) -> str:
    return Voices(analysis).told(Evidence("a", at(words), words), whole=True).label


def test_a_day_is_no_speaker() -> None:
    day = Time("t1", at("July"), "DATE", "2016-07", "2016-07-01", "2016-07-31", Anchor("published", None), "rule")
    quote = said("q1", "her claim was turned down", "July", "said")
    assert label(account(quote), "her claim was turned down") == "July said"
    assert label(account(quote, times=(day,)), "her claim was turned down") == "speaker not known"


def test_who_is_only_told_something_carries_nothing() -> None:
    quote = said("q1", "the gates were shut", "The mayor", "told", via=(Via("Harbour Union", at("the harbour union")),))
    made = account(quote)
    assert label(made, "the gates were shut") == "The mayor said"
    source = Citation("c9", at("the harbour union"), "Harbour Union", "outlet")
    assert label(replace(made, citations=(*made.citations, source)), "the gates were shut") == (
        "The mayor said, via Harbour Union"
    )


def test_words_without_a_cue_are_not_given_to_somebody_who_only_wants() -> None:
    wish = said("q1", "the old pier", "People", "like", method="object", stance="wanted")
    quote = said("q2", "It was cold.", "People", None, form="direct", method="marks.voiced")
    assert label(account(quote), "It was cold.") == "People said"
    assert label(account(wish, quote), "It was cold.") == "speaker not known"


def test_a_cell_begins_behind_a_dateline_or_the_credit_of_a_picture() -> None:
    voices = Voices(account())
    shown = [
        TEXT[slice(*voices.told(Evidence("a", at(words), words), whole=True).span)]
        for words in (
            "REUTERS The harbour wall on Monday",
            "HOLLOW BAY — The wall gave way at noon and two boats sank.",
        )
    ]
    assert shown == ["The harbour wall on Monday", "The wall gave way at noon and two boats sank."]


def test_a_clause_that_its_sentence_goes_on_with_does_not_stand_alone() -> None:
    clause = "A man seen near the wall"
    event = Event("e1", at("seen"), "act", None, (), None, "positive", "asserted", None, "see", tense="past",
                  clause=at(clause))  # fmt: skip
    told = Voices(account(events=(event,))).told(Evidence("a", at(clause), clause, "e1"), whole=False)
    assert TEXT[slice(*told.span)] == "A man seen near the wall could be charged."


def test_a_title_beside_a_name_is_the_accounts_in_a_paraphrase_and_the_speakers_in_marks() -> None:
    quote = said("q1", "the bridge was safe and that Port Captain Ida Moen signed", "Bakker", "said")
    title = Fact("k1", "n1", "role", "Port Captain", at("Port Captain"), method="title")

    def told(found: Quote) -> str:
        evidence = Evidence("a", at("Port Captain"), "Port Captain", "k1")
        return Voices(account(found, facts=(title,))).told(evidence, whole=False).label

    assert told(quote) == "own voice"
    assert told(replace(quote, form="direct")) == "Bakker said"


def test_a_rule_that_allows_something_says_nothing() -> None:
    rule = said("q1", "crews to sail at night", "The new rule", "allows", stance="agreed", entity="n1")
    thing = Entity("n1", "other", "The new rule", ("The new rule",))
    assert label(account(rule, entities=(thing,)), "crews to sail at night") == "own voice"
    owner = replace(thing, type="organization")
    assert label(account(rule, entities=(owner,)), "crews to sail at night") == "The new rule agreed"


def test_a_quote_with_its_attribution_is_the_speakers_however_long_he_is_described() -> None:
    speaker = "Ruben Bakker, an engineer who built bridges"
    quote = said("q1", "It held", speaker, "said", form="direct", called="Ruben Bakker", method="marks.right")
    quote = replace(quote, cue=(at(speaker)[0] - 5, at(speaker)[0] - 1))
    assert label(account(quote), "“It held,” said Ruben Bakker, an engineer who built bridges.").startswith(
        "Ruben Bakker"
    )


def test_a_speaker_who_was_not_found_is_not_called_unnamed() -> None:
    quote = said("q1", "“It held,”", "Ruben Bakker", "said", form="direct", method="marks.right")
    nobody = replace(quote, speaker=Speaker(None, None, None))
    assert label(account(nobody), "“It held,”") == "speaker not known"
    assert label(account(replace(nobody, cue=None)), "“It held,”") == "quoted, speaker not named"


def test_the_agency_of_a_text_has_not_written_what_stands_beside_its_pictures() -> None:
    made = account()
    agency = Citation("c3", at("HOLLOW BAY"), "Interfax", "agency", None, None, method="credit")
    made = replace(made, citations=(*made.citations, agency))
    assert label(made, "People who like the old pier went home.") == "from Interfax"
    assert label(made, "Alder Finch") == "own voice"


def test_an_outlet_that_is_only_named_reports_nothing() -> None:
    words = "The new rule allows crews to sail at night."
    event = Event("e1", at("sail"), "act", None, (), None, "positive", "asserted", None, "sail", tense="past",
                  clause=at(words))  # fmt: skip
    named = Citation("c3", at("The new rule"), "The Gazette", "outlet", None, at(words), method="text")

    def told(citation: Citation) -> str:
        made = account(events=(event,))
        evidence = Evidence("a", at(words), words, "e1")
        return Voices(replace(made, citations=(citation,))).told(evidence, whole=False).label

    assert told(named) == "own voice"
    assert told(replace(named, method="said")) == "from The Gazette"


def test_an_account_that_speaks_of_itself_is_its_own_voice() -> None:
    quote = said("q1", "the bridge was safe", "Bakker", "said", called=None)
    pronoun = Mention("m1", at("Bakker"), "person", "pronoun", None, None, "singular", None)
    assert label(account(quote, mentions=(pronoun,)), "the bridge was safe") == "own voice"
    assert label(account(quote, mentions=(replace(pronoun, gender="male"),)), "the bridge was safe").startswith(
        "“bakker”"
    )


def test_a_sentence_in_marks_is_the_speakers_though_the_act_stands_beside_them() -> None:
    speaker = "Ruben Bakker, an engineer who built bridges"
    sentence = "“It held,” said Ruben Bakker, an engineer who built bridges."
    quote = said("q1", "It held", speaker, "said", form="direct", called="Ruben Bakker", method="marks.right")
    quote = replace(quote, cue=(at(speaker)[0] - 5, at(speaker)[0] - 1))
    event = Event("e1", at("built"), "act", None, (), None, "positive", "asserted", None, "build", tense="past",
                  clause=at("an engineer who built bridges"))  # fmt: skip
    told = Voices(account(quote, events=(event,))).told(Evidence("a", at(sentence), sentence, "e1"), whole=False)
    assert told.label.startswith("Ruben Bakker")
