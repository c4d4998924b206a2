"""Two wordings between words that both passages share."""

from typing import Literal

from retold.compare.slots import Slot
from retold.model import Story


def stand(one: Slot, two: Slot, story: Story) -> Literal["same", "compatible", "differ"] | None:
    """Words that are in one place of two sentences and differ can both hold: what they mean is not known."""
    return "same" if one.text.lower() == two.text.lower() else "compatible"
