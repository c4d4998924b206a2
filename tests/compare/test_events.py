"""Rows of events: what several accounts tell, what one tells; grouping in any order and of any records."""

from collections.abc import Callable
from dataclasses import replace
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from retold.compare import gaps, rank
from retold.compare.events import rows_of_happenings, statements
from retold.compare.events_words import heading
from retold.extract import events
from retold.languages import load
from retold.languages.events import lexicon
from retold.match.event_pairs import CANDIDATES, pairs
from retold.match.events import event_groups, event_table, holds
from retold.model import (
    Analysis,
    Article,
    Entity,
    Event,
    Mention,
    MentionIn,
    NameIn,
    Participant,
    Quote,
    SourceMap,
    Speaker,
    Statement,
    Story,
    StoryEntity,
    Term,
    Time,
)
from retold.model import Anchor as TimeAnchor
from retold.parse import Parse

Annotate = Callable[[str], Parse]
ENGLISH = load("en")


def account(
    annotate: Annotate, name: str, text: str, people: dict[str, str], *, day: str | None = None, quoted: bool = False
) -> Analysis:
    """An account with its events; `people` maps names in the text to entity ids, `day` dates "on Monday" or the like."""
    doc = annotate(text)
    article = Article(name, None, text, name, (), "en", text, None, None, ((0, len(text)),), SourceMap("identity"))
    mentions = []
    for word, entity in people.items():
        start = text.find(word)
        if start >= 0:
            head = doc.token_at(start + len(word) - 1)
            assert head is not None
            mentions.append(
                Mention(f"m{len(mentions)}", (start, start + len(word)), "person", "name", entity,
                        (doc.start[head], doc.end[head]))
            )  # fmt: skip
    times: tuple[Time, ...] = ()
    if day:
        where = text.index("on ") + 3
        span = (where, text.find(" ", where) if " " in text[where:] else len(text) - 1)
        times = (Time("t1", span, "DATE", day, day, day, TimeAnchor("published", None), "test"),)
    quotes = (Quote("q1", "indirect", ((0, len(text)),), None, Speaker(None, None, None)),) if quoted else ()
    terms = tuple(
        Term((start, end), lemma.lower(), pos)
        for start, end, lemma, pos in zip(doc.start, doc.end, doc.lemma, doc.pos, strict=True)
        if pos in ("NOUN", "PROPN", "VERB", "ADJ", "NUM")
    )
    sentences = tuple(doc.span(first, last) for first, last in doc.sents)
    found = Analysis(article, sentences=sentences, mentions=tuple(mentions), times=times, quotes=quotes, terms=terms)
    return replace(found, events=tuple(events.extract(doc, article, ENGLISH, found)))


def story(*told: Analysis) -> Story:
    """A story whose entities are those of the same id over accounts."""
    accounts: dict[str, list[MentionIn]] = {}
    names: dict[str, str] = {}
    for item in told:
        for mention in item.mentions:
            assert mention.entity is not None
            accounts.setdefault(mention.entity, []).append(MentionIn(item.article.id, mention.id))
            names.setdefault(mention.entity, item.article.text[slice(*mention.span)])
    entities = tuple(
        StoryEntity(f"x{name}", "place" if name.startswith("p") else "person", names[name],
                    (NameIn(names[name], tuple(m.account for m in where)),), tuple(where))
        for name, where in sorted(accounts.items())
    )  # fmt: skip
    of = {(m.account, name): f"x{name}" for name, where in accounts.items() for m in where}
    return Story(tuple(told), entities, of)


def rows_of(made: Story) -> list[Statement]:
    """The rows of events and of happenings."""
    return [*statements(made, ENGLISH), *rows_of_happenings(made, ENGLISH)]


def row(made: Story, word: str) -> Statement:
    return next(
        item for item in rows_of(made)
        if item.kind == "event"
        and any(word in proof.text.lower() for value in item.values for proof in value.evidence)
    )  # fmt: skip


PEOPLE = {"Arland": "a", "Boronia": "b", "Lindqvist": "l", "Okafor": "o", "Celdia": "c"}


