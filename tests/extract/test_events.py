"""Event types, roles, codes, polarity and modality on sentences of our own."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.extract.events import extract
from retold.languages import load
from retold.model import Analysis, Article, Event, SourceMap
from retold.parse import Parse

Annotate = Callable[[str], Parse]


def read(doc: Parse) -> list[Event]:
    article = Article("a", None, None, None, (), "en", doc.text, None, None, (), SourceMap("identity"))
    return list(extract(doc, article, load("en"), Analysis(article)))


def event(doc: Parse, word: str) -> Event:
    return next(item for item in read(doc) if doc.text[item.span[0] : item.span[1]].lower().startswith(word))


def roles(doc: Parse, item: Event) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for part in item.participants:
        found.setdefault(part.role, []).append(doc.text[part.span[0] : part.span[1]])
    return found


@pytest.mark.parametrize(
    ("text", "word", "code"),
    [
        ("Arland agreed to release the sailors.", "release", "AGREE"),
        ("Arland released the sailors.", "released", "YIELD"),
        ("Arland refused to release the sailors.", "release", "REJECT"),
        ("Arland will not release the sailors.", "release", "REJECT"),
        ("The ministers met in Oldhaven.", "met", "CONSULT"),
        ("The president held talks with the rebels.", "talks", "CONSULT"),
        ("The court condemned the attack on the market.", "condemned", "ACCUSE"),
        ("The union launched an investigation into the fire.", "launched", "ACCUSE"),
        ("Arland imposed sanctions on Boronia.", "imposed", "SANCTION"),
        ("Arland lifted the travel ban on Boronia.", "lifted", "YIELD"),
        ("Arland severed diplomatic ties with Boronia.", "severed", "SANCTION"),
        ("Police arrested three students.", "arrested", "COERCE"),
        ("The army shelled the harbour.", "shelled", "ASSAULT"),
        ("The rebels threatened to bomb the bridge.", "bomb", "THREATEN"),
        ("The nurses went on strike over pay.", "went", "PROTEST"),
        ("Arland sent food aid to Boronia.", "sent", "AID"),
        ("The minister urged Boronia to free the crew.", "urged", "REQUEST"),
        ("The general put his troops on alert.", "put", "MOBILIZE"),
        ("Arland and Boronia held joint exercises.", "exercises", "COOPERATE"),
        ("The mayor praised the firefighters.", "praised", "SUPPORT"),
    ],
)
def test_codes(annotate_text: Annotate, text: str, word: str, code: str) -> None:
    doc = annotate_text(text)
    assert event(doc, word).plover == code


def test_asked_is_not_the_reverse(annotate_text: Annotate) -> None:
    doc = annotate_text("Arland asked Boronia to release the sailors.")
    asked, release = event(doc, "asked"), event(doc, "release")
    assert roles(doc, asked) == {"agent": ["Arland"], "recipient": ["Boronia"]}
    assert roles(doc, release) == {"agent": ["Boronia"], "patient": ["the sailors"]}
    assert release.modality == "possible"
    assert release.plover is None


@pytest.mark.parametrize(
    ("text", "word", "light"),
    [
        ("The talks took place in Oslo.", "took", True),
        ("The plan makes sense.", "makes", True),
        ("His approach goes too far.", "goes", True),
        ("The minister went to Oslo.", "went", False),
        ("The crew went home.", "went", False),
        ("The boy was taken to hospital.", "taken", False),
        ("The nurses went on strike over pay.", "went", False),
        ("Arland released the sailors.", "released", False),
    ],
)
def test_verbs_that_say_little_are_light(annotate_text: Annotate, text: str, word: str, light: bool) -> None:
    assert event(annotate_text(text), word).light is light


def test_freed_and_taken(annotate_text: Annotate) -> None:
    doc = annotate_text("Lindqvist and Okafor were freed and taken to hospital.")
    freed, taken = event(doc, "freed"), event(doc, "taken")
    assert roles(doc, freed)["patient"] == ["Lindqvist", "Okafor"]
    assert roles(doc, taken)["patient"] == ["Lindqvist", "Okafor"]
    assert roles(doc, taken)["place"] == ["hospital"]


def test_going_to_do_something_is_a_plan_and_no_going(annotate_text: Annotate) -> None:
    doc = annotate_text(
        "The council was going to close the bridge. He is not going to resign. The mayor is going to Selm."
    )
    assert [item.lemma for item in read(doc)] == ["close", "resign", "go"]
    assert [(item.modality, item.polarity) for item in read(doc)][:2] == [
        ("planned", "positive"), ("planned", "negative"),
    ]  # fmt: skip


def test_refuse_to_condemn(annotate_text: Annotate) -> None:
    doc = annotate_text("The government refused to condemn the raid.")
    condemn = event(doc, "condemn")
    assert condemn.type == "condemn"
    assert condemn.polarity == "negative"
    assert condemn.plover == "REJECT"
    assert event(doc, "refused").type == "refuse_to_condemn"


def test_light_verb_gives_way(annotate_text: Annotate) -> None:
    doc = annotate_text("The rebels carried out an attack on the airport.")
    attack = next(item for item in read(doc) if doc.text[item.span[0] : item.span[1]] == "attack")
    assert roles(doc, attack)["agent"] == ["The rebels"]
    assert "the airport" in roles(doc, attack)["recipient"] + roles(doc, attack).get("place", [])


def test_unaccusative(annotate_text: Annotate) -> None:
    doc = annotate_text("The ferry sank off Oldhaven.")
    assert roles(doc, event(doc, "sank"))["patient"] == ["The ferry"]


def test_headline_passive(annotate_text: Annotate) -> None:
    doc = annotate_text("Three students arrested after march")
    assert roles(doc, event(doc, "arrested"))["patient"] == ["Three students"]


def test_possessor_of_an_arrest_undergoes_it(annotate_text: Annotate) -> None:
    doc = annotate_text("The singer's arrest came on Friday, officials said.")
    assert roles(doc, event(doc, "arrest"))["patient"] == ["The singer's"]


def test_speaker_stands_for_the_pronoun(annotate_text: Annotate) -> None:
    doc = annotate_text("The airline said it will cancel the flights.")
    assert roles(doc, event(doc, "cancel"))["agent"] == ["The airline"]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The bomb blew up", "blew"),
        ("The plane was shot down", "shot"),
        ("Rebels shot down", "shot"),
        ("He stepped down", "stepped"),
    ],
)
def test_a_particle_may_end_the_text(annotate_text: Annotate, text: str, word: str) -> None:
    """A title or a cut text ends without a stop, so nothing stands behind the particle."""
    assert event(annotate_text(text), word).type != word


def test_modality(annotate_text: Annotate) -> None:
    assert event(annotate_text("The minister will visit Boronia."), "visit").modality == "planned"
    assert event(annotate_text("The rebels may have attacked the convoy."), "attacked").modality == "possible"
    assert event(annotate_text("The gang allegedly robbed the bank."), "robbed").modality == "possible"
    assert (
        event(annotate_text("If Arland attacks the port, Boronia will respond."), "attacks").modality == "conditional"
    )
    assert event(annotate_text("Arland attacked the port."), "attacked").modality == "asserted"


def test_spans_reproduce_words(annotate_text: Annotate) -> None:
    doc = annotate_text("The fire broke out on Monday, killing two guards, and police called off the search.")
    for item in read(doc):
        assert doc.text[item.span[0] : item.span[1]].strip()
        assert item.clause is not None
        assert item.clause[0] <= item.span[0] < item.span[1] <= item.clause[1] or item.span[1] > item.clause[1]
        for part in item.participants:
            assert part.head is not None
            assert part.span[0] <= part.head[0] < part.head[1] <= part.span[1]


WORDS = st.lists(
    st.sampled_from(["police", "arrested", "the", "man", "not", "to", "and", "was", "attack", "of", ",", "by", "it"]),
    min_size=1,
    max_size=12,
)
DEPS = ["nsubj", "dobj", "conj", "xcomp", "ccomp", "prep", "pobj", "relcl", "acl", "aux", "neg", "amod", "compound"]


@given(WORDS, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_any_tree_is_read(words: list[str], random: object) -> None:
    """Whatever the parser says, extraction ends, keeps to the text and repeats itself."""
    choose = random.choice  # type: ignore[attr-defined]
    start, place = [], 0
    for word in words:
        start.append(place)
        place += len(word) + 1
    count = len(words)
    root = choose(range(count))
    head = [root if index == root else choose([other for other in range(count) if other < index] or [root])
            for index in range(count)]  # fmt: skip
    head = [root if head[index] > index and index != root else head[index] for index in range(count)]
    doc = Parse(
        " ".join(words), words, [word.lower() for word in words], words,
        [choose(["VERB", "NOUN", "PROPN", "ADP", "AUX", "PRON"]) for _ in words],
        [choose(["VBN", "VBD", "VB", "NN", "NNP", "IN", "WDT"]) for _ in words],
        ["ROOT" if index == root else choose(DEPS) for index in range(count)], _forest(head, root), start,
        [place + len(word) for place, word in zip(start, words, strict=True)], [""] * count, [0] * count, [(0, count)],
    )  # fmt: skip
    found = read(doc)
    assert found == read(doc)
    for item in found:
        assert 0 <= item.span[0] < item.span[1] <= len(doc.text)


def _forest(head: list[int], root: int) -> list[int]:
    """Heads without cycles: whatever does not reach the root hangs on it."""
    fixed = list(head)
    for index in range(len(fixed)):
        seen, climbing = set(), index
        while climbing != root and climbing not in seen:
            seen.add(climbing)
            climbing = fixed[climbing]
        if climbing != root:
            fixed[index] = root
    fixed[root] = root
    return fixed


def test_what_the_trigger_is_and_what_stands_over_it(annotate_text: Annotate) -> None:
    doc = annotate_text("The union refused to sign. The minister promised the release of the sailors.")
    assert (event(doc, "sign").form, event(doc, "sign").under) == ("verb", "refuse")
    assert (event(doc, "release").form, event(doc, "release").under) == ("noun", "commit")
