"""Rows of matched passages: slot pairs, tellings, keys, order in time, gaps, the timeline, and any text at all."""

from dataclasses import replace
from functools import cache
from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.match.made import analysis, passage, story

from retold import pipeline
from retold.compare import gaps, happening_rows, keys, pairing, rank
from retold.compare.happenings import Happenings, WeighedTelling, happenings
from retold.compare.pairing import SlotPair
from retold.compare.questions import HappeningTelling, Pins, tellings
from retold.compare.slots import CLASS, COUNT, Slot, slots_of
from retold.config import Config
from retold.languages import load
from retold.languages.questions import words_of
from retold.match import Matches, match
from retold.match.features import PassagePair
from retold.match.groups import PassageGroup
from retold.model import (
    Analysis,
    Comparison,
    Evidence,
    Gap,
    Moment,
    OriginRange,
    Page,
    Statement,
    Story,
    Support,
    Value,
)
from retold.report.json import comparison_json

ENGLISH = load("en")
WORDS = words_of(ENGLISH)
ALL = Config(shown=0.0, shown_alike=0.0, guard=False)  # rows of every probability
SPILL = (
    "A court in Lorne fined the port operator Halmar 2.5 million crowns on Friday for the oil spill that killed thousands "
    "of seabirds. The judge, Ida Solberg, said the firm had ignored three warnings."
)
RULED = (
    "The Lorne port operator Halmar has to pay a fine of 3.5 million crowns because of the spill, Judge Ida Solberg ruled "
    "on Friday. Its lawyers may appeal against the judgment."
)
BIRDS = (
    "Volunteers in Lorne washed 900 seabirds after the oil spill, and the port operator Halmar paid for their boats. Judge "
    "Ida Solberg fined the firm 2.5 million crowns on Friday."
)
STORM = "A storm struck the coast of Selm. Two fishing boats were lost."


@cache
def read(*texts: str, days: tuple[str | None, ...] = ()) -> tuple[Analysis, ...]:
    """One analysis a text, ids a1, a2 ...; published on the days, else all on one."""
    dates = days or ("2031-05-03",) * len(texts)
    return tuple(
        pipeline.analyze_all(
            [
                Page(f"a{number}", text.encode(), "text", outlet=f"Outlet {number}", published=day)
                for number, (text, day) in enumerate(zip(texts, dates, strict=True), 1)
            ],
            ALL,
        )
    )


def compared(*texts: str, days: tuple[str | None, ...] = ()) -> Comparison:
    return pipeline.compare(read(*texts, days=days), ALL)


def built(*texts: str, days: tuple[str | None, ...] = ()) -> Story:
    return pipeline.build_story(read(*texts, days=days), ENGLISH, ALL)


def told(comparison: Comparison) -> list[Statement]:
    """The rows that tell a whole happening."""
    return [item for item in comparison.statements if (item.happening or "") and item.check.startswith("M")]


# --- slots and their pairs --------------------------------------------------------------------------------------------


def test_slots_reproduce_their_text_and_stand_in_their_passage() -> None:
    made = built(SPILL, RULED, BIRDS)
    found = [slot for item in match(made).passages for slot in slots_of(item, made, WORDS)]
    assert {"figure", "time", "event", "name"} <= {slot.kind for slot in found}
    passages = match(made).passages
    for slot in found:
        text = made.analyses[slot.account].article.text
        assert slot.text == " ".join(text[slice(*slot.span)].split())
        assert passages[slot.passage].span[0] <= slot.span[0] < passages[slot.passage].span[1]


def test_slot_pairs_join_one_question_of_two_accounts() -> None:
    made = built(SPILL, RULED)
    found = list(pairing.slot_pairs(match(made), made, WORDS))
    assert {"2.5 million crowns", "3.5 million crowns"} in [{pair.left.text, pair.right.text} for pair in found]
    for pair in found:
        assert pair.left.account != pair.right.account
        assert (pair.left.kind, pair.left.key) == (pair.right.kind, pair.right.key)
        assert pair.stand in ("differ", "compatible")
        assert 0 <= pair.elsewhere <= 2 and pair.agreed >= 1


def test_a_filling_that_both_give_is_settled() -> None:
    """Both tell seven dead; one tells nine wounded dead beside it in the same passage: seven is held against nothing."""
    made = built(
        "Seven people were killed in Lorne, and nine people were killed in Selm.", "Seven people were killed in Lorne."
    )
    found = [pair for pair in pairing.slot_pairs(match(made), made, WORDS) if pair.left.kind == "figure"]
    assert not any("Seven" in (pair.left.text + pair.right.text) for pair in found)


