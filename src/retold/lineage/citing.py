"""Which account credits which, and whose outlet is whose. In: a Story. Out: pairs (taker, giver) and evidence."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from retold.grouping import grouped
from retold.languages import Language
from retold.languages.forms import Forms, forms
from retold.model import Analysis, Article, Citation, Story
from retold.safe import hostname

CARRIERS = frozenset({"agency", "outlet"})  # sources that are accounts themselves


@dataclass(frozen=True, slots=True)
class Names:
    """Outlets by every name they go by, and by domain; both lead to the name and kind of the table. `initials` are
    those of agencies that go by them: "AP" for the Associated Press."""

    canonical: dict[str, tuple[str, str]]
    domains: dict[str, tuple[str, str]]
    initials: dict[str, str]
    forms: Forms

    def plain(self, name: str) -> str:
        """The name in small letters, without an article: what two names of one outlet have alike."""
        return plain_name(name, self.forms)


def plain_name(name: str, words: Forms) -> str:
    """A name in small letters, without an article before it."""
    return words.bare(" ".join(name.casefold().split()))


@cache
def names(language: Language) -> Names:
    """The agencies and outlets of a language."""
    sources, words = language.table("sources"), forms(language)
    canonical: dict[str, tuple[str, str]] = {}
    domains: dict[str, tuple[str, str]] = {}
    initials: dict[str, str] = {}
    for kind in ("agency", "outlet"):
        for name, others in sources.get(kind, {}).items():
            short = next((form for form in others if form.isupper() and form.isalpha()), None)
            if kind == "agency" and short is not None and short.casefold() != name.casefold():
                initials[name] = short
            canonical.setdefault(plain_name(name, words), (name, kind))
            for form in others:
                if "." in form and " " not in form and form == form.lower():
                    domains.setdefault(form, (name, kind))
                else:
                    canonical.setdefault(plain_name(form, words), (name, kind))
    return Names(canonical, domains, initials, words)


def outlet(article: Article, known: Names) -> tuple[str, str]:
    """Whose account it is: the table's name and kind, else the outlet's name or host as given, else the account's
    id.
    """
    for given in (article.outlet or "", hostname(article.url)):
        if not given:
            continue
        plain = known.plain(given)
        found = known.canonical.get(plain) or by_domain(plain, known)
        if found is not None:
            return found
    given = article.outlet or hostname(article.url)
    return (given or article.id, "outlet")


def by_domain(host: str, known: Names) -> tuple[str, str] | None:
    """The source whose domain the host is or lies under."""
    parts = host.removeprefix("www.").split(".")
    return next(
        (found for index in range(min(len(parts) - 1, 6)) if (found := known.domains.get(".".join(parts[index:])))),
        None,
    )


def own_names(article: Article, known: Names) -> frozenset[str]:
    """Plain names that mean this account's outlet, for telling its credits of itself."""
    name = outlet(article, known)[0]
    found = {known.plain(name), known.plain(article.outlet or name)}
    host = (article.outlet or "") if "." in (article.outlet or "") else hostname(article.url)
    stem = host.removeprefix("www.").split(".")[0]
    return frozenset({*found, stem} - {""})


def is_own(citation: Citation, own: frozenset[str], known: Names) -> bool:
    """Whether a credit names the account's own outlet: "told KCRG-TV9" on kcrg.com."""
    plain = known.plain(citation.name)
    if plain in own or plain.replace(" ", "") in own:
        return True
    return citation.kind in CARRIERS and any(len(name) >= 4 and plain.startswith(name) for name in sorted(own))


def credited(story: Story, language: Language) -> dict[tuple[str, str], list[Citation]]:
    """(taker, giver) -> the taker's text credits of the giver's outlet. An outlet with several accounts: its
    earliest. A name that no table knows is an outlet's where an account of the story bears it.
    """
    known = names(language)
    by_name: dict[str, str] = {}
    stated: set[str] = set()
    for item in story.analyses:
        by_name.setdefault(known.plain(outlet(item.article, known)[0]), item.article.id)
        stated.add(known.plain(item.article.outlet or ""))
    found: dict[tuple[str, str], list[Citation]] = {}
    for item in story.analyses:
        own = own_names(item.article, known)
        for citation in item.citations:
            plain = known.plain(citation.name)
            giver = by_name.get(plain)
            carrier = citation.kind in CARRIERS or (plain in stated and citation.kind != "person")
            if not carrier or citation.photo or giver in (None, item.article.id):
                continue
            if not is_own(citation, own, known):
                found.setdefault((item.article.id, giver or ""), []).append(citation)
    return found


def apart(story: Story, pairs: Sequence[tuple[str, str]], language: Language) -> frozenset[tuple[str, str]]:
    """The asked-for pairs of accounts or outlets as ordered pairs of account ids, both ways round."""
    called = accounts_called(story.analyses, language)
    return frozenset(
        both
        for left, right in pairs
        for one in called(left)
        for two in called(right)
        if one != two
        for both in ((one, two), (two, one))
    )


def accounts_called(analyses: Sequence[Analysis], language: Language) -> Callable[[str], Sequence[str]]:
    """Name -> the ids of the accounts it means: an account's id, or its outlet's name."""
    known = names(language)
    meant = grouped((key, item.article.id) for item in analyses for key in _keys(item, known))
    return lambda name: meant.get(known.plain(name), ())


def _keys(item: Analysis, known: Names) -> Iterable[str]:
    article = item.article
    return sorted({known.plain(key) for key in (article.id, article.outlet or "", outlet(article, known)[0]) if key})
