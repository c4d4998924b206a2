"""Support as a range of origins: officials, agencies, chains, copies, doubt, and what the caller asks for."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.lineage.stories import account, cited, story
from tests.lineage.test_edges import BASE, EXTRA

from retold.config import Config
from retold.lineage.origins import support
from retold.model import Analysis, Citation, Evidence, OriginRange, Story


def at(made: Story, words: str, *names: str) -> list[Evidence]:
    """The evidence of `words` in the accounts named, or in all."""
    found = []
    for item in made.analyses:
        start = item.article.text.find(words)
        if start >= 0 and (not names or item.article.id in names):
            found.append(Evidence(item.article.id, (start, start + len(words)), words))
    return found


def said(name: str, text: str, words: str, who: str, kind: str = "official", **more: object) -> Analysis:
    return account(name, text, citations=(cited(text, words, who, kind),), **more)  # type: ignore[arg-type]


def test_one_official_five_carriers() -> None:
    """An official's claim in five outlets has one origin."""
    texts = [
        f"{lead} Police said 14 people died." for lead in ("Fire.", "Smoke rose.", "It rained.", "Night.", "Dawn came.")
    ]
    made = story(*(said(f"a{number}", text, "Police", "Police") for number, text in enumerate(texts)))
    found = support(made, at(made, "14"))
    assert (len(found.accounts), found.origins, [name.lower() for name in found.names]) == (
        5,
        OriginRange(1, 1),
        ["police"],
    )


def test_two_bodies_are_two_origins() -> None:
    """The police and the weather office are two, whoever prints them."""
    made = story(
        said("a", "Police said 14 people died.", "Police", "police"),
        said("b", "The weather office counted 14, forecasters said.", "forecasters", "forecasters"),
    )
    assert support(made, at(made, "14")).origins == OriginRange(2, 2)


def test_officials_of_one_body_are_in_doubt() -> None:
    """An inspector and a sheriff may speak for one body: one or two."""
    made = story(
        said("a", "A police inspector said 14 died.", "inspector", "police inspector"),
        said("b", "The sheriff said 14 died.", "sheriff", "sheriff"),
    )
    assert support(made, at(made, "14")).origins == OriginRange(1, 2)


def test_agency_by_dateline() -> None:
    """Two articles under one agency's dateline have one origin, whatever their words."""
    one, two = "OLDHAVEN (AP) - At least 14 died.", "STELLMOUTH (AP) - The dead were 14 on Monday."
    made = story(
        account("a", one, citations=(cited(one, "AP", "Associated Press", "agency", whole=True),)),
        account("b", two, citations=(cited(two, "AP", "Associated Press", "agency", whole=True),)),
    )
    found = support(made, at(made, "14"))
    assert (found.origins, found.names) == (OriginRange(1, 1), ("Associated Press",))


def test_agency_by_notice_of_rights() -> None:
    """A notice that the rights are an agency's makes its text the agency's; a broadcaster's notice does not."""
    one, two = "At least 14 died at the pier.", "The dead were 14 on Monday."
    for kind, expected in (("agency", OriginRange(1, 1)), ("outlet", OriginRange(1, 2))):
        notice = Citation("c1", (0, 0), "Norland Wire", kind, method="rights")  # type: ignore[arg-type]
        made = story(account("a", one, citations=(notice,)), account("b", two, citations=(notice,)))
        assert support(made, at(made, "14")).origins == expected


def test_pictures_and_initials_among_the_origins() -> None:
    """Where a picture comes from is an origin of its own; an agency goes by its name with its initials."""
    text = "OLDHAVEN (AP) - At least 14 died. (Tam Orrick/Reuters)"
    whole = cited(text, "AP", "Associated Press", "agency", whole=True)
    photo = Citation("c2", (text.index("Reuters"), len(text) - 1), "Reuters", "agency", photo=True, method="caption")
    made = story(account("a", text, citations=(whole, photo)))
    found = {(item.name, item.kind, item.accounts) for item in made.origins}
    assert ("Associated Press (AP)", "agency", ("a",)) in found
    assert ("Reuters", "picture", ("a",)) in found


def test_chain_leads_to_the_first() -> None:
    """b credits a's outlet, and a credits the police: one origin."""
    one, two = "Police said 14 people died.", "The Marran Post put the number at 14."
    made = story(
        said("a", one, "Police", "police", outlet="Marran Post"),
        account("b", two, citations=(cited(two, "Marran Post", "Marran Post", "outlet"),)),
    )
    assert support(made, at(made, "14")).origins == OriginRange(1, 1)


def test_uncredited_is_in_doubt() -> None:
    """Two accounts that name nobody may lean on one source or on two."""
    made = story(account("a", "The fire killed 14 people."), account("b", "In all 14 villagers are dead."))
    assert support(made, at(made, "14")).origins == OriginRange(1, 2)


def test_copied_passage_is_one_origin() -> None:
    """A value inside copied text has one origin; a value in the copier's own words is in doubt."""
    text = BASE + EXTRA + "The damage is put at 77 million."
    made = story(account("a", BASE, "2031-05-01T08:00:00"), account("b", text, "2031-05-02T08:00:00"))
    assert support(made, at(made, "nine minutes")).origins == OriginRange(1, 1)


def test_what_if() -> None:
    """Independent accounts count apart, accounts treated as copies count as one."""
    accounts = (account("a", "The fire killed 14 people."), account("b", "In all 14 villagers are dead."))
    apart = story(*accounts, config=Config(independent=(("a", "b"),)))
    assert support(apart, at(apart, "14")).origins == OriginRange(2, 2)
    same = story(*accounts, config=Config(treat_as_copy=(("a", "b"),)))
    assert support(same, at(same, "14")).origins == OriginRange(1, 1)


def test_headline_leans_on_its_story() -> None:
    """An uncredited headline and a credited sentence of one account are one origin."""
    text = "At least 14 dead\n\nPolice said 14 people died."
    made = story(said("a", text, "Police", "police"))
    spans = [Evidence("a", (9, 11), "14"), Evidence("a", (text.rindex("14"), text.rindex("14") + 2), "14")]
    assert support(made, spans).origins == OriginRange(1, 1)


def test_nothing() -> None:
    made = story(account("a", "The fire killed 14 people."))
    assert support(made, []).origins == OriginRange(0, 0)


KINDS = ["official", "person", "document", "social", "unnamed", "agency", "outlet"]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["police", "Mara Lind", "court records", "a source"]), st.sampled_from(KINDS)),
        min_size=1,
        max_size=5,
    )
)
def test_range_is_a_range(credits: list[tuple[str, str]]) -> None:
    """Whatever is credited: 1 <= min <= max, and no more origins than evidence; the order of evidence does not matter."""
    accounts = []
    for number, (name, kind) in enumerate(credits):
        text = f"Item {number}. They say {name} said 14 died."
        accounts.append(said(f"a{number}", text, name, name, kind))
    made = story(*accounts)
    proof = at(made, "14")
    found = support(made, proof)
    assert 1 <= found.origins.min <= found.origins.max <= len(proof)
    assert support(made, reversed(proof)) == found


@pytest.mark.parametrize("count", [400])
def test_many_accounts(count: int) -> None:
    """Support of a value that hundreds of accounts carry stays quick."""
    made = story(
        *(said(f"a{number:03d}", f"No {number}: police said 14 died.", "police", "police") for number in range(count))
    )
    assert support(made, at(made, "14")).origins == OriginRange(1, 1)
