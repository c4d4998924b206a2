"""Bytes -> text whose every code point has a known number of bytes.

The character set is the byte order mark's, else the declared one, else what the page's own `meta` says, else what the
detector finds; never assumed. Bytes that do not fit become U+FFFD, one each, so that offsets still lead back.
"""

import codecs
import re
from dataclasses import dataclass

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
META = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([a-zA-Z0-9_:.-]{2,40})""", re.I)
ESCAPED = re.compile("[\udc80-\udcff]")
# what browsers read where a page declares the narrower set (WHATWG encoding standard)
WIDER = {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}
# the encodings of the web (WHATWG encoding standard) and UTF-32, under Python's names. A page may declare no other:
# some codecs of Python make no text of bytes, unpack what they are given, or run on without a bound
WEB = frozenset(
    [
        *("utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "ascii", "iso8859-1"),
        *(f"iso8859-{number}" for number in range(2, 17) if number != 12),
        *(f"cp125{number}" for number in range(9)),
        *("cp866", "cp874", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic", "gb2312", "gbk", "gb18030"),
        *("big5", "big5hkscs", "euc_jp", "iso2022_jp", "shift_jis", "cp932", "euc_kr", "cp949"),
    ]
)
DETECT_BYTES = 200_000


@dataclass(frozen=True, slots=True)
class Decoded:
    """`text` as read; `escaped` is the same with undecodable bytes as lone surrogates; `skip` bytes precede it."""

    text: str
    escaped: str
    encoding: str
    skip: int
    broken: int
    how: str

    def byte_offsets(self, offsets: list[int]) -> list[int]:
        """Byte offsets of ascending code point offsets, in one pass over the text."""
        found: list[int] = []
        place, size = 0, self.skip
        for offset in offsets:
            size += len(self.escaped[place:offset].encode(self.encoding, "surrogateescape"))
            place = offset
            found.append(size)
        return found


def decode(data: bytes, declared: str | None, html: bool) -> Decoded:
    """The text of `data`; `declared` is what the source (a header, a JSON line) says of it."""
    for mark, name in MARKS:
        if data.startswith(mark):
            return _decoded(data, name, len(mark), "byte order mark")
    if wide := unmarked_wide(data):
        return _decoded(data, wide, 0, "detected")
    stated = ((declared, "declared"), (_meta(data) if html else None, "declared in the page"))
    for said, how in stated:
        known = said and web(said)
        if known and (how == "declared" or _fits(data, known)):
            return _decoded(data, known, 0, how)
    if _fits(data, "utf-8"):
        return _decoded(data, "utf-8", 0, "detected")
    return _decoded(data, _detected(data), 0, "detected")


def unmarked_wide(data: bytes) -> str | None:
    """UTF-16 without a byte order mark, where most characters are Latin: every second byte is zero, the others not."""
    sample = data[:2_000]
    half = len(sample) // 2
    for first, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros, others = sample[first::2].count(0), sample[1 - first :: 2].count(0)
        if half >= 8 and 10 * zeros >= 9 * half and not others and len(data) % 2 == 0 and _fits(data, name):
            return name
    return None


def _meta(data: bytes) -> str | None:
    match = META.search(data[:8_000])
    return match.group(1).decode("ascii") if match else None


def web(name: str) -> str | None:
    """Python's name of an encoding that a page may declare; None for any other name."""
    known = _known(name)
    return known if known in WEB else None


def _known(name: str) -> str | None:
    try:
        known = codecs.lookup(name).name
        b"".decode(known)
    except (LookupError, ValueError, TypeError):
        return None
    return WIDER.get(known, known)


def _fits(data: bytes, encoding: str) -> bool:
    try:
        codecs.getincrementaldecoder(encoding)().decode(data)
    except (UnicodeError, ValueError):
        return False
    return True


def _detected(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:DETECT_BYTES]).best()
    known = _known(best.encoding) if best else None
    return known or "cp1252"


def _decoded(data: bytes, encoding: str, skip: int, how: str) -> Decoded:
    try:
        text = data[skip:].decode(encoding)
        return Decoded(text, text, encoding, skip, text.count("\ufffd"), how)
    except (UnicodeError, ValueError):
        pass
    try:
        escaped = data[skip:].decode(encoding, "surrogateescape")
        escaped.encode(encoding, "surrogateescape")
    except (UnicodeError, ValueError):
        # a codec without an escape for this error (UTF-16 cut in the middle): the rest cannot be led back
        escaped = data[skip:].decode(encoding, "ignore")
    text = ESCAPED.sub("\ufffd", escaped)
    return Decoded(text, escaped, encoding, skip, text.count("\ufffd"), how)
