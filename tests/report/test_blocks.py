"""What stands together and what a reader sees first: blocks of happenings, the opening rows, headings without codes."""

import re
from dataclasses import replace

import pytest
from tests.report.fixture import comparison, proof, value

from retold.model import Account, Comparison, Statement
from retold.report.html import render
from retold.report.records import Answer, Row
from retold.report.rows import chance, repeats
from retold.report.view import build

CODE = re.compile(r"\b[A-Z]\d{3}\b|\b\d{4}-(?:\d\d|W\d\d|[A-Z]{2})\b|\b[XP]\w*_?REF\b|\w+\.(?:html|txt|jsonl)\b")


def telling(number: int, relation: str, weight: float, **more: object) -> Statement:
    """A row on whole passages about the foreman."""
    values = (
        value("a", 1, 1, proof("northwire", "was missing on Monday evening")),
        value("b", 1, 1, proof("gazette", "was pulled out alive at noon")),
    )
    known = {"probability": 0.6, "importance": 0.4, "happening": f"happening-{number}", **more}
    check = {"agree": "M101", "compatible": "M309"}.get(relation, "M208")
    return Statement(f"r{number}", "event", f"Row {number}", relation, "Why.", values, check, (), weight, **known)  # type: ignore[arg-type]


def story(*statements: Statement, further: tuple[Statement, ...] = ()) -> Comparison:
    return replace(comparison(), statements=statements, further=further, gaps=(), not_comparable=(), timeline=())


def test_rows_of_one_happening_stand_together() -> None:
    view = build(comparison())
    blocks = {block.lead.id: [row.id for row in block.below] for block in (*view.differ, *view.agree)}
    assert blocks["s18"] == ["s19"]
    assert [name for name in blocks if name in ("s17", "s19")] == []
    parts = (view.differ, view.spelled, view.agree, view.further)
    placed = [row.id for part in parts for block in part for row in block.rows]
    assert sorted([*placed, *(row.id for row in view.only)]) == sorted(row.id for row in view.rows)


def test_a_row_of_its_own_kind_leads_the_happening_that_stands_on_its_words() -> None:
    blocks = {block.lead.id: [row.id for row in block.below] for block in build(comparison()).differ}
    assert blocks["s5"] == ["s8", "s17"]
    apart = tuple(item for item in comparison().statements if item.id != "s5")
    blocks = {
        block.lead.id: [row.id for row in block.below]
        for block in build(replace(comparison(), statements=apart)).differ
    }
    assert blocks["s8"] == ["s17"]


def test_a_question_of_its_own_kind_is_headed_by_a_sentence_that_answers_it() -> None:
    """The sentence of a telling that says something else ("the union counted 131") heads no block about the dead."""
    block = next(block for block in build(comparison()).differ if block.lead.id == "s5")
    assert any(answer.text.casefold() in block.heading.casefold() for answer in block.lead.answers)


def test_a_row_whose_cells_say_nothing_new_is_folded() -> None:
    event = replace(telling(1, "compatible", 0.5), id="e1", check="E301")
    view = build(story(telling(1, "differ", 0.9), event))
    assert [block.echoes for block in view.differ] == [{"e1"}]
    page = render(view)
    assert page.index('<details class="below">') < page.index('id="e1"')
    fresh = (
        value("a", 1, 1, proof("northwire", "The blaze broke out")),
        value("b", 1, 1, proof("gazette", "nobody came")),
    )
    one = replace(event, values=(*event.values[:1], fresh[1]))
    assert [block.echoes for block in build(story(telling(1, "differ", 0.9), one)).differ] == [{"e1"}]
    other = replace(event, values=fresh)
    assert [block.echoes for block in build(story(telling(1, "differ", 0.9), other)).differ] == [frozenset()]


def test_an_event_told_alike_in_sentences_that_stand_above_is_folded() -> None:
    told = (
        value("a", 2, 2, proof("northwire", "was missing on Monday evening"), proof("gazette", "pulled out alive")),
    )
    event = replace(telling(1, "agree", 0.5), id="e1", check="E101", values=told)
    view = build(story(telling(1, "differ", 0.9), event))
    assert [block.echoes for block in view.differ] == [{"e1"}]
    assert render(view).count('id="e1"') == 1
    fresh = (value("a", 2, 2, proof("northwire", "The blaze broke out"), proof("gazette", "pulled out alive")),)
    view = build(story(telling(1, "differ", 0.9), replace(event, values=fresh)))
    assert [block.echoes for block in view.differ] == [frozenset()]


def test_under_told_alike_stands_who_states_it() -> None:
    made = value("a", 2, 2, proof("northwire", "was missing on Monday evening"), proof("gazette", "pulled out alive"))
    states = replace(made, support=replace(made.support, accounts=("northwire",)))
    row = build(story(replace(telling(1, "agree", 0.9), values=(states,)))).rows[0]
    cells = {build(comparison()).accounts[cell.account].id: cell for cell in row.cells}
    assert cells["northwire"].words
    assert (cells["gazette"].words, cells["gazette"].missing) == ((), "unstated")


