"""Words that questions are made of, compiled: `words_of(language)` gives the table `questions` of a language."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Annotated

from retold.languages import Language, Words, listed


@dataclass(frozen=True, eq=False)
class QuestionWords:
    """`other_occasion` move a number or a time to another occasion, `moved` to an earlier one; `causes` finds the words
    that a cause follows; `hedges` say that what is told is not sure; `pronouns` name nobody; `newer` and `older` find
    the words by which a text says that it tells a later or an earlier state."""

    other_occasion: Annotated[Words, "other_occasion"]
    moved: Annotated[Words, "moved"]
    causes: re.Pattern[str]
    hedges: Annotated[Words, "hedges"]
    pronouns: Annotated[Words, "pronouns"]
    newer: re.Pattern[str]
    older: re.Pattern[str]


@cache
def words_of(language: Language) -> QuestionWords:
    """The words of a language; found once."""
    table = language.table("questions")
    causes, newer, older = (_phrases(table[name]) for name in ("causes", "newer", "older"))
    return QuestionWords(**listed(QuestionWords, table), causes=causes, newer=newer, older=older)


def _phrases(found: list[str]) -> re.Pattern[str]:
    """A pattern that finds any of the phrases as whole words, the longest first."""
    ordered = sorted(found, key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"\b(?:{'|'.join(re.escape(phrase) for phrase in ordered)})\b", re.IGNORECASE)
