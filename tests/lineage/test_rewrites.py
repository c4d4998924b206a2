"""Likeness of tellings: a paraphrase in order is alike, another telling of the event is not."""

from dataclasses import replace

from tests.lineage.stories import account, story
from tests.lineage.test_edges import BASE, OTHER

from retold.languages import load
from retold.lineage import reading
from retold.lineage.reading import readings
from retold.lineage.rewrites import Likeness, likeness
from retold.model import Part

RETOLD = (
    "On Friday night the old mill of Stell Cross burned after lightning hit the chimney of a bakery. "
    "Six families had to leave bed for the rain; a clockmaker carried two cuckoo clocks beneath his coat. "
    "The owners will get their permit before harvest, Mayor Josefine Harrow promised, so the wheel can turn. "
    "After nine minutes the pump that the brewery had lent failed: a pike was stuck in its hose. "
    "In spring the insurer cancelled its policy following a quarrel over thatch on the gable. "
    "School children painted signs with thanks to brigade and brewery, leaving out the pike. "
)


def alike(left: str, right: str) -> Likeness:
    one, two = readings(story(account("a", left), account("b", right)), load("en"))
    return likeness(one, two)


def test_paraphrase() -> None:
    found = alike(BASE, RETOLD)
    assert found.score > 0.5
    assert found.order > 0.9
    assert [(match.left, match.right) for match in found.matches] == [(place, place) for place in range(6)]


def test_other_telling() -> None:
    assert alike(BASE, OTHER).score < 0.1


def test_order_counts() -> None:
    """The same sentences turned about are less alike in order, and never more alike."""
    sentences = RETOLD.split(". ")
    turned = ". ".join(sentences[::-1])
    assert alike(BASE, turned).score < alike(BASE, RETOLD).score


def test_symmetric() -> None:
    assert alike(BASE, RETOLD).score == alike(RETOLD, BASE).score


def test_edge_is_graded() -> None:
    """A rewrite is an edge with strength and aligned sentences as evidence."""
    made = story(account("a", BASE, "2031-05-01T08:00:00"), account("b", RETOLD, "2031-05-02T08:00:00"))
    (edge,) = made.lineage
    assert (edge.source, edge.kind) == ("b", "rewrites")
    assert 0.3 <= edge.strength < 1
    assert len(edge.evidence) >= 8


def test_empty() -> None:
    assert alike("", "").score == 0


def test_drifted_quotes() -> None:
    """Quotes that tell the same in other words, in the same order, are shown; equal and shortened ones are not."""
    said = '"We will lift every stone before the harvest comes," Harrow told the families in the hall.'
    drifted = '"We shall lift each of the stones before harvest time comes," Harrow told the families in the hall.'
    found = alike(f"{BASE}{said}", f"{RETOLD}{drifted}")
    assert len(found.drifts) == 1
    assert found.score > alike(f"{BASE}{said}", f"{RETOLD}{said}").score - 0.05
    assert not alike(f"{BASE}{said}", f"{RETOLD}{said}").drifts


def test_captions_and_stamps_are_no_telling() -> None:
    """What stands in a byline, caption or credit is not compared as a sentence of the account."""
    text = "Rescuers searched the harbour basin.\n\nDivers found the wreck beneath the harbour wall."
    item = account("a", text)
    whole = reading._sentences(item, story(item), ())
    parts = (Part("caption", (0, text.index("\n"))),)
    without = reading._sentences(replace(item, article=replace(item.article, parts=parts)), story(item), ())
    assert [text[start:end].strip() for (start, end), _, _ in without] == [text.rpartition("\n")[2]]
    assert len(whole) == 2
    assert reading._sentences(item, story(item), ("divers found",)) == whole[:1]