def test_agree(annotate_text: Annotate) -> None:
    made = story(
        account(annotate_text, "one", "Arland released Lindqvist.", PEOPLE),
        account(annotate_text, "two", "Lindqvist was freed by Arland.", PEOPLE),
    )
    found = row(made, "freed")
    assert (found.relation, found.check) == ("agree", "M101")
    assert [proof.record for proof in found.values[0].evidence] == ["e1", "e1"]  # the row stands on the events
    assert not [item for item in statements(made, ENGLISH) if item.relation == "agree"]  # one row a fact
    assert found.values[0].support.accounts == ("one", "two")
    assert found.topic == "Arland released Lindqvist."
    assert found.values[0].voice == "outlet"


def test_only(annotate_text: Annotate) -> None:
    made = story(
        account(annotate_text, "one", "Arland released Lindqvist.", PEOPLE),
        account(annotate_text, "two", "The bridge in Okafor collapsed.", PEOPLE),
    )
    assert {item.relation for item in statements(made, ENGLISH) if isinstance(item, Statement)} == {"only"}


def test_swapped_roles_do_not_agree(annotate_text: Annotate) -> None:
    made = story(
        account(annotate_text, "one", "Arland asked Boronia to release Lindqvist.", PEOPLE),
        account(annotate_text, "two", "Boronia asked Arland to release Lindqvist.", PEOPLE),
    )
    assert row(made, "asked").relation != "agree"


def test_order_of_accounts_does_not_matter(annotate_text: Annotate) -> None:
    told = {
        "one": (account(annotate_text, "one", "Arland released Lindqvist after talks with Boronia.", PEOPLE)),
        "two": (account(annotate_text, "two", "Lindqvist was freed by Arland. Boronia praised the release.", PEOPLE)),
        "three": (account(annotate_text, "three", "Okafor met Celdia. Arland refused to release Lindqvist.", PEOPLE)),
    }
    shapes, relations = set(), set()
    for order in permutations(told):
        made = story(*(told[name] for name in order))
        shapes.add(
            frozenset(
                frozenset((order[item.account], item.event.id) for item in group.members)
                for group in event_groups(made, ENGLISH)
            )
        )
        relations.add(
            frozenset(
                (item.relation, item.check, frozenset(proof.text for value in item.values for proof in value.evidence))
                for item in statements(made, ENGLISH) if isinstance(item, Statement)
            )
        )  # fmt: skip
    assert len(shapes) == len(relations) == 1


def test_other_ones_are_not_the_same(annotate_text: Annotate) -> None:
    made = story(
        account(annotate_text, "one", "The museum has sold the paintings.", {}),
        account(annotate_text, "two", "The museum has not sold the other paintings.", {}),
    )
    assert not [item for item in statements(made, ENGLISH) if isinstance(item, Statement) and item.relation == "differ"]


def test_headings_stand_alone(annotate_text: Annotate) -> None:
    passage = "Divers who reached the wreck waited. The captain, who was released on bail, wept."
    made = story(
        account(annotate_text, "one", passage, {}),
        account(annotate_text, "two", "When the captain was released on bail, relatives shouted.", {}),
    )
    topics = {heading(group, made, lexicon(ENGLISH)) for group in event_groups(made, ENGLISH)}
    assert "The captain was released on bail" in topics
    assert not any(topic.lower().startswith(("who ", "when ")) for topic in topics)


def test_places_and_years_keep_wars_apart(annotate_text: Annotate) -> None:
    places = {"Arland": "p1", "Boronia": "p2"}
    told = [
        account(annotate_text, "one", "The war in Arland goes on.", places),
        account(annotate_text, "two", "The war in Boronia goes on.", places),
    ]
    told = [
        replace(item, entities=tuple(Entity(m.entity or "", "place", "A", ("A",)) for m in item.mentions))
        for item in told
    ]
    made = story(*told)
    assert not [group for group in event_groups(made, ENGLISH) if group.accounts > 1 and group.kinds["war"]]


def test_an_office_held_is_no_captivity(annotate_text: Annotate) -> None:
    made = account(annotate_text, "one", "Okafor held an archive. Lindqvist was held captive.", PEOPLE)
    assert [event.type for event in made.events if event.lemma.startswith("hold")] == ["hold_something", "abduct"]


