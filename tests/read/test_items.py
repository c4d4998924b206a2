"""Items of agencies and newsletters: the text, and what the item says of itself."""

import json
from pathlib import Path

import pytest
from tests.read.web.site import PARAGRAPHS

from retold.clean import clean
from retold.config import Config
from retold.model import Article, Page, Problem
from retold.read import file

BODY = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
G2 = f"""<?xml version="1.0" encoding="UTF-8"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>
<newsItem guid="urn:newsml:wire.example:20240305:pool" version="2" xml:lang="en"><itemMeta><itemClass qcode="ninat:text"/>
<provider literal="wire"><name>Meridian News Agency</name></provider><versionCreated>2024-03-05T21:00:00Z</versionCreated>
<firstCreated>2024-03-05T20:15:00Z</firstCreated><pubStatus qcode="stat:usable"/></itemMeta>
<contentMeta><by>Ada Quill</by><headline>Council votes to close pool</headline><language tag="en"/></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>{BODY}</body></html></inlineXML></contentSet></newsItem>
<newsItem guid="urn:2"><itemMeta><pubStatus qcode="stat:canceled"/></itemMeta><contentSet><inlineData>{PARAGRAPHS[0]}</inlineData></contentSet></newsItem>
<newsItem guid="urn:3"><itemMeta/><contentSet><inlineData contenttype="text/plain">{" ".join(PARAGRAPHS)}</inlineData></contentSet></newsItem>
<newsItem guid="urn:4"><itemMeta/><contentSet><remoteContent href="a.jpg"/></contentSet></newsItem>
</itemSet></newsMessage>"""
NITF = f"""<?xml version="1.0"?><nitf><head><docdata><date.issue norm="20240305T201500Z"/></docdata></head><body><body.head><hedline>
<hl1>Council votes to close pool</hl1></hedline><byline>Ada Quill</byline></body.head><body.content>{BODY}</body.content></body></nitf>"""


def read(path: Path, data: bytes) -> tuple[list[Page], list[Problem]]:
    path.write_bytes(data)
    found = list(file.read([str(path)], Config()))
    return [item for item in found if isinstance(item, Page)], [item for item in found if isinstance(item, Problem)]


def told(page: Page) -> Article:
    article = clean(page, Config()).article
    assert article is not None
    return article


def test_newsml(tmp_path: Path) -> None:
    pages, problems = read(tmp_path / "a.xml", G2.encode())
    assert [page.id for page in pages] == ["urn:newsml:wire.example:20240305:pool", "urn:3"]
    assert [problem.code for problem in problems] == ["skipped", "no_text"]
    article = told(pages[0])
    assert (article.title, article.outlet, article.authors) == (
        "Council votes to close pool",
        "Meridian News Agency",
        ("Ada Quill",),
    )
    assert article.published is not None and article.published.value == "2024-03-05T20:15:00Z"
    assert all(text in article.text for text in PARAGRAPHS)
    assert PARAGRAPHS[3] in told(pages[1]).text


def test_nitf(tmp_path: Path) -> None:
    (page,), problems = read(tmp_path / "a.xml", NITF.encode())
    assert not problems
    article = told(page)
    assert (article.title, article.authors) == ("Council votes to close pool", ("Ada Quill",))
    assert article.published is not None and article.published.value == "2024-03-05"
    assert article.text.count("\n\n") >= 3 and PARAGRAPHS[3] in article.text


@pytest.mark.parametrize(
    "record",
    [
        {"uri": "urn:1", "type": "text", "headline": "Pool", "byline": "Ada Quill", "body_html": BODY, "body_text": "x",
         "versioncreated": "2024-03-05T20:15:00Z", "infosource": [{"name": "Meridian"}], "language": "en"},
        {"uri": "urn:1", "headlines": [{"role": "main", "value": "Pool"}], "by": "Ada Quill", "firstCreated": "2024-03-05T20:15:00Z",
         "bodies": [{"contentType": "text/plain", "value": "x"}, {"contentType": "text/html", "value": BODY}],
         "infosources": [{"name": "Meridian"}]},
    ],
)  # fmt: skip
def test_ninjs(tmp_path: Path, record: dict[str, object]) -> None:
    (page,), problems = read(tmp_path / "a.json", json.dumps(record).encode())
    assert not problems
    assert (page.id, page.media, page.title, page.authors, page.outlet) == (
        "urn:1",
        "html",
        "Pool",
        ("Ada Quill",),
        "Meridian",
    )
    assert page.published == "2024-03-05T20:15:00Z" and PARAGRAPHS[0] in told(page).text


def test_a_ninjs_picture_has_no_text(tmp_path: Path) -> None:
    pages, problems = read(tmp_path / "a.json", b'{"uri": "urn:1", "type": "picture", "headline": "x"}')
    assert not pages and [problem.code for problem in problems] == ["no_text"]


def letter(kind: str, body: str) -> bytes:
    head = "From: Marrow Mail <news@marrow.example>\nSubject: =?utf-8?q?Caf=C3=A9_and_pool?=\nDate: Tue, 05 Mar 2024 21:15:00 +0100\n"
    return f"{head}MIME-Version: 1.0\nContent-Type: {kind}; charset=utf-8\n\n{body}".encode()


@pytest.mark.parametrize(("kind", "body"), [("text/html", BODY), ("text/plain", "\n\n".join(PARAGRAPHS))])
def test_mail(tmp_path: Path, kind: str, body: str) -> None:
    (page,), problems = read(tmp_path / "a.eml", letter(kind, body))
    assert not problems and page.capture is not None
    assert (page.title, page.outlet, page.published) == ("Café and pool", "Marrow Mail", "2024-03-05T20:15:00Z")
    assert page.capture.supplied == "mail" and ("subject", "Café and pool") in page.capture.notes
    assert PARAGRAPHS[0] in told(page).text


def test_the_html_of_a_mail_with_both(tmp_path: Path) -> None:
    parts = f"--x\nContent-Type: text/plain\n\nplain\n--x\nContent-Type: text/html; charset=utf-8\n\n{BODY}\n--x--\n"
    data = f'From: a@b.example\nContent-Type: multipart/alternative; boundary="x"\n\n{parts}'.encode()
    (page,), _ = read(tmp_path / "a.eml", data)
    assert page.media == "html" and page.outlet is None


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.xml", b"", "unreadable"),
        ("a.xml", b"no xml", "unreadable"),
        ("a.xml", b"<a/>", "unknown_format"),
        (
            "a.xml",
            b"<rss version='2.0'><channel><item><link>https://a.example/1</link></item></channel></rss>",
            "unknown_format",
        ),
        ("a.xml", b"<nitf><body/></nitf>", "no_text"),
        ("a.xml", bytes(range(256)) * 20, "unreadable"),
        ("a.eml", b"", "no_text"),
        ("a.eml", b"Content-Type: image/png\n\nabc", "no_text"),
        ("a.eml", b"From: \xff\xfe\nDate: x\nContent-Type: text/html; charset=\xff\n\n  ", "no_text"),
    ],
)
def test_broken_items(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    pages, problems = read(tmp_path / name, data)
    assert not pages and [problem.code for problem in problems] == [code]
