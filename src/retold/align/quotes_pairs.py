"""Pairs of sentences that may render one thing said, and what speaks for it.

In: the sentences of `quotes.gather`. Out: pairs with named features. Two inverted indexes propose: rare keys, and runs
of three words to the letter; both lists are short and each sentence keeps few candidates an account, so that the work
grows with the words said and not with the pairs of sentences.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum, log

from retold.align.quotes import WORD, QuoteWords, SaidSentence, fold, numeric
from retold.grouping import grouped

MARKED = re.compile(r"[“\"‘']([^“”\"]{2,120}?)[”\"’'](?!\w)")  # words inside quotation marks, within one sentence
MAX_POSTINGS = 20  # bound on work: of the sentences with a key, the latest
MAX_CANDIDATES = 8  # bound on pairs a sentence, so that work is linear in sentences
AN_ACCOUNT = 4  # of these from one account: an account seldom renders one sentence more often
MAX_WORDS = 80  # bound on work a sentence
MAX_PLACES = 8  # bound on work: a word that stands more often in a sentence is a function word
# words in a run that is looked up to the letter
RUN = 3
# so much of the lighter sentence's weight, and of the heavier one's, must be shared; of the labelled pairs that are
# more likely one than not, one in 500 shares less
LEAST_SHARED = 0.2
LEAST_OF_ALL = 0.1
# a run to the letter weighs as much as so many keys that occur once
RUN_KEYS = 1.0
# a story of a few sentences tells little of how rare a word is: it is taken for one of so many
LEAST_SENTENCES = 60
# what is paraphrased in fewer words, or told, is no sentence that a reader can compare: "accused them of theft"
LEAST_WORDS = 4
LEAST_KEYS = 2
# stances under which words were said aloud; the others are thoughts, wishes and plans
SPOKEN = frozenset({
    "said", "asked", "denied", "promised", "warned", "alleged", "suggested", "agreed", "ruled", "reported", "accused",
    "predicted", "refused",
})  # fmt: skip
FEATURES = (
    "smaller", "larger", "shared", "run", "runs", "marked", "names", "other_names", "numbers",
    "other_numbers", "same_speaker", "near_speaker", "kind_speaker", "other_speaker", "direct", "mixed", "told",
    "unspoken", "short", "first", "margin", "near",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class KeyedSentence:
    """A sentence as it is compared: its words to the letter, its keys with their weight, numbers, words in marks."""

    said: SaidSentence
    words: tuple[str, ...]
    weights: dict[str, float]
    mass: float
    numbers: frozenset[str]
    marked: frozenset[str]
    keys: frozenset[str]
    names: frozenset[str]
    twos: frozenset[str]
    runs: frozenset[str]
    places: Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class SpeechPair:
    """Two sentences by index, `left` < `right`, with the features of `FEATURES` by name."""

    left: int
    right: int
    features: Mapping[str, float]


def readings(found: Sequence[SaidSentence], words: QuoteWords) -> list[KeyedSentence]:
    """Each sentence with the weights of its keys: the logarithm of how rare a key is among the story's sentences."""
    keys = [item.keys for item in found]
    counts = Counter(key for held in keys for key in held)
    size = max(len(found), LEAST_SENTENCES)
    weight = {key: log(1 + size / count) for key, count in counts.items()}
    return [_reading(item, held, weight, words) for item, held in zip(found, keys, strict=True)]


def _reading(said: SaidSentence, keys: frozenset[str], weight: Mapping[str, float], words: QuoteWords) -> KeyedSentence:
    text = said.text
    letters = tuple(fold(match.group()) for match in WORD.finditer(text))[:MAX_WORDS]
    weights = {key: weight[key] for key in sorted(keys)}
    numbers = frozenset(word for word in letters if numeric(word, words))
    return KeyedSentence(
        said, letters, weights, sum(weights.values()), numbers, _marked(said, letters), keys, said.names,
        _runs(letters, 2), _runs(letters, RUN), _places(letters),
    )  # fmt: skip


