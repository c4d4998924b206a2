"""Who states a value: an account stands behind one only if its own passage says as much.

In: ranked Statements on matched passages, and the Story. Out: the same statements; the words of what is told alike are
the clause that most of the accounts state, and the support of each value counts these accounts alone. An account states
a clause if one of its passages holds the numbers, the times, the names and half of the words of the clause, and tells
its act as done, planned, possible or denied just as the clause does. The evidence stays: it shows every passage that
was matched. Where no clause is stated by two accounts, nothing is told alike: their own words stand side by side
(E301).
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from retold.compare.checks.acts import Grade, graded
from retold.compare.events import BESIDE, EVENT
from retold.compare.events_words import embedded
from retold.compare.rank import MATCHED
from retold.lineage.origins import support
from retold.model import Analysis, Event, Evidence, Figure, Mention, Span, Statement, Story, Term, Time, Value

ALIKE = ("E101", "M101", "M102")  # rows that say that several accounts tell one thing
PARTED = ("differ", "update", "compatible")  # rows that say how the accounts part over a happening
CLAUSE = 5  # words of a clause that can be read alone
# the share of an event's passages that another row holds, from which its row says nothing new; F1 of parted rows is
# the same from 0.7 to 0.85, and every row less spares a reader one
AGAIN = 0.8
# the share of a clause's content words that one passage of an account must use too: accounts that are said to state a
# clause then do so in 84 of 100 cases that the gold of `rows` can check. At 0.6 these are 85, and 1 in 100 shared facts
# is lost; with the words of all passages of the account taken together 0.6 gave 82
WORDED = 0.5
MOST = 24  # clauses that are tried as the words of one value


_Held = dict[tuple[str, int], list[tuple[Statement, frozenset[tuple[str, int]]]]]
# what is said of an event no clause of which is told alike
APART = "They tell of one event; no clause of it is stated by two of them alike."


@dataclass(frozen=True, slots=True)
class StatedContent:
    """What a stretch of an account tells: numbers, days, entities (`named` by name, `met` in any way), and acts with
    how far they are told as real."""

    figures: tuple[Figure, ...]
    times: tuple[Time, ...]
    named: frozenset[str]
    met: frozenset[str]
    acts: frozenset[tuple[str, Grade]]
    words: frozenset[str]


class _Placed[R: (Figure, Time, Mention, Event, Term)]:
    """Records of one kind by place."""

    def __init__(self, records: Iterable[R]) -> None:
        self._found: list[R] = sorted(records, key=lambda record: record.span)
        self._starts: list[int] = [record.span[0] for record in self._found]

    def within(self, spans: Iterable[Span]) -> Iterator[R]:
        """Those that begin within the spans."""
        for start, end in spans:
            yield from self._found[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


class _Stated:
    """The records of one account by place."""

    def __init__(self, analysis: Analysis, story: Story) -> None:
        self.analysis, self._story = analysis, story
        self.events = {event.id: event for event in analysis.events}
        self.marks: dict[str, Span] = {item.id: item.span for item in analysis.figures}
        self.marks |= {item.id: item.span for item in analysis.times}
        self._figures, self._times = _Placed(analysis.figures), _Placed(analysis.times)
        self._mentions, self._acts = _Placed(analysis.mentions), _Placed(analysis.events)
        self._terms = _Placed(analysis.terms)

    def told(self, spans: Iterable[Span]) -> StatedContent:
        """What the account tells within the spans."""
        places = tuple(spans)
        mentions = [(item, key) for item in self._mentions.within(places) if (key := self._entity(item))]
        return StatedContent(
            tuple(self._figures.within(places)),
            tuple(item for item in self._times.within(places) if item.type in ("DATE", "TIME")),
            frozenset(key for item, key in mentions if item.form == "name"),
            frozenset(key for _, key in mentions),
            frozenset(
                (key, graded(event)) for event in self._acts.within(places) for key in (event.lemma, event.type) if key
            ),
            frozenset(term.lemma for term in self._terms.within(places)),
        )

    def _entity(self, mention: Mention) -> str | None:
        return self._story.entity_of.get((self.analysis.article.id, mention.entity or ""))


def stated(found: Sequence[Statement], story: Story) -> list[Statement]:
    """The statements with each value's words and support as its accounts state them, in the same order."""
    accounts = {item.article.id: _Stated(item, story) for item in story.analyses}
    rows = [_row(item, accounts, story) if item.check[:1] in MATCHED else item for item in found]
    # a shared clause that hangs on another ("its owner, the ferry line, says") heads no row
    told = [item for item in rows if item.check != "M102" or not item.topic[:1].islower()]
    return list(_once(told))


