"""The `people` tables of a language, compiled once: the words of each change of status, and of facts.

In: a Language. Out: a PeopleLexicon, the same object for the same Language.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from retold.languages import Language
from retold.languages.clauses import Control, control
from retold.languages.forms import Forms, forms
from retold.languages.predicates import OBJECT, SUBJECT, Sense, expansions, senses

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that must follow in order, and the status they tell; `subject` tells whose it is."""

    rest: tuple[str, ...]
    status: str
    subject: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """One status: the question it answers, the state that holds after it, and which states lead to it."""

    group: str
    state: str
    final: bool
    follows: Words
    of: Words


@dataclass(frozen=True, eq=False)
class PeopleLexicon:
    """All by lemma or small letters: `ins` by the last word of the phrase, `phrases` by the verb."""

    rules: dict[str, Rule]
    conflicts: dict[str, Words]
    of_one_day: dict[str, Words]
    objects: dict[str, str]
    subjects: dict[str, str]
    nouns: dict[str, str]
    states: dict[str, str]
    participles: dict[str, str]
    phrases: dict[str, tuple[Phrase, ...]]
    ins: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    fates: dict[str, str]
    victims: dict[str, str]
    taken: dict[str, Words]
    words: dict[str, Words]
    say: dict[str, str]
    order: dict[str, int]
    properties: dict[str, int]
    units: dict[str, str]
    reasons: dict[str, Words]
    several: dict[str, int]
    lists: dict[tuple[str, str], Words]
    tables: dict[str, Any]
    control: Control
    forms: Forms

    @cached_property
    def verbs(self) -> Words:
        """Every verb that may trigger a status."""
        return frozenset({*self.phrases, *self.objects, *self.subjects, *self.words.get("carried", ())})

    def listed(self, table: str, name: str) -> Words:
        """The words `name` of the sub-table `table`."""
        return self.lists.get((table, name), frozenset())

    def is_final(self, status: str) -> bool:
        """Whether nothing of the status's group can follow."""
        return status in self.rules and self.rules[status].final


@cache
def lexicon(language: Language) -> PeopleLexicon:
    """The compiled `people` tables; empty ones when the language has none."""
    tables = language.table("people")
    rows = tuple(row for row in senses(language) if row.status)
    rules: dict[str, dict[str, Any]] = language.table("predicates").get("statuses", {})
    words = {name: frozenset(found) for name, found in tables.get("words", {}).items()}
    nouns = _statuses((row, (*row.nouns, *row.things)) for row in rows)
    return PeopleLexicon(
        rules={name: _rule(row) for name, row in rules.items()},
        conflicts={state: frozenset(others) for state, others in tables.get("conflicts", {}).items()},
        of_one_day={state: frozenset(others) for state, others in tables.get("of_one_day", {}).items()},
        objects=_statuses((row, row.verbs) for row in rows if row.bearer in OBJECT),
        subjects=_statuses((row, row.verbs) for row in rows if row.bearer in SUBJECT),
        nouns=nouns,
        states=_statuses((row, row.states) for row in rows),
        participles=_statuses((row, row.participles) for row in rows),
        phrases=_phrases(rows),
        ins=_ins(rows),
        fates=tables.get("fates", {}),
        victims=nouns | tables.get("victims", {}),
        taken={noun: frozenset(verbs) for row in rows for noun, verbs in row.objects.items() if noun in row.things},
        words=words | expansions(language),
        say=tables.get("say", {}),
        order=_ranks(tables, "statuses"),
        properties=_ranks(tables, "properties"),
        units=tables.get("units", {}),
        reasons={word: frozenset(nouns) for word, nouns in tables.get("reasons", {}).items()},
        several=_several(tables),
        lists=_lists(tables),
        tables=tables,
        control=control(language),
        forms=forms(language),
    )


def _rule(row: dict[str, Any]) -> Rule:
    return Rule(
        group=row["group"],
        state=row["state"],
        final=row.get("final", False),
        follows=frozenset(row.get("follows", ())),
        of=frozenset(row.get("of", ("person", "group"))),
    )


def _lists(tables: dict[str, Any]) -> dict[tuple[str, str], Words]:
    return {
        (table, name): frozenset(words)
        for table, row in tables.items()
        for name, words in row.items()
        if isinstance(words, list)
    }


def _several(tables: dict[str, Any]) -> dict[str, int]:
    """Words for so many people together, with the number."""
    numbers: dict[str, int] = tables.get("numbers", {})
    listed = tables.get("together", {})
    return {word: numbers[name] for name in listed if name in numbers for word in listed[name]}


def _ranks(tables: dict[str, Any], key: str) -> dict[str, int]:
    return {name: rank for rank, name in enumerate(tables.get("order", {}).get(key, ()))}


def _statuses(listed: Iterable[tuple[Sense, tuple[str, ...]]]) -> dict[str, str]:
    """Each single word with the status of its row."""
    return {word: row.status or "" for row, words in listed for word in words if " " not in word}


def _phrases(rows: tuple[Sense, ...]) -> dict[str, tuple[Phrase, ...]]:
    """Phrases and verbs with a particle by their verb, the longest first."""
    found: dict[str, list[Phrase]] = {}
    for row in rows:
        for words, subject in row.longer():
            verb, *rest = words
            found.setdefault(verb, []).append(Phrase(tuple(rest), row.status or "", subject))
    return {verb: tuple(sorted(listed, key=lambda item: -len(item.rest))) for verb, listed in found.items()}


def _ins(rows: tuple[Sense, ...]) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for row in rows:
        for phrase in row.ins:
            words = tuple(phrase.split())
            found.setdefault(words[-1], []).append((words, row.status or ""))
    return {last: tuple(sorted(listed, key=lambda item: -len(item[0]))) for last, listed in found.items()}
