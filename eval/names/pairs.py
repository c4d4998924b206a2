"""Pairs of names made by rules, to train `same_name` on: same and different people, same and different organizations.

In: `stock.toml` (common names, ways of transliteration) and the lexicon's demonyms and nicknames. Out: Pairs, the same
in every run. Each pair comes from one invented person or organization, whose key keeps its pairs in one fold. A same
pair is the name and another way in which news and lists write it; a different pair is that of another bearer who shares
as much as real namesakes do.
"""

import random
import tomllib
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rapidfuzz.distance import OSA

from retold.languages import load
from retold.resolve.names_fold import tables
from retold.resolve.names_words import gender_pair

STOCK: dict[str, Any] = tomllib.loads((Path(__file__).parent / "stock.toml").read_text(encoding="utf-8"))
PEOPLE, THINGS = 900, 700  # invented bearers; each gives a few pairs
TITLES = ("Mr.", "Mrs.", "Dr.", "President", "Prime Minister", "General", "Sen.", "Professor", "Sir", "Judge")
NEAR = 3  # how much oftener than other kinds: those are the pairs that a program asks about
STROKES = str.maketrans("łŁøØđĐıß", "lLoOdDis")
VOWELS = "aeiou"
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names, their type, whether they are one, and the bearer they were made for."""

    left: str
    right: str
    type: str
    same: bool
    key: str
    way: str


@dataclass(frozen=True, slots=True)
class Person:
    """An invented person: given names, middle names, surname, as the culture writes them."""

    culture: str
    gender: str
    given: str
    middle: tuple[str, ...]
    last: str

    def full(self) -> str:
        return " ".join((self.given, *self.middle, self.last))

    def short(self) -> str:
        return f"{self.given} {self.last}"


def pairs() -> Iterator[Pair]:
    """All made pairs, in the order of their bearers."""
    chance = random.Random(20)  # noqa: S311 (a fixed seed: every run makes the same pairs)
    for number in range(PEOPLE):
        person = _person(chance)
        for way, left, right, same in _person_pairs(person, chance):
            if left.casefold() != right.casefold() and not (same and _gendered_slip(left, right)):
                yield Pair(*_turned(left, right, chance), "person", same, f"person-{number}", way)
    for number in range(THINGS):
        for way, left, right, same in _thing_pairs(chance):
            if left.casefold() != right.casefold():
                yield Pair(*_turned(left, right, chance), "organization", same, f"thing-{number}", way)


def _gendered_slip(left: str, right: str) -> bool:
    """Whether a slip or a cut made the other gender's form of a name by chance, which stands for another bearer."""
    ours, theirs = left.lower().split(), right.lower().split()
    return any(gender_pair(one, other, tables()) for one in ours for other in theirs)


def _turned(left: str, right: str, chance: random.Random) -> tuple[str, str]:
    return (left, right) if chance.random() < 0.5 else (right, left)


# --- people -----------------------------------------------------------------------------------------------------------


def _person(chance: random.Random) -> Person:
    culture = chance.choice(sorted(STOCK["people"]))
    table = STOCK["people"][culture]
    gender = "male" if chance.random() < 0.65 else "female"
    given, last = chance.choice(table[gender]), chance.choice(table["last"])
    middle: tuple[str, ...] = ()
    if culture == "russian":
        last = _gendered(last, gender)
        middle = (chance.choice(table[f"middle_{gender}"]),) if chance.random() < 0.5 else ()
    elif culture == "arabic" and chance.random() < 0.4:
        middle = (chance.choice(table["male"]),)
    elif culture == "spanish" and chance.random() < 0.3:
        last = f"{last} {chance.choice(table['last'])}"
    elif chance.random() < 0.3:
        middle = tuple(chance.sample(table[gender], chance.choice((1, 1, 2))))
    return Person(culture, gender, given, tuple(name for name in middle if name != given), last)


def _gendered(last: str, gender: str) -> str:
    if gender == "male" or last.endswith("ко"):
        return last
    return last[:-2] + "ая" if last.endswith("ий") else last + "а"


def _latin(text: str, chance: random.Random, plain: bool = False) -> str:
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


