"""The edges between accounts: who cites, reprints, rewrites or shares text with whom. In: a Story. Out: Edges with
evidence.

Candidates come from the shingle index (shared text), from rare marks (retold sentences) and from credits, so the
work grows with the accounts and not with their pairs. Of several sources that explain the same text, the best one
stays.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from retold.config import Config
from retold.grouping import grouped
from retold.languages import Language
from retold.lineage import citing, index
from retold.lineage.direction import Direction, Sides, direction
from retold.lineage.reading import AccountReading, readings
from retold.lineage.reuse import ReusedPassage, Shared, shared
from retold.lineage.rewrites import Likeness, likeness
from retold.model import Citation, Edge, Evidence, Moment, Story
from retold.spans import evidence

REPRINT = 0.5  # most of the shorter text
REPRINT_WORDS = 25  # two sentences; less is a quote or a notice that anybody prints
SHARE_WORDS = 10  # in a row or nearly; news agrees by chance in fewer (eval/lineage)
REWRITE = 0.3  # probability from which sentences that pair off tell of copying; chosen on eval/lineage
MAX_EVIDENCE = 40  # passages that a reader would look at; the rest adds nothing
ALL_PAIRS = 24  # accounts up to which every pair costs little; beyond, an index proposes
MAX_CANDIDATES = 12  # others that one account is compared with, so that work stays linear
MAX_CLOSE = 12  # as many as are asked for paraphrase: more than the sources that explain any text of eval/lineage
NEW_WORDS = 12  # a sentence of new words; fewer are a link or a bridge between borrowed ones
COARSE = 3  # steps into which shares are rounded, so that near ties go to the better credit
HALF = 0.5  # less of the text than this is new: it was taken as a whole
PART = 0.25  # share of words in common beyond which a rewrite is no news, unless nearly sure
CLEARLY = 0.8  # probability that is nearly sure

Kind = Literal["reprints", "rewrites", "shares"]


@dataclass(frozen=True, slots=True)
class Tie:
    """Two accounts and what ties them, before the weaker of several explanations go."""

    left: int
    right: int
    kind: Kind
    strength: float
    found: Shared | None
    alike: Likeness | None
    way: Direction


@dataclass(frozen=True, slots=True)
class Weighing:
    """What all pairs of a story need."""

    story: Story
    accounts: tuple[AccountReading, ...]
    credits: frozenset[tuple[str, str]]
    apart: frozenset[tuple[str, str]]
    places: dict[str, int]


def edges(story: Story, language: Language, config: Config) -> tuple[Edge, ...]:
    """All edges of the story, strongest first."""
    accounts = readings(story, language)
    credits = citing.credited(story, language)
    apart = citing.apart(story, config.independent, language)
    asked = citing.apart(story, config.treat_as_copy, language)
    places = {item.account: place for place, item in enumerate(accounts)}
    weighing = Weighing(story, accounts, frozenset(credits), apart, places)
    ties = [tie for tie in _ties(weighing) if (accounts[tie.left].account, accounts[tie.right].account) not in asked]
    made = [_edge(weighing, tie) for tie in _explained(weighing, ties)]
    made += [*_cites(weighing, credits), *_asked(weighing, asked)]
    return tuple(sorted(made, key=lambda edge: (-edge.strength, edge.kind, edge.source, edge.target)))


def _ties(weighing: Weighing) -> Iterator[Tie]:
    """The ties of all candidate pairs, ascending."""
    accounts = weighing.accounts
    close, retold = _close(accounts), _retold(accounts)
    for left, right in sorted(close | retold):
        if (accounts[left].account, accounts[right].account) in weighing.apart:
            continue
        tie = _tie(weighing, left, right, (left, right) in close, (left, right) in retold)
        if tie is not None:
            yield tie


def _close(accounts: Sequence[AccountReading]) -> set[tuple[int, int]]:
    """Pairs that share runs of words: in a large story those of which either is among the `MAX_CLOSE` that share most
    with the other, the earlier first. What a text took is explained by the few that it shares most with."""
    found = index.pairs([item.text.codes for item in accounts])
    if len(accounts) <= ALL_PAIRS:
        return {(pair.left, pair.right) for pair in found}
    ends = (
        (one, two, pair.shared) for pair in found for one, two in ((pair.left, pair.right), (pair.right, pair.left))
    )
    near = grouped((one, (-shared, two)) for one, two, shared in ends)
    return {
        (min(place, other), max(place, other)) for place, held in near.items() for _, other in sorted(held)[:MAX_CLOSE]
    }


def _retold(accounts: Sequence[AccountReading]) -> set[tuple[int, int]]:
    """Pairs that may retell each other: all of them in a small story, else those that share the most rare marks."""
    count = len(accounts)
    if count <= ALL_PAIRS:
        return {(left, right) for left in range(count) for right in range(left + 1, count)}
    marks = [sorted({mark for sentence in item.sentences for mark in sentence.marks}) for item in accounts]
    holders = grouped((mark, place) for place, held in enumerate(marks) for mark in held)
    found: set[tuple[int, int]] = set()
    for place, own in enumerate(marks):
        rare = (holders[mark] for mark in own if len(holders[mark]) <= MAX_CANDIDATES)
        common = Counter(other for held in rare for other in held if other != place)
        best = sorted(common, key=lambda other: (-common[other], other))[:MAX_CANDIDATES]
        found.update((min(place, other), max(place, other)) for other in best)
    return found


def _tie(weighing: Weighing, left: int, right: int, close: bool, retold: bool) -> Tie | None:
    """What ties two accounts, None when nothing does; whether one paraphrases the other is asked where `retold`."""
    one, two = weighing.accounts[left], weighing.accounts[right]
    sides = Sides(one, two, weighing.story.published, weighing.credits)
    found = shared(one.text, two.text) if close else None
    if found is not None and found.words >= REPRINT_WORDS and max(found.left, found.right) >= REPRINT:
        strength = _copied(found)
        return Tie(left, right, "reprints", strength, found, None, direction(sides, found))
    alike = likeness(one, two) if retold else None
    if alike is not None and alike.score >= (
        CLEARLY if found is not None and max(found.left, found.right) >= PART else REWRITE
    ):
        return Tie(left, right, "rewrites", round(alike.score, 3), found, alike, direction(sides, found))
    if found is not None and found.words >= SHARE_WORDS:
        strength = _in_part(found)
        return Tie(left, right, "shares", strength, found, None, direction(sides, found))
    return None


def _copied(found: Shared) -> float:
    """Strength of a reprint: at half of a text 0.8, at nine tenths near 1."""
    return round(min(0.99, 0.55 + 0.5 * max(found.left, found.right)), 3)


def _in_part(found: Shared) -> float:
    """Strength of a shared passage: twelve words in a row may be chance, forty are none."""
    return round(min(0.95, 0.3 + 0.012 * found.words + 0.01 * min(found.longest, 30)), 3)


def _explained(weighing: Weighing, ties: Sequence[Tie]) -> list[Tie]:
    """For each taker the givers that explain something new, best first; undirected ties count for both sides."""
    kept: list[Tie] = []
    by_taker = grouped((_taker(weighing, tie), tie) for tie in ties)
    for taker in sorted(by_taker):
        held: set[int] = set()
        retold = False
        for tie in sorted(by_taker[taker], key=lambda tie: _rank(weighing, tie, taker)):
            words = _covered(tie, taker)
            new = len(words - held)
            if tie.kind == "rewrites":
                if retold or held:
                    continue
                retold = True
            elif new < min(NEW_WORDS, max(len(words), 1)) or (
                retold and new < HALF * len(weighing.accounts[taker].text)
            ):
                continue
            else:
                held |= words
            kept.append(tie)
    return kept


def _taker(weighing: Weighing, tie: Tie) -> int:
    """Index of the account that took; of an undirected tie the later one in order of publication."""
    return tie.right if tie.way.taker is None else weighing.places[tie.way.taker]


def _rank(weighing: Weighing, tie: Tie, taker: int) -> tuple[float, int, int, int]:
    """What explains more of the taker first; near equals: reprints before rewrites before shares, the earlier giver."""
    kinds = {"reprints": 0, "rewrites": 1, "shares": 2}
    other = tie.left if taker == tie.right else tie.right
    credited = (weighing.accounts[taker].account, weighing.accounts[other].account) in weighing.credits
    share = len(_covered(tie, taker)) / max(len(weighing.accounts[taker].text), 1)
    if tie.alike is not None:
        share = max(share, tie.alike.score * tie.alike.cover)
    pieces = len(tie.found.passages) if tie.found and tie.alike is None else 0
    settled = tie.way.taker is not None
    return (-round(share * COARSE) - credited, kinds[tie.kind], 0 if settled else pieces, other)


def _covered(tie: Tie, taker: int) -> set[int]:
    """Words of the taker that the tie explains."""
    if tie.found is None:
        return set()
    left = taker == tie.left
    return {
        place
        for passage in tie.found.passages
        for first, second, size in passage.runs
        for place in range(first if left else second, (first if left else second) + size)
    }


def _edge(weighing: Weighing, tie: Tie) -> Edge:
    one, two = weighing.accounts[tie.left], weighing.accounts[tie.right]
    taker = tie.way.taker or two.account
    giver = one.account if taker == two.account else two.account
    proof = tuple(_shown(one, two, tie))
    return Edge(taker, giver, tie.kind, tie.strength, proof, tie.way.taker is not None, _why(tie))


def _shown(one: AccountReading, two: AccountReading, tie: Tie) -> Iterator[Evidence]:
    """The passages or sentences on both sides, the longest first where there are many, then in text order."""
    if tie.alike is not None:
        for match in sorted(tie.alike.matches, key=lambda item: (-item.like, item.left))[: MAX_EVIDENCE // 2]:
            for side, place in ((one, match.left), (two, match.right)):
                yield evidence(side.analysis.article, side.sentences[place].span)
        for ours, theirs in tie.alike.drifts:
            yield evidence(one.analysis.article, ours)
            yield evidence(two.analysis.article, theirs)
        return
    passages: Sequence[ReusedPassage] = tie.found.passages if tie.found else ()
    longest = sorted(passages, key=lambda item: (-item.same, item.left))[: MAX_EVIDENCE // 2]
    for passage in sorted(longest, key=lambda item: item.left):
        yield evidence(one.analysis.article, one.text.span(*passage.left))
        yield evidence(two.analysis.article, two.text.span(*passage.right))


def _why(tie: Tie) -> str:
    """One plain sentence on what ties the accounts and what tells the direction."""
    if tie.alike is not None:
        said = (
            f"{len(tie.alike.matches)} sentences tell the same with the same names and numbers, "
            f"{round(100 * tie.alike.cover)} % of the shorter account; order alike {round(100 * tie.alike.order)} %"
        )
        if tie.alike.drifts:
            said += f"; quotes reworded: {len(tie.alike.drifts)}"
    else:
        found = tie.found
        words, share = (found.words, max(found.left, found.right)) if found else (0, 0.0)
        said = f"{words} words to the letter outside quotes, {round(100 * share)} % of one account"
    return f"{said}; direction: {tie.way.why}"


def _cites(weighing: Weighing, credits: dict[tuple[str, str], list[Citation]]) -> Iterator[Edge]:
    """An edge for each account that credits another's outlet."""
    published = weighing.story.published
    for (taker, giver), found in sorted(credits.items(), key=lambda item: item[0]):
        if (taker, giver) in weighing.apart:
            continue
        item = weighing.accounts[weighing.places[taker]].analysis
        proof = tuple(evidence(item.article, citation.span, citation.id) for citation in found[:MAX_EVIDENCE])
        later = _published_before(published, taker, giver)
        why = f"{len(found)} credit{'s' if len(found) > 1 else ''} of the other's outlet"
        yield Edge(taker, giver, "cites", 0.6 if later else 0.9, proof, True, why)


def _published_before(published: dict[str, Moment], taker: str, giver: str) -> bool:
    """Whether the account that credits came out first: then it credits another article of that outlet."""
    one, two = published.get(taker), published.get(giver)
    if one is None or two is None or not one.latest or not two.earliest:
        return False
    return one.latest[:10] < two.earliest[:10]


def _asked(weighing: Weighing, asked: frozenset[tuple[str, str]]) -> Iterator[Edge]:
    """The pairs that the caller wants treated as copies: the later took from the earlier."""
    for left, right in sorted(asked):
        if weighing.places[left] < weighing.places[right]:
            yield Edge(right, left, "reprints", 1.0, (), True, "treated as a copy, as asked")
