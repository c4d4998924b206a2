"""The Provenance of a story, from which the support of a value is counted: who took what from whom."""

from collections.abc import ItemsView
from dataclasses import dataclass, field
from functools import cached_property

from retold.model.page import Span


@dataclass(frozen=True, slots=True)
class Credited:
    """What stands within `span` comes from `origin`; `speaker` False: an agency or outlet only passed it on."""

    span: Span
    at: Span
    origin: str
    speaker: bool


@dataclass(frozen=True, slots=True)
class Copied:
    """What stands within `span` (None: anywhere) was taken from account `other`, or the other way round."""

    span: Span | None
    other: str
    sure: bool


@dataclass(frozen=True)
class Provenance:
    """Where the words of each account come from, made once a story so that support of a value is a few look-ups.

    Keys of the dicts are account ids but for `names` and `hubs`, whose keys are origin keys. `own` is the origin of
    what an account says without credit, `also` origins it may come from, `hubs` the groups an origin may belong to,
    `alias` leads from one name of an origin ("health office") to another ("county health office").
    """

    credited: dict[str, tuple[Credited, ...]]
    copied: dict[str, tuple[Copied, ...]]
    own: dict[str, str]
    also: dict[str, tuple[str, ...]]
    names: dict[str, str]
    kinds: dict[str, str]
    hubs: dict[str, tuple[str, ...]]
    alias: dict[str, str] = field(default_factory=dict)
    apart: frozenset[tuple[str, str]] = frozenset()

    @cached_property
    def surely(self) -> dict[str, tuple[Copied, ...]]:
        """The sure copies of each account, each once."""
        return {account: tuple(dict.fromkeys(copy for copy in held if copy.sure)) for account, held in self._copies}

    @cached_property
    def tied(self) -> dict[str, tuple[str, ...]]:
        """The accounts that each account may share words with, each once."""
        return {account: tuple(dict.fromkeys(copy.other for copy in held)) for account, held in self._copies}

    @property
    def _copies(self) -> ItemsView[str, tuple[Copied, ...]]:
        return self.copied.items()
