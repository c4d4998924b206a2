"""The closed word classes that clause grammar reads: what governs, negates, marks modality or tense, names agents."""

from dataclasses import dataclass, fields
from functools import cache

from retold.languages import Language

NO_WORDS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Control:
    """Closed lists of the language, as `grammar.toml` explains them: arguments, polarity, tense and modality."""

    subject: frozenset[str] = NO_WORDS
    blamed: frozenset[str] = NO_WORDS
    calls: frozenset[str] = NO_WORDS
    called: frozenset[str] = NO_WORDS
    documents: frozenset[str] = NO_WORDS
    linking: frozenset[str] = NO_WORDS
    agents: frozenset[str] = NO_WORDS
    negators: frozenset[str] = NO_WORDS
    no_words: frozenset[str] = NO_WORDS
    only: frozenset[str] = NO_WORDS
    without: frozenset[str] = NO_WORDS
    future: frozenset[str] = NO_WORDS
    perfect: frozenset[str] = NO_WORDS
    possible: frozenset[str] = NO_WORDS
    conditional: frozenset[str] = NO_WORDS
    hedges: frozenset[str] = NO_WORDS
    hearsay: frozenset[str] = NO_WORDS
    hedged_nouns: frozenset[str] = NO_WORDS
    planned_nouns: frozenset[str] = NO_WORDS


@cache
def control(language: Language) -> Control:
    """The closed lists of a language."""
    words = language.table("grammar")
    return Control(**{item.name: frozenset(words.get(item.name, "").split()) for item in fields(Control)})
