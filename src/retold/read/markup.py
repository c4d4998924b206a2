"""One file, one page: scraped text, Markdown."""

from collections.abc import Iterator

from retold.config import Config
from retold.model import Page, Problem


def raw(data: bytes, name: str, source: str, config: Config) -> Iterator[Page | Problem]:
    """Scraped plain text with what stands around it."""
    yield Page(name, data, "raw", source)


def markdown(data: bytes, name: str, source: str, config: Config) -> Iterator[Page | Problem]:
    """Markdown, with or without front matter."""
    yield Page(name, data, "markdown", source)
