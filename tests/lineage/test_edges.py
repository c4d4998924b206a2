"""Edges between accounts: kinds, direction, what the caller asks for, and independence."""

from tests.lineage.stories import account, cited, story

from retold.config import Config
from retold.languages import load
from retold.lineage import edges
from retold.lineage.reading import readings
from retold.model import Edge

BASE = (
    "The old mill at Stell Cross burned down on Friday night after lightning struck the chimney of the bakery. "
    "Six families left their beds and stood in the rain, among them a clockmaker with two cuckoo clocks under his coat. "
    "Mayor Josefine Harrow promised the owners a permit before the harvest so that the wheel would turn again. "
    "A pump lent by the brewery failed after nine minutes because a pike had been sucked into the hose. "
    "The insurer had cancelled the policy in spring after a quarrel about the thatch on the northern gable. "
    "Children from the school painted signs that thanked the brigade and the brewery but not the pike. "
)
OTHER = (
    "Smoke still hung over the valley on Saturday when volunteers began to clear the yard. "
    "Baker Otto Lind said he had seen the flash from his attic and run for the bell. "
    "Fire engineers will measure the walls next week, and until then the road to Stell Cross stays shut. "
    "The village lost its last working wheel, which drew some four thousand visitors every summer. "
)
EXTRA = (
    "Our own reporter spoke to Lind in the bakery, where the ovens were cold and the loaves of Friday lay untouched. "
)


def ties(*found: Edge) -> set[tuple[str, str, str]]:
    return {(edge.source, edge.target, edge.kind) for edge in found}


def test_reprint_by_date() -> None:
    """The later account took from the earlier one; the evidence stands on both sides."""
    made = story(account("b", BASE, "2031-05-02T10:00:00"), account("a", BASE + EXTRA, "2031-05-03T10:00:00"))
    (edge,) = made.lineage
    assert (edge.source, edge.target, edge.kind, edge.directed) == ("a", "b", "reprints", True)
    texts = {item.article.id: item.article.text for item in made.analyses}
    for proof in edge.evidence:
        assert texts[proof.account][proof.span[0] : proof.span[1]] == proof.text


def test_undirected_and_cut() -> None:
    """Without dates equal texts have no direction; a text cut short took from the whole one."""
    (edge,) = story(account("a", BASE), account("b", BASE)).lineage
    assert not edge.directed
    head = ". ".join(BASE.split(". ")[:3]) + "."
    (edge,) = story(account("a", head), account("b", BASE)).lineage
    assert (edge.source, edge.target, edge.directed) == ("a", "b", True)


def test_same_day_is_no_order() -> None:
    """Two accounts dated by the same day alone have no order."""
    (edge,) = story(account("a", BASE, "2031-05-02"), account("b", BASE, "2031-05-02")).lineage
    assert not edge.directed


def test_citing_gives_direction() -> None:
    """A credit of the other's outlet is an edge of its own and directs the copy, dates or none."""
    text = "As the Marran Post reported, the mill burned. " + BASE
    credit = cited(text, "Marran Post", "Marran Post", "outlet")
    made = story(account("a", text, citations=(credit,)), account("b", BASE, outlet="The Marran Post"))
    assert ties(*made.lineage) == {("a", "b", "cites"), ("a", "b", "reprints")}
    assert all(edge.directed for edge in made.lineage)


def test_independent_accounts() -> None:
    """Two tellings of one event with the same names are not joined."""
    assert not story(account("a", BASE), account("b", OTHER)).lineage


def test_merged_from_two() -> None:
    """An account made of two has an edge to each."""
    made = story(
        account("a", BASE, "2031-05-01T08:00:00"), account("b", OTHER, "2031-05-01T09:00:00"),
        account("c", BASE[:330] + OTHER, "2031-05-02T09:00:00"),
    )  # fmt: skip
    assert {(edge.source, edge.target) for edge in made.lineage} == {("c", "a"), ("c", "b")}


def test_chain_is_explained_once() -> None:
    """Three copies of one text: each later one leads to the first, not to all others."""
    made = story(*(account(name, BASE, f"2031-05-0{day}T08:00:00") for name, day in (("a", 1), ("b", 2), ("c", 3))))
    assert {(edge.source, edge.target) for edge in made.lineage} == {("b", "a"), ("c", "a")}


def test_what_if() -> None:
    """Pairs asked for as copies get an edge of strength 1; pairs asked for as independent get none."""
    asked = Config(treat_as_copy=(("a", "b"),))
    (edge,) = story(account("a", BASE), account("b", OTHER), config=asked).lineage
    assert (edge.kind, edge.strength) == ("reprints", 1.0)
    apart = Config(independent=(("Marran Post", "b"),))
    assert not story(account("a", BASE, outlet="Marran Post"), account("b", BASE), config=apart).lineage


def test_many_accounts_stay_linear() -> None:
    """Two hundred reprints of one text: an edge each, not one for every pair."""
    made = story(*(account(f"a{number:03d}", BASE, "2031-05-02T10:00:00") for number in range(200)))
    assert len(made.lineage) <= 400


def test_copies_among_many_accounts() -> None:
    """In a story of many accounts that share a sentence, a copy still finds the text it was taken from, and no account
    is held against more than the few that it shares most with."""
    common = "The council of the valley will meet on Monday to hear how the fire began and what the owners plan to do. "
    own = [
        f"Item {number} word{number} thing{number} place{number} named{number} alone{number} " * 9
        for number in range(60)
    ]
    items = [account(f"n{number:02}", common + text) for number, text in enumerate(own)]
    items += [account("base", BASE + common, "2031-05-02"), account("copy", BASE + common + EXTRA, "2031-05-03")]
    made = story(*items)
    assert ("copy", "base", "reprints") in ties(*made.lineage)
    assert len(edges._close(readings(made, load("en")))) <= edges.MAX_CLOSE * len(items)
