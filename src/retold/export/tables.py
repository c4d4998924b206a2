"""The tables of a Comparison: rows and columns of plain values, for spreadsheets, data frames and databases.

In: a Comparison. Out: `Table`s, always the same ones in the same order, empty ones too. docs/exports.md names
every table and column; a test holds it to that.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from retold.export.story import NOTE, PROGRAM, StoryIndex, supported, when
from retold.model import Comparison, Evidence, RowDecision, Support, Value
from retold.safe import fragment

Cell = str | int | float | bool | None
Kind = Literal["text", "number", "whole", "truth", "link"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what kind of cells it holds, and how wide a sheet shows it, in characters."""

    name: str
    kind: Kind = "text"
    width: int = 16


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, one a column. A cell of kind "link" is an address of the web or None."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


Rows = Iterator[tuple[Cell, ...]]

SUPPORT = (Column("accounts", width=30), Column("account_count", "whole", 9), Column("sources_min", "whole", 9),
           Column("sources_max", "whole", 9))  # fmt: skip
PLACE = (Column("account"), Column("outlet", width=22), Column("words", width=60), Column("start", "whole", 8),
         Column("end", "whole", 8), Column("address", "link", 24))  # fmt: skip


def tables(comparison: Comparison) -> tuple[Table, ...]:
    """Every table, in the order of `TABLES`."""
    told = StoryIndex(comparison)
    return tuple(
        Table(name, columns(told) if callable(columns) else columns, tuple(rows(told)))
        for name, columns, rows in TABLES
    )


def _first(evidence: Sequence[Evidence]) -> str | None:
    """The words of the first passage, where there is one."""
    return evidence[0].text if evidence else None


def _carried(told: StoryIndex, support: Support | None) -> tuple[Cell, ...]:
    if support is None:
        return (None,) * len(SUPPORT)
    names = "; ".join(told.outlet(account) for account in support.accounts)
    return names, len(support.accounts), support.origins.min, support.origins.max


def _story(told: StoryIndex) -> Rows:
    comparison = told.comparison
    yield "title", told.title
    yield "accounts", str(len(comparison.accounts))
    yield "rows", str(len(comparison.statements))
    yield "rows less certain", str(len(comparison.further))
    yield "made by", PROGRAM
    yield "note", NOTE


def _accounts(told: StoryIndex) -> Rows:
    for item in told.comparison.accounts:
        yield (
            item.id, told.outlet(item.id), item.title, "; ".join(item.authors), when(item.published),
            when(item.modified), told.captured(item.id), told.address(item.id), item.source, item.sha256,
        )  # fmt: skip


def _statement_columns(told: StoryIndex) -> tuple[Column, ...]:
    fixed = (
        Column("statement", width=10), Column("key", width=14), Column("kind", width=11),
        Column("question", width=48), Column("relation", width=12), Column("decision", width=12),
        Column("note", width=30), Column("why", width=48),
        Column("probability", "number", 11), Column("importance", "number", 11), Column("shown", "truth", 8),
        Column("check", width=8), Column("happening", width=11), Column("answers", width=48),
    )  # fmt: skip
    return (*fixed, *(Column(told.outlet(item.id), width=30) for item in told.comparison.accounts))


def _statements(told: StoryIndex) -> Rows:
    for item in told.statements:
        answers = "; ".join(f"{value.text} ({supported(value.support)})" for value in item.values)
        decided = told.decisions.get(item.key, RowDecision(item.key))
        own = _answers(item.values)
        yield (
            item.id, item.key, item.kind, item.topic, item.relation, decided.decision,
            decided.note, item.why, item.probability, item.importance,
            item.shown, item.check, item.happening, answers,
            *(own.get(account.id) for account in told.comparison.accounts),
        )  # fmt: skip


