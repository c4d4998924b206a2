"""`retold cluster`."""

from pathlib import Path
from typing import Any

import click

from retold.cli import options


@click.command("cluster")
@click.argument("inputs", nargs=-1, required=True)
@options.output
@options.settings
def command(inputs: tuple[str, ...], output: Path, strict: bool, quiet: bool, **settings: Any) -> int:
    """Tell which articles in INPUTS tell the same story: one line {"id", "story"} a document."""
    from retold import app

    config = options.config(**settings)
    options.waits(inputs, config, quiet)
    with options.bar("reading articles", quiet) as progress:
        outcome = app.cluster(inputs, output, config, progress, options.stdin(inputs, config))
    options.report(outcome.problems, quiet)
    if not quiet:
        options.say(f"{outcome.documents} documents -> {output}")
    return options.finish(outcome.problems, strict)
