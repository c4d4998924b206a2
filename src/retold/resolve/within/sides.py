"""What the words around a mention imply about a person: harmed, suspected, in office, close to somebody; and how old.

In: Parse and Nodes. Out: a set of flags and the ages of each node, which `Clusters` gather. A suspect is seldom the
officer who announces his arrest, and two people of different ages are two.
"""

from dataclasses import dataclass, field
from enum import IntFlag
from functools import cache

from retold.grammar.arguments import Parts
from retold.languages import Language
from retold.languages.predicates import sides
from retold.parse import Parse

OLDEST = 118  # years; a higher number is no age of a person
CLIMB = 4  # steps over coordination and apposition
BACK = 7  # tokens before "of" among which its noun is sought
WIDE = 24  # dependents looked at; a verb with more is debris
MARKS = frozenset({",", ".", ";", ")", "(", ":", "—", "–", "-"})


class Side(IntFlag):
    NONE = 0
    HARMED = 1
    ACCUSED = 2
    OFFICE = 4
    CLOSE = 8
    TELLS = 16


@dataclass(frozen=True, eq=False, slots=True)
class SideWords:
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
def fates(language: Language) -> SideWords:
    """The compiled word classes of a language."""
    table = language.table("names").get("fates", {})
    age = language.table("names").get("words", {}).get("age", ["", ""])
    return SideWords(
        words={name: frozenset(row) for name, row in table.items() if isinstance(row, list)} | _sides(language),
        young=dict(table.get("young", {})),
        grown=dict(table.get("grown", {})),
        numbers=dict(language.table("people").get("numbers", {})),
        units=dict(table.get("units", {})),
        old=age[1],
        of=table.get("of", ""),
    )


def _sides(language: Language) -> dict[str, frozenset[str]]:
    """The words of the predicate lexicon of harm or of suspicion, by side and by what they are."""
    harmed, accused = sides(language, "harmed"), sides(language, "accused")
    return {
        "harmed_objects": harmed.objects,
        "harmed_subjects": harmed.subjects,
        "harmed_things": harmed.things,
        "harmed_states": harmed.states,
        "accused_objects": accused.objects,
        "accused_subjects": accused.subjects,
        "accused_acts": accused.acts,
        "accused_things": accused.things,
    }


def side_of(doc: Parse, head: int, lemma: str, words: SideWords, parts: Parts) -> Side:
    """What the noun itself and the verbs in which it takes part imply about a person."""
    found = Side.NONE
    if words.has("harmed_nouns", lemma):
        found |= Side.HARMED
    if words.has("accused_nouns", lemma):
        found |= Side.ACCUSED
    if words.has("office_nouns", lemma):
        found |= Side.OFFICE
    if words.has("close_nouns", lemma):
        found |= Side.CLOSE
    return found | told_at(doc, head, words, parts)


def told_at(doc: Parse, token: int, words: SideWords, parts: Parts) -> Side:
    """What a word's part in its clauses tells: the shot one, the one who died, the one whose death it is."""
    found = _of_verbs(doc, token, words, parts)
    for _ in range(CLIMB):
        if doc.dep[token] not in ("conj", "appos") or doc.head[token] == token or doc.pos[doc.head[token]] == "VERB":
            break
        token = doc.head[token]
        found |= _of_verbs(doc, token, words, parts)
    return found | _of_nouns(doc, token, words)


def _of_verbs(doc: Parse, token: int, words: SideWords, parts: Parts) -> Side:
    """What the verbs tell that a word does or undergoes."""
    found = Side.NONE
    for part in parts.get(token, ()):
        lemma = doc.lemmas[part.verb]
        found |= (_passive if part.undergoes else _active)(doc, part.verb, lemma, words)
    return found


def _of_nouns(doc: Parse, token: int, words: SideWords) -> Side:
    """ "the death of X", "X's arrest"."""
    dep, head = doc.dep[token], doc.head[token]
    if dep == "poss":
        return _thing(doc, head, words)
    if dep == "pobj" and doc.lower[head] == words.of:
        for noun in (doc.head[head], *range(head - 1, max(-1, head - BACK), -1)):
            found = _thing(doc, noun, words) if doc.pos[noun] == "NOUN" else Side.NONE
            if found is not Side.NONE:
                return found
    return Side.NONE


def _thing(doc: Parse, noun: int, words: SideWords) -> Side:
    lemma = doc.lemmas[noun]
    if words.has("harmed_things", lemma):
        return Side.HARMED
    return Side.ACCUSED if words.has("accused_things", lemma) else Side.NONE


def _object(lemma: str, words: SideWords) -> Side:
    if words.has("harmed_objects", lemma):
        return Side.HARMED
    return Side.ACCUSED if words.has("accused_objects", lemma) else Side.NONE


def _passive(doc: Parse, verb: int, lemma: str, words: SideWords) -> Side:
    found = _object(lemma, words)
    if found is Side.NONE and words.has("found", lemma):
        for child in doc.children[verb][:WIDE]:
            if words.has("harmed_states", doc.lower[child]):
                return Side.HARMED
            if doc.tag[child] == "VBN" and child > verb:
                return _object(doc.lemmas[child], words)
    return found


def _active(doc: Parse, verb: int, lemma: str, words: SideWords) -> Side:
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


def _aims(doc: Parse, verb: int, words: SideWords) -> bool:
    return any(words.has("aims", doc.lower[child]) for child in doc.children[verb][:WIDE])


def ages_of(doc: Parse, first: int, last: int, words: SideWords) -> frozenset[str]:
    """The age inside, right before or right after the words `[first, last)`, as years or "7m"."""
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


def _years(doc: Parse, old: int, words: SideWords) -> frozenset[str]:
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


def age_fits_noun(ages: frozenset[str], lemma: str, words: SideWords) -> bool:
    """Whether somebody of these ages is called so: no boy is 40, no man is 6."""
    if not ages:
        return True
    years = [int(age) if age.isdecimal() else 0 for age in ages]
    return min(years) <= words.young.get(lemma, OLDEST) and max(years) >= words.grown.get(lemma, 0)
