"""ReportView -> one self-contained HTML page: its style and script inside, allowed by their hashes, and no network.

The page reads without its script. `templating` keeps text of articles from becoming markup.
"""

import json
from bisect import bisect_left
from collections import Counter
from typing import Any

from markupsafe import Markup

from retold.report import fitting, phrases, plots, tolls
from retold.report.descent import SURE
from retold.report.records import Answer, ArticleView, Joins, Proof, ReportView, Row
from retold.report.rows import COLUMNS, repeats
from retold.report.templating import digest, environment, file

STYLES = ("report.css", "blocks.css", "paper.css")
PAGED = ("pdf.css",)
SCRIPTS = ("report.js", "cite.js")
LAYERS = (("q", "quotes"), ("p", "people and groups"), ("f", "figures"), ("t", "times"), ("e", "events"))
CONTESTED = ("differ", "unsure", "update", "itself")  # what the head of the page counts; the menu counts the rest
MOST_MISSING = 60
MOST_SPEECHES = 12
MOST_REFERENTS = 30
MOST_CARDS = 60
MOST_ONLY = 40
MOST_SIGNS = 2  # passages that show that one account draws on another
MOST_FEW = 5  # rows of one account alone that stand open for each account


def render(view: ReportView, *, paged: bool = False) -> str:
    """The page; `paged` for a PDF, with a size and numbers of pages, without what paper does not show, and without
    script and marks in the articles: on paper nobody switches them on, and each costs the browser a tag. Deterministic:
    one view gives one page. Where it would be too large to be sent, what a reader misses least gives way."""
    page = ""
    for thrift, light in fitting.lighter(view):
        page = _page(light, fitting.left(view, light), links=thrift.links, paged=paged)
        if len(page.encode("utf-8", "replace")) <= fitting.largest(view):
            break
    return page


def _page(view: ReportView, left: dict[str, int], *, links: bool, paged: bool) -> str:
    view = fitting.printed(view) if paged else view
    styles, scripts = (STYLES + PAGED, ()) if paged else (STYLES, SCRIPTS)
    style, script = "".join(map(file, styles)), "".join(map(file, scripts))
    many = len(view.accounts) > COLUMNS or len(view.rows) > 400
    page = PageData(view)
    return (
        environment()
        .get_template("report.html.j2")
        .render(
            view=view,
            style=Markup(style),  # noqa: S704 - our own file
            script=Markup(script),  # noqa: S704 - our own file
            style_hash=digest(style),
            script_hash=digest(script),
            data=Markup("{}" if paged else page.data()),  # noqa: S704 - JSON with every angle bracket and ampersand escaped
            sections=_sections(view),
            plot=plots.timeline(view.timeline, view.publications),
            counts=tolls.plots(view.counts),
            times_given=plots.given,
            descent=plots.descent(view.accounts, view.links, view.origins),
            shown=2 if many else 4,
            most_columns=COLUMNS,
            most_missing=MOST_MISSING,
            most_speeches=MOST_SPEECHES,
            most_referents=MOST_REFERENTS,
            most_cards=MOST_CARDS,
            most_only=MOST_ONLY,
            most_few=MOST_FEW,
            most_signs=MOST_SIGNS,
            kinds=sorted({(block.lead.kind, block.lead.kind_word) for block in view.differ}),
            layers=() if paged else LAYERS,
            signs=phrases.table("sign"),
            filters=_filters(view),
            contested=CONTESTED,
            left=left,
            links=links,
            relation_words=phrases.table("relation"),
            relation_help=phrases.table("relation_help"),
            sentences=phrases.table("sentences"),
            only_by=_only_by(view),
            keys=phrases.table("keys"),
            plotted=phrases.table("plotted"),
            span16=page.span,
            units=page.units,
            anchor=_anchor,
            carriers=_carriers,
            missing_word=lambda kind: phrases.word("missing", kind),
            voices=phrases.table("voices"),
            page=phrases.table("page"),
        )
    )


def _anchor(answer: Answer, account: int) -> str:
    return next(
        (proof.sentence for proof in answer.proofs if proof.account == account), _other(answer) or f"a{account}"
    )


