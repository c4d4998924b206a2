"""Which quotes of several accounts render one thing said.

In: a Story. Out: groups of `Said`, the renderings of one utterance. Quotes are cut into clauses; clauses that share
rare words, numbers, names or synonyms, in any order, are tied; ties join quotes. An index over rare words with short
posting lists finds the candidates, so the work grows with the words said, not with the pairs of quotes.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import log

from retold.languages import Language
from retold.model import Analysis, Quote, Story, Term

MAX_POSTINGS = 40
MAX_CANDIDATES = 24
MAX_CLAUSES = 40
MIN_KEYS = 3
CUTS = ".!?;:…"
SOFT = ",-–—"
SOFT_AFTER = 9
# a word in more than this share of the clauses tells nothing
COMMON = 0.06
VERBATIM = 0.8
# a quote of so few words worth comparing is also compared as a whole
SHORT_KEYS = 10


@dataclass(frozen=True, slots=True)
class Words:
    """The lexicon of comparing quotes: word classes that matter, words that do not, and synonyms by group."""

    classes: dict[str, frozenset[str]]
    skip: frozenset[str]
    group: dict[str, str]
    backshift: dict[str, str]


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a quote: its keys (lemmas, or their synonym group), and which of them are names."""

    said: int
    span: tuple[int, int]
    keys: frozenset[str]
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Said:
    """One quote of one account, with its speaker in the story and the part of the article it stands in."""

    index: int
    analysis: Analysis
    quote: Quote
    speaker: str | None
    part: str
    clauses: tuple[Clause, ...]

    @property
    def text(self) -> str:
        """The words said; an ellipsis stands where the account interrupts them."""
        text = self.analysis.article.text
        return " … ".join(text[start:end] for start, end in self.quote.spans)


@dataclass(frozen=True, slots=True)
class Tie:
    """Two quotes that share a clause. `strength` is the weighted share of the smaller clause's words."""

    left: int
    right: int
    strength: float
    shared: int


@cache
def words_of(language: Language) -> Words:
    """The compiled lexicon of a language."""
    table = language.table("quotes")
    drift = {name: frozenset(row.split()) for name, row in table.get("drift", {}).items()}
    group: dict[str, str] = {}
    for line in table.get("synonyms", {}).get("groups", []):
        members = line.split()
        for member in members:
            group.setdefault(member, members[0])
    shift = dict(pair.split("=") for pair in sorted(drift.pop("backshift", ())))
    skip = drift.pop("skip", frozenset())
    return Words(drift, skip, group, shift)


def gather(story: Story, language: Language) -> list[Said]:
    """All quotes of the story that say enough to be compared, in the order of accounts and text."""
    words = words_of(language)
    found: list[Said] = []
    for analysis in story.analyses:
        parts = sorted((part.span, part.kind) for part in analysis.article.parts)
        starts = [term.span[0] for term in analysis.terms]
        for quote in analysis.quotes:
            clauses = tuple(_clauses(len(found), analysis, quote, starts, words))
            speaker = quote.speaker.entity
            who = story.entity_of.get((analysis.article.id, speaker)) if speaker is not None else None
            found.append(Said(len(found), analysis, quote, who, _part(parts, quote.spans[0][0]), clauses))
    return found


def _part(parts: Sequence[tuple[tuple[int, int], str]], offset: int) -> str:
    index = bisect_left(parts, ((offset + 1, 0), "")) - 1
    if index >= 0 and parts[index][0][0] <= offset < parts[index][0][1]:
        return parts[index][1]
    return "body"


