"""Names as words that can be compared: folded to plain small Latin letters, titles and legal forms dropped.

In: a name as written, in any script. Out: a Folded with its words in order. Folding never fails; what has no Latin
counterpart stays as it is.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from retold.grouping import grouped
from retold.languages import load

CAMEL = re.compile(r"(?<=[a-zà-ÿ]{2})(?=[A-Z][a-z]|[A-Z]{2,3}\b)")  # between the words of a name in joined capitals
WORD = re.compile(r"(?:[^\W_]|[.&])+")  # letters and digits, with the full stops of initials
# closed up; a question mark is an apostrophe that lost its encoding
APOSTROPHES = {ord(mark): None for mark in "'’‘`ʻ?"}
# blocks of coarse scripts: Hebrew and Arabic; kana; Chinese characters; Hangul
COARSE = (("\u0590", "\u06ff"), ("\u3040", "\u30ff"), ("\u4e00", "\u9fff"), ("\uac00", "\ud7a3"))
# what news writes in Roman figures; single letters are initials but at the end, where an I is seldom a number
LAST = {"v": "5", "x": "10"}
ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "xi": "11", "xii": "12"}
MAX_WORDS = 16
KINDS = ("organization", "facility", "other")
MAX_CHARS = 300
FAR = "\u0900"  # from here on scripts whose letters are syllables; those before are in the lexicon
SURNAME = 3  # letters beyond which a word in capitals is no initials
INDIC = "\u0e00"  # the scripts of India end here
MUTE, INHERENT = "\0", "\1"  # no vowel, or another; the vowel that a consonant has by itself
SYLLABLE = re.compile(" (LETTER|SYLLABLE)\\b")
UNSAID = re.compile(rf"{INHERENT}(?=\W|$)|{MUTE}")


@dataclass(frozen=True, eq=False, slots=True)
class Tables:
    """The tables that comparing names uses, compiled once a language."""

    letters: dict[int, str]
    titles: frozenset[str]
    suffixes: frozenset[str]
    generations: dict[str, str]
    qualifiers: frozenset[str]
    particles: frozenset[str]
    chain: frozenset[str]
    nicknames: dict[str, frozenset[int]]
    sounds: tuple[tuple[str, str], ...]
    gendered: tuple[tuple[str, str], ...]
    forms: frozenset[tuple[str, ...]]
    longest_form: int
    stop: frozenset[str]
    short: dict[str, tuple[str, ...]]
    generic: frozenset[str]
    countries: dict[str, tuple[str, ...]]
    cities: dict[str, str]
    clubs: frozenset[str]
    places: frozenset[str]


@dataclass(frozen=True, slots=True)
class Folded:
    """A name's words: `words` are all; `plain` are those of a person without particles, of a thing as it is written.

    `coarse` says that the script tells little more than consonants.
    """

    text: str
    words: tuple[str, ...]
    generation: str | None = None
    acronym: str | None = None
    initials: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    coarse: bool = False


@cache
def tables() -> Tables:
    """The compiled Tables, made when first asked for. Scripts, transliterations, titles, nicknames and legal forms
    are the same whatever language an account is in: those of names.toml of English, for every name.
    """
    table = load("en").table("names")
    letters = _letters(table.get("scripts", {}))
    titles, forms, particles = table.get("titles", {}), table.get("forms", {}), table.get("particles", {})
    endings = table.get("slavic", {})

    def bare(word: str) -> str:
        return _plain(word, letters).replace(".", "")

    legal_forms = (word for name in ("limited", "stock") for word in forms.get(name, ()))
    legal = {tuple(bare(word).replace("/", " ").split()) for word in legal_forms}
    return Tables(
        letters=letters,
        titles=_words(titles, ("male", "female", "any", "foreign"), letters),
        suffixes=_words(titles, ("suffixes",), letters),
        generations={bare(form): word for word, row in titles.get("generation", {}).items() for form in row},
        qualifiers=_words(titles, ("qualifiers",), letters),
        particles=_words(particles, ("drop",), letters),
        chain=_words(particles, ("chain",), letters),
        nicknames=_nicknames(table.get("nicknames", {}).get("families", ())),
        sounds=tuple((old, new) for old, new in table.get("transliteration", {}).get("rules", ())),
        gendered=tuple((male, female) for row in ("gendered", "given") for male, female in endings.get(row, ())),
        forms=frozenset(legal),
        longest_form=max((len(form) for form in legal), default=0),
        stop=_words(forms, ("stop",), letters),
        short={bare(word): tuple(long.split()) for word, long in table.get("abbreviations", {}).items()},
        generic=_words(table.get("generic", {}), ("words",), letters) | _words(table.get("cues", {}), KINDS, letters),
        countries={word: tuple(place.split()) for word, place in _places(table.get("demonyms", {}), letters).items()},
        cities={w: c for w, c in _places(table.get("places", {}), letters).items() if w.isalpha() and len(w) > 3},
        clubs=_words(forms, ("clubs",), letters),
        places=frozenset(_plain(word, letters) for word in _place_names(table)),
    )  # fmt: skip


def _letters(scripts: dict[str, str]) -> dict[int, str]:
    pairs = (pair.split("=") for row in scripts.values() for pair in row.split())
    return {ord(letter): latin for letter, latin in pairs}


def _words(table: dict[str, Any], names: tuple[str, ...], letters: dict[int, str]) -> frozenset[str]:
    return frozenset(_plain(word, letters).replace(".", "") for name in names for word in table.get(name, ()))


def _places(rows: dict[str, list[str]], letters: dict[int, str]) -> dict[str, str]:
    """Each word of the rows with the place whose row it is in."""
    return {_plain(word, letters): _plain(place, letters) for place, row in rows.items() for word in row}


def _place_names(table: dict[str, Any]) -> list[str]:
    listed = [name for part in ("places", "demonyms", "metonyms") for name in table.get(part, {})]
    return [*listed, *table.get("known", {}).get("place", ())]


def _nicknames(families: tuple[str, ...]) -> dict[str, frozenset[int]]:
    found = grouped((name, number) for number, family in enumerate(families) for name in family.split())
    return {name: frozenset(numbers) for name, numbers in found.items()}


def _plain(text: str, letters: dict[int, str]) -> str:
    """Small letters without marks, other scripts spelt in Latin letters."""
    if text.isascii():
        return text.lower()
    small = unicodedata.normalize("NFKC", text).lower().translate(letters)
    if any(letter >= FAR for letter in small):
        small = UNSAID.sub("", "".join(map(_spoken, small))).replace(INHERENT, "a")
    bare = "".join(c for c in unicodedata.normalize("NFKD", small) if not unicodedata.combining(c))
    return bare.translate(letters)


@lru_cache(maxsize=4096)
def _spoken(letter: str) -> str:
    """A letter of a script of syllables as Unicode names it: Hangul, kana, Ethiopic, the scripts of India.

    A vowel sign takes the place of the inherent vowel of the letter before, a virama and a word's end remove it.
    """
    kind, _, spoken = unicodedata.name(letter, "").rpartition(" ")
    if letter < FAR or kind.startswith(("LATIN", "GREEK", "CYRILLIC")):
        return letter
    if kind.endswith(" VOWEL SIGN"):
        return MUTE + spoken.lower()
    if SYLLABLE.search(kind):
        inherent = letter < INDIC and len(spoken) > 1 and spoken[-1] == "A" != spoken[-2]
        return spoken[:-1].lower() + INHERENT if inherent else spoken.lower()
    if spoken in ("ANUSVARA", "CANDRABINDU"):
        return "n"
    return MUTE if spoken == "VIRAMA" else letter


def _tokens(text: str, letters: dict[int, str]) -> list[str]:
    """The words of a name: apostrophes closed up, joined capitals parted, abbreviations' full stops removed."""
    if not text.isupper():
        text = CAMEL.sub(" ", text)
    words: list[str] = WORD.findall(_plain(text, letters).translate(APOSTROPHES))
    return [word for word in words[: MAX_WORDS * 2] if word != "."]


