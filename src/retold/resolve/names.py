"""Are two names one name?"""

from rapidfuzz.distance import OSA

from retold.model import MentionType


def same_name(left: str, right: str, type: MentionType = "person") -> float:
    """How far the two names may stand for one person or organization, 0..1; 0.5 and more means yes."""
    one, other = left.casefold(), right.casefold()
    return (
        0.9 if one != other and max(len(one), len(other)) > 5 and OSA.distance(one, other) == 1 else float(one == other)
    )


def skeleton(word: str) -> str:
    """The consonants of a word."""
    return "".join(c for c in word if c not in "aeiouy") or word