def _places(letters: Sequence[str]) -> dict[str, list[int]]:
    """The first places of each word, at most `MAX_PLACES`: what a run of words is looked up by."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(letters):
        if len(places[word]) < MAX_PLACES:
            places[word].append(place)
    return dict(places)


def _marked(said: SaidSentence, letters: Sequence[str]) -> frozenset[str]:
    """The words inside quotation marks: all of direct speech, else those between marks."""
    if said.form == "direct":
        return frozenset(letters)
    inside = [match.group(1) for match in MARKED.finditer(said.text + "”")]
    return frozenset(fold(word) for text in inside for word in WORD.findall(text))


def pairs(found: Sequence[SaidSentence], words: QuoteWords, near: Mapping[tuple[str, str], str]) -> list[SpeechPair]:
    """The candidate pairs with their features, in order. `near` tells speakers that may be one."""
    read = readings(found, words)
    proposed = _proposed(read)
    ranks = _ranks(proposed)
    made = {pair: _features(read[pair[0]], read[pair[1]], near) for pair in proposed}
    for pair, held in made.items():
        held["first"], held["margin"] = ranks[pair]
    _neighbours(read, made)
    return [SpeechPair(left, right, held) for (left, right), held in sorted(made.items())]


def _proposed(read: Sequence[KeyedSentence]) -> dict[tuple[int, int], float]:
    """The pairs worth a look with the weight that they share."""
    said: defaultdict[str, list[int]] = defaultdict(list)
    told: defaultdict[str, list[int]] = defaultdict(list)
    found: dict[tuple[int, int], float] = {}
    heavy = RUN_KEYS * log(1 + max(len(read), LEAST_SENTENCES))
    for number, item in enumerate(read):
        if item.said.form in ("indirect", "told") and (len(item.words) < LEAST_WORDS or len(item.weights) < LEAST_KEYS):
            continue
        looked = item.weights | dict.fromkeys(sorted(item.runs), heavy)
        scores: defaultdict[int, float] = defaultdict(float)
        indexes, own = ((said,), told) if item.said.quote is None else ((said, told), said)
        for key, weight in looked.items():
            for index in indexes:
                for other in index.get(key, ())[-MAX_POSTINGS:]:
                    scores[other] += weight
            own[key].append(number)
        found.update({(other, number): scores[other] for other in _best(read, number, scores)})
    return found


def _runs(words: Sequence[str], size: int) -> frozenset[str]:
    return frozenset(" ".join(words[place : place + size]) for place in range(len(words) - size + 1))


def _best(read: Sequence[KeyedSentence], number: int, scores: Mapping[int, float]) -> list[int]:
    """Of the earlier sentences those that share the most, at most `AN_ACCOUNT` an account."""
    mine, mass = read[number].said, read[number].mass
    held: Counter[str] = Counter()
    kept: list[int] = []
    enough = [
        other for other, score in scores.items()
        if score >= LEAST_SHARED * min(mass, read[other].mass) and score >= LEAST_OF_ALL * max(mass, read[other].mass)
    ]  # fmt: skip
    for other in sorted(enough, key=lambda place: (-scores[place], place)):
        theirs = read[other].said
        if not may_be_one(mine, theirs) or held[theirs.account] == AN_ACCOUNT:
            continue
        held[theirs.account] += 1
        kept.append(other)
        if len(kept) == MAX_CANDIDATES:
            break
    return kept


def may_be_one(one: SaidSentence, two: SaidSentence) -> bool:
    """Two accounts, or headline and text of one; what is reported on both sides is nobody's words."""
    if one.quote is None and two.quote is None:
        return False
    return one.account != two.account or (one.part != two.part and "headline" in (one.part, two.part))


