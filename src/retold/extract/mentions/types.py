"""One type for each name of an article, by a vote of all its places.

In: the Pieces found. Out: the same with their type. The model's label, the tables, words inside and before the name
and what it does in the sentence all vote; a lone surname takes the type of its full name.
"""

from collections import Counter
from dataclasses import replace

from retold.extract.mentions.names import NamePiece, key_of
from retold.languages.mentions import Lexicon
from retold.model import MentionType
from retold.parse import Parse

NAMING = 14  # tokens looked back for the verb that names somebody


def typed(doc: Parse, lexicon: Lexicon, pieces: list[NamePiece]) -> list[NamePiece]:
    """Every piece with the type that its name has all over the article."""
    votes: dict[str, Counter[MentionType]] = {}
    for piece in pieces:
        key = key_of(doc, piece.first, piece.last)
        counter = votes.setdefault(key, Counter())
        for kind, weight in _evidence(doc, lexicon, piece, key):
            counter[kind] += weight
    types = {key: _winner(counter) for key, counter in votes.items()}
    _surnames(types, votes, lexicon)
    return [replace(piece, type=types[key_of(doc, piece.first, piece.last)]) for piece in pieces]


def _winner(counter: "Counter[MentionType]") -> MentionType:
    best = max(counter.values(), default=0)
    return min((kind for kind, count in counter.items() if count == best), default="other")


def _evidence(doc: Parse, lexicon: Lexicon, piece: NamePiece, key: str) -> list[tuple[MentionType, int]]:
    """What speaks for which type at one place: (type, weight)."""
    listed = key in lexicon.country_of or key in lexicon.groups or lexicon.forms.singular(key) in lexicon.country_of
    weight = 2 if piece.label != "group" or listed else 1
    found: list[tuple[MentionType, int]] = [(piece.label, weight)] if piece.label else []
    first, last = piece.first, piece.last
    if key in lexicon.known_type:
        found.append((lexicon.known_type[key], 7))
    if listed:
        found.append(("group", 9))
    cue = lexicon.cue_type.get(doc.lower[last - 1])
    if cue and last - first > 1:
        weak = piece.label == "person" and doc.lower[last - 1] in lexicon.surnames and not _placed(doc, lexicon, first)
        found.append((cue, 1 if weak else 4))
    elif not cue and last - first > 1 and doc.lower[last - 1] in lexicon.streets and _placed(doc, lexicon, first):
        found.append(("facility", 4))
    found += _of_word_before(doc, lexicon, piece) if first else []
    age = doc.words[last + 1] if last + 1 < len(doc) and doc.words[last] == "," else ""
    if age.isdecimal() and len(age) < 3:
        found.append(("person", 4))
    if _before_person(doc, lexicon, last):
        found.append(("place", 5))  # "an 8-year-old Port Selby boy"
    elif first and (doc.lower[first - 1] == lexicon.age[1] or _named_as(doc, lexicon, first)):
        found.append(("person", 5))
    if any(letter.isdecimal() for letter in doc.words[last - 1]) and piece.label not in ("person", "place", "facility"):
        found.append(("product", 1))
    if last - first == 1 and "." in key[1:-3] and key.rsplit(".", 1)[-1] in lexicon.domains:
        found.append(("organization", 7))
    if not found and doc.words[first].isupper() and last - first == 1 and len(key) < 7:
        found.append(("organization", 1))
    for child in doc.children[last - 1] if last < len(doc) else ():
        parted = doc.dep[child] == "appos" and not doc.words[last].isalnum()
        kind = lexicon.noun_type.get(doc.lemma[child].lower()) if parted else None
        if kind in ("person", "organization", "place") and doc.tag[child] not in ("NNS", "NNPS"):
            found.append((kind, 4))
    if piece.label in (None, "group") and not listed and doc.lower[doc.head[last - 1]] in lexicon.within:
        found.append(("place", 2))
    if not cue and _beside_person(doc, last - 1):
        found.append(("person", 2))
    head = doc.head[last - 1]
    if doc.dep[last - 1] == "nsubj" and doc.lemma[head] in lexicon.speech and (last - first > 1 or not found):
        found.append(("person", 1))
    return found


def _of_word_before(doc: Parse, lexicon: Lexicon, piece: NamePiece) -> list[tuple[MentionType, int]]:
    """What a title or a noun before a name says of it."""
    word, lemma = doc.lower[piece.first - 1], doc.lemmas[piece.first - 1]
    one = piece.label != "organization" or piece.last - piece.first == 1
    titled = word in lexicon.titles and doc.words[piece.first - 1][0].isupper() and one
    if titled or word in lexicon.title_gender:
        return [("person", 5)]
    if doc.head[piece.first - 1] not in range(piece.first, piece.last):
        return []
    sign = lexicon.sign_type.get(lemma)
    return [(sign, 4)] if sign else [("person", 3)] if lexicon.noun_type.get(lemma) == "person" else []


def _before_person(doc: Parse, lexicon: Lexicon, last: int) -> bool:
    """Whether a name modifies a common noun for a person, and so says where they are from, not who they are."""
    follows = last < len(doc) and doc.pos[last] == "NOUN" and doc.head[last - 1] == last
    return follows and lexicon.noun_type.get(doc.lemma[last].lower()) == "person" and last - 1 != doc.head[last]


def _named_as(doc: Parse, lexicon: Lexicon, first: int) -> bool:
    """Whether a name follows "as" after somebody is identified: "the girl was identified as Jo Ray"."""
    if doc.lower[first - 1] not in lexicon.naming_as:
        return False
    for token in range(first - 2, max(doc.sents[doc.sent[first]][0] - 1, first - NAMING), -1):
        if doc.lemmas[token] in lexicon.naming and doc.tag[token][:2] == "VB":
            whom = [child for child in doc.children[token] if doc.dep[child] in ("nsubjpass", "dobj") and child < first]
            return any(_person_word(doc, lexicon, child) for child in whom)
    return False


def _person_word(doc: Parse, lexicon: Lexicon, token: int) -> bool:
    if pronoun := lexicon.pronouns.get(doc.lower[token]):
        return pronoun.gender in ("male", "female")
    return lexicon.noun_type.get(doc.lemmas[token]) == "person"


def _placed(doc: Parse, lexicon: Lexicon, first: int) -> bool:
    """Whether a preposition of place precedes a name ("on Acre Way", "the 400 block of Low Court")."""
    return first > 0 and doc.lower[first - 1] in lexicon.on


def _beside_person(doc: Parse, head: int) -> bool:
    """Whether a name is coordinated with one that the model takes for a person."""
    joined = [*doc.dependents(head, ("conj",)), *([doc.head[head]] if doc.dep[head] == "conj" else [])]
    return any(doc.ent[token] == "PERSON" for token in joined)


def _surnames(types: dict[str, MentionType], votes: "dict[str, Counter[MentionType]]", lexicon: Lexicon) -> None:
    """A lone surname takes its full name's type, unless the tables know the word as something else."""
    people = [key.split(" ") for key, kind in types.items() if kind == "person" and " " in key]
    full, given = {words[-1] for words in people}, {words[0] for words in people}
    for key in types:
        known = key in lexicon.known_type and votes[key]["person"] < 5
        doubtful = key in given and types[key] in ("other", "product", "organization", "facility")
        if (key in full or doubtful) and not known:
            types[key] = "person"
