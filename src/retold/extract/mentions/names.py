"""The names of an article: the model's entities repaired, and what it missed, each with one type.

In: a Parse and a Lexicon. Out: `NamePiece`s in text order that do not overlap: token ranges without titles, articles
and possessive marks. The model's entities are trimmed and split, joined with the rest of a capitalised sequence, looked
for again wherever the article repeats them, and typed by a vote over the article.
"""

from dataclasses import dataclass
from itertools import pairwise

from retold.extract.mentions.lines import capital, credited, loud_lines, marked, same_line
from retold.languages.mentions import Lexicon
from retold.model import MentionType
from retold.parse import Parse

LABELS: dict[str, MentionType] = {
    "PERSON": "person", "ORG": "organization", "NORP": "group", "GPE": "place", "LOC": "place", "FAC": "facility",
    "PRODUCT": "product", "EVENT": "other", "WORK_OF_ART": "other", "LAW": "other",
}  # fmt: skip
QUOTES = frozenset("\"'`“”‘’«»")
MARKS = frozenset(".,;:!?()[]{}-–—|*/\\•·…@#") | QUOTES
MAX_NAME = 12  # tokens; longer runs of capitals are headings
MODEL = 3  # digits of a number after a name that reads like a model's (747, 737-800) rather than a size


@dataclass(frozen=True, slots=True)
class NamePiece:
    """A name at tokens `[first, last)`. `label` is the model's opinion, None where only its capitals tell."""

    first: int
    last: int
    label: MentionType | None
    type: MentionType = "other"


def names(doc: Parse, lexicon: Lexicon) -> list[NamePiece]:
    """The names of the article in text order, not yet typed."""
    loud = loud_lines(doc)
    pieces = [piece for ent in doc.ents for piece in _from_entity(doc, lexicon, ent)]
    pieces = _grow(doc, lexicon, pieces, loud)
    pieces += _unseen(doc, lexicon, pieces, loud)
    pieces = _quiet_headlines(doc, lexicon, _glued(doc, lexicon, pieces), loud)
    pieces = _never_common(doc, lexicon, pieces)
    aside = credited(doc, lexicon)
    pieces = _repeated(doc, lexicon, [item for item in pieces if item.label != "person" or not aside[item.first]])
    kept = (item for item in pieces if item.label is not None or not aside[item.first])
    return [item for item in kept if not _nobody(doc, lexicon, item)]


def _nobody(doc: Parse, lexicon: Lexicon, piece: NamePiece) -> bool:
    """Whether a name of one word is none: a rank cut off its name, a noun with a capital, an address."""
    if piece.last - piece.first > 1 or piece.label not in (None, "person"):
        return False
    word = doc.lower[piece.first]
    noun = lexicon.noun_type.get(doc.lemmas[piece.first]) == "person" and doc.pos[piece.first] == "NOUN"
    return word.rstrip(".") in lexicon.ranks or "/" in word or noun


def key_of(doc: Parse, first: int, last: int) -> str:
    """The name in lower case, one space between words."""
    return " ".join(doc.lower[first:last])


def _from_entity(doc: Parse, lexicon: Lexicon, ent: tuple[int, int, str]) -> list[NamePiece]:
    """The names inside one entity of the model: split at line breaks and possessive marks, edges trimmed."""
    first, last, label = ent
    if label not in LABELS:
        return []
    whole = doc.text[doc.start[first] : doc.end[last - 1]].lower().replace("’", "'")
    listed = whole in lexicon.known_type or lexicon.forms.bare(whole) in lexicon.known_type
    cuts = [index for index in range(first + 1, last) if not listed and _splits(doc, lexicon, index, label)]
    parts = pairwise([first, *cuts, last])
    edges = (trimmed(doc, lexicon, left, right) for left, right in parts)
    return [NamePiece(*edge, LABELS[label]) for edge in edges if _is_name(doc, lexicon, *edge)]