@lru_cache(maxsize=65536)
def fold_person(text: str) -> Folded:
    """A personal name: titles and suffixes dropped, "Last, First" put in order, initials parted."""
    kit = tables()
    text = text[:MAX_CHARS]
    before, comma, after = text.partition(",")
    tail = _tokens(after, kit.letters) if comma else []
    inverted = bool(comma and tail and not all(word.replace(".", "") in kit.suffixes for word in tail))
    raw = _tokens(f"{after} {before}" if inverted else _surname_last(text), kit.letters)
    parted = [part for word in raw for part in _initial_parts(word)] if "." in text or "&" in text else raw
    words = _without_titles(parted, text, kit)
    kept = [w for w in words if len(w) > 1 or w not in kit.particles or f" {w} " not in text]  # "y", "e": and
    generation = None
    while len(kept) > 1 and kept[-1] in kit.suffixes:
        suffix = kept.pop()
        generation = kit.generations.get(suffix, generation)
    if not kept:
        kept = raw
    words = kept[:MAX_WORDS]
    given = 0 if words and words[0] in kit.nicknames and text.startswith(f"{words[0].capitalize()} ") else -1
    core = tuple(word for place, word in enumerate(words) if place == given or not _particle(word, words[place:], kit))
    return Folded(text, tuple(words), generation, plain=core, coarse=_coarse(text))


