"""Figures of one article: a golden table of constructions, and work that grows with the text."""

import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from retold.extract import figures
from retold.languages import load
from retold.model import Analysis, Article, Figure, SourceMap
from retold.parse import Parse

ENGLISH = load("en")
GOLDEN = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "golden" / "figures.jsonl").read_text("utf-8").splitlines()
]


def article(text: str) -> Article:
    return Article("a", None, None, None, (), "en", text, None, None, (), SourceMap("identity"))


def told(figure: Figure, text: str) -> dict[str, Any]:
    row: dict[str, Any] = {
        "text": text[slice(*figure.span)], "low": figure.low, "high": figure.high, "kind": figure.kind,
        "approximate": figure.approximate, "unit": figure.unit,
        "counted": figure.counted.text if figure.counted else None, "class": figure.predicate_class,
        "part": figure.part, "change": figure.change, "source": text[slice(*figure.source)] if figure.source else None,
        "polarity": None if figure.polarity == "positive" else figure.polarity,
    }  # fmt: skip
    return {name: value for name, value in row.items() if value or name in ("low", "high")}


def read(doc: Parse) -> list[Figure]:
    target = article(doc.text)
    return list(figures.extract(doc, target, ENGLISH, Analysis(target)))


def test_golden(annotate_texts: Callable[[Sequence[str]], list[Parse]]) -> None:
    """Every construction of the table: value, bounds, unit, what is counted, class, part, change, source."""
    for row, doc in zip(GOLDEN, annotate_texts([row["text"] for row in GOLDEN]), strict=True):
        found = read(doc)
        assert [told(figure, doc.text) for figure in found] == row["figures"], row["text"]
        assert [figure.id for figure in found] == [f"f{number}" for number in range(1, len(found) + 1)]


def flood(count: int, *, one_sentence: bool) -> Parse:
    """`count` counts in a row, as a parse written by hand: a chain of nouns, or a sentence each."""
    words: list[str] = []
    for index in range(count):
        words += ["killed", str(index % 977 + 1), "people", "," if one_sentence else "."]
    starts, place = [], 0
    for word in words:
        starts.append(place)
        place += len(word) + 1
    size = len(words)
    pos = [
        "VERB" if word == "killed" else "NUM" if word.isdigit() else "NOUN" if word == "people" else "PUNCT"
        for word in words
    ]
    head = [max(index - 1, 0) if one_sentence else index - index % 4 for index in range(size)]
    sents = [(0, size)] if one_sentence else [(index, index + 4) for index in range(0, size, 4)]
    sent = [0 if one_sentence else index // 4 for index in range(size)]
    return Parse(
        " ".join(words), words, words, words, pos, ["CD" if tag == "NUM" else "NNS" for tag in pos],
        ["conj" if tag in ("NOUN", "NUM") else "x" for tag in pos], head, starts,
        [start + len(word) for start, word in zip(starts, words, strict=True)], [""] * size, sent, sents,
    )  # fmt: skip


@pytest.mark.parametrize("one_sentence", [False, True])
def test_linear(one_sentence: bool) -> None:
    """Four times the numbers take at most about four times as long, in many sentences or in one."""
    spent = []
    for count in (800, 3_200):
        doc = flood(count, one_sentence=one_sentence)
        begin = time.process_time()
        assert len(read(doc)) >= count
        spent.append(time.process_time() - begin)
    assert spent[1] < 8 * spent[0] + 0.2
