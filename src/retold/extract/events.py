"""What happened or is claimed, by whom, to whom, where and when."""

from collections.abc import Iterator

from retold.languages import Language
from retold.model import Analysis, Article, Event
from retold.parse import Parse


def extract(doc: Parse, article: Article, language: Language, found: Analysis) -> Iterator[Event]:
    """The Event records of one article, in text order."""
    yield from ()
