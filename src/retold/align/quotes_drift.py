"""What one rendering of an utterance adds to, drops from or changes in another, word by word.

In: two texts and the lexicon of comparing quotes. Out: a `Drift`. Clauses that changed their order are put side by side
first; the word alignment is the longest common subsequence (Hunt and Szymanski's problem, as rapidfuzz solves it).
"""

from collections import Counter
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from retold.align.quotes import WORD, QuoteWords, SaidSentence, fold, numeric
from retold.grouping import grouped
from retold.model import Drift

MAX_WORDS = 400  # bound on work: differences are read from a table of words by words
SHORT_RUN = 3  # words: shorter runs that two texts share are mostly function words
Op = tuple[str, str, str]
# kinds of words that change what a quote says, the gravest first
CLASSES = ("negation", "number", "condition", "strength")
# what a reader is told of each change
SAYS = {
    "negation": "a negation",
    "number": "a number",
    "condition": "a condition or how sure it is",
    "strength": "how strong it is",
    "name": "a name",
}


@dataclass(frozen=True, slots=True)
class FoldedWording:
    """A rendering as clauses of words: as written, and folded for comparing. `names` are folded, too."""

    clauses: tuple[tuple[str, ...], ...]
    folded: tuple[tuple[str, ...], ...]
    keys: tuple[frozenset[str], ...]
    names: frozenset[str]
    direct: bool

    @property
    def size(self) -> int:
        """Number of words."""
        return sum(len(clause) for clause in self.clauses)


@dataclass(frozen=True, slots=True)
class AlignedBlock:
    """Aligned clauses `[first, last)` of two renderings; one side is empty where a clause has no counterpart."""

    base: tuple[int, int]
    other: tuple[int, int]

    @property
    def paired(self) -> bool:
        """Whether both sides hold something."""
        return self.base[0] < self.base[1] and self.other[0] < self.other[1]


def wording(said: SaidSentence) -> FoldedWording:
    """The words of a quote by clause, at most `MAX_WORDS`."""
    text = said.analysis.article.text
    clauses: list[tuple[str, ...]] = []
    keys: list[frozenset[str]] = []
    left = MAX_WORDS
    for clause in said.clauses:
        found = tuple(match.group() for match in WORD.finditer(text, *clause.span))[:left]
        if found:
            left -= len(found)
            clauses.append(found)
            keys.append(clause.keys)
    names = frozenset(name for clause in said.clauses for name in clause.names)
    folded = tuple(tuple(fold(word) for word in clause) for clause in clauses)
    return FoldedWording(tuple(clauses), folded, tuple(keys), names, said.form == "direct")


def drift(base: int, other: int, one: FoldedWording, two: FoldedWording, words: QuoteWords) -> Drift:
    """The Drift of rendering `other` against rendering `base` (indices of the utterance's renderings)."""
    shift = words.backshift if one.direct != two.direct else {}
    ops: list[Op] = []
    inner: list[Op] = []
    for block in blocks(one, two):
        made = _ops(one, two, block, shift)
        ops.extend(made)
        if block.paired:
            inner.extend(made)
    equal = sum(len(left.split()) for kind, left, _ in ops if kind == "equal")
    size = one.size + two.size
    marks = _marks(inner, one, two, words)
    similarity = round(2 * equal / size, 4) if size else 1.0
    return Drift(base, other, tuple(ops), tuple(marks), similarity, _why(ops, marks))


def longest_run(found: Drift) -> tuple[int, int]:
    """Words in the longest run that both renderings share, and in all runs of three words or more."""
    runs = [len(left.split()) for kind, left, _ in found.ops if kind == "equal"]
    return max(runs, default=0), sum(run for run in runs if run >= SHORT_RUN)


