"""Which story entities some account calls by a name, and not only by a description.

In: a Story. Out: their ids.
"""

from retold.model import Story


def named(story: Story) -> frozenset[str]:
    """Story entities with a name in some account, of whatever type; found once a story."""
    return story.once(_named)


def _named(story: Story) -> frozenset[str]:
    return frozenset(entity.id for entity in story.entities if entity.names)