def _in_script(name: str, script: str, chance: random.Random) -> str:
    """A Latin name in another script, as the rows of the stock write it; vowels may be left out where they may."""
    rows = [pair.split("=") for pair in STOCK["scripts"][script].split()]
    table = {latin: letters.split(",") for latin, letters in rows}
    out = []
    for word in _bare(name).lower().replace("-", " ").replace("'", "").split():
        written, at = "", 0
        while at < len(word):
            size = next((size for size in (3, 2, 1) if word[at : at + size] in table), 0)
            ways = table[word[at : at + size]] if size else ["-"]
            written += ways[0] if at == 0 else chance.choice(ways)
            at += size or 1
        out.append(written.replace("-", ""))
    return str(STOCK["scripts"]["words"][script]).join(out)


def _latin_person(person: Person, chance: random.Random) -> Person:
    """The person as a plain system of transliteration writes the name."""
    if person.culture != "russian":
        return person
    given, last = _latin(person.given, chance, True), _latin(person.last, chance, True)
    return Person(person.culture, person.gender, given, tuple(_latin(m, chance, True) for m in person.middle), last)


def _respelt(name: str, culture: str, chance: random.Random, times: int = 1) -> str:
    """A name with one or more sounds spelt another way, marks dropped by chance."""
    rules = [(old, new) for old, new in STOCK["respell"].get(culture, ()) if old in name]
    for old, new in chance.sample(rules, min(times, len(rules))):
        name = name.replace(old, new, 1)
    return _bare(name) if chance.random() < 0.5 else name


def _bare(name: str) -> str:
    """Without marks, as keyboards that lack them write it."""
    bare = "".join(letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter))
    return bare.translate(STROKES)


def _slip(text: str, chance: random.Random) -> str:
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


def _initials(names: str) -> str:
    return "-".join(part[0] + "." for part in names.split("-")) if "-" in names else names[0] + "."


Made = tuple[str, str, str, bool]


def _person_pairs(native: Person, chance: random.Random) -> Iterator[Made]:
    person = _latin_person(native, chance)
    same, different = _same_person(native, person, chance), _other_person(person, chance)
    for way, left, right in chance.sample(same, min(4, len(same))):
        yield way, left, right, True
    for way, left, right in chance.sample(different, min(4, len(different))):
        yield way, left, right, False


def _same_person(native: Person, person: Person, chance: random.Random) -> list[tuple[str, str, str]]:
    """Ways in which one person's name is written."""
    full, short = person.full(), person.short()
    base = full if chance.random() < 0.5 else short
    rows = [
        ("slip", base, _slip(base, chance)),
        ("slip", short, _slip(short, chance)),
        ("two slips", base, _slip(_slip(base, chance), chance)),
        ("title", base, f"{chance.choice(TITLES)} {base}"),
        ("order", base, f"{person.last}, {' '.join((person.given, *person.middle))}"),
        ("order", short, f"{person.last} {person.given}"),
        ("capitals and slip", base.upper(), _slip(short, chance)),
        ("initial", short, f"{_initials(person.given)} {person.last}"),
        ("initial and slip", f"{_initials(person.given)} {_slip(person.last, chance)}", short),
        ("surname", base, person.last),
        ("surname", person.last, short),
        ("given name", short, person.given),
        ("joined", short, short.replace(" ", "").lower().capitalize()),
        ("middle initial more", short, f"{person.given} {chance.choice(LETTERS).upper()}. {person.last}"),
        ("title and slip", f"{chance.choice(TITLES)} {short}", _slip(base, chance)),
        ("slip in surname", _slip(person.last, chance), person.last),
        ("cut at the end", base, base[: -chance.randrange(1, 4)] if len(person.last) > 6 else f"{base}s"),
        ("cut given name", short, f"{person.given[: chance.randrange(3, 5)]} {person.last}"),
    ]
    if person.middle:
        letters = " ".join(name[0] + "." for name in person.middle)
        rows += [
            ("middle gone", full, short),
            ("middle gone and slip", full, _slip(short, chance)),
            ("middle initial", full, f"{person.given} {letters} {person.last}"),
            ("middle moved", full, " ".join((*person.middle, person.given, person.last))),
            ("middle gone, order", full, f"{person.last} {person.given}"),
            ("first two", full, " ".join((person.given, *person.middle))),
        ]
        if person.culture != "arabic":  # there it would be the father
            rows.append(("given gone", full, " ".join((*person.middle, person.last))))
    return rows + _same_by_culture(native, person, (base, short), chance)


