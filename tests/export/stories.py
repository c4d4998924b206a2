"""Stories to export: the invented one of the report's tests, the same with hostile text everywhere, one whose articles
are hostile, one on which people decided, and a large one."""

from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any

from tests.browser.conftest import lacking
from tests.report.fixture import comparison as invented
from tests.report.fixture import many

from retold import export
from retold.compare.keys import keyed
from retold.errors import UsageError
from retold.export.printed import found as browser
from retold.model import (
    Analysis,
    Article,
    Comparison,
    Decisions,
    Entity,
    Event,
    Figure,
    Mention,
    PeopleDecision,
    Quote,
    RowDecision,
    SourceMap,
    Speaker,
    Time,
)
from retold.model.records import Anchor
from retold.report.html import render
from retold.report.view import build

HOSTILE = (
    '=HYPERLINK("http://evil.example","x")', "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "<script>alert(1)</script>",
    "]]>&lt;!ENTITY", "\x1b[2J\x00\x07", "\u202eevil\u2066", "[x](javascript:alert(1))", "# heading\n---\n",
    "END:VCALENDAR\r\nBEGIN:VEVENT", "ER  - \r\nTY  - NEWS", "},\n@article{x,", "\\input{/etc/passwd}", "../../etc/passwd",
    "a" * 1_000_000,
)  # fmt: skip
FREE = frozenset({"text", "title", "outlet", "topic", "why", "name", "reason", "message", "note", "id_free", "authors"})


def story() -> Comparison:
    """The invented story, its rows with keys as `compare` gives them."""
    plain = invented()
    rows = keyed((*plain.statements, *plain.further))
    shown = len(plain.statements)
    return replace(plain, statements=tuple(rows[:shown]), further=tuple(rows[shown:]))


def large() -> Comparison:
    return many(100, 300)


def made(name: str, comparison: Comparison) -> export.Files:
    """The files of a format; where it is printed and there is no browser, the test is skipped."""
    if export.form(name).of_page:
        try:
            browser("")
        except UsageError as error:
            lacking(str(error))
    return export.made(name, comparison, export.Means(lambda: render(build(comparison), paged=True)))


def decided() -> Comparison:
    """The invented story with a decision of each kind, one of them with a hostile note."""
    rows = story().statements
    choices = ("keep", "reject", "agree", "compatible", "differ", "update", None)
    made = tuple(
        RowDecision(row.key, choice, f"=1+1 <b>note {place}</b>" if place % 2 == 0 else None, row.topic, row.relation)  # type: ignore[arg-type]
        for place, (row, choice) in enumerate(zip(rows, choices, strict=False))
    )
    one, two = story().entities[:2]
    pair = PeopleDecision("keep_apart", (one.name, two.name), (one.id, two.id), "two people")
    return replace(story(), decisions=Decisions(story().title, made, (pair,)))


ROUGH = (
    "A \x1b[2J\x00\x07b, \u202eevil\u2066 \U0001f525\U0001f525 “]]>&lt; 7\tnine” # text = x\n# sent_id = 1\n"
    "1\tx\t_\u2028END \ud800 {% raw %} <script>alert(1)</script>\r\n\r\n" + "a" * 1_000_000 + " é\u0301 \U0001f525 end"
)


@cache
def rough() -> Comparison:
    """A story of one article whose text is hostile, with a record on every stretch of it."""
    words = [(place, place + 7) for place in range(0, 200, 7)] + [(len(ROUGH) - 1_000_020, len(ROUGH))]
    article = Article("../a\n# b", None, HOSTILE[4], None, (), "en", ROUGH, None, None, (), SourceMap("identity"))
    analysis = Analysis(
        article,
        sentences=((0, 60), (50, 90), (90, 150)),
        mentions=tuple(Mention(f"m{n}", span, "person", "name", "e|(1)-2") for n, span in enumerate(words)),
        entities=(Entity("e|(1)-2", "person", HOSTILE[6], ()),),
        quotes=tuple(Quote(f"q{n}", "direct", (span,), None, Speaker(span, "e|(1)-2", HOSTILE[0])) for n, span in enumerate(words)),
        figures=tuple(Figure(f"f{n}", span, 1.0, None, False, HOSTILE[7], None, None) for n, span in enumerate(words)),
        times=tuple(Time(f"t{n}", span, "DATE", HOSTILE[9], None, None, Anchor("none", None), "rule") for n, span in enumerate(words)),
        events=tuple(Event(f"v{n}", span, HOSTILE[10], None, (), None, "positive", "asserted", None) for n, span in enumerate(words)),
    )  # fmt: skip
    return replace(invented(), analyses=(analysis,))


@cache
def hostile() -> Comparison:
    """The invented story in which every free text is hostile; identifiers and spans stay as they are."""
    made: Comparison = _changed(invented(), [0])
    accounts = tuple(replace(item, url=bad) for item, bad in zip(made.accounts, ADDRESSES * 9, strict=False))
    return replace(made, accounts=accounts, title=HOSTILE[0])


ADDRESSES = (
    "javascript:alert(1)",
    "http://[::1",
    "data:text/html,x",
    'https://e.example/"><b>\n',
    "file:///etc/passwd",
)


def _changed(value: Any, count: list[int], key: str = "") -> Any:
    if isinstance(value, str):
        if key not in FREE:
            return value
        count[0] += 1
        return HOSTILE[count[0] % len(HOSTILE)]
    if isinstance(value, tuple):
        return tuple(_changed(item, count, key) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        if type(value).__name__ in ("Article", "Analysis"):
            return value
        return replace(
            value, **{item.name: _changed(getattr(value, item.name), count, item.name) for item in fields(value)}
        )
    return value
