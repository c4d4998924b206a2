"""How the accounts stand to each other: times."""

from collections.abc import Iterator, Sequence

from retold.languages import Language
from retold.model import NotComparable, Statement, Story, TimelineEntry


def statements(story: Story, language: Language) -> Iterator[Statement | NotComparable]:
    """The statements of this kind, each with an id of its own kind ("times-1" ...), renumbered later."""
    yield from ()


def timeline(story: Story, statements: Sequence[Statement], language: Language) -> Iterator[TimelineEntry]:
    """What happened when, over all accounts, ordered by interval."""
    yield from ()
