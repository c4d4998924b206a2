"""An account stands behind a value only if its own passage states it."""

import re
from dataclasses import replace

import pytest

from retold.compare.events_words import embedded
from retold.compare.stated import _within, stated
from retold.model import (
    Analysis,
    Anchor,
    Article,
    Event,
    Evidence,
    Figure,
    OriginRange,
    SourceMap,
    Statement,
    Story,
    Support,
    Term,
    Time,
    Value,
)

ANCHOR = Anchor("published", None)
FIRST = "The ministry published nine reports on the wreck."


def analysis(name: str, text: str, number: float, modality: str = "asserted") -> Analysis:
    """An account of one sentence with its number and its act."""
    article = Article(name, None, None, name, (), "en", text, None, None, (), SourceMap("identity"))
    span = (0, len(text))
    told = text.index("publish")
    event = Event(
        "e1", (told, told + 7), "publish", None, (), None, "positive", modality, None, "publish",  # type: ignore[arg-type]
        clause=span, tense="past",
    )  # fmt: skip
    figure = Figure("f1", (told + 8, told + 13), number, number, False, None, None, None)
    return Analysis(article, (span,), figures=(figure,), events=(event,))


def row(relation: str, check: str, *accounts: Analysis) -> Statement:
    proof = tuple(Evidence(item.article.id, item.sentences[0], item.article.text, "e1") for item in accounts)
    names = tuple(item.article.id for item in accounts)
    value = Value(FIRST, None, Support(names, OriginRange(1, len(names))), proof)
    return Statement("s1", "event", FIRST, relation, "Why.", (value,), check)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("other", "check", "behind"),
    [
        (analysis("b", "It published nine of them last week.", 9.0), "E101", [("a", "b")]),
        (analysis("b", "It published four of them last week.", 4.0), "E301", [("a",), ("b",)]),
        (analysis("b", "It would publish nine of them.", 9.0, "planned"), "E301", [("a",), ("b",)]),
    ],
)
def test_numbers_and_how_far_it_is_told_as_done_decide(
    other: Analysis, check: str, behind: list[tuple[str, ...]]
) -> None:
    """What no two accounts state is told by each in its own words; the evidence stays."""
    told = (analysis("a", FIRST, 9.0), other)
    found = stated([row("agree", "E101", *told)], Story(told))[0]
    assert (found.check, [item.support.accounts for item in found.values]) == (check, behind)
    assert {proof.account for item in found.values for proof in item.evidence} == {"a", "b"}
    assert all(item.text in {each.article.text for each in told} for item in found.values)


@pytest.mark.parametrize(
    ("other", "check"),
    [
        ("Nine reports on the wreck were published by the ministry.", "E101"),
        ("The publisher published nine novels about the harbour.", "E301"),
    ],
)
def test_the_same_number_and_act_in_other_words_is_another_matter(other: str, check: str) -> None:
    told = (worded("a", FIRST), worded("b", other))
    assert stated([row("agree", "E101", *told)], Story(told))[0].check == check


def worded(name: str, text: str) -> Analysis:
    """An account of one sentence, with a term for each word of more than three letters, an "s" at the end left out."""
    words = [match for match in re.finditer(r"\w+", text) if len(match.group()) > 3]
    terms = tuple(Term(match.span(), match.group().lower().removesuffix("s"), "NOUN") for match in words)
    return replace(analysis(name, text, 9.0), terms=terms)


def test_typed_rows_stay_as_they_are() -> None:
    told = (analysis("a", FIRST, 9.0), analysis("b", "It published four of them last week.", 4.0))
    one = row("agree", "F102", *told)
    assert stated([one], Story(told)) == [one]


def test_what_one_account_tells_stays_as_it_is() -> None:
    told = (analysis("a", FIRST, 9.0),)
    one = replace(row("only", "E001", *told))
    assert stated([one], Story(told)) == [one]


def test_one_passage_must_state_it_not_several_together() -> None:
    """The words of a clause, picked from all over an account, are no statement of it."""
    first, second = "It published an ancient harbour chart.", "Nine ministry reports on the wreck sank."
    whole = worded("b", f"{first} {second}")
    spans = ((0, len(first)), (len(first) + 1, len(first) + 1 + len(second)))
    event = replace(whole.events[0], clause=spans[0])
    told = (worded("a", FIRST), replace(whole, sentences=spans, events=(event,)))
    made = row("agree", "E101", *told)
    proofs = tuple(Evidence("b", span, whole.article.text[slice(*span)], "e1") for span in spans)
    value = replace(made.values[0], evidence=(made.values[0].evidence[0], *proofs))
    assert stated([replace(made, values=(value,))], Story(told))[0].check == "E301"


def test_a_day_is_not_an_evening_of_it() -> None:
    evening = Time("t", (0, 1), "TIME", "2016-07-04TEV", "2016-07-04T18:00", "2016-07-04T23:59", ANCHOR, "rule")
    day = replace(evening, type="DATE", value="2016-07-04", earliest="2016-07-04", latest="2016-07-04")
    assert _within(evening, day)
    assert not _within(day, evening)


def test_a_clause_about_the_noun_before_it_heads_no_row() -> None:
    text = "The police searched a house he owned in the north. Harbour police said he owned a boat."
    terms = [
        Term((text.index(word), text.index(word) + len(word)), word.lower(), pos)
        for word, pos in (
            ("police", "NOUN"),
            ("searched", "VERB"),
            ("house", "NOUN"),
            ("owned", "VERB"),
            ("said", "VERB"),
        )
    ]
    told = replace(analysis("a", "A publisher published nine reports.", 9.0), terms=tuple(terms))
    told = replace(told, article=replace(told.article, text=text))
    assert embedded(text.index("he owned in"), told)
    assert not embedded(text.index("he owned a boat"), told)
    assert not embedded(0, told)
