"""One account as the figures see it: its sentences, dates and entities, and what an answer to a question is.

In: an Analysis and the lexicon of comparing. Out: look-ups in logarithmic time, and the `FigureAnswer` record.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from typing import Any

from retold.align.figures_people import PersonStates
from retold.days import day_number
from retold.languages import Language
from retold.model import Analysis, Figure, Span

LEAD = 700  # code points in which an account says what it tells of: headline and first paragraphs
WORD = re.compile(r"\w+")  # a word as it is written, without marks
LONG_AGO = 40  # days: what is dated earlier before publication is another happening than the news
SOME_DAYS = 3  # days by which the happening may lie before the first date of the lead
CARRIED = 2  # sentences that a date holds for, its own among them


@dataclass(frozen=True, slots=True)
class FigureAnswer:
    """One account's answer: bounds, the words, and the figures that are its evidence.

    `who` is the lemma of what is counted, "" for people at large; `method` is stated, implied, sum or derived; `apart`
    names why it answers another question ("" for none): "part", "more", "wide", "subgroup", "before", "planned",
    "single", "fate"; `when` is the last day of the dates of an old sentence; `whose` are the entities of the people
    it counts one by one.
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
    whose: tuple[str, ...] = ()

    @property
    def exact(self) -> float | None:
        """The number where it is exact."""
        return self.low if self.low is not None and self.low == self.high and not self.approximate else None

    @property
    def single(self) -> bool:
        """Whether its evidence is the mention of one person, without a numeral."""
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
class FigureWords:
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
def words_of(language: Language) -> FigureWords:
    """The compiled lexicon; cached by language."""
    table = language.table("figures")
    people, compare = table["people"], table["compare"]
    return FigureWords(
        frozenset(people["general"]), frozenset(people["kinds"]),
        frozenset(people["doers"]), tuple(people["wide"]), table["classes"], tuple(compare["sums"]),
        tuple(compare["revised"]), frozenset(compare["sources"]), compare,
    )  # fmt: skip


class Context:
    """Look-ups in one account: sentences, entities of counted names, words of wider scope."""

    def __init__(self, analysis: Analysis, words: FigureWords) -> None:
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
        """Sentences of something else, by their dates, all long before the publication, or well before any date of the
        lead: their last day. The sentences behind one in its paragraph go with it, where they have no date."""
        published = self.analysis.article.published
        if published is None or published.earliest is None:
            return {}
        latest: dict[int, str] = {}
        for time in self.analysis.times:
            if time.type in ("DATE", "TIME") and time.latest:
                sentence = self.sentence(time.span[0])
                latest[sentence] = max(latest.get(sentence, ""), time.latest[:10])
        floor = self._floor(day_number(published.earliest[:10]))
        found = {index: when for index, when in latest.items() if day_number(when) < floor}
        for index in sorted(found):
            for after in range(index + 1, min(index + 1 + CARRIED, len(self.starts))):
                between = self.text[self.analysis.sentences[after - 1][1] - 1 : self.starts[after]]
                if "\n" in between or after in latest:
                    break
                found[after] = found[index]
        return found

    def _floor(self, published: int) -> int:
        """The day before which a sentence is about something else: some days before all that the lead dates."""
        lead = [
            day_number(time.earliest)
            for time in self.analysis.times
            if time.span[0] < LEAD and time.type in ("DATE", "TIME") and time.earliest and time.latest
            and day_number(time.latest) - day_number(time.earliest) <= 1
        ]  # fmt: skip
        return max(published - LONG_AGO, min([*lead, published]) - SOME_DAYS) if lead else published - LONG_AGO

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

    def elsewhere(self) -> list[Span]:
        """The sentences about other events that mention people: those of old dates, and of words for other events."""
        spans, phrases = self.analysis.sentences, (*self.words.wide, *self.words.table["others"])
        told = sorted({self.sentence(status.span[0]) for status in self.analysis.statuses})
        texts = ((index, self.sentence_text(spans[index][0])) for index in told if index >= 0)
        wide = [index for index, text in texts if any(f" {phrase} " in text for phrase in phrases)]
        return [spans[index] for index in sorted({*self.old, *wide}) if 0 <= index < len(spans)]

    def survived(self, person: PersonStates) -> bool:
        """Whether the account says that the person lived, in a sentence that reports the injury or the next."""
        phrases = self.words.table["survived"]
        told = (self.sentence(status.span[0]) for status in person.told)
        near = (at for index in told for at in (index, index + 1) if 0 <= at < len(self.starts))
        texts = (self.sentence_text(self.starts[at]) for at in near)
        return any(f" {phrase} " in text for text in texts for phrase in phrases)

    def sentence_start(self, offset: int) -> int:
        """Where the sentence at an offset begins."""
        index = self.sentence(offset)
        return self.analysis.sentences[index][0] if index >= 0 else 0

    def entity(self, figure: Figure) -> str:
        """Whom an implied count is of: the entity of its words, else the words."""
        span = figure.counted.span if figure.counted else figure.span
        found = self.entity_at.get(span[0]) or self.entity_end.get(span[1])
        return found or (figure.counted.text.lower() if figure.counted else "")


def hull(figure: Figure) -> Span:
    """The span of a figure with its counted noun and its predicate, where they are close together."""
    start, end = figure.span
    for span in (figure.counted.span if figure.counted else None, figure.predicate_span):
        if span and max(end, span[1]) - min(start, span[0]) <= 90:
            start, end = min(start, span[0]), max(end, span[1])
    return start, end
