"""Who is named as the speaker of a quote: the account's own words for somebody who can speak, else nobody.

In: a Quote and the Analysis it stands in. Out: a name, or "" where the records cannot mean the one they name: a day
("July said"), a thing under a verb that is none of speech, the one of whom words without a cue of their own were taken
over although he says nothing. Whom a pronoun stands for is decided in `resolve.antecedents`. No name is better than a
wrong one.
"""

from bisect import bisect_left, bisect_right

from retold.model import Analysis, Quote, Span
from retold.report import phrases

NAME = 48  # code points of a speaker's name with what describes it
THINGS = frozenset({"other", "product"})  # types of entities that a pronoun with a cue of speech seldom means
SILENT = frozenset({"wanted", "agreed", "planned", "refused"})  # stances under which nothing need be said
HUNG = "hung"  # how quotes were found that hang on a verb that is none of speech
OPENING, CLOSING = "([", ")]"


class SpeakerNames:
    """The speakers of one account."""

    def __init__(self, analysis: Analysis) -> None:
        self._text = analysis.article.text
        self._first = {  # a singular pronoun of no gender is that of the one who speaks
            item.span for item in analysis.mentions
            if item.form == "pronoun" and item.number == "singular" and item.gender is None and item.entity is None
        }  # fmt: skip
        self._pronouns = {item.span for item in analysis.mentions if item.form == "pronoun"}
        self._terms = sorted(item.span for item in analysis.terms)
        self._ends = {(item.span[1], item.entity) for item in analysis.mentions if item.form != "pronoun"}
        self._types = {item.id: item.type for item in analysis.entities}
        self._days = sorted(item.span for item in analysis.times if item.type in ("DATE", "TIME"))
        self._cued: dict[Span, list[Quote]] = {}
        for quote in analysis.quotes:
            if quote.cue is not None and quote.speaker.span is not None:
                self._cued.setdefault(quote.speaker.span, []).append(quote)

    def name(self, quote: Quote) -> str:
        """The speaker in the account's own words; a bare surname by the name it stands for, and so a pronoun, which is
        told with it: the name was found, not read."""
        name, span = quote.speaker.name or "", quote.speaker.span
        if span is None:
            return name
        if self._cannot(quote, span):
            return ""
        said = _whole(" ".join(self._text[slice(*span)].split()), name)
        if span in self._pronouns:
            found = name if name.casefold() != said.casefold() else ""
            written = phrases.table("voices")["led"].format(who=found, word=said.lower())
            return written if found and not self._beside(span, quote.speaker.entity) else found
        if name and set(said.casefold().split()) <= set(name.casefold().split()):
            return name
        if name and name[:1].isupper() and (at := said.find(name)) >= 0:
            rest = said[at + len(name) :]
            said = said[: at + len(name)] + (rest.split()[0].rstrip(",;:") if rest.startswith("-") else "")
        head, _, tail = said.partition(", ")
        if tail and not any(word[:1].isupper() for word in tail.split()):
            said = head
        return phrases.clip(said, NAME)

    def unknown(self, quote: Quote) -> bool:
        """Whether somebody speaks, and it is not known who."""
        return quote.speaker.span is not None and not self.name(quote) and not self._teller(quote)

    def _teller(self, quote: Quote) -> bool:
        """Whether it is the account itself that speaks of itself: "I say only that he sang"."""
        return quote.form == "indirect" and quote.speaker.span in self._first

    def mute(self, quote: Quote) -> bool:
        """Whether the speaker is a thing under a verb of will ("the setting allows players to ..."): nobody speaks."""
        return quote.stance in SILENT and self._types.get(quote.speaker.entity or "") in THINGS

    def pronoun(self, quote: Quote) -> str:
        """The pronoun that a quote is given to, "" where it is given to other words."""
        span = quote.speaker.span
        return self._text[slice(*span)].lower() if span and span in self._pronouns else ""

    def _cannot(self, quote: Quote, span: Span) -> bool:
        """Whether the speaker that the records name cannot be meant."""
        if quote.speaker.entity is None and self._empty(span):
            return True
        if self._types.get(quote.speaker.entity or "") in THINGS and (quote.method or "") == HUNG:
            return True
        return self._dated(span) or self._borrowed(quote, span)

    def _beside(self, span: Span, entity: str | None) -> bool:
        """Whether a pronoun stands right behind those it means: "neighbours who say"."""
        return any((span[0] - gap, entity) in self._ends for gap in (1, 2))

    def _empty(self, span: Span) -> bool:
        """Whether no word of content stands in a span: "that", "this"."""
        place = bisect_left(self._terms, span)
        return bool(self._terms) and not (place < len(self._terms) and self._terms[place][0] < span[1])

    def _dated(self, span: Span) -> bool:
        place = bisect_right(self._days, (span[0], len(self._text))) - 1
        return place >= 0 and self._days[place][0] <= span[0] and span[1] <= self._days[place][1]

    def _borrowed(self, quote: Quote, span: Span) -> bool:
        """Whether words without a cue took over the speaker of others in which nothing need be said."""
        others = self._cued.get(span, [])
        return quote.cue is None and bool(others) and all(item.stance in SILENT for item in others)


def _whole(said: str, name: str) -> str:
    """A speaker's words without the end of a sentence or a bracket that stands open."""
    if any(said.count(one) != said.count(other) for one, other in zip(OPENING, CLOSING, strict=True)):
        return name or said
    return said.rstrip(".") if said.endswith(".") and not name.endswith(".") else said
