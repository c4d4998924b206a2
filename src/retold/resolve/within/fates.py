"""What the words around a mention tell of a person: harmed, suspected, in office, close to somebody; and how old.

In: Parse and Nodes. Out: a set of flags and the ages of each node, which `Clusters` gather. A suspect is seldom the
officer who tells of him, and two people of different ages are two.
"""

from dataclasses import dataclass, field
from enum import IntFlag
from functools import cache

from retold.languages import Language
from retold.parse import Parse

OLDEST = 118
CLIMB = 4
BACK = 7  # tokens before "of" among which its noun may stand
WIDE = 24
MARKS = frozenset({",", ".", ";", ")", "(", ":", "—", "–", "-"})
RELATIVE = frozenset({"WP", "WDT", "WP$"})
CLAUSES = frozenset({"relcl", "acl"})


class Side(IntFlag):
    NONE = 0
    HARMED = 1
    ACCUSED = 2
    OFFICE = 4
    CLOSE = 8
    TELLS = 16


@dataclass(frozen=True, eq=False, slots=True)
class Fates:
    """Word classes by lemma; `young` and `grown` give the last and the first age of a noun."""

    words: dict[str, frozenset[str]] = field(default_factory=dict)
    young: dict[str, int] = field(default_factory=dict)
    grown: dict[str, int] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    old: str = ""
    of: str = ""

    def has(self, name: str, lemma: str) -> bool:
        return lemma in self.words.get(name, ())


@cache
def fates(language: Language) -> Fates:
    """The compiled word classes of a language."""
    table = language.table("names").get("fates", {})
    age = language.table("names").get("words", {}).get("age", ["", ""])
    return Fates(
        words={name: frozenset(row) for name, row in table.items() if isinstance(row, list)},
        young=dict(table.get("young", {})),
        grown=dict(table.get("grown", {})),
        numbers=dict(language.table("people").get("numbers", {})),
        units=dict(table.get("units", {})),
        old=age[1],
        of=table.get("of", ""),
    )


def side_of(doc: Parse, head: int, lemma: str, words: Fates) -> Side:
    """What the noun itself and the words that it depends on tell of a person."""
    found = Side.NONE
    if words.has("harmed_nouns", lemma):
        found |= Side.HARMED
    if words.has("accused_nouns", lemma):
        found |= Side.ACCUSED
    if words.has("office_nouns", lemma):
        found |= Side.OFFICE
    if words.has("close_nouns", lemma):
        found |= Side.CLOSE
    for child in doc.children[head][:WIDE]:
        if child > head and doc.dep[child] in CLAUSES:
            found |= _clause(doc, child, words)
    return found | told_at(doc, head, words)


def _clause(doc: Parse, verb: int, words: Fates) -> Side:
    """A clause that hangs on the noun: "who was shot", "accused of", "found dead"."""
    lemma = doc.lemmas[verb]
    passive = doc.tag[verb] == "VBN" and doc.dep[verb] == "acl"
    subject = next((child for child in doc.children[verb] if doc.dep[child] in ("nsubj", "nsubjpass")), None)
    if subject is not None and doc.tag[subject] in RELATIVE and subject < verb:
        passive = doc.dep[subject] == "nsubjpass"
    elif subject is not None and doc.dep[verb] == "relcl" and not _objects(doc, verb):
        return _object(lemma, words)  # "a boy they had kidnapped"
    elif not passive:
        return Side.NONE
    return _passive(doc, verb, lemma, words) if passive else _active(doc, verb, lemma, words)


def told_at(doc: Parse, token: int, words: Fates) -> Side:
    """What the place of a word in its sentence tells: the shot one, the one who died, the one whose death it is."""
    for _ in range(CLIMB):
        if doc.dep[token] not in ("conj", "appos") or doc.head[token] == token or doc.pos[doc.head[token]] == "VERB":
            break
        token = doc.head[token]
    dep, head = doc.dep[token], doc.head[token]
    if dep == "nsubjpass":
        return _passive(doc, head, doc.lemmas[head], words)
    if dep == "nsubj":
        return _active(doc, head, doc.lemmas[head], words)
    if dep == "dobj":
        return _object(doc.lemmas[head], words)
    if dep == "poss":
        return _thing(doc, head, words)
    if dep == "pobj" and doc.lower[head] == words.of:
        for noun in (doc.head[head], *range(head - 1, max(-1, head - BACK), -1)):
            found = _thing(doc, noun, words) if doc.pos[noun] == "NOUN" else Side.NONE
            if found is not Side.NONE:
                return found
    return Side.NONE


