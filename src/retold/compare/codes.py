"""Every code that a row can carry, with its relation and what it says: `make docs` writes docs/checks.md of it.

What a code says is the docstring of the check that gives it. Where one check gives several codes, each has its sentence
here.
"""

import inspect
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from retold.compare import facts, figures, happening_rows, names, own, quotes, statuses
from retold.compare.checks import COMPARATORS


@dataclass(frozen=True, slots=True)
class Code:
    """The code of a check, the relation that it sets ("not comparable" for what is kept apart) and what it says."""

    code: str
    relation: str
    text: str


SINGLE: tuple[tuple[str, str, Callable[..., Any]], ...] = (
    ("K101", "only", facts.k101), ("K102", "agree", facts.k102), ("K201", "update", facts.k201),
    ("K202", "differ", facts.k202), ("K203", "compatible", facts.k203), ("K301", "compatible", facts.k301),
    ("K302", "differ", facts.k302), ("K303", "differ", facts.k303), ("K304", "differ", facts.k304),
    ("K401", "compatible", facts.k401),
    ("N201", "compatible", names.n201), ("N202", "compatible", names.n202), ("N203", "compatible", names.n203),
    ("N204", "differ", names.n204),
    ("Q101", "agree", quotes.q101_one_speaker), ("Q102", "compatible", quotes.q102_may_be_one),
    ("Q103", "compatible", quotes.q103_speaks_for), ("Q201", "differ", quotes.q201_other_speaker),
    ("S101", "only", statuses.s101), ("S102", "agree", statuses.s102), ("S202", "update", statuses.s202),
    ("S203", "differ", statuses.s203), ("S204", "differ", statuses.s204), ("S205", "differ", statuses.s205),
    ("S206", "differ", statuses.s206), ("S301", "compatible", statuses.s301),
    ("W201", "differ", own.w201), ("W202", "differ", own.w202), ("W203", "compatible", own.w203),
)  # fmt: skip
FURTHER: tuple[Code, ...] = (
    Code("E001", "only", "One account tells of the event."),
    Code("E101", "agree", "Several accounts tell of one event."),
    Code("E301", "compatible", "Several accounts tell of one event, and no clause is stated by two of them alike."),
    Code("F301", "differ", "The parts that one account gives do not come out at its whole."),
    Code("F302", "differ", "Parts and whole from different accounts do not come out."),
    Code("K305", "compatible", "Two family relations to the same person that may both be meant."),
    Code("M101", "agree", "Passages of several accounts match, and nothing in them was found to part."),
    Code("M102", "agree", "What accounts tell alike of a happening in which they part, without the contested words."),
    Code("M209", "differ", "Passages match and cannot all be right, and no one pair of slots shows it."),
    Code("M309", "compatible", "Passages match and tell it with different details, and no one pair of slots shows it."),
    Code("R201", "update", "A newer version of an outlet's page has another number in the same sentence."),
    Code("R202", "update", "A newer version of an outlet's page has another day or hour in the same sentence."),
    Code("R203", "update", "A newer version of an outlet's page has another name, or somebody else who takes part."),
    Code("R204", "update", "A newer version of an outlet's page has another place in the same sentence."),
    Code("R205", "update", "A newer version of an outlet's page tells an act as done that was not, or the reverse."),
    Code("R206", "update", "A newer version of an outlet's page has another role or office of one person."),
    Code("R207", "update", "A newer version of an outlet's page tells that something else became of the same people."),
    Code("R208", "update", "A newer version of an outlet's page has another cause in the same sentence."),
    Code("R209", "update", "A newer version of an outlet's page has other words inside the same quotation marks."),
    Code("R210", "update", "A newer version of an outlet's page has another speaker of the same words, or none."),
    Code("S201", "differ", "One account tells it as having happened, another says that it did not."),
    Code("S207", "update", "Earlier accounts say that it had not happened, later ones that it had."),
    Code("S302", "compatible", "The accounts are not equally sure of it: done, planned, possible or denied."),
    Code("S401", "update", "A later state replaced an earlier one, and the order is known by date or publication."),
    Code("S402", "differ", "Two states of one day of which neither becomes the other within a day."),
    Code("S403", "compatible", "Two states, of which one can follow the other, without a known order."),
)  # fmt: skip


def codes() -> tuple[Code, ...]:
    """All codes, in the order of the alphabet."""
    found = [
        *FURTHER,
        *(Code(code, relation, _text(check)) for code, relation, check in SINGLE),
        *(Code(code, relation, _text(check)) for code, relation, check in figures.CHECKS),
        *(Code(code, "not comparable", f"{text[:1].upper()}{text[1:]}.") for code, text in figures.APART.values()),
        *(_slot(code, kind, relation) for (kind, relation), code in happening_rows.CODES.items()),
    ]
    return tuple(sorted(found, key=lambda item: item.code))


def _slot(code: str, kind: str, relation: str) -> Code:
    """A row whose answers part in one kind of slot: what the comparator of that kind says."""
    check = COMPARATORS[kind]
    about = inspect.cleandoc(sys.modules[check.__module__].__doc__ or "").splitlines()[0]
    return Code(code, relation, f"{about} {_text(check)}")


def _text(check: Callable[..., Any]) -> str:
    return " ".join((inspect.getdoc(check) or "").split())
