"""Regular forms of words (plurals, possessives), and the closed words that several kinds of record ask for singly."""

from dataclasses import dataclass
from functools import cache

from retold.languages import Language


@dataclass(frozen=True, slots=True)
class Forms:
    """Table `forms` of `grammar.toml`. All in small letters."""

    plurals: tuple[str, ...]
    possessives: tuple[str, ...]
    articles: frozenset[str]
    copula: frozenset[str]
    one: frozenset[str]
    joins: frozenset[str]
    of: frozenset[str]
    introducing: frozenset[str]

    def singular(self, word: str) -> str:
        """The word without the ending of a regular plural (or, in English, of a verb's third person)."""
        return _without(word, self.plurals)

    def is_plural(self, word: str) -> bool:
        """Whether the word ends as regular plurals do."""
        return word.endswith(self.plurals)

    def owner(self, word: str) -> str:
        """The word without the ending that marks whose something is."""
        return _without(word, self.possessives)

    def bare(self, name: str) -> str:
        """The name without an article before it; a name that is nothing else stays."""
        first, _, rest = name.partition(" ")
        return rest if rest and first.casefold() in self.articles else name


def _without(word: str, endings: tuple[str, ...]) -> str:
    return word.removesuffix(next((ending for ending in endings if word.endswith(ending)), ""))


@cache
def forms(language: Language) -> Forms:
    """The forms of a language; words stay as they are where it has no table."""
    table = {name: words.split() for name, words in language.table("forms").items()}
    closed = ("articles", "copula", "one", "joins", "of", "introducing")
    words = {name: frozenset(table.get(name, ())) for name in closed}
    return Forms(tuple(table.get("plurals", ())), tuple(table.get("possessives", ())), **words)