def _splits(doc: Parse, lexicon: Lexicon, index: int, label: str) -> bool:
    """Whether an entity of the model is cut before a token: two names run together."""
    before, word = doc.words[index - 1], doc.words[index]
    if label == "GPE" and (before == "," or before in lexicon.forms.joins or word == ","):
        return True
    if "\n" in doc.text[doc.end[index - 1] : doc.start[index]]:
        return True
    if before.lower() in lexicon.possessives and doc.tag[index - 1] == "POS":
        return word.lower() not in lexicon.inner and not word[0].isdecimal()
    if before in lexicon.possessives and word.islower() and lexicon.noun_type.get(word):
        return True  # "the Rays’ cousin"
    heading = before.isupper() and before.isalpha() and len(before) > 3 and not word.isupper()
    if (heading and word.lower() in lexicon.country_of) or (word[0] in "#@" and label == "PERSON"):
        return True
    return before in ("(", "[") or word in ("(", "[", ")", "]")


def trimmed(doc: Parse, lexicon: Lexicon, first: int, last: int) -> tuple[int, int]:
    """The range without articles, marks and titles before, and marks and possessives after."""
    while first < last and _not_yet(doc, lexicon, first):
        first += 1
    while first < last and (
        doc.words[last - 1] in MARKS or doc.tag[last - 1] == "POS" or doc.lower[last - 1] in lexicon.possessives
    ):
        last -= 1
    while first + 1 < last and _title_at(doc, lexicon, first):
        first += 1
    while first + 1 < last and (_role_at(doc, lexicon, last - 1) or _common_at(doc, lexicon, last - 1)):
        last -= 1
    while first < last and doc.lower[last - 1] in lexicon.inner:
        last -= 1
    return first, last


def _not_yet(doc: Parse, lexicon: Lexicon, index: int) -> bool:
    """Whether a word before a name is no part of it: an article, a mark, a possessive, a preposition ("By")."""
    if doc.lower[index] in lexicon.articles or doc.words[index] in MARKS or doc.tag[index] in ("POS", "PRP$"):
        return True
    opening = index == doc.sents[doc.sent[index]][0] or doc.words[index].islower()
    return doc.tag[index] == "IN" and opening


def _title_at(doc: Parse, lexicon: Lexicon, index: int) -> bool:
    """Whether the word is a title before a personal name, as "Gen." in "Gen. Smith" but not in "General Motors"."""
    word = doc.lower[index]
    opening = index == doc.sents[doc.sent[index]][0] and doc.ent[index : index + 2] == ["PERSON"] * 2
    plural = lexicon.forms.is_plural(word) and lexicon.noun_type.get(lexicon.forms.singular(word)) == "person"
    if opening and plural and doc.tag[index] in ("NNS", "NNPS"):
        return True  # "Brothers Al and Jo Ray"
    opening = opening and doc.ent[index + 2 : index + 3] == ["PERSON"]
    if opening and lexicon.noun_type.get(word) == "person" and doc.lower[index + 1] not in lexicon.inner:
        return True  # a sentence opens with what somebody is: "Farmer Jo Ray"
    if word not in lexicon.titles and not (word in lexicon.qualifiers and not doc.words[index][0].isupper()):
        return False
    return doc.ent[index] in ("PERSON", "")


def _role_at(doc: Parse, lexicon: Lexicon, index: int) -> bool:
    """Whether a name ends in what somebody is ("CIA Director", "Ryanair CEO"): that word is a role, not a name."""
    word = doc.lower[index]
    role = lexicon.noun_type.get(word) == "person" and word in lexicon.titles
    return role and doc.ent[index] not in ("PERSON", "FAC")


def _common_at(doc: Parse, lexicon: Lexicon, index: int) -> bool:
    """Whether a name ends in a small-letter noun for a person ("Ray grandmother", "Ray family")."""
    word = doc.words[index]
    return word.islower() and word.isalpha() and lexicon.noun_type.get(doc.lemma[index].lower()) in ("person", "group")


def _is_name(doc: Parse, lexicon: Lexicon, first: int, last: int) -> bool:
    words, lower = doc.words[first:last], doc.lower[first:last]
    if not 0 < last - first <= MAX_NAME or all(word in lexicon.calendar for word in lower):
        return False
    if all(word in lexicon.calendar or word[0].isdecimal() for word in lower) and lower[0] in lexicon.calendar:
        return False
    if len(words) == 1 and lower[0][-1].isdecimal() and lower[0].rstrip("0123456789").rstrip(".") in lexicon.calendar:
        return False
    if len(words) == 1 and (lower[0] in lexicon.not_names or (len(words[0]) == 1 and not words[0].isupper())):
        return False
    if any(capital(word) for word in words):
        return not all(doc.pos[index] in ("VERB", "AUX", "ADV", "DET", "PRON", "SCONJ") for index in range(first, last))
    return any(word[0].isdecimal() for word in words) and any(letter.isalpha() for word in words for letter in word)


