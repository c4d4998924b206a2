"""Files, folders and standard input -> Iterator[Page | Problem].

Readers are a table by file ending, those of archives one of their own: they are read record by record. A gzip file is
read through its inner ending. Nothing here raises on bad input: a file that cannot be read is a Problem that names it
and says what to do; the rest is still read. From folders only the regular files in them are read; links are followed
when the Config says so.
"""

import importlib
import os
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from retold.config import Config
from retold.model import Page, Problem
from retold.read import epub, items, jsonl, saved
from retold.read.patience import is_endless, take
from retold.read.problems import counted, problem

Reader = Callable[[bytes, str, str, Config], Iterator[Page | Problem]]


def _whole(media: Literal["raw", "markdown", "pdf", "docx", "odt"]) -> Reader:
    """The reader of a file that is one page as it is."""
    return lambda data, name, source, config: iter([Page(name, data, media, source)])


READERS: dict[str, Reader] = {
    **dict.fromkeys((".txt", ".text"), _whole("raw")),
    **dict.fromkeys((".md", ".markdown"), _whole("markdown")),
    **dict.fromkeys((".html", ".htm", ".xhtml"), saved.html),
    **dict.fromkeys((".mhtml", ".mht"), saved.mhtml),
    ".webarchive": saved.webarchive,
    ".pdf": _whole("pdf"),
    ".docx": _whole("docx"),
    ".odt": _whole("odt"),
    ".epub": epub.read,
    ".xml": items.xml,
    ".eml": items.mail,
    **dict.fromkeys((".json", ".jsonl", ".ndjson"), jsonl.read),
}
ARCHIVES = {".warc": "retold.read.warc", ".wacz": "retold.read.wacz"}  # what reads them is loaded when there is one
PLAIN = (".txt", ".text", ".md", ".markdown")
KNOWN = (*READERS, *ARCHIVES)
PACKED = (".mhtml", ".mht", ".webarchive", ".eml", ".epub")  # a page, or several, with pictures
LINES = (".jsonl", ".ndjson", ".json")
MAX_DEPTH = 32
ABOUT = frozenset({"readme", "license", "licence", "copying", "changelog", "contributing"})  # files about a folder


def read(inputs: Sequence[str], config: Config, stdin: bytes | None = None) -> Iterator[Page | Problem]:
    """Pages of all inputs, in order. "-" is `stdin`. Ids are the shortest tails of the paths that tell them apart;
    a file that is given twice is read once."""
    files: list[Path] = []
    problems: list[Problem] = []
    for name in inputs:
        files.extend(_files(name, config, problems) if name != "-" else ())
    yield from problems
    if "-" in inputs:
        yield from counted(unique(_reader(stdin or b"")(stdin or b"", "-", "-", config), {}), "-")
    # a file that is named twice, or also lies in a folder that is, is one input
    files = list({path.absolute(): path for path in reversed(files)}.values())[::-1]
    names = dict(zip(files, _names(files), strict=True))
    seen: dict[str, int] = {}
    for path in files:
        yield from counted(unique(_file(path, names[path], config), seen), shown(path))


