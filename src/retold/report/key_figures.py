"""The key figures of a story: numbers that opened the accounts, how they moved, or who gives them alike.

In: the rows, the accounts and their analyses. Out: Trends. What changed over time comes first; then what a headline
holds, then what most accounts give. Numbers that contradict each other stand below by themselves.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from retold.model import Evidence, Figure, Span
from retold.report import marks, phrases
from retold.report.pages import Desk
from retold.report.records import AccountView, Answer, Row, Step, Trend

TOP = 2500  # code points: a number that one account alone has is a key figure only where it opens the account
LEDE = 650  # code points, two or three sentences, in which a small count, an age or a duration must stand
WORDS = 8  # a number with what it counts; a longer answer is a sentence
MOST_FIGURES = 3
COUNTS = ("count", "money", "percent", "measure")
LASTING = ("duration", "age")
LEAST = 10  # smaller counts ("two men") are the figure of a story only where several accounts open with them
ONE = 1  # of anything is a figure only in a headline
NEAR = 1.2  # two numbers that are one, rounded: the greater is no more than this times the smaller
HEADING = 88  # code points of the sentence over a number
ORDER = ("update", "compatible", "agree")
HEADINGS = ("headline", "standfirst")
BROKEN = re.compile(r"\d[.,]\s*$")  # before digits: the first half of one number ("1, 600")
GAP = 12  # code points between a number and what it counts


@dataclass(frozen=True, slots=True)
class _Key:
    """What makes numbers of several accounts one: bounds, and what is counted or in which unit."""

    kind: str
    low: float | None
    high: float | None
    what: str


@dataclass(frozen=True, slots=True)
class _Told:
    """A number as one account gives it: where, with what it counts, and whether in a headline."""

    figure: Figure
    span: Span
    headed: bool


def figures(
    found: Sequence[Row], accounts: Sequence[AccountView], desk: Desk, further: frozenset[str]
) -> tuple[Trend, ...]:
    """The key figures, those that matter most first."""
    titles = " ".join(account.title for account in accounts)
    rows = [row for row in found if row.id not in further and _numbered(row)]
    made = [(row, trend) for row in rows if (trend := _trend(row, accounts, desk))]
    parted = [row for row in found if row.relation == "differ" and row.kind == "figure" and row.id not in further]
    asked = _Asked([*parted, *(row for row, _ in made)])
    trends = [*(trend for _, trend in made), *_repeated(accounts, desk, asked)]
    return tuple(list(_chosen(sorted(trends, key=lambda trend: _place(trend, titles))))[:MOST_FIGURES])


def _chosen(trends: Sequence[Trend]) -> Iterator[Trend]:
    """The trends, no value twice, and of those that one account alone gives the first."""
    seen: set[str] = set()
    alone = False
    for trend in trends:
        texts = {step.text.casefold() for step in trend.steps}
        if not texts & seen and not (alone and trend.relation == "only"):
            yield trend
            alone = alone or trend.relation == "only"
        seen |= texts


def _place(trend: Trend, titles: str) -> tuple[bool, bool, int, int]:
    """The order of key figures: those that moved, those of a headline, those of most accounts; a row's before a
    number's."""
    headed = any(marks.stands_in(step.text.casefold(), titles.casefold()) for step in trend.steps)
    tellers = {account for step in trend.steps for account in step.accounts}
    return (
        trend.relation != "update",
        not (headed or trend.headed),
        -len(tellers),
        ORDER.index(trend.relation) if trend.row and trend.relation in ORDER else len(ORDER),
    )


# --- rows about a number ----------------------------------------------------------------------------------------------


def _numbered(row: Row) -> bool:
    """Whether a row is about a number that several accounts give; contradictions stand below by themselves."""
    if row.relation not in ORDER:
        return False
    return row.check == "M301" or (row.check == "M201" and row.relation == "update") or (
        row.kind == "figure" and not row.whole
    )  # fmt: skip


