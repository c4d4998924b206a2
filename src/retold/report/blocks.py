"""Which rows stand together, and what a reader sees first.

In: rows in order of weight. Out: a RowBlock a happening, its leading row with the others folded below; the rows that
open the page; what accounts leave out.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from retold.model import Comparison, Evidence
from retold.report import headings, marks, phrases
from retold.report.cells import REVISED, WHOLE, verbatim
from retold.report.pages import Desk
from retold.report.records import AccountView, Answer, Missing, Proof, Row, RowBlock
from retold.report.rows import SHARED

MOST_DIFFERENCES = 5
# where no contradiction is sure: of the rows so shown 17 of 34 stand on a real contradiction (39 stories of
# shared/data/rows, `eval/opening.py`); asking for importance besides left 1 of 7 real
MOST_DOUBTFUL = 2
MOST_COMPATIBLE = 3
MOST_SHARED = 6
FEW_SHARED = 3  # where no more are told by most accounts
FRESH = 1  # sentence that a row adds to those above it in its block: beside what stands there it is one click away
SENTENCE = 4  # words of a heading that tells something by itself: fewer are a noun
LIKELY = 0.4  # probability from which a row that is not contested opens the page: below, most are not real
IMPORTANT = 0.2  # importance from which rows that can both hold open the page: 1 in 15 of the happenings has it
PARTED = ("differ", "update", "compatible")
CONTESTED = ("differ", "update")
SPELLED, UNSURE = "spelled", "unsure"  # what rows are called that are no sure contradictions
PLAIN_KINDS = ("event", "figure", "status", "time", "place")  # what happened, before who is called what
COMMON = "M102"  # what accounts tell alike of a contested happening
WORDINGS = ("name", "quote", "attribution", "wording")
NAMES = ("name", "fact")  # kinds of rows about somebody, not about a happening
CONSEQUENCE = (
    ("figure", "status"), ("event", "cause"), ("time", "place", "quote"), ("attribution", "role", "fact", "name"),
)  # fmt: skip
STRAY = "E101"  # single events told alike: never rows of their own where a happening holds them


@dataclass(frozen=True, slots=True)
class RowBlocks:
    """The blocks of a story: where answers part, where they are alike, and those under the threshold; `only` are rows
    of one account that belong to none of them."""

    differ: tuple[RowBlock, ...]
    agree: tuple[RowBlock, ...]
    further: tuple[RowBlock, ...]
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
    home = {**_joined(found, further), **_details(found, further)}
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


def _weight(block: RowBlock) -> float:
    """The weight of a block: that of the heaviest of its rows that say the same as its first."""
    return max(row.weight for row in block.rows if row.relation == block.lead.relation)


def _joined(found: Sequence[Row], further: frozenset[str]) -> dict[str, str]:
    """Rows on a kind of their own (a number of killed, who said it) -> the happening in whose passages at least two of
    their accounts, and half of them, answer. Spellings of a name belong to no happening."""
    passages = _passages(found, further)
    joined = {}
    for row in found:
        if row.happening is None and row.relation != "only" and row.kind not in NAMES and row.id not in further:
            homes: dict[str, set[int]] = {}
            for proof in _proofs(row):
                if home := _within(proof, passages.get(proof.account, ())):
                    homes.setdefault(home, set()).add(proof.account)
            best = max(homes, key=lambda home: len(homes[home]), default="")
            if best and len(homes[best]) > 1 and 2 * len(homes[best]) >= len({proof.account for proof in _proofs(row)}):
                joined[row.id] = best
    return joined


def _passages(found: Sequence[Row], further: frozenset[str]) -> dict[int, list[tuple[int, int, str]]]:
    """For each account the matched passages in order, each with its happening."""
    passages: dict[int, list[tuple[int, int, str]]] = {}
    for row in found:
        if (row.whole or row.check == COMMON) and row.happening and row.id not in further:
            tellers = {cell.account for cell in row.cells if cell.words}
            for proof in _proofs(row):
                if proof.account in tellers:
                    passages.setdefault(proof.account, []).append((*proof.span, row.happening))
    for spans in passages.values():
        spans.sort()
    return passages


def _details(found: Sequence[Row], further: frozenset[str]) -> dict[str, str]:
    """Rows of one account -> the first happening one of whose passages holds their words."""
    passages = _passages(found, further)
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


def _block(found: Sequence[Row]) -> RowBlock:
    """The row that answers most precisely leads: one in which accounts part before one told alike, a question of its
    own kind before a telling, then the heaviest. A telling whose contradiction a row of its own kind asks about is left
    to that row."""
    lead = min(found, key=lambda row: (row.relation not in PARTED, _rank(row), -row.weight))
    below = tuple(row for row in sorted(found, key=_place) if row is not lead)
    return RowBlock(lead, below, _heading(found, lead), frozenset(_echoes(lead, below)))


def _echoes(lead: Row, below: Sequence[Row]) -> Iterator[str]:
    """The rows that only put words side by side of which all but `FRESH` sentences stand above them in the block, and
    the single events told alike all of whose sentences do."""
    shown = set(_sentences(lead))
    for row in below:
        own = _sentences(row)
        if (_in_words(row) and len(own - shown) <= FRESH) or (row.check == STRAY and own <= shown):
            yield row.id
        else:
            shown |= own


def _in_words(row: Row) -> bool:
    """Whether a row asks nothing, and only puts the accounts' words side by side."""
    return row.relation == "compatible" and not row.label


