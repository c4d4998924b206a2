"""Origins of what accounts carry, and how many independent ones stand behind a value."""

from collections.abc import Iterable

from retold.config import Config
from retold.languages import Language
from retold.model import Evidence, Origin, OriginRange, Story, Support


def origins(story: Story, language: Language, config: Config) -> tuple[Origin, ...]:
    """The origins named or implied in the story, ids `o1`, `o2` ..."""
    return ()


def support(story: Story, evidence: Iterable[Evidence]) -> Support:
    """The accounts behind a value and the range of independent origins."""
    accounts = tuple(sorted({item.account for item in evidence}))
    return Support(accounts, OriginRange(min(1, len(accounts)), len(accounts)))
