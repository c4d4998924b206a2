"""Quotes in one article: a golden file for each construction, and properties that hold for any text."""

import json
import time
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.extract import quotes
from retold.extract.quotes.marks import pair, paragraphs
from retold.languages import load
from retold.model import Analysis, Article, Entity, Mention, Quote, SourceMap
from retold.parse import Parse

FOLDER = Path(__file__).parent.parent / "golden" / "quotes"
CASES = [
    (path.stem, place, case)
    for path in sorted(FOLDER.glob("*.json"))
    for place, case in enumerate(json.loads(path.read_text(encoding="utf-8")))
]
Annotate = Callable[[Sequence[str]], list[Parse]]


def article_of(text: str) -> Article:
    return Article("a", None, None, None, (), "en", text, None, None, ((0, len(text)),), SourceMap("identity"))


def quotes_in(doc: Parse, found: Analysis | None = None) -> list[Quote]:
    article = article_of(doc.text)
    return list(quotes.extract(doc, article, load("en"), found or Analysis(article)))


@pytest.fixture(scope="module")
def parses(annotate_texts: Annotate) -> dict[tuple[str, int], Parse]:
    docs = annotate_texts([case["text"] for _, _, case in CASES])
    return {(name, place): doc for (name, place, _), doc in zip(CASES, docs, strict=True)}


def plain(text: str, quote: Quote, wanted: dict) -> dict:
    """What a golden file tells of a quote: only the fields it names."""
    speaker = quote.speaker.span
    found = {
        "form": quote.form,
        "words": [text[start:end] for start, end in quote.spans],
        "speaker": text[speaker[0] : speaker[1]] if speaker else None,
        "cue": text[quote.cue[0] : quote.cue[1]] if quote.cue else None,
        "stance": quote.stance,
        "negated": quote.negated,
        "via": [text[link.span[0] : link.span[1]] for link in quote.via],
    }
    return {name: found[name] for name in wanted}


@pytest.mark.parametrize(("name", "place", "case"), CASES, ids=[f"{name}-{place}" for name, place, _ in CASES])
def test_golden(name: str, place: int, case: dict, parses: dict[tuple[str, int], Parse]) -> None:
    found = quotes_in(parses[name, place])
    wanted = case["quotes"]
    assert len(found) == len(wanted), [[case["text"][a:b] for a, b in quote.spans] for quote in found]
    assert [plain(case["text"], *both) for both in zip(found, wanted, strict=True)] == wanted


def test_ids_follow_the_text(parses: dict[tuple[str, int], Parse]) -> None:
    for doc in parses.values():
        found = quotes_in(doc)
        assert [quote.id for quote in found] == [f"q{number}" for number in range(1, len(found) + 1)]
        assert [quote.spans[0] for quote in found] == sorted(quote.spans[0] for quote in found)


def test_speaker_has_the_entity_of_its_mention(annotate_texts: Annotate) -> None:
    text = "Ines Corvo came late. “The bridge is safe,” she said. “Ines Corvo is a liar,” he said."
    doc = annotate_texts([text])[0]
    she, he = text.index("she"), text.index("he said.", text.index("liar"))
    again = text.rindex("Ines")
    mentions = (
        Mention("m1", (0, 10), "person", "name", "n1", (5, 10)),
        Mention("m2", (she, she + 3), "person", "pronoun", "n1", (she, she + 3)),
        Mention("m3", (again, again + 10), "person", "name", "n1", (again + 5, again + 10)),
        Mention("m4", (he, he + 2), "person", "pronoun", "n1", (he, he + 2)),
    )
    entity = Entity("n1", "person", "Ines Corvo", ("Ines Corvo",))
    found = quotes_in(doc, Analysis(article_of(text), mentions=mentions, entities=(entity,)))
    assert (found[0].speaker.entity, found[0].speaker.name) == ("n1", "Ines Corvo")
    # nobody speaks of himself by name: the pronoun cannot be the one whom the words name
    assert found[1].speaker.entity is None


def test_outlet_that_passes_on_is_via(annotate_texts: Annotate) -> None:
    text = "“The mine is closed,” Lars Quint said, according to the Northern Post."
    found = quotes_in(annotate_texts([text])[0])
    assert [quote.speaker.name for quote in found] == ["Lars Quint"]
    assert [link.name for link in found[0].via] == ["the Northern Post"]


# --- marks ------------------------------------------------------------------------------------------------------------


def said(text: str) -> list[str]:
    return [text[slice(*item.span)] for item in pair(text, paragraphs(text), frozenset({"em"}))]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('He is 6\'2" tall, she said "yes" and left.', ["yes"]),
        ("rock 'n' roll in the '90s, get 'em", ["n"]),
        ("the “one “two” three” end", ["one “two” three"]),
        ("»innen« und »außen«", ["innen", "außen"]),
        ("“one”“two”", ["one", "two"]),
        ("a stray ” mark and “a pair”", ["a pair"]),
        ('"open at the end', ["open at the end"]),
        ("“ended with the wrong one.“", ["ended with the wrong one."]),
        ("nothing here", []),
        ("“The bridge is shut. He said “it will open soon” and left.", ["it will open soon"]),
        ("“Shut, he wrote. “It opens soon,” she said. “Very soon.”", ["It opens soon,", "Very soon."]),
        ("“The road, and “the bridge” and “the ‘old’ pier” are shut.", ["the bridge", "the ‘old’ pier"]),
    ],
)
def test_pairs(text: str, wanted: list[str]) -> None:
    assert said(text) == wanted


