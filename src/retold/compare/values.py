"""Findings, Evidence and Values, made the same way for every kind."""

from collections.abc import Iterable
from dataclasses import dataclass

from retold import spans
from retold.lineage.origins import support
from retold.model import Analysis, Evidence, Moment, Relation, Span, Story, Value


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check of typed records says: how the values compare, why, by which code and in what."""

    relation: Relation
    why: str
    code: str
    differs_by: str | None = None


def evidence(analysis: Analysis, span: Span, record: str | None = None) -> Evidence:
    """The Evidence of a span of one account."""
    return spans.evidence(analysis.article, span, record)


def value(
    story: Story,
    text: str,
    answer: str | float | None,
    found: Iterable[Evidence],
    *,
    bounds: tuple[float | None, float | None] = (None, None),
    as_of: Moment | None = None,
) -> Value:
    """A Value with its support; evidence in the order of accounts, then of text."""
    order = {item.article.id: index for index, item in enumerate(story.analyses)}
    proof = tuple(sorted(set(found), key=lambda item: (order.get(item.account, 0), item.span, item.record or "")))
    return Value(text, answer, support(story, proof), proof, bounds[0], bounds[1], as_of)
