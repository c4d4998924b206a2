"""How far an act is told as done, and why."""

from collections.abc import Iterator

from retold.compare.checks import causes as cause_check
from retold.compare.checks.acts import Grade, graded
from retold.compare.slots import causes_in, is_hedged
from retold.model import Event
from retold.moves.wordings import Move, Spans, Wordings, plain, single


def acts(wordings: Wordings) -> Iterator[Move]:
    """The acts, one of a word in each wording and with somebody or something in common, that are told as real to
    another degree: denied, planned, possible, alleged, done."""
    held = wordings.held(lambda item: item.events)
    for one, two in single(held, lambda _, event: event.lemma):
        parts = [_parts(item, side, wordings) for side, item in enumerate((one, two))]
        if _grade(one, 0, wordings) != _grade(two, 1, wordings) and (parts[0] & parts[1] or not all(parts)):
            yield Move(_shown(one, two, wordings), (one.id, two.id), (one.span, two.span))


def _shown(one: Event, two: Event, wordings: Wordings) -> Spans:
    """The clauses of an act; the sentences, where what makes it real or not stands outside of them."""
    spans = one.clause or one.span, two.clause or two.span
    texts = wordings.texts(spans)
    return spans if plain(texts[0]) != plain(texts[1]) else (wordings.told[0].span, wordings.told[1].span)


def _grade(event: Event, side: int, wordings: Wordings) -> Grade:
    found = graded(event)
    text = wordings.pair[side].text
    return "alleged" if found == "done" and is_hedged(event, text, wordings.words.hedges) else found


def _parts(item: Event, side: int, wordings: Wordings) -> set[str]:
    """The head words of those who take part."""
    text = wordings.pair[side].text
    return {text[slice(*(part.head or part.span))].casefold() for part in item.participants}


def causes(wordings: Wordings) -> Iterator[Move]:
    """The one cause or motive that each wording gives, most of whose words are not in the other, in sentences that are
    else alike."""
    before, after = (list(causes_in(told.text, told.span[0], wordings.words.causes)) for told in wordings.told)
    if len(before) != 1 or len(after) != 1:
        return
    spans = before[0][0], after[0][0]
    texts = wordings.texts(spans)
    other = cause_check.compared(*texts) == "compatible" and plain(texts[0]) != plain(texts[1])
    if other and wordings.else_alike(spans):
        yield Move(spans, ("", ""), spans)
