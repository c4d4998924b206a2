"""Addresses and files of feeds -> the items they list; lists of feeds (OPML, sitemap indexes) are followed."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from retold.config import Config
from retold.model import Problem
from retold.read import feed
from retold.read.lists import Wanted, is_address
from retold.read.problems import problem

Progress = Callable[[str, int, int | None], None]
MOST_FEEDS = 200  # a list of feeds may name thousands; the first ones are read
MAX_DEPTH = 2  # an index leads to sitemaps; an index of indexes does not occur in the wild


def read(inputs: Sequence[str], config: Config, progress: Progress) -> Iterator[Wanted | Problem]:
    """The items of all feeds, in the order of the inputs."""
    known: set[str] = set()
    level = list(dict.fromkeys(inputs))
    for _ in range(MAX_DEPTH + 1):
        level = [name for name in level if name not in known]
        for name in level[MOST_FEEDS - len(known) :]:
            yield problem("too_many", name, f"more than {MOST_FEEDS} feeds; give fewer at a time")
        level = level[: MOST_FEEDS - len(known)]
        known.update(level)
        more: list[str] = []
        for name, data in _data(level, config, progress):
            if isinstance(data, Problem):
                yield data
                continue
            found = feed.read(data)
            if found is None:
                yield problem("feed", name, "this is no feed; give the address of its RSS, Atom or JSON")
            else:
                yield from found.wanted(name)
                more.extend(found.more)
        level = list(dict.fromkeys(more))
        if not level:
            return


def _data(names: Sequence[str], config: Config, progress: Progress) -> Iterator[tuple[str, bytes | Problem]]:
    """The bytes of feeds; only where one is an address, what fetches is loaded."""
    wanted = [Wanted(name, "feed", strict=True) for name in names if is_address(name)]
    fetched: dict[str, bytes | Problem] = {}
    if wanted:
        from retold.read.web import links
        from retold.read.web.guard import FetchError

        for item, found in zip(wanted, links.fetched(wanted, config, progress), strict=True):
            fetched[item.url] = (
                links.problem(found.code, item.url, found.text) if isinstance(found, FetchError) else found.data
            )
    for name in names:
        yield name, fetched[name] if name in fetched else _file(Path(name), config)


def _file(path: Path, config: Config) -> bytes | Problem:
    try:
        with path.open("rb") as stream:
            data = stream.read(config.max_page_bytes + 1)
    except OSError as error:
        return problem("unreadable", str(path), f"{error.strerror}; check the path")
    if len(data) > config.max_page_bytes:
        return problem("too_large", str(path), "larger than max_page_bytes allows; split it")
    return data
