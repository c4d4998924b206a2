"""How alike are two words of names: equal, an initial, a nickname, another transliteration, a slip of the pen.

In: two folded words. Out: a likeness in 0..1 and what made it.
"""

from functools import lru_cache

from rapidfuzz.distance import OSA

from retold.resolve.names.fold import Tables, skeleton, sound, tables

Likeness = tuple[float, str]
DIFFERENT: Likeness = (0.0, "different")


@lru_cache(maxsize=131072)
def person_words(left: str, right: str) -> Likeness:
    """Likeness of two words of personal names."""
    if left == right:
        return 1.0, "equal"
    kit = tables()
    if len(left) == 1 or len(right) == 1:
        return (0.8, "initial") if left[0] == right[0] else DIFFERENT
    if gender_pair(left, right, kit):
        return DIFFERENT
    ours, theirs = kit.nicknames.get(left), kit.nicknames.get(right)
    if ours and theirs:
        if ours & theirs:
            return 0.92, "nickname"
        if sound(left) != sound(right):
            return DIFFERENT
    if sound(left) == sound(right):
        return 0.96, "transliteration"
    return _slip(left, right)


def bare_bones(word: str) -> str:
    """The consonants as a script without vowels can tell them: b and p, f and v are one."""
    return skeleton(word).replace("p", "b").replace("v", "f")


def _undoubled(word: str) -> str:
    return "".join(letter for letter, before in zip(word, " " + word, strict=False) if letter != before)


def _slip(left: str, right: str) -> Likeness:
    """A letter or two wrong, dropped, doubled or swapped; or the same consonants with other vowels."""
    shorter, longer = sorted((len(left), len(right)))
    away = OSA.distance(left, right, score_cutoff=3)
    if away > 3 and left[0] != right[0]:
        return DIFFERENT
    if away == 1 and shorter == longer > 2 and sorted(left) == sorted(right):
        return 0.88, "swapped letters"
    if shorter > 3 and longer > shorter and left[0] == right[0] and _undoubled(left) == _undoubled(right):
        return 0.93, "doubled letters"
    if shorter < 4 and not (shorter == 3 and left[0] == right[0] and longer - shorter == 1 and longer == 4):
        return DIFFERENT
    if away == 1:
        if left[0] != right[0]:
            return (0.72, "typo") if longer >= 5 else DIFFERENT
        return (0.9, "typo") if longer >= 5 else (0.72, "typo")
    if skeleton(left) == skeleton(right) and away <= 3 and shorter >= 4 and len(skeleton(left)) >= 3:
        return 0.85, "vowels"
    if away == 2 and shorter >= 7 and left[0] == right[0]:
        return 0.78, "typo"
    near = OSA.distance(sound(left), sound(right), score_cutoff=2)
    if near == 1 and shorter >= 6 and left[0] == right[0]:
        return 0.75, "transliteration and typo"
    return DIFFERENT


def gender_pair(left: str, right: str, kit: Tables) -> bool:
    """Whether the words are the male and the female form of one Slavic surname, or a given name and its female form."""
    if left[:2] != right[:2]:
        return False
    shorter, longer = (left, right) if len(left) < len(right) else (right, left)
    if longer == shorter + "a" and len(shorter) > 3:
        return True
    for male, female in kit.gendered:
        for one, other in ((left, right), (right, left)):
            if one.endswith(male) and other.endswith(female) and one[: -len(male)] == other[: -len(female)]:
                return len(one) > len(male) + 1
    return False


@lru_cache(maxsize=131072)
def thing_words(left: str, right: str) -> Likeness:
    """Likeness of two words of names of organizations and things; numbers are equal or different."""
    if left == right:
        return 1.0, "equal"
    if not (left.isalpha() and right.isalpha()) and any(letter.isdecimal() for letter in left + right):
        return DIFFERENT
    shorter, longer = sorted((left, right), key=len)
    if longer in (shorter + "s", shorter + "es"):
        return 0.97, "plural"
    if len(shorter) >= 3 and longer.startswith(shorter) and len(longer) - len(shorter) >= 3 and len(shorter) <= 5:
        return 0.62, "shortened"
    if len(shorter) < 4:
        return DIFFERENT
    if sound(left) == sound(right):
        return 0.95, "transliteration"
    away = OSA.distance(left, right, score_cutoff=2)
    if away == 1 and len(longer) >= 5:
        return 0.88 if left[0] == right[0] else 0.6, "typo"
    if away == 2 and len(shorter) >= 8:
        return 0.8, "typo"
    return DIFFERENT
