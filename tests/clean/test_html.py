"""HTML pages: the body to the letter, every span leading back to the page's bytes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.clean import clean, features, html, scan, score, votes
from retold.clean.debris import tables
from retold.clean.decode import decode
from retold.clean.strips import of_block, placed
from retold.config import Config
from retold.languages import load
from retold.model import Article, Page
from retold.spans import to_source

PARAGRAPHS = [
    "The council of Marrow Bay voted on Tuesday to close the old swimming pool &amp; the sauna next to it.",
    "“Nobody asked us,” said Zoë Çelik, who has swum there&nbsp;for thirty years. “We will fight this in court.”",
    "The repairs would cost 4 million crowns, more than the town spends on all its schools in a single year.",
    "A vote of the residents is planned for the autumn, the mayor told a meeting in the crowded town hall.",
]
PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="{charset}"><title>Pool closes | The Mail</title>
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Pool closes", "datePublished": "2024-03-05T08:00:00+01:00",
"author": [{{"name": "Ada Quill"}}], "publisher": {{"name": "The Mail"}}}}</script></head><body><nav><a href="/">Home</a></nav>
<article><h1>Pool closes</h1>{body}</article><aside>Most read: ten beaches</aside><script>alert("no text")</script></body></html>"""


def page(charset: str = "utf-8", paragraphs: list[str] | None = None) -> bytes:
    body = "\n".join(f"<p>{text}</p>" for text in paragraphs or PARAGRAPHS)
    return PAGE.format(charset=charset, body=body).encode(charset, "xmlcharrefreplace")


def article(data: bytes) -> Article:
    found = clean(Page("a", data, "html"), Config()).article
    assert found is not None
    return found


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "iso-8859-15", "utf-16"])
def test_text_leads_back_to_the_bytes(charset: str) -> None:
    data = page(charset)
    found = article(data)
    assert "swimming pool & the sauna" in found.text
    assert "there for thirty" in found.text
    for word in ("council", "Zoë", "Çelik", "court.”", "autumn"):
        first = found.text.index(word)
        source = to_source(found.text, found.source_map, (first, first + len(word)))
        assert source is not None
        raw = data[source[0] : source[1]].decode(found.source_map.encoding)
        assert raw == word or raw.startswith("court.&#")


def test_metadata() -> None:
    found = article(page())
    assert (found.title, found.outlet, found.authors) == ("Pool closes", "The Mail", ("Ada Quill",))
    assert found.published is not None
    assert found.published.value == "2024-03-05T08:00+01:00"
    assert found.language == "en"


def test_what_stands_around_the_article_is_listed() -> None:
    found = article(page())
    assert len(found.body) == len(PARAGRAPHS)
    texts = [item.text for item in found.removed]
    assert "Home" in texts
    assert not any("alert" in text for text in texts)


def test_an_error_page_is_no_article() -> None:
    data = b"<html><head><title>404 Not Found</title></head><body><h1>Not Found</h1><p>The page you requested was not found on this server, sorry for that.</p></body></html>"
    found = clean(Page("a", data, "html"), Config())
    assert found.article is None
    assert found.problems[0].code == "error_page"


def test_a_year_alone_is_a_range_and_no_day() -> None:
    data = page().replace(b'"datePublished": "2024-03-05T08:00:00+01:00",', b"")
    found = article(data)
    assert (
        found.published is None
        or found.published.earliest != found.published.latest
        or found.published.value != "2024-01-01"
    )


@given(st.text(alphabet="<>/=\"' abp&;#x1!-é\n", max_size=300))
@settings(max_examples=150, deadline=None)
def test_no_markup_breaks_the_scanner(source: str) -> None:
    for strip in map(of_block, scan.blocks(source)):
        edges = strip.source
        placed(strip)
        assert not strip.text or strip.source == edges
        assert len(strip.text) == len(strip.starts) == len(strip.ends)
        assert all(0 <= first < last <= len(source) for first, last in zip(strip.starts, strip.ends, strict=True))
        assert strip.starts == sorted(strip.starts)


