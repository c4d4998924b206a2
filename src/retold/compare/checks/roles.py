"""Two answers to what somebody is: age, office, work, descent."""

from typing import Literal

from retold.compare.slots import Slot
from retold.match.passages import WORD
from retold.model import Fact, Story

SHORT = 3  # letters: a shorter word ("of", "the") tells nothing of an office
ENDING = 2  # letters by which the name of a people is longer than that of its country
ONE = frozenset({"age"})  # a person has one of these at a time


def stand(one: Slot, two: Slot, story: Story) -> Literal["same", "compatible", "differ"] | None:
    """Equal values are the same, and so is one that only says more ("captain of the Northern Star" of "captain"); two
    ages differ, other words can both hold."""
    left, right = one.value, two.value
    if not isinstance(left, Fact) or not isinstance(right, Fact) or left.property != right.property:
        return None
    if not other(left, right):
        return "same"
    return "differ" if left.property in ONE else "compatible"


def other(one: Fact, two: Fact) -> bool:
    """Whether two facts give two answers: neither only says more than the other. "Arlandan" and "of
    Arland" are one."""
    first, second = (_telling(fact.value) for fact in (one, two))
    return not (_holds(second, first) or _holds(first, second))


def _telling(value: str) -> frozenset[str]:
    """The words of an office that tell something; all of them where all are short."""
    words = frozenset(WORD.findall(value.lower()))
    return frozenset(word for word in words if len(word) > SHORT) or words


def _holds(words: frozenset[str], wanted: frozenset[str]) -> bool:
    return all(any(_one_word(word, each) for each in words) for word in wanted)


def _one_word(one: str, two: str) -> bool:
    """Whether two words are one, or one with an ending: "Rican" of "Rica", "Russian" of "Russia"."""
    short, long_ = sorted((one, two), key=len)
    return short == long_ or (len(short) > SHORT and long_.startswith(short) and len(long_) - len(short) <= ENDING)
