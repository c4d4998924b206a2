"""Which blocks of a page are taken for its article before each is judged: a reading of our own where the page is plain,
trafilatura's choice elsewhere.

In: the blocks of a page with their letters, and what its data say. Out: indices of blocks, one witness of many for
`features`. A page is plain where nearly all of its paragraphs stand in one place that begins under the headline: there
the library takes nearly the same (95 % of the letters), in thirty times the time.
"""

import re
from bisect import bisect_right
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from retold.clean import scan
from retold.clean.debris import Debris, furniture
from retold.clean.features import HEADINGS, WORTH, Hints, Path, is_prose, reason
from retold.clean.strips import Strip, key

LOST_SEARCHES = 60  # lines not found behind the last that are looked for in the whole page: each costs its length
# the library's fast choice is taken for a stub if it holds less than this share of the page's paragraphs, or so few
# letters; shares from 0.3 to 0.85 give the same figures
STUB = 0.3
FEW = 250
PROBE = 40  # letters at both ends of a line by which it is found where something stands inside it
SENTENCE_END = re.compile(r"(?<=[.!?][”\"’) ])\s*(?=[A-Z“\"])")
LEADING = re.compile(r"\A(?:\s|<!--.*?-->)+", re.S)
# a page is plain if one place has so many paragraphs and so much of the letters of all; shares from 0.85 to 0.95 and
# numbers from 3 to 5 give the same figures within 0.2
PARAGRAPHS = 3
SHARE = 0.9
# letters that may stand between headline and first paragraph: a standfirst, a byline
GAP = 300
# what a paragraph counts for in the elements around it, the innermost first
RINGS = ((1, 1.0), (2, 0.6), (3, 0.3))
# what a paragraph counts for that stands among furniture, or reads as debris
AMONG_FURNITURE, AS_DEBRIS = 0.2, 0.3
LEAST, MOST_LINKED = 3, 0.5  # letters of a block that tells something; share of links from which it leads elsewhere
UNLIKE = frozenset({"li", "dd", "dt", "figcaption", "td", "th"}) | HEADINGS
FAR = 999  # blocks from the headline of a choice that begins above it, or where there is none
# what holds no text: the library weighs its choice against all text of the page, that of a footer and of "noscript" too
UNSEEN = ("style", "svg", "iframe", "object", "embed", "canvas", "audio", "video", "map", "input", "link", "meta")


@dataclass
class Source:
    """A page as its source, and as the library's tree, which is made once and only if somebody asks for it."""

    text: str

    @cached_property
    def tree(self) -> Any:
        """The library's tree; the source itself where no tree can be made of it."""
        quiet()
        # the library takes a page for none whose first 50 characters do not name HTML, as after a comment
        made = parsed(scan.flat(LEADING.sub("", self.text, count=1)))
        return self.text if made is None else made


@cache
def _parser() -> Any:
    """The library's parser, but every element is of one class: to look up the class of each is 5 % of its time,
    and only forms have others, which nobody reads."""
    from lxml import etree, html

    parser = html.HTMLParser(
        collect_ids=False, default_doctype=False, encoding="utf-8", remove_comments=True, remove_pis=True
    )
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=html.HtmlElement))
    return parser


def parsed(text: str) -> Any:
    """The tree that the library makes of a page; None where it makes none. What is hardly a page is left to it."""
    import trafilatura
    from lxml import etree, html
    from trafilatura.utils import repair_faulty_html

    whole = repair_faulty_html(text, text[:50].lower())
    try:
        # text that declares an encoding is not read as text
        made = html.fromstring(whole.encode() if "encoding=" in whole[:200] else whole, parser=_parser())
    except (ValueError, etree.LxmlError):
        made = ()
    return made if len(made) > 1 else trafilatura.load_html(text)


def vote(strips: Sequence[Strip], keys: Sequence[str], page: Source, hints: Hints, words: Debris) -> set[int]:
    """The blocks that are taken for the article."""
    return plainly(strips, keys, hints, words) or library(strips, keys, page, hints)


