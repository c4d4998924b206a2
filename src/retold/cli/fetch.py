"""`retold fetch`."""

from pathlib import Path
from typing import Any

import click

from retold.cli import options


@click.command("fetch")
@click.argument("urls", nargs=-1, required=True, metavar="URL...")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True,
    help="Archive to write: .warc.gz, .warc or .wacz.",
)  # fmt: skip
@options.fetching
def command(urls: tuple[str, ...], output: Path, strict: bool, quiet: bool, **settings: Any) -> int:
    """Fetch addresses, and those in lists of addresses (one a line), and keep what was sent for later."""
    from retold import fetching

    config = options.config(**settings)
    with options.bar("fetching", quiet) as progress:
        outcome = fetching.fetch(urls, output, config, progress)
    options.report(outcome.problems, quiet)
    if not quiet:
        options.say(f"{outcome.documents} pages, {len(outcome.problems)} problems -> {output}")
    return options.finish(outcome.problems, strict)
