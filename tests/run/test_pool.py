"""Work over processes: results in the order of items, only a few items taken ahead; what ends a process is given up."""

import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from retold import app, pipeline
from retold.config import Config
from retold.model import Analysis, Page
from retold.run import chunks, pool

ARTICLE = pipeline.given_up(Page("a", b"", "text", "a.txt")).article


def never(item: object) -> Any:
    raise AssertionError(f"{item} ended no process")


@pytest.mark.parametrize("processes", [0, 1, 2])
def test_results_keep_the_order_and_items_wait(processes: int) -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(-40, 0):
            taken.append(number)
            yield number

    found = []
    for result in pool.run(abs, items(), processes, never):
        found.append(result)
        assert len(taken) <= len(found) + 2 * max(1, processes)
    assert found == list(range(40, 0, -1))


def test_an_error_of_the_work_comes_through() -> None:
    for processes in (1, 2):
        with pytest.raises(ValueError, match="invalid literal"):
            list(pool.run(int, ["1", "x"], processes, never))


def slow(number: int) -> int:
    time.sleep(0.0 if number == 0 else 600.0)
    return number


def test_what_is_under_way_is_not_waited_for_when_interrupted() -> None:
    begin = time.monotonic()
    results: Any = pool.run(slow, range(100), 2, never)
    assert next(results) == 0
    with pytest.raises(KeyboardInterrupt):
        results.throw(KeyboardInterrupt)
    assert time.monotonic() - begin < 300


def deadly(number: int) -> int:
    """Ends its process for 3 and 9; 7 takes its time, so that it is under way then."""
    if number in (3, 9):
        os._exit(1)
    time.sleep(0.2 if number == 7 else 0.0)
    return 10 * number


@pytest.mark.parametrize("processes", [2, 3])
def test_an_item_that_ends_its_process_is_given_up_and_costs_no_other_anything(processes: int) -> None:
    found = list(pool.run(deadly, iter(range(14)), processes, lambda number: -number))
    assert found == [-number if number in (3, 9) else 10 * number for number in range(14)]


def test_what_ends_a_process_once_is_done_again(tmp_path: Path) -> None:
    """Two that together need too much memory are no culprits: each is done alone."""
    work = partial(deadly_once, tmp_path / "seen")
    assert list(pool.run(work, range(4), 2, lambda number: -1)) == [0, 1, 2, 3]


def deadly_once(mark: Path, number: int) -> int:
    if number == 2 and not mark.exists():
        mark.touch()
        os._exit(1)
    return number


def test_no_item_is_blamed_where_no_process_can_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "started", partial(os._exit, 1))
    with pytest.raises(BrokenProcessPool):
        list(pool.run(deadly, [3], 2, lambda number: -1))


def deadly_page(pages: Sequence[Page], config: Config) -> list[Analysis]:
    if any(page.id == "a70" for page in pages):
        os._exit(1)
    return [Analysis(replace(ARTICLE, id=page.id)) for page in pages]


def test_a_page_that_ends_its_process_is_a_problem_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "analyzed", deadly_page)
    pages = [Page(f"a{number}", b"", "text", f"a{number}.txt") for number in range(150)]
    found = list(chunks.analyses(pages, Config(processes=2)))
    assert [item.article.id for item in found] == [page.id for page in pages]
    assert [(item.article.id, problem.code) for item in found for problem in item.problems] == [("a70", "given_up")]


def test_a_story_that_ends_its_process_fails_and_the_others_are_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "abcd":
        (tmp_path / "in" / name).mkdir(parents=True)
    monkeypatch.setattr(app, "_story", deadly_story)
    found = list(app.compare_each(tmp_path / "in", tmp_path / "out", Config(processes=2)))
    assert [(item.name, item.state) for item in found] == [("a", "done"), ("b", "done"), ("c", "failed"), ("d", "done")]
    assert "--processes 2" in found[2].reason


def deadly_story(story: tuple[Path, str], output: Path, config: Config) -> app.StoryOutcome:
    if story[1] == "c":
        os._exit(1)
    return app.StoryOutcome(story[1], "done", 0, ())
