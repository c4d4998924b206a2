"""Are two names one name?

In: two names as written and their type. Out: how far they may stand for one, 0..1, and feature by feature why. Words
are folded (scripts, diacritics, titles, legal forms), aligned one to one whatever their order, and what is left over
on either side decides: something left on both sides means two names, on one side a fuller and a shorter form.
"""

import itertools
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from retold.model import MentionType
from retold.resolve.names.fold import Folded, fold_organization, fold_person, readable, skeleton, sound, tables
from retold.resolve.names.words import bare_bones, gender_pair, person_words, thing_words

__all__ = ["Feature", "explain", "same_name", "skeleton"]


KIT = tables()  # read on import: the first comparison is as quick as the others
Note = tuple[str, str, str, float]  # a Feature before it is one
UNREAD = 0.3  # the words are in a script we cannot read: no opinion


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing that speaks for (`effect` > 0) or against two names being one, with the words it is about."""

    name: str
    left: str
    right: str
    effect: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """Words matched one to one as (left index, right index, likeness, how), and the indices left over."""

    pairs: tuple[tuple[int, int, float, str], ...]
    left: tuple[int, ...]
    right: tuple[int, ...]


def same_name(left: str, right: str, type: MentionType = "person") -> float:
    """How far the two names may stand for one person, organization, place or thing, 0..1; 0.5 and more means yes."""
    return _compare(left, right, type)[0]


def explain(left: str, right: str, type: MentionType = "person") -> tuple[Feature, ...]:
    """The features behind `same_name`, in the order of the words; the last one, "score", carries the result."""
    score, notes = _compare(left, right, type)
    return tuple(Feature(*note) for note in (*notes, ("score", left, right, round(score, 3))))


def _compare(left: str, right: str, type: MentionType) -> tuple[float, list[Note]]:
    if left == right or left.casefold().split() == right.casefold().split():
        return 1.0, [("equal", left, right, 1.0)]
    if type == "person":
        return _persons(*sorted((fold_person(left), fold_person(right)), key=lambda name: (len(name.words), name.text)))
    ours, theirs = sorted((fold_organization(left), fold_organization(right)), key=lambda n: (len(n.words), n.text))
    return _things(ours, theirs)


# --- persons ----------------------------------------------------------------------------------------------------------


def _persons(left: Folded, right: Folded) -> tuple[float, list[Note]]:
    """`left` has no more words than `right`."""
    if not left.words or not right.words:
        return 0.0, [("empty", left.text, right.text, 0.0)]
    if readable(left.words) != readable(right.words):
        return UNREAD, [("another script", left.text, right.text, 0.0)]
    ours, theirs = _spaced(left.words, right.words)
    if left.bones != right.bones:
        ours, theirs = tuple(map(bare_bones, ours)), tuple(map(bare_bones, theirs))
    if len(ours) > len(theirs):
        ours, theirs = theirs, ours
    found = _align(ours, theirs, person=True)
    features = [(how, ours[i], theirs[j], round(like, 2)) for i, j, like, how in found.pairs]
    score = _person_score(ours, theirs, found, features)
    if left.generation and right.generation and left.generation != right.generation:
        features.append(("generation", left.generation, right.generation, -0.5))
        score *= 0.4
    return score, features


def _spaced(left: tuple[str, ...], right: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Both names with words that the other writes as two written as two: "Abdelhalim" beside "Abdel Halim"."""
    return _parted(left, right), _parted(right, left)


