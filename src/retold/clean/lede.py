"""Does an article begin in the middle? Scrapers lose first paragraphs; what is left points back to them."""

import re

from retold.clean.debris import any_of
from retold.languages import Language
from retold.model import Article, Problem

FIRST = 300
# a small letter also begins ledes set in small capitals, and names such as iPhone; three letters more are no name
SMALL = re.compile(r"[a-z]{2,} [a-z]+ ")


def lost(article: Article, language: Language) -> Problem | None:
    """A Problem where the first paragraph goes on from one that is not there: it begins with a small letter, with a
    word that joins it to what was said, or with a courtesy title and a surname nobody introduced."""
    if not article.body:
        return None
    start, end = article.body[0]
    text = article.text[start : min(end, start + FIRST)].lstrip("“\"‘' ")
    table = language.table("clean").get("lede", {})
    joins = re.compile(rf"{any_of(table.get('joins', ()))}\b", re.I)
    titles = re.compile(rf"{any_of(table.get('titles', ()))} (?P<name>[A-Z][\w'’-]+) ")
    title = titles.match(text)
    said = f"{article.title or ''} {article.text[:start]}"
    reason = (
        "a small letter" if SMALL.match(text)
        else f"{joined.group()!r}" if (joined := joins.match(text))
        else f"{title.group().strip()!r}, whom nothing introduces" if title and title["name"] not in said
        else None
    )  # fmt: skip
    if reason is None:
        return None
    message = (
        f"the article begins with {reason}: its first paragraph seems to be missing, so the order of telling is unsure"
    )
    return Problem("lost_lede", (start, min(end, start + FIRST)), message, article.source or article.id)
