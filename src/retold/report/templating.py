"""What turns a view into HTML: the template environment, our own files, and the hashes by which a page allows them.

Text of articles never becomes markup: Jinja2 escapes it, and characters that cannot be seen are shown by their code
points.
"""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from retold import safe
from retold.report import phrases


@cache
def environment() -> Environment:
    """Jinja2 with our templates and filters; every value is escaped, and a name that is not given is an error."""
    made = Environment(
        loader=PackageLoader("retold.report"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    made.filters["show"] = show
    made.filters["clip"] = phrases.clip
    made.filters["plain"] = safe.plain
    made.filters["capital"] = phrases.sentence
    made.filters["slug"] = lambda text: text.split()[0]
    return made


def show(text: str) -> Markup:
    """Text of a stranger as harmless markup, hidden characters shown."""
    found = safe.pieces(text)
    if len(found) == 1 and not found[0][1]:
        return escape(found[0][0])
    return Markup("").join(
        Markup('<span class="hidden-char">{}</span>').format(words) if hidden else words for words, hidden in found
    )


@cache
def file(name: str) -> str:
    """A style or script of ours."""
    return (resources.files("retold.report") / "templates" / name).read_text(encoding="utf-8")


def digest(text: str) -> str:
    """The hash by which a content security policy allows a style or script."""
    return b64encode(sha256(text.encode()).digest()).decode()
