"""What opens the page: what happened, in sentences of the accounts; the key figures with how they moved; what a reader
should know of the inputs before reading on.

In: the rows and the analyses. Out: Lead, Trend and notices. A sentence is chosen, never made: the one in the opening of
an account that holds most of what several accounts tell, then, from a later day, the newest of that kind.
"""

import math
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from retold.model import Analysis, Comparison, Evidence, Span
from retold.report import marks, phrases
from retold.report.cells import REVISED
from retold.report.descent import independent
from retold.report.fronts import Fronts
from retold.report.pages import Desk
from retold.report.records import AccountView, Lead, Row
from retold.report.rows import tellers_of, told

TOPMOST = 40  # sentences looked at for these: headlines, captions and debris stand among them
OPENING = 8  # sentences of the body that may tell what happened: a news story says it at the top
SHORTEST, LONGEST = 50, 300  # code points of a sentence that tells what happened
LOWER = 0.12  # of its score a sentence loses for each sentence above it
BREATH = 250  # code points that every sentence has room for: a longer one must hold more to be chosen
UNNAMED = 0.2  # what a sentence is worth that names nothing of any headline, against one that names all: 1.2
NEW = 0.5  # share of a second sentence's words that the first must lack
ENDS = '.!?"”’)'  # a line that ends otherwise is a headline or a caption
DASHES = " -–—:"


@dataclass(frozen=True, slots=True)
class _Sentence:
    held: dict[str, float]
    factor: float  # how far up it stands
    account: int
    day: str
    span: Span
    text: str

    def score(self, headlines: Mapping[str, float], known: frozenset[str] = frozenset()) -> float:
        """How much of the story it holds beside the rows that are known, and of what the headlines name."""
        new = sum(weight for row, weight in self.held.items() if row not in known)
        named = math.fsum(headlines.get(stem, 0.0) for stem in self.stems)
        return self.factor * (UNNAMED + named) * new / (BREATH + len(self.text))

    @property
    def stems(self) -> frozenset[str]:
        """The beginnings of its longer words."""
        return marks.stems(self.text)

    @property
    def words(self) -> frozenset[str]:
        """Its words of more than three letters, in small letters."""
        return frozenset(word for word in self.text.casefold().split() if len(word) > 3)


# --- what happened ----------------------------------------------------------------------------------------------------


