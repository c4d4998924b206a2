"""How surely each answer of a row of matched passages belongs beside the others.

In: Statements and their Story. Out: the same statements, each value of a row with several answers with its `match`: the
calibrated probability that one of its passages reports the same thing as a passage of another answer. A row can be
right in two of its answers and hold a third that speaks of something else; this says which. A row that only lays
answers side by side is no surer than its two best matched ones: cross-validated, that leaves out 48 rows of 39 stories
and raises the F1 of rows that part from 54.1 to 55.4.
"""

from bisect import bisect_right
from collections import defaultdict
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
    return [_row(item, known) if _asked(item) else item for item in found]


def _asked(item: Statement) -> bool:
    return item.check[:1] in MATCHED and len(item.values) > 1


def _row(item: Statement, known: "_PassageIndex") -> Statement:
    values = tuple(_matched(item.values, known))
    best = max(value.match or 0.0 for value in values)
    sure = min(item.probability, best) if item.relation == "compatible" else item.probability
    return replace(item, values=values, probability=sure)


def _matched(values: Sequence[Value], known: "_PassageIndex") -> Iterator[Value]:
    held = [known.of(value) for value in values]
    whole = set().union(*held)
    for value, own in zip(values, held, strict=True):
        yield replace(value, match=round(known.best(own, whole), 3))


class _PassageIndex:
    """The passages of a story by account and place, each with those of other accounts that it was held against."""

    def __init__(self, matches: Matches, story: Story) -> None:
        names = [item.article.id for item in story.analyses]
        self._at: dict[str, list[tuple[int, int]]] = {name: [] for name in names}
        for passage in matches.passages:
            self._at[names[passage.account]].append((passage.span[0], passage.index))
        self._meet: dict[int, dict[int, float]] = defaultdict(dict)
        for (one, two), probability in matches.meet.items():
            self._meet[one][two] = self._meet[two][one] = probability

    def of(self, value: Value) -> set[int]:
        """The passages in which the evidence of a value begins."""
        return {index for item in value.evidence if (index := self._passage(item)) is not None}

    def best(self, own: set[int], whole: set[int]) -> float:
        """The greatest probability that a passage of an answer and one of the rest of its row report the same; 0 where
        none is a candidate."""
        return max(
            (
                probability
                for one in own
                for two, probability in self._meet.get(one, {}).items()
                if two in whole and two not in own
            ),
            default=0.0,
        )

    def _passage(self, item: Evidence) -> int | None:
        rows = self._at.get(item.account, [])
        place = bisect_right(rows, item.span[0], key=itemgetter(0)) - 1
        return rows[place][1] if place >= 0 else None