WORDS = [
    "the",
    "port",
    "was",
    "burned",
    "by",
    "crews",
    "and",
    "Arland",
    "did",
    "not",
    "pay",
    "Boronia",
    "who",
    "sold",
    "boats",
]


@st.composite
def random_account(draw: st.DrawFn, name: str) -> Analysis:
    """Events with random spans, roles, types and moods: what hostile or broken analyses may hold."""
    text = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=3, max_size=25)))
    spot = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 12)).map(
        lambda p: (p[0], min(p[0] + p[1], len(text)))
    )
    role = st.sampled_from(["agent", "patient", "recipient", "place"])
    part = st.builds(Participant, role, spot, st.sampled_from([None, "a", "b"]))
    made = st.builds(
        Event, id=st.just("e"), span=spot, type=st.sampled_from(["release", "war", "ask", "burn"]), plover=st.none(),
        participants=st.lists(part, max_size=3).map(tuple), time=st.none(),
        polarity=st.sampled_from(["positive", "negative"]),
        modality=st.sampled_from(["asserted", "planned", "possible", "conditional"]), quote=st.none(),
        lemma=st.sampled_from(["release", "burn"]), clause=st.one_of(st.none(), spot),
        tense=st.sampled_from([None, "past", "present"]),
        form=st.sampled_from(["verb", "noun", "state"]), under=st.sampled_from([None, "refuse", "allege"]),
    )  # fmt: skip
    found = sorted(draw(st.lists(made, max_size=8)), key=lambda event: event.span)
    numbered = tuple(replace(event, id=f"e{number}") for number, event in enumerate(found, 1))
    article = Article(name, None, None, name, (), "en", text, None, None, ((0, len(text)),), SourceMap("identity"))
    mentions = tuple(Mention(f"m{key}", (0, 3), "person", "name", key) for key in ("a", "b"))
    return Analysis(article, mentions=mentions, events=numbered)


@settings(max_examples=60, deadline=None)
@given(st.tuples(random_account("one"), random_account("two"), random_account("three")))
def test_random_events(told: tuple[Analysis, ...]) -> None:
    made = story(*told)
    texts = {item.article.id: item.article.text for item in told}
    rows = [item for item in statements(made, ENGLISH) if isinstance(item, Statement)]
    for proof in (proof for item in rows for value in item.values for proof in value.evidence):
        assert proof.text == texts[proof.account][slice(*proof.span)]
    ranked = rank.rank(rows, made)
    assert sorted(item.id for item in ranked) == sorted(item.id for item in rows)
    assert list(gaps.gaps(ranked, made, ENGLISH)) == []  # accounts without sentences have no passages


def test_every_event_is_in_one_group(annotate_text: Annotate) -> None:
    made = story(
        *(account(annotate_text, f"a{n}", "Arland attacked Boronia and seized the port.", PEOPLE) for n in range(5))
    )
    members = [(told.account, told.event.id) for group in event_groups(made, ENGLISH) for told in group.members]
    assert len(members) == len(set(members)) == sum(len(item.events) for item in made.analyses)


def test_place_within_place() -> None:
    within = {"boronia": ("oldhaven province",), "oldhaven province": ("oldhaven",)}
    assert holds("boronia", "oldhaven", within)
    assert not holds("oldhaven", "boronia", within)


def test_hostile_story_is_bounded() -> None:
    """Of thousands of alike events each is compared with a few."""
    text = "attack " * 2000
    told = tuple(
        Event(f"e{n}", (7 * n, 7 * n + 6), "attack", None, (), None, "positive", "asserted", None, "attack",
              (7 * n, 7 * n + 6))
        for n in range(2000)
    )  # fmt: skip
    article = Article("a", None, None, None, (), "en", text, None, None, (), SourceMap("identity"))
    made = Story((replace(Analysis(article), events=told),))
    assert len(pairs(event_table(made, lexicon(ENGLISH)))) <= CANDIDATES * 2000
    assert sum(len(group.members) for group in event_groups(made, ENGLISH)) == 2000