def _same_by_culture(
    native: Person, person: Person, forms: tuple[str, str], chance: random.Random
) -> list[tuple[str, str, str]]:
    base, short = forms
    rows: list[tuple[str, str, str]] = []
    if native.culture == "russian":
        full = native.full()
        for text in (native.short(), full, native.last, native.short(), full):
            rows.append(("transliteration", _latin(text, chance), _latin(text, chance)))
        rows += [
            ("script", full, _latin(full, chance)),
            ("script", native.short(), _latin(native.short(), chance)),
            ("script, order", f"{native.last} {native.given}", _latin(full, chance)),
            ("middle gone, transliteration", _latin(full, chance), _latin(native.short(), chance)),
            ("cut ending", short, _latin(native.short(), chance) + "s"),
        ]
    else:
        for text in (base, short, base, short, person.last):
            rows.append(("respelt", text, _respelt(text, person.culture, chance, chance.choice((1, 2, 2, 3)))))
        rows.append(("marks", base, _bare(base)))
    nicknames = [f.split() for f in load("en").table("names")["nicknames"]["families"]]
    mine = [f for f in nicknames if person.given.lower() in f]
    if mine:
        other = chance.choice([name for name in mine[0] if name != person.given.lower()] or [person.given])
        rows += [("nickname", short, f"{other.capitalize()} {person.last}")] * 2
    script = _script(person, chance)
    rows += [("other script", _in_script(text, script, chance), text) for text in (base, short)]
    if "-" in base:
        rows.append(("hyphen", base, base.replace("-", " ")))
    if person.culture == "spanish" and " " in person.last and person.last.split()[0][0].isupper():
        rows += [("second surname gone", base, f"{person.given} {person.last.split()[0]}")] * 2
    return rows


def _script(person: Person, chance: random.Random) -> str:
    """The script in which the press of some country would write the name."""
    home = {"arabic": "arabic", "southern": "greek"}.get(person.culture)
    return home or str(chance.choice(("arabic", "hebrew", "greek", "kana", "kana")))


def _other_person(person: Person, chance: random.Random) -> list[tuple[str, str, str]]:
    """Other people whose names share something with this one."""
    table = STOCK["people"][person.culture]
    full, short = person.full(), person.short()
    base = full if chance.random() < 0.5 else short
    given, woman = _other(table[person.gender], person, chance), _other(_women(table, person), person, chance)
    last = _other(table["last"], person, chance, last=True)
    near_given, near_last = _nearest(person, "given", chance), _nearest(person, "last", chance)
    middle = _other(table[person.gender], person, chance)
    letter = chance.choice([x for x in LETTERS if x != given[0].lower() and x != person.given[0].lower()]).upper()
    lettered = f"{person.given} {letter}. {person.last}"
    rows = [
        ("other given", base, f"{given} {person.last}"),
        ("other given, capitals", short.upper(), f"{given} {person.last}"),
        ("other gender", base, f"{woman} {person.last}"),
        ("other surname", base, f"{person.given} {last}"),
        ("other surname", short, f"{person.given} {last}"),
        *[("near given", short, f"{near_given} {person.last}")] * NEAR,
        *[("near surname", short, f"{person.given} {near_last}")] * NEAR,
        ("other initial", short, f"{letter}. {person.last}"),
        ("other initial", f"{given[0]}. {person.last}", f"{letter}. {person.last}"),
        ("other both", short, f"{given} {near_last}"),
        ("other both", base, f"{given} {last}"),
        ("given is surname", short, f"{given} {person.given}"),
        ("swapped roles", short, f"{person.last} {last}"),
        ("near surname alone", person.last, near_last),
        ("near surname alone", person.last, f"{given} {near_last}"),
        ("other surname alone", short, last),
        ("other middle", f"{person.given} {middle} {person.last}", f"{person.given} {given} {person.last}"),
        ("other middle initial", lettered, f"{person.given} {given} {person.last}"),
        ("other middle initial", lettered, f"{person.given} {given[0]}. {person.last}"),
        ("generation", f"{short} Jr.", f"{short} Sr."),
        ("other given, order", f"{person.last}, {given}", short),
        ("other given, middle", f"{given} {middle} {person.last}", base),
        ("other surname, middle", f"{person.given} {middle} {last}", base),
    ]
    rows += [("longer surname", short, short + chance.choice(STOCK["people_more"]["ends"]))] * NEAR
    script = _script(person, chance)
    rows += [("other given, other script", _in_script(short, script, chance), f"{given} {person.last}")]
    rows += [("other surname, other script", _in_script(short, script, chance), f"{person.given} {last}")]
    if person.culture == "arabic" and person.gender == "male":
        fathers = " ".join((given, person.given, *person.middle, person.last))
        rows += [("child", fathers, full)] * 6
    if person.middle:
        rows += [
            ("other given, same middle", full, " ".join((given, *person.middle, person.last))),
            ("other surname, same middle", full, " ".join((person.given, *person.middle, last))),
            ("middle as given", full, f"{given} {person.middle[0]}"),
            ("middle alone", full, person.middle[0]),
        ]
    if person.last.endswith(("ov", "ev", "in", "sky", "ova", "eva", "ina")):
        rows += [("gender of surname", short, f"{woman} {_turn_gender(person.last)}")] * 3
        rows.append(("gender of surname", person.last, _turn_gender(person.last)))
    return rows


