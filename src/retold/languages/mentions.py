"""The tables of `names.toml` as sets and maps, compiled once a language.

In: a Language. Out: a Lexicon; every key is lower case.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from retold.languages import Language
from retold.languages.forms import Forms, forms
from retold.model import MentionType

# in the order in which a head noun is looked up
NOUN_TYPES: tuple[MentionType, ...] = ("organization", "group", "facility", "product", "place", "person")


@dataclass(frozen=True, slots=True)
class Pronoun:
    person: str
    number: str
    gender: str
    kind: str


@dataclass(frozen=True, eq=False, slots=True)
class Lexicon:
    """Closed and open classes of words that the search for mentions uses.

    `noun_type` and `noun_gender` are keyed by lemma; `title_gender` by title; `known_type` and `country_of` by name;
    `cue_type` by a word inside a name; `sign_type` by a noun that stands before one.
    """

    forms: Forms
    pronouns: dict[str, Pronoun]
    articles: frozenset[str]
    definite: frozenset[str]
    indefinite: frozenset[str]
    other: frozenset[str]
    inner: frozenset[str]
    place_words: frozenset[str]
    possessives: frozenset[str]
    calendar: frozenset[str]
    not_names: frozenset[str]
    debris: frozenset[str]
    measure: frozenset[str]
    age: tuple[str, str]
    titles: frozenset[str]
    title_gender: dict[str, str]
    qualifiers: frozenset[str]
    suffixes: frozenset[str]
    ranks: frozenset[str]
    noun_type: dict[str, MentionType]
    noun_gender: dict[str, str]
    collective: frozenset[str]
    cue_type: dict[str, MentionType]
    sign_type: dict[str, MentionType]
    speech: frozenset[str]
    known_type: dict[str, MentionType]
    place_of: dict[str, str]
    country_of: dict[str, str]
    groups: frozenset[str]
    metonym_of: dict[str, str]
    synonym: dict[str, str]
    vague: frozenset[str]
    within: frozenset[str]
    parts: frozenset[str]
    numerals: frozenset[str]
    crowd: frozenset[str]
    crowd_deeds: frozenset[str]
    streets: frozenset[str]
    surnames: frozenset[str]
    on: frozenset[str]
    fates: dict[str, frozenset[str]]
    generations: dict[str, str]
    domains: frozenset[str]
    naming: frozenset[str]
    naming_as: frozenset[str]
    credit_opens: frozenset[str]
    credit_marks: frozenset[str]
    credit_passes: frozenset[str]


@cache
def lexicon(language: Language) -> Lexicon:
    """The compiled Lexicon of a language; empty tables give empty sets."""
    table = language.table("names")
    words, titles, nouns = table.get("words", {}), table.get("titles", {}), table.get("nouns", {})
    age = words.get("age", ["", ""])
    return Lexicon(
        pronouns={word: Pronoun(*row) for word, row in table.get("pronouns", {}).items()},
        forms=forms(language),
        articles=_set(words, "articles"),
        definite=_set(words, "definite"),
        indefinite=_set(words, "indefinite"),
        other=_set(words, "other"),
        inner=_set(words, "inner"),
        place_words=_set(words, "place_words"),
        possessives=_set(words, "possessives"),
        calendar=_set(words, "calendar"),
        not_names=_set(words, "not_names"),
        debris=_set(words, "debris"),
        measure=_set(words, "measure"),
        age=(age[0], age[1]),
        titles=_set(titles, "male") | _set(titles, "female") | _set(titles, "any"),
        title_gender=_by_word(titles, ("male", "female")),
        qualifiers=_set(titles, "qualifiers"),
        suffixes=_set(titles, "suffixes"),
        ranks=_set(titles, "ranks"),
        noun_type=_noun_types(nouns),
        noun_gender=_by_word(nouns, ("male", "female")),
        collective=_set(nouns, "collective"),
        cue_type=_by_word(table.get("cues", {}), ("other", "facility", "place", "organization")),
        sign_type=_by_word(table.get("sign_nouns", {}), ("place", "organization", "product")),
        speech=_set(table.get("cues", {}), "speech"),
        known_type=_known(table),
        place_of=_place_of(table),
        country_of={word.lower(): country for country, row in table.get("demonyms", {}).items() for word in row},
        groups=_set(table.get("groups", {}), "words"),
        synonym={
            word: row.split()[0]
            for row in reversed(table.get("synonyms", {}).get("families", ()))
            for word in row.split()
        },
        parts=_set(table.get("kinds", {}), "part"),
        numerals=_set(words, "numerals"),
        crowd=_set(table.get("crowds", {}), "words"),
        crowd_deeds=_set(table.get("crowds", {}), "deeds"),
        streets=_set(table.get("cues", {}), "streets"),
        surnames=_set(table.get("cues", {}), "surnames"),
        on=_set(table.get("cues", {}), "on"),
        naming=_set(table.get("fates", {}), "identify"),
        naming_as=_set(table.get("words", {}), "naming_as"),
        fates={name: frozenset(row) for name, row in table.get("alike", {}).items()},
        generations={form: word for word, row in titles.get("generation", {}).items() for form in row},
        domains=_set(table.get("cues", {}), "domains"),
        credit_opens=_set(table.get("credits", {}), "opens"),
        credit_marks=_set(table.get("credits", {}), "marks"),
        credit_passes=_set(table.get("credits", {}), "passes"),
        within=_set(words, "within"),
        vague=_set(words, "articles") | _set(words, "definite") | _set(words, "indefinite") | _set(words, "quantity"),
        metonym_of={word.lower(): country for word, country in table.get("metonyms", {}).items()},
    )


def _set(table: dict[str, Any], name: str) -> frozenset[str]:
    return frozenset(word.lower() for word in table.get(name, ()))


def _by_word(table: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {word.lower(): name for name in names for word in table.get(name, ())}


def _noun_types(nouns: dict[str, Any]) -> dict[str, MentionType]:
    found: dict[str, MentionType] = {}
    for kind in NOUN_TYPES:
        for word in nouns.get(kind, ()):
            found.setdefault(word, kind)
    for word in (*nouns.get("male", ()), *nouns.get("female", ()), *nouns.get("person", ())):
        found[word] = "person"
    return found


def _known(table: dict[str, Any]) -> dict[str, MentionType]:
    found: dict[str, MentionType] = _by_word(table.get("known", {}), ("other", "place", "organization"))
    for name, others in table.get("places", {}).items():
        for word in (name, *others):
            found.setdefault(word.lower(), "place")
    for name in (*table.get("demonyms", {}), *table.get("metonyms", {})):
        found.setdefault(name.lower(), "place")
    return found


def _place_of(table: dict[str, Any]) -> dict[str, str]:
    """Each name of a place, lower case, with the name the place is listed under."""
    listed = {word.lower(): name for name, others in table.get("places", {}).items() for word in others}
    return listed | {name.lower(): name for name in table.get("places", {})}
