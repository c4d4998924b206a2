"""Maps a function over items: here, or over a pool of processes. The order of results is the order of items.

A process that the system ends (memory, a fault in a library) takes its whole pool with it. What was under way is
then done again, one item at a time in a process with none beside it; the item that ends this one too is given up.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby, islice, zip_longest
from multiprocessing import active_children, get_context


def cores() -> int:
    """Cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run[Item, Result](
    work: Callable[[Item], Result], items: Iterable[Item], processes: int, lost: Callable[[Item], Result]
) -> Iterator[Result]:
    """Results in the order of items; `lost` gives that of an item that ends its process. Items are taken as they are
    needed: a few a process are under way at a time. Where the run is interrupted, what is under way is not waited for.
    """
    if processes <= 1:
        yield from map(work, items)
        return
    source, begun = iter(items), _Begun[Item, Result]()
    while True:
        try:
            with _pool(processes) as pool:
                yield from _results(pool, work, source, begun, 2 * processes)
            return
        except BrokenProcessPool:
            yield from _again(work, begun, lost)


def alone[Item, Result](
    work: Callable[[Item], Result], items: Sequence[Item], lost: Callable[[Item], Result]
) -> Iterator[Result]:
    """Results in the order of items, done one at a time in one process, or in a new one where an item ended it. Raises
    BrokenProcessPool where no process can be had at all, which is no item's fault."""
    left = deque(items)
    while left:
        try:
            with _pool(1) as pool:
                ready = False
                pool.submit(started).result()
                ready = True
                while left:
                    result = pool.submit(work, left[0]).result()
                    left.popleft()
                    yield result
        except BrokenProcessPool:
            if not ready:
                raise
            yield lost(left.popleft())


def started() -> bool:
    """Done first in a new process: where it comes back, the process is there."""
    return True


@dataclass(slots=True)
class _Begun[Item, Result]:
    """Items that were taken and whose results were not given yet; an item that a broken pool refused has no future."""

    items: deque[Item] = field(default_factory=deque)
    futures: deque[Future[Result]] = field(default_factory=deque)


def _results[Item, Result](
    pool: ProcessPoolExecutor, work: Callable[[Item], Result], source: Iterator[Item], begun: _Begun[Item, Result],
    ahead: int,
) -> Iterator[Result]:  # fmt: skip
    """The results of a pool, with so many items `ahead` under way."""
    while True:
        for item in islice(source, ahead - len(begun.items)):
            begun.items.append(item)
            begun.futures.append(pool.submit(work, item))
        if not begun.items:
            return
        result = begun.futures[0].result()
        begun.items.popleft()
        begun.futures.popleft()
        yield result


def _again[Item, Result](
    work: Callable[[Item], Result], begun: _Begun[Item, Result], lost: Callable[[Item], Result]
) -> Iterator[Result]:
    """The results of what was under way in a pool that broke: those that were there, and the others one by one."""
    held = list(zip_longest(begun.items, begun.futures))
    begun.items.clear()
    begun.futures.clear()
    for there, group in groupby(held, key=lambda pair: _is_there(pair[1])):
        if there:
            yield from (future.result() for _, future in group)
        else:
            yield from alone(work, [item for item, _ in group], lost)


def _is_there[Result](future: Future[Result] | None) -> bool:
    return future is not None and future.done() and future.exception() is None


@contextmanager
def _pool(processes: int) -> Iterator[ProcessPoolExecutor]:
    """A pool whose processes are ended, not waited for, where the run is interrupted."""
    others = set(active_children())
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        try:
            yield pool
        except (KeyboardInterrupt, GeneratorExit):
            pool.shutdown(wait=False, cancel_futures=True)
            for process in set(active_children()) - others:
                process.terminate()
            raise