def test_single_events_go_where_their_telling_goes() -> None:
    """A telling under the threshold takes the events of its happening with it."""
    event = replace(telling(1, "agree", 3.0), id="e1", check="E101")
    view = build(story(event, further=(telling(1, "agree", 0.1),)))
    assert view.agree == ()
    assert [[row.id for row in block.rows] for block in view.further] == [["r1", "e1"]]


def test_what_one_account_adds_to_a_shared_passage_is_a_detail_of_that_happening() -> None:
    """Words inside a matched passage are no thing that one account alone tells; those outside are."""
    model = next(item for item in comparison().statements if item.relation == "only")
    inside = replace(model, id="o1", values=(value("missing", 1, 1, proof("northwire", "missing on Monday")),))
    outside = replace(model, id="o2", values=(value("blaze", 1, 1, proof("northwire", "The blaze broke out")),))
    view = build(story(telling(1, "differ", 0.9), inside, outside))
    assert [[row.id for row in block.below] for block in view.differ] == [["o1"]]
    assert [row.id for row in view.only] == ["o2"]
    doubted = build(story(outside, inside, further=(telling(1, "agree", 0.1),)))
    assert [row.id for row in doubted.only] == ["o2", "o1"]


def test_contested_rows_open_the_page_by_weight_then_those_that_matter() -> None:
    view = build(story(
        telling(1, "compatible", 0.9), telling(2, "differ", 0.5), telling(3, "update", 0.7),
        telling(4, "compatible", 0.8, importance=0.0), telling(5, "compatible", 0.8, probability=0.1),
    ))  # fmt: skip
    assert [row.id for row in view.glance.differences] == ["r3", "r2"]
    assert [row.id for row in view.glance.compatible] == ["r1"]
    assert [block.lead.id for block in view.differ] == ["r1", "r4", "r5", "r3", "r2"]


def test_what_only_may_contradict_is_no_contradiction() -> None:
    """A telling less sure than even, or without the words that clash, opens the page only called for what it is."""
    named = replace(telling(2, "differ", 0.8), check="M209")
    view = build(story(telling(1, "differ", 0.9, probability=0.4), named))
    assert view.glance.differences == ()
    assert [row.called for row in view.glance.doubtful] == ["unsure"]
    assert "likely enough to be called one" in view.glance.nothing
    assert {row.relation_word for block in view.differ for row in block.rows} == {"May contradict"}
    assert "less sure" not in build(story(telling(1, "agree", 0.9))).glance.nothing


def test_words_that_a_weightier_row_has_marked_open_the_page_once() -> None:
    dawn = replace(next(item for item in comparison().statements if item.id == "s17"), probability=0.8)
    again = replace(dawn, id="r2", weight=4.0, happening="happening-9")
    view = build(story(dawn, again))
    assert [row.id for row in view.glance.differences] == ["s17"]
    assert [block.lead.id for block in view.differ] == ["s17", "r2"]


def test_one_outlet_against_itself_does_not_open_the_page() -> None:
    told = story(telling(1, "differ", 0.9), telling(2, "differ", 0.5))
    assert [row.id for row in build(told).glance.differences] == ["r1", "r2"]
    accounts = tuple(replace(item, outlet="Northwire") if item.id == "gazette" else item for item in told.accounts)
    assert build(replace(told, accounts=accounts)).glance.differences == ()


def test_shared_is_what_most_accounts_tell_alike_and_each_happening_once() -> None:
    words = [proof(name, "three days of mourning") for name in ("northwire", "metro", "gazette", "ostra")]
    mourning = replace(
        telling(1, "agree", 0.2), topic="They are in mourning for days", values=(value("Focus", 1, 4, *words),)
    )
    noun = replace(mourning, id="r5", topic="Focus", check="M102", weight=0.8, happening="happening-5")
    view = build(story(
        telling(2, "compatible", 0.9), mourning, noun, replace(mourning, id="r9", check="M102", weight=0.1),
        replace(mourning, id="e1", check="E101", weight=0.9),
    ))  # fmt: skip
    assert [(row.id, answer.text) for row, answer in view.glance.shared] == [
        ("r5", "Mayor Tomas Rill declared three days of mourning."),
        ("r1", "three days of mourning"),
    ]


def test_no_code_file_or_raw_time_in_a_heading() -> None:
    dated = replace(
        telling(1, "agree", 0.9),
        kind="status",
        check="S102",
        topic="Yusuf al-Qarami: missing since 2031-06-03, 2031-W23",
    )
    rows: list[Row] = [*build(comparison()).rows, *build(story(dated)).rows]
    assert [row.question for row in rows if CODE.search(row.question)] == []


