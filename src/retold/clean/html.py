"""An HTML page -> the strips of its article.

The text comes from the page's own blocks to the letter and leads back to it. A first choice of blocks (`votes`) is one
witness of many: the named features of each block (`features`), weighed by a small learned model (`score`), say what is
the article. A last pass puts headline, standfirst and captions where they belong and leaves out what was printed twice,
links elsewhere and notices.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from retold.clean import asides, scan, score
from retold.clean.debris import TERMINAL, Debris, fold
from retold.clean.features import Hints, features, is_heading, reason
from retold.clean.strips import Strip, key, of_block, placed
from retold.clean.votes import Source, headline, vote

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
    """The blocks of a page, the letters of each, and which were voted for and then taken by the model."""

    strips: Sequence[Strip]
    keys: Sequence[str]
    voted: set[int]
    chosen: set[int]


def choose(strips: Sequence[Strip], keys: Sequence[str], page: Source, hints: Hints, words: Debris) -> Chosen:
    """The article among the blocks of a page, with their letters."""
    voted = vote(strips, keys, page, hints, words)
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


def _sorted(blocks: Blocks, hints: Hints, words: Debris) -> Chosen:
    result = Chosen()
    strips, chosen = blocks.strips, blocks.chosen
    head = headline(strips, blocks.keys, hints.title)
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
            # a standfirst that is printed among the paragraphs as well is told
            result.told |= result.standfirst is not None and _repeats(strip, result.standfirst)
        elif why := _reason(strip, linked, len(chosen), words):
            result.removed.append((strip, why))
        else:
            caption = _in_figure(strip) or asides.caption(strip.text, words.language)
            (result.captions if caption else result.body).append(strip)
        seen.add(letters)
    _trim_end(result)
    for kept in (result.headline, result.standfirst, *result.captions, *result.body):
        if kept is not None:
            placed(kept)
    return result


def _repeats(strip: Strip, standfirst: Strip) -> bool:
    return _is_sentence(strip) and strip.text == standfirst.text


def _is_sentence(strip: Strip) -> bool:
    return not is_heading(strip) and strip.text.endswith(TERMINAL)


def _in_figure(strip: Strip) -> bool:
    """Whether a block is the caption of a figure; a figure may hold a table of the article as well."""
    tags = {tag for tag, _ in strip.path}
    return "figcaption" in tags or ("figure" in tags and "table" not in tags)


def _is_caption(index: int, blocks: Blocks) -> bool:
    """A caption that the library took stays in the text, though it is no paragraph."""
    return index in blocks.voted and _in_figure(blocks.strips[index])


def _is_standfirst(index: int, head: int | None, blocks: Blocks, hints: Hints, words: Debris) -> bool:
    """The line under the headline: named so, the page's description, or a heading that was chosen. The library often
    drops it, so it may be one that nobody chose."""
    strip, letters, chosen = blocks.strips[index], blocks.keys[index], index in blocks.chosen
    if head is None or not head < index <= head + 8 or len(strip.text) > 400 or reason(strip, words):
        return False
    if len(strip.text) < LOST_STANDFIRST and not chosen:
        return False
    named = any(any(mark in name.lower() for mark in words.standfirst) for _, name in strip.path[-3:])
    described = len(letters) > 30 and letters[:80] == hints.description[:80]
    return named or described or (chosen and strip.tag in ("h2", "h3") and index <= head + 3)


def _reason(strip: Strip, linked: int, chosen: int, words: Debris) -> str | None:
    if why := reason(strip, words):
        return why
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
