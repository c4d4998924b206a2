"""What stands in front of an account's words and tells nothing: datelines in capitals, by their dash."""

import pytest

from retold.model import Analysis, Article, SourceMap
from retold.report.fronts import Fronts

DATELINES = (
    "KORRIN — ", "KORRIN -- ", "NEW KORRIN – ", "KORRIN, Vel. — ", "KORRIN, Velmora, May 3 (Tarn Wire) - ", "KORRIN (TW) - ",
)  # fmt: skip
PLAIN = ("Korrin — ", "KORRIN-", "KORRIN said - ", "The KORRIN — ")


def fronts(text: str) -> Fronts:
    article = Article("tarn", None, None, None, (), "en", text, None, None, (), SourceMap("identity"))
    return Fronts(Analysis(article))


@pytest.mark.parametrize("front", DATELINES)
def test_a_dateline_in_capitals_is_a_front(front: str) -> None:
    text = f"Well reopens\n\n{front}The well at Korrin is open."
    start = text.index(front)
    assert fronts(text).behind((start, len(text))) == (start + len(front), len(text))


@pytest.mark.parametrize("front", PLAIN)
def test_other_words_before_a_dash_are_none(front: str) -> None:
    text = f"{front}The well at Korrin is open."
    assert fronts(text).behind((0, len(text))) == (0, len(text))
