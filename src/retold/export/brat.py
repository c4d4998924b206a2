"""brat standoff: each article's text with its records beside it, for researchers (INCEpTION reads it as well).

Mentions, quotes, figures, times and events are text-bound annotations; speakers and participants are relations.
"""

import re
from collections.abc import Iterator

from retold.export import Files
from retold.export.cells import file_name, lines
from retold.model import Analysis, Comparison, Span

CONFIG = """[entities]
Person
Organization
Group
Place
Other
Quote
Cue
Figure
Time
Event

[relations]
Speaker\tArg1:Quote, Arg2:<ENTITY>
Agent\tArg1:Event, Arg2:<ENTITY>
Patient\tArg1:Event, Arg2:<ENTITY>
Recipient\tArg1:Event, Arg2:<ENTITY>
Place\tArg1:Event, Arg2:<ENTITY>
Instrument\tArg1:Event, Arg2:<ENTITY>

[events]

[attributes]
Entity\tArg:<ENTITY>
"""
TYPES = {"person": "Person", "organization": "Organization", "group": "Group", "place": "Place"}


def files(comparison: Comparison, form: str) -> Files:
    """`<account>.txt` and `<account>.ann` for every account, and `annotation.conf`."""
    found: dict[str, bytes] = {"annotation.conf": CONFIG.encode()}
    for number, analysis in enumerate(comparison.analyses, 1):
        stem = file_name(number, analysis.article.id)
        found[f"{stem}.txt"] = analysis.article.text.encode("utf-8", "replace")
        found[f"{stem}.ann"] = lines(_rows(analysis))
    return found


class _Bound:
    """The text-bound annotations of one article, each span of a kind once, numbered in the order of asking."""

    def __init__(self, analysis: Analysis) -> None:
        self.text = analysis.article.text
        self.kinds = {mention.span: TYPES.get(mention.type, "Other") for mention in analysis.mentions}
        self.names: dict[tuple[str, Span], str] = {}
        self.rows: list[str] = []

    def at(self, kind: str, *spans: Span) -> str:
        """The name of the annotation of a kind over the spans."""
        key = (kind, (spans[0][0], spans[-1][1]))
        if key not in self.names:
            self.names[key] = f"T{len(self.names) + 1}"
            pieces = [piece for span in spans for piece in _lines(self.text, span)]
            places = ";".join(f"{start} {end}" for start, end in pieces)
            words = " ".join(self.text[start:end] for start, end in pieces)
            self.rows.append(f"{self.names[key]}\t{kind} {places}\t{words}")
        return self.names[key]

    def mention(self, span: Span) -> str:
        """The annotation of the mention at a span; what is no mention becomes one of type Other."""
        return self.at(self.kinds.get(span, "Other"), span)


def _rows(analysis: Analysis) -> Iterator[str]:
    bound = _Bound(analysis)
    relations: list[tuple[str, str, str]] = []
    for mention in analysis.mentions:
        bound.mention(mention.span)
    for figure in analysis.figures:
        bound.at("Figure", figure.span)
    for time in analysis.times:
        bound.at("Time", time.span)
    for quote in analysis.quotes:
        own = bound.at("Quote", *quote.spans)
        if quote.cue:
            bound.at("Cue", quote.cue)
        if quote.speaker.span:
            relations.append(("Speaker", own, bound.mention(quote.speaker.span)))
    for event in analysis.events:
        own = bound.at("Event", event.span)
        relations += [(role.role.capitalize(), own, bound.mention(role.span)) for role in event.participants]
    yield from bound.rows
    for number, (kind, one, two) in enumerate(dict.fromkeys(relations), 1):
        yield f"R{number}\t{kind} Arg1:{one} Arg2:{two}"


def _lines(text: str, span: Span) -> Iterator[Span]:
    """The pieces of a span that lie on one line each: standoff annotations hold no line end."""
    start = span[0]
    for match in re.finditer("\n+", text[span[0] : span[1]]):
        if start < span[0] + match.start():
            yield (start, span[0] + match.start())
        start = span[0] + match.end()
    if start < span[1]:
        yield (start, span[1])
