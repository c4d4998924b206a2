"""What each account calls a referent, by voice."""

from collections.abc import Iterator

from retold.languages import Language
from retold.model import Label, Story


def labels(story: Story, language: Language) -> Iterator[Label]:
    """What each account calls a referent, by voice."""
    yield from ()
