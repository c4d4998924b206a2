"""Who and where: names, places, those who take part, what somebody is, and what became of them."""

from collections.abc import Iterator

from retold.compare.checks import roles as role_check
from retold.languages.people import lexicon
from retold.match.passages import WORD
from retold.model import Event, Fact, Mention, Participant, Span, Status
from retold.moves.wordings import Move, Wordings, plain, single

PLACES = ("place", "facility")
DOERS = ("agent", "patient", "recipient")


def names(wordings: Wordings) -> Iterator[Move]:
    """The one name of somebody that each wording alone has, in sentences that are else alike."""
    return _named(wordings, place=False)


def places(wordings: Wordings) -> Iterator[Move]:
    """The one place that each wording alone has, in sentences that are else alike."""
    return _named(wordings, place=True)


def _named(wordings: Wordings, *, place: bool) -> Iterator[Move]:
    """Names of one type; of two types, where no other name moved: one of them was read wrongly."""
    held = wordings.held(lambda item: item.mentions)
    left, right = (
        [item for item in held[side] if item.form == "name" and not _stands(item, side, wordings)] for side in (0, 1)
    )
    alone = len(left) == len(right) == 1
    if alone:
        wanted = any(item.type in PLACES for item in (*left, *right)) is place
    else:
        left, right = ([item for item in found if (item.type in PLACES) is place] for found in (left, right))
        wanted = len(left) == len(right) == 1 and left[0].type == right[0].type
    if not wanted:
        return
    spans = left[0].span, right[0].span
    if wordings.two_names(wordings.texts(spans)) and wordings.else_alike(spans):
        yield Move(spans, (left[0].id, right[0].id), spans)


def _stands(item: Mention, side: int, wordings: Wordings) -> bool:
    """Whether the other wording has the name too."""
    text = wordings.pair[side].text[slice(*item.span)]
    return text.casefold() in wordings.told[1 - side].text.casefold()


def parts(wordings: Wordings) -> Iterator[Move]:
    """Somebody or something told by a description that takes part in an act of one word in one role, where the other
    wording has another, in sentences that are else alike."""
    held = wordings.held(lambda item: item.events)
    for one, two in single(held, lambda _, event: event.lemma):
        for left, right in single((_doers(one), _doers(two)), lambda _, part: part.role):
            spans = left.span, right.span
            if _other_head(left, right, wordings) and wordings.else_alike(spans):
                yield Move(spans, (one.id, two.id), spans, described=True)


def _doers(event: Event) -> list[Participant]:
    return [part for part in event.participants if part.role in DOERS]


def _other_head(one: Participant, two: Participant, wordings: Wordings) -> bool:
    """Whether two descriptions have no word of content in common: a name beside a description can be of one person."""
    texts = wordings.texts((one.span, two.span))
    heads = wordings.texts((one.head or one.span, two.head or two.span))
    if any(head[:1].isupper() or head.casefold() in wordings.words.pronouns for head in heads):
        return False
    first, second = (wordings.contents(text) for text in texts)
    return bool(first and second) and not first & second


def roles(wordings: Wordings) -> Iterator[Move]:
    """What somebody of one name is, one answer to a question in each wording, in sentences that are else alike."""
    ranks = lexicon(wordings.language).listed("ranks", "words")
    held = wordings.held(lambda item: item.facts)
    for one, two in single(held, lambda side, fact: _asked(side, fact, wordings)):
        values = [set(WORD.findall(fact.value.casefold())) for fact in (one, two)]
        spans = one.span, two.span
        if (role_check.other(one, two) or (values[0] ^ values[1]) & ranks) and wordings.else_alike(spans):
            yield Move(spans, (one.id, two.id), spans)


def _asked(side: int, fact: Fact, wordings: Wordings) -> tuple[str, str]:
    """The question that a fact answers: of whom it is told, by name, and what."""
    return wordings.pair[side].names.get(fact.entity, fact.entity).casefold(), fact.property


def statuses(wordings: Wordings) -> Iterator[Move]:
    """What became of somebody, told in the same words of who it is, where the two states are of one question and not
    the same."""
    rules = lexicon(wordings.language).rules
    held = wordings.held(lambda item: item.statuses)
    for one, two in single(held, lambda side, item: _of_whom(side, item, wordings)):
        first, second = rules.get(one.status), rules.get(two.status)
        if first and second and first.group == second.group and first.state != second.state:
            yield Move((_told(one), _told(two)), (one.id, two.id), (one.span, two.span))


def _of_whom(side: int, item: Status, wordings: Wordings) -> str:
    start, end = item.subject or item.span
    return plain(wordings.pair[side].text[start:end])


def _told(item: Status) -> Span:
    """Whom it befell with what befell them."""
    start, end = item.subject or item.span
    return min(start, item.span[0]), max(end, item.span[1])
