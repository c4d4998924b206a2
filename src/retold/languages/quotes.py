"""The lexicon of reporting words, compiled once a language: `lexicon(language)` from its table "quotes"."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any

from retold.languages import Language, Words, by_word, listed, words_at
from retold.languages.clauses import Control, control
from retold.parse import Parse

Frames = Mapping[str, str]
EMPTY: Frames = {}  # of a word without frames


@dataclass(frozen=True, slots=True)
class QuoteLexicon:
    """What reporting words take. `verbs[lemma][frame]` is the stance of the verb in that frame.

    Frames: clause, object, infinitive, gerund, hearer, hearer_infinitive, small. `phrases[lemma][preposition]` likewise
    for verbs with a preposition; nouns and adjectives in the same way.
    """

    verbs: Mapping[str, Frames]
    particled: Words
    phrases: Mapping[str, Frames]
    adjectives: Mapping[str, Frames]
    adjective_prepositions: Annotated[Words, "adjective_prepositions.words"]
    nouns: Mapping[str, Frames]
    noun_phrases: Mapping[str, Words]
    light: Annotated[Words, "light.words"]
    passive: Annotated[Words, "passive.clause"]
    seem: Annotated[Words, "seem.words"]
    according: Annotated[Words, "according.words"]
    announced: Annotated[Words, "announced.words"]
    receive: Annotated[Words, "receive.words"]
    surveys: Annotated[Words, "surveys.words"]
    survey_prepositions: Annotated[Words, "surveys.prepositions"]
    hearsay: Annotated[Words, "according.adverbs"]
    words: Mapping[str, Words]
    control: Control

    def verb(self, doc: Parse, token: int) -> Frames:
        """The frames of the verb at `token`, with its particle where the two are listed as one ("shoot_back")."""
        word = doc.lemma[token].lower()
        after = token + 1
        if word in self.particled and after < len(doc):
            found = self.verbs.get(f"{word}_{doc.lower[after]}")
            if found is not None:
                return found
        return self.verbs.get(word, EMPTY)

    def set(self, name: str) -> Words:
        """One of the plain word lists of `[quotes.other]`, `[quotes.via]`; empty when the language has none."""
        return self.words.get(name, frozenset())


@cache
def lexicon(language: Language) -> QuoteLexicon:
    """The compiled lexicon of a language; empty tables give a lexicon that knows marks alone."""
    table = language.table("quotes")
    verbs, nouns = _frames(table.get("verbs", {})), table.get("noun_phrases", {})
    prepositions = ((word, preposition) for preposition, words in nouns.items() for word in words.split())
    return QuoteLexicon(
        **listed(QuoteLexicon, table),
        verbs=verbs,
        particled=frozenset(word.partition("_")[0] for word in verbs if "_" in word),
        phrases=_phrases(table.get("phrases", {})),
        adjectives=_frames(table.get("adjectives", {})),
        nouns=_frames(table.get("nouns", {})),
        noun_phrases={word: frozenset(found) for word, found in by_word(prepositions).items()},
        words={name: words_at(table, f"{part}.{name}") for part in ("other", "via") for name in table.get(part, {})},
        control=control(language),
    )


def _frames(classes: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """word -> frame -> stance; the first class that names a word in a frame sets its stance."""
    found: dict[str, dict[str, str]] = {}
    for name, row in classes.items():
        for word in row["words"].split():
            known = found.setdefault(word, {})
            for frame in row["frames"] or ["prep"]:
                known.setdefault(frame, row.get("stance", name))
    return found


def _phrases(stances: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for stance, prepositions in stances.items():
        for preposition, words in prepositions.items():
            for word in words.split():
                found.setdefault(word, {}).setdefault(preposition, stance)
    return found