def _trend(row: Row, accounts: Sequence[AccountView], desk: Desk) -> Trend | None:
    pinned = [answer for answer in row.answers if answer.pinned] if row.whole else list(row.answers)
    steps = [step for answer in pinned if (step := _step(answer, row, accounts))]
    if not steps or len(steps) < len(pinned) or (len(steps) == 1 and len(steps[0].accounts) < 2):
        return None
    if row.whole and row.relation == "compatible" and not _one_number(pinned, accounts, desk):
        return None
    proofs = [proof for answer in pinned for proof in answer.proofs]
    shown = next((proof for proof in proofs if row.whole and proof.mark), proofs[0])
    asks = _near(desk.bare(" ".join(shown.text.split())), steps[0].text) if row.whole else row.question
    return Trend(row.id, asks, row.relation, row.relation_word, tuple(steps), shown)


def _step(answer: Answer, row: Row, accounts: Sequence[AccountView]) -> Step | None:
    """One value with the account that has it first; None where it is no number of a few words."""
    if not answer.proofs or not answer.number or not answer.accounts:
        return None
    proof = next((proof for proof in answer.proofs if proof.mark), answer.proofs[0])
    marked = "".join(words for words, mark in proof.pieces if mark)
    text = " ".join(marked.split()) if row.whole else answer.text
    if len(text.split()) > WORDS:
        return None
    first = min((accounts[index] for index in answer.accounts), key=lambda item: (item.sort, item.index))
    return Step(
        text, answer.captured or first.published, (proof.account,) if row.whole else answer.accounts, answer.label
    )


def _one_number(answers: Sequence[Answer], accounts: Sequence[AccountView], desk: Desk) -> bool:
    """Whether numbers that can both hold are one number: rounded, or at least so many of what was counted later. Two
    numbers that only happen to fit ("less than 55 dollars", "10 dollars") say nothing of how a figure stands."""
    told = []
    for proof in (proof for answer in answers for proof in answer.proofs if proof.mark):
        account = accounts[proof.account]
        near = [item for item in desk.analyses[account.id].figures if proof.mark and _within(item.span, proof.mark)]
        if not near:
            return False
        told.append((account.sort, near[0]))
    told.sort(key=lambda pair: pair[0])
    return all(_follows(one, two) for (_, one), (_, two) in pairwise(told))


def _follows(one: Figure, two: Figure) -> bool:
    first, second = _written(one), _written(two)
    if first is None or second is None or min(first, second) <= 0:
        return False
    if max(first, second) <= NEAR * min(first, second):
        return True
    return one.high is None and first < second and _what(one) == _what(two)


def _written(figure: Figure) -> float | None:
    return figure.low if figure.low is not None else figure.high


def _within(span: Span, whole: Span) -> bool:
    return whole[0] <= span[0] and span[1] <= whole[1]


# --- numbers without a row --------------------------------------------------------------------------------------------


class _Asked:
    """The passages of rows that ask for a number: what is told there needs no figure of its own."""

    def __init__(self, found: Sequence[Row]) -> None:
        proofs = [proof for row in found for answer in row.answers for proof in answer.proofs]
        self._spans: dict[int, list[Span]] = {}
        for proof in proofs:
            self._spans.setdefault(proof.account, []).append(proof.mark or proof.span)
        for spans in self._spans.values():
            spans.sort()

    def holds(self, account: int, span: Span) -> bool:
        """Whether a number of an account stands in one of them."""
        spans = self._spans.get(account, [])
        place = bisect_right(spans, span[0], key=lambda each: each[0]) - 1
        return any(_within(span, spans[each]) for each in (place, place - 1) if each >= 0)


def _repeated(accounts: Sequence[AccountView], desk: Desk, asked: _Asked) -> Iterator[Trend]:
    """Numbers that several accounts give of the same thing, or with which one opens, without a row that asks for them;
    where there is none, the first large number of an account, or how long something lasts that one opens with."""
    places = _places(accounts, desk, asked)
    fit = [held for key, held in places.items() if _opens(key, held)]
    if not fit:
        large = [held for key, held in places.items() if (_height(held) < LEDE if key.kind in LASTING else _large(key))]
        fit = sorted(large, key=lambda held: (_brief(held), -len(held), _height(held)))[:1]
    fit.sort(key=lambda held: (not any(item.headed for item in held.values()), -len(held), _height(held)))
    yield from (_alike(held, accounts, desk) for held in fit[:MOST_FIGURES])


