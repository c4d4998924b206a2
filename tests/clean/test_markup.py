"""Markup inside scraped text is read as what it is, and every character leads back to its bytes."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.clean import clean, markup
from retold.config import Config
from retold.model import Article, Page
from retold.spans import to_source

FIRST = (
    "The storm reached Oldhaven on Monday night and tore the roofs off at least forty houses, the fire brigade said."
)
SECOND = "Two people were hurt by falling tiles; power was out in the northern quarters until Tuesday morning."


def article(text: str) -> Article:
    found = clean(Page("a", text.encode(), "raw", encoding="utf-8"), Config()).article
    assert found is not None
    return found


def body(text: str) -> list[str]:
    found = article(text)
    return [found.text[first:last] for first, last in found.body]


@pytest.mark.parametrize(
    "text",
    [
        f"<p>{FIRST}</p><p>{SECOND}</p>",
        f"<p>{FIRST}</p>\n<p>{SECOND}",
        f"<div class='a'>{FIRST}<br/><br/>{SECOND}</div>",
        f"<p>{FIRST.replace('Monday night', '<b>Monday</b>&nbsp;night')}</p>{SECOND}",
        f"{FIRST}<script>var roofs = '<p>';</script>\n\n<!-- hidden -->{SECOND}",
        f"{FIRST}\n\n{SECOND.replace(';', '&#59;')}",
        f'[embed width="600"]\n\n{FIRST}\n\n{{{{< figure src="roof.jpg" >}}}}\n\n{SECOND}',
        f"---\ntitle: Storm\ndate: 2024-03-05\n---\n\n{FIRST}\n\n{SECOND}",
        f"# Storm\n\n{FIRST.replace('fire brigade', '[fire brigade](https://brigade.example/roofs)')}\n\n{SECOND}",
    ],
)
def test_what_a_reader_would_see(text: str) -> None:
    assert [line for line in body(text) if line != "Storm"] == [FIRST, SECOND]


def test_characters_lead_back() -> None:
    text = f"<p>{FIRST.replace('houses', 'houses&nbsp;&amp; barns')}</p><p>Zoë {SECOND}</p>"
    found = article(text)
    for word in ("Oldhaven", "barns", "Zoë", "Tuesday"):
        first = found.text.index(word)
        source = to_source(found.text, found.source_map, (first, first + len(word)))
        assert source is not None and text.encode()[source[0] : source[1]].decode() == word


@pytest.mark.parametrize(
    "text",
    [
        f"{FIRST} The wind was < 100 km/h & > 60, said AT&T engineers [sic].",
        f"{FIRST} He wrote <unclear> on the form.",
        f"{FIRST} “[The roofs] flew,” she said.",
    ],
)
def test_signs_that_are_text_stay(text: str) -> None:
    assert body(text) == [text]
    assert markup.shown(text) is None


def test_front_matter_gives_title_and_day() -> None:
    found = article(f"---\ntitle: Storm at Oldhaven\ndate: 2024-03-05\n---\n{FIRST}\n\n{SECOND}")
    assert found.title == "Storm at Oldhaven"
    assert found.published is not None and found.published.value == "2024-03-05"


def test_a_whole_page_given_as_text_is_a_page() -> None:
    text = f"<!DOCTYPE html><html><body><nav>Home</nav><article><h1>Storm</h1><p>{FIRST}</p><p>{SECOND}</p></article></body></html>"
    assert body(text) == [FIRST, SECOND]


@given(st.text(alphabet="<>/p[]{}%&;b=\"' -—\n", max_size=200))
@settings(max_examples=150, deadline=None)
def test_no_markup_breaks_it(text: str) -> None:
    seen = markup.shown(text)
    if seen:
        assert len(seen.text) == len(seen.starts) == len(seen.ends)
        assert seen.starts == sorted(seen.starts)
        assert all(0 <= first < last <= len(text) for first, last in zip(seen.starts, seen.ends, strict=True))


@pytest.mark.parametrize("unit", ["<p ", '<a href="', "<!--", "[a b=", "{{<", "&amp;", "<p>", "[/a]", "[a b=c "])
def test_it_is_linear(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        start = time.process_time()
        markup.shown(text)
        return time.process_time() - start

    small = max(seconds(30_000), 0.02)
    assert seconds(240_000) < 40 * small
