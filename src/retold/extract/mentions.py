"""Names, nominals and pronouns that refer to somebody or something."""

from collections.abc import Iterator

from retold.languages import Language
from retold.model import Analysis, Article, Mention
from retold.parse import Parse


def extract(doc: Parse, article: Article, language: Language, found: Analysis) -> Iterator[Mention]:
    """The Mention records of one article, in text order."""
    yield from ()
