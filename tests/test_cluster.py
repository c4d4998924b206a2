"""Articles into stories: like events apart, tellings together, whatever the order."""

from hypothesis import given, settings
from hypothesis import strategies as st

from retold.clean import clean
from retold.cluster import cluster
from retold.config import Config
from retold.model import Article, Page

TEXTS = {
    "tram-a": "A tram left the rails near Halden station on Monday. Police said twelve people were hurt in the tram accident.",
    "tram-b": "Twelve passengers were hurt when a tram derailed at Halden station, police said. The tram was on its way to the harbour.",
    "court-a": "A court in Lindholm fined Brannock Systems 48 million crowns on Tuesday. The judge said the meters had been rigged.",
    "court-b": "Brannock Systems must pay 48 million crowns for rigged meters, the Lindholm court ruled. The company will appeal.",
    "pool": "The council of Marrow Bay closed the swimming pool because repairs cost too much. Residents want a vote in autumn.",
}


def articles(dates: dict[str, str] | None = None) -> list[Article]:
    found = []
    for name, text in TEXTS.items():
        date = (dates or {}).get(name, "2024-06-05")
        article = clean(
            Page(name, text.encode(), "text", encoding="utf-8", language="en", published=date), Config()
        ).article
        assert article is not None
        found.append(article)
    return found


def test_tellings_come_together() -> None:
    stories = dict(zip(TEXTS, cluster(articles()), strict=True))
    assert stories["tram-a"] == stories["tram-b"] == "tram-a"
    assert stories["court-a"] == stories["court-b"] == "court-a"
    assert len(set(stories.values())) == 3


def test_months_apart_are_two_events() -> None:
    stories = dict(zip(TEXTS, cluster(articles({"tram-b": "2024-11-20"})), strict=True))
    assert stories["tram-a"] != stories["tram-b"]


@given(st.permutations(list(range(len(TEXTS)))))
@settings(max_examples=20, deadline=None)
def test_the_order_does_not_matter(order: list[int]) -> None:
    found = articles()
    there = cluster(found)
    assert cluster([found[index] for index in order]) == [there[index] for index in order]


def test_nothing_and_one() -> None:
    assert cluster([]) == []
    assert cluster(articles()[:1]) == ["tram-a"]