def _other(answer: Answer) -> str:
    """The sentence of an older version that an answer stands on."""
    return answer.proofs[0].sentence if answer.captured and answer.proofs else ""


def _carriers(row: Row) -> list[int]:
    return sorted({account for answer in row.answers for account in answer.accounts})


def _only_by(view: ReportView) -> list[list[Row]]:
    found: list[list[Row]] = [[] for _ in view.accounts]
    for row in view.only:
        found[_carriers(row)[0]].append(row)
    return found


def _filters(view: ReportView) -> list[tuple[str, int]]:
    """The relations by which the blocks of what is told differently can be chosen, with the number of their rows."""
    shown = Counter(row.relation for block in view.differ for row in block.rows)
    return [(key, shown[key]) for key in ("differ", "update", "compatible") if shown[key]]


def _sections(view: ReportView) -> list[tuple[str, str, int]]:
    """The menu: each part with the number of rows in it, as the head of the page and the terminal count them."""
    rows = dict(view.glance.counts)
    numbers = {
        "differ": sum(number for key, number in rows.items() if key not in ("agree", "only")),
        "agree": rows.get("agree", 0),
        "only": rows.get("only", 0), "missing": len(view.missing), "people": len(view.cards),
        "said": len(view.speeches),
    }  # fmt: skip
    return [(key, label, numbers.get(key, 0)) for key, label in phrases.table("sections").items()]


class PageData:
    """What the script needs: rows with their passages, texts and edges; offsets in UTF-16 units, as browsers count."""

    def __init__(self, view: ReportView) -> None:
        self.view = view
        alone = _only_by(view)
        self._folded = {row.id for own in alone for row in own[MOST_ONLY:]}
        self._articles = [*view.articles, *(item.article for item in view.versions)]
        self._wide = {item.account: _astral(item.text) for item in self._articles}

    def data(self) -> str:
        """The data block of the page."""
        record: dict[str, Any] = {
            "accounts": [
                *([item.name, item.url, item.published, item.captured] for item in self.view.accounts),
                *([item.name, item.url, "", ""] for item in self.view.versions),
            ],
            "told": len(self.view.accounts),
            "texts": {item.account: item.text for item in self._articles},
            "rows": {row.id: self._row(row) for row in self.view.rows if row.id not in self._folded},
            "links": [[item.source, item.target, item.strength, item.kind] for item in self.view.links],
            "sure": SURE,
        }
        text = json.dumps(record, ensure_ascii=True, separators=(",", ":"))
        return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")

    def span(self, proof: Proof) -> str:
        """A proof's span in UTF-16 units."""
        return f"{self._unit(proof.account, proof.span[0])} {self._unit(proof.account, proof.span[1])}"

    def units(self, article: ArticleView, offset: int) -> int:
        """An offset of an article in UTF-16 units."""
        return self._unit(article.account, offset)

    def _unit(self, account: int, offset: int) -> int:
        wide = self._wide.get(account)
        return offset + bisect_left(wide, offset) if wide else offset

    def _row(self, row: Row) -> list[Any]:
        answers = [
            [item.letter, item.tone, "" if repeats(row.question, item.text) else item.text, item.support,
             item.sources, ", ".join(filter(None, (item.label, item.captured))), item.as_of,
             [self._proof(proof) for proof in item.proofs], list(item.accounts), _joins(item.joins)]
            for item in row.answers
        ]  # fmt: skip
        told = [row.question, row.called, row.why, "", answers, [*filter(None, (row.decided,)), *row.notes]]
        return [*told, row.kind_word, row.chance, row.whole]

    def _proof(self, proof: Proof) -> list[Any]:
        start, end = (self._unit(proof.account, place) for place in proof.span)
        around = [self._unit(proof.account, place) for place in proof.around]
        mark = [self._unit(proof.account, place) for place in proof.mark or ()]
        told = [proof.account, start, end, *around, proof.sentence, *mark]
        return [*told, *[None] * (8 - len(told)), proof.place] if proof.place else told


def _joins(item: Joins | None) -> list[Any] | None:
    return [item.nodes, item.sure, item.unsure, item.places, item.cuts] if item else None


def _astral(text: str) -> list[int]:
    return [] if text.isascii() else [place for place, char in enumerate(text) if ord(char) > 0xFFFF]
