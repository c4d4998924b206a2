"""Analysis -> passages: what is cut, what is left out, what is held."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.match.made import analysis, story

from retold.match.passages import LONGEST, MOST, cut, passages_of
from retold.model import Entity, Mention, Part

LONG = "The captain said the ferry had turned, " * 20 + "and sank."


def test_a_long_sentence_is_cut_between_clauses() -> None:
    spans = list(cut(LONG, (0, len(LONG))))
    assert len(spans) > 1
    assert all(end - start <= LONGEST for start, end in spans)
    assert "".join(LONG[start:end] for start, end in spans) == LONG
    assert all(LONG[end - 2 : end] == ", " for _, end in spans[:-1])


def test_a_sentence_that_fits_is_one_passage_without_its_blanks() -> None:
    assert list(cut("  The ferry sank. \n", (0, 19))) == [(2, 17)]
    assert list(cut("   ", (0, 3))) == []


def test_a_long_sentence_without_marks_is_cut_all_the_same() -> None:
    text = "x" * (3 * LONGEST + 1)
    spans = list(cut(text, (0, len(text))))
    assert [end - start for start, end in spans] == [LONGEST, LONGEST, LONGEST, 1]


def test_parts_that_tell_nothing_are_left_out() -> None:
    lines = [
        "Ferry sinks near Kelmore",
        "By Pavel Orsk, Staff Writer",
        "Published March 2031 local time",
        "Nine passengers drowned there.",
    ]
    ends = [sum(len(line) + 1 for line in lines[: place + 1]) - 1 for place in range(4)]
    starts = [0, *(end + 1 for end in ends[:-1])]
    kinds = ("headline", "byline", "timestamp", "body")
    parts = tuple(Part(kind, span) for kind, span in zip(kinds, zip(starts, ends, strict=True), strict=True))  # type: ignore[arg-type]
    found = passages_of(story(analysis("a", lines, parts)))
    assert [(item.text, item.part) for item in found] == [(lines[0], "headline"), (lines[3], "body")]


def test_a_sentence_of_one_word_is_no_passage() -> None:
    found = passages_of(story(analysis("a", ["Terrible.", "The ferry sank near Kelmore."])))
    assert [item.text for item in found] == ["The ferry sank near Kelmore."]


def test_index_order_and_place() -> None:
    found = passages_of(story(analysis("a", ["Ferry sinks near Kelmore.", "Nine passengers drowned there."]),
                              analysis("b", ["Divers search the wreck."])))  # fmt: skip
    assert [(item.index, item.account, item.order, item.place) for item in found] == [
        (0, 0, 0, 0.0),
        (1, 0, 1, 1.0),
        (2, 1, 0, 0.0),
    ]


def test_a_pronoun_counts_as_its_antecedent_but_is_no_name() -> None:
    made = analysis("a", ["Korin left port early.", "He never came back home."])
    mentions = (
        Mention("m1", (0, 5), "person", "name", "n1", (0, 5)),
        Mention("m2", (23, 25), "person", "pronoun", "n1", (23, 25)),
    )
    made = replace(made, mentions=mentions, entities=(Entity("n1", "person", "Korin", ("Korin",)),))
    first, second = passages_of(replace(story(made), entity_of={("a", "n1"): "x1"}))
    assert (first.entities, first.named) == ({"x1"}, {"x1"})
    assert (second.entities, second.named) == ({"x1"}, frozenset())


def test_an_account_gives_a_bounded_number_of_passages() -> None:
    found = passages_of(story(analysis("a", ["Nine passengers drowned there."] * (MOST + 30))))
    assert len(found) == MOST


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=1500))
def test_spans_reproduce_their_text(text: str) -> None:
    spans = list(cut(text, (0, len(text))))
    assert all(start < end for start, end in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    assert "".join(text[start:end] for start, end in spans).split() == text.split()
    for item in passages_of(story(analysis("a", text.split("\n")))):
        assert item.text == text[slice(*item.span)]
