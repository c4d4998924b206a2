"""Statements as rows: questions with lettered answers, one cell an account, each in the account's own words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from retold.compare.rank import well_measured
from retold.model import Comparison, Evidence, Gap, Span, Statement, Value
from retold.report import marks, phrases
from retold.report.descent import Descent
from retold.report.pages import Desk
from retold.report.records import AccountView, Answer, Cell, Pieces, Proof, Row

ANSWER = 280
QUESTION = 160
OWN_WORDS = 150
PASSAGE = 240  # of a whole passage in a cell: two sentences of a news story
TONES = 8
MARKS = "\"'“”‘’()[],;:."
GENERATED = frozenset({"status"})  # kinds whose answers are in our own words, with days as ISO 8601 writes them
COLUMNS = 8  # more accounts than this stand under their answers instead of in columns
LEARNED = "ME"  # rows of matched passages carry a calibrated probability of their own
WHOLE = re.compile(r"M(?!102)")  # codes of rows whose answers are whole passages
WORD = re.compile(r"\w+")
LITTLE = 2  # words of so few letters tell nothing of what a passage is about


@dataclass(frozen=True)
class RowsKnown:
    """What rows are worded with: names of entities and accounts, gaps and notes by row, the origins of answers."""

    accounts: Sequence[AccountView]
    names: dict[str, str]
    gaps: dict[tuple[str, str], Gap]
    notes: dict[str, list[str]]
    descent: Descent
    tellers: dict[str, str]


def rows(comparison: Comparison, desk: Desk, accounts: Sequence[AccountView]) -> tuple[Row, ...]:
    """All statements as rows, heaviest first; those under the threshold among them."""
    known = RowsKnown(
        accounts,
        {item.id: item.name for item in comparison.entities},
        {(item.account, item.statement): item for item in comparison.gaps},
        _notes(comparison),
        Descent(comparison, desk),
        tellers_of(accounts),
    )
    carried = [item for item in (*comparison.statements, *comparison.further) if _carried(item, desk)]
    return tuple(_row(item, desk, known) for item in sorted(carried, key=lambda item: -item.weight))


def tellers_of(accounts: Sequence[AccountView]) -> dict[str, str]:
    """The names of accounts by id, where they are not the id itself."""
    return {item.id: item.name for item in accounts if item.id != item.name}


def _carried(statement: Statement, desk: Desk) -> bool:
    return any(desk.indices(value.support.accounts) for value in statement.values)


def _notes(comparison: Comparison) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for item in comparison.not_comparable:
        for name in item.statements:
            found.setdefault(name, []).append(item.reason)
    return found


def _row(statement: Statement, desk: Desk, known: RowsKnown) -> Row:
    parted = marks.slots(statement, desk.analyses)
    answers = tuple(
        _answer(_worded(value, statement), place, desk, (statement, parted, known))
        for place, value in enumerate(_in_order(statement, desk))
    )
    whole = bool(WHOLE.match(statement.check))
    topic = phrases.sentence(phrases.days_in_words(statement.topic) if _generated(statement) else statement.topic)
    asks, about = _halves(topic) if statement.differs_by and whole else (topic, "")
    asks, about = phrases.clip(asks, QUESTION), phrases.clip(about, QUESTION)
    return Row(
        id=statement.id,
        kind=statement.kind,
        kind_word=phrases.word("kind", "event" if whole and statement.kind == "status" else statement.kind),
        question=f"{asks} {about}".strip(),
        asks=asks,
        about=about,
        relation=statement.relation,
        relation_word=phrases.word("relation", statement.relation),
        sign=phrases.word("sign", statement.relation),
        why=told(statement.why, known.tellers),
        check=statement.check,
        answers=answers,
        cells=tuple(_cells(statement, answers, known)),
        notes=tuple(told(note, known.tellers) for note in known.notes.get(statement.id, ())),
        whole=whole,
        plain=statement.relation in ("agree", "only") and _plain(statement, topic, answers),
        chance=chance(statement),
        probability=statement.probability,
        weight=statement.weight,
        importance=statement.importance,
        happening=statement.happening,
    )


def _halves(topic: str) -> tuple[str, str]:
    """A question of a slot and what it is about; a topic that holds no question is all about."""
    asks, mark, about = topic.partition("? ")
    return (asks + "?", phrases.sentence(about)) if mark else (topic, "")


def _plain(statement: Statement, topic: str, answers: Sequence[Answer]) -> bool:
    """Whether the heading already says what the only answer says."""
    return len(answers) == 1 and (bool(WHOLE.match(statement.check)) or repeats(topic, answers[0].text))


def repeats(heading: str, text: str) -> bool:
    """Whether a heading says all that a text says, so that the text would be printed twice in one line."""
    said, put = (" ".join(WORD.findall(part.casefold())) for part in (heading, text))
    return f" {put} " in f" {said} " or (put.startswith(said) and heading.endswith("…"))


def chance(statement: Statement) -> str:
    """How many rows like this one are real, in words; "" where too few rows of its check were measured to say so."""
    if statement.relation == "only" or not (statement.check[:1] in LEARNED or statement.check in well_measured()):
        return ""
    words, probability = phrases.table("chance"), statement.probability
    number = round(10 * probability)
    return words["few" if number < 1 else "most" if number > 9 else "some"].format(number=number)


def _worded(value: Value, statement: Statement) -> Value:
    """The value with the days of a generated answer in words."""
    return replace(value, text=phrases.days_in_words(value.text)) if _generated(statement) else value


def _generated(statement: Statement) -> bool:
    return statement.kind in GENERATED and not WHOLE.match(statement.check)


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


def _answer(value: Value, place: int, desk: Desk, about: tuple[Statement, dict[Evidence, Span], RowsKnown]) -> Answer:
    statement, parted, known = about
    proofs = desk.proofs(value.evidence, parted)
    text = phrases.clip(value.text, ANSWER) or next((phrases.clip(item.text, ANSWER) for item in value.evidence), "–")
    pieces: Pieces = ((text, False),)
    whole = bool(WHOLE.match(statement.check))
    if whole and proofs:
        pieces = _passage(_clearest(proofs, _said(statement)), ANSWER)
        text = marks.plain(pieces)
    return Answer(
        letter(place),
        place % TONES,
        text,
        desk.indices(value.support.accounts),
        support(value),
        value.support.origins.min,
        value.support.origins.max,
        "" if whole else _sources(value, known.accounts),
        _voice(value, statement, known.names),
        phrases.as_of(value.as_of),
        proofs,
        pieces,
        any(proof.mark for proof in proofs),
        known.descent.joins(value),
    )


def _voice(value: Value, statement: Statement, names: dict[str, str]) -> str:
    """Whether the accounts say it themselves or quote it, and whom; silent where no answer is quoted, and where a whole
    passage shows what is quoted in it."""
    if not value.voice or all(each.voice in ("outlet", None) for each in statement.values):
        return ""
    if WHOLE.match(statement.check) and value.voice != "quoted":
        return ""
    voice = phrases.word("voice", value.voice)
    speakers = list(dict.fromkeys(names[item] for item in value.speakers if item in names))
    return f"{voice}: {phrases.listed(speakers, 3)}" if value.voice == "quoted" and speakers else voice


def _said(statement: Statement) -> frozenset[str]:
    """The words of a row's heading, by which the passage is chosen that tells most of it."""
    return frozenset(word for word in WORD.findall(statement.topic.casefold()) if len(word) > LITTLE or word.isdigit())


