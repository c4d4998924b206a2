"""The table: one row a kind of record, naming what extracts it and what compares it over accounts.

Rows run in this order: an extractor may use what the rows above it found.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from retold.compare import events as compare_events
from retold.compare import facts as compare_facts
from retold.compare import figures as compare_figures
from retold.compare import names as compare_names
from retold.compare import own as compare_own
from retold.compare import quotes as compare_quotes
from retold.compare import revised as compare_revised
from retold.compare import statuses as compare_statuses
from retold.extract import citations, events, facts, figures, mentions, quotes, statuses, times
from retold.languages import Language
from retold.model import Analysis, Article, NotComparable, Statement, Story
from retold.parse import Parse
from retold.resolve import antecedents, spoken, within

Extract = Callable[[Parse, Article, Language, Analysis], Iterator[Any]]
Resolve = Callable[[Parse, Article, Language, Analysis], Analysis]
Compare = Callable[[Story, Language], Iterator[Statement | NotComparable]]


# parts of a page that tell nothing of the story; a byline's names and a stamp's date are metadata already
NOT_TOLD = frozenset({"byline", "timestamp", "credit", "debris"})
DEBRIS = frozenset({"debris"})


@dataclass(frozen=True, slots=True)
class Kind:
    """One row. `records` is the field of Analysis that `extract` fills; `compare` yields the statements of the kind.

    `resolve` settles who is who anew once the records are known. Records that begin in a part of the page
    of one of the kinds `passed` are left out. A row without records compares what other rows found.
    """

    name: str
    records: str | None = None
    extract: Extract | None = None
    compare: Compare | None = None
    resolve: Resolve | None = None
    passed: frozenset[str] = NOT_TOLD


KINDS: tuple[Kind, ...] = (
    Kind("time", "times", times.extract, passed=DEBRIS),
    Kind("name", "mentions", mentions.extract, compare_names.statements, within.resolve),
    Kind("attribution", "quotes", quotes.extract, compare_quotes.statements, spoken.resolve),
    Kind("figure", "figures", figures.extract, compare_figures.statements),
    Kind("event", "events", events.extract, compare_events.statements, antecedents.resolve),
    Kind("happening", compare=compare_events.rows_of_happenings),  # what matched passages tell, and where they part
    Kind("own", compare=compare_own.statements),  # where one account contradicts itself
    Kind("version", compare=compare_revised.statements),  # what an outlet changed in its own page
    Kind("fact", "facts", facts.extract, compare_facts.statements),
    Kind("status", "statuses", statuses.extract, compare_statuses.statements, statuses.resolve),
    Kind("citation", "citations", citations.extract, passed=DEBRIS),
)
