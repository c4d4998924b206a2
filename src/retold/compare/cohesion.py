"""How surely each answer of a row of matched passages belongs beside the others.

In: Statements and their Story. Out: the same statements, each value of a row with several answers with its `match`: the
calibrated probability that one of its passages reports the same thing as a passage of another answer. A row can be
right in two of its answers and hold a third that speaks of something else; this says which.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import itemgetter

from retold.match import Matches, match
from retold.model import Evidence, Statement, Story, Value

MATCHED = "ME"  # codes of rows of matched passages


def cohesive(found: Sequence[Statement], story: Story) -> list[Statement]:
    """The statements with the `match` of each value of a row of matched passages with several answers."""
    if not any(_asked(item) for item in found):
        return list(found)
    known = _PassageIndex(match(story), story)
    return [replace(item, values=tuple(_matched(item.values, known))) if _asked(item) else item for item in found]


def _asked(item: Statement) -> bool:
    return item.check[:1] in MATCHED and len(item.values) > 1


def _matched(values: Sequence[Value], known: "_PassageIndex") -> Iterator[Value]:
    held = [known.of(value) for value in values]
    for place, (value, own) in enumerate(zip(values, held, strict=True)):
        others = set().union(*held[:place], *held[place + 1 :])
        yield replace(value, match=round(known.best(own, others - own), 3))


class _PassageIndex:
    """The passages of a story by account and place."""

    def __init__(self, matches: Matches, story: Story) -> None:
        self._meet = matches.meet
        names = [item.article.id for item in story.analyses]
        self._at: dict[str, list[tuple[int, int]]] = {name: [] for name in names}
        for passage in matches.passages:
            self._at[names[passage.account]].append((passage.span[0], passage.index))

    def of(self, value: Value) -> set[int]:
        """The passages in which the evidence of a value begins."""
        return {index for item in value.evidence if (index := self._passage(item)) is not None}

    def best(self, own: set[int], others: set[int]) -> float:
        """The greatest probability that a passage of some and one of others report the same; 0 where none is a
        candidate."""
        keys = ((min(one, two), max(one, two)) for one in own for two in others)
        return max((self._meet.get(key, 0.0) for key in keys), default=0.0)

    def _passage(self, item: Evidence) -> int | None:
        rows = self._at.get(item.account, [])
        place = bisect_right(rows, item.span[0], key=itemgetter(0)) - 1
        return rows[place][1] if place >= 0 else None
