"""Work over processes: results in the order of items, and only a few items taken ahead."""

import time
from collections.abc import Iterator
from typing import Any

import pytest

from retold.run import pool


@pytest.mark.parametrize("processes", [0, 1, 2])
def test_results_keep_the_order_and_items_wait(processes: int) -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(-40, 0):
            taken.append(number)
            yield number

    found = []
    for result in pool.run(abs, items(), processes):
        found.append(result)
        assert len(taken) <= len(found) + 2 * max(1, processes)
    assert found == list(range(40, 0, -1))


def test_an_error_of_the_work_comes_through() -> None:
    for processes in (1, 2):
        with pytest.raises(ValueError, match="invalid literal"):
            list(pool.run(int, ["1", "x"], processes))


def test_there_is_a_core() -> None:
    assert pool.cores() >= 1


def slow(number: int) -> int:
    time.sleep(0.0 if number == 0 else 600.0)
    return number


def test_what_is_under_way_is_not_waited_for_when_interrupted() -> None:
    begin = time.monotonic()
    results: Any = pool.run(slow, range(100), 2)
    assert next(results) == 0
    with pytest.raises(KeyboardInterrupt):
        results.throw(KeyboardInterrupt)
    assert time.monotonic() - begin < 300
