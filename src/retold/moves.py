"""What one sentence says anew in a later version of a page: a number, a time, a name, how far a thing is told as done.

In: the two wordings as Evidence with the Analyses of their versions. Out: Moved pairs by the kind of what moved. A kind
is compared only where it is plain which record of the one wording stands for which of the other.
"""

from collections.abc import Callable, Iterator, Sequence

from rapidfuzz import fuzz

from retold.compare.checks.acts import graded
from retold.model import Analysis, Event, Evidence, Figure, Mention, Moved, Span, StatementKind, Time

AROUND = 80.0  # of 100: so alike must two sentences be without two records before one stands for the other
COUNTED = 40  # code points from a number to the end of what it counts, for the two to be shown as one
Pair = tuple[Analysis, Analysis]
Sides = tuple[Evidence, Evidence]


def moves(sides: Sides, pair: Pair) -> Iterator[tuple[StatementKind, Moved]]:
    """Everything that two wordings of one sentence fill in differently."""
    for kind, check in MOVES:
        yield from ((kind, moved) for moved in check(sides, pair))


def figures(sides: Sides, pair: Pair) -> Iterator[Moved]:
    """The figures that count the same thing in both versions and differ."""
    for one, two in figure_pairs(sides, pair):
        yield _moved(sides, pair, (one.span, two.span), (one.id, two.id))


def _counted(sides: Sides, pair: Pair) -> Iterator[Moved]:
    """Those that count people or things of one word, or in sentences that are else alike; with what they count where it
    follows the number."""
    for one, two in figure_pairs(sides, pair):
        heads = {item.counted.head for item in (one, two) if item.counted}
        if len(heads) < 2 or _else_alike(sides, (one.span, two.span)):
            yield _moved(sides, pair, (_with_noun(one), _with_noun(two)), (one.id, two.id))


def figure_pairs(sides: Sides, pair: Pair) -> Iterator[tuple[Figure, Figure]]:
    """Figures of one kind, unit and predicate of which each wording has one; the verb may be worded anew, its class
    stays."""
    told = [
        [item for item in each.figures if _inside(item.span, place)] for each, place in zip(pair, sides, strict=True)
    ]
    for one, two in _single(told[0], told[1], _sort_of_figure):
        if (one.low, one.high) != (two.low, two.high):
            yield one, two


def _sort_of_figure(item: Figure) -> tuple[str | None, ...]:
    return item.kind, item.unit, item.predicate_class or (item.counted.head if item.counted else item.predicate)


def _with_noun(item: Figure) -> Span:
    end = item.counted.span[1] if item.counted else 0
    return (item.span[0], end) if item.span[1] < end <= item.span[1] + COUNTED else item.span


def _times(sides: Sides, pair: Pair) -> Iterator[Moved]:
    """The one day or hour that each wording alone has, where the two cannot be one."""
    told = [
        [item for item in each.times if item.type in ("DATE", "TIME") and _inside(item.span, place)]
        for each, place in zip(pair, sides, strict=True)
    ]
    texts = [{_text(each, item.span).casefold() for item in held} for each, held in zip(pair, told, strict=True)]
    left = [item for item in told[0] if _text(pair[0], item.span).casefold() not in texts[1]]
    right = [item for item in told[1] if _text(pair[1], item.span).casefold() not in texts[0]]
    if len(left) == len(right) == 1 and _apart(left[0], right[0]):
        yield _moved(sides, pair, (left[0].span, right[0].span), (left[0].id, right[0].id))


def _apart(one: Time, two: Time) -> bool:
    if not (one.earliest and one.latest and two.earliest and two.latest):
        return False
    return one.latest < two.earliest[: len(one.latest)] or two.latest < one.earliest[: len(two.latest)]


def _names(sides: Sides, pair: Pair) -> Iterator[Moved]:
    """The one name of somebody that each wording alone has, in sentences that are else alike."""
    yield from _named(sides, pair, place=False)


def _places(sides: Sides, pair: Pair) -> Iterator[Moved]:
    """The one place that each wording alone has, in sentences that are else alike."""
    yield from _named(sides, pair, place=True)


