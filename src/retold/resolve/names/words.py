"""How alike are two words of names: equal, an initial, a nickname, another transliteration, a slip of the pen.

In: two folded words. Out: a likeness in 0..1 and what made it. Likeness is one less the share of letters that must
change, in the writing or in the sound, whichever needs fewer; what is under `ALIKE` counts as two words.
"""

from functools import lru_cache

from rapidfuzz.distance import OSA

from retold.resolve.names.fold import Tables, skeleton, sound, tables

Likeness = tuple[float, str]
DIFFERENT: Likeness = (0.0, "different")  # two words
ALIKE = 0.6  # two of five letters: farther apart, chance likenesses outnumber slips
SOUND = 0.25  # what a change of sound costs beyond its letters: a respelling and a slip at once
ONSET = 0.5  # what another first letter costs more: slips seldom fall there
SHORT = 3  # letters a word must have to be alike otherwise than equal; below, any two are


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
    if ours and theirs and ours & theirs:
        return 0.92, "nickname"
    if sound(left) == sound(right):
        return 0.96, "transliteration"
    if ours and theirs:
        return DIFFERENT  # two known given names
    return _slip(left, right)


def bare_bones(word: str) -> str:
    """The consonants as far as coarse scripts tell them: b and p, f and v, l and r, g and k, d and t are one.

    An h is lost between them.
    """
    return skeleton(word).translate(BONES) or word


BONES = str.maketrans("pvrgd", "bflkt", "h")  # consonants that coarse scripts do not tell apart


def _slip(left: str, right: str) -> Likeness:
    """A few letters wrong, dropped, doubled or swapped; the same consonants with other vowels; a word cut short."""
    shorter, longer = (left, right) if len(left) <= len(right) else (right, left)
    if len(shorter) >= SHORT and longer.startswith(shorter) and len(longer) - len(shorter) > 1:
        return len(shorter) / len(longer), "shortened"
    most = int((1 - ALIKE) * len(longer))
    if len(shorter) < SHORT or len(longer) - len(shorter) > most:
        return DIFFERENT
    one, other = sound(left), sound(right)
    written = OSA.distance(left, right, score_cutoff=most)
    heard = OSA.distance(one, other, score_cutoff=most) + SOUND
    onset = ONSET if one[0] != other[0] else 0.0
    like = 1.0 - min((written + onset) / len(longer), (heard + onset) / max(len(one), len(other)))
    if like <= ALIKE:
        return DIFFERENT
    if written > 1 and len(skeleton(left)) > 2 and skeleton(left) == skeleton(right):
        return max(like, 0.8), "vowels"
    return like, _slip_name(left, right, written, heard)


def _slip_name(left: str, right: str, written: float, heard: float) -> str:
    if written == 1 and len(left) == len(right) and sorted(left) == sorted(right):
        return "swapped letters"
    if _undoubled(left) == _undoubled(right):
        return "doubled letters"
    return "typo" if written <= heard else "transliteration and typo"


def _undoubled(word: str) -> str:
    return "".join(letter for letter, before in zip(word, " " + word, strict=False) if letter != before)


def gender_pair(left: str, right: str, kit: Tables) -> bool:
    """Whether the words are the male and the female form of one Slavic surname, or a given name and its female form."""
    if left[:2] != right[:2] or left[-1] == right[-1]:
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
    if is_number(left) or is_number(right):
        return DIFFERENT
    shorter, longer = (left, right) if len(left) <= len(right) else (right, left)
    if longer in (shorter + "s", shorter + "es"):
        return 0.97, "plural"
    if len(shorter) <= SHORT or _both_known(left, right, tables()):
        return DIFFERENT
    if sound(left) == sound(right):
        return 0.96, "transliteration"
    return _slip(left, right)


def _both_known(left: str, right: str, kit: Tables) -> bool:
    """Whether both are words that we know: Iceland is no slip for Ireland, nor northern for southern."""
    return (left in kit.places or left in kit.generic) and (right in kit.places or right in kit.generic)


def is_number(word: str) -> bool:
    """Whether a word holds a digit."""
    return not word.isalpha() and any(letter.isdecimal() for letter in word)
