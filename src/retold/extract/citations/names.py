"""Names of agencies, outlets and platforms in a text. In: the words of the text. Out: candidates, in text order.

A candidate is only a name: whether the article credits it is for `credits` to say.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any

from retold.languages import Language, Words, by_word, listed, words_at
from retold.model import Span

WORD = re.compile(r"\w+")  # a run of letters
GLUE = frozenset(" .'’&/-")
MAX_GLUE = 3  # characters between two words of one name: ", " and a mark
MOST_WORDS = 5  # words of the name of an outlet ("Evening Post of the North")


@dataclass(frozen=True, slots=True)
class Named:
    """Words `[first, last)` name somebody. `doubtful`: a common word too; `generic`: nobody in particular."""

    first: int
    last: int
    name: str
    kind: str
    doubtful: bool
    generic: bool = False


@dataclass(frozen=True)
class SourceWords:
    """The words of a text with their spans, and in lower case."""

    text: str
    spans: list[Span]
    words: list[str]
    lower: list[str]

    def gap(self, index: int) -> str:
        """The text between word `index` and the next one; "\\n" at the end of the text."""
        if index < 0 or index + 1 >= len(self.spans):
            return "\n"
        return self.text[self.spans[index][1] : self.spans[index + 1][0]]

    def span(self, first: int, last: int) -> Span:
        return (self.spans[first][0], self.spans[last - 1][1])

    def said(self, first: int, last: int) -> str:
        """The words `[first, last)` as they stand in the text."""
        return self.text[slice(*self.span(first, last))]

    def capitals(self, index: int, numbered: bool = False) -> int:
        """The end of the run of capitalised words, or also of numbers, from `index`."""
        last = index + 1
        while last < min(len(self.words), index + MOST_WORDS) and self.gap(last - 1) in (" ", "-"):
            if not self.words[last][0].isupper() and not (numbered and self.words[last].isdecimal()):
                break
            last += 1
        return last


@dataclass(frozen=True, slots=True)
class SourceTable:
    """The compiled names: first word -> [(words, name, kind, doubtful)], longest first; domains -> (name, kind)."""

    names: dict[str, list[tuple[tuple[str, ...], str, str, bool]]]
    domains: dict[str, tuple[str, str]]
    photo: Annotated[Words, "words.photo_agencies"]
    tails: Annotated[Words, "names.tails"]
    heads: Annotated[Words, "names.heads"]
    callsign: Annotated[Words, "names.callsign"]
    not_callsigns: Annotated[Words, "names.not_callsigns"]
    media: Annotated[Words, "words.media"]
    media_of: Annotated[Words, "words.media_of"]
    media_joined: Annotated[Words, "words.media_joined"]
    phrases: dict[str, tuple[tuple[tuple[str, ...], str, bool], ...]]
    canonical: dict[str, tuple[str, str]]
    titles: Annotated[Words, "persons.titles"]
    articles: Annotated[Words, "words.determiners"]
    introducing: Annotated[Words, "words.introducing"]
    telling: Annotated[Words, "words.telling"]
    official: Words  # words of offices and of the places that speak for one
    genitive: Annotated[Words, "officials.genitive"]
    endings: Annotated[Words, "names.domain_endings"]


def words_of(text: str) -> SourceWords:
    """The words of a text."""
    found = list(WORD.finditer(text))
    words = [match.group() for match in found]
    return SourceWords(text, [match.span() for match in found], words, [word.lower() for word in words])


@cache
def table(language: Language) -> SourceTable:
    """The compiled names of a language."""
    sources = language.table("sources")
    doubtful = words_at(sources, "names.doubtful")
    names: dict[str, list[tuple[tuple[str, ...], str, str, bool]]] = {}
    domains: dict[str, tuple[str, str]] = {}
    canonical: dict[str, tuple[str, str]] = {}
    for kind in ("agency", "outlet", "social"):
        for name, others in sources.get(kind, {}).items():
            for form in [name, *others]:
                if "." in form and " " not in form and form == form.lower() != name:
                    domains[form] = (name, kind)
                    continue
                canonical.setdefault(form.casefold(), (name, kind))
                _add(names, form, name, kind, form in doubtful)
    for forms in names.values():
        forms.sort(key=lambda item: (-len(item[0]), item[0], item[1]))
    places = frozenset(word.lower() for place in words_at(sources, "officials.places") for word in place.split())
    return SourceTable(
        **listed(SourceTable, sources),
        names=names,
        domains=domains,
        phrases=_phrases(sources.get("words", {})),
        canonical=canonical,
        official=words_at(sources, "officials.words") | places,
    )


def _add(names: dict[str, Any], form: str, name: str, kind: str, doubtful: bool) -> None:
    words = tuple(WORD.findall(form.removeprefix("The ")))
    spellings = {words} if len(form) < 4 else {words, tuple(word.upper() for word in words)}
    for spelling in sorted(spellings):
        entry = (spelling, name, kind, doubtful)
        if entry not in names.setdefault(spelling[0], []):
            names[spelling[0]].append(entry)


def _phrases(words: dict[str, Any]) -> dict[str, tuple[tuple[tuple[str, ...], str, bool], ...]]:
    """First word -> [(words, kind, whether they count by themselves)], longest first."""
    tables = (("media_phrases", "outlet", True), ("agency_phrases", "agency", True), ("media_behind", "agency", False))
    found = [(tuple(phrase.split()), kind, alone) for key, kind, alone in tables for phrase in words.get(key, ())]
    return by_word((row[0][0], row) for row in sorted(found, key=lambda row: -len(row[0])))


def candidates(words: SourceWords, known: SourceTable) -> Iterator[Named]:
    """Every name of the table, every name that looks like an outlet's, and "local media", in text order."""
    index = 0
    generic = known.media_of | known.phrases.keys()
    while index < len(words.words):
        word = words.words[index]
        found: Named | None = None
        if word[0].isupper() or word in known.names or word in generic or _odd(words, known, index):
            rules = (_named, _domain, _introduced, _told_to, _looks_like)
            found = next((found for rule in rules if (found := rule(words, known, index))), None)
        if found is not None:
            yield found
        index = found.last if found else index + 1


