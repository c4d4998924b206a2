"""A page that can be sent and opened whatever the texts: what gives way, in which order, where it would be too large.

In: a ReportView. Out: lighter ones, each without some more of what a reader misses least: links to the outlets' pages
beside passages, less certain rows, the later rows of each part, the ends of very long texts. How many rows are left out
is told on the page; all of them are in the data beside it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from retold.report.records import ArticleView, Paragraph, ReportView, Row, RowBlock

LARGEST = 1_000_000  # bytes of a page of FEW accounts, and so much in proportion for more of them
FEW = 5
ALL = 1_000_000_000
ON_PAPER = 6  # blocks of what is only worded differently that are printed, as paper.css has it


@dataclass(frozen=True, slots=True)
class Thrift:
    """How much is kept: links beside passages, less certain rows, blocks of each part, code points of one text."""

    links: bool = True
    further: int = ALL
    blocks: int = ALL
    text: int = ALL


# less certain rows before sure ones, the ends of long texts before short ones; the last holds whatever comes
STEPS = (
    Thrift(),
    Thrift(links=False),
    Thrift(links=False, further=20, text=100_000),
    Thrift(links=False, further=0, text=50_000),
    Thrift(links=False, further=0, blocks=60, text=30_000),
    Thrift(links=False, further=0, blocks=25, text=20_000),
    Thrift(links=False, further=0, blocks=10, text=10_000),
    Thrift(links=False, further=0, blocks=4, text=4_000),
)


def largest(view: ReportView) -> int:
    """The bytes that a page may have."""
    return LARGEST * max(FEW, len(view.accounts)) // FEW


def lighter(view: ReportView) -> Iterator[tuple[Thrift, ReportView]]:
    """The view, then ever lighter ones."""
    for step in STEPS:
        yield step, view if step == STEPS[0] else _light(view, step)


def printed(view: ReportView) -> ReportView:
    """The view without what `paper.css` hides: less certain rows, and all but the first blocks of what is only worded
    differently."""
    return replace(view, further=(), differ=_on_paper(view.differ), spelled=_on_paper(view.spelled))


def _on_paper(blocks: tuple[RowBlock, ...]) -> tuple[RowBlock, ...]:
    worded = [block for block in blocks if block.lead.relation == "compatible"]
    hidden = {block.lead.id for block in worded[ON_PAPER:]}
    return tuple(block for block in blocks if block.lead.id not in hidden)


def _light(view: ReportView, step: Thrift) -> ReportView:
    opens = {row.id for row in view.glance.differences + view.glance.doubtful + view.glance.compatible}
    opens |= {row.id for row, _ in view.glance.shared} | {item.row for item in view.glance.figures if item.row}
    differ, agree, spelled = (_kept(blocks, step.blocks, opens) for blocks in (view.differ, view.agree, view.spelled))
    further = view.further[: step.further]
    blocks = (*differ, *agree, *spelled, *further)
    shown = {row.id for block in blocks for row in block.rows} | {row.id for row in view.only}
    return replace(
        view, differ=differ, agree=agree, spelled=spelled, further=further,
        rows=tuple(row for row in view.rows if row.id in shown),
        missing=tuple(item for item in view.missing if item.row in shown),
        timeline=tuple(line if line.row in shown else replace(line, row=None) for line in view.timeline),
        counts=tuple(item for item in view.counts if item.row in shown),
        articles=tuple(_cut(item, step.text) for item in view.articles),
    )  # fmt: skip


def _kept(blocks: tuple[RowBlock, ...], most: int, opens: set[str]) -> tuple[RowBlock, ...]:
    """The first blocks, and those with a row that opens the page: as many of the rows of each."""
    kept = [
        block for place, block in enumerate(blocks) if place < most or any(row.id in opens for row in block.rows)
    ]  # fmt: skip
    return tuple(replace(block, below=_below(block.below, most, opens)) for block in kept)


def _below(rows: tuple[Row, ...], most: int, opens: set[str]) -> tuple[Row, ...]:
    return tuple(row for place, row in enumerate(rows) if place < most or row.id in opens)


def _cut(article: ArticleView, most: int) -> ArticleView:
    """The first `most` code points of an article."""
    if len(article.text) <= most:
        return article
    kept = tuple(_head(paragraph, most - paragraph.start) for paragraph in article.paragraphs if paragraph.start < most)
    hidden = article.hidden + len(article.text) - most
    return replace(article, paragraphs=kept, text=article.text[:most], hidden=hidden)


def _head(paragraph: Paragraph, room: int) -> Paragraph:
    """A paragraph up to `room` code points."""
    kept = []
    for sentence in paragraph.sentences:
        pieces = []
        for words, letters in sentence.pieces:
            if room > 0:
                pieces.append((words[:room], letters))
            room -= len(words)
        if pieces:
            kept.append(replace(sentence, pieces=tuple(pieces)))
    return replace(paragraph, sentences=tuple(kept))


def left(whole: ReportView, light: ReportView) -> dict[str, int]:
    """How many blocks of each part are left out."""
    parts = ("differ", "spelled", "agree", "further")
    return {part: len(getattr(whole, part)) - len(getattr(light, part)) for part in parts}
