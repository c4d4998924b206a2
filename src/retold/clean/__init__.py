"""Page -> Cleaned: the article of a page, built with its way back to the page's bytes, and the problems met.

Clean text ("text") is used unchanged. Scraped text and Markdown go line by line (`plain`), HTML block by block
(`html`); both end as strips of the source, which `strips.lay` makes the article's text of. Nothing changes it after.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from retold.clean import (
    databody,
    days,
    documents,
    features,
    html,
    lede,
    markdown,
    markup,
    metadata,
    overlay,
    plain,
    stamps,
    votes,
)
from retold.clean.debris import Debris, fold, share_of_function_words, tables
from retold.clean.decode import Decoded, decode, unmarked_wide
from retold.clean.features import is_heading
from retold.clean.moments import given, moment
from retold.clean.strips import Laid, Strip, lay, removed
from retold.config import Config
from retold.languages import load
from retold.model import Article, Moment, Page, Part, Problem, Removed, SourceMap, Span
from retold.spans import trim

MIN_BODY = 40
DOCUMENTS = ("pdf", "docx", "odt")
# a lede is a standfirst that tells on as a paragraph does
SAME = {"lede": "standfirst"}
BODY = ("lede", "body", "heading")
CONTROLS = bytes([*range(9), *range(14, 27), *range(28, 32)])
DETECT = 3_000
MIN_DETECT = 200
SURELY = 0.15
# a text with fewer function words of the language is another's: then a page's `lang` that says so is believed
SURELY_NOT = 0.05
MIN_WORDS = 8
UNSURE = ("pcm",)  # Nigerian Pidgin, which short English is often taken for


@dataclass(frozen=True, slots=True)
class Cleaned:
    """`article` is None where the page holds none; `problems` say why, or what else was met. `shell` is what such a
    page says of itself all the same: an Article without text."""

    article: Article | None
    problems: tuple[Problem, ...] = ()
    shell: Article | None = None


def clean(page: Page, config: Config) -> Cleaned:
    """The article of a page. Never raises on bad input."""
    if page.media in DOCUMENTS:
        return _from_document(page, config)
    problem = _unreadable(page, config)
    if problem:
        return Cleaned(None, (problem,))
    decoded = decode(page.data, page.encoding, page.media == "html")
    if not decoded.text.strip():
        return Cleaned(None, (_problem(page, "empty", "the input holds only white space; nothing was read from it"),))
    words = tables(load(config.language))
    problems = (*_charset(page, decoded), *_dates(page))
    article: Article | None
    if page.media == "text":
        article = _given(page, decoded)
    elif page.media == "html" or (page.media == "raw" and markup.is_page(decoded.text)):
        article = _from_html(page, decoded, words, config)
    else:
        article = _from_plain(page, decoded, words, config)
    if article is None or not article.text:
        return Cleaned(None, (*problems, _nothing(page, decoded, words)), article)
    article, later = _captured(article, page)
    article, cut = _bounded(article, config)
    article, language = _language(article, config)
    lost = lede.lost(article, words.language) if not language else None
    return Cleaned(article, (*problems, *later, *cut, *language, *([lost] if lost else [])))


def _from_document(page: Page, config: Config) -> Cleaned:
    """The article of a document: its text is read as scraped text, and leads back to pages and positions."""
    try:
        found = documents.extract(page.data, page.media, config)
    except documents.DocumentError as error:
        return Cleaned(None, (Problem(error.code, None, error.text, page.source or page.id),))
    inner = clean(replace(page, data=found.text.encode("utf-8", "replace"), media="raw", encoding="utf-8"), config)
    notes = tuple(Problem(code, None, text, page.source or page.id) for code, text in found.notes)
    if inner.article is None:
        return replace(inner, problems=(*notes, *inner.problems))
    article = replace(
        inner.article, sha256=_digest(page), leaves=documents.placed(inner.article, found),
        removed=(*inner.article.removed, *found.removed),
    )  # fmt: skip
    return replace(inner, article=article, problems=(*notes, *inner.problems))


def _problem(page: Page, code: str, message: str, span: Span | None = None) -> Problem:
    return Problem(code, span, message, page.source or page.id)


def _unreadable(page: Page, config: Config) -> Problem | None:
    if not page.data.strip():
        return _problem(page, "empty", "the input is empty; nothing was read from it")
    if len(page.data) > config.max_page_bytes:
        size, limit = len(page.data) // 1_000_000, config.max_page_bytes // 1_000_000
        return _problem(page, "too_large", f"{size} MB is more than the limit of {limit} MB for one page; split it")
    sample = page.data[:4_000]
    marked = sample[:2] in (b"\xff\xfe", b"\xfe\xff") or (page.encoding or "").lower().startswith("utf-16")
    wide = marked or unmarked_wide(page.data)
    controls = len(sample) - len(sample.translate(None, CONTROLS))
    if not wide and controls * 20 > len(sample):
        return _problem(page, "binary", "this is a binary file, not text; give its text or HTML")
    return None


def _charset(page: Page, decoded: Decoded) -> tuple[Problem, ...]:
    if not decoded.broken:
        return ()
    message = (
        f"{decoded.broken} bytes do not fit the character set {decoded.encoding} ({decoded.how}); they show as U+FFFD. "
        "If the whole text looks wrong, save the page as UTF-8"
    )
    return (_problem(page, "charset", message),)


def _dates(page: Page) -> Iterator[Problem]:
    for name, value in (("published", page.published), ("captured", page.captured)):
        if value and given(value) is None:
            message = f"{name} is {value[:40]!r}, not a date as ISO 8601 has it (2024-03-05); it was passed over"
            yield _problem(page, "date", message)


def _nothing(page: Page, decoded: Decoded, words: Debris) -> Problem:
    head = fold(decoded.text[:20_000])
    if any(mark in head for mark in words.error_pages) and len(decoded.text) < 100_000:
        return _problem(page, "error_page", "this is an error page of the site, not an article; fetch the page again")
    return _problem(page, "no_body", "no article text was found, only what stands around one; check the file")


def _given(page: Page, decoded: Decoded) -> Article:
    text = decoded.text
    return Article(
        id=page.id, url=_web(page.url), title=page.title, outlet=page.outlet, authors=page.authors,
        language=page.language, text=text, published=given(page.published), modified=None,
        body=(trim(text, (0, len(text))),), source_map=SourceMap("identity", decoded.encoding),
        captured=given(page.captured), based_on=page.based_on, source=page.source, sha256=_digest(page),
        capture=page.capture,
    )  # fmt: skip


def _digest(page: Page) -> str:
    return hashlib.sha256(page.data).hexdigest()


def _web(url: str | None) -> str | None:
    return url if url and url.startswith(("http://", "https://")) else None


def _from_html(page: Page, decoded: Decoded, words: Debris, config: Config) -> Article | None:
    source = overlay.masked(decoded.text)
    parsed = votes.Source(source)
    strips, keys = html.read(source)
    meta = metadata.read(parsed, strips, page.url, words)
    hints = features.hints(page.title or meta.title, meta.description, meta.body)
    chosen = html.choose(strips, keys, parsed, hints, words)
    if sum(len(strip.text) for strip in chosen.body) < votes.FEW:
        html.replace_body(chosen, databody.strips(source, hints.body, config.max_line))
    if chosen.body and _is_error(chosen, meta.title, words):
        return None
    rest = sorted([*chosen.body, *chosen.captions], key=lambda strip: strip.source)
    captions = set(map(id, chosen.captions))
    kinds: list[tuple[Strip, str]] = [
        *([(chosen.headline, "headline")] if chosen.headline else []),
        *([(chosen.standfirst, "lede" if chosen.told else "standfirst")] if chosen.standfirst else []),
        *((strip, "caption" if id(strip) in captions else _kind(strip)) for strip in rest),
    ]
    base = Article(
        id=page.id, url=_web(page.url) or meta.url, title=page.title or _title(chosen.headline, meta.title),
        outlet=page.outlet or meta.outlet, authors=page.authors or meta.authors,
        language=page.language or meta.language, text="", body=(), source_map=SourceMap("identity"),
        published=days.settled(given(page.published), meta.published), modified=meta.modified,
        captured=given(page.captured), based_on=(*page.based_on, *meta.based_on), source=page.source,
        sha256=_digest(page), capture=page.capture,
    )  # fmt: skip
    if sum(len(strip.text) for strip in chosen.body) < MIN_BODY:
        return base
    return _laid(base, kinds, removed(chosen.removed, decoded), decoded)


def _is_error(chosen: html.Chosen, title: str | None, words: Debris) -> bool:
    size = sum(len(strip.text) for strip in chosen.body)
    head = fold(" ".join([title or "", chosen.headline.text if chosen.headline else "", chosen.body[0].text]))
    return size < 600 and any(mark in head for mark in words.error_pages)


def _kind(strip: Strip) -> str:
    return "heading" if is_heading(strip) and strip.tag != "h1" else "body"


def _title(headline: Strip | None, title: str | None) -> str | None:
    """The page's own headline; a title of its data often has the outlet's name behind it."""
    return headline.text if headline else title


def _from_plain(page: Page, decoded: Decoded, words: Debris, config: Config) -> Article | None:
    fields, strips, title = _lines(page, decoded, config)
    found = plain.sort(strips, page.title or title, words)
    if sum(len(strip.text) for strip in found.body) < MIN_BODY:
        return None
    kinds: list[tuple[Strip, str]] = [
        *([(found.headline, "headline")] if found.headline else []),
        *([(found.standfirst, "standfirst")] if found.standfirst else []),
        *((strip, "byline") for strip in found.bylines),
        *((strip, "timestamp") for strip, _ in found.stamps),
        *((strip, "caption") for strip in found.captions),
        *found.asides,
        *((strip, "body") for strip in found.body),
    ]
    kinds.sort(key=lambda item: item[0].source)
    base = Article(
        id=page.id, url=_web(page.url), title=page.title or (found.headline.text if found.headline else title),
        outlet=page.outlet or fields.get("outlet") or found.outlet,
        authors=page.authors or _listed(fields) or tuple(found.authors), language=page.language,
        text="", body=(), source_map=SourceMap("identity"),
        published=given(page.published) or _field_moment(fields), modified=None,
        captured=given(page.captured), based_on=page.based_on, source=page.source, sha256=_digest(page),
        capture=page.capture,
    )  # fmt: skip
    article = _laid(base, kinds, removed(found.removed, decoded), decoded)
    return _dated(article, [item for _, item in found.stamps])


def _lines(page: Page, decoded: Decoded, config: Config) -> tuple[dict[str, str], list[Strip], str | None]:
    """Front matter, lines and title of a text; scraped text may have the markup of its page left in it."""
    fields, start = markdown.front_matter(decoded.text)
    start = start if fields or page.media == "markdown" else 0
    seen = markup.shown(decoded.text[start:]) if page.media == "raw" else None
    text = seen.text if seen else decoded.text[start:]
    strips = plain.lines(text, config.max_line)
    title = fields.get("title")
    if page.media == "markdown" or markup.is_markdown(text):
        title = title or next((markdown.unmarked(item).text for item in strips if markdown.is_title(item, text)), None)
        strips = [strip for strip in map(markdown.unmarked, strips) if strip.text]
    strips = [seen.back(strip) for strip in strips] if seen else strips
    for strip in strips:
        strip.starts = [place + start for place in strip.starts]
        strip.ends = [place + start for place in strip.ends]
    return fields, strips, title


def _listed(fields: dict[str, str]) -> tuple[str, ...]:
    names = fields.get("author") or fields.get("authors") or ""
    return tuple(name.strip(" \"'[]") for name in names.split(",") if name.strip(" \"'[]"))


def _field_moment(fields: dict[str, str]) -> Moment | None:
    value = fields.get("published") or fields.get("date") or ""
    return moment(value)


def _dated(article: Article, found: list[stamps.Stamp]) -> Article:
    """The article with the dates its time stamps state, each with the span it was read from. A stamp over the first
    paragraph may speak against the day that was given."""
    lines = [part.span for part in article.parts if part.kind == "timestamp"]
    published, modified = article.published, article.modified
    top = article.body[0][0] if article.body else 0
    for line, item in zip(lines, found, strict=True):
        moment = stamps.moment(item, (line[0] + item.span[0], line[0] + item.span[1]))
        if item.role == "modified":
            modified = modified or moment
        elif line[0] < top:
            published = days.settled(published, moment)
        else:
            published = published or moment
    return replace(article, published=published, modified=modified)


def _laid(base: Article, kinds: list[tuple[Strip, str]], out: tuple[Removed, ...], decoded: Decoded) -> Article:
    laid: Laid = lay([strip for strip, _ in kinds], decoded)
    named = [(kind, span) for (_, kind), span in zip(kinds, laid.spans, strict=True)]
    parts = [Part(SAME.get(kind, kind), span) for kind, span in named]  # type: ignore[arg-type]
    first = next((part.span for part in parts if part.kind == "body"), None)
    line = stamps.dateline(laid.text[first[0] : first[1]]) if first else None
    if first and line:
        parts.append(Part("dateline", (first[0], first[0] + line[0][1])))
    body = tuple(span for kind, span in named if kind in BODY)
    return replace(
        base, text=laid.text, body=body, source_map=laid.source_map, parts=tuple(parts), removed=out, links=laid.links
    )


def _captured(article: Article, page: Page) -> tuple[Article, tuple[Problem, ...]]:
    """A day that was given as that of publication and is later than the page's own is one of capture; both are kept."""
    told, own = given(page.published), article.published
    if told is None or own is None or own.method == "given":
        return article, ()
    message = (
        f"{told.value} was given as the day of publication, but the page itself says {own.value}; "
        "the order of telling follows the page"
    )
    return replace(article, captured=article.captured or told), (_problem(page, "published", message, own.span),)


