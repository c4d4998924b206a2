"""Credits of pictures in the text: "(Photo: Jo Ray, Special to the Acre Post)", "(Jo Ray/AP)", "Photo by Jo Ray".

In: a Parse and a Lexicon. Out: for each token whether it stands in such a credit. Whoever took a picture is nobody of
whom the story tells.
"""

from retold.languages.mentions import Lexicon
from retold.parse import Parse

LONGEST = 24  # tokens in brackets
LINE = 14  # tokens after an opening word without brackets


def credited(doc: Parse, lexicon: Lexicon) -> list[bool]:
    """For each token, whether it is part of the credit of a picture."""
    found = [False] * len(doc)
    for index, word in enumerate(doc.words):
        if word == "(":
            last = _closing(doc, index)
            if last is not None and _is_credit(doc, lexicon, index + 1, last):
                found[index:last] = [True] * (last - index)
        elif doc.lower[index] in lexicon.credit_opens and _opens_line(doc, lexicon, index):
            last = _line_end(doc, index)
            found[index:last] = [True] * (last - index)
    return found


def _closing(doc: Parse, index: int) -> int | None:
    """The token of the bracket that closes the one at `index`, on the same line."""
    for last in range(index + 1, min(index + LONGEST, len(doc))):
        if "\n" in doc.text[doc.end[last - 1] : doc.start[last]]:
            return None
        if doc.words[last] == ")":
            return last
    return None


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
    opening = index == 0 or "\n" in doc.text[doc.end[index - 1] : doc.start[index]]
    return (opening or doc.words[index - 1] in (".", "|", ")")) and doc.words[index + 2][0].isupper()


def _line_end(doc: Parse, index: int) -> int:
    """The token after the credit that opens at `index`: the end of its line or sentence, or a bar."""
    end = min(index + LINE, len(doc))
    for last in range(index + 1, end):
        if "\n" in doc.text[doc.end[last - 1] : doc.start[last]] or doc.words[last] == "|":
            return last
    return end if end == len(doc) else index + 6