@pytest.mark.parametrize("unit", ["<a ", '<a b="', "<!--", "</p>", "<p>", "&amp;", "<div><div>", "<script>"])
def test_the_scanner_is_linear(unit: str) -> None:
    import time

    def seconds(size: int) -> float:
        source = unit * (size // len(unit))
        start = time.process_time()
        for _ in scan.blocks(source):
            pass
        return time.process_time() - start

    small = max(seconds(60_000), 0.02)
    assert seconds(480_000) < 40 * small


@pytest.mark.parametrize(
    ("data", "declared", "encoding", "text"),
    [
        ("naïve".encode(), None, "utf-8", "naïve"),
        ("naïve".encode("utf-16"), None, "utf-16-le", "naïve"),
        (b"\xef\xbb\xbfnaive", None, "utf-8", "naive"),
        ("naïve".encode("cp1252"), "iso-8859-1", "cp1252", "naïve"),
        (b"caf\xe9 \x93hello\x94 it was a cold day in the old town and nobody spoke", None, None, "hello"),
        (b"ab\xffcd", "utf-8", "utf-8", "ab\ufffdcd"),
        (b"abc", "no-such-charset", "utf-8", "abc"),
    ],
)
def test_character_sets(data: bytes, declared: str | None, encoding: str | None, text: str) -> None:
    found = decode(data, declared, html=False)
    assert text in found.text
    assert encoding is None or found.encoding == encoding


@given(st.binary(max_size=400), st.sampled_from([None, "utf-8", "windows-1252", "utf-16", "shift_jis", "gb18030"]))
@settings(max_examples=200, deadline=None)
def test_any_bytes_decode(data: bytes, declared: str | None) -> None:
    found = decode(data, declared, html=True)
    offsets = found.byte_offsets(list(range(len(found.text) + 1)))
    assert offsets == sorted(offsets)


def test_a_page_without_a_body_keeps_what_it_says_of_itself() -> None:
    found = clean(Page("a", page(paragraphs=["Log in"]), "html"), Config())
    assert found.article is None
    assert found.shell is not None and found.shell.text == ""
    assert found.shell.published is not None and found.shell.title == "Pool closes"
    assert [problem.code for problem in found.problems] == ["no_body"]


@pytest.mark.parametrize("tag", ["h2", "h3"])
def test_a_headline_need_not_be_of_the_first_level(tag: str) -> None:
    """Without an h1, the heading that is the page's title is the headline and no part of the body."""
    data = page().replace(b"h1>", f"{tag}>".encode())
    found = article(data)
    headline = [
        found.text[first:last]
        for kind, (first, last) in ((item.kind, item.span) for item in found.parts)
        if kind == "headline"
    ]
    assert headline == ["Pool closes"]
    assert "Pool closes" not in [found.text[first:last] for first, last in found.body]


def test_the_way_back_is_a_few_runs() -> None:
    """Letters of one width that follow one another are one run, not one each."""
    found = article(page(paragraphs=[text.replace("&amp;", "and").replace("&nbsp;", " ") for text in PARAGRAPHS]))
    assert len(found.source_map.segments) < 25


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published: 12.3.2024", "2024-03-12"),
        ("Veröffentlicht am 12.03.2024", "2024-03-12"),
        ("Publié le 2024-03-12", "2024-03-12"),
    ],
)
def test_a_labelled_day(line: str, day: str) -> None:
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    found = article(f"<html><body><article><h1>Pool closes</h1><p>{line}</p>{body}</article></body></html>".encode())
    assert found.published is not None and found.published.value == day
    assert found.published.reason is not None and "labels" in found.published.reason


def test_a_page_may_begin_with_a_comment() -> None:
    note = b"<!-- saved from a page of the paper by somebody who wanted to keep it for a long time -->\n"
    plain, noted = (clean(Page("a", data, "html"), Config()).article for data in (page(), note + page()))
    assert plain is not None and noted is not None and noted.text == plain.text


def test_the_default_is_asked_where_the_fast_choice_is_a_stub(monkeypatch: pytest.MonkeyPatch) -> None:
    strips, keys = html.read(page().decode())
    told = [strip.text for strip in strips if strip.tag == "p"]
    asked: list[bool] = []

    def extracted(tree: object, fast: bool) -> list[str]:
        asked.append(fast)
        return told[:1] if fast else told

    source = votes.Source(page().decode())
    monkeypatch.setattr(votes, "extracted", extracted)
    monkeypatch.setattr(votes, "STUB", 0.9)
    voted = votes.library(strips, keys, source, features.Hints())
    assert asked == [True, False]
    assert len(voted) == len(PARAGRAPHS)
    monkeypatch.setattr(votes, "STUB", 0.0)
    monkeypatch.setattr(votes, "FEW", 0)
    assert len(votes.library(strips, keys, source, features.Hints())) == 1


def test_a_short_choice_that_speaks_of_the_title_is_no_stub(monkeypatch: pytest.MonkeyPatch) -> None:
    long = "A second story of the day, about nothing that the headline names, goes on for quite a few words."
    source = f"<h1>Ferry rams pier</h1><p>The ferry hit the pier at noon.</p><hr><p>{long} It ends.</p><p>{long}</p>"
    strips, keys = html.read(source)
    told = {True: [strips[1].text], False: [strip.text for strip in strips[2:]]}
    monkeypatch.setattr(votes, "extracted", lambda tree, fast: told[fast])
    hints = features.hints("Ferry rams pier", None, None)
    assert votes.library(strips, keys, votes.Source(source), hints) == {1}
    told[False] = [strip.text for strip in strips[1:]]
    assert votes.library(strips, keys, votes.Source(source), hints) == {1, 2, 3}


def test_a_plain_page_is_read_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    def extracted(tree: object, fast: bool) -> list[str]:
        raise AssertionError("the library was asked")

    monkeypatch.setattr(votes, "extracted", extracted)
    assert article(page()).text.count("\n\n") == len(PARAGRAPHS)


