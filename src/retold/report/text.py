"""ReportView -> a summary for the terminal: what matters most, with where each account stands.

Plain lines of at most `width` characters; with `colour` the same lines carry Rich's marks. Hidden characters of
articles are written out, so a title cannot move the cursor or recolour the screen.
"""

from collections.abc import Iterator, Sequence
from io import StringIO

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from retold.report import phrases
from retold.report.marks import fit
from retold.report.records import Answer, ReportView, Row
from retold.report.safe import plain

TONES = ("blue", "yellow", "green", "magenta", "bright_yellow", "red", "white", "bright_blue")
MOST_NAMES = 6
MOST_LINES = 6
NARROW = 20
LONGEST = 140
PASSAGE = 180
VALUE = 60  # a longer answer is a passage, not a value


def render(view: ReportView, width: int = 80, *, colour: bool = False) -> str:
    """The summary, `width` columns wide; `colour` writes ANSI colours, for a terminal that has them."""
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
    for indent, line in _lines(view):
        console.print(Padding(line, (0, 0, 0, indent)) if indent else line)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


Line = tuple[int, Text]


def _lines(view: ReportView) -> Iterator[Line]:
    glance = view.glance
    yield 0, Text(plain(glance.title), style="bold")
    if glance.title_from:
        yield 0, Text(plain(glance.title_from), style="dim")
    counts = [phrases.count(len(view.accounts), "account")]
    if len(view.accounts) > 1:
        counts.append(f"{glance.range} independent origin{'' if glance.most == 1 else 's'}")
    if glance.when:
        counts.append(glance.when)
    yield 0, Text(" · ".join(counts), style="dim")
    for notice in glance.notices:
        yield 0, Text(plain(notice), style="bold")
    yield from _accounts(view)
    yield from _differences(view)
    yield from _shared(view)
    yield from _lineage(view)
    yield from _revisions(view)
    yield from _rest(view)


def _heading(text: str) -> Iterator[Line]:
    yield 0, Text("")
    yield 0, Text(text, style="bold underline")


def _accounts(view: ReportView) -> Iterator[Line]:
    yield 0, Text("")
    for account in view.accounts[:MOST_LINES]:
        yield 2, Text.assemble((plain(account.name), "bold"), "  ", (account.published, "dim"))
    if len(view.accounts) > MOST_LINES:
        yield 2, Text(f"and {len(view.accounts) - MOST_LINES} more", style="dim")


def _differences(view: ReportView) -> Iterator[Line]:
    words = phrases.table("sentences")
    if view.glance.differences:
        yield from _heading(words["differ_heading"])
    else:
        yield 0, Text("")
        yield 0, Text("No question was found to which these accounts give different answers.")
    for row in view.glance.differences:
        yield from _difference(view, row)
    if view.glance.compatible:
        yield from _heading(words["compatible_heading"])
    for row in view.glance.compatible:
        yield from _difference(view, row)


def _difference(view: ReportView, row: Row) -> Iterator[Line]:
    """The question, its answers (those named as parting first), the reason, and how sure it is."""
    yield 0, Text("")
    yield 0, Text.assemble((plain(row.question), "bold"), "  ", _badge(row))
    pinned = [answer for answer in row.answers if answer.pinned]
    shown = pinned if len(pinned) > 1 else row.answers[:MOST_LINES]
    for answer in shown:
        yield 2, _answer(view, answer)
    if len(row.answers) > len(shown):
        yield 2, Text(f"and {phrases.count(len(row.answers) - len(shown), 'more answer')}", style="dim")
    why = f"{plain(row.why)} " if pinned or not row.whole else ""
    yield 2, Text(f"{why}{row.chance}", style="dim")


def _badge(row: Row) -> Text:
    return Text(f"{row.sign} {row.relation_word}", style="bold red" if row.relation == "differ" else "bold")


def _answer(view: ReportView, answer: Answer) -> Text:
    origins = f"  {answer.support}" if len(answer.accounts) > 1 else ""
    quoted = phrases.word("voice", "quoted") + ":"
    whole = len(answer.text) > VALUE
    pieces = fit(answer.pieces, PASSAGE) if whole else ((answer.text, False),)
    weight = "" if whole else "bold"
    return Text.assemble(
        (f"{answer.letter} ", f"bold {TONES[answer.tone]}"),
        *((plain(words), "bold underline" if marked else weight) for words, marked in pieces),
        "  ",
        _names(view, answer.accounts),
        (f"  {answer.voice}" if answer.voice.startswith(quoted) else "", "dim"),
        (origins, "dim"),
    )


def _names(view: ReportView, accounts: Sequence[int]) -> str:
    return phrases.listed([plain(view.accounts[index].name) for index in accounts], MOST_NAMES)


def _shared(view: ReportView) -> Iterator[Line]:
    if not view.glance.shared:
        return
    yield from _heading(view.glance.shared_by)
    for row, answer in view.glance.shared:
        said = "" if row.plain else plain(phrases.clip(answer.text, LONGEST))
        yield (
            2,
            Text.assemble(
                (plain(row.question if row.plain else row.about or row.question), "bold" if row.plain else ""),
                (f" {said}" if said else "", "bold"),
                (f"  {answer.support}", "dim"),
            ),
        )


def _lineage(view: ReportView) -> Iterator[Line]:
    if not view.links:
        return
    yield from _heading("Where it came from")
    for link in view.links[:MOST_LINES]:
        yield 2, Text.assemble(plain(link.sentence), (f"  signs {link.strength:.2f} of 1", "dim"))
    if len(view.links) > MOST_LINES:
        yield 2, Text(f"and {len(view.links) - MOST_LINES} more", style="dim")


def _revisions(view: ReportView) -> Iterator[Line]:
    """What changed between two captures of a page; the sentences stand in the report."""
    for item in view.revisions[:MOST_LINES]:
        yield 0, Text("")
        yield 0, Text.assemble((plain(view.accounts[item.account].name), "bold"), f"  {item.summary}")
        for old, new in [pair for change in item.changes for pair in change.figures][:MOST_LINES]:
            yield 2, Text(f"{plain(old)} → {plain(new)}")


def _rest(view: ReportView) -> Iterator[Line]:
    parts = (
        (len(view.differ), "row", "with differences"),
        (len(view.agree), "row", "where accounts agree"),
        (len(view.further), "row", "less certain"),
        (len(view.only), "statement", "in one account alone"),
        (len(view.missing), "gap", "left by an account"),
        (len(view.problems), "problem", "met"),
    )
    told = [f"{phrases.count(number, noun)} {what}" for number, noun, what in parts if number]
    if told:
        yield 0, Text("")
        yield 0, Text("In the report: " + "; ".join(told) + ".", style="dim")