# --- tellings ---------------------------------------------------------------------------------------------------------


def alike(covered: float) -> tuple[Matches, PassageGroup]:
    items = [passage(0, 0, "Divers found the wreck."), passage(1, 1, "The wreck was found by divers.")]
    pair = PassagePair(None, items[0], items[1], 1.0, covered, covered, 0.0, 0.0, 0.0, 2, 0.0, 0)  # type: ignore[arg-type]
    group = PassageGroup((0, 1), 0.9)
    return Matches(items, {(0, 1): 0.9}, {(0, 1): 0.1}, [group], {(0, 1): pair}, {}), group


def told_of(matches: Matches, pins: Pins) -> list[HappeningTelling]:
    return list(tellings(matches.groups, matches, pins))


def test_passages_that_cover_each_other_are_one_answer() -> None:
    (one,) = told_of(alike(0.9)[0], {})
    assert [len(answer) for answer in one.answers] == [2]
    (two,) = told_of(alike(0.3)[0], {})
    assert [len(answer) for answer in two.answers] == [1, 1]


def test_a_probable_pair_of_slots_parts_two_answers() -> None:
    matches, _ = alike(0.9)
    slots = [Slot("figure", "count people", side, side, (0, 3), word, None) for side, word in enumerate(("two", "ten"))]  # type: ignore[arg-type]
    pin = SlotPair(slots[0], slots[1], "differ", 0, 0, 1)
    (faint,) = told_of(matches, {(0, 1): [(0.05, pin)]})
    (sure,) = told_of(matches, {(0, 1): [(0.6, pin)]})
    assert (len(faint.answers), len(sure.answers)) == (1, 2)
    assert sure.pins == ((0.6, pin),)


def test_a_row_sets_the_two_answers_side_by_side() -> None:
    row = next(item for item in told(compared(SPILL, RULED)) if item.check == "M201")
    assert (row.relation, row.differs_by, row.kind) == ("differ", "figure", "event")
    assert [value.support.accounts for value in row.values] == [("a1",), ("a2",)]
    assert "2.5 million crowns" in row.why and "3.5 million crowns" in row.why
    assert "2.5 million crowns" in row.topic and "3.5 million crowns" in row.topic
    assert 0.3 <= row.probability <= 1.0


def test_what_is_contested_stands_in_no_shared_heading() -> None:
    """What both state of a contested happening is a row; no number on which they part stands in it."""
    fined = "The tanker Mirabel spilled oil off Lorne and the court fined Halmar {} million crowns on Friday."
    rows = [item for item in compared(fined.format("2.5"), fined.format("3.5")).statements if item.relation == "agree"]
    assert [item.topic for item in rows if item.check == "M102"] == ["The tanker Mirabel spilled oil off Lorne"]
    assert not any("million" in text for item in rows for text in (item.topic, item.values[0].text))


# --- update -----------------------------------------------------------------------------------------------------------


PLANNED = "The town council of Lorne plans to close the old bridge to lorries."
CLOSED = "The town council of Lorne closed the old bridge to lorries."


@pytest.mark.parametrize(
    ("texts", "days", "updated"),
    [
        ((PLANNED, CLOSED), ("2031-05-03", "2031-05-06"), True),
        ((PLANNED, CLOSED), ("2031-05-06", "2031-05-03"), False),
        ((PLANNED, CLOSED), ("2031-05-03", "2031-05-03"), False),
        ((PLANNED, CLOSED), (None, "2031-05-06"), False),
        ((SPILL, RULED), ("2031-05-03", "2031-05-06"), False),  # a later account of one fine does not carry it further
        ((SPILL, f"Earlier reports said less. {RULED}"), (None, None), False),  # said in another sentence
        ((SPILL, RULED.replace("has to", "has now to")), (None, None), True),
    ],
)
def test_an_update_needs_an_order(texts: tuple[str, str], days: tuple[str | None, ...], updated: bool) -> None:
    """The words of the texts say so, or what was planned has happened by a later day."""
    rows = [item for item in told(compared(*texts, days=days)) if item.check != "M102"]
    assert ("update" in [item.relation for item in rows]) == updated


def test_one_number_heads_one_row() -> None:
    """The fine of one account is held against that of another once, though a third tells of it elsewhere."""
    rows = compared(SPILL, RULED, BIRDS).statements
    asked = [item.topic for item in rows if "?" in item.topic and "3.5 million crowns" in item.topic.partition("?")[0]]
    assert len(asked) == 1


