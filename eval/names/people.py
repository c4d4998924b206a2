"""Pairs of names of invented people: one person's name in two ways, and other people who share a part of it."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import OSA
from spelling import LETTERS, STOCK, Made, bare, in_script, latin, respelt, slip

from retold.languages import load

TITLES = ("Mr.", "Mrs.", "Dr.", "President", "Prime Minister", "General", "Sen.", "Professor", "Sir", "Judge")
NEAR = 3  # how much oftener than other kinds: those are the pairs that a program asks about


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


def new_person(chance: random.Random) -> Person:
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


def _latin_person(person: Person, chance: random.Random) -> Person:
    """The person as a plain system of transliteration writes the name."""
    if person.culture != "russian":
        return person
    given, last = latin(person.given, chance, True), latin(person.last, chance, True)
    return Person(person.culture, person.gender, given, tuple(latin(m, chance, True) for m in person.middle), last)


def _initials(names: str) -> str:
    return "-".join(part[0] + "." for part in names.split("-")) if "-" in names else names[0] + "."


def person_pairs(native: Person, chance: random.Random) -> Iterator[Made]:
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
        ("slip", base, slip(base, chance)),
        ("slip", short, slip(short, chance)),
        ("two slips", base, slip(slip(base, chance), chance)),
        ("title", base, f"{chance.choice(TITLES)} {base}"),
        ("order", base, f"{person.last}, {' '.join((person.given, *person.middle))}"),
        ("order", short, f"{person.last} {person.given}"),
        ("capitals and slip", base.upper(), slip(short, chance)),
        ("initial", short, f"{_initials(person.given)} {person.last}"),
        ("initial and slip", f"{_initials(person.given)} {slip(person.last, chance)}", short),
        ("surname", base, person.last),
        ("surname", person.last, short),
        ("given name", short, person.given),
        ("joined", short, short.replace(" ", "").lower().capitalize()),
        ("middle initial more", short, f"{person.given} {chance.choice(LETTERS).upper()}. {person.last}"),
        ("title and slip", f"{chance.choice(TITLES)} {short}", slip(base, chance)),
        ("slip in surname", slip(person.last, chance), person.last),
        ("cut at the end", base, base[: -chance.randrange(1, 4)] if len(person.last) > 6 else f"{base}s"),
        ("cut given name", short, f"{person.given[: chance.randrange(3, 5)]} {person.last}"),
    ]
    if person.middle:
        letters = " ".join(name[0] + "." for name in person.middle)
        rows += [
            ("middle gone", full, short),
            ("middle gone and slip", full, slip(short, chance)),
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
            rows.append(("transliteration", latin(text, chance), latin(text, chance)))
        rows += [
            ("script", full, latin(full, chance)),
            ("script", native.short(), latin(native.short(), chance)),
            ("script, order", f"{native.last} {native.given}", latin(full, chance)),
            ("middle gone, transliteration", latin(full, chance), latin(native.short(), chance)),
            ("cut ending", short, latin(native.short(), chance) + "s"),
        ]
    else:
        for text in (base, short, base, short, person.last):
            rows.append(("respelt", text, respelt(text, person.culture, chance, chance.choice((1, 2, 2, 3)))))
        rows.append(("marks", base, bare(base)))
    nicknames = [f.split() for f in load("en").table("names")["nicknames"]["families"]]
    mine = [f for f in nicknames if person.given.lower() in f]
    if mine:
        other = chance.choice([name for name in mine[0] if name != person.given.lower()] or [person.given])
        rows += [("nickname", short, f"{other.capitalize()} {person.last}")] * 2
    script = _script(person, chance)
    rows += [("other script", in_script(text, script, chance), text) for text in (base, short)]
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
    return rows + _other_by_culture(person, (given, woman, last), chance)


def _other_by_culture(
    person: Person, others: tuple[str, str, str], chance: random.Random
) -> list[tuple[str, str, str]]:
    """The same, where the script or the culture's names let people share more."""
    given, woman, last = others
    full, short = person.full(), person.short()
    rows: list[tuple[str, str, str]] = []
    script = _script(person, chance)
    rows += [("other given, other script", in_script(short, script, chance), f"{given} {person.last}")]
    rows += [("other surname, other script", in_script(short, script, chance), f"{person.given} {last}")]
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
            name = latin(_gendered(name, person.gender) if last else name, chance, True)
        if name not in mine:
            return name
    return "Xavier"


def _nearest(person: Person, part: str, chance: random.Random) -> str:
    """One of the three real names of the culture that are written most like the person's own."""
    table = STOCK["people"][person.culture]
    names = table[person.gender] if part == "given" else table["last"]
    own = person.given if part == "given" else person.last
    if person.culture == "russian":
        names = [latin(_gendered(n, person.gender) if part == "last" else n, chance, True) for n in names]
    others = sorted((OSA.distance(own, name), name) for name in names if name != own)
    return chance.choice(others[:3])[1]
