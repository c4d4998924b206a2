"""Which rows stand together, and what a reader sees first.

In: rows in order of weight. Out: a Block a happening, its leading row with the others folded below; the rows that open
the page; what accounts leave out.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from retold.model import Comparison, Evidence
from retold.report import phrases
from retold.report.pages import Desk
from retold.report.records import AccountView, Answer, Block, Missing, Proof, Row
from retold.report.rows import WHOLE, tellers_of, told

MOST_DIFFERENCES = 5
MOST_COMPATIBLE = 3
MOST_SHARED = 6
FEW_SHARED = 3  # where no more are told by most accounts
SENTENCE = 4  # words of a heading that tells something by itself: fewer are a noun
LIKELY = 0.4  # probability from which a row that is not contested opens the page: below, most are not real
IMPORTANT = 0.2  # importance from which rows that can both hold open the page: 1 in 15 of the happenings has it
PARTED = ("differ", "update", "compatible")
CONTESTED = ("differ", "update")
PLAIN_KINDS = ("event", "figure", "status", "time", "place")  # what happened, before who is called what
STRAY = "E101"  # single events told alike: never rows of their own where a happening holds them


@dataclass(frozen=True, slots=True)
class RowBlocks:
    """The blocks of a story: where answers part, where they are alike, and those under the threshold; `only` are rows
    of one account that belong to none of them."""

    differ: tuple[Block, ...]
    agree: tuple[Block, ...]
    further: tuple[Block, ...]
    only: tuple[Row, ...]

    @property
    def leads(self) -> dict[str, str]:
        """For each row the row that heads its block."""
        made = (*self.differ, *self.agree, *self.further)
        return {row.id: row.id for row in self.only} | {row.id: block.lead.id for block in made for row in block.rows}


def blocks(found: Sequence[Row], further: frozenset[str]) -> RowBlocks:
    """All rows as blocks in order of weight; `further` are ids of rows under the threshold. What one account alone
    tells inside a passage that other accounts match is a detail of that happening."""
    grouped: dict[str, list[Row]] = {}
    home = {**_joined(found), **_details(found, further)}
    for row in found:
        if row.relation != "only" or row.id in home:
            grouped.setdefault(home.get(row.id) or row.happening or row.id, []).append(row)
    made = [_block(rows) for rows in grouped.values()]
    made.sort(key=lambda block: (block.lead.check == STRAY, -_weight(block)))
    sure = [block for block in made if block.lead.id not in further]
    return RowBlocks(
        tuple(block for block in sure if block.lead.relation in PARTED),
        tuple(block for block in sure if block.lead.relation == "agree"),
        tuple(block for block in made if block.lead.id in further),
        tuple(row for row in found if row.relation == "only" and row.id not in home),
    )


def _weight(block: Block) -> float:
    """The weight of a block: that of the heaviest of its rows that say the same as its first."""
    return max(row.weight for row in block.rows if row.relation == block.lead.relation)


def _joined(found: Sequence[Row]) -> dict[str, str]:
    """Rows on a kind of their own (a number of killed) -> the happening whose contested words they stand on too."""
    pinned: dict[tuple[int, int, int], str] = {}
    for row in found:
        if row.happening and WHOLE.match(row.check) and row.relation in PARTED:
            for place in _marked(row):
                pinned.setdefault(place, row.happening)
    joined = {}
    for row in found:
        if row.happening is None and row.relation in PARTED:
            held = [name for place, name in pinned.items() if _holds(row, place)]
            if len(held) > 1 and len(set(held)) == 1:
                joined[row.id] = held[0]
    return joined


def _details(found: Sequence[Row], further: frozenset[str]) -> dict[str, str]:
    """Rows of one account -> the first happening one of whose passages holds their words."""
    passages: dict[int, list[tuple[int, int, str]]] = {}
    for row in found:
        if row.whole and row.happening and row.id not in further:
            for proof in _proofs(row):
                passages.setdefault(proof.account, []).append((*proof.span, row.happening))
    for spans in passages.values():
        spans.sort()
    details = {}
    for row in (row for row in found if row.relation == "only"):
        homes = [home for proof in _proofs(row) if (home := _within(proof, passages.get(proof.account, ())))]
        if homes:
            details[row.id] = homes[0]
    return details


def _within(proof: Proof, passages: Sequence[tuple[int, int, str]]) -> str:
    place = bisect_right(passages, proof.span[0], key=lambda passage: passage[0]) - 1
    return passages[place][2] if place >= 0 and proof.span[1] <= passages[place][1] else ""


def _proofs(row: Row) -> Iterator[Proof]:
    return (proof for answer in row.answers for proof in answer.proofs)


def _marked(row: Row) -> Iterator[tuple[int, int, int]]:
    for proof in _proofs(row):
        if proof.mark:
            yield proof.account, proof.mark[0], proof.mark[1]


def _holds(row: Row, place: tuple[int, int, int]) -> bool:
    account, start, end = place
    return any(proof.account == account and proof.span[0] < end and start < proof.span[1] for proof in _proofs(row))


def _block(found: Sequence[Row]) -> Block:
    """The row that answers most precisely leads: one on a kind of its own, then the telling row, then the heaviest."""
    lead = min(found, key=lambda row: (_rank(row), -row.weight))
    return Block(lead, tuple(row for row in sorted(found, key=_rank) if row is not lead))


def _rank(row: Row) -> int:
    if row.relation == "only":
        return 4
    if row.happening is None:
        return 0
    if WHOLE.match(row.check):
        return 1
    return 3 if row.check == STRAY else 2


# --- what opens the page ----------------------------------------------------------------------------------------------


def first(made: RowBlocks, accounts: Sequence[AccountView]) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """The gravest differences, then what is told differently and can both hold, if it matters."""
    leads = list(_fresh(block.lead for block in made.differ if not _one_outlet(block.lead, accounts)))
    contested = tuple(row for row in leads if row.relation in CONTESTED)
    alike = tuple(row for row in leads if row.relation == "compatible" and _telling(row))
    alike = tuple(sorted(alike, key=lambda row: not row.whole and row.kind not in PLAIN_KINDS))
    return contested[:MOST_DIFFERENCES], alike[: max(MOST_COMPATIBLE, MOST_DIFFERENCES - len(contested))]


def _fresh(leads: Iterable[Row]) -> Iterator[Row]:
    """The rows without those that mark words which a weightier one has marked: they set one passage against another."""
    seen: set[tuple[int, int, int]] = set()
    for row in leads:
        own = set(_marked(row))
        if not own & seen:
            yield row
        seen |= own


def _telling(row: Row) -> bool:
    return row.importance >= IMPORTANT and row.probability >= LIKELY


def _one_outlet(row: Row, accounts: Sequence[AccountView]) -> bool:
    """Whether one outlet stands against itself: two articles of one paper are seldom a difference between tellings."""
    carriers = {index for answer in row.answers for index in answer.accounts}
    outlets = {accounts[index].outlet for index in carriers}
    return len(outlets) == 1 and None not in outlets


def shared(made: RowBlocks, found: Sequence[Row], accounts: int) -> tuple[tuple[tuple[Row, Answer], ...], str]:
    """What every account tells, then what most tell; where there is no such thing, what several do. One row a
    happening. The word is the name of the heading."""
    leads = {
        row.id for block in (*made.differ, *made.agree) for row in (block.lead, *block.below) if _alike(row, accounts)
    }
    taken: set[str] = set()
    pairs = []
    for row in sorted((row for row in found if row.id in leads), key=_plainest):
        name = row.happening or row.id
        if name not in taken:
            taken.add(name)
            pairs.append((row, max(row.answers, key=lambda item: len(item.accounts))))
    pairs = [pair for pair in pairs if len(pair[1].accounts) > 1]
    widest = sorted(pairs, key=lambda pair: -len(pair[1].accounts))
    by_most = sum(2 * len(answer.accounts) > accounts for _, answer in widest)
    most = widest[: min(max(by_most, FEW_SHARED), MOST_SHARED)]
    everybody = [len(answer.accounts) == accounts for _, answer in most]
    return tuple(most), "shared_all" if all(everybody) else "shared_some" if any(everybody) else "shared_most"


def _alike(row: Row, accounts: int) -> bool:
    """Whether a row can stand for what is shared: told alike, or one of its answers given by every account."""
    told_by = max((len(answer.accounts) for answer in row.answers), default=0)
    if row.check == STRAY or row.probability < LIKELY or (row.plain and len(row.question.split()) < SENTENCE):
        return False
    return row.relation == "agree" or (row.relation == "compatible" and told_by == accounts)


def _plainest(row: Row) -> tuple[bool, float]:
    return row.kind not in PLAIN_KINDS, -row.weight


def notices(comparison: Comparison, accounts: Sequence[AccountView]) -> tuple[str, ...]:
    """Problems that concern the whole comparison, such as accounts that tell of something else."""
    tellers = tellers_of(accounts)
    return tuple(dict.fromkeys(told(item.message, tellers) for item in comparison.problems if item.code == "apart"))


# --- what accounts leave out ------------------------------------------------------------------------------------------


def missing(comparison: Comparison, found: Sequence[Row], desk: Desk) -> Iterator[Missing]:
    """What accounts leave out: what they could have said, one entry a statement, then what was told only after them,
    one a statement and reason."""
    asked = {row.id: row for row in found}
    left: dict[tuple[bool, str, str], list[str]] = {}
    near: dict[tuple[bool, str, str], list[Evidence]] = {}
    for item in comparison.gaps:
        if item.statement in asked and desk.known(item.account) and asked[item.statement].answers:
            hindered = item.kind != "not_said"
            key = (hindered, item.statement, item.reason if hindered else "")
            left.setdefault(key, []).append(item.account)
            near.setdefault(key, []).extend(item.nearest)
    for key, accounts in sorted(left.items(), key=lambda pair: pair[0][0]):
        hindered, name, reason = key
        row = asked[name]
        answer = max(row.answers, key=lambda each: len(each.accounts))
        tellers = {index for each in row.answers for index in each.accounts}
        yield Missing(
            row.id, row.about or row.question, "" if row.plain or row.whole else answer.text, desk.indices(accounts),
            not hindered, phrases.days_in_words(reason), phrases.count(len(tellers), "account"), desk.proofs(near[key]),
        )  # fmt: skip
