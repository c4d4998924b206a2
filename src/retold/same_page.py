"""Which articles are captures of one page: by its address, and where the page moved, by what redirects and canonical
addresses say.

In: articles in any order. Out: groups of them. An address that a page only claims, or that sent on to it, joins two
groups where their texts show one article: a page that is gone often sends on to a section, and templates name one
canonical address on many pages.
"""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import parse_qsl, urlencode, urlsplit

from retold.model import Article, Capture
from retold.safe import hostname
from retold.unions import Unions

# parameters by which a link is followed, not a page chosen
FOLLOWED = re.compile(
    r"^(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|cmpid|cmp|ref|ref_src|smid|s_cid|ocid)$", re.I
)
BOOK = "application/epub+zip"  # the chapters of a book have its address with their number behind
RUN = 4  # words in a row: two articles of one site and matter share few of them by chance
WORDS = 3_000  # of an article that are looked at
SHARED = 0.3  # of the runs of the shorter text: one article with half of its sentences edited keeps as many
MOST = 8  # groups that one claimed address is tried with; a template names its slip on every page of a site


def groups(articles: Sequence[Article]) -> list[list[int]]:
    """The numbers of the articles, those of one page together, in the order of the first of each."""
    sets = Unions(len(articles))
    at: dict[str, int] = {}
    for number, article in enumerate(articles):
        own = key(_address(article), whole=is_chapter(article.capture))
        if own:
            sets.unite(at.setdefault(own, number), number)
    _join_moved(articles, sets, at)
    return sets.sets()


def _join_moved(articles: Sequence[Article], sets: Unions, at: dict[str, int]) -> None:
    """Joins the groups that share an address which a page claims or was reached by."""
    claimed: dict[str, list[int]] = {}
    for number, article in enumerate(articles):
        for name in dict.fromkeys(filter(None, map(key, _claims(article)))):
            known = claimed.setdefault(name, [at[name]] if name in at else [])
            if any(sets.find(number) == sets.find(other) for other in known):
                continue
            other = next((other for other in known if is_one(article, articles[other])), None)
            if other is not None:
                sets.unite(number, other)
            elif len(known) < MOST:
                known.append(number)


def _address(article: Article) -> str | None:
    made = article.capture
    return made.url if made and made.url and not is_chapter(made) else article.url


def is_chapter(capture: Capture | None) -> bool:
    """Whether what was captured is a chapter of a book."""
    return capture is not None and capture.media_type == BOOK


def _claims(article: Article) -> Iterator[str]:
    """The addresses that the page names as its own, and those that led to it. One on another site that it names is that
    of the article it reprints: a reprint is an account of its own."""
    made = article.capture
    if made is None or is_chapter(made):
        return
    if made.canonical and _is_one_site(made.canonical, made.url or article.url or ""):
        yield made.canonical
    yield from (address for address in (made.requested, *made.redirects, article.url) if address)


def _is_one_site(one: str, two: str) -> bool:
    """Whether two addresses are of one site: of one host, or of one below the other (m.example.org, example.org)."""
    first, second = hostname(one), hostname(two)
    return first == second or first.endswith(f".{second}") or second.endswith(f".{first}")


def key(url: str | None, *, whole: bool = False) -> str | None:
    """An address without what may differ between two links to one page; `whole` keeps the part behind `#`."""
    try:
        parts = urlsplit(url or "")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    if not host or (parts.path in ("", "/") and not parts.query):
        return None
    asked = [(name, value) for name, value in parse_qsl(parts.query) if not FOLLOWED.match(name)]
    part = f"#{parts.fragment}" if whole else ""
    return f"{host}{parts.path.rstrip('/')}?{urlencode(sorted(asked))}{part}"


def is_one(one: Article, two: Article) -> bool:
    """Whether two texts are versions of one article: they have much of their wording in common."""
    left, right = _runs(one.text), _runs(two.text)
    return bool(left and right) and len(left & right) >= SHARED * min(len(left), len(right))


def _runs(text: str) -> set[tuple[str, ...]]:
    words = text.casefold().split(maxsplit=WORDS)[:WORDS]
    return {tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}
