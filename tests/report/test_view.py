"""The view of the invented story: every table arrives, every passage is exact, and no verdict is passed."""

import re
from dataclasses import replace

import pytest
from tests.report.fixture import TEXTS, comparison, day, many

from retold.model import Article, Moment, OriginRange, Problem, SourceMap
from retold.report import phrases
from retold.report.html import render
from retold.report.records import About
from retold.report.rows import told
from retold.report.text import render as as_text
from retold.report.view import build

VERDICTS = re.compile(r"\b(?:confirm\w*|verified|debunk\w*|trustworth\w*|reliab\w*|credib\w*|truth\w*|fake)\b", re.I)
TAGS = re.compile(r"<(style|script)\b.*?</\1>|<[^>]*>", re.S)


def test_rows_by_relation() -> None:
    view = build(comparison())
    assert [row.id for row in view.glance.differences] == ["s1", "s2", "s4", "s5", "s3"]
    assert [row.id for row in view.glance.compatible] == ["s18"]
    assert {block.lead.relation for block in view.differ} == {"differ", "update", "compatible"}
    assert [block.lead.id for block in view.agree] == ["s11", "s12"]
    assert [block.lead.id for block in view.further] == ["s20"]
    assert [row.id for row in view.only] == ["s13", "s14", "s15", "s16"]
    assert [row.id for row, _ in view.glance.shared] == ["s11", "s12"]
    assert view.glance.when == "3 to 5 June 2031"
    assert [item.covered for item in view.missing] == sorted((item.covered for item in view.missing), reverse=True)


def test_cells_hold_letters_own_words_and_gaps() -> None:
    view = build(comparison())
    first, fourth = view.differ[0].lead, view.differ[3].lead
    assert [cell.answers for cell in first.cells] == [(0,), (0,), (1,), (0,), (2,), (3,)]
    assert first.cells[3].words[0] == ("Not less than seven persons perished", True)
    assert [cell.missing for cell in fourth.cells] == ["", "not_said", "", "not_said", "", "silent"]


def test_reasons_name_accounts_and_days() -> None:
    names = {"a_daily.html": "The Daily"}
    assert told('"six" in a_daily.html counts others on 2031-06-03.', names) == (
        '"six" in The Daily counts others on 3 June 2031.'
    )
    assert told("until 2031-06-03T09:40 and 2031-99-03", {}) == "Until 3 June 2031, 9:40 and 2031-99-03"


def test_every_passage_stands_in_its_sentence() -> None:
    story = comparison()
    view = build(story)
    ids = [account.id for account in view.accounts]
    anchors = {
        sentence.anchor for item in view.articles for part in item.paragraphs for sentence in part.sentences
    }  # fmt: skip
    proofs = [proof for row in view.rows for answer in row.answers for proof in answer.proofs]
    assert len(proofs) > 40
    for proof in proofs:
        text = TEXTS[ids[proof.account]]
        assert text[slice(*proof.span)] == proof.text
        assert text[slice(*proof.around)] == proof.before + proof.text + proof.after
        assert proof.sentence in anchors


def test_articles_are_whole() -> None:
    for item in build(comparison()).articles:
        shown = ["".join(words for each in part.sentences for words, _ in each.pieces) for part in item.paragraphs]
        assert shown == [line for line in item.text.split("\n") if line.strip()]
        anchors = [each.anchor for part in item.paragraphs for each in part.sentences]
        assert len(anchors) == len(set(anchors))


def test_people_keep_their_spellings_apart_from_short_forms() -> None:
    card = next(item for item in build(comparison()).cards if item.name == "Ilse Brandt")
    assert card.short == ("Brandt",)
    foreman = build(comparison()).cards[0]
    assert [name for name, _ in foreman.spellings] == [
        "Yusuf al-Qarami", "Youssef Al Karami", "Yousef Qaramy", "يوسف القرمي",
    ]  # fmt: skip
    assert [len(values) for name, values in foreman.facts if name == "age"] == [2]


def test_no_verdict_in_the_report() -> None:
    bare = replace(comparison(), analyses=())
    for text in (
        as_text(build(bare), 100),
        TAGS.sub(" ", render(build(bare))),
    ):
        assert VERDICTS.findall(text) == []


def test_accounts_that_stand_apart_are_named_on_top() -> None:
    problem = Problem("apart", None, "gazette <b>tells</b> of something else.")
    head = render(build(replace(comparison(), problems=(problem,)))).partition("</header>")[0]
    assert "Harbour Gazette &lt;b&gt;tells&lt;/b&gt; of something else." in head


def test_same_view_same_page() -> None:
    assert render(build(comparison())) == render(build(comparison()))


@pytest.mark.parametrize("accounts", [0, 1, 2, 9, 30])
def test_any_number_of_accounts(accounts: int) -> None:
    page = render(build(many(accounts, 30), About("1.0")))
    assert page.count("<html") == 1
    rows = page.partition('id="method"')[0]
    assert rows != page
    assert (rows.count("<td") > 0) is (accounts > 0)


