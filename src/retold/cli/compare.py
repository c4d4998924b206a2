"""`retold compare`."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from retold.cli import options
from retold.model import Problem

if TYPE_CHECKING:
    from retold import app
    from retold.config import Config
    from retold.model import Decisions


@click.command("compare")
@click.argument("inputs", nargs=-1, required=True)
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), help="Folder to write.")
@click.option("--each", is_flag=True, help="INPUTS is one folder; every subfolder or .jsonl in it is a story.")
@click.option("--json", "as_json", is_flag=True, help="Print comparison.json instead of the summary.")
@click.option(
    "--wacz", type=click.Path(path_type=Path, dir_okay=False), help="Keep the bytes of all pages in this file."
)
@click.option(
    "--export", "exports", metavar="FORMATS", help="Write these formats too, as xlsx,docx; see retold export -h."
)
@click.option(
    "--decisions", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Replay what people decided: a file of retold decide.",
)  # fmt: skip
@click.option("--same", **options.PAIR, help="A and B are one: names of people or groups.")
@click.option("--keep-apart", **options.PAIR, help="A and B are two, however alike.")
@click.option("--treat-as-copy", **options.PAIR, help="Count accounts A and B as one origin.")
@click.option("--independent", **options.PAIR, help="Count accounts A and B as two origins.")
@options.settings
def command(
    inputs: tuple[str, ...], output: Path | None, each: bool, as_json: bool, wacz: Path | None, exports: str | None,
    decisions: Path | None, strict: bool, quiet: bool, **settings: Any,
) -> int:  # fmt: skip
    """Compare the accounts in INPUTS (addresses, files, folders, .jsonl, archives, -) as the tellings of one story."""
    config = options.config(**settings)
    beside = Beside(_formats(exports, output, each, config), _decisions(decisions, each, config))
    if each:
        return _each(inputs, output, config, strict, quiet)
    return _one(inputs, (output, wacz), config, as_json, (strict, quiet), beside)


@dataclass(frozen=True, slots=True)
class Beside:
    """What goes with a comparison: formats written beside the report, and decisions of people to replay."""

    formats: list[str]
    decisions: "Decisions | None"


def _decisions(path: Path | None, each: bool, config: "Config") -> "Decisions | None":
    """The decisions of `--decisions`, read before the work begins."""
    if path is None:
        return None
    if each:
        raise click.UsageError("--decisions are of one story: give its inputs, and no --each")
    from retold import deciding

    return deciding.read(path, config)


def _formats(exports: str | None, output: Path | None, each: bool, config: "Config") -> list[str]:
    """The names of `--export`, and whether all that they need is there, checked before the work begins."""
    if exports is None:
        return []
    if output is None or each:
        raise click.UsageError("--export writes beside a report: give -o FOLDER, and no --each")
    from retold.export import ready

    return [ready(name.strip(), config.browser).name for name in exports.split(",")]


def _one(
    inputs: tuple[str, ...], places: tuple[Path | None, Path | None], config: "Config", as_json: bool,
    manner: tuple[bool, bool], beside: Beside,
) -> int:  # fmt: skip
    from retold import app, deciding

    (output, wacz), (strict, quiet) = places, manner
    if output is None and not as_json:
        raise click.UsageError("give -o FOLDER for the report, or --json to print the comparison")
    if output is not None:
        app.ready(output)
    if beside.decisions:
        config = deciding.settings(config, beside.decisions)
    options.waits(inputs, config, quiet)
    with options.bar("reading articles", quiet) as progress:
        stdin = options.stdin(inputs, config)
        comparison = app.compared(inputs, config, progress, stdin, _evidence(output, wacz))
        if beside.decisions:
            comparison = deciding.replayed(comparison, beside.decisions)
        if output is not None:
            app.write(comparison, output, config, beside.formats)
            app.export_beside(beside.formats, comparison, output, config)
    options.report(comparison.problems, quiet)
    for text in () if quiet else app.unmatched(comparison, config):
        options.say(f"note: {text}; the correction changes nothing here")
    if as_json:
        from retold.report.json import comparison_json

        options.out(comparison_json(comparison) + b"\n")
    elif not quiet:
        _summary(comparison, config)
        options.say(f"report: {output / 'report.html' if output else ''}", err=False)
    return options.finish(comparison.problems, strict)


def _evidence(output: Path | None, wacz: Path | None) -> "app.Keeping | None":
    """Where the bytes of the pages are kept: as asked for, else in the folder of the report if some were fetched."""
    from retold import app

    if wacz is not None:
        app.ready(wacz.parent)
        return app.Keeping(wacz)
    return app.Keeping(output / app.EVIDENCE, always=False) if output else None


def _summary(comparison: Any, config: "Config") -> None:
    import shutil

    from retold import app
    from retold.report import text, view

    if sys.stdout is None:
        return
    tty = sys.stdout.isatty()
    width = shutil.get_terminal_size((100, 24)).columns if tty else 100
    # the text is of safe lines
    click.echo(text.render(view.build(comparison, app.about(config)), width, colour=tty), nl=False)


def _each(inputs: tuple[str, ...], output: Path | None, config: "Config", strict: bool, quiet: bool) -> int:
    from retold import app

    if len(inputs) != 1 or output is None:
        raise click.UsageError("--each takes one folder and -o FOLDER")
    problems: list[Problem] = []
    failed, states = 0, dict.fromkeys(("done", "kept", "failed"), 0)
    with options.bar("comparing stories", quiet) as progress:
        for outcome in app.compare_each(Path(inputs[0]), output, config, progress):
            states[outcome.state] += 1
            problems.extend(outcome.problems)
            options.report(outcome.problems, quiet, most=3)
            if outcome.state == "failed":
                failed += 1
                for line in outcome.reason.split("\n"):
                    options.say(f"{outcome.name}: {line.strip()}")
    if not quiet:
        told = f"{states['done']} stories compared, {states['kept']} kept, {states['failed']} failed -> {output}"
        options.say(told, err=False)
    if failed == sum(states.values()):
        return 3
    return 1 if strict and (problems or failed) else 0
