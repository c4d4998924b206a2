"""The use case that checks a report folder against its inputs, where they are now or as an archive keeps them."""

import hashlib
from pathlib import Path

import msgspec

from retold import app
from retold.config import Config
from retold.model import Page
from retold.read import file
from retold.report.verify import Input, Verified


def verify(folder: Path, config: Config, archive: Path | None = None) -> Verified:
    """Reads the inputs of a report folder again and checks every hash and every span. Inputs that are gone are looked
    for in `archive`, a WACZ; without one in that of the folder. Raises UsageError when the folder is none that
    `retold compare -o` wrote."""
    from retold.report.verify import inputs_of
    from retold.report.verify import verify as check

    data, lines = app.report_files(folder)
    with app.of_format(folder):
        comparison, told = msgspec.json.decode(data), [msgspec.json.decode(line) for line in lines]
        sources = {str(item["id"]): _source(item["source"]) for item in inputs_of(comparison)}
    found = _inputs(sources, config)
    kept = archive or folder / app.EVIDENCE
    if kept.is_file() and len(found) < len(sources):
        found = _archived(kept, set(sources), config) | found
    with app.of_format(folder):
        return check(comparison, told, found)


def _source(value: object) -> str | None:
    if value is not None and not isinstance(value, str):
        raise TypeError(f"a source is {value!r:.60}")
    return value


def _archived(archive: Path, accounts: set[str], config: Config) -> dict[str, Input]:
    """The inputs of the accounts as an archive keeps them."""
    pages = (item for item in file.read([str(archive)], config) if isinstance(item, Page))
    return {page.id: _input(page, config) for page in pages if page.id in accounts}


def _input(page: Page, config: Config) -> Input:
    from retold.pipeline import cleaned_page

    cleaned = cleaned_page(page, config).article
    return Input(hashlib.sha256(page.data).hexdigest(), cleaned.text if cleaned else None)


def _inputs(sources: dict[str, str | None], config: Config) -> dict[str, Input]:
    """The inputs of the accounts as they are now; those that are gone are left out."""
    wanted = {source: account for account, source in sources.items() if source}
    files = sorted({str(_found(source)) for source in wanted if _found(source)})
    found: dict[str, Input] = {}
    for page in file.read(files, config):
        account = wanted.get(page.source or "") if isinstance(page, Page) else None
        if account is not None and isinstance(page, Page):
            found[account] = _input(page, config)
    return found


def _found(source: str) -> Path | None:
    """The file of a source: a path, behind which a line of a `.jsonl` or an item of a `.json` may stand."""
    for name in (source, source.rpartition(":")[0], source.rpartition("[")[0]):
        try:
            if name and Path(name).is_file():
                return Path(name)
        except OSError:  # a name that no file system takes
            continue
    return None