def _women(table: dict[str, list[str]], person: Person) -> list[str]:
    return table["female" if person.gender == "male" else "male"]


def _turn_gender(last: str) -> str:
    if last.endswith("a"):
        return last[:-1]
    return last[:-2] + "kaya"[1:] if last.endswith("sky") else last + "a"


def _other(names: list[str], person: Person, chance: random.Random, last: bool = False) -> str:
    """Another given name or surname of the culture, in Latin letters."""
    mine = {person.given, person.last, *person.middle}
    for _ in range(20):
        name = chance.choice(names)
        if person.culture == "russian":
            name = _latin(_gendered(name, person.gender) if last else name, chance, True)
        if name not in mine:
            return name
    return "Xavier"


def _nearest(person: Person, part: str, chance: random.Random) -> str:
    """One of the three real names of the culture that are written most like the person's own."""
    table = STOCK["people"][person.culture]
    names = table[person.gender] if part == "given" else table["last"]
    own = person.given if part == "given" else person.last
    if person.culture == "russian":
        names = [_latin(_gendered(n, person.gender) if part == "last" else n, chance, True) for n in names]
    others = sorted((OSA.distance(own, name), name) for name in names if name != own)
    return chance.choice(others[:3])[1]


# --- organizations and things -----------------------------------------------------------------------------------------


def _thing_pairs(chance: random.Random) -> Iterator[Made]:
    maker: Callable[[random.Random], Iterator[Made]] = chance.choice(
        (_company, _company, _company, _body, _movement, _seat, _club, _vessel)
    )
    rows = [(way, *(_formed(name, same, chance) for name in names), same) for way, *names, same in maker(chance)]
    for same in (True, False):
        found = [row for row in rows if row[3] is same]
        yield from chance.sample(found, min(3, len(found)))


def _formed(name: str, same: bool, chance: random.Random) -> str:
    """A name with the legal form taken away or put on in half of the different pairs: it must not tell them."""
    forms = [form for row in STOCK["things"]["forms"] for form in row if name.endswith(f" {form}")]
    if same or not forms or chance.random() < 0.5:
        return name
    return name.removesuffix(f" {max(forms, key=len)}")


def _brand(chance: random.Random) -> str:
    table = STOCK["things"]
    if chance.random() < 0.15:
        return "".join(chance.choice(LETTERS) for _ in range(3)).upper()
    if chance.random() < 0.2:
        culture = STOCK["people"][chance.choice(("english", "german", "french", "southern"))]
        return str(chance.choice(culture["last"]))
    return str(chance.choice(table["starts"]) + chance.choice(table["middles"]) + chance.choice(table["ends"]))


def _country(chance: random.Random) -> tuple[str, str]:
    rows = load("en").table("names")["demonyms"]
    name = chance.choice(sorted(rows))
    return name, rows[name][0]