MARKS = st.text(alphabet="\"'“”„‘’‚«»‹›`「」 \n.,aS—", max_size=120)


@given(MARKS)
@settings(max_examples=400, deadline=None)
def test_any_marks_give_stretches_apart_and_in_order(text: str) -> None:
    blocks = paragraphs(text)
    found = pair(text, blocks, frozenset())
    for item in found:
        assert 0 <= item.outer[0] <= item.span[0] < item.span[1] <= item.outer[1] <= len(text)
    for left, right in pairwise(found):
        assert left.outer[1] <= right.outer[0]


def rough(text: str) -> Parse:
    """A parse without grammar: every word a verb, every mark a token, one sentence a line."""
    words, start, end, sents, sent, first = [], [], [], [], [], 0
    offset = 0
    for number, line in enumerate(text.split("\n")):
        for word in line.split():
            at = text.index(word, offset)
            offset = at + len(word)
            words.append(word)
            start.append(at)
            end.append(offset)
            sent.append(len(sents))
        if len(words) > first:
            sents.append((first, len(words)))
            first = len(words)
        assert number >= 0
    count = len(words)
    verb = [word.strip(".,").isalpha() for word in words]
    roots = [first for first, last in sents for _ in range(first, last)]
    return Parse(
        text=text, words=words, lower=[word.lower() for word in words], lemma=["say"] * count,
        pos=["VERB" if is_verb else "PUNCT" for is_verb in verb], tag=["VBD"] * count,
        dep=["ROOT" if roots[token] == token else "ccomp" for token in range(count)], head=roots, start=start, end=end,
        morph=[""] * count, sent=sent, sents=sents,
    )  # fmt: skip


@given(MARKS)
@settings(max_examples=200, deadline=None)
def test_any_text_gives_spans_within_it(text: str) -> None:
    for quote in quotes_in(rough(text)):
        for start, end in quote.spans:
            assert 0 <= start < end <= len(text)


def test_a_megabyte_of_marks_is_paired() -> None:
    text = '"' * 1_000_000
    begin = time.process_time()
    pair(text, paragraphs(text), frozenset())
    assert time.process_time() - begin < 60


@pytest.mark.parametrize("unit", ["“", "'", "“a” "])
def test_only_marks_cost_linear_time(unit: str) -> None:
    def cost(size: int) -> float:
        text = unit * (size // len(unit))
        begin = time.process_time()
        pair(text, paragraphs(text), frozenset())
        return time.process_time() - begin

    small, large = cost(20_000), cost(200_000)
    assert large < 30 * max(small, 0.02)


def test_many_cues_in_one_sentence_are_linear() -> None:
    def cost(count: int) -> float:
        doc = rough("said " * count)
        begin = time.process_time()
        quotes_in(doc)
        return time.process_time() - begin

    small, large = cost(2_000), cost(20_000)
    assert large < 30 * max(small, 0.02)


def test_a_theme_before_a_colon_says_nothing(annotate_texts: Annotate) -> None:
    theme, source = (
        "Quiet harvest: farmers thank the rain this autumn",
        "Jonas Lindqvist: farmers thank the rain this autumn",
    )
    found = [[quote.method for quote in quotes_in(doc)] for doc in annotate_texts([theme, source])]
    assert "headline" not in found[0]
    assert "headline" in found[1]


def test_a_verb_with_its_clause_behind_it_takes_no_marks_before_it(annotate_texts: Annotate) -> None:
    """The name of a show in marks is nobody's words, and the clause is not lost over it."""
    doc = annotate_texts(['On the show "Harbour Week," Marsh warned that the old pier would fall.'])[0]
    found = quotes_in(doc)
    assert [[doc.text[slice(*span)] for span in quote.spans] for quote in found] == [["the old pier would fall"]]


def test_a_clause_before_who_says_it_is_said_though_its_own_verb_may_say_something(annotate_texts: Annotate) -> None:
    doc = annotate_texts(["Police proposed a fence around the pier, the organizers said."])[0]
    speakers = [doc.text[slice(*quote.speaker.span)] for quote in quotes_in(doc) if quote.speaker.span]
    assert speakers == ["the organizers"]


def test_clauses_that_run_on_behind_a_comma_are_all_said(annotate_texts: Annotate) -> None:
    text = "A spokeswoman for the pier said eight people had serious injuries, 20 of those hurt were taken to Tarn."
    found = quotes_in(annotate_texts([text])[0])
    assert [text[slice(*quote.spans[0])] for quote in found] == [text[text.index("eight") : -1]]
