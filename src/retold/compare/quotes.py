"""How the accounts stand to each other: quotes."""

from collections.abc import Iterator

from retold.languages import Language
from retold.model import NotComparable, Statement, Story, Utterance


def statements(story: Story, language: Language) -> Iterator[Statement | NotComparable]:
    """The statements of this kind, each with an id of its own kind ("quotes-1" ...), renumbered later."""
    yield from ()


def utterances(story: Story, language: Language) -> Iterator[Utterance]:
    """Renderings of one thing said, grouped, with their drift; ids `u1` ..."""
    yield from ()