def _company(chance: random.Random) -> Iterator[Made]:
    table = STOCK["things"]
    brand, other = _brand(chance), _brand(chance)
    kind, kind2 = chance.sample(table["companies"], 2)
    form, form2 = chance.sample(table["forms"], 2)
    place = _country(chance)[0]
    name = f"{brand} {kind}"
    long, short = chance.choice(form), chance.choice(form)
    yield "form gone", f"{name} {long}", name, True
    yield "form gone", f"{brand} {long}", brand, True
    yield "form spelt", f"{name} {form[0]}", f"{name} {form[-1]}", True
    yield "form first", f"{form[0]} {brand}", f"{brand} {short}", True
    yield "form and slip", f"{name} {long}", _slip(name, chance), True
    yield "form and slip", f"{_slip(brand, chance)} {form[0]}", f"{brand} {form[-1]}", True
    yield "slip", name, _slip(name, chance), True
    yield "kind gone", name, brand, True
    yield "brand of two", f"{brand} {other}", brand, True
    yield "brand of two", f"{brand} {other} {kind}", f"{brand} {other}", True
    yield "brand of two", f"{brand} {other} {kind}", brand, True
    yield "kind gone", f"{name} {long}", brand, True
    yield "place gone", f"{brand} {place} {short}", f"{brand} {short}", True
    yield "place gone", f"{brand} ({place}) {long}", brand, True
    yield "capitals", f"{name} {long}".upper(), _slip(name, chance), True
    yield "joined", f"{brand}{kind.lower()}", name, True
    if len(brand) > 4:
        yield "joined form", f"{brand}{form[-1]}", f"{brand} {form[0]}", True
    yield "spelling", name, _respelt(name, "german", chance), True
    yield "other brand", name, f"{other} {kind}", False
    yield "other brand", f"{name} {long}", f"{other} {kind} {long}", False
    yield "other brand", f"{brand} {form[0]}", f"{other} {form[0]}", False
    yield "other kind", name, f"{brand} {kind2}", False
    yield "other kind", f"{name} {long}", f"{brand} {kind2} {chance.choice(form2)}", False
    yield "part of brand", f"{brand} {other} {kind}", f"{other} {kind2}", False
    yield "near brand", f"{brand} {kind}", f"{_brand_near(brand, chance)} {kind}", False
    yield "near brand", f"{brand} {form[0]}", f"{_brand_near(brand, chance)} {form[-1]}", False
    yield "near brand, more", _brand_near(brand, chance), name, False
    yield "near brand, more", _brand_near(brand, chance), f"{brand} {other} {kind}", False
    yield "brand between", f"{brand} {other} {kind}", name, False
    yield "brand between", f"{brand} {other} {kind} {long}", f"{name} {chance.choice(form2)}", False
    yield "glued kind", brand, brand + chance.choice(table["glued"]), False
    yield "two brands", f"{brand} & {other} {long}", f"{other} & {_brand(chance)} {short}", False
    yield "person", name, f"{chance.choice(STOCK['people']['english']['male'])} {brand}", False
    yield "brand cut", f"{brand} {long}", f"{brand[: max(2, len(brand) // 2)]} {long}", False
    yield "only kind", name, f"{_brand(chance)} {kind} {long}", False