def _ranks(proposed: Mapping[tuple[int, int], float]) -> dict[tuple[int, int], tuple[float, float]]:
    """For each pair whether each is the other's best, and how far the best falls behind: over all its candidates."""
    held = grouped((end, score) for pair, score in proposed.items() for end in pair)
    best = {end: max(scores) for end, scores in held.items()}
    found = {}
    for pair, score in proposed.items():
        shares = [score / best[end] for end in pair]
        found[pair] = (sum(score == best[end] for end in pair) / 2, min(shares))
    return found


def _features(one: KeyedSentence, two: KeyedSentence, near: Mapping[tuple[str, str], str]) -> dict[str, float]:
    total = fsum(one.weights[key] for key in one.keys & two.keys)
    smaller, larger = sorted((one.mass, two.mass))
    longest, runs = common(one, two)
    shorter = max(1, min(len(one.words), len(two.words)))
    names = one.names & two.names
    left, right = one.names - two.names, two.names - one.names
    forms = {one.said.form, two.said.form}
    speakers = _speakers(one.said.speaker, two.said.speaker, near)
    return {
        "smaller": total / smaller if smaller else 0.0,
        "larger": total / larger if larger else 0.0,
        "shared": log(1 + total),
        "run": log(1 + longest),
        "runs": runs / shorter,
        "marked": _both_marked(one, two),
        "names": min(len(names), 3) / 3,
        "other_names": float(bool(left) and bool(right)),
        "numbers": float(bool(one.numbers & two.numbers)),
        "other_numbers": float(bool(one.numbers - two.numbers) and bool(two.numbers - one.numbers)),
        **{f"{kind}_speaker": float(speakers == kind) for kind in ("same", "near", "kind", "other")},
        "direct": float(forms == {"direct"}),
        "mixed": float("mixed" in forms),
        "told": float("told" in forms),
        "unspoken": float(any(item.said.stance not in SPOKEN for item in (one, two))),
        "short": 1 / shorter,
    }


def _both_marked(one: KeyedSentence, two: KeyedSentence) -> float:
    """The words in quotation marks on both sides, as a share of those on the side with fewer in marks."""
    fewer = min(len(one.marked), len(two.marked))
    return len(one.marked & two.marked) / fewer if fewer else 0.0


def _speakers(one: str | None, two: str | None, near: Mapping[tuple[str, str], str]) -> str:
    if one is None or two is None:
        return "unknown"
    if one == two:
        return "same"
    return near.get((min(one, two), max(one, two)), "other")


def common(one: KeyedSentence, two: KeyedSentence) -> tuple[int, int]:
    """Words in the longest run that both have, and in all runs of `RUN` words or more, from left to right."""
    if one.words == two.words:
        return len(one.words), len(one.words) if len(one.words) >= RUN else 0
    if one.runs.isdisjoint(two.runs):
        return (1 if one.twos.isdisjoint(two.twos) else 2), 0
    longest = total = place = 0
    while place < len(one.words):
        others = two.places.get(one.words[place], ())
        size = max((_run(one.words, two.words, place, other) for other in others), default=0)
        longest = max(longest, size)
        total += size if size >= RUN else 0
        place += size if size >= RUN else 1
    return longest, total


def _run(one: Sequence[str], two: Sequence[str], first: int, second: int) -> int:
    size = 0
    while first + size < len(one) and second + size < len(two) and one[first + size] == two[second + size]:
        size += 1
    return size


def _neighbours(read: Sequence[KeyedSentence], made: dict[tuple[int, int], dict[str, float]]) -> None:
    """`near`: how much the sentences beside the two share, before and after, the better of both."""
    spots = {(item.said.account, item.said.place): item.said.index for item in read}
    for (left, right), held in made.items():
        one, two = read[left].said, read[right].said
        best = 0.0
        for step in (-1, 1):
            first = spots.get((one.account, one.place + step), -1)
            second = spots.get((two.account, two.place + step), -1)
            beside = made.get((min(first, second), max(first, second)))
            if beside is not None:
                best = max(best, beside["larger"])
        held["near"] = best
