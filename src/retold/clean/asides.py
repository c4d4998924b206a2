"""Paragraphs that stand in an article and are not its telling: captions of pictures, boxes, lists, authors' notes.

Scraped text runs them into the body. Each rule names a class of lines; its words are in `[clean.asides]` of the
language. A caption stays evidence; "debris" stays in the text and no record is made of it. In doubt a line is body.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from retold.clean.debris import TERMINAL, any_of, fold
from retold.languages import Language

GALLERY = re.compile(r"\A(?P<first>\d{1,3}) ?/ ?(?P<all>\d{1,3})\s(?=\D)|(?P<nth>\d{1,3}) of (?P<of>\d{1,3})\Z")
BRACKETS = re.compile(r"\[[^\[\]]{20,160}\]\Z")
WORD = re.compile(r"\w{4,}")
NAME = r"\A[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3}"
TAIL = 90
CAPTION = 600
BOX = 1_500
SHORT = 220
FOOT = 4
ARTICLE = 400
LISTED = (4, 22)


@dataclass(frozen=True, slots=True, eq=False)
class Asides:
    """The compiled tables of one language."""

    box_starts: tuple[str, ...]
    box_holds: tuple[str, ...]
    box_ends: tuple[str, ...]
    box_address: frozenset[str]
    credit_ends: re.Pattern[str]
    agencies: re.Pattern[str]
    photo_starts: tuple[str, ...]
    photo_holds: tuple[str, ...]
    photo_words: tuple[str, ...]
    pictured: tuple[str, ...]
    credits: tuple[str, ...]
    roles: re.Pattern[str]
    reach: tuple[str, ...]
    gallery: tuple[str, ...]
    follow: tuple[str, ...]


@cache
def tables(language: Language) -> Asides:
    """The tables of a language, compiled once."""
    table = language.table("clean").get("asides", {})

    def words(name: str) -> tuple[str, ...]:
        return tuple(table.get(name, ()))

    return Asides(
        words("box_starts"), words("box_holds"), words("box_ends"), frozenset(words("box_address")),
        re.compile(rf"(?:{any_of(words('credit_ends'))})[^.!?]{{0,60}}[.)\]]{{0,2}}\Z", re.I),
        re.compile(rf"{any_of(words('agencies'))} (?=[A-Z])"),
        words("photo_starts"), words("photo_holds"), words("photo_words"), words("pictured"), words("credits"),
        re.compile(rf"{NAME} {any_of(words('is'))} .{{0,60}}\b{any_of(words('roles'))}\b"),
        words("reach"), words("gallery"), words("follow"),
    )  # fmt: skip


def kinds(texts: Sequence[str], title: str | None, language: Language) -> list[str | None]:
    """For each paragraph of a body "caption", "credit" or "debris", or None for one that tells."""
    words = tables(language)
    found = [_alone(text, words) for text in texts]
    for index in range(len(texts)):
        if found[index] is None and (index < FOOT or index >= len(texts) - FOOT) and _is_author(texts[index], words):
            found[index] = "debris"
    for index, kind in _gallery(texts, title, words).items():
        found[index] = kind
    for index in _listed(texts, found):
        found[index] = "debris"
    # what would leave next to nothing is the article itself
    left = sum(len(text) for text, kind in zip(texts, found, strict=True) if kind is None)
    return found if left >= min(ARTICLE, sum(map(len, texts)) // 3) else [None] * len(found)


def caption(text: str, language: Language) -> bool:
    """Whether a paragraph is the caption of a picture by its own words."""
    return _is_caption(text, fold(text), tables(language))


def _alone(text: str, words: Asides) -> str | None:
    line = fold(text)
    if line.startswith(words.credits) and len(line) < SHORT:
        return "credit"
    if _is_caption(text, line, words):
        return "caption"
    return "debris" if _is_box(text, line, words) else None


def _is_caption(text: str, line: str, words: Asides) -> bool:
    """Ends with a credit, begins with an agency's name and has no stop, or says that it is a photograph."""
    if len(text) > CAPTION:
        return False
    if len(text) > 40 and words.credit_ends.search(text[-TAIL:]):
        return True
    stopped = text.endswith(TERMINAL)
    if words.agencies.match(text) and not stopped:
        return True
    if any(mark in line for mark in words.photo_holds):
        return not text.startswith(("“", '"'))
    if line.startswith(words.photo_starts) and any(mark in line[:200] for mark in words.photo_words):
        return True
    return not stopped and any(mark in line for mark in words.pictured)


