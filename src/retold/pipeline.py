"""Read this first: analyze(page) -> Analysis, compare(analyses) -> Comparison. Pure but for the spaCy model.

One article: clean -> annotate -> extract, kind by kind, with the mentions resolved as soon as they are found.
One story: entities across accounts -> dates -> lineage -> statements, kind by kind -> other tables -> ids.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import batched
from typing import Any

from retold import versions
from retold.annotate import annotate, annotate_all
from retold.clean import Cleaned, clean
from retold.compare import cohesion, gaps, happenings, keys, labels, people, quotes, rank, stated, times
from retold.config import Config
from retold.errors import RetoldError
from retold.kinds import KINDS, Kind
from retold.languages import Language, load
from retold.lineage import edges, flags, origins, provenance
from retold.model import (
    Account,
    Analysis,
    Article,
    Comparison,
    Moment,
    NotComparable,
    Page,
    Problem,
    Quote,
    SourceMap,
    Statement,
    Story,
    Term,
)
from retold.parse import Parse
from retold.resolve import across, captures, dates
from retold.spans import overlaps

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM"})


def analyze(page: Page, config: Config) -> Analysis:
    """Clean, parse and read one page."""
    return next(analyze_all([page], config))


def analyze_all(pages: Iterable[Page], config: Config) -> Iterator[Analysis]:
    """The Analysis of each page, in order, a batch at a time. A page without an article gives one that is empty but
    for its Problems; a text in another language keeps its text and has no records."""
    language = load(config.language)
    for batch in batched(pages, config.batch_pages):
        cleaned = [cleaned_page(page, config) for page in batch]
        articles = [item.article for item in cleaned if item.article and _readable(item.article, config)]
        parses = _parses(articles, config)
        for page, item in zip(batch, cleaned, strict=True):
            if item.article is None:
                yield Analysis(item.shell or _empty(page), problems=item.problems)
            elif not _readable(item.article, config):
                yield Analysis(item.article, problems=item.problems)
            else:
                doc = next(parses)
                found = (
                    Analysis(item.article, problems=(doc,))
                    if isinstance(doc, Problem)
                    else read(doc, item.article, language, config)
                )
                yield replace(found, problems=item.problems + found.problems)


def cleaned_page(page: Page, config: Config) -> Cleaned:
    """The article of a page; what goes wrong inside is a Problem of this page, unless `config.guard` is off."""
    try:
        return clean(page, config)
    except Exception as error:
        if not config.guard:
            raise
        return Cleaned(None, (_internal("the page could not be cleaned", error, page.source or page.id),))


def _parses(articles: Sequence[Article], config: Config) -> Iterator[Parse | Problem]:
    """The parse of each article, in order. Where the parser fails, they are parsed again one by one."""
    done = 0
    try:
        for doc in annotate_all(articles, config):
            yield doc
            done += 1
    except RetoldError:
        raise
    except Exception:
        if not config.guard:
            raise
        yield from (_parsed_alone(article, config) for article in articles[done:])


def _parsed_alone(article: Article, config: Config) -> Parse | Problem:
    try:
        return annotate(article, config)
    except Exception as error:
        return _internal("the text could not be parsed", error, article.source or article.id)


def _internal(what: str, error: Exception, source: str) -> Problem:
    return Problem("internal", None, f"{what} ({type(error).__name__}: {error}); please report this", source)


def _readable(article: Article, config: Config) -> bool:
    return article.language is None or article.language.split("-")[0].lower() == config.language


def read(doc: Parse, article: Article, language: Language, config: Config) -> Analysis:
    """All records of a parsed article. A kind that fails leaves a Problem and no records, unless `config.guard` is
    off."""
    sentences = tuple(doc.span(first, last) for first, last in doc.sents)
    found = Analysis(article, sentences=sentences, terms=_terms(doc, article), problems=tuple(_unread(doc, config)))
    for kind in KINDS:
        try:
            found = _with(kind, doc, article, language, found)
        except Exception as error:
            if not config.guard:
                raise
            problem = _internal(f"{kind.name} records could not be found", error, article.source or article.id)
            found = replace(found, problems=(*found.problems, problem))
    return found


def _unread(doc: Parse, config: Config) -> Iterator[Problem]:
    """The problem of a text that has more words and marks than are parsed of one article."""
    limit = min(len(doc.text), config.max_text)
    if 0 <= doc.reached < limit:
        message = (
            f"the article has too many words and marks for its length; only the first {doc.reached:,} characters were "
            "analyzed"
        )
        yield Problem("too_slow", (doc.reached, limit), message)


def _with(kind: Kind, doc: Parse, article: Article, language: Language, found: Analysis) -> Analysis:
    """`found` with the records of one kind, and with who is who as it is known then."""
    if kind.records is None or kind.extract is None:
        return found
    passed = [part.span for part in article.parts if part.kind in kind.passed]
    told = ((record, record.spans[0] if isinstance(record, Quote) else record.span)
            for record in kind.extract(doc, article, language, found))  # fmt: skip
    records = tuple(record for record, place in told if not any(overlaps(span, place) for span in passed))
    fields: dict[str, Any] = {kind.records: records}
    found = replace(found, **fields)
    return kind.resolve(doc, article, language, found) if kind.resolve is not None else found


def compare(analyses: Sequence[Analysis], config: Config) -> Comparison:
    """The tellings of one story side by side, whatever order they come in."""
    language = load(config.language)
    found = versions.sort_out(analyses, language)
    story = replace(build_story(found.newest, language, config), restated=found.restated)
    told = story.analyses
    statements, further, apart = _statements(story, language, config)
    return Comparison(
        accounts=tuple(_account(item, story) for item in told),
        entities=story.entities,
        origins=story.origins,
        lineage=story.lineage,
        statements=statements,
        utterances=tuple(quotes.utterances(story, language)),
        timeline=tuple(times.timeline(story, statements, language)),
        people=tuple(people.people(story, language)),
        labels=tuple(labels.labels(story, language)),
        gaps=tuple(gaps.gaps(statements, story, language)),
        problems=(*_problems(analyses), *captured(story), *_apart(story, language)),
        not_comparable=apart,
        flags=tuple(flags.flags(story, language)),
        title=next((item.article.title for item in told if item.article.title), None),
        further=further,
        revisions=found.revisions,
        analyses=(*told, *found.older),
        provenance=story.provenance,
    )


def given_up(page: Page) -> Analysis:
    """The empty Analysis of a page that ended the process which analyzed it."""
    message = "the system ended the process that analyzed this page, most likely for want of memory; leave the page out"
    return Analysis(_empty(page), problems=(Problem("given_up", None, message, page.source or page.id),))


def _empty(page: Page) -> Article:
    return Article(
        id=page.id, url=page.url, title=page.title, outlet=page.outlet, authors=page.authors, language=page.language,
        text="", published=None, modified=None, body=(), source_map=SourceMap("identity"), source=page.source,
        capture=page.capture,
    )  # fmt: skip


def _terms(doc: Parse, article: Article) -> tuple[Term, ...]:
    """The content words of the text, but for those of debris."""
    debris = [part.span for part in article.parts if part.kind == "debris"]
    return tuple(
        Term((start, end), lemma.lower(), pos)
        for start, end, lemma, pos in zip(doc.start, doc.end, doc.lemma, doc.pos, strict=True)
        if pos in CONTENT and not any(first <= start < last for first, last in debris)
    )


def _telling_order(item: Analysis, later: Mapping[str, Moment]) -> tuple[str, str]:
    moment = later.get(item.article.id, item.article.published)
    return ((moment and moment.earliest) or "9999", item.article.id)


def build_story(analyses: Sequence[Analysis], language: Language, config: Config) -> Story:
    """The accounts in order of publication, with entities, dates, lineage and origins known across them."""
    later = captures.later_captures(analyses)
    order = partial(_telling_order, later=later)
    told = tuple(sorted((item for item in analyses if item.article.text), key=order))
    entities = across.resolve(told, language, config)
    years = dates.day_years([item for item in told if item.article.id not in later])
    members = {member: entity.id for entity in entities for member in entity.members}
    story = Story(told, entities, members, published=dates.published(told), years=years)
    story = replace(story, lineage=edges.edges(story, language, config))
    story = replace(story, provenance=provenance.provenance(story, language, config))
    return replace(story, origins=origins.origins(story, language, config))


def _statements(
    story: Story, language: Language, config: Config
) -> tuple[tuple[Statement, ...], tuple[Statement, ...], tuple[NotComparable, ...]]:
    """The rows that are shown, those under the threshold, and what is kept apart; ids in order of weight."""
    found = [result for kind in KINDS if kind.compare for result in kind.compare(story, language)]
    ranked = keys.keyed(rank.rank([item for item in found if isinstance(item, Statement)], story))
    ranked = rank.ordered(cohesion.cohesive(stated.stated(ranked, story), story), story)
    ids = {item.id: f"s{number}" for number, item in enumerate(ranked, 1)}
    apart = tuple(
        replace(item, statements=tuple(ids[name] for name in item.statements if name in ids))
        for item in found
        if isinstance(item, NotComparable)
    )
    shown, further = rank.chosen([replace(item, id=ids[item.id]) for item in ranked], config)
    return tuple(shown), tuple(further), apart


def _account(item: Analysis, story: Story) -> Account:
    article = item.article
    return Account(
        id=article.id, title=article.title, outlet=article.outlet, published=story.published.get(article.id),
        url=article.url, authors=article.authors, modified=article.modified, source=article.source,
        sha256=article.sha256, capture=article.capture,
    )  # fmt: skip


def _problems(analyses: Sequence[Analysis]) -> tuple[Problem, ...]:
    order = sorted(analyses, key=partial(_telling_order, later={}))
    return tuple(
        replace(problem, source=problem.source or item.article.source or item.article.id)
        for item in order
        for problem in item.problems
    )


def captured(story: Story) -> Iterator[Problem]:
    """The accounts whose stated day of publication their own text contradicts."""
    for item in story.analyses:
        stated, moment = item.article.published, story.published.get(item.article.id)
        if stated is not None and moment is not None and moment.method == "inferred" and moment != stated:
            message = f"{moment.reason}; the order of telling follows the text"
            yield Problem("published", moment.span, message, item.article.source or item.article.id)


def _apart(story: Story, language: Language) -> Iterator[Problem]:
    """The accounts that tell hardly anything that others tell."""
    for number in sorted(gaps.standing_apart(happenings.happenings(story, language), story)):
        article = story.analyses[number].article
        message = "this account tells hardly anything that the others tell; it may be about another event"
        yield Problem("apart", None, message, article.source or article.id)
