"""Posts on social platforms that an article credits. In: the words and the candidates. Out: credits, in text order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated

from retold.extract.citations.credits import STOP, Credit, Reader
from retold.extract.citations.names import Named
from retold.languages import Language, Words, listed

REACH = 7  # words between a name and its account on a network


@dataclass(frozen=True, slots=True)
class Posting:
    """The words of posting, as sets."""

    nouns: Annotated[Words, "nouns"]
    verbs: Annotated[Words, "verbs"]
    tweet: Annotated[Words, "tweet"]
    not_posts: Annotated[Words, "not_posts"]
    prepositions: Annotated[Words, "prepositions"]
    platform: str


@cache
def posting(language: Language) -> Posting:
    """The compiled words of posting."""
    posts = language.table("sources").get("posts", {})
    return Posting(**listed(Posting, posts), platform=posts.get("platform", ""))


def posts(reader: Reader, found: Sequence[Named], rules: Posting) -> Iterator[Credit]:
    """A platform counts beside a word of posting; a tweet is a post by itself."""
    words = reader.words
    used: set[tuple[int, str]] = set()
    for item in found:
        if item.kind == "social" and _posted(reader, item, rules):
            span = words.span(item.first, item.last)
            covers = reader.segment(item)
            used.add((covers[0], item.name))
            yield Credit(span, item.name, "social", covers, False, "post")
    for index, word in enumerate(words.lower):
        if word in rules.tweet:
            named = Named(index, index + 1, rules.platform, "social", False)
            covers = reader.segment(named)
            if (covers[0], rules.platform) not in used:
                used.add((covers[0], rules.platform))
                yield Credit(words.spans[index], rules.platform, "social", covers, False, "post")


def _posted(reader: Reader, item: Named, rules: Posting) -> bool:
    words = reader.words
    after = words.lower[item.last : item.last + 2] if not STOP.search(words.gap(item.last - 1)) else []
    if any(word in rules.not_posts for word in after[:1]):
        return False
    short = item.last - item.first == 1 and len(words.words[item.first]) == 1
    if after[:1] and after[0] in rules.nouns and not short:
        return True
    index = item.first - 1
    if rules.prepositions.isdisjoint(words.lower[max(index - 2, 0) : index + 1]):
        return False
    gap = words.gap(index - 1)
    if words.words[index][0].isupper() and ("\n" in gap or STOP.search(gap)) and "," in words.gap(item.last - 1):
        return True  # "On Quill, the mayor called it a lie."
    while index >= 0 and item.first - index <= REACH and "\n" not in words.gap(index):
        if words.lower[index] in rules.verbs or words.lower[index] in rules.nouns:
            return True
        index -= 1
    return bool(after[:1]) and any(word in rules.verbs for word in after)
