"""`retold analyze`."""

from pathlib import Path
from typing import Any

import click

from retold.cli import options


@click.command("analyze")
@click.argument("inputs", nargs=-1, required=True)
@options.output
@click.option("--resume", is_flag=True, help="Go on from an interrupted run of the same command.")
@options.settings
def command(inputs: tuple[str, ...], output: Path, resume: bool, strict: bool, quiet: bool, **settings: Any) -> int:
    """Find the records of every article in INPUTS (files, folders, .jsonl, -) and write one Analysis a line."""
    from retold import app

    config = options.config(**settings)
    options.waits(inputs, config, quiet)
    with options.bar("reading articles", quiet) as progress:
        outcome = app.analyze(
            inputs, output, config, resume=resume, progress=progress, stdin=options.stdin(inputs, config)
        )  # fmt: skip
    options.report(outcome.problems, quiet)
    if not quiet:
        options.say(f"{outcome.documents} documents, {len(outcome.problems)} problems -> {output}")
    return options.finish(outcome.problems, strict)
