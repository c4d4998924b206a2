"""Who does what to whom, construction by construction."""

from collections.abc import Callable

import pytest

from retold.grammar.arguments import parts
from retold.grammar.clauses import Clause, Clauses, extent, phrase
from retold.languages import load
from retold.languages.clauses import Control
from retold.languages.events import lexicon
from retold.parse import Parse

Annotate = Callable[[str], Parse]


@pytest.fixture(scope="module")
def control() -> Control:
    return lexicon(load("en")).control


def find(doc: Parse, control: Control, word: str) -> Clause:
    return Clauses(doc, control).verb(doc.lower.index(word))


def said(doc: Parse, heads: tuple[int, ...]) -> list[str]:
    return [doc.words[head] for head in heads]


def test_conjuncts_share_subject_and_voice(annotate_text: Annotate, control: Control) -> None:
    doc = annotate_text("Lindqvist and Okafor were freed and taken to hospital.")
    for verb in ("freed", "taken"):
        clause = find(doc, control, verb)
        assert clause.passive
        assert said(doc, clause.surface) == ["Lindqvist", "Okafor"]
    assert ("to", doc.lower.index("hospital")) in find(doc, control, "taken").obliques


def test_asked_to(annotate_text: Annotate, control: Control) -> None:
    doc = annotate_text("Arland asked Boronia to release the sailors.")
    release = find(doc, control, "release")
    assert said(doc, release.surface) == ["Boronia"]
    assert said(doc, release.objects) == ["sailors"]
    assert release.kind == "infinitive"


def test_promised_to(annotate_text: Annotate, control: Control) -> None:
    doc = annotate_text("The rebels promised the minister to leave the valley.")
    assert said(doc, find(doc, control, "leave").surface) == ["rebels"]


def test_there_is_no_subject_of_a_clause_above(annotate_text: Annotate, control: Control) -> None:
    doc = annotate_text("The family said there had been a warning.")
    assert said(doc, find(doc, control, "been").surface) == []


def test_a_participle_behind_a_copula(annotate_text: Annotate, control: Control) -> None:
    doc = annotate_text("The panel is capable of reviewing the ruling.")
    assert said(doc, find(doc, control, "reviewing").surface) == ["panel"]


def test_passive_by_its_auxiliary(annotate_text: Annotate, control: Control) -> None:
    doc = annotate_text("Two men were seized by guards and beaten. The men found there fled.")
    clauses = Clauses(doc, control)
    marked = [doc.words[token] for token, pos in enumerate(doc.pos) if pos == "VERB" and clauses.marked(token)]
    assert marked == ["seized", "beaten"]
    assert said(doc, clauses.agents(doc.words.index("seized"))) == ["guards"]


def test_accused_of(annotate_text: Annotate, control: Control) -> None:
    doc = annotate_text("The mayor accused the company of poisoning the river.")
    assert said(doc, find(doc, control, "poisoning").surface) == ["company"]


def test_by_agent(annotate_text: Annotate, control: Control) -> None:
    doc = annotate_text("The driver was arrested by the police on Monday.")
    clause = find(doc, control, "arrested")
    assert said(doc, clause.by) == ["police"]
    assert said(doc, clause.surface) == ["driver"]


def test_relative_clause(annotate_text: Annotate, control: Control) -> None:
    doc = annotate_text("The guard who shot the tiger resigned.")
    assert said(doc, find(doc, control, "shot").surface) == ["guard"]


def test_relative_gap(annotate_text: Annotate, control: Control) -> None:
    doc = annotate_text("The man the police arrested is a teacher.")
    assert said(doc, find(doc, control, "arrested").objects) == ["man"]


def test_reduced_relative(annotate_text: Annotate, control: Control) -> None:
    doc = annotate_text("The sailors captured by the navy were unharmed.")
    clause = find(doc, control, "captured")
    assert clause.passive
    assert said(doc, clause.surface) == ["sailors"]
    assert said(doc, clause.by) == ["navy"]


def test_participle_after_comma(annotate_text: Annotate, control: Control) -> None:
    doc = annotate_text("Gunmen stormed the hotel, killing five guests.")
    assert said(doc, find(doc, control, "killing").surface) == ["Gunmen"]


@pytest.mark.parametrize(
    ("text", "verb", "negated"),
    [
        ("The council did not approve the plan.", "approve", True),
        ("The council approved the plan.", "approved", False),
        ("No passengers were injured.", "injured", True),
        ("He left without signing the treaty.", "signing", True),
        ("Nobody saw the thief.", "saw", True),
    ],
)
def test_negation(annotate_text: Annotate, control: Control, text: str, verb: str, negated: bool) -> None:
    assert find(annotate_text(text), control, verb).negated is negated


@pytest.mark.parametrize(
    ("text", "verb", "tense"),
    [
        ("The bridge collapsed.", "collapsed", "past"),
        ("The bridge has collapsed.", "collapsed", "past"),
        ("The bridge will collapse.", "collapse", "future"),
        ("The bridge collapses.", "collapses", "present"),
    ],
)
def test_tense(annotate_text: Annotate, control: Control, text: str, verb: str, tense: str) -> None:
    assert find(annotate_text(text), control, verb).tense == tense


def test_nominal(annotate_text: Annotate, control: Control) -> None:
    doc = annotate_text("They welcomed the release of the sailors by Boronia.")
    clause = Clauses(doc, control).nominal(doc.lower.index("release"))
    assert said(doc, clause.by) == ["Boronia"]
    assert [doc.words[head] for prep, head in clause.obliques if prep == "of"] == ["sailors"]


def test_phrase_and_extent(annotate_text: Annotate) -> None:
    doc = annotate_text("The tall guard who resigned met the mayor of Oldhaven.")
    first, last = phrase(doc, doc.lower.index("guard"))
    assert doc.text[first:last] == "The tall guard"
    first, last = phrase(doc, doc.lower.index("mayor"))
    assert doc.text[first:last] == "the mayor of Oldhaven"
    first, last = extent(doc, doc.lower.index("resigned"))
    assert doc.text[first:last] == "who resigned"


def chain(length: int) -> Parse:
    """A hostile parse: every word a verb joined to the one before."""
    words = ["run"] * length
    text = " ".join(words)
    start = list(range(0, 4 * length, 4))
    return Parse(
        text, words, words, words, ["VERB"] * length, ["VB"] * length, ["ROOT"] + ["conj"] * (length - 1),
        [0, *range(length - 1)], start, [place + 3 for place in start], [""] * length, [0] * length, [(0, length)],
    )  # fmt: skip


def test_long_chains_end() -> None:
    assert len(list(Clauses(chain(3000)).all())) == 3000


def test_parts_of_an_argument(annotate_text: Annotate, control: Control) -> None:
    doc = annotate_text("The driver who fled was arrested and handed to the guards he had hit.")
    found = parts(doc, control)[doc.words.index("driver")]
    assert [(doc.words[part.verb], part.undergoes) for part in found] == [
        ("fled", False), ("arrested", True), ("handed", True),
    ]  # fmt: skip


def test_joined_verbs_share_the_object_behind(annotate_text: Annotate, control: Control) -> None:
    doc = annotate_text("Raiders shot and killed two guards.")
    assert said(doc, find(doc, control, "shot").objects) == ["guards"]
    assert said(doc, find(doc, control, "killed").objects) == ["guards"]
