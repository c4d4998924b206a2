"""An HTML page -> the strips of its article.

trafilatura chooses lines; each is found again in the page's own blocks, so that the text comes from the page to the
letter and leads back to it. Its choice is one witness of many: the named features of each block (`features`), weighed
by a small learned model (`score`), say what is the article. A last pass puts headline, standfirst and captions where
they belong and leaves out what was printed twice, links elsewhere and notices.
"""

import re
from bisect import bisect_right
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from retold.clean import asides, scan, score
from retold.clean.debris import TERMINAL, Debris, debris, fold
from retold.clean.features import Hints, features, is_heading, is_prose
from retold.clean.strips import Strip, key, of_block, placed

LOST_SEARCHES = 60
# the library's fast choice is taken for a stub if it holds less than this share of the page's paragraphs, or so few
# letters; shares from 0.3 to 0.85 give the same figures
STUB = 0.3
FEW = 250
PROBE = 40
SENTENCE_END = re.compile(r"(?<=[.!?][”\"’) ])\s*(?=[A-Z“\"])")
LEADING = re.compile(r"\A(?:\s|<!--.*?-->)+", re.S)
DUPLICATE_LENGTH = 40
# a shorter line that nobody chose may be a label
LOST_STANDFIRST = 40


@dataclass(slots=True)
class Chosen:
    """The strips of an article by function, and what was left out with the reason. `told` says that the standfirst is
    a paragraph of the article as well, as a lede is."""

    headline: Strip | None = None
    standfirst: Strip | None = None
    told: bool = False
    captions: list[Strip] = field(default_factory=list)
    body: list[Strip] = field(default_factory=list)
    removed: list[tuple[Strip, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Blocks:
    """The blocks of a page, the letters of each, and which the library and then the model took."""

    strips: Sequence[Strip]
    keys: Sequence[str]
    voted: set[int]
    chosen: set[int]


def choose(strips: Sequence[Strip], keys: Sequence[str], page: Any, hints: Hints, words: Debris) -> Chosen:
    """The article among the blocks of a page, with their letters; `page` is the library's tree, or the source."""
    voted = vote(strips, keys, page)
    chosen = score.chosen(features(strips, keys, voted, hints, words))
    return _sorted(Blocks(strips, keys, voted, chosen), hints, words)


def replace_body(chosen: Chosen, body: list[Strip]) -> None:
    """Puts the article that the page's data hold, if there is one, in the place of what little the blocks have."""
    if body:
        chosen.removed += [(strip, "outside the article") for strip in chosen.body]
        chosen.body = body


def read(source: str) -> tuple[list[Strip], list[str]]:
    """The blocks of a page and their letters."""
    strips = [strip for strip in map(of_block, scan.blocks(source)) if strip.text]
    return strips, [key(strip.text) for strip in strips]


def tree(source: str) -> Any:
    """The page as the library's tree, to be made once; the source itself where no tree can be made of it."""
    import trafilatura

    quiet()
    # the library takes a page for none whose first 50 characters do not name HTML, as after a comment
    made = trafilatura.load_html(scan.flat(LEADING.sub("", source, count=1)))
    return source if made is None else made


def vote(strips: Sequence[Strip], keys: Sequence[str], page: Any) -> set[int]:
    """The blocks that trafilatura takes for the article. Its fast mode takes what its default takes on 279 of 296
    pages, in 60 % of the time; where it leaves out most of what reads as paragraphs, the default is asked."""
    prose = {index for index, strip in enumerate(strips) if is_prose(strip)}
    voted = located(keys, extracted(page, fast=True))
    size, kept = _size(strips, prose), _size(strips, voted & prose)
    if kept < STUB * size or _size(strips, voted) < FEW:
        return located(keys, extracted(page, fast=False))
    return voted


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


def _sorted(blocks: Blocks, hints: Hints, words: Debris) -> Chosen:
    result = Chosen()
    strips, chosen = blocks.strips, blocks.chosen
    head = _headline(strips, blocks.keys, hints.title)
    result.headline = strips[head] if head is not None else None
    titles = {hints.title, blocks.keys[head] if head is not None else ""} - {""}
    home = Counter(strips[index].places[:-1] for index in chosen).most_common(1)
    linked = sum(strips[index].linked > 0.9 for index in chosen)
    seen: set[str] = set()
    for index, strip in enumerate(strips):
        letters = blocks.keys[index]
        if index == head:
            continue
        apart = bool(home) and strip.places[:-1] != home[0][0]
        if result.standfirst is None and apart and _is_standfirst(index, head, blocks, hints, words):
            result.standfirst, result.told = strip, index in chosen and _is_sentence(strip)
        elif index not in chosen and not _is_caption(index, blocks):
            result.removed.append((strip, "outside the article"))
            continue
        elif letters in titles:
            result.removed.append((strip, "headline again"))
        elif len(letters) >= DUPLICATE_LENGTH and letters in seen:
            result.removed.append((strip, "printed twice"))
        elif reason := _reason(strip, linked, len(chosen), words):
            result.removed.append((strip, reason))
        else:
            caption = _in_figure(strip) or asides.caption(strip.text, words.language)
            (result.captions if caption else result.body).append(strip)
        seen.add(letters)
    _trim_end(result)
    for kept in (result.headline, result.standfirst, *result.captions, *result.body):
        if kept is not None:
            placed(kept)
    return result


def _is_sentence(strip: Strip) -> bool:
    return not is_heading(strip) and strip.text.endswith(TERMINAL)


def _in_figure(strip: Strip) -> bool:
    return any(tag in ("figcaption", "figure") for tag, _ in strip.path)


def _is_caption(index: int, blocks: Blocks) -> bool:
    """A caption that the library took stays in the text, though it is no paragraph."""
    return index in blocks.voted and _in_figure(blocks.strips[index])


def _headline(strips: Sequence[Strip], keys: Sequence[str], wanted: str) -> int | None:
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


def _is_standfirst(index: int, head: int | None, blocks: Blocks, hints: Hints, words: Debris) -> bool:
    """The line under the headline: named so, the page's description, or a heading that was chosen. The library often
    drops it, so it may be one that nobody chose."""
    strip, letters, chosen = blocks.strips[index], blocks.keys[index], index in blocks.chosen
    if head is None or not head < index <= head + 8 or len(strip.text) > 400 or debris(strip.text, words):
        return False
    if len(strip.text) < LOST_STANDFIRST and not chosen:
        return False
    named = any(any(mark in name.lower() for mark in words.standfirst) for _, name in strip.path[-3:])
    described = len(letters) > 30 and letters[:80] == hints.description[:80]
    return named or described or (chosen and strip.tag in ("h2", "h3") and index <= head + 3)


def _reason(strip: Strip, linked: int, chosen: int, words: Debris) -> str | None:
    if reason := debris(strip.text, words):
        return reason
    if (
        strip.linked > 0.9
        and len(strip.text) < 200
        and not strip.text.rstrip().endswith(TERMINAL)
        and 3 * linked < chosen
    ):
        return "link to another page"
    return None


def _trim_end(result: Chosen) -> None:
    """Headings and link lists after the last paragraph lead nowhere."""
    while len(result.body) > 1:
        last = result.body[-1]
        heading = (is_heading(last) and last.tag != "h1") or (fold(last.text).endswith(":") and len(last.text) < 80)
        if not heading and not (last.linked > 0.6 and len(last.text) < 200):
            break
        result.removed.append((result.body.pop(), "nothing follows it" if heading else "link to another page"))
