"""What was said: the words inside quotation marks, who said them, and who vouches for a sentence."""

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from rapidfuzz import fuzz

from retold.compare.checks import sayings
from retold.compare.slots import QUOTED
from retold.match.passages import WORD
from retold.model import Quote, Span
from retold.moves.wordings import AROUND, Move, Spans, Wordings, plain, single


class SaidWords(NamedTuple):
    """A stretch inside quotation marks with its quote."""

    span: Span
    text: str
    quote: Quote


def words(wordings: Wordings) -> Iterator[Move]:
    """The one saying inside quotation marks that each wording alone has, where words of it were changed; a shorter or a
    longer part of one saying is no other."""
    held = [_said(side, wordings) for side in (0, 1)]
    known = [{plain(item.text) for item in found} for found in held]
    left, right = ([item for item in held[side] if plain(item.text) not in known[1 - side]] for side in (0, 1))
    if len(left) == len(right) == 1 and sayings.compared(left[0].text, right[0].text) == "differ":
        spans = left[0].span, right[0].span
        yield Move(spans, (left[0].quote.id, right[0].quote.id), spans)


def _said(side: int, wordings: Wordings) -> list[SaidWords]:
    text, told = wordings.pair[side].text, wordings.told[side].span
    return [
        SaidWords(span, text[slice(*span)], quote)
        for quote in dict.fromkeys(wordings.pair[side].quotes.within(told))
        if quote.form != "indirect"
        for span in quote.spans
        if told[0] <= span[0] < told[1] and len(WORD.findall(text[slice(*span)])) >= QUOTED
    ]


def speakers(wordings: Wordings) -> Iterator[Move]:
    """Who says the same words, where the two wordings name two or describe two."""
    held = wordings.held(lambda item: item.spoken)
    before, after = ([quote for quote in found if quote.content != "phrase"] for found in held)
    for one, two in single((before, after), lambda side, quote: _content(side, quote, wordings)):
        spans = one.speaker.span or one.spans[0], two.speaker.span or two.spans[0]
        names = _names(spans[0], 0, wordings), _names(spans[1], 1, wordings)
        if _two(spans, names, wordings):
            yield Move(spans, (one.id, two.id), spans, described=not names[0])


def _content(side: int, quote: Quote, wordings: Wordings) -> str:
    text = wordings.pair[side].text
    return plain(" ".join(text[slice(*span)] for span in quote.spans))


def _two(spans: Spans, names: tuple[set[str], set[str]], wordings: Wordings) -> bool:
    """Whether two speakers are two: both with a name or both without (a name beside a description may be of one), and
    no name of the one is a name of the other; descriptions have no word of content in common."""
    if names[0] or names[1]:
        pairs = product(sorted(names[0]), sorted(names[1]))
        return bool(names[0] and names[1]) and all(wordings.two_names(pair) for pair in pairs)
    first, second = (wordings.contents(text) for text in wordings.texts(spans))
    return not (first & second or first <= wordings.words.pronouns or second <= wordings.words.pronouns)


def _names(span: Span, side: int, wordings: Wordings) -> set[str]:
    """The names of people and bodies inside the words for a speaker."""
    version = wordings.pair[side]
    return {
        version.text[slice(*item.span)]
        for item in version.mentions.within(span)
        if item.form == "name" and item.type in ("person", "organization")
    }


def sources(wordings: Wordings) -> Iterator[Move]:
    """A sentence that one version gives to somebody who said so, and the other tells without a source."""
    held = [list(dict.fromkeys(found)) for found in wordings.held(lambda item: item.quotes)]
    if len(held[0]) + len(held[1]) != 1:
        return
    side = 0 if held[0] else 1
    quote = held[side][0]
    told, other = wordings.told[side], wordings.told[1 - side]
    who = quote.speaker.span
    if quote.form != "indirect" or who is None or not told.span[0] <= who[0] <= who[1] <= told.span[1]:
        return
    if fuzz.ratio(_content(side, quote, wordings), plain(other.text)) >= AROUND:
        records = (quote.id, "") if side == 0 else ("", quote.id)
        spans = wordings.told[0].span, wordings.told[1].span
        yield Move(spans, records, spans)