def _bounded(article: Article, config: Config) -> tuple[Article, tuple[Problem, ...]]:
    """Articles longer than the limit are kept whole and read up to it."""
    if len(article.text) <= config.max_text:
        return article, ()
    message = f"the article has {len(article.text):,} characters; only the first {config.max_text:,} were analyzed"
    return article, (Problem("too_long", (config.max_text, len(article.text)), message, article.source),)


def _language(article: Article, config: Config) -> tuple[Article, tuple[Problem, ...]]:
    """The language: as given, else detected on the body. A page's own `lang` is often its template's."""
    text = " ".join(article.text[first:last] for first, last in article.body)[:DETECT]
    words = tables(load(config.language))
    given = _code(article.language, words)
    if given is None or article.source_map.kind == "segments":
        share = share_of_function_words(text, words)
        if share > SURELY:
            given = config.language
        elif given is None or share > SURELY_NOT or len(text) < MIN_DETECT or _is(given, config.language):
            given = _detected(text, share) or given
    article = replace(article, language=given)
    if given is None or _is(given, config.language):
        return article, ()
    message = f"the text seems to be in {given!r}; only {config.language!r} is analyzed, so it has no records"
    return article, (Problem("language", None, message, article.source),)


def _is(code: str, language: str) -> bool:
    return code.split("-")[0].lower() == language


def _code(given: str | None, words: Debris) -> str | None:
    """The code of a language as given: "en_US" is "en-US", and a name of the language that is analyzed its code."""
    if given is not None and given.strip().lower() in words.language_names:
        return words.language.code
    return given.strip().replace("_", "-") if given else None


def _detected(text: str, share: float) -> str | None:
    """The language of a text; a short one must be without a common word, for a few names may look like any language."""
    if len(text) < MIN_DETECT and (share > 0 or (_is_latin(text) and text.count(" ") < MIN_WORDS)):
        return None
    import py3langid

    code, _ = py3langid.classify(text)
    return None if code in UNSURE else str(code)


def _is_latin(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return 2 * sum(char < "\u0250" for char in letters) >= len(letters)
