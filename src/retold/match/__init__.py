"""Which passages of several accounts report the same thing: passages, candidates, features, a calibrated score, groups.

`match(story)` is the whole step: a Story goes in, `Matches` come out.
"""

from collections import defaultdict
from collections.abc import Container
from dataclasses import dataclass
from functools import cached_property

from retold.match import features, score
from retold.match.candidates import nearest_pairs, weighted_bags
from retold.match.groups import Pairs, PassageGroup, grouped
from retold.match.passages import Passage, passages_of
from retold.model import Story


@dataclass(frozen=True, eq=False)
class Matches:
    """The passages of a story with the rarity of their terms (`idf`); for each candidate pair (left < right) the
    probability that the two `meet` (report the
    same thing) and that they `part` (answer one question differently); and the groups over accounts."""

    passages: list[Passage]
    meet: Pairs
    part: Pairs
    groups: list[PassageGroup]
    pairs: dict[tuple[int, int], features.PassagePair]
    idf: dict[str, float]

    @cached_property
    def neighbours(self) -> dict[int, dict[int, float]]:
        """For each passage the passages of other accounts that it was held against, with the probability of meeting."""
        found: dict[int, dict[int, float]] = defaultdict(dict)
        for (left, right), probability in self.meet.items():
            found[left][right] = found[right][left] = probability
        return dict(found)

    def best(self, index: int, among: Container[int] | None = None) -> float:
        """How probable the best match of a passage is, of all passages or of some; 0 where none is a candidate."""
        near = self.neighbours.get(index, {}).items()
        return max((probability for other, probability in near if among is None or other in among), default=0.0)


def match(story: Story) -> Matches:
    """Matches the passages of all accounts of a story; found once a story."""
    return story.once(_match)


def _match(story: Story) -> Matches:
    found = passages_of(story)
    weighted = weighted_bags(found)
    pairs = features.pairs(found, nearest_pairs(found, weighted), weighted, linked(story))
    rows = features.table(pairs)
    learned = score.lines(__package__, features.NAMES, "meet")
    keys = [(pair.candidate.left, pair.candidate.right) for pair in pairs]
    meet = dict(zip(keys, learned["meet"].probability(rows).tolist(), strict=True))
    part = dict(zip(keys, learned["part"].probability(rows).tolist(), strict=True))
    return Matches(found, meet, part, grouped(found, meet), dict(zip(keys, pairs, strict=True)), weighted.idf)


def linked(story: Story) -> dict[tuple[int, int], float]:
    """The strength of lineage between two accounts, by their numbers in order of telling."""
    number = {item.article.id: place for place, item in enumerate(story.analyses)}
    found: dict[tuple[int, int], float] = {}
    for edge in story.lineage:
        if edge.source in number and edge.target in number:
            key = (min(number[edge.source], number[edge.target]), max(number[edge.source], number[edge.target]))
            found[key] = max(found.get(key, 0.0), edge.strength)
    return found
