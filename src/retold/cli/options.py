"""Options and output that several commands share."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import reduce
from pathlib import Path
from typing import Any

import click

from retold.config import Config
from retold.errors import UsageError
from retold.model import Problem
from retold.safe import line

Progress = Callable[[str, int, int | None], None]
PAIR: Any = {"type": (str, str), "multiple": True, "metavar": "A B"}


def output(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option that names a file of lines; "-" is standard output."""
    kind = click.Path(path_type=Path, dir_okay=False)
    return click.option(
        "-o", "--output", type=kind, required=True, callback=_target, help="File to write; - is standard output."
    )(command)


def _target(context: click.Context, option: click.Parameter, path: Path) -> Path:
    if str(path) != "-":
        return path
    _standard_output()
    return Path("/dev/stdout")


def _standard_output() -> None:
    if sys.stdout is None:
        raise UsageError("standard output is closed; name a file with -o, or open it")


FILE = (click.option("--config", "config_file", type=click.Path(path_type=Path), help="Settings in a TOML file."),)
ANALYSIS = (
    click.option("--model", help="spaCy pipeline to use. [default: en_core_web_md]"),
    click.option("--language", help="Language of the articles; others are passed over. [default: en]"),
    click.option("--processes", type=click.IntRange(0, 256), help="Processes to use; 0: as many as pay. [default: 0]"),
    click.option("--follow-links", is_flag=True, default=None, help="Read what links in folders lead to."),
)
MANNER = (
    click.option("--strict", is_flag=True, help="Exit with 1 when there was any problem."),
    click.option("--quiet", "-q", is_flag=True, help="No progress bar, no summary."),
)


def settings(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that make a Config."""
    return reduce(lambda made, option: option(made), (*FILE, *ANALYSIS, *MANNER), command)


def fetching(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of a command that fetches and analyzes nothing."""
    return reduce(lambda made, option: option(made), (*FILE, *MANNER), command)


def config(config_file: Path | None, **options: Any) -> Config:
    """The Config of the options."""
    from retold.settings import load

    return load(config_file, **options)


def stdin(inputs: Sequence[str], config: Config) -> bytes | None:
    """Standard input where an input is "-", up to the size that a file may have."""
    if "-" not in inputs:
        return None
    if sys.stdin is None:
        raise UsageError("standard input is closed; give the text to it, or name a file")
    limit = config.max_unzipped_bytes
    data = sys.stdin.buffer.read(limit + 1)
    if len(data) > limit:
        raise UsageError(
            f"standard input holds more than {limit // 1_000_000} MB; split it, or raise max_unzipped_bytes"
        )
    return data


@contextmanager
def bar(label: str, quiet: bool) -> Iterator[Progress]:
    """A progress bar on a terminal's standard error; silent elsewhere."""
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        yield lambda text, done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    text, at = TextColumn("{task.description}"), TextColumn("{task.fields[at]}", markup=False)
    columns = (text, BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), at)
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(label, total=None, at="")
        yield lambda text, done, total: shown.update(task, completed=done, total=total, at=line(text)[-40:])


def say(text: str, *, err: bool = True) -> None:
    """One line on standard error, or output; what names of files and articles hide or break is written out. Whatever
    may hold foreign text is printed by this."""
    click.echo(line(text), err=err)


def row(cells: Sequence[str]) -> None:
    """Cells of a table on one line of standard output, parted by tabs."""
    click.echo("\t".join(map(line, cells)))


def out(data: bytes) -> None:
    """Bytes of a format to standard output."""
    _standard_output()
    sys.stdout.buffer.write(data)


def waits(inputs: Sequence[str], config: Config, quiet: bool) -> None:
    """Says of pipes and devices among the inputs how long and how much of them is read."""
    from retold.read.patience import is_endless

    for name in inputs:
        if not quiet and name != "-" and is_endless(Path(name)):
            size = config.max_unzipped_bytes // 1_000_000
            say(f"note: {name} is a pipe or a device; it is read for {config.max_wait} seconds and {size} MB at most")


def report(problems: Sequence[Problem], quiet: bool, most: int = 20) -> None:
    """Problems on standard error, one a line, naming the file."""
    if quiet:
        return
    for problem in problems[:most]:
        source = problem.source or ""
        prefix = "" if not source or problem.message.startswith(source) else f"{source}: "
        say(f"problem [{problem.code}] {prefix}{problem.message}")
    if len(problems) > most:
        say(f"... and {len(problems) - most} more problems; all are in the output")


def finish(problems: Sequence[Problem], strict: bool) -> int:
    """The exit code."""
    return 1 if strict and problems else 0
