"""The gold of `shared/data/rows` led to passages and slots: labels for learning, and nothing of its texts.

A passage or slot meets a quotation when both lie in one account and overlap, places being counted in letters and digits
alone, as `shared/eval/rows.py` does.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from retold.compare.pairing import SlotPair
from retold.compare.questions import HappeningTelling
from retold.compare.slots import Slot
from retold.match.passages import Passage
from retold.model import Story

Place = tuple[str, int, int]
CONTESTED = ("differ", "update")


def squeeze(text: str) -> str:
    """Letters and digits alone, in small letters."""
    return re.sub(r"[\W_]+", "", text).lower()


def meets(one: Place, other: Place) -> bool:
    """Same account, and half of the shorter is shared."""
    shared = min(one[2], other[2]) - max(one[1], other[1])
    return one[0] == other[0] and shared > 0 and 2 * shared >= min(one[2] - one[1], other[2] - other[1])


def touches(one: Place, other: Place) -> bool:
    """Same account, and something is shared."""
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


@dataclass(frozen=True)
class Difference:
    """One difference of the gold: the places of each answer, and the passages that meet them."""

    relation: str
    importance: int
    places: list[list[Place]]
    passages: list[set[int]]


class Gold:
    """The gold of one story against its passages."""

    def __init__(self, gold: dict[str, Any], story: Story, passages: Sequence[Passage]) -> None:
        self.story, self.passages = story, passages
        self.texts = {
            document["id"]: squeeze(
                f"{document.get('title') or ''} {document.get('raw') or document.get('text') or ''}"
            )
            for document in gold["documents"]
        }
        self.places = [self._passage(passage) for passage in passages]
        self.differences = [
            Difference(
                item["relation"], item["importance"],
                [list(self._quoted(answer["accounts"])) for answer in item["answers"]],
                [self._met(self._quoted(answer["accounts"])) for answer in item["answers"]],
            )
            for item in gold["differences"]
        ]  # fmt: skip
        self.alike = [
            (item.get("importance", 2), self._met(self._quoted(item["accounts"])))
            for item in [*gold["shared"], *gold["utterances"]]
        ]

    def _passage(self, passage: Passage) -> Place | None:
        name = self.story.analyses[passage.account].article.id
        words = squeeze(passage.text)
        start = self.texts[name].find(words) if words else -1
        return (name, start, start + len(words)) if start >= 0 else None

    def slot(self, slot: Slot) -> Place | None:
        """Where a slot stands."""
        whole = self.places[slot.passage]
        if whole is None:
            return None
        text = self.story.analyses[slot.account].article.text
        before = len(squeeze(text[self.passages[slot.passage].span[0] : slot.span[0]]))
        return (whole[0], whole[1] + before, whole[1] + before + max(len(squeeze(slot.text)), 1))

    def _quoted(self, items: Iterable[dict[str, str]]) -> Iterator[Place]:
        for item in items:
            words = squeeze(item["quote"])
            start = self.texts[item["id"]].find(words) if words else -1
            if start >= 0:
                yield (item["id"], start, start + len(words))

    def _met(self, quoted: Iterable[Place]) -> set[int]:
        wanted = list(quoted)
        return {
            index
            for index, place in enumerate(self.places)
            if place is not None and any(meets(place, other) for other in wanted)
        }

    # --- labels ---

    def pair(self, left: int, right: int) -> tuple[bool, bool]:
        """Do two passages meet (a difference, a fact or an utterance), and do they give two answers of a difference?"""
        meet = part = False
        for item in self.differences:
            one = {place for place, answer in enumerate(item.passages) if left in answer}
            two = {place for place, answer in enumerate(item.passages) if right in answer}
            meet |= bool(one and two)
            part |= any(a != b for a in one for b in two)
        meet |= any(left in found and right in found for _, found in self.alike)
        return meet, part

    def slots(self, pair: SlotPair) -> tuple[bool, bool]:
        """Do two slots stand in the quotations of two answers of one difference, and of one that is contested?"""
        left, right = self.slot(pair.left), self.slot(pair.right)
        real = contested = False
        if left is None or right is None:
            return False, False
        for item in self.differences:
            one = {place for place, answer in enumerate(item.places) if any(touches(left, other) for other in answer)}
            two = {place for place, answer in enumerate(item.places) if any(touches(right, other) for other in answer)}
            if any(a != b for a in one for b in two):
                real = True
                contested |= item.relation in CONTESTED
        return real, contested

    def parted(self, item: Difference, answers: Sequence[set[int]]) -> bool:
        """Do two of the answers hold two of the gold's?"""
        hit = [{place for place, found in enumerate(item.passages) if found & answer} for answer in answers]
        return any(a != b for x, one in enumerate(hit) for y, two in enumerate(hit) if x != y for a in one for b in two)

    def telling(self, telling: HappeningTelling) -> tuple[bool, bool, bool, int]:
        """Real, contested, useful, and the importance of the gravest thing it holds."""
        return self.answers([{passage.index for passage in answer} for answer in telling.answers])

    def event(self, passages: Iterable[int]) -> tuple[bool, bool, bool, int]:
        """The same of passages of which each account's are an answer."""
        told: dict[int, set[int]] = {}
        for index in passages:
            told.setdefault(self.passages[index].account, set()).add(index)
        return self.answers(list(told.values()))

    def answers(self, answers: Sequence[set[int]]) -> tuple[bool, bool, bool, int]:
        """The same of passages by answer."""
        every: set[int] = set().union(*answers)
        real = contested = useful = False
        importance = 0
        for item in self.differences:
            useful |= sum(bool(found & every) for found in item.passages) > 1
            if self.parted(item, answers):
                real = True
                contested |= item.relation in CONTESTED
                importance = max(importance, item.importance)
        for weight, found in self.alike:
            if len({self.passages[index].account for index in found & every}) > 1:
                useful = True
                importance = max(importance, weight - 1)
        return real, contested, useful, importance
