"""What one account answers to each question about numbers. In: an Analysis. Out: `Answer`s, the main one first.

An account tells a count several times and in parts ("two people died, one at the scene"). Its answer is the widest
count of the event it tells; parts, additions, other years and other events stand apart, each with its reason.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Any

from retold.languages import Language
from retold.model import Analysis, Figure, Span

LEAD = 700
WORD = re.compile(r"\w+")
LONG_AGO = 40


@dataclass(frozen=True, slots=True)
class Answer:
    """One account's answer: bounds, the words, and the figures it stands on.

    `who` is the lemma of what is counted, "" for people at large; `method` is stated, implied, sum or derived; `apart`
    names why it answers another question ("" for none): "part", "more", "wide", "subgroup", "before", "planned",
    "single"; `when` is the last day of the dates of an old sentence.
    """

    account: str
    name: str
    who: str
    low: float | None
    high: float | None
    approximate: bool
    text: str
    figures: tuple[Figure, ...]
    method: str = "stated"
    apart: str = ""
    when: str = ""

    @property
    def exact(self) -> float | None:
        """The number where it is told exactly."""
        return self.low if self.low is not None and self.low == self.high and not self.approximate else None

    @property
    def single(self) -> bool:
        """Whether it stands on one person told of, without a number word."""
        return self.method == "implied" and self.high == 1

    @property
    def total(self) -> bool:
        """Whether the account says how many there were: a number, and not only that of some more."""
        return self.method in ("stated", "sum") and self.figures[0].part not in ("more", "others")

    @property
    def key(self) -> tuple[float | None, float | None, bool]:
        """What makes two answers equal."""
        return self.low, self.high, self.approximate


@dataclass(frozen=True, eq=False)
class Words:
    """The lexicon of comparing figures."""

    general: frozenset[str]
    kinds: frozenset[str]
    doers: frozenset[str]
    wide: tuple[str, ...]
    classes: dict[str, Any]
    sums: tuple[dict[str, Any], ...]
    revised: tuple[str, ...]
    same_sources: frozenset[str]
    table: dict[str, Any]


@cache
def words_of(language: Language) -> Words:
    """The compiled lexicon; cached by language."""
    table = language.table("figures")
    people, compare = table["people"], table["compare"]
    return Words(
        frozenset(people["general"]), frozenset(people["kinds"]),
        frozenset(people["doers"]), tuple(people["wide"]), table["classes"], tuple(compare["sums"]),
        tuple(compare["revised"]), frozenset(compare["sources"]), compare,
    )  # fmt: skip


def answers(analysis: Analysis, language: Language) -> dict[str, list[Answer]]:
    """By predicate class, the answers of one account: the main one (if any) first, those that stand apart after."""
    words = words_of(language)
    grouped: dict[str, list[Figure]] = defaultdict(list)
    before: Figure | None = None
    for figure in analysis.figures:
        figure, before = _others(figure, before, words), figure if figure.predicate_class else before
        if figure.predicate_class and figure.kind in ("count", "implied", "none") and _told(figure, words):
            grouped[figure.predicate_class].append(figure)
    context = _Context(analysis, words)
    found = {name: _settled(context, name, figures) for name, figures in sorted(grouped.items())}
    _derive(context, found)
    return {name: _promoted(rows) for name, rows in found.items()}


def _told(figure: Figure, words: Words) -> bool:
    """Whether it is told, not denied; a verb of several senses tells it only of the nouns of its class."""
    row = words.classes[figure.predicate_class or ""]
    if figure.predicate in row.get("doubtful", ()):
        return bool(figure.counted and figure.counted.head in row["general"]) and figure.polarity == "positive"
    return figure.polarity == "positive"


def _promoted(found: list[Answer]) -> list[Answer]:
    """Where nothing else answers, the widest count of those in one state of health does."""
    fit = [answer for answer in found if answer.apart == "condition"]
    if not fit or _first(found) is not None:
        return found
    best = max(fit, key=lambda answer: (_size(answer), -answer.figures[0].span[0]))
    return [replace(best, apart=""), *(answer for answer in found if answer is not best)]


def _others(figure: Figure, before: Figure | None, words: Words) -> Figure:
    """ "killed one and wounded four others": others than those killed, so all of the wounded."""
    if figure.part != "more" or (before is not None and before.predicate_class == figure.predicate_class):
        return figure
    beside = before is None or before.kind == "count" or before.predicate_class in words.table["singles"]
    return replace(figure, part="others") if beside else figure


class _Context:
    """Look-ups in one account: sentences, entities of counted names, words of wider scope."""

    def __init__(self, analysis: Analysis, words: Words) -> None:
        self.analysis = analysis
        self.words = words
        self.text = analysis.article.text
        self.starts = [span[0] for span in analysis.sentences]
        self.entity_at = {mention.span[0]: mention.entity for mention in analysis.mentions if mention.entity}
        self.entity_end = {mention.span[1]: mention.entity for mention in analysis.mentions if mention.entity}
        self.old = self._old()
        self.title = self.text.find("\n")
        self.planned = frozenset(event.span for event in analysis.events if event.modality == "planned")

    def _old(self) -> dict[int, str]:
        """Sentences whose only dates lie long before the publication (they tell of something else): the last day."""
        published = self.analysis.article.published
        if published is None or published.earliest is None:
            return {}
        day = published.earliest[:10]
        latest: dict[int, str] = {}
        for time in self.analysis.times:
            if time.type in ("DATE", "TIME") and time.latest:
                sentence = self.sentence(time.span[0])
                latest[sentence] = max(latest.get(sentence, ""), time.latest[:10])
        return {index: when for index, when in latest.items() if _days(when) < _days(day) - LONG_AGO}

    def sentence(self, offset: int) -> int:
        """The index of the sentence at an offset."""
        return bisect_right(self.starts, offset) - 1

    def sentence_text(self, offset: int) -> str:
        """The words of the sentence at an offset, in lower case; cut at 600 characters about the offset."""
        index = self.sentence(offset)
        if index < 0:
            return ""
        start, end = self.analysis.sentences[index]
        found = self.text[max(start, offset - 300) : min(end, offset + 300)].lower()
        return f" {' '.join(WORD.findall(found))} "

    def sentence_start(self, offset: int) -> int:
        """Where the sentence at an offset begins."""
        index = self.sentence(offset)
        return self.analysis.sentences[index][0] if index >= 0 else 0

    def entity(self, figure: Figure) -> str:
        """Whom an implied count is of: the entity of its words, else the words."""
        span = figure.counted.span if figure.counted else figure.span
        found = self.entity_at.get(span[0]) or self.entity_end.get(span[1])
        return found or (figure.counted.text.lower() if figure.counted else "")


def _days(iso: str) -> int:
    """A rough running number of days of an ISO date: months of 31 days are near enough for "long before"."""
    year, month, day = [*iso.replace("-", " ").split(), "1", "1"][:3]
    return int(year) * 372 + int(month) * 31 + int(day[:2]) if year.isdecimal() and month.isdecimal() else 0


def _settled(context: _Context, name: str, figures: Sequence[Figure]) -> list[Answer]:
    found = [_answer(context, name, figure) for figure in figures]
    stated = [answer for answer in found if answer.method != "implied"]
    implied = [answer for answer in found if answer.method == "implied"]
    stated = _summed(context, stated)
    main, names = _main(stated, context.title), _counted_names(context, name, implied)
    if main is None or (names and main.exact is not None and names.low is not None and main.exact < names.low):
        main = names or main
    rest = [
        replace(answer, apart=_apart(answer, main))
        for answer in stated
        if not main or answer.figures[0] != main.figures[0]
    ]
    return [*([main] if main else []), *rest]


def _answer(context: _Context, name: str, figure: Figure) -> Answer:
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
    if figure.part == "more":
        apart = "more"
    if name == "injured" and _conditional(context, figure):
        apart = "condition"
    if any(f" {phrase} " in sentence for phrase in words.wide):
        apart = "wide"
    elif context.sentence(figure.span[0]) in context.old or _elsewhere(context, figure):
        apart = "before"
    elif name in words.table["deeds"] and figure.predicate_span in context.planned:
        apart = "planned"
    elif any(f" {phrase} " in f" {_before(context, figure)} " for phrase in words.table["lists"]):
        apart = "part"
    method = "implied" if figure.kind == "implied" and figure.method != "a list with a number" else "stated"
    return Answer(
        context.analysis.article.id, name, who, figure.low, figure.high, figure.approximate,
        _text(context.text, figure), (figure,), method, apart, context.old.get(context.sentence(figure.span[0]), ""),
    )  # fmt: skip


def _before(context: _Context, figure: Figure) -> str:
    """The last words before a figure."""
    return " ".join(WORD.findall(context.text[max(figure.span[0] - 24, 0) : figure.span[0]].lower())[-2:])


def _named_group(counted: str) -> str:
    """ "Selmian individuals": a name before the noun restricts whom the count is of. "" in headlines in title case."""
    words = counted.split()
    named = [word for word in words[:-1] if word[:1].isupper()]
    return f"{' '.join(named)} {words[-1]}" if named and words[-1].islower() else ""


def _elsewhere(context: _Context, figure: Figure) -> bool:
    """A vague count beside another war, named: "the Selm war, causing the death of thousands"."""
    if figure.method != "vague":
        return False
    start = max(figure.span[0] - 90, context.sentence_start(figure.span[0]))
    near = context.text[start : figure.span[0]].split()
    happenings = context.words.table["happenings"]
    return any(right.strip(",.;").lower() in happenings and left[:1].isupper() for left, right in pairwise(near))


def _conditional(context: _Context, figure: Figure) -> bool:
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


def hull(figure: Figure) -> Span:
    """The figure with the words it counts and its predicate, where they stand close together."""
    start, end = figure.span
    for span in (figure.counted.span if figure.counted else None, figure.predicate_span):
        if span and max(end, span[1]) - min(start, span[0]) <= 90:
            start, end = min(start, span[0]), max(end, span[1])
    return start, end


def _summed(context: _Context, found: list[Answer]) -> list[Answer]:
    """Counts joined under one predicate ("killed three men and two women") are one answer, their sum."""
    by_predicate: dict[Span, list[Answer]] = defaultdict(list)
    for answer in found:
        span = answer.figures[0].predicate_span
        figure = answer.figures[0]
        fit = answer.exact is not None and answer.apart in ("", "more")
        if span and fit and figure.kind == "count" and figure.counted:
            by_predicate[span].append(answer)
    sums: list[Answer] = []
    for span in sorted(by_predicate):
        parts = by_predicate[span]
        if len(parts) > 1 and all(_joined(context.text, left, right) for left, right in pairwise(parts)):
            total = sum(part.exact or 0.0 for part in parts)
            if len(parts) > 2 and total == 2 * (parts[0].exact or 0.0):
                continue
            text = " + ".join(part.text for part in parts)
            whos = {part.who for part in parts}
            who = parts[0].who if len(whos) == 1 else ""
            figures = tuple(figure for part in parts for figure in part.figures)
            sums.append(replace(parts[0], low=total, high=total, text=text, who=who, figures=figures, method="sum"))
    return [*found, *sums]


def _joined(text: str, left: Answer, right: Answer) -> bool:
    """Only the counted words and "and" or a comma stand between two counts."""
    first, second = left.figures[0], right.figures[0]
    start = first.counted.span[1] if first.counted else first.span[1]
    gap = text[start : second.span[0]] if start <= second.span[0] else "apart"
    return gap.strip(" ,") in ("and", "") and len(gap) < 8 and first.span[0] < second.span[0]


def _main(found: Sequence[Answer], title: int) -> Answer | None:
    """The widest count told of the event: in the first part of what is told of it, else anywhere."""
    fit = [answer for answer in found if answer.apart == ""]
    fit = [answer for answer in fit if answer.who == ""] or fit
    sums = [answer for answer in found if answer.method == "sum" and answer.apart == "more"]
    if not fit:
        fit = sums or [answer for answer in found if answer.apart == "more" and answer.exact is not None][:1]
    if not fit:
        return None
    first = min(answer.figures[0].span[0] for answer in fit)
    lead = [answer for answer in fit if answer.figures[0].span[0] <= first + LEAD] or fit
    best = max(lead, key=lambda answer: (_size(answer), answer.exact is not None, -answer.figures[0].span[0]))
    if best.figures[0].span[0] < title and best.exact is not None:
        # the careful wording of the text wins over its headline
        careful = [answer for answer in fit if answer.exact is None and best.exact in (answer.low, answer.high)]
        best = next((answer for answer in careful if answer.figures[0].span[0] >= title), best)
    same = [answer for answer in fit if answer is not best and answer.key == best.key and answer.who == best.who]
    return replace(best, figures=(*best.figures, *(figure for answer in same for figure in answer.figures)), apart="")


def _size(answer: Answer) -> float:
    return max((end for end in (answer.low, answer.high) if end is not None), default=0.0)


def _counted_names(context: _Context, name: str, implied: Sequence[Answer]) -> Answer | None:
    """Without a number: the different people of whom the account tells it, counted."""
    fit = [answer for answer in implied if answer.apart == "" and answer.who != "doer"]
    fit = fit or [answer for answer in implied if answer.who == "doer"]
    if not fit:
        return None
    single: dict[str, Answer] = {}
    for answer in fit:
        single.setdefault(context.entity(answer.figures[0]), answer)
    largest = max(fit, key=lambda answer: (_size(answer), -answer.figures[0].span[0]))
    named = [answer for answer in single.values() if _is_name(answer)]
    count = max(float(len(named)), _size(largest))
    chosen = named if count == len(named) and len(named) > 1 else [largest]
    figures = tuple(figure for answer in chosen for figure in answer.figures)
    names = ", ".join(figure.counted.text for figure in figures if figure.counted)
    text = f"{int(count)} ({' '.join(names.split())})"
    return replace(largest, low=count, high=count, who="", text=text, figures=figures, apart="")


def _is_name(answer: Answer) -> bool:
    return answer.figures[0].method == "one name"


def _apart(answer: Answer, main: Answer | None) -> str:
    if answer.apart:
        return answer.apart
    if main is None or answer.key == main.key:
        return ""
    ends = {main.low, main.high} - {None}
    if answer.who == main.who and ends & {answer.low, answer.high}:
        return ""  # the same number, worded otherwise
    return "subgroup" if answer.who != main.who else "part"


def _derive(context: _Context, found: dict[str, list[Answer]]) -> None:
    """ "Four shot, two fatally": the rest were wounded. Only where the account gives no number of the wounded."""
    for row in context.words.sums:
        rest = row.get("rest")
        whole = _first(found.get(row["whole"], ()))
        told = _first(found.get(rest, ())) if rest else None
        if rest is None or whole is None or whole.exact is None or (told is not None and told.method != "implied"):
            continue
        known = [_first(found.get(name, ())) for name in row["parts"] if name != rest]
        if any(part is not None and part.exact is None for part in known):
            continue
        left = whole.exact - sum(part.exact or 0.0 for part in known if part is not None)
        if left > (told.exact or 0.0 if told else 0.0) and whole.method == "stated":
            used = [whole, *(part for part in known if part is not None)]
            text = f"{int(left)} ({' less '.join(answer.text for answer in used)})"
            figures = tuple(answer.figures[0] for answer in used)
            reckoned = replace(whole, name=rest, low=left, high=left, text=text, figures=figures, method="derived")
            found[rest] = [reckoned, *(answer for answer in found.get(rest, ()) if answer.apart)]


def _first(found: Iterable[Answer]) -> Answer | None:
    return next((answer for answer in found if answer.apart == ""), None)
