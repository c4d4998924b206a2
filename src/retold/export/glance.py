"""The story at a glance as one picture of 1280 x 720, for a slide: who published when, who took from whom, and the
gravest differences with their answers. SVG, and PNG drawn from it by resvg with the fonts of the machine."""

import textwrap
from datetime import datetime
from typing import Any

from lxml import etree

from retold.export import ONE, Files
from retold.export.cells import line, xml
from retold.export.story import NOTE, PROGRAM, RELATION_WORDS, StoryIndex, day
from retold.model import Comparison, Moment, Statement

WIDTH, HEIGHT = 1280, 720
MARGIN = 56
MOST_ACCOUNTS = 14
MOST_ROWS = 4
FONT = "Noto Sans, DejaVu Sans, Helvetica, Arial, sans-serif"
INK, SOFT, PAPER, RULE = "#1b1f24", "#57606a", "#ffffff", "#d0d7de"
COLOURS = {"differ": "#b42318", "update": "#8a5a00"}
SVG = "http://www.w3.org/2000/svg"
ZOOM = 2  # pixels of the PNG for one unit, as sharp screens show it


def files(comparison: Comparison, name: str) -> Files:
    """One picture."""
    picture = _svg(comparison)
    return {ONE: picture if name == "svg" else _png(picture)}


def _png(picture: bytes) -> bytes:
    import resvg_py

    return bytes(resvg_py.svg_to_bytes(svg_string=picture.decode(), zoom=ZOOM))


def _svg(comparison: Comparison) -> bytes:
    root = etree.Element("svg", {"width": str(WIDTH), "height": str(HEIGHT), "viewBox": f"0 0 {WIDTH} {HEIGHT}",
                                 "role": "img", "font-family": FONT}, nsmap={None: SVG})  # fmt: skip
    told = StoryIndex(comparison)
    _shape(root, "title", line(told.title))
    _shape(root, "rect", width=WIDTH, height=HEIGHT, fill=PAPER)
    y = _text(root, (MARGIN, 72), line(told.title), size=30, width=62, lines=2, weight="700")
    low = max((len(item.accounts) for item in comparison.origins), default=0)
    count = len(comparison.accounts)
    _text(root, (MARGIN, y + 4), f"{count} accounts" + (f", {low} of them draw on one source" if low > 1 else ""),
          size=17, width=110, fill=SOFT)  # fmt: skip
    y = _accounts(root, told, y + 44)
    _differences(root, told, y + 34)
    _text(root, (MARGIN, HEIGHT - 24), f"{NOTE} {PROGRAM}", size=13, width=140, fill=SOFT)
    return xml(root)


def _shape(root: Any, tag: str, text: str | None = None, **attributes: str | float) -> None:
    """An element of the picture; numbers are whole units, and attributes have dashes for underscores."""
    named = {key.replace("_", "-"): it if isinstance(it, str) else f"{it:.0f}" for key, it in attributes.items()}
    etree.SubElement(root, tag, named).text = text


def _text(root: Any, at: tuple[float, float], text: str, *, size: int, width: int, lines: int = 1, fill: str = INK,
          weight: str = "400", anchor: str = "start") -> float:  # fmt: skip
    """Lines of text from `at` down, each of at most `width` characters; the y of the next line."""
    held = textwrap.wrap(text, width, max_lines=lines, placeholder=" ...", break_long_words=True) or [""]
    x, y = at
    for row in held:
        _shape(root, "text", row, x=x, y=y, font_size=size, fill=fill, font_weight=weight, text_anchor=anchor)
        y += size * 1.28
    return y


def _accounts(root: Any, told: StoryIndex, top: float) -> float:
    """The accounts on a line of time, copies as arcs from who took to who gave; the y below."""
    accounts = told.comparison.accounts[:MOST_ACCOUNTS]
    hidden = len(told.comparison.accounts) - len(accounts)
    step = (WIDTH - 2 * MARGIN) / max(len(accounts), 1)
    middle = top + 78
    places = {item.id: MARGIN + step * (number + 0.5) for number, item in enumerate(accounts)}
    _shape(root, "line", x1=MARGIN, x2=WIDTH - MARGIN, y1=middle, y2=middle, stroke=RULE, stroke_width=2)
    for edge in told.comparison.lineage:
        if edge.source in places and edge.target in places:
            one, two = places[edge.source], places[edge.target]
            top_of_arc = middle - min(70.0, 22 + abs(one - two) / 6)
            bend = f"{(one + two) / 2:.0f} {top_of_arc:.0f}"
            _shape(root, "path", d=f"M {one:.0f} {middle - 8:.0f} Q {bend} {two:.0f} {middle - 8:.0f}", fill="none",
                   stroke="#0b57d0", stroke_width=f"{1 + 2 * edge.strength:.1f}",
                   stroke_dasharray="none" if edge.directed else "5 4")  # fmt: skip
    width = max(6, int(step / 8.2))
    low = middle
    for item in accounts:
        x = places[item.id]
        _shape(root, "circle", cx=x, cy=middle, r=7, fill=INK)
        y = _text(root, (x, middle + 26), line(told.outlet(item.id)), size=14, width=width, lines=2, weight="600",
                  anchor="middle")  # fmt: skip
        y = _text(root, (x, y), _when(item.published), size=12, width=max(width, 14), fill=SOFT, anchor="middle")
        low = max(low, y)
    if hidden:
        low = _text(root, (WIDTH - MARGIN, low), f"and {hidden} more", size=13, width=30, fill=SOFT, anchor="end")
    return low


def _when(moment: Moment | None) -> str:
    stated = day(moment.value) if moment else None
    if stated is None:
        return "no date"
    on = datetime.fromisoformat(stated)
    return f"{on.day} {on:%b %Y}"


def _differences(root: Any, told: StoryIndex, top: float) -> None:
    rows = [item for item in told.comparison.statements if item.relation in COLOURS]
    rows.sort(key=lambda item: (-item.importance * item.probability, item.id))
    y = top
    for item in rows[:MOST_ROWS]:
        if y > HEIGHT - 96:
            return
        y = _difference(root, told, item, y)
    if not rows:
        _text(root, (MARGIN, top), "No difference between the accounts is shown.", size=18, width=100)


def _difference(root: Any, told: StoryIndex, item: Statement, y: float) -> float:
    colour, word = COLOURS[item.relation], RELATION_WORDS[item.relation]
    _text(root, (MARGIN, y), word, size=14, width=24, fill=colour, weight="700")
    left = MARGIN + 170
    y = _text(root, (left, y), line(item.topic), size=19, width=92, weight="600")
    for value in item.values[:3]:
        names = ", ".join(told.outlet(account) for account in value.support.accounts[:4])
        more = len(value.support.accounts) - 4
        who = names + (f" and {more} more" if more > 0 else "")
        y = _text(root, (left, y), f"{line(value.text)}: {line(who)}", size=15, width=118, fill=SOFT)
    if decided := told.decided(item):
        y = _text(root, (left, y), line(decided), size=15, width=118, fill=INK, weight="600")
    return y + 14