def _is_box(text: str, line: str, words: Asides) -> bool:
    """A box that asks or leads elsewhere: begins so, ends so, stands in brackets, or holds many of a box's phrases."""
    if len(line) > BOX:
        return False
    if any(mark in text for mark in "“”") and text.endswith(TERMINAL):
        return False
    if line.startswith(words.box_starts):
        return True
    if len(line) < SHORT and line.rstrip(" .»>").endswith(words.box_ends):
        return True
    if len(line) < SHORT and line.startswith(words.follow) and any(mark in line for mark in words.reach):
        return True
    if BRACKETS.match(text) and not text.rstrip("] ").endswith(TERMINAL):
        return True
    few = len(line) < SHORT and not text.endswith(TERMINAL)
    # news of newsletters and cookies speaks to nobody
    spoken = not words.box_address.isdisjoint(line.split())
    return spoken and sum(mark in line for mark in words.box_holds) >= (2 if few else 3)


def _is_author(text: str, words: Asides) -> bool:
    """At the head or foot: who the writer is, with where to reach or follow them."""
    line = fold(text)
    return len(text) < CAPTION and bool(words.roles.match(text)) and any(mark in line for mark in words.reach)


def _gallery(texts: Sequence[str], title: str | None, words: Asides) -> dict[int, str]:
    """Numbered pictures ("3/30 ...", "... 2 of 12"): two and more of one count. Captions where the pictures are the
    article's own, for they share its headline's words or make most of it; else debris."""
    numbered: dict[int, tuple[int, int]] = {}
    for index, text in enumerate(texts):
        match = GALLERY.search(text)
        if match:
            nth, count = (int(match[1]), int(match[2])) if match[1] else (int(match["nth"]), int(match["of"]))
            if 1 <= nth <= count >= 3 and (match[1] or any(mark in fold(text) for mark in words.gallery)):
                numbered[index] = (count, nth)
    sizes = Counter(count for count, _ in set(numbered.values()))
    found = [index for index, (count, _) in numbered.items() if sizes[count] >= 2]
    left = sum(map(len, texts)) - sum(len(texts[index]) for index in found)
    wanted = set(WORD.findall((title or "").lower()))
    own = 2 * sum(_shares(texts[index], wanted) for index in found) > len(found)
    return dict.fromkeys(found, "caption" if own or left < ARTICLE else "debris")


def _shares(text: str, wanted: set[str]) -> bool:
    return 2 * len(wanted & set(WORD.findall(text.lower()))) >= len(wanted) > 0


def _listed(texts: Sequence[str], kinds: Sequence[str | None]) -> list[int]:
    """Headlines of other articles under the last paragraph: two or more lines without a stop, most of whose words the
    article does not have. Behind a colon stands a list of its own."""
    end = len(texts)
    while end > 0 and (kinds[end - 1] is not None or _may_be_headline(texts[end - 1])):
        end -= 1
    lines = [index for index in range(end, len(texts)) if kinds[index] is None]
    if end < 2 or len(lines) < 2 or texts[end - 1].endswith(":"):
        return []
    told = set(WORD.findall(" ".join(texts[:end]).lower()))
    strange = [index for index in lines if _is_strange(texts[index], told)]
    return lines if 2 * len(strange) > len(lines) else []


def _may_be_headline(text: str) -> bool:
    few, many = LISTED
    return few <= len(text.split()) <= many and text[0].isupper() and not text.endswith((*TERMINAL, ":", ",", ";"))


def _is_strange(text: str, told: set[str]) -> bool:
    words = set(WORD.findall(text.lower()))
    return 2 * len(words & told) < len(words)
