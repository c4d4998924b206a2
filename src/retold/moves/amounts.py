"""Numbers and times that a later version of a sentence gives anew."""

from collections.abc import Iterator, Sequence

from retold.compare.slots import hull
from retold.model import Figure, Time
from retold.moves.wordings import Move, Wordings, single


def figures(wordings: Wordings) -> Iterator[Move]:
    """The figures that count the same thing in both versions and differ, by the numbers alone."""
    for one, two in _pairs(wordings):
        yield Move((one.span, two.span), (one.id, two.id), (one.span, two.span))


def counted(wordings: Wordings) -> Iterator[Move]:
    """Those that count people or things of one word, or in sentences that are else alike; with what they count where it
    follows the number."""
    for one, two in _pairs(wordings):
        spans = one.span, two.span
        heads = {item.counted.head for item in (one, two) if item.counted}
        if len(heads) < 2 or wordings.else_alike(spans):
            yield Move((hull(one), hull(two)), (one.id, two.id), spans)


def _pairs(wordings: Wordings) -> Iterator[tuple[Figure, Figure]]:
    """Figures of one kind, unit and predicate of which each wording has one; the verb may be worded anew, its class
    stays."""
    for one, two in single(wordings.held(lambda item: item.figures), lambda _, item: _sort(item)):
        if (one.low, one.high) != (two.low, two.high):
            yield one, two


def _sort(item: Figure) -> tuple[str | None, ...]:
    return item.kind, item.unit, item.predicate_class or (item.counted.head if item.counted else item.predicate)


def times(wordings: Wordings) -> Iterator[Move]:
    """The one day or hour that each wording alone has, where the two cannot be one; so for lengths of time."""
    for types in (("DATE", "TIME"), ("DURATION",)):
        held = wordings.held(lambda item: item.times)
        left, right = ([item for item in side if item.type in types] for side in held)
        gone = [item for item in left if not _stands(item, 0, right, wordings)]
        come = [item for item in right if not _stands(item, 1, left, wordings)]
        if len(gone) == len(come) == 1 and _apart(gone[0], come[0]):
            spans = gone[0].span, come[0].span
            yield Move(spans, (gone[0].id, come[0].id), spans)


def _stands(item: Time, side: int, others: Sequence[Time], wordings: Wordings) -> bool:
    """Whether the other wording has the same words for a time."""
    own, other = wordings.pair[side].text, wordings.pair[1 - side].text
    text = own[slice(*item.span)].casefold()
    return any(other[slice(*each.span)].casefold() == text for each in others)


def _apart(one: Time, two: Time) -> bool:
    if one.type == "DURATION":
        return one.value != two.value and not one.mod and not two.mod
    if not (one.earliest and one.latest and two.earliest and two.latest):
        return False
    return one.latest < two.earliest[: len(one.latest)] or two.latest < one.earliest[: len(two.latest)]
