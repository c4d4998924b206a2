"""What speaks for and against a block of a page being a paragraph of its article: named features, values 0..1.

Strips of a page and the indices that trafilatura took go in; for each strip worth asking about, its features come out.
`score` weighs them; the weights are data, learned by `eval/pages/train.py`.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from retold.clean.debris import TERMINAL, Debris, debris, furniture
from retold.clean.strips import Strip, key

Features = dict[str, float]
Path = tuple[tuple[str, str], ...]

# a shorter block outside the library's choice, with no chosen neighbour, is a label of the page; asking costs time
WORTH = 25
LENGTHS = ((12, "under_12"), (30, "under_30"), (60, "under_60"), (120, "under_120"), (250, "under_250"))
LONG = 80
# a line with more of its letters in capitals is set so: a label, a credit
CAPITALS = 0.6
DIGITS = re.compile(r"\d+")
# parts of names ("newsletter-teaser"), of so many of the innermost elements: 2 or 5 tell less on sites left out
PARTS = re.compile(r"[^a-z0-9]+")
NEAR = 3
# a paragraph has links here and there; what is linked more is a list of them
PROSE_LINKED = 0.3
LIST_LINKED = 0.8
AROUND = 3
FAR = 20
TAGS = {"p": "p", "li": "item", "dd": "item", "dt": "item", "td": "cell", "th": "cell", "figcaption": "caption"}
# what a name says of a block tells nothing on a page where it says so of most of what was chosen
NAMED = ("furniture_near", "furniture_around", "named_standfirst")
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# a lede is often set as a heading; no heading is so long
LEDE = 200
REGIONS = ("aside", "footer", "nav", "form", "main")
MIN_DESCRIPTION = 30
MIN_DATA = 200
# a shorter word of a title may stand in any text
MIN_WORD = 4


@dataclass(frozen=True, slots=True)
class Hints:
    """What the page's own data say, as letters alone: title, description, body of the article, words of the title."""

    title: str = ""
    description: str = ""
    body: str = ""
    words: tuple[str, ...] = ()


def hints(title: str | None, description: str | None, body: str | None) -> Hints:
    """What the data say of a page, by their letters."""
    named = (letters for word in (title or "").split() if len(letters := key(word)) >= MIN_WORD)
    return Hints(key(title or ""), key(description or ""), key(body or ""), tuple(dict.fromkeys(named)))


@dataclass(slots=True)
class _Mass:
    """Characters of a group of blocks, all and chosen ones."""

    all: float = 0.0
    chosen: float = 0.0

    def kept(self, size: int, own: int) -> float:
        """Share of the group's other characters that were chosen; half where there are no others."""
        return (self.chosen - own) / (self.all - size) if self.all > size else 0.5


@dataclass(slots=True)
class _Page:
    """Sums over a page that its blocks' features need."""

    strips: Sequence[Strip]
    keys: Sequence[str]
    voted: set[int]
    total: float
    first: int
    last: int
    head: int | None
    times: Counter[str]
    sizes: list[int]
    taken: list[int]
    paths: dict[Path, _Mass] = field(default_factory=dict)
    parents: dict[tuple[int, ...], _Mass] = field(default_factory=dict)
    grandparents: dict[tuple[int, ...], _Mass] = field(default_factory=dict)
    links: Counter[tuple[int, ...]] = field(default_factory=Counter)
    under: Counter[int] = field(default_factory=Counter)


def features(
    strips: Sequence[Strip], keys: Sequence[str], voted: set[int], hints: Hints, words: Debris
) -> dict[int, Features]:
    """The features of each strip worth asking about, by index; `keys` are the letters of the strips."""
    page = _sums(strips, keys, voted, hints)
    asked = [index for index, strip in enumerate(strips) if _worth(index, strip, voted)]
    by_path = _of_paths([strips[index] for index in asked], [strips[index] for index in sorted(voted)], words)
    return {
        index: {
            **by_path[strips[index].path],
            **_of_text(index, page, hints, words),
            **_of_place(index, page),
            **_of_company(index, page),
            **_of_neighbours(index, page),
        }
        for index in asked
    }


def _worth(index: int, strip: Strip, voted: set[int]) -> bool:
    if index in voted or index - 1 in voted or index + 1 in voted:
        return True
    return len(strip.text) >= WORTH and strip.linked < 0.9


