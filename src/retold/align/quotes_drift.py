"""What one rendering of an utterance adds to, drops from or changes in another, word by word.

In: two texts and the lexicon of comparing quotes. Out: a `Drift`. Clauses that changed their order are put side by side
first; the word alignment is the longest common subsequence (Hunt and Szymanski's problem, as rapidfuzz solves it).
"""

import re
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from retold.align.quotes import Said, Words
from retold.model import Drift

WORD = re.compile(r"\w+(?:['’.,]\w+)*")
MAX_WORDS = 400
CLASSES = ("negation", "number", "condition", "strength")
SAYS = {
    "negation": "a negation",
    "number": "a number",
    "condition": "a condition or how sure it is",
    "strength": "how strong it is",
    "name": "a name",
}


@dataclass(frozen=True, slots=True)
class Wording:
    """A rendering as words: as written, folded for comparing, and which folded words are names."""

    written: tuple[str, ...]
    folded: tuple[str, ...]
    names: frozenset[str]


def wording(said: Said) -> Wording:
    """The words of a quote, at most `MAX_WORDS`."""
    written: list[str] = []
    names: set[str] = set()
    text = said.analysis.article.text
    for start, end in said.quote.spans:
        written.extend(match.group() for match in WORD.finditer(text, start, end))
    for clause in said.clauses:
        names |= clause.names
    kept = tuple(written[:MAX_WORDS])
    return Wording(kept, tuple(word.replace("’", "'").lower() for word in kept), frozenset(names))


def drift(base: int, other: int, one: Wording, two: Wording, words: Words) -> Drift:
    """The Drift of rendering `other` against rendering `base` (indices of the utterance's renderings)."""
    ops = _ops(one, two)
    equal = sum(len(left.split()) for kind, left, _ in ops if kind == "equal")
    size = len(one.folded) + len(two.folded)
    similarity = round(2 * equal / size, 4) if size else 1.0
    marks = _marks(ops, one, two, words)
    return Drift(base, other, tuple(ops), tuple(marks), similarity, _why(ops, marks))


def _ops(one: Wording, two: Wording) -> list[tuple[str, str, str]]:
    found: list[tuple[str, str, str]] = []
    for code in LCSseq.opcodes(one.folded, two.folded):
        left = " ".join(one.written[code.src_start : code.src_end])
        right = " ".join(two.written[code.dest_start : code.dest_end])
        kind: str = code.tag
        if found and kind in ("insert", "delete") and found[-1][0] in ("insert", "delete", "replace"):
            # a deletion beside an insertion is a change
            left = " ".join(filter(None, (found[-1][1], left)))
            right = " ".join(filter(None, (found[-1][2], right)))
            found.pop()
            kind = "replace" if left and right else "insert" if right else "delete"
        found.append((kind, left, right))
    return found


def _marks(ops: list[tuple[str, str, str]], one: Wording, two: Wording, words: Words) -> list[str]:
    """Classes of words that one rendering has more often than the other, and names that only one has."""
    gone = [_fold(word) for kind, left, _ in ops if kind != "equal" for word in left.split()]
    new = [_fold(word) for kind, _, right in ops if kind != "equal" for word in right.split()]
    dropped_only = bool(gone) and not new
    found = []
    for name in CLASSES:
        left = sorted(word for word in gone if _is(word, name, words))
        right = sorted(word for word in new if _is(word, name, words))
        if left != right and (name in ("negation", "number") or not dropped_only or _within(ops, name, words)):
            found.append(name)
    names = one.names | two.names
    changed = {word for word in gone if word in names} ^ {word for word in new if word in names}
    if new and changed:
        found.append("name")
    return found


def _within(ops: list[tuple[str, str, str]], name: str, words: Words) -> bool:
    """Whether a dropped word of the class stood between words that were kept, not in a part left out altogether."""
    for index, (kind, left, _) in enumerate(ops):
        inner = 0 < index < len(ops) - 1
        if kind == "delete" and inner and any(_is(_fold(word), name, words) for word in left.split()):
            return True
    return False


def _fold(word: str) -> str:
    return word.replace("’", "'").lower()


def _is(word: str, name: str, words: Words) -> bool:
    if name == "number":
        return any(char.isdigit() for char in word) or word in words.classes.get("numbers", ())
    if name == "negation" and word.endswith("n't"):
        return True
    return word in words.classes.get(name, ())


def _why(ops: list[tuple[str, str, str]], marks: list[str]) -> str:
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
