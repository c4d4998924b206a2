"""Statements as rows: questions with lettered answers, one cell an account, and what stands at the top of the page."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from retold.model import Comparison, Gap, Statement, Value
from retold.report import phrases
from retold.report.descent import Descent
from retold.report.pages import Desk
from retold.report.records import AccountView, Answer, Apart, Cell, Missing, Row

ANSWER = 280
QUESTION = 160
OWN_WORDS = 150
TONES = 8
MARKS = "\"'“”‘’()[],;:."
GENERATED = frozenset({"status"})  # kinds whose answers are in our own words, with days as ISO 8601 writes them
COLUMNS = 8  # more accounts than this stand under their answers instead of in columns


def rows(comparison: Comparison, desk: Desk, accounts: Sequence[AccountView]) -> tuple[Row, ...]:
    """All statements as rows, in their order."""
    names = {item.id: item.name for item in comparison.entities}
    tellers = {item.id: item.name for item in accounts if item.id != item.name}
    gaps: dict[tuple[str, str], Gap] = {(item.account, item.statement): item for item in comparison.gaps}
    notes = _notes(comparison)
    descent = Descent(comparison, desk)
    return tuple(
        _row(item, desk, (accounts, names, gaps, notes, descent, tellers))
        for item in comparison.statements
        if _carried(item, desk)
    )


Known = tuple[
    Sequence[AccountView], dict[str, str], dict[tuple[str, str], Gap], dict[str, list[str]], Descent, dict[str, str]
]


def _carried(statement: Statement, desk: Desk) -> bool:
    return any(desk.indices(value.support.accounts) for value in statement.values)


def _notes(comparison: Comparison) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for item in comparison.not_comparable:
        for name in item.statements:
            found.setdefault(name, []).append(item.reason)
    return found


def _row(statement: Statement, desk: Desk, known: Known) -> Row:
    accounts, names, gaps, notes, descent, tellers = known
    answers = tuple(
        replace(_answer(_worded(value, statement), place, desk, (names, accounts)), joins=descent.joins(value))
        for place, value in enumerate(_in_order(statement, desk))
    )
    apart = tuple(told(note, tellers) for note in notes.get(statement.id, ()))
    return Row(
        statement.id,
        statement.kind,
        phrases.word("kind", statement.kind),
        phrases.clip(phrases.sentence(statement.topic), QUESTION),
        statement.relation,
        phrases.word("relation", statement.relation),
        phrases.word("sign", statement.relation),
        told(statement.why, tellers),
        statement.check,
        answers,
        tuple(_cells(statement, answers, (accounts, gaps))),
        apart,
    )


def _worded(value: Value, statement: Statement) -> Value:
    """The value with the days of a generated answer in words."""
    return replace(value, text=phrases.days_in_words(value.text)) if statement.kind in GENERATED else value


def _in_order(statement: Statement, desk: Desk) -> list[Value]:
    """The values by their first account, so that letters run with the columns."""
    return sorted(statement.values, key=lambda value: desk.indices(value.support.accounts)[:1] or (len(desk.index),))


def told(text: str, tellers: dict[str, str]) -> str:
    """A reason as a reader wants it: accounts by name instead of id, days in words, a capital in front."""
    words = text.split(" ")
    for place, written in enumerate(words):
        core = written.strip(MARKS)
        if core in tellers:
            words[place] = written.replace(core, tellers[core], 1)
    return phrases.sentence(phrases.days_in_words(" ".join(words)))


def _sources(value: Value, accounts: Sequence[AccountView]) -> str:
    """Whom the answer is credited to, but for the outlets that carry it themselves."""
    own = {name for item in accounts if item.id in value.support.accounts for name in (item.id, item.name, item.outlet)}
    return phrases.listed([phrases.clip(name, 60) for name in value.support.names if name not in own])


def _answer(value: Value, place: int, desk: Desk, known: tuple[dict[str, str], Sequence[AccountView]]) -> Answer:
    names, accounts = known
    voice = phrases.word("voice", value.voice) if value.voice else ""
    speakers = [names.get(item, item) for item in value.speakers]
    if value.voice == "quoted" and speakers:
        voice = f"{voice}: {phrases.listed(speakers)}"
    return Answer(
        letter(place),
        place % TONES,
        phrases.clip(value.text, ANSWER) or next((phrases.clip(item.text, ANSWER) for item in value.evidence), "–"),
        desk.indices(value.support.accounts),
        support(value),
        value.support.origins.min,
        value.support.origins.max,
        _sources(value, accounts),
        voice,
        phrases.as_of(value.as_of),
        desk.proofs(value.evidence),
    )


def support(value: Value) -> str:
    """`3 accounts, 1 to 2 origins`; one account needs no origins."""
    number = len(value.support.accounts)
    told = phrases.count(number, "account")
    if number < 2 and value.support.origins.max < 2:
        return told
    return phrases.table("sentences")["support"].format(accounts=told, origins=phrases.origins(value.support.origins))


def letter(place: int) -> str:
    """A, B ... Z, A2, B2 ..."""
    return chr(ord("A") + place % 26) + (str(place // 26 + 1) if place >= 26 else "")


def _cells(
    statement: Statement, answers: Sequence[Answer], known: tuple[Sequence[AccountView], dict[tuple[str, str], Gap]]
) -> Iterator[Cell]:
    accounts, gaps = known
    given: dict[int, list[int]] = {}
    for place, answer in enumerate(answers):
        for index in answer.accounts:
            given.setdefault(index, []).append(place)
    words = _words(answers)
    for account in accounts:
        places = given.get(account.index)
        if places:
            yield Cell(account.index, tuple(places), _own(places[0], account.index, (answers, words)), "", "")
            continue
        gap = gaps.get((account.id, statement.id))
        kind = gap.kind if gap else "silent"
        yield Cell(account.index, (), "", kind, gap.reason if gap else "")


def _words(answers: Sequence[Answer]) -> dict[tuple[int, int], str]:
    """The words of each account for each of its answers: the fullest passage that fits a cell, else the first."""
    found: dict[tuple[int, int], str] = {}
    for place, answer in enumerate(answers):
        for proof in answer.proofs:
            before = found.setdefault((place, proof.account), proof.text)
            if len(before) < len(proof.text) <= OWN_WORDS:
                found[place, proof.account] = proof.text
    return found


def _own(place: int, account: int, known: tuple[Sequence[Answer], dict[tuple[int, int], str]]) -> str:
    """The account's own words, where they differ from the answer as it is put."""
    answers, words = known
    own = phrases.clip(words.get((place, account), ""), OWN_WORDS)
    return "" if own.casefold() == answers[place].text.casefold() else own


