"""`retold feed`."""

from pathlib import Path
from typing import Any

import click

from retold.cli import options


@click.command("feed")
@click.argument("feeds", nargs=-1, required=True, metavar="FEED...")
@click.option("--take", type=click.IntRange(1), help="Fetch the newest items, so many of each feed.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False),
    help="With --take: archive to write (.warc.gz, .warc or .wacz).",
)  # fmt: skip
@options.fetching
def command(
    feeds: tuple[str, ...], take: int | None, output: Path | None, strict: bool, quiet: bool, **settings: Any
) -> int:
    """List the items of feeds: addresses or files of RSS, Atom, JSON Feed, news sitemaps, OPML."""
    from retold import fetching

    if (take is None) != (output is None):
        raise click.UsageError("--take and -o belong together: so many items are fetched into that archive")
    config = options.config(**settings)
    with options.bar("reading feeds", quiet) as progress:
        items, problems = fetching.feeds(feeds, config, progress)
    if take is None or output is None:
        for item in items:
            told = dict(item.notes)
            line = (told.get("published in the feed", "undated"), told.get("title in the feed", ""), item.url)
            options.row(line)
    else:
        with options.bar("fetching", quiet) as progress:
            outcome = fetching.take(items, take, output, config, progress)
        problems += outcome.problems
        if not quiet:
            options.say(f"{outcome.documents} pages, {len(problems)} problems -> {output}")
    options.report(problems, quiet)
    return options.finish(problems, strict)
