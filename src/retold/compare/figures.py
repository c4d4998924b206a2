"""How the accounts compare: figures. In: a Story. Out: Statements and what cannot be compared.

Each check is a small function of the answers; its docstring is the explanation of the code.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from retold.align.figures import FigureQuestion, questions
from retold.align.figures_account import FigureAnswer, FigureWords, hull, words_of
from retold.align.times import moment_of
from retold.compare.figures_sets import within
from retold.compare.values import evidence, value
from retold.grammar.quantities.bounds import Interval, compatible, widened
from retold.languages import Language
from retold.model import Analysis, Evidence, Moment, NotComparable, Relation, Statement, Story, Value

ABOUT = 0.1  # how far "about" reaches on both sides: a tenth, the step to which news rounds
MAX_APART = 40  # bound on the answers that are listed as not comparable
MAX_GROUPS = 12  # bound: all groups are compared with each other
VAGUE = frozenset({"several", "vague"})  # words of number without a bound that could be held against another


class AnsweredFigure:
    """The answers to one question with their accounts: what the checks look at."""

    def __init__(self, question: FigureQuestion, story: Story, language: Language) -> None:
        self.question = question
        self.story = story
        self.words: FigureWords = words_of(language)
        self.answers = question.answers
        self.analyses: dict[str, Analysis] = {item.article.id: item for item in story.analyses}
        self.moments = {answer.account: self._moment(answer) for answer in self.answers}

    def _moment(self, answer: FigureAnswer) -> Moment | None:
        figure = answer.figures[0]
        return moment_of(self.analyses[answer.account], figure.as_of, self.story, figure.quote)

    @property
    def groups(self) -> dict[tuple[float | None, float | None, bool], list[FigureAnswer]]:
        """Equal answers together, the most frequent first."""
        found: dict[tuple[float | None, float | None, bool], list[FigureAnswer]] = defaultdict(list)
        for answer in self.answers:
            found[answer.key].append(answer)
        return dict(sorted(found.items(), key=lambda row: (-len(row[1]), str(row[0]))))


Check = Callable[[AnsweredFigure], str | None]


def f101(told: AnsweredFigure) -> str | None:
    """Only one account tells how many."""
    return "Only one account tells how many." if len(told.answers) == 1 else None


def f102(told: AnsweredFigure) -> str | None:
    """Every account that gives a number gives the same one."""
    if len(told.groups) == 1 and not _made(told):
        return f"All {len(told.answers)} accounts that give a number give the same one."
    if len(told.groups) == 1:
        return f"All {len(told.answers)} accounts that tell how many come to the same number."
    return None


def f103(told: AnsweredFigure) -> str | None:
    """The numbers differ in their wording, and one number could fit them all: their bounds overlap."""
    low, high = None, None
    if _grown(told, _steps(told)):
        return None
    for answer in told.answers:
        found = _interval(answer)
        if not compatible((low, high), found):
            return None
        low = found[0] if low is None else low if found[0] is None else max(low, found[0])
        high = found[1] if high is None else high if found[1] is None else min(high, found[1])
    ends = [f"{end:,.10g}" for end in (low, high) if end is not None]
    between = f" ({' to '.join(dict.fromkeys(ends))})" if len(ends) == 2 else ""
    return f"The accounts word it differently, but one number fits them all{between}: their bounds overlap."


def f104(told: AnsweredFigure) -> str | None:
    """A later account has another number, from the same source or telling of the change: the count moved on."""
    steps = _steps(told)
    if steps is None or any(answer.method in MADE for answers in steps for answer in answers):
        return None
    last = [f"{_short(answers[0])} as of {_day(told, answers)}" for answers in steps]
    fell = any(_middle(left[0]) > _middle(right[0]) for left, right in pairwise(steps))
    tail = " It was revised downward." if fell else ""
    tail += " The earlier number was a lower bound." if _grown(told, steps) else ""
    return f"The count changes with time: {', then '.join(last)}.{tail}"


def f106(told: AnsweredFigure) -> str | None:
    """The numbers differ, and every two of them can both be right: the smaller counts some of those in the larger, or
    others beside somebody, or one of them is reckoned and not stated."""
    groups = list(told.groups.values())[:MAX_GROUPS]
    apart = ((one, two) for one, two in combinations(groups, 2) if not _fits(one[0], two[0]))
    reasons = [within(one, two, told.words) for one, two in apart]
    if not reasons or None in reasons:
        return None
    return f"The numbers need not be of the same people: {reasons[0]}."


def f105(told: AnsweredFigure) -> str | None:
    """The numbers cannot all be right of one thing at one time, and nothing shows that one replaced another."""
    texts = [f"{_short(answers[0])} ({_accounts(answers)})" for answers in told.groups.values()]
    return f"The accounts give different numbers: {'; '.join(texts[:6])}."


# in this order: the first that speaks gives the relation
CHECKS: tuple[tuple[str, Relation, Check], ...] = (
    ("F101", "only", f101),
    ("F102", "agree", f102),
    ("F103", "compatible", f103),
    ("F104", "update", f104),
    ("F106", "compatible", f106),
    ("F105", "differ", f105),
)

# how an answer that no account states was made, in words
MADE = {
    "implied": "is counted from the people told of, without a number: there may be more",
    "derived": "is reckoned from other numbers of the account",
}
# what is said of a count of nobody
WHOLE = "is counted from the people told of, without a number: it says that there was nobody else"

# code and reason of what cannot be compared, by why it answers another question
APART: dict[str, tuple[str, str]] = {
    "part": ("F201", "counts only a part of those counted elsewhere"),
    "subgroup": ("F202", "counts a subgroup"),
    "more": ("F203", "counts an addition, not the whole"),
    "condition": ("F207", "counts those in one state of health"),
    "wide": ("F204", "counts over a longer time or a wider area"),
    "before": ("F205", "tells of an earlier event or of another one"),
    "place": ("F206", "counts in another place"),
    "planned": ("F210", "is planned, promised or asked for, not told as done"),
    "single": ("F209", "tells of one person, not of how many there were"),
    "fate": ("F211", "tells of people who may have died: other accounts tell of a death, and this one of none"),
    "undated": ("F208", "has no date that could be put in order with the others"),
}


def statements(story: Story, language: Language) -> Iterator[Statement | NotComparable]:
    """The statements of figures, ids `figure-1` ..., then what is kept apart and the sums that do not come out."""
    number = 0
    main: dict[str, tuple[str, AnsweredFigure]] = {}
    for question in questions(story, language):
        told = AnsweredFigure(_parted(AnsweredFigure(question, story, language)), story, language)
        if not told.answers:
            continue
        number += 1
        name = f"figure-{number}"
        yield _statement(name, told)
        if question.name in main:
            yield _subgroup(name, main[question.name][0], told)
        else:
            main[question.name] = (name, told)
            yield from _apart(name, told)
    for tension in _sums(main, story, language):
        number += 1
        yield _numbered(tension, f"figure-{number}")


def _statement(name: str, told: AnsweredFigure) -> Statement:
    code, relation, why = _relation(told)
    steps = _steps(told) if relation == "update" else None
    values = tuple(_value(told, answers) for answers in steps or told.groups.values())
    differs = "number" if relation in ("differ", "update") else None
    why = " ".join([why, *_made(told)])
    return Statement(name, "figure", topic(told), relation, why, values, code, differs_by=differs)


def _relation(told: AnsweredFigure) -> tuple[str, Relation, str]:
    for code, relation, check in CHECKS:
        why = check(told)
        if why is not None:
            return code, relation, why
    raise AssertionError("the last check always answers")


def _made(told: AnsweredFigure) -> list[str]:
    """How numbers came about that no account gives: the first that is counted, and the first that is reckoned."""
    found = []
    for method, how in MADE.items():
        answer = next((item for item in told.answers if item.method == method and item.high != 0.0), None)
        if answer is not None:
            how = WHOLE if method == "implied" and any(item.high == 0.0 for item in answer.figures) else how
            found.append(f"“{_short(answer)}” in {answer.account} {how}.")
    return found


def _value(told: AnsweredFigure, answers: Sequence[FigureAnswer]) -> Value:
    found = _evidence(told, answers)
    first = answers[0]
    moments = [moment for answer in answers if (moment := told.moments[answer.account]) and moment.latest]
    latest = max(moments, key=lambda moment: moment.latest or "", default=None)
    return value(told.story, first.text, first.exact, found, bounds=(first.low, first.high), as_of=latest)


def _evidence(told: AnsweredFigure, answers: Sequence[FigureAnswer]) -> tuple[Evidence, ...]:
    return tuple(
        evidence(told.analyses[answer.account], hull(figure), figure.id)
        for answer in answers
        for figure in answer.figures
    )


def topic(told: AnsweredFigure) -> str:
    """The question in words."""
    words, question = told.words, told.question
    row = words.classes[question.name]
    usual = row.get("word") or words.table["people" if row["people"] else "things"]
    who = _plural(told, question.who) if question.who else usual
    text: str = row["question"]
    return text.replace("{who}", who)


def _plural(told: AnsweredFigure, who: str) -> str:
    """The counted noun in the plural as an account writes it."""
    for answer in told.answers:
        for figure in answer.figures:
            if figure.counted and figure.counted.head == who and (figure.low is None or figure.low != 1):
                words = figure.counted.text.split()
                return " ".join(words[1:] if figure.kind == "none" and len(words) > 1 else words)
    return f"{who}s"


def _interval(answer: FigureAnswer) -> Interval:
    """The numbers an answer allows: those counted one by one are the least there were, and "several" has no end."""
    open_ = answer.low and (answer.method == "implied" or answer.figures[0].method in VAGUE)
    found: Interval = (answer.low, None if open_ else answer.high)
    return widened(found, ABOUT) if answer.approximate else found


def _middle(answer: FigureAnswer) -> float:
    ends = [end for end in (answer.low, answer.high) if end is not None]
    return sum(ends) / len(ends) if ends else 0.0


def _short(answer: FigureAnswer) -> str:
    return answer.text if len(answer.text) <= 60 else f"{answer.text[:57]}..."


def _accounts(answers: Sequence[FigureAnswer]) -> str:
    return "1 account" if len(answers) == 1 else f"{len(answers)} accounts"


def _day(told: AnsweredFigure, answers: Sequence[FigureAnswer]) -> str:
    moments = [told.moments[answer.account] for answer in answers]
    days = sorted(moment.latest[:10] for moment in moments if moment and moment.latest)
    return days[0] if days else "an unknown day"


def _steps(told: AnsweredFigure) -> list[list[FigureAnswer]] | None:
    """The groups of equal answers in time, when each begins and ends before the next and something ties them."""
    rows: list[tuple[str, str, list[FigureAnswer]]] = []
    for answers in told.groups.values():
        # an undated account may say what a dated one says
        moments = [moment for answer in answers if (moment := told.moments[answer.account]) is not None]
        if not moments or any(not moment.earliest or not moment.latest for moment in moments):
            return None
        first = min(moment.earliest or "" for moment in moments if moment)
        last = max(moment.latest or "" for moment in moments if moment)
        rows.append((first[:10], last[:10], answers))
    rows.sort(key=lambda row: (row[0], row[1]))
    for left, right in pairwise(rows):
        tied = _open(told, left[2][0], right[2][0]) or _tied(told, left[2], right[2])
        if left[1] > right[0] or left[0] == right[0] or not tied:
            return None
    return [answers for _, _, answers in rows]


def _open(told: AnsweredFigure, before: FigureAnswer, after: FigureAnswer) -> bool:
    """A count of people that said "at least", or that there were none yet, and a higher number later."""
    bounds: list[str] = told.words.table["open_bounds"]
    if told.question.name in told.words.table["growing"] and before.exact is not None and after.exact is not None:
        return after.exact > before.exact
    if before.high == 0.0 and before.method == "stated":
        return (after.low or 0.0) > 0.0
    if before.low is None or before.high is not None or (after.low or 0.0) <= before.low:
        return False
    return before.text.lower().startswith(tuple(bounds))


def _grown(told: AnsweredFigure, steps: list[list[FigureAnswer]] | None) -> bool:
    return any(left[0].high is None and _open(told, left[0], right[0]) for left, right in pairwise(steps or ()))


def _tied(told: AnsweredFigure, before: Sequence[FigureAnswer], after: Sequence[FigureAnswer]) -> bool:
    """The later number comes from the same origin, or its account tells that the count changed."""
    for later in after:
        analysis = told.analyses[later.account]
        text = analysis.article.text
        for figure in later.figures:
            near = text[max(figure.span[0] - 160, 0) : figure.span[1] + 160].lower()
            if any(f" {phrase} " in f" {near} " for phrase in told.words.revised):
                return True
        if any(_same_origin(told, earlier, later) for earlier in before):
            return True
    return False


def _same_origin(told: AnsweredFigure, left: FigureAnswer, right: FigureAnswer) -> bool:
    first, second = (told.analyses[answer.account] for answer in (left, right))
    if first.article.outlet and first.article.outlet == second.article.outlet:
        return True
    pair = {left.account, right.account}
    if any({edge.source, edge.target} == pair for edge in told.story.lineage):
        return True
    sources = [_source(told, answer) for answer in (left, right)]
    return bool(sources[0] and sources[0] == sources[1])


def _source(told: AnsweredFigure, answer: FigureAnswer) -> str:
    """The last word of who says it, in lower case: "the harbour police" -> "police"."""
    span = next((figure.source for figure in answer.figures if figure.source), None)
    if span is None:
        return ""
    words = told.analyses[answer.account].article.text[span[0] : span[1]].lower().split()
    return next((word for word in words if word in told.words.same_sources), words[-1] if words else "")


def _apart(name: str, told: AnsweredFigure) -> Iterator[NotComparable]:
    """What looks alike and is not held to the others, one record a reason and number."""
    seen: set[tuple[str, float | None, float | None]] = set()
    for answer in told.question.apart[:MAX_APART]:
        code, reason = APART[answer.apart]
        key = (answer.apart, answer.low, answer.high)
        if key in seen:
            continue
        seen.add(key)
        why = f'"{_short(answer)}" in {answer.account} {reason}.'
        yield NotComparable((name,), why, code, _evidence(told, [answer]))


def _subgroup(name: str, other: str, told: AnsweredFigure) -> NotComparable:
    first = told.answers[0]
    code, reason = APART["subgroup"]
    why = f'"{_short(first)}" in {first.account} {reason}.'
    return NotComparable((other, name), why, code, _evidence(told, told.answers))


def _parted(told: AnsweredFigure) -> FigureQuestion:
    """The question without the answers of another place, or of no date, whose number fits none of the others."""
    question = told.question
    if len(told.groups) < 2:
        return question
    widest = next(iter(told.groups.values()))
    moved: list[FigureAnswer] = []
    for answer in told.answers:
        reason = "" if any(_fits(answer, other) for other in widest) else _reason(told, answer, widest)
        if reason:
            moved.append(replace(answer, apart=reason))
    gone = {answer.account for answer in moved}
    kept = tuple(answer for answer in told.answers if answer.account not in gone)
    return replace(question, answers=kept, apart=(*question.apart, *moved)) if moved and kept else question


def _fits(left: FigureAnswer, right: FigureAnswer) -> bool:
    return compatible(_interval(left), _interval(right))


def _reason(told: AnsweredFigure, answer: FigureAnswer, others: Sequence[FigureAnswer]) -> str:
    """Why an answer may not be held to the widest one: its date is not known, or no other names its place."""
    dated = [told.moments[other.account] is not None for other in others]
    if told.moments[answer.account] is None and all(dated):
        return "undated"
    place = _place(told, answer)
    there = [_place(told, other) for other in others]
    if place and all(there) and place not in there:
        texts = [told.analyses[other.account].article.text.lower() for other in others[:MAX_APART]]
        own = told.analyses[answer.account].article.text.lower()
        if not any(place in text for text in texts) and not any(name in own for name in there):
            return "place"
    return ""


def _place(told: AnsweredFigure, answer: FigureAnswer) -> str:
    span = next((figure.place for figure in answer.figures if figure.place), None)
    return told.analyses[answer.account].article.text[span[0] : span[1]].lower() if span else ""


def _sums(main: dict[str, tuple[str, AnsweredFigure]], story: Story, language: Language) -> Iterator[Statement]:
    """Parts that do not come out at their whole, within one account or, failing that, between accounts."""
    for row in words_of(language).sums:
        names = [row["whole"], *row["parts"]]
        if not row.get("exact") or any(name not in main for name in names):
            continue
        told = [main[name][1] for name in names]
        accounts = [
            account
            for account in told[0].moments
            if all(account in item.moments for item in told) and _stated(told, account)
        ]
        for account in accounts:
            picked = [next(answer for answer in item.answers if answer.account == account) for item in told]
            yield from _tension(picked, told, "F301")
        if not accounts:
            yield from _tension([next(iter(item.groups.values()))[0] for item in told], told, "F302")


def _stated(told: Sequence[AnsweredFigure], account: str) -> bool:
    return all(answer.method != "derived" for item in told for answer in item.answers if answer.account == account)


def _tension(picked: Sequence[FigureAnswer], told: Sequence[AnsweredFigure], code: str) -> Iterator[Statement]:
    """Exact parts with a sum other than the whole."""
    numbers = [answer.exact for answer in picked]
    if any(answer.method in ("derived", "implied") for answer in picked) or any(number is None for number in numbers):
        return
    whole, *parts = (number or 0.0 for number in numbers)
    if sum(parts) == whole:
        return
    reckoning = " + ".join(f"{part:g}" for part in parts)
    names = " + ".join(answer.name for answer in picked[1:])
    tail = f"{names} = {reckoning} = {sum(parts):g}, {picked[0].name} = {whole:g}"
    why = f"The parts do not come out at the whole: {tail}."
    values = tuple(_value(item, [answer]) for item, answer in zip(told, picked, strict=True))
    parts_named = " and ".join(answer.name for answer in picked[1:])
    question = f"Do the {parts_named} add up to the {picked[0].name}?"
    yield Statement("", "figure", question, "differ", why, values, code, differs_by="sum")


def _numbered(statement: Statement, name: str) -> Statement:
    return replace(statement, id=name)
