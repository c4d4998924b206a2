"""Which pairs of passages are scored: bounded, the same both ways, linear in accounts."""

import random
from collections import Counter

import numpy as np
import pytest
from tests.match.made import passage

from retold.match import candidates
from retold.match.candidates import BUDGET, NEAREST, nearest_pairs, weighted_bags
from retold.match.passages import Passage

WORDS = [f"word{number}" for number in range(300)]
EACH = 12  # passages of an account


def accounts(count: int) -> list[Passage]:
    """Each account tells the same matters in words of its own and words of the matter."""
    choose = random.Random(7)  # noqa: S311  (test data, no secret)
    found: list[Passage] = []
    for account in range(count):
        for matter in range(EACH):
            words = [f"matter{matter}", f"about{matter}", *choose.sample(WORDS, 8)]
            found.append(passage(len(found), account, " ".join(words)))
    return found


def pairs(found: list[Passage]) -> list[candidates.Candidate]:
    return nearest_pairs(found, weighted_bags(found))


def test_what_tells_the_same_is_nearest() -> None:
    found = [
        passage(0, 0, "Divers found the wreck near Kelmore."),
        passage(1, 0, "The mayor opened a bakery."),
        passage(2, 1, "The wreck near Kelmore was reached by divers."),
        passage(3, 1, "Prices of bread fell again."),
    ]
    best = max(pairs(found), key=lambda item: item.cosine)
    assert (best.left, best.right, best.rank, best.back) == (0, 2, 1, 1)
    assert best.margin > 0 and best.back_margin > 0


def test_passages_without_a_shared_term_are_no_candidates() -> None:
    assert pairs([passage(0, 0, "Divers found wreckage."), passage(1, 1, "Bread prices fell.")]) == []


def test_one_account_has_no_candidates() -> None:
    assert pairs([passage(0, 0, "Divers found wreckage."), passage(1, 0, "Divers found wreckage.")]) == []


def test_pairs_join_two_accounts_in_order() -> None:
    found = accounts(6)
    rows = pairs(found)
    assert all(row.left < row.right and found[row.left].account != found[row.right].account for row in rows)
    assert len({(row.left, row.right) for row in rows}) == len(rows)
    assert [(row.left, row.right) for row in rows] == sorted((row.left, row.right) for row in rows)


def test_a_passage_keeps_a_bounded_number() -> None:
    small = accounts(3)
    chosen = Counter((row.left, small[row.right].account) for row in pairs(small) if row.rank)
    assert max(chosen.values()) == NEAREST
    large = accounts(60)
    rows = pairs(large)
    chosen_left, chosen_right = (
        Counter(row.left for row in rows if row.rank),
        Counter(row.right for row in rows if row.back),
    )
    assert max((chosen_left + chosen_right).values()) <= BUDGET
    assert all(row.rank <= NEAREST and row.back <= NEAREST for row in rows)


def test_the_order_of_accounts_does_not_matter() -> None:
    """The same pairs of texts with the same cosines, and the ranks of both sides exchanged."""
    found = accounts(4)
    turned = [passage(place, 3 - item.account, item.text) for place, item in enumerate(found[::-1])]

    def told(rows: list[candidates.Candidate], items: list[Passage]) -> set[tuple[object, ...]]:
        sides = set()
        for row in rows:
            one, two = (items[row.left].text, row.rank), (items[row.right].text, row.back)
            sides.add((round(row.cosine, 9), *sorted((one, two))))
        return sides

    assert told(pairs(found), found) == told(pairs(turned), turned)


def test_candidates_grow_with_the_accounts() -> None:
    """The candidates of a passage are under the budget at 10 accounts, and no more at 100 than at 50."""
    rates = [len(pairs(found)) / len(found) for found in (accounts(10), accounts(50), accounts(100))]
    assert max(rates) <= BUDGET
    assert rates[2] <= 1.1 * rates[1]


def test_a_common_term_is_read_up_to_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """Entries of the index that are read for a passage: bounded by its terms, whatever the number of accounts."""
    read: list[int] = []
    real = np.bincount

    def counting(places: object, *more: object, **named: object) -> object:
        read.append(len(places))  # type: ignore[arg-type]
        return real(places, *more, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(candidates.np, "bincount", counting)
    found = accounts(100)
    pairs(found)
    terms = max(len(set(item.lemmas)) for item in found)
    assert max(read) <= terms * candidates.LONG


def test_what_is_sorted_for_a_passage_does_not_grow_with_the_accounts(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []
    real = np.argsort

    def counting(values: object, *more: object, **named: object) -> object:
        sizes.append(len(values))  # type: ignore[arg-type]
        return real(values, *more, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(candidates.np, "argsort", counting)
    found = accounts(100)
    pairs(found)
    assert max(sizes) <= len(found) // 2


@pytest.mark.parametrize("dense", [0, 10**9])
def test_sums_by_array_and_by_sorting_agree(dense: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways of adding up postings give the same places and the same sums."""
    monkeypatch.setattr(candidates, "DENSE", dense)
    met, sums = candidates._summed(np.array([7, 2, 7, 9]), np.array([0.5, 0.25, 0.125, 1.0]))
    assert met.tolist() == [2, 7, 9]
    assert sums.tolist() == [0.25, 0.625, 1.0]


def test_highest_scores_keep_the_order_of_a_full_sort() -> None:
    """The highest of many scores stand as a stable sort of all puts them, equals included."""
    scores = np.array([0.3, 0.9, 0.1, 0.9, 0.5, 0.3, 0.5, 0.2, 0.9])
    for count in range(1, len(scores) + 2):
        assert candidates._highest(scores, count).tolist() == np.argsort(-scores, kind="stable")[:count].tolist()
