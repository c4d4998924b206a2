"""How much a statement matters: who carries it, who and what is in it, where it is, whether accounts disagree.

In: the statements of a story and the Story. Out: the same statements with a weight, heaviest first, in an order that
does not depend on the order of input.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib import resources
from math import log2

from retold.config import Config
from retold.model import Analysis, Evidence, Span, Statement, Story

SCALE = 20.0  # the greatest weight by hand, brought to 0..1
LIMIT = 0.6  # rows without a learned importance stay below the gravest happenings
WELL = 8  # rows of a check: of fewer, a share says nothing to a reader
RATED = 3  # what is added to the rows that a rate was measured on, with one right: few rows say little
PRIOR = 1 / RATED  # the rate of a check of which nothing was measured
MATCHED = "ME"  # codes of rows of matched passages: their probability is learned, and not that of their check
# by hand, of rows whose importance is not learned: a contradiction matters most
RELATIONS = {"differ": 3.0, "update": 2.0, "agree": 0.6, "compatible": 0.5, "only": 0.0}
# by hand, likewise: numbers and what became of people matter most
KINDS = {"figure": 0.6, "status": 0.5, "event": 0.3, "attribution": 0.3, "fact": 0.2, "time": 0.2, "place": 0.1}
BARE = -0.8  # a row without people, groups, places or figures in it
TERSE = -0.6  # a row of a word or two
WORDS = 4  # fewer words name a row tersely
CONTESTED = 0.2  # what a contradiction adds to importance: it stands before what is only worded otherwise
ALIKE = 0.2  # and that several accounts tell it alike: before what each tells with details of its own
LIKELY = 0.3  # what certainty adds
HEADLINE = 1.2  # by hand: a little more than a second account that tells it adds
LEDE = 0.6  # by hand: half of that
LEDE_SHARE = 5  # the lede is the first fifth of an article,
LEDE_LENGTH = 900  # and no more than so many code points


def rank(statements: Sequence[Statement], story: Story) -> list[Statement]:
    """The statements with probability, importance and weight, heaviest first.

    A row of a happening has a learned probability and importance; a typed row (a number of killed, an age, a spelling)
    has the measured share of right rows of its check, and an importance by hand.
    """
    by_name = {item.article.id: item for item in story.analyses}
    fame, rates = _fame(story), measured()
    return ordered([_rated(item, weight(item, by_name, fame), rates) for item in statements], story)


def ordered(statements: Sequence[Statement], story: Story) -> list[Statement]:
    """The statements with the weight of their relation, probability and importance, heaviest first."""
    places = {item.article.id: number for number, item in enumerate(story.analyses)}
    weighed = [_weighed(item) for item in statements]
    return sorted(weighed, key=lambda item: (-item.weight, *_first(item, places), item.kind, item.topic, item.id))


def chosen(ranked: Sequence[Statement], config: Config) -> tuple[list[Statement], list[Statement]]:
    """The rows that are shown, and those under the threshold. What a single account tells is not weighed."""
    marked = [replace(item, shown=item.probability >= _least(item, config)) for item in ranked]
    return [item for item in marked if item.shown], [item for item in marked if not item.shown]


def _least(item: Statement, config: Config) -> float:
    """The probability from which a row is shown."""
    if item.relation == "only":
        return 0.0
    return config.shown_alike if item.relation == "agree" or item.check == "E301" else config.shown


def _rated(item: Statement, by_hand: float, rates: dict[str, float]) -> Statement:
    if item.importance == 0.0:
        item = replace(item, importance=round(max(0.0, min(by_hand / SCALE, LIMIT)), 3))
    return replace(item, probability=rates.get(item.check, item.probability))


def _weighed(item: Statement) -> Statement:
    first = CONTESTED if item.relation in ("differ", "update") else ALIKE if item.relation == "agree" else 0.0
    return replace(item, weight=round(item.importance + first + LIKELY * item.probability, 3))


def well_measured() -> frozenset[str]:
    """The codes of which at least `WELL` rows were measured."""
    return frozenset(code for code, (_, rows) in _rates().items() if rows >= WELL)


@cache
def measured() -> dict[str, float]:
    """The share of right rows by check, as `eval/rows/rates.py` measured it, drawn towards one in three."""
    return {code: round((right + 1) / (rows + RATED), 3) for code, (right, rows) in _rates().items()}


@cache
def _rates() -> dict[str, tuple[int, int]]:
    """The right rows and all rows by code."""
    data = json.loads(resources.files(__package__).joinpath("rates.json").read_text(encoding="utf-8"))
    return {code: (right, rows) for code, (right, rows) in sorted(data["checks"].items())}


def weight(statement: Statement, accounts: dict[str, Analysis], fame: dict[str, float]) -> float:
    """The weight: support, disagreement, prominence, people and figures in it. Greater matters more."""
    proof = [item for value in statement.values for item in value.evidence]
    carriers = len({item.account for item in proof if item.account in accounts})  # older versions of a page carry none
    origins = sum(value.support.origins.max for value in statement.values)
    people = sum(sorted((fame.get(name, 0.0) for name in statement.entities), reverse=True)[:3])
    sides = min((len(value.support.accounts) for value in statement.values), default=0)
    return (
        1.5 * log2(1 + carriers) + 0.4 * log2(1 + min(origins, carriers)) + RELATIONS.get(statement.relation, 0.0)
        + KINDS.get(statement.kind, 0.0) + _prominence(proof, accounts) + people
        + (0.3 * log2(sides) if statement.relation == "differ" and sides > 1 else 0.0)
        + _substance(statement)
    )  # fmt: skip


def _substance(statement: Statement) -> float:
    """Against rows about happenings that name nobody or hardly say anything."""
    if statement.kind != "event":
        return 0.0
    said = max((value.text for value in statement.values), key=len, default="")
    terse = TERSE if len(said.split()) < WORDS else 0.0
    named = statement.entities or any(character.isdigit() for character in said)
    return terse + (0.0 if named else BARE)


def _prominence(proof: Sequence[Evidence], accounts: dict[str, Analysis]) -> float:
    """How far up the accounts put it: the mean over accounts of headline, lede or below."""
    best: dict[str, float] = {}
    for item in proof:
        analysis = accounts.get(item.account)
        if analysis is not None:
            best[item.account] = max(best.get(item.account, 0.0), _standing(item.span, analysis))
    return sum(best.values()) / len(best) if best else 0.0


def _standing(span: Span, analysis: Analysis) -> float:
    for part in analysis.article.parts:
        if part.kind in ("headline", "standfirst") and part.span[0] <= span[0] < part.span[1]:
            return HEADLINE
    lede = min(len(analysis.article.text) // LEDE_SHARE, LEDE_LENGTH)
    return LEDE if span[0] <= lede else 0.0


def _fame(story: Story) -> dict[str, float]:
    """What an entity adds: up to 0.5 for one that every account names."""
    total = max(len(story.analyses), 1)
    return {entity.id: 0.5 * len({mention.account for mention in entity.mentions}) / total for entity in story.entities}


def _first(statement: Statement, places: dict[str, int]) -> tuple[int, int]:
    """Where the statement comes first: account in telling order, then place in it."""
    return min(
        ((places.get(item.account, 0), item.span[0]) for value in statement.values for item in value.evidence),
        default=(len(places), 0),
    )
