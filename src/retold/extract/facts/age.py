"""How old people are: "X, 25,", "25-year-old X", "aged 25", "is 25 years old", "the 25-year-old", "in his 30s".

In: a Parse, the lexicon, the clauses of the article. Out: Facts `age` (a number, with its unit unless years) and
`age range` ("30s"), without ids.
"""

import re
from collections.abc import Iterator
from functools import cache

from retold.grammar.predicates import SUBJECTS, VERBS
from retold.languages.people import PeopleLexicon
from retold.model import Fact, Span
from retold.parse import Parse
from retold.resolve.participants import Participants
from retold.resolve.referents import BY_REFERENCE, PEOPLE

OLDEST = 118  # years; a higher number is no age of a person
LONGEST_AGE = 28  # characters: "one-hundred-and-one-year-old" is the longest form
OPENERS = frozenset({",", "(", "—", "–", "-"})


def ages(doc: Parse, words: PeopleLexicon, clauses: Participants) -> Iterator[Fact]:
    """Every age of the article."""
    yield from _year_old(doc, words, clauses)
    yield from _after_names(doc, words, clauses)
    yield from _copular(doc, words, clauses)
    yield from _decades(doc, words, clauses)


@cache
def _pattern(words: PeopleLexicon) -> re.Pattern[str]:
    """ "25-year-old", "25 years old", "two-month-old": built from the lexicon alone."""
    numbers = "|".join(words.tables["numbers"])
    units = "|".join(sorted(words.listed("age", "units"), key=len, reverse=True))
    old = "|".join(sorted(words.listed("age", "old"), key=len, reverse=True))
    gap = r"[-\s\u2010-\u2015]{1,2}"
    return re.compile(rf"\b(\d{{1,3}}|{numbers}){gap}({units}){gap}(?:{old})\b", re.IGNORECASE)


def _found(text: str, words: PeopleLexicon) -> Iterator[re.Match[str]]:
    """The ages of a text, looked for only before the words that end them."""
    pattern, small, past = _pattern(words), text.lower(), 0
    small = small if len(small) == len(text) else text  # a few capitals change their length
    for ending in sorted({word[:3] for word in words.listed("age", "old")}):
        place = small.find(ending)
        while place >= 0:
            match = pattern.search(text, max(past, place - LONGEST_AGE), place + len(ending) + 2)
            if match is not None and match.end() > past:
                yield match
                past = match.end()
            place = small.find(ending, place + 1)


def _number(text: str, words: PeopleLexicon) -> int | None:
    small = text.lower()
    if small.isascii() and small.isdecimal() and len(small) <= 3:
        return int(small)
    found: int | None = words.tables["numbers"].get(small)
    return found


def _fact(entity: str, value: str, span: Span, method: str, property_: str = "age") -> Fact:
    return Fact("", entity, property_, value, span, method=method)


def _year_old(doc: Parse, words: PeopleLexicon, clauses: Participants) -> Iterator[Fact]:
    for match in _found(doc.text, words):
        number = _number(match[1], words)
        tokens = doc.tokens_in(match.span())
        if number is None or number > OLDEST or not tokens:
            continue
        held = _holder(doc, clauses, tokens[0], tokens[-1])
        unit = words.forms.singular(match[2].lower())
        value = str(number) if unit in words.listed("age", "years") else f"{number} {unit}s"
        if held is None:
            for member in clauses.people.listed_before(tokens[-1]):  # "the 17-year-olds"
                if member.entity:
                    yield _fact(member.entity, value, match.span(), BY_REFERENCE)
        else:
            yield _fact(held[0], value, match.span(), "year-old" if held[1] else BY_REFERENCE)


def _holder(doc: Parse, clauses: Participants, first: int, last: int) -> tuple[str, bool] | None:
    """Whose age the words `first..last` are: what they modify, are, or are said of; and whether it is named there."""
    people = clauses.people
    copulas = clauses.words["copulas"] | clauses.lexicon.listed("age", "turns")
    climb = last
    for _ in range(5):
        found = people.person(climb)
        if found is not None and found.entity and not (climb < first and doc.dep[climb] == "pobj"):
            return found.entity, _named_at(clauses, climb)
        head = doc.head[climb]
        if head == climb or doc.dep[climb] == "conj":
            break
        if doc.pos[head] in VERBS:
            said = doc.dep[climb] in {"acomp", "attr", "npadvmod", "dep", "dobj"} and doc.lemmas[head] in copulas
            subject = clauses.subject(head) if said else None
            referent = people.person(subject) if subject is not None else None
            if subject is None or referent is None or referent.entity is None:
                break
            return referent.entity, _named_at(clauses, subject)
        climb = head
    beside = _beside(doc, clauses, last)
    return None if beside is None else (beside, True)


