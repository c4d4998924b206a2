"""Lexicons as data: `load("en")` gives the tables of every TOML file under `languages/en/` as one Language.

A new language is a folder of data files, no code. Each file holds the tables of one kind of record; a top-level table
name may occur in one file only.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from retold.errors import UsageError


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
    return tuple(
        sorted(
            entry.name for entry in resources.files(__package__).iterdir() if entry.is_dir() and entry.name.isalpha()
        )
    )