def _once(told: Sequence[Statement]) -> Iterator[Statement]:
    """The rows without those of single events that say again how the accounts part: most of their passages are in a
    row that says so as strongly, a happening's or a heavier event's, or it asks the same. What accounts tell alike of
    such an event stays."""
    held: _Held = {}
    gone: set[str] = set()
    for item in told:
        if _parts(item) and not _of_event(item):
            _hold(item, held)
    for item in told:
        if _parts(item) and _of_event(item) and not item.id.endswith(BESIDE):
            if _repeated(item, held):
                gone.add(item.id)
            else:
                _hold(item, held)
    kept = {item.id for item in told} - gone
    beside = {item.id: item for item in told if item.id.endswith(BESIDE) and _parts(item)}
    for item in told:
        alike = beside.get(item.id + BESIDE)
        if item.id in beside:
            if item.id.removesuffix(BESIDE) not in kept and not _repeated(item, held):
                yield item
        elif item.id in kept:
            yield item if alike is None else _with_records(item, alike)


def _with_records(row: Statement, event: Statement) -> Statement:
    """The row with its passages pointing at the records of the event, where no row of the event points at them."""
    records = {(proof.account, proof.span): proof.record for value in event.values for proof in value.evidence}
    values = tuple(
        replace(value, evidence=tuple(
            replace(proof, record=proof.record or records.get((proof.account, proof.span))) for proof in value.evidence
        ))
        for value in row.values
    )  # fmt: skip
    return replace(row, values=values)


def _parts(row: Statement) -> bool:
    return row.relation in PARTED and row.check[:1] in MATCHED


def _of_event(row: Statement) -> bool:
    return row.id.startswith(EVENT)


def _hold(row: Statement, held: _Held) -> None:
    places = _places(row)
    for place in places:
        held.setdefault(place, []).append((row, places))


def _repeated(row: Statement, held: _Held) -> bool:
    """Whether a row that was kept holds most of the passages, or asks the same of some of them; of what no two accounts
    state alike (E301) it must hold all."""
    places, share = _places(row), 1.0 if row.check == "E301" else AGAIN
    near = {other.id: (other, others) for place in places for other, others in held.get(place, ())}
    return any(
        (other.topic == row.topic and row.check != "E301")
        or (len(places & others) >= share * len(places) and _as_strong(other, row))
        for other, others in near.values()
    )


def _as_strong(other: Statement, row: Statement) -> bool:
    """Whether the first says at least as much of how the accounts part."""
    return other.relation != "compatible" or row.relation == "compatible"


def _places(row: Statement) -> frozenset[tuple[str, int]]:
    """Where a row's passages begin, by account."""
    return frozenset((proof.account, proof.span[0]) for value in row.values for proof in value.evidence)


def _row(row: Statement, accounts: dict[str, _Stated], story: Story) -> Statement:
    alike = row.relation == "agree"
    told = replace(row, values=tuple(_value(item, alike, accounts, story) for item in row.values))
    if row.check in ALIKE and len({account for item in told.values for account in item.support.accounts}) < 2:
        return _apart(row, told, story)
    return replace(told, topic=told.values[0].text) if row.check == "M102" else told


def _apart(row: Statement, told: Statement, story: Story) -> Statement:
    """A row of one event of which no clause is stated by two accounts: each account's own words are an answer, and
    accounts with the same words have one."""
    by_account: dict[str, list[Evidence]] = {}
    for item in row.values:
        for proof in item.evidence:
            by_account.setdefault(proof.account, []).append(proof)
    if len(by_account) < 2:
        return replace(told, relation="only")
    worded: dict[str, list[Evidence]] = {}
    for proofs in by_account.values():
        worded.setdefault(" ".join(proofs[0].text.split()), []).extend(proofs)
    values = tuple(Value(text, None, support(story, proofs), tuple(proofs)) for text, proofs in worded.items())
    if len(values) < 2:
        return replace(told, values=values)
    return replace(told, relation="compatible", check="E301", why=APART, values=values)


