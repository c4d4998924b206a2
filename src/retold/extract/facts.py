"""Properties of people, organizations and places."""

from collections.abc import Iterator

from retold.languages import Language
from retold.model import Analysis, Article, Fact
from retold.parse import Parse


def extract(doc: Parse, article: Article, language: Language, found: Analysis) -> Iterator[Fact]:
    """The Fact records of one article, in text order."""
    yield from ()
