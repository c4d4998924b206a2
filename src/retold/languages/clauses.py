"""The closed word classes that clause grammar reads: which words govern, negate, mark tense or name the agent."""

from dataclasses import dataclass, fields
from functools import cache

from retold.languages import Language


@dataclass(frozen=True, slots=True)
class Control:
    """Closed lists of the language that decide who does what (lemmas and words in small letters).

    `subject`: verbs of promise, whose subject does what follows though they have an object. `blamed`: verbs whose
    object did what follows a preposition ("accused B of leaving"). `calls` with `called`: "called on B to leave".
    `future` and `perfect` are auxiliaries.
    `documents` speak for whoever issues them ("issued a statement accusing B").
    `linking` prepositions make a noun the complement of a verb ("called for sanctions"), others do not.
    `agents` name the one acting ("by").
    """

    subject: frozenset[str] = frozenset()
    blamed: frozenset[str] = frozenset()
    calls: frozenset[str] = frozenset()
    called: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    no_words: frozenset[str] = frozenset()
    future: frozenset[str] = frozenset()
    perfect: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    linking: frozenset[str] = frozenset()
    agents: frozenset[str] = frozenset()


@cache
def control(language: Language) -> Control:
    """The closed lists of a language, from the words of its events."""
    words = language.table("events").get("words", {})
    found = {item.name: words.get(f"control_{item.name}", words.get(item.name, "")) for item in fields(Control)}
    return Control(**{name: frozenset(text.split()) for name, text in found.items()})
