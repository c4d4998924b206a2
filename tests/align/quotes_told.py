"""Small stories about what was said, made by hand: no parser needed."""

import re

from retold.model import (
    Analysis,
    Article,
    NameIn,
    Part,
    Quote,
    SourceMap,
    Speaker,
    Story,
    StoryEntity,
    Term,
)

WORD = re.compile(r"[\w'’]+")
SENTENCE = re.compile(r"\S[^.\n]*\.?")


def told(
    account: str, *said: tuple[str | None, str], form: str = "direct", headline: int = 0, plain: str = ""
) -> Analysis:
    """An account whose quotes are `said`: (speaker's entity id or None, words). The first `headline` are its headline;
    `plain` is what it tells as its own."""
    text, quotes, terms, cut = "", [], [], 0
    for number, (speaker, words) in enumerate(said, 1):
        start = len(text)
        text += words + "\n"
        if number <= headline:
            cut = len(text)
        span = (start, start + len(words))
        quotes.append(Quote(f"q{number}", form, (span,), None, Speaker(None, speaker, speaker)))  # type: ignore[arg-type]
    text += plain
    for match in WORD.finditer(text):
        word = match.group()
        name = word[0].isupper() and match.start() > 0 and text[match.start() - 1] == " "
        terms.append(Term(match.span(), word.lower().removesuffix("s"), "PROPN" if name else "NOUN"))
    parts = (Part("headline", (0, cut)), Part("body", (cut, len(text)))) if cut else (Part("body", (0, len(text))),)
    article = Article(
        account, None, None, account, (), "en", text, None, None, ((0, len(text)),), SourceMap("identity"), parts=parts
    )
    sentences = tuple(match.span() for match in SENTENCE.finditer(text))
    return Analysis(article, sentences, quotes=tuple(quotes), terms=tuple(terms))


def story(*accounts: Analysis, names: dict[str, tuple[str, str]]) -> Story:
    """A story in which an entity id means the same in every account. `names`: id -> (type, name)."""
    entities = tuple(
        StoryEntity(key, kind, name, (NameIn(name, ()),), ())  # type: ignore[arg-type]
        for key, (kind, name) in sorted(names.items())
    )
    entity_of = {(item.article.id, key): key for item in accounts for key in names}
    return Story(accounts, entities, entity_of)
