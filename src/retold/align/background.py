"""What the accounts tell as background: changes that are older than the story, or of another event.

In: a Story and its Language. Out: a `Scope` that parts the tellings of one person into the story's own and the rest.
News schemata call these previous events and history (van Dijk, News as Discourse, 1988, chapter 2). The story begins a
week before the first account was published, or with the oldest change that a lede dates, or that closes the life of
somebody whom the top names, whichever is oldest. A telling is background where it is dated before that day; and, for
people whom no headline and no first sentences name, where the words around it date it so or speak of another case.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from retold.align.statuses import Change, Telling, changes
from retold.align.times import days as days_of
from retold.align.times import is_dated, moment, times_within
from retold.languages import Language
from retold.languages.people import PeopleLexicon, lexicon
from retold.model import Analysis, Moment, Span, Story
from retold.spans import begun

FRESH = timedelta(days=7)  # news of the week belongs to one story
LEDE, TOP = 1, 3  # sentences: what a lede dates counts for the story's begin, whom the top names is of the story
LONGEST = 700  # code points, where sentences are long
HEADS = frozenset({"headline", "standfirst"})
NEAR = 3  # words from "another" to the case it is said of
FAR = 400  # code points between a dated sentence and one that goes on from it


Reasons = dict[tuple[str, str], str]  # why a telling, by its key, is background


@dataclass(frozen=True, slots=True)
class Scope:
    """When the story begins (None: no account is dated), and whom a headline or the top of an account names."""

    begins: str | None
    foremost: frozenset[str]
    words: PeopleLexicon
    story: Story

    def parted(self, entity: str, told: Sequence[Change]) -> tuple[list[Change], list[Change], Reasons]:
        """The changes of status of one person: those of the story, those that are background, and why these are."""
        why: Reasons = {}
        for item in (item for change in told for item in change.tellings):
            if reason := self._background(item, entity):
                why[item.key] = reason
        if why and entity not in self.foremost:
            self._with_finals(told, why)
        parts: tuple[list[Change], list[Change]] = ([], [])
        for change in told:
            for place, part in enumerate(parts):
                own = tuple(item for item in change.tellings if (item.key in why) == bool(place))
                if own:
                    part.append(Change(change.entity, change.status, own))
        return *parts, why

    def _with_finals(self, told: Sequence[Change], why: Reasons) -> None:
        """One dies once: where an account tells one end as background, its other tellings are too, unless dated."""
        ends = [item for change in told if self.words.is_final(change.status) for item in change.tellings]
        reasons = {item.account: why[item.key] for item in ends if item.key in why}
        for item in ends:
            if item.account in reasons and not self._is_fresh(item.when):
                why.setdefault(item.key, reasons[item.account])

    def _is_fresh(self, when: Moment | None) -> bool:
        known = days_of(when)
        return known is not None and self.begins is not None and known[1] >= self.begins

    def _background(self, item: Telling, entity: str) -> str | None:
        """Why a telling is background; None where it is of the story."""
        if self._is_old(item.when):
            return f"dated before the story, which begins on {self.begins}"
        if entity in self.foremost or self._is_fresh(item.when):
            return None
        if self._of_another_case(item):
            return "told in a sentence about another case"
        return "told beside a date before the story" if self._dated_around(item) else None

    def _is_old(self, when: Moment | None) -> bool:
        known = days_of(when)
        return known is not None and self.begins is not None and known[1] < self.begins

    def _dated_around(self, item: Telling) -> bool:
        """Whether the nearest dated words, in the sentence or the one before in its paragraph, are older."""
        analysis, span = item.analysis, item.record.span
        sentence = _sentence(analysis, span)
        start = analysis.article.text.rfind("\n", 0, sentence[0]) + 1  # of the paragraph
        for stretch in (sentence, (max(start, sentence[0] - FAR), sentence[0])):
            dated = [time for time in times_within(analysis, stretch) if is_dated(time)]
            if dated:
                return all(self._is_old(moment(time)) for time in dated)
        return False

    def _of_another_case(self, item: Telling) -> bool:
        """Whether the sentence calls what it tells another case: "a separate shooting"."""
        others, cases = self.words.listed("background", "others"), self.words.listed("background", "cases")
        start, end = _sentence(item.analysis, item.record.span)
        words = item.analysis.article.text[start:end].lower().split()
        plain = [word.strip(".,;:!?()\"'“”‘’") for word in words]
        marked = (place for place, word in enumerate(plain) if word in others)
        return any(not cases.isdisjoint(plain[place + 1 : place + 1 + NEAR]) for place in marked)


def scope(story: Story, language: Language) -> Scope:
    """The Scope of a story; found once a story."""
    return story.once(_scope, language)


def _scope(story: Story, language: Language) -> Scope:
    told = changes(story, language)
    words = lexicon(language)
    tops = {analysis.article.id: _end(analysis, TOP) for analysis in story.analyses}
    foremost = frozenset(
        story.entity_of.get((analysis.article.id, mention.entity), "")
        for analysis in story.analyses
        for mention in analysis.mentions
        if mention.entity and mention.span[0] < tops[analysis.article.id]
    )
    return Scope(_begins(story, told, foremost, words), foremost, words, story)


def _begins(story: Story, told: dict[str, list[Change]], foremost: frozenset[str], words: PeopleLexicon) -> str | None:
    ledes = {analysis.article.id: _end(analysis, LEDE) for analysis in story.analyses}
    published = [known[0] for known in map(days_of, story.published.values()) if known]
    if not published:
        return None
    changes_told = (change for those in told.values() for change in those)
    ends = ((item, change.entity in foremost and words.is_final(change.status))
            for change in changes_told for item in change.tellings)  # fmt: skip
    dated = (days_of(item.when) for item, final in ends if final or item.record.span[0] < ledes[item.account])
    return min([_week_before(min(published)), *(known[0] for known in dated if known)])


def _week_before(first: str) -> str:
    try:
        return (date.fromisoformat(first) - FRESH).isoformat()
    except (ValueError, OverflowError):
        return first


def _end(analysis: Analysis, sentences: int) -> int:
    """Where the headline and the first sentences of the body end."""
    heads = max((part.span[1] for part in analysis.article.parts if part.kind in HEADS), default=0)
    body = islice((end for start, end in analysis.sentences if start >= heads), sentences)
    return min(max(body, default=heads), heads + LONGEST)


def _sentence(analysis: Analysis, span: Span) -> Span:
    """The sentence that a span begins in; of a very long one, the part around the span."""
    place = begun(analysis.sentences, span[0])
    start, end = analysis.sentences[place] if place >= 0 else span
    return max(start, span[0] - FAR), min(end, span[1] + FAR)
