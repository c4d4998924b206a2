"""Quantities with bounds, unit, change, what they count and what became of those counted. In: a parse. Out: `Figure`s.

The grammar of numerals, units and bounds is in `grammar/quantities/`; the syntax about a quantity in `counted`, what
became of those counted in `classes`; counts without a number word in `implied`; scope, source and as-of time in
`scope`.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from retold.extract.figures.classes import Classes, classes
from retold.extract.figures.counted import Role, role_of
from retold.extract.figures.implied import implied
from retold.extract.figures.scope import Scopes
from retold.grammar.quantities.quantity import Quantity, quantities
from retold.grammar.quantities.units import units
from retold.languages import Language
from retold.model import Analysis, Article, Counted, Figure, FigureKind
from retold.parse import Parse

NEAR = 40  # characters between two numerals that share a unit ("from 3 to about 5 million dollars")
UNITS = frozenset({"money", "percent", "measure"})
PREDICATE_ONLY = frozenset({"several", "multiple"})  # kinds of numeral that count nothing without one


def extract(doc: Parse, article: Article, language: Language, found: Analysis) -> Iterator[Figure]:
    """The Figure records of one article, in text order, ids `f1` ..."""
    lexicon = classes(language)
    scopes = Scopes(doc, language, found)
    stated: list[Figure] = []
    before: Figure | None = None
    for quantity in quantities(doc, language, found):
        figure = _figure(doc, quantity, lexicon, scopes, language)
        if figure:
            stated.append(_elided(doc, figure, before, language))
            before = stated[-1] if stated[-1].kind in ("count", "money") else before
    stated = _joined(doc.text, stated, language.table("figures")["numerals"]["and"])
    stated = _measured_alike(doc, stated, language)
    stated.extend(_doubled(doc, language))
    told = [*stated, *implied(doc, language, [figure for figure in stated if figure.kind == "count"], scopes)]
    told.sort(key=lambda figure: figure.span)
    for number, figure in enumerate(told, 1):
        yield replace(figure, id=f"f{number}")


def _figure(doc: Parse, quantity: Quantity, lexicon: Classes, scopes: Scopes, language: Language) -> Figure | None:
    tokens = doc.tokens_in(quantity.core)
    last = max(tokens[-1], doc.tokens_in(quantity.span)[-1] if quantity.unit else 0) + 1
    role = role_of(doc, tokens[0], last, lexicon, scopes.parts)
    if role.head is not None and doc.lower[role.first] in language.table("figures")["change"]["when"]:
        role = replace(role, head=None, last=role.first)
    quantity = _measured(doc, quantity, role, language)
    if quantity.number in PREDICATE_ONLY and (role.predicate is None or role.predicate.name is None):
        return None
    figure = Figure(
        "", quantity.span, quantity.low, quantity.high, quantity.approximate, quantity.unit,
        _counted(doc, role, quantity, lexicon), quantity.change, kind=quantity.kind, per=quantity.per,
        method=quantity.number,
    )  # fmt: skip
    return scopes.placed(_with_predicate(doc, figure, role), tokens[0], last - 1, role)


def _doubled(doc: Parse, language: Language) -> Iterator[Figure]:
    """ "doubled", "halved": a change by a factor that a verb alone tells."""
    factors: dict[str, float] = language.table("figures")["change"]["doubling"]
    downward: list[str] = language.table("figures")["change"]["down_words"]
    for token, lemma in enumerate(doc.lemma):
        if lemma in factors and doc.pos[token] == "VERB" and doc.tag[token] in ("VBD", "VBN", "VBZ", "VBG"):
            if any(doc.pos[child] == "ADP" and doc.lower[child] in downward for child in doc.children[token]):
                continue
            factor, span = float(factors[lemma]), (doc.start[token], doc.end[token])
            yield Figure("", span, factor, factor, False, "time", None, "up" if factor > 1 else "down",
                         kind="multiple", predicate=lemma, predicate_span=span, method="a verb")  # fmt: skip


def _joined(text: str, stated: list[Figure], joins: list[str]) -> list[Figure]:
    """ "one man and two boys dead": the first takes the predicate of the last."""
    found = list(stated)
    for at in range(len(found) - 2, -1, -1):
        left, right = found[at], found[at + 1]
        if left.predicate_class or not right.predicate_class or left.kind != "count" or left.unit or not left.counted:
            continue
        gap = text[left.counted.span[1] : right.span[0]].strip(" ,")
        if gap in joins and left.predicate is None:
            left = replace(left, predicate=right.predicate, predicate_class=right.predicate_class)
            found[at] = replace(left, predicate_span=right.predicate_span)
    return found


def _measured_alike(doc: Parse, stated: list[Figure], language: Language) -> list[Figure]:
    """ "eight or nine crowns", "rose 12 points to 1,340": a bare number beside one with a unit."""
    either, reached = language.table("figures")["bounds"]["or"], language.table("figures")["change"]["reached"]
    found = list(stated)
    for at, (left, right) in enumerate(pairwise(stated)):
        gap = doc.text[left.span[1] : right.span[0]]
        if len(gap) > NEAR or "\n" in gap or (left.unit is None) == (right.unit is None):
            continue
        if right.unit and right.kind in UNITS and left.kind == "count" and gap.strip() in either:
            found[at] = replace(left, unit=right.unit, kind=right.kind, counted=None)
        if left.unit in reached and right.kind == "count" and right.counted is None and right.change == "to":
            found[at + 1] = replace(right, unit=left.unit, kind=left.kind)
    return found


def _measured(doc: Parse, quantity: Quantity, role: Role, language: Language) -> Quantity:
    """ "517 rushing yards": a unit of measure behind an adjective."""
    if quantity.unit or quantity.kind != "count" or role.head is None or role.last - role.first != 2 or role.subset:
        return quantity
    known = units(language)
    found = known.words.get(doc.lower[role.head])
    name = next((name for parts, name in found if len(parts) == 1), None) if found else None
    if name is None or name in known.rules["not_behind"]:
        return quantity
    kind: FigureKind = "duration" if name in known.rules["time_units"] else "measure"
    return replace(quantity, unit=name, kind=kind)


def _elided(doc: Parse, figure: Figure, before: Figure | None, language: Language) -> Figure:
    """ "12 fires, up from 9", "4,000 who stayed and 900 who left": the noun or unit of the figure before it."""
    if before is None or figure.counted or figure.unit or figure.predicate_class or figure.kind != "count":
        return figure
    first = doc.token_at(figure.span[0])
    behind = doc.token_at(before.span[0])
    if first is None or behind is None or doc.sent[first] != doc.sent[behind] or first == 0:
        return figure
    last = doc.tokens_in(figure.span)[-1] + 1
    relative = last < len(doc) and doc.tag[last] in ("WP", "WDT")
    if not relative and doc.lower[first - 1] not in language.table("figures")["change"]["elided"]:
        return figure
    return replace(figure, counted=before.counted, unit=before.unit, kind=before.kind, method="noun of the one before")


def _counted(doc: Parse, role: Role, quantity: Quantity, lexicon: Classes) -> Counted | None:
    if role.head is None or quantity.kind in ("age", "money", "duration", "measure") or role.first >= role.last:
        return None
    # "ten or more villagers": the bound behind the numeral is not counted
    first = max(role.first, doc.tokens_in(quantity.span)[-1] + 1)
    last = role.last
    if role.predicate and lexicon.beside.get(doc.lower[min(last + 1, len(doc) - 1)]) == (role.predicate.name or "-"):
        # "112 passengers and crew"
        last += 2 * (doc.pos[last] == "CCONJ")
    span = doc.span(first if first < last else role.first, last)
    return Counted(doc.text[span[0] : span[1]], span, doc.lemma[role.head].lower())


def _with_predicate(doc: Parse, figure: Figure, role: Role) -> Figure:
    predicate = role.predicate
    if predicate is None or figure.kind in ("age", "duration"):
        return figure
    return replace(
        figure, predicate=doc.lemmas[predicate.token],
        predicate_class=None if figure.kind in ("money", "measure") else predicate.name,
        predicate_span=(doc.start[predicate.token], doc.end[predicate.token]),
        polarity="negative" if predicate.negative else "positive",
    )  # fmt: skip
