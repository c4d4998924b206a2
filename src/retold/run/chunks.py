"""Pages -> analyses over a pool of processes, some pages at a time. A page that ends its process is given up with a
Problem, and every other page is analyzed as if it had not been there.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import batched, chain, islice

from retold import pipeline
from retold.config import Config
from retold.model import Analysis, Page
from retold.run import pool

# what one process is given at a time: its texts are parsed together
CHUNK = 64
# so many pages pay for the start of processes
POOL_FROM = 96


def analyses(pages: Iterable[Page], config: Config) -> Iterator[Analysis]:
    """The Analysis of every page in order, over `config.processes` processes (0: as many as pay)."""
    source = iter(pages)
    first = list(islice(source, POOL_FROM))
    processes = config.processes or (pool.cores() if len(first) == POOL_FROM else 1)
    whole = chain(first, source)
    if processes <= 1:
        return pipeline.analyze_all(whole, config)
    work = partial(analyzed, config=config)
    return chain.from_iterable(pool.run(work, batched(whole, CHUNK), processes, partial(apart, config)))


def analyzed(pages: Sequence[Page], config: Config) -> list[Analysis]:
    """The analyses of some pages, made here."""
    return list(pipeline.analyze_all(pages, config))


def apart(config: Config, pages: Sequence[Page]) -> list[Analysis]:
    """The analyses of pages of which one ended its process, page by page."""
    single = [(page,) for page in pages]
    return list(chain.from_iterable(pool.alone(partial(analyzed, config=config), single, _given_up)))


def _given_up(pages: Sequence[Page]) -> list[Analysis]:
    return [pipeline.given_up(page) for page in pages]
