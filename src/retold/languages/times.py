"""The grammar's alphabet and rules, compiled once from `languages/<code>/times.toml`.

Every class of words is one letter; a rule is a pattern over letters. `compiled(language)` gives the words with their
letters and values, the named days, and one regular expression holding all rules as named groups.
"""

import re
from dataclasses import dataclass
from functools import cache

from retold.languages import Language, by_word

_NAMES = (
    "MONTH WEEKDAY WEEKDAYS SEASON CLOCKU DAYU WEEKU WEEKENDU MONTHU QUARTERU YEARU DECADEU CENTURYU UNITS "
    "DAYNUM INT WNUM YEAR FRACTION ORD DECADE CLOCK MIL ISO PART PARTS NOON DEICTIC FREQ ZONE NAMED "
    "LAST PREV NEXT FOLL THIS THESE THAT SAME CURR COMP A THE OF IN AT ON AND OR TO SO FROM NOW COMMA HYPH DASH POSS "
    "EARLY LATE MID START END MIDDLE AGO EARLIER BEFORE LATER AFTER EACH FEW APPROX ALMOST OVER MORE THAN "
    "LEAST ADDED HALFW AMPM OCLOCK FISCAL PERIOD AHEAD OLD ERA ANNO REST TERM NEAR RECENT FUTURE PASTREF PRESREF "
    "SOON TRADING LONG ONE BREAK OTHER POSSIBLE AS UP EDGE PAST DATE COUPLE RECENTLY MOMENT SHORTYEAR NOT TIMEW QNUM "
    "RECUR BY OUT ONCE TIMES PER"
)  # fmt: skip
# a private character for each class of words, so that rules are regular expressions
LETTERS = {name: chr(0xE000 + index) for index, name in enumerate(_NAMES.split())}
# classes that can be the core of a time expression
_CORES = (
    "MONTH WEEKDAY WEEKDAYS SEASON CLOCKU DAYU WEEKU WEEKENDU MONTHU QUARTERU YEARU DECADEU CENTURYU UNITS YEAR "
    "DECADE CLOCK MIL ISO PART PARTS NOON DEICTIC FREQ NAMED NOW FUTURE RECENT PASTREF PRESREF SOON AMPM ERA LAST "
    "CURR MOMENT PERIOD OCLOCK DATE SHORTYEAR POSSIBLE NEAR TIMEW ORD PAST QNUM PARTS RECUR"
)
CORES = frozenset(LETTERS[name] for name in _CORES.split())
OTHER = LETTERS["OTHER"]  # a word of no class

_SINGULAR = {
    "S": "CLOCKU", "M": "CLOCKU", "H": "CLOCKU", "D": "DAYU", "W": "WEEKU", "F": "WEEKU", "E": "WEEKENDU",
    "m": "MONTHU", "Q": "QUARTERU", "Y": "YEARU", "T": "DECADEU", "C": "CENTURYU", "K": "CENTURYU",
}  # fmt: skip
_TABLES = (
    ("weekdays", "WEEKDAY"), ("months", "MONTH"), ("seasons", "SEASON"), ("plurals", "UNITS"), ("ordinals", "ORD"),
    ("decades", "DECADE"), ("parts", "PART"), ("noons", "NOON"), ("deictic", "DEICTIC"), ("frequency", "FREQ"),
    ("zones", "ZONE"), ("numbers", "WNUM"), ("recurring", "RECUR"), ("scales", "WNUM"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TimeLexicon:
    """`words`: lower-case word -> (letter, value); `named`: first word -> [(words, spec)], longest first.

    `grammar` holds the rules as groups r0, r1 .., `patterns` one by one; `rules` are their names, `lists` further lists
    of words that the value functions ask for."""

    words: dict[str, tuple[str, object]]
    named: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    numbers: dict[str, int]
    scales: dict[str, int]
    months: dict[str, int]
    grammar: re.Pattern[str]
    patterns: tuple[re.Pattern[str], ...]
    rules: tuple[str, ...]
    lists: dict[str, frozenset[str]]
    shared: re.Pattern[str]


@cache
def compiled(language: Language) -> TimeLexicon:
    """The compiled grammar of a language."""
    table = language.table("times")
    rules = table.get("rules", [])
    return TimeLexicon(
        words=_words(table),
        named=_named(table.get("named", {})),
        numbers=table.get("numbers", {}),
        scales=table.get("scales", {}),
        months=table.get("months", {}),
        patterns=tuple(re.compile(_expand(rule["pattern"], table.get("macros", {}), 0)) for rule in rules),
        grammar=_grammar(rules, table.get("macros", {})),
        rules=tuple(rule["name"] for rule in rules),
        shared=re.compile(_expand("LINK(MD|MONTH|DAYN)(?:COMMA|OF)?(YEAR)", table.get("macros", {}), 0)),
        lists={name: frozenset(words) for name, words in table.get("lists", {}).items()},
    )


def _words(table: dict[str, dict[str, object]]) -> dict[str, tuple[str, object]]:
    words: dict[str, tuple[str, object]] = {}
    for name, listed in table.get("words", {}).items():
        for word in listed:  # type: ignore[attr-defined]
            words[word] = (LETTERS[name], word)
    for key, name in _TABLES:
        for word, value in table.get(key, {}).items():
            words[word] = (LETTERS[name], value)
            if len(word) > {"WEEKDAY": 5, "PART": 4}.get(name, 99):
                words.setdefault(word + "s", (LETTERS[name + "S"], value))
            if name in ("WEEKDAY", "MONTH") and len(word) < 6:
                words.setdefault(word + ".", (LETTERS[name], value))
    for word, unit in table.get("units", {}).items():
        if word in table.get("ordinals", {}):
            continue  # "second" is an ordinal unless a number stands before it
        words[word] = (LETTERS[_SINGULAR[str(unit)]], unit)
    return words


def _named(table: dict[str, str]) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    entries = sorted(
        ((tuple(name.split()), spec) for name, spec in table.items()), key=lambda row: (-len(row[0]), row[0])
    )
    return by_word((words[0], (words, spec)) for words, spec in entries)


def _grammar(rules: list[dict[str, str]], macros: dict[str, str]) -> re.Pattern[str]:
    parts = [f"(?P<r{index}>{_expand(rule['pattern'], macros, 0)})" for index, rule in enumerate(rules)]
    return re.compile("|".join(parts) or "(?!)")


def _expand(pattern: str, macros: dict[str, str], depth: int) -> str:
    """A pattern with its names replaced by letters and its macros spelt out; white space only separates."""
    if depth > 8:
        raise ValueError("macros of the time grammar refer to each other in a circle")

    def one(found: re.Match[str]) -> str:
        name = found[0]
        if name in macros:
            return f"(?:{_expand(macros[name], macros, depth + 1)})"
        return LETTERS[name]

    return re.sub(r"\s+", "", re.sub(r"[A-Z_]+", one, pattern))
