"""Which entities of several accounts are one."""

from collections.abc import Sequence

from retold.config import Config
from retold.languages import Language
from retold.model import Analysis, StoryEntity


def resolve(analyses: Sequence[Analysis], language: Language, config: Config) -> tuple[StoryEntity, ...]:
    """Entities over all accounts, ids `x1`, `x2` ... by first appearance; every analysis entity is in exactly one."""
    return ()
