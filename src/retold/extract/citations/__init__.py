"""Where an article says its words come from: agencies, outlets, officials, persons, documents, posts, nobody named.

In: a parsed article with its mentions. Out: Citations in text order, ids `c1`, `c2` ... Agencies and outlets are found
by name and by the words of crediting around it; speakers and documents by the tree of the sentence; links and
`based_on` by their address. What a citation covers is its sentence, its caption, or the whole article (None).
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from retold.extract.citations.credits import Credit, Reader, credits, cues, generic_credits
from retold.extract.citations.names import SourceTable, candidates, table, words_of
from retold.extract.citations.posts import posting, posts
from retold.extract.citations.said import Attributions, lexicon, released, seen
from retold.languages import Language
from retold.model import Analysis, Article, Citation, Span
from retold.parse import Parse
from retold.spans import containing, hull

MAX_NESTED = 4  # quotations that can overlap one place
# lines that cleaning leaves out for these reasons may say whose text or picture it is
PICTURED = "image credit"
CREDITING = frozenset({"legal notice", "copyright", PICTURED, "leads elsewhere"})
RIGHTS = {"legal notice": "rights", "copyright": "rights"}
MAX_LINE, MAX_LINES = 300, 60
# credits that a sentence gives, and so covers
IN_TEXT = frozenset({"text", "post", "link", "said", "pronoun", "document", "seen"})
ORDER = ("agency", "outlet", "official", "person", "document", "social", "unnamed")


def extract(doc: Parse, article: Article, language: Language, found: Analysis) -> Iterator[Citation]:
    """The citations of an article, in text order."""
    reader = Reader(words_of(article.text), table(language), cues(language))
    names = list(candidates(reader.words, reader.known))
    captions = [part.span for part in article.parts if part.kind == "caption"]  # they credit pictures
    made = list(credits(reader, names, captions))
    made += _new(generic_credits(reader), made)
    outlets = sorted(credit.span for credit in made)
    words = lexicon(language)
    whole = [item for item in names if not item.doubtful and item.kind != "social"]
    named = sorted({*(reader.words.span(item.first, item.last) for item in whole), *outlets})
    attributions = Attributions(doc, found, words, named)
    said = list(attributions.credits())
    said += _new(attributions.quoted(said), said)
    said += _new(released(doc, words), said)
    said += _new(seen(doc, words, outlets), said)
    made += said
    made += posts(reader, names, posting(language))
    made += _links(doc, article, reader.known, made)
    made += _removed(article, reader, made)
    yield from _numbered(_sentences(doc, made, found), article, found, reader.known)


def _new(extra: Iterator[Credit], made: Sequence[Credit]) -> list[Credit]:
    """Credits whose span meets none of those made already."""
    taken = {credit.span[0] for credit in made}
    spans = sorted(credit.span for credit in made)
    return [credit for credit in extra if credit.span[0] not in taken and containing(spans, credit.span[0]) is None]


def _sentences(doc: Parse, made: Sequence[Credit], found: Analysis) -> Iterator[Credit]:
    """In-text credits cover their sentence, with the quotes that reach beyond it."""
    starts = [doc.start[first] for first, _ in doc.sents]
    reach = _quote_reach(found)
    for credit in made:
        if credit.method not in IN_TEXT or not starts:
            yield credit
            continue
        sentence = doc.span(*doc.sents[max(bisect_right(starts, credit.span[0]) - 1, 0)])
        yield replace(credit, covers=hull([sentence, *reach.get(credit.span, ())]))


def _quote_reach(found: Analysis) -> dict[Span, list[Span]]:
    """Speaker span -> the spans of what is said."""
    reach: dict[Span, list[Span]] = {}
    for quote in found.quotes:
        if quote.speaker.span is not None and quote.spans:
            reach.setdefault(quote.speaker.span, []).append((quote.spans[0][0], quote.spans[-1][1]))
    return reach


def _links(doc: Parse, article: Article, known: SourceTable, made: Sequence[Credit]) -> Iterator[Credit]:
    """Links to another outlet's page or a post, and what the page's metadata says it is based on."""
    own = _site(article.url or "")
    taken = {(credit.name, credit.covers) for credit in made}
    for link in article.links:
        site = _site(link.url)
        source = _by_site(site, known)
        if source is None or site == own or (source[0], link.span) in taken:
            continue
        if source[1] == "social" and len(urlsplit(link.url).path.strip("/").split("/")) < 2:
            continue
        yield Credit(link.span, source[0], source[1], link.span, False, "link")
    for address in article.based_on:
        named = known.canonical.get(address.casefold()) or _by_site(_site(address), known)
        name, kind = named or (_site(address) or address, "outlet")
        yield Credit((0, 0), name, kind, None, False, "metadata")


def _removed(article: Article, reader: Reader, made: Sequence[Credit]) -> Iterator[Credit]:
    """Whom the lines that cleaning left out credit: "Copyright The Associated Press", "(Tam Orrick/Getty Images)". They
    stand for the whole article, once a name, where the text does not credit it itself."""
    taken = {(credit.name, credit.photo) for credit in made}
    lines = [item for item in article.removed if item.reason in CREDITING and len(item.text) <= MAX_LINE]
    for line in lines[:MAX_LINES]:
        inner = Reader(words_of(line.text), reader.known, reader.rules)
        for credit in credits(inner, list(candidates(inner.words, inner.known)), ()):
            photo = credit.photo or line.reason == PICTURED or credit.name in reader.known.photo
            plain = credit.method != "text" or any(phrase in line.text.casefold() for phrase in reader.rules.lines)
            if plain and (credit.name, photo) not in taken:
                taken.add((credit.name, photo))
                yield Credit((0, 0), credit.name, credit.kind, None, photo, RIGHTS.get(line.reason, "removed"))


def _site(url: str) -> str:
    """The host of an address without "www."; "" where there is none or the address is broken."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.").removeprefix("m.")