def test_words_of_an_account_stay_as_they_are() -> None:
    season = replace(
        telling(1, "differ", 0.9), kind="status", check="M208", topic="The port closed in the 2010-11 season"
    )
    assert build(story(season)).differ[0].lead.question == "The port closed in the 2010-11 season"


def test_accounts_without_any_name_go_by_their_first_words() -> None:
    told = comparison()
    bare = replace(told, accounts=tuple(Account(item.id, None, None, None, None) for item in told.accounts))
    assert build(bare).accounts[2].name == "“Nine people died in the fire…”"


@pytest.mark.parametrize(
    ("heading", "text", "expected"),
    [
        ("The ferry sank", "the ferry sank.", True),
        ("The ferry sank on Monday", "The ferry sank", True),
        ("The ferry that left…", "The ferry that left Corran sank", True),
        ("How many were killed?", "nine", False),
        ("The ferry sank", "The ferry sank on Monday", False),
    ],
)
def test_what_a_heading_says_already(heading: str, text: str, expected: bool) -> None:
    assert repeats(heading, text) is expected


@pytest.mark.parametrize(
    ("probability", "words"),
    [
        (0.02, "Right in fewer than 5 of 100"),
        (0.41, "Wrong in about 60 of 100"),
        (0.97, "Wrong in fewer than 5 of 100"),
    ],
)
def test_chances_in_words(probability: float, words: str) -> None:
    row = Statement("s1", "event", "The ferry sank", "agree", "", (), "M101", probability=probability)
    assert chance(row).startswith(words)


def test_no_chance_is_told_of_a_check_of_which_few_rows_were_measured() -> None:
    row = Statement("s1", "status", "Did they follow?", "differ", "", (), "S205", probability=0.5)
    assert chance(row) == ""


def test_gaps_say_what_was_not_found_with_the_nearest_passages() -> None:
    left = {item.row: item for item in build(comparison()).missing if item.covered}
    assert [item.text for item in left["s4"].nearest] == ["Mayor Tomas Rill declared three days of mourning."]


def test_a_gap_is_worded_as_what_it_is() -> None:
    left = render(build(comparison())).partition('id="missing"')[2].partition("</section>")[0]
    told = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", left))
    assert "No passage of Metro Standard, Ostra Tribune was found to tell it. The nearest passage" in told
    assert "“no warning”, resigned on Wednesday. Told by 1 account, after Northwire." in told


def test_five_rows_of_one_account_alone_stand_open_and_the_rest_is_folded() -> None:
    alone = next(item for item in comparison().statements if item.relation == "only")
    view = build(story(*(replace(alone, id=f"o{number}", topic=f"Thing {number}") for number in range(8))))
    section = render(view).partition('id="only"')[2].partition("</section>")[0]
    open_, _, folded = section.partition('<details class="fold">')
    assert (open_.count('<li class="row"'), folded.count('<li class="row"')) == (5, 3)


def test_the_whole_passage_answers_once() -> None:
    answers: tuple[Answer, ...] = next(row for row in build(comparison()).rows if row.id == "s17").answers
    assert [answer.text for answer in answers] == [
        "The blaze broke out before dawn in Silo Four, where more than 100 people were on the night shift.",
        "The explosion happened at 4:20 a.m. on June 3 according to the fire service.",
    ]


def test_a_block_is_headed_by_what_its_first_row_tells() -> None:
    """What the accounts tell alike of the happening heads it only where the first row is of the same matter."""
    lead = replace(telling(1, "differ", 0.9), topic="The foreman was missing on Monday evening")
    told = (value("Nobody came", 1, 1, proof("gazette", "nobody came")),)
    away = replace(telling(1, "agree", 3.0), id="c1", check="M102", topic="Nobody came", values=told)
    (block,) = build(story(lead, away)).differ
    assert block.heading == lead.topic


def test_what_is_shared_is_told_once() -> None:
    told = value(
        "The blaze broke out", 1, 2, proof("northwire", "The blaze broke out"), proof("gazette", "nobody came")
    )
    one = replace(telling(1, "agree", 3.0), topic="The blaze broke out at noon", values=(told,))
    again = replace(one, id="r2", happening="happening-2", weight=2.0)
    assert [row.id for row, _ in build(story(one, again)).glance.shared] == ["r1"]


def test_a_typed_row_that_may_be_wrong_hides_no_telling_that_is_contested() -> None:
    story = comparison()
    first = next(item for item in story.statements if item.relation == "differ")
    whole = replace(first, id="t1", check="M201", kind="event", probability=0.7, happening="h")
    for sure, shown in ((0.9, "t2"), (0.2, "t1")):
        typed = replace(first, id="t2", check="S205", kind="status", probability=sure, happening="h")
        opened = build(replace(story, statements=(whole, typed))).glance.differences
        assert [row.id for row in opened if not row.unsure] == [shown]
