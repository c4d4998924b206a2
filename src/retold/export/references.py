"""The accounts as sources for reference managers: CSL-JSON, RIS, BibTeX. In: a Comparison. Out: one file."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from retold.export import ONE, Files
from retold.export.cells import line, lines
from retold.export.story import StoryIndex, day
from retold.model import Account, Comparison

KEY = re.compile(r"[^A-Za-z0-9]+")
TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "_": r"\_", "%": r"\%",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


def files(comparison: Comparison, name: str) -> Files:
    """The accounts in the order of publication."""
    told = StoryIndex(comparison)
    keys = _keys(told)
    return {ONE: WRITERS[name](told, keys)}


def _keys(told: StoryIndex) -> dict[str, str]:
    """A citation key an account: outlet, day, and a letter where two would be equal."""
    held: dict[str, int] = {}
    found = {}
    for item in told.comparison.accounts:
        name = KEY.sub("", told.outlet(item.id).title())[:24] or "Account"
        stem = f"{name}{(day(told.published(item.id)) or 'nd').replace('-', '')}"
        held[stem] = held.get(stem, 0) + 1
        found[item.id] = stem if held[stem] == 1 else f"{stem}-{held[stem]}"
    return found


def _csl(told: StoryIndex, keys: dict[str, str]) -> bytes:
    return msgspec.json.format(msgspec.json.encode([_csl_item(told, item, keys) for item in told.comparison.accounts]))


def _csl_item(told: StoryIndex, item: Account, keys: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {"id": keys[item.id], "type": "article-newspaper", "title": item.title or item.id}
    if item.authors:
        found["author"] = [{"literal": author} for author in item.authors]
    found["container-title"] = told.outlet(item.id)
    for key, text in (("issued", told.published(item.id)), ("accessed", told.captured(item.id))):
        if on := day(text):
            found[key] = {"date-parts": [[int(part) for part in on.split("-")]]}
    if address := told.address(item.id):
        found["URL"] = address
    if item.sha256:
        found["note"] = f"SHA-256 of the page as it was read: {item.sha256}"
    return found


def _ris(told: StoryIndex, keys: dict[str, str]) -> bytes:
    return lines((row for item in told.comparison.accounts for row in _ris_item(told, item, keys)), "\r\n")


def _ris_item(told: StoryIndex, item: Account, keys: dict[str, str]) -> Iterator[str]:
    yield "TY  - NEWS"
    yield f"ID  - {keys[item.id]}"
    yield f"TI  - {line(item.title or item.id)}"
    for author in item.authors:
        yield f"AU  - {line(author)}"
    yield f"T2  - {line(told.outlet(item.id))}"
    if on := day(told.published(item.id)):
        yield f"PY  - {on[:4]}"
        yield f"DA  - {on.replace('-', '/')}"
    if on := day(told.captured(item.id)):
        yield f"Y2  - {on.replace('-', '/')}"
    if address := told.address(item.id):
        yield f"UR  - {address}"
    if item.sha256:
        yield f"N1  - SHA-256 of the page as it was read: {item.sha256}"
    yield "ER  - "
    yield ""


def _bibtex(told: StoryIndex, keys: dict[str, str]) -> bytes:
    return "\n".join(_bibtex_item(told, item, keys) for item in told.comparison.accounts).encode("utf-8", "replace")


def _bibtex_item(told: StoryIndex, item: Account, keys: dict[str, str]) -> str:
    fields = {"title": f"{{{_tex(item.title or item.id)}}}"}
    if item.authors:
        fields["author"] = " and ".join(f"{{{_tex(author)}}}" for author in item.authors)
    fields["journal"] = _tex(told.outlet(item.id))
    if on := day(told.published(item.id)):
        fields |= {"year": on[:4], "date": on}
    if on := day(told.captured(item.id)):
        fields["urldate"] = on
    if address := told.address(item.id):
        fields["url"] = address.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@article{{{keys[item.id]},\n{body}}}\n"


def _tex(text: str) -> str:
    return "".join(TEX.get(char, char) for char in line(text))


WRITERS: dict[str, Callable[[StoryIndex, dict[str, str]], bytes]] = {"csl": _csl, "ris": _ris, "bibtex": _bibtex}