def blocks(one: FoldedWording, two: FoldedWording) -> list[AlignedBlock]:
    """The alignment of the clauses of two renderings, in the order of `two`; clauses left out keep their place."""
    matched = _matches(one, two)
    found: list[AlignedBlock] = []
    emitted: set[int] = set()
    used = set(matched.values())
    for place in range(len(two.clauses)):
        target = matched.get(place)
        if target is None:
            found.append(AlignedBlock((0, 0), (place, place + 1)))
            continue
        for skipped in range(target):
            if skipped not in used and skipped not in emitted:
                emitted.add(skipped)
                found.append(AlignedBlock((skipped, skipped + 1), (0, 0)))
        last = found[-1] if found else None
        if last is not None and last.paired and last.other[1] == place and last.base[1] in (target, target + 1):
            found[-1] = AlignedBlock((last.base[0], target + 1), (last.other[0], place + 1))
        elif target not in emitted:
            found.append(AlignedBlock((target, target + 1), (place, place + 1)))
        else:
            found.append(AlignedBlock((0, 0), (place, place + 1)))
        emitted.add(target)
    rest = [place for place in range(len(one.clauses)) if place not in emitted]
    return found + [AlignedBlock((place, place + 1), (0, 0)) for place in rest]


def _matches(one: FoldedWording, two: FoldedWording) -> dict[int, int]:
    """For each clause of `two`, the clause of `one` that shares the most with it, where that is enough."""
    index = grouped((key, place) for place, keys in enumerate(one.keys) for key in keys)
    found: dict[int, int] = {}
    for place, keys in enumerate(two.keys):
        counts = Counter(target for key in sorted(keys) for target in index.get(key, ()))
        if not counts:
            continue
        target, shared = min(counts.items(), key=lambda item: (-item[1], abs(item[0] - place), item[0]))
        if shared >= 2 or 2 * shared >= min(len(keys), len(one.keys[target])):
            found[place] = target
    if not found and one.clauses and two.clauses and len(one.clauses) == len(two.clauses) == 1:
        found[0] = 0
    return found


def _ops(one: FoldedWording, two: FoldedWording, block: AlignedBlock, shift: dict[str, str]) -> list[Op]:
    left = [word for clause in one.clauses[slice(*block.base)] for word in clause]
    right = [word for clause in two.clauses[slice(*block.other)] for word in clause]
    folded = [shift.get(word, word) for clause in one.folded[slice(*block.base)] for word in clause]
    folded_right = [shift.get(word, word) for clause in two.folded[slice(*block.other)] for word in clause]
    found: list[Op] = []
    for code in LCSseq.opcodes(folded, folded_right):
        gone = " ".join(left[code.src_start : code.src_end])
        new = " ".join(right[code.dest_start : code.dest_end])
        kind: str = code.tag
        if found and kind in ("insert", "delete") and found[-1][0] in ("insert", "delete", "replace"):
            # a deletion beside an insertion is a change
            gone = " ".join(filter(None, (found[-1][1], gone)))
            new = " ".join(filter(None, (found[-1][2], new)))
            found.pop()
            kind = "replace" if gone and new else "insert" if new else "delete"
        found.append((kind, gone, new))
    return found


def _marks(ops: list[Op], one: FoldedWording, two: FoldedWording, words: QuoteWords) -> list[str]:
    """Classes of words that only one of two aligned stretches has, and names that were exchanged."""
    gone = [fold(word) for kind, left, _ in ops if kind != "equal" for word in left.split()]
    new = [fold(word) for kind, _, right in ops if kind != "equal" for word in right.split()]
    found = [name for name in CLASSES if _of(gone, name, words) != _of(new, name, words)]
    left_names = {word for word in gone if word in one.names} - two.names
    right_names = {word for word in new if word in two.names} - one.names
    if left_names and right_names:
        found.append("name")
    return found


def _of(told: list[str], name: str, words: QuoteWords) -> list[str]:
    """The words of a class, sorted."""
    if name == "number":
        return sorted(word for word in told if numeric(word, words))
    known, endings = words.classes.get(name, frozenset()), words.negated if name == "negation" else ()
    return sorted(word for word in told if word in known or word.endswith(endings))


def _why(ops: list[Op], marks: list[str]) -> str:
    kinds = {kind for kind, _, _ in ops}
    if kinds <= {"equal"}:
        return "The words are the same."
    if marks:
        listed = [SAYS[mark] for mark in marks]
        return f"The wordings differ in {', '.join(listed[:-1]) + ' and ' if len(listed) > 1 else ''}{listed[-1]}."
    if kinds <= {"equal", "delete"}:
        return "The second rendering leaves words out."
    if kinds <= {"equal", "insert"}:
        return "The second rendering has more words."
    return "The two are worded differently."
