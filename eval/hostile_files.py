"""Files that somebody might make to stop what reads them: archives, documents, sheets, feeds and mail that unpack to
far too much, hold far too many parts, or send a library round and round.

A maker takes a number of bytes, about what a machine would have to hold, and gives the file. `tests/read/test_bombs.py`
reads small ones, `eval/siege.py` those of real size.
"""

import gzip
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable
from itertools import islice

Maker = Callable[[int], bytes]

MOST_MEMBERS = 60_000
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DOCX, ODT = "word/document.xml", "content.xml"
SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KINDS = "http://schemas.openxmlformats.org/package/2006/content-types"
BODY = (
    b"The mayor of Marrow Bay, Ada Quill, resigned on Monday after two years in office, the council said. "
    b"Her deputy will lead the town of 12,000 people until a vote in May."
)
ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
BOMB = f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e0 "{"ha" * 50}">{ENTITIES}]>'


def packed(members: Iterable[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP of these members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as package:
        for name, data in members:
            package.writestr(name, data)
    return stream.getvalue()


def liar(name: str, size: int) -> bytes:
    """A ZIP whose member says that it is short, and is `size` bytes of zeros packed in bzip2."""
    data = bytearray(packed([(name, b"0" * size)], zipfile.ZIP_BZIP2))
    entry = data.index(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = struct.pack("<I", 1_000)
    data[22:26] = struct.pack("<I", 1_000)
    return bytes(data)


def overlapping(names: Iterable[str], size: int) -> bytes:
    """A ZIP whose members are all the same bytes of it, no more of them than a ZIP counts."""
    body = zlib.compress(BODY * (size // len(BODY)), 9)[2:-4]
    crc = zlib.crc32(BODY * (size // len(BODY)))
    rest = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0, crc, len(body), len(BODY) * (size // len(BODY)), 1, 0)[:26]
    local = b"PK\x03\x04" + rest + b"a" + body
    entries = bytearray()
    count = 0
    for name in islice(names, MOST_MEMBERS):
        count += 1
        entries += (
            b"PK\x01\x02" + struct.pack("<H", 20) + rest[:22] + struct.pack("<HHHHHII", len(name), 0, 0, 0, 0, 0, 0)
            + name.encode()
        )  # fmt: skip
    return (
        local
        + bytes(entries)
        + b"PK\x05\x06"
        + struct.pack("<HHHHIIH", 0, 0, count, count, len(entries), len(local), 0)
    )


# --- documents --------------------------------------------------------------------------------------------------------


def word(body: str, head: str = "") -> bytes:
    """A Word document."""
    return packed([(DOCX, f'{head}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'.encode())])


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def nested_paragraphs(size: int) -> bytes:
    """Paragraphs in one another, as text boxes are; each would tell what those in it tell."""
    depth = 80
    return word("<w:p><w:r>" * depth + run(numbers(size)) + "</w:r></w:p>" * depth)


def numbers(size: int, pattern: str = "{} ") -> str:
    """Numbers one after another: text that packs as text does."""
    return "".join(pattern.format(number) for number in range(size // (len(pattern) + 4)))


def pdf(objects: Iterable[bytes]) -> bytes:
    """A PDF of these objects; the first is the catalog."""
    data, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(data) + b"trailer <</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(places) + 1, table)


def stream(content: bytes, more: bytes = b"") -> bytes:
    """A packed stream of a PDF."""
    data = zlib.compress(content, 9)
    return b"<< /Length %d /Filter /FlateDecode %s>>\nstream\n%s\nendstream" % (len(data), more, data)


FONT = b"/Font << /F 4 0 R >>"
TYPE = b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>"


def paper(content: bytes, count: int = 1, kids: int = 1, more: Iterable[bytes] = (), resources: bytes = FONT) -> bytes:
    """A PDF whose pages all show `content`; it says that it has `count` of them. Object 5 is the content."""
    page = b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 5 0 R /Resources << %s >> >>" % resources
    pages = b"<</Type /Pages /Kids [%s] /Count %d>>" % (b"3 0 R " * kids, count)
    return pdf([b"<</Type /Catalog /Pages 2 0 R>>", pages, page, TYPE, stream(content), *more])


def forms(size: int) -> bytes:
    """A page that shows a form ten times, which shows another ten times, and so on; the last of them shows a word."""
    depth = len(str(size))
    names = [
        stream(
            b"/X Do " * 10 if n < depth else b"BT /F 9 Tf 9 9 Td (word) Tj ET",
            b"/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << %s /XObject << /X %d 0 R >> >> "
            % (FONT, 7 + n if n < depth else 6),
        )
        for n in range(1, depth + 1)
    ]
    return paper(b"/X Do " * 10, more=names, resources=FONT + b"/XObject << /X 6 0 R >>")


def stairs(size: int) -> bytes:
    """A page of words of which each stands right of and under the one before."""
    count = size // 20
    return paper(
        b"BT /F 1 Tf " + b"".join(b"1 0 0 1 %d %d Tm (ab) Tj " % (20 * n, 800 - 3 * n) for n in range(count)) + b"ET"
    )


def one_paragraph(size: int) -> bytes:
    """A page of very many short lines of one paragraph."""
    return paper(b"BT /F 1 Tf 1 TL 9 790 Td " + b"(abc) Tj T* " * (size // 12) + b"ET")


DOCUMENTS: dict[str, Maker] = {
    "bomb.docx": lambda size: word("<w:p>" + run("0" * size) + "</w:p>"),
    "bzip2.docx": lambda size: liar(DOCX, 40 * size),
    "entities.docx": lambda size: word(f"<w:p>{run('&e9;')}</w:p>", BOMB),
    "nested.docx": nested_paragraphs,
    "paragraphs.docx": lambda size: word(numbers(size, '<w:p w:n="{}"/>')),
    "deep.docx": lambda size: word("<w:p>" * (size // 11) + "</w:p>" * (size // 11)),
    "bomb.odt": lambda size: packed([(ODT, b"0" * 100 * size)]),
    "bzip2.odt": lambda size: liar(ODT, 40 * size),
    "pages.pdf": lambda size: paper(b"BT /F 9 Tf 9 9 Td (word) Tj ET", 2_000_000_000, size // 6),
    "said pages.pdf": lambda size: paper(b"BT /F 9 Tf 9 9 Td (word) Tj ET", 2_000_000_000),
    "stream.pdf": lambda size: paper(b"BT /F 9 Tf 9 9 Td " + b"(word) Tj " * (size // 2) + b"ET"),
    "zeros.pdf": lambda size: paper(b" " * 50 * size),
    "spaces.pdf": lambda size: paper(b"BT /F 9 Tf 9 9 Td (" + b" " * size + b"a) Tj ET"),
    "forms.pdf": forms,
    "stairs.pdf": stairs,
    "lines.pdf": one_paragraph,
}


# --- sheets and lists -------------------------------------------------------------------------------------------------


KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PARTS = {"xl/workbook.xml": "sheet.main", SHEET: "worksheet", "xl/sharedStrings.xml": "sharedStrings"}
BOOK = (
    f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>'
)


def related(**targets: str) -> bytes:
    """A list of relations; r1, r2 and so on lead to targets of these types."""
    found = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), 1)
    )
    return f'<Relationships xmlns="{RELATIONS}">{found}</Relationships>'.encode()


def sheet(rows: str, head: str = "", strings: bytes = b"") -> bytes:
    """A workbook of one sheet."""
    kinds = "".join(f'<Override PartName="/{name}" ContentType="{KIND}.{kind}+xml"/>' for name, kind in PARTS.items())
    return packed([
        ("[Content_Types].xml", f'<Types xmlns="{KINDS}">{kinds}</Types>'.encode()),
        ("_rels/.rels", related(officeDocument="xl/workbook.xml")),
        ("xl/workbook.xml", BOOK.encode()),
        ("xl/_rels/workbook.xml.rels", related(worksheet="worksheets/sheet1.xml", sharedStrings="sharedStrings.xml")),
        ("xl/sharedStrings.xml", strings or f'<sst xmlns="{MAIN}"/>'.encode()),
        (SHEET, f'{head}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode()),
    ])  # fmt: skip


def link(row: int, more: str = "") -> str:
    return f'<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>https://a.example/{row}</t></is></c>{more}</row>'


SHEETS: dict[str, Maker] = {
    "bomb.xlsx": lambda size: sheet(link(1) + "<row/>" * (100 * size // 6)),
    "far.xlsx": lambda size: sheet(link(1) + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    "further.xlsx": lambda size: sheet(link(1) + '<row r="99999999999"><c r="A1"><v>1</v></c></row>'),
    "cells.xlsx": lambda size: sheet(link(1) + "<row>" + numbers(size, '<c n="{}"/>') + "</row>"),
    "strings.xlsx": lambda size: sheet(
        link(1), strings=f'<sst xmlns="{MAIN}">{numbers(size, "<si><t>{}</t></si>")}</sst>'.encode()
    ),
    "entities.xlsx": lambda size: sheet(link(1, "<c><v>&e9;</v></c>"), BOMB),
    "bzip2.xlsx": lambda size: liar("xl/workbook.xml", 40 * size),
    "cells.csv": lambda size: b"url\nhttps://a.example/1" + b",a" * (size // 2),
    "quotes.csv": lambda size: b'url\nhttps://a.example/1,"' + b'\n","' * (size // 4),
    "line.csv": lambda size: b"url\nhttps://a.example/1\n" + b"a" * size,
}


# --- XML, feeds, property lists ---------------------------------------------------------------------------------------

NAR = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'
A = "https://a.example/"
MAP = b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><title>a</title>'

FEEDS: dict[str, Maker] = {
    "entities.xml": lambda size: f"{BOMB}<nitf><body.content>&e9;</body.content></nitf>".encode(),
    "outside.xml": lambda size: b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    + b"<nitf><body.content>&x;</body.content></nitf>",
    "items.xml": lambda size: f"<newsMessage {NAR}>{'<newsItem/>' * (size // 11)}</newsMessage>".encode(),
    "deep.xml": lambda size: b"<a>" * (size // 7) + b"</a>" * (size // 7),
    "empty.xml": lambda size: b"<a>" + b"<b/>" * (size // 4) + b"</a>",
    "attributes.xml": lambda size: ("<a " + " ".join(f'a{n}=""' for n in range(size // 10)) + "/>").encode(),
}  # fmt: skip
LISTED: dict[str, Maker] = {
    "entities.rss": lambda size: f"{BOMB}<rss><channel><item><title>&e9;</title><link>{A}&e9;</link></item>".encode(),
    "entities.opml": lambda size: f'{BOMB}<opml><body><outline xmlUrl="{A}&e9;"/>'.encode(),
    "items.rss": lambda size: b"<rss><channel>" + b"<item/>" * (size // 7) + b"</channel></rss>",
    "items.atom": lambda size: (ATOM + f"<entry><link href='{A}'/></entry>" * (size // 48) + "</feed>").encode(),
    "deep.rss": lambda size: b"<rss><channel>" + b"<item>" * (size // 6),
    "deep.atom": lambda size: (ATOM + "<div>" * (size // 5)).encode(),
    "marks.rss": lambda size: b"<rss><channel><item><description>" + b"<" * size,
    "ampersands.rss": lambda size: b"<rss><channel><item><description>" + b"&a" * (size // 2),
    "broken.rss": lambda size: b"<rss><channel><item>" + b"<a b=" * (size // 5),
    "dates.rss": lambda size: b"<rss><channel><item><pubDate>" + b"1" * size + b"</pubDate></item></channel></rss>",
    "outlines.opml": lambda size: (f"<opml><body>{f'<outline xmlUrl={A!r}/>' * (size // 40)}</body></opml>").encode(),
    "sitemap.xml": lambda size: MAP + b"<url/>" * (size // 6) + b"</urlset>",
}  # fmt: skip


def shared(size: int) -> bytes:
    """A binary property list whose objects are one array again and again."""
    count, refs = size // 200, size // 2_000
    head = b"bplist00"
    array = b"\xaf\x11" + struct.pack(">H", min(refs, 60_000)) + b"\0\0\1" * min(refs, 60_000)
    root = b"\xaf\x12" + struct.pack(">I", count) + b"".join((n + 2).to_bytes(3, "big") for n in range(count))
    body = head + array + b"\x10\1" + root
    places = [len(head) + len(array) + 2, len(head) + len(array)] + [len(head)] * count
    table = b"".join(place.to_bytes(4, "big") for place in places)
    return body + table + struct.pack(">6xBBQQQ", 4, 3, len(places), 0, len(body))


ARCHIVED: dict[str, Maker] = {
    "shared.webarchive": shared,
    "count.webarchive": lambda size: b"bplist00" + b"\x08" * 32 + struct.pack(">6xBBQQQ", 1, 1, 2**40, 0, 8),
    "flat.webarchive": lambda size: b"bplist00\x08" + b"\x08" * size + struct.pack(">6xBBQQQ", 1, 1, size, 0, 9),
    "strings.webarchive": lambda size: b"<plist><array>" + b"<string/>" * (size // 9) + b"</array></plist>",
    "deep.webarchive": lambda size: b"<plist>" + b"<array>" * (size // 7),
    "entities.webarchive": lambda size: f"{BOMB}<plist><string>&e9;</string></plist>".encode(),
}


# --- mail -------------------------------------------------------------------------------------------------------------


def letter(head: bytes, body: bytes, kind: bytes = b"text/html") -> bytes:
    return (
        b"From: Desk <desk@a.example>\nSubject: News\n"
        + head
        + b"MIME-Version: 1.0\nContent-Type: "
        + kind
        + b"\n\n"
        + body
    )


DEEPER = b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n'
MIXED = b'multipart/mixed; boundary="a"'
MAIL: dict[str, Maker] = {
    "parts.eml": lambda size: letter(b"", b"--a\n\n" * (size // 5) + b"--a--", MIXED),
    "lines.eml": lambda size: letter(b"", b"a\n" * (size // 2)),
    "heads.eml": lambda size: b"a: b\n" * (size // 5) + b"\n" + BODY,
    "from.eml": lambda size: b"From: " + b"a@b.example, " * (size // 13) + b"\nContent-Type: text/html\n\n" + BODY,
    "comments.eml": lambda size: b"From: " + b"(" * size + b"\nContent-Type: text/html\n\n" + BODY,
    "subject.eml": lambda size: letter(b"Subject: " + b"=?utf-8?q?a?= " * (size // 14) + b"\n", BODY),
    "type.eml": lambda size: b"Content-Type: text/html" + b"; a=b" * (size // 5) + b"\n\n" + BODY,
    "date.eml": lambda size: letter(b"Date: " + b"1 " * (size // 2) + b"\n", BODY),
    "deep.eml": lambda size: b"".join(DEEPER % (n, n) for n in range(size // 60)) + BODY,
    "digest.eml": lambda size: b"Content-Type: message/rfc822\n\n" * (size // 30) + BODY,
    "long.eml": lambda size: letter(b"", b"<p>" + b"word " * (size // 5)),
    "folded.eml": lambda size: letter(b"Subject: a\n" + b" b\n" * (size // 3), BODY),
    "parts.mhtml": lambda size: letter(b"", b"--a\nContent-Type: text/html\n\n" * (size // 29) + b"--a--", MIXED),
    "lines.mhtml": lambda size: letter(b"", b"a\n" * (size // 2)),
}  # fmt: skip


# --- web archives -----------------------------------------------------------------------------------------------------


def answer(body: bytes, head: bytes = b"", more: bytes = b"", url: bytes = b"https://a.example/1") -> bytes:
    """A record of a WARC."""
    told = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + head + b"\r\n" + body
    return (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: " + url + b"\r\nWARC-Date: 2024-03-06T10:15:00Z\r\n"
        b"WARC-Record-ID: <urn:uuid:a>\r\nContent-Type: application/http; msgtype=response\r\n" + more
        + b"Content-Length: %d\r\n\r\n" % len(told) + told + b"\r\n\r\n"
    )  # fmt: skip


CODED = b"Content-Encoding: %s\r\n"


def revisit() -> bytes:
    """A record that says that a page was as before; the one before is not there."""
    return answer(BODY).replace(b"WARC-Type: response", b"WARC-Type: revisit")


def brotli(size: int) -> bytes:
    import brotli

    return bytes(brotli.compress(b"0" * size))


def listing(size: int) -> bytes:
    """A WACZ whose list names one member again and again."""
    told = [{"path": "a", "hash": "sha256:0"}] * (size // 100)
    return packed([("datapackage.json", json.dumps({"resources": told}).encode()), ("a", BODY * 10)])


PACKED: dict[str, Maker] = {
    "zeros.warc.gz": lambda size: gzip.compress(answer(b"0" * 100 * size, more=b"WARC-Resource-Type: image\r\n")),
    "page.warc.gz": lambda size: gzip.compress(answer(b"0" * 100 * size)),
    "twice.warc.gz": lambda size: gzip.compress(answer(gzip.compress(b"0" * 100 * size), CODED % b"gzip")),
    "brotli.warc": lambda size: answer(brotli(100 * size), CODED % b"br"),
    "heads.warc": lambda size: answer(BODY, b"a: b\r\n" * (size // 6)),
    "folded.warc": lambda size: answer(BODY, b"a: b\r\n" + b" c\r\n" * (size // 4)),
    "blank.warc": lambda size: answer(BODY) + b"\r\n" * (size // 2),
    "chunks.warc": lambda size: answer(b"1\r\na\r\n" * (size // 6) + b"0\r\n\r\n", b"Transfer-Encoding: chunked\r\n"),
    "digests.warc": lambda size: answer(BODY, more=b"WARC-Block-Digest: sha1:AAAA\r\n") * (size // 500),
    "revisits.warc": lambda size: revisit() * (size // 500),
    "members.warc.gz": lambda size: gzip.compress(b"") * (size // 20),
    "bomb.wacz": lambda size: packed([("archive/a.warc", b"0" * 100 * size)]),
    "list.wacz": lambda size: packed([("pages/pages.jsonl", b"{}\n" * (size // 3))]),
    "listing.wacz": listing,
    "overlap.wacz": lambda size: overlapping((f"archive/{n}.warc" for n in range(size // 200)), 10 * size // 100),
    "bzip2.wacz": lambda size: liar("pages/pages.jsonl", 40 * size),
    "members.wacz": lambda size: packed((f"archive/{n}.warc", b"") for n in range(min(size // 120, MOST_MEMBERS))),
}  # fmt: skip


# --- books -----------------------------------------------------------------------------------------------------------

CONTAINER = (
    b'<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    b'<rootfile full-path="book.opf"/></rootfiles></container>'
)
ITEM = '<item id="i{0}" href="a.xhtml" media-type="text/html"/>'


def epub(items: str, order: str, body: bytes, head: str = "") -> bytes:
    """A book of one chapter, with these entries in its list and its order of reading."""
    listed = f"<manifest>{items}</manifest><spine>{order}</spine>"
    book = f'{head}<package xmlns="http://www.idpf.org/2007/opf">{listed}</package>'
    return packed([("META-INF/container.xml", CONTAINER), ("book.opf", book.encode()), ("a.xhtml", body)])


BOOKS: dict[str, Maker] = {
    "bomb.epub": lambda size: epub(ITEM.format(1), '<itemref idref="i1"/>', b"0" * 100 * size),
    "again.epub": lambda size: epub(ITEM.format(1), numbers(size, '<itemref idref="i1" n="{}"/>'), BODY * 20),
    "items.epub": lambda size: epub(numbers(size, ITEM.replace("0", "")), '<itemref idref="i1"/>', BODY * 20),
    "deep.epub": lambda size: epub(ITEM.format(1), '<itemref idref="i1"/>', b"<div>" * (size // 5) + BODY * 20),
    "entities.epub": lambda size: epub(ITEM.format(1), '<itemref idref="i1"/>' + "&e9;", BODY * 20, BOMB),
    "bzip2.epub": lambda size: liar("META-INF/container.xml", 40 * size),
    "overlap.epub": lambda size: overlapping((f"{n}.xhtml" for n in range(size // 200)), 10 * size // 100),
}  # fmt: skip


# --- JSON -------------------------------------------------------------------------------------------------------------

LINES: dict[str, Maker] = {
    "same ids.jsonl": lambda size: b'{"id":"a","text":"x"}\n' * (size // 22),
    "bomb.jsonl.gz": lambda size: gzip.compress(b" " * 100 * size),
    "members.jsonl.gz": lambda size: gzip.compress(b"") * (size // 20),
    "ninjs.jsonl": lambda size: b'{"uri":"a","body_text":"x"}\n' * (size // 28),
    "bomb.txt.gz": lambda size: gzip.compress(b"0" * 100 * size),
}

FILES: dict[str, Maker] = {**DOCUMENTS, **SHEETS, **FEEDS, **LISTED, **ARCHIVED, **MAIL, **PACKED, **BOOKS, **LINES}
