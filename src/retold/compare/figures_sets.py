"""Whether two unequal numbers can both be right because they count different sets.

In: two Answers to one question. Out: why they can, as a clause of a sentence, or None where they count the same.
"""

from collections.abc import Sequence

from retold.align.figures_account import FigureAnswer, FigureWords
from retold.model import Figure


def within(left: Sequence[FigureAnswer], right: Sequence[FigureAnswer], words: FigureWords) -> str | None:
    """Why the smaller number can be of some of those in the larger: others beside somebody, one kind of people, or a
    number that no account gives. Each side are the equal answers of several accounts."""
    lower, upper = sorted((left, right), key=lambda answers: _size(answers[0]))
    small, large = lower[0], upper[0]
    made = next((answer for answer in (small, large) if answer.method in ("implied", "derived")), None)
    if made is not None:
        return f"“{made.text}” is reckoned from what is told, not stated"
    if _beside(small) and not _beside(large):
        return f"“{small.text}” counts others beside somebody"
    if _some_of(small, words) and not _some_of(large, words):
        return f"“{small.text}” counts only some of those in “{large.text}”"
    one, other = _kind(small, words), _kind(large, words)
    if one and one != other:
        return f"“{small.text}” counts only some of those in “{large.text}”" if not other else _unlike(small, large)
    named = _names(lower), _names(upper)
    if one and named[0] and named[1] and not named[0] & named[1]:
        return _unlike(small, large)
    return None


def _unlike(left: FigureAnswer, right: FigureAnswer) -> str:
    return f"“{left.text}” and “{right.text}” do not count the same people"


def _size(answer: FigureAnswer) -> tuple[float, str]:
    ends = [end for end in (answer.low, answer.high) if end is not None]
    return (max(ends) if ends else 0.0, answer.text)


def _beside(answer: FigureAnswer) -> bool:
    return answer.figures[0].part in ("more", "others")


def _kind(answer: FigureAnswer, words: FigureWords) -> str:
    """The nouns of what is counted where they name one kind of people, "" for people at large and for sums."""
    if answer.method == "sum":
        return ""
    kinds = [_noun(figure, answer.name, words) for figure in answer.figures]
    return " ".join(sorted(set(kinds))) if all(kinds) else ""


def _noun(figure: Figure, name: str, words: FigureWords) -> str:
    counted = figure.counted
    if counted is None or not counted.head:
        return ""
    usual = counted.head in words.general or counted.head in words.classes.get(name, {}).get("general", ())
    return "" if usual else counted.head


def _some_of(answer: FigureAnswer, words: FigureWords) -> bool:
    """ "four of the victims"."""
    written = f" {answer.text.lower()} "
    return any(f" {phrase} " in written for phrase in words.table["partitive"])


def _names(answers: Sequence[FigureAnswer]) -> set[str]:
    """Names before the noun: "five Selmar officers"."""
    counted = [figure.counted.text for answer in answers for figure in answer.figures if figure.counted]
    return {word for text in counted for word in text.split()[:-1] if word[:1].isupper()}
