"""A plain-Python view of a parsed article, made once: parallel lists indexed by token.

spaCy's token attributes cost a lookup each; the extractors read them many times. This view is built in one pass, needs
no spaCy to use, and can be written by hand in a test.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from retold.model import Span


@dataclass(frozen=True)
class Parse:
    """Tokens of an article with their tags and tree. All lists have one entry a token.

    `text` is the article's text; `start`/`end` are code points; `head` is the index of the head (a root is its own);
    `pos` are universal tags, `tag` Penn tags, `dep` spaCy's (ClearNLP) labels, `ent` the model's entity label or "".
    `sents` are token ranges `[first, last+1)`; `sent` gives each token's sentence index; `ents` are
    (first, last+1, label); `chunks` are base noun phrases (first, last+1, root). White space tokens are left out.
    What lies behind `reached` was not parsed; -1: all was.
    """

    text: str
    words: list[str]
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    start: list[int]
    end: list[int]
    morph: list[str]
    sent: list[int]
    sents: list[tuple[int, int]]
    ents: list[tuple[int, int, str]] = field(default_factory=list)
    chunks: list[tuple[int, int, int]] = field(default_factory=list)
    reached: int = -1

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def children(self) -> list[list[int]]:
        """Indices of each token's dependents, ascending."""
        found: list[list[int]] = [[] for _ in self.words]
        for index, head in enumerate(self.head):
            if head != index:
                found[head].append(index)
        return found

    @cached_property
    def lemmas(self) -> list[str]:
        """Each token's lemma in small letters."""
        return [lemma.lower() for lemma in self.lemma]

    @cached_property
    def edges(self) -> list[tuple[int, int]]:
        """Each token's subtree as a token range `[first, last+1)` (its hull, should the tree cross)."""
        first = list(range(len(self.words)))
        last = list(range(1, len(self.words) + 1))
        heads = self.head
        for order in self._bottom_up:
            head = heads[order]
            if head != order:
                if first[order] < first[head]:
                    first[head] = first[order]
                if last[order] > last[head]:
                    last[head] = last[order]
        return list(zip(first, last, strict=True))

    @cached_property
    def _bottom_up(self) -> list[int]:
        """Every token after all of its dependents."""
        order: list[int] = []
        stack = [index for index, head in enumerate(self.head) if head == index]
        children = self.children
        while stack:
            index = stack.pop()
            order.append(index)
            if children[index]:
                stack.extend(children[index])
        order.reverse()
        return order

    @cached_property
    def ent(self) -> list[str]:
        """The model's entity label of each token, "" outside entities."""
        labels = [""] * len(self.words)
        for first, last, label in self.ents:
            labels[first:last] = [label] * (last - first)
        return labels

    @cached_property
    def shelf(self) -> dict[str, Any]:
        """What several extractors need and the first of them makes; a user checks that it was made of its records."""
        return {}

    def span(self, first: int, last: int) -> Span:
        """Code points of the tokens `[first, last)`."""
        return (self.start[first], self.end[last - 1])

    def subtree(self, token: int) -> Span:
        """Code points of the token with all that depends on it."""
        return self.span(*self.edges[token])

    def dependents(self, token: int, deps: Sequence[str] | frozenset[str]) -> list[int]:
        """Dependents of a token whose label is among `deps`, ascending."""
        return [child for child in self.children[token] if self.dep[child] in deps]

    def token_at(self, offset: int) -> int | None:
        """The token that holds the code point `offset`; None between tokens."""
        index = bisect_right(self.start, offset) - 1
        if index >= 0 and offset < self.end[index]:
            return index
        return None

    def tokens_in(self, span: Span) -> range:
        """Indices of the tokens that lie at least partly within `span`."""
        return range(bisect_right(self.end, span[0]), bisect_left(self.start, span[1]))
