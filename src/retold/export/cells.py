"""Foreign text made harmless for a cell, an attribute, a line. In: any text. Out: text that shows what it held.

Text of articles may hold control characters, marks that turn the direction of writing, or begin as a formula. Formats
that escape by themselves (JSON) keep the exact words; the others show such a character by its code point.
"""

import re
from urllib.parse import quote, urlsplit

HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
WEB = ("http", "https")
UNSAFE = re.compile(rf"""[\s"<>\\^`{{|}}]|{HIDDEN.pattern}""")  # what no address may hold as it is
NAME = re.compile(r"[^A-Za-z0-9._-]+")
FRAGMENT = 90  # characters of a passage that an address quotes whole; of a longer one the first and last words
ENDS = 5  # words


def shown(text: str) -> str:
    """The text with hidden and controlling characters written out, as [U+202E]; line ends and tabs stay."""
    return HIDDEN.sub(lambda match: f"[U+{ord(match.group()):04X}]", text)


def line(text: str) -> str:
    """The text on one line."""
    return " ".join(shown(text).split())


def unformula(text: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe goes before what looks like one."""
    return f"'{text}" if text.startswith(FORMULA) else text


def file_name(number: int, text: str) -> str:
    """A plain file name for something called `text`: a number parts what would be equal, nothing can leave a folder."""
    return f"{number:03d}-{NAME.sub('_', text).strip('._')[:60]}"


def cut(text: str, most: int) -> str:
    """At most `most` characters; what is left out is said."""
    if len(text) <= most:
        return text
    note = f" [... {len(text):,} characters in all]"
    return text[: most - len(note)] + note


def web(url: str | None) -> str | None:
    """The address where it is one of the web, else None: nothing else may become a link."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return (
        UNSAFE.sub(lambda found: quote(found.group(), safe=""), url) if parts.scheme in WEB and parts.netloc else None
    )


def passage_link(url: str | None, text: str) -> str | None:
    """The address of a passage by a text fragment (`#:~:text=`), which browsers scroll to."""
    address = web(url)
    words = text.split()
    if address is None or not words:
        return None
    plain = " ".join(words)
    if len(plain) <= FRAGMENT or len(words) < 2 * ENDS:
        fragment = quote(plain[: 3 * FRAGMENT], safe="")
    else:
        fragment = f"{quote(' '.join(words[:ENDS]), safe='')},{quote(' '.join(words[-ENDS:]), safe='')}"
    # a hyphen has a meaning of its own in a text fragment
    return f"{address.partition('#')[0]}#:~:text={fragment.replace('-', '%2D')}"
