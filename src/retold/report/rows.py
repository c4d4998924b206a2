"""Statements as rows: questions with lettered answers, one cell an account, each in the account's own words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from retold.compare.rank import MATCHED, PRIOR, well_measured
from retold.model import Comparison, Evidence, Gap, Span, Statement, Value
from retold.report import headings, marks, phrases, provenance
from retold.report.cells import REVISED, WHOLE, Own, alike, owns
from retold.report.descent import JoinMaker
from retold.report.marks import WORD
from retold.report.pages import Desk
from retold.report.records import AccountView, Answer, Cell, Pieces, Row
from retold.report.voices import ENDS, PASSAGE

ANSWER = 280
QUESTION = 160
TONES = 8
MARKS = "\"'“”‘’()[],;:."
COLUMNS = 8  # more accounts than this stand under their answers instead of in columns
SHORT = frozenset({"figure", "fact", "name", "time", "place", "role"})  # kinds whose answers are a few words
WORDS = 8  # of such an answer in the account's own words
CLAIMED = frozenset({"M308", "S302"})  # codes of rows whose answers part in how far a thing is told as done
UNNAMED = frozenset({"M209", "M211"})  # codes of rows that are contested while it is not known which words clash
SHARED = 2  # beginnings of longer words that a passage shares with the heading of its row to be of the same matter
# an answer whose passages match those of the others less surely is said to be so: of 360 such answers on stories whose
# labels the weights did not know, one in three belonged beside the others; of those above, 8 in 10
LOOSE = 0.35
EVEN = 0.5  # a telling less probable than this is more often none
SURE = 0.95  # shares beyond this, or below what is left of it, are not told in numbers


@dataclass(frozen=True)
class RowsKnown:
    """What rows are worded with: names of entities and accounts, gaps and notes by row, the origins of answers."""

    accounts: Sequence[AccountView]
    names: dict[str, str]
    gaps: dict[tuple[str, str], Gap]
    notes: dict[str, list[str]]
    decided: dict[str, str]
    descent: JoinMaker
    tellers: dict[str, str]
    silent: tuple[Cell, ...]


def rows(comparison: Comparison, desk: Desk, accounts: Sequence[AccountView]) -> tuple[Row, ...]:
    """All statements as rows, heaviest first; those under the threshold among them."""
    known = RowsKnown(
        accounts,
        {item.id: item.name for item in comparison.entities},
        {(item.account, item.statement): item for item in comparison.gaps},
        _notes(comparison),
        _decided(comparison),
        JoinMaker(comparison, desk),
        tellers_of(accounts),
        tuple(Cell(item.index, (), (), "silent", "") for item in accounts),
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


def _decided(comparison: Comparison) -> dict[str, str]:
    """What people decided, in words, by the key of the row."""
    found: dict[str, str] = {}
    for item in comparison.decisions.rows if comparison.decisions else ():
        words = phrases.word("decided", item.decision or "note")
        found[item.key] = f"{words} {item.note}" if item.note else words
    return found


def _row(statement: Statement, desk: Desk, known: RowsKnown) -> Row:
    parted = marks.slots(statement, desk.analyses)
    values = _in_order(statement, desk)
    told_by = [owns(value, statement, desk, parted) for value in values]
    answers = tuple(
        _answer(value, place, desk, (statement, parted, known), own)
        for place, (value, own) in enumerate(zip(values, told_by, strict=True))
    )
    whole = bool(WHOLE.match(statement.check))
    # a contested telling that is more often none, or of which the words that clash were not found; a typed row of a
    # check whose rows were mostly wrong
    contested = statement.relation in ("differ", "update")
    least = EVEN if whole else PRIOR if statement.relation == "differ" else 0.0
    unsure = contested and (statement.probability < least or statement.check in UNNAMED)
    called = _called(statement, unsure)
    topic = headings.topic(statement, answers, known.names)
    revised = bool(REVISED.match(statement.check))
    asks, about = _halves(topic) if statement.differs_by and (whole or revised) else (topic, "")
    asks, about = (phrases.clip(desk.bare(part), QUESTION) for part in (asks, about))
    answers = _joined(answers, values)
    if whole and statement.relation == "compatible":
        answers = _near(answers, about or asks)
    return Row(
        id=statement.id,
        kind=statement.kind,
        kind_word=phrases.word("kind", "event" if whole and statement.kind == "status" else statement.kind),
        question=f"{asks} {about}".strip(),
        asks=asks,
        about=about,
        relation=statement.relation,
        called=called,
        relation_word=phrases.word("relation", called),
        sign=phrases.word("sign", called),
        why=told(statement.why, known.tellers) if statement.check[:1] not in MATCHED or parted else "",
        check=statement.check,
        answers=answers,
        cells=tuple(_cells(statement, answers, told_by, known)),
        notes=tuple(told(note, known.tellers) for note in known.notes.get(statement.id, ())),
        whole=whole,
        unsure=unsure,
        plain=statement.relation in ("agree", "only") and _plain(statement, topic, answers),
        chance=chance(statement),
        probability=statement.probability,
        weight=statement.weight,
        importance=statement.importance,
        happening=statement.happening,
        sentence=headings.sentence(statement, answers, about, desk),
        label=headings.label(statement, asks, about, desk),
        decided=known.decided.get(statement.key, ""),
    )


def _joined(answers: tuple[Answer, ...], values: Sequence[Value]) -> tuple[Answer, ...]:
    """The answers, each with whether it is only loosely matched with the others; where fewer than two are well matched,
    none is called so: then the row's own chance says it."""
    loose = [value.match is not None and value.match < LOOSE for value in values]
    if len(loose) - sum(loose) < 2:
        return answers
    return tuple(replace(item, loose=off, near=item.near and not off) for item, off in zip(answers, loose, strict=True))