def _named(words: SourceWords, known: SourceTable, index: int) -> Named | None:
    """A name of the table or of nobody in particular. "Local media", "Independent journalists" are no outlet's name."""
    name = _known(words, known, index)
    if name is not None and not name.doubtful:
        return name
    nobody = _generic(words, known, index)
    return nobody if name is None or (nobody is not None and nobody.last > name.last) else name


def _matches(words: SourceWords, source: list[str], index: int, form: tuple[str, ...]) -> bool:
    """Whether the words of a form follow each other in `source`, with nothing between but the marks inside names."""
    gaps = (words.gap(place) for place in range(index, index + len(form) - 1))
    same = tuple(source[index : index + len(form)]) == form
    return same and all(len(gap) <= MAX_GLUE and GLUE.issuperset(gap) for gap in gaps)


def _known(words: SourceWords, known: SourceTable, index: int) -> Named | None:
    before = words.words[index - 1] if index else ""
    gap = words.gap(index - 1)
    initial = gap == ". " and len(before) == 1 and before.isupper()
    if initial or (gap in (" ", ". ") and before.lower() in known.titles):
        return None  # "Mr. Bloomberg", "Michael R. Bloomberg"
    if before.lower() in known.genitive and index > 1 and gap == " " and words.lower[index - 2] in known.official:
        return None  # "the Ministry of Foreign Affairs"
    for form, name, kind, doubtful in known.names.get(words.words[index], ()):
        if _matches(words, words.words, index, form):
            # one that goes on into another outlet's name ("Independent Herald") is not that name
            last = index + len(form)
            longer = words.gap(last - 1) == " " and words.words[last] in known.tails
            if not (kind == "outlet" and doubtful and longer):
                return Named(index, last, name, kind, doubtful)
    return None


