"""How far an act is told as done, and why."""

from collections.abc import Iterator

from retold.compare.checks import causes as cause_check
from retold.compare.checks.acts import Grade, graded
from retold.compare.slots import causes_in, is_hedged
from retold.model import Event
from retold.moves.sides import Move, Sides, Spans, plain, single


def acts(sides: Sides) -> Iterator[Move]:
    """The acts, one of a word in each wording and with somebody or something in common, that are told as real to
    another degree: denied, planned, possible, alleged, done."""
    held = sides.held(lambda item: item.events)
    for one, two in single(held, lambda event: event.lemma):
        parts = [_parts(item, side, sides) for side, item in enumerate((one, two))]
        if _grade(one, 0, sides) != _grade(two, 1, sides) and (parts[0] & parts[1] or not all(parts)):
            yield Move(_shown(one, two, sides), (one.id, two.id), (one.span, two.span))


def _shown(one: Event, two: Event, sides: Sides) -> Spans:
    """The clauses of an act; the sentences, where what makes it real or not stands outside of them."""
    spans = one.clause or one.span, two.clause or two.span
    texts = sides.texts(spans)
    return spans if plain(texts[0]) != plain(texts[1]) else (sides.told[0].span, sides.told[1].span)


def _grade(event: Event, side: int, sides: Sides) -> Grade:
    found = graded(event)
    text = sides.pair[side].text
    return "alleged" if found == "done" and is_hedged(event, text, sides.words.hedges) else found


def _parts(item: Event, side: int, sides: Sides) -> set[str]:
    """The head words of those who take part."""
    text = sides.pair[side].text
    return {text[slice(*(part.head or part.span))].casefold() for part in item.participants}


def causes(sides: Sides) -> Iterator[Move]:
    """The one cause or motive that each wording gives, most of whose words are not in the other, in sentences that are
    else alike."""
    before, after = (list(causes_in(told.text, told.span[0], sides.words.causes)) for told in sides.told)
    if len(before) != 1 or len(after) != 1:
        return
    spans = before[0][0], after[0][0]
    texts = sides.texts(spans)
    if cause_check.compared(*texts) == "compatible" and plain(texts[0]) != plain(texts[1]) and sides.else_alike(spans):
        yield Move(spans, ("", ""), spans)
