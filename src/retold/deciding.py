"""The use cases of decisions: what people wrote into exports becomes a file of decisions, and a file of decisions is
replayed on a comparison. The program's findings stay as they are; a decision stands beside them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import get_args

import msgspec

from retold.config import Config
from retold.errors import UsageError
from retold.export.story import RELATION_WORDS, StoryIndex
from retold.model import Comparison, Decisions, PeopleChoice, PeopleDecision, Problem, RowChoice, RowDecision
from retold.read.edits import Edit, PeopleEdit, RowEdit, edits
from retold.read.problems import MOST_PROBLEMS
from retold.report.json import DECISIONS, read_decisions

LONGEST = 2_000  # characters of a note: a remark beside a row, no article
MOST = 10_000  # decisions of one story, as many as one sheet may give
CHOICES: tuple[RowChoice, ...] = get_args(RowChoice)
# as a cell may say it: the words of the format, or those of the report
CALLED: tuple[tuple[str, str], ...] = (
    *zip(CHOICES, CHOICES, strict=True),
    *zip(RELATION_WORDS.values(), RELATION_WORDS, strict=True),
)
WORDS = msgspec.convert({words.lower(): choice for words, choice in CALLED}, dict[str, RowChoice])


@dataclass(frozen=True, slots=True)
class PlacedEdits:
    """Decisions of files, and in words what in these files could not be placed."""

    decisions: Decisions
    lost: tuple[str, ...]


# --- files -> decisions -----------------------------------------------------------------------------------------------


def gathered(paths: Sequence[Path], comparison: Comparison, config: Config) -> PlacedEdits:
    """What people decided in the files, placed on the rows and people of a comparison. Where two say different things
    of one row, the first stands and the other is told. Raises UsageError where a file cannot be read."""
    placing = _Placing(comparison)
    for path in paths:
        if kept := _decisions(path, config):
            placing.add_decisions(path, kept)
        else:
            placing.add(edits(path, config))
    return placing.placed()


def read(path: Path, config: Config) -> Decisions:
    """The decisions of a file of decisions. Raises UsageError where it is none."""
    found = _decisions(path, config)
    if found is None:
        raise UsageError(f"{path}: this is no file of decisions ({DECISIONS}); `retold decide` makes one of it")
    return found


def _decisions(path: Path, config: Config) -> Decisions | None:
    """The decisions of a file, None where it is of another kind."""
    if not path.is_file():
        raise UsageError(f"{path}: there is no such file")
    if path.stat().st_size > config.max_page_bytes:
        raise UsageError(f"{path}: larger than max_page_bytes allows")
    data = path.read_bytes()
    if DECISIONS.encode() not in data[:200]:
        return None
    try:
        found = read_decisions(data)
    except (msgspec.DecodeError, RecursionError) as error:
        raise UsageError(f"{path}: its decisions do not follow the format ({error})") from error
    if len(found.rows) + len(found.people) > MOST:
        raise UsageError(f"{path}: more than {MOST:,} decisions")
    return found


class _Placing:
    """Decisions in the making: rows by key, people by their names."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison, self.told = comparison, StoryIndex(comparison)
        self.statements = {item.key: item for item in self.told.statements if item.key}
        self.rows: dict[str, RowDecision] = {}
        self.people: dict[tuple[str, str, str], PeopleDecision] = {}
        self.lost: list[str] = []

    def placed(self) -> PlacedEdits:
        rows = sorted(self.rows.values(), key=lambda item: item.key)
        people = [self.people[key] for key in sorted(self.people)]
        return PlacedEdits(Decisions(self.comparison.title, tuple(rows), tuple(people)), tuple(self.lost))

    def add(self, found: Iterable[Edit]) -> None:
        for edit in found:
            if isinstance(edit, RowEdit):
                self.row(edit)
            else:
                self.person(edit)

    def add_decisions(self, path: Path, found: Decisions) -> None:
        for item in found.rows:
            self.add([RowEdit(path.name, (item.key,), item.decision or "", item.note or "")])
        for pair in found.people:
            self.pair(path.name, pair)

    def row(self, edit: RowEdit) -> None:
        key = next((word for word in edit.keys if word in self.statements), None)
        if key is None:
            self.lost.append(f"{edit.place}: no row of this report has the key {' or '.join(edit.keys) or '(none)'}")
            return
        choice = WORDS.get(edit.decision.lower().strip(" .")) if edit.decision else None
        if edit.decision and choice is None:
            self.lost.append(f"{edit.place}: {edit.decision[:60]!r} is no decision; write one of {', '.join(CHOICES)}")
        if choice is None and not edit.note:
            return
        statement = self.statements[key]
        made = self.rows.get(key, RowDecision(key, None, None, statement.topic, statement.relation))
        if choice and made.decision and choice != made.decision:
            self.lost.append(f"{edit.place}: {choice} is not taken; {made.decision} was said of the row before")
        note = self.note(edit.place, made.note, edit.note)
        self.rows[key] = replace(made, decision=made.decision or choice, note=note)

    def note(self, place: str, before: str | None, text: str) -> str | None:
        """A note with what is added to it, each remark once."""
        if not text or text == before or text in (before or "").split("\n"):
            return before
        whole = f"{before}\n{text}" if before else text
        if len(whole) > LONGEST:
            self.lost.append(f"{place}: a note is cut at {LONGEST:,} characters")
        return whole[:LONGEST]

    def person(self, edit: PeopleEdit) -> None:
        given: tuple[tuple[PeopleChoice, str], ...] = (("same", edit.same), ("keep_apart", edit.keep_apart))
        if not edit.same and not edit.keep_apart:
            self.lost.append(f"{edit.place}: a note on somebody stands with same or keep_apart")
        for decision, others in given:
            for other in filter(None, map(str.strip, others.split(";"))):
                one = self.called(edit.entity) or self.called(edit.name)
                two = self.called(other)
                if one is None or two is None:
                    lost = other if one else edit.entity or edit.name
                    self.lost.append(f"{edit.place}: nobody in this report is {lost[:60]!r}")
                    continue
                note = edit.note[:LONGEST] or None
                self.pair(edit.place, PeopleDecision(decision, (one[0], two[0]), (one[1], two[1]), note))

    def called(self, word: str) -> tuple[str, str] | None:
        """The name and id of whom a cell means: by id, else by a name in any of its spellings, as it is spelled."""
        if word in self.told.entities:
            return self.told.entities[word], word
        entity = self.told.called.get(word.casefold())
        return (word, entity) if entity else None

    def pair(self, place: str, item: PeopleDecision) -> None:
        one, two = sorted(name.casefold() for name in item.names)
        if one == two:
            self.lost.append(f"{place}: both are called {item.names[0]!r}; people are told apart by name")
            return
        if any(self.called(name) is None for name in item.names):
            self.lost.append(f"{place}: nobody in this report is called {' or '.join(map(repr, item.names))}")
            return
        other = "same" if item.decision == "keep_apart" else "keep_apart"
        if (one, two, other) in self.people:
            names = " and ".join(item.names)
            self.lost.append(f"{place}: {item.decision} is not taken; {other} was said of {names} before")
        else:
            self.people.setdefault((one, two, item.decision), item)


# --- decisions -> a comparison ----------------------------------------------------------------------------------------


def settings(config: Config, decisions: Decisions) -> Config:
    """The Config with what was decided about people, to compare with."""
    same, apart = (
        tuple(item.names for item in decisions.people if item.decision == name) for name in ("same", "keep_apart")
    )
    return replace(config, same=(*config.same, *same), keep_apart=(*config.keep_apart, *apart))


def replayed(comparison: Comparison, decisions: Decisions) -> Comparison:
    """The Comparison with the decisions beside its rows; a Problem says which meet no row."""
    keys = {item.key for item in (*comparison.statements, *comparison.further)}
    lost = [item for item in decisions.rows if item.key not in keys]
    told = [
        Problem("decision", None, f"a decision meets no row here: {item.question or item.key} ({item.key})")
        for item in lost[:MOST_PROBLEMS]
    ]
    if len(lost) > MOST_PROBLEMS:
        told.append(Problem("decision", None, f"{len(lost) - MOST_PROBLEMS:,} more decisions meet no row here"))
    return replace(comparison, decisions=decisions, problems=(*comparison.problems, *told))