def _thing(doc: Parse, noun: int, words: Fates) -> Side:
    lemma = doc.lemmas[noun]
    if words.has("harmed_things", lemma):
        return Side.HARMED
    return Side.ACCUSED if words.has("accused_things", lemma) else Side.NONE


def _object(lemma: str, words: Fates) -> Side:
    if words.has("harmed_objects", lemma):
        return Side.HARMED
    return Side.ACCUSED if words.has("accused_objects", lemma) else Side.NONE


def _passive(doc: Parse, verb: int, lemma: str, words: Fates) -> Side:
    found = _object(lemma, words)
    if found is Side.NONE and words.has("found", lemma):
        for child in doc.children[verb][:WIDE]:
            if words.has("harmed_states", doc.lower[child]):
                return Side.HARMED
            if doc.tag[child] == "VBN" and child > verb:
                return _object(doc.lemmas[child], words)
    return found


def _active(doc: Parse, verb: int, lemma: str, words: Fates) -> Side:
    if words.has("harmed_subjects", lemma):
        return Side.HARMED
    if words.has("accused_subjects", lemma):
        objects = [doc.lower[child] for child in doc.children[verb][:WIDE] if doc.dep[child] == "dobj"]
        if words.has("harmed_objects", lemma) and not objects and not _aims(doc, verb, words):
            return Side.NONE  # "a boy fatally shot in Acton was named": no subject of his own
        own = any(words.has("selves", word) for word in objects)
        return Side.ACCUSED | Side.HARMED if own else Side.ACCUSED
    for child in doc.children[verb][:WIDE]:
        if doc.dep[child] == "dobj" and words.has("accused_acts", f"{lemma} {doc.lemmas[child]}"):
            return Side.ACCUSED
        if doc.dep[child] == "acomp" and words.has("harmed_states", doc.lower[child]):
            return Side.HARMED
    return Side.NONE


def _objects(doc: Parse, verb: int) -> bool:
    return any(doc.dep[child] == "dobj" and doc.tag[child] not in RELATIVE for child in doc.children[verb][:WIDE])


def _aims(doc: Parse, verb: int, words: Fates) -> bool:
    return any(words.has("aims", doc.lower[child]) for child in doc.children[verb][:WIDE])


def ages_of(doc: Parse, first: int, last: int, words: Fates) -> frozenset[str]:
    """The age that stands in, right before or right after the words `[first, last)`, as years or "7m"."""
    size = len(doc)
    if last + 1 < size and doc.words[last] in (",", "("):
        number = doc.words[last + 1]
        after = doc.words[last + 2] if last + 2 < size else "."
        if number.isascii() and number.isdecimal() and len(number) < 4 and 0 < int(number) <= OLDEST:
            return frozenset({number}) if after in MARKS or doc.pos[last + 2] == "ADP" else frozenset()
    for index in range(last - 1, max(first - 2, 1), -1):
        if doc.lower[index] == words.old:
            return _years(doc, index, words)
    return frozenset()


def _years(doc: Parse, old: int, words: Fates) -> frozenset[str]:
    """The number before "year-old" or "months old"."""
    unit = ""
    for index in range(old - 1, max(old - 5, -1), -1):
        word = doc.lower[index]
        if word in words.units:
            unit = words.units[word]
        elif unit and word not in ("-", "–"):
            number = int(word) if word.isascii() and word.isdecimal() and len(word) < 4 else words.numbers.get(word)
            if number is None:
                return frozenset()
            return frozenset({str(number) if unit == "y" else f"{number}{unit}"})
    return frozenset()


def ages_fit(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether two sets of ages can be of one person in one article."""
    return not left or not right or not left.isdisjoint(right)


def age_fits_noun(ages: frozenset[str], lemma: str, words: Fates) -> bool:
    """Whether somebody of these ages is called so: no boy is 40, no man is 6."""
    if not ages:
        return True
    years = [int(age) if age.isdecimal() else 0 for age in ages]
    return min(years) <= words.young.get(lemma, OLDEST) and max(years) >= words.grown.get(lemma, 0)
