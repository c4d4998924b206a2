"""Who said what: direct, indirect and mixed speech with cue, speaker and via."""

from collections.abc import Iterator

from retold.languages import Language
from retold.model import Analysis, Article, Quote
from retold.parse import Parse


def extract(doc: Parse, article: Article, language: Language, found: Analysis) -> Iterator[Quote]:
    """The Quote records of one article, in text order."""
    yield from ()