def _grow(doc: Parse, lexicon: Lexicon, pieces: list[NamePiece], loud: list[bool]) -> list[NamePiece]:
    """Pieces with the neighbours that belong to the same name: proper nouns in the same phrase, and model numbers."""
    taken = marked(doc, ((piece.first, piece.last) for piece in pieces))
    grown: list[NamePiece] = []
    for piece in pieces:
        first, last, label = piece.first, piece.last, piece.label
        while first > 0 and not taken[first - 1] and _joins_left(doc, lexicon, first - 1, last, loud):
            first -= 1
        while last < len(doc) and not taken[last] and _joins_right(doc, lexicon, first, last, loud):
            last += 1
        if last > piece.last and label in ("organization", "other") and doc.words[last - 1][0].isdecimal():
            model = len(doc.words[last - 1]) >= MODEL
            label = "product" if label == "organization" and model else label
        taken[first:last] = [True] * (last - first)
        grown.append(NamePiece(first, last, label))
    return grown


def _joins_left(doc: Parse, lexicon: Lexicon, index: int, last: int, loud: list[bool]) -> bool:
    word = doc.words[index]
    if doc.pos[index] != "PROPN" or not capital(word) or loud[index] or not same_line(doc, index):
        return False
    low = doc.lower[index]
    person = "person" in (lexicon.noun_type.get(low), lexicon.noun_type.get(lexicon.forms.singular(low)))
    listed = (lexicon.titles, lexicon.calendar, lexicon.not_names, lexicon.country_of)
    if person or any(low in words for words in listed):
        return False
    return doc.dep[index] in ("compound", "nmod") and index < doc.head[index] < last


def _joins_right(doc: Parse, lexicon: Lexicon, first: int, last: int, loud: list[bool]) -> bool:
    word = doc.words[last]
    if not same_line(doc, last - 1) or doc.sent[last] != doc.sent[last - 1]:
        return False
    if doc.pos[last] == "NUM" and word[0].isdecimal() and word.replace("-", "").isalnum():
        inside = first <= doc.head[last] < last and doc.dep[last] == "nummod"
        return inside and not (len(word) == 4 and word[:2] in ("19", "20"))
    if doc.pos[last] != "PROPN" or not capital(word) or loud[last] or doc.lower[last] in lexicon.calendar:
        return False
    return doc.dep[last - 1] == "compound" and doc.head[last - 1] == last


def _glued(doc: Parse, lexicon: Lexicon, pieces: list[NamePiece]) -> list[NamePiece]:
    """Neighbouring entities that are one name: an index or aircraft with its number, a state's office, "A & B"."""
    glued: list[NamePiece] = []
    for piece in sorted(pieces, key=lambda piece: piece.first):
        before = glued[-1] if glued else None
        label = _glue(doc, lexicon, before, piece) if before else None
        if before and label:
            glued[-1] = NamePiece(before.first, piece.last, label)
        else:
            glued.append(piece)
    return [_numbered(doc, piece) for piece in glued]


def _glue(doc: Parse, lexicon: Lexicon, before: NamePiece, piece: NamePiece) -> MentionType | None:
    """The label of the two pieces as one name; None when they are two."""
    end = before.last - 1
    if before.last + 1 == piece.first and doc.words[before.last] == "&" and capital(doc.words[piece.first]):
        return "organization"
    if before.last != piece.first or not same_line(doc, end) or before.label is None:
        return None
    if doc.words[piece.first][0].isdecimal() or (piece.label == "product" and not doc.words[piece.first].isalpha()):
        if before.label in ("organization", "product", "other"):
            return "product" if len(doc.words[piece.first]) >= MODEL else before.label
        return None
    if doc.dep[end] not in ("compound", "nmod") or doc.head[end] not in range(piece.first, piece.last):
        return None
    key = key_of(doc, before.first, before.last)
    if key in lexicon.country_of or key in lexicon.groups or not capital(doc.words[piece.first]):
        return None
    if "person" in (before.label, piece.label):
        return None
    return "organization" if before.label == "organization" or piece.label is None else piece.label


