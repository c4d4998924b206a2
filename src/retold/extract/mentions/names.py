"""The names of an article: the model's entities repaired, and what it missed, each with one type.

In: a Parse and a Lexicon. Out: `NamePiece`s in text order that do not overlap: token ranges without titles, articles
and possessive marks. The model's entities are trimmed and split, joined with the rest of a capitalised sequence, looked
for again wherever the article repeats them, and typed by a vote over the article.
"""

from dataclasses import dataclass

from retold.extract.mentions.capitals import capital, loud_lines
from retold.extract.mentions.credits import credited
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
    pieces = [piece for piece in pieces if piece.label != "person" or not aside[piece.first]]
    return [
        piece
        for piece in _repeated(doc, lexicon, pieces)
        if (piece.label is not None or not aside[piece.first]) and not _nobody(doc, lexicon, piece)
    ]


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
    parts: list[tuple[int, int]] = []
    start = first
    whole = doc.text[doc.start[first] : doc.end[last - 1]].lower().replace("’", "'")
    listed = whole in lexicon.known_type or lexicon.forms.bare(whole) in lexicon.known_type
    for index in range(first + 1, last + 1):
        if index == last or (not listed and _splits(doc, lexicon, index, label)):
            parts.append((start, index))
            start = index
    found = []
    for left, right in parts:
        left, right = trimmed(doc, lexicon, left, right)
        if left < right and _is_name(doc, lexicon, left, right):
            found.append(NamePiece(left, right, LABELS[label]))
    return found


def _splits(doc: Parse, lexicon: Lexicon, index: int, label: str) -> bool:
    before = doc.words[index - 1]
    if label == "GPE" and (before == "," or before in lexicon.forms.joins or doc.words[index] == ","):
        return True
    if "\n" in doc.text[doc.end[index - 1] : doc.start[index]]:
        return True
    if doc.lower[index - 1] in lexicon.possessives and doc.tag[index - 1] == "POS":
        following = doc.words[index]
        return following.lower() not in lexicon.inner and not following[0].isdecimal()
    before, word = doc.words[index - 1], doc.words[index]
    if before in lexicon.possessives and word.islower() and lexicon.noun_type.get(word):
        return True  # "the Rays’ cousin"
    if word[0] in "#@" and label == "PERSON":
        return True
    if (
        before.isupper()
        and before.isalpha()
        and len(before) > 3
        and not word.isupper()
        and word.lower() in lexicon.country_of
    ):
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
    return (
        lexicon.noun_type.get(word) == "person" and word in lexicon.titles and doc.ent[index] not in ("PERSON", "FAC")
    )


def _common_at(doc: Parse, lexicon: Lexicon, index: int) -> bool:
    """Whether a name ends in a small-letter noun for a person ("Ray grandmother", "Ray family")."""
    word = doc.words[index]
    return word.islower() and word.isalpha() and lexicon.noun_type.get(doc.lemma[index].lower()) in ("person", "group")


def _is_name(doc: Parse, lexicon: Lexicon, first: int, last: int) -> bool:
    words = doc.words[first:last]
    lower = doc.lower[first:last]
    if last - first > MAX_NAME or all(word in lexicon.calendar for word in lower):
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
    taken = [False] * len(doc)
    for piece in pieces:
        taken[piece.first : piece.last] = [True] * (piece.last - piece.first)
    grown: list[NamePiece] = []
    for piece in pieces:
        first, last, label = piece.first, piece.last, piece.label
        while first > 0 and not taken[first - 1] and _joins_left(doc, lexicon, first - 1, last, loud):
            first -= 1
        while last < len(doc) and not taken[last] and _joins_right(doc, lexicon, first, last, loud):
            last += 1
        if last > piece.last and label in ("organization", "other") and doc.words[last - 1][0].isdecimal():
            label = (
                "product" if label == "organization" and len(doc.words[first]) > 0 and _model(doc, last - 1) else label
            )
        taken[first:last] = [True] * (last - first)
        grown.append(NamePiece(first, last, label))
    return grown


