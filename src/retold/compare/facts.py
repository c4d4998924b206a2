"""How the accounts stand to each other: facts."""

from collections.abc import Iterator

from retold.languages import Language
from retold.model import NotComparable, Statement, Story


def statements(story: Story, language: Language) -> Iterator[Statement | NotComparable]:
    """The statements of this kind, each with an id of its own kind ("facts-1" ...), renumbered later."""
    yield from ()