def _clauses(said: int, analysis: Analysis, quote: Quote, starts: list[int], words: Words) -> Iterator[Clause]:
    """The clauses of a quote, the first `MAX_CLAUSES`; one without a word worth comparing has no keys."""
    made = 0
    for start, end in quote.spans:
        for first, last in _cut(analysis.article.text, start, end):
            terms = analysis.terms[bisect_left(starts, first) : bisect_left(starts, last)]
            keys, names = _keys(terms, words)
            if made < MAX_CLAUSES:
                made += 1
                yield Clause(said, (first, last), keys, names)


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut at stops, and at commas and dashes once a clause is long enough to stand by itself."""
    first, count = start, 0
    for place in range(start, end):
        char = text[place]
        if char == " ":
            count += 1
        after = text[place + 1] if place + 1 < end else " "
        if (char in CUTS and after in " \"'”’\n") or (char in SOFT and count >= SOFT_AFTER and after == " "):
            if place > first:
                yield first, place
            first, count = place + 1, 0
    if first < end:
        yield first, end


def _keys(terms: Sequence[Term], words: Words) -> tuple[frozenset[str], frozenset[str]]:
    keys: set[str] = set()
    names: set[str] = set()
    for term in terms:
        if term.lemma in words.skip or not any(char.isalnum() for char in term.lemma):
            continue
        key = words.group.get(term.lemma, term.lemma)
        keys.add(key)
        if term.pos == "PROPN":
            names.add(key)
    return frozenset(keys), frozenset(names)


def ties(found: Sequence[Said]) -> list[Tie]:
    """The ties between quotes, each pair once with its strongest clause, in order."""
    clauses = [clause for said in found for clause in (*said.clauses, *_whole(said))]
    counts = Counter(key for clause in clauses for key in clause.keys)
    weight = {key: log(1 + len(clauses) / count) for key, count in counts.items()}
    everywhere = _everywhere(found, counts, len(clauses))
    postings: defaultdict[str, list[int]] = defaultdict(list)
    mass = [sum(weight[key] for key in sorted(clause.keys)) for clause in clauses]
    best: dict[tuple[int, int], Tie] = {}
    for number, clause in enumerate(clauses):
        for other in _candidates(clause, postings, weight, counts):
            left = clauses[other]
            if left.said == clause.said or len(left.keys & clause.keys) < MIN_KEYS:
                continue
            tie = _tie(found, (left, clause), (mass[other], mass[number]), weight, everywhere)
            if tie is not None:
                pair = (tie.left, tie.right)
                if pair not in best or best[pair].strength < tie.strength:
                    best[pair] = tie
        for key in clause.keys:
            postings[key].append(number)
    return [best[pair] for pair in sorted(best)]


def _whole(said: Said) -> Iterator[Clause]:
    """A short quote of several clauses as one more: another account may say its sentences as one."""
    keys = frozenset(key for clause in said.clauses for key in clause.keys)
    if len(said.clauses) > 1 and len(keys) <= SHORT_KEYS:
        names = frozenset(name for clause in said.clauses for name in clause.names)
        yield Clause(said.index, (said.quote.spans[0][0], said.quote.spans[-1][1]), keys, names)


def _everywhere(found: Sequence[Said], counts: Counter[str], total: int) -> frozenset[str]:
    """Words that tell nothing in this story: in many clauses, and again and again in one account. A word that many
    accounts use once each may be the very utterance they all render."""
    accounts: defaultdict[str, set[str]] = defaultdict(set)
    for said in found:
        for clause in said.clauses:
            for key in clause.keys:
                accounts[key].add(said.analysis.article.id)
    often = max(3, COMMON * total)
    return frozenset(key for key, count in counts.items() if count > often and count >= 2 * len(accounts[key]))


def _candidates(
    clause: Clause, postings: dict[str, list[int]], weight: dict[str, float], counts: Counter[str]
) -> list[int]:
    """Earlier clauses that share the most weight by words that are not everywhere."""
    scores: defaultdict[int, float] = defaultdict(float)
    for key in sorted(clause.keys):
        if counts[key] > 1:
            for other in postings.get(key, ())[-MAX_POSTINGS:]:
                scores[other] += weight[key]
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    return [other for other, _ in ranked[:MAX_CANDIDATES]]


def _tie(
    found: Sequence[Said],
    pair: tuple[Clause, Clause],
    masses: tuple[float, float],
    weight: dict[str, float],
    everywhere: frozenset[str],
) -> Tie | None:
    """`masses` are the weights of all words of each clause."""
    left, right = pair
    one, two = found[left.said], found[right.said]
    shared = left.keys & right.keys
    plain = len(shared - left.names - right.names - everywhere)
    total = sum(weight[key] for key in sorted(shared))
    smaller, larger = min(masses), max(masses)
    strength = total / smaller if smaller else 0.0
    if not _enough(one, two, (len(shared), plain), strength, total / larger if larger else 0.0):
        return None
    return Tie(one.index, two.index, round(strength, 4), len(shared))


def _enough(one: Said, two: Said, counts: tuple[int, int], strength: float, jointly: float) -> bool:
    """How much must be shared: less for one speaker, more for unknown or different ones, most within one account."""
    shared, plain = counts
    if jointly >= VERBATIM and shared >= MIN_KEYS:
        return True
    known = one.speaker is not None and two.speaker is not None
    if one.analysis is two.analysis:
        titles = one.part != two.part
        return shared >= MIN_KEYS and plain >= 2 and strength >= (0.6 if titles else 0.8) and jointly >= 0.35
    if known and one.speaker == two.speaker:
        return shared >= MIN_KEYS and plain >= 2 and strength >= 0.5 and jointly >= 0.25
    if known:
        verbatim = "direct" in (one.quote.form, two.quote.form)
        return verbatim and shared >= 4 and plain >= 3 and strength >= 0.8 and jointly >= 0.5
    return shared >= 4 and plain >= 2 and strength >= 0.6 and jointly >= 0.35


def groups(story: Story, language: Language) -> list[list[Said]]:
    """The renderings of each utterance, in the order of accounts and text; groups by their first member."""
    return story.once("quotes.groups", lambda: _groups(story, language))


def _groups(story: Story, language: Language) -> list[list[Said]]:
    found = gather(story, language)
    parent = list(range(len(found)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for tie in ties(found):
        one, two = sorted((root(tie.left), root(tie.right)))
        parent[two] = one
    members: dict[int, list[Said]] = {}
    for said in found:
        members.setdefault(root(said.index), []).append(said)
    return [members[key] for key in sorted(members)]
