"""One file, one page: scraped text, Markdown, documents."""

from collections.abc import Iterator

from retold.config import Config
from retold.model import Page, Problem


def raw(data: bytes, name: str, source: str, config: Config) -> Iterator[Page | Problem]:
    """Scraped plain text with what stands around it."""
    yield Page(name, data, "raw", source)


def markdown(data: bytes, name: str, source: str, config: Config) -> Iterator[Page | Problem]:
    """Markdown, with or without front matter."""
    yield Page(name, data, "markdown", source)


def pdf(data: bytes, name: str, source: str, config: Config) -> Iterator[Page | Problem]:
    """A PDF; its text is taken out when it is cleaned."""
    yield Page(name, data, "pdf", source)


def docx(data: bytes, name: str, source: str, config: Config) -> Iterator[Page | Problem]:
    """A Word document."""
    yield Page(name, data, "docx", source)


def odt(data: bytes, name: str, source: str, config: Config) -> Iterator[Page | Problem]:
    """An OpenDocument text."""
    yield Page(name, data, "odt", source)
