"""Page -> Article | Problem, building the source map while it cleans."""

import hashlib

from retold.config import Config
from retold.model import Article, Moment, Page, Problem, SourceMap


def clean(page: Page, config: Config) -> Article | Problem:
    """The article of a page. Clean text is used unchanged; the rest is not done yet."""
    text = page.data.decode(page.encoding or "utf-8", errors="replace")
    published = Moment(page.published, page.published, page.published, "given") if page.published else None
    return Article(
        id=page.id,
        url=page.url,
        title=page.title,
        outlet=page.outlet,
        authors=page.authors,
        language=page.language,
        text=text,
        published=published,
        modified=None,
        body=((0, len(text)),),
        source_map=SourceMap("identity"),
        source=page.source,
        sha256=hashlib.sha256(page.data).hexdigest(),
    )