def _near(answers: tuple[Answer, ...], heading: str) -> tuple[Answer, ...]:
    """The answers of a row on whole passages, each with whether it shares words with the heading: passages of one
    happening may tell of different parts of it. Where fewer than two do, all stand together."""
    wanted = marks.stems(heading)
    near = [item.near and len(wanted & marks.stems(item.sentence or item.text)) >= SHARED for item in answers]
    if sum(near) < 2:
        return answers
    return tuple(replace(item, near=fit) for item, fit in zip(answers, near, strict=True))


def _halves(topic: str) -> tuple[str, str]:
    """A question of a slot and what it is about; a topic that holds no question is all about."""
    asks, mark, about = topic.partition("? ")
    return (asks + "?", phrases.sentence(about)) if mark else (topic, "")


def _plain(statement: Statement, topic: str, answers: Sequence[Answer]) -> bool:
    """Whether the heading already says what the only answer says."""
    return len(answers) == 1 and (bool(WHOLE.match(statement.check)) or repeats(topic, answers[0].text))


def _called(statement: Statement, unsure: bool) -> str:
    """The name of a row's relation in the table of wording."""
    if statement.check in CLAIMED:
        return "claimed"
    if statement.kind == "name":
        return "spelled"
    tellers = {item.account for value in statement.values for item in value.evidence}
    if statement.relation == "differ" and len(tellers) < 2:
        return "itself"
    return "unsure" if statement.relation == "differ" and unsure else statement.relation


def repeats(heading: str, text: str) -> bool:
    """Whether a heading says all that a text says, so that the text would be printed twice in one line."""
    said, put = (" ".join(WORD.findall(part.casefold())) for part in (heading, text))
    return f" {put} " in f" {said} " or (put.startswith(said) and heading.endswith("…"))


def chance(statement: Statement) -> str:
    """How many rows like this one are wrong, in words; "" where too few rows of its check were measured to say so."""
    if statement.relation == "only" or not (statement.check[:1] in MATCHED or statement.check in well_measured()):
        return ""
    words, probability = phrases.table("chance"), statement.probability
    kind = "few" if probability < 1 - SURE else "most" if probability > SURE else "some"
    return words[kind].format(number=5 * round(20 * (1 - probability)))


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


def _answer(
    value: Value, place: int, desk: Desk, about: tuple[Statement, Mapping[Evidence, Span], RowsKnown],
    own: Mapping[int, Own],
) -> Answer:  # fmt: skip
    statement, parted, known = about
    revised = bool(REVISED.match(statement.check))
    proofs = desk.proofs(value.evidence, parted)
    carriers = desk.indices(value.support.accounts)
    teller = _teller(own, carriers, alike(statement))
    shown = own.get(teller) if teller is not None else None
    clause = _clause(value, statement, shown, desk)
    text, pieces = (clause, ((clause, False),)) if clause else _text(value, statement, shown)
    if not clause and shown and shown.exact and alike(statement):
        pieces = marks.pieces(shown.text, [marks.place(value.text, shown.text)], PASSAGE)
    return Answer(
        letter(place),
        place % TONES,
        text,
        carriers,
        support(value),
        value.support.origins.min,
        value.support.origins.max,
        "" if shown else _sources(value, known.accounts),
        "" if revised else phrases.as_of(value.as_of),
        proofs,
        pieces,
        any(proof.mark for proof in proofs),
        known.descent.joins(value),
        teller,
        shown.label if shown else "",
        "" if shown is None else shown.beside if pieces == shown.pieces else shown.doubt,
        any(desk.number(item) for item in value.evidence),
        phrases.clip(shown.text, ANSWER) if shown and not clause else text,
        bool(shown and shown.doubt),
        provenance.captured(value.as_of) if revised else "",
    )


