"""Lexicons as data: `load("en")` gives the tables of every TOML file under `languages/en/` as one Language.

A new language is a folder of data files, no code. Each file holds the tables of one kind of record; a top-level table
name may occur in one file only.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, get_type_hints

from retold.errors import UsageError
from retold.grouping import grouped

Words = frozenset[str]


@dataclass(frozen=True, eq=False)
class Language:
    """The lexicons of one language. Two loads of a code are one object, so it can key a cache."""

    code: str
    tables: dict[str, Any]

    def table(self, name: str) -> dict[str, Any]:
        """The top-level table `name`; an empty dict when the language has none."""
        found: dict[str, Any] = self.tables.get(name, {})
        return found


@cache
def load(code: str) -> Language:
    """The Language of a two-letter code. Raises UsageError when there is no folder of that name."""
    folder = resources.files(__package__) / code
    if not code.isalpha() or not folder.is_dir():
        raise UsageError(f"no lexicons for language {code!r}; there are: {', '.join(available())}")
    tables: dict[str, Any] = {}
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if not file.name.endswith(".toml"):
            continue
        for name, table in tomllib.loads(file.read_text(encoding="utf-8")).items():
            if name in tables:
                raise UsageError(f"languages/{code}/{file.name}: table {name!r} is in another file too")
            tables[name] = table
    return Language(code, tables)


def available() -> tuple[str, ...]:
    """Codes of the languages that have lexicons."""
    folders = (entry.name for entry in resources.files(__package__).iterdir() if entry.is_dir())
    return tuple(sorted(name for name in folders if name.isalpha()))


def listed(lexicon: type, table: Mapping[str, Any]) -> dict[str, Words]:
    """The fields of a lexicon that say where their words are listed, as `Annotated[Words, "titles.ranks"]` does."""
    hints = get_type_hints(lexicon, include_extras=True).items()
    paths = {name: hint.__metadata__[0] for name, hint in hints if hasattr(hint, "__metadata__")}
    return {name: words_at(table, path) for name, path in paths.items()}


def by_word[T](pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    """Each word with all that is listed under it, in order."""
    return {word: tuple(values) for word, values in grouped(pairs).items()}


def words_at(table: Mapping[str, Any], path: str) -> Words:
    """The words at a path in a table, whether they are a list or one string; none where the table has no such list."""
    found: Any = table
    for name in path.split("."):
        found = found.get(name, {})
    return frozenset(found.split() if isinstance(found, str) else found)
