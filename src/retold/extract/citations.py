"""Where the article says something comes from."""

from collections.abc import Iterator

from retold.languages import Language
from retold.model import Analysis, Article, Citation
from retold.parse import Parse


def extract(doc: Parse, article: Article, language: Language, found: Analysis) -> Iterator[Citation]:
    """The Citation records of one article, in text order."""
    yield from ()
