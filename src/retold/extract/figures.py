"""Quantities with bounds, unit, change and what they count."""

from collections.abc import Iterator

from retold.languages import Language
from retold.model import Analysis, Article, Figure
from retold.parse import Parse


def extract(doc: Parse, article: Article, language: Language, found: Analysis) -> Iterator[Figure]:
    """The Figure records of one article, in text order."""
    yield from ()
