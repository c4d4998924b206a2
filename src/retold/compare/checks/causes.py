"""Two answers to why."""

from typing import Literal

from retold.compare.slots import Slot
from retold.match.passages import WORD
from retold.model import Story

SHORT = 3  # letters: shorter words are mostly articles, prepositions and pronouns
ALIKE = 0.6  # share of the shorter cause's words from which both say the same


def stand(one: Slot, two: Slot, story: Story) -> Literal["same", "compatible", "differ"] | None:
    """Causes of which one's words are mostly in the other are the same; others can both hold, for a happening can have
    several causes: they are shown side by side."""
    return compared(one.text, two.text)


def compared(one: str, two: str) -> Literal["same", "compatible"] | None:
    """The same of the words of two causes."""
    left, right = (frozenset(word for word in WORD.findall(text.lower()) if len(word) > SHORT) for text in (one, two))
    if not left or not right:
        return None
    shared = len(left & right) / min(len(left), len(right))
    return "same" if shared >= ALIKE else "compatible"
