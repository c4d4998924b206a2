"""Pairs -> groups over the accounts: passages of several accounts that report one thing.

Average linkage: two groups are joined when the mean probability over their cross pairs is high enough, so nothing is
joined through one stray passage; a pair that was never a candidate counts as `UNSEEN`. An account gives a group at most
`EACH` passages.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from retold.match.passages import Passage

FIRST = 0.07  # pairs less probable than this start no group: 19 in 20 of them meet nothing (calibrated)
JOIN = 0.07  # mean over the cross pairs of two groups; cross-validated F1 of parted rows: 47 at 0.2, 54 here
STRAY = 0.15  # a member whose best match is less probable goes: 9 in 10 such passages tell of something else
UNSEEN = 0.02  # what a pair that is no candidate is worth: the share of such pairs that meet, measured
EACH = 2  # passages of one account: a happening is often told in two sentences
MOST = 40  # passages of a group

Pairs = dict[tuple[int, int], float]


@dataclass(frozen=True, slots=True)
class PassageGroup:
    """Passages that report one thing, in order of accounts; `probability` is the mean over its pairs."""

    members: tuple[int, ...]
    probability: float


def grouped(passages: Sequence[Passage], meet: Pairs) -> list[PassageGroup]:
    """The groups of two or more accounts, the surest first."""
    home: dict[int, int] = {}
    members: dict[int, list[int]] = {}
    for (left, right), probability in sorted(meet.items(), key=lambda item: (-item[1], item[0])):
        if probability < FIRST:
            break
        one, two = home.get(left, left), home.get(right, right)
        if one == two:
            continue
        joined = [*members.get(one, [one]), *members.get(two, [two])]
        if (
            not _fits(joined, passages)
            or _linkage(members.get(one, [one]), members.get(two, [two]), passages, meet) < JOIN
        ):
            continue
        members.pop(one, None)
        members.pop(two, None)
        members[min(joined)] = sorted(joined)
        for member in joined:
            home[member] = min(joined)
    rows = [_pruned(row, passages, meet) for row in members.values()]
    told = [row for row in rows if len({passages[member].account for member in row}) > 1]
    found = [PassageGroup(tuple(row), mean_match(row, passages, meet)) for row in told]
    return sorted(found, key=lambda group: (-group.probability, group.members))


def _pruned(row: Sequence[int], passages: Sequence[Passage], meet: Pairs) -> list[int]:
    """The members that some passage of another account meets: a stray that only leans on its neighbour goes."""
    return [
        one for one in row
        if any(
            meet.get((min(one, two), max(one, two)), UNSEEN) >= STRAY
            for two in row if passages[one].account != passages[two].account
        )
    ]  # fmt: skip


def _fits(joined: Sequence[int], passages: Sequence[Passage]) -> bool:
    told = Counter(passages[member].account for member in joined)
    return len(joined) <= MOST and max(told.values()) <= EACH


def _linkage(one: Sequence[int], two: Sequence[int], passages: Sequence[Passage], meet: Pairs) -> float:
    found = [
        meet.get((min(left, right), max(left, right)), UNSEEN)
        for left in one
        for right in two
        if passages[left].account != passages[right].account
    ]
    return sum(found) / len(found) if found else 0.0


def mean_match(row: Sequence[int], passages: Sequence[Passage], meet: Pairs) -> float:
    """The mean probability over the pairs of passages of two accounts."""
    found = [
        meet.get((left, right), UNSEEN)
        for place, left in enumerate(row)
        for right in row[place + 1 :]
        if passages[left].account != passages[right].account
    ]
    return sum(found) / len(found) if found else 0.0
