"""Pairs of names of invented organizations and things: one name in two ways, and others that share a part of it."""

import random
from collections.abc import Callable, Iterator

from spelling import LETTERS, STOCK, Made, respelt, slip

from retold.languages import load


def thing_pairs(chance: random.Random) -> Iterator[Made]:
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
    brand, other = _brand(chance), _brand(chance)
    yield from _one_company(brand, other, chance)
    yield from _two_companies(brand, other, chance)


def _one_company(brand: str, other: str, chance: random.Random) -> Iterator[Made]:
    kind, form = chance.choice(STOCK["things"]["companies"]), chance.choice(STOCK["things"]["forms"])
    place = _country(chance)[0]
    name = f"{brand} {kind}"
    long, short = chance.choice(form), chance.choice(form)
    yield "form gone", f"{name} {long}", name, True
    yield "form gone", f"{brand} {long}", brand, True
    yield "form spelt", f"{name} {form[0]}", f"{name} {form[-1]}", True
    yield "form first", f"{form[0]} {brand}", f"{brand} {short}", True
    yield "form and slip", f"{name} {long}", slip(name, chance), True
    yield "form and slip", f"{slip(brand, chance)} {form[0]}", f"{brand} {form[-1]}", True
    yield "slip", name, slip(name, chance), True
    yield "kind gone", name, brand, True
    yield "brand of two", f"{brand} {other}", brand, True
    yield "brand of two", f"{brand} {other} {kind}", f"{brand} {other}", True
    yield "brand of two", f"{brand} {other} {kind}", brand, True
    yield "kind gone", f"{name} {long}", brand, True
    yield "place gone", f"{brand} {place} {short}", f"{brand} {short}", True
    yield "place gone", f"{brand} ({place}) {long}", brand, True
    yield "capitals", f"{name} {long}".upper(), slip(name, chance), True
    yield "joined", f"{brand}{kind.lower()}", name, True
    if len(brand) > 4:
        yield "joined form", f"{brand}{form[-1]}", f"{brand} {form[0]}", True
    yield "spelling", name, respelt(name, "german", chance), True


def _two_companies(brand: str, other: str, chance: random.Random) -> Iterator[Made]:
    table = STOCK["things"]
    kind, kind2 = chance.sample(table["companies"], 2)
    form, form2 = chance.sample(table["forms"], 2)
    name = f"{brand} {kind}"
    long, short = chance.choice(form), chance.choice(form)
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
    yield "slip", name, slip(name, chance), True
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
            yield "spelling and slip", slip(name, chance), name.replace(one, other), True
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
    yield "slip", f"{people} {name}", slip(f"{people} {name}", chance), True
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
    yield "slip", f"{town} {seat}", slip(f"{town} {seat}", chance), True
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
    yield "slip", one.format(town), slip(one.format(town), chance), True
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
    yield "slip", f"{name} {number}", f"{slip(name, chance)} {number}", True
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
