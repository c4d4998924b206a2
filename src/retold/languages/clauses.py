"""The closed word classes that clause grammar reads: what governs, negates, marks modality or tense, names agents."""

from dataclasses import dataclass, fields
from functools import cache

from retold.languages import Language, Words, words_at

NO_WORDS: Words = frozenset()


@dataclass(frozen=True, slots=True)
class Control:
    """Closed lists of the language, as `grammar.toml` explains them: arguments, polarity, tense and modality."""

    subject: Words = NO_WORDS
    blamed: Words = NO_WORDS
    calls: Words = NO_WORDS
    called: Words = NO_WORDS
    documents: Words = NO_WORDS
    linking: Words = NO_WORDS
    agents: Words = NO_WORDS
    negators: Words = NO_WORDS
    no_words: Words = NO_WORDS
    only: Words = NO_WORDS
    without: Words = NO_WORDS
    future: Words = NO_WORDS
    perfect: Words = NO_WORDS
    possible: Words = NO_WORDS
    conditional: Words = NO_WORDS
    hedges: Words = NO_WORDS
    hearsay: Words = NO_WORDS
    hedged_nouns: Words = NO_WORDS
    planned_nouns: Words = NO_WORDS


@cache
def control(language: Language) -> Control:
    """The closed lists of a language."""
    words = language.table("grammar")
    return Control(**{item.name: words_at(words, item.name) for item in fields(Control)})
