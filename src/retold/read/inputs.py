"""All inputs of a command -> Iterator[Page | Problem]: files and folders first, then addresses.

Only an input that is an address, or a list of addresses that was given by its name, opens a connection.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from retold.config import Config
from retold.errors import UsageError
from retold.model import Page, Problem
from retold.read import file, lists
from retold.read.lists import Wanted

if TYPE_CHECKING:
    from retold.read.web.client import Fetched

SCHEME = re.compile(r"[a-z][a-z0-9+.-]+://", re.I)  # what is fetched of these and what not is said there
Progress = Callable[[str, int, int | None], None]
Keep = Callable[["Fetched", Page], None]


def read(
    inputs: Sequence[str], config: Config, stdin: bytes | None = None, progress: Progress | None = None,
    keep: Keep | None = None,
) -> Iterator[Page | Problem]:  # fmt: skip
    """Pages of all inputs. An address that is given twice is fetched once; `keep` gets what was fetched of a page."""
    found = sorted_out(inputs, config)
    pages = chain(found.problems, file.read(found.files, config, stdin))
    if found.wanted:
        # what fetches is loaded only where there is something to fetch
        from retold.read.web import links

        told = progress or (lambda text, done, total: None)
        pages = chain(pages, links.read(found.wanted, config, told, keep))
    return file.unique(pages, {})


@dataclass(frozen=True, slots=True)
class Inputs:
    """Inputs by kind: addresses to fetch, those of lists with them; files and folders; lists that cannot be read."""

    wanted: tuple[Wanted, ...]
    files: tuple[str, ...]
    problems: tuple[Problem, ...]


def sorted_out(inputs: Sequence[str], config: Config) -> Inputs:
    """The inputs by kind. A list that lies in a folder is not looked for: only what is named opens a connection."""
    wanted: dict[str, Wanted] = {}
    files: list[str] = []
    problems: list[Problem] = []
    for name in inputs:
        try:
            found = [Wanted(name)] if SCHEME.match(name) else _listed(name, config)
        except UsageError as error:
            problems.append(Problem("list", None, str(error), name))
            continue
        for item in found:
            wanted.setdefault(item.url, item)
        files.extend([] if found else [name])
    return Inputs(tuple(wanted.values()), tuple(files), tuple(problems))


def _listed(name: str, config: Config) -> list[Wanted]:
    path = Path(name)
    if path.suffix.lower() not in (*file.PLAIN, *lists.SHEETS) or not path.is_file():
        return []
    try:
        return lists.listed(path, config)
    except OSError as error:
        raise UsageError(f"{name}: {error.strerror}; check who may read it") from error
