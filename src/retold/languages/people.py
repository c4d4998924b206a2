"""The `people` tables of a language, compiled once: the words of each change of status, and of facts.

In: a Language. Out: a PeopleLexicon, the same object for the same Language.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from retold.languages import Language, Words, by_word
from retold.languages.clauses import Control, control
from retold.languages.forms import Forms, forms
from retold.languages.predicates import OBJECT, SUBJECT, Sense, expansions, senses


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
    nouns = _statuses((row, (*row.nouns, *row.things)) for row in rows)
    numbers, together = tables.get("numbers", {}), tables.get("together", {})
    return PeopleLexicon(
        rules={name: _rule(row) for name, row in rules.items()},
        conflicts=_sets(tables, "conflicts"),
        of_one_day=_sets(tables, "of_one_day"),
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
        words=_sets(tables, "words") | expansions(language),
        say=tables.get("say", {}),
        order=_ranks(tables, "statuses"),
        properties=_ranks(tables, "properties"),
        units=tables.get("units", {}),
        reasons=_sets(tables, "reasons"),
        several={word: numbers[name] for name in together if name in numbers for word in together[name]},
        lists={(table, name): found for table in tables for name, found in _sets(tables, table).items()},
        tables=tables,
        control=control(language),
        forms=forms(language),
    )


def _rule(row: dict[str, Any]) -> Rule:
    follows, of = frozenset(row.get("follows", ())), frozenset(row.get("of", ("person", "group")))
    return Rule(row["group"], row["state"], row.get("final", False), follows, of)


def _sets(tables: dict[str, Any], key: str) -> dict[str, Words]:
    """The lists of a sub-table as sets, by name."""
    return {name: frozenset(words) for name, words in tables.get(key, {}).items() if isinstance(words, list)}


def _ranks(tables: dict[str, Any], key: str) -> dict[str, int]:
    return {name: rank for rank, name in enumerate(tables.get("order", {}).get(key, ()))}


def _statuses(listed: Iterable[tuple[Sense, tuple[str, ...]]]) -> dict[str, str]:
    """Each single word with the status of its row."""
    return {word: row.status or "" for row, words in listed for word in words if " " not in word}


def _phrases(rows: tuple[Sense, ...]) -> dict[str, tuple[Phrase, ...]]:
    """Phrases and verbs with a particle by their verb, the longest first."""
    longer = sorted(((words, row, subject) for row in rows for words, subject in row.longer()), key=_shortness)
    return by_word((words[0], Phrase(words[1:], row.status or "", subject)) for words, row, subject in longer)


def _ins(rows: tuple[Sense, ...]) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found = sorted(((tuple(phrase.split()), row.status or "") for row in rows for phrase in row.ins), key=_shortness)
    return by_word((words[-1], (words, status)) for words, status in found)


def _shortness(item: tuple[Any, ...]) -> int:
    """Sorts what begins with a tuple of words, the longest first."""
    return -len(item[0])
