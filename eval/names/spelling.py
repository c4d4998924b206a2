"""Other ways to write a name: other systems of transliteration, other scripts, slips of the pen.

In: a name and a source of chance. Out: the name written anew, by the rules of `stock.toml`.
"""

import random
import tomllib
import unicodedata
from pathlib import Path
from typing import Any

STOCK: dict[str, Any] = tomllib.loads((Path(__file__).parent / "stock.toml").read_text(encoding="utf-8"))
STROKES = str.maketrans("łŁøØđĐıß", "lLoOdDis")
VOWELS = "aeiou"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
Made = tuple[str, str, str, bool]  # how it was made, two names, whether they are one


def latin(text: str, chance: random.Random, plain: bool = False) -> str:
    """Cyrillic in Latin letters by one of the public systems, the first of each where `plain`."""
    rows = dict(pair.split("=") for pair in STOCK["cyrillic"]["letters"].split())
    out = []
    for word in text.split():
        small, tail = word.lower(), ""
        for end, ways in STOCK["cyrillic"]["endings"]:
            if small.endswith(end) and len(small) > len(end) + 2:
                small, tail = small[: -len(end)], ways[0] if plain else chance.choice(ways)
                break
        body = ""
        for letter in small:
            ways = rows.get(letter, letter).split(",")
            body += ways[0] if plain else chance.choice(ways)
        out.append((body + tail).capitalize())
    return " ".join(out)


def in_script(name: str, script: str, chance: random.Random) -> str:
    """A Latin name in another script, as the rows of the stock write it; vowels may be left out where they may."""
    rows = [pair.split("=") for pair in STOCK["scripts"][script].split()]
    table = {latin: letters.split(",") for latin, letters in rows}
    out = []
    for word in bare(name).lower().replace("-", " ").replace("'", "").split():
        written, at = "", 0
        while at < len(word):
            size = next((size for size in (3, 2, 1) if word[at : at + size] in table), 0)
            ways = table[word[at : at + size]] if size else ["-"]
            written += ways[0] if at == 0 else chance.choice(ways)
            at += size or 1
        out.append(written.replace("-", ""))
    return str(STOCK["scripts"]["words"][script]).join(out)


def respelt(name: str, culture: str, chance: random.Random, times: int = 1) -> str:
    """A name with one or more sounds spelt another way, marks dropped by chance."""
    rules = [(old, new) for old, new in STOCK["respell"].get(culture, ()) if old in name]
    for old, new in chance.sample(rules, min(times, len(rules))):
        name = name.replace(old, new, 1)
    return bare(name) if chance.random() < 0.5 else name


def bare(name: str) -> str:
    """Without marks, as keyboards that lack them write it."""
    bare = "".join(letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter))
    return bare.translate(STROKES)


def slip(text: str, chance: random.Random) -> str:
    """One slip of the pen in a word of four letters or more, seldom in the first letter."""
    words = text.split(" ")
    long = [i for i, word in enumerate(words) if len(word) > 3]
    if not long:
        return text
    which = chance.choice(long)
    word = words[which]
    at = 0 if chance.random() < 0.06 else chance.randrange(1, len(word))
    kind = chance.choice(("drop", "double", "swap", "vowel", "other", "insert"))
    if kind == "drop":
        word = word[:at] + word[at + 1 :]
    elif kind == "double":
        word = word[:at] + word[at] + word[at:]
    elif kind == "swap" and at + 1 < len(word):
        word = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    elif kind == "vowel" and word[at] in VOWELS:
        word = word[:at] + chance.choice([v for v in VOWELS if v != word[at]]) + word[at + 1 :]
    elif kind == "insert":
        word = word[:at] + chance.choice(LETTERS) + word[at:]
    else:
        word = word[:at] + chance.choice(LETTERS) + word[at + 1 :]
    words[which] = word
    return " ".join(words)
