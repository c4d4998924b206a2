"""One account that contradicts itself: a headline or a caption against the body, two ages of one person, one saying
quoted in two ways.

In: a Story. Out: Statements with two values of one account. Only what is in one class of
number, one entity or one saying is held together, so each row is one question.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from retold.compare.keys import key_of
from retold.compare.values import evidence, value
from retold.languages import Language
from retold.match.passages import LEADING, WORD
from retold.model import Analysis, Fact, Figure, Quote, Relation, Span, Statement, StatementKind, Story

CAPTIONS = frozenset({"caption"})
WRITTEN = frozenset({"digits", "word"})
SAYING = 5  # words of a saying: fewer are a term
SHARED = 0.7  # of the shorter saying's words: from here on two renderings are one saying
RUN = 3  # words in a row that two renderings share at least
PROBABLE = 0.4  # two of four such rows were real
EACH = 3  # rows of a kind in an account
LONGEST = 90  # code points of a topic


@dataclass(frozen=True, slots=True)
class Clash:
    """Two pieces of one account that cannot both hold, or word one saying in two ways: `topic` is what they answer."""

    code: str
    kind: StatementKind
    topic: str
    spans: tuple[Span, Span]
    records: tuple[str, str]
    entity: str | None = None
    relation: Relation = "differ"


def statements(story: Story, language: Language) -> Iterator[Statement]:
    """The rows of accounts that contradict themselves, ids "own-1" ..., renumbered later."""
    number = 0
    for analysis in story.analyses:
        for check in CHECKS:
            for clash in list(check(analysis, language))[:EACH]:
                number += 1
                yield _statement(f"own-{number}", clash, analysis, story)


def _statement(name: str, clash: Clash, analysis: Analysis, story: Story) -> Statement:
    values = tuple(
        value(story, proof.text, None, [proof])
        for span, record in zip(clash.spans, clash.records, strict=True)
        for proof in [evidence(analysis, span, record)]
    )
    entity = story.entity_of.get((analysis.article.id, clash.entity or ""))
    return Statement(
        id=name, kind=clash.kind, topic=clash.topic, relation=clash.relation,
        why=f"{analysis.article.id} gives both: “{values[0].text}” and “{values[1].text}”.",
        values=values, check=clash.code, entities=(entity,) if entity else (), differs_by=clash.kind,
        key=key_of(clash.code, values), probability=PROBABLE,
    )  # fmt: skip


def w201(analysis: Analysis, language: Language) -> Iterator[Clash]:
    """A headline, standfirst or caption has another number of the killed, injured, arrested ... than the text, and
    neither number stands on the other side too."""
    classes = language.table("figures")["classes"]
    sides: tuple[dict[str, list[Figure]], ...] = (defaultdict(list), defaultdict(list))
    top = [part.span for part in analysis.article.parts if part.kind in LEADING | CAPTIONS]
    for figure in analysis.figures:
        if figure.predicate_class and _whole(figure):
            leading = any(start <= figure.span[0] < end for start, end in top)
            sides[0 if leading else 1][figure.predicate_class].append(figure)
    for name, above in sides[0].items():
        below = sides[1].get(name, [])
        numbers = {figure.low for figure in above} & {figure.low for figure in below}
        alike = [(one, two) for one in above for two in below[:1] if not _head(one) or _head(one) == _head(two)]
        if alike and not numbers:
            one, two = alike[0]
            topic = str(classes[name]["question"]).replace("{who}", _head(one) or _head(two))
            yield Clash("W201", "figure", topic, (one.span, two.span), (one.id, two.id))


def _whole(figure: Figure) -> bool:
    """Whether a figure is an exact number of all there were."""
    exact = figure.low is not None and figure.low == figure.high and not figure.approximate
    return exact and figure.part in (None, "total") and figure.polarity == "positive" and figure.method in WRITTEN


def _head(figure: Figure) -> str:
    return figure.counted.text.split()[-1] if figure.counted and figure.counted.text else ""


def w202(analysis: Analysis, language: Language) -> Iterator[Clash]:
    """One person has two ages in one account, neither of which is another's too."""
    ages: dict[str, list[Fact]] = defaultdict(list)
    for fact in analysis.facts:
        if fact.property == "age" and fact.value.isdigit():
            ages[fact.entity].append(fact)
    names = {entity.id: entity.name for entity in analysis.entities}
    bearers: dict[str, set[str]] = defaultdict(set)
    for fact in (fact for facts in ages.values() for fact in facts):
        bearers[fact.value].add(fact.entity)
    for entity, found in ages.items():
        facts = [fact for fact in found if len(bearers[fact.value]) == 1]
        other = next((fact for fact in facts if fact.value != facts[0].value), None)
        if other is not None:
            spans, records = (facts[0].span, other.span), (facts[0].id, other.id)
            yield Clash("W202", "fact", f"{names.get(entity, '')}: age", spans, records, entity)


def w203(analysis: Analysis, language: Language) -> Iterator[Clash]:
    """One saying of one speaker is quoted twice, in other words."""
    said = [(quote, span, words) for quote, span, words in _sayings(analysis)]
    homes: dict[tuple[str, ...], int] = {}
    told: set[tuple[int, int]] = set()
    for place, (_, _, words) in enumerate(said):
        for at in range(len(words) - RUN + 1):
            first = homes.setdefault(tuple(words[at : at + RUN]), place)
            if first != place and (first, place) not in told:
                told.add((first, place))
                if _reworded(said[first], said[place]):
                    (one, here, _), (two, there, _) = said[first], said[place]
                    topic = " ".join(analysis.article.text[here[0] : here[1]].split())
                    topic = topic if len(topic) <= LONGEST else f"{topic[:LONGEST].rsplit(' ', 1)[0]}…"
                    ids = (one.id, two.id)
                    yield Clash("W203", "quote", topic, (here, there), ids, one.speaker.entity, "compatible")


Saying = tuple[Quote, Span, Sequence[str]]


def _sayings(analysis: Analysis) -> Iterator[Saying]:
    """The pieces of quotes inside marks, with their words."""
    for quote in analysis.quotes:
        for span in quote.spans if quote.form != "indirect" else ():
            words = WORD.findall(analysis.article.text[span[0] : span[1]].lower().replace("’", "'"))
            if len(words) >= SAYING:
                yield quote, span, words


def _reworded(one: Saying, two: Saying) -> bool:
    """Whether two sayings share most words, are not the same, neither is a part of the other, and they are not given
    to two people by name."""
    named = {name for quote in (one[0], two[0]) if (name := quote.speaker.name) and name.split()[-1][:1].isupper()}
    short, long_ = sorted((one[2], two[2]), key=len)
    shared = len(set(short) & set(long_)) / len(set(short))
    inside = f" {' '.join(short)} " in f" {' '.join(long_)} "
    return len(named) < 2 and shared >= SHARED and not inside and len(long_) <= 2 * len(short)


Check = Callable[[Analysis, Language], Iterator[Clash]]
CHECKS: tuple[Check, ...] = (w201, w202, w203)  # one a kind of record
