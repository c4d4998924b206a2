"""Whether a pronoun that says something surely stands for the one whom it was led to: else nobody said it.

In: an Analysis with quotes and events. Out: the Analysis; a quote whose speaker is a pronoun of a doubtful antecedent
keeps the pronoun's span and names nobody. The antecedent is doubtful where it cannot be somebody who speaks, is only
named beside pictures, is named by the very words, or where somebody else is more likely: one who acts or
speaks nearer to the pronoun, or, where the antecedent itself never does either, anybody who spoke before. Of the
speakers found for pronouns, 13 of 91 were wrong without this and 1 of 67 with it (half of the stories, read for it).
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from retold.languages import Language
from retold.model import Analysis, Article, Mention, Quote, Span, Speaker
from retold.parse import Parse
from retold.spans import containing, merged

PERSONS = frozenset({"person"})
SEVERAL = frozenset({"group", "organization"})
SPEAKERS = PERSONS | SEVERAL  # types of entities that may be the antecedent of a pronoun that says something
PAIR = 2  # persons named one after the other whom "they" may mean
REACH = 3000  # code points before a pronoun in which an antecedent is looked for: a few paragraphs
JOINT = 8  # code points between two pieces of one saying: marks, a break of paragraphs
INDIRECT = "indirect"  # the form of quotes without marks
UNTOLD = frozenset({"caption", "credit", "debris"})  # parts of an article in which a name may be a photographer's


def resolve(_doc: Parse, _article: Article, _language: Language, found: Analysis) -> Analysis:
    """What `doubted` makes of the records found, for the table of kinds."""
    return doubted(found)


def doubted(found: Analysis) -> Analysis:
    """The Analysis whose quotes name whom a pronoun stands for only where that is sure. The mention keeps its entity:
    a chain of coreference asks who is likeliest, words said ask who it surely is."""
    antecedents = Antecedents(found)
    quotes = tuple(
        item if antecedents.sure(item) else replace(item, speaker=Speaker(item.speaker.span, None, None))
        for item in found.quotes
    )
    return replace(found, quotes=quotes)


class Antecedents:
    """The antecedents of one account."""

    def __init__(self, analysis: Analysis) -> None:
        self._types = {item.id: item.type for item in analysis.entities}
        self._pronouns = {item.span: item for item in analysis.mentions if item.form == "pronoun"}
        self._ends = {(item.span[1], item.entity) for item in analysis.mentions if item.form != "pronoun"}
        self._broken = {item.id for item in analysis.entities if item.name[:1].islower() and item.names}
        self._pictured = _pictured(analysis)
        named = [item for item in analysis.mentions if item.form != "pronoun" and item.entity]
        said = (span for quote in analysis.quotes for span in quote.spans)
        self._direct = sorted(span for quote in analysis.quotes if quote.form != INDIRECT for span in quote.spans)
        self._named = sorted(_outside(named, said), key=lambda item: item.span)
        self._starts = [item.span[0] for item in self._named]
        self._every = sorted((item.span[0], item.entity) for item in named if item.form == "name")
        speaking = {quote.speaker.span[0] for quote in analysis.quotes if quote.speaker.span}
        acting = {
            part.span[0] for event in analysis.events for part in event.participants if part.role == "agent"
        }  # fmt: skip
        self._speaking = [item for item in self._named if _at(item, speaking)]
        self._active = {item.span for item in self._named if _at(item, speaking | acting)}
        self._doers = {item.entity for item in self._named if item.span in self._active}
        self._speakers = {item.entity for item in self._speaking}

    def sure(self, quote: Quote) -> bool:
        """Whether the antecedent of the pronoun that a quote is given to may be named."""
        span, entity = quote.speaker.span, quote.speaker.entity
        pronoun = self._pronouns.get(span) if span else None
        if span is None or entity is None or pronoun is None or self._beside(span, entity):
            return True
        kind = self._types.get(entity)
        one = pronoun.gender in ("female", "male")
        if entity in self._pictured or entity in self._broken:
            return False
        if kind not in (PERSONS | {"group"} if one else SPEAKERS) or self._names_itself(quote, entity):
            return False
        before = self._named[bisect_left(self._starts, span[0] - REACH) : bisect_left(self._starts, span[0])]
        last = next((place for place in range(len(before) - 1, -1, -1) if before[place].entity == entity), None)
        if last is None:
            return False
        # "it" is an office or a firm, which is named less often than it is meant
        if (one or pronoun.number == "plural") and self._rivals(before[last + 1 :], kind or "", pronoun):
            return False
        known = self._doers if kind in PERSONS else self._speakers
        return entity in known or not any(item.span < span for item in self._speaking)

    def _beside(self, span: Span, entity: str) -> bool:
        """Whether a pronoun stands right behind those it means: "neighbours who say"."""
        return any((span[0] - gap, entity) in self._ends for gap in (1, 2))

    def _names_itself(self, quote: Quote, entity: str) -> bool:
        """Whether words in quotation marks, or the ones right before them, name the one who is to have said them."""
        if quote.form == INDIRECT:
            return False
        start, end = quote.spans[0][0], quote.spans[-1][1]
        place = bisect_left(self._direct, (start, start))
        while place > 0 and 0 <= start - self._direct[place - 1][1] <= JOINT:
            place -= 1
            start = self._direct[place][0]
        first, last = bisect_left(self._every, (start, "")), bisect_left(self._every, (end, ""))
        return any(name == entity for _, name in self._every[first:last])

    def _rivals(self, between: Sequence[Mention], kind: str, pronoun: Mention) -> bool:
        """Whether somebody else whom the pronoun may mean acts or speaks nearer to it."""
        rivals = [item for item in between if item.span in self._active]
        fit = PERSONS if kind in PERSONS else SEVERAL
        if any(self._types.get(item.entity or "") in fit and _agree(item, pronoun) for item in rivals):
            return True
        several = kind not in PERSONS and pronoun.number == "plural"
        return (
            several and len({item.entity for item in rivals if self._types.get(item.entity or "") in PERSONS}) >= PAIR
        )


def _agree(mention: Mention, pronoun: Mention) -> bool:
    """Whether nothing speaks against a pronoun's standing for a mention."""
    return not (mention.gender and pronoun.gender and mention.gender != pronoun.gender)


def _at(mention: Mention, starts: set[int]) -> bool:
    return mention.span[0] in starts or (mention.head is not None and mention.head[0] in starts)


def _outside(mentions: Iterable[Mention], said: Iterable[Span]) -> Iterator[Mention]:
    """The mentions that stand in nobody's words."""
    spans = merged(said)
    return (item for item in mentions if containing(spans, item.span[0]) is None)


def _pictured(analysis: Analysis) -> frozenset[str]:
    """The entities that an account names in captions and credits of pictures, and nowhere else."""
    pictures = merged(item.span for item in analysis.article.parts if item.kind in UNTOLD)
    named = [item for item in analysis.mentions if item.form == "name" and item.entity]
    told = {item.entity for item in named if containing(pictures, item.span[0]) is None}
    return frozenset(item.entity for item in named if item.entity and item.entity not in told)