def shown(path: str | Path) -> str:
    """A path as text: bytes of a file's name that are no characters show as U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")


def _problem(code: str, path: str | Path, text: str) -> Problem:
    return problem(code, shown(path), text)


def _files(name: str, config: Config, problems: list[Problem]) -> Iterator[Path]:
    path = Path(name)
    if path.is_dir():
        yield from _folder(path, config, problems)
    elif path.is_file():
        if ending(path) in KNOWN:
            yield path
        else:
            problems.append(_problem("unknown_format", name, f"no reader for this ending; there are {endings()}"))
    elif is_endless(path):
        yield path
    else:
        problems.append(_problem("missing", name, "there is no such file or folder; check the path"))


def listed(path: Path, config: Config) -> list[Path]:
    """The file, or the files in the folder that are read; what is said of the others is left out."""
    return list(_files(str(path), config, []))


@dataclass(slots=True)
class _Passed:
    """What lies in a folder and is not read."""

    others: Counter[str] = field(default_factory=Counter)
    about: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def problems(self, folder: Path) -> Iterator[Problem]:
        if self.others:
            words = ", ".join(f"{count} {name}" for name, count in sorted(self.others.items())[:8])
            yield _problem("skipped", folder, f"files of other kinds were not read ({words})")
        if self.about:
            message = f"taken as notes on the folder, not read: {_some(self.about)}"
            yield _problem("skipped", folder, f"{message}; give such a file by its name to read it")
        if self.links:
            message = f"links are not followed: {_some(self.links)}; give --follow-links, or the files by their names"
            yield _problem("link", folder, message)
        if self.outside:
            yield _problem("link", folder, f"links that lead out of the folder were followed: {_some(self.outside)}")


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:8]) + (f" and {len(names) - 8:,} more" if len(names) > 8 else "")


def _folder(folder: Path, config: Config, problems: list[Problem]) -> Iterator[Path]:
    """Readable files below a folder, by name; hidden ones are passed over, and links unless they are to be followed."""
    passed = _Passed()
    found = 0
    for path in _walk(folder, config, passed, problems):
        found += 1
        if found > config.max_inputs:
            problems.append(
                _problem("too_many", folder, f"more than {config.max_inputs:,} files; the rest was not read")
            )
            return
        yield path
    problems.extend(passed.problems(folder))
    if not found:
        problems.append(_problem("empty_folder", folder, f"no file to read in it; {endings()} are read"))


def _walk(folder: Path, config: Config, passed: _Passed, problems: list[Problem]) -> Iterator[Path]:
    top = folder.resolve()
    seen = {top}
    stack = [folder]
    while stack:
        below = stack.pop()
        try:
            entries = sorted(below.iterdir())
        except OSError as error:
            problems.append(_problem("unreadable", below, f"{error.strerror}; check the permissions"))
            continue
        names = frozenset(path.name for path in entries)
        for path in entries:
            if path.name.startswith(".") or (path.is_symlink() and not _followed(path, top, config, passed)):
                continue
            if path.is_dir():
                if saved.is_beside(path.name, names):
                    continue
                # a folder that links lead to twice is read once
                inside = path.resolve() if config.follow_links else path
                if inside not in seen and len(path.parts) - len(folder.parts) < MAX_DEPTH:
                    seen.add(inside)
                    stack.append(path)
            elif path.stem.casefold() in ABOUT and path.suffix.lower() in PLAIN:
                passed.about.append(shown(path.name))
            elif ending(path) in KNOWN and path.is_file():
                yield path
            else:
                passed.others[shown(ending(path) or path.name) if path.is_file() else "pipe or device"] += 1


def _followed(path: Path, top: Path, config: Config, passed: _Passed) -> bool:
    """Whether a link in a folder is followed; one that leads out of the folder `top` is named."""
    if not config.follow_links or not path.exists():
        passed.links.append(shown(path.name))
        return False
    target = path.resolve()
    if top not in target.parents:
        passed.outside.append(f"{shown(path.name)} to {shown(target)}")
    return True


def ending(path: Path) -> str:
    """The ending that chooses the reader; that of the inner file for gzip, and for Zstandard around an archive."""
    inner, last = Path(path.stem).suffix.lower(), path.suffix.lower()
    return inner if last == ".gz" or (last == ".zst" and inner == ".warc") else last


def endings() -> str:
    """The endings that are read, for messages."""
    return " ".join(KNOWN) + ", each also with .gz; .warc.zst"


def _names(files: Sequence[Path]) -> list[str]:
    """A name a file, the same whatever the order: its last parts, as many as are needed to be unique."""
    names = {path: path.name for path in files}
    for depth in range(2, MAX_DEPTH):
        counts = Counter(names.values())
        if all(count == 1 for count in counts.values()):
            break
        for path, name in names.items():
            if counts[name] > 1:
                names[path] = "/".join(path.parts[-depth:])
    return [shown(names[path]) for path in files]


def _file(path: Path, name: str, config: Config) -> Iterator[Page | Problem]:
    if ending(path) in ARCHIVES:
        if is_endless(path):
            yield _problem("unreadable", path, "an archive is read from a file; save what the pipe gives to one")
            return
        yield from importlib.import_module(ARCHIVES[ending(path)]).read(path, name, shown(path), config)
        return
    try:
        data = _bytes(path, config)
    except (OSError, EOFError, zlib.error) as error:
        text = getattr(error, "strerror", None) or str(error)
        yield _problem("unreadable", path, f"{text}; check the file and who may read it")
        return
    if isinstance(data, Problem):
        yield data
    else:
        reader = READERS.get(ending(path)) or _reader(data)
        try:
            yield from reader(data, name, shown(path), config)
        except Exception as error:
            if not config.guard:
                raise
            message = f"the file could not be read ({type(error).__name__}: {error}); please report this"
            yield _problem("internal", path, message)


def _bytes(path: Path, config: Config) -> bytes | Problem:
    limit = config.max_page_bytes
    if ending(path) in LINES + PACKED or is_endless(path):
        limit = config.max_unzipped_bytes
    data = take(path, limit, config.max_wait, path.suffix.lower() == ".gz")
    if len(data) > limit:
        return _problem("too_large", path, f"more than {limit // 1_000_000} MB; split it into smaller files")
    return data


def _reader(data: bytes) -> Reader:
    """The reader of what has no ending, as standard input: JSON lines, HTML or text by its first characters."""
    head = data[:2_000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return jsonl.read if head.startswith((b"{", b"[")) else saved.html if head.startswith(b"<") else READERS[".txt"]


def unique(pages: Iterator[Page | Problem], seen: dict[str, int]) -> Iterator[Page | Problem]:
    """Pages whose id came before get a number behind it; `seen` holds the ids that are taken."""
    for page in pages:
        if isinstance(page, Page) and (name := _free(page.id, seen)) != page.id:
            text = f"the id {page.id!r} occurs again; it is called {name!r} here"
            yield Problem("same_id", None, text, page.source)
            page = replace(page, id=name)
        yield page


def _free(name: str, seen: dict[str, int]) -> str:
    """The id, or the id with the next number that is free; `seen` has the last number that each id was given."""
    number = seen.get(name, 0) + 1
    while number > 1 and f"{name}#{number}" in seen:
        number += 1
    seen[name] = number
    if number > 1:
        name = f"{name}#{number}"
        seen[name] = 1
    return name