def _sentences(row: Row) -> frozenset[str]:
    """The sentences that the cells of a row show."""
    cells = (each for cell in row.cells for each in (cell, *cell.more))
    return frozenset(cell.proof.sentence for cell in cells if cell.words and cell.proof)


def _heading(found: Sequence[Row], lead: Row) -> str:
    """The happening in a whole sentence: what its accounts tell alike, else the sentence of its telling. A row that
    stands alone is headed by its question."""
    told = [row for row in found if row.sentence and (row.whole or row.check == COMMON)]
    if told and lead.happening is None and not lead.whole and lead.answers:
        # a question of its own kind: the telling that holds an answer, else the sentence of its first answer
        told = [row for row in told if any(verbatim(answer.text, row.sentence) for answer in lead.answers)]
        if not told:
            return phrases.sentence(phrases.clip(lead.answers[0].sentence, headings.LONGEST))
    first = min(told, key=lambda row: (-_held(lead, row.sentence), row.check != COMMON, -row.weight), default=None)
    if first is not None:
        return first.sentence
    return lead.sentence if lead.kind in ("event", "status") and lead.sentence else lead.question


def _held(row: Row, heading: str) -> int:
    """How many answers of a row, of two, share words with a heading."""
    wanted = marks.stems(heading)
    return min(2, sum(len(wanted & marks.stems(answer.sentence or answer.text)) >= SHARED for answer in row.answers))


def _place(row: Row) -> tuple[bool, int, float]:
    return row.relation not in PARTED, _rank(row), -row.weight


def _rank(row: Row) -> int:
    if row.relation == "only":
        return 4
    if row.happening is None:
        return 0
    if WHOLE.match(row.check):
        return 1
    return 3 if row.check == STRAY else 2


# --- what opens the page ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class OpeningRows:
    """The rows that open the page: contradictions by consequence; where there is none, those that may be one; and what
    is told with other words and details, if it matters."""

    contested: tuple[Row, ...]
    doubtful: tuple[Row, ...]
    alike: tuple[Row, ...]


def first(made: RowBlocks, accounts: Sequence[AccountView], above: Collection[str]) -> OpeningRows:
    """The rows that open the page, without what stands `above` already."""
    parted = [
        row for block in made.differ for row in _telling_rows(block)
        if row.id not in above and not REVISED.match(row.check) and not _one_outlet(row, accounts)
    ]  # fmt: skip
    parted.sort(key=lambda row: (consequence(row), -row.weight))
    fresh = list(_fresh(parted))
    contested = tuple(row for row in fresh if row.relation in CONTESTED and row.called != SPELLED and not row.unsure)
    doubtful = () if contested else tuple(_doubtful((*made.differ, *made.further), accounts))
    alike = tuple(row for row in fresh if (row.relation == "compatible" or row.called == SPELLED) and _telling(row))
    return OpeningRows(
        contested[:MOST_DIFFERENCES],
        doubtful,
        alike[: max(MOST_COMPATIBLE, MOST_DIFFERENCES - len(contested) - len(doubtful))],
    )


