"""The use cases: what a command does, with its files and processes. The command line and the API call these.

Each takes a Config and reports its progress through a callable; none prints.
"""

import hashlib
import os
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from retold import pipeline, safe
from retold.config import Config
from retold.errors import NothingReadError, UsageError
from retold.model import Analysis, Comparison, Page, Problem
from retold.read import file
from retold.read import inputs as reading
from retold.read.patience import take
from retold.report.json import analysis_json, comparison_json, read_comparison, shown
from retold.report.records import About
from retold.run import chunks, collector, pool

if TYPE_CHECKING:
    from retold.export import Format
    from retold.read.web.client import Fetched
    from retold.read.web.transport import Exchange

Progress = Callable[[str, int, int | None], None]
DONE = "done.json"
EVIDENCE = "evidence.wacz"
SOFTWARE = f"retold {version('retold')}"
OUTPUTS = ("comparison.json", "analyses.jsonl", "report.html", "brief.html")


def silent(text: str, done: int, total: int | None) -> None:
    """Progress that nobody sees."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a use case did: how many documents it read and the problems it met."""

    documents: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class StoryOutcome:
    """One story of `compare_each`: `state` is "done", "kept" from an earlier run, or "failed" with the reason."""

    name: str
    state: str
    documents: int
    problems: tuple[Problem, ...]
    reason: str = ""


# --- analyze ----------------------------------------------------------------------------------------------------------


def analyses(pages: Iterable[Page], config: Config, progress: Progress = silent) -> Iterator[Analysis]:
    """The Analysis of every page in order, over `config.processes` processes (0: as many as pay). Pages are taken as
    they are needed."""
    for done, analysis in enumerate(chunks.analyses(pages, config), 1):
        progress(analysis.article.id, done, None)
        yield analysis


def analyze(
    inputs: Sequence[str], output: Path, config: Config, *, resume: bool = False, progress: Progress = silent,
    stdin: bytes | None = None,
) -> Outcome:  # fmt: skip
    """Writes one Analysis a line. Lines are kept in `OUTPUT.part` until all are there; `resume` goes on from it.

    Pages are read as they are needed, so memory does not grow with their number. A device, a pipe or a link is written
    to as it is. Raises NothingReadError when there is no page at all, UsageError where nothing can be written.
    """
    plain = is_plain(output)
    if resume and not plain:
        raise UsageError(f"{output}: --resume takes a plain file, in whose .part finished lines are kept")
    ready(output.parent)
    part = output.with_name(output.name + ".part") if plain else output
    output.parent.mkdir(parents=True, exist_ok=True)
    kept = _kept(part) if resume else set[str]()
    problems: list[Problem] = []
    counted = len(kept)
    rest = (page for page in pages_of(inputs, config, problems, stdin, progress) if page.id not in kept)
    with _named(part), part.open("ab" if kept else "wb") as stream:
        for analysis in analyses(rest, config, progress):
            stream.write(analysis_json(analysis) + b"\n")
            problems.extend(analysis.problems)
            counted += 1
    if not counted:
        if plain:
            part.unlink()
        raise NothingReadError(nothing(problems))
    if plain:
        part.replace(output)
    return Outcome(counted, tuple(problems))


def pages_of(
    inputs: Sequence[str], config: Config, problems: list[Problem], stdin: bytes | None = None,
    progress: Progress = silent, keep: reading.Keep | None = None,
) -> Iterator[Page]:  # fmt: skip
    """The pages of the inputs as they are read; problems go to the list, what was fetched for a page to `keep`."""
    for item in reading.read(inputs, config, stdin, progress, keep):
        if isinstance(item, Page):
            yield item
        else:
            problems.append(item)


def nothing(problems: Sequence[Problem]) -> str:
    return "\n".join(["nothing could be read", *(f"  {safe.line(problem.message)}" for problem in problems[:10])])


def _kept(part: Path) -> set[str]:
    """Ids of the whole lines of an interrupted run; a torn last line is cut off."""
    if not part.is_file():
        return set()
    ids: set[str] = set()
    size = 0
    with part.open("rb") as stream:
        for line in stream:
            try:
                ids.add(msgspec.json.decode(line)["article"]["id"])
            except (msgspec.DecodeError, KeyError, TypeError):
                break
            if not line.endswith(b"\n"):
                break
            size += len(line)
    os.truncate(part, size)
    return ids


def gather(
    inputs: Sequence[str], config: Config, stdin: bytes | None = None, progress: Progress = silent,
    keep: reading.Keep | None = None,
) -> tuple[list[Page], list[Problem]]:  # fmt: skip
    """Pages and problems of the inputs. Raises NothingReadError when there is no page at all."""
    problems: list[Problem] = []
    pages: list[Page] = []
    size = 0
    for page in pages_of(inputs, config, problems, stdin, progress, keep):
        size += len(page.data)
        if size > config.max_held_bytes or len(pages) == config.max_inputs:
            problems.append(_too_much(len(pages), size > config.max_held_bytes, config))
            break
        pages.append(page)
    if not pages:
        raise NothingReadError(nothing(problems))
    return pages, problems


