"""`retold decide`."""

from pathlib import Path

import click

from retold.cli import options

MOST = 100  # lines of what could not be placed


@click.command("decide")
@click.argument("report", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--from", "files", type=click.Path(path_type=Path, dir_okay=False), multiple=True, required=True, metavar="FILE",
    help="An export (XLSX, CSV, annotations) or decisions that somebody edited; may be given several times.",
)  # fmt: skip
@options.output
@options.fetching
def command(
    report: Path, files: tuple[Path, ...], output: Path, config_file: Path | None, strict: bool, quiet: bool
) -> int:  # fmt: skip
    """Gather what people decided in edited exports of REPORT, the folder of `retold compare`, into a file that
    `retold compare --decisions` replays."""
    from retold import app, deciding
    from retold.report.json import decisions_json

    config = options.config(config_file)
    comparison = app.reported(report)
    found = deciding.gathered(files, comparison, config)
    app.ready(output.parent)
    output.parent.mkdir(parents=True, exist_ok=True)
    app.put(output, decisions_json(found.decisions))
    if not quiet:
        for text in found.lost[:MOST]:
            options.say(f"not placed: {text}")
        if len(found.lost) > MOST:
            options.say(f"... and {len(found.lost) - MOST:,} more")
        rows, people = len(found.decisions.rows), len(found.decisions.people)
        options.say(f"decisions on {rows} rows and {people} pairs of people, {len(found.lost)} not placed: {output}")
    return 1 if strict and found.lost else 0