def what(comparison: Comparison, found: Sequence[Row], accounts: Sequence[AccountView], desk: Desk) -> Iterator[Lead]:
    """One sentence or two: what most accounts tell, and what the newest ones add on a later day."""
    held = _held(found)
    sentences = [
        item for account in comparison.accounts if (analysis := desk.analyses.get(account.id))
        for item in _sentences(analysis, desk, accounts[desk.index[account.id]], held)
    ]  # fmt: skip
    headlines = _headlines([account.title for account in accounts if account.title])
    first = min(sentences, key=lambda item: (-item.score(headlines), item.day, item.account, item.span), default=None)
    if first is None:
        return
    yield _lead(first, comparison, desk)
    known = frozenset(first.held)
    fresh = [item for item in sentences if len(item.words - first.words) >= NEW * len(item.words)]
    later = [item for item in fresh if first.day < item.day < "9999"]
    days = sorted({item.day for item in later})
    newest = [item for item in later if item.day >= days[len(days) // 2]]
    second = min(
        newest or fresh, key=lambda item: (-item.score(headlines, known), item.account, item.span), default=None
    )
    if second is not None and second.score(headlines, known) > 0:
        yield _lead(second, comparison, desk)


def _headlines(titles: Sequence[str]) -> dict[str, float]:
    """For each stem of the headlines the share that it has of a headline, on average over all of them."""
    shares: dict[str, float] = {}
    for words in map(marks.stems, titles):
        for stem in words:
            shares[stem] = shares.get(stem, 0.0) + 1 / (len(words) * len(titles))
    return shares


def _held(found: Sequence[Row]) -> dict[int, list[tuple[int, float, str]]]:
    """For each account the places of what other accounts tell too, with how much that counts."""
    places: dict[int, list[tuple[int, float, str]]] = {}
    for row in found:
        tellers = {proof.account for answer in row.answers for proof in answer.proofs}
        weight = (len(tellers) - 1) * row.probability
        if row.relation != "only" and len(tellers) > 1 and not REVISED.match(row.check):
            for proof in (proof for answer in row.answers for proof in answer.proofs):
                places.setdefault(proof.account, []).append((proof.span[0], weight, row.id))
    for held in places.values():
        held.sort()
    return places


def _sentences(
    analysis: Analysis, desk: Desk, account: AccountView, held: dict[int, list[tuple[int, float, str]]]
) -> Iterator[_Sentence]:
    """The sentences at the top of an account that can be read alone, with how much of the story they hold."""
    places = held.get(account.index, [])
    pronouns = {item.span[0] for item in analysis.mentions if item.form == "pronoun"}
    names = sorted(item.span[0] for item in analysis.mentions if item.form == "name")
    fronts, rank = Fronts(analysis), 0
    for span in analysis.sentences[:TOPMOST]:
        start, end = _body(span, analysis, fronts)
        if start >= end:
            continue
        text = " ".join(analysis.article.text[start:end].split())
        if not SHORTEST <= len(text) <= LONGEST or not (text[0].isupper() or text[0].isdigit()) or text[-1] not in ENDS:
            continue
        if _glued(analysis.article.text[start:end]):
            continue
        rank += 1
        open_ = text.count('"') % 2 or text.count("“") != text.count("”")
        named = bisect_left(names, end) > bisect_left(names, start)
        if rank > OPENING or start in pronouns or not named or open_ or _spoken((start, end), analysis):
            continue
        best: dict[str, float] = {}
        for _, weight, row in places[bisect_left(places, (start,)) : bisect_left(places, (end,))]:
            best[row] = max(best.get(row, 0.0), weight)
        yield _Sentence(best, 1 - LOWER * (rank - 1), account.index, account.sort[:10], (start, end), text)


def _glued(text: str) -> bool:
    """Whether a line without an end stands before the sentence: a caption's or a section's heading."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return any(one[-1] not in ENDS and two[0].isupper() for one, two in pairwise(lines))


def _spoken(span: Span, analysis: Analysis) -> bool:
    """Whether most of a sentence stands in quotation marks: what somebody said is not yet what happened."""
    quoted = (each for quote in analysis.quotes if quote.form != "indirect" for each in quote.spans)
    return 2 * sum(max(0, min(end, span[1]) - max(start, span[0])) for start, end in quoted) > span[1] - span[0]


def _body(span: Span, analysis: Analysis, fronts: Fronts) -> Span:
    """A sentence without the dateline or credit in front; empty where it stands in a headline, a caption or debris."""
    start, end = span
    for part in analysis.article.parts:
        if part.span[0] < end and start < part.span[1] and part.kind != "body":
            if part.kind != "dateline":
                return (start, start)
            start = max(start, part.span[1])
    text = analysis.article.text
    while start < end and text[start] in DASHES + "\n\t":
        start += 1
    return fronts.behind((start, end))


def first_words(analysis: Analysis) -> str:
    """The first sentence of the text that an article tells, for an article without any name."""
    fronts = Fronts(analysis)
    bodies = (_body(span, analysis, fronts) for span in analysis.sentences[:OPENING])
    text = next((analysis.article.text[start:end] for start, end in bodies if start < end), analysis.article.text[:200])
    return " ".join(text.split())


def _lead(item: _Sentence, comparison: Comparison, desk: Desk) -> Lead:
    name = comparison.accounts[item.account].id
    proof = Evidence(name, item.span, desk.words(name, item.span))
    telling = desk.telling(proof, whole=True)
    return Lead(item.account, item.text, telling.label, desk.proofs([proof])[0], f"a{item.account}")


# --- what to know before reading on -----------------------------------------------------------------------------------


def notices(comparison: Comparison, accounts: Sequence[AccountView], links: int) -> tuple[str, ...]:
    """Accounts that tell of something else; inputs without an outlet or a date; that no link was found."""
    words, tellers = phrases.table("sentences"), tellers_of(accounts)
    named = {view.source or view.id: view.name for view in accounts}
    found = [
        words["apart"].format(account=named[item.source]) if item.source in named else told(item.message, tellers)
        for item in comparison.problems if item.code == "apart"
    ]  # fmt: skip
    plain = [account.name for account in accounts if not account.outlet and not account.url]
    undated = [view.name for item, view in zip(comparison.accounts, accounts, strict=True) if not item.published]
    if plain:
        found.append(words["no_outlet" if len(plain) == 1 else "no_outlets"].format(inputs=phrases.listed(plain, 6)))
    if undated:
        found.append(words["no_date"].format(accounts=phrases.listed(undated, 6)))
    if not links and len(accounts) > 1:
        found.append(words["no_link"])
    return tuple(dict.fromkeys(found))


def sources(comparison: Comparison) -> tuple[str, int, int]:
    """`8 accounts, at most 6 separate sources`, with the fewest and the most."""
    fewest, most = independent(comparison)
    told_by = phrases.count(len(comparison.accounts), "account")
    if len(comparison.accounts) < 2:
        return told_by, fewest, most
    key = "sources_one" if most == 1 else "sources_most"  # what no sign ties together may still have one source
    return phrases.table("sentences")[key].format(accounts=told_by, most=most), fewest, most