def _sums(strips: Sequence[Strip], keys: Sequence[str], voted: set[int], hints: Hints) -> _Page:
    sizes = [len(strip.text) for strip in strips]
    taken = [size if index in voted else 0 for index, size in enumerate(sizes)]
    total = sum(taken) or 1
    page = _Page(
        strips, keys, voted, total, min(voted, default=len(strips)), max(voted, default=-1),
        _head(strips, keys, hints.title), Counter(keys), sizes, taken,
    )  # fmt: skip
    kinds: dict[tuple[str, ...], _Mass] = {}
    for index, strip in enumerate(strips):
        size, chosen = sizes[index], taken[index]
        if strip.path not in page.paths:
            page.paths[strip.path] = kinds.setdefault(_kind(strip.path), _Mass())
        for mass in (
            page.paths[strip.path],
            page.parents.setdefault(strip.places[:-1], _Mass()),
            page.grandparents.setdefault(strip.places[:-2], _Mass()),
        ):
            mass.all += size
            mass.chosen += chosen
        if strip.linked:
            page.links[strip.places[:-1]] += round(size * strip.linked)
        if chosen:
            page.under.update(dict.fromkeys(strip.places[-3:-2], size))
    return page


def _kind(path: Path) -> tuple[str, ...]:
    """What blocks that a page prints in one way share: all tags around them, and what the two innermost elements are
    called but for numbers, which tell one slide or post from the next."""
    return (*(tag for tag, _ in path), *(DIGITS.sub("", name) for _, name in path[-2:]))


def _head(strips: Sequence[Strip], keys: Sequence[str], title: str) -> int | None:
    """The block of the headline: an h1 that is most of the title, else the first h1."""
    heads = [index for index, strip in enumerate(strips) if strip.headline]
    alike = (
        index
        for index in heads
        if title and (keys[index] in title or title in keys[index]) and 2 * len(keys[index]) >= len(title)
    )
    return next(alike, heads[0] if heads else None)


def is_heading(strip: Strip) -> bool:
    """Whether a block is set as a heading and short enough to be one."""
    return strip.tag in HEADINGS and len(strip.text) < LEDE


def is_prose(strip: Strip) -> bool:
    """Whether a block reads as a paragraph: long, hardly linked, and it ends a sentence."""
    return len(strip.text) >= LONG and strip.linked < PROSE_LINKED and strip.text.endswith(TERMINAL)


def reason(strip: Strip, words: Debris) -> str | None:
    """Why a block is debris; None when it may be of the article. Three passes ask, so the answer stays at the strip."""
    if strip.judged is None:
        strip.judged = (debris(strip.text, words),)
    return strip.judged[0]


def _of_paths(asked: Sequence[Strip], voted: Sequence[Strip], words: Debris) -> dict[Path, Features]:
    """What the elements around blocks say, by path. Names that hold most of what was chosen say nothing: a gallery
    tells in its captions, and some pages call their article a widget."""
    found: dict[Path, Features] = {}
    for strip in asked:
        if strip.path not in found:
            found[strip.path] = _of_path(strip, words)
    sizes: Counter[str] = Counter()
    for strip in voted:
        if strip.linked < PROSE_LINKED:
            sizes.update(dict.fromkeys(["all", *found[strip.path]], len(strip.text)))
    sizes["furniture_around"] += sizes["furniture_near"]
    for name in NAMED:
        if 2 * sizes[name] > sizes["all"]:
            for told in found.values():
                told.pop(name, None)
    return found


def _of_path(strip: Strip, words: Debris) -> Features:
    """What the elements around a block say."""
    tags = {tag for tag, _ in strip.path}
    tag = "heading" if strip.tag in HEADINGS else TAGS.get(strip.tag, "other")
    near = furniture(strip.path[-2:], words)
    names = "".join(name.lower() for _, name in strip.path).replace("-", "").replace("_", "")
    found = {f"tag_{tag}": 1.0}
    found |= {f"in_{region}": 1.0 for region in REGIONS if region in tags}
    if tags & {"ul", "ol"}:
        found["in_list"] = 1.0
    if "table" in tags:
        found["in_table"] = 1.0
    if near is not None:
        found["furniture_near"] = 1.0
    elif furniture(strip.path[:-2], words) is not None:
        found["furniture_around"] = 1.0
    if not words.furniture.isdisjoint(PARTS.split(" ".join(name for _, name in strip.path[-NEAR:]).lower())):
        found["furniture_part"] = 1.0
    if "h1" in tags:
        found["in_h1"] = 1.0
    if "articlebody" in names:
        found["named_body"] = 1.0
    if any(mark in name.lower() for _, name in strip.path[-3:] for mark in words.standfirst):
        found["named_standfirst"] = 1.0
    return found