def _named_at(clauses: Participants, token: int) -> bool:
    mention, doc = clauses.people.at.get(token), clauses.doc
    # "X, a 25-year-old nurse"
    apposed = doc.dep[token] == "appos" and doc.head[token] in clauses.people.names
    named = mention is not None and mention.form == "name"
    return apposed or named or clauses.people.named_beside(token) is not None


def _beside(doc: Parse, clauses: Participants, last: int) -> str | None:
    """The person named right after the words."""
    for token in range(last + 1, min(last + 4, doc.sents[doc.sent[last]][1])):
        mention = clauses.people.names.get(token)
        if mention is not None and mention.type in PEOPLE:
            return clauses.people.entity(mention)
    return None


def _after_names(doc: Parse, words: PeopleLexicon, clauses: Participants) -> Iterator[Fact]:
    """ "X, 25," and "X (25)"; "X, aged 25"; "A and B, both 25"; also after a nominal ("the driver, 25,")."""
    people = clauses.people
    for token, mention in people.mentions():
        if mention.type not in PEOPLE or mention.form == "pronoun":
            continue
        entity, found = people.entity(mention), _stated(doc, words, token + 1)
        if entity is not None and found is not None and found[1] <= doc.sents[doc.sent[token]][1]:
            number, end, age, both = found
            span = doc.span(age, end)
            yield _fact(entity, str(number), span, "after name" if _named_at(clauses, token) else BY_REFERENCE)
            before = people.near_before(token - len(doc.tokens_in(mention.span)) + 1) if both else None
            other = people.entity(people.names.get(before)) if before is not None else None
            if other is not None and other != entity:
                yield _fact(other, str(number), span, "after name")


def _stated(doc: Parse, words: PeopleLexicon, index: int) -> tuple[int, int, int, bool] | None:
    """The age that begins at token `index`: (years, token after it, its first token, whether "both")."""
    size = len(doc)
    if index + 1 >= size or doc.words[index] not in OPENERS:
        return None
    bracket = doc.words[index] == "("
    index += 1
    start = index
    both = doc.lower[index] in words.listed("age", "both")
    aged = words.listed("age", "aged")
    marked = both or doc.lower[index] in aged
    index += marked and index + 1 < size
    index += both and doc.lower[index] in aged and index + 1 < size
    number = _number(doc.words[index], words) if marked or doc.words[index].isdecimal() else None
    if number is None or not 0 < number <= OLDEST:
        return None
    following = doc.lower[index + 1] if index + 1 < size else "."
    if bracket and following not in {")", ",", *words.forms.joins}:
        return None
    if not marked and not bracket and following not in words.listed("age", "after"):
        return None
    return number, index + 1, start if marked and not both else index, both


def _copular(doc: Parse, words: PeopleLexicon, clauses: Participants) -> Iterator[Fact]:
    """ "X is 40", "who was 25", "he turned 30"."""
    turns, after = words.listed("age", "turns"), words.listed("age", "after")
    for token, tag in enumerate(doc.tag):
        if tag != "CD" or doc.dep[token] not in {"attr", "dobj", "acomp", "npadvmod"}:
            continue
        verb = doc.head[token]
        if doc.lemmas[verb] not in turns or token + 1 >= len(doc) or doc.lower[token + 1] not in after:
            continue
        number = _number(doc.words[token], words)
        subject = clauses.own(verb, SUBJECTS)
        if number is None or not 0 < number <= OLDEST or subject is None or doc.children[token]:
            continue
        holder = clauses.antecedent(subject, verb)
        referent = clauses.people.person(holder)
        if referent and referent.entity and referent.type == "person":
            method = "copula" if _named_at(clauses, holder) else BY_REFERENCE
            yield _fact(referent.entity, str(number), doc.span(token, token + 1), method)


def _decades(doc: Parse, words: PeopleLexicon, clauses: Participants) -> Iterator[Fact]:
    """ "in his 30s", "a woman in her late teens"."""
    decades = words.listed("age", "decades")
    for token, lower in enumerate(doc.lower):
        if lower not in decades:
            continue
        behind = range(token - 1, max(0, token - 5), -1)
        own = next((item for item in behind if doc.lower[item] in words.listed("age", "own")), None)
        if own is None or doc.lower[own - 1] not in words.listed("age", "within"):
            continue
        head = doc.head[own - 1]
        holder = clauses.subject(head) if doc.pos[head] in VERBS else head
        referent = clauses.people.person(holder) if holder is not None else None
        if referent and referent.entity:
            value = doc.text[doc.start[own + 1] : doc.end[token]]
            yield _fact(referent.entity, value, doc.span(own - 1, token + 1), "decade", "age range")
