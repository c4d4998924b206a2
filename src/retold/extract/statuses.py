"""What became of somebody: changes of status told of a person or a counted group."""

from collections.abc import Iterator

from retold.languages import Language
from retold.model import Analysis, Article, Status
from retold.parse import Parse


def extract(doc: Parse, article: Article, language: Language, found: Analysis) -> Iterator[Status]:
    """The Status records of one article, in text order."""
    yield from ()