def _by_site(site: str, known: SourceTable) -> tuple[str, str] | None:
    """The source whose domain the host is or lies under."""
    parts = site.split(".")
    hosts = (".".join(parts[index:]) for index in range(min(len(parts) - 1, 6)))
    return next((known.domains[host] for host in hosts if host in known.domains), None)


def _numbered(made: Iterator[Credit], article: Article, found: Analysis, known: SourceTable) -> Iterator[Citation]:
    ordered = sorted(made, key=lambda item: (item.span, ORDER.index(item.kind), item.name))
    mentions = sorted((item.span, item.entity) for item in found.mentions if item.entity)
    starts = [span[0] for span, _ in mentions]
    full = {entity.id: entity.name for entity in found.entities if entity.type == "person"}
    distinct: dict[tuple[Span, str], Credit] = {}
    for credit in ordered:
        distinct.setdefault((credit.span, credit.name), credit)
    for number, credit in enumerate(distinct.values(), 1):
        entity = _entity(credit.span, mentions, starts)
        name = _full_name(credit, full.get(entity or ""))
        yield Citation(
            f"c{number}", credit.span, name, credit.kind,  # type: ignore[arg-type]
            entity=entity, covers=credit.covers, photo=credit.photo, method=credit.method,
        )  # fmt: skip


def _full_name(credit: Credit, full: str | None) -> str:
    """A person's full name where the article gives one elsewhere."""
    if full is None or credit.kind not in ("person", "official"):
        return credit.name
    return full if set(credit.name.lower().split()) <= set(full.lower().split()) else credit.name


def _entity(span: Span, mentions: Sequence[tuple[Span, str | None]], starts: Sequence[int]) -> str | None:
    """The entity of the mention that ends where the span ends, or else holds it: not of a name inside it."""
    index = bisect_right(starts, span[1] - 1) - 1
    holding = None
    for place in range(index, max(index - MAX_NESTED, -1), -1):
        (start, end), entity = mentions[place]
        if end == span[1]:
            return entity
        if holding is None and start <= span[0] and end > span[1]:
            holding = entity
    return holding