def test_unknown_accounts_and_missing_analyses_do_no_harm() -> None:
    story = comparison()
    view = build(replace(story, accounts=story.accounts[:2], analyses=story.analyses[:1]))
    assert {account for row in view.rows for answer in row.answers for account in answer.accounts} <= {0, 1}
    assert "Metro Standard" in render(view)


def test_size_and_a_line_of_a_megabyte() -> None:
    assert len(render(build(comparison())).encode()) < 1_500_000
    line = "<blink>&amp; word " * 70_000
    article = Article("big", None, line, None, (), "en", line, None, None, (), SourceMap("identity"))
    story = comparison()
    analyses = (replace(story.analyses[0], article=replace(article, id="northwire")), *story.analyses[1:])
    assert "<blink>" not in render(build(replace(story, analyses=analyses)))


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (None, "date not known"),
        (day("2031-06-03"), "3 June 2031"),
        (day("2031-06-03T09:40:00Z"), "3 June 2031, 9:40"),
        (day("2031-06-03T00:00", "2031-06-03T23:59"), "3 June 2031"),
        (day("2031-06-03T18:00", "2031-06-03T20:05"), "3 June 2031, 18:00 to 20:05"),
        (day("2031-06-03", "2031-06-05"), "3 to 5 June 2031"),
        (day("2031-06-01", "2031-06-30"), "June 2031"),
        (day("2031-01-01", "2031-12-31"), "2031"),
        (day("2020-01-01", "2029-12-31"), "2020 to 2029"),
        (day("9999-01-01", "9999-12-31"), "9999"),
        (day("2031-05-30", "2031-06-02"), "30 May to 2 June 2031"),
        (day("2030-12-30", "2031-01-02"), "30 December 2030 to 2 January 2031"),
        (Moment(None, "2031-06-03", None, "inferred"), "not before 3 June 2031"),
        (Moment(None, None, "2031-06-03", "inferred"), "not after 3 June 2031"),
        (Moment("XXXX", "nonsense", None, "stated"), "date not known"),
        (Moment(None, "9999-12-31", "9999-12-31", "stated"), "31 December 9999"),
    ],
)  # fmt: skip
def test_moments(moment: Moment | None, words: str) -> None:
    assert phrases.when(moment) == words


def test_ranges_lists_and_clipping() -> None:
    assert phrases.origins(OriginRange(1, 2)) == "1 to 2 separate sources"
    assert phrases.origins(OriginRange(1, 1)) == "1 source"
    assert phrases.listed(["a", "b", "c"]) == "a, b and c"
    assert phrases.listed([*"abcdef"], 4) == "a, b, c and 3 more"
    assert phrases.clip("one two three", 9) == "one two…"
    assert phrases.clip("x" * 500, 10) == "x" * 10 + "…"


def test_part_of_a_day_as_a_moment() -> None:
    moment = Moment("2016-07-07TMO", "2016-07-07T00:00", "2016-07-07T11:59", "stated", None, None)
    assert phrases.when(moment) == "morning of 7 July 2016"


def test_days_inside_a_sentence() -> None:
    text = "dated before the story, which begins on 2016-07-06, and 2016-123 and 2016-07-06x stay"
    assert phrases.days_in_words(text).startswith("dated before the story, which begins on 6 July 2016, and 2016-123")
    assert "2016-07-06x" in phrases.days_in_words(text)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2016-07-07TMO", "morning of 7 July 2016"),
        ("2016-07-07TNI", "night of 7 July 2016"),
        ("2016-07-07T14:30", "7 July 2016, 14:30"),
        ("2016-07-07T14", "7 July 2016, 14:00"),
        ("2016-07", "July 2016"),
        ("2016-SU", "summer 2016"),
        ("2016-W27", "4 to 10 July 2016"),
        ("2016-W27-WE", "9 to 10 July 2016"),
        ("2016-W99", "2016-W99"),
        ("2016-13", "2016-13"),
        ("PAST_REF", "PAST_REF"),
    ],
)
def test_values_of_times_in_words(value: str, words: str) -> None:
    assert phrases.when_said(value) == words


def matched(*sure: float | None) -> list[bool]:
    """Whether the answers of the first row are called loosely matched, by how surely each is."""
    story = comparison()
    first = next(item for item in story.statements if len(item.values) >= len(sure))
    values = tuple(replace(item, match=share) for item, share in zip(first.values, sure, strict=False))
    rest = first.values[len(sure) :]
    found = build(replace(story, statements=(replace(first, values=(*values, *rest)),)))
    return [answer.loose for answer in found.rows[0].answers[: len(sure)]]


def test_an_answer_that_matches_the_others_hardly_is_said_to() -> None:
    assert matched(0.9, 0.8, 0.2) == [False, False, True]
    assert matched(None, None, None) == [False, False, False]


def test_where_fewer_than_two_answers_match_well_the_row_speaks_for_itself() -> None:
    story = comparison()
    first = next(item for item in story.statements if len(item.values) > 1)
    weak = replace(first, values=tuple(replace(item, match=0.1) for item in first.values))
    assert not any(answer.loose for answer in build(replace(story, statements=(weak,))).rows[0].answers)