def plainly(strips: Sequence[Strip], keys: Sequence[str], hints: Hints, words: Debris) -> set[int]:
    """The article of a plain page: the paragraphs of one place and what stands among them. Nothing where the page is
    not plain."""
    prose = [index for index, strip in enumerate(strips) if strip.tag not in UNLIKE and is_prose(strip)]
    head = headline(strips, keys, hints.title)
    if head is None or len(prose) < PARAGRAPHS:
        return set()
    around: dict[Path, bool] = {}

    def beside(path: Path) -> bool:
        if path not in around:
            around[path] = furniture(path, words) is not None
        return around[path]

    worth = {
        index: len(strips[index].text)
        * (AMONG_FURNITURE if beside(strips[index].path) else 1)
        * (AS_DEBRIS if reason(strips[index], words) else 1)
        for index in prose
    }
    home = _home(strips, worth)
    told = [index for index in prose if _stands_in(strips[index], home)]
    share = sum(worth[index] for index in told) / sum(worth.values())
    if len(told) < PARAGRAPHS or share < SHARE or told[0] < head or _between(strips, head, told[0], words) > GAP:
        return set()
    first, last = _reach(strips, head, told)
    among = {
        index
        for index in range(first, last + 1)
        if _stands_in(strips[index], home)
        and len(strips[index].text) >= LEAST
        and strips[index].linked < MOST_LINKED
        and not beside(strips[index].path[max(0, len(home) - 1) :])
        and not reason(strips[index], words)
    }
    return among | set(told)


def _home(strips: Sequence[Strip], worth: dict[int, float]) -> tuple[int, ...]:
    """The element that holds most of the paragraphs nearest to it."""
    sums: Counter[tuple[int, ...]] = Counter()
    for index, size in worth.items():
        places = strips[index].places
        for ring, part in RINGS:
            if len(places) > ring:
                sums[places[:-ring]] += size * part  # type: ignore[assignment]
    return max(sums, key=lambda place: (sums[place], -len(place)), default=())


def _stands_in(strip: Strip, home: tuple[int, ...]) -> bool:
    return strip.places[: len(home)] == home


def _between(strips: Sequence[Strip], head: int, first: int, words: Debris) -> int:
    """Letters between the headline and the first paragraph that may be of an article."""
    return sum(
        len(strip.text)
        for strip in strips[head + 1 : first]
        if len(strip.text) >= WORTH
        and strip.linked < MOST_LINKED
        and furniture(strip.path[-3:], words) is None
        and not reason(strip, words)
    )


def _reach(strips: Sequence[Strip], head: int, told: Sequence[int]) -> tuple[int, int]:
    """The first and the last block that stand beside the paragraphs, without a gap to them."""
    homes = {strips[index].places[:-1] for index in told}
    first, last = told[0], told[-1]
    while first - 1 > head and strips[first - 1].places[:-1] in homes:
        first -= 1
    while last + 1 < len(strips) and strips[last + 1].places[:-1] in homes:
        last += 1
    return first, last


def headline(strips: Sequence[Strip], keys: Sequence[str], wanted: str) -> int | None:
    """The block that prints the headline: an h1 like the title, else any heading that is the title, else a lone h1."""
    headings = [index for index, strip in enumerate(strips) if strip.headline]
    for index in headings:
        letters = keys[index]
        if letters and wanted and (letters in wanted or wanted in letters) and 2 * len(letters) >= len(wanted):
            return index
    for index, strip in enumerate(strips):
        if strip.tag in ("h1", "h2", "h3") and wanted and keys[index] == wanted:
            return index
    return headings[0] if len(headings) == 1 else None


