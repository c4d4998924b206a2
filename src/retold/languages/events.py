"""The event lexicon of a language, compiled once: classes of verbs and nouns, frames, operators and closed lists."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from retold.languages import Language
from retold.languages.clauses import Control, control
from retold.languages.forms import Forms, forms
from retold.languages.predicates import Sense, senses
from retold.model import Operator

NO_WORDS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class EventClass:
    """A fine event type. See languages/en/predicates.toml for the flags."""

    name: str
    code: str | None = None
    patient: bool = False
    mover: bool = False
    to: bool = False
    there: bool = False
    done: bool = False
    both: bool = False


@dataclass(frozen=True, slots=True)
class EventLexicon:
    """`verbs` and `nouns` map lemmas to class names; `phrasal` and `compounds` pairs of words likewise.

    `states` maps an adjective to the event type it implies, `bases` an unclassed eventive noun to the verb it comes
    from, `frames` a verb to (particle or "", objects, class name), `turns` a noun to its class when done on somebody,
    `countries` an adjective of a country or the seat of its government to the country.
    """

    classes: dict[str, EventClass]
    verbs: dict[str, str]
    phrasal: dict[tuple[str, str], str]
    nouns: dict[str, str]
    compounds: dict[tuple[str, str], str]
    bases: dict[str, str]
    states: dict[str, str]
    weak: frozenset[str]
    frames: dict[str, tuple[tuple[str, frozenset[str], str], ...]]
    turns: dict[str, str]
    operators: dict[str, tuple[Operator, ...]]
    light: frozenset[str]
    words: dict[str, frozenset[str]]
    control: Control
    forms: Forms
    heads: frozenset[str]
    kin: dict[str, tuple[str, ...]]
    once: frozenset[str]
    quiet: frozenset[str]
    generic: frozenset[str]
    countries: dict[str, str]
    located: frozenset[str]
    within: dict[str, tuple[str, ...]]
    diffuse: frozenset[str] = NO_WORDS

    def list(self, name: str) -> frozenset[str]:
        """A closed list by name; empty when the language has none."""
        return self.words.get(name, NO_WORDS)

    def class_of(self, name: str) -> EventClass | None:
        return self.classes.get(name)


@cache
def lexicon(language: Language) -> EventLexicon:
    """The compiled lexicon of a language."""
    table = language.table("events")
    rows: dict[str, dict[str, Any]] = language.table("predicates").get("senses", {})
    verbs, phrasal = _verbs(senses(language))
    nouns, compounds = _nouns(senses(language))
    bases = _bases(table.get("nouns", {}).get("plain", ""))
    words = {name: frozenset(text.split()) for name, text in table.get("words", {}).items()}
    return EventLexicon(
        classes={name: _class(name, row) for name, row in rows.items() if "event" not in row},
        verbs=verbs,
        phrasal=phrasal,
        nouns=nouns,
        compounds=compounds,
        bases=bases,
        states={word: row.event for row in senses(language) if row.event for word in (*row.states, *row.participles)},
        weak=frozenset(table.get("weak", table.get("nouns", {}).get("weak", "")).split()),
        frames=_frames(table.get("frames", [])),
        turns=dict(table.get("turns", {})),
        operators=_operators(table.get("operators", {})),
        light=frozenset(table.get("light", {}).get("verbs", "").split()),
        words=words,
        kin=_kin(table.get("aligning", {}).get("kin", [])),
        once=frozenset(table.get("aligning", {}).get("once", "").split()),
        quiet=frozenset(table.get("aligning", {}).get("quiet", "").split()),
        generic=frozenset(table.get("aligning", {}).get("generic", "").split()),
        countries=_countries(language.table("names")),
        located=frozenset(table.get("aligning", {}).get("located", "").split()),
        diffuse=frozenset(table.get("aligning", {}).get("diffuse", "").split()),
        within=_within(language.table("places").get("within", {})),
        heads=frozenset(nouns) | frozenset(bases) | {last for _, last in compounds},
        control=control(language),
        forms=forms(language),
    )


def _countries(table: dict[str, Any]) -> dict[str, str]:
    """Adjectives of countries, and capitals that stand for governments, in lower case."""
    adjectives = {word.lower(): country for country, row in table.get("demonyms", {}).items() for word in row}
    return adjectives | {seat.lower(): country for seat, country in table.get("metonyms", {}).items()}


def _kin(groups: list[str]) -> dict[str, tuple[str, ...]]:
    """Each type with the types that can be of the same event."""
    found: dict[str, list[str]] = {}
    for group in groups:
        names = group.split()
        for name in names:
            found.setdefault(name, []).extend(other for other in names if other != name)
    return {name: tuple(dict.fromkeys(others)) for name, others in found.items()}


def _within(table: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """Each place with the places in it, in small letters."""
    return {outer: tuple(place.strip() for place in inner.split(",")) for outer, inner in table.items()}


def _class(name: str, row: dict[str, Any]) -> EventClass:
    flags = {flag: bool(row.get(flag)) for flag in ("patient", "mover", "to", "there", "done", "both")}
    return EventClass(name, row.get("code"), **flags)


def _verbs(rows: tuple[Sense, ...]) -> tuple[dict[str, str], dict[tuple[str, str], str]]:
    """Single verbs, and verbs with the word that follows, with the type that they tell; the first row keeps a word."""
    single: dict[str, str] = {}
    pairs: dict[tuple[str, str], str] = {}
    for row in rows:
        for entry in row.verbs if row.event else ():
            first, *rest = entry.split()
            if rest:
                pairs.setdefault((first, rest[0]), row.event or "")
            else:
                single.setdefault(first, row.event or "")
    return single, pairs


def _nouns(rows: tuple[Sense, ...]) -> tuple[dict[str, str], dict[tuple[str, str], str]]:
    """Single nouns, and nouns with the word before them, with the type that they tell."""
    single: dict[str, str] = {}
    pairs: dict[tuple[str, str], str] = {}
    for row in rows:
        for entry in row.nouns if row.event else ():
            *before, last = entry.split()
            if before:
                pairs.setdefault((before[-1], last), row.event or "")
            else:
                single.setdefault(last, row.event or "")
    return single, pairs


def _bases(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in text.split():
        noun, _, verb = entry.partition("=")
        found.setdefault(noun, verb or noun)
    return found


def _frames(rows: list[dict[str, str]]) -> dict[str, tuple[tuple[str, frozenset[str], str], ...]]:
    found: dict[str, list[tuple[str, frozenset[str], str]]] = {}
    for row in rows:
        objects = frozenset(row["objects"].split())
        for verb in row["verbs"].split():
            lemma, _, particle = verb.partition("_")
            found.setdefault(lemma, []).append((particle, objects, row["class"]))
    return {verb: tuple(entries) for verb, entries in found.items()}


def _operators(table: dict[Operator, str]) -> dict[str, tuple[Operator, ...]]:
    """Each operating word with the kinds of operator it can be."""
    found: dict[str, list[Operator]] = {}
    for kind, text in table.items():
        for word in text.split():
            found.setdefault(word.partition("_")[0], []).append(kind)
    return {word: tuple(kinds) for word, kinds in found.items()}
