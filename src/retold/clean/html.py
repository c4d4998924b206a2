"""An HTML page -> the strips of its article.

trafilatura chooses what is the article; each line it keeps is found again in the page's own blocks, so that the text
comes from the page to the letter and leads back to it. Then our own last cleaning: blocks of the body that the choice
lost come back, and what is no body (headline, standfirst, captions, links elsewhere, notices) goes where it belongs.
"""

import re
from bisect import bisect_right
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass

from retold.clean import scan
from retold.clean.debris import TERMINAL, Debris, debris, fold, furniture
from retold.clean.strips import Strip, of_block

LOST_SEARCHES = 60
PROBE = 40
SENTENCE_END = re.compile(r"(?<=[.!?][”\"’) ])\s*(?=[A-Z“\"])")
RECOVER_LENGTH = 60
DUPLICATE_LENGTH = 40


@dataclass(slots=True)
class Chosen:
    """The strips of an article by function, and what was left out with the reason."""

    headline: Strip | None
    standfirst: Strip | None
    captions: list[Strip]
    body: list[Strip]
    removed: list[tuple[Strip, str]]


def choose(source: str, title: str | None, description: str | None, words: Debris) -> Chosen:
    """The article among the blocks of a page."""
    strips = [strip for strip in map(of_block, scan.blocks(source)) if strip.text]
    kept = located(strips, extracted(source))
    recovered = kept | _recovered(strips, kept, words)
    return _sorted(strips, kept, recovered, title, description, words)


def extracted(source: str) -> list[str]:
    """Lines that trafilatura takes for the article; fallbacks only when the first choice finds next to nothing."""
    import trafilatura

    quiet()
    for options in ({"fast": True}, {"fast": False}, {"fast": False, "favor_recall": True}):
        text = trafilatura.extract(source, include_comments=False, include_tables=True, **options) or ""
        if len(text) > 250:
            break
    return [line.strip() for line in text.splitlines() if line.strip()]


def quiet() -> None:
    """trafilatura and htmldate log what they make of broken pages; here a Problem says it."""
    import logging

    for name in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def key(text: str) -> str:
    """Letters and digits alone: what two renderings of one line share."""
    return "".join(filter(str.isalnum, text.lower()))


def located(strips: Sequence[Strip], lines: Sequence[str]) -> set[int]:
    """Indices of the strips that hold the lines: at least half of the strip is in lines, or 60 letters of it."""
    keys = [key(strip.text) for strip in strips]
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


def _recovered(strips: Sequence[Strip], kept: set[int], words: Debris) -> set[int]:
    """Blocks like those of the body, in the same element, that the choice lost."""
    body = [index for index in kept if strips[index].tag == "p" and len(strips[index].text) >= RECOVER_LENGTH]
    total = sum(len(strips[index].text) for index in body)
    sizes: Counter[tuple[tuple[str, str], ...]] = Counter()
    homes: dict[tuple[tuple[str, str], ...], set[int]] = {}
    for index in body:
        path = strips[index].path
        sizes[path] += len(strips[index].text)
        homes.setdefault(path, set()).update(strips[index].places[-4:-2] or strips[index].places[:1])
    usual = {path for path, size in sizes.items() if 5 * size >= total}
    return {
        index
        for index, strip in enumerate(strips)
        if index not in kept
        and strip.path in usual
        and len(strip.text) >= RECOVER_LENGTH
        and strip.linked < 0.5
        and not homes[strip.path].isdisjoint(strip.places)
        and debris(strip.text, words) is None
    }


def _sorted(
    strips: Sequence[Strip], kept: set[int], chosen: set[int], title: str | None, description: str | None, words: Debris
) -> Chosen:
    result = Chosen(None, None, [], [], [])
    head = _headline(strips, title)
    result.headline = strips[head] if head is not None else None
    titles = {key(text) for text in (title, result.headline and result.headline.text) if text}
    home = Counter(strips[index].places[:-1] for index in chosen).most_common(1)
    odd = _furnished(strips, chosen, words)
    linked = sum(strips[index].linked > 0.9 for index in chosen)
    seen: set[str] = set()
    for index, strip in enumerate(strips):
        if index == head:
            continue
        if index not in chosen:
            result.removed.append((strip, "outside the article"))
            continue
        letters = key(strip.text)
        if letters in titles:
            result.removed.append((strip, "headline again"))
        elif len(letters) >= DUPLICATE_LENGTH and letters in seen:
            result.removed.append((strip, "printed twice"))
        elif _is_standfirst(strip, index, head, description, bool(home) and strip.places[:-1] != home[0][0], words):
            result.standfirst = result.standfirst or strip
        elif any(tag in ("figcaption", "figure") for tag, _ in strip.path):
            result.captions.append(strip)
        else:
            reason = odd.get(index) or _reason(strip, linked, len(chosen), words)
            if reason:
                result.removed.append((strip, reason))
            else:
                result.body.append(strip)
        seen.add(letters)
    _trim_end(result)
    return result


def _headline(strips: Sequence[Strip], title: str | None) -> int | None:
    """The block that prints the headline: an h1 like the title, else any heading that is the title, else a lone h1."""
    wanted = key(title or "")
    headings = [index for index, strip in enumerate(strips) if any(tag == "h1" for tag, _ in strip.path)]
    for index in headings:
        letters = key(strips[index].text)
        if letters and wanted and (letters in wanted or wanted in letters) and 2 * len(letters) >= len(wanted):
            return index
    for index, strip in enumerate(strips):
        if strip.tag in ("h1", "h2", "h3") and wanted and key(strip.text) == wanted:
            return index
    return headings[0] if len(headings) == 1 else None


def _is_standfirst(
    strip: Strip, index: int, head: int | None, description: str | None, apart: bool, words: Debris
) -> bool:
    """The line under the headline: apart from the body's paragraphs, and named so, a heading, or the description."""
    if head is None or not head < index <= head + 8 or not apart or len(strip.text) > 400:
        return False
    named = any(any(mark in name.lower() for mark in words.standfirst) for _, name in strip.path[-3:])
    letters = key(strip.text)
    described = bool(description) and len(letters) > 30 and letters[:80] == key(description or "")[:80]
    return named or described or (strip.tag in ("h2", "h3") and index <= head + 3)


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


def _furnished(strips: Sequence[Strip], chosen: set[int], words: Debris) -> dict[int, str]:
    """Short strips in elements named after furniture, unless a good part of the article stands in such a one."""
    named = {index: name for index in chosen if (name := furniture(strips[index].path[-2:], words))}
    sizes: Counter[str] = Counter()
    for index, name in named.items():
        sizes[name] += len(strips[index].text)
    total = sum(len(strips[index].text) for index in chosen)
    return {
        index: f"inside {name}"
        for index, name in named.items()
        if 10 * sizes[name] < total and len(strips[index].text) < 400
    }


def _trim_end(result: Chosen) -> None:
    """Headings and link lists after the last paragraph lead nowhere."""
    while len(result.body) > 1:
        last = result.body[-1]
        heading = last.tag in ("h2", "h3", "h4", "h5", "h6") or (fold(last.text).endswith(":") and len(last.text) < 80)
        if not heading and not (last.linked > 0.6 and len(last.text) < 200):
            break
        result.removed.append((result.body.pop(), "nothing follows it" if heading else "link to another page"))
