"""The tables of `names.toml` as sets and maps, compiled once a language.

In: a Language. Out: a Lexicon; every key is lower case.
"""

from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Annotated, Any

from retold.languages import Language, Words, listed, words_at
from retold.languages.forms import Forms, forms
from retold.model import MentionType

# in the order in which a head noun is looked up; a person's comes before all
NOUN_TYPES: tuple[MentionType, ...] = ("organization", "group", "facility", "product", "place")
PERSONS = ("male", "female", "person")  # the lists of nouns for persons


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
    articles: Annotated[Words, "words.articles"]
    definite: Annotated[Words, "words.definite"]
    indefinite: Annotated[Words, "words.indefinite"]
    other: Annotated[Words, "words.other"]
    inner: Annotated[Words, "words.inner"]
    place_words: Annotated[Words, "words.place_words"]
    possessives: Annotated[Words, "words.possessives"]
    calendar: Annotated[Words, "words.calendar"]
    not_names: Annotated[Words, "words.not_names"]
    debris: Annotated[Words, "words.debris"]
    measure: Annotated[Words, "words.measure"]
    age: tuple[str, str]
    titles: frozenset[str]
    title_gender: dict[str, str]
    qualifiers: Annotated[Words, "titles.qualifiers"]
    suffixes: Annotated[Words, "titles.suffixes"]
    ranks: Annotated[Words, "titles.ranks"]
    noun_type: dict[str, MentionType]
    noun_gender: dict[str, str]
    collective: Annotated[Words, "nouns.collective"]
    cue_type: dict[str, MentionType]
    sign_type: dict[str, MentionType]
    speech: Annotated[Words, "cues.speech"]
    known_type: dict[str, MentionType]
    place_of: dict[str, str]
    country_of: dict[str, str]
    groups: Annotated[Words, "groups.words"]
    metonym_of: dict[str, str]
    synonym: dict[str, str]
    vague: frozenset[str]
    within: Annotated[Words, "words.within"]
    parts: Annotated[Words, "kinds.part"]
    numerals: Annotated[Words, "words.numerals"]
    crowd: Annotated[Words, "crowds.words"]
    crowd_deeds: Annotated[Words, "crowds.deeds"]
    streets: Annotated[Words, "cues.streets"]
    surnames: Annotated[Words, "cues.surnames"]
    on: Annotated[Words, "cues.on"]
    fates: dict[str, frozenset[str]]
    generations: dict[str, str]
    domains: Annotated[Words, "cues.domains"]
    naming: Annotated[Words, "fates.identify"]
    naming_as: Annotated[Words, "words.naming_as"]
    credit_opens: Annotated[Words, "credits.opens"]
    credit_marks: Annotated[Words, "credits.marks"]
    credit_passes: Annotated[Words, "credits.passes"]


@cache
def lexicon(language: Language) -> Lexicon:
    """The compiled Lexicon of a language; empty tables give empty sets."""
    table = language.table("names")
    titles, nouns = table.get("titles", {}), table.get("nouns", {})
    demonyms, metonyms, places = (table.get(name, {}) for name in ("demonyms", "metonyms", "places"))
    year, old = table.get("words", {}).get("age", ["", ""])
    families = [row.split() for row in table.get("synonyms", {}).get("families", ())]
    return Lexicon(
        **listed(Lexicon, table),
        pronouns={word: Pronoun(*row) for word, row in table.get("pronouns", {}).items()},
        forms=forms(language),
        age=(year, old),
        titles=_any_of(table, "titles", "male", "female", "any"),
        title_gender=_by_word(titles, "male", "female"),
        noun_type=_by_word(nouns, *reversed(NOUN_TYPES)) | dict.fromkeys(_any_of(table, "nouns", *PERSONS), "person"),
        noun_gender=_by_word(nouns, "male", "female"),
        cue_type=_by_word(table.get("cues", {}), "other", "facility", "place", "organization"),
        sign_type=_by_word(table.get("sign_nouns", {}), "place", "organization", "product"),
        known_type={name.lower(): "place" for name in (*places, *chain(*places.values()), *demonyms, *metonyms)}
        | _by_word(table.get("known", {}), "other", "place", "organization"),
        place_of=_named(places) | {name.lower(): name for name in places},
        country_of=_named(demonyms),
        synonym={word: row[0] for row in reversed(families) for word in row},
        fates={name: frozenset(row) for name, row in table.get("alike", {}).items()},
        generations={form: word for word, row in titles.get("generation", {}).items() for form in row},
        vague=_any_of(table, "words", "articles", "definite", "indefinite", "quantity"),
        metonym_of={word.lower(): country for word, country in metonyms.items()},
    )


def _any_of(table: dict[str, Any], part: str, *names: str) -> Words:
    """The words of several lists of one part."""
    return frozenset[str]().union(*(words_at(table, f"{part}.{name}") for name in names))


def _by_word(table: dict[str, Any], *names: str) -> dict[str, Any]:
    """Each word, lower case, with the last of the lists that holds it."""
    return {word.lower(): name for name in names for word in table.get(name, ())}


def _named(table: dict[str, list[str]]) -> dict[str, str]:
    """Each word, lower case, with the name it is listed under."""
    return {word.lower(): name for name, words in table.items() for word in words}
