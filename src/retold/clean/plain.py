"""Scraped plain text -> the strips of its article and what its lines state: headline, byline, time stamp, captions.

Lines are judged one by one, then by their place: what stands before the first paragraph is the head of the page, what
stands after the last one its foot. In doubt a line stays in the body.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from retold.clean import asides
from retold.clean.debris import TERMINAL, Debris, debris, fold
from retold.clean.stamps import Stamp, byline, stamp
from retold.clean.strips import Strip, key, of_line, part

PARAGRAPH = 140
HEAD_LINES = 14
LINE = re.compile(r"[^\n\r\x0b\x0c\u2028\u2029]+")


@dataclass(slots=True)
class Sorted:
    """The strips of a plain text by function. `order` holds those that stay in the text, in text order."""

    headline: Strip | None = None
    standfirst: Strip | None = None
    bylines: list[Strip] = field(default_factory=list)
    stamps: list[tuple[Strip, Stamp]] = field(default_factory=list)
    captions: list[Strip] = field(default_factory=list)
    asides: list[tuple[Strip, str]] = field(default_factory=list)
    body: list[Strip] = field(default_factory=list)
    removed: list[tuple[Strip, str]] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    outlet: str | None = None


def lines(text: str, limit: int) -> list[Strip]:
    """The lines of a text, wrapped paragraphs made one; a line longer than `limit` code points is cut in pieces."""
    strips: list[Strip] = []
    last = 0
    for match in LINE.finditer(text):
        gap = text.count("\n", last, match.start()) > 1
        last = match.end()
        for first in range(match.start(), match.end(), limit):
            strip = of_line(text, first, min(first + limit, match.end()), gap)
            if strip.text:
                strips.append(strip)
    return _unwrapped(strips)


def _unwrapped(strips: list[Strip]) -> list[Strip]:
    """Joins lines of one paragraph where the text is wrapped: no blank line between, no stop, a small letter next."""
    joined: list[Strip] = []
    for strip in strips:
        if (
            joined
            and not strip.gap
            and strip.text[0].islower()
            and len(joined[-1].text) > 40
            and joined[-1].text[-1] not in '.!?:;…"”'
        ):
            previous = joined[-1]
            edge = previous.ends[-1]
            previous.text += " " + strip.text
            previous.starts += [edge, *strip.starts]
            previous.ends += [max(edge + 1, strip.starts[0]), *strip.ends]
        else:
            joined.append(strip)
    return joined


def sort(strips: Sequence[Strip], title: str | None, words: Debris) -> Sorted:
    """The lines by function."""
    result = Sorted()
    counts = Counter(key(strip.text) for strip in strips)
    strips, title_key = _headline(strips, title, counts, result, words)
    strips = _masthead(strips, title_key, result, words)
    body_starts = _first_paragraph(strips)
    seen: Counter[str] = Counter()
    for index, strip in enumerate(strips):
        letters = key(strip.text)
        seen[letters] += 1
        if letters and letters == title_key:
            if result.headline is None:
                result.headline = strip
            else:
                result.removed.append((strip, "headline again"))
        else:
            _place(strip, index, letters, counts[letters], seen[letters], body_starts, result, words)
    _foot(result)
    _aside(result, title, words)
    return result


def _aside(result: Sorted, title: str | None, words: Debris) -> None:
    """Takes captions, credits and boxes out of the body; they stay in the text."""
    texts = [strip.text for strip in result.body]
    headline = result.headline.text if result.headline else title
    found = asides.kinds(texts, headline, words.language)
    result.asides = [(strip, kind) for strip, kind in zip(result.body, found, strict=True) if kind]
    result.body = [strip for strip, kind in zip(result.body, found, strict=True) if not kind]


def _place(
    strip: Strip, index: int, letters: str, count: int, nth: int, body_starts: int, result: Sorted, words: Debris
) -> None:
    text = strip.text
    head = index < body_starts or index < HEAD_LINES
    if found := stamp(text, words):
        result.stamps.append((_without_widget(strip, found, result, words), found))
        return
    if head and len(text) < 120 and (by := byline(text, words.language)):
        result.bylines.append(strip)
        result.authors.extend(name for name in by[0] if name not in result.authors)
        result.outlet = result.outlet or by[1]
        return
    if reason := debris(text, words):
        result.removed.append((strip, reason))
        if reason == "copyright":
            result.outlet = result.outlet or _owner(text, words)
        return
    if count > 1 and len(letters) >= 16:
        # a line printed more than once under the headline is a picture's caption; deeper it is a paragraph
        if nth > 1:
            result.removed.append((strip, "printed twice"))
        elif head and index <= body_starts + 6 and len(text) < 300 and result.headline is not None:
            result.captions.append(strip)
        else:
            result.body.append(strip)
        return
    result.body.append(strip)


def _without_widget(strip: Strip, found: Stamp, result: Sorted, words: Debris) -> Strip:
    """The line of a stamp without what a script has left behind the date ("June 3, 2024 loading...")."""
    end = found.span[1]
    if fold(strip.text[end:]) not in words.widgets:
        return strip
    result.removed.append((part(strip, end, len(strip.text)), "widget"))
    return part(strip, 0, end)


def _masthead(strips: list[Strip], title: str, result: Sorted, words: Debris) -> list[Strip]:
    """Takes the outlet's name off the top: a lone line of a few capitalised words before the headline."""
    head = next((index for index, strip in enumerate(strips[:HEAD_LINES]) if title and key(strip.text) == title), 0)
    found: list[Strip] = []
    for index, strip in enumerate(strips):
        tokens = strip.text.split()
        named = len(tokens) <= 5 and all(token[0].isupper() or token.lower() in words.small_words for token in tokens)
        if (
            index < head
            and named
            and len(strip.text) < 50
            and not strip.text.endswith(TERMINAL)
            and not debris(strip.text, words)
        ):
            result.removed.append((strip, "masthead"))
            if any(token.lower().strip(".,") in words.mastheads for token in tokens):
                result.outlet = result.outlet or strip.text
        else:
            found.append(strip)
    return found


