"""Which figures of several accounts answer one question. In: a Story. Out: `Question`s, one answer an account.

Two figures answer one question when they count the same people or things, under the same class of predicate, in one
event. A count of a subgroup ("16 officers") joins the count of people only where an account gives the same number for
both; else it stands apart. Blocks are the class and the counted noun: the work is linear in figures.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from retold.align.figures_account import WORD, Answer, Words, words_of
from retold.align.figures_fates import Fates, answers, reading
from retold.grammar.quantities.units import factor
from retold.languages import Language
from retold.model import Analysis, Figure, Story

MAX_OTHER = 200
MANY = 20
KINDS = frozenset({"count", "money", "percent", "measure"})


@dataclass(frozen=True, slots=True)
class Question:
    """One question: the class of predicate (or "" for things counted or measured), who or what, and the answers.

    `apart` are answers that look alike and do not answer it; `asked` names a question about money.
    """

    name: str
    who: str
    answers: tuple[Answer, ...]
    apart: tuple[Answer, ...] = ()
    asked: str = ""


def questions(story: Story, language: Language) -> list[Question]:
    """The questions about what became of people and things, in the order of the classes of the language."""
    words = words_of(language)
    by_class: dict[str, list[list[Answer]]] = defaultdict(list)
    readings = [reading(analysis, language) for analysis in story.analyses]
    fates = Fates(readings, story.entity_of)
    for account in readings:
        for name, found in answers(account, fates, language).items():
            by_class[name].append(found)
    many = max((_stated(found, name) for name in words.table["scale"] for found in by_class.get(name, ())), default=0.0)
    if many > MANY:
        by_class = defaultdict(list, {name: [_no_few(row) for row in found] for name, found in by_class.items()})
    return [
        question for name in words.classes if name in by_class for question in _of_class(name, by_class[name], words)
    ]


def _stated(found: list[Answer], name: str) -> float:
    """The widest number that an account states of a class."""
    main = [answer for answer in found[:1] if answer.apart == "" and answer.total and answer.name == name]
    return max((end for answer in main for end in (answer.low, answer.high) if end is not None), default=0.0)


def _no_few(found: list[Answer]) -> list[Answer]:
    """Where many were struck, the few people told of one by one are not how many there were."""
    return [replace(answer, apart="single") if answer.whose and not answer.apart else answer for answer in found]


def _of_class(name: str, found: list[list[Answer]], words: Words) -> Iterator[Question]:
    main = [answers[0] for answers in found if answers and answers[0].apart == ""]
    apart = [answer for answers in found for answer in answers if answer.apart]
    if not main:
        main, apart = _instead(found, apart)
    main, singles = _no_singles(name, main, words)
    apart.extend(singles)
    special: dict[str, list[Answer]] = defaultdict(list)
    for answer in main:
        if answer.who:
            special[answer.who].append(answer)
    general = [answer for answer in main if answer.who == ""]
    if special and all(answer.method != "stated" for answer in general):
        # nobody counts people at large: the group that most accounts count is the question
        usual = max(sorted(special), key=lambda who: (who not in words.doers, len(special[who])))
        order = {id(answer): index for index, answer in enumerate(main)}
        joined = sorted([*general, *special.pop(usual)], key=lambda answer: order[id(answer)])
        yield Question(name, usual, tuple(joined), tuple(apart))
        for who in sorted(special):
            yield Question(name, who, tuple(special[who]))
        return
    keys = {answer.key for answer in general}
    stated = [answer for answer in general if answer.method == "stated"]
    most = max((answer.high if answer.high is not None else float("inf") for answer in stated), default=float("inf"))
    # a part larger than the whole ("no one", "one guard") is no part: it stands against it
    keys |= {answer.key for answer in main if answer.who and answer.low is not None and answer.low > most}
    if general:
        joined = [answer for who in sorted(special) for answer in special[who] if answer.key in keys]
        rest = {who: [answer for answer in special[who] if answer.key not in keys] for who in sorted(special)}
        order = {id(answer): index for index, answer in enumerate(main)}
        yield Question(name, "", tuple(sorted([*general, *joined], key=lambda answer: order[id(answer)])), tuple(apart))
    else:
        rest = {who: special[who] for who in sorted(special)}
    for who, left in rest.items():
        if left:
            yield Question(name, who, tuple(left), () if general else tuple(apart))


def _instead(found: list[list[Answer]], apart: list[Answer]) -> tuple[list[Answer], list[Answer]]:
    """Where nobody tells of it as done now: what is planned, or what two accounts tell of one time in the past."""
    told = [answer for answers in found for answer in answers[:1]]
    fit = [answer for answer in told if answer.apart == "planned"]
    if not fit:
        days = Counter(answer.when for answer in told if answer.apart == "before" and answer.when)
        day = max(sorted(days), key=lambda when: days[when], default="")
        fit = [answer for answer in told if answer.apart == "before" and answer.when == day and days[day] > 1]
    return [replace(answer, apart="") for answer in fit], [answer for answer in apart if answer not in fit]


def _no_singles(name: str, main: list[Answer], words: Words) -> tuple[list[Answer], list[Answer]]:
    """One person told of is no total: it answers nothing beside a count, nor where people seldom come alone."""
    groups = any(answer.total and (answer.low or answer.high or 0) > 1 for answer in main)
    if not groups and name in words.table["singles"]:
        return main, []
    kept = [answer for answer in main if not answer.single]
    return kept, [replace(answer, apart="single") for answer in main if answer.single] if kept else []


def things(story: Story, language: Language) -> list[Question]:
    """Questions about other things counted and measured, where two or more accounts can be held together.

    A block is what is counted (its words) or the unit, with the predicate; a number told alike in two accounts makes a
    block too. At most `MAX_OTHER` figures of an account are looked at.
    """
    blocks: dict[tuple[str, str], list[tuple[Analysis, Figure]]] = defaultdict(list)
    words = words_of(language)
    for analysis in story.analyses:
        fit = [figure for figure in analysis.figures if _comparable(figure, words)]
        for figure in fit[:MAX_OTHER]:
            asked = _asked(analysis, figure, words)
            for key in [(f"asked {asked}", "")] if asked else _keys(figure):
                blocks[key].append((analysis, figure))
    found: list[Question] = []
    used: set[tuple[str, str]] = set()
    for key in sorted(blocks):
        rows = [row for row in blocks[key] if (row[0].article.id, row[1].id) not in used]
        if key[0] == "measure":
            rows = _one_unit(rows)
        rows, foreign = _one_currency(rows) if key[0].startswith("asked ") else (rows, [])
        accounts = {analysis.article.id for analysis, _ in (*rows, *foreign)}
        if len(accounts) > 1:
            other = tuple(replace(answer, apart="currency") for answer in _question(key, foreign).answers)
            found.append(replace(_question(key, rows), apart=other))
            used |= {(analysis.article.id, figure.id) for analysis, figure in rows}
    return found


Rows = list[tuple[Analysis, Figure]]


def _one_currency(rows: Rows) -> tuple[Rows, Rows]:
    """The sums in the currency that most accounts use, and those of the accounts that use only others.

    A currency named by its kind alone ("dollars") is that of its kind which the accounts name, where they name one.
    """
    plain = [str(figure.unit) for _, figure in rows]
    full = sorted({unit for unit in plain if " " in unit})
    named = {unit: [kind for kind in full if unit in kind.split()] for unit in plain}
    units = [named[unit][0] if len(named[unit]) == 1 else unit for unit in plain]
    told: dict[str, set[str]] = defaultdict(set)
    for unit, (analysis, _) in zip(units, rows, strict=True):
        told[unit].add(analysis.article.id)
    if not told:
        return rows, []
    usual = max(sorted(told), key=lambda unit: len(told[unit]))
    own = [row for row, unit in zip(rows, units, strict=True) if unit == usual]
    return own, [row for row in rows if row[0].article.id not in told[usual]]


def _comparable(figure: Figure, words: Words) -> bool:
    if {figure.unit, figure.counted.head if figure.counted else None}.intersection(words.table["repeats"]):
        return False  # "hit eight times": of whom is not said
    if figure.predicate_class or figure.polarity == "negative" or figure.kind not in KINDS or not figure.predicate:
        return False
    if figure.kind == "count" and max(figure.low or 0.0, figure.high or 0.0) < 2:
        return False
    return bool(figure.counted or figure.unit) and (figure.kind != "count" or figure.counted is not None)


def _asked(analysis: Analysis, figure: Figure, words: Words) -> str:
    """The question about money that a sum answers, by its verb and the words about it; "" for none."""
    if figure.kind != "money" or not figure.predicate:
        return ""
    text = analysis.article.text
    before = text[max(figure.span[0] - 120, 0) : figure.span[0]].rpartition("\n")[2]
    after = text[figure.span[1] : figure.span[1] + 120].partition("\n")[0]
    near = frozenset(WORD.findall(f"{before} {after}".lower()))
    for name, row in words.table["money"].items():
        beside = figure.predicate in row["with"] and near.intersection(row["near"])
        if (figure.predicate in row["verbs"] or beside) and not near.intersection(row["never"]):
            return str(name)
    return ""


def _keys(figure: Figure) -> Iterator[tuple[str, str]]:
    if figure.kind == "count" and figure.counted:
        yield f"count {figure.counted.head}", f"{figure.counted.text.lower()} {figure.predicate or ''}".strip()
        return
    if figure.predicate and figure.kind == "measure":
        yield "measure", figure.predicate
    elif figure.predicate:
        yield f"{figure.kind} {figure.unit}", figure.predicate


def _one_unit(rows: list[tuple[Analysis, Figure]]) -> list[tuple[Analysis, Figure]]:
    """The measures that convert to the unit of the first, converted: approximate then, for they were rounded."""
    found: list[tuple[Analysis, Figure]] = []
    wanted = rows[0][1].unit if rows else None
    for analysis, figure in rows:
        if figure.unit == wanted or figure.unit is None or wanted is None:
            found.append((analysis, figure))
        elif (times := factor(figure.unit, wanted)) is not None:
            low = None if figure.low is None else figure.low * times
            high = None if figure.high is None else figure.high * times
            found.append((analysis, replace(figure, low=low, high=high, approximate=True)))
    return found


def _question(key: tuple[str, str], rows: list[tuple[Analysis, Figure]]) -> Question:
    seen: dict[tuple[str, tuple[float | None, float | None]], Answer] = {}
    for analysis, figure in rows:
        text = analysis.article.text
        start, end = figure.span
        if figure.counted and end <= figure.counted.span[0] <= end + 12:
            end = figure.counted.span[1]
        at = (analysis.article.id, (figure.low, figure.high))
        if at in seen:
            continue
        seen[at] = Answer(
            analysis.article.id, "", key[1], figure.low, figure.high, figure.approximate,
            " ".join(text[start:end].split()), (figure,),
        )  # fmt: skip
    told = Counter(account for account, _ in seen)
    # an account with two numbers under one head tells of two things: only its numbers that others share are held up
    numbers = Counter(bounds for _, bounds in seen)
    kept = [answer for (account, bounds), answer in seen.items() if told[account] == 1 or numbers[bounds] > 1]
    once: dict[str, Answer] = {}
    for answer in kept:
        once.setdefault(answer.account, answer)
    who = key[1] if key[0].startswith("count") else f"{key[0]} {key[1]}"
    asked = key[0].removeprefix("asked ") if key[0].startswith("asked ") else ""
    return Question("", who, tuple(once.values()), asked=asked)
