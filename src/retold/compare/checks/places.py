"""Two answers to where."""

from typing import Literal

from retold.compare.checks import names
from retold.compare.slots import Slot
from retold.model import Story


def stand(one: Slot, two: Slot, story: Story) -> Literal["same", "compatible", "differ"] | None:
    """One place is the same; two named places can both hold, for one may lie in the other or beside it."""
    found = names.stand(one, two, story)
    return "compatible" if found == "differ" else found
