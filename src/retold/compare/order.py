"""Whether one account carries what another tells further: by the words of the texts, else by when they were published.

`published` may be the day of a later capture, so the words beat it, and it counts only for what changes in one
direction: what was planned, denied or possible and then happened.
"""

from collections.abc import Callable, Sequence

from retold.compare.checks.acts import grade
from retold.compare.pairing import SlotPair
from retold.compare.slots import Slot
from retold.languages.questions import QuestionWords
from retold.match.passages import Passage
from retold.model import Relation, Story


def carried(
    answers: Sequence[Sequence[Passage]], pin: SlotPair | None, relation: Relation, story: Story, words: QuestionWords
) -> bool:
    """Whether the answers are an earlier and a later state: the texts say so of answers that cannot both hold, or what
    was not yet done in one has happened in another."""
    if relation == "differ" and any(_some(answers, pattern.search) for pattern in (words.newer, words.older)):
        return True
    return pin is not None and _happened(pin, story)


def _some(answers: Sequence[Sequence[Passage]], found: Callable[[str], object]) -> bool:
    """Whether some of the answers hold such words and others do not."""
    hits = [any(found(passage.text) for passage in answer) for answer in answers]
    return any(hits) and not all(hits)


def _happened(pin: SlotPair, story: Story) -> bool:
    """Whether an act is not yet done in one account and done in another that was published on a later day."""
    if pin.left.kind != "event":
        return False
    ordered = sorted((pin.left, pin.right), key=lambda slot: grade(slot) == "done")
    if [grade(slot) == "done" for slot in ordered] != [False, True]:
        return False
    days = [_day(slot, story) for slot in ordered]
    return all(days) and days[0] < days[1]


def _day(slot: Slot, story: Story) -> str:
    """The day on which an account was published, as it states it; empty where it is not known."""
    moment = story.published.get(story.analyses[slot.account].article.id)
    return (moment.earliest or "")[:10] if moment and moment.method != "inferred" else ""
