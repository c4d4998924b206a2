"""Comparison -> ReportView: everything a report shows, worded and ordered, before anybody decides how it looks.

`build(comparison, about)` is pure. The renderers (`report.html`, `report.text`) add no words of their own about the
story.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from retold.model import Account, Analysis, Comparison
from retold.report import blocks, cards, history, method, phrases, provenance, rows
from retold.report.descent import independent
from retold.report.pages import Desk, article
from retold.report.records import About, AccountView, Glance, ReportView, Row
from retold.report.safe import host, web

NAME = 40


def build(comparison: Comparison, about: About | None = None) -> ReportView:
    """The report of a story. `about` carries what the run knows: version, settings, measured error rates."""
    accounts = tuple(_accounts(comparison))
    desk = Desk(comparison.analyses, [item.id for item in accounts])
    found = rows.rows(comparison, desk, accounts)
    made = blocks.blocks(found, frozenset(item.id for item in comparison.further))
    return ReportView(
        glance=_glance(comparison, (found, made), accounts),
        accounts=accounts,
        rows=found,
        differ=made.differ,
        agree=made.agree,
        only=made.only,
        further=made.further,
        missing=tuple(blocks.missing(comparison, found, desk)),
        timeline=tuple(history.timeline(comparison, desk, made.leads)),
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
    )


def _about(about: About) -> About:
    """The method section: what the caller gives, else what is known of the program."""
    measured, limits = method.known()
    return replace(about, measured=about.measured or measured, limits=about.limits or limits)


def _told(comparison: Comparison, desk: Desk) -> list[Analysis]:
    return [item for item in comparison.analyses if desk.known(item.article.id)]


def _accounts(comparison: Comparison) -> Iterator[AccountView]:
    opening = {item.article.id: item.article.text.lstrip().partition("\n")[0] for item in comparison.analyses}
    names = _names(comparison.accounts, opening)
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
            tuple(provenance.lines(item.capture)) if item.capture else (),
        )


def _names(accounts: Sequence[Account], opening: Mapping[str, str]) -> list[str]:
    """A short name for every account: its outlet, else its host, title, first words or id; numbered where two would be
    alike."""
    plain = [
        phrases.clip(item.outlet or host(item.url) or item.title or opening.get(item.id) or item.id, NAME)
        for item in accounts
    ]
    alike, seen = Counter(plain), Counter[str]()
    found = []
    for name in plain:
        seen[name] += 1
        found.append(f"{name} ({seen[name]})" if alike[name] > 1 else name)
    return found


# --- at a glance ------------------------------------------------------------------------------------------------------


def _glance(
    comparison: Comparison, told: tuple[Sequence[Row], blocks.RowBlocks], accounts: Sequence[AccountView]
) -> Glance:
    found, made = told
    number = phrases.count(len(accounts), "account")
    differences, compatible = blocks.first(made, accounts)
    shared, heading = blocks.shared(made, found, len(accounts))
    words = phrases.table("sentences")
    fewest, most = independent(comparison)
    return Glance(
        title=phrases.clip(comparison.title or "Untitled story", 200),
        title_from=_title_from(comparison, accounts),
        when=span(comparison),
        range=str(most) if fewest == most else f"{fewest} to {most}",
        fewest=fewest,
        most=most,
        summary=_summary(made, number),
        notices=blocks.notices(comparison, accounts),
        differences=differences,
        compatible=compatible,
        shared=shared,
        shared_by=words[heading].format(accounts=number),
    )


def _title_from(comparison: Comparison, accounts: Sequence[AccountView]) -> str:
    """Whose headline stands on top, where it is one: the choice of a telling must not pass for the story's name."""
    teller = next((item for item in comparison.accounts if item.title), None)
    if teller is None or teller.title != comparison.title or len(accounts) < 2:
        return ""
    name = next(item.name for item in accounts if item.id == teller.id)
    return phrases.table("sentences")["headline_of"].format(account=name)


def _summary(made: blocks.RowBlocks, told: str) -> str:
    words = phrases.table("sentences")
    differ = sum(block.lead.relation in blocks.CONTESTED for block in made.differ)
    return words["summary" if differ else "summary_alike"].format(
        accounts=phrases.sentence(told),
        differ=phrases.count(differ, "question"),
        agree=phrases.count(len(made.differ) - differ + len(made.agree), "matter"),
        only=phrases.count(len(made.only), "statement"),
    )


def span(comparison: Comparison) -> str:
    """The days the story covers: from its first publication to its last."""
    moments = [item.published for item in comparison.accounts if item.published]
    points = [phrases.point(text) for moment in moments for text in (moment.earliest, moment.latest)]
    days = sorted(item.day for item in points if item)
    return phrases.days(days[0], days[-1]) if days else ""