def _answers(values: Sequence[Value]) -> dict[str, str]:
    """What each account answers, in its own words where there are some."""
    found: dict[str, list[str]] = {}
    for value in values:
        words = {proof.account: proof.text for proof in reversed(value.evidence)}
        for account in value.support.accounts:
            own = words.get(account, value.text)
            found.setdefault(account, []).append(value.text if own == value.text else f"{value.text}: {own}")
    return {account: "; ".join(dict.fromkeys(texts)) for account, texts in found.items()}


def _values(told: StoryIndex) -> Rows:
    for item in told.statements:
        for number, value in enumerate(item.values, 1):
            speakers = "; ".join(told.name(who) or who for who in value.speakers)
            exact = value.value if isinstance(value.value, int | float) else None
            yield (
                item.id, number, item.topic, item.relation, value.text, exact, value.low, value.high, when(value.as_of),
                value.voice, speakers or None, *_carried(told, value.support), "; ".join(value.support.names) or None,
            )  # fmt: skip


def _evidence(told: StoryIndex) -> Rows:
    for item, number, value, proof in told.evidence():
        yield (
            item.id, number, item.topic, value.text, proof.account, told.outlet(proof.account), proof.text, *proof.span,
            told.link(proof), told.sentence(proof), told.published(proof.account), proof.record,
        )  # fmt: skip


def _people(told: StoryIndex) -> Rows:
    """Every fact and status of everybody; what people decided about them stands in the first row of each."""
    seen: set[str] = set()
    for entity, name, *rest in _cards(told):
        given = told.chosen.get(str(entity)) if entity not in seen else None
        seen.add(str(entity))
        said = (given.same, given.apart, given.notes) if given else ((), (), ())
        yield entity, name, *("; ".join(items) or None for items in said), *rest


def _cards(told: StoryIndex) -> Rows:
    for person in told.comparison.people:
        name = told.name(person.entity) if not person.name else person.name
        for fact in person.facts:
            told_by = _first(fact.evidence), *_carried(told, fact.support)
            yield person.entity, name, fact.property, fact.value, None, None, None, False, *told_by
        for statuses, background in ((person.statuses, False), (person.background, True)):
            for status in statuses:
                yield (
                    person.entity, name, "status", status.status, when(status.when), status.by, status.why, background,
                    _first(status.evidence), *_carried(told, status.support),
                )  # fmt: skip


def _quotes(told: StoryIndex) -> Rows:
    spans = {(item.article.id, quote.id): quote.spans for item in told.comparison.analyses for quote in item.quotes}
    for said in told.comparison.utterances:
        marks = {drift.other: "; ".join(drift.marks) for drift in said.drift if drift.marks}
        for number, rendering in enumerate(said.renderings):
            held = spans.get((rendering.account, rendering.quote), ())
            start, end = (held[0][0], held[-1][1]) if held else (None, None)
            yield (
                said.id, told.name(said.speaker), told.name(rendering.speaker), rendering.form, when(said.when),
                rendering.account, told.outlet(rendering.account), rendering.text, start, end,
                fragment(told.address(rendering.account), rendering.text), "; ".join(rendering.via) or None,
                rendering.part, marks.get(number),
            )  # fmt: skip


def _labels(told: StoryIndex) -> Rows:
    for item in told.comparison.labels:
        yield (
            item.entity, told.name(item.entity), item.account, told.outlet(item.account), item.text, item.voice,
            told.name(item.speaker), item.count, item.note, _first(item.evidence),
        )  # fmt: skip


def _timeline(told: StoryIndex) -> Rows:
    for number, item in enumerate(told.comparison.timeline, 1):
        accounts = dict.fromkeys(proof.account for proof in item.evidence)
        yield (
            number, item.when.value, item.when.earliest, item.when.latest, item.text, item.differs, item.statement,
            "; ".join(told.outlet(account) for account in accounts),
        )  # fmt: skip


def _lineage(told: StoryIndex) -> Rows:
    for edge in told.comparison.lineage:
        yield (
            edge.source, told.outlet(edge.source), edge.kind, edge.target, told.outlet(edge.target), edge.strength,
            edge.directed, edge.why, _first(edge.evidence),
        )  # fmt: skip