def _teller(own: Mapping[int, Own], carriers: Sequence[int], alike: bool) -> int | None:
    """The account whose words stand for an answer: one with marked words, then one that writes the value itself; of
    what is told alike the one that says least beside it."""
    fit = [index for index in carriers if index in own] or list(own)
    return min(
        fit,
        key=lambda index: (
            own[index].proof.mark is None, not own[index].exact, len(own[index].text) if alike else 0, index
        ),
        default=None,
    )  # fmt: skip


def _text(value: Value, statement: Statement, shown: Own | None) -> tuple[str, Pieces]:
    """An answer as it is put: the value's own text where an account writes it so, else the account's words."""
    if shown is None:
        text = phrases.clip(phrases.days_in_words(value.text), ANSWER) or "–"
        return text, ((text, False),)
    if statement.kind == "fact" and _more(value.text, shown.proof.text):
        text = " ".join(shown.proof.text.split())
        return text, ((text, False),)
    if shown.exact and statement.kind not in headings.EVENTS and not WHOLE.match(statement.check):
        text = phrases.clip(value.text, ANSWER)
        return text, ((text, False),)
    if statement.kind in SHORT and len(shown.proof.text.split()) <= WORDS:
        text = " ".join(shown.proof.text.split())
        return text, ((text, False),)
    return marks.plain(shown.pieces), shown.pieces


def _more(text: str, words: str) -> bool:
    """Whether the few words of an account that give a value say more than the value: "former speaker of the House"."""
    return len(words.split()) <= WORDS and text != words and text in words and text[:1].isalpha()


def _clause(value: Value, statement: Statement, shown: Own | None, desk: Desk) -> str:
    """The clause that several accounts state alike, as its teller writes it: the sentence around it is the teller's
    alone. "" for what is told otherwise, or what the sentence may turn round."""
    if not alike(statement) or shown is None or not shown.exact:
        return ""
    told = [item for item in value.evidence if desk.home(item.account) == shown.proof.account]
    if len(value.support.accounts) < 2 or not any(map(desk.alone, told)):
        return ""
    clause = marks.closed(" ".join(value.text.split()), shown.text)
    start, end = marks.place(clause, shown.text)
    rest = shown.text[end:].lstrip()
    if not rest or rest[0] in ENDS:
        return phrases.sentence(phrases.clip(clause, ANSWER))
    return clause + marks.CLIP if clause and shown.text[start].isupper() else ""


def support(value: Value) -> str:
    """`3 accounts, 1 to 2 separate sources`; one account needs none."""
    number = len(value.support.accounts)
    told = phrases.count(number, "account")
    if number < 2:
        return told
    return phrases.table("sentences")["support"].format(accounts=told, sources=phrases.origins(value.support.origins))


def letter(place: int) -> str:
    """A, B ... Z, A2, B2 ..."""
    return chr(ord("A") + place % 26) + (str(place // 26 + 1) if place >= 26 else "")


def _cells(
    statement: Statement, answers: Sequence[Answer], told_by: Sequence[Mapping[int, Own]], known: RowsKnown
) -> Iterator[Cell]:
    given: dict[int, list[int]] = {}
    for place, answer in enumerate(answers):
        for index in answer.accounts:
            given.setdefault(index, []).append(place)
    owned: dict[int, Own] = {}
    for own in reversed(told_by):
        owned.update(own)
    matched = {proof.account for value in statement.values for proof in value.evidence}
    for account, silent in zip(known.accounts, known.silent, strict=True):
        index = account.index
        if index in given:
            cells = [_cell(index, (place,), told_by[place].get(index)) for place in given[index]]
            yield replace(cells[0], more=tuple(_others(cells)))
        elif index in owned:
            yield _cell(index, (), owned[index])
        elif account.id in matched:  # what it tells of the matter is one click away, with the row's passages
            yield Cell(index, (), (), "unstated", "")
        else:
            gap = known.gaps.get((account.id, statement.id))
            yield Cell(index, (), (), gap.kind, gap.reason) if gap else silent


def _cell(account: int, places: tuple[int, ...], own: Own | None) -> Cell:
    spoken = (own.pieces, own.label, own.beside, own.proof) if own else ((), "", "", None)
    return Cell(account, places, spoken[0], "", "", *spoken[1:])


def _others(cells: Sequence[Cell]) -> Iterator[Cell]:
    """The further answers of an account, each in words that do not stand there yet."""
    seen = {marks.plain(cells[0].words)}
    for cell in cells[1:]:
        if (words := marks.plain(cell.words)) not in seen:
            seen.add(words)
            yield cell
