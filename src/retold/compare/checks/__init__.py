"""How two slots of one question compare: one file a kind of slot, one table over all.

A comparator takes two slots of one key and the Story and says `same`, `compatible`, `differ`, or None where the two
cannot be held together.
"""

from collections.abc import Callable
from typing import Literal

from retold.compare.checks import acts, causes, figures, names, places, roles, sayings, sources, times, wordings
from retold.compare.slots import Slot
from retold.model import Story

Stand = Literal["same", "compatible", "differ"]
Comparator = Callable[[Slot, Slot, Story], Stand | None]

# by the kind of slot
COMPARATORS: dict[str, Comparator] = {
    "figure": figures.stand,
    "time": times.stand,
    "name": names.stand,
    "place": places.stand,
    "event": acts.stand,
    "role": roles.stand,
    "quote": sayings.stand,
    "attribution": sources.stand,
    "cause": causes.stand,
    "wording": wordings.stand,
}