def _places(accounts: Sequence[AccountView], desk: Desk, asked: _Asked) -> dict[_Key, dict[int, _Told]]:
    """Each number with the accounts that give it; one that lies inside a date, or is half a number, counts nothing."""
    found: dict[_Key, dict[int, _Told]] = {}
    held: set[tuple[str, float | None]] = set()
    for account in accounts:
        analysis = desk.analyses.get(account.id)
        if analysis is None:
            continue
        dates = {item.span[0]: item.span[1] for item in analysis.times if item.type in ("DATE", "TIME")}
        heads = [part.span for part in analysis.article.parts if part.kind in HEADINGS]
        for figure in analysis.figures:
            start, end = figure.span
            what = _what(figure)
            broken = BROKEN.search(analysis.article.text, max(0, start - GAP), start)
            if figure.kind in (*COUNTS, *LASTING) and what and dates.get(start, 0) < end and not broken:
                key = _Key(figure.kind, figure.low, figure.high, what)
                if asked.holds(account.index, figure.span):
                    held.add((key.kind, _written(figure)))
                told = _Told(figure, _hull(figure), any(_within(figure.span, head) for head in heads))
                found.setdefault(key, {}).setdefault(account.index, told)
    return {
        key: told for key, told in found.items() if (key.kind, key.low if key.low is not None else key.high) not in held
    }


def _opens(key: _Key, held: dict[int, _Told]) -> bool:
    """Whether a number may be a figure of the story: a large one that several accounts give, or one of them at its
    top; a small one, an age or a duration where several accounts have it and one opens with it."""
    if any(item.headed for item in held.values()):
        return True
    if key.low == key.high == ONE:
        return False
    if not _large(key):
        return len(held) > 1 and _height(held) < LEDE
    return len(held) > 1 or (_height(held) < TOP and key.low == key.high)


def _large(key: _Key) -> bool:
    """Whether a number by itself may be the figure of a story: neither a small count nor an age or a duration."""
    size = key.low if key.low is not None else key.high or 0
    return key.kind in COUNTS and (key.kind != "count" or size >= LEAST)


def _what(figure: Figure) -> str | None:
    return figure.unit or (figure.counted.head if figure.counted else None)


def _alike(held: dict[int, _Told], accounts: Sequence[AccountView], desk: Desk) -> Trend:
    index = min(held)
    account, told = accounts[index], held[index]
    proof = Evidence(account.id, told.span, desk.words(account.id, told.span), told.figure.id)
    telling = desk.telling(proof)
    step = Step(" ".join(proof.text.split()), account.published, tuple(sorted(held)), telling.label)
    asks = _near(" ".join(desk.words(account.id, telling.span).split()), step.text)
    relation = "agree" if len(held) > 1 else "only"
    headed = any(item.headed for item in held.values())
    return Trend(None, asks, relation, phrases.word("relation", relation), (step,), desk.proofs([proof])[0], headed)


def _brief(held: dict[int, _Told]) -> bool:
    """Whether a number is an age or a duration."""
    return any(item.figure.kind in LASTING for item in held.values())


def _near(sentence: str, words: str) -> str:
    """As much of a sentence as a heading holds, with the number in it."""
    place = sentence.find(words)
    spans = [(place, place + len(words))] if place >= 0 else []
    return marks.plain(marks.pieces(sentence, spans, HEADING))


def _height(held: dict[int, _Told]) -> int:
    """How far down an account a number stands first."""
    return min(item.span[0] for item in held.values())


def _hull(figure: Figure) -> Span:
    """The number with what it counts."""
    start, end = figure.span
    if figure.counted and 0 <= figure.counted.span[0] - end <= GAP:
        end = figure.counted.span[1]
    return (start, end)