def _too_much(read: int, large: bool, config: Config) -> Problem:
    """The problem of inputs of which only the first pages were read."""
    what = f"max_held_bytes, {config.max_held_bytes:,}" if large else f"max_inputs, {config.max_inputs:,}"
    message = f"the inputs hold more than is read at once ({what}); only the first {read:,} pages were read"
    return Problem("too_large" if large else "too_many", None, f"{message}: give fewer, or raise the setting")


# --- compare ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Keeping:
    """Where the bytes of the pages are kept as a WACZ; `always` False: only where some of them were fetched, for those
    cannot be had again as they were."""

    path: Path
    always: bool = True


def compared(
    inputs: Sequence[str], config: Config, progress: Progress = silent, stdin: bytes | None = None,
    evidence: Keeping | None = None,
) -> Comparison:  # fmt: skip
    """The Comparison of the inputs as one story. Raises NothingReadError when no article can be read."""
    trails: dict[str, tuple[Exchange, ...]] = {}

    def keep(found: "Fetched", page: Page) -> None:
        trails[page.source or ""] = found.trail

    pages, problems = gather(inputs, config, stdin, progress, keep if evidence else None)
    if evidence and (trails or evidence.always):
        from retold.read import evidence as writing

        evidence.path.parent.mkdir(parents=True, exist_ok=True)
        with whole(evidence.path) as part:
            writing.wacz(pages, trails, part, SOFTWARE)
    pages = one_story(pages, config, problems)
    told = list(analyses(pages, config, progress))
    progress("comparing", len(pages), len(pages))
    comparison = side_by_side(told, config)
    comparison = replace(comparison, problems=(*problems, *comparison.problems))
    if not comparison.accounts:
        reasons = (safe.line(f"{problem.source}: {problem.message}") for problem in comparison.problems[:10])
        raise NothingReadError("\n  ".join(["no article could be read", *reasons]))
    return comparison


def one_story(pages: Sequence[Page], config: Config, problems: list[Problem]) -> list[Page]:
    """The pages by id, no more than one story may have: where there are more, a Problem says what to do."""
    ordered = sorted(pages, key=lambda page: page.id)
    if len(ordered) > config.max_accounts:
        message = (
            f"{len(ordered):,} accounts are too many for one story; the first {config.max_accounts:,} by id were "
            "compared. Part them with `retold cluster` and compare the stories with --each, or raise max_accounts"
        )
        problems.append(Problem("too_many", None, message))
    return ordered[: config.max_accounts]


def side_by_side(told: Sequence[Analysis], config: Config) -> Comparison:
    """The Comparison of the analyses of one story."""
    with collector.held():
        return pipeline.compare(told, config)


def unmatched(comparison: Comparison, config: Config) -> list[str]:
    """Corrections that reach nothing in this story, in words: most often a name is spelt in another way there."""
    from retold.languages import load
    from retold.lineage.citing import accounts_called

    entities = (entity for item in comparison.analyses for entity in item.entities)
    names = {name.casefold() for entity in entities for name in (entity.name, *entity.names)}
    missing = [
        f"{setting}: nobody is called {name!r} in these accounts"
        for setting, pairs in (("same", config.same), ("keep_apart", config.keep_apart))
        for name in dict.fromkeys(name for pair in pairs for name in pair)
        if name.casefold() not in names
    ]
    called = accounts_called(comparison.analyses, load(config.language))
    return missing + [
        f"{setting}: there is no account and no outlet {name!r}"
        for setting, pairs in (("treat_as_copy", config.treat_as_copy), ("independent", config.independent))
        for name in dict.fromkeys(name for pair in pairs for name in pair)
        if not called(name)
    ]


def compare(
    inputs: Sequence[str], output: Path, config: Config, progress: Progress = silent, stdin: bytes | None = None
) -> Comparison:
    """Compares the inputs as one story and writes `comparison.json`, `analyses.jsonl`, `report.html`, `brief.html`."""
    ready(output)
    comparison = compared(inputs, config, progress, stdin, Keeping(output / EVIDENCE, always=False))
    write(comparison, output, config)
    return comparison


def write(comparison: Comparison, output: Path, config: Config, formats: Sequence[str] = ()) -> None:
    """The files of a comparison; each appears whole or not at all. The report links the formats that are written
    beside it."""
    from retold.report import brief, html, view

    output.mkdir(parents=True, exist_ok=True)
    put(output / "comparison.json", comparison_json(comparison) + b"\n")
    put(output / "analyses.jsonl", b"".join(analysis_json(item) + b"\n" for item in comparison.analyses))
    told = replace(view.build(comparison, about(config)), beside=_beside(formats))
    put(output / "report.html", html.render(told).encode("utf-8", "replace"))
    put(output / "brief.html", brief.render(told).encode("utf-8", "replace"))


