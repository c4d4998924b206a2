"""Time expressions with TIMEX3 values, intervals and anchors."""

from collections.abc import Iterator

from retold.languages import Language
from retold.model import Analysis, Article, Time
from retold.parse import Parse


def extract(doc: Parse, article: Article, language: Language, found: Analysis) -> Iterator[Time]:
    """The Time records of one article, in text order."""
    yield from ()