def _particle(word: str, rest: list[str], kit: Tables) -> bool:
    """Whether a word may be left out of a name: neither the last of `rest` nor an initial."""
    return word in kit.particles and len(rest) > 1 and len(word) > 1


def _coarse(text: str) -> bool:
    """Whether a name is in a script that leaves out vowels or tells consonants less finely than Latin letters do."""
    return not text.isascii() and any(first <= letter <= last for letter in text for first, last in COARSE)


def readable(words: tuple[str, ...]) -> bool:
    """Whether folding led to Latin letters or digits throughout."""
    letters = "".join(words)
    return letters.isascii() or all(letter < FAR for letter in letters)


def _surname_last(text: str) -> str:
    """A name that opens with its surname in capitals, in the usual order: "LEROY Jean" is "Jean LEROY"."""
    first, _, rest = text.partition(" ")
    if len(first) > SURNAME and first.isupper() and rest and not any(word.isupper() for word in rest.split()):
        return f"{rest} {first}"
    return text


def _initial_parts(word: str) -> list[str]:
    """ "j.c." is two initials, "st." one word."""
    if "." not in word:
        return [word] if word != "&" else []
    return [part for part in word.split(".") if part]


def _without_titles(words: list[str], text: str, kit: Tables) -> list[str]:
    """The words without the titles before them, unless the first is a part of a name with a hyphen ("Young-ho")."""
    opening = text.lstrip().partition(" ")[0]
    if "-" in opening and opening.lower() not in kit.titles:
        return words
    first = 0
    while first < len(words) - 1 and (words[first] in kit.titles or words[first] in kit.qualifiers):
        first += 1
    return words[first:]


@lru_cache(maxsize=65536)
def fold_organization(text: str) -> Folded:
    """The name of an organization or a thing: legal forms dropped, short words written out, stop words dropped."""
    kit = tables()
    text = text[:MAX_CHARS]
    raw = _tokens(text, kit.letters)
    every = [word for word in _close_letters([word.replace(".", "") for word in raw]) if word and word != "&"]
    words = _without_forms(every[:MAX_WORDS], kit)
    words = [ROMAN.get(word, word) if place else word for place, word in enumerate(words)]
    if len(words) > 1:
        words[-1] = LAST.get(words[-1], words[-1])
    full = _written_out(words, kit) if len(words) > 1 else words
    plain = tuple(word for word in words if word not in kit.stop) or tuple(words)
    content = tuple(word for word in full if word not in kit.stop) or tuple(full)
    chains = ([w for w in every if w not in kit.stop], every, content, plain)
    initials = tuple(dict.fromkeys("".join(word[0] for word in chain) for chain in chains))
    return Folded(text, content, None, _acronym(text, words), initials, plain)


def _written_out(words: list[str], kit: Tables) -> list[str]:
    full: list[str] = []
    for word in words:
        full.extend(kit.short.get(word) or kit.countries.get(word) or (kit.cities.get(word, word),))
    return full


def _acronym(text: str, words: list[str]) -> str | None:
    """The one word in capitals of a name that has, besides, at most a place."""
    capitals = [
        word.replace(".", "") for word in text.split() if word.isupper() and 2 <= len(word.replace(".", "")) <= 7
    ]
    if len(capitals) != 1 or len(words) > 2 or (len(words) == 2 and len(capitals[0]) < 3):
        return None
    return capitals[0].lower()


def _close_letters(words: list[str]) -> list[str]:
    """Runs of single letters are one word: "L X C" is "lxc"."""
    closed: list[str] = []
    run = ""
    for word in words:
        if len(word) == 1 and word.isalpha():
            run += word
            continue
        if run:
            closed.append(run)
            run = ""
        closed.append(word)
    return [*closed, run] if run else closed


def _without_forms(words: list[str], kit: Tables) -> list[str]:
    """The words without legal forms at either end, unless nothing else would be left."""
    changed = True
    while changed and len(words) > 1:
        changed = False
        for size in range(min(kit.longest_form, len(words) - 1), 0, -1):
            if tuple(words[-size:]) in kit.forms or (size == 1 and words[-1] in kit.clubs):
                words, changed = words[:-size], True
                break
            if tuple(words[:size]) in kit.forms or (size == 1 and words[0] in kit.clubs):
                words, changed = words[size:], True
                break
    return words


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """How a word of a name sounds over transliterations: Marzouq, Marzook and Marzouk give one sound."""
    for old, new in tables().sounds:
        if old in word:
            word = word.replace(old, new)
    out = ""
    for letter in word:
        if not out or out[-1] != letter:
            out += letter
    return out


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """The consonants of a word's sound; the word itself where there are none. A key for blocking."""
    heard = sound(_plain(word, tables().letters))
    bones = "".join(letter for letter in heard if letter not in "aeiou")
    return bones or heard