def ready(folder: Path) -> None:
    """Raises UsageError where a folder cannot be made or written to: before the work, not after it."""
    there = next(item for item in (folder, *folder.parents) if item.exists() or item == item.parent)
    if not there.is_dir():
        raise UsageError(f"{folder}: {there} is not a folder; name another place for the output")
    if not os.access(there, os.W_OK | os.X_OK):
        raise UsageError(f"{folder}: {there} cannot be written to; check its permissions or name another place")


def is_plain(path: Path) -> bool:
    """Whether a path is a file, or free for one: a device, a pipe or a link must not be put away by a rename."""
    return not path.is_symlink() and (path.is_file() or not path.exists())


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A place to write a file that appears under its name when it is whole."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with _named(path):
            yield part
            part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def put(path: Path, data: bytes) -> None:
    """Writes a file so that no reader ever sees half of it; what is no plain file is written to as it is."""
    if not is_plain(path):
        with _named(path):
            path.write_bytes(data)
        return
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    written = Path(name)
    try:
        with _named(path), os.fdopen(handle, "wb") as stream:
            stream.write(data)
        written.chmod(0o644)
        written.replace(path)
    finally:
        written.unlink(missing_ok=True)


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """An error of writing, as on a full disk, says which file."""
    try:
        yield
    except OSError as error:
        error.filename = error.filename or str(path)
        raise


# --- many stories -----------------------------------------------------------------------------------------------------


def stories(folder: Path) -> list[Path]:
    """The stories of a folder: its subfolders and its `.jsonl` files, by name, with links to such. Raises UsageError
    when there is none."""
    if not folder.is_dir():
        raise UsageError(f"{folder}: --each takes a folder that holds a folder or a .jsonl file a story")
    entries = sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
    found = [entry for entry in entries if entry.is_dir() or file.ending(entry) in file.LINES]
    if not found:
        raise UsageError(f"{folder}: no subfolder and no .jsonl file in it; --each takes one of these a story")
    return found


def compare_each(folder: Path, output: Path, config: Config, progress: Progress = silent) -> Iterator[StoryOutcome]:
    """Every story of the folder into a folder of its own name; stories done before with the same input are kept."""
    found = _with_folders(stories(folder))
    ready(output)
    processes = config.processes or (pool.cores() if len(found) >= 4 else 1)
    work = partial(_story, output=output, config=replace(config, processes=1))
    for number, outcome in enumerate(pool.run(work, found, processes, _lost), 1):
        progress(outcome.name, number, len(found))
        yield outcome


def _with_folders(found: Sequence[Path]) -> list[tuple[Path, str]]:
    """The stories with the names of their folders of results: those of one name ("a" and "a.jsonl"), which would write
    into one folder, keep their endings. Some systems do not part capitals from small letters."""
    names = Counter(_story_name(path).casefold() for path in found)
    return [(path, path.name if names[_story_name(path).casefold()] > 1 else _story_name(path)) for path in found]


def _lost(story: tuple[Path, str]) -> StoryOutcome:
    """The outcome of a story that ended its process."""
    reason = (
        "the system ended the process that compared it, most likely for want of memory; compare it alone with "
        "--processes 2, which gives up only the article that does so"
    )
    return StoryOutcome(story[1], "failed", 0, (), reason)


def _story_name(path: Path) -> str:
    return path.name.removesuffix(".gz").removesuffix(path.suffix if path.is_file() else "") or path.name


def _story(story: tuple[Path, str], output: Path, config: Config) -> StoryOutcome:
    path, name = story
    if path.is_symlink() and not config.follow_links:
        reason = f"{file.shown(path)} is a link; links are not followed without --follow-links"
        return StoryOutcome(name, "failed", 0, (), reason)
    target = output / name
    stamp = _stamp(path, config)
    marker = target / DONE
    if marker.is_file() and all((target / item).is_file() for item in OUTPUTS):
        kept = _marker(marker)
        if kept.get("stamp") == stamp:
            return StoryOutcome(name, "kept", kept.get("documents", 0), ())
    try:
        comparison = compare([str(path)], target, config)
    except NothingReadError as error:
        return StoryOutcome(name, "failed", 0, (), str(error))
    except Exception as error:
        if not config.guard:
            raise
        return StoryOutcome(name, "failed", 0, (), f"{type(error).__name__}: {error}; please report this")
    put(marker, msgspec.json.encode({"stamp": stamp, "documents": len(comparison.accounts)}))
    return StoryOutcome(name, "done", len(comparison.accounts), comparison.problems)


