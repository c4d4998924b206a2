"""CoNLL-U: each article's words, a sentence after the other, with the records that stand on them in the last column.

Entities follow CorefUD (`Entity=(e1-person-2 ... e1)`: id, type, place of the head word); quotes, figures, times and
events are named on their words (`Quote=q1`), and a comment before the sentence says what is known of them. Words are
cut by a plain rule; `TokenRange` gives their place in the text. Lemmas, tags and heads are not kept in a report, so
those columns are empty.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from retold.export import Files
from retold.export.cells import file_name, line, lines
from retold.grouping import grouped
from retold.model import Analysis, Comparison, Event, Figure, Mention, Quote, Span, Time

TOKEN = re.compile(r"\w+(?:[-.,:'’]\w+)*|[^\w\s]")
HEAD = "# global.Entity = eid-etype-head"
UNSAFE = re.compile(r"[^\w.]+")
EMPTY = "\t".join("_" * 7)  # lemma, tags, features, head, relation, enhanced relations


@dataclass(slots=True)
class _Token:
    span: Span
    opened: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    whole: list[str] = field(default_factory=list)
    records: dict[str, list[str]] = field(default_factory=dict)


def files(comparison: Comparison, name: str) -> Files:
    """`<account>.conllu` for every account."""
    return {
        f"{file_name(number, item.article.id)}.conllu": lines(_rows(item))
        for number, item in enumerate(comparison.analyses, 1)
    }


def _rows(analysis: Analysis) -> Iterator[str]:
    text = analysis.article.text
    yield f"# newdoc id = {line(analysis.article.id)}"
    yield HEAD
    cut = ([_Token(found.span()) for found in TOKEN.finditer(text, *span)] for span in _stretches(analysis))
    sentences = list(filter(None, cut))
    starts = [tokens[0].span[0] for tokens in sentences]
    _mark(analysis, sentences, starts)
    told = grouped((max(0, _at(starts, place)), words) for place, words in _told(analysis))
    for number, tokens in enumerate(sentences):
        yield f"# sent_id = {line(analysis.article.id)}-{number + 1}"
        yield f"# text = {_joined(text, tokens)}"
        yield from told.get(number, ())
        for place, token in enumerate(tokens, 1):
            after = tokens[place].span[0] if place < len(tokens) else None
            yield f"{place}\t{_form(text, token)}\t{EMPTY}\t{_misc(token, after)}"
        yield ""


def _stretches(analysis: Analysis) -> Iterator[Span]:
    """The sentences, and what stands between them as sentences of its own."""
    last = 0
    for start, end in sorted(analysis.sentences):
        if last < start:
            yield last, start
        if last < end:
            yield max(last, start), end
        last = max(last, end)
    if last < len(analysis.article.text):
        yield last, len(analysis.article.text)


def _form(text: str, token: _Token) -> str:
    return line(text[slice(*token.span)])


def _joined(text: str, tokens: list[_Token]) -> str:
    """The sentence as its words make it: one space wherever the text has white space."""
    gaps = [" " if one.span[1] < two.span[0] else "" for one, two in pairwise(tokens)]
    return "".join(_form(text, token) + gap for token, gap in zip(tokens, [*gaps, ""], strict=True))


def _misc(token: _Token, after: int | None) -> str:
    found = {
        "Entity": "".join((*token.closed, *token.opened, *token.whole)),
        **{kind: ",".join(ids) for kind, ids in sorted(token.records.items())},
        "SpaceAfter": "No" if after == token.span[1] else "",
        "TokenRange": f"{token.span[0]}:{token.span[1]}",
    }
    return "|".join(f"{key}={value}" for key, value in found.items() if value)


def _mark(analysis: Analysis, sentences: list[list[_Token]], starts: list[int]) -> None:
    """Puts every record on the words it stands on; what runs over the end of a sentence is kept within it."""
    for mention in sorted(analysis.mentions, key=lambda item: (item.span[0], -item.span[1], item.id)):
        if tokens := _within(sentences, starts, mention.span):
            _entity(mention, tokens)
    for kind, name, spans in _records(analysis):
        for span in spans:
            for token in _within(sentences, starts, span):
                token.records.setdefault(kind, []).append(name)


def _entity(mention: Mention, tokens: list[_Token]) -> None:
    name = UNSAFE.sub("_", mention.entity or mention.id)
    head = mention.head or mention.span
    place = next((number for number, item in enumerate(tokens, 1) if item.span[1] > head[0]), len(tokens))
    opening = f"({name}-{mention.type}-{place}"
    if len(tokens) == 1:
        tokens[0].whole.append(f"{opening})")
    else:
        tokens[0].opened.append(opening)
        tokens[-1].closed.insert(0, f"{name})")


def _records(analysis: Analysis) -> Iterator[tuple[str, str, Iterable[Span]]]:
    yield from (("Quote", item.id, item.spans) for item in analysis.quotes)
    single = (analysis.figures, analysis.times, analysis.events)
    yield from ((type(item).__name__, item.id, (item.span,)) for records in single for item in records)


def _told(analysis: Analysis) -> Iterator[tuple[int, str]]:
    """Where a record begins, and the comment that says what is known of it."""
    for quote in analysis.quotes:
        yield quote.spans[0][0], _comment(quote, form=quote.form, stance=quote.stance, speaker=quote.speaker.entity)
    for figure in analysis.figures:
        yield figure.span[0], _comment(figure, low=figure.low, high=figure.high, unit=figure.unit, kind=figure.kind)
    for time in analysis.times:
        known = {"type": time.type, "value": time.value, "earliest": time.earliest, "latest": time.latest}
        yield time.span[0], _comment(time, **known)
    for event in analysis.events:
        known = {"type": event.type, "plover": event.plover, "polarity": event.polarity, "modality": event.modality}
        yield event.span[0], _comment(event, **known)


def _comment(record: Quote | Figure | Time | Event, **known: object) -> str:
    told = " ".join(f"{key}={line(str(it))}" for key, it in known.items() if it is not None)
    return f"# {type(record).__name__.lower()} {record.id} = {told}"


def _at(starts: list[int], place: int) -> int:
    """The sentence that holds a place of the text."""
    return bisect_left(starts, place + 1) - 1


def _within(sentences: list[list[_Token]], starts: list[int], span: Span) -> list[_Token]:
    """The words of a span within the sentence in which it begins."""
    number = max(0, _at(starts, span[0]))
    tokens = sentences[number] if sentences else []
    first = bisect_left(tokens, span[0] + 1, key=lambda token: token.span[1])
    last = bisect_left(tokens, span[1], key=lambda token: token.span[0])
    return tokens[first:last]