def _named(sides: Sides, pair: Pair, *, place: bool) -> Iterator[Moved]:
    told = [
        [item for item in each.mentions if item.form == "name" and _inside(item.span, at)
         and (item.type in ("place", "facility")) is place]
        for each, at in zip(pair, sides, strict=True)
    ]  # fmt: skip
    left, right = (
        [item for item in told[side] if _text(pair[side], item.span).casefold() not in sides[1 - side].text.casefold()]
        for side in (0, 1)
    )
    if len(left) != 1 or len(right) != 1 or left[0].type != right[0].type:
        return
    one, two = left[0], right[0]
    if _other_name(one, two, pair) and _else_alike(sides, (one.span, two.span)):
        yield _moved(sides, pair, (one.span, two.span), (one.id, two.id))


def _other_name(one: Mention, two: Mention, pair: Pair) -> bool:
    """Whether two names are of two: neither is part of the other, and no version gives both to one entity."""
    texts = [_text(item, mention.span) for item, mention in zip(pair, (one, two), strict=True)]
    words = [set(text.casefold().split()) for text in texts]
    if words[0] <= words[1] or words[1] <= words[0]:
        return False
    return not any(set(texts) <= set(entity.names) for item in pair for entity in item.entities)


def _else_alike(sides: Sides, spans: tuple[Span, Span]) -> bool:
    """Whether two wordings of a sentence are nearly the same without the words at two spans."""
    rest = [
        f"{where.text[: start - where.span[0]]}{where.text[end - where.span[0] :]}"
        for where, (start, end) in zip(sides, spans, strict=True)
    ]
    return fuzz.ratio(rest[0], rest[1]) >= AROUND


def _acts(sides: Sides, pair: Pair) -> Iterator[Moved]:
    """The acts, one of a word in each wording and with somebody or something in common, that are told as real to
    another degree: denied, planned, done."""
    told = [
        [item for item in each.events if _inside(item.span, place)] for each, place in zip(pair, sides, strict=True)
    ]
    for one, two in _single(told[0], told[1], _sort_of_event):
        parts = [_parts(item, version) for item, version in zip((one, two), pair, strict=True)]
        if graded(one) != graded(two) and (parts[0] & parts[1] or not all(parts)):
            yield _moved(sides, pair, (_clause(one), _clause(two)), (one.id, two.id))


def _sort_of_event(item: Event) -> tuple[str | None, ...]:
    return (item.lemma,)


def _parts(item: Event, version: Analysis) -> set[str]:
    """The head words of those who take part."""
    return {_text(version, part.head or part.span).casefold() for part in item.participants}


def _clause(item: Event) -> Span:
    return item.clause or item.span


Check = Callable[[Sides, Pair], Iterator[Moved]]
MOVES: tuple[tuple[StatementKind, Check], ...] = (
    ("figure", _counted), ("time", _times), ("name", _names), ("place", _places), ("event", _acts),
)  # fmt: skip


def _single[R](
    left: Sequence[R], right: Sequence[R], sort: Callable[[R], tuple[str | None, ...]]
) -> Iterator[tuple[R, R]]:
    """The records of which each side has one of a sort."""
    groups: tuple[dict[tuple[str | None, ...], list[R]], ...] = ({}, {})
    for side, held in enumerate((left, right)):
        for item in held:
            groups[side].setdefault(sort(item), []).append(item)
    for key, found in groups[0].items():
        other = groups[1].get(key, [])
        if len(found) == len(other) == 1:
            yield found[0], other[0]


def _moved(sides: Sides, pair: Pair, spans: tuple[Span, Span], records: tuple[str, str]) -> Moved:
    before, after = (
        Evidence(side.account, span, _text(item, span), record)
        for side, item, span, record in zip(sides, pair, spans, records, strict=True)
    )
    return Moved(before, after)


def _inside(span: Span, place: Evidence) -> bool:
    return place.span[0] <= span[0] < place.span[1]


def _text(item: Analysis, span: Span) -> str:
    return item.article.text[span[0] : span[1]]