def library(strips: Sequence[Strip], keys: Sequence[str], page: Source, hints: Hints) -> set[int]:
    """The blocks that trafilatura takes for the article. Its fast mode takes what its default takes on 279 of 296
    pages, in 60 % of the time; where it leaves out most of what reads as paragraphs, the default is asked as well."""
    prose = {index for index, strip in enumerate(strips) if is_prose(strip)}
    _strip_unseen(page.tree)
    fast = located(keys, extracted(page.tree, fast=True))
    size, kept = _size(strips, prose), _size(strips, fast & prose)
    if kept >= STUB * size and _size(strips, fast) >= FEW:
        return fast
    full = located(keys, extracted(page.tree, fast=False))
    head = headline(strips, keys, hints.title)
    (named, near), (named_by_full, near_by_full) = (_begins(taken, keys, head, hints) for taken in (fast, full))
    return fast if not full or (named >= named_by_full and near < near_by_full) else full


def _strip_unseen(tree: Any) -> None:
    """Takes out of a tree what holds no text: the library copies the tree four times. Data in scripts stay."""
    from lxml import etree

    if isinstance(tree, str):
        return
    etree.strip_elements(tree, *UNSEEN, etree.Comment, with_tail=False)
    for script in tree.iter("script"):
        if "json" not in (script.get("type") or ""):
            script.text = None


def _begins(taken: set[int], keys: Sequence[str], head: int | None, hints: Hints) -> tuple[int, int]:
    """How many words of the title a choice holds, and how far under the headline it begins: an article speaks of what
    its title names, and stands under its headline."""
    letters = "".join(keys[index] for index in sorted(taken))
    first = min(taken, default=-1)
    near = first - head if head is not None and first >= head else FAR
    return sum(word in letters for word in hints.words), near


def _size(strips: Sequence[Strip], indices: set[int]) -> int:
    return sum(len(strips[index].text) for index in indices)


def extracted(page: Any, fast: bool) -> list[str]:
    """Lines that trafilatura takes for the article, of a page's source or its tree."""
    import trafilatura

    text = trafilatura.extract(page, include_comments=False, fast=fast) or ""
    return [line.strip() for line in text.splitlines() if line.strip()]


def quiet() -> None:
    """trafilatura and htmldate log what they make of broken pages; here a Problem says it."""
    import logging

    for name in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def located(keys: Sequence[str], lines: Sequence[str]) -> set[int]:
    """Indices of the strips that hold the lines: at least half of the strip is in lines, or 60 letters of it."""
    offsets = [0]
    for text in keys:
        offsets.append(offsets[-1] + len(text))
    stream = "".join(keys)
    covered: Counter[int] = Counter()
    place, lost = 0, 0
    queue = deque(lines)
    while queue:
        whole = queue.popleft()
        line = key(whole)
        found = _find(stream, line, place)
        if found is None and lost < LOST_SEARCHES:
            lost += 1
            found = _find(stream, line, 0)
        if found is None:
            # a line glued together from several blocks is looked for sentence by sentence
            pieces = SENTENCE_END.split(whole)
            queue.extendleft(reversed(pieces if len(pieces) > 1 and lost < LOST_SEARCHES else []))
            continue
        first, place = found
        _cover(covered, offsets, first, place)
    return {index for index, size in covered.items() if 2 * size >= len(keys[index]) or size >= 60}


def _cover(covered: Counter[int], offsets: list[int], first: int, last: int) -> None:
    index = bisect_right(offsets, first) - 1
    while index + 1 < len(offsets) and offsets[index] < last:
        covered[index] += min(last, offsets[index + 1]) - max(first, offsets[index])
        index += 1


def _find(stream: str, line: str, place: int) -> tuple[int, int] | None:
    if not line:
        return None
    start = stream.find(line, place)
    if start >= 0:
        # a short line far ahead is another one that reads alike
        if len(line) < 12 and start - place > 4_000:
            return None
        return start, start + len(line)
    if len(line) < 2 * PROBE:
        return None
    start = stream.find(line[:PROBE], place)
    end = stream.find(line[-PROBE:], start, start + len(line) + 400) if start >= 0 else -1
    return (start, end + PROBE) if end >= 0 else None
