"""Names, nominals and pronouns that refer to somebody or something.

In: a Parse. Out: Mention records in text order, not yet resolved. A name's span leaves out titles, articles and the
possessive mark; a nominal's is its base noun phrase, or the role or kind that stands before a name; a pronoun's is the
word. `head` is the head word, `number` and `gender` are what the words themselves tell.
"""

from collections.abc import Iterator

from retold.extract.mentions.lines import marked
from retold.extract.mentions.names import NamePiece, names
from retold.extract.mentions.types import typed
from retold.languages import Language
from retold.languages.mentions import Lexicon, lexicon
from retold.model import Analysis, Article, Mention, MentionType
from retold.parse import Parse

Row = tuple[int, int, int, MentionType, str, str | None, str | None]  # first, last, head, type, form, number, gender
PLURAL_TAGS = frozenset({"NNS", "NNPS"})
BEFORE = frozenset({"compound", "amod", "nmod", "det", "poss", "case", "nummod", "punct", "advmod"})
RELATIVE_TAGS = frozenset({"WDT", "WP", "WP$"})


def extract(doc: Parse, article: Article, language: Language, found: Analysis) -> Iterator[Mention]:
    """The Mention records of one article, in text order."""
    words = lexicon(language)
    pieces = typed(doc, words, names(doc, words))
    rows = [_name(doc, words, piece) for piece in pieces]
    inside = marked(doc, ((piece.first, piece.last) for piece in pieces))
    rows += _nominals(doc, words, inside)
    rows += _roles(doc, words, pieces, inside)
    rows += _pronouns(doc, words, inside)
    distinct: dict[tuple[int, str], Row] = {}
    for row in sorted(rows, key=lambda row: (row[0], -row[1], row[4])):
        distinct.setdefault((row[2], row[4]), row)  # of two phrases with one head the longer one
    for number, (first, last, head, kind, form, plural, gender) in enumerate(distinct.values(), 1):
        yield Mention(
            id=f"m{number}", span=doc.span(first, last), type=kind, form=form, entity=None,  # type: ignore[arg-type]
            head=(doc.start[head], doc.end[head]), number=plural, gender=gender,  # type: ignore[arg-type]
        )  # fmt: skip


def _name(doc: Parse, words: Lexicon, piece: NamePiece) -> Row:
    first, last, kind = piece.first, piece.last, piece.type
    key = " ".join(doc.lower[first:last])
    people = key in words.country_of or key in words.groups
    plural = "plural" if not people and words.forms.singular(key) in words.country_of else "singular"
    form = "name"
    if people and doc.tag[last - 1] in ("JJ", "NNP", "NN") and doc.head[last - 1] != last - 1:
        if key in words.country_of and doc.dep[last - 1] in ("amod", "compound", "nmod"):
            kind = "place"
        elif first and doc.lower[first - 1] in words.articles and doc.tag[last - 1] != "JJ":
            kind, form = "person", "nominal"
    gender = None if kind in ("person", "group") else "neuter"
    if kind == "person" and first:
        gender = words.title_gender.get(doc.lower[first - 1])
    return first, last, last - 1, kind, form, plural, gender


def _nominals(doc: Parse, words: Lexicon, inside: list[bool]) -> Iterator[Row]:
    """Base noun phrases with a common noun for a head, ages ("the 25-year-old") and adjectives used as nouns."""
    for first, last, root in doc.chunks:
        if inside[root] or doc.pos[root] not in ("NOUN", "PROPN", "ADJ"):
            continue
        lemma = doc.lemmas[root]
        measure = not words.measure.isdisjoint((lemma, doc.lower[root])) or doc.lower[root] in words.calendar
        if measure or doc.ent[root] in ("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY"):
            continue
        while first < root and doc.pos[first] in ("PUNCT", "CCONJ", "SCONJ"):
            first += 1
        first = max([first, *(index + 1 for index in range(first, root) if doc.words[index] in ("–", "—", "--"))])
        if first and doc.words[first - 1] in ("-", "–") and doc.end[first - 1] == doc.start[first]:
            continue  # the end of a hyphened adjective
        if any(c.isalpha() for c in doc.words[root]) and len(doc.words[root]) > 1:
            yield first, last, root, *_nominal_type(doc, words, root, lemma)
    yield from _ages(doc, words)


