"""Two renderings of words inside quotation marks."""

from typing import Literal

from retold.compare.slots import Slot
from retold.match.passages import WORD
from retold.model import Story

SHARED = 0.5  # of the shorter rendering's words: fewer are two sayings


def stand(one: Slot, two: Slot, story: Story) -> Literal["same", "compatible", "differ"] | None:
    """The same words are the same, a part of the other's words can both hold, changed words differ; words of which less
    than half are shared are two sayings."""
    return compared(one.text, two.text)


def compared(one: str, two: str) -> Literal["same", "compatible", "differ"] | None:
    """The same of the words of two renderings."""
    left, right = (WORD.findall(text.lower().replace("’", "'")) for text in (one, two))
    shared = len(set(left) & set(right))
    if shared < SHARED * min(len(set(left)), len(set(right))):
        return None
    if left == right:
        return "same"
    short, long_ = sorted((left, right), key=len)
    if f" {' '.join(short)} " in f" {' '.join(long_)} ":
        return "compatible"
    return "differ"