def _of_text(index: int, page: _Page, hints: Hints, words: Debris) -> Features:
    """What a block's own words say."""
    strip, letters = page.strips[index], page.keys[index]
    text = strip.text
    size = len(text)
    stop = text.endswith(TERMINAL)
    found = {next((name for limit, name in LENGTHS if size < limit), "longer"): 1.0}
    if size >= LEDE:
        found["tag_heading"] = 0.0
    found["linked"] = strip.linked
    found["all_linked"] = float(strip.linked > 0.9)
    found["strong"] = float(strip.strong > 0.9)
    found["stop"] = float(stop)
    found["long_stop"] = float(stop and size >= LONG)
    found["colon"] = float(text.endswith(":"))
    found["digits"] = sum(map(len, DIGITS.findall(text))) / size
    found["debris"] = float(reason(strip, words) is not None)
    found["again"] = float(page.times[letters] > 1)
    if len(letters) > MIN_DESCRIPTION and hints.description:
        found["description"] = float(letters[:60] in hints.description or hints.description[:60] in letters)
    if len(hints.body) > MIN_DATA and len(letters) > 20:
        stated = letters[:80] in hints.body
        found["in_data"], found["not_in_data"] = float(stated), float(not stated)
    found["capitals"] = float(size < LEDE and sum(map(str.isupper, text)) > CAPITALS * len(letters))
    return found


def _of_place(index: int, page: _Page) -> Features:
    """Where a block stands: to the headline, and to the first and last block that were chosen."""
    before, after = index < page.first, index > page.last
    head = page.head
    return {
        "before": float(before),
        "after": float(after),
        "far_before": min(1.0, (page.first - index) / FAR) if before else 0.0,
        "far_after": min(1.0, (index - page.last) / FAR) if after else 0.0,
        "under_headline": float(before and head is not None and index > head),
        "over_headline": float(head is not None and index < head),
        "last": float(index == page.last),
        "tail": float(index in page.voted and not _goes_on(index, page)),
    }


def _goes_on(index: int, page: _Page) -> bool:
    """Whether a chosen paragraph follows among the next few blocks."""
    return max(page.taken[index + 1 : index + 8], default=0) > LONG


def _of_company(index: int, page: _Page) -> Features:
    """Whether the library chose the block, its neighbours and its like."""
    strip = page.strips[index]
    size = len(strip.text)
    chosen = index in page.voted
    own = size if chosen else 0
    near = slice(max(0, index - AROUND), index + AROUND + 1)
    around, taken = sum(page.sizes[near]) - size, sum(page.taken[near]) - own
    path, parent = page.paths[strip.path], page.parents[strip.places[:-1]]
    grandparent = page.grandparents[strip.places[:-2]]
    paragraph = strip.tag == "p" and size >= LONG
    return {
        "chosen": float(chosen),
        "previous_chosen": float(index - 1 in page.voted),
        "next_chosen": float(index + 1 in page.voted),
        "around_chosen": taken / around if around else 0.0,
        "path_mass": (path.chosen - own) / page.total,
        "path_kept": path.kept(size, own),
        "parent_kept": parent.kept(size, own),
        "grandparent_kept": grandparent.kept(size, own),
        "grandparent_mass": (grandparent.chosen - own) / page.total,
        "far_mass": sum(page.under[place] for place in strip.places[-3:-2]) / page.total,
        "parent_linked": min(1.0, page.links[strip.places[:-1]] / max(1.0, parent.all)),
        "paragraph": float(paragraph),
        "lost_paragraph": float(paragraph and not chosen),
        "short_chosen": float(chosen and size < 30),
        "caption_chosen": float(chosen and strip.tag == "figcaption"),
    }


def _of_neighbours(index: int, page: _Page) -> Features:
    """What the blocks before and after are: a label stands over links, a heading over a paragraph."""
    strip = page.strips[index]
    before = page.strips[index - 1] if index else None
    after = page.strips[index + 1] if index + 1 < len(page.strips) else None
    linked = after.linked if after else 1.0
    heading, followed = strip.tag in HEADINGS, index + 1 in page.voted
    return {
        "previous_linked": before.linked if before else 1.0,
        "next_linked": linked,
        "label_of_links": float(linked > LIST_LINKED and len(strip.text) < LONG and not strip.text.endswith(TERMINAL)),
        "heading_next_chosen": float(heading and followed),
        "heading_next_prose": float(heading and after is not None and is_prose(after)),
        "colon_next_chosen": float(strip.text.endswith(":") and followed),
    }
