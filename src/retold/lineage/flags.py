"""Signs in a text itself that it was rewritten or translated, by machine perhaps. In: a Story. Out: Flags with spans.

Each is a sign for a reader to look at, worded as one: typing slips, dialect and scraping leave some of them too.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise

from rapidfuzz.distance import DamerauLevenshtein

from retold.grouping import grouped
from retold.languages import Language
from retold.languages.forms import Forms, forms
from retold.model import Analysis, Flag, Span, Story
from retold.spans import containing, evidence, merged

# letters, with an apostrophe or hyphen inside
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
BREAK = re.compile(
    r"(?<=[a-z]{4})[.!?] (?=[a-z])"
)  # a sentence that ends before a small letter: words were lost or joined
PARAGRAPH = re.compile(r"[^\n]+")  # a line of text
MAX_SPANS = 12  # places shown for one flag; the first ones say it
MAX_NAMES = 400  # names looked at for slips, so that a list of names costs no more
FEW = 2  # sentences of a stub
LONG_NAME = 6  # letters from which two names that differ by a slip are seldom two names
MAX_TYPOS = 2  # letters wrong in a slip of the pen
ENOUGH_SENTENCES = 6  # sentences an account needs for a share of them to say anything
ADDRESS = frozenset("./@_:#")
OPENERS, CLOSERS = "“«", "”»"


@dataclass(frozen=True, slots=True)
class Signs:
    """The words of the signs: phrases by their first word, pronouns and nouns as sets."""

    spun: dict[str, list[tuple[str, ...]]]
    broken: dict[str, list[tuple[str, ...]]]
    first_person: frozenset[str]
    female: frozenset[str]
    male: frozenset[str]
    male_pronouns: frozenset[str]
    female_pronouns: frozenset[str]
    small_openers: frozenset[str]
    forms: Forms


@cache
def signs(language: Language) -> Signs:
    """The compiled signs of a language."""
    table = language.table("lineage").get("flags", {})
    spun, broken = (_by_first(table.get(key, ())) for key in ("spun_names", "broken_idioms"))
    keys = ("first_person", "female", "male", "male_pronouns", "female_pronouns", "small_openers")
    words = {key: frozenset[str](table.get(key, ())) for key in keys}
    return Signs(spun, broken, **words, forms=forms(language))


def _by_first(phrases: Sequence[str]) -> dict[str, list[tuple[str, ...]]]:
    words = (tuple(WORD.findall(phrase)) for phrase in phrases)
    return grouped((parts[0], parts) for parts in words)


@dataclass(frozen=True, slots=True)
class Read:
    """An account's words with their spans, and which of them stand inside quotation marks."""

    item: Analysis
    spans: list[Span]
    words: list[str]
    quoted: list[Span]
    signs: Signs


def flags(story: Story, language: Language) -> Iterator[Flag]:
    """The flags of every account, with the spans that show them. Linear in the text."""
    for item in story.analyses:
        read = _read(item, signs(language))
        for kind, why, find in CHECKS:
            spans = list(islice(find(read), MAX_SPANS))
            if spans:
                yield Flag(
                    item.article.id, kind, tuple(evidence(item.article, span) for span in sorted(set(spans))), why
                )


def _read(item: Analysis, found: Signs) -> Read:
    matches = list(WORD.finditer(item.article.text))
    return Read(
        item, [match.span() for match in matches], [match.group().lower() for match in matches],
        merged([span for quote in item.quotes for span in quote.spans if quote.form != "indirect"]
                + _between_marks(item.article.text)), found,
    )  # fmt: skip


def _between_marks(text: str) -> list[Span]:
    """Stretches between quotation marks, paragraph by paragraph; to the paragraph's end where none closes."""
    spans: list[Span] = []
    for paragraph in PARAGRAPH.finditer(text):
        start: int | None = None
        for place in range(*paragraph.span()):
            sign = text[place]
            if start is None and (sign in OPENERS or sign == '"'):
                start = place
            elif start is not None and (sign in CLOSERS or sign == '"'):
                spans.append((start, place + 1))
                start = None
        if start is not None:
            spans.append((start, paragraph.end()))
    return spans


def _phrases(read: Read, phrases: dict[str, list[tuple[str, ...]]]) -> Iterator[Span]:
    for index, word in enumerate(read.words):
        for parts in phrases.get(word, ()):
            last = index + len(parts)
            if tuple(read.words[index:last]) == parts:
                yield (read.spans[index][0], read.spans[last - 1][1])


