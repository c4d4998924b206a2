"""Whose kin somebody is, where somebody lives, and other names: relation, residence, alias.

In: a Parse, the lexicon, the clauses of the article, what is said of people. Out: Facts without ids. A relation reads
"entity is `value` of target": "X's mother, Y" is a fact of Y with target X.
"""

from collections.abc import Iterator

from retold.extract.facts.placed import name_after, subject_of
from retold.extract.facts.roles import Described, holds
from retold.grammar.predicates import WIDE
from retold.languages.people import PeopleLexicon
from retold.model import Fact, Mention
from retold.parse import Parse
from retold.resolve.participants import Participants

PLACES = frozenset({"place", "facility"})
QUOTES = frozenset("\"'“”‘’")


def relations(doc: Parse, words: PeopleLexicon, clauses: Participants, said: list[Described]) -> Iterator[Fact]:
    """Family, residence and aliases."""
    for item in said:
        lemma = doc.lemmas[item.noun]
        if lemma in words.listed("kin", "words") and item.type == "person" and item.how != "title":
            yield from _kin(doc, clauses, item.entity, item.noun, lemma)
        elif lemma in words.listed("residence", "resident"):
            yield from _resident(doc, clauses, item)
    yield from _kin_names(doc, words, clauses)
    yield from _homes(doc, words, clauses)
    yield from _lives(doc, words, clauses)
    yield from _aliases(doc, words, clauses)


def _kin(doc: Parse, clauses: Participants, entity: str, noun: int, word: str) -> Iterator[Fact]:
    """The person whose kin the noun names: its possessor, or what follows "of" or "to"."""
    people, of = clauses.people, clauses.lexicon.listed("kin", "of")
    for child in doc.children[noun][:WIDE]:
        token = child
        if doc.dep[child] == "prep" and doc.lower[child] in of:
            inner = clauses.own(child, frozenset({"pobj"}))
            token = child if inner is None else inner
        elif doc.dep[child] != "poss":
            continue
        for other in people.people_from(token):
            if other.entity and other.entity != entity and other.type == "person":
                span = doc.span(min(noun, child), max(noun, token) + 1)
                yield Fact("", entity, "relation", word, span, other.entity, method="kin")
        return


def _kin_names(doc: Parse, words: PeopleLexicon, clauses: Participants) -> Iterator[Fact]:
    """ "his brother X" and "X's brother Y", where the parser makes the noun part of the name's phrase."""
    kin, people = words.listed("kin", "words"), clauses.people
    for token, word in enumerate(doc.lemmas):
        if word not in kin or token + 1 >= len(doc) or token in people.names:
            continue
        name = people.names.get(token + 1)
        if name is None or name.type != "person" or name.entity is None or doc.sent[token] != doc.sent[token + 1]:
            continue
        owner = _owner(doc, clauses, token)
        entity = people.entity(name)
        if owner is not None and entity is not None and owner != entity:
            yield Fact("", entity, "relation", word, (doc.start[token], name.span[1]), owner, method="kin")


def _owner(doc: Parse, clauses: Participants, noun: int) -> str | None:
    """The possessor right before the noun or its adjectives."""
    for token in range(noun - 1, max(-1, noun - 5), -1):
        found = clauses.people.person(token)
        if doc.dep[token] == "poss" and found is not None:
            return found.entity
        if doc.pos[token] not in {"ADJ", "NOUN", "PART", "NUM", "PUNCT"}:
            return None
    return None


def _resident(doc: Parse, clauses: Participants, item: Described) -> Iterator[Fact]:
    """ "a resident of Northville", "Northville resident X"."""
    for token in [*range(item.noun + 1, item.last), *range(item.noun - 1, item.first - 1, -1)]:
        mention = clauses.people.names.get(token)
        if mention is not None and mention.type in PLACES:
            yield _home(doc, clauses, item.entity, mention, "resident")
            return