@pytest.mark.parametrize(("key", "rows"), [("money crowns", 1), (COUNT, 0), (f"{CLASS}injured", 0)])
def test_numbers_outside_any_happening_need_a_question(key: str, rows: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sums of money are asked about; counts of different nouns and counts that `figures` compares are not."""
    made = built(SPILL, RULED)
    found = happenings(made, ENGLISH)
    pair = next(pair for _, pair in found.pins if pair.left.kind == "figure")
    pair = replace(pair, left=replace(pair.left, key=key), right=replace(pair.right, key=key))
    alone = replace(found, told=(), matches=replace(found.matches, groups=[]), pins=((0.9, pair),))
    monkeypatch.setattr(happening_rows, "happenings", lambda *_: alone)
    assert len(list(happening_rows.statements(made, ENGLISH))) == rows


# --- sentences that part in one place ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "two", "check"),
    [
        ("Police arrested Emil Torvik in Selm on Monday.", "Police arrested Emil Torvik in Varley on Monday.", "M303"),
        ("Arland asked Boronia to free the crew.", "Boronia asked Arland to free the crew.", "M304"),
        (
            "The driver left the road because he fell asleep, police said.",
            "The driver left the road because the brakes failed, police said.",
            "M310",
        ),
    ],
)
def test_what_parts_in_one_place_is_not_told_alike(one: str, two: str, check: str) -> None:
    rows = {item.check: item for item in told(compared(one, two))}
    assert check in rows and "M101" not in rows


def test_a_cause_is_asked_for_in_a_sentence() -> None:
    rows = told(
        compared(
            "The driver left the road because he fell asleep.", "The driver left the road because the brakes failed."
        )
    )
    topic = next(item.topic for item in rows if item.kind == "cause")
    assert topic.startswith("Why did the driver leave the road: he fell asleep or the brakes failed?")


def test_an_earlier_occasion_is_not_held_against_this_one() -> None:
    made = built(
        "Halmar offered 40 million crowns for the shipyard in Lorne on Monday.",
        "The previous offer of 30 million crowns for the shipyard in Lorne was refused by its owners.",
    )
    assert not [pair for _, pair in happenings(made, ENGLISH).pins if pair.left.kind == "figure"]


# --- keys -------------------------------------------------------------------------------------------------------------


def answer(*words: str) -> Value:
    proof = tuple(Evidence(f"a{number}", (0, len(text)), text) for number, text in enumerate(words))
    return Value(words[0], None, Support(("a0",), OriginRange(1, 1)), proof)


def test_a_key_is_made_of_the_kind_and_the_first_words() -> None:
    key = keys.key_of("figure", [answer("Seven died", "7 dead"), answer("Nine died")])
    assert key == keys.key_of("figure", [answer("seven  DIED")])
    assert key != keys.key_of("time", [answer("Seven died")])
    assert key != keys.key_of("figure", [answer("Nine died")])
    assert key.startswith("figure-") and len(key) == len("figure-") + keys.LENGTH


def test_every_row_has_a_key_of_its_own() -> None:
    """Rows without a key get one of their kind and words; rows on the same words are parted by their questions."""

    def row(topic: str, text: str, key: str = "") -> Statement:
        return Statement(
            id=topic, kind="figure", topic=topic, relation="agree", why="", values=(answer(text),), key=key
        )

    rows = [row("How many died?", "Seven died"), row("How many were found?", "Seven died"), row("Who?", "Ann", "own")]
    found = [item.key for item in keys.keyed(rows)]
    assert len(set(found)) == 3
    assert found[2] == "own"
    assert found == [item.key for item in keys.keyed(rows)]
    assert [item.key for item in keys.keyed(rows[:1])] == [keys.key_of("figure", rows[0].values)]
    twice = [item.key for item in keys.keyed([rows[0], rows[0]])]
    assert len(set(twice)) == 2


def test_keys_stay_when_an_account_comes_or_goes() -> None:
    """A storm told by nobody else changes no row, and so no key."""
    two = {item.key for item in told(compared(SPILL, RULED))}
    three = {item.key for item in told(compared(SPILL, RULED, STORM))}
    assert two and two == three


def test_keys_of_a_comparison_are_one_a_row() -> None:
    rows = [item.key for item in told(compared(SPILL, RULED, BIRDS))]
    assert all(rows) and len(set(rows)) == len(rows)


# --- gaps -------------------------------------------------------------------------------------------------------------

TOLD = Statement("s1", "event", "Nine drowned.", "agree", "", (), "M101", happening="happening-1")


def found_gaps(
    near: float, *, tellers: int = 3, useful: float = 0.9, days: tuple[str, ...] = (), row: Statement = TOLD,
    others: tuple[int, ...] = (0, 3),
) -> list[Gap]:  # fmt: skip
    """Four accounts, the first of them in one happening; the last has a passage that meets theirs with `near`, and
    another happening in common with `others`."""
    made = story(*(analysis(f"a{number}", ["Nine passengers drowned there."]) for number in range(4)))
    published = {f"a{number}": moment(day) for number, day in enumerate(days)}
    made = replace(made, published=published)
    items = [passage(number, number, "Nine passengers drowned there.") for number in range(4)]
    group = PassageGroup(tuple(range(tellers)), 0.9)
    meet = {(0, 1): 0.9, (0, 2): 0.9, (1, 2): 0.9, (0, 3): near, (1, 3): near / 2}
    items += [passage(4 + place, account, "Divers found the wreck.") for place, account in enumerate(others)]
    second = PassageGroup(tuple(range(4, len(items))), 0.9)
    matches = Matches(items, meet, {}, [group, second], {}, {})
    telling = HappeningTelling(group, (tuple(items[:tellers]),), ())
    told = WeighedTelling(telling, 0.1, 0.1, useful, 0.5)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gaps, "happenings", lambda *_: Happenings(matches, (), (told,)))
        return list(gaps.gaps([row], made, ENGLISH))


def test_a_gap_is_claimed_only_where_no_passage_could_tell_it() -> None:
    (gap,) = found_gaps(0.01)
    assert (gap.account, gap.statement, gap.kind) == ("a3", "s1", "not_said")
    assert "no passage of this one was found" in (gap.reason or "")
    assert [proof.text for proof in gap.nearest] == ["Nine passengers drowned there."]
    assert found_gaps(gaps.FAINT) == []
    assert found_gaps(0.5) == []


def test_an_account_that_tells_the_event_in_another_passage_leaves_nothing_out() -> None:
    proof = tuple(Evidence(f"a{number}", (0, 4), "Nine", "e1") for number in (0, 3))
    quoting = Value("Nine", None, Support(("a0", "a3"), OriginRange(1, 2)), proof)
    assert found_gaps(0.01, row=replace(TOLD, values=(quoting,))) == []


def test_a_gap_needs_a_sure_happening_that_half_of_the_others_tell() -> None:
    assert found_gaps(0.01, useful=gaps.SURE - 0.01) == []
    assert {gap.account for gap in found_gaps(0.01, tellers=2)} == {"a3"}  # the third could tell it
    assert found_gaps(0.01, tellers=1) == []
    assert found_gaps(0.01, row=replace(TOLD, check="K202")) == []
    assert found_gaps(0.01, row=replace(TOLD, happening=None)) == []


def test_no_gap_of_an_account_about_something_else() -> None:
    """The last account has nothing in common with the others."""
    assert found_gaps(0.01, others=(0, 1)) == []


def test_an_older_account_could_not_cover_it() -> None:
    (gap,) = found_gaps(0.01, days=("2031-05-03", "2031-05-03", "2031-05-04", "2031-05-01"))
    assert gap.kind == "not_covered"
    assert "2031-05-01" in (gap.reason or "")
    (gap,) = found_gaps(0.01, days=("2031-05-03", "2031-05-03", "2031-05-04", "2031-05-03"))
    assert gap.kind == "not_said"


def moment(day: str) -> Moment:
    return Moment(day, day, day, "given")


DEAD = "Nine passengers drowned when the ferry Northern Star sank off Kelmore on Friday, the captain Pavel Korin said."
STAR = (
    "Nine passengers of the ferry Northern Star drowned off Kelmore on Friday, according to its captain, Pavel Korin.",
    "Captain Pavel Korin said that nine passengers had drowned on Friday when the Northern Star sank off Kelmore.",
)

# --- timeline ---------------------------------------------------------------------------------------------------------


def test_a_happening_has_one_line_with_its_accounts() -> None:
    comparison = compared(DEAD, *STAR)
    lines = [item for item in comparison.timeline if "drowned" in item.text]
    assert len(lines) == 1
    assert len({proof.account for proof in lines[0].evidence}) == 3
    assert (lines[0].when.earliest or "")[:10] == "2031-05-02"
    assert not lines[0].differs


def test_a_line_says_where_the_days_differ() -> None:
    rows = compared(
        "Nine passengers drowned off Kelmore when the ferry Northern Star sank on Thursday.",
        "Nine passengers drowned off Kelmore when the ferry Northern Star sank on Tuesday.",
    ).timeline
    assert [item.differs for item in rows] == [True]
    assert {(moment.earliest or "")[:10] for _, moment in rows[0].times} == {"2031-05-01", "2031-04-29"}


def test_a_happening_without_a_day_has_no_line() -> None:
    assert compared("Nine passengers drowned off Kelmore.", "Off Kelmore nine passengers drowned.").timeline == ()


# --- choosing ---------------------------------------------------------------------------------------------------------


def test_rows_under_the_threshold_stand_apart_and_none_is_lost() -> None:
    analyses = read(SPILL, RULED, BIRDS)
    every, some = pipeline.compare(analyses, ALL), pipeline.compare(analyses, replace(ALL, shown=0.5, shown_alike=0.5))
    assert every.further == ()
    assert some.further and all(item.probability < 0.5 and not item.shown for item in some.further)
    assert all(item.probability >= 0.5 or item.relation == "only" for item in some.statements)
    assert {item.id for item in (*some.statements, *some.further)} == {item.id for item in every.statements}


def test_rows_come_heaviest_first() -> None:
    rows = compared(SPILL, RULED, BIRDS).statements
    assert [item.weight for item in rows] == sorted((item.weight for item in rows), reverse=True)
    assert all(0.0 <= item.importance <= 1.0 and 0.0 <= item.probability <= 1.0 for item in rows)


def test_a_contradiction_weighs_more_than_the_same_row_without_one() -> None:
    row = next(item for item in told(compared(SPILL, RULED)) if item.check == "M201")
    made = built(SPILL, RULED)
    first, second = rank.rank([row, replace(row, relation="compatible", id="other")], made)
    assert (first.relation, second.relation) == ("differ", "compatible")
    assert first.weight > second.weight


# --- any order, any text ----------------------------------------------------------------------------------------------


def test_the_same_bytes_for_any_order_and_twice() -> None:
    analyses = read(SPILL, RULED, BIRDS, STORM)
    made = {comparison_json(pipeline.compare(order, ALL)) for order in permutations(analyses)}
    made.add(comparison_json(pipeline.compare(analyses, ALL)))
    assert len(made) == 1


def test_two_accounts_of_one_file_agree() -> None:
    rows = told(compared(SPILL, SPILL))
    assert rows
    assert {item.relation for item in rows} == {"agree"}


def test_one_account_and_accounts_of_nothing_in_common() -> None:
    assert told(compared(SPILL)) == []
    assert told(compared(SPILL, "Bees sleep.")) == []


PIECES = st.sampled_from(
    ["Nine people died.", "“", "”", "\"", "<b>", "{about}", "%s", "\x00", "\u202e", "12,000", "on Friday", "Pavel Korin",
     "said", "not", "—", "; ", ", ", "\n\n", "..", "a" * 600, "é", "𝟙𝟚", "Mr.", "the ferry sank", "killed 7", "2031-13-45"]
)  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(PIECES, max_size=14).map(" ".join), min_size=2, max_size=3))
def test_hostile_text_breaks_nothing(texts: list[str]) -> None:
    """No exception, every span exact, every probability one."""
    pages = [Page(f"a{number}", text.encode(), "text", published="2031-05-03") for number, text in enumerate(texts)]
    found = list(pipeline.analyze_all(pages, ALL))
    comparison = pipeline.compare(found, ALL)
    plain = {item.article.id: item.article.text for item in found}
    for row in comparison.statements:
        assert 0.0 <= row.probability <= 1.0
        for proof in (proof for value in row.values for proof in value.evidence):
            assert plain[proof.account][slice(*proof.span)] == proof.text
    assert comparison_json(comparison) == comparison_json(pipeline.compare(found[::-1], ALL))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=200), min_size=2, max_size=4))
def test_matching_of_any_text(texts: list[str]) -> None:
    """Made without a parser: passages, candidates, scores and groups of any characters."""
    made = story(*(analysis(f"a{number}", text.split("\n")) for number, text in enumerate(texts)))
    matches = match(made)
    assert all(0.0 <= value <= 1.0 for value in (*matches.meet.values(), *matches.part.values()))
    assert all(len({matches.passages[member].account for member in group.members}) > 1 for group in matches.groups)
    found = happenings(made, ENGLISH)
    assert len(found.told) == len(matches.groups)
    assert all(
        0.0 <= each <= 1.0 for told in found.told for each in (told.real, told.contested, told.useful, told.matters)
    )
