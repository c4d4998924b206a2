"""The first screen: key figures by what moved, headlines and tellers; what only may contradict; spellings by name."""

from dataclasses import replace

import pytest
from tests.report.fixture import comparison
from tests.report.test_blocks import story, telling
from tests.work import calls

from retold.model import Account, Analysis, Article, Comparison, Counted, Figure, Moment, Part, SourceMap, Span
from retold.report import marks, opening
from retold.report.records import Trend
from retold.report.view import build

WELL = (
    "The well at Korrin is 1, 900 metres deep. A crew of 40 divers went down, as rain fell on 40 divers for two hours."
)


def account(name: str, day: str, text: str, *figures: Figure, title: str = "") -> tuple[Account, Analysis]:
    article = Article(name, None, title or None, name.title(), (), "en", text, None, None, (), SourceMap("identity"))
    ends = [place + 1 for place, char in enumerate(text) if char in ".\n"]
    sentences = tuple(
        (start + (len(text[start:end]) - len(text[start:end].lstrip())), end)
        for start, end in zip([0, *ends], ends, strict=False)
    )
    moment = Moment(day, day, day, "stated")
    return Account(name, title or None, name.title(), moment, None), Analysis(article, sentences, figures=figures)


def count(name: str, text: str, words: str, head: str, low: float, high: float | None = None, **more: object) -> Figure:
    start = text.index(words)
    noun = text.index(head, start)
    counted = Counted(text[noun : noun + len(head)], (noun, noun + len(head)), head.rstrip("s"))
    span: Span = (start, start + len(words))
    return Figure(name, span, low, low if high is None else high, False, None, counted, None, **more)  # type: ignore[arg-type]


def screen(*told: tuple[Account, Analysis]) -> tuple[Trend, ...]:
    accounts, analyses = zip(*told, strict=True)
    return build(Comparison(tuple(accounts), (), title="Korrin", analyses=tuple(analyses))).glance.figures


def test_a_number_that_several_accounts_give_is_a_key_figure_with_its_sentence_around_it() -> None:
    long = (
        f"{'It had been a dry spring in the hills, and nobody knew how long it would last, when '}the 40 divers came."
    )
    one = account("ember", "2031-05-01", WELL, count("f1", WELL, "40", "divers", 40))
    two = account("tarn", "2031-05-02", long, count("f1", long, "40", "divers", 40))
    (trend,) = screen(two, one)
    assert [(step.text, step.accounts) for step in trend.steps] == [("40 divers", (0, 1))]
    assert trend.relation == "agree"
    assert "40 divers" in trend.asks


def test_a_headline_makes_a_small_number_a_key_figure() -> None:
    text = "Two wells close\n\nThe council of Korrin met. It said that two wells would close."
    figure = count("f1", text, "Two", "wells", 2)
    plain = account("ember", "2031-05-01", text, figure)
    assert screen(plain) == ()
    article = replace(plain[1].article, parts=(Part("headline", (0, 15)),))
    assert [step.text for trend in screen((plain[0], replace(plain[1], article=article))) for step in trend.steps] == [
        "Two wells"
    ]


def test_half_a_number_is_no_key_figure() -> None:
    half = count("f1", WELL, "900", "metres", 900)
    assert screen(account("ember", "2031-05-01", WELL, half)) == ()
    whole = WELL.replace("1, 900", "1 900")
    assert screen(account("ember", "2031-05-01", whole, replace(half, span=(24, 27)))) != ()


def test_of_numbers_that_one_account_alone_gives_the_first_is_enough() -> None:
    text = "Some 70 tents stand there. Some 80 carts came. Some 90 goats were lost."
    heads = (("70", "tents", 70), ("80", "carts", 80), ("90", "goats", 90))
    figures = [count(f"f{low}", text, words, head, low) for words, head, low in heads]
    assert [step.text for trend in screen(account("ember", "2031-05-01", text, *figures)) for step in trend.steps] == [
        "70 tents"
    ]


def test_what_may_contradict_opens_the_page_where_nothing_else_does() -> None:
    """Whatever its importance, for a reader is told how often such rows are wrong; it stands under a heading of its own."""
    dawn = replace(next(item for item in comparison().statements if item.id == "s17"), probability=0.4, importance=0.1)
    glance = build(story(dawn)).glance
    assert (glance.differences, [row.id for row in glance.doubtful]) == ((), ["s17"])
    assert glance.doubtful[0].chance
    assert build(story(dawn, telling(2, "differ", 0.5))).glance.doubtful == ()


def test_of_what_may_contradict_the_rows_with_marked_words_come_first_and_no_sentence_twice() -> None:
    dawn = replace(next(item for item in comparison().statements if item.id == "s17"), probability=0.36)
    unnamed = telling(1, "differ", 0.5, probability=0.45)
    again = telling(2, "differ", 0.4, probability=0.44)
    assert [row.id for row in build(story(again, unnamed, dawn)).glance.doubtful] == ["s17", "r1"]


@pytest.mark.parametrize(("relation", "number"), [("differ", 0), ("compatible", 0)])
def test_a_spelling_is_called_a_spelling(relation: str, number: int) -> None:
    name = next(item for item in comparison().statements if item.kind == "name")
    view = build(story(replace(name, relation=relation, importance=0.5, probability=0.6)))  # type: ignore[arg-type]
    assert {row.relation_word for row in view.rows} == {"Spelled differently"}
    assert len(view.glance.differences) == number
    assert [block.lead.id for block in view.spelled] == [name.id]
    assert view.glance.counts == (("spelled", 1),)


def test_an_account_against_itself_is_called_so() -> None:
    row = telling(1, "differ", 0.9)
    own = replace(row, values=tuple(replace(item, evidence=row.values[0].evidence) for item in row.values))
    assert {row.relation_word for row in build(story(own)).rows} == {"Contradicts itself"}


def test_what_a_sentence_shares_with_headlines_costs_the_same_however_many_they_are() -> None:
    titles = [f"Ferry {n} hits the pier of Oldhaven" for n in range(1_000)]
    sentence = opening._Sentence({"s1": 2.0}, 1.0, 0, "", (0, 5), "A ferry hit the pier of Oldhaven on Monday.")
    few, many = opening._headlines(titles[:10]), opening._headlines(titles)
    shared = sum(len(marks.stems(title) & sentence.stems) / len(marks.stems(title)) for title in titles[:10]) / 10
    assert sentence.score(few) == pytest.approx((opening.UNNAMED + shared) * 2 / (opening.BREATH + len(sentence.text)))
    assert calls(lambda: sentence.score(many)) <= calls(lambda: sentence.score(few))