def _origins(told: StoryIndex) -> Rows:
    for item in told.comparison.origins:
        accounts = "; ".join(map(told.outlet, item.accounts))
        yield item.id, item.name, item.kind, accounts, len(item.accounts), _first(item.evidence)


def _gaps(told: StoryIndex) -> Rows:
    questions = {item.id: item.topic for item in told.statements}
    for item in told.comparison.gaps:
        yield (
            item.account, told.outlet(item.account), item.statement, questions.get(item.statement), item.kind,
            item.reason, _first(item.nearest),
        )  # fmt: skip


def _problems(told: StoryIndex) -> Rows:
    for item in told.comparison.problems:
        yield item.code, item.source, item.message


Columns = tuple[Column, ...] | Callable[[StoryIndex], tuple[Column, ...]]
TABLES: tuple[tuple[str, Columns, Callable[[StoryIndex], Rows]], ...] = (
    ("story", (Column("what", width=20), Column("value", width=70)), _story),
    ("accounts", (Column("account"), Column("outlet", width=22), Column("title", width=50), Column("authors"),
                  Column("published", width=24), Column("modified", width=20), Column("captured", width=20),
                  Column("address", "link", 30), Column("source", width=30), Column("sha256")), _accounts),
    ("statements", _statement_columns, _statements),
    ("values", (Column("statement", width=10), Column("answer_number", "whole", 9), Column("question", width=48),
                Column("relation", width=12), Column("answer", width=40), Column("value", "number"),
                Column("low", "number"), Column("high", "number"), Column("as_of"), Column("voice", width=10),
                Column("speakers"), *SUPPORT, Column("sources", width=30)), _values),
    ("evidence", (Column("statement", width=10), Column("answer_number", "whole", 9), Column("question", width=40),
                  Column("answer", width=30), *PLACE, Column("sentence", width=70), Column("published", width=22),
                  Column("record", width=8)), _evidence),
    ("people", (Column("entity", width=8), Column("name", width=24), Column("same", width=16),
                Column("keep_apart", width=16), Column("note", width=24), Column("property"), Column("value", width=28),
                Column("when"), Column("by"), Column("reason"), Column("background", "truth", 8),
                Column("words", width=50), *SUPPORT), _people),
    ("quotes", (Column("utterance", width=9), Column("speaker", width=22), Column("speaker_here", width=22),
                Column("form", width=10), Column("when"), *PLACE, Column("via"), Column("part", width=10),
                Column("changes", width=30)), _quotes),
    ("labels", (Column("entity", width=8), Column("name", width=22), Column("account"), Column("outlet", width=22),
                Column("label", width=40), Column("voice", width=9), Column("speaker"), Column("count", "whole", 7),
                Column("note", width=30), Column("words", width=40)), _labels),
    ("timeline", (Column("number", "whole", 8), Column("when", width=20), Column("earliest", width=20),
                  Column("latest", width=20), Column("happening", width=60), Column("differs", "truth", 8),
                  Column("statement", width=10), Column("accounts", width=40)), _timeline),
    ("lineage", (Column("taker"), Column("taker_outlet", width=22), Column("kind", width=10), Column("giver"),
                 Column("giver_outlet", width=22), Column("strength", "number", 9), Column("directed", "truth", 9),
                 Column("why", width=60), Column("words", width=60)), _lineage),
    ("origins", (Column("origin", width=10), Column("name", width=28), Column("kind", width=10),
                 Column("accounts", width=40), Column("account_count", "whole", 9), Column("words", width=50)),
     _origins),
    ("gaps", (Column("account"), Column("outlet", width=22), Column("statement", width=10),
              Column("question", width=48),
              Column("kind", width=12), Column("reason", width=50), Column("nearest", width=60)), _gaps),
    ("problems", (Column("code"), Column("source", width=30), Column("message", width=80)), _problems),
)  # fmt: skip