def _nominal_type(doc: Parse, words: Lexicon, root: int, lemma: str) -> tuple[MentionType, str, str, str | None]:
    # a number above one precedes a noun that has no plural form of its own ("230 taken hostage")
    counts = (doc.lower[child] for child in doc.children[root] if doc.dep[child] == "nummod")
    counted = any(number not in words.forms.one for number in counts)
    plural = doc.tag[root] in PLURAL_TAGS or lemma in words.collective or counted
    kind = words.noun_type.get(lemma) or words.noun_type.get(doc.lower[root]) or "other"
    gender: str | None = words.noun_gender.get(lemma) if kind == "person" else None if kind == "group" else "neuter"
    if kind == "person" and plural:
        kind, gender = "group", None
    return kind, "nominal", "plural" if plural else "singular", gender


def _ages(doc: Parse, words: Lexicon) -> Iterator[Row]:
    """ "the 25-year-old", where no noun follows that it belongs to."""
    year, old = words.age
    for index in range(4, len(doc)):
        if doc.lower[index] == old and doc.lower[index - 2] == year and _headless(doc, index):
            first = index - 4
            while first and doc.lower[first - 1] in words.articles:
                first -= 1
            if first < index - 4:
                yield first, index + 1, index, "person", "nominal", "singular", None


def _headless(doc: Parse, index: int) -> bool:
    """Whether an age belongs to no noun after it: nothing follows that it hangs on, or only the verb of its clause."""
    head = doc.head[index]
    return head <= index or doc.pos[head] in ("VERB", "AUX")


def _roles(doc: Parse, words: Lexicon, pieces: list[NamePiece], inside: list[bool]) -> Iterator[Row]:
    """The role or kind before a name: "Acme chief executive" before "Jo Ray", "airline" before "Aero"."""
    for piece in pieces:
        head = piece.first - 1
        if head < 0 or inside[head] or doc.end[head] + 1 != doc.start[piece.first]:
            continue
        kind = words.noun_type.get(doc.lemmas[head]) or words.noun_type.get(doc.lower[head])
        noun = doc.pos[head] in ("NOUN", "PROPN") and doc.tag[head] not in PLURAL_TAGS
        if not noun or kind is None or (kind == "person") != (piece.type == "person"):
            continue
        first = head
        while first and doc.sent[first - 1] == doc.sent[head] and _before_role(doc, first - 1, piece):
            first -= 1
        gender = words.noun_gender.get(doc.lower[head])
        yield first, head + 1, head, piece.type, "nominal", "singular", gender if kind == "person" else "neuter"


def _before_role(doc: Parse, index: int, piece: NamePiece) -> bool:
    mark = doc.pos[index] == "PUNCT" and doc.words[index] not in ("-", "–")
    return not mark and index < doc.head[index] < piece.last and doc.dep[index] in BEFORE


def _pronouns(doc: Parse, words: Lexicon, inside: list[bool]) -> Iterator[Row]:
    for index, word in enumerate(doc.lower):
        pronoun = words.pronouns.get(word)
        if pronoun is None or inside[index]:
            continue
        if pronoun.kind == "relative":
            if doc.tag[index] not in RELATIVE_TAGS or not _antecedent(doc, index):
                continue
        elif doc.pos[index] not in ("PRON", "DET") or doc.tag[index] not in ("PRP", "PRP$", "NN"):
            continue
        kind: MentionType = "person" if pronoun.gender in ("male", "female") or pronoun.person != "3" else "other"
        yield index, index + 1, index, kind, "pronoun", pronoun.number or None, pronoun.gender or None


def _antecedent(doc: Parse, index: int) -> bool:
    """Whether a wh-word opens a relative clause: a verb above it is a `relcl`."""
    node = index
    for _ in range(4):
        if doc.dep[node] == "relcl":
            return doc.head[node] < index
        node = doc.head[node]
    return False