def _same_line(doc: Parse, left: int) -> bool:
    return doc.end[left] == doc.start[left + 1] or doc.text[doc.end[left] : doc.start[left + 1]] == " "


def _joins_left(doc: Parse, lexicon: Lexicon, index: int, last: int, loud: list[bool]) -> bool:
    word = doc.words[index]
    if doc.pos[index] != "PROPN" or not capital(word) or loud[index] or not _same_line(doc, index):
        return False
    low = doc.lower[index]
    if (
        lexicon.noun_type.get(low) == "person"
        or lexicon.noun_type.get(lexicon.forms.singular(low)) == "person"
        or low in lexicon.titles
        or low in lexicon.calendar
        or low in lexicon.not_names
        or low in lexicon.country_of
    ):
        return False
    return doc.dep[index] in ("compound", "nmod") and index < doc.head[index] < last


def _joins_right(doc: Parse, lexicon: Lexicon, first: int, last: int, loud: list[bool]) -> bool:
    word = doc.words[last]
    if not _same_line(doc, last - 1) or doc.sent[last] != doc.sent[last - 1]:
        return False
    if doc.pos[last] == "NUM" and word[0].isdecimal() and word.replace("-", "").isalnum():
        inside = first <= doc.head[last] < last and doc.dep[last] == "nummod"
        return inside and not (len(word) == 4 and word[:2] in ("19", "20"))
    if doc.pos[last] != "PROPN" or not capital(word) or loud[last] or doc.lower[last] in lexicon.calendar:
        return False
    return doc.dep[last - 1] == "compound" and doc.head[last - 1] == last


def _model(doc: Parse, index: int) -> bool:
    """Whether a number after a name reads like a model's (747, 737-800) rather than a size."""
    return len(doc.words[index]) >= 3


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
    if before.last != piece.first or not _same_line(doc, end) or before.label is None:
        return None
    if doc.words[piece.first][0].isdecimal() or (piece.label == "product" and not doc.words[piece.first].isalpha()):
        if before.label in ("organization", "product", "other"):
            return "product" if len(doc.words[piece.first]) >= 3 else before.label
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
    if after < len(doc) and (
        doc.tag[after] in ("NNS", "CD") or doc.words[after] in ("%", "-") or doc.pos[after] == "SYM"
    ):
        return piece
    return NamePiece(piece.first, after, piece.label)


def _unseen(doc: Parse, lexicon: Lexicon, pieces: list[NamePiece], loud: list[bool]) -> list[NamePiece]:
    """Capitalised sequences of proper nouns that the model left out."""
    taken = [False] * len(doc)
    for piece in pieces:
        taken[piece.first : piece.last] = [True] * (piece.last - piece.first)
    lowered = {word for word, low in zip(doc.words, doc.lower, strict=True) if word == low}
    found: list[NamePiece] = []
    index = 0
    size = len(doc)
    while index < size:
        word = doc.words[index]
        if (
            taken[index]
            or loud[index]
            or (word.islower() and word.isalpha())
            or not _opens(doc, lexicon, index, lowered)
        ):
            index += 1
            continue
        last = _run(doc, lexicon, index, taken)
        first, end = trimmed(doc, lexicon, index, last)
        if first < end and _is_name(doc, lexicon, first, end) and not _bare_title(doc, lexicon, first, end):
            found.append(NamePiece(first, end, None))
        index = last
    return found


def _bare_title(doc: Parse, lexicon: Lexicon, first: int, last: int) -> bool:
    """A capitalised role without a name ("Prime Minister") is a nominal, not a name."""
    return all(
        word in lexicon.titles or word in lexicon.qualifiers or lexicon.noun_type.get(word) == "person"
        for word in doc.lower[first:last]
    )