def _numbered(doc: Parse, piece: NamePiece) -> NamePiece:
    """The piece with a bare number that ends its name: "Big 500" of "the Big 500 index", "Ray & Ray's 500"."""
    last = piece.last
    if piece.label not in ("organization", "other", "product") or last + 1 >= len(doc):
        return piece
    if doc.tag[last] == "POS" and "&" in doc.words[piece.first : last]:
        last += 1
    word, after = doc.words[last], last + 1
    if not (word.isdecimal() and 2 <= len(word) <= 3) or doc.end[last - 1] + 1 < doc.start[last]:
        return piece
    signs = after < len(doc) and (doc.words[after] in ("%", "-") or doc.pos[after] == "SYM")
    counts = doc.tag[after : after + 1] in (["NNS"], ["CD"])
    return piece if signs or counts else NamePiece(piece.first, after, piece.label)


def _unseen(doc: Parse, lexicon: Lexicon, pieces: list[NamePiece], loud: list[bool]) -> list[NamePiece]:
    """Capitalised sequences of proper nouns that the model left out."""
    taken = marked(doc, ((piece.first, piece.last) for piece in pieces))
    lowered = {word for word, low in zip(doc.words, doc.lower, strict=True) if word == low}
    found: list[NamePiece] = []
    last = 0
    for index, word in enumerate(doc.words):
        if index < last or taken[index] or loud[index] or (word.islower() and word.isalpha()):
            continue
        if _opens(doc, lexicon, index, lowered):
            last = _run(doc, lexicon, index, taken)
            edge = trimmed(doc, lexicon, index, last)
            if _is_name(doc, lexicon, *edge) and not _bare_title(doc, lexicon, *edge):
                found.append(NamePiece(*edge, None))
    return found


def _bare_title(doc: Parse, lexicon: Lexicon, first: int, last: int) -> bool:
    """A capitalised role without a name ("Prime Minister") is a nominal, not a name."""
    titles = lexicon.titles | lexicon.qualifiers
    return all(word in titles or lexicon.noun_type.get(word) == "person" for word in doc.lower[first:last])


def _opens(doc: Parse, lexicon: Lexicon, index: int, lowered: set[str]) -> bool:
    """Whether a name of the run of capitals may begin at a token."""
    word, low = doc.words[index], doc.lower[index]
    proper = capital(word) and len(word) > 1 and doc.pos[index] == "PROPN"
    if not proper or low in lexicon.calendar or low in lexicon.not_names:
        return _product_code(doc, index)
    if index == doc.sents[doc.sent[index]][0]:
        return low not in lowered and low not in lexicon.debris
    return True


def _product_code(doc: Parse, index: int) -> bool:
    """A code of letters and digits: A380, 7e7, F-16, 777-200LR; not a decade, an ordinal or a time."""
    word = doc.words[index]
    if len(word) < 3 or word.isalpha() or not word.replace("-", "").isalnum() or word.replace("-", "").isdecimal():
        return False
    if word[0].isupper():
        return any(letter.isdecimal() for letter in word) and doc.ent[index] not in ("DATE", "TIME", "MONEY")
    if not word[0].isdecimal() or doc.ent[index] in ("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL"):
        return False
    return (word[-1].isupper() and "-" in word) or (word[-1].isdecimal() and sum(map(str.isalpha, word)) == 1)


def _run(doc: Parse, lexicon: Lexicon, first: int, taken: list[bool]) -> int:
    last = first + 1
    end = min(len(doc), first + MAX_NAME, doc.sents[doc.sent[first]][1])
    while last < end and not taken[last] and same_line(doc, last - 1):
        word, low = doc.words[last], doc.lower[last]
        noun = doc.pos[last] in ("PROPN", "NOUN", "ADJ", "NUM") and low not in lexicon.calendar
        inner = low in lexicon.inner and low != "&" and low not in lexicon.forms.joins
        bridge = inner and doc.pos[last + 1 : last + 2] == ["PROPN"] and not taken[last + 1]
        if not (noun and capital(word)) and not (bridge and capital(doc.words[last + 1])):
            break
        last += 1
    return last