def apart(comparison: Comparison, found: Sequence[Row], accounts: Sequence[AccountView]) -> Iterator[Apart]:
    """What looks alike and is kept apart."""
    tellers = {item.id: item.name for item in accounts if item.id != item.name}
    asked = {row.id: row.question for row in found}
    for item in comparison.not_comparable:
        questions = tuple((name, asked[name]) for name in item.statements if name in asked)
        if questions:
            yield Apart(questions, told(item.reason, tellers), item.check)


def missing(comparison: Comparison, found: Sequence[Row], desk: Desk) -> Iterator[Missing]:
    """What accounts leave out, one entry a statement and reason; what they could have said comes first."""
    asked = {row.id: row for row in found}
    left: dict[tuple[bool, str, str], list[str]] = {}
    for item in comparison.gaps:
        if item.statement in asked and desk.known(item.account) and asked[item.statement].answers:
            left.setdefault((item.kind != "not_said", item.statement, item.reason), []).append(item.account)
    for (hindered, name, reason), accounts in sorted(left.items(), key=lambda pair: pair[0][0]):
        row = asked[name]
        answer = max(row.answers, key=lambda each: len(each.accounts))
        tellers = {index for each in row.answers for index in each.accounts}
        yield Missing(
            row.id, row.question, answer.text, desk.indices(accounts), not hindered, reason,
            phrases.count(len(tellers), "account"),
        )  # fmt: skip
