"""Is a line of a page the article, or what pages print around it? Tables in `languages/<code>/clean.toml`.

`debris(text, words)` gives the reason to leave a line out, or None. In doubt a line stays: losing a sentence of the
body is worse than keeping a line of debris.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from retold.languages import Language

SHORT = 160
TERMINAL = (".", "!", "?", ".”", '."', "?”", "!”", ".’", "…", ".'", '."', '?"', '!"')
NAME_PARTS = re.compile(r"[^a-z0-9-]+|--|__")
URL = re.compile(r"(?:https?://|www\.)\S{3,}", re.I)
NO_WORD = re.compile(r"[^\w]*\Z")


def any_of(words: Iterable[str]) -> str:
    """A pattern for one of the words, the longest first; one that nothing fits when there are none."""
    listed = sorted(words, key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, listed))})" if listed else "(?!)"


@dataclass(frozen=True, slots=True, eq=False)
class Debris:
    """The compiled tables of one language."""

    widgets: frozenset[str]
    leads: tuple[str, ...]
    holds: tuple[str, ...]
    legal: tuple[str, ...]
    credit_leads: tuple[str, ...]
    credit_holds: tuple[str, ...]
    portrait: tuple[str, ...]
    furniture: frozenset[str]
    standfirst: tuple[str, ...]
    sections: frozenset[str]
    error_pages: tuple[str, ...]
    pointers: frozenset[str]
    mastheads: frozenset[str]
    function_words: frozenset[str]
    small_words: frozenset[str]
    rights: tuple[str, ...]
    rights_line: re.Pattern[str]
    counter: re.Pattern[str]
    language_names: frozenset[str]
    language: Language


@cache
def tables(language: Language) -> Debris:
    """The debris tables of a language, compiled once."""
    table = language.table("clean")

    def words(name: str) -> tuple[str, ...]:
        return tuple(table.get(name, ()))

    return Debris(
        frozenset(words("widgets")),
        words("leads"),
        words("holds"),
        words("legal"),
        words("credit_leads"),
        words("credit_holds"),
        words("portrait"),
        frozenset(words("furniture")),
        words("standfirst"),
        frozenset(words("sections")),
        words("error_pages"),
        frozenset(words("pointers")),
        frozenset(words("mastheads")),
        frozenset(words("function_words")),
        frozenset(words("small_words")),
        words("rights"),
        re.compile(
            rf"{any_of(map(str.strip, words('rights')))}|\b(?:19|20)\d\d\b|[,.]? ?{any_of(words('reserved'))}\.?", re.I
        ),
        re.compile(rf"[\d.,]{{1,9}}[kKmM]?(?: {any_of(words('counters'))})?\Z", re.I),
        frozenset(words("language_names")),
        language,
    )


def fold(text: str) -> str:
    """Lower case, one space between words, no marks at the edges that only decorate."""
    return " ".join(text.lower().split()).strip(" |·•–—*-»«>")


def debris(text: str, words: Debris) -> str | None:
    """Why a line is not part of the article; None when it may be."""
    line = fold(text)
    if not line or NO_WORD.match(line):
        return "no words"
    if line in words.widgets or line.rstrip(":.…") in words.widgets:
        return "widget"
    if words.counter.match(line):
        return "counter"
    if legal(line, words):
        return "legal notice"
    if len(line) > SHORT:
        return None
    if URL.fullmatch(line):
        return "address"
    if line.startswith(words.rights):
        return "copyright"
    if credit(line, words):
        return "image credit"
    if any(mark in line for mark in words.portrait) and len(line) < 60:
        return "author's picture"
    if leads_elsewhere(text, line, words):
        return "leads elsewhere"
    return None


def leads_elsewhere(text: str, line: str, words: Debris) -> bool:
    """A short line that points to other pages or asks for something. A sentence of speech is never one."""
    if any(mark in text for mark in '“”"') and text.rstrip().endswith(TERMINAL):
        return False
    if points_to_headline(text, words):
        return True
    return (line.startswith(words.leads) and _word_edge(line, words.leads)) or any(mark in line for mark in words.holds)


def points_to_headline(text: str, words: Debris) -> bool:
    """A word such as "Read" before the headline of another article: capitalised, no stop at the end."""
    tokens = text.split()
    if len(tokens) < 4 or text.rstrip().endswith((*TERMINAL, ":", ",")):
        return False
    return tokens[0].lower().strip(":") in words.pointers and tokens[1][:1].isupper()


def share_of_function_words(text: str, words: Debris) -> float:
    """Share of a text's words that are the commonest of the language, 0..1: above 0.15 it is surely that language."""
    tokens = text.lower().split()
    return sum(token in words.function_words for token in tokens) / len(tokens) if tokens else 0.0


def _word_edge(line: str, leads: tuple[str, ...]) -> bool:
    lead = next((item for item in leads if line.startswith(item)), "")
    rest = line[len(lead) :]
    return not rest or not rest[0].isalnum() or not lead[-1].isalnum()


def credit(line: str, words: Debris) -> bool:
    """A line that credits an image: short, begins or holds a credit's words, and is no sentence."""
    if line.startswith(words.credit_leads):
        return True
    return len(line) < 140 and not line.endswith(TERMINAL) and any(mark in line for mark in words.credit_holds)


def legal(line: str, words: Debris) -> bool:
    """A notice of rights: three or more of its phrases in one paragraph."""
    # a list is counted twice as fast as a generator, and this is asked of every block
    return sum([mark in line for mark in words.legal]) >= (3 if len(line) > SHORT else 2)


def furniture(path: Sequence[tuple[str, str]], words: Debris) -> str | None:
    """The name of the innermost element around a block that says it is not the article."""
    for tag, name in reversed(path):
        if tag in ("aside", "footer", "nav", "figcaption"):
            return tag
        if name and not words.furniture.isdisjoint(NAME_PARTS.split(name.lower())):
            return name[:60]
    return None
