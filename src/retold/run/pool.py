"""Maps a function over items: here, or over a pool of processes. The order of results is the order of items."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import active_children, get_context


def cores() -> int:
    """Cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run[Item, Result](work: Callable[[Item], Result], items: Iterable[Item], processes: int) -> Iterator[Result]:
    """Results in the order of items. Items are taken as they are needed: a few a process are under way at a time. Where
    the run is interrupted, what is under way is not waited for."""
    if processes <= 1:
        yield from map(work, items)
        return
    source = iter(items)
    others = set(active_children())
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        try:
            waiting: deque[Future[Result]] = deque(pool.submit(work, item) for item in islice(source, 2 * processes))
            while waiting:
                result = waiting.popleft().result()
                waiting.extend(pool.submit(work, item) for item in islice(source, 1))
                yield result
        except (KeyboardInterrupt, GeneratorExit):
            pool.shutdown(wait=False, cancel_futures=True)
            for process in set(active_children()) - others:
                process.terminate()
            raise
