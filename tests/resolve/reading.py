"""Texts we wrote, read by the whole pipeline; helpers that find records by their words."""

from collections.abc import Callable, Sequence

from retold import pipeline
from retold.config import Config
from retold.languages import load
from retold.model import Analysis, Article, Comparison, Mention, SourceMap
from retold.parse import Parse
from retold.resolve import across

Annotate = Callable[[Sequence[str]], list[Parse]]


def analyses(annotate_texts: Annotate, texts: Sequence[str]) -> list[Analysis]:
    """An Analysis a text, with ids "a", "b" ..."""
    language = load("en")
    found = []
    for place, (parse, text) in enumerate(zip(annotate_texts(texts), texts, strict=True)):
        name = "abcdefghijklmnopqrstuvwxyz"[place]
        article = Article(
            name, None, f"Title {name}", None, (), "en", text, None, None, ((0, len(text)),), SourceMap("identity")
        )
        found.append(pipeline.read(parse, article, language, Config()))
    return found


def words(analysis: Analysis, mention: Mention) -> str:
    return analysis.article.text[mention.span[0] : mention.span[1]]


def mention(analysis: Analysis, text: str, nth: int = 0) -> Mention:
    """The nth mention with these words."""
    found = [item for item in analysis.mentions if words(analysis, item) == text]
    assert len(found) > nth, (text, [words(analysis, item) for item in analysis.mentions])
    return found[nth]


def together(analysis: Analysis, *texts: str | tuple[str, int]) -> bool:
    """Whether all the mentions are of one entity."""
    chosen = [mention(analysis, *((text,) if isinstance(text, str) else text)).entity for text in texts]
    return len(set(chosen)) == 1 and chosen[0] is not None


def entity_of(analysis: Analysis, text: str) -> str:
    name = mention(analysis, text).entity
    assert name
    return name


def story_of(found: Sequence[Analysis], config: Config | None = None) -> dict[tuple[str, str], str]:
    """(account, entity in it) -> story entity."""
    entities = across.resolve(found, load("en"), config or Config())
    return {member: entity.id for entity in entities for member in entity.members}


def compared(found: Sequence[Analysis], config: Config | None = None) -> Comparison:
    return pipeline.compare(found, config or Config())
