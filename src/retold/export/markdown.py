"""Markdown: a note a story with YAML front matter; every cell quotes the words that it stands on and links to them."""

import re
from collections.abc import Iterator

import msgspec

from retold.export import ONE, Files
from retold.export.cells import cut, line, lines
from retold.export.story import NOTE, PROGRAM, RELATION_WORDS, StoryIndex, day, one_each, supported, when
from retold.model import Comparison, Statement, Value
from retold.safe import plain

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~^$&!=])")
STARTS = re.compile(r"^(\d+)([.)])|^([-+>=])")
LONGEST = 600  # characters of a quotation


def files(comparison: Comparison, name: str) -> Files:
    """One note."""
    return {ONE: lines(_note(StoryIndex(comparison)))}


def _note(told: StoryIndex) -> Iterator[str]:
    yield from _front(told)
    yield f"# {text(told.title)}"
    yield ""
    yield text(NOTE)
    yield ""
    yield from _section("Accounts", _accounts(told))
    for relation, heading in RELATION_WORDS.items():
        rows = [item for item in told.comparison.statements if item.relation == relation]
        yield from _section(heading, (text for row in rows for text in _statement(told, row)))
    yield from _section("Timeline", _timeline(told))
    yield from _section("Who took what from whom", _lineage(told))


def _section(heading: str, rows: Iterator[str]) -> Iterator[str]:
    """A heading and the blocks of lines under it, each with an empty line behind; nothing where there are none."""
    if held := list(rows):
        yield from (f"## {heading}", "", *held)
        if held[-1]:
            yield ""


def _front(told: StoryIndex) -> Iterator[str]:
    """YAML whose values are JSON strings, which YAML reads as they are: no text can end them or add a key."""
    days = sorted(filter(None, (day(told.published(item.id)) for item in told.comparison.accounts)))
    yield "---"
    yield f"title: {_json(plain(told.title))}"
    yield f"outlets: {_json([plain(told.outlet(item.id)) for item in told.comparison.accounts])}"
    yield f"published: {_json(list(dict.fromkeys([days[0], days[-1]])) if days else [])}"
    yield f"people: {_json([plain(person.name) for person in told.comparison.people if person.name])}"
    yield f"differences: {sum(item.relation in ('differ', 'update') for item in told.comparison.statements)}"
    yield f"made-by: {_json(PROGRAM)}"
    yield "---"
    yield ""


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _accounts(told: StoryIndex) -> Iterator[str]:
    for item in told.comparison.accounts:
        title = text(item.title or item.id)
        address = told.address(item.id)
        shown = f"[{title}](<{_target(address)}>)" if address else title
        yield f"- **{text(told.outlet(item.id))}**, {text(told.published(item.id) or 'no date')}: {shown}"


def _statement(told: StoryIndex, row: Statement) -> Iterator[str]:
    yield f"### {text(row.topic)}"
    yield ""
    for value in row.values:
        yield from _value(told, value)
    yield ""
    if decided := told.decided(row):
        yield f"**{text(decided)}**"
        yield ""
    yield f"{text(row.why)} (row `{row.key}`, rule `{row.check}`, probability {row.probability:.2f})"
    yield ""


def _value(told: StoryIndex, value: Value) -> Iterator[str]:
    yield f"- **{text(value.text)}** ({text(supported(value.support))})"
    for proof in one_each(value.evidence):
        link = told.link(proof)
        name = text(told.outlet(proof.account))
        source = f"[{name}](<{_target(link)}>)" if link else name
        yield f"    - {source}: “{text(cut(proof.text, LONGEST))}”"


def _timeline(told: StoryIndex) -> Iterator[str]:
    for item in told.comparison.timeline:
        outlets = dict.fromkeys(told.outlet(proof.account) for proof in item.evidence)
        yield f"- {text(when(item.when) or 'time not known')}: {text(item.text)} ({text(', '.join(outlets))})"


def _lineage(told: StoryIndex) -> Iterator[str]:
    for edge in told.comparison.lineage:
        way = "" if edge.directed else " (or the other way round)"
        ends = f"{text(told.outlet(edge.source))} {edge.kind} {text(told.outlet(edge.target))}"
        yield f"- {ends}{way}: {text(edge.why)}"


def text(foreign: str) -> str:
    """Foreign text as plain words of one line of Markdown."""
    escaped = SPECIAL.sub(r"\\\1", line(foreign))
    return STARTS.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", escaped)


def _target(address: str) -> str:
    return address.replace("<", "%3C").replace(">", "%3E").replace("\\", "%5C")