def _quiet_headlines(doc: Parse, lexicon: Lexicon, pieces: list[NamePiece], loud: list[bool]) -> list[NamePiece]:
    """In title-case lines only names that the running text or the tables know, or that hold no word seen small."""
    known = {key_of(doc, piece.first, piece.last) for piece in pieces if not loud[piece.first]}
    words = {word for key in known for word in key.split()}
    small = {word for index, word in enumerate(doc.words) if not loud[index] and word.islower()}
    kept = []
    for piece in pieces:
        if not loud[piece.first] or all(word in words for word in doc.lower[piece.first : piece.last]):
            kept.append(piece)
            continue
        part = _known_part(doc, lexicon, piece, known)
        if part is not None:
            kept.append(part)
        elif piece.label and piece.last - piece.first < 4 and small.isdisjoint(doc.lower[piece.first : piece.last]):
            kept.append(piece)
    return kept


def _never_common(doc: Parse, lexicon: Lexicon, pieces: list[NamePiece]) -> list[NamePiece]:
    """Without the names of two and more words that the article also writes small: they are phrases, not names."""
    wanted = {key_of(doc, p.first, p.last) for p in pieces if p.last - p.first > 1 and p.label != "person"}
    starts = {key.split(" ", 1)[0] for key in wanted}
    places = (index for index, word in enumerate(doc.words) if word in starts)
    common = {" ".join(doc.words[index : index + size]) for index in places for size in range(2, 5)}
    common = (common & wanted) - lexicon.known_type.keys()
    return [piece for piece in pieces if key_of(doc, piece.first, piece.last) not in common]


def _known_part(doc: Parse, lexicon: Lexicon, piece: NamePiece, known: set[str]) -> NamePiece | None:
    """The longest stretch of a headline's name that is a name elsewhere or in the tables."""
    for size in range(piece.last - piece.first, 0, -1):
        for first in range(piece.first, piece.last - size + 1):
            key = key_of(doc, first, first + size)
            if key in known or key in lexicon.known_type or key in lexicon.country_of:
                return NamePiece(first, first + size, piece.label if size == piece.last - piece.first else None)
    return None


def _repeated(doc: Parse, lexicon: Lexicon, pieces: list[NamePiece]) -> list[NamePiece]:
    """The pieces, with the places where a name found elsewhere is repeated and was missed."""
    taken = marked(doc, ((piece.first, piece.last) for piece in pieces))
    forms: dict[str, list[tuple[str, ...]]] = {}
    for words in sorted(_wanted(doc, lexicon, pieces)):
        forms.setdefault(words[0], []).append(words)
    found, last = list(pieces), 0
    for index, word in enumerate(doc.lower):
        if index < last or word not in forms or taken[index]:
            continue
        if capital(doc.words[index]) or _coded(doc, lexicon, index):
            match = _longest(doc, index, forms[word], taken)
            last = index + match
            if match and doc.tag[index] not in ("VBD", "VBZ", "MD"):
                found.append(NamePiece(index, last, None))
    return sorted(found, key=lambda piece: piece.first)


def _coded(doc: Parse, lexicon: Lexicon, index: int) -> bool:
    """A number that may be a model's, known from a full name elsewhere: no unit and no noun of its own follows."""
    word = doc.words[index]
    if not word[0].isdecimal() or doc.ent[index] in ("DATE", "TIME", "MONEY", "PERCENT"):
        return False
    after = index + 1
    plural = lexicon.forms.is_plural(word)
    return plural or after == len(doc) or (doc.tag[after] != "NNS" and doc.pos[after] not in ("SYM", "NUM"))


def _wanted(doc: Parse, lexicon: Lexicon, pieces: list[NamePiece]) -> set[tuple[str, ...]]:
    wanted = set()
    for piece in pieces:
        words = tuple(doc.lower[piece.first : piece.last])
        if len(words[0]) > 1 or len(words) > 1:
            wanted.add(words)
        number = words[-1]
        if len(words) > 1 and piece.label in ("product", "organization") and number.isdecimal() and len(number) >= 3:
            wanted |= {(number,), (number + "s",)}
        if piece.label == "person" and len(words) > 1 and len(words[-1]) > 2 and words[-1] not in lexicon.suffixes:
            wanted.add(words[-1:])
    return wanted


def _longest(doc: Parse, index: int, forms: list[tuple[str, ...]], taken: list[bool]) -> int:
    ends = ((words, index + len(words)) for words in forms)
    fits = (words for words, end in ends if tuple(doc.lower[index:end]) == words and not any(taken[index:end]))
    return max(map(len, fits), default=0)
