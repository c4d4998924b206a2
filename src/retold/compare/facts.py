"""How the accounts compare: properties of people, organizations and places.

In: a Story. Out: Statements of kind "fact", one for each question ("how old is X?") about a story entity that more than
one account answers, or that one answers about a named person. The checks run in the order of `CHECKS`; the first that
speaks sets the relation. A check's docstring is its explanation.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations

from retold.align.facts import AccountFact, Answers, answers, people_named
from retold.compare.values import Finding, evidence, value
from retold.days import day_number
from retold.languages import Language
from retold.languages.people import PeopleLexicon, lexicon
from retold.model import NotComparable, Statement, Story, Value

MAX_VALUES = 12  # bound: all values are compared with each other
DAYS_A_YEAR = 365  # days
ROUNDED = 31  # days by which a baby's age may be rounded up


@dataclass(frozen=True, slots=True)
class Question:
    """What a check sees: the answers, and where to look up words, dates and names."""

    asked: Answers
    story: Story
    words: PeopleLexicon
    name: str

    @property
    def texts(self) -> list[str]:
        """The different answers in their normal form."""
        return [text for text, _ in self.asked.groups]

    @property
    def accounts(self) -> set[str]:
        """The accounts that answer."""
        return {item.analysis.article.id for _, items in self.asked.groups for item in items}


def statements(story: Story, language: Language) -> Iterator[Statement | NotComparable]:
    """The statements of this kind, each with an id of its own kind ("fact-1" ...), renumbered later."""
    words = lexicon(language)
    names = {entity.id: entity.name for entity in story.entities}
    named = people_named(story)
    number = 0
    for asked in answers(story):
        question = Question(asked, story, words, names.get(asked.entity, asked.entity))
        if len(question.accounts) < 2 and (asked.entity not in named or asked.property == "description"):
            continue
        if asked.property == "age" and asked.entity not in named:
            continue  # those of a group have an age each
        finding = next(found for check in CHECKS if (found := check(question)) is not None)
        number += 1
        yield Statement(
            id=f"fact-{number}", kind="fact", topic=_topic(question, names), relation=finding.relation,
            why=finding.why, values=tuple(_values(question)), check=finding.code,
            entities=tuple(item for item in (asked.entity, asked.target) if item), differs_by=finding.differs_by,
        )  # fmt: skip


def _topic(question: Question, names: dict[str, str]) -> str:
    asked = question.asked
    if asked.property == "relation" and asked.target in names:
        return f"{question.name}: relation to {names[asked.target]}"
    return f"{question.name}: {asked.property}"


def _values(question: Question) -> Iterator[Value]:
    """One value for each answer, the most frequent first."""
    ranked = sorted(question.asked.groups, key=lambda group: -len({item.analysis.article.id for item in group[1]}))
    for text, items in ranked[:MAX_VALUES]:
        proof = [evidence(item.analysis, item.record.span, item.record.id) for item in items]
        number = int(text) if question.asked.property == "age" and text.isdecimal() else None
        made = value(question.story, items[0].record.value, text if number is None else number, proof)
        quoted = [item.record.quote is not None for item in items]
        voice = "quoted" if all(quoted) else "both" if any(quoted) else "outlet"
        yield Value(
            made.text, made.value, made.support, made.evidence, made.low, made.high, made.as_of,
            voice,  # type: ignore[arg-type]  # a plain str to mypy: one of three words
        )  # fmt: skip


# --- checks -----------------------------------------------------------------------------------------------------------


def k101(question: Question) -> Finding | None:
    """Only one account says it."""
    if len(question.accounts) != 1:
        return None
    if question.asked.property == "age" and len(question.texts) > 1:
        listed = " and ".join(items[0].record.value for _, items in question.asked.groups[:4])
        return Finding(
            "only", f"Only one account gives this of {question.name}, and it gives several: {listed}.", "K101"
        )
    return Finding("only", f"Only one account gives this of {question.name}.", "K101")


def k102(question: Question) -> Finding | None:
    """Several accounts give one answer."""
    if len(question.texts) == 1:
        return Finding("agree", f"{len(question.accounts)} accounts give the same {_what(question)}.", "K102")
    return None


def k201(question: Question) -> Finding | None:
    """Ages that differ by the years between the accounts: the person has grown older."""
    if question.asked.property != "age" or not all(text.isdecimal() for text in question.texts):
        return None
    told = [(int(text), day) for text, items in question.asked.groups for day in _days(question, items)]
    if len(told) < len(question.texts):
        return None
    ordered = sorted(told, key=lambda pair: pair[1])
    youngest, oldest = ordered[0], ordered[-1]
    years, days = oldest[0] - youngest[0], oldest[1] - youngest[1]
    if years > 0 and (years - 1) * DAYS_A_YEAR < days < (years + 1) * DAYS_A_YEAR and days > DAYS_A_YEAR // 2:
        why = "The later account gives the higher age, by as many years as lie between the accounts."
        return Finding("update", why, "K201", "time")
    return None


def k203(question: Question) -> Finding | None:
    """The accounts tell the age in years and in months or weeks, and both can hold."""
    if question.asked.property != "age" or all(text.isdecimal() for text in question.texts):
        return None
    lived = [_lived(text, question.words) for text in question.texts]
    known = [days for days in lived if days is not None]
    if len(known) < len(lived) or max(first for first, _ in known) > min(last for _, last in known) + ROUNDED:
        return None
    listed = " and ".join(items[0].record.value for _, items in question.asked.groups[:4])
    return Finding("compatible", f"The accounts give the age in other units: {listed}.", "K203")


def _lived(text: str, words: PeopleLexicon) -> tuple[int, int] | None:
    """The fewest and the most days that somebody of an age has lived ("2", "11 months"); None for other values."""
    number, _, unit = text.partition(" ")
    days = words.tables["age"]["days"].get(unit or "year")
    if not number.isdecimal() or days is None:
        return None
    return int(number) * days, (int(number) + 1) * days


def k202(question: Question) -> Finding | None:
    """A person has one age at one time, and the accounts give several."""
    if question.asked.property != "age":
        return None
    listed = " and ".join(items[0].record.value for _, items in question.asked.groups[:4])
    return Finding("differ", f"The accounts give different ages: {listed}.", "K202", "age")


def k301(question: Question) -> Finding | None:
    """One answer says more than the other and holds it."""
    if all(_within(left, right, question.words) for left, right in combinations(question.texts[:MAX_VALUES], 2)):
        return Finding("compatible", f"The accounts give the {_what(question)} more and less exactly.", "K301")
    return None


def k302(question: Question) -> Finding | None:
    """Two ranks of one office: one account adds or drops "deputy", "former" or the like."""
    if question.asked.property != "role":
        return None
    ranks = question.words.listed("ranks", "words")
    for (left, left_items), (right, right_items) in combinations(question.asked.groups[:MAX_VALUES], 2):
        one, other = set(left.replace("-", " ").split()), set(right.replace("-", " ").split())
        if _accounts(left_items) & _accounts(right_items):
            continue
        odd = one ^ other
        if one & other and odd and odd <= ranks:
            why = f"The accounts give different ranks of one office: {left_items[0].record.value} and "
            return Finding("differ", f"{why}{right_items[0].record.value}.", "K302", "role")
    return None


def k303(question: Question) -> Finding | None:
    """Two places of residence, neither within the other, from different accounts."""
    if question.asked.property != "residence":
        return None
    accounts = [_accounts(items) for _, items in question.asked.groups]
    if any(one & other for one, other in combinations(accounts[:MAX_VALUES], 2)):
        return None  # one account tells of both
    listed = " and ".join(items[0].record.value for _, items in question.asked.groups[:4])
    return Finding("differ", f"The accounts give different places of residence: {listed}.", "K303", "place")


def k304(question: Question) -> Finding | None:
    """Two family relations to the same person that cannot both be meant."""
    if question.asked.property != "relation":
        return None
    broader: dict[str, str] = question.words.tables["kin"]["broader"]
    families = {broader.get(text, text) for text in question.texts}
    listed = " and ".join(items[0].record.value for _, items in question.asked.groups[:4])
    if len(families) > 1:
        return Finding("differ", f"The accounts name different relations: {listed}.", "K304", "relation")
    return Finding("compatible", f"The accounts word the relation differently: {listed}.", "K305")


def k401(question: Question) -> Finding | None:
    """Several answers that can all hold: a person can have several roles, occupations, nationalities and names."""
    return Finding("compatible", f"The accounts give several answers for the {_what(question)}; all can hold.", "K401")


Check = Callable[[Question], Finding | None]
# in this order: the first that speaks gives the relation
CHECKS: tuple[Check, ...] = (k101, k102, k201, k203, k202, k301, k302, k303, k304, k401)


def _what(question: Question) -> str:
    return question.asked.property


def _accounts(items: tuple[AccountFact, ...]) -> set[str]:
    return {item.analysis.article.id for item in items}


def _within(left: str, right: str, words: PeopleLexicon) -> bool:
    """Whether one answer's words are all in the other, or one is the family word above the other."""
    one, other = set(left.replace(",", "").split()), set(right.replace(",", "").split())
    broader: dict[str, str] = words.tables["kin"]["broader"]
    ranks = words.listed("ranks", "words")
    if (one ^ other) & ranks:
        return False
    return one <= other or other <= one or broader.get(left) == right or broader.get(right) == left


def _days(question: Question, items: tuple[AccountFact, ...]) -> list[int]:
    """Publication days of the accounts, as day numbers."""
    found = []
    for item in items:
        moment = question.story.published.get(item.analysis.article.id)
        if moment is not None and moment.earliest is not None:
            found.append(day_number(moment.earliest))
    return found
