"""The event lexicon of a language, compiled once: classes of verbs and nouns, frames, operators and closed lists."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any

from retold.languages import Language, Words, by_word, listed, words_at
from retold.languages.clauses import Control, control
from retold.languages.forms import Forms, forms
from retold.languages.predicates import senses
from retold.model import Operator


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
    weak: Annotated[Words, "nouns.weak"]
    frames: dict[str, tuple[tuple[str, Words, str], ...]]
    turns: dict[str, str]
    operators: dict[str, tuple[Operator, ...]]
    light: Annotated[Words, "light.verbs"]
    words: dict[str, Words]
    control: Control
    forms: Forms
    heads: Words
    kin: dict[str, tuple[str, ...]]
    once: Annotated[Words, "aligning.once"]
    quiet: Annotated[Words, "aligning.quiet"]
    generic: Annotated[Words, "aligning.generic"]
    countries: dict[str, str]
    located: Annotated[Words, "aligning.located"]
    within: dict[str, tuple[str, ...]]
    diffuse: Annotated[Words, "aligning.diffuse"]

    def list(self, name: str) -> Words:
        """A closed list by name; empty when the language has none."""
        return self.words.get(name, frozenset())


@cache
def lexicon(language: Language) -> EventLexicon:
    """The compiled lexicon of a language."""
    table, names = language.table("events"), language.table("names")
    rows: dict[str, dict[str, Any]] = language.table("predicates").get("senses", {})
    told = [row for row in senses(language) if row.event]
    verbs = [(entry.split(), row.event or "") for row in told for entry in row.verbs]
    nouns = [(entry.split(), row.event or "") for row in told for entry in row.nouns]
    compounds = _first(((words[-2], words[-1]), name) for words, name in nouns if len(words) > 1)
    single = _first((words[0], name) for words, name in nouns if len(words) == 1)
    bases = _first(_base(entry) for entry in table.get("nouns", {}).get("plain", "").split())
    kin = [group.split() for group in table.get("aligning", {}).get("kin", [])]
    seats = {seat.lower(): country for seat, country in names.get("metonyms", {}).items()}
    return EventLexicon(
        **listed(EventLexicon, table),
        classes={name: _class(name, row) for name, row in rows.items() if "event" not in row},
        verbs=_first((words[0], name) for words, name in verbs if len(words) == 1),
        phrasal=_first(((words[0], words[1]), name) for words, name in verbs if len(words) > 1),
        nouns=single,
        compounds=compounds,
        bases=bases,
        states={word: row.event or "" for row in told for word in (*row.states, *row.participles)},
        frames=by_word(frame for row in table.get("frames", []) for frame in _frames(row)),
        turns=dict(table.get("turns", {})),
        operators=by_word(
            (word.partition("_")[0], kind) for kind, text in table.get("operators", {}).items() for word in text.split()
        ),
        words={name: words_at(table, f"words.{name}") for name in table.get("words", {})},
        kin={
            name: tuple(dict.fromkeys(others))
            for name, others in by_word((a, b) for group in kin for a in group for b in group if a != b).items()
        },
        countries={word.lower(): name for name, row in names.get("demonyms", {}).items() for word in row} | seats,
        within={
            outer: tuple(place.strip() for place in inner.split(","))
            for outer, inner in language.table("places").get("within", {}).items()
        },
        heads=frozenset({*single, *bases, *(last for _, last in compounds)}),
        control=control(language),
        forms=forms(language),
    )


def _first[K](pairs: Iterable[tuple[K, str]]) -> dict[K, str]:
    """Each word with the type it tells; the first row keeps a word."""
    found: dict[K, str] = {}
    for word, name in pairs:
        found.setdefault(word, name)
    return found


def _base(entry: str) -> tuple[str, str]:
    """A noun and the verb it comes from, itself where there is none: "hike=hike", "party"."""
    noun, _, verb = entry.partition("=")
    return noun, verb or noun


def _class(name: str, row: dict[str, Any]) -> EventClass:
    flags = {flag: bool(row.get(flag)) for flag in ("patient", "mover", "to", "there", "done", "both")}
    return EventClass(name, row.get("code"), **flags)


def _frames(row: dict[str, str]) -> Iterator[tuple[str, tuple[str, Words, str]]]:
    """The verbs of a frame with their particle or "", the objects and the class."""
    for verb in row["verbs"].split():
        lemma, _, particle = verb.partition("_")
        yield lemma, (particle, frozenset(row["objects"].split()), row["class"])