def _doubtful(found: Sequence[RowBlock], accounts: Sequence[AccountView]) -> Iterator[Row]:
    """The rows that only may contradict and are worth a look: those whose clashing words are marked, then the most
    probable; no two that show one sentence."""
    rows = [row for block in found for row in block.rows if row.called == UNSURE and not _one_outlet(row, accounts)]
    rows.sort(key=lambda row: (sum(answer.pinned for answer in row.answers) < 2, -row.probability, -row.weight))
    seen: set[str] = set()
    kept = 0
    for row in rows:
        shown = _sentences(row)
        if kept < MOST_DOUBTFUL and not shown & seen:
            kept += 1
            yield row
        seen |= shown


def _telling_rows(block: RowBlock) -> list[Row]:
    """The rows of a block in which accounts part; a whole telling falls away where a row of its own kind is surely
    contested, for that row asks what the telling is contested in."""
    parted = [row for row in block.rows if row.relation in PARTED]
    asked = any(row.relation in CONTESTED and not (row.whole or row.unsure) for row in parted)
    return [row for row in parted if not (asked and row.whole)]


def consequence(row: Row) -> int:
    """The order of what opens the page: numbers, whether it happened and what became of people; what else happened;
    when and where; then who, ages, spellings, where a slip of the pen is likeliest."""
    if row.relation == "compatible" or row.called == SPELLED:
        return len(CONSEQUENCE) + 1
    if row.unsure:
        return len(CONSEQUENCE)
    return next((place for place, kinds in enumerate(CONSEQUENCE) if _matter(row) in kinds), len(CONSEQUENCE) - 1)


def _matter(row: Row) -> str:
    """The kind of what parts: a telling that parts in a number is about a number."""
    return "figure" if row.check == "M201" else row.kind


def spelling(block: RowBlock) -> bool:
    """Whether a block holds nothing but how a name is spelled, or which of two ways somebody's words are put in."""
    alike = [row for row in block.rows if row.called != SPELLED]
    return all(row.relation in ("compatible", "agree") and row.kind in WORDINGS for row in alike)


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
    happening, and no words twice. The word is the name of the heading."""
    leads = {
        row.id for block in (*made.differ, *made.agree) for row in (block.lead, *block.below) if _alike(row, accounts)
    }
    taken: set[str] = set()
    pairs = []
    for row in sorted((row for row in found if row.id in leads), key=_plainest):
        answer = max(row.answers, key=lambda item: len(item.accounts))
        names = {row.happening or row.id, " ".join(marks.WORD.findall(answer.text.casefold()))}
        if not names & taken:
            taken.add(row.happening or row.id)
            if len(answer.accounts) > 1 and not answer.doubted and _tells(row, answer):
                taken |= names
                pairs.append((row, answer))
    # what most accounts tell; of that, words that begin a sentence before what is cut out of one
    widest = sorted(pairs, key=lambda pair: (-len(pair[1].accounts), pair[1].text.startswith(marks.CLIP)))
    by_most = sum(2 * len(answer.accounts) > accounts for _, answer in widest)
    most = widest[: min(max(by_most, FEW_SHARED), MOST_SHARED)]
    everybody = [len(answer.accounts) == accounts for _, answer in most]
    return tuple(most), "shared_all" if all(everybody) else "shared_some" if any(everybody) else "shared_most"


def _tells(row: Row, answer: Answer) -> bool:
    """Whether an answer tells something by itself: a name does not, nor does a number that nobody wrote."""
    return len(answer.text.split()) >= SENTENCE and (row.kind != "figure" or answer.number)


def _alike(row: Row, accounts: int) -> bool:
    """Whether a row can stand for what is shared: told alike, or one of its answers given by every account."""
    told_by = max((len(answer.accounts) for answer in row.answers), default=0)
    if row.check == STRAY or row.probability < LIKELY or (row.plain and len(row.question.split()) < SENTENCE):
        return False
    return row.relation == "agree" or (row.relation == "compatible" and told_by == accounts)


def _plainest(row: Row) -> tuple[bool, float]:
    return row.kind not in PLAIN_KINDS, -row.weight


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