def _marker(path: Path) -> dict[str, Any]:
    try:
        found = msgspec.json.decode(path.read_bytes())
    except (OSError, msgspec.DecodeError):
        return {}
    return found if isinstance(found, dict) else {}


def _stamp(path: Path, config: Config) -> str:
    """What a story's result depends on: its files' bytes, the settings and the program's version."""
    digest = hashlib.sha256(f"{version('retold')} {config}".encode())
    for item in file.listed(path, config):
        digest.update(item.name.encode("utf-8", "replace"))
        try:
            digest.update(take(item, config.max_unzipped_bytes, config.max_wait))
        except OSError as error:
            digest.update(repr(error).encode("utf-8", "replace"))
    return digest.hexdigest()


# --- cluster ----------------------------------------------------------------------------------------------------------


def cluster(
    inputs: Sequence[str], output: Path, config: Config, progress: Progress = silent, stdin: bytes | None = None
) -> Outcome:
    """Writes `{"id", "story"}` a line for every document; one without an article is a story of its own."""
    from retold.cluster import cluster as group

    ready(output.parent)
    pages, problems = gather(inputs, config, stdin, progress)
    articles = []
    for number, page in enumerate(pages, 1):
        cleaned = pipeline.cleaned_page(page, config)
        problems.extend(cleaned.problems)
        articles.append(cleaned.article)
        progress(page.id, number, len(pages))
    told = [article for article in articles if article is not None]
    stories = dict(zip((article.id for article in told), group(told), strict=True))
    lines = (shown(msgspec.json.encode({"id": page.id, "story": stories.get(page.id, page.id)})) for page in pages)
    output.parent.mkdir(parents=True, exist_ok=True)
    put(output, b"".join(line + b"\n" for line in lines))
    return Outcome(len(pages), tuple(problems))


# --- the report's method section --------------------------------------------------------------------------------------


def about(config: Config) -> About:
    """What a run knows of itself, for the report: version, model, settings that differ from the defaults."""
    plain = Config()
    changed = tuple(
        (item.name, str(getattr(config, item.name)))
        for item in fields(config)
        if item.name not in ("processes", "guard", "browser")
        and getattr(config, item.name) != getattr(plain, item.name)
    )
    return About(version=version("retold"), settings=(("model", config.model), ("language", config.language), *changed))


# --- export -----------------------------------------------------------------------------------------------------------


def reported(folder: Path) -> Comparison:
    """The Comparison of a folder that `retold compare -o` wrote. Raises UsageError where it is none."""
    with of_format(folder):
        return read_comparison(*report_files(folder))


def report_files(folder: Path) -> tuple[bytes, list[bytes]]:
    """The `comparison.json` of such a folder, and the lines of its `analyses.jsonl`."""
    for name in ("comparison.json", "analyses.jsonl"):
        if not (folder / name).is_file():
            raise UsageError(f"{folder}: there is no {name} in it; give the folder that `retold compare -o` wrote")
    return (folder / "comparison.json").read_bytes(), (folder / "analyses.jsonl").read_bytes().splitlines()


@contextmanager
def of_format(folder: Path) -> Iterator[None]:
    """Raises UsageError where the files of a folder are not of the format: they may be anybody's."""
    try:
        yield
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise UsageError(f"{folder}: its files are not whole ({error}); run `retold compare` again") from error


def export(name: str, comparison: Comparison, output: Path, config: Config | None = None) -> list[Path]:
    """Writes the files of a format: into the folder `output`, or as the file `output`. Raises UsageError where the
    format is unknown or lacks a library or a browser."""
    from retold import export as formats
    from retold.report import html, view

    settings = config or Config()
    form = formats.form(name)
    ready(output if form.is_folder else output.parent)
    means = formats.Means(lambda: html.render(view.build(comparison, about(settings)), paged=True), settings.browser)
    made = formats.made(name, comparison, means)
    (output if form.is_folder else output.parent).mkdir(parents=True, exist_ok=True)
    paths = []
    for relative, data in made.items():
        path = output / relative if relative else output
        put(path, data)
        paths.append(path)
    return paths


def export_beside(
    names: Sequence[str], comparison: Comparison, folder: Path, config: Config | None = None
) -> list[Path]:
    """The formats written into the folder `exports` of a report, each under its name."""
    from retold.export import form

    return [path for item in map(form, names) for path in export(item.name, comparison, folder / _place(item), config)]


def _beside(names: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Where formats stand beside a report, with what they are."""
    from retold.export import form

    found = map(form, dict.fromkeys(names))
    return tuple((_place(item) + "/" * item.is_folder, f"{item.name}: {item.about}") for item in found)


def _place(item: "Format") -> str:
    return f"exports/{item.name}{item.ending}"
