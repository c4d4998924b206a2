"""The predicate lexicon of a language, compiled once: what happens, whom it is borne by, and what it makes of them.

In: a Language. Out: `Sense`s, and the views of them that events, counts of people, statuses and coreference use. See
languages/en/predicates.toml for the fields.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from retold.languages import Language

Bearer = Literal["object", "subject", "both"]
Side = Literal["harmed", "accused"]
Words = tuple[str, ...]
# the keys of a row that hold words
LISTS = ("verbs", "nouns", "counted", "things", "states", "participles", "phrases", "acts", "ins")
OBJECT: frozenset[Bearer] = frozenset({"object", "both"})
SUBJECT: frozenset[Bearer] = frozenset({"subject", "both"})


@dataclass(frozen=True, slots=True)
class Sense:
    """One row of predicates.toml. `verbs` and phrases hold words parted by blanks ("step down"), nouns likewise."""

    name: str
    event: str | None
    status: str | None = None
    figure: str | None = None
    side: Side | None = None
    doer: Side | None = None
    bearer: Bearer = "object"
    verbs: Words = ()
    nouns: Words = ()
    counted: Words = ()
    things: Words = ()
    states: Words = ()
    participles: Words = ()
    phrases: Words = ()
    acts: Words = ()
    ins: Words = ()
    objects: Mapping[str, Words] = field(default_factory=dict)
    own: Mapping[str, Words] = field(default_factory=dict)

    def longer(self) -> Iterator[tuple[Words, bool]]:
        """The words of each phrase and of each verb with a particle, and whether the subject bears it."""
        for verb in self.verbs:
            if " " in verb:
                yield tuple(verb.split()), self.bearer == "subject"
        yield from ((tuple(phrase.split()), False) for phrase in self.phrases)
        yield from ((tuple(phrase.split()), True) for phrase in self.acts)


@cache
def senses(language: Language) -> tuple[Sense, ...]:
    """All rows, in the order of the file; none when the language has no predicates."""
    table = language.table("predicates")
    return tuple(_sense(name, row) for name, row in table.get("senses", {}).items())


def _sense(name: str, row: dict[str, Any]) -> Sense:
    listed = {key: _split(row.get(key, ())) for key in LISTS}
    return Sense(
        name, row.get("event", name) or None, row.get("status"), row.get("figure"), row.get("side"), row.get("doer"),
        row.get("bearer", "object"), **listed, objects=_verbs_of(row, "objects"), own=_verbs_of(row, "own"),
    )  # fmt: skip


def _split(words: str | list[str]) -> Words:
    """The entries of a list; "_" parts the words of one."""
    return tuple(word.replace("_", " ") for word in (words.split() if isinstance(words, str) else words))


def _verbs_of(row: dict[str, Any], key: str) -> dict[str, Words]:
    return {noun: tuple(verbs.split()) for noun, verbs in row.get(key, {}).items()}


@cache
def expansions(language: Language) -> dict[str, frozenset[str]]:
    """The lists that "<name>" stands for in a phrase."""
    return {name: frozenset(words) for name, words in language.table("predicates").get("words", {}).items()}


def spelt_out(language: Language, phrase: str) -> Iterator[str]:
    """A phrase with each of the words that its "<name>" stands for."""
    before, mark, rest = phrase.partition("<")
    if not mark:
        yield phrase
        return
    name, _, after = rest.partition(">")
    for word in sorted(expansions(language).get(name, ())):
        yield from spelt_out(language, f"{before}{word}{after}")


@dataclass(frozen=True, slots=True)
class SideLexicon:
    """Which words tell that somebody was harmed or is accused of harm, for one of the two.

    `objects` are verbs whose object or passive subject is; `subjects` those whose subject is; `acts` verbs with an
    object whose subject is; `things` nouns whose owner or "of" is; `states` adjectives that say so.
    """

    objects: frozenset[str]
    subjects: frozenset[str]
    acts: frozenset[str]
    things: frozenset[str]
    states: frozenset[str]


@cache
def sides(language: Language, side: Side) -> SideLexicon:
    """The words of one side."""
    rows = [row for row in senses(language) if row.side == side]
    doing = [row for row in senses(language) if row.doer == side]
    bearing = [*rows, *(row for row in doing if row.side is None)]
    return SideLexicon(
        objects=frozenset(verb for row in rows if row.bearer in OBJECT for verb in row.verbs),
        subjects=frozenset(verb for row in rows if row.bearer in SUBJECT for verb in row.verbs)
        | frozenset(verb for row in doing for verb in row.verbs),
        acts=frozenset(act for row in bearing for act in row.acts),
        things=frozenset(noun for row in bearing for noun in (*row.nouns, *row.things)),
        states=frozenset(word for row in rows for word in (*row.states, *row.participles)),
    )
