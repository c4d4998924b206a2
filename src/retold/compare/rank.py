"""How much a statement matters: who carries it, who and what is in it, where it stands, whether accounts disagree."""

from collections.abc import Sequence

from retold.model import Statement, Story


def rank(statements: Sequence[Statement], story: Story) -> list[Statement]:
    """The statements with their weight, heaviest first."""
    return list(statements)
