"""Words for what events share: the heading of a row, in the words of the account that tells it best."""

from retold.align.events import CORE, Group, Told
from retold.model import Event, Span, Story

LONGEST = 110
GAP = 40


def heading(group: Group, story: Story) -> str:
    """The stretch from the first to the last participant of the fullest telling: "The council approved the budget"."""
    told = max(group.members, key=lambda item: (_worth(item), -item.account, -item.event.span[0]))
    text = story.analyses[told.account].article.text
    first, last = _hull(told.event)
    clause = told.event.clause
    if clause and told.event.tense and last - first < clause[1] - clause[0] <= LONGEST and clause[0] <= first:
        first, last = clause
    words = " ".join(text[first:last].split())
    return words[:1].upper() + words[1:]


def _worth(told: Told) -> tuple[bool, int, bool, int]:
    """Affirmed before denied, a whole clause with somebody in it before a phrase, shorter before longer."""
    event = told.event
    first, last = _hull(event)
    roles = len(told.roles.keys() & set(CORE))
    return (event.polarity == "positive", roles + 2 * (event.tense is not None), "agent" in told.roles, first - last)


def _hull(event: Event) -> Span:
    """The trigger with its participants as far as they stand near it."""
    first, last = event.span
    spans = sorted((part.span for part in event.participants), key=lambda span: _distance(span, event.span))
    for start, end in spans:
        left, right = min(first, start), max(last, end)
        near = start - last <= GAP and first - end <= GAP
        if near and right - left <= LONGEST:
            first, last = left, right
    return (first, last)


def _distance(span: Span, trigger: Span) -> int:
    return max(span[0] - trigger[1], trigger[0] - span[1], 0)