def _owner(text: str, words: Debris) -> str | None:
    """The outlet that a line "© outlet" names: a domain or a few capitalised words."""
    rest = words.rights_line.sub(" ", text).strip(" .,-–|·")
    if re.fullmatch(r"[\w-]+(?:\.[\w-]+){1,3}", rest):
        return rest
    tokens = rest.split()
    return rest if 0 < len(tokens) <= 5 and all(token[0].isupper() for token in tokens) else None


def _first_paragraph(strips: Sequence[Strip]) -> int:
    return next((index for index, strip in enumerate(strips) if _is_paragraph(strip)), len(strips))


def _is_paragraph(strip: Strip) -> bool:
    return len(strip.text) >= PARAGRAPH and "." in strip.text


def _headline(
    strips: Sequence[Strip], title: str | None, counts: Counter[str], result: Sorted, words: Debris
) -> tuple[list[Strip], str]:
    """Finds the headline, takes section labels glued to it off, and gives its letters."""
    found = list(strips)
    if title:
        return _unglued(found, key(title), result, words), key(title)
    first = _first_paragraph(found)
    candidates = [strip for strip in found[: min(first + 1, HEAD_LINES)] if _may_be_headline(strip, words)]
    repeated = [strip for strip in candidates if counts[key(strip.text)] > 1]
    glued = _glued_title(candidates)
    if glued is not None:
        return _unglued(found, key(glued.text), result, words), key(glued.text)
    if repeated or candidates:
        return found, key((repeated or candidates)[0].text)
    return found, ""


def _may_be_headline(strip: Strip, words: Debris) -> bool:
    text = strip.text
    tokens = text.split()
    if (
        not 3 <= len(tokens) <= 30
        or len(text) > 220
        or (text.endswith((".", ",", ";", ":")) and not text.endswith("..."))
    ):
        return False
    if debris(text, words) or stamp(text, words) or byline(text, words.language):
        return False
    return text[0].isupper() or text[0].isdecimal() or text[0] in "“\"‘'«$€£"


def _glued_title(candidates: Sequence[Strip]) -> Strip | None:
    """The line that another line holds with a label glued in front of it."""
    for strip in candidates:
        if any(
            other is not strip and other.text.endswith(strip.text) and len(other.text) > len(strip.text)
            for other in candidates
        ):
            return strip
    return None


def _unglued(strips: list[Strip], title: str, result: Sorted, words: Debris) -> list[Strip]:
    """Lines that are a section label with the headline behind it lose the label."""
    found: list[Strip] = []
    for index, strip in enumerate(strips):
        letters = key(strip.text)
        extra = len(letters) - len(title)
        if index < HEAD_LINES and 0 < extra < 30 and title and letters.endswith(title):
            cut = _cut(strip, extra)
            if fold(strip.text[:cut]) in words.sections or fold(strip.text[:cut]) in words.widgets:
                result.removed.append((part(strip, 0, cut), "section label"))
                strip = part(strip, cut, len(strip.text))
        found.append(strip)
    return found


def _cut(strip: Strip, letters: int) -> int:
    """The offset behind the first `letters` letters and digits."""
    count = 0
    for offset, char in enumerate(strip.text):
        if count == letters and char.isalnum():
            return offset
        count += char.isalnum()
    return len(strip.text)


def _foot(result: Sorted) -> None:
    """Takes the standfirst off the head and headings off the foot."""
    if result.headline and result.bylines and len(result.body) > 2:
        first = result.body[0]
        between = result.headline.source < first.source < result.bylines[0].source < result.body[1].source
        if between and len(first.text) < 400:
            result.standfirst = result.body.pop(0)
    while len(result.body) > 1 and len(result.body[-1].text) < 90:
        last = fold(result.body[-1].text)
        if result.body[-1].text.endswith(TERMINAL) or len(last.split()) > 12 or not last.endswith(":"):
            break
        result.removed.append((result.body.pop(), "nothing follows it"))
