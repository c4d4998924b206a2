"""When an account was published, as narrowly as the evidence allows."""

from collections.abc import Sequence

from retold.languages import Language
from retold.model import Analysis, Moment


def published(analyses: Sequence[Analysis], language: Language) -> dict[str, Moment]:
    """The publication Moment of each account by id: stated where it is, else a range with its reason."""
    return {item.article.id: item.article.published for item in analyses if item.article.published}
