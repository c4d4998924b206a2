"""Comparison -> ReportView: everything a report shows, worded and ordered, before anybody decides how it looks.

`build(comparison, about)` is pure. The renderers (`report.html`, `report.text`) add no words of their own about the
story.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from retold.model import Account, Analysis, Comparison
from retold.report import blocks, cards, history, method, opening, phrases, provenance, rows, tolls
from retold.report.pages import Desk, article
from retold.report.records import About, AccountView, Glance, ReportView, Row
from retold.safe import host, web

NAME = 40
FIRST = 30  # code points of the first words that stand for an account without an outlet


def build(comparison: Comparison, about: About | None = None) -> ReportView:
    """The report of a story. `about` carries what the run knows: version, settings, measured error rates."""
    accounts = tuple(_accounts(comparison))
    desk = Desk(comparison.analyses, [item.id for item in accounts], provenance.older(comparison))
    found = rows.rows(comparison, desk, accounts)
    made = blocks.blocks(found, frozenset(item.id for item in comparison.further))
    return ReportView(
        glance=_glance(comparison, (found, made), accounts, desk),
        accounts=accounts,
        rows=found,
        differ=tuple(block for block in made.differ if not blocks.spelling(block)),
        spelled=tuple(block for block in made.differ if blocks.spelling(block)),
        agree=made.agree,
        only=made.only,
        further=made.further,
        missing=tuple(blocks.missing(comparison, found, desk)),
        timeline=tuple(history.timeline(comparison, desk, made.leads)),
        counts=tuple(tolls.stories(comparison, desk, accounts)),
        publications=tuple(history.publications(comparison, accounts)),
        cards=tuple(cards.cards(comparison, desk)),
        speeches=tuple(cards.speeches(comparison, desk)),
        referents=tuple(cards.referents(comparison, desk, accounts)),
        links=tuple(history.links(comparison, desk, accounts)),
        origins=tuple(history.origins(comparison, desk, accounts)),
        flags=tuple(history.flags(comparison, desk)),
        articles=tuple(article(item, desk.index[item.article.id]) for item in _told(comparison, desk)),
        problems=tuple((item.code, item.message, item.source or "") for item in comparison.problems),
        about=_about(about or About()),
        revisions=tuple(provenance.revisions(comparison, desk.index)),
        versions=tuple(provenance.versions(comparison, desk, accounts)),
    )


def _about(about: About) -> About:
    """The method section: what the caller gives, else what is known of the program."""
    measured, limits = method.known()
    return replace(about, measured=about.measured or measured, limits=about.limits or limits)


def _told(comparison: Comparison, desk: Desk) -> list[Analysis]:
    return [item for item in comparison.analyses if desk.known(item.article.id)]


def _accounts(comparison: Comparison) -> Iterator[AccountView]:
    openings = {item.article.id: opening.first_words(item) for item in comparison.analyses}
    names = _names(comparison.accounts, openings)
    captured = {item.article.id: item.article.captured for item in comparison.analyses}
    sizes = {item.article.id: len(item.article.text.split()) for item in comparison.analyses}
    for index, item in enumerate(comparison.accounts):
        yield AccountView(
            index,
            item.id,
            names[index],
            phrases.clip(item.title or "", 300),
            item.outlet,
            phrases.listed(list(item.authors)),
            phrases.when(item.published),
            (item.published.earliest or item.published.latest or "9999") if item.published else "9999",
            web(item.url),
            item.source,
            item.sha256,
            sizes.get(item.id, 0),
            phrases.when(captured.get(item.id), ""),
            tuple(provenance.lines(item.capture)) if item.capture else (),
        )


def _names(accounts: Sequence[Account], openings: Mapping[str, str]) -> list[str]:
    """A short name for every account: its outlet, else its host, else its first words; numbered where two would be
    alike. A file's name is nobody's name."""
    plain = [
        phrases.clip(item.outlet or host(item.url) or "", NAME) or _first_words(item, openings.get(item.id, ""))
        for item in accounts
    ]
    alike, seen = Counter(plain), Counter[str]()
    found = []
    for name in plain:
        seen[name] += 1
        found.append(f"{name} ({seen[name]})" if alike[name] > 1 else name)
    return found


def _first_words(item: Account, first: str) -> str:
    words = phrases.clip(item.title or first, FIRST)
    return phrases.table("sentences")["unnamed_account"].format(words=words) if words else item.id


# --- at a glance ------------------------------------------------------------------------------------------------------


def _glance(
    comparison: Comparison, told: tuple[Sequence[Row], blocks.RowBlocks], accounts: Sequence[AccountView], desk: Desk
) -> Glance:
    found, made = told
    number = phrases.count(len(accounts), "account")
    shared, heading = blocks.shared(made, found, len(accounts))
    words = phrases.table("sentences")
    sources, fewest, most = opening.sources(comparison)
    further = frozenset(item.id for item in comparison.further)
    figures = opening.figures(found, accounts, desk, further)
    differences, compatible = blocks.first(made, accounts, {item.row for item in figures if item.row})
    doubtful = sum(row.unsure for row in found if row.id not in further)
    return Glance(
        title=phrases.clip(comparison.title or "Untitled story", 200),
        title_from=_title_from(comparison, accounts),
        when=span(comparison),
        range=str(most) if fewest == most else f"{fewest} to {most}",
        fewest=fewest,
        most=most,
        sources=sources,
        counts=tuple((key, number) for key, number in counts(found, further)),
        what=tuple(opening.what(comparison, found, accounts, desk)),
        figures=figures,
        notices=opening.notices(comparison, accounts, len(comparison.lineage)),
        differences=differences,
        nothing=words["nothing_sure"].format(number=doubtful) if doubtful else words["nothing"],
        compatible=compatible,
        shared=shared,
        shared_by=words[heading].format(accounts=number),
    )


def counts(found: Sequence[Row], further: frozenset[str]) -> Iterator[tuple[str, int]]:
    """How many rows there are of each relation: the numbers that the page, the menu and the terminal give, and those of
    the statements in `comparison.json`."""
    shown = Counter(row.relation for row in found if row.id not in further)
    yield from ((key, shown[key]) for key in ("differ", "update", "compatible", "agree", "only") if shown[key])


def _title_from(comparison: Comparison, accounts: Sequence[AccountView]) -> str:
    """Whose headline stands on top, where it is one: the choice of a telling must not pass for the story's name."""
    teller = next((item for item in comparison.accounts if item.title), None)
    if teller is None or teller.title != comparison.title or len(accounts) < 2:
        return ""
    name = next(item.name for item in accounts if item.id == teller.id)
    return phrases.table("sentences")["headline_of"].format(account=name)


def span(comparison: Comparison) -> str:
    """The days on which the accounts were published, as they state it: a bound is no date."""
    moments = [item.published for item in comparison.accounts if item.published and item.published.method != "inferred"]
    points = [phrases.point(text) for moment in moments for text in (moment.earliest, moment.latest)]
    days = sorted(item.day for item in points if item)
    return phrases.days(days[0], days[-1]) if days else ""
