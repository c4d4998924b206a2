"""The edges between accounts: who cites, reprints, rewrites or shares text with whom."""

from retold.config import Config
from retold.languages import Language
from retold.model import Edge, Story


def edges(story: Story, language: Language, config: Config) -> tuple[Edge, ...]:
    """All edges of the story, strongest first."""
    return ()
