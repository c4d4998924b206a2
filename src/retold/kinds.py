"""The table: one row a kind of record, naming what extracts it and what compares it over accounts.

Rows run in this order: an extractor may use what the rows above it found.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from retold.compare import events as compare_events
from retold.compare import facts as compare_facts
from retold.compare import figures as compare_figures
from retold.compare import happenings as compare_happenings
from retold.compare import names as compare_names
from retold.compare import quotes as compare_quotes
from retold.compare import statuses as compare_statuses
from retold.extract import citations, events, facts, figures, mentions, quotes, statuses, times
from retold.languages import Language
from retold.model import Analysis, Article, NotComparable, Statement, Story
from retold.parse import Parse

Extract = Callable[[Parse, Article, Language, Analysis], Iterator[Any]]
Compare = Callable[[Story, Language], Iterator[Statement | NotComparable]]


@dataclass(frozen=True, slots=True)
class Kind:
    """`records` is the field of Analysis that `extract` fills; `compare` yields the statements of the kind."""

    name: str
    records: str | None
    extract: Extract | None
    compare: Compare | None


KINDS: tuple[Kind, ...] = (
    Kind("time", "times", times.extract, None),
    Kind("name", "mentions", mentions.extract, compare_names.statements),
    Kind("attribution", "quotes", quotes.extract, compare_quotes.statements),
    Kind("figure", "figures", figures.extract, compare_figures.statements),
    Kind("event", "events", events.extract, compare_events.statements),
    Kind("happening", None, None, compare_happenings.statements),  # what matched passages tell, and where they part
    Kind("fact", "facts", facts.extract, compare_facts.statements),
    Kind("status", "statuses", statuses.extract, compare_statuses.statements),
    Kind("citation", "citations", citations.extract, None),
)
