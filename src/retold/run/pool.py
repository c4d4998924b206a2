"""Maps a function over items: here, or over a pool of processes. The order of results is the order of items."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context


def run[Item, Result](work: Callable[[Item], Result], items: Sequence[Item], processes: int) -> Iterator[Result]:
    """Results in order; `processes` 0 means as many as there are cores, 1 means none but this one."""
    count = min(processes or os.cpu_count() or 1, len(items))
    if count <= 1:
        yield from map(work, items)
        return
    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as pool:
        yield from pool.map(work, items)
