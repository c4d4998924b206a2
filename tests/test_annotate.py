"""The plain-Python view of a parse: white space left out, heads linked again, sentences that end where a line does."""

from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from retold.annotate import _make_doc, load_model, view
from retold.errors import ModelMissingError
from retold.model import Article, SourceMap

NLP = spacy.blank("en")


def parsed(words: list[str], heads: list[int], spaces: list[bool] | None = None) -> Doc:
    return Doc(NLP.vocab, words=words, spaces=spaces or [True] * len(words), heads=heads, deps=["dep"] * len(words))


def test_white_space_is_left_out_and_its_dependents_go_up() -> None:
    doc = parsed(["We", "saw", "\n", "smoke", "rise"], [1, 1, 1, 2, 3])
    found = view(doc, doc.text)
    assert found.words == ["We", "saw", "smoke", "rise"]
    assert found.head == [1, 1, 1, 2]
    assert [found.text[start:end] for start, end in zip(found.start, found.end, strict=True)] == found.words


def test_a_root_that_is_white_space_gives_way() -> None:
    doc = parsed(["\n", "Smoke", "rose"], [0, 0, 1])
    found = view(doc, doc.text)
    assert found.words == ["Smoke", "rose"]
    assert found.head == [0, 0]
    assert found.sents == [(0, 2)]


def test_nothing_but_white_space() -> None:
    doc = parsed(["\n\n"], [0])
    assert view(doc, doc.text).words == []


def starts(text: str) -> list[str]:
    doc = _make_doc(NLP, text)
    return [token.text for token in doc if token.i and token.is_sent_start is True]


def test_lines_end_sentences() -> None:
    assert starts("Mayor resigns\n\nthe council said so") == ["the"]
    assert starts("Mayor resigns\nThe council said so") == ["The"]
    assert starts("The mayor has\nresigned from office") == []
    assert starts("Mayor resigns \n \n the council said so") == ["the"]


def test_an_article_longer_than_the_limit_is_read_up_to_it(annotate_texts) -> None:  # type: ignore[no-untyped-def]
    from retold.annotate import annotate_all
    from retold.config import Config

    text = "The mayor resigned. " * 40
    article = Article("a", None, None, None, (), "en", text, None, None, (), SourceMap("identity"))
    found = next(annotate_all([article], Config(max_text=60)))
    assert found.text == text
    assert 0 < found.end[-1] <= 60


@pytest.mark.parametrize("name", ["no_such_model", "no.such.model", "./no-such-3.8.0", "/no/such/folder"])
def test_a_model_that_is_not_there(name: str) -> None:
    with pytest.raises(ModelMissingError, match="not installed") as raised:
        load_model(name)
    assert name in str(raised.value) and "--model" in str(raised.value)


def test_a_model_may_be_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "blank-1.0.0"
    NLP.to_disk(folder)
    assert load_model(str(folder)).lang == "en"