def _value(item: Value, alike: bool, accounts: dict[str, _Stated], story: Story) -> Value:
    by_account: dict[str, list[Evidence]] = {}
    for proof in item.evidence:
        by_account.setdefault(proof.account, []).append(proof)
    if len(by_account) < 2:
        return item
    told = {name: [accounts[name].told([proof.span]) for proof in found] for name, found in by_account.items()}
    tried = list(_clauses(item, accounts))[:MOST] if alike else [_pinned(item, accounts)]
    best: tuple[bool, bool, int, bool, int, Span, str] | None = None
    behind: tuple[str, ...] = ()
    for account, span, event in tried:
        wanted = accounts[account].told([span])
        agreed = tuple(
            name for name, found in told.items() if name == account or any(_states(one, wanted, event) for one in found)
        )
        hangs = not accounts[account].analysis.article.text[span[0] : span[0] + 1].isupper()
        bare = event is not None and _actor(event, span) is None
        rank = (len(agreed) < 2, bare, -len(agreed), hangs, span[1] - span[0], span, account)
        if best is None or rank < best:
            best, behind = rank, agreed
    if best is None:
        return item
    text = " ".join(accounts[best[6]].analysis.article.text[slice(*best[5])].split()) if alike else item.text
    return replace(item, text=text, support=support(story, [e for name in behind for e in by_account[name]]))


def _clauses(item: Value, accounts: dict[str, _Stated]) -> Iterator[tuple[str, Span, Event | None]]:
    """The clauses that may stand for a value: of the events it rests on those that can be read alone, else its
    passages."""
    found: list[tuple[str, Span, Event | None]] = []
    whole: list[tuple[str, Span, Event | None]] = []
    for proof in item.evidence:
        event = accounts[proof.account].events.get(proof.record or "")
        clause = event.clause if event else None
        whole.append((proof.account, proof.span, event))
        if event and clause and event.tense and len(_text(proof.account, clause, accounts).split()) >= CLAUSE:
            actor = _actor(event, clause)
            first = clause[0] if actor is None else actor
            if not any(embedded(start, accounts[proof.account].analysis) for start in (first, clause[0])):
                found.append((proof.account, (first, clause[1]), event))
    yield from dict.fromkeys(found or whole)


def _actor(event: Event, clause: Span) -> int | None:
    """Where somebody or something is in a clause before its verb: what comes before them joins it to another."""
    starts = [part.span[0] for part in event.participants if clause[0] <= part.span[0] < event.span[0]]
    return min(starts, default=None)


def _pinned(item: Value, accounts: dict[str, _Stated]) -> tuple[str, Span, Event | None]:
    """The evidence of an answer among several: the record in which it parts, else the whole passage that is shown."""
    shown = next((proof for proof in item.evidence if " ".join(proof.text.split()) == item.text), item.evidence[0])
    account, record = accounts[shown.account], shown.record or ""
    return shown.account, account.marks.get(record, shown.span), account.events.get(record)


def _text(account: str, span: Span, accounts: dict[str, _Stated]) -> str:
    return accounts[account].analysis.article.text[slice(*span)]


def _states(told: StatedContent, wanted: StatedContent, event: Event | None) -> bool:
    """Whether what a passage tells holds what a clause says."""
    acts = _acts(wanted, event)
    words = wanted.words - {event.lemma} if event else wanted.words  # an act alone tells nothing of who and what
    return (
        all(any(_same(one, two) for two in told.figures) for one in wanted.figures)
        and all(any(_within(two, one) for two in told.times) for one in wanted.times)
        and wanted.named <= told.met
        and len(wanted.words & told.words) >= WORDED * len(wanted.words)
        and (not words or not words.isdisjoint(told.words))
        and (not acts or not acts.isdisjoint(told.acts))
    )


def _acts(wanted: StatedContent, event: Event | None) -> frozenset[tuple[str, Grade]]:
    """What of a clause must be told: the act it rests on; of a passage that rests on none, one of its acts."""
    if event is None:
        return wanted.acts
    return frozenset((key, graded(event)) for key in (event.lemma, event.type) if key)


def _same(one: Figure, two: Figure) -> bool:
    return (one.low, one.high, one.unit) == (two.low, two.high, two.unit)


def _within(fine: Time, wide: Time) -> bool:
    """Whether a time is as precise as another and inside it."""
    if fine.earliest is None or fine.latest is None or wide.earliest is None or wide.latest is None:
        return fine.value == wide.value
    precise = len(fine.earliest) >= len(wide.earliest)  # a day is not an evening of it
    return precise and wide.earliest <= fine.earliest and fine.latest <= wide.latest + "~"