def _home(doc: Parse, clauses: Participants, entity: str, place: Mention, method: str) -> Fact:
    """Residence in a place; a region after a comma belongs to its name ("Northville, Ohio")."""
    start, end = place.span
    last = doc.tokens_in(place.span)[-1]
    region = clauses.people.names.get(last + 2) if doc.words[last + 1 : last + 2] == [","] else None
    if region is not None and region.type == "place" and doc.sent[last + 2] == doc.sent[last]:
        end = region.span[1]
    target = clauses.people.entity(place)
    return Fact("", entity, "residence", doc.text[start:end], (start, end), target, method=method)


def _homes(doc: Parse, words: PeopleLexicon, clauses: Participants) -> Iterator[Fact]:
    """ "X, 25, of Northville": a place after "of" or "from" in apposition to a name."""
    after, people = words.listed("residence", "of"), clauses.people
    for token, lower in enumerate(doc.lower):
        if lower not in after or token == 0 or token + 1 >= len(doc):
            continue
        place = next((people.names[item] for item in (token + 1, token + 2) if item in people.names), None)
        if place is None or place.type != "place":
            continue
        index = token - 1
        while index > token - 5 and index > 0 and (doc.words[index] in {",", ")", "("} or doc.tag[index] == "CD"):
            index -= 1
        name = people.names.get(index)
        entity = people.entity(name)
        if name is not None and name.type == "person" and entity is not None and doc.sent[index] == doc.sent[token]:
            yield _home(doc, clauses, entity, place, "of")


def _lives(doc: Parse, words: PeopleLexicon, clauses: Participants) -> Iterator[Fact]:
    """ "who lives in Northville"."""
    live, within = words.listed("residence", "live"), words.listed("residence", "live_in")
    for token, lemma in enumerate(doc.lemma):
        if lemma not in live or doc.pos[token] != "VERB":
            continue
        referent = subject_of(clauses, token)
        if referent is None or not referent.entity or not holds(clauses, token):
            continue
        for child in doc.children[token][:WIDE]:
            place = name_after(clauses, child) if doc.lower[child] in within else None
            if place is not None and place.type == "place":
                yield _home(doc, clauses, referent.entity, place, "lives")


def _aliases(doc: Parse, words: PeopleLexicon, clauses: Participants) -> Iterator[Fact]:
    """ "X, also known as Y", "X, nicknamed Y", and a nickname in quotation marks inside a name."""
    people = clauses.people
    phrases = [tuple(phrase.split()) for phrase in words.tables["alias"]["phrases"]]
    first_words = {phrase[0] for phrase in phrases}
    for token, lower in enumerate(doc.lower):
        if lower in first_words and token:
            phrase = max((item for item in phrases if tuple(doc.lower[token : token + len(item)]) == item),
                         key=len, default=None)  # fmt: skip
            before = people.names.get(token - 1) or (people.names.get(token - 2) if token > 1 else None)
            if phrase is not None and before is not None:
                yield from _alias(doc, clauses, before, token + len(phrase))
    for _, mention in people.mentions():
        if mention.form == "name" and mention.type == "person" and mention.entity:
            yield from _nickname(doc, clauses, mention)


def _alias(doc: Parse, clauses: Participants, name: Mention, first: int) -> Iterator[Fact]:
    """The capitalized words from token `first` on, quotation marks left out."""
    entity = clauses.people.entity(name)
    size = min(len(doc), first + 8)
    before, inside = clauses.lexicon.listed("alias", "before"), clauses.lexicon.listed("alias", "inside")
    while first < size and (doc.words[first] in QUOTES or doc.lower[first] in before):
        first += 1
    last = first
    while last < size and (doc.words[last][0].isupper() or doc.lower[last] in inside):
        last += 1
    if entity is not None and last > first:
        span = doc.span(first, last)
        yield Fact("", entity, "alias", doc.text[slice(*span)], span, method="alias")


def _nickname(doc: Parse, clauses: Participants, mention: Mention) -> Iterator[Fact]:
    tokens = doc.tokens_in(mention.span)
    marks = [token for token in tokens[1:] if doc.words[token] in QUOTES]
    entity = clauses.people.entity(mention)
    if len(marks) >= 2 and marks[1] - marks[0] > 1 and entity is not None:
        span = doc.span(marks[0] + 1, marks[1])
        yield Fact("", entity, "alias", doc.text[slice(*span)], span, method="nickname")
