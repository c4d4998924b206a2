"""The use cases that fetch and do not compare: addresses, lists of them and the newest items of feeds -> an archive."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from retold import app
from retold.config import Config
from retold.errors import NothingReadError, UsageError
from retold.model import Page, Problem
from retold.read import file
from retold.read import inputs as reading
from retold.read.lists import Wanted

if TYPE_CHECKING:
    from retold.read.web.transport import Exchange


def fetch(inputs: Sequence[str], output: Path, config: Config, progress: app.Progress = app.silent) -> app.Outcome:
    """Fetches addresses (and lists of them) and keeps what was sent as a WARC or WACZ. Raises NothingReadError when no
    page came, UsageError where an input is no address."""
    found = reading.sorted_out(inputs, config)
    if found.files:
        raise UsageError(f"{found.files[0]}: neither an address nor a list of addresses, one a line")
    return _fetched(found.wanted, found.problems, output, config, progress)


def _fetched(
    wanted: Sequence[Wanted], before: Sequence[Problem], output: Path, config: Config, progress: app.Progress
) -> app.Outcome:
    from retold.read import evidence
    from retold.read.web import links

    if not output.name.endswith((".warc", ".warc.gz", ".wacz")):
        raise UsageError(f"{output}: name a file that ends in .warc, .warc.gz or .wacz")
    app.ready(output.parent)
    trails: dict[str, tuple[Exchange, ...]] = {}
    came = links.read(wanted, config, progress, lambda item, page: trails.update({page.source or "": item.trail}))
    found = [*before, *file.unique(came, {})]
    pages = [item for item in found if isinstance(item, Page)]
    problems = [item for item in found if isinstance(item, Problem)]
    if not pages:
        raise NothingReadError(app.nothing(problems))
    output.parent.mkdir(parents=True, exist_ok=True)
    with app.whole(output) as part:
        if output.name.endswith(".wacz"):
            evidence.wacz(pages, trails, part, app.SOFTWARE)
        else:
            with part.open("wb") as stream:
                evidence.warc(trails.values(), stream, app.SOFTWARE, packed=output.name.endswith(".gz"))
    return app.Outcome(len(pages), tuple(problems))


def feeds(
    inputs: Sequence[str], config: Config, progress: app.Progress = app.silent
) -> tuple[list[Wanted], tuple[Problem, ...]]:
    """The items that feeds list, newest first in each; inputs are addresses of feeds or files, also of OPML and
    sitemap indexes. Raises NothingReadError when there is no item."""
    from retold.read import feeds as reader

    found = list(reader.read(inputs, config, progress))
    items = [item for item in found if not isinstance(item, Problem)]
    problems = tuple(item for item in found if isinstance(item, Problem))
    if not items:
        raise NothingReadError(app.nothing(problems))
    return list({item.url: item for item in reversed(items)}.values())[::-1], problems


def take(
    items: Sequence[Wanted], number: int, output: Path, config: Config, progress: app.Progress = app.silent
) -> app.Outcome:
    """Fetches the newest `number` items of each feed and keeps what was sent, as `fetch` does."""
    counts: Counter[str] = Counter()
    chosen = []
    for item in items:
        feed = item.notes[0][1]
        counts[feed] += 1
        chosen.extend([item] if counts[feed] <= number else [])
    return _fetched(chosen, (), output, config, progress)
