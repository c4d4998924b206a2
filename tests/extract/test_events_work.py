"""Events of texts that are one word over and over: the work grows with the words, counted in looks at the tree."""

from typing import SupportsIndex, overload

import pytest

from retold.extract import events
from retold.languages import load
from retold.model import Analysis, Article, SourceMap
from retold.parse import Parse

ENGLISH = load("en")


class Counted(list[str]):
    """A list that counts how often one of its items is looked at."""

    looks = 0

    @overload
    def __getitem__(self, place: SupportsIndex) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: SupportsIndex | slice) -> str | list[str]:
        self.looks += 1
        return super().__getitem__(place)


def shaped(shape: str, count: int) -> Parse:
    """A text of `count` words and the tree that a parser may give it."""
    if shape == "objects":
        words, pos, tag = ["killed"] + ["people"] * count, ["VERB"] + ["NOUN"] * count, ["VBD"] + ["NNS"] * count
        dep, head = ["ROOT"] + ["dobj"] * count, [0] * (count + 1)
    elif shape == "identified as":
        words, pos, tag = ["man"] + ["identified", "as"] * count, ["NOUN"] + ["VERB", "ADP"] * count, []
        tag = ["NN"] + ["VBN", "IN"] * count
        dep = ["ROOT"] + ["acl", "prep"] * count
        head = [0] + [place for n in range(count) for place in (0, 2 * n + 1)]
    else:
        words, pos, tag = ["killed"] * count, ["VERB"] * count, ["VBN"] * count
        dep = ["ROOT"] + [shape.split()[0]] * (count - 1)
        head = [0, *range(count - 1)] if shape.endswith("chain") else [0] * count
    size, starts = len(words), [0]
    for word in words[:-1]:
        starts.append(starts[-1] + len(word) + 1)
    return Parse(
        " ".join(words), words, words, words, pos, tag, Counted(dep), head, starts,
        [start + len(word) for start, word in zip(starts, words, strict=True)], [""] * size, [0] * size, [(0, size)],
    )  # fmt: skip


def looks(shape: str, count: int) -> int:
    doc = shaped(shape, count)
    article = Article("a", None, None, None, (), "en", doc.text, None, None, (), SourceMap("identity"))
    assert list(events.extract(doc, article, ENGLISH, Analysis(article)))
    assert isinstance(doc.dep, Counted)
    return doc.dep.looks


SHAPES = ("conj", "conj chain", "advcl", "ccomp chain", "xcomp", "relcl", "acl", "objects", "identified as")


@pytest.mark.parametrize("shape", SHAPES)
def test_twice_the_words_are_twice_the_work(shape: str) -> None:
    assert looks(shape, 1600) < 2.3 * looks(shape, 800)
