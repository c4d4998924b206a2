"""Which figures of several accounts answer one question. In: a Story. Out: `Question`s, one answer an account.

Two figures answer one question when they count the same people or things, under the same class of predicate, in one
event. A count of a subgroup ("16 officers") joins the count of people only where an account gives the same number for
both; else it is kept apart. Blocks are the class and the counted noun: the work is linear in figures.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from retold.align.figures_account import FigureAnswer, FigureWords, words_of
from retold.align.figures_fates import Fates, answers, reading
from retold.grouping import grouped
from retold.languages import Language
from retold.model import Story

MANY = 20  # people struck, from which the few described one by one are no count of all


@dataclass(frozen=True, slots=True)
class FigureQuestion:
    """One question: the class of predicate, who or what is counted, and the answers.

    `apart` are answers that look alike and do not answer it.
    """

    name: str
    who: str
    answers: tuple[FigureAnswer, ...]
    apart: tuple[FigureAnswer, ...] = ()


def questions(story: Story, language: Language) -> list[FigureQuestion]:
    """The questions about what became of people and things, in the order of the classes of the language."""
    words = words_of(language)
    readings = [reading(analysis, language) for analysis in story.analyses]
    fates = Fates(readings, story.entity_of)
    by_class = grouped(item for account in readings for item in answers(account, fates, language).items())
    many = max((_stated(found, name) for name in words.table["scale"] for found in by_class.get(name, ())), default=0.0)
    if many > MANY:
        by_class = {name: [_no_few(row) for row in found] for name, found in by_class.items()}
    return [
        question for name in words.classes if name in by_class for question in _of_class(name, by_class[name], words)
    ]


def _stated(found: list[FigureAnswer], name: str) -> float:
    """The widest number that an account states of a class."""
    main = [answer for answer in found[:1] if answer.apart == "" and answer.total and answer.name == name]
    return max((end for answer in main for end in (answer.low, answer.high) if end is not None), default=0.0)


def _no_few(found: list[FigureAnswer]) -> list[FigureAnswer]:
    """Where many were struck, the few people mentioned one by one are not how many there were."""
    return [replace(answer, apart="single") if answer.whose and not answer.apart else answer for answer in found]


def _of_class(name: str, found: list[list[FigureAnswer]], words: FigureWords) -> Iterator[FigureQuestion]:
    main = [answers[0] for answers in found if answers and answers[0].apart == ""]
    apart = [answer for answers in found for answer in answers if answer.apart]
    if not main:
        main, apart = _instead(found, apart)
    main, singles = _no_singles(name, main, words)
    apart.extend(singles)
    special = grouped((answer.who, answer) for answer in main if answer.who)
    general = [answer for answer in main if answer.who == ""]
    if special and all(answer.method != "stated" for answer in general):
        # nobody counts people at large: the group that most accounts count is the question
        usual = max(sorted(special), key=lambda who: (who not in words.doers, len(special[who])))
        del special[usual]
        yield FigureQuestion(name, usual, tuple(item for item in main if item.who in ("", usual)), tuple(apart))
        for who in sorted(special):
            yield FigureQuestion(name, who, tuple(special[who]))
        return
    if not main:
        return
    keys = {answer.key for answer in general}
    stated = [answer for answer in general if answer.method == "stated"]
    most = max((answer.high if answer.high is not None else float("inf") for answer in stated), default=float("inf"))
    # a part larger than the whole ("no one", "one guard") is no part: it stands against it
    keys |= {answer.key for answer in main if answer.who and answer.low is not None and answer.low > most}
    joined = tuple(answer for answer in main if answer.who == "" or answer.key in keys)
    yield FigureQuestion(name, "", joined, tuple(apart))
    for who in sorted(special):
        if left := tuple(answer for answer in special[who] if answer.key not in keys):
            yield FigureQuestion(name, who, left)


def _instead(
    found: list[list[FigureAnswer]], apart: list[FigureAnswer]
) -> tuple[list[FigureAnswer], list[FigureAnswer]]:
    """Where nobody reports it as done now: what is planned, or what two accounts report of one time in the past."""
    told = [answer for answers in found for answer in answers[:1]]
    fit = [answer for answer in told if answer.apart == "planned"]
    if not fit:
        days = Counter(answer.when for answer in told if answer.apart == "before" and answer.when)
        day = max(sorted(days), key=lambda when: days[when], default="")
        fit = [answer for answer in told if answer.apart == "before" and answer.when == day and days[day] > 1]
    return [replace(answer, apart="") for answer in fit], [answer for answer in apart if answer not in fit]


def _no_singles(
    name: str, main: list[FigureAnswer], words: FigureWords
) -> tuple[list[FigureAnswer], list[FigureAnswer]]:
    """One person mentioned is no total: it answers nothing beside a count, nor where people seldom come alone."""
    groups = any(answer.total and (answer.low or answer.high or 0) > 1 for answer in main)
    if not groups and name in words.table["singles"]:
        return main, []
    kept = [answer for answer in main if not answer.single]
    return kept, [replace(answer, apart="single") for answer in main if answer.single] if kept else []
