"""Small stories without a parse: accounts with sentences, terms and credits found by plain rules."""

import re

from retold.config import Config
from retold.languages import load
from retold.lineage import edges, origins, provenance
from retold.model import Analysis, Article, Citation, Moment, Quote, SourceMap, Speaker, Story, Term

SENTENCE = re.compile(r"[^.!?\n]+[.!?”\"]*")


def moment(value: str | None) -> Moment | None:
    return Moment(value, value, value, "given") if value else None


def account(name: str, text: str, published: str | None = None, outlet: str | None = None, **more: object) -> Analysis:
    """An account; every word of four letters is a term, every capitalised one a name."""
    article = Article(
        name, None, None, outlet or name, (), "en", text, moment(published), None, ((0, len(text)),),
        SourceMap("identity"),
    )  # fmt: skip
    sentences = tuple(match.span() for match in SENTENCE.finditer(text) if match.group().strip())
    terms = tuple(
        Term(match.span(), match.group().lower(), "PROPN" if match.group()[0].isupper() else "NOUN")
        for match in re.finditer(r"\w{4,}|\d+", text)
    )
    quotes = tuple(
        Quote(f"q{number}", "direct", ((match.start(1), match.end(1)),), None, Speaker(None, None, None))
        for number, match in enumerate(re.finditer(r'"([^"\n]+)"', text), 1)
    )
    return Analysis(article, sentences=sentences, terms=terms, quotes=quotes, **more)  # type: ignore[arg-type]


def cited(text: str, words: str, name: str, kind: str, whole: bool = False, number: int = 1) -> Citation:
    """A citation at `words` that covers its sentence, or the article when `whole`."""
    start = text.index(words)
    covers = next((one.span() for one in SENTENCE.finditer(text) if one.start() <= start < one.end()), None)
    return Citation(
        f"c{number}", (start, start + len(words)), name, kind,  # type: ignore[arg-type]
        covers=None if whole else covers, method="dateline" if whole else "said",
    )  # fmt: skip


def story(*accounts: Analysis, config: Config | None = None) -> Story:
    """The story with its lineage, provenance and origins."""
    config = config or Config()
    told = tuple(sorted(accounts, key=lambda item: item.article.id))
    published = {item.article.id: item.article.published for item in told if item.article.published}
    made = Story(told, published=published)
    language = load("en")
    made = Story(told, published=published, lineage=edges.edges(made, language, config))
    made = Story(
        told, published=published, lineage=made.lineage, provenance=provenance.provenance(made, language, config)
    )
    return Story(
        told, published=published, lineage=made.lineage, provenance=made.provenance,
        origins=origins.origins(made, language, config),
    )  # fmt: skip