def _clearest(proofs: Sequence[Proof], said: frozenset[str]) -> Proof:
    """The passage that stands for several: one with marked words, else the one that has most words of the heading."""
    return next(
        (proof for proof in proofs if proof.mark),
        max(proofs, key=lambda proof: len(said & set(WORD.findall(proof.text.casefold())))),
    )


def _passage(proof: Proof, most: int) -> Pieces:
    start = proof.span[0]
    spans = [(proof.mark[0] - start, proof.mark[1] - start)] if proof.mark and len(proof.pieces) > 1 else []
    return marks.pieces(proof.text, spans, most)


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


def _cells(statement: Statement, answers: Sequence[Answer], known: RowsKnown) -> Iterator[Cell]:
    given: dict[int, list[int]] = {}
    for place, answer in enumerate(answers):
        for index in answer.accounts:
            given.setdefault(index, []).append(place)
    words = _words(answers)
    said = _said(statement) if WHOLE.match(statement.check) else None
    for account in known.accounts:
        places = given.get(account.index)
        if places:
            answer = answers[places[0]]
            spoken = words.get((places[0], account.index), "")
            own = _own(answer, spoken) if said is None else _own_passage(answer, account.index, said)
            yield Cell(account.index, tuple(places), own, "", "")
            continue
        gap = known.gaps.get((account.id, statement.id))
        kind = gap.kind if gap else "silent"
        yield Cell(account.index, (), (), kind, gap.reason if gap else "")


def _words(answers: Sequence[Answer]) -> dict[tuple[int, int], str]:
    """The words of each account for each of its answers: the fullest passage that fits a cell, else the first."""
    found: dict[tuple[int, int], str] = {}
    for place, answer in enumerate(answers):
        for proof in answer.proofs:
            before = found.setdefault((place, proof.account), proof.text)
            if len(before) < len(proof.text) <= OWN_WORDS:
                found[place, proof.account] = proof.text
    return found


def _own(answer: Answer, words: str) -> Pieces:
    """The account's own words, where they differ from the answer as it is put."""
    own = phrases.clip(words, OWN_WORDS)
    return () if not own or own.casefold() == answer.text.casefold() else ((own, False),)


def _own_passage(answer: Answer, account: int, said: frozenset[str]) -> Pieces:
    """The account's passage, with the words marked in which the answers part."""
    own = [proof for proof in answer.proofs if proof.account == account]
    return _passage(_clearest(own, said), PASSAGE) if own else answer.pieces
