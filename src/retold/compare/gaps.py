"""What an account leaves out that most others say."""

from collections.abc import Iterator, Sequence

from retold.model import Gap, Statement, Story


def gaps(statements: Sequence[Statement], story: Story) -> Iterator[Gap]:
    """Gaps: `not_said` where the account covers the event, `not_covered` where it could not or does not."""
    yield from ()