def _parted(words: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    if len(other) < 2 or words == other:
        return words
    if not any(word not in other and (len(word) == 2 or len(word) > 5) for word in words):
        return words  # nothing long enough to be two words, nothing short enough to be two initials
    known = set(words)
    joined = {first + second: (first, second) for first, second in itertools.pairwise(other)}
    out: list[str] = []
    for word in words:
        if word in other or len(word) < 2:
            out.append(word)
            continue
        parts = joined.get(word)
        if parts is None and len(word) == 2 and len(words) > 1:
            starts = "".join(part[0] for part in other)
            parts = (word[0], word[1]) if word in starts and word not in KIT.particles else None
        out.extend(parts if parts and not (parts[0] in known and parts[1] in known) else (word,))
    return tuple(out)


def _align(left: tuple[str, ...], right: tuple[str, ...], person: bool) -> Alignment:
    """Words matched one to one, the most alike first, ties by the nearest place."""
    likeness = person_words if person else thing_words
    pairs: list[tuple[int, int, float, str]] = []
    open_left, open_right = _equal(left, right, pairs)
    rows = []
    for i in open_left:
        for j in open_right:
            like, how = likeness(left[i], right[j])
            if like:
                rows.append((-like, abs(i - j), i, j, how))
    rows.sort()
    used_left = {i for i, *_ in pairs}
    used_right = {j for _, j, *_ in pairs}
    for negative, _, i, j, how in rows:
        if i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            pairs.append((i, j, -negative, how))
    return Alignment(
        tuple(sorted(pairs)),
        tuple(i for i in range(len(left)) if i not in used_left),
        tuple(j for j in range(len(right)) if j not in used_right),
    )


def _equal(
    left: tuple[str, ...], right: tuple[str, ...], pairs: list[tuple[int, int, float, str]]
) -> tuple[list[int], list[int]]:
    """Pairs of equal words, each with the nearest free one, into `pairs`; the indices that stay open."""
    rest = list(range(len(right)))
    opened = []
    for i, word in enumerate(left):
        same = [j for j in rest if right[j] == word]
        if same:
            j = min(same, key=lambda j: abs(i - j))
            rest.remove(j)
            pairs.append((i, j, 1.0, "equal"))
        else:
            opened.append(i)
    return opened, rest


def _person_score(ours: tuple[str, ...], theirs: tuple[str, ...], found: Alignment, features: list[Note]) -> float:
    rest_left = [i for i in found.left if ours[i] not in KIT.particles]
    rest_right = [j for j in found.right if theirs[j] not in KIT.particles]
    real = [pair for pair in found.pairs if ours[pair[0]] not in KIT.particles and pair[3] != "initial"]
    features.extend(("only left", ours[i], "", -0.3) for i in rest_left)
    features.extend(("only right", "", theirs[j], -0.1) for j in rest_right)
    if not real:
        return _joined_score(ours, theirs, 0.1 if found.pairs else 0.0)
    mean: float = sum(pair[2] for pair in found.pairs) / len(found.pairs)
    share = _weight(ours, found) / max(1.0, sum(len(w) for w in theirs))
    if rest_left and rest_right:
        if any(gender_pair(ours[i], theirs[j], KIT) for i in rest_left for j in rest_right):
            features.append(("gendered surname", ours[rest_left[0]], theirs[rest_right[0]], -0.6))
            return 0.1
        return _joined_score(ours, theirs, 0.05 + 0.35 * share * mean)
    if not rest_left and not rest_right:
        return max(_whole(ours, theirs, found, mean), _joined_score(ours, theirs, 0.0))
    return _part(ours, theirs, found, (mean, share), rest_left or rest_right)


def _weight(words: tuple[str, ...], found: Alignment) -> float:
    return float(sum(len(words[pair[0]]) for pair in found.pairs))


def _joined_score(ours: tuple[str, ...], theirs: tuple[str, ...], otherwise: float) -> float:
    """Names that part their words differently are compared as one run of letters."""
    one, other = "".join(ours), "".join(theirs)
    if one == other:
        return 0.9
    if len(ours) != len(theirs) and min(len(one), len(other)) >= 8:
        away = OSA.distance(sound(one), sound(other), score_cutoff=2)
        if away <= (2 if len(one) >= 14 else 1):
            return 0.85 - 0.1 * away
    return otherwise


def _whole(ours: tuple[str, ...], theirs: tuple[str, ...], found: Alignment, mean: float) -> float:
    """Every word has its counterpart; the more of them are only alike, the less sure."""
    loose = sum(how not in ("equal", "transliteration", "nickname", "initial") for _, _, _, how in found.pairs)
    if len(found.pairs) == 1:
        return 0.55 + 0.4 * mean if mean > 0.85 else 0.4 * mean + 0.15
    sure = any(how in ("equal", "transliteration") and len(ours[i]) > 1 for i, _, _, how in found.pairs)
    if not sure:
        return 0.62 if mean > 0.85 else 0.4
    moved = sum(i != j for i, j, _, _ in found.pairs) > 0
    return max(0.0, 0.6 + 0.4 * mean - 0.06 * max(0, loose - 1) - (0.02 if moved else 0.0) - 0.35 * (1 - mean))


def _part(
    ours: tuple[str, ...], theirs: tuple[str, ...], found: Alignment, measures: tuple[float, float], rest: list[int]
) -> float:
    """One name has all the words of the other and more."""
    mean, share = measures
    pairs = found.pairs
    full = [pair for pair in pairs if len(ours[pair[0]]) > 1 and ours[pair[0]] not in KIT.particles]
    if len(full) == 1:
        i, j, like, _ = full[0]
        surname = j == len(theirs) - 1 or i == len(ours) - 1 > 0
        base = 0.78 if surname else 0.66 if j == 0 else 0.56
        return base - 1.6 * (1 - like) + 0.1 * share - (0.1 if len(theirs) > 4 else 0)
    given = min(pairs, key=lambda pair: pair[0])
    leading = given[1] > 0 and given[0] == 0
    score = 0.72 + 0.2 * share - 1.2 * (1 - mean)
    if leading:
        # a child's name goes on with the father's: the fuller name begins with another given name
        chain = len(theirs) >= 3 and any(word in KIT.chain for word in theirs)
        score -= 0.5 if chain else 0.12 if 0 in rest else 0.05
    return max(0.05, score)


# --- organizations and things -----------------------------------------------------------------------------------------


def _things(left: Folded, right: Folded) -> tuple[float, list[Note]]:
    """`left` has no more words than `right`."""
    if not left.words or not right.words:
        return 0.0, [("empty", left.text, right.text, 0.0)]
    for short, long in ((left, right), (right, left)):
        if short.acronym and len(long.words) > 1 and len(short.acronym) > 1 and short.acronym in long.initials:
            return 0.86, [("acronym", short.text, long.text, 0.86)]
    if left.words == right.words:
        return 0.97, [("equal but for form", left.text, right.text, 0.97)]
    best = _thing_words(left.words, right.words)
    if left.plain != left.words or right.plain != right.words:
        best = max(best, _thing_words(*sorted((left.plain, right.plain), key=len)), key=lambda result: result[0])
    same_letters = [short for short in left.initials if len(short) > 4 and short in right.initials]
    if same_letters and 0.2 < best[0] < 0.6:
        return 0.6, [*best[1], ("same acronym", left.text, right.text, 0.2)]
    return best


def _thing_words(left: tuple[str, ...], right: tuple[str, ...]) -> tuple[float, list[Note]]:
    ours, theirs = _spaced(left, right)
    if len(ours) > len(theirs):
        ours, theirs = theirs, ours
    found = _align(ours, theirs, person=False)
    features = [(how, ours[i], theirs[j], round(like, 2)) for i, j, like, how in found.pairs]
    features.extend(("only left", ours[i], "", -0.3) for i in found.left)
    features.extend(("only right", "", theirs[j], -0.1) for j in found.right)
    return _thing_score(ours, theirs, found), features


def _thing_score(ours: tuple[str, ...], theirs: tuple[str, ...], found: Alignment) -> float:
    joined = OSA.distance("".join(ours), "".join(theirs), score_cutoff=1)
    if joined <= 1 and min(len("".join(ours)), len("".join(theirs))) >= 6 and not _numbers_differ(ours, theirs):
        return 0.95 - 0.08 * joined
    if not found.pairs:
        return 0.0
    mean = sum(like * _worth(ours[i]) for i, _, like, _ in found.pairs) / sum(_worth(ours[i]) for i, *_ in found.pairs)
    matched = sum(_worth(ours[i]) * like for i, _, like, _ in found.pairs)
    rest_left = sum(_worth(ours[i]) for i in found.left)
    rest_right = sum(_worth(theirs[j]) for j in found.right)
    if found.left and found.right:
        score = 0.55 * matched / (matched + rest_left + rest_right)
        return score if min(rest_left, rest_right) > 0.5 else min(0.49, score + 0.1)
    if not found.left and not found.right:
        return max(0.0, 0.55 + 0.4 * mean - 1.1 * (1 - mean))
    distinct = any(_worth(ours[i]) > 0.4 for i, *_ in found.pairs)
    cover = matched / (matched + rest_left + rest_right)
    return max(0.0, (0.55 if distinct else 0.26) + 0.35 * cover - 2.0 * (1 - mean))


def _worth(word: str) -> float:
    """How far a word tells an organization apart."""
    return 0.4 if word in KIT.generic else 0.5 if word in KIT.places else 1.0


def _numbers_differ(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    return set(filter(_number, ours)) != set(filter(_number, theirs))


def _number(word: str) -> bool:
    """Whether a word holds a digit or is a Roman numeral."""
    return word in KIT.generations or any(letter.isdecimal() for letter in word)
