"""Fixtures that load the spaCy model once for a whole run."""

from collections.abc import Callable, Sequence

import pytest

from retold.annotate import annotate_all
from retold.config import Config
from retold.model import Article, SourceMap
from retold.parse import Parse


@pytest.fixture(scope="session")
def annotate_texts() -> Callable[[Sequence[str]], list[Parse]]:
    """Texts -> their parses, in order."""

    def run(texts: Sequence[str]) -> list[Parse]:
        articles = [
            Article(str(place), None, None, None, (), "en", text, None, None, (), SourceMap("identity"))
            for place, text in enumerate(texts)
        ]
        return list(annotate_all(articles, Config()))

    return run


@pytest.fixture(scope="session")
def annotate_text(annotate_texts: Callable[[Sequence[str]], list[Parse]]) -> Callable[[str], Parse]:
    """Text -> Parse."""
    return lambda text: annotate_texts([text])[0]
