"""What the stages of a comparison hand each other: a Story."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from retold.model.comparison import Edge, Evidence, Origin, StatementKind, StoryEntity
from retold.model.page import Moment
from retold.model.provenance import Provenance
from retold.model.records import Analysis


@dataclass(frozen=True, slots=True)
class Restatement:
    """What one version of a page says, with the time of its capture; `low` and `high` bound a number."""

    evidence: Evidence
    captured: str | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Restated:
    """What versions of one account's page say, each otherwise than the one before, the newest last. `noted` tells
    whether a version since then says that it was changed."""

    account: str
    kind: StatementKind
    told: tuple[Restatement, ...]
    noted: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """What aligning works on: the analyses with what is already known across them. Not part of the JSON.

    `entity_of` maps (account, entity id in that account) to the story entity's id; `years` each month or day of a month
    ("10", "10-07") to the years that accounts give it, with the first such account;
    `restated` what newer versions of an account's page say otherwise than older ones.
    """

    analyses: tuple[Analysis, ...]
    entities: tuple[StoryEntity, ...] = ()
    entity_of: dict[tuple[str, str], str] = field(default_factory=dict)
    origins: tuple[Origin, ...] = ()
    lineage: tuple[Edge, ...] = ()
    published: dict[str, Moment] = field(default_factory=dict)
    provenance: Provenance | None = None
    years: dict[str, dict[str, str]] = field(default_factory=dict)
    restated: tuple[Restated, ...] = ()
    _made: dict[tuple[Any, ...], Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once[T, *Given](self, make: Callable[["Story", *Given], T], *given: *Given) -> T:
        """What `make` gives for this story and what is `given`, made when first asked for: groups that several kinds
        compare by. A story that is made from this one starts anew."""
        key = (make, *given)
        if key not in self._made:
            self._made[key] = make(self, *given)
        made: T = self._made[key]
        return made
