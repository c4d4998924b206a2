"""Documents: the text in reading order without heads and feet, words made whole, and the way back to page and place."""

import io
import zipfile
from collections.abc import Sequence
from typing import Any

import pytest
from tests.browser.conftest import ARGS, CHROMIUM, lacking

from retold.clean import clean
from retold.clean.documents import BREAK, DocumentError, Extracted, extract
from retold.clean.pdf import joined
from retold.config import Config
from retold.model import Article, Page

Piece = tuple[float, float, float, str]  # left, distance from the top, size, text
TOLD = (
    "The council of Marrow Bay voted on Tuesday evening to close the old swimming pool on Harbour Street in June.",
    "Mayor Ada Quill said repairs to the roof would cost the town $2.4 million, which it could not raise.",
    "About 300 residents had signed a petition against the closure, handed over at the start of the meeting.",
    "A new pool beside the sports ground is planned for 2027, the council said in a statement after the vote.",
)


def pdf(pages: Sequence[Sequence[Piece]]) -> bytes:
    """A PDF of pieces of text, written by hand: each in the order given, whatever its place."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for pieces in pages:
        drawn = "".join(
            f"BT /F1 {size} Tf 1 0 0 1 {left} {792 - top} Tm ({text.replace('(', '[').replace(')', ']')}) Tj ET\n"
            for left, top, size, text in pieces
        )
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}endstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    body, places = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{item}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF"
    return body + end.encode()


def column(left: float, top: float, text: str, width: int = 40) -> list[Piece]:
    """A paragraph set in lines of a width in characters."""
    from textwrap import wrap

    return [(left, top + 14 * number, 11.0, line) for number, line in enumerate(wrap(text, width))]


def read(data: bytes, media: str = "pdf") -> Extracted:
    return extract(data, media, Config())


def article(data: bytes, media: Any = "pdf") -> Article:
    found = clean(Page("a", data, media), Config()).article
    assert found is not None
    return found


def test_columns_are_read_one_after_the_other() -> None:
    left = [*column(60, 140, TOLD[0]), *column(60, 230, TOLD[1])]
    right = [*column(330, 140, TOLD[2]), *column(330, 230, TOLD[3])]
    rows = sorted([*left, *right], key=lambda piece: (piece[1], piece[0]))  # drawn row by row over both columns
    for drawn in ([*left, *right], rows):
        found = read(pdf([[(60, 90, 20.0, "Council votes to close pool"), *drawn]]))
        assert found.text.split(BREAK) == ["Council votes to close pool", *TOLD]


def test_heads_feet_and_numbers_are_left_out() -> None:
    pages = [
        [(60, 30, 9.0, f"Marrow Bay Council - Minutes {number}"), *column(60, 120, TOLD[number], 60), (300, 770, 9.0, f"Page {number + 1} of 3"),
         *column(60, 180, f"The vote on item {number} was taken without a debate of the members.", 60)]
        for number in range(3)
    ]  # fmt: skip
    found = read(pdf(pages))
    assert "Minutes" not in found.text and "Page" not in found.text
    assert all(text in found.text for text in TOLD[:3])
    assert {item.reason for item in found.removed} == {"head or foot of the page"} and len(found.removed) == 6


def test_the_way_back_goes_to_page_and_position() -> None:
    data = pdf([column(60, 120, TOLD[0], 60), column(80, 300, TOLD[1], 60), column(60, 120, TOLD[3], 60)])
    told = article(data)
    start = told.text.index("Mayor Ada Quill")
    (leaf,) = [item for item in told.leaves if item.span[0] <= start < item.span[1]]
    assert leaf.page == 2 and leaf.box is not None
    assert leaf.box[0] == pytest.approx(80, abs=2) and leaf.box[1] == pytest.approx(292, abs=3)
    assert [item.page for item in told.leaves] == [1, 2, 3]
    assert told.sha256 == __import__("hashlib").sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("first", "second", "elsewhere", "whole"),
    [
        ("The infra-", "structure fails", "", "The infrastructure fails"),
        ("a two-", "year plan", "a two-year loan", "a two-year plan"),
        ("Smith-", "Jones said", "", "Smith- Jones said"),
        ("pages 3-", "4 of it", "", "pages 3- 4 of it"),
        ("the end", "of it", "", "the end of it"),
        ("the co\u00ad", "operation", "", "the cooperation"),
        ("the co\ufffe", "operation", "", "the cooperation"),
    ],
)
def test_words_divided_at_the_end_of_a_line(first: str, second: str, elsewhere: str, whole: str) -> None:
    from collections import Counter

    assert joined(first, second, Counter(elsewhere.split())) == whole


def test_a_scan_is_said_to_be_one() -> None:
    cleaned = clean(Page("a", pdf([[], []]), "pdf"), Config())
    assert cleaned.article is None and [item.code for item in cleaned.problems] == ["scan"]
    cleaned = clean(Page("a", pdf([column(60, 120, " ".join(TOLD), 60), []]), "pdf"), Config())
    assert cleaned.article is not None and [item.code for item in cleaned.problems] == ["scan"]
    assert "page 2" in cleaned.problems[0].message


def test_pages_are_bounded() -> None:
    data = pdf([column(60, 120, text, 60) for text in TOLD])
    cleaned = clean(Page("a", data, "pdf"), Config(max_document_pages=2))
    assert cleaned.article is not None and [item.code for item in cleaned.problems] == ["too_long"]
    assert TOLD[1] in cleaned.article.text and TOLD[2] not in cleaned.article.text


def packed(name: str, text: str, first: str = "") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        if first:
            made.writestr("mimetype", first, zipfile.ZIP_STORED)
        made.writestr(name, text)
    return stream.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
DOCX = f"""<w:document {W}><w:body><w:p><w:r><w:t>Council votes to </w:t></w:r><w:r><w:t>close pool</w:t></w:r></w:p><w:p/>
{"".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in TOLD)}
<w:p><w:del><w:r><w:delText>Nobody</w:delText></w:r></w:del><w:r><w:t>One</w:t><w:br/><w:t>line.</w:t></w:r></w:p></w:body></w:document>"""
ODT = f"""<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<o:body><o:text><t:tracked-changes><t:p>Gone.</t:p></t:tracked-changes><t:h>Council votes to <t:span>close</t:span> pool</t:h><t:p/>
{"".join(f"<t:p>{text}</t:p>" for text in TOLD)}<t:p>One<t:line-break/>line.<t:note><t:p>A note.</t:p></t:note></t:p></o:text></o:body></o:document-content>"""


@pytest.mark.parametrize(
    ("data", "media"),
    [(packed("word/document.xml", DOCX), "docx"),
     (packed("content.xml", ODT, "application/vnd.oasis.opendocument.text"), "odt")],
)  # fmt: skip
def test_office(data: bytes, media: str) -> None:
    assert read(data, media).text.split(BREAK) == ["Council votes to close pool", *TOLD, "One line."]
    told = article(data, media)
    start = told.text.index("Mayor Ada Quill")
    (leaf,) = [item for item in told.leaves if item.span[0] <= start < item.span[1]]
    assert (leaf.page, leaf.paragraph) == (None, 4)


BOMB = f'<!DOCTYPE a [<!ENTITY a "{"x" * 999}">{"".join(f"<!ENTITY {chr(98 + n)} {chr(34)}{f'&{chr(97 + n)};' * 60}{chr(34)}>" for n in range(6))}]>'
HOSTILE: dict[str, tuple[bytes, str]] = {
    "no pdf": (b"no pdf at all", "pdf"), "cut pdf": (pdf([column(60, 120, TOLD[0])])[:200], "pdf"), "noise": (b"%PDF-1.4" + bytes(range(256)) * 40, "pdf"),
    "no zip": (b"no zip", "docx"), "no text": (packed("other.xml", "<a/>"), "docx"), "no xml": (packed("word/document.xml", "<a"), "docx"),
    "deep": (packed("content.xml", "<a>" * 90_000), "odt"), "large": (packed("content.xml", "<a>" + " " * 30_000_000 + "</a>"), "odt"),
    "entities": (packed("word/document.xml", BOMB + DOCX.replace("One", "&g;")), "docx"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_documents(name: str) -> None:
    data, media = HOSTILE[name]
    with pytest.raises(DocumentError):
        read(data, media)


@pytest.mark.browser
def test_what_chromium_prints() -> None:
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not CHROMIUM.exists():
        lacking(f"no browser at {CHROMIUM}")
    text = [f"{line} {number}" for number, line in enumerate(TOLD * 8)]
    body = "".join(f"<p>{line}</p>" for line in text)
    page = (
        "<html lang=en><style>body{font:11pt serif} .c{columns:2;column-gap:2em;text-align:justify;hyphens:manual}</style>"
        f"<h1>Council votes to close pool</h1><div class=c>{body}</div></html>"
    )
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGS)
        tab = browser.new_page()
        tab.set_content(page)
        foot = "<span style='font-size:8px;margin-left:40px'>Marrow Mail, page <span class=pageNumber></span></span>"
        data = tab.pdf(format="A5", display_header_footer=True, header_template=foot, footer_template=foot,
                       margin={"top": "60px", "bottom": "60px"})  # fmt: skip
        browser.close()
    found = read(data)
    flat = " ".join(found.text.split())
    assert flat == " ".join(["Council votes to close pool", *text])
    assert max(item.page or 0 for item in found.paragraphs) > 1
