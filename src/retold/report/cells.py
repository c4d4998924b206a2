"""What each account says to a row, in its own words: the words a cell shows, who says them, and how far they are told
as real.

In: a Value with its Evidence. Out: for each account one Own, the passage that answers most clearly, cut to fit a cell.
Nothing is shown that is not written there: where a value is put in our words ("was released, 6 June"), the account's
sentence stands in its place.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from retold.compare.stated import ALIKE
from retold.model import Evidence, Span, Statement, Value
from retold.report import marks
from retold.report.marks import WORD
from retold.report.pages import Desk
from retold.report.records import Pieces, Proof
from retold.report.voices import PASSAGE

LITTLE = 2  # words of so few letters tell nothing of what a passage is about
WHOLE = re.compile(r"M(?!102)")  # codes of rows whose answers are whole passages
REVISED = re.compile(r"R")  # codes of rows whose answers are those of versions of one page


@dataclass(frozen=True, slots=True)
class Own:
    """The words of one account: in pieces that fit a cell, with who says them there; `text` is all of them, `exact`
    tells that the value's own text stands in them. `doubt` is how far it is told as real, `beside` what of that must
    stand beside the words: nothing where they are whole sentences, which hold it themselves."""

    pieces: Pieces
    text: str
    label: str
    doubt: str
    beside: str
    proof: Proof
    exact: bool


def alike(statement: Statement) -> bool:
    """Whether several accounts are said to state one clause: the row is headed by that."""
    return statement.relation == "agree" and statement.check in ALIKE


def said(statement: Statement, value: Value) -> frozenset[str]:
    """The words by which the passage is chosen that tells most of a row: those of its heading, of what is told alike
    those of the clause that its accounts state."""
    text = value.text if statement.check in ALIKE else statement.topic
    return frozenset(word for word in WORD.findall(text.casefold()) if len(word) > LITTLE or word.isdigit())


def owns(value: Value, statement: Statement, desk: Desk, parted: Mapping[Evidence, Span]) -> dict[int, Own]:
    """For each account of the evidence the words that stand for it; of what is told alike, for each that states it."""
    wanted, whole = said(statement, value), bool(WHOLE.match(statement.check))
    together = alike(statement)
    best: dict[int, tuple[tuple[int, int, int], Own]] = {}
    for place, item in enumerate(value.evidence):
        account = desk.home(item.account)
        if account is None or (together and item.account not in value.support.accounts):
            continue
        own = _own(item, value, whole, desk, parted)
        shared = len(wanted & set(WORD.findall(own.text.casefold())))
        rank = (int(item in parted) or int(own.exact), shared, -place)
        if account not in best or rank > best[account][0]:
            best[account] = (rank, own)
    return {account: own for account, (_, own) in best.items()}


def _own(item: Evidence, value: Value, whole: bool, desk: Desk, parted: Mapping[Evidence, Span]) -> Own:
    telling = desk.telling(item, whole=whole)
    text = desk.words(item.account, telling.span) or item.text
    mark = parted.get(item) or (item.span if telling.span != item.span else None)
    start = telling.span[0]
    spans = [(mark[0] - start, mark[1] - start)] if mark and mark[0] >= start and mark[1] <= telling.span[1] else []
    proof = desk.proofs([item], parted)[0]
    beside = telling.doubt if spans or not telling.entire or len(text) > PASSAGE else ""
    return Own(marks.pieces(text, spans, PASSAGE), " ".join(text.split()), telling.label, telling.doubt, beside, proof,
               verbatim(value.text, text))  # fmt: skip


def verbatim(text: str, words: str) -> bool:
    """Whether a text stands in the words of an account, letter by letter but for capitals and line breaks."""
    put, held = (" ".join(part.split()).casefold() for part in (text, words))
    return bool(put) and marks.stands_in(put, held)
