"""Passages and stories made by hand, for tests of matching without a parser."""

from retold.match.passages import Passage
from retold.model import Analysis, Anchor, Article, Counted, Edge, Figure, Part, SourceMap, Story, Term, Time


def passage(index: int, account: int, text: str, **more: object) -> Passage:
    """A passage whose lemmas are its words of more than three letters; `more` replaces other fields."""
    words = tuple(text.lower().replace(".", "").replace(",", "").split())
    fields: dict[str, object] = {
        "index": index, "account": account, "order": 0, "span": (0, len(text)), "part": "body", "text": text,
        "lemmas": tuple(word for word in words if len(word) > 3), "words": words, "entities": frozenset(),
        "named": frozenset(), "figures": (), "times": (), "acts": frozenset(), "codes": frozenset(),
        "negated": False, "unsure": False, "quotes": (), "speakers": frozenset(), "quoted": frozenset(), "place": 0.0,
    }  # fmt: skip
    return Passage(**{**fields, **more})  # type: ignore[arg-type]


def figure(low: float, head: str = "people", name: str | None = "killed") -> Figure:
    """A count of something, under a class of predicate."""
    counted = Counted(head, (3, 3 + len(head)), head)
    return Figure("f1", (0, 2), low, low, False, None, counted, None, predicate_class=name)


def time(day: str, precision: str = "day") -> Time:
    """A time of one day."""
    return Time("t1", (0, 3), "DATE", day, day, day, Anchor("published", None), "date", precision)


def analysis(name: str, sentences: list[str], parts: tuple[Part, ...] = ()) -> Analysis:
    """An account of sentences, a line each, with a term for each word of more than three letters."""
    text = "\n".join(sentences)
    spans, terms, start = [], [], 0
    for sentence in sentences:
        spans.append((start, start + len(sentence)))
        place = start
        for word in sentence.split():
            at = text.index(word, place)
            place = at + len(word)
            bare = word.strip('.,;:!?"“”')
            if len(bare) > 3:
                terms.append(Term((at, at + len(bare)), bare.lower(), "NOUN"))
        start += len(sentence) + 1
    body = ((0, len(text)),)
    article = Article(name, None, None, name, (), "en", text, None, None, body, SourceMap("identity"), parts=parts)
    return Analysis(article, sentences=tuple(spans), terms=tuple(terms))


def story(*analyses: Analysis, lineage: tuple[Edge, ...] = ()) -> Story:
    """The accounts in the order given."""
    return Story(tuple(analyses), lineage=lineage)
