"""What one account answers to each question about numbers. In: an Analysis. Out: `FigureAnswer`s, the main one first.

An account gives a count several times and in parts ("two people died, one at the scene"). Its answer is the widest
count of the event it reports; parts, additions, other years and other events are kept apart, each with its reason.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from retold.align.figures_account import LEAD, WORD, Context, FigureAnswer, FigureWords
from retold.model import Figure, Span


def told_as_done(figure: Figure, words: FigureWords) -> bool:
    """Whether it is stated, not denied; a verb of several senses tells it only of the nouns of its class."""
    row = words.classes[figure.predicate_class or ""]
    if figure.predicate in row.get("doubtful", ()):
        return bool(figure.counted and figure.counted.head in row["general"]) and figure.polarity == "positive"
    return figure.polarity == "positive"


def promoted(found: list[FigureAnswer]) -> list[FigureAnswer]:
    """Where nothing else answers, the widest count of those in one state of health does."""
    fit = [answer for answer in found if answer.apart == "condition"]
    if not fit or first(found) is not None:
        return found
    best = max(fit, key=lambda answer: (size(answer), -answer.figures[0].span[0]))
    return [replace(best, apart=""), *(answer for answer in found if answer is not best)]


def others(figure: Figure, before: Figure | None, words: FigureWords) -> Figure:
    """ "killed one and wounded four others": others than those killed, so all of the wounded."""
    again = before is not None and before.predicate_class == figure.predicate_class
    if figure.part != "more" or figure.high == 0 or again:
        return figure
    beside = before is None or before.kind == "count" or before.predicate_class in words.table["singles"]
    return replace(figure, part="others") if beside else figure


def settled(context: Context, name: str, figures: Sequence[Figure]) -> list[FigureAnswer]:
    found = [_answer(context, name, figure) for figure in figures]
    stated = [answer for answer in found if answer.method != "implied"]
    implied = [answer for answer in found if answer.method == "implied"]
    stated = _summed(context, stated)
    main, names = _main(stated, context.title), _counted_names(context, implied)
    if main is None or (names and main.exact is not None and names.low is not None and main.exact < names.low):
        main = names or main
    rest = [
        replace(answer, apart=_apart(answer, main))
        for answer in stated
        if not main or answer.figures[0] != main.figures[0]
    ]
    return [*([main] if main else []), *rest]


def _answer(context: Context, name: str, figure: Figure) -> FigureAnswer:
    head = figure.counted.head if figure.counted and figure.counted.head else ""
    words = context.words
    usual = head in words.general or head in words.kinds or head in words.classes[name].get("general", ())
    who = "" if not head or usual else head
    if not who and figure.kind == "count" and figure.counted and (group := _named_group(figure.counted.text)):
        who = group
    if name in ("killed", "injured", "shot") and head in words.doers:
        who = "doer" if figure.kind == "implied" else head
    apart = ""
    sentence = context.sentence_text(figure.span[0])
    apart_from = any(f" {phrase} " in sentence for phrase in words.table["others"])
    if figure.part == "more":
        apart = "more"
    if name == "injured" and _conditional(context, figure):
        apart = "condition"
    if any(f" {phrase} " in sentence for phrase in words.wide):
        apart = "wide"
    elif apart_from or context.sentence(figure.span[0]) in context.old or _elsewhere(context, figure):
        apart = "before"
    elif name in words.table["deeds"] and figure.predicate_span in context.planned:
        apart = "planned"
    elif any(f" {phrase} " in f" {_before(context, figure)} " for phrase in words.table["lists"]):
        apart = "part"
    method = "implied" if figure.kind == "implied" and figure.method != "a list with a number" else "stated"
    return FigureAnswer(
        context.analysis.article.id, name, who, figure.low, figure.high, figure.approximate,
        _text(context.text, figure), (figure,), method, apart, context.old.get(context.sentence(figure.span[0]), ""),
    )  # fmt: skip


def _before(context: Context, figure: Figure) -> str:
    """The last words before a figure."""
    return " ".join(WORD.findall(context.text[max(figure.span[0] - 24, 0) : figure.span[0]].lower())[-2:])


def _named_group(counted: str) -> str:
    """ "Selmian individuals": a name before the noun restricts whom the count is of. "" in headlines in title case."""
    words = counted.split()
    named = [word for word in words[:-1] if word[:1].isupper()]
    return f"{' '.join(named)} {words[-1]}" if named and words[-1].islower() else ""


def _elsewhere(context: Context, figure: Figure) -> bool:
    """A vague count beside another war, named: "the Selm war, causing the death of thousands"."""
    if figure.method != "vague":
        return False
    start = max(figure.span[0] - 90, context.sentence_start(figure.span[0]))
    near = context.text[start : figure.span[0]].split()
    happenings = context.words.table["happenings"]
    return any(right.strip(",.;").lower() in happenings and left[:1].isupper() for left, right in pairwise(near))


def _conditional(context: Context, figure: Figure) -> bool:
    """ "one was in good condition, three were critical": counts by state of health."""
    near = context.text[figure.span[1] : figure.span[1] + 70].lower().partition(". ")[0]
    return any(word in near for word in context.words.table["conditions"])


def _text(text: str, figure: Figure) -> str:
    """The figure with what it counts, as written."""
    start, end = figure.span
    if figure.counted and end <= figure.counted.span[0] <= end + 12:
        end = figure.counted.span[1]
    written = " ".join(text[start:end].split())
    return f"{int(figure.low or 0)} ({written})" if figure.kind in ("implied", "none") else written


def _summed(context: Context, found: list[FigureAnswer]) -> list[FigureAnswer]:
    """Counts joined under one predicate ("killed three men and two women") are one answer, their sum."""
    by_predicate: dict[Span, list[FigureAnswer]] = defaultdict(list)
    for answer in found:
        span = answer.figures[0].predicate_span
        figure = answer.figures[0]
        fit = answer.exact is not None and answer.apart in ("", "more")
        if span and fit and figure.kind == "count" and figure.counted:
            by_predicate[span].append(answer)
    sums: list[FigureAnswer] = []
    for span in sorted(by_predicate):
        parts = by_predicate[span]
        if len(parts) > 1 and all(_joined(context, left, right) for left, right in pairwise(parts)):
            total = sum(part.exact or 0.0 for part in parts)
            if len(parts) > 2 and total == 2 * (parts[0].exact or 0.0):
                continue
            text = " + ".join(part.text for part in parts)
            whos = {part.who for part in parts}
            who = parts[0].who if len(whos) == 1 else ""
            figures = tuple(figure for part in parts for figure in part.figures)
            sums.append(replace(parts[0], low=total, high=total, text=text, who=who, figures=figures, method="sum"))
    return [*found, *sums]


def _joined(context: Context, left: FigureAnswer, right: FigureAnswer) -> bool:
    """Whether two counts are coordinated: between them are only the counted noun and "and" or a comma."""
    one, two = left.figures[0], right.figures[0]
    start = one.counted.span[1] if one.counted else one.span[1]
    gap = context.text[start : two.span[0]] if start <= two.span[0] else "apart"
    return gap.strip(" ,") in context.words.table["joins"] and len(gap) < 8 and one.span[0] < two.span[0]


def _main(found: Sequence[FigureAnswer], title: int) -> FigureAnswer | None:
    """The widest count of the event: in the first part of what is said about it, else anywhere."""
    fit = [answer for answer in found if answer.apart == ""]
    fit = [answer for answer in fit if answer.who == ""] or fit
    sums = [answer for answer in found if answer.method == "sum" and answer.apart == "more"]
    if not fit:
        fit = sums or [answer for answer in found if answer.apart == "more" and answer.exact][:1]
    if not fit:
        return None
    begin = min(answer.figures[0].span[0] for answer in fit)
    lead = [answer for answer in fit if answer.figures[0].span[0] <= begin + LEAD] or fit
    best = max(lead, key=lambda answer: (size(answer), answer.exact is not None, -answer.figures[0].span[0]))
    if best.figures[0].span[0] < title and best.exact is not None:
        # the careful wording of the text wins over its headline
        careful = [answer for answer in fit if answer.exact is None and best.exact in (answer.low, answer.high)]
        best = next((answer for answer in careful if answer.figures[0].span[0] >= title), best)
    same = [answer for answer in fit if answer is not best and answer.key == best.key and answer.who == best.who]
    return replace(best, figures=(*best.figures, *(figure for answer in same for figure in answer.figures)), apart="")


def size(answer: FigureAnswer) -> float:
    return max((end for end in (answer.low, answer.high) if end is not None), default=0.0)


def _counted_names(context: Context, implied: Sequence[FigureAnswer]) -> FigureAnswer | None:
    """Without a number: the different people of whom the account tells it, counted."""
    fit = [answer for answer in implied if answer.apart == "" and answer.who != "doer"]
    fit = fit or [answer for answer in implied if answer.who == "doer"]
    if not fit:
        return None
    single: dict[str, FigureAnswer] = {}
    for answer in fit:
        single.setdefault(context.entity(answer.figures[0]), answer)
    largest = max(fit, key=lambda answer: (size(answer), -answer.figures[0].span[0]))
    named = [answer for answer in single.values() if answer.figures[0].method == "one name"]
    count = max(float(len(named)), size(largest))
    chosen = named if count == len(named) and len(named) > 1 else [largest]
    figures = tuple(figure for answer in chosen for figure in answer.figures)
    names = ", ".join(figure.counted.text for figure in figures if figure.counted)
    # named in several places: there may be more; a list in one place is whole
    least = len(chosen) > 1
    text = f"{'at least ' if least else ''}{int(count)} ({' '.join(names.split())})"
    return replace(largest, low=count, high=None if least else count, who="", text=text, figures=figures, apart="")


def _apart(answer: FigureAnswer, main: FigureAnswer | None) -> str:
    if answer.apart:
        return answer.apart
    if main is None or answer.key == main.key:
        return ""
    ends = {main.low, main.high} - {None}
    if answer.who == main.who and ends & {answer.low, answer.high}:
        return ""  # the same number, worded otherwise
    return "subgroup" if answer.who != main.who else "part"


def derive(context: Context, found: dict[str, list[FigureAnswer]]) -> None:
    """ "Four shot, two fatally": the rest were wounded. Only where the account gives no number of the wounded."""
    for row in context.words.sums:
        rest = row.get("rest")
        whole = first(found.get(row["whole"], ()))
        told = first(found.get(rest, ())) if rest else None
        if rest is None or whole is None or whole.exact is None or (told is not None and told.method != "implied"):
            continue
        known = [first(found.get(name, ())) for name in row["parts"] if name != rest]
        if any(part is not None and part.exact is None for part in known):
            continue
        left = whole.exact - sum(part.exact or 0.0 for part in known if part is not None)
        if left > (told.exact or 0.0 if told else 0.0) and whole.method == "stated":
            used = [whole, *(part for part in known if part is not None)]
            text = f"{int(left)} ({' less '.join(answer.text for answer in used)})"
            figures = tuple(answer.figures[0] for answer in used)
            reckoned = replace(whole, name=rest, low=left, high=left, text=text, figures=figures, method="derived")
            found[rest] = [reckoned, *(answer for answer in found.get(rest, ()) if answer.apart)]


def first(found: Iterable[FigureAnswer]) -> FigureAnswer | None:
    return next((answer for answer in found if answer.apart == ""), None)
