"""All inputs of a command -> Iterator[Page | Problem]: files and folders first, then addresses.

Only an input that is an address, or a list of addresses that was given by its name, opens a connection.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from retold.config import Config
from retold.model import Page, Problem
from retold.read import file, lists

if TYPE_CHECKING:
    from retold.read.web.client import Fetched

Progress = Callable[[str, int, int | None], None]
Keep = Callable[["Fetched", Page], None]


def read(
    inputs: Sequence[str], config: Config, stdin: bytes | None = None, progress: Progress | None = None,
    keep: Keep | None = None,
) -> Iterator[Page | Problem]:  # fmt: skip
    """Pages of all inputs. An address that is given twice is fetched once; `keep` gets what was fetched of a page."""
    urls, files = sorted_out(inputs)
    pages = file.read(files, config, stdin)
    if urls:
        # what fetches is loaded only where there is something to fetch
        from retold.read.web import links

        told = progress or (lambda text, done, total: None)
        pages = chain(pages, links.read(urls, config, told, keep))
    return file.unique(pages, set())


def sorted_out(inputs: Sequence[str]) -> tuple[list[str], list[str]]:
    """The addresses among the inputs, those of lists with them, and the rest."""
    urls: list[str] = []
    files: list[str] = []
    for name in inputs:
        found = [name] if is_address(name) else _listed(name)
        urls.extend(found)
        files.extend([] if found else [name])
    return list(dict.fromkeys(urls)), files


def is_address(name: str) -> bool:
    """Whether an input is a web address."""
    return name.lower().startswith(("http://", "https://"))


def _listed(name: str) -> list[str]:
    path = Path(name)
    if path.suffix.lower() not in file.PLAIN:
        return []
    try:
        return lists.lines(path.read_bytes()) if path.is_file() else []
    except OSError:
        return []
