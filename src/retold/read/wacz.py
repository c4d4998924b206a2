"""Web archives as WACZ files: WARCs, a list of pages and checksums in one ZIP -> Iterator[Page | Problem].

The list says which records are pages; without it every HTML answer is one. A file whose checksum does not hold is
named.
"""

import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from retold import zips
from retold.config import Config
from retold.model import Page, Problem
from retold.read import warc
from retold.read.problems import problem

PAGES = "pages/pages.jsonl"
PACKAGE = "datapackage.json"
MAX_LIST = 50_000_000  # bytes of a list of pages; some 200,000 of them
BLOCK = 1 << 20
BROKEN = (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, EOFError, zlib.error, ValueError, NotImplementedError,
          RuntimeError)  # fmt: skip


def read(path: Path, name: str, source: str, config: Config) -> Iterator[Page | Problem]:
    """The pages of a WACZ file."""
    try:
        with zipfile.ZipFile(path) as package:
            zips.check(package, path.stat().st_size)
            yield from _checked(package, source)
            sought, seen = _sought(package), warc.ArchiveIndex()
            for member in sorted(package.namelist()):
                if member.startswith("archive/") and member.endswith((".warc", ".warc.gz")):
                    yield from warc.records(partial(package.open, member), source, config, sought, seen)
            if not seen.pages:
                yield warc.nothing(source, seen)
    except BROKEN as error:
        yield problem("archive", source, f"this is no whole WACZ file ({error}); get it again")


def _checked(package: zipfile.ZipFile, source: str) -> Iterator[Problem]:
    """Problems of the files whose checksums do not hold; a file that is listed twice is looked at once."""
    left = set(package.namelist())
    for item in _package(package).get("resources", ()):
        kind, _, wanted = str(item.get("hash", "")).partition(":")
        name = item.get("path")
        if kind != "sha256" or not isinstance(name, str) or name not in left:
            continue
        left.remove(name)
        if _hash(package, name) != wanted:
            message = f"{name} does not match its checksum; the archive was changed after it was made"
            yield problem("checksum", source, f"{message}: get it again from where it came")


def _hash(package: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    with package.open(name) as stream:
        while block := stream.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _package(package: zipfile.ZipFile) -> dict[str, Any]:
    if PACKAGE not in package.namelist():
        return {}
    found = msgspec.json.decode(_bytes(package, PACKAGE))
    resources = found.get("resources") if isinstance(found, dict) else None
    return {"resources": [item for item in resources if isinstance(item, dict)]} if isinstance(resources, list) else {}


def _bytes(package: zipfile.ZipFile, name: str) -> bytes:
    with package.open(name) as stream:
        data = stream.read(MAX_LIST + 1)
    if len(data) > MAX_LIST:
        raise ValueError(f"{name} is too large")
    return data


def _sought(package: zipfile.ZipFile) -> warc.Sought:
    """The pages of the list; all where there is none."""
    wanted: set[str] = set()
    told: dict[str, dict[str, Any]] = {}
    lines = _bytes(package, PAGES).splitlines() if PAGES in package.namelist() else []
    for line in lines:
        try:
            item = msgspec.json.decode(line) if line.strip() else None
        except (msgspec.DecodeError, UnicodeDecodeError):
            continue
        if not isinstance(item, dict):
            continue
        own = item.get("retold")
        if isinstance(own, dict) and isinstance(own.get("record"), str) and isinstance(own.get("page"), dict):
            told[own["record"]] = own["page"]
        elif isinstance(item.get("url"), str):
            wanted.add(item["url"])
    return warc.Sought(wanted if wanted or told else None, told)