def _fragments(read: Read) -> Iterator[Span]:
    """A sentence that begins with a small letter after a full stop."""
    text = read.item.article.text
    for match in BREAK.finditer(text):
        word = WORD.match(text, match.end())
        address = word is not None and text[word.end() : word.end() + 1] in ADDRESS
        quoted = containing(read.quoted, match.end()) is not None
        if word and not address and word.group() not in read.signs.small_openers and not quoted:
            end = text.find(".", word.end(), word.end() + 120)
            stop = end + 1 or len(text)
            line = text.find("\n", word.end(), stop)
            stop = line if line >= 0 else stop
            yield (match.end(), stop if stop > match.end() else word.end())


def _unbalanced(read: Read) -> Iterator[Span]:
    """A quotation mark that nothing closes, where the next paragraph does not go on with the quote."""
    text = read.item.article.text
    paragraphs = [match.span() for match in PARAGRAPH.finditer(text)]
    for index, (start, end) in enumerate(paragraphs):
        said = text[start:end]
        straight = said.count('"') % 2
        opened = sum(said.count(sign) for sign in OPENERS) > sum(said.count(sign) for sign in CLOSERS)
        follow = text[slice(*paragraphs[index + 1])][:1] if index + 1 < len(paragraphs) else ""
        if (straight or opened) and follow not in ('"', *OPENERS):
            place = max(said.rfind(sign) for sign in ('"', *OPENERS))
            yield (start + place, min(end, start + place + 60))


def _shifted_person(read: Read) -> Iterator[Span]:
    """One or two sentences in the first person, outside quotes, in a text that else tells in the third."""
    if len(read.item.sentences) < ENOUGH_SENTENCES:
        return
    text, first_person = read.item.article.text, read.signs.first_person
    spoken = (span for span, word in zip(read.spans, read.words, strict=True) if word in first_person)
    own = (span for span in spoken if span[1] - span[0] > 1 or text[span[0]].isupper())
    found = list(islice((span for span in own if containing(read.quoted, span[0]) is None), FEW * 2 + 1))
    sentences = {containing(read.item.sentences, span[0]) for span in found} - {None}
    if len(found) <= FEW * 2 and 0 < len(sentences) <= FEW:
        yield from found


def _shifted_gender(read: Read) -> Iterator[Span]:
    """ "spokeswoman ... he": a pronoun of the other gender before anybody else is named in the sentence."""
    marks = read.signs
    names = sorted(
        mention.span for mention in read.item.mentions if mention.type == "person" and mention.form == "name"
    )
    for start, end in read.item.sentences:
        held: str | None = None
        since = start
        inside = slice(bisect_left(read.spans, (start, 0)), bisect_left(read.spans, (end, 0)))
        for span, word in zip(read.spans[inside], read.words[inside], strict=True):
            if word in marks.female or word in marks.male:
                other = held is not None
                held = None if other else ("female" if word in marks.female else "male")
                since = span[1] + 40
            wrong = marks.male_pronouns if held == "female" else marks.female_pronouns if held == "male" else ()
            if word in wrong:
                before, noun, here = (bisect_left(names, (place, 0)) for place in (start, since, span[0]))
                # with more than one person named around the noun the pronoun may be the other's
                if here <= noun and noun - before <= 1:
                    yield span
                held = None


def _two_spellings(read: Read) -> Iterator[Span]:
    """Two surnames that differ by a letter or two, as a slip of a machine or of a hand leaves them."""
    first: dict[str, Span] = {}
    for mention in read.item.mentions:
        if mention.type == "person" and mention.form == "name" and len(first) < MAX_NAMES:
            words = WORD.findall(read.item.article.text[mention.span[0] : mention.span[1]])
            name = read.signs.forms.owner(words[-1]) if words else ""
            if len(name) >= LONG_NAME:
                first.setdefault(name, mention.span)
    singular = read.signs.forms.singular
    for held in grouped((name[:2], name) for name in sorted(first)).values():
        for left, right in pairwise(held):
            plural = singular(left) == singular(right)
            if not plural and 0 < DamerauLevenshtein.distance(left, right) <= MAX_TYPOS:
                yield first[left]
                yield first[right]


CHECKS: tuple[tuple[str, str, Callable[[Read], Iterator[Span]]], ...] = (
    ("odd_name", "a well-known name stands here in words that a translation or a thesaurus would give it",
     lambda read: _phrases(read, read.signs.spun)),
    ("odd_phrase", "a fixed phrase stands here in broken form, as in rewritten or translated text",
     lambda read: _phrases(read, read.signs.broken)),
    ("broken_sentence", "a sentence begins with a small letter, as where a rewrite cut one in two", _fragments),
    ("open_quote", "a quotation mark opens and nothing closes it, so where the quote ends is not known", _unbalanced),
    ("shifted_person", "one or two sentences speak as “I” outside quotes in a text that tells in the third person",
     _shifted_person),
    ("shifted_gender", "a pronoun does not fit the gender of the noun before it, as in translated text",
     _shifted_gender),
    ("two_spellings", "two names differ by a letter or two; they may be one person spelt two ways", _two_spellings),
)  # fmt: skip
