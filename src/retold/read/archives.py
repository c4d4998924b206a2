"""Archives are read record by record from their path; what reads them is loaded when there is one."""

from collections.abc import Iterator
from pathlib import Path

from retold.config import Config
from retold.model import Page, Problem


def warc(path: Path, name: str, source: str, config: Config) -> Iterator[Page | Problem]:
    """The pages of a WARC."""
    from retold.read.warc import read

    return read(path, name, source, config)


def wacz(path: Path, name: str, source: str, config: Config) -> Iterator[Page | Problem]:
    """The pages of a WACZ."""
    from retold.read.wacz import read

    return read(path, name, source, config)
