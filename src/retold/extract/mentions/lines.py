"""What the lines of a text tell of its words: which are in title case, so that a capital tells nothing, and which are
the credit of a picture: "(Photo: Jo Ray, Special to the Acre Post)", "(Jo Ray/AP)", "Photo by Jo Ray". Whoever took a
picture is nobody of whom the story tells."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from retold.languages.mentions import Lexicon
from retold.parse import Parse

LONGEST = 24  # tokens of a credit in brackets
LINE = 14  # tokens of a line that opens as credits do, without brackets; of a longer one the name alone is left


def capital(word: str) -> bool:
    """Whether a word looks like part of a name: a capital first, or a capital after a lower-case start (iPhone)."""
    if word[0].isupper():
        return True
    if word.islower() or len(word) < 3 or not word[0].islower():
        return False
    return any(letter.isupper() for letter in word)


def loud_lines(doc: Parse) -> list[bool]:
    """For each token, whether its line is in title case or capitals, so that a capital tells nothing."""
    starts = [index for index in range(1, len(doc)) if _breaks(doc, index)]
    return marked(doc, (line for line in pairwise([0, *starts, len(doc)]) if _is_loud(doc.words[slice(*line)])))


def _is_loud(line: list[str]) -> bool:
    words = [word for word in line if word.isalpha()]
    long = [word for word in words if len(word) > 3]
    if len(words) < 4 or not long or len(line) >= 40:
        return False
    shouted, titled = sum(word.isupper() for word in long), sum(word[0].isupper() for word in long)
    return shouted >= 0.7 * len(long) or (titled >= 0.8 * len(long) and titled >= 3 and line[-1] != ".")


def _breaks(doc: Parse, index: int) -> bool:
    """Whether a line ends before a token."""
    return doc.start[index] > doc.end[index - 1] and "\n" in doc.text[doc.end[index - 1] : doc.start[index]]


def same_line(doc: Parse, left: int) -> bool:
    """Whether nothing or one blank stands between a token and the next."""
    return doc.end[left] == doc.start[left + 1] or doc.text[doc.end[left] : doc.start[left + 1]] == " "


def marked(doc: Parse, ranges: Iterable[tuple[int, int]]) -> list[bool]:
    """For each token, whether one of the ranges holds it."""
    found = [False] * len(doc)
    for first, last in ranges:
        found[first:last] = [True] * (last - first)
    return found


def credited(doc: Parse, lexicon: Lexicon) -> list[bool]:
    """For each token, whether it is part of the credit of a picture."""
    return marked(doc, _credits(doc, lexicon))


def _credits(doc: Parse, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    for index, word in enumerate(doc.words):
        if word == "(":
            last = _line_end(doc, index, LONGEST, ")")
            if last < len(doc) and doc.words[last] == ")" and _is_credit(doc, lexicon, index + 1, last):
                yield index, last
        elif doc.lower[index] in lexicon.credit_opens and _opens_line(doc, lexicon, index):
            last = _line_end(doc, index, LINE, "|")
            yield index, index + 6 if last == index + LINE < len(doc) else last


def _is_credit(doc: Parse, lexicon: Lexicon, first: int, last: int) -> bool:
    """Whether the words in brackets name who made or passed on a picture."""
    if last - first < 2:
        return False
    if doc.lower[first] in lexicon.credit_opens and doc.lower[first + 1] in lexicon.credit_marks:
        return True
    if any(doc.tag[index][:2] == "VB" and doc.tag[index] != "VBN" for index in range(first, last)):
        return False
    if any(doc.lower[index] in lexicon.credit_passes for index in range(first + 1, last - 1)):
        return True
    return any("/" in doc.words[index] and not doc.words[index][0].isdecimal() for index in range(first, last))


def _opens_line(doc: Parse, lexicon: Lexicon, index: int) -> bool:
    """Whether a word opens a credit without brackets: at the start of a line, a mark after it, a name after that."""
    if index + 2 >= len(doc) or doc.lower[index + 1] not in lexicon.credit_marks or not doc.words[index][0].isupper():
        return False
    opening = index == 0 or _breaks(doc, index)
    return (opening or doc.words[index - 1] in (".", "|", ")")) and doc.words[index + 2][0].isupper()


def _line_end(doc: Parse, index: int, most: int, mark: str) -> int:
    """The token at which the line of the token `index` ends, or its next `mark`; at most so many tokens on."""
    tokens = range(index + 1, min(index + most, len(doc)))
    ends = (last for last in tokens if _breaks(doc, last) or doc.words[last] == mark)
    return next(ends, tokens.stop)