def test_paragraphs_in_two_places_make_no_plain_page() -> None:
    text = "".join(f"<p>{line}</p>" for line in PARAGRAPHS)
    one, two = (
        f"<h1>Ferry rams pier</h1><div><div><div>{text}</div></div></div>",
        f"<div><div><div>{text}</div></div></div>",
    )
    words = tables(load("en"))
    assert votes.plainly(*html.read(one), features.Hints(), words)
    assert not votes.plainly(*html.read(one + two), features.Hints(), words)
    assert not votes.plainly(*html.read(two), features.Hints(), words)


def test_a_heading_over_links_is_known_as_a_label() -> None:
    source = "<div><p>More on this</p><p><a href='/a'>Council votes again</a></p></div>"
    strips, keys = html.read(source)
    found = features.features(strips, keys, {0}, features.Hints(), tables(load("en")))
    assert found[0]["label_of_links"] == 1.0
    assert found[0]["next_linked"] == 1.0


@pytest.mark.parametrize(
    "broken",
    [
        "<script src='/a.js'></script\n<!-- a plugin: https://plug.example/ -->",
        "<script>document.write('<div class=\"</script>",
        "<script>var a = '<!--';</script>",
        "<textarea><a href='</textarea>",
        "<script>if (a <b && c > d) { e = '</p>' }</SCRIPT >",
    ],
)
def test_a_script_ends_where_its_closing_tag_does(broken: str) -> None:
    body = broken + "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    assert len(list(scan.blocks(f"<html><body>{body}</body></html>"))) == len(PARAGRAPHS)


def test_a_head_that_is_never_closed_ends_with_the_body() -> None:
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    found = [
        piece.text for block in scan.blocks(f"<html><head><title>Pool</title><body>{body}") for piece in block.pieces
    ]
    assert "Pool" not in found
    assert found[0].startswith("The council of Marrow Bay")


def test_a_page_that_a_script_writes_is_read_from_its_data() -> None:
    lines = ["The council of Marrow Bay voted to close the \\u201cold\\u201d pool.", *PARAGRAPHS[2:]] * 2
    told = "\\n\\n".join(
        line.replace('"', '\\"') + f" It was vote {n} of the day &amp; the \\ud83c\\udfca team left."
        for n, line in enumerate(lines)
    )
    data = f'{{"@type": "NewsArticle", "headline": "Pool closes", "articleBody" : "{told}"}}'
    source = f'<html lang="en"><head><script type="application/ld+json">{data}</script></head><body><div id="app">Loading</div></body></html>'
    found = article(source.encode())
    assert len(found.body) == len(lines)
    assert found.text.count("the “old” pool. It was vote") == 2
    assert "the day & the 🏊 team left." in found.text
    for word in ("council", "“", "&", "🏊", "autumn"):
        first = found.text.index(word)
        place = to_source(found.text, found.source_map, (first, first + len(word)))
        assert place is not None
        raw = source.encode()[slice(*place)].decode()
        assert raw == {"“": "\\u201c", "&": "&amp;", "🏊": "\\ud83c\\udfca"}.get(word, word)


def test_data_do_not_replace_an_article_that_the_page_shows() -> None:
    told = "Another text of the same page. " * 40
    data = f'{{"@type": "NewsArticle", "articleBody": "{told}"}}'
    source = page().decode().replace("<nav>", f'<script type="application/ld+json">{data}</script><nav>')
    assert "Another text" not in article(source.encode()).text


def test_a_table_in_a_figure_is_text_and_its_caption_none() -> None:
    table = (
        "<figure class='table'><table><tr><td>Repairs of the pier</td><td>2 million crowns</td></tr></table>"
        "<figcaption>What the town has to pay, by its own count</figcaption></figure>"
    )
    data = page().replace(b"</p>", b"</p>" + table.encode(), 1)
    found = article(data)
    body = [found.text[start:end] for start, end in found.body]
    assert "2 million crowns" in body
    assert not any(text.startswith("What the town has to pay") for text in body)


@pytest.mark.parametrize("again", [False, True])
def test_a_standfirst_printed_again_among_the_paragraphs_is_told(again: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    lede = "The ferry Brannock hit the pier of the old harbour on Monday, and nobody on board was hurt."
    text = "".join(f"<p>{line}</p>" for line in ([lede, *PARAGRAPHS] if again else PARAGRAPHS))
    source = f"<h1>Ferry rams pier</h1><header><p class='standfirst'>{lede}</p></header><div>{text}</div>"
    # the model takes the paragraphs and not the standfirst
    monkeypatch.setattr(score, "chosen", lambda blocks: {index for index in blocks if index > 1})
    found = article(f"<html><body>{source}</body></html>".encode())
    assert (lede in [found.text[start:end] for start, end in found.body]) == again
    assert found.text.count(lede) == 1