def _generic(words: SourceWords, known: SourceTable, index: int) -> Named | None:
    word = words.lower[index]
    first = index
    while index < first + 3 and _owns_media(words, known, first, index):
        index += 1
        if words.gap(index - 1) not in (" ", "-"):
            return None
    for form, kind, alone in known.phrases.get(words.lower[index], ()):
        if (alone or index > first) and _matches(words, words.lower, index, form):
            last = index + len(form)
            return Named(first, last, words.said(first, last), kind, False, True)
    if index > first and word in known.media_of and words.lower[index] in known.media:
        return Named(first, index + 1, words.said(first, index + 1), "outlet", False, True)
    return None


def _owns_media(words: SourceWords, known: SourceTable, first: int, index: int) -> bool:
    """Whether a word says whose media they are: "state", "Norland", the second word of "state-run"."""
    joined = index > first and words.gap(index - 1) == "-" and words.lower[index] in known.media_joined
    return joined or words.lower[index] in known.media_of


def _looks_like(words: SourceWords, known: SourceTable, index: int) -> Named | None:
    word = words.words[index]
    if word[0] in known.callsign and word.isupper() and word.isalpha() and 3 <= len(word) <= 4:
        if word in known.not_callsigns:
            return None
        last = index + 2 if words.gap(index) == "-" and words.words[index + 1] in known.tails else index + 1
        return Named(index, last, words.said(index, last), "outlet", True)
    if not word[:1].isupper() or words.lower[index] in known.articles:
        return None
    # the longest run of capitals that ends in "Times", "Herald" ..., or begins with "Radio"
    last = words.capitals(index, numbered=word in known.heads)
    while last - index > 1 and words.words[last - 1] not in known.tails and word not in known.heads:
        last -= 1
    return Named(index, last, words.said(index, last), "outlet", True) if last - index > 1 else None


def _domain(words: SourceWords, known: SourceTable, index: int) -> Named | None:
    """ "Quillwatch.com": a site that goes by its address."""
    last = index + 1
    while last < len(words.words) and words.gap(last - 1) == "." and words.words[last] in known.endings:
        last += 1
    if last == index + 1:
        return None
    said = words.said(index, last)
    name, kind = known.domains.get(said.lower(), (said, "outlet"))
    return Named(index, last, name, kind, False)


def _introduced(words: SourceWords, known: SourceTable, index: int) -> Named | None:
    """ "the broadcaster TRB", "in the journal Harbour Letters": a noun for an outlet says what the name is."""
    before = words.gap(index - 1).strip("`‘'“\"")
    if index == 0 or before != " " or words.lower[index - 1] not in known.introducing:
        return None
    if not words.words[index][0].isupper() or words.words[index - 1][0].isupper():
        return None
    last = words.capitals(index)
    return Named(index, last, words.said(index, last), "outlet", False)


def _told_to(words: SourceWords, known: SourceTable, index: int) -> Named | None:
    """ "told The Lamplighter", "told trb24": the addressee is a name with its article, or one with a digit in it."""
    if index == 0 or words.lower[index - 1] not in known.telling or words.gap(index - 1) != " ":
        return None
    if _odd(words, known, index):
        return Named(index, index + 1, words.words[index], "outlet", False)
    last = words.capitals(index)
    if words.words[index] != "The" or last == index + 1 or _known(words, known, index + 1):
        return None
    if not known.official.isdisjoint(words.lower[index:last]):
        return None
    return Named(index, last, words.said(index, last), "outlet", False)


def _odd(words: SourceWords, known: SourceTable, index: int) -> bool:
    """A lower-case word with a digit in it as the addressee of a verb of telling."""
    word = words.words[index]
    odd = word[0].isalpha() and word[-1].isdecimal() and word.isalnum()
    return odd and index > 0 and words.lower[index - 1] in known.telling
