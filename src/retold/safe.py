"""Text of strangers made harmless: what cannot be seen is shown, and only web addresses become links."""

import re
import unicodedata
from urllib.parse import quote, urlsplit

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_LAST_PLANES = "\U000e0000"
_JOINERS = "\u200c\u200d"
# C0 and C1 controls but tab and newline, every format character, separators, surrogates, noncharacters
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u070f\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb"
    "\ufffe\uffff\ufdd0-\ufdef\ud800-\udfff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)


def pieces(text: str) -> list[tuple[str, bool]]:
    """The text in pieces (words, hidden): a hidden character is given by its code point, as "U+202E"."""
    if _is_clear(text):
        return [(text, False)] if text else []
    found: list[tuple[str, bool]] = []
    last = 0
    for match in _HIDDEN.finditer(text):
        if match[0] in _JOINERS and _joins(text, match.start()):
            continue
        if match.start() > last:
            found.append((text[last : match.start()], False))
        found.append((f"U+{ord(match[0]):04X}", True))
        last = match.end()
    if last < len(text):
        found.append((text[last:], False))
    return found


def _is_clear(text: str) -> bool:
    """Whether a text surely hides nothing, told without looking at each character: what Python prints as it is, but for
    the selectors of variants in the last planes."""
    return text.isprintable() and (text.isascii() or max(text) < _LAST_PLANES)


def plain(text: str) -> str:
    """The text with hidden characters written out in brackets, for attributes, pictures and terminals."""
    if _is_clear(text):
        return text
    return "".join(f"[{words}]" if hidden else words for words, hidden in pieces(text))


def line(text: str) -> str:
    """The text as it may go to a terminal: one line, with all that moves the cursor or cannot be seen written out."""
    return plain(text).replace("\n", "[U+000A]").replace("\t", "[U+0009]")


def unformula(text: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe goes before what looks like one."""
    return f"'{text}" if text.startswith(FORMULA) else text


def formula_again(text: str) -> str:
    """A cell as it was before `unformula`."""
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA) else text


def _joins(text: str, index: int) -> bool:
    """A joiner between emoji or letters of a script that needs it is part of the writing."""
    around = text[max(0, index - 1) : index] + text[index + 1 : index + 2]
    return len(around) == 2 and all(
        not char.isascii() and unicodedata.category(char) in ("So", "Sk", "Lo", "Mn", "Mc") for char in around
    )


def web(url: str | None) -> str | None:
    """The address where it is one of the web; None for anything else."""
    if url is None or len(url) > 2000 or _HIDDEN.search(url) or any(char.isspace() for char in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def hostname(url: str | None) -> str:
    """The name of the host of an address, without "www."; empty where there is none."""
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def host(url: str | None) -> str | None:
    """The host of a web address, without "www."."""
    address = web(url)
    return urlsplit(address).netloc.rpartition("@")[2].removeprefix("www.") if address else None


def fragment(url: str | None, text: str) -> str | None:
    """A text-fragment link to the very words on the page (https://wicg.github.io/scroll-to-text-fragment/)."""
    address = web(url)
    words = text.split()
    if address is None or not words:
        return None
    if len(words) > 8:
        wanted = ",".join(_encoded(part) for part in (words[:4], words[-4:]))
    else:
        wanted = _encoded(words)
    return f"{address.partition('#')[0]}#:~:text={wanted}"


def _encoded(words: list[str]) -> str:
    return quote(" ".join(words).encode("utf-8", "replace"), safe="").replace("-", "%2D")