def _brand_near(brand: str, chance: random.Random) -> str:
    """Another brand with the same beginning or ending."""
    table = STOCK["things"]
    if len(brand) == 3:
        return brand[0] + "".join(chance.choice(LETTERS).upper() for _ in range(2))
    end, start = chance.choice(table["ends"]), chance.choice(table["starts"])
    half = max(2, len(brand) // 2)
    return brand[:half] + end if chance.random() < 0.6 else start + brand[half:]


def _letters(name: str) -> str:
    return "".join(word[0] for word in name.replace("-", " ").split() if word[0].isupper())


def _body(chance: random.Random) -> Iterator[Made]:
    table = STOCK["things"]
    topic, topic2 = chance.sample(table["topics"], 2)
    frame, frame2 = chance.sample(table["bodies"], 2)
    (place, people), (place2, people2) = _country(chance), _country(chance)
    name = frame.format(topic)
    yield from _written(name, chance)
    yield "turned", name, f"{topic} {frame.split()[0]}", True
    yield "place gone", f"{people} {name}", name, True
    yield "place moved", f"{people} {name}", f"{name} of {place}", True
    yield "initials", f"{people} {name}", _letters(f"{people} {name}"), True
    yield "slip", name, _slip(name, chance), True
    yield "other topic", name, frame.format(topic2), False
    yield "other topic", f"{people} {name}", f"{people} {frame.format(topic2)}", False
    yield "other body", name, frame2.format(topic), False
    yield "other place", f"{people} {name}", f"{people2} {name}", False
    yield "other place", f"{name} of {place}", f"{name} of {place2}", False
    yield "other initials", f"{people} {name}", _letters(f"{people2} {frame2.format(topic2)}"), False


def _written(name: str, chance: random.Random) -> Iterator[Made]:
    """Ways to write the words of a name short, or as other countries spell them."""
    for one, other in STOCK["things"]["translations"]:
        if one in name:
            yield "spelling", name, name.replace(one, other), True
            yield "spelling and slip", _slip(name, chance), name.replace(one, other), True
    yield "article", name, f"The {name}", True


def _movement(chance: random.Random) -> Iterator[Made]:
    table = STOCK["things"]
    one, two, three = chance.sample(table["movements"], 3)
    front, front2 = chance.sample(table["fronts"], 2)
    (place, people), (_, people2) = _country(chance), _country(chance)
    name = f"{one} {two} {front}"
    yield from _written(name, chance)
    yield "initials", f"{people} {name}", _letters(f"{people} {name}"), True
    yield "initials", f"{name} of {place}", _letters(f"{name} of {place}"), True
    yield "place", f"{people} {name}", f"{name} of {place}", True
    yield "place gone", f"{people} {name}", name, True
    yield "slip", f"{people} {name}", _slip(f"{people} {name}", chance), True
    yield "other quality", name, f"{one} {three} {front}", False
    yield "other quality", f"{one} {front}", f"{three} {front}", False
    yield "other quality", f"{people} {one} {front}", f"{people} {three} {front}", False
    yield "other front", name, f"{one} {two} {front2}", False
    yield "other place", f"{people} {name}", f"{people2} {name}", False


def _seat(chance: random.Random) -> Iterator[Made]:
    table = STOCK["things"]
    seat, seat2 = chance.sample(table["seats"], 2)
    quality, quality2 = chance.sample(table["qualified"], 2)
    (place, people), (place2, _) = _country(chance), _country(chance)
    town, town2 = chance.sample(table["towns"], 2)
    yield "turned", f"{seat} of {place}", f"{place} {seat}", True
    yield "people", f"{people} {quality} {seat}", f"{quality} {seat} of {place}", True
    yield "people", f"{people} {seat}", f"{seat} of {place}", True
    yield "quality gone", f"{town} {seat}", f"{town} {quality} {seat}", True
    yield "bare", f"{quality} {seat} of {place}", f"{quality} {seat}", False
    yield "bare", f"{town} {quality} {seat}", f"{quality} {seat}", False
    yield "bare", f"{people} {seat}", f"The {seat}", False
    yield "bare", f"{town} {seat}", f"The {seat}", False
    yield "bare", f"{place} {seat}", seat, False
    yield "slip", f"{town} {seat}", _slip(f"{town} {seat}", chance), True
    yield "town alone", f"{town} {quality} {seat}", f"{town} {seat}", True
    yield "turned", f"{town} {seat}", f"{seat} of {town}", True
    yield "other place", f"{seat} of {place}", f"{seat} of {place2}", False
    yield "other town", f"{town} {seat}", f"{town2} {seat}", False
    yield "other seat", f"{town} {seat}", f"{town} {seat2}", False
    yield "other quality", f"{quality} {seat} of {place}", f"{quality2} {seat} of {place}", False
    yield "other place", f"{quality} {seat} of {place}", f"{quality} {seat} of {place2}", False


def _club(chance: random.Random) -> Iterator[Made]:
    table = STOCK["things"]
    one, two = chance.sample(table["clubs"], 2)
    town, town2 = chance.sample(table["towns"], 2)
    yield "town alone", one.format(town), town, True
    yield "club letters", f"FC {town}", f"{town} F.C.", True
    yield "club letters", f"{one.format(town)} F.C.", one.format(town), True
    yield "slip", one.format(town), _slip(one.format(town), chance), True
    yield "other town", one.format(town), one.format(town2), False
    yield "other town", one.format(town), two.format(town2), False
    plain = [form for form in table["clubs"] if "C" not in form]
    yield "rival", chance.choice(plain[:2]).format(town), chance.choice(plain[2:]).format(town), False


def _vessel(chance: random.Random) -> Iterator[Made]:
    table = STOCK["things"]
    brand, other, kind = _brand(chance), _brand(chance), chance.choice(table["vessels"])
    number = chance.randrange(2, 40)
    name = f"{brand} {kind}"
    roman = chance.choice(("II", "III", "IV"))
    yield "spacing", f"{name} {number}", f"{name}-{number}", True
    yield "slip", f"{name} {number}", f"{_slip(name, chance)} {number}", True
    yield "form", f"{name} {roman}, L.P.", f"{name} {roman}", True
    yield "quotes", f'OOO "{brand} {number}"', f"OOO {brand} {number}", True
    yield "index", f"{brand} {number * 10}", brand, True
    yield "index", f"{brand} {number}", brand, True
    yield "model", f"{brand} {number * 10 + 7}", f"{brand} {kind}", False
    yield "other number", f"{name} {number}", f"{name} {number + chance.randrange(1, 9)}", False
    yield "other number", f"{name} {roman}", f"{name} V", False
    yield "number more", f"{name} {roman}", name, False
    yield "other brand", f"{name} {number}", f"{other} {kind} {number}", False
    yield "near brand", f"{name}", f"{_brand_near(brand, chance)} {kind}", False