def _opens(doc: Parse, lexicon: Lexicon, index: int, lowered: set[str]) -> bool:
    word = doc.words[index]
    if not capital(word) or doc.lower[index] in lexicon.calendar or doc.lower[index] in lexicon.not_names:
        return _product_code(doc, index)
    if doc.pos[index] != "PROPN" or len(word) < 2:
        return _product_code(doc, index)
    if index == doc.sents[doc.sent[index]][0]:
        return doc.lower[index] not in lowered and doc.lower[index] not in lexicon.debris
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
    while last < len(doc) and last - first < MAX_NAME and not taken[last] and doc.sent[last] == doc.sent[first]:
        if not _same_line(doc, last - 1):
            break
        word = doc.words[last]
        named = (
            capital(word)
            and doc.pos[last] in ("PROPN", "NOUN", "ADJ", "NUM")
            and doc.lower[last] not in lexicon.calendar
        )
        bridge = (
            doc.lower[last] in lexicon.inner
            and last + 1 < len(doc)
            and not taken[last + 1]
            and doc.pos[last + 1] == "PROPN"
        )
        joins = doc.lower[last] == "&" or doc.lower[last] in lexicon.forms.joins
        if not named and not (bridge and capital(doc.words[last + 1]) and not joins):
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
        elif piece.label is not None and piece.last - piece.first < 4 and _never_small(doc, piece, small):
            kept.append(piece)
    return kept


def _never_common(doc: Parse, lexicon: Lexicon, pieces: list[NamePiece]) -> list[NamePiece]:
    """Without the names of two and more words that the article also writes small: they are phrases, not names."""
    wanted = {key_of(doc, p.first, p.last) for p in pieces if p.last - p.first > 1 and p.label != "person"}
    starts = {key.split(" ", 1)[0] for key in wanted}
    common = set()
    for index, word in enumerate(doc.words):
        if word in starts:
            for size in range(2, 5):
                key = " ".join(doc.words[index : index + size])
                if key in wanted and key not in lexicon.known_type:
                    common.add(key)
    return [piece for piece in pieces if key_of(doc, piece.first, piece.last) not in common]


def _known_part(doc: Parse, lexicon: Lexicon, piece: NamePiece, known: set[str]) -> NamePiece | None:
    """The longest stretch of a headline's name that is a name elsewhere or in the tables."""
    for size in range(piece.last - piece.first, 0, -1):
        for first in range(piece.first, piece.last - size + 1):
            key = key_of(doc, first, first + size)
            if key in known or key in lexicon.known_type or key in lexicon.country_of:
                return NamePiece(first, first + size, piece.label if size == piece.last - piece.first else None)
    return None


def _never_small(doc: Parse, piece: NamePiece, small: set[str]) -> bool:
    return not any(word in small for word in doc.lower[piece.first : piece.last])


def _repeated(doc: Parse, lexicon: Lexicon, pieces: list[NamePiece]) -> list[NamePiece]:
    """The pieces, with the places where a name found elsewhere is repeated and was missed."""
    taken = [False] * len(doc)
    for piece in pieces:
        taken[piece.first : piece.last] = [True] * (piece.last - piece.first)
    forms: dict[str, list[tuple[str, ...]]] = {}
    for words in sorted(_wanted(doc, lexicon, pieces)):
        forms.setdefault(words[0], []).append(words)
    found = list(pieces)
    index = 0
    lower = doc.lower
    while index < len(lower):
        match = 0
        if lower[index] in forms and not taken[index] and (capital(doc.words[index]) or _coded(doc, lexicon, index)):
            match = _longest(doc, index, forms[doc.lower[index]], taken)
        if match and doc.tag[index] not in ("VBD", "VBZ", "MD"):
            found.append(NamePiece(index, index + match, None))
        index += match or 1
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
    best = 0
    for words in forms:
        size = len(words)
        if size > best and tuple(doc.lower[index : index + size]) == words and not any(taken[index : index + size]):
            best = size
    return best
