"""What all formats ask of a Comparison: names of accounts and entities, addresses, times, support in words."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import version

from retold import days
from retold.model import Account, Comparison, Evidence, Moment, Statement, Support, Value
from retold.safe import fragment, web

PROGRAM = f"Retold {version('retold')}"
NOTE = "Retold compares what accounts say; it does not say who is right."
TITLE_WORDS = 8
# what a reader calls a relation, the gravest first: the words of the report
RELATION_WORDS: Mapping[str, str] = {
    "differ": "Contradict", "update": "Changed over time", "compatible": "Worded differently", "agree": "Told alike",
}  # fmt: skip
# what a person decided, in the words of the report; a decision for another relation is called as that relation
DECISION_WORDS: Mapping[str, str] = {"keep": "kept", "reject": "rejected", **RELATION_WORDS}


@dataclass(frozen=True, slots=True)
class ChosenNames:
    """What people decided about somebody: names that are the same, names to keep apart, and their notes."""

    same: list[str] = field(default_factory=list)
    apart: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class StoryIndex:
    """A Comparison with look-ups by id. `statements` are all rows, those over the threshold first; `decisions` what
    people decided, by the key of the row; `older` the older versions of pages, each with what changed after it."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison, self.title = comparison, comparison.title or "Untitled story"
        self.accounts = {item.id: item for item in comparison.accounts}
        self.analyses = {item.article.id: item for item in comparison.analyses}
        self.entities = {item.id: item.name for item in comparison.entities}
        self.statements = (*comparison.statements, *comparison.further)
        self.decisions = {item.key: item for item in comparison.decisions.rows} if comparison.decisions else {}
        self.older = {item.earlier.id: item for item in comparison.revisions}

    @cached_property
    def outlets(self) -> dict[str, str]:
        """What each account is called: its outlet, where that is not known the first words of its title; a number
        parts two of one name."""
        plain = {item.id: item.outlet or _first_words(item) for item in self.comparison.accounts}
        seen: dict[str, int] = {}
        found = {}
        for account, name in plain.items():
            seen[name] = seen.get(name, 0) + 1
            found[account] = name if seen[name] == 1 else f"{name} ({seen[name]})"
        return found

    @cached_property
    def called(self) -> dict[str, str]:
        """Entities by the names that they go by, in small letters; of two of one name the first."""
        known = self.comparison.entities
        spelled = [(name, item.id) for item in known for name in (item.name, *(other.text for other in item.names))]
        return {name.casefold(): entity for name, entity in reversed(spelled)}

    @cached_property
    def chosen(self) -> dict[str, ChosenNames]:
        """What people decided about entities, each pair with the entity of its first name."""
        found: dict[str, ChosenNames] = {}
        for pair in self.comparison.decisions.people if self.comparison.decisions else ():
            if entity := self.called.get(pair.names[0].casefold()):
                chosen = found.setdefault(entity, ChosenNames())
                (chosen.same if pair.decision == "same" else chosen.apart).append(pair.names[1])
                chosen.notes.extend(filter(None, (pair.note,)))
        return found

    def decided(self, statement: Statement) -> str | None:
        """What a person decided about a row, as a sentence; None where nobody did."""
        found = self.decisions.get(statement.key)
        if found is None:
            return None
        said = f"A person decided: {DECISION_WORDS[found.decision]}." if found.decision else "A person noted:"
        return f"{said} {found.note}" if found.note else said

    def name(self, entity: str | None) -> str | None:
        return self.entities.get(entity, entity) if entity else None

    def outlet(self, account: str) -> str:
        """What an account is called; an older version of its page has the time of its capture beside the name."""
        version = self.older.get(account)
        if version is None:
            return self.outlets.get(account, account)
        captured = version.earlier.captured or "at an unknown time"
        return f"{self.outlets.get(version.account, version.account)} (version captured {captured})"

    def address(self, account: str) -> str | None:
        """Where an account can be read; an older version of its page stands in an archive, if anywhere."""
        found, held = self.accounts.get(account), self.analyses.get(account)
        if found is None and held and held.article.capture:
            return web(held.article.capture.archive)
        return web(found.url) if found else None

    def link(self, proof: Evidence) -> str | None:
        return fragment(self.address(proof.account), proof.text)

    def published(self, account: str) -> str | None:
        found = self.accounts.get(account)
        return when(found.published) if found else None

    def captured(self, account: str) -> str | None:
        found = self.analyses.get(account)
        return when(found.article.captured) if found else None

    def sentence(self, proof: Evidence) -> str:
        """The whole sentence that a passage stands in, its own words where the text is not at hand."""
        found = self.analyses.get(proof.account)
        if found is None:
            return proof.text
        start, end = proof.span
        past = bisect_right(found.sentences, start, key=lambda span: span[1])
        inside = found.sentences[past : bisect_left(found.sentences, end, key=lambda span: span[0])]
        first = min([proof.span[0], *(span[0] for span in inside)])
        last = max([proof.span[1], *(span[1] for span in inside)])
        return found.article.text[first:last]

    def evidence(self) -> Iterator[tuple[Statement, int, Value, Evidence]]:
        """Every passage that a row stands on, in order."""
        for statement in self.statements:
            for number, value in enumerate(statement.values, 1):
                for proof in value.evidence:
                    yield statement, number, value, proof


def one_each(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The first passage of each account, in their order."""
    return list({proof.account: proof for proof in reversed(evidence)}.values())[::-1]


def when(moment: Moment | None) -> str | None:
    """A time as it is known: an ISO value, or an interval "earliest/latest" (ISO 8601)."""
    if moment is None:
        return None
    if moment.value:
        return moment.value
    if moment.earliest == moment.latest:
        return moment.earliest
    return f"{moment.earliest or '..'}/{moment.latest or '..'}"


def day(text: str | None) -> str | None:
    """The day of an ISO time, None where it is none."""
    found = days.day(text)
    return found.isoformat() if found else None


def supported(support: Support) -> str:
    """Who stands behind a value: "3 accounts, 1 to 2 separate sources"."""
    count, low, high = len(support.accounts), support.origins.min, support.origins.max
    sources = f"{low}" if low == high else f"{low} to {high}"
    return f"{count} account{'s' * (count != 1)}, {sources} separate source{'s' * (sources != '1')}"


def _first_words(account: Account) -> str:
    words = (account.title or "").split()
    return " ".join(words[:TITLE_WORDS]) + ("..." if len(words) > TITLE_WORDS else "") if words else account.id
