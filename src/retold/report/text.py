"""ReportView -> a brief for the terminal: what happened, key figures, contradictions, accounts, in some 25 lines.

Plain lines of at most `width` characters; with `colour` the same lines carry Rich's marks. Hidden characters of
articles are written out, so a title cannot move the cursor or recolour the screen.
"""

import re
from collections.abc import Iterator, Sequence
from io import StringIO
from itertools import islice

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from retold.report import phrases
from retold.report.marks import fit
from retold.report.records import Answer, ReportView, Row, Trend
from retold.safe import line as safe_line

TONES = ("blue", "yellow", "green", "magenta", "bright_yellow", "red", "white", "bright_blue")
SCREEN = 25  # lines of a terminal
MOST_NAMES = 2
MOST_ROWS = 3
MOST_LINKS = 3
MOST_ANSWERS = 2
MOST_REVISIONS = 2
MOST_FIGURES = 2
MOST_ACCOUNTS = 6
NARROW = 20
SENTENCE = 150  # of a sentence that tells what happened
PASSAGE = 70  # of a passage, so that it fits a line with who says it
VALUE = 60  # a longer answer is a passage, not a value


def render(view: ReportView, width: int = 80, *, colour: bool = False) -> str:
    """The brief, `width` columns wide; `colour` writes ANSI colours, for a terminal that has them. Where it would be
    longer than a screen, contradictions give way: the report has them all."""
    for rows in range(MOST_ROWS, 0, -1):
        lines = _printed(view, rows, width, colour)
        if len(lines) <= SCREEN:
            break
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _printed(view: ReportView, rows: int, width: int, colour: bool) -> list[str]:
    out = StringIO()
    console = Console(
        file=out,
        width=max(width, NARROW),
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    for indent, line in _lines(view, rows):
        console.print(Padding(line, (0, 0, 0, indent)) if indent else line)
    return out.getvalue().splitlines()


Line = tuple[int, Text]
BREAKS = re.compile(r"[\n\t]+")


def plain(text: str) -> str:
    """Words of an article on one line, with what hides or moves the cursor written out."""
    return safe_line(BREAKS.sub(" ", text))


def _lines(view: ReportView, rows: int) -> Iterator[Line]:
    glance, words = view.glance, phrases.table("sentences")
    yield 0, Text(plain(glance.title), style="bold")
    yield from _what(view)
    yield 0, Text(" · ".join(filter(None, (glance.sources, glance.when))), style="dim")
    if glance.notices:
        yield 0, Text(plain(" ".join(glance.notices)), style="dim")
    if glance.figures:
        yield 0, Text(words["figures_heading"], style="bold underline")
    for item in glance.figures[:MOST_FIGURES]:
        yield 2, _trend(view, item)
    if glance.differences:
        yield 0, Text(words["differ_heading"], style="bold underline")
    else:
        yield 0, Text(glance.nothing)
    for row in glance.differences[:rows] or glance.doubtful[:rows] or glance.compatible[:rows]:
        yield from _difference(view, row)
    yield 0, Text(words["accounts_heading"], style="bold underline")
    yield from _accounts(view)
    counts = "; ".join(f"{phrases.word('relation', key)}: {number}" for key, number in glance.counts)
    if counts:
        yield 0, Text(f"{counts}.", style="dim")
    yield from _revisions(view)


def _revisions(view: ReportView) -> Iterator[Line]:
    """What changed between two captures of a page; the sentences stand in the report."""
    for item in view.revisions[:MOST_REVISIONS]:
        moved = (f"{plain(old)} → {plain(new)}" for change in item.changes for old, new in change.figures)
        told = ", ".join(islice(moved, MOST_REVISIONS))
        yield 0, Text.assemble((plain(view.accounts[item.account].name), "bold"), f"  {item.summary}")
        if told:
            yield 2, Text(told)


def _what(view: ReportView) -> Iterator[Line]:
    for lead in view.glance.what:
        account = view.accounts[lead.account]
        source = f"  {plain(account.name)}, {account.published.partition(',')[0]}"
        yield 0, Text.assemble(plain(phrases.clip(lead.text, SENTENCE)), (source, "dim"))


def _trend(view: ReportView, item: Trend) -> Text:
    """A key figure on one line: its question, then its values with who has them since when."""
    made = Text.assemble((plain(phrases.clip(item.asks, VALUE)), "bold"))
    steps = item.steps if len(item.steps) <= 2 else (item.steps[0], item.steps[-1])
    for place, step in enumerate(steps):
        made.append(("  " if not place else " → " if item.relation == "update" else " ≈ ") + plain(step.text), "bold")
        who = phrases.listed([plain(view.accounts[index].name) for index in step.accounts], 1)
        made.append(f" ({who}, {step.when.partition(',')[0]})", "dim")
    return made


def _difference(view: ReportView, row: Row) -> Iterator[Line]:
    """The question, its answers (those named as parting first), and how sure it is."""
    yield 0, Text.assemble((plain(row.asks if row.about else row.question), "bold"), "  ", _badge(row),
                           (f"  {row.chance}" if row.chance else "", "dim"))  # fmt: skip
    pinned = [answer for answer in row.answers if answer.pinned]
    shown = (pinned if len(pinned) > 1 else row.answers)[:MOST_ANSWERS]
    for answer in shown:
        yield 2, _answer(view, answer)
    if len(row.answers) > len(shown):
        yield 2, Text(f"and {phrases.count(len(row.answers) - len(shown), 'more answer')}", style="dim")
    if row.decided:
        yield 2, Text(plain(phrases.clip(row.decided, SENTENCE)), style="bold")


def _badge(row: Row) -> Text:
    return Text(f"{row.sign} {row.relation_word}", style="bold red" if row.called == "differ" else "bold")


def _answer(view: ReportView, answer: Answer) -> Text:
    whole = len(answer.text) > VALUE
    pieces = fit(answer.pieces, PASSAGE) if whole else ((answer.text, False),)
    weight = "" if whole else "bold"
    label = f"{plain(answer.label)}, " if answer.label and answer.label != phrases.word("voices", "own") else ""
    tellers = sorted(answer.accounts, key=lambda account: (account != answer.teller, account))
    return Text.assemble(
        (f"{answer.letter} ", f"bold {TONES[answer.tone]}"),
        (f"{answer.doubt}: " if answer.doubt else "", "bold"),
        *((plain(words), "bold underline" if marked else weight) for words, marked in pieces),
        f"  {label}{_names(view, tellers)}{answer.captured and ', '}{answer.captured}",
    )


def _names(view: ReportView, accounts: Sequence[int]) -> str:
    return phrases.listed([plain(view.accounts[index].name) for index in accounts], MOST_NAMES)


def _accounts(view: ReportView) -> Iterator[Line]:
    """The accounts in order of publication, then who draws on whom."""
    order = sorted(view.accounts, key=lambda item: (item.sort, item.index))
    told = [f"{plain(item.name)} ({item.published.partition(',')[0]})" for item in order[:MOST_ACCOUNTS]]
    more = len(order) - MOST_ACCOUNTS
    yield 2, Text(", ".join(told) + (f" and {more} more" if more > 0 else ""))
    if view.links:
        links = [plain(link.sentence) for link in view.links[:MOST_LINKS]]
        more = len(view.links) - MOST_LINKS
        yield 2, Text("; ".join(links) + (f" and {more} more" if more > 0 else "") + ".", style="dim")
