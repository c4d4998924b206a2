"""Geometry of the pictures: marks stand where their numbers and times put them, and none covers another."""

from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from tests.report.fixture import comparison

from retold.report import plots, tolls
from retold.report.axis import NARROW, Axis, apart
from retold.report.records import Count, CountStory, Dated, TimeLine
from retold.report.view import build


def told(account: int, text: str, low: float | None, high: float | None, day: float | None) -> Count:
    return Count(account, text, low, high, day, f"day {day}")


STORY = CountStory(
    "s1",
    "How many people were killed?",
    (
        told(0, "at least nine", 9, None, 738000.2),
        told(1, "at least nine", 9, None, 738000.3),
        told(2, "a dozen or so", 10, 16, 738001.0),
        told(0, "14", 14, 14, 738002.0),
    ),
    (told(3, "14", 14, 14, None),),
)


def test_a_long_gap_is_shortened_and_marked() -> None:
    axis = Axis([1.0, 2.0, 3.0, 400.0])
    assert len(axis.breaks) == 1
    assert axis.place(3.0) - axis.place(1.0) > axis.place(400.0) - axis.place(3.0)
    assert Axis([1.0, 2.0]).breaks == ()


def test_labels_of_the_axis_keep_apart_and_give_the_year_once() -> None:
    ticks = Axis([float(day) for day in range(738000, 738040)]).ticks()
    assert all(right.x - left.x >= 16 for left, right in pairwise(ticks))
    assert [tick.text[-4:].isdecimal() for tick in ticks] == [True] + [False] * (len(ticks) - 1)


@pytest.mark.parametrize("width", [NARROW, 2 * NARROW])
def test_no_dot_covers_another_on_any_screen(width: float) -> None:
    places = [(50.0, 0.0), (50.0, 0.0), (51.0, 0.0), (97.0, 0.0), (97.0, 0.0), (96.0, 5.0), (3.0, 90.0), (3.0, 0.0)]
    moved = apart(places, 20.0)
    at = [(x * width + dx, y) for (x, y), dx in zip(places, moved, strict=True)]
    for (left, above), (right, below) in combinations(at, 2):
        assert abs(above - below) >= 20 or abs(left - right) >= 20 - 0.2
    assert max(x for x, _ in at) <= 100 * width - 9
    assert moved[6] == moved[7] == 0


def test_counts_over_time() -> None:
    (picture,) = tolls.plots([STORY])
    first, second, dozens, later = picture.marks
    assert first.y > later.y and first.y == second.y != first.line
    assert first.until == pytest.approx(later.x) and first.rises == later.y
    assert second.until == tolls.RIGHT and second.rises is None
    assert first.top < later.y and first.bottom == first.y
    assert dozens.top < dozens.y < dozens.bottom
    assert later.top == later.bottom
    assert [level.text for level in picture.levels] == ["14", "9"]
    assert [(item.text, item.accounts) for item in picture.told] == [
        ("at least nine", (0, 1)), ("a dozen or so", (2,)), ("14", (0, 3)),
    ]  # fmt: skip


def test_counts_are_those_of_the_accounts_at_their_stated_publication() -> None:
    story = comparison()
    found = build(story).counts
    assert [item.row for item in found][:1] == ["s1"]
    days = [item.day for item in found[0].counts]
    assert days == sorted(days) and None not in days
    first = story.accounts[0]
    assert first.published
    bounded = replace(first, published=replace(first.published, method="inferred"))
    shown = build(replace(story, accounts=(bounded, *story.accounts[1:]))).counts
    assert 0 not in [item.account for item in shown[0].counts]
    assert 0 in [item.account for item in shown[0].undated]


def test_a_count_without_two_times_or_two_numbers_has_no_picture() -> None:
    story = comparison()
    figures = [item for item in story.statements if item.kind == "figure"]
    alike = [replace(item, values=item.values[:1]) for item in figures]
    assert build(replace(story, statements=tuple(alike))).counts == ()
    moment = story.accounts[0].published
    same = tuple(replace(item, published=moment) for item in story.accounts)
    assert build(replace(story, accounts=same)).counts == ()


def test_timeline_has_a_strip_a_line_and_a_dot_an_account() -> None:
    time = Dated("it burns", "3 June 2024", 5.0, 6.0)
    each = (replace(time, account=1, when="4 June", start=6.0, end=7.0), replace(time, account=0))
    dated = TimeLine(time, True, None, each, ())
    undated = TimeLine(replace(time, start=None, end=None), False, None, (), ())
    published = (replace(time, account=0), replace(time, account=1, end=None))
    picture = plots.timeline([dated, undated], published)
    assert picture and picture.strips[1] is None and picture.strips[0]
    assert [dot.account for dot in picture.strips[0].dots] == [1, 0]
    assert picture.strips[0].width > 0
    assert [dot.account for dot in picture.published] == [0], "a bound alone is no date"
    assert plots.given(dated) == [("3 June 2024", [0]), ("4 June", [1])]
    assert plots.timeline([undated], published[1:]) is None
